"""What converters from Bijoy leave unconverted in Bengali text: `নি¤œ` for নিম্ন, `সেøাগান` for স্লোগান."""

from __future__ import annotations

import re
from functools import cache

from newslint.fonts import font
from newslint.nfc import canonical

# What these draw among Bengali letters, where every known occurrence shows it: by itself Í is a whole conjunct, Ð is no
# dash, è stands below ষ and হ, and U+00AD is the byte of a glyph.
_AMONG_LETTERS = {"Í": "ত্ম", "Ð": "ণ্ড", "è": "্ণ", "\u00ad": "্ল"}

_TA = re.compile("(?<=[নস¯])(্?)Í")  # after ন and স the same glyph is the second half of ন্ত and স্ত
_LATE_SIGN = re.compile("([িেৈ])((?:্[ক-হ])+)")  # drawn before its cluster, it was put before what was not converted
_EARLY_SIGN = re.compile("্([িেৈ])([ক-হ](?:্[ক-হ])*)")


def residue_converted(text: str) -> str:
    """The glyphs of a piece of a word as the conjuncts that they stand for, its vowel sign where it belongs."""
    text = _LATE_SIGN.sub(r"\2\1", _TA.sub("্ত", text).translate(_table())).replace("্্", "্")
    return canonical(_EARLY_SIGN.sub(r"্\2\1", text))


@cache
def _table() -> dict[int, str]:
    bijoy = font("bijoy")
    drawn = bijoy.glyphs | bijoy.behind | bijoy.ahead | _AMONG_LETTERS
    return str.maketrans({char: letters for char, letters in drawn.items() if char == "^" or not char.isascii()})
