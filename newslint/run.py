"""One input from its bytes to its results, and to its bytes again: read, check, fix, write."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import BinaryIO

from msgspec import Struct, structs

from newslint.engine import Engine
from newslint.errors import InputError, UnsettledError
from newslint.fixing import fix
from newslint.formats.files import Target
from newslint.formats.records import LIMIT, Fields, Format, Record
from newslint.types import Document, Failure, Place, Result


class Job(Struct, frozen=True):
    """How the documents of one input are treated.

    `language` is that of documents that do not say; `fix` is whether safe fixes are made, `unsafe` whether the others
    are too; `drop_empty` leaves out records whose text was emptied. A document of more than `limit` bytes is passed
    through unread.
    """

    engine: Engine
    fields: Fields = Fields()
    language: str | None = None
    fix: bool = False
    unsafe: bool = False
    drop_empty: bool = False
    limit: int = LIMIT


class Input(Struct, frozen=True):
    """An open input: its bytes, the path to name it by, and what it holds."""

    stream: BinaryIO
    path: str
    format: Format


def process(
    source: Input, job: Job, target: Target, set_aside: Callable[[bytes], object] = len
) -> Iterator[Result | Failure]:
    """The results of an input in order, while its bytes go to `target`; those of broken records are also set aside.

    Once the last result is taken, `target` is committed; before that, files are as they were. Raises InputError for
    what cannot be read or written, and in the end, instead of committing, if fixes of a document did not settle.
    """
    broken: Place | None = None
    unsettled: str | None = None
    for record in source.format.read(source.stream, source.path, job.fields, job.limit):
        if record.document is not None:
            try:
                result = _result(record, record.document, job)
            except UnsettledError as error:
                line = f":{record.place.line}" if record.place.line else ""
                unsettled = unsettled or f"{record.place.path}{line}: {error}"
                result = _result(record, record.document, structs.replace(job, fix=False))
            _write(source.format, record, result, job, target)
            yield result
            continue
        if record.failure:
            broken = record.place
            yield record.failure
        if record.place == broken:  # the rest of an oversized document as well
            set_aside(record.raw)
        target.write(record.raw, False)
    if unsettled:
        raise InputError(unsettled)
    target.commit()


def _result(record: Record, document: Document, job: Job) -> Result:
    if document.language is None and job.language is not None:
        document = structs.replace(document, language=job.language)
    if not job.fix:
        return Result(record.place, document, job.engine.check(document))
    fixed, left = fix(document, job.engine.check, job.unsafe)
    return Result(record.place, document, left, fixed)


def _write(kind: Format, record: Record, result: Result, job: Job, target: Target) -> None:
    if result.fixed is None or not result.fixed.edits:
        target.write(record.raw, False)
    elif not job.drop_empty or result.fixed.text.strip():
        target.write(kind.layout(record).spliced(result.fixed.edits), True)
    else:
        target.write(b"", True)
