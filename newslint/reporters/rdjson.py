"""`rdjson`: the Reviewdog Diagnostic Format."""

from __future__ import annotations

from newslint.reporters.finding import Finding, Lines, findings
from newslint.reporters.identity import local_path
from newslint.reporters.machine import Elements, Json
from newslint.reporters.output import Output
from newslint.reporters.summary import Summary
from newslint.types import Failure, Result, Span


class Rdjson:
    """One object; fixes are suggestions where the file itself is the text."""

    def __init__(self, output: Output) -> None:
        self._stream = output.stream
        self._stream.write('{"source": {"name": "newslint"}, "diagnostics": [')
        self._elements = Elements(self._stream)

    def show(self, item: Result | Failure) -> None:
        """Write a diagnostic for each finding."""
        self._elements.extend(map(_diagnostic, findings(item)))

    def close(self, summary: Summary | None) -> None:
        """End the object."""
        self._stream.write("\n]}\n")


def _diagnostic(finding: Finding) -> Json:
    diagnostic, lines = finding.diagnostic, finding.lines
    at_text = lines if lines and not finding.in_record else None
    spot: Json = _range(diagnostic.span, at_text) if at_text else {"start": {"line": finding.file_line}}
    body: dict[str, Json] = {
        "message": diagnostic.message,
        "location": {"path": local_path(finding.place.path), "range": spot},
        "severity": diagnostic.severity.value.upper(),
        "code": {"value": diagnostic.rule},
    }
    if diagnostic.fix and at_text:
        body["suggestions"] = [
            {"range": _range(edit.span, at_text), "text": edit.text} for edit in diagnostic.fix.edits
        ]
    return body


def _range(span: Span, lines: Lines) -> Json:
    return {"start": _position(span.start, lines), "end": _position(span.end, lines)}


def _position(offset: int, lines: Lines) -> Json:
    """Line and column, 1-based, the column in bytes of UTF-8."""
    line, column = lines.position(offset)
    before = lines.text[offset - column + 1 : offset]
    return {"line": line, "column": len(before.encode("utf-8", "surrogatepass")) + 1}
