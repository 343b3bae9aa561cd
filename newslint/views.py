"""Text seen as the bytes it was before a single-byte codec decoded it."""

from __future__ import annotations

import re
from collections.abc import Set
from functools import cache, lru_cache
from typing import NamedTuple

from newslint.expressions import late_re, late_regex

LEADS = {
    "latin-1": "ÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖ×ØÙÚÛÜÝÞßàáâãäåæçèéêëìíîïðñòóô",
    "cp1252": "ÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖ×ØÙÚÛÜÝÞßàáâãäåæçèéêëìíîïðñòóô",
    "mac_roman": "¬√ƒ≈∆«»…\xa0ÀÃÕŒœ–—“”‘’÷◊ÿŸ⁄€‹›ﬁﬂ‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ\uf8ffÒÚÛÙ",
    "cp437": "┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠",
    "cp1251": "ВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдежзийклмнопрстуф",
    "cp1250": "ÂĂÄĹĆÇČÉĘËĚÍÎĎĐŃŇÓÔŐÖ×ŘŮÚŰÜÝŢßŕáâăäĺćçčéęëěíîďđńňóô",
    "iso8859-2": "ÂĂÄĹĆÇČÉĘËĚÍÎĎĐŃŇÓÔŐÖ×ŘŮÚŰÜÝŢßŕáâăäĺćçčéęëěíîďđńňóô",
    "cp1254": "ÂÃÄÅÆÇÈÉÊËÌÍÎÏĞÑÒÓÔÕÖ×ØÙÚÛÜİŞßàáâãäåæçèéêëìíîïğñòóô",
    "cp1253": "ΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡÒΣΤΥΦΧΨΩΪΫάέήίΰαβγδεζηθικλμνξοπρςστ",
    "cp1257": "ĀĆÄÅĘĒČÉŹĖĢĶĪĻŠŃŅÓŌÕÖ×ŲŁŚŪÜŻŽßąįāćäåęēčéźėģķīļšńņóō",
    "iso8859-15": "ÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖ×ØÙÚÛÜÝÞßàáâãäåæçèéêëìíîïðñòóô",
    "cp850": "┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\xad±‗¾¶",
    "cp1256": (
        "\u0622\u0623\u0624\u0625\u0626\u0627\u0628\u0629\u062a\u062b\u062c\u062d\u062e\u062f\u0630\u0631\u0632"
        "\u0633\u0634\u0635\u0636×\u0637\u0638\u0639\u063a\u0640\u0641\u0642\u0643à\u0644â\u0645\u0646\u0647"
        "\u0648çèéêë\u0649\u064aîï\u064b\u064c\u064d\u064eô"
    ),
    "iso8859-9": "ÂÃÄÅÆÇÈÉÊËÌÍÎÏĞÑÒÓÔÕÖ×ØÙÚÛÜİŞßàáâãäåæçèéêëìíîïğñòóô",
    "iso8859-4": "ÂÃÄÅÆĮČÉĘËĖÍÎĪĐŅŌĶÔÕÖ×ØŲÚÛÜŨŪßāáâãäåæįčéęëėíîīđņōķô",
    "iso8859-5": "ТУФХЦЧШЩЪЫЬЭЮЯабвгдежзийклмнопрстуфхцчшщъыьэюя№ёђѓє",
    "koi8-r": "бцдефгхийклмнопярстужвьызшэщчъЮАБЦДЕФГХИЙКЛМНОПЯРСТ",
    "cp866": "┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀рстуфхцчшщъыьэюяЁёЄєЇ",
    "mac_cyrillic": "¬√ƒ≈∆«»…\xa0ЋћЌќѕ–—“”‘’÷„ЎўЏџ№Ёёяабвгдежзийклмнопрстуф",
    "cp855": "┬├─┼кК╚╔╩╦╠═╬¤лЛмМнНоОп┘┌█▄Пя▀ЯрРсСтТуУжЖвВьЬ№\xadыЫзЗ",
}
"""Codecs that UTF-8 is read with by mistake, the likeliest first, and what the first byte of a sequence turns into.

That is written down because few texts need any of the codecs, and to load all takes 4 ms; a test compares."""

VIEWS = [*LEADS]


class View(NamedTuple):
    """One codec, as the bytes behind characters. Bytes that it leaves undefined pass as C1, as in browsers."""

    codec: str
    chars: str  # 256: the character of each byte

    def bytes_of(self, text: str) -> bytes | None:
        """The bytes that this codec decodes to the text; None where it could not have."""
        try:
            return text.translate(_byte_table(self)).encode("latin-1")
        except UnicodeEncodeError:
            return None

    @property
    def leads(self) -> str:
        """What the first byte of a sequence of UTF-8 turns into."""
        return self.chars[0xC2:0xF5]

    @property
    def tails(self) -> str:
        """What the other bytes of a sequence of UTF-8 turn into."""
        return self.chars[0x80:0xC0]

    @property
    def sequence(self) -> str:
        """A regular expression for one sequence of UTF-8 beyond ASCII, surrogates (CESU-8) let through."""
        tail = _any_of(self.tails)
        two, three, four = (self.chars[first:last] for first, last in ((0xC2, 0xE0), (0xE0, 0xF0), (0xF0, 0xF5)))
        return f"{_any_of(two)}{tail}|{_any_of(three)}{tail}{{2}}|{_any_of(four)}{tail}{{3}}"


@cache
def view(codec: str) -> View:
    """The view of one codec."""
    decoded = bytes(range(256)).decode(codec, errors="surrogateescape")
    return View(codec, "".join(chr(ord(char) & 0xFF) if "\udc80" <= char <= "\udcff" else char for char in decoded))


@cache
def _byte_table(seen: View) -> dict[int, int]:
    """For str.translate: characters to the code points of their bytes, the rest of Latin-1 out of its reach."""
    table = dict.fromkeys(range(0x80, 0x100), 0xFFFF)
    return table | {ord(char): byte for byte, char in enumerate(seen.chars)}


def _any_of(chars: str) -> str:
    return f"[{re.escape(chars)}]"


@cache
def whole(codec: str) -> re.Pattern[str]:
    """What a text that consists of ASCII and complete sequences of UTF-8 turns into."""
    return re.compile(rf"(?:[\x00-\x7f]++|{view(codec).sequence})*+")


@cache
def _codecs_by_lead() -> dict[str, list[str]]:
    codecs: dict[str, list[str]] = {}
    for codec in VIEWS:
        for lead in LEADS[codec]:
            codecs.setdefault(lead, []).append(codec)
    return codecs


def codecs_of(line: str) -> list[str]:
    """The codecs in which a line is complete UTF-8, or ASCII up to its end, the likeliest first."""
    first = _BEYOND.search(line)
    codecs = _codecs_by_lead().get(first[0], []) if first else VIEWS
    return [codec for codec in codecs if whole(codec).fullmatch(line)]


@cache
def runs(codec: str) -> re.Pattern[str]:
    """What complete sequences of UTF-8 in a row turn into."""
    return re.compile(f"(?:{view(codec).sequence})++")


def may_be_misread(text: str, chars: Set[str]) -> bool:
    """Whether a text, whose characters are `chars`, may hold what `looks_misread` asks for.

    What a text is made of mostly tells already, and the text itself need not be looked at.
    """
    leads = frozenset(_codecs_by_lead().keys() & chars)
    if _seconds(leads).isdisjoint(chars):
        return False
    return not leads.isdisjoint(_MAY_LOSE) or _TWO_BEYOND.search(text) is not None


def looks_misread(text: str) -> bool:
    """Whether a text holds the first two characters of a sequence of UTF-8 in one of the views.

    Or the first and what has come in place of the second: U+FFFD, and a space or a question mark for a no-break space.
    """
    return misread_place(text) is not None


def misread_place(text: str, start: int = 0) -> int | None:
    """Where the first of them stands from `start` on."""
    leads = _near().finditer(text, start)
    return next((lead.start() for lead in leads if text[lead.end()] in _second_of(lead[0])), None)


_MAY_LOSE = frozenset("ÂÃĂĀ")
"""What stands before no-break spaces, which may have become spaces or question marks."""


@cache
def _second_of(lead: str) -> frozenset[str]:
    """What may follow a character that a sequence can begin with."""
    tails = "".join(view(codec).tails for codec in _codecs_by_lead()[lead])
    return frozenset(tails + "\ufffd" + (" ?" if lead in _MAY_LOSE else ""))


@lru_cache(maxsize=256)
def _seconds(leads: Set[str]) -> frozenset[str]:
    """What may follow any of some: to load all codecs takes 4 ms, and few texts need more than two of them."""
    return frozenset().union(*map(_second_of, leads))


@cache
def _near() -> re.Pattern[str]:
    leads = _codecs_by_lead().keys()
    return re.compile(f"{_any_of(''.join(leads))}(?={_any_of(''.join(_seconds(frozenset(leads))))})")


_BEYOND = late_re("[^\x00-\x7f]")
# `regex` looks for a single range ten times as fast as for any other set, and as `re` for any.
_TWO_BEYOND = late_regex(r"[\x80-\U0010ffff][\x80-\U0010ffff]")
_DOUBLE = late_regex(r"[\u2000-\uffff][\u2000-\uffff]{3}")
_FOUR_BEYOND = late_regex(r"[\x80-\u2122][\x80-\u2122]{3}")


def may_be_wide(text: str) -> bool:
    """Whether a text may hold units of two bytes that were put together wrongly: characters from U+2000 to U+FFFF.

    Or single ones that were two bytes, of which every other one is mostly zero.
    """
    return "\0" in text or has_double(text)


def has_double(text: str) -> bool:
    """Whether a text holds characters from U+2000 to U+FFFF in a row, as units of two bytes put together wrongly."""
    return not text.isascii() and _DOUBLE.search(text) is not None


def may_be_legacy(text: str, chars: Set[str]) -> bool:
    """Whether a text, whose characters are `chars`, holds what `looks_legacy` asks for, and letters of that."""
    return not _LETTERS_BEYOND.isdisjoint(chars) and looks_legacy(text)


def looks_legacy(text: str) -> bool:
    """Whether a text holds what text of another charset turns into, read as Windows-1252, and Western text never holds.

    That is four characters beyond ASCII in a row.
    """
    return _FOUR_BEYOND.search(text) is not None and _legacy().search(text) is not None


_LETTERS_BEYOND = frozenset("ƒˆŠŒŽšœžŸ").union(filter(str.isalpha, map(chr, range(0x80, 0x100))))
"""The letters of Windows-1252 beyond ASCII, and those of Latin-1; written down as the beginnings of sequences are."""


@cache
def _legacy() -> re.Pattern[str]:
    one = _any_of("".join(dict.fromkeys(view("cp1252").chars[0x80:] + view("latin-1").chars[0x80:])))
    return re.compile(f"{one}{one}{{3}}")  # in two parts: `re` looks for a first class fast
