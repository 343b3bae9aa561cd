"""How long a search may take: rules come from strangers, and so do texts."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from newslint.expressions import Source, compiled, was_tried

SECONDS = 1.0
"""Of CPU time for one search; sound expressions need a few millionths for a line, a few thousandths for a long one."""

MOST_LATE = 3
"""Searches of one rule that may run out of time before it is no longer asked."""

_UNTIMED = 4000
"""Code points of a text up to which nobody looks at the clock, which takes longer than most searches, if the expression
was tried on lines five times as long that are made to be hard (`trial`)."""


class Limited:
    """An expression whose searches raise TimeoutError when they take too long."""

    def __init__(self, source: str, flags: int = 0) -> None:
        self.expression = compiled(source, flags)
        self._untimed = _UNTIMED if was_tried((source, flags)) else -1

    def _seconds(self, text: str) -> float | None:
        return None if len(text) <= self._untimed else SECONDS

    def search(self, text: str) -> regex.Match[str] | None:
        """The first match anywhere."""
        return self.expression.search(text, timeout=self._seconds(text))

    def match(self, text: str, start: int = 0) -> regex.Match[str] | None:
        """The match that begins at `start`."""
        return self.expression.match(text, start, timeout=self._seconds(text))

    def fullmatch(self, text: str) -> regex.Match[str] | None:
        """The match that is the text."""
        return self.expression.fullmatch(text, timeout=self._seconds(text))

    def finditer(self, text: str) -> Iterator[regex.Match[str]]:
        """All matches, none overlapping another."""
        return self.expression.finditer(text, timeout=self._seconds(text))


def limited(sources: Iterator[Source]) -> list[Limited]:
    """Some expressions, with the limit."""
    return [Limited(*source) for source in sources]
