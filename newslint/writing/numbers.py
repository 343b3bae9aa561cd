"""Digits of several systems: in one number, and in one document."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

import regex

from newslint.page import Page
from newslint.types import Match, Span
from newslint.writing.masks import masked

_NUMBER = regex.compile(r"\p{Nd}++(?:[.,:/٫٬’'\-–‑]\p{Nd}++)*+")
_PARTS = re.compile("[:/–‑-]")

# Digits of two systems side by side: those of ASCII beside others, and neighbours that share a script or a keyboard.
_CHANGE = regex.compile(
    "|".join(
        rf"{one}[.,:/٫٬’'\-–‑]?{other}"
        for pair in (("[0-9]", r"[\p{Nd}--[0-9]]"), ("[٠-٩]", "[۰-۹]"), ("[০-৯]", "[०-९]"))
        for one, other in (pair, pair[::-1])
    ),
    regex.VERSION1,
)
_LOOKALIKES = frozenset("৪৭০٥۵०")
"""Digits that look like an ASCII digit of another value or like a letter (UTS #39), so that they may be misread."""

_LATIN_BEFORE = regex.compile(r"\p{Latin}[-–‑]?\Z")
_LATIN_AFTER = regex.compile(r"[-–‑]?\p{Latin}")
_TELEPHONE = 9
"""Digits from which on a number is taken for that of a telephone or an account."""

_ASCII_DIGIT = re.compile("[0-9]")
_ZERO_OF_SCRIPT = {
    "Bengali": "০", "Devanagari": "०", "Gujarati": "૦", "Gurmukhi": "੦", "Oriya": "୦", "Tamil": "௦",
    "Telugu": "౦", "Kannada": "೦", "Malayalam": "൦", "Khmer": "០", "Myanmar": "၀", "Tibetan": "༠",
}  # fmt: skip

Mixture = Literal["mixed", "unclear", "range"]


class Number(NamedTuple):
    """A number of a page in one system of digits."""

    span: Span
    native: bool


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
    if page.text.isascii() or not _CHANGE.search(page.text):
        return
    for number, line in enumerate(page.lines):
        for found in _NUMBER.finditer(masked(line)) if _CHANGE.search(line) else ():
            if (how := mixture(found[0])) and how[0] == wanted:
                start = page.starts[number]
                yield Match(Span(start + found.start(), start + found.end()), {"meant": how[1]})


def mixed_numbers(page: Page, _lines: Sequence[int]) -> Iterator[Match]:
    """Numbers most of whose digits are of one system, and the others not misread."""
    return _mixtures(page, "mixed")


def unclear_numbers(page: Page, _lines: Sequence[int]) -> Iterator[Match]:
    """Numbers in two systems of digits of which neither can be told to be right."""
    return _mixtures(page, "unclear")


def mixed_ranges(page: Page, _lines: Sequence[int]) -> Iterator[Match]:
    """Ranges, times and dates whose parts are in two systems of digits."""
    return _mixtures(page, "range")


def _numbers(page: Page) -> list[Number]:
    """The numbers of a document whose script has digits of its own, if some are in ASCII.

    Numbers that belong to a Latin word or name keep their digits in any text (B-52, G20, Covid-19, 4K), and so do those
    of telephones and the phrase 24/7; those in both systems are a finding of their own.
    """
    if page.text.isascii() or not _ASCII_DIGIT.search(page.text):  # then there is but one system
        return []
    zero = ord(_ZERO_OF_SCRIPT.get(page.script or "", "\0"))
    if not zero:
        return []
    found = []
    for number, line in enumerate(page.lines):
        if not any(map(str.isdecimal, set(line))):
            continue
        text = masked(line)
        for match in _NUMBER.finditer(text):
            if counts := _system(text, match, zero):
                start = page.starts[number]
                span = Span(start + match.start(), start + match.end())
                found.append(Number(span, counts == "native"))
    return found


def _system(line: str, match: regex.Match[str], zero: int) -> Literal["native", "ascii"] | None:
    """Which system a number counts for; None where it counts for none."""
    digits = [char for char in match[0] if char.isdecimal()]
    zeros = {_zero(char) for char in digits}
    if len(zeros) > 1 or len(digits) >= _TELEPHONE or match[0] in ("24/7", "২৪/৭"):
        return None
    before, after = line[max(0, match.start() - 2) : match.start()], line[match.end() : match.end() + 2]
    if _LATIN_BEFORE.search(before) or _LATIN_AFTER.match(after):
        return None
    return "native" if zeros == {zero} else "ascii" if zeros == {ord("0")} else None


def _match(number: Number, count: int) -> Match:
    return Match(number.span, {"count": str(count)})


def fewer_digits(page: Page, _lines: Sequence[int]) -> Iterator[Match]:
    """The numbers in the digits that a document uses less often; in doubt those that are not its script's own."""
    numbers = _numbers(page)
    natives = [number for number in numbers if number.native]
    others = [number for number in numbers if not number.native]
    fewer = min(natives, others, key=len) if len(natives) != len(others) else others
    for number in fewer if natives else ():
        yield _match(number, len(fewer))


def foreign_digits(page: Page, _lines: Sequence[int]) -> Iterator[Match]:
    """The first number of a document that has none in the digits of its own script."""
    numbers = _numbers(page)
    if numbers and not any(number.native for number in numbers):
        yield _match(numbers[0], len(numbers))
