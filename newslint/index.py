"""The gates of a rule set together, as data: kept in the cache of rules, and unpacked as far as texts ask for it."""

from collections.abc import Callable, Hashable, Iterable, Mapping
from typing import TypeVar

import msgspec
from msgspec import Struct

from newslint.gates import At, Form, Gate
from newslint.text import scannable

_EDGE = 6  # characters of a line's end that choose the phrases to compare with it, if they have as many

K = TypeVar("K", bound=Hashable)
L = TypeVar("L", bound=Hashable)
V = TypeVar("V")

Rows = dict[str, list[int]]
"""The numbers of the gates that each literal stands in."""

Edges = dict[int, dict[str, Rows]]
"""Literals by how many of their first (or last) characters choose them, and by these characters."""


class Literals(Struct, frozen=True, array_like=True):
    """Literals of several characters, each with the numbers of the gates that it stands in."""

    texts: tuple[str, ...]
    gates: tuple[tuple[int, ...], ...]

    @classmethod
    def of(cls, rows: Rows) -> "Literals":
        """Those of some rows, as columns."""
        return cls(tuple(rows), tuple(map(tuple, rows.values())))


class Anywhere(Struct, frozen=True, array_like=True):
    """Literals that may stand anywhere: characters, those of rules that look at short lines only, all others.

    Characters are packed by their blocks of 128.
    """

    chars: dict[int, bytes]
    short: Literals
    others: Literals

    @classmethod
    def of(cls, gates: Iterable[tuple[int, Gate, bool]]) -> "Anywhere":
        """Those of some gates, each with its number, and whether its rule looks at short lines only."""
        chars: Rows = {}
        short: Rows = {}
        others: Rows = {}
        for number, gate, is_short in gates:
            for literal in sorted(gate.literals):
                if len(literal) == 1:
                    chars.setdefault(literal, []).append(number)
                else:
                    (short if is_short else others).setdefault(scannable(literal), []).append(number)
        return cls(_packed(_grouped(chars, block)), Literals.of(short), Literals.of(others))


class Index(Struct, frozen=True, array_like=True):
    """The gates of a rule set, each known by its number, by what they ask for.

    `every` are those that pass every line. Whole lines are packed by length, since most texts need few of them; starts
    by their first character and ends by their last, and among these by up to six. `also` are the further choices of
    those that have some.
    """

    every: tuple[int, ...]
    lines: dict[int, bytes]
    starts: dict[str, bytes]
    ends: dict[str, bytes]
    anywhere: dict[Form, Anywhere]
    also: dict[int, tuple[tuple[str, ...], ...]]

    @classmethod
    def of(cls, gates: Iterable[tuple[Gate | None, bool]]) -> "Index":
        """That of some gates, each with whether its rule looks at short lines only; None passes every line."""
        numbered = list(enumerate(gates))
        placed: dict[At, Rows] = {at: {} for at in At}
        anywhere: dict[Form, list[tuple[int, Gate, bool]]] = {form: [] for form in Form}
        for number, (gate, is_short) in numbered:
            if gate and (gate.at is At.INSIDE or gate.form is not Form.FOLDED):
                anywhere[gate.form].append((number, gate, is_short))
            elif gate:
                for literal in sorted(gate.literals):
                    placed[gate.at].setdefault(literal, []).append(number)
        starts = _grouped(placed[At.START], lambda literal: literal[:_EDGE])
        ends = _grouped(placed[At.END], lambda literal: literal[-_EDGE:])
        return cls(
            tuple(number for number, (gate, _) in numbered if gate is None),
            _packed(_grouped(placed[At.LINE], len)),
            _packed({first: _grouped(group, len) for first, group in _grouped(starts, lambda edge: edge[:1]).items()}),
            _packed({last: _grouped(group, len) for last, group in _grouped(ends, lambda edge: edge[-1:]).items()}),
            {form: Anywhere.of(row) for form, row in anywhere.items()},
            {number: tuple(map(tuple, map(sorted, gate.also))) for number, (gate, _) in numbered if gate and gate.also},
        )


def block(char: str) -> int:
    """The number of the block of 128 code points that a character is in."""
    return ord(char) >> 7


def _grouped(values: Mapping[str, V], key: Callable[[str], K]) -> dict[K, dict[str, V]]:
    groups: dict[K, dict[str, V]] = {}
    for literal, value in values.items():
        groups.setdefault(key(literal), {})[literal] = value
    return groups


def _packed(groups: Mapping[K, object]) -> dict[K, bytes]:
    return {key: msgspec.msgpack.encode(group) for key, group in groups.items()}


class Unpacked(dict[K, dict[L, V]]):
    """Groups of what stands in an index, each unpacked when it is first asked for; one that is not there is empty."""

    def __init__(self, groups: Mapping[K, bytes], kind: type[dict[L, V]]) -> None:
        super().__init__()
        self._groups, self._kind = groups, kind

    def __missing__(self, key: K) -> dict[L, V]:
        group: dict[L, V] = {}
        if key in self._groups:
            group = self[key] = msgspec.msgpack.decode(self._groups[key], type=self._kind)
        return group
