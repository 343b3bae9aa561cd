"""Rules that were read before, kept so that starting is not reading, checking and folding all of them again.

One file for each list of rule files, in the user's folder for caches. It is plain data, never code; it counts only if
it was made of the very same bytes by the very same newslint; and it may be deleted at any time, also while others
start. A folder or a file that others could write to is not trusted.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

import msgspec
import regex

from newslint.rule import Rule
from newslint.smallfile import read_small

_DIGEST = 16  # bytes


def key_of(files: Iterable[tuple[Path, str]]) -> tuple[str, bytes]:
    """The name under which the rules of some files are kept, and the digest of all that they depend on.

    `files` are rule files and the first part of their rules' ids. Raises OSError for one that cannot be read.
    """
    from hashlib import blake2b

    name, digest = blake2b(digest_size=_DIGEST), blake2b(_maker().encode(), digest_size=_DIGEST)
    for file, prefix in files:
        name.update(f"{file.resolve()}\0".encode(errors="surrogateescape"))
        content = read_small(file)
        digest.update(f"{prefix}\0{len(content)}\0".encode(errors="surrogateescape") + content)
    return name.hexdigest(), digest.digest()


def _maker() -> str:
    """What makes rules of files, as exactly as can be told: this code, and the tables that it compiles with."""
    package = Path(__file__).parent
    parts = sorted([*package.rglob("*.py"), *(package / "fonts").glob("*.yaml")])  # gates come from those tables too
    states = [(part.name, status.st_size, status.st_mtime_ns) for part in parts if (status := part.stat())]
    return repr((sys.version, regex.__version__, msgspec.__version__, states))


def read(name: str, digest: bytes) -> tuple[Rule, ...] | None:
    """The rules that were kept under a name; None if there are none, or if they were made of something else."""
    folder = _folder()
    with suppress(OSError, msgspec.MsgspecError):
        if folder is None or not _is_ours(folder.stat()):
            return None
        with (folder / name).open("rb") as file:
            if _is_ours(os.fstat(file.fileno())) and file.read(_DIGEST) == digest:
                check, content = file.read(_DIGEST), file.read()
                return msgspec.msgpack.decode(content, type=tuple[Rule, ...]) if check == _digest(content) else None
    return None


def write(name: str, digest: bytes, rules: tuple[Rule, ...]) -> None:
    """Keep rules under a name, whole or not at all; where there is no place for them, nothing happens."""
    folder = _folder()
    if folder is None:
        return
    draft = folder / f"{name}.{os.urandom(4).hex()}.tmp"
    with suppress(OSError):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            content = msgspec.msgpack.encode(rules)
            draft.write_bytes(digest + _digest(content) + content)
            draft.replace(folder / name)
        finally:
            draft.unlink(missing_ok=True)


def _digest(content: bytes) -> bytes:
    from hashlib import blake2b  # here and above: only who loads rules needs it

    return blake2b(content, digest_size=_DIGEST).digest()


def _folder() -> Path | None:
    """Where caches of this user go, which platformdirs takes 20 ms to say; None where the user has no home."""
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA")
    else:
        default = "~/Library/Caches" if sys.platform == "darwin" else "~/.cache"
        base = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser(default)  # noqa: PTH111 - never raises
    return Path(base) / "newslint" if base and os.path.isabs(base) else None  # noqa: PTH117


def _is_ours(status: os.stat_result) -> bool:
    """Whether only this user (or the administrator) can have written there."""
    return sys.platform == "win32" or (status.st_uid == os.geteuid() and not status.st_mode & 0o022)
