"""`gitlab`: a Code Quality report."""

from __future__ import annotations

from collections import Counter

from newslint.reporters.finding import Finding, findings
from newslint.reporters.identity import fingerprint, local_path
from newslint.reporters.machine import Elements, Json
from newslint.reporters.output import Output
from newslint.reporters.summary import Summary
from newslint.types import Failure, Result, Severity

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


class Gitlab:
    """One array; remembers the fingerprints it has given, because no two issues may share one."""

    def __init__(self, output: Output) -> None:
        self._stream = output.stream
        self._stream.write("[")
        self._elements = Elements(self._stream)
        self._given: Counter[str] = Counter()

    def show(self, item: Result | Failure) -> None:
        """Write an issue for each finding."""
        self._elements.extend(map(self._issue, findings(item)))

    def close(self, summary: Summary | None) -> None:
        """End the array."""
        self._stream.write("\n]\n")

    def _issue(self, finding: Finding) -> Json:
        place, diagnostic = finding.place, finding.diagnostic
        path = local_path(place.path)
        mark = fingerprint(finding, path, place.id, place.field)
        self._given[mark] += 1
        return {
            "description": diagnostic.message,
            "check_name": diagnostic.rule,
            "fingerprint": mark if self._given[mark] == 1 else f"{mark}-{self._given[mark]}",
            "severity": _SEVERITIES[diagnostic.severity],
            "location": {"path": path, "lines": {"begin": finding.file_line}},
        }
