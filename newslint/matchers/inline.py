"""Furniture inside running text: in corpora without line breaks, and where links break a sentence into lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Annotated

import regex
from msgspec import Meta, Struct

from newslint.matchers.pattern import Pattern
from newslint.matchers.phrase import Phrase, PhraseMatcher, Phrases
from newslint.page import Page
from newslint.prefilter import At, Gate
from newslint.types import Match, Span


class Inline(Struct, frozen=True, tag_field="kind", tag="inline", forbid_unknown_fields=True, rename="kebab"):
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
        Pattern(self.then)

    @property
    def values(self) -> frozenset[str]:
        """The names that this kind fills in."""
        return Pattern(self.then).values

    def compile(self) -> _InlineMatcher:
        """The matcher of this description."""
        return _InlineMatcher(self)


class _InlineMatcher:
    def __init__(self, inline: Inline) -> None:
        self.opener = PhraseMatcher(inline.opens, At.INSIDE, may_touch=True)
        # No furniture ends between a letter and its marks.
        self.then: regex.Pattern[str] = Pattern(rf"(?:{inline.then})(?!\p{{M}})").expression()
        self.gate: Gate = self.opener.gate

    def find(self, page: Page, lines: Sequence[int]) -> Iterator[Match]:
        for number in lines:
            openers = self.opener.places(page, number)
            for opener, following in pairwise([*openers, Span(len(page.text), len(page.text))]):
                found = self.then.match(page.canonical, page.to_canonical(opener.end))
                # Where two openers stand before one end, it is the second that is meant.
                if found and (end := page.from_canonical(found.end())) <= following.start:
                    yield Match(Span(opener.start, end), {name: text or "" for name, text in found.groupdict().items()})
