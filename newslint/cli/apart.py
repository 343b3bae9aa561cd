"""No file is both read and written by a run, or written twice."""

from __future__ import annotations

import os
from collections.abc import Hashable, Iterable
from pathlib import Path
from stat import S_ISFIFO, S_ISREG
from typing import NamedTuple

from newslint.errors import UsageError


class Use(NamedTuple):
    """A path that a run reads or writes, and what messages call it, such as `the input a.txt`."""

    name: str
    path: str


STANDARD_INPUT = Use("standard input", "/dev/stdin")  # which leads to the file that a shell has put there
STANDARD_OUTPUT = Use("standard output", "/dev/stdout")


def identity(path: str) -> Hashable | None:
    """What all paths to one file or named pipe have in common; None for a device, which may be used twice."""
    try:
        status = Path(path).stat()
    except OSError:
        return os.path.realpath(path)
    is_file = S_ISREG(status.st_mode) or S_ISFIFO(status.st_mode)
    return (status.st_dev, status.st_ino) if is_file else None


def keep_apart(read: Iterable[Use], written: Iterable[Use]) -> None:
    """Raise UsageError, which names both, if a file is to be read and written, or to be written twice.

    So does a file `-`: who writes that expects standard output.
    """
    taken = {identity(use.path): use for use in read}
    for use in written:
        if use.path.partition("/")[0] == "-":
            problem = "`-` is not standard output here, as it is for `newslint fix -`"
            raise UsageError(f"{use.name}: {problem}; write ./{use.path} if a file of that name is meant")
        file = identity(use.path)
        if file is None:
            continue
        if file in taken:
            raise UsageError(f"{use.name} and {taken[file].name} are the same file; write to another one")
        taken[file] = use
