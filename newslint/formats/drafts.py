"""Files in the making: written beside the file that they are to replace, and gone unless they do."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from functools import lru_cache
from pathlib import Path
from stat import S_IMODE, S_ISREG
from typing import BinaryIO, NamedTuple

from newslint.formats.compression import compressed
from newslint.formats.locks import lock
from newslint.formats.records import CHUNK


class Draft(NamedTuple):
    """A file being written to, by way of `stream`, which may compress; `path` is None where it is its own target."""

    path: Path | None
    file: BinaryIO
    stream: BinaryIO


@contextmanager
def drafted(target: Path, name: str, mode: int) -> Iterator[Draft]:
    """A new file in the folder of the target, compressed as `name` says; removed in the end, unless it was settled."""
    path, file = _created(target.parent, mode)
    try:
        with _open_draft(path, file, name) as draft:
            yield draft
    finally:
        with suppress(OSError):
            path.unlink()


@lru_cache(maxsize=1024)
def sweep(folder: Path) -> None:
    """Remove the drafts that killed runs left in a folder, once a process; those of a run at work are locked."""
    with suppress(OSError):
        for path in folder.glob(".newslint-*.tmp"):
            with suppress(OSError):
                _clear(path)


def _clear(path: Path) -> None:
    if S_ISREG(path.lstat().st_mode):  # a pipe is none of ours, and nobody may ever write to it
        with path.open("rb") as file:
            if lock(file):
                path.unlink()


def direct(path: str) -> AbstractContextManager[Draft]:
    """A pipe or a device, which can only be written to as it is."""
    return _open_draft(None, Path(path).open("wb"), path)


def settle(draft: Draft, target: Path, before: os.stat_result | None) -> None:
    """Write out a draft and put it in place of the target, with the mode and owner that stood there before."""
    if draft.stream is not draft.file:
        draft.stream.close()
    draft.file.flush()
    if draft.path is None:
        return
    if before is not None:
        _own(draft.path, before)
    os.fsync(draft.file.fileno())
    draft.file.close()
    draft.path.replace(target)
    sync_folder(target.parent)


def _created(folder: Path, mode: int) -> tuple[Path, BinaryIO]:
    """A new file, locked, and its path."""
    while True:
        path = folder / f".newslint-{os.urandom(8).hex()}.tmp"
        file = open(path, "xb", CHUNK, opener=lambda path, flags: os.open(path, flags, mode))  # noqa: SIM115
        if lock(file) is not False and os.fstat(file.fileno()).st_nlink:
            return path, file
        file.close()  # another run has swept it away before it was locked


@contextmanager
def _open_draft(path: Path | None, file: BinaryIO, name: str) -> Iterator[Draft]:
    """A draft, closed in the end: if it is not settled by then it is given up, and errors in closing do not matter."""
    draft = Draft(path, file, compressed(file, name))
    try:
        yield draft
    finally:
        for stream in (draft.stream, draft.file):
            with suppress(OSError):
                stream.close()


def _own(path: Path, before: os.stat_result) -> None:
    if hasattr(os, "chown"):
        for user, group in ((-1, before.st_gid), (before.st_uid, -1)):  # one may be allowed where both are not
            with suppress(OSError):
                os.chown(path, user, group)
    path.chmod(S_IMODE(before.st_mode))


def sync_folder(folder: Path) -> None:
    """Make a renaming last; some systems cannot, and the file is in its place either way."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
