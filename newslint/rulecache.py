"""Rules that were read before, kept so that starting is not reading, checking and folding all of them again.

One file for each path of rules, in the user's folder for caches. It is plain data, never Python. It counts only if it
was made of the same rule files by the very same newslint, and if nobody else could have written to it; and it may be
deleted at any time, also while others start.

Whether files are the same is told without reading them: by size, inode, time of writing and time of change, which
nobody can set back. Where these differ, or the system has no such times, or a file was written so lately that another
writing might bear the same time, the contents are compared by their digest.
"""

import os
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from functools import cache
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import BinaryIO
from zlib import crc32

import msgspec
import regex
from msgspec import Struct, structs

from newslint.index import Index
from newslint.packed import Packed
from newslint.smallfile import read_small

_DIGEST = 16  # bytes
_CHECK = 4  # bytes of a checksum, against damage
_LATELY = 2_000_000_000
"""Nanoseconds; the times of FAT, the coarsest there are, are two seconds apart."""

_MOST = 32  # files in the folder; the oldest go first

State = tuple[str, int, int, int, int]
"""Path, size in bytes, inode, nanoseconds of writing and of change."""


class Kept(Struct, frozen=True, array_like=True):
    """Rules and their gates, and what they were made of: `states` are empty where these tell too little."""

    maker: str
    states: tuple[State, ...]
    digest: bytes
    rules: tuple[Packed, ...]
    index: Index


def cached(
    path: Path, files: Sequence[tuple[Path, str]], make: Callable[[], Iterable[Packed]]
) -> tuple[tuple[Packed, ...], Index]:
    """The rules of a path, in order, and their gates: those that were kept, or else those that `make` makes.

    `files` are the rule files below it and the first part of their rules' ids.
    """
    place, maker = _place(path), _maker()
    kept = _read(place, maker)
    states = _states(file for file, _ in files)
    if kept and states and kept.states == states:
        return kept.rules, kept.index
    digest = _digest(files)
    if kept is None or kept.digest != digest:
        rules = tuple(make())
        kept = Kept(maker, (), digest, rules, Index.of(one.gate for one in rules))
        if _states(file for file, _ in files) != states or _digest(files) != digest:
            return kept.rules, kept.index  # changed while they were read
    elif not _are_settled(states):
        return kept.rules, kept.index
    _write(place, structs.replace(kept, states=states if _are_settled(states) else ()))
    return kept.rules, kept.index


def _states(files: Iterable[Path]) -> tuple[State, ...]:
    """What tells whether files are still the same; nothing for one that cannot be read, or where no times tell."""
    if sys.platform == "win32":  # where the time of change is none
        return ()
    states = []
    for file in files:
        try:
            status = os.stat(file)  # noqa: PTH116 - half the time
        except OSError:
            return ()
        states.append((str(file), status.st_size, status.st_ino, status.st_mtime_ns, status.st_ctime_ns))
    return tuple(states)


def _are_settled(states: Iterable[State]) -> bool:
    """Whether another change of any of these files would show."""
    return max((max(state[3:]) for state in states), default=0) < time.time_ns() - _LATELY


def _digest(files: Iterable[tuple[Path, str]]) -> bytes:
    """The digest of all contents; of none for files that cannot be read, about which whoever reads them complains."""
    from hashlib import blake2b  # takes 5 ms to load

    digest = blake2b(digest_size=_DIGEST)
    for file, prefix in files:
        content = b""
        with suppress(OSError):
            content = read_small(file)
        digest.update(f"{prefix}\0{len(content)}\0".encode(errors="surrogateescape") + content)
    return digest.digest()


@cache
def _maker() -> str:
    """What makes rules of files: this code and the tables of fonts, told apart as Python does with its modules."""
    package = os.path.dirname(os.path.abspath(__file__))  # noqa: PTH100, PTH120
    states = []
    for folder, below, names in os.walk(package):
        below[:] = [name for name in below if name not in ("__pycache__", "rules")]
        for name in names:
            status = os.stat(os.path.join(folder, name))  # noqa: PTH116, PTH118
            states.append((name, status.st_size, status.st_mtime_ns))
    return repr((sys.version, regex.__version__, msgspec.__version__, sorted(states)))


def _read(place: Path | None, maker: str) -> Kept | None:
    """What was kept at a place; None if there is nothing, or it was made by another newslint, or cannot be trusted."""
    with suppress(OSError, ValueError, msgspec.MsgspecError):  # ValueError where the file is empty
        if place is None or not _is_ours(place.parent.stat()):
            return None
        with place.open("rb") as file:
            if _is_ours(os.fstat(file.fileno())):
                content = memoryview(_bytes(file))
                check, content = content[:_CHECK], content[_CHECK:]
                if int.from_bytes(check) == crc32(content):
                    kept = msgspec.msgpack.decode(content, type=Kept)
                    return kept if kept.maker == maker else None
    return None


def _bytes(file: BinaryIO) -> bytes | mmap:
    """The content of a file that nobody writes to, read as far as it is looked at.

    Not on Windows, where the file could not be replaced then.
    """
    return file.read() if sys.platform == "win32" else mmap(file.fileno(), 0, access=ACCESS_READ)


def _write(place: Path | None, kept: Kept) -> None:
    """Keep rules, whole or not at all; where there is no place for them, nothing happens."""
    if place is None:
        return
    folder, draft = place.parent, place.with_name(f"{place.name}.{os.urandom(4).hex()}.tmp")
    with suppress(OSError):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not _is_ours(folder.stat()):
            return
        try:
            content = msgspec.msgpack.encode(kept)
            with open(draft, "xb", opener=lambda name, flags: os.open(name, flags, 0o600)) as file:
                file.write(crc32(content).to_bytes(_CHECK) + content)
            draft.replace(place)
        finally:
            draft.unlink(missing_ok=True)
        _tidy(folder)


def _tidy(folder: Path) -> None:
    """Leave the newest files, since nobody knows which paths of rules are still there."""
    with os.scandir(folder) as entries:
        files = sorted((entry.stat().st_mtime_ns, entry.path) for entry in entries if entry.is_file())
    for _, path in files[:-_MOST]:
        with suppress(OSError):
            os.unlink(path)  # noqa: PTH108


def _place(path: Path) -> Path | None:
    """Where the rules of a path are kept, as platformdirs says, which takes 20 ms; None where the user has no home."""
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA")
    else:
        default = "~/Library/Caches" if sys.platform == "darwin" else "~/.cache"
        base = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser(default)  # noqa: PTH111 - never raises
    if not base or not os.path.isabs(base):  # noqa: PTH117
        return None
    name = crc32(os.path.realpath(path).encode(errors="surrogateescape"))
    return Path(base, "newslint", f"rules-{name:08x}")


def _is_ours(status: os.stat_result) -> bool:
    """Whether only this user (or the administrator) can have written there."""
    return sys.platform == "win32" or (status.st_uid == os.geteuid() and not status.st_mode & 0o022)
