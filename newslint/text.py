"""Pure questions about a string: canonical and folded forms, the way back from them, words, lines, scripts.

Two forms of a text are matched against. The *canonical* form is NFC, so that ড় typed as one code point and as two
are the same. The *folded* form also drops what never matters to a phrase: case, digit systems, the shapes of quotes,
dashes, spaces and full-width letters, runs of spaces, and characters that show nothing. Neither is ever written out.
Both keep every line break, so line n of one is line n of the other.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property, lru_cache
from typing import NamedTuple

import regex

from newslint.types import Document, Span

DECORATION = " \t\r\n-*•·●▪■□►▶▸→»«›‹<>|:;,.…।॥!~_=+#()[]{}\"'“”‘’–—"
"""What may stand round the words of a whole line without changing what the line is: `- Share: -`, `[ Share ]`."""

_QUOTES = {"'": "‘’‚‛′ʼʻ´`", '"': "“”„‟″〝〞"}
_DASHES = "‐‑‒–—―−﹘﹣"
_SPACES = "\t\v\f\x1c\x1d\x1e\x1f\x85\xa0\u1680\u202f\u205f\u2028\u2029\u3000"
_SPACES += "".join(map(chr, range(0x2000, 0x200B)))
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff]+"
)


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
_FOLDABLE = re.compile("[" + re.escape("".join(_FOLDS)) + "]")
_ASCII_FOLDS = str.maketrans({char: form for char, form in _FOLDS.items() if char.isascii()})


def canonical(text: str) -> str:
    """The text in NFC: the same object where it is NFC already."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def fold(text: str) -> str:
    """The folded form of a text: for matching, never for output."""
    if text.isascii():
        text = text.translate(_ASCII_FOLDS)
    else:
        text = _FOLDABLE.sub(lambda match: _FOLDS[match[0]], canonical(text))
        text = _INVISIBLE.sub("", text)
    text = text.lower()
    return re.sub(" {2,}", " ", text) if "  " in text else text


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


def _align(pieces: list[tuple[str, int, int]]) -> Aligned:
    return Aligned(
        "".join(piece for piece, _, _ in pieces),
        [start for piece, start, _ in pieces for _ in piece],
        [end for piece, _, end in pieces for _ in piece],
    )


def _canonical_pieces(line: str) -> list[tuple[str, int, int]]:
    if canonical(line) == line:
        return [(char, start, start + 1) for start, char in enumerate(line)]
    pieces: list[tuple[str, int, int]] = []
    for match in regex.finditer(r"\X", line):  # no canonical composition crosses a grapheme cluster
        cluster, start = match[0], match.start()
        apart = [*cluster] if canonical(cluster) == cluster else [canonical(char) for char in cluster]
        if "".join(apart) == canonical(cluster):
            pieces += [(form, start + i, start + i + 1) for i, form in enumerate(apart)]
        else:
            pieces.append((canonical(cluster), start, match.end()))
    return pieces


_fold_piece = lru_cache(maxsize=4096)(fold)


def align_canonical(line: str) -> Aligned:
    """`canonical(line)` with the way back to the line."""
    return _align(_canonical_pieces(line))


def align_folded(line: str) -> Aligned:
    """`fold(line)` with the way back to the line."""
    folded = fold(line)
    if len(folded) == len(line) and canonical(line) == line:  # in NFC, folding only ever drops characters
        return Aligned(folded, range(len(line)), range(1, len(line) + 1))
    pieces: list[tuple[str, int, int]] = []
    for piece, start, end in _canonical_pieces(line):
        form = _fold_piece(piece)
        if form == " " and pieces and pieces[-1][0] == " ":
            pieces[-1] = (" ", pieces[-1][1], end)
        elif form:
            pieces.append((form, start, end))
    return _align(pieces)


def is_word(char: str) -> bool:
    """Whether a character is part of a word: a letter, a mark, a digit or the underscore, in any script."""
    return char.isalnum() or char == "_" or unicodedata.category(char)[0] == "M"


_UNSPACED = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}\p{Bopomofo}]")


def at_border(text: str, at: int) -> bool:
    """Whether no word runs across position `at`; scripts that write no spaces have a border everywhere."""
    if not 0 < at < len(text):
        return True
    before, after = text[at - 1], text[at]
    if unicodedata.category(after)[0] == "M":
        return False
    return not (is_word(before) and is_word(after)) or bool(_UNSPACED.match(before) or _UNSPACED.match(after))


def is_blank(line: str) -> bool:
    """Whether a line shows nothing."""
    return not line or line.isspace() or not _INVISIBLE.sub("", line).strip()


def words(text: str) -> list[str]:
    """The pieces between white space."""
    return text.split()


_SENTENCE_END = regex.compile(r"""[.!?।॥。！？۔؟…]['"”’)\]»]*\s*\Z""")


def ends_sentence(line: str) -> bool:
    """Whether a line ends as a sentence does, closing quotes and brackets aside."""
    return bool(_SENTENCE_END.search(line))


class Page:
    """One document laid out for matching: its lines and their forms, each made once and only when asked for."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.text = document.text
        self.lines = self.text.split("\n")
        self._aligned: dict[int, Aligned] = {}

    @cached_property
    def starts(self) -> list[int]:
        """Where each line starts in the text."""
        starts, at = [], 0
        for line in self.lines:
            starts.append(at)
            at += len(line) + 1
        return starts

    @cached_property
    def canonical(self) -> str:
        """The whole text in NFC."""
        return canonical(self.text)

    @cached_property
    def canonical_lines(self) -> list[str]:
        """The lines in NFC."""
        return self.lines if self.canonical is self.text else self.canonical.split("\n")

    @cached_property
    def folded(self) -> str:
        """The whole text folded."""
        return fold(self.text)

    @cached_property
    def folded_lines(self) -> list[str]:
        """The lines folded."""
        return self.folded.split("\n")

    @cached_property
    def keys(self) -> list[str]:
        """The folded lines without the decoration at their ends."""
        return [line.strip(DECORATION) for line in self.folded_lines]

    @cached_property
    def filled(self) -> list[int]:
        """The numbers of the lines that show something, in order."""
        return [number for number, line in enumerate(self.lines) if not is_blank(line)]

    @cached_property
    def script(self) -> str | None:
        """The script that most letters are in, where seven in ten are."""
        return dominant_script(self.canonical)

    @cached_property
    def language(self) -> str | None:
        """The document's language: what it says, else what its script alone gives away."""
        return self.document.language or _LANGUAGE_OF_SCRIPT.get(self.script or "")

    def aligned_folded(self, number: int) -> Aligned:
        """A line's folded form with the way back to the line."""
        if number not in self._aligned:
            self._aligned[number] = align_folded(self.lines[number])
        return self._aligned[number]

    def line_at(self, position: int) -> int:
        """The number of the line that holds a position of the text."""
        return bisect_right(self.starts, position) - 1

    def line_span(self, number: int) -> Span:
        """The code points of a line, its line break left out."""
        start = self.starts[number]
        return Span(start, start + len(self.lines[number]))


# A rule for one language should not wait for a `lang` field where the script says enough. Bengali script is also
# that of Assamese, which writes ৰ and ৱ: "Characters" of the language are weighed elsewhere, by the rules that care.
_LANGUAGE_OF_SCRIPT = {
    "Bengali": "bn",
    "Gujarati": "gu",
    "Gurmukhi": "pa",
    "Tamil": "ta",
    "Telugu": "te",
    "Kannada": "kn",
    "Malayalam": "ml",
    "Oriya": "or",
    "Sinhala": "si",
    "Thai": "th",
    "Greek": "el",
    "Hebrew": "he",
    "Hangul": "ko",
}

SCRIPTS = (
    "Latin Bengali Devanagari Arabic Cyrillic Greek Han Hiragana Katakana Hangul Tamil Telugu Kannada Malayalam "
    "Gujarati Gurmukhi Oriya Sinhala Thai Lao Khmer Myanmar Hebrew Armenian Georgian Ethiopic Tibetan"
).split()

_SCRIPT_OF = regex.compile("|".join(rf"(?P<{name}>\p{{{name}}})" for name in SCRIPTS))


@lru_cache(maxsize=4096)
def script_of(char: str) -> str | None:
    """The script of a letter, one of SCRIPTS; None for other scripts and for what no script owns."""
    match = _SCRIPT_OF.match(char)
    return match.lastgroup if match else None


def script_counts(text: str) -> dict[str, int]:
    """How many letters of each script a text holds."""
    counts: dict[str, int] = {}
    for char in set(text):
        if char.isalpha() and (script := script_of(char)):
            counts[script] = counts.get(script, 0) + text.count(char)
    return counts


def dominant_script(text: str, share: float = 0.7) -> str | None:
    """The script of at least `share` of a text's letters; None where no script has so many."""
    if text.isascii():
        return "Latin" if any(map(str.isalpha, text)) else None
    counts = script_counts(text)
    if not counts:
        return None
    script = max(counts, key=lambda name: counts[name])
    return sys.intern(script) if counts[script] >= share * sum(counts.values()) else None
