"""The way back from a form of a line, canonical or folded, to the line.

A line is cut into words, at places that nothing composes or folds across. That takes no time to speak of; only the
words that a question is about are looked at character by character.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import NamedTuple

from newslint.expressions import late_regex
from newslint.forms import fold, folded_char
from newslint.nfc import canonical
from newslint.types import Span

_LONGEST_CUT = 32  # real clusters have five characters or so; towers of marks are not worth the time
_LONGEST_KEPT = 60  # code points of a word whose form is remembered

Form = Callable[[str], str]


class Aligned:
    """A form of one line, with the way back to the line."""

    def __init__(self, line: str, form: Form) -> None:
        self._form = form
        self._words = _words(line)
        forms = [_formed(word, form) for word in self._words]
        self.text = "".join(forms)
        self._in_line = [*accumulate(map(len, self._words), initial=0)]
        self._in_text = [*accumulate(map(len, forms), initial=0)]

    def source(self, span: Span) -> Span:
        """The code points of the line that a span of the form came from."""
        if span.start < span.end:
            return Span(self.start(span.start), self.end(span.end - 1))
        at = self.start(span.start) if span.start < len(self.text) else self.end(span.start - 1) if self.text else 0
        return Span(at, at)

    def start(self, at: int) -> int:
        """Where in the line that begins which character `at` of the form came from."""
        number = bisect_right(self._in_text, at) - 1
        return self._in_line[number] + self._way(number).starts[at - self._in_text[number]]

    def end(self, at: int) -> int:
        """Where in the line that ends which character `at` of the form came from."""
        number = bisect_right(self._in_text, at) - 1
        return self._in_line[number] + self._way(number).ends[at - self._in_text[number]]

    def index(self, offset: int) -> int:
        """The first character of the form that came from what begins at an offset of the line, or later."""
        number = min(bisect_right(self._in_line, offset), len(self._words)) - 1
        if number < 0:
            return 0
        return self._in_text[number] + bisect_left(self._way(number).starts, offset - self._in_line[number])

    def _way(self, number: int) -> _Way:
        return _way(self._words[number], self._form)


def align_canonical(line: str) -> Aligned:
    """`canonical(line)` with the way back to the line."""
    return Aligned(line, canonical)


def align_folded(line: str) -> Aligned:
    """`fold(line)` with the way back to the line."""
    return Aligned(line, fold)


def _words(line: str) -> list[str]:
    """The words of a line, each with the spaces after it; together they are the line."""
    words: list[str] = []
    parts: list[str] = []  # of the word at hand
    for part in line.split(" "):
        if parts and (part[:1].isalnum() or _opens(part[:1])):
            words.append(" ".join(parts) + " ")
            parts = []
        parts.append(part)
    return [*words, " ".join(parts)]


@lru_cache(maxsize=4096)
def _opens(char: str) -> bool:
    """Whether a character, or none, has nothing to do with the space before it."""
    return fold(char).strip() != "" and unicodedata.category(char)[0] != "M"


class _Way(NamedTuple):
    """Where each character of the form of a word came from in the word."""

    starts: Sequence[int]
    ends: Sequence[int]


_remembered = lru_cache(maxsize=1 << 14)(lambda word, form: form(word))


def _formed(word: str, form: Form) -> str:
    return _remembered(word, form) if len(word) <= _LONGEST_KEPT else form(word)


def _way(word: str, form: Form) -> _Way:
    if len(form(word)) == len(word) and canonical(word) == word:  # in NFC, folding only ever drops characters
        return _Way(range(len(word)), range(1, len(word) + 1))
    starts: list[int] = []
    ends: list[int] = []
    before = ""
    for piece, start, end in _canonical_pieces(word):
        text = folded_char(piece) if form is fold else piece
        if text == before == " " and form is fold:
            ends[-1] = end
            continue
        starts += [start] * len(text)
        ends += [end] * len(text)
        before = text or before
    return _Way(starts, ends)


_CLUSTER = late_regex(r"\X")


def _canonical_pieces(word: str) -> Iterator[tuple[str, int, int]]:
    """The parts of a word in NFC, each with where it came from."""
    for match in _CLUSTER.finditer(word):  # no canonical composition crosses a grapheme cluster
        cluster, start = match[0], match.start()
        apart = [*cluster] if canonical(cluster) == cluster else [canonical(char) for char in cluster]
        if "".join(apart) == canonical(cluster):
            yield from ((form, start + i, start + i + 1) for i, form in enumerate(apart))
        else:
            yield from _composed_pieces(cluster, start)


def _composed_pieces(cluster: str, start: int) -> list[tuple[str, int, int]]:
    """A cluster in which characters compose, cut wherever they do not: an invisible one at its end stays by itself."""
    whole, size = canonical(cluster), len(cluster)
    inner = range(1, size if size <= _LONGEST_CUT else 0)
    cuts = [0, *(at for at in inner if canonical(cluster[:at]) + canonical(cluster[at:]) == whole), size]
    pieces = [(canonical(cluster[one:two]), start + one, start + two) for one, two in pairwise(cuts)]
    return pieces if "".join(piece for piece, _, _ in pieces) == whole else [(whole, start, start + size)]
