"""Text whose units of two bytes were read wrongly: UTF-16 as single bytes, UTF-8 as UTF-16, UTF-16 the wrong way round.

All three are undone exactly or not at all, and only where a line of one script comes out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import regex

from newslint import views
from newslint.scripts import script_counts

_FEWEST, _DIFFERENT = 8, 5
"""How many characters must come out, of how many kinds: chance makes three or four, a row of stars has one."""

_WORDS = 0.8  # of a text are letters, marks and spaces; of what signs and kana turn into, half
_FEWEST_LATIN = 16  # each two of them may as well be a character of Chinese
_SINGLE = re.compile("(?:[^\\x00-\\x1f][\\x00-\\x1f]){6}|(?:[\\x00-\\x1f][^\\x00-\\x1f]){6}")
_SLIP = regex.compile(r"\p{Ll}\p{Lu}|\s[.,;]|[.,;]\p{L}")  # bytes of Latin text can be read in either order
_MOST_SLIPS = 0.1  # of a text; of what Chinese turns into, a quarter
_IN_WORDS = regex.compile(r"[\p{L}\p{M}\s]")
_PLAIN = regex.compile(r"[\p{L}\p{M}\p{Nd}\p{P}\p{Zs}\t]*")


def narrowed(line: str) -> str | None:
    """What a line says when its units are read as they should have been; None where it is sound."""
    tries: list[str] = []
    if "\0" in line and _SINGLE.search(line):  # a space is two bytes, one of them NUL; tables have tabs, but no NUL
        tries = [text for text in _from_single(line) if _script(text)]
    elif views.has_double(line):
        before = script_counts(line)
        tries = [text for text in _from_double(line) if _is_meant(text, before)]
    return min(tries, key=_slips, default=None)


def _is_meant(text: str, before: Mapping[str, int]) -> bool:
    """Whether what comes of a line, whose letters are of these scripts, is too much of a text to come of signs."""
    script = _script(text)
    if not script or 4 * before.get(script, 0) >= len(text) or len(set(text)) < _DIFFERENT:
        return False
    if script == "Latin" and len(text) < _FEWEST_LATIN:
        return False
    return len(_IN_WORDS.findall(text)) >= _WORDS * len(text) and _slips(text) <= _MOST_SLIPS * len(text)


def _slips(text: str) -> int:
    return len(_SLIP.findall(text))


def _from_single(line: str) -> Iterator[str]:
    """UTF-16 that was read as Latin-1; a line may have lost the half of its line break at either end."""
    for codec in ("utf-16-le", "utf-16-be"):
        for part in (line, line[1:], line[:-1]):
            try:
                yield part.encode("latin-1").decode(codec)
            except UnicodeError:
                continue


def _from_double(line: str) -> Iterator[str]:
    for written, read in (("utf-16-le", "utf-8"), ("utf-16-be", "utf-8"), ("utf-16-le", "utf-16-be")):
        try:
            yield line.encode(written).decode(read).removesuffix("\0")
        except UnicodeError:
            continue


def _script(text: str) -> str | None:
    """The one alphabet in which a text is written; None for texts that are none, or too short to tell."""
    if len(text.strip()) < _FEWEST or not _PLAIN.fullmatch(text):
        return None
    counts = script_counts(text)
    letters = sum(counts.values())
    script = max(counts, key=lambda name: counts[name], default="Han")
    return None if script in ("Han", "Hangul") or 3 * letters < len(text) or counts[script] < 0.95 * letters else script
