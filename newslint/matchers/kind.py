"""What every kind of rule promises; each kind says more about what it looks for."""

from collections.abc import Iterator, Sequence
from typing import ClassVar, Protocol

from msgspec import Struct

from newslint.expressions import Source
from newslint.gates import Gate
from newslint.page import Look, Page
from newslint.types import Match


class Matcher(Protocol):
    """What an engine runs: it stays in its process, is never stored, and makes what it needs when first asked."""

    def find(self, page: Page, lines: Sequence[int]) -> Iterator[Match]:
        """The matches on the given lines (all of them, or those that the gate lets pass), spans in the text."""
        ...


class Kind(Struct, frozen=True, tag_field="kind", forbid_unknown_fields=True, rename="kebab"):
    """A description of what to look for, as its author wrote it; each kind adds `compile() -> Matcher`."""

    is_local: ClassVar[bool] = False
    """Whether what it finds on a line depends on that line alone, so that it holds wherever the line stands."""

    @property
    def values(self) -> frozenset[str]:
        """The names of the placeholders that this kind fills in."""
        return frozenset()

    @property
    def asks_last(self) -> bool:
        """Whether the matcher wants to know the lines that others have found: `Page.marked`."""
        return False

    @property
    def gate(self) -> Gate | None:
        """What stands before the matcher; None where every line has to be looked at."""
        return None

    @property
    def look(self) -> Look | None:
        """A quick look at a whole text, for kinds without a gate; None where every text is looked at in full."""
        return None

    def expressions(self) -> Iterator[Source]:
        """The regular expressions that the matcher compiles, which are kept with the rule for the next start."""
        return iter(())

    def mistakes(self) -> Iterator[tuple[str, str]]:
        """(path of the key, problem) of each regular expression that is none.

        To find out takes time, so it is asked when a rule file is read, not whenever a rule is made.
        """
        return iter(())
