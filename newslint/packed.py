"""Rules as bytes: a run looks at few of the rules in force, and to make all of them takes longer than it does."""

from __future__ import annotations

from functools import cached_property

import msgspec
from msgspec import Struct

from newslint.gates import SHORT_LINE, Gate
from newslint.rule import Rule


class Packed(Struct, frozen=True, array_like=True, dict=True):
    """A rule that is made when it is first asked for; and by itself what stands before it."""

    id: str
    content: bytes
    gated: bytes

    @classmethod
    def of(cls, rule: Rule) -> Packed:
        """A rule, packed; it takes time to read the gate off a pattern."""
        longest = rule.longest
        gate = rule.gate, longest is not None and longest <= SHORT_LINE
        pack = msgspec.msgpack.Encoder(order="deterministic").encode
        return cls(rule.id, pack(rule), pack(gate))

    @cached_property
    def rule(self) -> Rule:
        """The rule."""
        return msgspec.msgpack.decode(self.content, type=Rule)

    @property
    def gate(self) -> tuple[Gate | None, bool]:
        """The rule's gate, and whether it looks at short lines only."""
        return msgspec.msgpack.decode(self.gated, type=tuple[Gate | None, bool])
