"""What every format speaks of: records, the ways in which one cannot be read, and edits put into a text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import BinaryIO, NamedTuple, Protocol

from msgspec import Struct

from newslint.formats.diagnosis import explained, remedy, wide
from newslint.formats.spelling import SPELLINGS
from newslint.text import replaced
from newslint.types import Document, Edit, Failure, Place, Span

LIMIT = 32 * 1024 * 1024
"""The largest document that is read, in bytes."""

CHUNK = 1024 * 1024
"""How much is read, copied or passed through at a time, in bytes."""

BOM = "\ufeff"


class Fields(Struct, frozen=True):
    """The names of the fields to read in records; None is the first of the usual ones that a record has."""

    text: str | None = None
    id: str | None = None
    url: str | None = None
    language: str | None = None


class Record(Struct, frozen=True):
    """A stretch of an input: `raw` is exactly its bytes, line end included.

    It holds a document, or a failure, or neither: then it is a blank line, to be passed through. `names` are those of
    its fields, as far as it has any.
    """

    raw: bytes
    place: Place
    document: Document | None = None
    failure: Failure | None = None
    names: tuple[str, ...] = ()


class Stretch(NamedTuple):
    """Bytes of an input that can be read without the others: whole records, the first on line `line`, 1-based.

    `is_rest` says that they are no record, but go on with the document before, which is too large.
    """

    raw: bytes
    line: int = 1
    is_rest: bool = False


class Layout(NamedTuple):
    """How the text of a record stands in it.

    `content` is the record, decoded; `place` leads from code points of the text to characters of the content;
    `spelling` names how new text is written, of SPELLINGS.
    """

    content: str
    place: Callable[[int], int]
    spelling: str

    def spliced(self, edits: Iterable[Edit]) -> bytes:
        """The bytes of the record with edits put into its text, in order, none overlapping another; all else stays."""
        spell = SPELLINGS[self.spelling]
        placed = [Edit(Span(self.place(start), self.place(end)), spell(text)) for (start, end), text in edits]
        return replaced(self.content, placed).encode()


class Format(Protocol):
    """How documents stand in a file; the formats are modules."""

    def cut(self, stream: BinaryIO, limit: int, size: int) -> Iterator[Stretch]:
        """A stream in stretches of about `size` bytes, the first ones shorter; where it fails, what was whole first."""

    def read(self, stretch: Stretch, path: str, fields: Fields, limit: int) -> Iterator[Record]:
        """The records of a stretch, in order; their `raw` put together is the stretch, byte for byte."""

    def layout(self, record: Record) -> Layout:
        """How the text stands in a record that holds a document."""


class Unreadable(Exception):  # noqa: N818 - a state of a record, caught where the record is made
    """Why a record holds no document: the rule of the family `input/`, and a message for the user."""

    def __init__(self, rule: str, message: str) -> None:
        super().__init__(rule, message)
        self.rule, self.message = rule, message

    def at(self, place: Place) -> Failure:
        """The finding that this is."""
        return Failure(place, self.rule, self.message)


def decoded(raw: bytes) -> str:
    """The text in UTF-8 bytes, with a byte order mark if there is one; Unreadable if they are not UTF-8."""
    try:
        text = raw.decode()
    except UnicodeDecodeError as error:
        _check_width(raw)
        wrong = raw[error.start : error.end].hex(" ").upper()
        found = f"not UTF-8: {wrong} (hex) at byte offset {error.start}, counted from 0"
        raise Unreadable("input/invalid-utf8", f"{found}; {explained(raw, error)}") from error
    if "\0" in text:  # without any, UTF-8 is taken for nothing else
        _check_width(raw)
    return text


def _check_width(raw: bytes) -> None:
    if (name := wide(raw)) is not None:
        raise Unreadable("input/not-text", f"this looks like {name}, and newslint reads UTF-8; {remedy(name)}")


def oversized(first: bytes, place: Place, limit: int) -> Record:
    """A document of more than `limit` bytes, of which `first` is the beginning."""
    found = f"larger than {limit:,} bytes, the most that newslint reads as one document"
    failure = Unreadable("input/too-large", f"{found}; split it into smaller ones").at(place)
    return Record(first, place, failure=failure)
