"""What stands before a rule: literals, one of which a line must hold for the rule to match there."""

import unicodedata
from collections.abc import Iterable
from enum import Enum
from typing import NamedTuple

from newslint.forms import INVISIBLES

SHORT_LINE = 240
"""Code points up to which a line is short: most rules look at no longer ones, which are paragraphs."""

_MOST_ALSO = 32
"""Literals of a further choice up to which to look for them takes less time than to try the pattern in vain."""

_COMMON = frozenset("'\"-.,:;()\u200c\u200d")


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
    it was typed; they may stand anywhere. Of each choice in `also`, too, one literal must stand on the folded line.
    """

    at: At
    literals: frozenset[str]
    form: Form = Form.FOLDED
    also: tuple[frozenset[str], ...] = ()


def gate_of(pattern: str, ignore_case: bool = False, within_line: bool = True) -> Gate | None:
    """The gate before a regular expression in NFC; None where it may match without any fixed characters."""
    from newslint.literals import required, requirements  # here and below: only who reads rule files needs it

    choices = requirements(pattern, within_line=within_line)
    if ignore_case:
        choices = tuple(choice for choice in choices if not _has_unknown_case(choice))
    plain = None if ignore_case else required(pattern, str)
    if plain and all(map(_hidden, plain)):
        hidden = frozenset(map(_hidden, plain))
        return Gate(At.INSIDE, hidden, Form.CANONICAL, _beside(hidden, choices) if within_line else ())
    if plain and (not choices or (_are_common(choices[0]) and not _are_common(plain))):
        return Gate(At.INSIDE, plain, Form.CANONICAL)
    if not choices:
        return None
    return Gate(At.INSIDE, choices[0], also=_beside(choices[0], choices) if within_line else ())


def _hidden(literal: str) -> str:
    """The first sign of a literal that shows nothing, which few texts have; empty without one."""
    return next(filter(INVISIBLES.__contains__, literal), "")


def _beside(literals: frozenset[str], choices: Iterable[frozenset[str]]) -> tuple[frozenset[str], ...]:
    """The choices to look for on a line with some literals: those that the literals do not hold themselves."""
    return tuple(
        choice
        for choice in choices
        if len(choice) <= _MOST_ALSO and not all(any(one in literal for one in choice) for literal in literals)
    )


def typed_gate_of(pattern: str) -> Gate | None:
    """The gate before a regular expression that is tried on lines as they were typed."""
    from newslint.literals import required

    literals = required(pattern, str)
    return Gate(At.INSIDE, literals, Form.TYPED) if literals else None


def rarest(gates: Iterable[Gate | None]) -> Gate | None:
    """The best of some gates: one whose literals do not stand in nearly every line, if there is one."""
    known = [gate for gate in gates if gate]
    return min(known, key=lambda gate: _are_common(gate.literals), default=None)


def _are_common(literals: Iterable[str]) -> bool:
    """Whether a sign that stands in nearly every line, or text, is among some literals: what ´ and – fold to."""
    return not _COMMON.isdisjoint(literals)


def _has_unknown_case(literals: Iterable[str]) -> bool:
    """Whether `regex`, whose tables are newer than Python's, may know another case of a character than `fold` does."""
    return any(
        unicodedata.category(char) in ("Ll", "Lu", "Cn") and char.lower() == char.upper() for char in "".join(literals)
    )
