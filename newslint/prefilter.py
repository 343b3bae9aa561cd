"""Which rules can match a text at all, and on which lines.

A prefilter may pass a line in vain; it never turns away a match. Every gate is derived from the rule that it stands
before, so no rule can be kept from its matches by its author. All gates of a rule set are asked together, however many
rules there are: one look-up of each line in tables of whole lines and of line ends, the set of the text's characters,
one scan of the short lines for the literals of rules that look at no others, and one of the text for the rest.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence, Set
from enum import Enum
from itertools import zip_longest
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick

from newslint.forms import DECORATION
from newslint.literals import required
from newslint.page import Page
from newslint.text import line_starts

_SURROGATE = re.compile("[\ud800-\udfff]")
SHORT_LINE = 240
"""Code points up to which a line is short: most rules look at no longer ones, which are paragraphs."""

_COMMON = frozenset("'\"-.,:;()")
_EDGE = 3  # characters of a line's end that choose the phrases to compare with it


class At(Enum):
    """Where on a line something stands."""

    LINE = "line"
    START = "start"
    END = "end"
    INSIDE = "inside"


class Form(Enum):
    """In which form of a text a gate's literals are looked for."""

    FOLDED = "folded"
    CANONICAL = "canonical"
    TYPED = "typed"


class Gate(NamedTuple):
    """A line can match only if one of these literals, none of them empty, stands at that place of its form.

    For LINE that is the line without the decoration at its ends, for START and END without that at the one end.
    Literals that folding would wipe out are looked for in the canonical text, and those that NFC would in the text as
    it was typed; they may stand anywhere.
    """

    at: At
    literals: frozenset[str]
    form: Form = Form.FOLDED


def gate_of(pattern: str, ignore_case: bool = False, within_line: bool = True) -> Gate | None:
    """The gate before a regular expression in NFC; None where it may match without any fixed characters."""
    literals = required(pattern, within_line=within_line)
    plain = None if ignore_case else required(pattern, str)
    if plain and (not literals or (_are_common(literals) and not _are_common(plain))):
        return Gate(At.INSIDE, plain, Form.CANONICAL)
    if literals and not (ignore_case and any(map(_may_have_unknown_case, "".join(literals)))):
        return Gate(At.INSIDE, literals)
    return None


def typed_gate_of(pattern: str) -> Gate | None:
    """The gate before a regular expression that is tried on lines as they were typed."""
    literals = required(pattern, str)
    return Gate(At.INSIDE, literals, Form.TYPED) if literals else None


def _are_common(literals: Iterable[str]) -> bool:
    """Whether a sign that stands in nearly every line is among some literals: such as what ´ and – fold to."""
    return not _COMMON.isdisjoint(literals)


def _may_have_unknown_case(char: str) -> bool:
    """Whether `regex`, whose tables are newer than Python's, may know another case of a character than `fold` does."""
    return unicodedata.category(char) in ("Ll", "Lu", "Cn") and char.lower() == char.upper()


class _Edges:
    """Literals that lines start with (or end with), found by their first (or last) few characters."""

    def __init__(self, literals: Iterable[tuple[str, int]], at_start: bool) -> None:
        self.cut = slice(0, _EDGE) if at_start else slice(-_EDGE, None)
        self.strip = str.lstrip if at_start else str.rstrip
        self.meets = str.startswith if at_start else str.endswith
        self.short: list[tuple[str, int]] = []
        self.table: dict[str, list[tuple[str, int]]] = {}
        for literal, gate in literals:
            row = self.short if len(literal) < _EDGE else self.table.setdefault(literal[self.cut], [])
            row.append((literal, gate))

    def pairs(self, lines: Sequence[str]) -> Iterator[tuple[int, int]]:
        """(gate, number of the line) for each literal that a line starts (or ends) with."""
        if not self.table and not self.short:
            return
        for number, line in enumerate(lines):
            bare = self.strip(line, DECORATION)
            for literal, gate in (*self.table.get(bare[self.cut], ()), *self.short):
                if self.meets(bare, literal):
                    yield gate, number


class _Scan:
    """Literals of several characters that may stand anywhere: one scan finds all of them, overlapping ones too."""

    def __init__(self, literals: Iterable[tuple[str, int]]) -> None:
        self.gates: dict[str, list[int]] = {}
        for literal, gate in literals:
            self.gates.setdefault(scannable(literal), []).append(gate)
        self.rows = list(self.gates.values())
        self.scanner = AhoCorasick(list(self.gates)) if self.gates else None

    def pairs(self, lines: Sequence[str], numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
        """(gate, number of the line) for each literal found in some lines, which have these numbers."""
        if self.scanner is None:
            return
        starts: list[int] = []
        text = scannable("\n".join(lines))
        for row, position, _ in self.scanner.find_matches_as_indexes(text, overlapping=True):
            starts = starts or line_starts(lines)
            line = numbers[bisect_right(starts, position) - 1]
            for gate in self.rows[row]:
                yield gate, line


class _Chars:
    """Single characters that may stand anywhere: which of them a text holds is known from the set of its characters."""

    def __init__(self, chars: Iterable[tuple[str, int]]) -> None:
        self.gates: dict[str, list[int]] = {}
        for char, gate in chars:
            self.gates.setdefault(char, []).append(gate)

    def rows(self, chars: Set[str], lines: Sequence[str]) -> Iterator[tuple[int, list[int]]]:
        """(gate, numbers of lines) for each character found in some lines, which hold no others than `chars`."""
        for char in self.gates.keys() & chars:
            held = [number for number, line in enumerate(lines) if char in line]
            for gate in self.gates[char]:
                yield gate, held


def scannable(text: str) -> str:
    """The text with U+FFFD for lone surrogates, which the scanner cannot take."""
    return text if text.isascii() else _SURROGATE.sub("\ufffd", text)


class _Anywhere:
    """The gates whose literals may stand anywhere in one form of a text."""

    def __init__(self, gates: Iterable[tuple[Gate, int, bool]]) -> None:
        """Of each gate its number, and whether it looks at short lines only."""
        chars: list[tuple[str, int]] = []
        short: list[tuple[str, int]] = []
        others: list[tuple[str, int]] = []
        for gate, number, is_short in gates:
            for literal in gate.literals:
                row = chars if len(literal) == 1 else short if is_short else others
                row.append((literal, number))
        self.chars, self.short, self.others = _Chars(chars), _Scan(short), _Scan(others)

    def pairs(self, lines: Sequence[str], short: Sequence[int]) -> Iterator[tuple[int, int]]:
        """(gate, number of the line) for each longer literal found in some lines, of which `short` are short."""
        yield from self.short.pairs([lines[number] for number in short], short)
        yield from self.others.pairs(lines, range(len(lines)))


class Prefilter:
    """The gates of a rule set, asked together. A gate is known by its number in the sequence."""

    def __init__(self, gates: Sequence[Gate | None], lengths: Sequence[int | None] = ()) -> None:
        """A gate of None passes every line; `lengths` are those up to which each rule looks at lines, if it says so."""
        placed: dict[At, list[tuple[str, int]]] = {at: [] for at in At}
        anywhere: dict[Form, list[tuple[Gate, int, bool]]] = {form: [] for form in Form}
        for (number, gate), length in zip_longest(enumerate(gates), lengths):
            if gate and (gate.at is At.INSIDE or gate.form is not Form.FOLDED):
                anywhere[gate.form].append((gate, number, length is not None and length <= SHORT_LINE))
            elif gate:
                placed[gate.at] += [(literal, number) for literal in gate.literals]
        self._open = [number for number, gate in enumerate(gates) if gate is None]
        self._lines: dict[str, list[int]] = {}
        for literal, number in placed[At.LINE]:
            self._lines.setdefault(literal, []).append(number)
        self._longest = max(map(len, self._lines), default=0)
        self._starts = _Edges(placed[At.START], at_start=True)
        self._ends = _Edges(placed[At.END], at_start=False)
        self._folded = _Anywhere(anywhere[Form.FOLDED])
        self._canonical = _Anywhere(anywhere[Form.CANONICAL])
        self._typed = _Anywhere(anywhere[Form.TYPED])

    def candidates(self, page: Page) -> dict[int, Sequence[int]]:
        """For each gate that something may pass, by number, the numbers of the lines to look at, in order."""
        found: dict[int, list[int]] = {}
        for gate, number in self._pairs(page):
            row = found.get(gate)
            if row is None:
                found[gate] = [number]
            elif row[-1] != number:
                row.append(number)
        passed: dict[int, Sequence[int]] = {
            gate: row if len(row) == 1 else sorted(set(row)) for gate, row in found.items()
        }
        for gate, held in self._rows(page):
            passed[gate] = sorted({*passed[gate], *held}) if gate in passed else held
        return passed | dict.fromkeys(self._open, range(len(page.lines)))

    def _pairs(self, page: Page) -> Iterator[tuple[int, int]]:
        for number, key in enumerate(page.keys):
            if len(key) <= self._longest and key in self._lines:
                for gate in self._lines[key]:
                    yield gate, number
        short = [
            number
            for number, line in enumerate(page.canonical_lines)
            if len(line) <= SHORT_LINE or len(line.strip()) <= SHORT_LINE
        ]
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
            yield from self._typed.chars.rows(set(page.text), page.lines)
