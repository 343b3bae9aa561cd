"""Words whose letters are of several scripts, found in a page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import regex

from newslint.expressions import late_regex
from newslint.page import Page, once
from newslint.scripts import CJK, folded, folded_counts
from newslint.text import described
from newslint.types import Match, Span
from newslint.writing.documents import KNOWN
from newslint.writing.masks import is_masked
from newslint.writing.twins import twins

if TYPE_CHECKING:
    from newslint.writing.verdicts import Verdict

_JOINED = ("glued", "intrusion")
_WORD = late_regex(r"[\p{L}\p{M}\u200c\u200d]+")


class Mixed(NamedTuple):
    """A word of a page with letters of several scripts, and what is wrong with it."""

    span: Span
    verdict: Verdict


@cache
def _border(script: str) -> regex.Pattern[str]:
    """A letter of a script beside one of another; the letter comes first, which `regex` looks for without trying."""
    own = "".join(rf"\p{{{one}}}" for one in (CJK if script == "CJK" else [script]))
    other = rf"[\p{{L}}\p{{M}}\u200c\u200d--[{own}]]"
    return regex.compile(rf"[{own}](?:(?={other})|(?<={other}.))", regex.VERSION1)


@once
def mixed_words(page: Page) -> tuple[Mixed, ...]:
    """The words of several scripts of a page, in order: those that something is wrong with.

    A name in an address is written as its owner likes, but no address runs on in another script: that was joined to it.
    """
    if page.text.isascii():
        return ()
    scripts = page.writing.owners
    if len(scripts) < 2 or scripts <= {"CJK", "Latin"}:
        return ()
    foreign = scripts - {folded(page.script) or _commonest(page, scripts)}
    borders = sorted({found.start() for script in foreign for found in _border(script).finditer(page.text)})
    return tuple(_mixed(page, borders)) if borders else ()


def _commonest(page: Page, scripts: Iterable[str]) -> str:
    counts = folded_counts(page.letters)
    return max(scripts, key=lambda script: counts.get(script, 0))


def _mixed(page: Page, borders: list[int]) -> Iterator[Mixed]:
    from newslint.writing.verdicts import verdict  # hardly any text has words of two scripts

    done = 0
    for border in borders:
        if border < done:
            continue
        start = border
        while start > done and _WORD.match(page.text, start - 1, start):
            start -= 1
        word = _WORD.match(page.text, start)
        done = word.end() if word else border + 1
        wrong = verdict(word[0], page.script, page.language) if word else None
        if wrong and (wrong.kind in _JOINED or not is_masked(page, Span(start, done))):
            yield Mixed(Span(start, done), wrong)


def _found(page: Page, wanted: str) -> Iterator[Match]:
    for span, wrong in mixed_words(page):
        if _grade(page, page.text[span.start : span.end], wrong) == wanted:
            yield Match(span, {"foreign": described(wrong.foreign), "meant": wrong.meant or ""})


def _grade(page: Page, word: str, wrong: Verdict) -> str:
    """The finding that a verdict amounts to in a page.

    A homoglyph is certain where the word could be meant in no other script than that of a text long enough to have one,
    and has more letters of it than foreign ones. A last letter alone may be an ending of another language, and proves
    nothing.
    """
    if wrong.kind != "homoglyph" or not wrong.meant:
        return wrong.kind
    may_be_ending = wrong.target == "Latin" and word.endswith(wrong.foreign)
    if sum(page.letters.values()) < KNOWN or may_be_ending:
        return "ambiguous"
    is_certain = wrong.sole and wrong.target == page.script and len(word) >= max(3, 2 * len(wrong.foreign))
    return "homoglyph" if is_certain else "likely-homoglyph"


_LATIN_WORD = late_regex(r"(?<![\p{L}\p{M}\p{Nd}])\p{Latin}{3,}+(?![\p{L}\p{M}\p{Nd}])")


def homoglyphs(page: Page, _lines: Sequence[int]) -> Iterator[Match]:
    """Words of which some letters are certainly another script's."""
    return _found(page, "homoglyph")


def likely_homoglyphs(page: Page, _lines: Sequence[int]) -> Iterator[Match]:
    """Words of which some letters are probably another script's."""
    return _found(page, "likely-homoglyph")


def ambiguous_words(page: Page, _lines: Sequence[int]) -> Iterator[Match]:
    """Words of which some letters look like another script's, but it is not clear whose the word is."""
    return _found(page, "ambiguous")


def glued_words(page: Page, _lines: Sequence[int]) -> Iterator[Match]:
    """Two words of two scripts without a space between."""
    return _found(page, "glued")


def intruded_words(page: Page, _lines: Sequence[int]) -> Iterator[Match]:
    """Words with Latin letters inside, or one at an end."""
    return _found(page, "intrusion")


def mixed_script_words(page: Page, _lines: Sequence[int]) -> Iterator[Match]:
    """Words of scripts that no word mixes."""
    return _found(page, "mixed")


def may_be_masquerade(page: Page) -> bool:
    """Whether a page has words of letters that those of its own script look like."""
    return "Latin" in page.writing.scripts and page.script in ("Cyrillic", "Greek")


def masquerading_words(page: Page, _lines: Sequence[int]) -> Iterator[Match]:
    """Words all in Latin letters that look like a word which the document has twice in its own."""
    if not may_be_masquerade(page):
        return
    table = twins(page.script, page.language)
    own = Counter[str]()
    for found in _LATIN_WORD.finditer(page.text):
        meant = "".join(table.get(char, " ") for char in found[0])
        if " " in meant:
            continue
        own = own or Counter(word[0] for word in _WORD.finditer(page.text))
        if own[meant] > 1 and not is_masked(page, Span(*found.span())):
            yield Match(Span(*found.span()), {"foreign": described(found[0]), "meant": meant})
