"""Where a run writes what it has read: fixed texts, and records that cannot be read."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from newslint.cli.apart import Use
from newslint.cli.inputs import Source
from newslint.formats.files import NewFile, Nothing, Pass, Rewrite, Target
from newslint.ruleset import RuleSet
from newslint.run import Sink

if TYPE_CHECKING:
    from newslint.journal.writing import Journal


class Destination:
    """Where fixed texts go: `-o` names a file for one input that was named, and a folder for what was searched for.

    Without it they stay in place.
    """

    def __init__(self, output: str | None, sources: Sequence[Source], writes: bool) -> None:
        self._output, self._sources, self._writes = output, sources, writes
        self.takes_stdout = writes and output is None and any(source.is_stdin for source in sources)
        self._into_folder = output is not None and (
            len(sources) != 1 or sources[0].is_searched or output.endswith(("/", os.sep)) or Path(output).is_dir()
        )
        parents = {os.path.dirname(os.path.abspath(source.path)) for source in sources}  # noqa: PTH100, PTH120
        self._root = os.path.commonpath(parents) if self._into_folder and parents else ""

    def uses(self) -> Iterator[Use]:
        """The files that `-o` makes."""
        for source in self._sources:
            if (file := self._file(source)) is not None:
                yield Use(f"-o {file}", file)

    def target(self, source: Source) -> Target:
        """The target of one input. Raises InputError if it cannot be one."""
        if not self._writes:
            return Nothing()
        if (file := self._file(source)) is not None:
            return NewFile(file)
        return Pass(sys.stdout.buffer, source.path) if source.is_stdin else Rewrite(source.path)

    @contextmanager
    def sink(self, source: Source, journal: Journal | None, rules: RuleSet) -> Iterator[Sink]:
        """The target of one input, with a section of the journal if there is one. Raises InputError as above."""
        with self.target(source) as target:
            if journal is None:
                yield Sink(target)
                return
            from newslint.journal.writing import STANDARD

            read = STANDARD if source.is_stdin else source.path
            with journal.section(read, self._file(source) or read, rules.fingerprint) as section:
                yield Sink(target, section)

    def _file(self, source: Source) -> str | None:
        """The file that `-o` makes of one input."""
        if self._output is None or not self._into_folder:
            return self._output
        below = os.path.relpath(os.path.abspath(source.path), self._root)  # noqa: PTH100
        return os.path.join(self._output, below)  # noqa: PTH118


class Quarantine:
    """A file for the bytes of records that cannot be read, if there are any; it appears when the run is over."""

    def __init__(self, path: str | None) -> None:
        self._path = path
        self._file: NewFile | None = None
        self._exit = ExitStack()

    def uses(self) -> list[Use]:
        """The file, if one is named."""
        return [] if self._path is None else [Use(f"--quarantine {self._path}", self._path)]

    def add(self, raw: bytes) -> None:
        """Set the bytes of a record, or a further piece of it, aside."""
        if self._path is not None:
            if self._file is None:
                self._file = self._exit.enter_context(NewFile(self._path))
            self._file.write(raw, True)

    def __enter__(self) -> Quarantine:
        return self

    def __exit__(self, *raised: object) -> None:
        with self._exit:
            if self._file is not None and raised[0] is None:
                self._file.commit()
