"""What a reporter is given and what it offers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple, Protocol, TextIO

from newslint.reporters.color import Style
from newslint.reporters.summary import Summary
from newslint.types import Failure, Result


class Output(NamedTuple):
    """Where a report goes: a stream that encodes UTF-8, the style for people, and each rule's reason by its id."""

    stream: TextIO
    style: Style
    why: Mapping[str, str]


class Reporter(Protocol):
    """Writes what it is shown, in order, as it comes."""

    def show(self, item: Result | Failure) -> None:
        """Write the findings of one document, or of one record that could not be read."""

    def close(self, summary: Summary | None) -> None:
        """Write what ends the report; formats for people end with the summary, None leaves it out."""
