"""The lines of a journal: what each of them holds, and how they are written as JSON."""

from __future__ import annotations

import hashlib
import json
from typing import Annotated

from msgspec import Meta, Struct, to_builtins

from newslint.formats.spelling import SPELLINGS
from newslint.types import Safety, Span

VERSION = 1
"""The version of the format; it rises when an older newslint could misread what is written."""

HEADER = "newslint-journal"
"""The key of the first line; its value is the version."""

_DIGITS = 16  # of a record's digest: it guards against accidents, while the digests of whole files prove

Count = Annotated[int, Meta(ge=0)]
Size = Annotated[int, Meta(ge=0, le=1 << 30)]  # of a record: larger ones are never fixed, and nobody reads so many


class Edited(Struct, frozen=True, omit_defaults=True):
    """One change of a text: `removed` stood in `span`, in code points of the original, and `text` was put there.

    `at` is where it starts in the bytes of the original record. `raw` is how `removed` was written there, where that
    is not the record's spelling of it. `layer` counts the changes that lie over it: it comes after the last of them.
    """

    span: Span
    at: Count
    removed: str
    text: str
    rule: str
    safety: Safety
    layer: Count = 0
    raw: str | None = None


class Digests(Struct, frozen=True):
    """The first 16 digits of SHA-256: of the original up to the record, and of the record before and after."""

    upto: str
    before: str
    after: str


class Entry(Struct, frozen=True, omit_defaults=True, tag_field="what", tag="record"):
    """One changed record: its place, where its bytes start in the original, and their number before and after.

    `dropped` is the whole record where nothing of it was written.
    """

    offset: Count
    size: tuple[Size, Size]
    digest: Digests
    spelling: str
    edits: tuple[Edited, ...]
    line: int | None = None
    id: str | int | None = None
    field: str | None = None
    dropped: str | None = None

    def __post_init__(self) -> None:
        if self.spelling not in SPELLINGS:
            raise ValueError(f"no spelling {self.spelling!r}")

    @property
    def name(self) -> str:
        """What messages call the record."""
        if self.line is None:
            return "the text"
        return f"record {self.line}" + ("" if self.id is None else f" ({str(self.id)[:80]})")


class Opening(Struct, frozen=True, tag_field="what", tag="file"):
    """The start of a section: what was read and written, as paths from the journal's folder, and by which rules.

    `rules` is the fingerprint of those in force; `-` stands for standard input and output.
    """

    file: str
    output: str
    rules: str


class Content(Struct, frozen=True):
    """What a file held, decompressed: its size in bytes and its SHA-256 in hex digits."""

    size: Count
    sha256: str


class Closing(Struct, frozen=True, tag_field="what", tag="end"):
    """The end of a section: the contents before and after, and how many records changed."""

    before: Content
    after: Content
    records: Count


def digest(raw: bytes) -> str:
    """The digest of a record."""
    return hashlib.sha256(raw).hexdigest()[:_DIGITS]


class Running:
    """The size and the digest of a content that comes in pieces."""

    def __init__(self) -> None:
        self.size = 0
        self._hash = hashlib.sha256()

    def update(self, raw: bytes) -> None:
        """Take the next piece."""
        self.size += len(raw)
        self._hash.update(raw)

    def short(self) -> str:
        """The digest so far, as lines for records have it."""
        return self._hash.hexdigest()[:_DIGITS]

    def content(self) -> Content:
        """All of it."""
        return Content(self.size, self._hash.hexdigest())


def dumps(line: object) -> bytes:
    """A line of a journal. Half a surrogate pair, which UTF-8 cannot hold, is escaped."""
    text = json.dumps(to_builtins(line), ensure_ascii=False, separators=(",", ":"))
    return text.encode(errors="backslashreplace") + b"\n"
