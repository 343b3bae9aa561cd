"""Legacy fonts: text in which Latin letters and signs stand for the glyphs of an Indic font.

What each character draws is data, one file a font; how glyphs make up syllables is the same for all of them.
"""

from collections.abc import Iterable
from functools import cache
from pathlib import Path

import regex
from msgspec import Struct
from msgspec.json import decode

from newslint.nfc import canonical

FONTS = ("bijoy", "s550", "kruti-dev", "preeti")
"""The fonts that there is a table of."""


class Script(Struct, frozen=True):
    """The letters of a script, as parts of regular expressions: sets without brackets."""

    consonants: str
    vowels: str
    inner_vowels: str  # those that also stand within words
    signs: str
    virama: str
    nukta: str
    marks: str
    joins: tuple[tuple[str, str], ...]  # what glyphs in a row draw together

    @property
    def consonant(self) -> str:
        """One consonant."""
        return f"[{self.consonants}]{self.nukta}?"

    @property
    def cluster(self) -> str:
        """Consonants that make one syllable."""
        return f"{self.consonant}(?:{self.virama}[\\u200c\\u200d]?{self.consonant})*"

    @property
    def word(self) -> str:
        """A word that can be read: no sign without a letter, none twice, no virama but between a few consonants."""
        cluster = f"{self.consonant}(?:{self.virama}[\\u200c\\u200d]?{self.consonant}){{0,3}}"
        syllable = f"(?:{cluster}(?:[{self.signs}]|{self.virama}\\u200c(?=\\Z))?|[{self.inner_vowels}]|\\u09ce)"
        return f"(?!\\u09ce)(?:[{self.vowels}](?:\\u09cd\\u09af\\u09be)?[{self.marks}]?)?(?:{syllable}[{self.marks}]?)*"


# A half letter and the stroke of ा are the whole letter; longer vowels are drawn as shorter ones and a stroke.
_DEVANAGARI = (
    ("्ा", ""), ("ाे", "ो"), ("ाै", "ौ"), ("ाॅ", "ॉ"), ("अा", "आ"), ("अो", "ओ"), ("अौ", "औ"), ("अॉ", "ऑ"), ("एे", "ऐ"),
)  # fmt: skip
_SCRIPTS = {
    "Bengali": Script("ক-হৰৱ", "অ-ঔ", "আইউএও", "া-ৌৗ", "্", "়", "ঁংঃ", (("অা", "আ"),)),
    "Devanagari": Script("क-ह", "ऄ-औ", "आइईउऊएओ", "ा-ौॅॉ", "्", "़", "ँंः", _DEVANAGARI),
}

_BEFORE, _REPH = 0xE000, "\ue100"  # for signs on their way to the place where Unicode has them


class Font(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """What each character of a font draws."""

    about: str
    script: str
    glyphs: dict[str, str]
    before: dict[str, str] = {}  # drawn before the consonant that they belong to
    reph: dict[str, str] = {}  # drawn over a consonant, written after it, and spoken before it
    behind: dict[str, str] = {}  # marks of Latin text too: they draw a glyph only behind another one
    ahead: dict[str, str] = {}  # the same before another one
    blank: tuple[str, ...] = ()  # parts of other glyphs, and room between them
    never_first: tuple[str, ...] = ()
    evidence: str = ""  # what only this font writes
    evidence_is: str = ""  # in words
    least: str = "1"

    @property
    def letters(self) -> Script:
        """The script that the font draws."""
        return _SCRIPTS[self.script]


@cache
def font(name: str) -> Font:
    """The table of a font, read from its file."""
    return decode(Path(__file__).with_name(f"{name}.json").read_bytes(), type=Font)


def converted(text: str, name: str) -> str:
    """What a text in a legacy font shows, in NFC; characters that the font does not draw stay."""
    one = font(name)
    drawn = _glyph(name).sub(lambda found: _table(name)[found[0]], text)
    return canonical(_arranged(drawn, one))


def is_word(text: str, name: str) -> bool:
    """Whether a converted text is a word that can be read."""
    return bool(text and _word(name).fullmatch(text))


@cache
def _table(name: str) -> dict[str, str]:
    one = font(name)
    signs = {char: chr(_BEFORE + number) for number, char in enumerate(one.before)}
    blank = dict.fromkeys(one.blank, "")
    return one.glyphs | one.behind | one.ahead | signs | dict.fromkeys(one.reph, _REPH) | blank


@cache
def _glyph(name: str) -> regex.Pattern[str]:
    one = font(name)

    def any_of(keys: Iterable[str]) -> str:
        return "|".join(map(regex.escape, sorted(keys, key=len, reverse=True))) or r"(?!)"

    free = [key for key in _table(name) if key not in one.behind and key not in one.ahead]
    letter = r"[^\s\p{P}]|[&_`~]"
    return regex.compile(
        rf"{any_of(free)}|(?<=\S)(?<![\s(\[-])(?:{any_of(one.behind)})|(?:{any_of(one.ahead)})(?={letter})"
    )


@cache
def _word(name: str) -> regex.Pattern[str]:
    one = font(name)
    return regex.compile(canonical(f"(?!{'|'.join(one.never_first) or '(?!)'}){one.letters.word}"))


def _arranged(drawn: str, one: Font) -> str:
    """Glyphs in the order of writing, put into the order of speaking."""
    script = one.letters
    before = f"[{chr(_BEFORE)}-{chr(_BEFORE + len(one.before))}]"
    reph = next(iter(one.reph.values()), "")
    text = regex.sub(f"{script.virama}{{2,}}", script.virama, drawn)
    for glyphs, letter in script.joins:
        text = text.replace(glyphs, letter)
    text = regex.sub(f"({before})([{script.marks}])", r"\2\1", text)
    text = regex.sub(f"({script.cluster}[{script.signs}{script.marks}]*){_REPH}", rf"{reph}\1", text)
    text = regex.sub(f"({before})((?:{reph})?{script.cluster})", r"\2\1", text)
    for number, sign in enumerate(one.before.values()):
        text = text.replace(chr(_BEFORE + number), sign)
    text = text.replace(_REPH, reph)
    text = regex.sub(f"([{script.marks}])([{script.signs}])", r"\2\1", text)
    return regex.sub(f"([{script.signs}])({script.virama}[{script.consonants}])", r"\2\1", text)
