"""Dandas and full stops: which of the two ends the sentences of a document, in languages that have both."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import regex

from newslint.expressions import late_re, late_regex
from newslint.page import Page, once
from newslint.types import Match, Span

_SCRIPTS = frozenset({"Bengali", "Devanagari", "Gurmukhi", "Oriya"})
_OF_DANDA = "".join(rf"\p{{{script}}}" for script in sorted(_SCRIPTS))
# Words that may be short for others, or the number of an item, are no evidence: a full stop counts behind three letters
# or more with their marks, and behind the short verbs that Hindi sentences end in. In brackets it closes no sentence.
_STOP = late_re('\\.(?<=[^\\x00-\\x7f].)(?=[\\s”"’]|$)', re.MULTILINE)
_WORD_BEFORE = late_regex(
    rf"(?<![{_OF_DANDA}\p{{M}}\u200c\u200d.-])(?:[\p{{L}}&&[{_OF_DANDA}]][\p{{M}}\u200c\u200d]*+)++\Z",
    regex.VERSION1,
)
_LONGEST = 40  # code points of a word
_MARK = late_regex(r"[\p{M}\u200c\u200d]+")
_SHORT_VERBS = frozenset("है हैं था थी थे गया गई गए हुआ हुई दिया किया होगा".split())
_ABBREVIATIONS = frozenset(
    "এইচ এক্স ডব্লিউ মোছা মোসা মোহা মিসেস অধ্যা অধ্যাপক ইঞ্জি সেন্টি ব্যারি খ্রিস্টাব্দ জুনিয়র সিনিয়র ইন্টা লিমি প্রাইভে "
    "श्रीमती प्रोफे लिमि अंक पृष्ठ ਸ਼੍ਰੀਮਤੀ ପ୍ରଫେ".split()
)


def full_stops(text: str) -> Iterator[int]:
    """Where a full stop ends a sentence that is written in a script of the danda."""
    for stop in _STOP.finditer(text):
        at = stop.start()
        found = _WORD_BEFORE.search(text, max(0, at - _LONGEST), at)
        if found and (found[0] in _SHORT_VERBS or (_letters(found[0]) > 2 and found[0] not in _ABBREVIATIONS)):
            yield at


def _letters(word: str) -> int:
    return len(_MARK.sub("", word))


_FEW = 3  # sentences, with fewer of which a text shows no habit


@once
def full_stops_of(page: Page) -> list[int]:
    """Where full stops end sentences in a page whose sentences may end in dandas."""
    return list(full_stops(page.text)) if "." in page.chars and page.script in _SCRIPTS else []


def _marks(page: Page) -> tuple[int, list[int]]:
    """How many dandas a page has, and where full stops end sentences in it."""
    return page.text.count("।"), full_stops_of(page)


def stops_among_dandas(page: Page, _lines: Sequence[int]) -> Iterator[Match]:
    """Full stops in a document that ends its sentences with dandas, at least three times as many."""
    dandas, stops = _marks(page)
    if dandas >= max(_FEW, 3 * len(stops)):
        for at in stops:
            yield Match(Span(at, at + 1), {"count": str(len(stops))})


def mixed_ends(page: Page, _lines: Sequence[int]) -> Iterator[Match]:
    """The first danda of a document that ends its sentences with both marks, neither of them rarely."""
    dandas, stops = _marks(page)
    if dandas and len(stops) >= _FEW and 3 * len(stops) > dandas:
        at = page.text.index("।")
        yield Match(Span(at, at + 1), {"count": str(len(stops)), "dandas": str(dandas)})


def stops_alone(page: Page, _lines: Sequence[int]) -> Iterator[Match]:
    """The first full stop of a document that ends no sentence with a danda, but three or more with a full stop."""
    dandas, stops = _marks(page)
    if not dandas and len(stops) >= _FEW:
        yield Match(Span(stops[0], stops[0] + 1), {"count": str(len(stops))})
