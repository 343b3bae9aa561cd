"""A report that goes to a file."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO, cast

from newslint.errors import InputError, UsageError
from newslint.formats.files import NewFile


class ReportFile:
    """The file of one report, replaced as a whole by `commit` or not at all; every method raises UsageError."""

    def __init__(self, path: str) -> None:
        self._path, self._file = path, NewFile(path)
        self.stream = cast("TextIO", _Encoder(self))

    def write(self, raw: bytes) -> None:
        """Take the next bytes."""
        with self._blaming():
            self._file.write(raw, True)

    def commit(self) -> None:
        """Put the file in its place."""
        with self._blaming():
            self._file.commit()

    def __enter__(self) -> ReportFile:
        with self._blaming():
            self._file.__enter__()
        return self

    def __exit__(self, *raised: object) -> None:
        self._file.__exit__(*raised)

    @contextmanager
    def _blaming(self) -> Iterator[None]:
        """Tell of it as a mistake in the flag, not as one in an input."""
        try:
            yield
        except InputError as error:
            reason = getattr(error.__cause__, "strerror", error)
            raise UsageError(f"--output-format: {self._path} cannot be written ({reason}); write elsewhere") from error


class _Encoder(io.TextIOBase):
    """Text into the bytes of a report, the same as on standard output."""

    def __init__(self, file: ReportFile) -> None:
        self._file = file

    def write(self, text: str, /) -> int:
        self._file.write(text.encode(errors="backslashreplace"))
        return len(text)
