"""Lines that were decoded with the wrong codec."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated, Literal

from msgspec import Meta

from newslint import views
from newslint.matchers.kind import Kind
from newslint.page import Page
from newslint.types import Match, Span


class Encoding(Kind, frozen=True, tag="encoding"):
    """Lines that were decoded with the wrong codec."""

    find: Annotated[
        Literal["mojibake"],
        Meta(
            description="mojibake: UTF-8 read as a single-byte codec, once or several times over. `{decoded}` is the "
            "line as it was meant."
        ),
    ]
    evidence: Annotated[
        Literal["strong", "weak"],
        Meta(
            description="strong: lines that nobody would have written so, or in which so many sequences are complete "
            "that chance is out of the question. weak: the others that can be read."
        ),
    ] = "strong"

    @property
    def values(self) -> frozenset[str]:
        """The names that this kind fills in."""
        return frozenset({"decoded"})

    def compile(self) -> _MojibakeMatcher:
        """The matcher of this description."""
        return _MojibakeMatcher(strong=self.evidence == "strong")


class _MojibakeMatcher:
    def __init__(self, strong: bool) -> None:
        self.strong = strong

    def find(self, page: Page, lines: Sequence[int]) -> Iterator[Match]:
        if page.text.isascii() or not views.near().search(page.text):
            return
        from newslint.mojibake import reading  # what it needs takes 20 ms to load, and hardly any text needs it

        for number in lines:
            line = page.lines[number].strip(" \t\r")  # U+0085 and U+00A0 may be bytes of a character
            found = reading(line)
            if found and found.strong is self.strong:
                start = page.starts[number] + page.lines[number].index(line)
                yield Match(Span(start, start + len(line)), {"decoded": found.text})
