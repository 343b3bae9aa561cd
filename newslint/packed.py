"""Rules as bytes: a run looks at few of the rules in force, and to make all of them takes longer than it does."""

from functools import cached_property

import msgspec
from msgspec import Struct

from newslint import expressions
from newslint.gates import SHORT_LINE, Gate
from newslint.rule import Rule


class Packed(Struct, frozen=True, array_like=True, dict=True):
    """A rule that is made when it is first asked for; by themselves what stands before it, and its expressions."""

    id: str
    content: memoryview
    gated: memoryview
    compiled: memoryview

    @staticmethod
    def of(rule: Rule) -> "Packed":
        """A rule, packed; it takes time to read the gate off a pattern."""
        longest = rule.longest
        gate = rule.gate, longest is not None and longest <= SHORT_LINE
        pack = msgspec.msgpack.Encoder(order="deterministic").encode
        return _packed(rule.id, pack(rule), pack(gate), expressions.packed(rule.expressions()))

    @cached_property
    def rule(self) -> Rule:
        """The rule."""
        expressions.remember(self.compiled)
        return msgspec.msgpack.decode(self.content, type=Rule)

    def __reduce__(self) -> tuple[object, ...]:
        return _packed, (self.id, *map(bytes, (self.content, self.gated, self.compiled)))

    @property
    def gate(self) -> tuple[Gate | None, bool]:
        """The rule's gate, and whether it looks at short lines only."""
        return msgspec.msgpack.decode(self.gated, type=tuple[Gate | None, bool])


def _packed(name: str, *parts: bytes) -> Packed:
    return Packed(name, *(memoryview(part) for part in parts))
