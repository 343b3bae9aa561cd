"""Ways to rewrite what a rule matched: the named ones, and tables of characters."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from functools import lru_cache
from typing import Literal

import regex

from newslint.forms import canonical

Conversion = Literal["unescape", "nfc", "nfkc"]


def _unescape(text: str) -> str:
    import html  # its table of names takes 4 ms to load, and most texts hold no reference

    return html.unescape(text)


CONVERSIONS: dict[Conversion, Callable[[str], str]] = {
    "unescape": _unescape,
    "nfc": canonical,
    "nfkc": lambda text: unicodedata.normalize("NFKC", text),
}
"""What `convert` in a rule's fix can name. Each gives back what it cannot read as it was."""

CONVERSIONS_IN_WORDS = "unescape: references of HTML, such as `&nbsp;`, decoded. nfc, nfkc: that normal form."


def translated(text: str, pairs: tuple[tuple[str, str], ...]) -> str:
    """The text, in NFC, with the first of each pair turned into the second; as it was where it holds none.

    Where several could be turned, the longest is.
    """
    table = {canonical(old): new for old, new in pairs}
    new, count = _any_of(tuple(table)).subn(lambda found: table[found[0]], canonical(text))
    return new if count else text


@lru_cache(maxsize=256)
def _any_of(literals: tuple[str, ...]) -> regex.Pattern[str]:
    return regex.compile("|".join(map(regex.escape, sorted(literals, key=len, reverse=True))))
