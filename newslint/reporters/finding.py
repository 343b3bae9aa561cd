"""What every reporter works on: one finding, with its place and the way from code points to lines and columns."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from newslint.types import Diagnostic, Failure, Place, Result, Severity, Span


class Position(NamedTuple):
    """A line and a column of a text, both 1-based, the column in code points."""

    line: int
    column: int


class Lines:
    r"""A text and where its lines start; only "\n" ends a line."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.starts = [0, *(match.end() for match in re.finditer("\n", text))]

    def position(self, offset: int) -> Position:
        """The line and column of a code point, or of the end of the text."""
        line = bisect_right(self.starts, offset)
        return Position(line, offset - self.starts[line - 1] + 1)

    def span(self, line: int) -> Span:
        """The code points of a line (1-based), the break that ends it left out."""
        end = self.starts[line] - 1 if line < len(self.starts) else len(self.text)
        return Span(self.starts[line - 1], end)


class Finding(NamedTuple):
    """One diagnostic in its place; `lines` is None where the record could not be read and there is no text."""

    place: Place
    diagnostic: Diagnostic
    lines: Lines | None

    @property
    def start(self) -> Position:
        """Where the match starts in its text."""
        return self.lines.position(self.diagnostic.span.start) if self.lines else Position(1, 1)

    @property
    def end(self) -> Position:
        """Where the match ends in its text: the position after its last code point."""
        return self.lines.position(self.diagnostic.span.end) if self.lines else Position(1, 1)

    @property
    def match(self) -> str:
        """The text of the span."""
        return self.lines.text[slice(*self.diagnostic.span)] if self.lines else ""

    @property
    def in_record(self) -> bool:
        """Whether the text is a field of a record, so that its lines are not lines of the file."""
        return self.place.line is not None

    @property
    def file_line(self) -> int:
        """The line of the file to look at, 1-based: the record's, or that of the match."""
        return self.start.line if self.place.line is None else self.place.line


def findings(item: Result | Failure) -> Iterator[Finding]:
    """The findings in one item, in its order; a failure is one finding at the start of an empty text."""
    if isinstance(item, Failure):
        yield Finding(item.place, Diagnostic(item.rule, Severity.ERROR, item.message, Span(0, 0)), None)
    elif item.diagnostics:
        lines = Lines(item.text)
        for diagnostic in item.diagnostics:
            yield Finding(item.place, diagnostic, lines)
