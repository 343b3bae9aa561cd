"""Sections of a page that a marker line opens: "Related:", "আরও পড়ুন", "Comments"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated, Literal

from msgspec import Meta

from newslint.gates import Gate
from newslint.matchers.kind import Kind
from newslint.matchers.phrase import Phrase, Phrases
from newslint.page import Page
from newslint.prose import HEADLINE, may_be_prose
from newslint.text import is_blank
from newslint.types import Match, Span


class Section(Kind, frozen=True, tag="section"):
    """A marker line and the lines that belong to it."""

    opens: Phrases
    until: Annotated[
        Literal["end", "blank", "article"],
        Meta(
            description="Where the section ends: at the end of the text, before the next blank line, or before the "
            "next line that may be the article's own text: one that ends in a full stop (of any script), or has more "
            f"than {HEADLINE} words. Headlines may end in `?`, `!` or `…`."
        ),
    ]
    at: Annotated[
        Literal["line", "start"],
        Meta(description="Whether the marker is a whole line or the start of one; decoration aside, as in `phrase`."),
    ] = "line"
    max_lines: Annotated[
        int, Meta(ge=1, description="A section of more lines than that, blank ones aside, is left alone: a guard.")
    ] = 40
    max_share: Annotated[
        int,
        Meta(
            ge=1,
            le=100,
            description="A section that holds more than this share of the text, in per cent of its code points, is "
            "left alone: a guard for sections that go on to the end, such as comments or other stories with teasers.",
        ),
    ] = 100

    def __post_init__(self) -> None:
        Phrase(self.opens, self.at)

    @property
    def gate(self) -> Gate:
        """That of the marker."""
        return Phrase(self.opens, self.at).gate

    def compile(self) -> _SectionMatcher:
        """The matcher of this description."""
        return _SectionMatcher(self)


class _SectionMatcher:
    def __init__(self, section: Section) -> None:
        self.section = section
        self.marker = Phrase(section.opens, section.at).compile()

    def find(self, page: Page, lines: Sequence[int]) -> Iterator[Match]:
        closed = -1
        for number in lines:
            if number <= closed or not any(self.marker.spans(page, number)):
                continue
            members = [number, *self.members(page, number + 1)]
            if len(members) <= self.section.max_lines and self.is_small(page, members):
                closed = members[-1]
                yield Match(Span(page.starts[number], page.line_span(closed).end))

    def members(self, page: Page, start: int) -> Iterator[int]:
        """The numbers of the lines after the marker that belong to the section, blank ones left out."""
        for number in range(start, len(page.lines)):
            line = page.canonical_lines[number]
            if is_blank(line):
                if self.section.until == "blank":
                    return
            elif self.section.until == "article" and may_be_prose(line):
                return
            else:
                yield number

    def is_small(self, page: Page, members: Sequence[int]) -> bool:
        """Whether a section holds no more of the text than its rule allows."""
        held = sum(len(page.canonical_lines[number]) for number in members)
        return 100 * held <= self.section.max_share * len(page.canonical)
