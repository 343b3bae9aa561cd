"""Which rules can match a text at all, and on which lines.

A prefilter may pass a line in vain; it never turns away a match. Every gate is derived from the rule that it stands
before, so no rule can be kept from its matches by its author. All gates of a rule set are asked together, however many
rules there are: one look-up of each line in tables of whole lines and of line ends, and one scan of the text for the
literals that may stand anywhere.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from enum import Enum
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick

from newslint.forms import DECORATION
from newslint.literals import required
from newslint.page import Page
from newslint.text import line_starts

_SURROGATE = re.compile("[\ud800-\udfff]")
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


def gate_of(pattern: str, ignore_case: bool = False) -> Gate | None:
    """The gate before a regular expression in NFC; None where it may match without any fixed characters."""
    literals = required(pattern)
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

    def gates(self, line: str) -> Iterable[int]:
        line = self.strip(line, DECORATION)
        for literal, gate in (*self.table.get(line[self.cut], ()), *self.short):
            if self.meets(line, literal):
                yield gate


class _Anywhere:
    """Literals that may stand anywhere: one scan finds all of them, overlapping ones too."""

    def __init__(self, literals: Iterable[tuple[str, int]]) -> None:
        self.gates: dict[str, list[int]] = {}
        for literal, gate in literals:
            self.gates.setdefault(scannable(literal), []).append(gate)
        self.rows = list(self.gates.values())
        self.scanner = AhoCorasick(list(self.gates)) if self.gates else None

    def lines(self, text: str, lines: Sequence[str]) -> Iterable[tuple[int, int]]:
        """(gate, number of the line) for each literal found in a text, which is `lines`."""
        if self.scanner is None:
            return
        starts: list[int] = []
        for row, position, _ in self.scanner.find_matches_as_indexes(scannable(text), overlapping=True):
            starts = starts or line_starts(lines)
            line = bisect_right(starts, position) - 1
            for gate in self.rows[row]:
                yield gate, line


def scannable(text: str) -> str:
    """The text with U+FFFD for lone surrogates, which the scanner cannot take."""
    return text if text.isascii() else _SURROGATE.sub("\ufffd", text)


class Prefilter:
    """The gates of a rule set, asked together. A gate is known by its number in the sequence."""

    def __init__(self, gates: Sequence[Gate | None]) -> None:
        """A gate of None passes every line."""
        placed: dict[At, list[tuple[str, int]]] = {at: [] for at in At}
        others: dict[Form, list[tuple[str, int]]] = {Form.CANONICAL: [], Form.TYPED: []}
        for number, gate in enumerate(gates):
            if gate:
                row = others.get(gate.form, placed[gate.at])
                row += [(literal, number) for literal in gate.literals]
        self._open = [number for number, gate in enumerate(gates) if gate is None]
        self._lines: dict[str, list[int]] = {}
        for literal, number in placed[At.LINE]:
            self._lines.setdefault(literal, []).append(number)
        self._longest = max(map(len, self._lines), default=0)
        self._starts = _Edges(placed[At.START], at_start=True)
        self._ends = _Edges(placed[At.END], at_start=False)
        self._anywhere = _Anywhere(placed[At.INSIDE])
        self._canonical = _Anywhere(others[Form.CANONICAL])
        self._typed = _Anywhere(others[Form.TYPED])

    def candidates(self, page: Page) -> dict[int, Sequence[int]]:
        """For each gate that something may pass, by number, the numbers of the lines to look at, in order."""
        found: dict[int, set[int]] = {}
        for number, line in enumerate(page.folded_lines):
            key = page.keys[number]
            whole = self._lines.get(key, ()) if len(key) <= self._longest else ()
            for gate in (*whole, *self._starts.gates(line), *self._ends.gates(line)):
                found.setdefault(gate, set()).add(number)
        for gate, number in (
            *self._anywhere.lines(page.folded, page.folded_lines),
            *self._canonical.lines(page.canonical, page.canonical_lines),
            *(self._typed.lines(page.text, page.lines) if page.text != page.canonical else ()),
        ):
            found.setdefault(gate, set()).add(number)
        every = range(len(page.lines))
        passed: dict[int, Sequence[int]] = {gate: sorted(lines) for gate, lines in found.items()}
        return passed | dict.fromkeys(self._open, every)
