"""A text most of whose lines were looked at a moment ago: the passes of a fix change few of them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from newslint.page import Page
from newslint.prefilter import Prefilter
from newslint.types import Document, Match, Span


class Revision(Page):
    """A page with lines of an earlier one, whose forms are taken over from there; `fresh` are the others.

    It keeps lists of the earlier page and not the page, or each would keep all those before it.
    """

    def __init__(self, document: Document, earlier: Page) -> None:
        super().__init__(document)
        self._canonical, self._folded, self._starts = earlier.canonical_lines, earlier.folded_lines, earlier.starts
        self._typed_chars, self._chars = earlier.typed_chars, earlier.chars
        self._kept: dict[int, list[int]] = {}  # numbers of lines there, of those that are the same one, to those here
        self.fresh: list[int] = []
        numbers = {line: number for number, line in enumerate(earlier.lines)}
        for number, line in enumerate(self.lines):
            old = numbers.get(line)
            if old is None:
                self.fresh.append(number)
            else:
                self._kept.setdefault(old, []).append(number)
        self._fresh = frozenset(self.fresh)
        self._rest = Page(Document("\n".join(self.lines[number] for number in self.fresh)))

    @property
    def is_much_the_same(self) -> bool:
        """Whether most of the text was there before."""
        return 2 * len(self._rest.text) < len(self.text)

    @cached_property
    def canonical_lines(self) -> list[str]:
        """The lines in NFC."""
        return self._filled(self._canonical, self._rest.canonical_lines)

    @cached_property
    def canonical(self) -> str:
        """The whole text in NFC."""
        return self.text if self.canonical_lines == self.lines else "\n".join(self.canonical_lines)

    @cached_property
    def folded_lines(self) -> list[str]:
        """The lines folded."""
        return self._filled(self._folded, self._rest.folded_lines)

    @cached_property
    def folded(self) -> str:
        """The whole text folded."""
        return "\n".join(self.folded_lines)

    @cached_property
    def typed_chars(self) -> frozenset[str]:
        """The characters that the text holds as it was typed."""
        return frozenset(filter(self.text.__contains__, self._typed_chars | self._rest.typed_chars | {"\n"}))

    @cached_property
    def chars(self) -> frozenset[str]:
        """The characters that the text in NFC holds."""
        if self.canonical is self.text:
            return self.typed_chars
        return frozenset(filter(self.canonical.__contains__, self._chars | self._rest.chars | {"\n"}))

    def _filled(self, earlier: Sequence[str], rest: Sequence[str]) -> list[str]:
        forms = [""] * len(self.lines)
        for old, numbers in self._kept.items():
            for number in numbers:
                forms[number] = earlier[old]
        for number, form in zip(self.fresh, rest, strict=False):
            forms[number] = form
        return forms

    def candidates(self, prefilter: Prefilter, earlier: Mapping[int, Sequence[int]]) -> dict[int, Sequence[int]]:
        """As `Prefilter.candidates`; but for the lines that are fresh, it is `earlier` that tells."""
        found: dict[int, Sequence[int]] = {}
        for gate, lines in prefilter.candidates(self._rest).items() if self.fresh else ():
            found[gate] = [self.fresh[number] for number in lines]
        for gate in earlier.keys() - prefilter.every:
            if kept := [number for old in earlier[gate] for number in self._kept.get(old, ())]:
                found[gate] = sorted([*found.get(gate, ()), *kept])
        return found | dict.fromkeys(prefilter.every, range(len(self.lines)))

    def only_fresh(self, lines: Iterable[int]) -> list[int]:
        """Those of some lines that are fresh."""
        return [number for number in lines if number in self._fresh]

    def moved(self, matches: Iterable[Match]) -> Iterator[Match]:
        """Matches within lines of the earlier page, where these lines stand now."""
        for (start, end), values in matches:
            old = bisect_right(self._starts, start) - 1
            for number in self._kept.get(old, ()):
                shift = self.starts[number] - self._starts[old]
                yield Match(Span(start + shift, end + shift), values)
