"""One document laid out for matching."""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property

from newslint.forms import DECORATION, Aligned, align_folded, canonical, fold
from newslint.text import dominant_script, is_blank
from newslint.types import Document, Span

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


class Page:
    """The lines of a document and their forms, each made once and only when asked for."""

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
