"""Plain strings: edits put in, words and their borders, blank lines, sentences, names of characters."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache

import regex

from newslint.expressions import late_re, own
from newslint.forms import INVISIBLES, without_invisibles
from newslint.types import Edit

_SURROGATE = late_re("[\ud800-\udfff]")


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


def scannable(text: str) -> str:
    """The text with U+FFFD for lone surrogates, which scanners cannot take."""
    return text if text.isascii() else _SURROGATE.sub("\ufffd", text)


_ASCII = [*map(chr, range(128))]
_ASCII_BYTES = bytes(range(128))
_LAST_SMALL = "\u10ff"
"""Up to here a script has its letters in one or two blocks of 128."""
_MOST_BLOCKS = 2


@cache
def _block(number: int) -> tuple[list[str], regex.Pattern[str]]:
    """The characters of a block of 128, and what finds runs of them."""
    chars = [*map(chr, range(number << 7, (number + 1) << 7))]
    return chars, regex.compile(f"[{chars[0]}-{chars[-1]}]+")


def characters(text: str) -> frozenset[str]:
    """The different characters of a text.

    To look for each one of ASCII, and of the blocks that most others are in, takes half the time of going through the
    text, or less.
    """
    if text.isascii():
        return frozenset([char for char in _ASCII if char in text])
    raw = text.encode("utf-8", "surrogatepass")
    found = [char for byte, char in enumerate(_ASCII) if byte in raw]
    others = raw.translate(None, _ASCII_BYTES).decode("utf-8", "surrogatepass")
    for _ in range(_MOST_BLOCKS):
        if len(others) <= len(_ASCII) or (likely := others[len(others) // 2]) > _LAST_SMALL:
            break
        chars, run = _block(ord(likely) >> 7)
        found += [char for char in chars if char in others]
        others = run.sub("", others)
    return frozenset(found).union(others)


def is_word(char: str) -> bool:
    """Whether a character is part of a word: a letter, a mark, a digit or the underscore, in any script."""
    return char.isalnum() or char == "_" or unicodedata.category(char)[0] == "M"


_UNSPACED = r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}\p{Bopomofo}]"


@lru_cache(maxsize=1024)
def _unspaced(char: str) -> bool:
    """Whether a character is of a script that writes no spaces."""
    return own(_UNSPACED).match(char) is not None


_CLOSING, _OPENING = frozenset(".!?।॥۔؟…:;,)]}”’»"), frozenset("([{“‘«")


def at_border(text: str, at: int) -> bool:
    """Whether no word runs across position `at`; scripts that write no spaces have a border everywhere."""
    if not 0 < at < len(text):
        return True
    before, after = text[at - 1], text[at]
    if unicodedata.category(after)[0] == "M":
        return False
    return not (is_word(before) and is_word(after)) or _unspaced(before) or _unspaced(after)


def needs_space(before: str, after: str) -> bool:
    """Whether two characters, of different words or sentences, would grow together without a space between them."""
    if _unspaced(before) or _unspaced(after) or unicodedata.category(after)[0] == "M":
        return False
    return (is_word(before) or before in _CLOSING) and (is_word(after) or after in _OPENING)


def is_blank(line: str) -> bool:
    """Whether a line shows nothing."""
    bare = line.strip()
    return not bare or (bare[0] in INVISIBLES and not without_invisibles(bare).strip())


_SENTENCE_ENDS = frozenset(".!?।॥。！？۔؟…")
CLOSERS = "'\"”’“‘»«›‹)]}）］」』】〉》"
"""What may follow the end of a sentence. Quotes close either way: „so.“ in German, ’so۔‘ in Urdu, »so.« in Danish."""


def ends_sentence(line: str) -> bool:
    """Whether a line ends as a sentence does, closing quotes and brackets aside."""
    return line.rstrip().rstrip(CLOSERS).rstrip()[-1:] in _SENTENCE_ENDS


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
