"""Texts in NFC; and whether one is, told by its characters and a few searches instead of by normalizing it.

Unicode's own quick check has to give up on nearly every Indic text, since vowel signs and nuktas can join what stands
before them. Which characters they do join is soon known, and whether they stand there is a search for two characters.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Set
from unicodedata import combining

_known: set[str] = set()
_lone: set[str] = set()  # characters that NFC may rewrite wherever they stand
_later: dict[str, _Later] = {}  # those that NFC may join with what stands before them, or move before it


class _Later:
    """A character that may join others, or pass them."""

    def __init__(self, char: str) -> None:
        self.char = char
        self.known: set[str] = set()
        self.unstable: set[str] = set()  # of these, those that do not stay as they are before it

    def unstable_after(self, chars: Set[str]) -> Set[str]:
        """Those of some characters that do not stay as they are before it."""
        if new := chars - self.known:
            self.known |= new
            self.unstable |= {char for char in new if not _stays(char + self.char)}
        return self.unstable & chars


def is_surely_nfc(text: str, chars: Set[str]) -> bool:
    """True only where a text, whose characters are `chars`, is in NFC; False where that is not known."""
    if new := chars - _known:
        _learn(new)
    if not _lone.isdisjoint(chars):
        return False
    later = _later.keys() & chars
    for char in later:
        unstable = _later[char].unstable_after(chars)
        if any(one + char in text for one in unstable):
            return False
        # A mark also joins a letter over marks of lower classes between them: Unicode Standard, D115 and D117.
        if unstable and any(0 < combining(one) < combining(char) and one + char in text for one in later):
            return False
    return True


def canonical(text: str) -> str:
    """The text in NFC: the same object where it is NFC already."""
    if text.isascii():
        return text
    normal = unicodedata.normalize("NFC", text)  # another object even of a text in NFC, if Unicode has to look twice
    return text if normal == text else normal


def normalized(text: str, chars: frozenset[str]) -> tuple[str, frozenset[str]]:
    """A text, whose characters are `chars`, in NFC, and its characters then; the same objects if it is in NFC.

    Most texts that are not hold nothing but characters that NFC rewrites wherever they stand, such as ড় of one code
    point. With these rewritten the text is as good as before, and if it is in NFC then that is its NFC.
    """
    plain, plain_chars = text, chars
    if new := chars - _known:
        _learn(new)
    for char in _lone & chars:
        meant = canonical(char)
        plain, plain_chars = plain.replace(char, meant), plain_chars - {char} | set(meant)
    if is_surely_nfc(plain, plain_chars):
        return plain, plain_chars
    normal = canonical(text)
    return normal, chars if normal is text else frozenset(normal)


def _learn(chars: Set[str]) -> None:
    for char in chars:
        kind = unicodedata.category(char)[0]
        if not _stays(char) or (kind in "LM" and char > "\uffff"):
            _lone.add(char)
        elif kind == "M" or "\u1160" <= char <= "\u11ff":  # medial and final letters of Hangul
            _later[char] = _Later(char)
    _known.update(chars)


def _stays(text: str) -> bool:
    return unicodedata.is_normalized("NFC", text)
