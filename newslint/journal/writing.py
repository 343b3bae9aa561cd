"""A journal being written: a section is on the disk before the file that it speaks of is replaced."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, Self

from msgspec import structs

from newslint.errors import InputError, UsageError
from newslint.formats.compression import compressed
from newslint.formats.drafts import sync_folder
from newslint.formats.locks import lock
from newslint.formats.records import Layout, Record
from newslint.formats.spelling import SPELLINGS
from newslint.journal.lines import HEADER, VERSION, Closing, Digests, Edited, Entry, Opening, Running, digest, dumps
from newslint.journal.reading import is_unfinished
from newslint.types import Change

STANDARD = "-"
"""The path of standard input and output."""


class Journal:
    """A journal to write sections to. Entering it raises UsageError if it cannot be begun, or is there already.

    One in which no section was finished, as a run that was killed may leave it, is begun anew.
    """

    def __init__(self, path: str, version: str) -> None:
        """`version` is newslint's own, for the header."""
        self._path, self._version = path, version
        self._whole = 0  # the bytes of what is finished
        self._is_broken = False

    def section(self, path: str, output: str, rules: str) -> Section:
        """A section for one file, to be entered: what is read, what is written, and the fingerprint of the rules."""
        folder = os.path.dirname(os.path.realpath(self._path))  # noqa: PTH120
        file, written = (
            one if one == STANDARD else os.path.relpath(os.path.realpath(one), folder) for one in (path, output)
        )
        return Section(self, Opening(file, written, rules))

    def begin_part(self) -> BinaryIO:
        """What takes the lines of a section, and compresses them as the journal's suffix says."""
        return compressed(self._file, self._path)

    def finish_part(self, stream: BinaryIO) -> None:
        """Put the lines of a section on the disk."""
        if stream is not self._file:
            stream.close()
        self._file.flush()
        os.fsync(self._file.fileno())
        self._whole = self._file.tell()

    def roll_back(self, stream: BinaryIO) -> None:
        """Take the lines of a section back."""
        try:
            if stream is not self._file:
                stream.close()
            self._file.flush()
            self._file.truncate(self._whole)
            self._file.seek(self._whole)
        except OSError:
            self._is_broken = True

    @contextmanager
    def blaming(self) -> Iterator[None]:
        """Tell of failing system calls as InputError; so of everything after one that could not be taken back."""
        problem = f"the journal {self._path} cannot be written"
        if self._is_broken:
            raise InputError(f"{problem}, so nothing more is fixed")
        try:
            yield
        except OSError as error:
            raise InputError(f"{problem} ({error.strerror}), so this file was left as it was") from error

    def __enter__(self) -> Self:
        try:
            with ExitStack() as opened:
                self._file = opened.enter_context(self._begun())
                header = self.begin_part()
                header.write(dumps({HEADER: VERSION, "newslint": self._version}))
                self.finish_part(header)
                sync_folder(Path(self._path).parent)
                opened.pop_all()
        except OSError as error:
            raise UsageError(f"--journal {self._path}: cannot be written ({error.strerror}); name another") from error
        return self

    def __exit__(self, *raised: object) -> None:
        with suppress(OSError):
            self._file.close()
        if self._is_broken:
            os.truncate(self._path, self._whole)

    def _begun(self) -> BinaryIO:
        try:
            file: BinaryIO = open(self._path, "xb")  # noqa: SIM115, PTH123
            lock(file)
        except FileExistsError:
            file = open(self._path, "r+b")  # noqa: SIM115, PTH123
            if lock(file) is False or not is_unfinished(self._path):
                file.close()
                problem = "is there already, and may be the only way back"
                raise UsageError(f"--journal {self._path}: {problem}; name another") from None
            file.truncate()
        return file


class Section:
    """What becomes of one file, record by record. Nothing is written before the first change, or where none comes.

    Its methods raise InputError where the journal cannot be written. Left without `close`, it leaves no trace.
    """

    def __init__(self, journal: Journal, opening: Opening) -> None:
        self._journal, self._opening = journal, opening
        self._before, self._after = Running(), Running()
        self._records = 0
        self._stream: BinaryIO | None = None

    def keep(self, raw: bytes) -> None:
        """Take the next bytes that stay as they are."""
        self._before.update(raw)
        self._after.update(raw)

    def change(self, raw: bytes, entry: Entry, written: bytes) -> None:
        """Take the next record that changes, what `entry_of` says of it, and what is written in its place."""
        digests = structs.replace(entry.digest, upto=self._before.short())
        self._write(structs.replace(entry, offset=self._before.size, digest=digests))
        self._records += 1
        self._before.update(raw)
        self._after.update(written)

    def close(self) -> None:
        """End the section and put it on the disk."""
        if self._stream is not None:
            self._write(Closing(self._before.content(), self._after.content(), self._records))
            with self._journal.blaming():
                self._journal.finish_part(self._stream)
            self._stream = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *raised: object) -> None:
        if self._stream is not None:
            self._journal.roll_back(self._stream)

    def _write(self, line: Entry | Closing) -> None:
        with self._journal.blaming():
            if self._stream is None:
                self._stream = self._journal.begin_part()
                self._stream.write(dumps(self._opening))
            self._stream.write(dumps(line))


def entry_of(record: Record, layout: Layout, changes: Sequence[Change], written: bytes) -> Entry:
    """The entry for a changed record, as if it were the first of its file; `written` stands in its place."""
    text = record.document.text if record.document else ""
    return Entry(
        offset=0,
        size=(len(record.raw), len(written)),
        digest=Digests(digest(b""), digest(record.raw), digest(written)),
        spelling=layout.spelling,
        edits=tuple(_edited(text, layout, changes)),
        line=record.place.line,
        id=record.place.id,
        field=record.place.field,
        dropped=None if written else layout.content,
    )


def _edited(text: str, layout: Layout, changes: Sequence[Change]) -> Iterator[Edited]:
    """Changes of a text, each before those that it lies over, with how they stand in the bytes of the record."""
    spell = SPELLINGS[layout.spelling]
    waiting = [(change, 0) for change in reversed(changes)]
    at = at_byte = 0  # they come in the order of their starts
    while waiting:
        change, layer = waiting.pop()
        start, end = map(layout.place, change.span)
        at, at_byte = start, at_byte + len(layout.content[at:start].encode())
        removed, written = text[slice(*change.span)], layout.content[start:end]
        raw = None if spell(removed) == written else written
        yield Edited(change.span, at_byte, removed, change.text, change.rule, change.safety, layer, raw)
        waiting += ((inner, layer + 1) for inner in reversed(change.over))
