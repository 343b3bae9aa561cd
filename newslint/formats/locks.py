"""Locks on open files, so that two newslints do not work on one: gone with the process, however it ends."""

from __future__ import annotations

from contextlib import suppress
from errno import EACCES, EAGAIN
from typing import BinaryIO

with suppress(ImportError):  # there is none on Windows
    import fcntl


def lock(file: BinaryIO) -> bool | None:
    """Take a file for ourselves until it is closed: whether that went, None where the system knows no such locks."""
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except NameError:
        return None
    except OSError as error:
        return False if error.errno in (EACCES, EAGAIN) else None
    return True
