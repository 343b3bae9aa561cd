"""Dandas and full stops: which of the two ends the sentences of a document, in languages that have both."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

import regex

from newslint.page import Page
from newslint.types import Match, Span
from newslint.writing.masks import is_masked

Usage = Literal["danda", "full-stop", "mixed", "none"]

_SCRIPTS = r"\p{Bengali}\p{Devanagari}\p{Gurmukhi}\p{Oriya}"
# A full stop behind a word of two syllables or more that is no abbreviation, and before white space, the end, or a
# closing mark. A syllable is a letter with its marks.
_ABBREVIATED = (
    "ড ডা মো মোঃ মোছা মোসা মোহা মুহা মুহ মি মিসেস মিঃ মিস মৃত প্রফে প্রফ অধ্যা অধ্যাপক ইঞ্জি খ্রি খ্রিস্টপূর্ব সা লি নং পৃ ইং বাং তাং "
    "সেন্টি কিমি কিলো গ্রা ব্যারি অ্যাড এড সাব জন রেভা ফাদার সি এস বি এ কে পি লিঃ প্রা জি এম টি "
    "डॉ डा श्री श्रीमती प्रो मि मो स्व कु पं सु लि प्रा कि मी रु रू ई सन् सं पृ अंक बी ए एम पी के एस सी टी डी जे आर एल "
    "ਡਾ ਸ ਸ੍ਰੀ ਪ੍ਰੋ ਸ੍ਰ ਐੱਸ ਐਸ ਬੀ ਪੀ ଡ ଡା ଶ୍ରୀ ପ୍ରଫେ"
)
_STOP = regex.compile(
    rf"(?<![{_SCRIPTS}\p{{M}}\u200c\u200d.-])(?P<word>(?:[\p{{L}}&&[{_SCRIPTS}]][\p{{M}}\u200c\u200d]*+){{2,}}+)"
    rf"(?P<stop>\.)(?=\s|$|[”\"’)])",
    regex.VERSION1 | regex.MULTILINE,
)
_ABBREVIATIONS = frozenset(_ABBREVIATED.split())


def full_stops(text: str) -> Iterator[int]:
    """Where a full stop ends a sentence that is written in a script of the danda."""
    for found in _STOP.finditer(text):
        if found["word"] not in _ABBREVIATIONS:
            yield found.start("stop")


def usage(text: str) -> Usage:
    """What ends the sentences of a text."""
    has_danda, has_stop = "।" in text, any(True for _ in full_stops(text))
    if has_danda:
        return "mixed" if has_stop else "danda"
    return "full-stop" if has_stop else "none"


_FEW = 3  # sentences, with fewer of which a text shows no habit


def stops_among_dandas(page: Page, _lines: Sequence[int]) -> Iterator[Match]:
    """Full stops in a document that ends its sentences with dandas, at least three times as many."""
    dandas = page.text.count("।")
    if dandas < _FEW or "." not in page.text:
        return
    stops = [at for at in full_stops(page.text) if not is_masked(page, Span(at, at + 1))]
    if len(stops) * 3 <= dandas:
        for at in stops:
            yield Match(Span(at, at + 1), {"count": str(len(stops))})


def mixed_ends(page: Page, _lines: Sequence[int]) -> Iterator[Match]:
    """The first danda of a document that ends its sentences with both marks, neither of them rarely."""
    dandas = page.text.count("।")
    if not dandas or "." not in page.text:
        return
    stops = sum(1 for at in full_stops(page.text) if not is_masked(page, Span(at, at + 1)))
    if stops * 3 > dandas and stops >= _FEW:
        at = page.text.index("।")
        yield Match(Span(at, at + 1), {"count": str(stops), "dandas": str(dandas)})


def stops_alone(page: Page, _lines: Sequence[int]) -> Iterator[Match]:
    """The first full stop of a document that ends no sentence with a danda, but three or more with a full stop."""
    if "।" in page.text or "." not in page.text:
        return
    stops = [at for at in full_stops(page.text) if not is_masked(page, Span(at, at + 1))]
    if len(stops) >= _FEW:
        yield Match(Span(stops[0], stops[0] + 1), {"count": str(len(stops))})
