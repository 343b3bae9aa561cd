"""Words that page furniture is made of: whole lines, the ends of lines, or inside a line with word borders."""

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Annotated, Literal

from msgspec import Meta

from newslint.forms import DECORATION, fold
from newslint.gates import At, Gate
from newslint.matchers.kind import Kind
from newslint.page import Page
from newslint.text import at_border
from newslint.types import Match, Span

Phrases = Annotated[
    tuple[str, ...],
    Meta(
        min_length=1,
        description="Words as a reader sees them; case, digit systems, "
        "quotes, dashes, spaces, invisible characters and Unicode normal forms do not matter.",
    ),
]


class Phrase(Kind, frozen=True, tag="phrase"):
    """Given words, at a given place of a line."""

    is_local = True
    phrases: Phrases
    at: Annotated[
        Literal["line", "start", "end", "inside"],
        Meta(
            description="line: the whole line, decoration such as `- … -` or `[ … ]` aside; start, end: the line "
            "starts or ends with the phrase, decoration aside; inside: anywhere. Words are never cut in two."
        ),
    ] = "line"

    def __post_init__(self) -> None:
        for phrase in self.phrases:
            if "\n" in phrase:
                raise ValueError(f"the phrase {phrase!r} has a line break; a rule looks at one line at a time")
            if not any(map(str.isalnum, phrase)) and not _bare(fold(phrase), At(self.at)):
                raise ValueError(f"the phrase {phrase!r} holds nothing but decoration, which is not looked at")

    @property
    def gate(self) -> Gate:
        """The phrases, folded."""
        at = At(self.at)
        folded = fold("\n".join(self.phrases)).split("\n")  # a tenth of the time that one by one takes
        return Gate(at, frozenset(_bare(phrase, at) for phrase in folded))

    def compile(self) -> "PhraseMatcher":
        """The matcher of this description."""
        return PhraseMatcher(self)


def _bare(folded: str, at: At) -> str:
    """A folded phrase without the decoration that does not matter at its place."""
    if at is At.LINE:
        return folded.strip(DECORATION)
    if at is At.START:
        return folded.lstrip(DECORATION).rstrip(" ")
    return folded.rstrip(DECORATION).lstrip(" ") if at is At.END else folded.strip(" ")


class PhraseMatcher:
    """Finds phrases at a place of a line; one that may touch what follows needs a word border before it only."""

    def __init__(self, phrase: Phrase, may_touch: bool = False) -> None:
        self.phrase = phrase
        self.at = At(phrase.at)
        self.may_touch = may_touch

    @cached_property
    def literals(self) -> frozenset[str]:
        """The phrases, folded."""
        return self.phrase.gate.literals

    def find(self, page: Page, lines: Sequence[int]) -> Iterator[Match]:
        """The phrases on the given lines."""
        for number in lines:
            for span in self.places(page, number):
                yield Match(span)

    def places(self, page: Page, number: int) -> Iterator[Span]:
        """Where the phrases stand in the text, on one of its lines."""
        for span in self.spans(page, number):
            yield page.folded_source(number, span)

    def spans(self, page: Page, number: int) -> Iterator[Span]:
        """Where the phrases stand in the folded line; of several at one place the longest."""
        line = page.folded_lines[number]
        if self.at is At.LINE:
            key = page.keys[number]
            if key in self.literals:
                stripped = line.strip()
                start = line.index(stripped)
                yield Span(start, start + len(stripped))
            return
        found = [
            Span(start, start + len(literal))
            for literal in self.literals
            for start in self.starts(line, literal)
            if at_border(line, start) and (self.may_touch or at_border(line, start + len(literal)))
        ]
        end = 0
        for span in sorted(found, key=lambda span: (span.start, -span.end)):
            if span.start >= end:
                yield span
                end = span.end

    def starts(self, line: str, literal: str) -> Iterator[int]:
        """Where a literal stands in a folded line, at this matcher's place."""
        if self.at is At.START:
            start = len(line) - len(line.lstrip(DECORATION))
            if line.startswith(literal, start):
                yield start
        elif self.at is At.END:
            bare = line.rstrip(DECORATION)
            if bare.endswith(literal):
                yield len(bare) - len(literal)
        else:
            start = line.find(literal)
            while start >= 0:
                yield start
                start = line.find(literal, start + 1)
