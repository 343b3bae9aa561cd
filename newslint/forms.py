"""The two forms in which a text is matched, and the way back from them to the text.

The *canonical* form is NFC, so that ড় typed as one code point and as two are the same. The *folded* form also drops
what never matters to a phrase: case, digit systems, the shapes of quotes, dashes, spaces and full-width letters, runs
of spaces, and characters that show nothing. Neither is ever written out. Both keep every line break, so line n of one
is line n of the other.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Sequence, Set
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

import regex

from newslint.types import Span

DECORATION = " \t\r\n-*•·●▪■□►▶▸→»«›‹<>|:;,.…।॥!~_=+#()[]{}\"'“”‘’–—"
"""What may stand round the words of a whole line without changing what the line is: `- Share: -`, `[ Share ]`."""

_QUOTES = {"'": "‘’‚‛′ʼʻ´`｀", '"': "“”„‟″〝〞"}
_DASHES = "‐‑‒–—―−﹘﹣"
_SPACES = "\t\r\v\f\x1c\x1d\x1e\x1f\x85\xa0\u1680\u202f\u205f\u2028\u2029\u3000"
_SPACES += "".join(map(chr, range(0x2000, 0x200B)))
_LONGEST_CUT = 32  # real clusters have five characters or so; towers of marks are not worth the time
_INVISIBLES = frozenset("\u00ad\u034f\u061c\ufeff").union(
    *(
        map(chr, range(first, last + 1))
        for first, last in (
            (0x180B, 0x180E), (0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x2064), (0x2066, 0x206F), (0xFE00, 0xFE0F),
        )
    )
)  # fmt: skip
_INVISIBLE = re.compile(f"[{''.join(sorted(_INVISIBLES))}]+")


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


def canonical(text: str) -> str:
    """The text in NFC: the same object where it is NFC already."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def fold(text: str) -> str:
    """The folded form of a text: for matching, never for output."""
    text = canonical(text)
    return fold_canonical(text, frozenset() if text.isascii() else set(text))


def fold_canonical(text: str, chars: Set[str]) -> str:
    """The folded form of a text in NFC whose characters are `chars`, which for ASCII nobody asks for."""
    if text.isascii():
        text = text.translate(_ASCII_FOLDS)
    else:
        text = _with_folds(text, chars)
        text = text if _INVISIBLES.isdisjoint(chars) else without_invisibles(text)
    text = text.lower()
    return re.sub(" {2,}", " ", text) if "  " in text else text


def _with_folds(text: str, chars: Set[str]) -> str:
    foldable = _FOLDS.keys() & chars
    if len(foldable) > _MANY_FOLDS:
        return text.translate(_TRANSLATION)
    for char in foldable:
        text = text.replace(char, _FOLDS[char])
    return text


@lru_cache(maxsize=4096)
def folded_char(char: str) -> str:
    """The folded form of one character of a canonical text."""
    return fold(char)


def without_invisibles(text: str) -> str:
    """The text without the characters that show nothing."""
    return _INVISIBLE.sub("", text)


class Aligned(NamedTuple):
    """A derived form of one line, with the way back: character i came from `starts[i]` to `ends[i]` of the line."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]

    def source(self, span: Span) -> Span:
        """The code points of the line that a span of the form came from."""
        if span.start == span.end:
            at = self.starts[span.start] if span.start < len(self.starts) else (self.ends[-1] if self.ends else 0)
            return Span(at, at)
        return Span(self.starts[span.start], self.ends[span.end - 1])


def _canonical_pieces(word: str) -> list[tuple[str, int, int]]:
    pieces: list[tuple[str, int, int]] = []
    for match in regex.finditer(r"\X", word):  # no canonical composition crosses a grapheme cluster
        cluster, start = match[0], match.start()
        apart = [*cluster] if canonical(cluster) == cluster else [canonical(char) for char in cluster]
        if "".join(apart) == canonical(cluster):
            pieces += [(form, start + i, start + i + 1) for i, form in enumerate(apart)]
        else:
            pieces += _composed_pieces(cluster, start)
    return pieces


def _composed_pieces(cluster: str, start: int) -> list[tuple[str, int, int]]:
    """A cluster in which characters compose, cut wherever they do not: an invisible one at its end stays by itself."""
    whole, size = canonical(cluster), len(cluster)
    inner = range(1, size if size <= _LONGEST_CUT else 0)
    cuts = [0, *(at for at in inner if canonical(cluster[:at]) + canonical(cluster[at:]) == whole), size]
    pieces = [(canonical(cluster[one:two]), start + one, start + two) for one, two in pairwise(cuts)]
    return pieces if "".join(piece for piece, _, _ in pieces) == whole else [(whole, start, start + size)]


class _Way:
    """An aligned form, as it grows from the start of a line."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.starts, self.ends = array("I"), array("I")

    def add(self, form: str, start: int, end: int) -> None:
        """What a stretch of the line has become as a whole."""
        self.texts.append(form)
        self.starts.extend([start] * len(form))
        self.ends.extend([end] * len(form))

    def keep(self, form: str, at: int) -> None:
        """What the line has from a position on, character by character."""
        self.texts.append(form)
        self.starts.extend(range(at, at + len(form)))
        self.ends.extend(range(at + 1, at + len(form) + 1))

    def ends_in_space(self) -> bool:
        return bool(self.texts) and self.texts[-1][-1] == " "

    def aligned(self) -> Aligned:
        return Aligned("".join(self.texts), self.starts, self.ends)


_WORD = re.compile(" [^ ]*|[^ ]+")  # nothing composes with what stands before a space


def align_canonical(line: str) -> Aligned:
    """`canonical(line)` with the way back to the line."""
    way = _Way()
    for found in _WORD.finditer(line):
        word, at = found[0], found.start()
        if canonical(word) == word:
            way.keep(word, at)
        else:
            for form, start, end in _canonical_pieces(word):
                way.add(form, at + start, at + end)
    return way.aligned()


def align_folded(line: str) -> Aligned:
    """`fold(line)` with the way back to the line."""
    folded = fold(line)
    if len(folded) == len(line) and canonical(line) == line:  # in NFC, folding only ever drops characters
        return Aligned(folded, range(len(line)), range(1, len(line) + 1))
    way = _Way()
    for found in _WORD.finditer(line):
        word, at = found[0], found.start()
        folded = fold(word)
        doubles = folded[:1] == " " and way.ends_in_space()
        if len(folded) == len(word) and canonical(word) == word and not doubles:
            way.keep(folded, at)
            continue
        for piece, start, end in _canonical_pieces(word):
            form = folded_char(piece)
            if form == " " and way.ends_in_space():
                way.ends[-1] = at + end
            elif form:
                way.add(form, at + start, at + end)
    return way.aligned()
