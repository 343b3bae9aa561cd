"""What a run shows: the reporters of `--output-format`, diffs, statistics, and the tally behind the exit code."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Mapping
from contextlib import ExitStack
from typing import Self, TextIO

from msgspec import structs

from newslint.cli.apart import Use
from newslint.cli.report_file import ReportFile
from newslint.errors import UsageError
from newslint.reporters import FORMATS, Output, Summary
from newslint.reporters.color import PLAIN, Style, wants_color
from newslint.settings import Settings
from newslint.types import Failure, Result


def add_report_flags(parser: argparse.ArgumentParser) -> None:
    """Add the arguments that say what is shown, and what makes the exit code 1."""
    group = parser.add_argument_group("reports")
    group.add_argument(
        "--output-format", action="append", metavar="FORMAT[:FILE]", help=f"{', '.join(FORMATS)} (repeatable with FILE)"
    )
    group.add_argument("--statistics", action="store_true", help="show counts by rule instead of findings")
    group.add_argument("--max-diagnostics", metavar="N", help="show at most N findings")
    group.add_argument(
        "--fail-on", choices=("error", "warning", "info"), help="lowest severity that makes the exit code 1"
    )
    group.add_argument("--exit-zero", action="store_true", help="exit with 0 even if there are findings")
    group.add_argument("--color", choices=("auto", "always", "never"), default="auto", help="colour the report")
    group.add_argument("-q", "--quiet", action="store_true", help="leave out the summary")
    group.add_argument("-v", "--verbose", action="store_true", help="say what is read")


def report_uses(settings: Settings) -> list[Use]:
    """The files that formats name."""
    parted = (spec.partition(":") for spec in settings.output_format)
    return [Use(f"--output-format {name}:{file}", file) for name, _, file in parted if file]


class Reports:
    """All that is shown of one run. Findings go to `stream`, or to the files that formats name.

    `why` are the reasons of rules by id.
    """

    def __init__(
        self, arguments: argparse.Namespace, settings: Settings, why: Mapping[str, str], stream: TextIO
    ) -> None:
        self._arguments, self._stream, self._why = arguments, stream, why
        self._style = Style(color=wants_color(arguments.color, stream, os.environ))
        self._left, self._hidden = settings.max_diagnostics, 0
        self._guard = ""
        parted = [spec.partition(":") for spec in settings.output_format]
        for name, _, _ in parted:
            if name not in FORMATS:
                raise UsageError(f"--output-format: no format `{name}`; there are {', '.join(FORMATS)}")
        self._filed = [(name, ReportFile(file)) for name, _, file in parted if file]
        self._printed = [name for name, _, file in parted if not file]
        if len(self._printed) > 1:
            names, last = " and ".join(self._printed), self._printed[-1]
            raise UsageError(f"--output-format: {names} would be mixed up; write {last}:FILE")

    def __enter__(self) -> Self:
        with ExitStack() as opened:
            self._reporters = [
                FORMATS[name](Output(opened.enter_context(file).stream, PLAIN, self._why)) for name, file in self._filed
            ]
            if self._shows_findings():
                printed = Output(self._stream, self._style, self._why)
                self._reporters += [FORMATS[name](printed) for name in self._printed]
            self._opened = opened.pop_all()
        return self

    def __exit__(self, *raised: object) -> None:
        self._opened.close()

    def show(self, item: Result | Failure) -> None:
        """Show the findings in a document, or the change to it, or why a record cannot be read."""
        if self._arguments.mode == "diff":
            self._show_change(item)
        if self._left is not None:
            shown, self._left = _limited(item, self._left)
            self._hidden += _size(item) - _size(shown)
            if shown is None:
                return
            item = shown
        for reporter in self._reporters:
            reporter.show(item)

    def close(self, summary: Summary, says_all: bool = True) -> None:
        """Show what ends the reports, with the summary if it `says_all`, and put those for files in their places."""
        if self._guard:
            self._stream.write(f"::{self._guard}::\n")
        if self._arguments.statistics:
            self._stream.writelines(f"{line}\n" for line in summary.statistics())
        if self._shows_findings():
            summary.hidden = self._hidden
        closing = summary if says_all and not self._arguments.quiet else None
        for reporter in self._reporters:
            reporter.close(closing)
        for _, file in self._filed:
            file.commit()
        if closing and not self._shows_findings():
            self._stream.flush()
            sys.stderr.writelines(f"{line}\n" for line in closing.closing())

    def _shows_findings(self) -> bool:
        """Whether findings are listed, and not the changes or the counts in their stead."""
        return self._arguments.mode != "diff" and not self._arguments.statistics

    def _show_change(self, item: Result | Failure) -> None:
        if isinstance(item, Failure):  # which no diff can show
            FORMATS["concise"](Output(sys.stderr, PLAIN, self._why)).show(item)
            return
        from newslint.reporters.diff import diff
        from newslint.reporters.diff import for_people as shown

        for line in diff(item):
            if os.environ.get("GITHUB_ACTIONS") and not self._guard:
                # A runner obeys commands in whatever is printed, and a diff is printed as it is.
                self._guard = os.urandom(16).hex()
                self._stream.write(f"::stop-commands::{self._guard}\n")
            # Azure's has commands too, and nothing that stops them.
            for_people = self._style.color or self._stream.isatty() or os.environ.get("TF_BUILD")
            self._stream.write((shown(line, self._style) if for_people else line.text) + "\n")


def _size(item: Result | Failure | None) -> int:
    """How many findings an item is."""
    return len(item.diagnostics) if isinstance(item, Result) else int(item is not None)


def _limited(item: Result | Failure, left: int) -> tuple[Result | Failure | None, int]:
    """An item with no more findings than are left to show, and how many are left after it."""
    if isinstance(item, Failure):
        return (item if left else None), max(0, left - 1)
    return structs.replace(item, diagnostics=item.diagnostics[:left]), max(0, left - len(item.diagnostics))
