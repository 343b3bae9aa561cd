"""Files that are read as a whole: rules, settings, lists of what to leave out."""

from __future__ import annotations

from errno import EFBIG, EINVAL
from pathlib import Path
from stat import S_ISDIR, S_ISREG

LARGEST = 16 * 1024 * 1024
"""The most that is read of one, in bytes."""


def read_small(path: Path) -> bytes:
    """The content of a file. Raises OSError for what is larger, and for pipes and devices, which have no end."""
    mode = path.stat().st_mode
    if not (S_ISREG(mode) or S_ISDIR(mode)):  # of a folder the system tells
        raise OSError(EINVAL, "not a regular file", str(path))
    with path.open("rb") as stream:
        content = stream.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise OSError(EFBIG, f"larger than {LARGEST:,} bytes", str(path))
    return content
