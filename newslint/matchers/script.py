"""Writing systems: lines in a script foreign to the document, and digits of two systems."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Annotated, Literal, NamedTuple

import regex
from msgspec import Meta

from newslint.matchers.kind import Kind
from newslint.page import Page
from newslint.text import dominant_script
from newslint.types import Match, Span

# Numbers that belong to a Latin word or name keep their digits in any text: B-52, G20, Covid-19, 4K.
_NUMBER = regex.compile(
    r"(?<![\p{Latin}\p{Nd}])(?<!\p{Latin}[-–‑])\p{Nd}+(?:[.,:/٫٬-]\p{Nd}+)*+(?![\p{Latin}\p{Nd}]|[-–‑]\p{Latin})"
)
# Addresses. Each starts where its first run of characters does and takes the runs whole, so that a long line of
# almost-addresses is read once.
_ASCII_DIGIT = re.compile("[0-9]")
_DIGIT = re.compile(r"\d")
_ADDRESS = re.compile("[@#]|www|//")
_MASKED = regex.compile(
    r"https?://\S+|www\.\S+|(?<![\w.+-])[\w.+-]++@[\w-]++\.[\w.-]+|[#@]\w+"
    r"|(?<![\w-])(?<![\w-]\.)[\w-]++(?:\.[\w-]++)++(?<=\.\p{Latin}{2,})"
)
_ZERO_OF_SCRIPT = {
    "Bengali": "০", "Devanagari": "०", "Gujarati": "૦", "Gurmukhi": "੦", "Oriya": "୦", "Tamil": "௦",
    "Telugu": "౦", "Kannada": "೦", "Malayalam": "൦", "Khmer": "០", "Myanmar": "၀", "Tibetan": "༠",
}  # fmt: skip


class Script(Kind, frozen=True, tag="script"):
    """Letters or digits that do not belong to the document's writing system."""

    find: Annotated[
        Literal["foreign-line", "mixed-digits", "foreign-digits"],
        Meta(
            description="foreign-line: a line whose letters are, to four in five, of another script than the "
            "document's. mixed-digits: each number in the digits that the document uses less often. foreign-digits: "
            "the first number of a document that has none in the digits of its own script. Digits inside names "
            "(B-52, Covid-19) and addresses do not count."
        ),
    ]

    @property
    def values(self) -> frozenset[str]:
        """The names that this kind fills in."""
        return frozenset({"script"} if self.find == "foreign-line" else {"count"})

    def compile(self) -> _ScriptMatcher:
        """The matcher of this description."""
        return _ScriptMatcher(self.find)


class _Number(NamedTuple):
    line: int
    span: Span
    native: bool


class _ScriptMatcher:
    def __init__(self, find: str) -> None:
        self.finds = {
            "foreign-line": _foreign_lines,
            "mixed-digits": _mixed_digits,
            "foreign-digits": _foreign_digits,
        }[find]

    def find(self, page: Page, lines: Sequence[int]) -> Iterator[Match]:
        yield from self.finds(page, lines)


def _foreign_lines(page: Page, lines: Sequence[int]) -> Iterator[Match]:
    if page.text.isascii():
        return
    for number in lines:
        line = page.lines[number]
        bare = line.strip()
        script = dominant_script(_MASKED.sub("", bare), 0.8) if bare else None
        if script and page.script and script != page.script:
            start = page.starts[number] + line.index(bare)
            yield Match(Span(start, start + len(bare)), {"script": script})


def _numbers(page: Page) -> list[_Number]:
    """The numbers of a document in two systems or the foreign one, if its script has digits; none for others."""
    if page.text.isascii() or not _ASCII_DIGIT.search(page.text):  # then there is but one system
        return []
    zero = ord(_ZERO_OF_SCRIPT.get(page.script or "", "\0"))
    if not zero:
        return []
    found = []
    for number, line in enumerate(page.lines):
        if not _DIGIT.search(line):
            continue
        masked = _MASKED.sub(lambda match: " " * len(match[0]), line) if _ADDRESS.search(line) else line
        for match in _NUMBER.finditer(masked):
            native = zero <= ord(match[0][0]) < zero + 10
            if native or match[0][0].isascii():
                found.append(_Number(number, Span(*match.span()), native))
    return found


def _at(page: Page, number: _Number, count: int) -> Match:
    start = page.starts[number.line]
    return Match(Span(start + number.span.start, start + number.span.end), {"count": str(count)})


def _mixed_digits(page: Page, _lines: Sequence[int]) -> Iterator[Match]:
    numbers = _numbers(page)
    natives = [number for number in numbers if number.native]
    others = [number for number in numbers if not number.native]
    fewer = min(natives, others, key=len) if len(natives) != len(others) else others
    for number in fewer if natives else ():
        yield _at(page, number, len(fewer))


def _foreign_digits(page: Page, _lines: Sequence[int]) -> Iterator[Match]:
    numbers = _numbers(page)
    if numbers and not any(number.native for number in numbers):
        yield _at(page, numbers[0], len(numbers))
