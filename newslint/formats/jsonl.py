"""JSON Lines: a line is a record, an object one of whose fields holds the text."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import BinaryIO

from newslint.formats.fields import document_of, kind, placed
from newslint.formats.literal import place_in
from newslint.formats.records import BOM, CHUNK, Fields, Layout, Record, Unreadable, decoded, oversized
from newslint.formats.spelling import json_spelling
from newslint.types import Place

_SPACE = " \t\r\n"
_BOM_BYTES = BOM.encode()
_SPACE_BYTES = _SPACE.encode()


def read(stream: BinaryIO, path: str, fields: Fields, limit: int) -> Iterator[Record]:
    """One record a line, numbered from 1; a line of more than `limit` bytes comes in several."""
    lines = iter(lambda: stream.readline(limit + 1), b"")
    for number, raw in enumerate(lines, 1):
        place = Place(path, number)
        if len(raw) > limit:
            yield from oversized(raw, _rest_of_line(raw, stream), place, limit)
        elif raw.removeprefix(_BOM_BYTES).strip(_SPACE_BYTES):
            yield _record(raw, place, fields)
        else:
            yield Record(raw, place)


def layout(record: Record) -> Layout:
    """Where the text is written in a line, and how the line escapes characters."""
    line, field = record.raw.decode(), record.place.field
    if field is None:
        raise ValueError("a record without a text field has no text to edit")
    return Layout(line, place_in(line, field), json_spelling(line))


def _rest_of_line(piece: bytes, stream: BinaryIO) -> Iterator[bytes]:
    while not piece.endswith(b"\n") and (piece := stream.readline(CHUNK)):
        yield piece


def _record(raw: bytes, place: Place, fields: Fields) -> Record:
    try:
        values = _object(decoded(raw))
        place = placed(place, values, fields)
        return Record(raw, place, document_of(values, fields))
    except Unreadable as problem:
        return Record(raw, place, failure=problem.at(place))


def _object(line: str) -> dict[str, object]:
    try:
        value = json.loads(line.removeprefix(BOM).rstrip(_SPACE))
    except json.JSONDecodeError as error:
        raise _bad(f"{error.msg.removesuffix(' at')} at column {error.pos + 1}") from error
    except RecursionError as error:
        raise _bad("lists or objects nested too deeply") from error
    except ValueError as error:  # the one other thing that Python refuses
        raise _bad("a number of too many digits") from error
    if not isinstance(value, dict):
        found = f"the line holds {kind(value)}, not an object with fields"
        raise Unreadable("input/not-an-object", f'{found}; write it as {{"text": "…"}}')
    return value


def _bad(problem: str) -> Unreadable:
    return Unreadable("input/bad-json", f"not JSON: {problem}; a line must hold one whole JSON object")
