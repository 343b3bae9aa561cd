"""`junit`: a test suite a file, a failed test a finding."""

from __future__ import annotations

from newslint.reporters.concise import one_line
from newslint.reporters.finding import Finding, findings
from newslint.reporters.identity import local_path
from newslint.reporters.output import Output
from newslint.reporters.summary import Summary
from newslint.reporters.visible import visible
from newslint.types import Failure, Result

_XML = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})


class Junit:
    """One document; holds the tests of one file, because a suite begins with their number."""

    def __init__(self, output: Output) -> None:
        self._stream = output.stream
        self._stream.write('<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="newslint">\n')
        self._path: str | None = None
        self._tests: list[str] = []

    def show(self, item: Result | Failure) -> None:
        """Take the findings of one document; a file's suite is written when the next file begins."""
        if item.place.path != self._path:
            self._end_suite()
            self._path = item.place.path
        self._tests.extend(map(_failed, findings(item)))

    def close(self, summary: Summary | None) -> None:
        """Write the last suite and end the document."""
        self._end_suite()
        self._stream.write("</testsuites>\n")

    def _end_suite(self) -> None:
        if self._path is None:
            return
        failures = len(self._tests)
        name = _xml(local_path(self._path))
        tests = self._tests or [f'    <testcase name="newslint" classname="{name}"/>\n']
        self._stream.write(f'  <testsuite name="{name}" tests="{len(tests)}" failures="{failures}">\n')
        self._stream.writelines(tests)
        self._stream.write("  </testsuite>\n")
        self._tests = []


def _failed(finding: Finding) -> str:
    diagnostic = finding.diagnostic
    path, rule = _xml(local_path(finding.place.path)), _xml(diagnostic.rule)
    line, column = finding.start
    where = f"{finding.place.line}:{line}:{column}" if finding.in_record else f"{line}:{column}"
    return (
        f'    <testcase name="{rule} {where}" classname="{path}" file="{path}" line="{finding.file_line}">\n'
        f'      <failure type="{diagnostic.severity}" message="{_xml(diagnostic.message)}">'
        f"{_xml(one_line(finding))}</failure>\n"
        f"    </testcase>\n"
    )


def _xml(text: str) -> str:
    """The text for an attribute or a body; made visible first, because XML has no way to write control characters."""
    return visible(text).translate(_XML)
