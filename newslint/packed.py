"""Rules as bytes: a run looks at few of the rules in force, and to make all of them takes longer than it does."""

from functools import cached_property

import msgspec
from msgspec import Struct

from newslint import expressions
from newslint.gates import SHORT_LINE, Gate
from newslint.rule import Rule


class Packed(Struct, frozen=True, array_like=True, dict=True):
    """A rule that is made when it is first asked for; by themselves what stands before it, and its expressions.

    Those that newslint comes with are tried: `trial` has searched for their expressions in long and hard lines.
    """

    id: str
    content: memoryview
    gated: memoryview
    compiled: memoryview
    is_tried: bool = False

    @staticmethod
    def of(rule: Rule, is_tried: bool = False) -> "Packed":
        """A rule, packed; it takes time to read the gate off a pattern."""
        longest = rule.longest
        gate = rule.gate, longest is not None and longest <= SHORT_LINE
        pack = msgspec.msgpack.Encoder(order="deterministic").encode
        return _packed(is_tried, rule.id, pack(rule), pack(gate), expressions.packed(rule.expressions()))

    @cached_property
    def rule(self) -> Rule:
        """The rule."""
        expressions.remember(self.compiled, self.is_tried)
        return msgspec.msgpack.decode(self.content, type=Rule)

    def __reduce__(self) -> tuple[object, ...]:
        return _packed, (self.is_tried, self.id, *map(bytes, (self.content, self.gated, self.compiled)))

    @property
    def gate(self) -> tuple[Gate | None, bool]:
        """The rule's gate, and whether it looks at short lines only."""
        return msgspec.msgpack.decode(self.gated, type=tuple[Gate | None, bool])


def _packed(is_tried: bool, name: str, *parts: bytes) -> Packed:
    content, gated, code = (memoryview(part) for part in parts)
    return Packed(name, content, gated, code, is_tried)
