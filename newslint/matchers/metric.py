"""Figures about a whole document: how often given patterns occur in it."""

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Annotated

import regex
from msgspec import Meta, Struct

from newslint.expressions import Source, compiled
from newslint.gates import Gate, gate_of, rarest, typed_gate_of
from newslint.limits import Limited, limited
from newslint.matchers.kind import Kind
from newslint.nfc import canonical
from newslint.page import Page
from newslint.types import Match


class Count(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab", dict=True):
    """How often a pattern may occur."""

    of: Annotated[str, Meta(min_length=1, description="A regular expression, as in the kind `pattern`.")]
    at_least: Annotated[int, Meta(ge=0, description="Fewer, and nothing is found.")] = 0
    at_most: Annotated[int, Meta(ge=0, description="More, and nothing is found.")] | None = None
    as_typed: Annotated[bool, Meta(description="Whether it is counted in the text as it stands, and not in NFC.")] = (
        False
    )

    @cached_property
    def expression(self) -> regex.Pattern[str]:
        """The pattern, compiled; letters are compared one to one, as in the kind `pattern`."""
        return compiled(*self.source)

    @property
    def source(self) -> Source:
        """The pattern, as it is compiled."""
        return f"(?-f:{self.of if self.as_typed else canonical(self.of)})", 0


class Metric(Kind, frozen=True, tag="metric"):
    """Documents in which every count holds. The finding stands at the first place where the first count was met."""

    counts: Annotated[tuple[Count, ...], Meta(min_length=1, description="All of these must hold.")]

    def __post_init__(self) -> None:
        if not self.counts[0].at_least:
            raise ValueError("the first count needs at-least: the finding is shown where its pattern stands")

    @property
    def values(self) -> frozenset[str]:
        """The names that this kind fills in."""
        return frozenset({"count"})

    @property
    def gate(self) -> Gate | None:
        """What one of the counts cannot do without."""
        return rarest(
            typed_gate_of(count.of) if count.as_typed else gate_of(canonical(count.of), within_line=False)
            for count in self.counts
            if count.at_least
        )

    def expressions(self) -> Iterator[Source]:
        """The patterns that are counted."""
        return (count.source for count in self.counts)

    def mistakes(self) -> Iterator[tuple[str, str]]:
        """Counts whose pattern is none."""
        for number, count in enumerate(self.counts):
            try:
                count.expression  # noqa: B018 - asked for its mistakes
            except regex.error as error:
                yield f"counts[{number}].of", f"the pattern does not compile: {error}"

    def compile(self) -> "_MetricMatcher":
        """The matcher of this description."""
        return _MetricMatcher(self.counts)


class _MetricMatcher:
    def __init__(self, counts: Sequence[Count]) -> None:
        self.counts = counts

    @cached_property
    def expressions(self) -> list[Limited]:
        return limited(count.source for count in self.counts)

    def find(self, page: Page, lines: Sequence[int]) -> Iterator[Match]:
        totals = []
        for count, expression in zip(self.counts, self.expressions, strict=True):
            total = sum(1 for _ in expression.finditer(page.text if count.as_typed else page.canonical))
            if total < count.at_least or (count.at_most is not None and total > count.at_most):
                return
            totals.append(total)
        text = page.text if self.counts[0].as_typed else page.canonical
        if first := self.expressions[0].search(text):
            yield Match(page.line_span(text.count("\n", 0, first.start())), {"count": str(totals[0])})
