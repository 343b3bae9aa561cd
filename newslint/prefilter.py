"""Which rules can match a text at all, and on which lines.

A prefilter may pass a line in vain; it never turns away a match. Every gate is derived from the rule that it stands
before, so no rule can be kept from its matches by its author. All gates of a rule set are asked together, however many
rules there are: one look-up of each line in tables of whole lines and of line ends, the set of the text's characters,
one scan of the short lines for the literals of rules that look at no others, and one of the text for the rest.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from functools import cached_property
from operator import itemgetter

from ahocorasick_rs import AhoCorasick

from newslint.forms import DECORATION
from newslint.gates import SHORT_LINE, Form
from newslint.index import Anywhere, Edges, Index, Literals, Rows, Unpacked, block
from newslint.page import Page
from newslint.text import line_starts, scannable

_NONE: Rows = {}

_FEW = 4096
"""Code points of text up to which literals are looked for one by one: an automaton of all takes 4 ms to make."""


class _Lines:
    """Whole lines, by their lengths."""

    def __init__(self, groups: Mapping[int, bytes]) -> None:
        self.groups = groups
        self.rows = Unpacked(groups, Rows)

    def pairs(self, keys: Sequence[str]) -> Iterator[tuple[int, int]]:
        """(gate, number of the line) for each line that is a literal."""
        for number, key in enumerate(keys):
            if len(key) in self.groups:
                for gate in self.rows[len(key)].get(key, ()):
                    yield gate, number


class _Edges:
    """Literals that lines start with (or end with), found by their first (or last) few characters."""

    def __init__(self, groups: Mapping[str, bytes], at_start: bool) -> None:
        self.groups = groups
        self.rows = Unpacked(groups, Edges)
        self.at_start = at_start

    def pairs(self, lines: Sequence[str]) -> Iterator[tuple[int, int]]:
        """(gate, number of the line) for each literal that a line starts (or ends) with."""
        if not self.groups:
            return
        at_start = self.at_start
        strip, meets = (str.lstrip, str.startswith) if at_start else (str.rstrip, str.endswith)
        for number, line in enumerate(lines):
            bare = strip(line, DECORATION)
            first = bare[:1] if at_start else bare[-1:]
            if first in self.groups:
                for size, edges in self.rows[first].items():
                    for literal, gates in edges.get(bare[:size] if at_start else bare[-size:], _NONE).items():
                        if meets(bare, literal):
                            for gate in gates:
                                yield gate, number


class _Scan:
    """Literals of several characters that may stand anywhere: all of them are found, overlapping ones too.

    Once there was enough text for it, one scan finds them.
    """

    def __init__(self, literals: Literals) -> None:
        self.literals, self.gates = literals.texts, literals.gates
        self.left = _FEW

    @cached_property
    def scanner(self) -> AhoCorasick:
        """The automaton of all literals."""
        return AhoCorasick(self.literals)

    def pairs(self, lines: Sequence[str], numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
        """(gate, number of the line) for each literal found in some lines, which have these numbers."""
        places = self.places("\n".join(lines)) if self.literals else ()
        starts = line_starts(lines) if places else []
        for row, position, _ in places:
            number = numbers[bisect_right(starts, position) - 1]
            for gate in self.gates[row]:
                yield gate, number

    def places(self, text: str) -> Sequence[tuple[int, int, int]]:
        """(number, start, end) of each literal in a text, by where they end or, in little text, start."""
        if self.left > 0:
            self.left -= len(text)
            return sorted(self.places_by_literal(scannable(text)), key=itemgetter(1))
        try:
            return self.scanner.find_matches_as_indexes(text, overlapping=True)
        except UnicodeEncodeError:
            return self.scanner.find_matches_as_indexes(scannable(text), overlapping=True)

    def places_by_literal(self, text: str) -> Iterator[tuple[int, int, int]]:
        """The same without the automaton, for little text."""
        chars = set(text)
        for row, literal in enumerate(self.literals):
            if literal[0] not in chars or literal[-1] not in chars:  # most are of other scripts or languages
                continue
            position = text.find(literal)
            while position >= 0:
                yield row, position, position + len(literal)
                position = text.find(literal, position + 1)


class _Chars:
    """Single characters that may stand anywhere: which of them a text holds is known from the set of its characters."""

    def __init__(self, groups: Mapping[int, bytes]) -> None:
        self.blocks = Unpacked(groups, Rows)
        self.known: set[str] = set()  # characters whose blocks are unpacked
        self.gates: Rows = {}

    def rows(self, chars: Set[str], lines: Sequence[str]) -> Iterator[tuple[int, list[int]]]:
        """(gate, numbers of lines) for each character found in some lines, which hold no others than `chars`."""
        if new := chars - self.known:
            self.known |= new
            for number in set(map(block, new)):
                self.gates |= self.blocks[number]
        for char in self.gates.keys() & chars:
            held = [number for number, line in enumerate(lines) if char in line]
            for gate in self.gates[char]:
                yield gate, held


class _Anywhere:
    """The gates whose literals may stand anywhere in one form of a text."""

    def __init__(self, literals: Anywhere) -> None:
        self.chars, self.short, self.others = _Chars(literals.chars), _Scan(literals.short), _Scan(literals.others)

    def pairs(self, lines: Sequence[str], short: Sequence[int]) -> Iterator[tuple[int, int]]:
        """(gate, number of the line) for each longer literal found in some lines, of which `short` are short."""
        yield from self.short.pairs([lines[number] for number in short], short)
        yield from self.others.pairs(lines, range(len(lines)))


class Prefilter:
    """The gates of a rule set, asked together. A gate is known by its number in the sequence."""

    def __init__(self, index: Index) -> None:
        self.every = index.every
        self._lines = _Lines(index.lines)
        self._starts = _Edges(index.starts, at_start=True)
        self._ends = _Edges(index.ends, at_start=False)
        self._also = index.also
        self._folded, self._canonical, self._typed = (_Anywhere(index.anywhere[form]) for form in Form)

    def candidates(self, page: Page) -> dict[int, Sequence[int]]:
        """For each gate that something may pass, by number, the numbers of the lines to look at, in order."""
        found: dict[int, list[int]] = {}
        for gate, number in self._pairs(page):
            row = found.get(gate)
            if row is None:
                found[gate] = [number]
            elif row[-1] != number:
                row.append(number)
        for gate, held in self._rows(page):
            found[gate] = sorted({*found[gate], *held}) if gate in found else held
        for gate in found.keys() & self._also.keys():
            found[gate] = [*self._with_all(found[gate], self._also[gate], page.folded_lines)]
            if not found[gate]:
                del found[gate]
        return {**found, **dict.fromkeys(self.every, range(len(page.lines)))}

    @staticmethod
    def _with_all(numbers: Iterable[int], choices: Sequence[Sequence[str]], lines: Sequence[str]) -> Iterator[int]:
        """Those of some lines, by their numbers, that hold a literal of each choice."""
        for number in numbers:
            holds = lines[number].__contains__
            for choice in choices:
                if not any(map(holds, choice)):
                    break
            else:
                yield number

    def _pairs(self, page: Page) -> Iterator[tuple[int, int]]:
        short = [number for number, length in enumerate(page.lengths) if length <= SHORT_LINE]
        yield from self._lines.pairs(page.keys)
        yield from self._starts.pairs(page.folded_lines)
        yield from self._ends.pairs(page.folded_lines)
        yield from self._folded.pairs(page.folded_lines, short)
        yield from self._canonical.pairs(page.canonical_lines, short)
        if page.text != page.canonical:
            yield from self._typed.pairs(page.lines, short)

    def _rows(self, page: Page) -> Iterator[tuple[int, list[int]]]:
        yield from self._folded.chars.rows(page.folded_chars, page.folded_lines)
        yield from self._canonical.chars.rows(page.chars, page.canonical_lines)
        if page.text != page.canonical:
            yield from self._typed.chars.rows(page.typed_chars, page.lines)
