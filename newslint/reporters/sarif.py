"""`sarif`: the Static Analysis Results Interchange Format, 2.1.0."""

from __future__ import annotations

from newslint.notices import NOTICES
from newslint.reporters.finding import Finding, Lines, findings
from newslint.reporters.identity import fingerprint, uri
from newslint.reporters.machine import Elements, Json, as_json, dumps
from newslint.reporters.output import Output
from newslint.reporters.summary import Summary
from newslint.types import Failure, Fix, Result, Severity, Span

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_IN_RECORD = ("record", "field", "span", "start", "end", "match")  # positions inside the text, as `json` gives them
_HEAD = (
    '{"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", '
    '"runs": [{"columnKind": "unicodeCodePoints", "results": ['
)


class Sarif:
    """One object; the results come first, so that only the ids of the rules that were met are held."""

    def __init__(self, output: Output) -> None:
        self._stream, self._why = output.stream, output.why
        self._stream.write(_HEAD)
        self._elements = Elements(self._stream)
        self._rules: dict[str, int] = {}

    def show(self, item: Result | Failure) -> None:
        """Write a result for each finding."""
        self._elements.extend(map(self._result, findings(item)))

    def close(self, summary: Summary | None) -> None:
        """Write the tool with its rules, and end the object."""
        from importlib.metadata import version

        driver: Json = {
            "name": "newslint",
            "version": version("newslint"),
            "rules": [self._rule(rule) for rule in self._rules],
        }
        self._stream.write(f'\n], "tool": {{"driver": {dumps(driver)}}}}}]}}\n')

    def _rule(self, rule: str) -> Json:
        if rule in NOTICES:
            meaning, remedy, *_ = NOTICES[rule]
            return {"id": rule, "fullDescription": {"text": meaning}, "help": {"text": remedy}}
        return {"id": rule} | ({"fullDescription": {"text": self._why[rule]}} if rule in self._why else {})

    def _result(self, finding: Finding) -> Json:
        diagnostic, lines = finding.diagnostic, finding.lines
        result: dict[str, Json] = {
            "ruleId": diagnostic.rule,
            "ruleIndex": self._rules.setdefault(diagnostic.rule, len(self._rules)),
            "level": _LEVELS[diagnostic.severity],
            "message": {"text": diagnostic.message},
            "locations": [_location(finding)],
            "partialFingerprints": {"newslint/v1": fingerprint(finding)},
        }
        if finding.in_record:
            whole = as_json(finding)
            result["properties"] = {key: whole[key] for key in _IN_RECORD}
        elif diagnostic.fix and lines:
            result["fixes"] = [_fix(diagnostic.fix, finding.place.path, lines)]
        return result


def _location(finding: Finding) -> Json:
    """Where in the file; for a record its line there, and by name the record and field."""
    artifact: Json = {"uri": uri(finding.place.path)}
    if not finding.in_record:
        region = _region(finding.diagnostic.span, finding.lines) | {"snippet": {"text": finding.match}}
        return {"physicalLocation": {"artifactLocation": artifact, "region": region}}
    place = finding.place
    name = "/".join(str(part) for part in (place.line, place.id, place.field) if part is not None)
    logical: dict[str, Json] = {"fullyQualifiedName": name, "kind": "property"}
    if place.field is not None:
        logical["name"] = place.field
    return {
        "physicalLocation": {"artifactLocation": artifact, "region": {"startLine": place.line}},
        "logicalLocations": [logical],
    }


def _region(span: Span, lines: Lines | None) -> dict[str, Json]:
    if lines is None:
        return {"startLine": 1}
    start, end = lines.position(span.start), lines.position(span.end)
    return {"startLine": start.line, "startColumn": start.column, "endLine": end.line, "endColumn": end.column}


def _fix(fix: Fix, path: str, lines: Lines) -> Json:
    replacements: list[Json] = [
        {"deletedRegion": dict(_region(edit.span, lines)), "insertedContent": {"text": edit.text}} for edit in fix.edits
    ]
    return {
        "description": {"text": f"{fix.safety.value} fix"},
        "artifactChanges": [{"artifactLocation": {"uri": uri(path)}, "replacements": replacements}],
    }
