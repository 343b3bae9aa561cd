"""Addresses and tags, whose letters and digits are not those of the text round them."""

from __future__ import annotations

from functools import lru_cache

from newslint.expressions import late_re, late_regex
from newslint.page import Page
from newslint.types import Span

# Each starts where its first run of characters does and takes the runs whole, so that a long line of almost-addresses
# is read once.
_MASKED = late_regex(
    r"https?://\S+|www\.\S+|(?<![\w.+-])[\w.+-]++@[\w-]++\.[\w.-]+|[#@]\w+"
    r"|(?<![\w-])(?<![\w-]\.)[\w-]++(?:\.[\w-]++)++(?<=\.\p{Latin}{2,})(?:/\S*)?",
)
_SIGN = late_re(r"[@#]|www|//|\.[A-Za-z]")


@lru_cache(maxsize=4)  # a line is asked for as often as it has words to look at
def masked(line: str) -> str:
    """A line of the same length with spaces in place of its addresses, tags and names of accounts."""
    if not ("." in line or "@" in line or "#" in line or "//" in line) or not _SIGN.search(line):
        return line
    return _MASKED.sub(lambda match: " " * len(match[0]), line)


def is_masked(page: Page, span: Span) -> bool:
    """Whether a stretch of a page, within one line, touches an address or a tag."""
    number = page.line_at(span.start)
    line, start = page.lines[number], page.starts[number]
    within = slice(span.start - start, span.end - start)
    return masked(line)[within] != line[within]
