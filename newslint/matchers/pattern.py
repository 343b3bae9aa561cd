"""Regular expressions of the `regex` module, each tried on one line at a time, in NFC."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated, Literal

import regex
from msgspec import Meta, Struct

from newslint.forms import align_canonical, canonical
from newslint.page import Page
from newslint.prefilter import At, Gate, gate_of
from newslint.types import Match, Span

# In NFC ড় is ড and a nukta: in a set that would be two members, and a repeat would repeat the nukta alone.
_TORN = regex.compile(r"(?<!\\)\[[^\]]*\p{L}[\u093c\u09bc\u0a3c\u0b3c][^\]]*\]|[\u093c\u09bc\u0a3c\u0b3c][?*+{]")

# A letter and its nukta are one, however they are typed: what would end between them is no match.
_NUKTAS = frozenset("\u093c\u09bc\u0a3c\u0b3c")


class Pattern(Struct, frozen=True, tag_field="kind", tag="pattern", forbid_unknown_fields=True, rename="kebab"):
    """A regular expression, tried on one line at a time."""

    pattern: Annotated[
        str,
        Meta(
            min_length=1,
            description="Syntax of the `regex` module, version 1. Named groups `(?P<who>…)` fill `{who}` in the "
            "message and the replacement. It never sees more than one line.",
        ),
    ]
    at: Annotated[
        Literal["line", "start", "end", "inside"],
        Meta(description="What it must cover: the whole line, its start or its end (white space aside), or any part."),
    ] = "inside"
    ignore_case: Annotated[bool, Meta(description="Whether upper and lower case are the same.")] = False
    full_scan: Annotated[
        str | None,
        Meta(description="Why a pattern without any fixed characters is worth trying on every line of every text."),
    ] = None

    def __post_init__(self) -> None:
        if _TORN.search(canonical(self.pattern)):
            raise ValueError(
                "a letter with a nukta is two characters here; in a set or before a repeat write it as a group, (?:ড়|ঢ়)"
            )
        try:
            regex.compile(canonical(self.pattern), regex.VERSION1)  # by itself, so that positions in messages are right
            compiled = self.expression()
        except regex.error as error:
            raise ValueError(f"the pattern does not compile: {error}") from error
        if compiled.fullmatch(""):
            raise ValueError("the pattern can match nothing; let it ask for at least one character")

    def expression(self) -> regex.Pattern[str]:
        """The pattern, compiled."""
        # V1 folds ß to ss when it ignores case, which no prefilter could follow: (?-f:…) asks for one to one.
        flags = regex.VERSION1 | (regex.IGNORECASE if self.ignore_case else 0)
        source = f"(?-f:{canonical(self.pattern)})"
        return regex.compile(source + r"(?=\s*\Z)" if self.at == "end" else source, flags)

    @property
    def values(self) -> frozenset[str]:
        """The names that this kind fills in."""
        return frozenset(self.expression().groupindex)

    def compile(self) -> _PatternMatcher:
        """The matcher of this description."""
        gate = gate_of(canonical(self.pattern), self.ignore_case)
        return _PatternMatcher(self.expression(), At(self.at), gate)


class _PatternMatcher:
    def __init__(self, expression: regex.Pattern[str], at: At, gate: Gate | None) -> None:
        self.expression = expression
        self.at = at
        self.gate = gate

    def find(self, page: Page, lines: Sequence[int]) -> Iterator[Match]:
        for number in lines:
            line = page.canonical_lines[number]
            for found in self.matches(line):
                cut = line[found.end() : found.end() + 1] in _NUKTAS
                if found.end() > found.start() and not cut:
                    yield _placed(page, number, found)

    def matches(self, line: str) -> Iterator[regex.Match[str]]:
        if self.at is At.INSIDE:
            yield from self.expression.finditer(line)
            return
        start, end = len(line) - len(line.lstrip()), len(line.rstrip())
        if self.at is At.LINE:
            found = self.expression.fullmatch(line, start, end)
        elif self.at is At.START:
            found = self.expression.match(line, start)
        else:
            found = self.expression.search(line)
        if found:
            yield found


def _placed(page: Page, number: int, found: regex.Match[str]) -> Match:
    span, line, start = Span(*found.span()), page.lines[number], page.starts[number]
    if page.canonical_lines is not page.lines and line != page.canonical_lines[number]:
        span = align_canonical(line).source(span)
    values = {name: text or "" for name, text in found.groupdict().items()}
    return Match(Span(start + span.start, start + span.end), values)
