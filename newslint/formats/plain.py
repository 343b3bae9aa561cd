"""Plain text: a file is a document."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import BinaryIO

from newslint.formats.records import BOM, CHUNK, Fields, Layout, Record, Unreadable, decoded, oversized
from newslint.types import Document, Place


def read(stream: BinaryIO, path: str, fields: Fields, limit: int) -> Iterator[Record]:
    """The one record of a file, or several where it has more than `limit` bytes; an empty file is an empty document."""
    place = Place(path)
    raw = stream.read(limit + 1)
    if len(raw) > limit:
        yield from oversized(raw, iter(partial(stream.read, CHUNK), b""), place, limit)
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
