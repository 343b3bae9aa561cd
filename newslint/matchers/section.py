"""Sections of a page that a marker line opens: "Related:", "আরও পড়ুন", "12 comments"."""

from collections.abc import Iterator, Sequence
from itertools import islice, pairwise
from typing import Annotated, Literal

from msgspec import Meta

from newslint.expressions import Source
from newslint.gates import Gate
from newslint.matchers.kind import Kind, Matcher
from newslint.matchers.pattern import Pattern
from newslint.matchers.phrase import Phrase
from newslint.page import Page
from newslint.prose import HEADLINE, is_prose, may_be_prose
from newslint.text import is_blank
from newslint.types import Match, Span


class Section(Kind, frozen=True, kw_only=True, tag="section"):
    """A marker line and the lines that belong to it."""

    opens: Annotated[
        tuple[str, ...],
        Meta(description="Words that the marker is made of, as those of the kind `phrase`; or else a `pattern`."),
    ] = ()
    pattern: Annotated[
        str,
        Meta(
            description="The marker as a regular expression, in place of `opens`: `12 comments`. Syntax of the kind "
            "`pattern`; upper and lower case are the same.",
        ),
    ] = ""
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
    after_prose: Annotated[
        int,
        Meta(
            ge=0,
            description="How much running text, in code points, must stand before the marker: what follows an article "
            "does not stand at its head.",
        ),
    ] = 0
    at_least: Annotated[
        int, Meta(ge=1, description="How many markers there must be, the first and those after it: heads of comments.")
    ] = 1
    sole: Annotated[
        bool,
        Meta(
            description="Whether the section is left alone where running text stands between it and another marker: "
            "counters under each of several stories."
        ),
    ] = False
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
        if bool(self.pattern) == bool(self.opens):
            raise ValueError("a section opens with phrases under `opens` or with a `pattern`: give one of the two")
        _ = self.marker  # phrases may be wrong

    @property
    def marker(self) -> Phrase | Pattern:
        """What finds the marker."""
        return Pattern(self.pattern, self.at, ignore_case=True) if self.pattern else Phrase(self.opens, self.at)

    def expressions(self) -> Iterator[Source]:
        """That of the marker."""
        return self.marker.expressions()

    def mistakes(self) -> Iterator[tuple[str, str]]:
        """What keeps `pattern` from being one."""
        return self.marker.mistakes()

    @property
    def gate(self) -> Gate | None:
        """That of the marker."""
        return self.marker.gate

    def compile(self) -> "_SectionMatcher":
        """The matcher of this description."""
        return _SectionMatcher(self, self.marker.compile())


class _SectionMatcher:
    def __init__(self, section: Section, marker: Matcher) -> None:
        self.section = section
        self.marker = marker

    def find(self, page: Page, lines: Sequence[int]) -> Iterator[Match]:
        closed = -1
        for number in self.openers(page, lines):
            if number <= closed:
                continue
            members = [number, *islice(self.members(page, number + 1), self.section.max_lines)]
            if len(members) <= self.section.max_lines and self.is_small(page, members):
                closed = members[-1]
                yield Match(Span(page.starts[number], page.line_span(closed).end))

    def openers(self, page: Page, lines: Sequence[int]) -> Sequence[int]:
        """The lines that may open a section."""
        markers = [number for number in lines if any(self.marker.find(page, [number]))]
        if markers and self.section.after_prose:
            first = self.first_after_prose(page)
            markers = [number for number in markers if number >= first]
        if len(markers) < self.section.at_least:
            return []
        if self.section.sole and any(map(is_prose, _between(page, markers))):
            return []
        return markers

    def first_after_prose(self, page: Page) -> int:
        """The first line that enough running text stands before; the number of lines if none has."""
        left = self.section.after_prose
        for number, line in enumerate(map(str.strip, page.canonical_lines)):
            if left <= 0:
                return number
            left -= len(line) if is_prose(line) else 0
        return len(page.canonical_lines)

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


def _between(page: Page, markers: Sequence[int]) -> Iterator[str]:
    """The lines between the first and the last of some markers, the markers themselves left out."""
    for before, after in pairwise(markers):
        yield from (line.strip() for line in page.canonical_lines[before + 1 : after])
