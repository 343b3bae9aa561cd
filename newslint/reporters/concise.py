"""`concise`: one line a finding."""

from __future__ import annotations

from newslint.reporters.finding import Finding, findings
from newslint.reporters.output import Output
from newslint.reporters.summary import Summary
from newslint.reporters.visible import shown_path, visible
from newslint.types import Failure, Result, Safety

_FIXABLE = {Safety.SAFE: "[*] ", Safety.UNSAFE: "[~] "}


def one_line(finding: Finding) -> str:
    """`path:line:column: rule-id message`, all visible; in a record `path:record-line:line:column: …`.

    `[*]` before the message stands for a safe fix, `[~]` for an unsafe one.
    """
    place, diagnostic = finding.place, finding.diagnostic
    numbers = [str(number) for number in (place.line, *finding.start) if number is not None]
    where = ":".join([shown_path(place.path), *numbers])
    sign = _FIXABLE[diagnostic.fix.safety] if diagnostic.fix else ""
    return f"{where}: {visible(diagnostic.rule)} {sign}{visible(diagnostic.message)}"


class Concise:
    """One line a finding, then the summary."""

    def __init__(self, output: Output) -> None:
        self._stream = output.stream

    def show(self, item: Result | Failure) -> None:
        """Write a line for each finding."""
        for finding in findings(item):
            self._stream.write(f"{one_line(finding)}\n")

    def close(self, summary: Summary | None) -> None:
        """Write the summary."""
        if summary:
            self._stream.writelines(f"{line}\n" for line in summary.closing())
