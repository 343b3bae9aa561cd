"""Files to read, whatever their compression, and places to write to: a file is replaced as a whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path
from stat import S_ISDIR, S_ISFIFO, S_ISREG
from typing import BinaryIO, Protocol, Self

from newslint.errors import InputError
from newslint.formats.compression import compressed, decompressed
from newslint.formats.drafts import Draft, direct, drafted, settle, sweep
from newslint.formats.locks import lock
from newslint.formats.records import CHUNK


@contextmanager
def open_input(path: str) -> Iterator[BinaryIO]:
    """What a file or a named pipe holds, decompressed as its suffix says.

    Opening it and reading from it raise InputError.
    """
    with _opened(path) as file:
        yield decompressed(file, path)


class Target(Protocol):
    """Where the records of one input go; leaving it without `commit` leaves files as they were."""

    def write(self, raw: bytes, changed: bool) -> None:
        """Take the next record, and whether it differs from the input; InputError if it cannot be written."""

    def commit(self) -> bool:
        """Make what was written final, and tell whether any of it was changed; InputError as above."""

    def __enter__(self) -> Self: ...

    def __exit__(self, *raised: object) -> None: ...


class Rewrite:
    """The input itself: nothing is written until a record changes, and `commit` then replaces it as a whole.

    Symbolic links are followed, mode and (where allowed) ownership kept. Enter it before the input is opened: if
    others change the file meanwhile, `commit` raises InputError. So does entering it while another newslint is at work
    on the file, and making it for something that is no file.
    """

    def __init__(self, path: str) -> None:
        self._path, self._before = path, _status(path)
        self._target = Path(os.path.realpath(path))
        self._exit = ExitStack()
        self._draft: Draft | None = None
        self._unchanged = 0  # bytes before the first changed record
        if not S_ISREG(self._before.st_mode):
            raise InputError(f"{path}: not a regular file, so it cannot be fixed in place; write elsewhere with -o")

    def write(self, raw: bytes, changed: bool) -> None:
        """Take the next record; the first changed one starts the new file."""
        with self._blaming():
            if changed and self._draft is None:
                self._draft = self._begun()
            if self._draft is None:
                self._unchanged += len(raw)
            else:
                self._draft.stream.write(raw)

    def commit(self) -> bool:
        """Put the new file, if there is one, in place of the input; whether there was one."""
        if self._draft is None:
            return False
        with self._blaming():
            if _version(self._target.stat()) != _version(self._before):
                raise InputError(
                    f"{self._path}: another program has changed it meanwhile; it was left alone, run again"
                )
            settle(self._draft, self._target, self._before)
        return True

    def __enter__(self) -> Self:
        file = self._exit.enter_context(_opened(self._path))
        if lock(file) is False:
            self._exit.close()
            raise InputError(f"{self._path}: another newslint is at work on it; run again when that one is done")
        self._before = os.fstat(file.fileno())
        sweep(self._target.parent)
        return self

    def __exit__(self, *raised: object) -> None:
        self._exit.close()

    def _begun(self) -> Draft:
        draft = self._exit.enter_context(drafted(self._target, self._path, 0o600))
        left = self._unchanged
        with open_input(self._path) as source:
            while left and (piece := source.read(min(left, CHUNK))):
                draft.stream.write(piece)
                left -= len(piece)
        return draft

    def _blaming(self) -> AbstractContextManager[None]:
        return _blaming(f"{self._path}: cannot be fixed in place, which takes a new file in {self._target.parent}")


class NewFile:
    """A file to make or to replace as a whole, compressed as its suffix says; folders on the way to it are made.

    What exists and is no regular file (a pipe, a device) is written to directly. Entering it raises InputError if it
    cannot be written.
    """

    def __init__(self, path: str) -> None:
        self._path = path
        self._target = Path(os.path.realpath(path))
        self._exit = ExitStack()
        self._before: os.stat_result | None = None
        self._changed = False

    def write(self, raw: bytes, changed: bool) -> None:
        """Take the next record."""
        self._changed |= changed
        with self._blaming():
            self._draft.stream.write(raw)

    def commit(self) -> bool:
        """Put the file in its place; whether any record was changed."""
        with self._blaming():
            settle(self._draft, self._target, self._before)
        return self._changed

    def __enter__(self) -> Self:
        with self._blaming():
            self._draft = self._exit.enter_context(self._begun())
        return self

    def __exit__(self, *raised: object) -> None:
        self._exit.close()

    def _begun(self) -> AbstractContextManager[Draft]:
        path = Path(self._path)
        if not path.exists():
            self._target.parent.mkdir(parents=True, exist_ok=True)
            sweep(self._target.parent)
            return drafted(self._target, self._path, 0o666)
        self._before = path.stat()
        if S_ISREG(self._before.st_mode):
            sweep(self._target.parent)
            return drafted(self._target, self._path, 0o600)
        return direct(self._path)

    def _blaming(self) -> AbstractContextManager[None]:
        return _blaming(f"{self._path}: cannot be written")


class Pass:
    """A stream that is open already, such as standard output; what goes there is compressed as `path` says.

    BrokenPipeError is let through: its reader has left.
    """

    def __init__(self, stream: BinaryIO, path: str = "") -> None:
        self._below, self._stream = stream, compressed(stream, path)
        self._changed = False

    def write(self, raw: bytes, changed: bool) -> None:
        """Write the next record at once."""
        self._changed |= changed
        with _blaming("standard output: cannot be written"):
            self._stream.write(raw)

    def commit(self) -> bool:
        """Flush; whether any record was changed."""
        with _blaming("standard output: cannot be written"):
            if self._stream is not self._below:
                self._stream.close()
            self._below.flush()
        return self._changed

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *raised: object) -> None:
        pass


class Nothing:
    """No output at all."""

    def __init__(self) -> None:
        self._changed = False

    def write(self, raw: bytes, changed: bool) -> None:
        """Only note whether the record was changed."""
        self._changed |= changed

    def commit(self) -> bool:
        """Whether any record was changed."""
        return self._changed

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *raised: object) -> None:
        pass


def _opened(path: str) -> BinaryIO:
    mode = _status(path).st_mode
    if S_ISDIR(mode):
        raise InputError(f"{path}: a folder, where a file was expected")
    if not (S_ISREG(mode) or S_ISFIFO(mode)):
        raise InputError(f"{path}: neither a file nor a pipe")
    try:
        return Path(path).open("rb", buffering=0)
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror})") from error


def _status(path: str) -> os.stat_result:
    try:
        return Path(path).stat()
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror})") from error
    except ValueError as error:
        raise InputError(f"{path!r}: no file can have this name ({error})") from error


@contextmanager
def _blaming(problem: str) -> Iterator[None]:
    """Tell of failing system calls as InputError, with the remedy; only a reader that has left goes by as it is."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise InputError(f"{problem} ({error.strerror}); write elsewhere with -o") from error


def _version(status: os.stat_result) -> tuple[int, ...]:
    """What differs when a file was written to or replaced."""
    return status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns
