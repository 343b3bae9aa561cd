"""Where a line is set in a legacy font: it has what nobody writes otherwise, and reads as words of that script."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

import regex

from newslint.expressions import compiled, late_regex
from newslint.fonts import FONTS, converted, font, is_word
from newslint.types import Span

_READABLE = 0.8
"""Share of the words of a stretch that must make sense in the font; English in Bijoy has 0.2, Bijoy 0.95."""

_SIGNS = 0.1
"""Share of vowel signs in what a stretch shows; Bengali has 0.3, a single word may have one in ten."""

_TOKEN = late_regex(r"\S+")
_PARTS = late_regex(r"[\p{P}\p{S}\p{Nd}।]+")


class Stretch(NamedTuple):
    """Part of a line, and what it shows."""

    span: Span
    text: str


class _Word(NamedTuple):
    text: str  # converted
    counts: bool  # whether it holds letters, so that it can be read or not
    readable: bool
    telling: bool  # whether no other text would have it


def stretches(line: str, name: str) -> Iterator[Stretch]:
    """The stretches of a line that are set in a font, each as wide as it can be."""
    if not _may_tell(name).search(f" {line}") or not _telling(name).search(line):
        return
    for run in _runs(line, name):
        if _may_be_set([found[0] for found in run], name):
            yield from _stretch(line, run, name)


def is_set(line: str) -> bool:
    """Whether a line is set, in part at least, in one of the fonts."""
    return any(True for name in FONTS for _ in stretches(line, name))


def _stretch(line: str, run: Sequence[regex.Match[str]], name: str) -> Iterator[Stretch]:
    words = [_word(found[0], name) for found in run]
    letters = [word for word in words if word.counts]
    readable = [word for word in letters if word.readable]
    telling = sum(word.telling for word in readable)
    if telling < int(font(name).least) or len(readable) < _READABLE * len(letters):
        return
    shown = "".join(word.text for word in readable)
    if len(_signs(name).findall(shown)) < _SIGNS * len(shown):
        return
    text = "".join(
        line[end : found.start()] + (word.text if word.readable or word.telling or not word.counts else found[0])
        for end, found, word in zip([run[0].start(), *(found.end() for found in run)], run, words, strict=False)
    )
    yield Stretch(Span(run[0].start(), run[-1].end()), text)


def _runs(line: str, name: str) -> Iterator[list[regex.Match[str]]]:
    """The words of a line, in runs that the script of the font itself comes between."""
    own = _own(name)
    run: list[regex.Match[str]] = []
    for found in _TOKEN.finditer(line):
        if not own.search(found[0]):
            run.append(found)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _may_be_set(words: Sequence[str], name: str) -> bool:
    """Whether enough of some words tell of the font and can be read in it: to convert the others takes its time."""
    telling = _telling(name)
    return sum(_word(word, name).readable for word in words if telling.search(word)) >= int(font(name).least)


@lru_cache(maxsize=4096)
def _word(word: str, name: str) -> _Word:
    text = converted(word, name)
    parts = [part for part in _PARTS.split(text) if part]
    counts = any(char.isalpha() for char in word)
    readable = bool(parts) and all(is_word(part, name) for part in parts)
    return _Word(text, counts, readable, bool(_telling(name).search(word)))


@cache
def _signs(name: str) -> regex.Pattern[str]:
    return regex.compile(f"[{font(name).letters.signs}]")


@cache
def _own(name: str) -> regex.Pattern[str]:
    return regex.compile(rf"\p{{{font(name).script}}}")


@cache
def _may_tell(name: str) -> re.Pattern[str]:
    """What is in every line, with a space before it, that the evidence is in: `re` looks for that much faster."""
    return re.compile(font(name).evidence.replace(r"(?<!\S)", r"\s"))


@cache
def _telling(name: str) -> regex.Pattern[str]:
    return compiled(font(name).evidence)
