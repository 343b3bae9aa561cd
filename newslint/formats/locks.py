"""Locks on open files, so that two newslints do not work on one file: gone with the process, however it ends."""

from __future__ import annotations

from contextlib import suppress
from errno import EACCES, EAGAIN
from typing import BinaryIO

with suppress(ImportError):  # there is none on Windows
    import fcntl


def lock(file: BinaryIO) -> bool:
    """Whether nobody else holds the file, which is ours until it is closed; True where the system knows no locks."""
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except NameError:
        return True
    except OSError as error:
        return error.errno not in (EACCES, EAGAIN)
    return True
