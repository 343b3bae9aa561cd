"""Digits of several systems: in one number, and in one document."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import Literal, NamedTuple

import regex

from newslint.expressions import late_re, late_regex
from newslint.page import Page, once
from newslint.scripts import script_of
from newslint.types import Match, Span
from newslint.writing.masks import masked

_NUMBER = late_regex(r"\p{Nd}++(?:[.,:/٫٬’'\-–‑]\p{Nd}++)*+")
_PARTS = late_re("[:/–‑-]")

_LOOKALIKES = frozenset("৪৭০٥۵०")
"""Digits that look like an ASCII digit of another value or like a letter (UTS #39), so that they may be misread."""

_LATIN_BEFORE = late_regex(r"\p{Latin}[-–‑.,( ]{0,3}\Z")
_LATIN_AFTER = late_regex(r"[-–‑ ]?\p{Latin}")
_TELEPHONE = 9
"""Digits from which on a number is taken for that of a telephone or an account."""

_DIGIT = late_re(r"\d")
_ZERO_OF_SCRIPT = {
    "Bengali": "০", "Devanagari": "०", "Gujarati": "૦", "Gurmukhi": "੦", "Oriya": "୦", "Tamil": "௦",
    "Telugu": "౦", "Kannada": "೦", "Malayalam": "൦", "Khmer": "០", "Myanmar": "၀", "Tibetan": "༠",
}  # fmt: skip

Mixture = Literal["mixed", "unclear", "range"]


class Number(NamedTuple):
    """A number of a page; `zeros` are the zeros of its systems of digits."""

    span: Span
    text: str
    zeros: frozenset[int]
    is_in_name: bool


@once
def numbers_of(page: Page) -> tuple[Number, ...]:
    """The numbers of a page outside addresses, in order; none where ASCII digits are all that could stand there.

    Numbers beside a Latin word or name keep their digits in any text: B-52, G20, World Cup 2026.
    """
    systems = page.writing.zeros
    if not systems or (systems == {ord("0")} and page.script not in _ZERO_OF_SCRIPT):
        return ()
    return tuple(_numbers(page))


def may_be_mixed(page: Page) -> bool:
    """Whether a page has digits of several systems."""
    return len(page.writing.zeros) > 1


def may_be_foreign(page: Page) -> bool:
    """Whether a page has digits of ASCII, and a script that has its own."""
    return ord("0") in page.writing.zeros and page.script in _ZERO_OF_SCRIPT


def may_be_in_words(page: Page) -> bool:
    """Whether a page has a single digit with neither ASCII nor another digit of its system beside it."""
    return page.script in _ZERO_OF_SCRIPT and any(_lone(zero).search(page.text) for zero in page.writing.zeros)


@cache
def _lone(zero: int) -> regex.Pattern[str]:
    """A digit among characters beyond ASCII; one range by itself comes first, which `regex` looks for fastest."""
    system = f"{chr(zero)}-{chr(zero + 9)}"
    return regex.compile(f"[{system}](?<=[^\\x00-\\x7f{system}].)(?=[^\\x00-\\x7f{system}])")


def _numbers(page: Page) -> Iterator[Number]:
    for start, line in zip(page.starts, page.lines, strict=True):
        if not _DIGIT.search(line):
            continue
        text = masked(line)
        for match in _NUMBER.finditer(text):
            before, after = text[max(0, match.start() - 4) : match.start()], text[match.end() : match.end() + 2]
            yield Number(
                Span(start + match.start(), start + match.end()),
                match[0],
                _zeros(match[0]),
                bool(_LATIN_BEFORE.search(before) or _LATIN_AFTER.match(after)),
            )


@lru_cache(maxsize=1024)
def _zeros(number: str) -> frozenset[int]:
    return frozenset(_zero(char) for char in number if char.isdecimal())


def mixture(number: str) -> tuple[Mixture, str] | None:
    """How a number mixes systems of digits, and the number in the system of most of its digits; None where it does not.

    *mixed*: within one part, and one system has the majority. *unclear*: within one part, but none has, or a digit may
    be a misread one of another value. *range*: from part to part, as in a range, a time or a telephone number.
    """
    zeros = [{_zero(char) for char in part if char.isdecimal()} for part in _PARTS.split(number)]
    counts = Counter(_zero(char) for char in number if char.isdecimal())
    if len(counts) < 2:
        return None
    (most, first), (_, second) = counts.most_common(2)
    meant = "".join(chr(most + unicodedata.decimal(char)) if char.isdecimal() else char for char in number)
    if all(len(systems) < 2 for systems in zeros):
        return "range", meant
    return "unclear" if first == second or _LOOKALIKES & set(number) else "mixed", meant


def _zero(digit: str) -> int:
    return ord(digit) - unicodedata.decimal(digit)


def _mixtures(page: Page, wanted: Mixture) -> Iterator[Match]:
    for number in numbers_of(page):
        if len(number.zeros) > 1 and (how := mixture(number.text)) and how[0] == wanted:
            yield Match(number.span, {"meant": how[1]})


def mixed_numbers(page: Page, _lines: Sequence[int]) -> Iterator[Match]:
    """Numbers most of whose digits are of one system, and the others not misread."""
    return _mixtures(page, "mixed")


def unclear_numbers(page: Page, _lines: Sequence[int]) -> Iterator[Match]:
    """Numbers in two systems of digits of which neither can be told to be right."""
    return _mixtures(page, "unclear")


def mixed_ranges(page: Page, _lines: Sequence[int]) -> Iterator[Match]:
    """Ranges, times and dates whose parts are in two systems of digits."""
    return _mixtures(page, "range")


def digits_in_words(page: Page, _lines: Sequence[int]) -> Iterator[Match]:
    """A single digit between letters of the document's script; behind one letter or two it may be a name: G7."""
    if page.script not in _ZERO_OF_SCRIPT:
        return
    for number in numbers_of(page):
        start, end = number.span
        if end == start + 1 and _is_letter(page, end) and (word := _word_before(page, start)):
            yield Match(Span(start - len(word), end + 1))


_STEM = 3  # code points of a word that go before a digit inside it


def _word_before(page: Page, position: int) -> str | None:
    text = page.text[max(0, position - _STEM) : position]
    return text if len(text) == _STEM and all(script_of(char) == page.script for char in text) else None


def _is_letter(page: Page, position: int) -> bool:
    char = page.text[position : position + 1]
    return char.isalpha() and script_of(char) == page.script


@once
def _counted(page: Page) -> tuple[list[Number], list[Number]]:
    """The numbers in the digits of a page's own script, and those in digits that they should not be mixed with.

    Those are the digits of ASCII; for Arabic, which is written with these as well, the eastern beside the western form
    of its own. Not counted are numbers in names, those of telephones, the phrase 24/7, and those in several systems,
    which are a finding of their own.
    """
    counted = [
        number
        for number in numbers_of(page)
        if not number.is_in_name
        and number.text not in ("24/7", "২৪/৭")
        and sum(map(str.isdecimal, number.text)) < _TELEPHONE
    ]
    own, other = ("٠", "۰") if page.script == "Arabic" else (_ZERO_OF_SCRIPT.get(page.script or ""), "0")
    if not own:
        return [], []
    natives, others = ([number for number in counted if number.zeros == {ord(zero)}] for zero in (own, other))
    return natives, others


def _match(number: Number, count: int) -> Match:
    return Match(number.span, {"count": str(count)})


def fewer_digits(page: Page, _lines: Sequence[int]) -> Iterator[Match]:
    """The numbers in the digits that a document uses less often; in doubt those that are not its script's own."""
    natives, others = _counted(page)
    fewer = min(natives, others, key=len) if len(natives) != len(others) else others
    for number in fewer if natives else ():
        yield _match(number, len(fewer))


def foreign_digits(page: Page, _lines: Sequence[int]) -> Iterator[Match]:
    """The first number of a document that has none in the digits of its own script."""
    natives, others = _counted(page)
    if others and not natives and page.script in _ZERO_OF_SCRIPT:
        yield _match(others[0], len(others))
