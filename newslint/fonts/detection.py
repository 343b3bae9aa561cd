"""Where a line is set in a legacy font: it has what nobody writes otherwise, and reads as words of that script."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

import regex

from newslint.fonts import FONTS, converted, font, is_word
from newslint.types import Span

_READABLE = 0.8
"""Share of the words of a stretch that must make sense in the font; English in Bijoy has 0.2, Bijoy 0.95."""

_SIGNS = 0.1
"""Share of vowel signs in what a stretch shows; Bengali has 0.3, a single word may have one in ten."""

_TOKEN = regex.compile(r"\S+")
_PARTS = regex.compile(r"[\p{P}\p{S}\p{Nd}।]+")


class Stretch(NamedTuple):
    """Part of a line, and what it shows."""

    span: Span
    text: str


class _Token(NamedTuple):
    start: int
    end: int
    text: str  # converted
    counts: bool  # whether it holds letters, so that it can be read or not
    readable: bool
    telling: bool  # whether no other text would have it


def stretches(line: str, name: str) -> Iterator[Stretch]:
    """The stretches of a line that are set in a font, each as wide as it can be."""
    if not _telling(name).search(line):
        return
    run: list[_Token] = []
    for token in (*_tokens(line, name), None):
        if token:
            run.append(token)
        else:
            yield from _stretch(line, run, name)
            run = []


def is_set(line: str) -> bool:
    """Whether a line is set, in part at least, in one of the fonts."""
    return any(True for name in FONTS for _ in stretches(line, name))


def _stretch(line: str, run: Sequence[_Token], name: str) -> Iterator[Stretch]:
    letters = [token for token in run if token.counts]
    readable = [token for token in letters if token.readable]
    telling = sum(token.telling for token in readable)
    if telling < int(font(name).least) or len(readable) < _READABLE * len(letters):
        return
    shown = "".join(token.text for token in readable)
    if len(_signs(name).findall(shown)) < _SIGNS * len(shown):
        return
    text = "".join(
        line[end : token.start]
        + (token.text if token in readable or token.telling or not token.counts else line[token.start : token.end])
        for end, token in zip([run[0].start, *(token.end for token in run)], run, strict=False)
    )
    yield Stretch(Span(run[0].start, run[-1].end), text)


def _tokens(line: str, name: str) -> Iterator[_Token | None]:
    """The words of a line; None where the script of the font itself comes between."""
    own = _own(name)
    for found in _TOKEN.finditer(line):
        if own.search(found[0]):
            yield None
        else:
            yield _token(found[0], found.start(), name)


def _token(token: str, start: int, name: str) -> _Token:
    text = converted(token, name)
    parts = [part for part in _PARTS.split(text) if part]
    counts = any(char.isalpha() for char in token)
    readable = bool(parts) and all(is_word(part, name) for part in parts)
    return _Token(start, start + len(token), text, counts, readable, bool(_telling(name).search(token)))


@cache
def _signs(name: str) -> regex.Pattern[str]:
    return regex.compile(f"[{font(name).letters.signs}]")


@cache
def _own(name: str) -> regex.Pattern[str]:
    return regex.compile(rf"\p{{{font(name).script}}}")


@cache
def _telling(name: str) -> regex.Pattern[str]:
    return regex.compile(font(name).evidence)
