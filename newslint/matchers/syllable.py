"""Words that the syllables of their script do not make up."""

import re
from collections.abc import Iterator, Sequence
from functools import cache, cached_property
from itertools import filterfalse
from typing import Annotated, Literal

from msgspec import Meta

from newslint.matchers.kind import Kind
from newslint.page import Look, Page
from newslint.types import Match, Span

# Bengali, after The Unicode Standard, chapter 12.2, and the label generation rules of ICANN for Bengali: a consonant,
# or several with a hasanta between each two, then a vowel sign or a hasanta, then candrabindu, anusvara, visarga; or a
# vowel, which may have a ya-phalaa and its sign. Joiners may stand anywhere: other rules ask what they are there for.
# Nuktas stand on other letters than ড ঢ য in the orthographies of minorities, so on any consonant.
_JOIN = "[\u200c\u200d]*+"
_VIRAMA = f"\u09cd{_JOIN}"
_CONSONANT = f"[\u0995-\u09a8\u09aa-\u09b0\u09b2\u09b6-\u09b9\u09f0\u09f1]\u09bc?+{_JOIN}"
_REPH_ON_VOWEL = "(?<=[\u09b0\u09f0]\u09cd)[\u0985\u0987\u098b\u0993]"
_SIGN = f"[\u09be-\u09c4\u09c7\u09c8\u09cb\u09cc\u09e2\u09e3]{_JOIN}"
_VOWEL = f"[\u0985-\u098c\u098f\u0990\u0993\u0994\u09e0\u09e1]{_JOIN}"
_CODA = f"(?:[\u0981-\u0983\u09fe]{_JOIN}){{0,3}}+"
_BENGALI_SYLLABLE = (
    f"(?:{_CONSONANT}(?:{_VIRAMA}(?:{_CONSONANT}|{_REPH_ON_VOWEL}))*+(?:{_SIGN}|{_VIRAMA})?+{_CODA}"
    f"|{_VOWEL}(?:{_VIRAMA}\u09af{_JOIN}(?:{_SIGN})?+)?+{_CODA}"
    f"|[\u0980\u09bd\u09ce\u09fa\u09fc]{_JOIN}{_CODA})"
)

Written = Literal["Bengali"]

_LETTERS: dict[Written, str] = {"Bengali": "\u0980-\u09e3\u09f0\u09f1\u09fc\u09fe"}
_SYLLABLES: dict[Written, str] = {"Bengali": _BENGALI_SYLLABLE}
_MOST_SOUND = 1 << 15  # words that are remembered
_DOTTED_CIRCLE = "\u25cc"  # stands for any letter where a sign is shown by itself


class Syllable(Kind, frozen=True, tag="syllable"):
    """Places in words where no syllable of their script goes on."""

    is_local = True
    script: Annotated[Written, Meta(description="The script whose words are read.")]

    @property
    def values(self) -> frozenset[str]:
        """The names that this kind fills in."""
        return frozenset({"word"})

    @property
    def look(self) -> Look:
        """Whether the text has letters or marks of the script."""
        return _has_letters(self.script)

    def compile(self) -> "_SyllableMatcher":
        """The matcher of this description."""
        return _SyllableMatcher(self.script)


@cache
def _has_letters(script: Written) -> Look:
    letters = re.compile(f"[{_LETTERS[script]}]")
    return lambda page: letters.search("".join(page.chars))


class _SyllableMatcher:
    def __init__(self, script: Written) -> None:
        self.script = script

    @cached_property
    def broken(self) -> re.Pattern[str]:
        """A word that is not made of syllables; its first group is what is."""
        letters, syllable = _LETTERS[self.script], _SYLLABLES[self.script]
        within = f"[{letters}\u200c\u200d]"
        return re.compile(f"(?<!{within})(?<!{_DOTTED_CIRCLE})((?:{syllable})*+)[{letters}]{within}*+")

    @cached_property
    def sound(self) -> set[str]:
        """Words that were looked at, and had nothing: a language has few, and they come again and again."""
        return set()

    def find(self, page: Page, lines: Sequence[int]) -> Iterator[Match]:
        if self.are_sound(" ".join(page.canonical_lines[number] for number in lines)):
            return
        for number in lines:
            for word in self.broken.finditer(page.canonical_lines[number]):
                at = word.end(1)
                yield Match(page.source(number, Span(max(at - 1, word.start()), at + 1)), {"word": word[0]})

    def are_sound(self, text: str) -> bool:
        """Whether none of a text's words is broken."""
        new = set(filterfalse(self.sound.__contains__, text.split()))
        sound = {word for word in new if not self.broken.search(word)}
        if len(self.sound) > _MOST_SOUND:
            self.sound.clear()
        self.sound.update(sound)
        return len(sound) == len(new)
