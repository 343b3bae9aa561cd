"""The kinds of rule, one file each; the list is closed, rules are what is open."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from newslint.matchers.encoding import Encoding
from newslint.matchers.inline import Inline
from newslint.matchers.metric import Metric
from newslint.matchers.pattern import Pattern
from newslint.matchers.phrase import Phrase
from newslint.matchers.repetition import Repetition
from newslint.matchers.script import Script
from newslint.matchers.section import Section
from newslint.page import Page
from newslint.prefilter import Gate
from newslint.types import Match

Spec = Phrase | Pattern | Inline | Section | Script | Encoding | Metric | Repetition
"""What a rule looks for, as its author wrote it.

Each has `compile() -> Matcher` and `values`, the names of the placeholders that it fills in."""


class Matcher(Protocol):
    """What an engine runs. It belongs to one process and is never stored."""

    @property
    def gate(self) -> Gate | None:
        """What stands before this matcher; None where every line has to be looked at."""
        ...

    def find(self, page: Page, lines: Sequence[int]) -> Iterator[Match]:
        """The matches on the given lines (all of them, or those that the gate lets pass), spans in the text."""
        ...


__all__ = ["Encoding", "Inline", "Matcher", "Metric", "Pattern", "Phrase", "Repetition", "Script", "Section", "Spec"]
