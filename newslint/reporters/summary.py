"""The tally of a run: it adds up over workers, and knows the lines that close a report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple, Self

from msgspec import Struct, field

from newslint.errors import did_you_mean, nearest
from newslint.reporters.visible import visible
from newslint.types import Diagnostic, Failure, Result, Safety

Mode = Literal["check", "fix", "diff"]


LARGE = 100
"""Documents from which on a run says which rules are suspiciously busy, or idle."""

BUSY = 95
"""Per cent of the documents of a large run: a rule that is found in so many is named."""


_MOST_NAMES = 64
"""Fields of a record, the first ones, that one is looked for among that is like what was asked for."""


class Asked(NamedTuple):
    """A field that records were asked for by its name; `setting` is where that was given."""

    setting: str
    name: str


class Kind(NamedTuple):
    """What findings are counted by; `safety` is None where they have no fix."""

    rule: str
    safety: Safety | None


class Summary(Struct):
    """What a run has seen so far. Sums of parts are equal however the work was split; all parts have one mode.

    `hidden` are findings that no report shows since it would be too long; that is known of the whole run alone.
    `own` are the rules in force that newslint did not come with: those of its own are for many languages, and most of
    them find nothing in one. `met` is the name most like each that was asked for, or that name, that a record has.
    """

    mode: Mode = "check"
    own: frozenset[str] = frozenset()
    documents: int = 0
    failures: int = 0
    emptied: int = 0
    hidden: int = 0
    changed_documents: int = 0
    found: Counter[Kind] = field(default_factory=Counter)
    fixed: Counter[str] = field(default_factory=Counter)
    documents_with: Counter[str] = field(default_factory=Counter)
    met: dict[Asked, str] = field(default_factory=dict)

    def add(self, item: Result | Failure) -> None:
        """Count one document, or one record that could not be read."""
        if isinstance(item, Failure):
            self.failures += 1
            self.found[Kind(item.rule, None)] += 1
            return
        self.documents += 1
        self.found.update(map(_kind, item.diagnostics))
        self.documents_with.update({diagnostic.rule for diagnostic in (*item.diagnostics, *item.applied)})
        if item.fixed is None:
            return
        self.fixed.update(diagnostic.rule for diagnostic in item.fixed.applied)
        before, after = item.document.text, item.fixed.text
        if before != after:
            self.changed_documents += 1
            self.emptied += bool(before.strip()) and not after.strip()

    def meet(self, asked: Iterable[Asked], names: tuple[str, ...]) -> None:
        """Note the fields of one record."""
        for one in asked:
            near = one.name if one.name in names else nearest(one.name, names[:_MOST_NAMES])
            self.met[one] = nearest(one.name, (self.met.get(one, ""), near))

    def __iadd__(self, other: Summary) -> Self:
        """Count what another tally has counted."""
        self.own |= other.own
        self.documents += other.documents
        self.failures += other.failures
        self.emptied += other.emptied
        self.changed_documents += other.changed_documents
        self.found.update(other.found)
        self.fixed.update(other.fixed)
        self.documents_with.update(other.documents_with)
        for one, near in other.met.items():
            self.meet([one], (near,))
        return self

    def fixable(self, safety: Safety) -> int:
        """How many of the findings have a fix that can be trusted this far."""
        return sum(count for kind, count in self.found.items() if kind.safety is safety)

    def statistics(self) -> Iterator[str]:
        """The table of `--statistics`, line by line: the commonest rule first, equals by id; nothing if none found.

        Where texts are fixed it says what was fixed and what is left.
        """
        rows: dict[str, Counter[Safety | None]] = {rule: Counter() for rule in self.fixed}
        for kind, count in self.found.items():
            rows.setdefault(kind.rule, Counter())[kind.safety] += count
        fixes = self.mode != "check"
        if rows:
            yield _row(*(("fixed", "left") if fixes else ("findings",)), "safe", "unsafe", "rule")
        for rule, row in sorted(rows.items(), key=lambda item: (-item[1].total() - self.fixed[item[0]], item[0])):
            counts = (row.total(), row[Safety.SAFE], row[Safety.UNSAFE])
            yield _row(*((self.fixed[rule],) if fixes else ()), *counts, rule)

    def closing(self) -> Iterator[str]:
        """The lines that end a report for people."""
        yield self._checked() if self.mode == "check" else self._fixed()
        if self.hidden:
            yield f"{many(self.hidden, 'finding')} not shown, for --max-diagnostics"
        if self.emptied:
            yield f"{many(self.emptied, 'text')} left empty"
        if self.failures:
            yield f"{many(self.failures, 'document')} could not be read"
        if self.documents >= LARGE:
            yield from self._suspicious()

    def unmet(self) -> Iterator[str]:
        """What there is to say of fields that were asked for and that no record has."""
        for setting, name in sorted(one for one, near in self.met.items() if near != one.name):
            meant = did_you_mean(name, [self.met[Asked(setting, name)]])
            yield f"{setting}: no record has a field `{visible(name)}`{visible(meant)}"

    def _suspicious(self) -> Iterator[str]:
        """Rules that are found almost everywhere, and own ones that are found nowhere: they may ask for the wrong."""
        for rule, documents in sorted(self.documents_with.items()):
            if 100 * documents >= BUSY * self.documents:
                yield f"{rule} was found in {documents} of them: does it ask for too little?"
        if idle := sorted(self.own - self.documents_with.keys()):
            yield f"{', '.join(idle)}: found nowhere; is a word misspelled?"

    def _checked(self) -> str:
        safe, unsafe = self.fixable(Safety.SAFE), self.fixable(Safety.UNSAFE)
        found = many(self.found.total(), "finding") if self.found else "no findings"
        hint = ""
        if safe:
            more = f", {unsafe} more with --unsafe-fixes" if unsafe else ""
            hint = f" ({safe} fixable with `newslint fix`{more})"
        elif unsafe:
            hint = f" ({unsafe} fixable with `newslint fix --unsafe-fixes`)"
        return f"{many(self.documents, 'document')}, {found}{hint}"

    def _fixed(self) -> str:
        unsafe, left, fixed = self.fixable(Safety.UNSAFE), self.found.total(), self.fixed.total()
        hint = f" ({unsafe} fixable with --unsafe-fixes)" if unsafe else ""
        if not fixed:
            return f"Nothing to fix in {many(self.documents, 'document')}" + (f"; {left} left{hint}" if left else "")
        done = "Fixed" if self.mode == "fix" else "Would fix"
        where = many(self.changed_documents, "document")
        return f"{done} {many(fixed, 'finding')} in {where}; {left or 'none'} left{hint}"


def _row(*cells: str | int) -> str:
    """A line of a table whose last column is text."""
    return "  ".join([*(f"{cell:>8}" for cell in cells[:-1]), str(cells[-1])])


def _kind(diagnostic: Diagnostic) -> Kind:
    return Kind(diagnostic.rule, diagnostic.fix.safety if diagnostic.fix else None)


def many(count: int, noun: str) -> str:
    """A count with its noun, as in `1 finding` and `2 findings`."""
    return f"{count} {noun}{'' if count == 1 else 's'}"
