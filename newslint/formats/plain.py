"""Plain text: a file is a document."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import BinaryIO

from newslint.formats.records import BOM, CHUNK, Fields, Layout, Record, Stretch, Unreadable, decoded, oversized
from newslint.types import Document, Place


def cut(stream: BinaryIO, limit: int, size: int) -> Iterator[Stretch]:
    """The whole file, whatever the size asked for; or several, where it has more than `limit` bytes."""
    raw = stream.read(limit + 1)
    yield Stretch(raw)
    if len(raw) > limit:
        yield from (Stretch(piece, is_rest=True) for piece in iter(partial(stream.read, CHUNK), b""))


def read(stretch: Stretch, path: str, fields: Fields, limit: int) -> Iterator[Record]:
    """The one record of a file; an empty file is an empty document."""
    raw, place = stretch.raw, Place(path)
    if len(raw) > limit:
        yield oversized(raw, place, limit)
        return
    try:
        yield Record(raw, place, Document(_text(raw)))
    except Unreadable as problem:
        yield Record(raw, place, failure=problem.at(place))


def layout(record: Record) -> Layout:
    """The text is the file, but for a byte order mark."""
    content = record.raw.decode()
    mark = len(BOM) if content.startswith(BOM) else 0
    return Layout(content, lambda point: mark + point, "plain")


def _text(raw: bytes) -> str:
    text = decoded(raw).removeprefix(BOM)
    if "\0" in text:
        found = f"not text: the file holds NUL, first at byte offset {raw.index(0)}, counted from 0"
        raise Unreadable("input/not-text", f"{found}; leave it out with --exclude")
    return text
