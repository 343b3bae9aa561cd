"""`newslint check` and `newslint fix`: one run, which stops before fixing or goes on."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from contextlib import AbstractContextManager, ExitStack, nullcontext, suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from newslint import __version__
from newslint.cli import exits
from newslint.cli.apart import STANDARD_OUTPUT, Use, keep_apart
from newslint.cli.flow import Flow, Work, jobs_of
from newslint.cli.inputs import Source, add_input_flags, find_inputs, opened
from newslint.cli.options import Command, add_rule_choice, ignored_for, resolver, rules_for
from newslint.cli.outputs import Destination, Quarantine
from newslint.cli.progress import Progress, is_watched
from newslint.cli.reports import Reports, add_report_flags, report_uses
from newslint.config import Resolver
from newslint.engine import engine_for
from newslint.errors import InputError, UsageError
from newslint.formats.compression import suffixes
from newslint.formats.records import Fields
from newslint.notices import MOSTLY_FURNITURE
from newslint.reporters import Summary
from newslint.reporters.visible import inert
from newslint.ruleset import Reasons, in_force, names
from newslint.run import Job, Passage
from newslint.types import Failure, Result, Severity
from newslint.workers import Pool, cores

if TYPE_CHECKING:
    from newslint.journal.writing import Journal


def _add_check(parser: argparse.ArgumentParser) -> None:
    add_input_flags(parser)
    add_rule_choice(parser)
    add_report_flags(parser)
    _add_run_flags(parser)
    parser.set_defaults(mode="check", output=None, journal=None, exit_non_zero_on_fix=False)


def _add_fix(parser: argparse.ArgumentParser) -> None:
    add_input_flags(parser)
    group = parser.add_argument_group("fixes")
    place = group.add_mutually_exclusive_group()
    place.add_argument("-o", "--output", metavar="PATH", help="write there: a file for one input, a folder for several")
    place.add_argument(
        "--diff", action="store_const", const="diff", dest="mode", help="show what would change, write nothing"
    )
    group.add_argument("--unsafe-fixes", action=argparse.BooleanOptionalAction, help="apply unsafe fixes too")
    group.add_argument(
        "--max-loss",
        metavar="PERCENT",
        help="make safe fixes only if the others would take more of a text (default: 60)",
    )
    group.add_argument(
        "--drop-empty", action=argparse.BooleanOptionalAction, help="leave out records whose text was emptied"
    )
    group.add_argument("--journal", metavar="FILE", help="write what was done there, for `newslint restore`")
    group.add_argument("--exit-non-zero-on-fix", action="store_true", help="exit with 1 if anything was changed")
    add_rule_choice(parser)
    add_report_flags(parser)
    _add_run_flags(parser)
    parser.set_defaults(mode="fix")


def _add_run_flags(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("the run")
    group.add_argument("-j", "--jobs", metavar="N", help="work with N processes (default: as many as there are cores)")
    group.add_argument("--no-progress", action="store_true", help="show no progress bar, not even on a terminal")


class _Teller:
    """Says on standard error what goes on, and remembers what went wrong."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self.has_complained = False

    def say(self, message: str) -> None:
        """Say it on a line of its own."""
        self._progress.clear()
        print(f"newslint: {inert(message)}", file=sys.stderr)

    def complain(self, mistake: InputError) -> None:
        """Say that an input cannot be treated, which does not keep the others from it."""
        self.has_complained = True
        self.say(str(mistake))


def _run(arguments: argparse.Namespace) -> int:
    settings = resolver(arguments)
    general = settings.for_run()
    quarantine = Quarantine(arguments.quarantine)
    aside = [*quarantine.uses(), *_journal_uses(arguments), *report_uses(general)]
    silent = arguments.quiet or arguments.no_progress or not is_watched(sys.stderr, os.environ)
    progress = Progress(None if silent else sys.stderr)
    teller = _Teller(progress)
    sources = find_inputs(arguments, general, [STANDARD_OUTPUT, *aside], teller.complain)
    if teller.has_complained and not sources:
        return exits.MISTAKE
    progress.total = _total(sources)
    destination = Destination(arguments.output, sources, writes=arguments.mode == "fix")
    read = [source.use for source in sources]
    keep_apart(read, [STANDARD_OUTPUT])
    keep_apart(read, [*aside, *destination.uses()])
    works = [_work(arguments.mode, settings, source) for source in sources]  # mistakes in settings come before output
    why = Reasons({work.rules for work in works})
    own = frozenset(why) - frozenset(in_force().ids)
    summary, failing = Summary(arguments.mode, own), False
    stream = sys.stderr if destination.takes_stdout else sys.stdout
    with (
        Reports(arguments, general, why, stream) as reports,
        quarantine,
        _journal(arguments) as journal,
        Pool(jobs_of(works), general.jobs or cores(), teller.say) as pool,
        Flow(works, pool, _Doors(destination, quarantine, journal).open) as flow,
    ):
        for work, parts in flow:
            if arguments.verbose:
                teller.say(f"reading {work.source.path}")
            seen = Summary(arguments.mode)
            try:
                for part in parts:
                    seen += part.tally
                    failing = failing or any(_fails(item, work.fail_on) for item in part.items)
                    if part.items:
                        progress.clear()
                    for item in part.items:
                        reports.show(item)
                    progress.advance(sum(step.size for step in part.steps))
                summary += seen  # only now what was fixed stands in its place
            except InputError as mistake:
                teller.complain(mistake)
        progress.clear()
        reports.close(summary, says_all=bool(summary.documents or summary.failures) or not teller.has_complained)
    for problem in () if arguments.quiet else summary.unmet():
        teller.say(problem)
    return exits.MISTAKE if teller.has_complained else _exit_code(arguments, failing, summary)


class _Doors(NamedTuple):
    """The ways in and out of a run."""

    destination: Destination
    quarantine: Quarantine
    journal: Journal | None

    def open(self, work: Work, stack: ExitStack) -> Passage:
        """Open what a work writes, and then what it reads."""
        sink = stack.enter_context(self.destination.sink(work.source, self.journal, work.rules))
        source = stack.enter_context(opened(work.source))
        return Passage(source, work.job, sink, self.quarantine.add)


def _total(sources: Sequence[Source]) -> int | None:
    """How many bytes there are to read; None where only reading tells."""
    paths = [Path(source.path) for source in sources]
    if any(source.is_stdin or suffixes(source.path)[1] for source in sources):
        return None
    with suppress(OSError):
        return sum(path.stat().st_size for path in paths)
    return None


def _exit_code(arguments: argparse.Namespace, failing: bool, summary: Summary) -> int:
    changed = bool(summary.changed_documents)
    if arguments.exit_zero:
        return exits.CLEAN
    if arguments.mode == "diff":
        failing = changed or bool(summary.failures)
    elif arguments.exit_non_zero_on_fix:
        failing = failing or changed
    return exits.FINDINGS if failing else exits.CLEAN


def _work(mode: str, resolver: Resolver, source: Source) -> Work:
    settings = resolver.for_path(source.file) if source.file else resolver.for_run()
    rules = rules_for(resolver, source.file)
    job = Job(
        engine_for(rules),
        fields=Fields(settings.text_field, settings.id_field, settings.url_field, settings.lang_field),
        language=settings.language,
        site=settings.site,
        fix=mode != "check",
        unsafe=settings.unsafe_fixes,
        max_loss=settings.max_loss,
        drop_empty=settings.drop_empty,
        tells=not names(ignored_for(settings, source.file), MOSTLY_FURNITURE),
        brief=mode != "diff",
    )
    return Work(source, rules, job, settings.fail_on)


def _journal_uses(arguments: argparse.Namespace) -> list[Use]:
    if arguments.journal and arguments.mode == "diff":
        raise UsageError("--journal: --diff changes nothing that could be undone; leave one of them out")
    return [Use(f"--journal {arguments.journal}", arguments.journal)] if arguments.journal else []


def _journal(arguments: argparse.Namespace) -> AbstractContextManager[Journal | None]:
    if not arguments.journal:
        return nullcontext()
    from newslint.journal.writing import Journal

    return Journal(arguments.journal, __version__)


def _fails(item: Result | Failure, fail_on: Severity) -> bool:
    if isinstance(item, Failure):
        return True
    return any(diagnostic.severity.rank <= fail_on.rank for diagnostic in item.diagnostics)


COMMANDS = {"check": Command(_add_check, _run), "fix": Command(_add_fix, _run)}
