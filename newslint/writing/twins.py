"""Letters of Latin, Cyrillic and Greek that look the same.

The pairs are those of the Unicode list of confusables (UTS #39) that no ordinary typeface tells apart, and only letters
of the alphabet that a word would be turned into: a Russian word has no і, however much it looks like i.
"""

from __future__ import annotations

from functools import lru_cache

ALPHABETS = frozenset({"Latin", "Cyrillic", "Greek"})
"""The scripts whose letters have twins in one another."""

_CYRILLIC = dict(zip("ABCEHKMOPTXYaceopxyËë", "АВСЕНКМОРТХУасеорхуЁё", strict=True))
_GREEK = dict(zip("ABEZHIKMNOPTYXaovipuóí", "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧαονιρυόί", strict=True))
_MORE_CYRILLIC = {
    "be": {"I": "І", "i": "і"},
    "kk": {"I": "І", "i": "і", "h": "һ"},
    "mk": {"J": "Ј", "j": "ј", "S": "Ѕ", "s": "ѕ"},
    "sr": {"J": "Ј", "j": "ј"},
    "uk": {"I": "І", "i": "і", "Ï": "Ї", "ï": "ї"},
}


@lru_cache(maxsize=16)
def twins(target: str, language: str | None) -> dict[str, str]:
    """Foreign letters that look like one of a target script, each with the one that it looks like."""
    cyrillic = _CYRILLIC | _MORE_CYRILLIC.get(language or "", {})
    if target == "Cyrillic":
        return cyrillic | {_GREEK[latin]: twin for latin, twin in cyrillic.items() if latin in _GREEK}
    if target == "Greek":
        return _GREEK | {_CYRILLIC[latin]: twin for latin, twin in _GREEK.items() if latin in _CYRILLIC}
    more = {twin: latin for pairs in _MORE_CYRILLIC.values() for latin, twin in pairs.items()}
    return more | {twin: latin for pairs in (_CYRILLIC, _GREEK) for latin, twin in pairs.items()}
