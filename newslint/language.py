"""The language of a text, from its letters and its commonest words; None where these are not evidence enough.

There is no model behind it. Some scripts are written by one language alone; in others a few letters, or a few words
that hardly any sentence goes without, tell languages apart. Two languages that share those are told apart by nothing
here, and a text that could be in either is in none.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

import regex

from newslint.expressions import late_regex
from newslint.scripts import folded_counts, most_of, script_of

_MAIN = 0.51  # of the letters, that are in the script of one language: names in Latin letters are all the rest can be
_SHARE = 0.7  # of the letters, that are in a script of several
_SAMPLE = 2_500  # code points that are looked at
_FEWEST_LETTERS = 20
_FEWEST_WORDS = 3  # of the commonest of a language
_FEWEST_OWN = 2  # of them that another language does not have
_LEAST = 0.12  # share of the words that are among the commonest of their language; 0.2 to 0.5 in news
_LEAD = 2  # times as many of them as of another language, those aside that both have
_MOST_STRANGE = 0.01  # share of the letters of its script that a language does not have: names of people and places

_OF_SCRIPT = {
    "Gujarati": "gu", "Gurmukhi": "pa", "Tamil": "ta", "Telugu": "te", "Kannada": "kn", "Malayalam": "ml",
    "Oriya": "or", "Sinhala": "si", "Thai": "th", "Lao": "lo", "Khmer": "km", "Greek": "el", "Armenian": "hy",
    "Georgian": "ka", "Thaana": "dv",
}  # fmt: skip

_WORD = late_regex(r"[\p{L}\p{M}\u200c\u200d]+")
_ASSAMESE = late_regex("[ৰৱ]")
_BENGALI_RA = late_regex("র")
_SHAN_OR_MON = late_regex("[\u1022\u1028\u1033-\u1035\u105a-\u109f\uaa60-\uaa7f]")
_CANTONESE = late_regex("[嘅係唔咗佢哋嘢喺]")
_MANDARIN = late_regex("[的是在了不和有这這为為]")


def language_of(text: str, letters: Mapping[str, int]) -> str | None:
    """The language of a text in NFC as a code such as `bn`; `letters` are how many of each script it holds."""
    counts = folded_counts(letters)
    script = most_of(counts, _MAIN)
    if script in _OF_SCRIPT:
        return _OF_SCRIPT[script]
    sample, total = text[:_SAMPLE], sum(letters.values())
    if script == "Bengali":
        return _bengali(sample)
    script = most_of(counts, _SHARE)
    if script is None or total < _FEWEST_LETTERS:
        return None
    if script == "CJK":
        return _east_asian(sample, letters)
    if script == "Myanmar":
        return None if _count(_SHAN_OR_MON, sample) > 0.01 * len(sample) else "my"
    return _by_words(sample, script)


def _count(what: regex.Pattern[str], text: str) -> int:
    return len(what.findall(text))


def _bengali(text: str) -> str | None:
    """Assamese has a ra and a wa of its own. A name may bring some into Bengali: more than half is asked for."""
    assamese = _count(_ASSAMESE, text)
    if not assamese:
        return "bn"
    others = _count(_BENGALI_RA, text)
    return "as" if assamese > others else "bn" if others > 2 * assamese else None


def _east_asian(text: str, letters: Mapping[str, int]) -> str | None:
    kana = letters.get("Hiragana", 0) + letters.get("Katakana", 0)
    hangul, han = letters.get("Hangul", 0), letters.get("Han", 0)
    if hangul > han + kana:
        return "ko"
    if kana > 0.1 * han:
        return "ja"
    if _count(_CANTONESE, text) > 0.01 * len(text):
        return "yue"
    return "zh" if _count(_MANDARIN, text) > 0.03 * len(text) else None


# Persian and Urdu are often typed on keyboards for Arabic; lower() makes two characters of a dotted I.
_KEYBOARDS = str.maketrans({"ي": "ی", "ك": "ک", "İ": "i", "’": "'"})


class _Language(NamedTuple):
    """What is known of a language."""

    alphabet: frozenset[str]
    words: frozenset[str]
    endings: tuple[str, ...]


@cache
def _languages(script: str) -> dict[str, _Language]:
    from newslint.function_words import COMMON_LETTERS, HABITS  # hardly any start of newslint needs them

    common = COMMON_LETTERS.get(script, "")
    return {
        language: _Language(
            frozenset((common + habits.letters).translate(_KEYBOARDS)),
            frozenset(habits.words.translate(_KEYBOARDS).split()),
            tuple(habits.endings.split()),
        )
        for language, habits in HABITS.get(script, {}).items()
    }


def _by_words(text: str, script: str) -> str | None:
    text = text.translate(_KEYBOARDS).lower()
    letters = {char: text.count(char) for char in set(text) if char.isalpha() and script_of(char) == script}
    most_strange = _MOST_STRANGE * sum(letters.values())
    words = Counter(_WORD.findall(text))
    found: dict[str, frozenset[str]] = {}
    for language, (alphabet, known, endings) in _languages(script).items():
        if alphabet and sum(letters[char] for char in letters.keys() - alphabet) > most_strange:
            continue
        ending = {word for word in words if word.endswith(endings)} if endings else set()
        found[language] = frozenset(words.keys() & known | ending)
    return _winner(found, words) if found else None


def _winner(found: Mapping[str, frozenset[str]], words: Mapping[str, int]) -> str | None:
    """The language with many of its commonest words in a text, and many more than any other, shared ones aside."""

    def total(some: frozenset[str]) -> int:
        return sum(words[word] for word in some)

    best = max(found, key=lambda language: total(found[language]))
    if total(found[best]) < max(_FEWEST_WORDS, _LEAST * sum(words.values())):
        return None
    for other in found.keys() - {best}:
        own, others = total(found[best] - found[other]), total(found[other] - found[best])
        if own < max(_FEWEST_OWN, _LEAD * others):
            return None
    return best
