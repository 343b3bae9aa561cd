"""`newslint check` and `newslint fix`: one run, which stops before fixing or goes on."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING, NamedTuple

from newslint import __version__
from newslint.cli import exits
from newslint.cli.apart import STANDARD_OUTPUT, Use, keep_apart
from newslint.cli.inputs import Source, add_input_flags, find_inputs, opened
from newslint.cli.options import Command, add_rule_choice, resolver, rules_for
from newslint.cli.outputs import Destination, Quarantine
from newslint.cli.reports import Reports, add_report_flags, report_uses
from newslint.config import Resolver
from newslint.engine import engine_for
from newslint.errors import InputError, UsageError
from newslint.formats.records import Fields
from newslint.reporters import Summary
from newslint.reporters.visible import inert
from newslint.ruleset import Reasons, RuleSet, in_force
from newslint.run import Job, process
from newslint.types import Failure, Result, Severity

if TYPE_CHECKING:
    from newslint.journal.writing import Journal


def _add_check(parser: argparse.ArgumentParser) -> None:
    add_input_flags(parser)
    add_rule_choice(parser)
    add_report_flags(parser)
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
        "--max-loss", metavar="PERCENT", help="leave a text alone if unsafe fixes would take more of it (default: 60)"
    )
    group.add_argument(
        "--drop-empty", action=argparse.BooleanOptionalAction, help="leave out records whose text was emptied"
    )
    group.add_argument("--journal", metavar="FILE", help="write what was done there, for `newslint restore`")
    group.add_argument("--exit-non-zero-on-fix", action="store_true", help="exit with 1 if anything was changed")
    add_rule_choice(parser)
    add_report_flags(parser)
    parser.set_defaults(mode="fix")


class _Work(NamedTuple):
    """One input, by which rules and how it is treated, and the lowest severity that fails the run."""

    source: Source
    rules: RuleSet
    job: Job
    fail_on: Severity


def _run(arguments: argparse.Namespace) -> int:
    settings = resolver(arguments)
    general = settings.for_run()
    quarantine = Quarantine(arguments.quarantine)
    aside = [*quarantine.uses(), *_journal_uses(arguments), *report_uses(general)]
    mistakes: list[InputError] = []

    def complain(mistake: InputError) -> None:  # an input that cannot be treated does not keep the others from it
        mistakes.append(mistake)
        print(f"newslint: {inert(str(mistake))}", file=sys.stderr)

    sources = find_inputs(arguments, general, [STANDARD_OUTPUT, *aside], complain)
    if mistakes and not sources:
        return exits.MISTAKE
    destination = Destination(arguments.output, sources, writes=arguments.mode == "fix")
    read = [source.use for source in sources]
    keep_apart(read, [STANDARD_OUTPUT])
    keep_apart(read, [*aside, *destination.uses()])
    works = [_work(arguments.mode, settings, source) for source in sources]  # mistakes in settings come before output
    why = Reasons({work.rules for work in works})
    own = frozenset(why) - frozenset(in_force().ids)
    summary, failing = Summary(arguments.mode, own), False
    stream = sys.stderr if destination.takes_stdout else sys.stdout
    with Reports(arguments, general, why, stream) as reports, quarantine, _journal(arguments) as journal:
        for work in works:
            if arguments.verbose:
                print(f"newslint: reading {inert(work.source.path)}", file=sys.stderr)
            part = Summary(arguments.mode)
            try:
                for item in _treated(work, destination, quarantine, journal):
                    part.add(item)
                    failing = failing or _fails(item, work.fail_on)
                    reports.show(item)
                summary += part  # only now what was fixed stands in its place
            except InputError as error:
                complain(error)
        reports.close(summary)
    return exits.MISTAKE if mistakes else _exit_code(arguments, failing, summary)


def _exit_code(arguments: argparse.Namespace, failing: bool, summary: Summary) -> int:
    changed = bool(summary.changed_documents)
    if arguments.exit_zero:
        return exits.CLEAN
    if arguments.mode == "diff":
        failing = changed or bool(summary.failures)
    elif arguments.exit_non_zero_on_fix:
        failing = failing or changed
    return exits.FINDINGS if failing else exits.CLEAN


def _work(mode: str, resolver: Resolver, source: Source) -> _Work:
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
    )
    return _Work(source, rules, job, settings.fail_on)


def _treated(
    work: _Work, destination: Destination, quarantine: Quarantine, journal: Journal | None
) -> Iterator[Result | Failure]:
    with destination.sink(work.source, journal, work.rules) as sink, opened(work.source) as stream:
        yield from process(stream, work.job, sink, quarantine.add)


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
