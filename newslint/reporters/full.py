"""`full`: every finding with its line, the reason for its rule, and what the fix would do."""

from __future__ import annotations

from newslint.reporters.excerpt import clipped, describe, excerpt
from newslint.reporters.finding import Finding, findings
from newslint.reporters.output import Output
from newslint.reporters.summary import Summary
from newslint.reporters.visible import shown_path, visible
from newslint.types import Failure, Result, Span

_ID_WIDTH = 40


class Full:
    """A paragraph a finding, then the summary; the reason for a rule comes with its first finding only."""

    def __init__(self, output: Output) -> None:
        self._stream, self._style, self._why = output
        self._explained: set[str] = set()

    def show(self, item: Result | Failure) -> None:
        """Write a paragraph for each finding."""
        for finding in findings(item):
            self._stream.write(f"{self._header(finding)}\n")
            if finding.lines:
                for line in excerpt(finding.lines, finding.diagnostic.span, self._style):
                    self._stream.write(f"  | {line}\n")
            self._notes(finding)
            self._stream.write("\n")

    def close(self, summary: Summary | None) -> None:
        """Write the summary."""
        if summary:
            self._stream.writelines(f"{line}\n" for line in summary.closing())

    def _header(self, finding: Finding) -> str:
        diagnostic, paint = finding.diagnostic, self._style.paint
        where = paint("path", _where(finding))
        severity = paint(diagnostic.severity, diagnostic.severity)
        return f"{where}: {severity} {visible(diagnostic.rule)} {visible(diagnostic.message)}"

    def _notes(self, finding: Finding) -> None:
        diagnostic, paint = finding.diagnostic, self._style.paint
        if diagnostic.rule in self._why and diagnostic.rule not in self._explained:
            self._explained.add(diagnostic.rule)
            self._stream.write(f"  {paint('note', 'why:')} {visible(self._why[diagnostic.rule].strip())}\n")
        if diagnostic.fix and finding.lines:
            self._stream.write(f"  {paint('note', 'fix:')} {describe(diagnostic.fix, finding.lines)}\n")


def _where(finding: Finding) -> str:
    """`news/a.txt:7:1`, in a record `news/a.jsonl:12 (id a81f) text:7:1`; without a text no line and column."""
    place = finding.place
    where = shown_path(place.path)
    if place.line is not None:
        where += f":{place.line}"
        if place.id is not None:
            name = str(place.id)
            where += f" (id {clipped(name, Span(0, len(name)), _ID_WIDTH)})"
        if place.field is not None:
            where += f" {visible(place.field)}"
    return f"{where}:{finding.start.line}:{finding.start.column}" if finding.lines else where
