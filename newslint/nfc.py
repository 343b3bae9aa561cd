"""Texts in NFC; and whether one is, told by its characters and a few searches instead of by normalizing it.

Unicode's own quick check has to give up on nearly every Indic text, since vowel signs and nuktas can join what stands
before them. Which characters they do join is soon known, and whether they stand there is a search for two characters.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Set
from unicodedata import combining

_MOST_PAIRS = 4_000_000  # then all is forgotten, so that no text pays for what others held

_known: set[str] = set()
_lone: set[str] = set()  # characters that NFC may rewrite wherever they stand
_unstable: dict[str, set[str]] = {}  # for those that may join, or pass, what stands before: what may not stay there


def is_surely_nfc(text: str, chars: Set[str]) -> bool:
    """True only where a text, whose characters are `chars`, is in NFC; False where that is not known."""
    _learn(chars)
    if not _lone.isdisjoint(chars):
        return False
    later = _unstable.keys() & chars
    for char in later:
        unstable = _unstable[char] & chars
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
    _learn(chars)
    for char in _lone & chars:
        meant = canonical(char)
        plain, plain_chars = plain.replace(char, meant), plain_chars - {char} | set(meant)
    if is_surely_nfc(plain, plain_chars):
        return plain, plain_chars
    normal = canonical(text)
    return normal, chars if normal is text else frozenset(normal)


def _learn(chars: Set[str]) -> None:
    """What becomes of each of some characters, and of each before each of those that may join it."""
    new = chars - _known
    if new and (len(_known) + len(new)) * len(_unstable) > _MOST_PAIRS:
        for known in (_known, _lone, _unstable):
            known.clear()
        new = chars
    for later, unstable in _unstable.items() if new else ():
        unstable.update(char for char in new if not _stays(char + later))
    _known.update(new)
    for char in new:
        kind = unicodedata.category(char)[0]
        if not _stays(char) or (kind in "LM" and char > "\uffff"):
            _lone.add(char)
        elif kind == "M" or "\u1160" <= char <= "\u11ff":  # medial and final letters of Hangul
            _unstable[char] = {one for one in _known if not _stays(one + char)}


def _stays(text: str) -> bool:
    return unicodedata.is_normalized("NFC", text)
