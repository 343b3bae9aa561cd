"""What converters from Bijoy leave unconverted in Bengali text.

Bijoy is a font encoding: what it shows as conjuncts are letters and signs of Windows-1252. Converters know most of
them; those that they miss stay behind among Bengali letters: `নি¤œ` for নিম্ন, `সেøাগান` for স্লোগান. The table holds
only glyphs that the public converters agree on or whose meaning every known occurrence shows.
"""

from __future__ import annotations

import re

from newslint.forms import canonical

_GLYPHS = {
    # the second half of a conjunct
    "¡": "্ব",
    "¦": "্ব",
    "Ÿ": "্ব",
    "^": "্ব",
    "¬": "্ল",
    "ø": "্ল",
    "\u00ad": "্ল",
    "œ": "্ন",
    "è": "্ণ",
    "¥": "্ম",
    "§": "্ম",
    "ª": "্র",
    "¨": "্য",
    "ú": "্প",
    "¢": "্ভ",
    "£": "্ভ্র",
    "‹": "্ক",
    "Œ": "্ক্র",
    "—": "্ত",
    "¿": "্ত্র",
    "’": "্থ",
    "‘": "্তু",
    # the first half
    "¤": "ম্",
    "¯": "স্",
    "®": "ষ্",
    "š": "ন্",
    "›": "ন্",
    "™": "দ্",
    # the whole
    "Í": "ত্ম",
    "Ð": "ণ্ড",
    "ÿ": "ক্ষ",
    # signs
    "‚": "ূ",
    "ƒ": "ূ",
}
_TABLE = str.maketrans(_GLYPHS)

_TA = re.compile("(?<=[নস¯])(্?)Í")  # after ন and স the same glyph is the second half of ন্ত and স্ত
_LATE_SIGN = re.compile("([িেৈ])((?:্[ক-হ])+)")  # drawn before its cluster, it was put before what was not converted
_EARLY_SIGN = re.compile("্([িেৈ])([ক-হ](?:্[ক-হ])*)")


def residue_converted(text: str) -> str:
    """The glyphs of a piece of a word as the conjuncts that they stand for, its vowel sign where it belongs."""
    text = _LATE_SIGN.sub(r"\2\1", _TA.sub("্ত", text).translate(_TABLE)).replace("্্", "্")
    return canonical(_EARLY_SIGN.sub(r"্\2\1", text))
