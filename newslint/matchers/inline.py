"""Furniture inside running text: in corpora without line breaks, and where links break a sentence into lines."""

from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import pairwise
from typing import Annotated

from msgspec import Meta

from newslint.expressions import Source
from newslint.gates import Gate
from newslint.limits import Limited
from newslint.matchers.kind import Kind
from newslint.matchers.pattern import Pattern
from newslint.matchers.phrase import Phrase, PhraseMatcher, Phrases
from newslint.page import Page
from newslint.types import Match, Span


class Inline(Kind, frozen=True, tag="inline"):
    """Words that open a piece of furniture inside a text, and what follows them up to its end."""

    opens: Phrases
    then: Annotated[
        str,
        Meta(
            min_length=1,
            description="What follows right after those words, up to the end of the furniture. Syntax of the kind "
            "`pattern`. It may run over line breaks, but `.` stops at one; give every repeat a limit, such as "
            "`.{1,150}`.",
        ),
    ]

    def __post_init__(self) -> None:
        Phrase(self.opens, "inside")

    def mistakes(self) -> Iterator[tuple[str, str]]:
        """What keeps `then` from being a pattern."""
        return (("then", problem) for _, problem in Pattern(self.then).mistakes())

    def expressions(self) -> Iterator[Source]:
        """What follows the words that open it."""
        # No furniture ends between a letter and its marks.
        return Pattern(rf"(?:{self.then})(?!\p{{M}})").expressions()

    @property
    def values(self) -> frozenset[str]:
        """The names that this kind fills in."""
        return Pattern(self.then).values

    @property
    def gate(self) -> Gate:
        """That of the words that open it."""
        return Phrase(self.opens, "inside").gate

    def compile(self) -> "_InlineMatcher":
        """The matcher of this description."""
        return _InlineMatcher(self)


class _InlineMatcher:
    def __init__(self, inline: Inline) -> None:
        self.inline = inline
        self.opener = PhraseMatcher(Phrase(inline.opens, "inside"), may_touch=True)

    @cached_property
    def then(self) -> Limited:
        return Limited(*next(self.inline.expressions()))

    def find(self, page: Page, lines: Sequence[int]) -> Iterator[Match]:
        for number in lines:
            openers = self.opener.places(page, number)
            for opener, following in pairwise([*openers, Span(len(page.text), len(page.text))]):
                found = self.then.match(page.canonical, page.to_canonical(opener.end))
                # Where two openers stand before one end, it is the second that is meant.
                if found and (end := page.from_canonical(found.end())) <= following.start:
                    yield Match(Span(opener.start, end), {name: text or "" for name, text in found.groupdict().items()})
