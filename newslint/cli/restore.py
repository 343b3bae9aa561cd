"""`newslint restore`: undo a fix, byte for byte."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from newslint.cli import exits
from newslint.cli.apart import Use, keep_apart
from newslint.cli.options import Command
from newslint.errors import InputError, UsageError
from newslint.formats.files import NewFile, Rewrite, open_input
from newslint.journal.lines import Entry
from newslint.journal.reading import Found, sections
from newslint.journal.restoring import Outcome, restore
from newslint.reporters.summary import many
from newslint.reporters.visible import inert, shown_path
from newslint.ruleset import selects

_MOST_SHOWN = 5


class _Work(NamedTuple):
    """A file, and what the journal says of it."""

    path: str
    section: Found


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("paths", nargs="+", metavar="PATH", help="files that were fixed, or folders of them")
    parser.add_argument("--journal", required=True, metavar="FILE", help="what `newslint fix --journal FILE` wrote")
    parser.add_argument("-o", "--output", metavar="FILE", help="write there, and leave the file itself alone")
    parser.add_argument(
        "--record", action="append", default=[], metavar="RECORD", help="only this one: its line, or id=ID (repeatable)"
    )
    parser.add_argument(
        "--rule", action="append", default=[], metavar="RULES", help="only what these rules did (repeatable)"
    )
    parser.add_argument("-q", "--quiet", action="store_true", help="say nothing of what is restored")


class _Choice:
    """Which changes are to be undone, by `--record` and `--rule`, and which of these named nothing yet."""

    def __init__(self, records: Sequence[str], rules: Sequence[str]) -> None:
        self._records, self._rules = records, rules
        self._unmet = {*(f"--record {record}" for record in records), *(f"--rule {rule}" for rule in rules)}

    def wants(self, entry: Entry, rule: str) -> bool:
        """Whether what a rule did to a record is to be undone."""
        names = (str(entry.line), f"id={entry.id}")
        records = [record for record in self._records if record in names]
        rules = [selector for selector in self._rules if selects(selector, rule)]
        self._unmet -= {*(f"--record {record}" for record in records), *(f"--rule {rule}" for rule in rules)}
        return bool(records or not self._records) and bool(rules or not self._rules)

    @property
    def is_all(self) -> bool:
        """Whether everything is to be undone."""
        return not (self._records or self._rules)

    def check(self) -> None:
        """Raise UsageError if anything named nothing."""
        if self._unmet:
            remedy = "name a record by its line or as id=ID, a rule as for --select"
            raise UsageError(f"{', '.join(sorted(self._unmet))}: the journal has no such change; {remedy}")


def _run(arguments: argparse.Namespace) -> int:
    found = sections(arguments.journal)
    works = [work for path in arguments.paths for work in _works(path, arguments.journal, found)]
    if arguments.output and len(works) > 1:
        raise UsageError(f"-o {arguments.output}: takes one file, and there are {len(works)}; leave it out")
    journal = Use(f"the journal {arguments.journal}", arguments.journal)
    written = [Use(f"-o {arguments.output}", arguments.output)] if arguments.output else []
    keep_apart([journal, *(Use(work.path, work.path) for work in works)], written)
    choice, code = _Choice(arguments.record, arguments.rule), exits.CLEAN
    for work in works:
        try:
            outcome = _restored(work, arguments.output, choice)
        except InputError as error:  # which does not keep the others from being restored
            print(f"newslint: {inert(str(error))}", file=sys.stderr)
            code = exits.MISTAKE
            continue
        if outcome.held:
            code = max(code, exits.FINDINGS)
        if not arguments.quiet:
            print("\n".join(inert(line) for line in _told(shown_path(work.path), outcome, choice.is_all)))
    if code != exits.MISTAKE:
        choice.check()
    return code


def _restored(work: _Work, output: str | None, choice: _Choice) -> Outcome:
    target = NewFile(output) if output else Rewrite(work.path)
    with target, open_input(work.path) as stream:
        return restore(stream, work.path, work.section, target, choice.wants)


def _works(path: str, journal: str, found: Sequence[Found]) -> Iterator[_Work]:
    """The files that a path leads to, with their sections: by their paths, or else by what is left to choose from."""
    real = os.path.realpath(path)
    if Path(path).is_dir():
        below = [section for section in found if real in map(str, Path(section.output).parents)]
        yield from (_Work(str(Path(path, os.path.relpath(each.output, real))), each) for each in below)
        if not below:
            raise UsageError(f"{path}: the journal {journal} has nothing on files in this folder")
        return
    name = os.path.basename(real)  # noqa: PTH119
    for fits in (
        [section for section in found if section.output == real],
        [section for section in found if os.path.basename(section.output) == name],  # noqa: PTH119
        found,
    ):
        if len(fits) == 1:  # a wrong guess does no harm: digests tell
            yield _Work(path, fits[0])
            return
    files = ", ".join(section.opening.output for section in found[:_MOST_SHOWN]) or "none that was changed"
    raise UsageError(f"{path}: the journal {journal} has nothing on this file; it knows {files}")


def _told(path: str, outcome: Outcome, is_all: bool) -> Iterator[str]:
    if outcome.records:
        yield f"{path}: {many(outcome.records, 'record')} restored"
    elif not outcome.held:
        yield f"{path}: nothing to undo" + ("; it is as it was before" if is_all else " of what was asked for")
    for entry, edit in outcome.held[:_MOST_SHOWN]:
        yield f"{path}: {entry.name}: what {edit.rule} did stays, since another rule's change lies over it"
    if len(outcome.held) > _MOST_SHOWN:
        yield f"{path}: and {len(outcome.held) - _MOST_SHOWN} more"


COMMANDS = {"restore": Command(_add_arguments, _run)}
