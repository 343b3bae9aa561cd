"""Writing systems: the script of a letter, and of a text."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Set
from functools import cache, lru_cache

import regex

SCRIPTS = (
    "Latin Bengali Devanagari Arabic Cyrillic Greek Han Hiragana Katakana Hangul Tamil Telugu Kannada Malayalam "
    "Gujarati Gurmukhi Oriya Sinhala Thai Lao Khmer Myanmar Hebrew Armenian Georgian Ethiopic Tibetan Bopomofo Thaana "
    "Syriac Mongolian Cherokee Canadian_Aboriginal Tifinagh Nko Javanese Balinese Meetei_Mayek Ol_Chiki Yi Coptic Adlam"
).split()

_FEW_CHARS = 150  # that are counted faster one by one than together

CJK = frozenset({"Han", "Hiragana", "Katakana", "Hangul", "Bopomofo"})
"""The scripts that East Asian languages mix within a word."""

UNSPACED = CJK | {"CJK", "Thai", "Lao", "Khmer", "Myanmar", "Tibetan"}
"""The scripts that set a foreign word against their own without a space."""

# What may stand together in a word, beyond what Unicode says of each letter: UTS #39, section 5.1.
_AUGMENTED = {
    "Han": {"Hanb", "Jpan", "Kore"},
    "Hiragana": {"Jpan"},
    "Katakana": {"Jpan"},
    "Hangul": {"Kore"},
    "Bopomofo": {"Hanb"},
}


@cache
def _script_of() -> regex.Pattern[str]:
    return regex.compile("|".join(rf"(?P<{name}>\p{{{name}}})" for name in SCRIPTS))


@lru_cache(maxsize=4096)
def script_of(char: str) -> str | None:
    """The script of a letter or mark, one of SCRIPTS; None for other scripts and for what no script owns."""
    match = _script_of().match(char)
    return match.lastgroup if match else None


def folded_script(char: str) -> str | None:
    """The same, with the scripts of East Asia as one, `CJK`."""
    script = script_of(char)
    return "CJK" if script in CJK else script


@cache
def _extended(script: str) -> regex.Pattern[str]:
    return regex.compile(rf"\p{{scx={script}}}")


@lru_cache(maxsize=4096)
def scripts_of(char: str) -> frozenset[str]:
    """The scripts that a letter or mark of SCRIPTS is used with (Script_Extensions), and the mixtures it may be in."""
    scripts = {script for script in SCRIPTS if _extended(script).match(char)}
    return frozenset(scripts.union(*(_AUGMENTED.get(script, ()) for script in scripts)))


def script_counts(text: str, chars: Set[str] | None = None) -> dict[str, int]:
    """How many letters of each script a text holds; `chars` are its characters, if they are known."""
    if chars is None or len(chars) > _FEW_CHARS:
        counted: Iterable[tuple[str, int]] = Counter(text).items()
    else:
        counted = ((char, text.count(char)) for char in chars)
    counts: dict[str, int] = {}
    for char, count in counted:
        if char.isalpha() and (script := script_of(char)):
            counts[script] = counts.get(script, 0) + count
    return counts


def folded_counts(counts: Mapping[str, int]) -> dict[str, int]:
    """Counts in which the scripts of East Asia are one, `CJK`."""
    folded = {script: count for script, count in counts.items() if script not in CJK}
    together = sum(counts.values()) - sum(folded.values())
    return folded | ({"CJK": together} if together else {})


def most_of(counts: Mapping[str, int], share: float) -> str | None:
    """The script that at least this share of the counted letters is in; None where no script has so many."""
    if not counts:
        return None
    script = max(counts, key=lambda name: counts[name])
    return sys.intern(script) if counts[script] >= share * sum(counts.values()) else None
