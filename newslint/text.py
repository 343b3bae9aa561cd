"""Plain strings: edits put in, words and their borders, blank lines, sentences, scripts."""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

import regex

from newslint.forms import without_invisibles
from newslint.types import Edit


def replaced(text: str, edits: Iterable[Edit]) -> str:
    """The text with edits put in; they are in order, and none overlaps another."""
    parts: list[str] = []
    done = 0
    for (start, end), new in edits:
        parts += text[done:start], new
        done = end
    return "".join(parts) + text[done:]


def line_starts(lines: Iterable[str]) -> list[int]:
    """Where each of some lines starts in the text that they make up, with a line break between them."""
    starts, at = [], 0
    for line in lines:
        starts.append(at)
        at += len(line) + 1
    return starts


def is_word(char: str) -> bool:
    """Whether a character is part of a word: a letter, a mark, a digit or the underscore, in any script."""
    return char.isalnum() or char == "_" or unicodedata.category(char)[0] == "M"


_UNSPACED = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}\p{Bopomofo}]")


_CLOSING, _OPENING = frozenset(".!?।॥۔؟…:;,)]}”’»"), frozenset("([{“‘«")


def at_border(text: str, at: int) -> bool:
    """Whether no word runs across position `at`; scripts that write no spaces have a border everywhere."""
    if not 0 < at < len(text):
        return True
    before, after = text[at - 1], text[at]
    if unicodedata.category(after)[0] == "M":
        return False
    return not (is_word(before) and is_word(after)) or bool(_UNSPACED.match(before) or _UNSPACED.match(after))


def needs_space(before: str, after: str) -> bool:
    """Whether two characters, of different words or sentences, would grow together without a space between them."""
    if _UNSPACED.match(before) or _UNSPACED.match(after) or unicodedata.category(after)[0] == "M":
        return False
    return (is_word(before) or before in _CLOSING) and (is_word(after) or after in _OPENING)


def is_blank(line: str) -> bool:
    """Whether a line shows nothing."""
    return not line or line.isspace() or not without_invisibles(line).strip()


_SENTENCE_END = regex.compile(r"""[.!?।॥。！？۔؟…]['"”’)\]»]*\s*\Z""")


def ends_sentence(line: str) -> bool:
    """Whether a line ends as a sentence does, closing quotes and brackets aside."""
    return bool(_SENTENCE_END.search(line))


SCRIPTS = (
    "Latin Bengali Devanagari Arabic Cyrillic Greek Han Hiragana Katakana Hangul Tamil Telugu Kannada Malayalam "
    "Gujarati Gurmukhi Oriya Sinhala Thai Lao Khmer Myanmar Hebrew Armenian Georgian Ethiopic Tibetan"
).split()

_SCRIPT_OF = regex.compile("|".join(rf"(?P<{name}>\p{{{name}}})" for name in SCRIPTS))


@lru_cache(maxsize=4096)
def script_of(char: str) -> str | None:
    """The script of a letter, one of SCRIPTS; None for other scripts and for what no script owns."""
    match = _SCRIPT_OF.match(char)
    return match.lastgroup if match else None


def script_counts(text: str) -> dict[str, int]:
    """How many letters of each script a text holds."""
    counts: dict[str, int] = {}
    for char in set(text):
        if char.isalpha() and (script := script_of(char)):
            counts[script] = counts.get(script, 0) + text.count(char)
    return counts


def dominant_script(text: str, share: float = 0.7) -> str | None:
    """The script of at least `share` of a text's letters; None where no script has so many."""
    if text.isascii():
        return "Latin" if any(map(str.isalpha, text)) else None
    counts = script_counts(text)
    if not counts:
        return None
    script = max(counts, key=lambda name: counts[name])
    return sys.intern(script) if counts[script] >= share * sum(counts.values()) else None


_UNNAMED = {"Cc": "control", "Cs": "surrogate", "Co": "private use", "Cn": "unassigned"}
_MOST_DESCRIBED = 3


def described(text: str) -> str:
    """The characters of a text by code point and name, each once and at most three: `U+200B ZERO WIDTH SPACE`."""
    chars = list(dict.fromkeys(text))
    shown = [f"U+{ord(char):04X} {_name(char)}" for char in chars[:_MOST_DESCRIBED]]
    more = [f"{len(chars) - _MOST_DESCRIBED} more"] if len(chars) > _MOST_DESCRIBED else []
    return ", ".join([*shown, *more])


def _name(char: str) -> str:
    """The name that Unicode gives a character, or in brackets what it is that has none."""
    return unicodedata.name(char, "") or f"({_UNNAMED.get(unicodedata.category(char), 'unnamed')})"
