"""One document laid out for matching."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping, Set
from functools import cached_property, wraps
from typing import TypeVar, cast

from newslint.alignment import Aligned, align_canonical, align_folded
from newslint.expressions import late_re
from newslint.forms import DECORATION, fold_canonical, folded_char
from newslint.nfc import normalized
from newslint.scripts import Writing, leading_script, letters_by_script, script_counts, writing_of
from newslint.text import characters, is_blank, line_starts
from newslint.types import Document, Span

T = TypeVar("T")

_ADDRESS = late_re(
    r"(?ai)\s*(?P<start>(?:[a-z][a-z0-9+.-]*:)?//)?(?:[^/?#\s]*@)?(?P<host>[^/?#:@\s]+?)\.?(?::\d*)?(?:[/?#]|\s*$)"
)


def host_of(address: str) -> str:
    """The host of an address, in lower case; of `//bbc.com/n` and `bbc.com/n` as well. Empty if it is no address."""
    found = _ADDRESS.match(address)
    if not found:
        return ""
    host = found["host"].lower()
    name, _, domain = host.rpartition(".")
    looks_like_host = name and len(domain) > 1 and not domain.isdigit()  # which what stands behind `//` need not
    return host if found["start"] or looks_like_host else ""


class Page:
    """The lines of a document and their forms, each made once and only when asked for."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.text = document.text
        self.lines = self.text.split("\n")
        self.marked: Mapping[int, Set[str]] = {}
        """Lines that rules would delete as furniture, and the names of those rules, for kinds that ask last."""
        self.looked_up: dict[object, object] = {}
        """What was asked about it, by what asked: see `once`."""
        self._word_counts: dict[int, int] = {}
        self._ways_back: dict[tuple[bool, int], Aligned] = {}

    @cached_property
    def starts(self) -> list[int]:
        """Where each line starts in the text."""
        return line_starts(self.lines)

    @cached_property
    def _normalized(self) -> tuple[str, frozenset[str]]:
        return normalized(self.text, self.typed_chars)

    @cached_property
    def canonical(self) -> str:
        """The whole text in NFC."""
        return self._normalized[0]

    @cached_property
    def canonical_lines(self) -> list[str]:
        """The lines in NFC."""
        return self.lines if self.canonical is self.text else self.canonical.split("\n")

    @cached_property
    def typed_chars(self) -> frozenset[str]:
        """The characters that the text holds as it was typed."""
        return characters(self.text)

    @cached_property
    def chars(self) -> frozenset[str]:
        """The characters that the text in NFC holds."""
        return self._normalized[1]

    @cached_property
    def folded_chars(self) -> frozenset[str]:
        """The characters that the folded text may hold."""
        return frozenset(map(folded_char, self.chars)) - {""}

    @cached_property
    def folded(self) -> str:
        """The whole text folded."""
        return fold_canonical(self.canonical, self.chars)

    @cached_property
    def folded_lines(self) -> list[str]:
        """The lines folded."""
        return self.folded.split("\n")

    @cached_property
    def lengths(self) -> list[int]:
        """How many code points each line in NFC has, white space at its ends left out."""
        return [len(line.strip()) for line in self.canonical_lines]

    @cached_property
    def keys(self) -> list[str]:
        """The folded lines without the decoration at their ends."""
        return [line.strip(DECORATION) for line in self.folded_lines]

    @cached_property
    def filled(self) -> list[int]:
        """The numbers of the lines that show something, in order."""
        return [number for number, line in enumerate(self.lines) if not is_blank(line)]

    @cached_property
    def scripts(self) -> dict[str, list[str]]:
        """The scripts that the text has letters of, and these letters."""
        return letters_by_script(self.chars)

    @cached_property
    def writing(self) -> Writing:
        """The scripts and systems of digits that the text's characters are of."""
        return writing_of(self.chars)

    @cached_property
    def letters(self) -> dict[str, int]:
        """How many letters of each script the text holds."""
        return script_counts(self.canonical)

    @cached_property
    def script(self) -> str | None:
        """The script that most letters are in, where seven in ten are."""
        if len(self.writing.scripts) < 2:
            return next(iter(self.writing.scripts), None)
        return leading_script(self.canonical, self.scripts, 0.7)

    @cached_property
    def language(self) -> str | None:
        """The document's language, `bn` for `bn-BD`: what it says, else what its letters and words give away."""
        said = self.document.language
        if said:
            return said.replace("_", "-").partition("-")[0].lower()
        from newslint.language import language_of  # its expressions take 10 ms to compile

        return language_of(self.canonical, self.letters)

    @cached_property
    def host(self) -> str:
        """The host of the document's address, in lower case; empty without one."""
        return host_of(self.document.url or "")

    def has_words(self, number: int, most: int) -> bool:
        """Whether a line in NFC has no more than so many words, as white space divides them."""
        if self.lengths[number] < 2 * most:  # a letter and a space each
            return True
        if number not in self._word_counts:
            self._word_counts[number] = len(self.canonical_lines[number].split())
        return self._word_counts[number] <= most

    def aligned_folded(self, number: int) -> Aligned:
        """A line's folded form with the way back to the line."""
        return self._way_back(number, folded=True)

    def aligned_canonical(self, number: int) -> Aligned:
        """A line in NFC with the way back to the line."""
        return self._way_back(number, folded=False)

    def source(self, number: int, span: Span) -> Span:
        """The code points of the text that a span of a line in NFC came from."""
        if self.lines[number] != self.canonical_lines[number]:
            span = self.aligned_canonical(number).source(span)
        return Span(self.starts[number] + span.start, self.starts[number] + span.end)

    def folded_source(self, number: int, span: Span) -> Span:
        """The code points of the text that a span of a folded line came from."""
        line = self.lines[number]
        if len(self.folded_lines[number]) != len(line) or self.canonical_lines[number] != line:  # it only drops some
            span = self.aligned_folded(number).source(span)
        return Span(self.starts[number] + span.start, self.starts[number] + span.end)

    def _way_back(self, number: int, folded: bool) -> Aligned:
        if (folded, number) not in self._ways_back:
            align = align_folded if folded else align_canonical
            self._ways_back[folded, number] = align(self.lines[number])
        return self._ways_back[folded, number]

    def to_canonical(self, position: int) -> int:
        """Where a position of the text is in the canonical text."""
        if self.canonical is self.text:
            return position
        number = self.line_at(position)
        aligned = self.aligned_canonical(number)
        return self._canonical_starts[number] + aligned.index(position - self.starts[number])

    def from_canonical(self, position: int) -> int:
        """Where a position of the canonical text is in the text: the end of what comes before it."""
        if self.canonical is self.text:
            return position
        number = bisect_right(self._canonical_starts, position) - 1
        offset = position - self._canonical_starts[number]
        return self.starts[number] + (self.aligned_canonical(number).end(offset - 1) if offset else 0)

    @cached_property
    def _canonical_starts(self) -> list[int]:
        return line_starts(self.canonical_lines)

    def line_at(self, position: int) -> int:
        """The number of the line that holds a position of the text."""
        return bisect_right(self.starts, position) - 1

    def line_span(self, number: int) -> Span:
        """The code points of a line, its line break left out."""
        start = self.starts[number]
        return Span(start, start + len(self.lines[number]))


def once(find: Callable[[Page], T]) -> Callable[[Page], T]:
    """The same function, which looks at each page once, however often it is asked."""

    @wraps(find)
    def asked(page: Page) -> T:
        if find not in page.looked_up:
            page.looked_up[find] = find(page)
        return cast("T", page.looked_up[find])

    return asked


Look = Callable[[Page], object]
"""A quick look at a whole text: what it gives is empty or false where what it looks for cannot be."""
