"""The two forms in which a text is matched.

The *canonical* form is NFC, so that ড় typed as one code point and as two are the same. The *folded* form also drops
what never matters to a phrase: case, digit systems, the shapes of quotes, dashes, spaces and full-width letters, runs
of spaces, and characters that show nothing. Neither is ever written out. Both keep every line break, so line n of one
is line n of the other.
"""

from __future__ import annotations

from collections.abc import Set
from functools import lru_cache

from newslint.expressions import late_re
from newslint.nfc import canonical

DECORATION = " \t\r\n-*•·●▪■□►▶▸→»«›‹<>|:;,.…।॥!~_=+#()[]{}\"'“”‘’–—"
"""What may stand round the words of a whole line without changing what the line is: `- Share: -`, `[ Share ]`."""

_QUOTES = {"'": "‘’‚‛′ʼʻ´`｀", '"': "“”„‟″〝〞"}
_DASHES = "‐‑‒–—―−﹘﹣"
_SPACES = "\t\r\v\f\x1c\x1d\x1e\x1f\x85\xa0\u1680\u202f\u205f\u2028\u2029\u3000"
_SPACES += "".join(map(chr, range(0x2000, 0x200B)))
INVISIBLES = frozenset("\u00ad\u034f\u061c\ufeff").union(
    *(
        map(chr, range(first, last + 1))
        for first, last in (
            (0x180B, 0x180E), (0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x2064), (0x2066, 0x206F), (0xFE00, 0xFE0F),
        )
    )
)  # fmt: skip
_INVISIBLE = late_re(f"[{''.join(sorted(INVISIBLES))}]+")


# The zeros of the decimal digits beyond ASCII, and the blocks with letters whose case folding is not their lower case:
# to ask every character would cost 20 ms at every start. A test compares with Unicode's own tables.
_ZEROS = "٠۰߀०০੦૦୦௦౦೦൦෦๐໐༠၀႐០᠐᥆᧐᪀᪐᭐᮰᱀᱐꘠꣐꤀꧐꧰꩐꯰"
_FOLDING_BLOCKS = ((0x80, 0x590), (0x13A0, 0x1400), (0x1C80, 0x1C90), (0x1E00, 0x2000), (0xAB70, 0xABC0))


def _fold_table() -> dict[str, str]:
    """One character to one character, basic plane only: `re` scans a class beyond it 32 times slower."""
    table = {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    table |= {form: plain for plain, forms in _QUOTES.items() for form in forms}
    table |= dict.fromkeys(_DASHES, "-") | dict.fromkeys(_SPACES, " ")
    table |= {chr(ord(zero) + digit): str(digit) for zero in _ZEROS for digit in range(10)}
    for char in (chr(code) for block in _FOLDING_BLOCKS for code in range(*block)):
        if len(folded := char.casefold()) == 1 and folded != char.lower():
            table[char] = folded
    table |= dict.fromkeys(map(chr, range(0xD800, 0xE000)), "\ufffd")  # a lone surrogate cannot be scanned
    # Letters that `regex` takes for one another when it ignores case, and that lower() keeps apart: dotted and
    # dotless i, sigma, whose lower form depends on what follows, and two ligatures of s and t.
    return table | {"İ": "i", "ı": "i", "Σ": "σ", "ς": "σ", "ﬅ": "ﬆ"}


_FOLDS = _fold_table()
_TRANSLATION = str.maketrans(_FOLDS)
_MANY_FOLDS = 50  # characters from which on one pass is faster than one for each
_ASCII_FOLDS = str.maketrans({char: form for char, form in _FOLDS.items() if char.isascii()})


def fold(text: str) -> str:
    """The folded form of a text: for matching, never for output."""
    text = canonical(text)
    return fold_canonical(text, frozenset() if text.isascii() else set(text))


def fold_canonical(text: str, chars: Set[str]) -> str:
    """The folded form of a text in NFC whose characters are `chars`, which for ASCII nobody asks for."""
    if text.isascii():
        text = text.translate(_ASCII_FOLDS).lower()
    else:
        signs = _with_folds("".join(chars), chars)
        text = _with_folds(text, chars)
        for char in INVISIBLES & chars:
            text = text.replace(char, "")
        text = text if signs.lower() == signs else text.lower()  # most Indic texts have no capitals
    while "  " in text:
        text = text.replace("  ", " ")
    return text


def _with_folds(text: str, chars: Set[str]) -> str:
    foldable = _FOLDS.keys() & chars
    if len(foldable) > _MANY_FOLDS:
        return text.translate(_TRANSLATION)
    for char in foldable:
        text = text.replace(char, _FOLDS[char])
    return text


@lru_cache(maxsize=1 << 16)
def folded_char(char: str) -> str:
    """The folded form of one character of a canonical text: one character, or nothing."""
    return fold(char)


def without_invisibles(text: str) -> str:
    """The text without the characters that show nothing."""
    return _INVISIBLE.sub("", text)
