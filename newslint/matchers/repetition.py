"""What one document says twice."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Annotated, Literal

from msgspec import Meta, Struct

from newslint.prefilter import Gate
from newslint.text import Page, align_folded
from newslint.types import Match, Span

# In folded text. A full stop ends a sentence only before white space: 3.5, example.com.
_SENTENCE = re.compile(r"[^।॥。!?۔؟.]+(?:\.(?=[^\s\"')])[^।॥。!?۔؟.]*)*[।॥。!?۔؟.]*")


class Repetition(Struct, frozen=True, tag_field="kind", tag="repetition", forbid_unknown_fields=True, rename="kebab"):
    """A sentence or a line that stood in the document before, word for word."""

    unit: Literal["sentence", "line"]
    min_words: Annotated[int, Meta(ge=1, description="Shorter ones are not looked at.")] = 6

    @property
    def values(self) -> frozenset[str]:
        """The names that this kind fills in."""
        return frozenset({"line"})

    def compile(self) -> _RepetitionMatcher:
        """The matcher of this description."""
        return _RepetitionMatcher(self.unit, self.min_words)


class _RepetitionMatcher:
    gate: Gate | None = None

    def __init__(self, unit: str, min_words: int) -> None:
        self.unit = unit
        self.min_words = min_words

    def find(self, page: Page, lines: Sequence[int]) -> Iterator[Match]:
        seen: dict[str, int] = {}
        for number, line in enumerate(page.folded_lines):
            for span in self.units(line):
                said = line[span.start : span.end]
                if said.count(" ") + 1 < self.min_words:
                    continue
                if said not in seen:
                    seen[said] = number
                    continue
                here, start = align_folded(page.lines[number]).source(span), page.starts[number]
                yield Match(Span(start + here.start, start + here.end), {"line": str(seen[said] + 1)})

    def units(self, line: str) -> Iterator[Span]:
        """The sentences of a folded line, or the line as one, without the white space round them."""
        spans = (match.span() for match in _SENTENCE.finditer(line)) if self.unit == "sentence" else [(0, len(line))]
        for start, end in spans:
            said = line[start:end]
            if bare := said.strip():
                start += len(said) - len(said.lstrip())
                yield Span(start, start + len(bare))
