"""Regular expressions of the `regex` module, each tried on one line at a time, in NFC."""

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import Annotated, Literal

import regex
from msgspec import Meta

from newslint.expressions import Source, compiled, own
from newslint.gates import At, Gate, gate_of, typed_gate_of
from newslint.limits import Limited
from newslint.matchers.kind import Kind
from newslint.nfc import canonical
from newslint.page import Page
from newslint.types import Match, Span

# In NFC ড় is ড and a nukta: in a set that would be two members, and a repeat would repeat the nukta alone.
_TORN = r"(?<!\\)\[[^\]]*\p{L}[\u093c\u09bc\u0a3c\u0b3c][^\]]*\]|[\u093c\u09bc\u0a3c\u0b3c][?*+{]"

# Escapes of the letters that NFC takes apart, which are those with a nukta.
_ESCAPED = r"\\u(095[89a-fA-F]|09[dD][cCdDfF]|0[aA]3[36]|0[aA]5[9a-eA-E]|0[bB]5[cCdD])"

_RECURSIVE = r"\(\?(?:R|\d|&|P>)"

# A letter and its nukta are one, however they are typed: what would end between them is no match.
_NUKTAS = frozenset("\u093c\u09bc\u0a3c\u0b3c")


class Pattern(Kind, frozen=True, tag="pattern"):
    """A regular expression, tried on one line at a time."""

    is_local = True
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
    as_typed: Annotated[
        bool,
        Meta(
            description="Whether it is tried on the text as it stands and not in NFC: for rules on normal forms. Lines "
            "that are in NFC as they stand are passed over."
        ),
    ] = False
    full_scan: Annotated[
        str | None,
        Meta(description="Why a pattern without any fixed characters is worth trying on every line of every text."),
    ] = None

    def mistakes(self) -> Iterator[tuple[str, str]]:
        """What keeps the pattern from being one."""
        yield from (("pattern", problem) for problem in self._problems())

    def _problems(self) -> Iterator[str]:
        if own(_TORN).search(self.source):
            yield "a letter with a nukta is two characters here; in a set or before a repeat write a group, (?:ড়|ঢ়)"
        if own(_RECURSIVE).search(self.pattern):
            yield "the pattern calls itself, and could do so without end; write it out as deep as it goes"
        try:
            compiled(self.source)  # by itself, so that positions in messages are right
            if self.expression().fullmatch(""):
                yield "the pattern can match nothing; let it ask for at least one character"
        except regex.error as error:
            yield f"the pattern does not compile: {error}"

    @property
    def source(self) -> str:
        """The pattern in NFC, its escapes included: one that NFC takes apart would never match."""
        if self.as_typed:
            return self.pattern
        escaped = "\\u0" in self.pattern
        return canonical(
            own(_ESCAPED).sub(lambda escape: chr(int(escape[1], 16)), self.pattern) if escaped else self.pattern
        )

    def expressions(self) -> Iterator[Source]:
        """The pattern, as it is compiled."""
        # V1 folds ß to ss when it ignores case, which no prefilter could follow: (?-f:…) asks for one to one.
        flags = regex.IGNORECASE if self.ignore_case else 0
        source = f"(?-f:{self.source})"
        yield source + r"\Z" if self.at == "end" else source, flags

    def expression(self) -> regex.Pattern[str]:
        """The pattern, compiled."""
        return compiled(*next(self.expressions()))

    @property
    def values(self) -> frozenset[str]:
        """The names that this kind fills in."""
        return frozenset(self.expression().groupindex)

    @property
    def gate(self) -> Gate | None:
        """The fixed characters that the pattern cannot match without."""
        return typed_gate_of(self.source) if self.as_typed else gate_of(self.source, self.ignore_case)

    def compile(self) -> "_PatternMatcher":
        """The matcher of this description."""
        return _PatternMatcher(self)


class _PatternMatcher:
    def __init__(self, pattern: Pattern) -> None:
        self.pattern = pattern
        self.at = At(pattern.at)

    @cached_property
    def expression(self) -> Limited:
        return Limited(*next(self.pattern.expressions()))

    @cached_property
    def one(self) -> Callable[[str], regex.Match[str] | None]:
        """What finds the one match at the place where it is looked for."""
        expression = self.expression
        return {At.LINE: expression.fullmatch, At.START: expression.match, At.END: expression.search}[self.at]

    def find(self, page: Page, lines: Sequence[int]) -> Iterator[Match]:
        if self.pattern.as_typed:
            yield from self.find_as_typed(page, lines)
            return
        for number in lines:
            line = page.canonical_lines[number]
            for offset, found in self.matches(line):
                start, end = offset + found.start(), offset + found.end()
                if end > start and line[end : end + 1] not in _NUKTAS:
                    values = {name: text or "" for name, text in found.groupdict().items()}
                    yield Match(page.source(number, Span(start, end)), values)

    def find_as_typed(self, page: Page, lines: Sequence[int]) -> Iterator[Match]:
        """The matches in those lines that are not in NFC, as they stand."""
        for number in lines if page.canonical != page.text else ():
            line, at = page.lines[number], page.starts[number]
            for offset, found in self.matches(line) if line != page.canonical_lines[number] else ():
                start, end = at + offset + found.start(), at + offset + found.end()
                if end > start:
                    yield Match(Span(start, end), found.groupdict(""))

    def matches(self, line: str) -> Iterator[tuple[int, regex.Match[str]]]:
        """The matches in a line, each with the offset of the text it was found in: the line, or the line stripped."""
        if self.at is At.INSIDE:
            for found in self.expression.finditer(line):
                yield 0, found
            return
        if found_one := self.one(line.strip()):
            yield len(line) - len(line.lstrip()), found_one
