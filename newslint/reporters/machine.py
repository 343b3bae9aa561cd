"""`json` and `jsonl`, and what the other JSON formats share with them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TextIO

import regex

from newslint.reporters.finding import Finding, findings
from newslint.reporters.output import Output
from newslint.reporters.summary import Summary
from newslint.reporters.visible import hidden
from newslint.types import Failure, Fix, Result

Json = dict[str, "Json"] | list["Json"] | str | int | None
"""A value of JSON."""


def dumps(value: Json) -> str:
    """The value as one line of JSON, hidden characters escaped: any terminal, log and UTF-8 stream can take it."""
    return hidden().sub(_escape, json.dumps(value, ensure_ascii=False))


def _escape(match: regex.Match[str]) -> str:
    units = match[0].encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{units[at : at + 4]}" for at in range(0, len(units), 4))


class Elements:
    """The elements of a JSON array, written one a line as they come; the brackets are the caller's."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._before = "\n"

    def extend(self, values: Iterable[Json]) -> None:
        """Write these elements."""
        for value in values:
            self._stream.write(self._before + dumps(value))
            self._before = ",\n"


def as_json(finding: Finding) -> dict[str, Json]:
    """A finding as the documentation gives it; the order of the keys is part of the format."""
    place, diagnostic = finding.place, finding.diagnostic
    return {
        "path": place.path,
        "record": {"line": place.line, "id": place.id} if finding.in_record else None,
        "field": place.field,
        "rule": diagnostic.rule,
        "severity": diagnostic.severity.value,
        "message": diagnostic.message,
        "span": list(diagnostic.span),
        "start": finding.start._asdict(),
        "end": finding.end._asdict(),
        "match": finding.match,
        "fix": _fix(diagnostic.fix) if diagnostic.fix else None,
    }


def _fix(fix: Fix) -> Json:
    return {
        "safety": fix.safety.value,
        "edits": [{"span": list(edit.span), "text": edit.text} for edit in fix.edits],
    }


class JsonLines:
    """One object a line."""

    def __init__(self, output: Output) -> None:
        self._stream = output.stream

    def show(self, item: Result | Failure) -> None:
        """Write a line for each finding."""
        for finding in findings(item):
            self._stream.write(f"{dumps(as_json(finding))}\n")

    def close(self, summary: Summary | None) -> None:
        """Nothing ends this format."""


class JsonArray:
    """One array."""

    def __init__(self, output: Output) -> None:
        self._stream = output.stream
        self._stream.write("[")
        self._elements = Elements(self._stream)

    def show(self, item: Result | Failure) -> None:
        """Write an element for each finding."""
        self._elements.extend(map(as_json, findings(item)))

    def close(self, summary: Summary | None) -> None:
        """End the array."""
        self._stream.write("\n]\n")
