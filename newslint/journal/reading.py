"""Journals read: which sections one has, and the lines of each."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import BinaryIO

import msgspec
from msgspec import Struct

from newslint.errors import DamagedError, InputError
from newslint.formats.files import open_input
from newslint.journal.lines import HEADER, VERSION, Closing, Entry, Opening

_LONGEST = 1 << 30  # bytes of a line
_BEGINNING = f'{{"{HEADER}":'.encode()
_ENTRY = b'{"what":"record",'


class Found(Struct, frozen=True):
    """A finished section of a journal: its first and last line, and the number of the line that opens it."""

    journal: str
    opening: Opening
    closing: Closing
    number: int

    @property
    def output(self) -> str:
        """The real path of the file that was written."""
        folder = os.path.dirname(os.path.realpath(self.journal))  # noqa: PTH120
        return os.path.realpath(os.path.join(folder, self.opening.output))  # noqa: PTH118 - whatever leads there

    def entries(self) -> Iterator[Entry]:
        """The changed records, in order. Raises InputError for lines that are none."""
        with open_input(self.journal) as stream:
            for number, raw in islice(_numbered(stream), self.number, None):
                line = _line(self.journal, number, raw)
                if not isinstance(line, Entry):
                    return
                yield line


def sections(path: str) -> list[Found]:
    """The finished sections of a journal, in order. Raises InputError for what is none, or cannot be read.

    What follows the last of them may be cut short: it is from a run that was killed.
    """
    if Path(path).is_fifo():
        raise InputError(f"{path}: a pipe, and a journal is read more than once; write it to a file first")
    found: list[Found] = []
    with open_input(path) as stream:
        lines = _numbered(stream)
        _check_header(path, next(lines, (1, b""))[1])
        opened: tuple[int, Opening] | None = None
        for number, raw in lines:
            if raw.startswith(_ENTRY) and opened:  # looked at when it is needed
                continue
            line = _line(path, number, raw)
            if isinstance(line, Opening) and not opened:
                opened = number, line
            elif isinstance(line, Closing) and opened:
                found.append(Found(path, opened[1], line, opened[0]))
                opened = None
            else:
                raise _bad(path, number)
    return found


def is_unfinished(path: str) -> bool:
    """Whether a file is a journal, or the beginning of one, without a finished section."""
    try:
        with open_input(path) as stream:
            first = stream.readline(_LONGEST)
        return (not first.endswith(b"\n") and _BEGINNING.startswith(first[: len(_BEGINNING)])) or not sections(path)
    except InputError:
        return False


def _numbered(stream: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """The whole lines of a journal, numbered from 1; the last may be cut short."""
    with suppress(DamagedError):
        for number, raw in enumerate(iter(lambda: stream.readline(_LONGEST), b""), 1):
            if raw.endswith(b"\n"):
                yield number, raw


def _line(path: str, number: int, raw: bytes) -> Opening | Entry | Closing:
    try:
        return msgspec.convert(json.loads(raw), Opening | Entry | Closing)
    except (ValueError, RecursionError, msgspec.MsgspecError):  # not a ValueError in older msgspec
        raise _bad(path, number) from None


def _check_header(path: str, raw: bytes) -> None:
    try:
        header = json.loads(raw)
        version = header[HEADER]
    except (ValueError, TypeError, KeyError, RecursionError):
        raise InputError(f"{path}: not a journal of newslint") from None
    if version != VERSION:
        raise InputError(
            f"{path}: a journal of version {version!r}, and this newslint reads {VERSION}; use a newer one"
        )


def _bad(path: str, number: int) -> InputError:
    return InputError(f"{path}:{number}: not a line of a journal; restore this file from a copy")
