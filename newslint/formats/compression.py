"""Compressed files, by suffix: read and written as streams, and the same bytes for the same content."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from pathlib import PurePath
from typing import TYPE_CHECKING, BinaryIO, Literal, cast

from newslint.errors import DamagedError, InputError
from newslint.formats.records import CHUNK

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

Mode = Literal["rb", "wb"]


def _gzip(stream: BinaryIO, mode: Mode) -> BinaryIO:
    import gzip

    # No name and no time, so that the same content gives the same bytes; level 6 is that of the gzip command.
    return cast("BinaryIO", gzip.GzipFile("", mode, 6, stream, mtime=0))


def _zstd(stream: BinaryIO, mode: Mode) -> BinaryIO:
    if sys.version_info >= (3, 14):
        from compression import zstd
    else:
        from backports import zstd

    return cast("BinaryIO", zstd.ZstdFile(stream, mode))


def _bz2(stream: BinaryIO, mode: Mode) -> BinaryIO:
    import bz2

    return cast("BinaryIO", bz2.BZ2File(stream, mode))


def _xz(stream: BinaryIO, mode: Mode) -> BinaryIO:
    import lzma

    return cast("BinaryIO", lzma.LZMAFile(stream, mode))


CODECS: dict[str, Callable[[BinaryIO, Mode], BinaryIO]] = {".gz": _gzip, ".zst": _zstd, ".bz2": _bz2, ".xz": _xz}
"""Ways to compress, by suffix. Closing what they return leaves the stream beneath open."""


_UNSUSPECTED = 1024 * CHUNK
_MOST_TIMES = 1000
"""What unpacks to more than so many bytes, and to more than so many times its own, is taken for a bomb.

News text unpacks to four times its size, the same line over and over to a few hundred times."""


def suffixes(path: str) -> tuple[str, str]:
    """The suffix that names the format and the one that names the compression, in lower case; `""` for none."""
    name = PurePath(path)
    last = name.suffix.lower()
    return (PurePath(name.stem).suffix.lower(), last) if last in CODECS else (last, "")


def decompressed(stream: BinaryIO, path: str) -> BinaryIO:
    """What a stream holds once the compression that the path names, if it does, is undone.

    Reading from it raises InputError where the stream cannot be read, its data is damaged, or unpacks without end.
    """
    _, suffix = suffixes(path)
    packed = _Counted(stream)
    source = CODECS[suffix](cast("BinaryIO", packed), "rb") if suffix else stream
    return io.BufferedReader(_Checked(source, path, packed if suffix else None), CHUNK)


def compressed(stream: BinaryIO, path: str) -> BinaryIO:
    """A stream to write to, which compresses into the given one as the path names; close it before that one."""
    _, suffix = suffixes(path)
    return CODECS[suffix](stream, "wb") if suffix else stream


class _Counted(io.RawIOBase):
    """A stream that knows how much was read from it."""

    def __init__(self, source: BinaryIO) -> None:
        self._source, self.size = source, 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        data = self._source.read(len(memoryview(buffer)))
        memoryview(buffer)[: len(data)] = data
        self.size += len(data)
        return len(data)


class _Checked(io.RawIOBase):
    """A stream whose errors name the file; `packed` is the one that it unpacks, if it does."""

    def __init__(self, source: BinaryIO, path: str, packed: _Counted | None) -> None:
        # One block at a time where that can be had: what comes before a damaged one is not lost with it.
        self._read: Callable[[int], bytes] = getattr(source, "read1", source.read)
        self._path, self._packed, self._size = path, packed, 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        view = memoryview(buffer)
        try:
            data = self._read(min(len(view), CHUNK))
        except Exception as error:  # every library has its own, without a common root
            if isinstance(error, OSError) and error.errno:
                raise InputError(f"{self._path}: cannot be read ({error})") from error
            raise DamagedError(f"{self._path}: damaged or cut short ({error})") from error
        view[: len(data)] = data
        self._size += len(data)
        if self._packed and self._size > max(_UNSUSPECTED, _MOST_TIMES * self._packed.size):
            problem = f"unpacks to more than {_MOST_TIMES:,} times its size, as a bomb does"
            raise InputError(f"{self._path}: {problem}; unpack it yourself if you trust it")
        return len(data)
