"""Writing systems: the script of a letter, and of a text."""

from __future__ import annotations

import sys
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from functools import cache, lru_cache
from typing import NamedTuple

import regex
from msgspec import Struct

from newslint.expressions import late_regex

SCRIPTS = (
    "Latin Bengali Devanagari Arabic Cyrillic Greek Han Hiragana Katakana Hangul Tamil Telugu Kannada Malayalam "
    "Gujarati Gurmukhi Oriya Sinhala Thai Lao Khmer Myanmar Hebrew Armenian Georgian Ethiopic Tibetan Bopomofo Thaana "
    "Syriac Mongolian Cherokee Canadian_Aboriginal Tifinagh Nko Javanese Balinese Meetei_Mayek Ol_Chiki Yi Coptic Adlam"
).split()

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


_SHARED = late_regex(r"[\p{Common}\p{Inherited}]")  # by all scripts


@cache
def _letter(script: str) -> regex.Pattern[str]:
    return regex.compile(rf"\p{{{script}}}")


@lru_cache(maxsize=4096)
def script_of(char: str) -> str | None:
    """The script of a letter or mark, one of SCRIPTS; None for other scripts and for what no script owns."""
    if _SHARED.match(char):
        return None
    return next((script for script in SCRIPTS if _letter(script).match(char)), None)


def folded_script(char: str) -> str | None:
    """The same, with the scripts of East Asia as one, `CJK`."""
    return folded(script_of(char))


def folded(script: str | None) -> str | None:
    """`CJK` for the scripts of East Asia, any other as it is."""
    return "CJK" if script in CJK else script


@cache
def _extended(script: str) -> regex.Pattern[str]:
    return regex.compile(rf"\p{{scx={script}}}")


@lru_cache(maxsize=4096)
def scripts_of(char: str) -> frozenset[str]:
    """The scripts that a letter or mark of SCRIPTS is used with (Script_Extensions), and the mixtures it may be in."""
    scripts = {script for script in SCRIPTS if _extended(script).match(char)}
    return frozenset(scripts.union(*(_AUGMENTED.get(script, ()) for script in scripts)))


class Writing(NamedTuple):
    """What some characters are of.

    `scripts` are those of letters; `owners` those of marks, digits and signs as well, those of East Asia as one, `CJK`;
    `zeros` are the zeros of the systems of digits, as code points.
    """

    scripts: frozenset[str]
    owners: frozenset[str]
    zeros: frozenset[int]


class _Trait(Struct, frozen=True, eq=False):  # compared by identity, which sets do fast
    script: str | None
    is_letter: bool
    zero: int | None


@cache
def _trait(script: str | None, is_letter: bool, zero: int | None) -> _Trait:
    return _Trait(script, is_letter, zero)


_MOST_KEPT = 8192  # characters; a text of Han has two thousand


class _Traits(dict[str, _Trait]):
    """The traits of characters, remembered."""

    def __missing__(self, char: str) -> _Trait:
        if len(self) >= _MOST_KEPT:
            self.clear()
        zero = ord(char) - unicodedata.decimal(char) if char.isdecimal() else None
        trait = self[char] = _trait(script_of(char), char.isalpha(), zero)
        return trait


_TRAITS = _Traits()


def writing_of(chars: Set[str]) -> Writing:
    """The scripts and systems of digits that some characters are of."""
    return _writing(frozenset(map(_TRAITS.__getitem__, chars)))


@lru_cache(maxsize=256)  # hardly more mixtures than languages
def _writing(traits: Iterable[_Trait]) -> Writing:
    return Writing(
        frozenset(trait.script for trait in traits if trait.script and trait.is_letter),
        frozenset("CJK" if trait.script in CJK else trait.script for trait in traits if trait.script),
        frozenset(trait.zero for trait in traits if trait.zero is not None),
    )


def script_counts(text: str) -> dict[str, int]:
    """How many letters of each script a text holds."""
    counts: dict[str, int] = {}
    for char, count in Counter(text).items():
        trait = _TRAITS[char]
        if trait.is_letter and trait.script:
            counts[trait.script] = counts.get(trait.script, 0) + count
    return counts


def letters_by_script(chars: Iterable[str]) -> dict[str, list[str]]:
    """The letters among some characters, by their scripts."""
    letters: dict[str, list[str]] = {}
    for char in chars:
        trait = _TRAITS[char]
        if trait.is_letter and trait.script:
            letters.setdefault(trait.script, []).append(char)
    return letters


def leading_script(text: str, letters: Mapping[str, Sequence[str]], share: float) -> str | None:
    """The script that at least this share of a text's letters is in, of those that it has; None where none is.

    Mostly that is the one with the most different letters, and known before all of them are counted.
    """
    if len(letters) < 2:
        return next(iter(letters), None)
    if sum(map(len, letters.values())) > _FEW:
        return most_of(script_counts(text), share)
    likely = max(letters, key=lambda script: len(letters[script]))
    others = sum(letter_count(text, some) for script, some in letters.items() if script != likely)
    own = 0
    for letter in letters[likely]:
        own += text.count(letter)
        if own >= share * (own + others):
            return sys.intern(likely)
    return most_of({script: letter_count(text, some) for script, some in letters.items()}, share)


_FEW = 150  # letters that are counted faster one by one than all together
_NO_LETTERS = bytes(code for code in range(128) if not chr(code).isalpha())


def letter_count(text: str, letters: Sequence[str]) -> int:
    """How many of some letters a text holds."""
    beyond = [letter for letter in letters if not letter.isascii()]
    plain = text.encode("ascii", "ignore").translate(None, _NO_LETTERS) if len(beyond) < len(letters) else b""
    return len(plain) + sum(map(text.count, beyond))


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
