"""UTF-8 that was read with a single-byte codec, told from sound text and read again.

ftfy's judgement of what looks like mojibake decides where little is there to judge by; where much is, that so many
sequences are complete UTF-8 and spell one script is proof enough.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import lru_cache, partial
from typing import NamedTuple

import regex

from newslint import views
from newslint.scripts import script_counts

_LONGEST_KEPT = 20_000  # code points of a line whose reading is remembered
_LAYERS = 4  # text that was read wrongly more often has not been seen

_STRONG, _WEAK = (6, 10), (2, 3)
"""How many sequences of three and more bytes, or of two, are proof by themselves, and how many are a hint."""

_SUSPECT = re.compile(
    "["
    "\u0080-\u009f¢-¨ª¬¯±-³µ¶¸-º¼-¾À-Ñ×-ÙÜÝß-ñ÷üĀ-ćČ-ēĖ-ěĞğĢģĪīįİĶķĹ-ľŁ-ŃŅŇŒœŕŘŚśŞ-ŢŤťŮŰŸ-žƒˆˇ˘˛˜ΒΓΞΟ"
    "ВГРСвҐґ‚†‡‰⁄₧€№∂∆∏∑√∞∩∫≈≠≡≤≥⌐│┌┐┘├┤┬┼═-╬▀▄█▌▐-▓◊ﬁﬂ�"
    "]"
)
"""The gate before `BAD` and ftfy's judgement: a text without any of these cannot look bad to either.

Each alternative of ftfy's expression has a place where nothing else may stand, as a test reads off it.
"""

BAD = regex.compile(
    r"(?<!\p{L})Ã¥(?=\p{Ll})|â[„‚†‡ˆ‰‹ƒ][\u0080-¿]"
    r"|\p{Ll}├[\u2500-\u259f¡-ÿ⌐]\p{L}|┬[┐í¡](?=\p{L})"
    r"|[a-z]Г[\u00a0-¿ЂЃѓ„…†‡€‰™ЁЄЇІіґёєїҐ](?=[a-z])"
)
"""What no language writes either, and ftfy's judgement lets pass."""

_SIGN_IN_WORD = regex.compile(r"\p{L}[¡¢£¤¥¦§¨©ª¬®¯±²³´µ¶¸¹º»¼½¾¿†‡‰…„˜™š—]+\p{L}")
"""What is left in other damage than this: legacy fonts, and text of other charsets."""

_GUESSABLE = views.VIEWS[:10]
_WITHIN_LINES = [
    codec for codec in views.VIEWS if codec not in "cp1256 iso8859-5 koi8-r cp866 mac_cyrillic cp855".split()
]
"""In the others, letters of sound words can stand for all bytes of a sequence, so the whole line must agree."""

_LETTERS = regex.compile(r"[\p{Lu}\p{Ll}--µ]+", regex.VERSION1)
_CAPITAL_IN_WORD = regex.compile(r"\p{Ll}[\p{Lu}--[A-Z]]|[\p{Lu}--[A-Z]]\p{Ll}\p{Lu}", regex.VERSION1)
_UNUSUAL = (
    dict.fromkeys(map(chr, range(0xA0, 0x180)), 2)
    | dict.fromkeys("âôîûëïùòìõåøæšžčćłąęśğıőýřěůżńűāēīūșțßœÉÖÜÄ°§ÀÁÓÇŠŽČ", 1)
    | dict.fromkeys("éáíóúñüöäçãàèê\u00a0«»", 0)
)
"""How seldom signs and Latin letters are met, for those that single-byte codecs confuse: a rough order."""
_JAPANESE = frozenset({"Han", "Hiragana", "Katakana"})

_SURROGATE = re.compile("[\ud800-\udfff]")
_PAIR = re.compile("[\ud800-\udbff][\udc00-\udfff]")

_IMPLAUSIBLE = regex.compile(
    r"[^\x00-\x7f\u00a0¡¿«»“”‘’„‚–—…•·§°€£©®™№′″´\u200c\u200d\ufffd"
    r"À-ÖØ-öø-žƏəƠơƯưȘ-țŋɓɗƙɛɔẠ-ỹΆ-ώЀ-џҐґҒғҚқҢңҮүҰұҲҳӘәӨө"
    r"א-תְ-ׇ،؛؟ء-ْ٠-٩ٰ-ۓ۔۰-۹一-鿿㐀-䶿、。〈-】！-･"
    r"\p{Bengali}\p{Devanagari}\p{Gurmukhi}\p{Gujarati}\p{Oriya}\p{Tamil}\p{Telugu}\p{Kannada}\p{Malayalam}\p{Sinhala}"
    r"\p{Thai}\p{Lao}\p{Tibetan}\p{Myanmar}\p{Georgian}\p{Armenian}\p{Ethiopic}\p{Khmer}\p{Mongolian}\p{Hangul}"
    r"\p{Hiragana}\p{Katakana}\p{Emoji_Presentation}।॥]"
)
"""What news is hardly ever written with."""


class Reading(NamedTuple):
    """What a line was meant to say, and whether that is proved or only likely."""

    text: str
    strong: bool


class _Try(NamedTuple):
    """One way to read a line once more."""

    text: str
    whole: bool  # all of the line was read so
    exact: bool  # no byte had to be put in the place of a lost or changed one


def reading(line: str, layers: int = _LAYERS) -> Reading | None:
    """What a line says when it is read as UTF-8 once more; None where it is sound, or cannot be read so."""
    if not layers or line.isascii() or not views.looks_misread(line):
        return None
    if not (may_look_bad(line) or views.codecs_of(line)):
        return None
    return (_read if len(line) <= _LONGEST_KEPT else _read.__wrapped__)(line, layers)


@lru_cache(maxsize=512)  # several rules ask about the same line
def _read(line: str, layers: int) -> Reading | None:
    likely: list[Reading] = []
    for tries in (_strict, _guessed, _partly):
        found = [deeper for one in dict.fromkeys(tries(line)) if (deeper := _deeper(line, one, layers))]
        if strong := [one for one in found if one.strong]:
            return min(strong, key=_doubt)
        likely += found
    return min(likely, key=_doubt, default=None)


def _doubt(one: Reading) -> int:
    """How unlike the news of any language a reading is: where several views read a line, they differ in few letters."""
    foreign = len(_IMPLAUSIBLE.findall(one.text)) + len(_CAPITAL_IN_WORD.findall(one.text))
    return 8 * foreign + sum(_UNUSUAL.get(char, 0) for char in one.text)


def _deeper(line: str, one: _Try, layers: int) -> Reading | None:
    """A reading, read once more where that is called for."""
    strong = _strength(line, one)
    inner = reading(one.text, layers - 1)
    if inner and (strong is not None or inner.strong):
        return Reading(inner.text, inner.strong)
    return None if strong is None else Reading(one.text, strong)


def _strength(line: str, one: _Try) -> bool | None:
    """True where a reading is proved, False where it is likely, None where it is neither."""
    gained = "".join((Counter(one.text) - Counter(line)).elements())
    bad, left = _looks_bad(line), _looks_bad(one.text)
    if bad and (one.whole or not left):
        return None if one.exact and _is_stray(line, one.text, gained) else one.exact or not left
    if left or not one.exact:
        return None
    return True if _is_proof(gained, _STRONG) else False if _is_proof(gained, _WEAK) else None


def _is_stray(line: str, text: str, gained: str) -> bool:
    """Whether a reading comes to a single letter that is foreign to its line, or was spelled with letters alone."""
    if len(gained) != 1 or not gained.isalpha():
        return False
    lost = "".join((Counter(line) - Counter(text)).elements())
    return bool(_LETTERS.fullmatch(lost)) or not set(script_counts(gained)) <= {*script_counts(line), "Greek"}


def _is_proof(text: str, floor: tuple[int, int]) -> bool:
    """Whether what was read is enough, nine in ten letters of one script, and such as news is written with."""
    beyond = "".join(char for char in text if char > "\x7f")
    long = sum(char >= "\u0800" for char in beyond)
    if long < floor[0] and len(beyond) - long < floor[1]:
        return False
    counts = script_counts(beyond)
    same = sum(counts.values()) if set(counts) <= _JAPANESE else max(counts.values(), default=0)
    return len(_IMPLAUSIBLE.findall(beyond)) * 10 <= len(beyond) and sum(counts.values()) <= same / 0.9


def may_look_bad(text: str) -> bool:
    """Whether a text holds a character without which nothing looks bad."""
    return _SUSPECT.search(text) is not None


@lru_cache(maxsize=8)  # asked for one line again and again
def _looks_bad(text: str) -> bool:
    if not may_look_bad(text):
        return False
    from ftfy.badness import is_bad  # takes 60 ms to load

    return bool(is_bad(text) or BAD.search(text))


def _strict(line: str) -> Iterator[_Try]:
    """The line as it reads where all of it is complete UTF-8 in one view."""
    for codec in views.codecs_of(line):
        if (text := _decoded(views.view(codec).bytes_of(line))) is not None:
            yield _Try(text, whole=True, exact=True)


def _guessed(line: str) -> Iterator[_Try]:
    """The same, where no-break spaces have become spaces, or bytes were replaced by U+FFFD or a question mark."""
    if "\x1a" in line or not _looks_bad(line):
        return
    from ftfy.fixes import replace_lossy_sequences, restore_byte_a0

    for codec in _GUESSABLE:
        raw = views.view(codec).bytes_of(line.replace("\ufffd", "\x1a"))
        if raw is None:
            continue
        mended = replace_lossy_sequences(raw if codec == "mac_roman" else restore_byte_a0(raw))
        if mended != raw and (text := _decoded(mended)) is not None:
            yield _Try(text, whole=True, exact=False)


def _partly(line: str) -> Iterator[_Try]:
    """The line with only those stretches read again that are complete sequences in one view."""
    if not _looks_bad(line):
        return
    for codec in _WITHIN_LINES:
        seen, runs = views.view(codec), views.runs(codec)
        texts = {run: text for run in runs.findall(line) if (text := _decoded(seen.bytes_of(run)))}
        if not _is_proof("".join(texts.values()), _WEAK):
            around = set(script_counts(runs.sub("", line)))
            texts = {run: text for run, text in texts.items() if _looks_bad(run) and _fits(run, text, around)}
        if texts:
            text = runs.sub(partial(_replaced, texts), line)
            if not _SIGN_IN_WORD.search(text):
                yield _Try(text, whole=False, exact=True)


def _replaced(texts: Mapping[str, str], run: re.Match[str]) -> str:
    return texts.get(run[0], run[0])


def _fits(run: str, text: str, around: set[str]) -> bool:
    """Whether what a few characters say goes with those around them, and is not a word of theirs misread."""
    scripts = set(script_counts(text))
    if _IMPLAUSIBLE.search(text) or len(scripts) > 1:
        return False
    return len(text) > 1 or (scripts <= around and not _LETTERS.fullmatch(run))


def _decoded(raw: bytes | None) -> str | None:
    """Bytes as UTF-8, with surrogate pairs (CESU-8) joined; None where they are not."""
    try:
        text = (raw or b"\xff").decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return None
    text = _PAIR.sub(lambda pair: pair[0].encode("utf-16", "surrogatepass").decode("utf-16"), text)
    return None if _SURROGATE.search(text) else text
