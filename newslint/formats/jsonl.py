"""JSON Lines: a line is a record, an object one of whose fields holds the text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import BinaryIO

from newslint.errors import InputError
from newslint.formats.fields import document_of, kind, placed
from newslint.formats.literal import place_in
from newslint.formats.records import BOM, CHUNK, Fields, Layout, Record, Stretch, Unreadable, decoded, oversized
from newslint.formats.spelling import json_spelling
from newslint.types import Place

_SPACE = " \t\r\n"
_BOM_BYTES = BOM.encode()
_SPACE_BYTES = _SPACE.encode()

_OVER_LINES = {
    "[": "this looks like one list over several lines; write a record on each with: jq -c '.[]'",
    "{": "this looks like records over several lines; write each on one with: jq -c .",
}
"""What a line that holds no more than this gives away, and the remedy."""

_GROWTH = 8
"""A stretch is this part of what was read before it, up to the size that was asked for: first results come at once."""


def cut(stream: BinaryIO, limit: int, size: int) -> Iterator[Stretch]:
    """Whole lines; one of more than `limit` bytes ends a stretch, and its rest comes in further ones."""
    lines: list[bytes] = []
    number = read = cut = 0
    problem: InputError | None = None
    try:
        while raw := stream.readline(limit + 1):
            lines.append(raw)
            number, read = number + 1, read + len(raw)
            if len(raw) > limit or read - cut >= min(size, cut // _GROWTH):
                yield _stretch(lines, number)
                lines, cut = [], read
            if len(raw) > limit:
                yield from (Stretch(piece, number, is_rest=True) for piece in _rest_of_line(raw, stream))
    except InputError as error:
        problem = error
    if lines:
        yield _stretch(lines, number)
    if problem:
        raise problem


def read(stretch: Stretch, path: str, fields: Fields, limit: int) -> Iterator[Record]:
    """One record a line."""
    for number, raw in enumerate(BytesIO(stretch.raw), stretch.line):
        place = Place(path, number)
        if len(raw) > limit:
            yield oversized(raw, place, limit)
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


def _stretch(lines: Sequence[bytes], last: int) -> Stretch:
    return Stretch(b"".join(lines), last - len(lines) + 1)


def _rest_of_line(piece: bytes, stream: BinaryIO) -> Iterator[bytes]:
    while not piece.endswith(b"\n") and (piece := stream.readline(CHUNK)):
        yield piece


def _record(raw: bytes, place: Place, fields: Fields) -> Record:
    names: tuple[str, ...] = ()
    try:
        values = _object(decoded(raw))
        names, place = tuple(values), placed(place, values, fields)
        return Record(raw, place, document_of(values, fields), names=names)
    except Unreadable as problem:
        return Record(raw, place, failure=problem.at(place), names=names)


def _object(line: str) -> dict[str, object]:
    import json  # here and beside it: plain text needs none of it

    try:
        value = json.loads(line.removeprefix(BOM).rstrip(_SPACE))
    except json.JSONDecodeError as error:
        if (whole := line.strip(BOM + _SPACE)) in _OVER_LINES:
            raise Unreadable("input/bad-json", f"not JSON: only `{whole}`; {_OVER_LINES[whole]}") from error
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
