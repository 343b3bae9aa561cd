"""`github`: workflow commands that GitHub Actions turns into annotations."""

from __future__ import annotations

from newslint.reporters.concise import one_line
from newslint.reporters.finding import Finding, findings
from newslint.reporters.identity import local_path
from newslint.reporters.output import Output
from newslint.reporters.summary import Summary
from newslint.reporters.visible import inert
from newslint.types import Failure, Result, Severity

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}

# What the toolkit of GitHub Actions escapes.
_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = _DATA | str.maketrans({":": "%3A", ",": "%2C"})


class Github:
    """One workflow command a finding."""

    def __init__(self, output: Output) -> None:
        self._stream = output.stream

    def show(self, item: Result | Failure) -> None:
        """Write a command for each finding."""
        for finding in findings(item):
            properties = ",".join(
                f"{name}={inert(str(value).translate(_PROPERTY))}" for name, value in _properties(finding).items()
            )
            level, message = _LEVELS[finding.diagnostic.severity], one_line(finding).translate(_DATA)
            self._stream.write(f"::{level} {properties}::{message}\n")

    def close(self, summary: Summary | None) -> None:
        """Nothing ends this format."""


def _properties(finding: Finding) -> dict[str, str | int]:
    """Columns are only allowed where the match starts and ends on one line of the file."""
    properties: dict[str, str | int] = {
        "title": f"newslint ({finding.diagnostic.rule})",
        "file": local_path(finding.place.path),
        "line": finding.file_line,
    }
    if finding.in_record:
        return properties
    start, end = finding.start, finding.end
    if start.line == end.line:
        properties |= {"col": start.column, "endColumn": end.column}
    return properties | {"endLine": end.line}
