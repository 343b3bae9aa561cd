"""One input from its bytes to its results, and to its bytes again: read, check, fix, write."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, BinaryIO

from msgspec import Struct, structs

from newslint.engine import Engine
from newslint.errors import InputError, UnsettledError
from newslint.formats.files import Target
from newslint.formats.records import LIMIT, Fields, Format, Layout, Record
from newslint.guard import MAX_LOSS, guarded
from newslint.types import Document, Failure, Fixed, Place, Result

if TYPE_CHECKING:
    from newslint.journal.writing import Section


class Job(Struct, frozen=True):
    """How the documents of one input are treated.

    `language` and `site`, a host, are those of documents that do not say; `fix` is whether safe fixes are made,
    `unsafe` whether the others are too, as long as they take away no more than `max_loss` per cent of the text;
    `drop_empty` leaves out records whose text was emptied. A document of more than `limit` bytes is passed through
    unread.
    """

    engine: Engine
    fields: Fields = Fields()
    language: str | None = None
    site: str | None = None
    fix: bool = False
    unsafe: bool = False
    max_loss: int = MAX_LOSS
    drop_empty: bool = False
    limit: int = LIMIT


class Input(Struct, frozen=True):
    """An open input: its bytes, the path to name it by, and what it holds."""

    stream: BinaryIO
    path: str
    format: Format


class Sink:
    """Where the bytes of an input go: to a target, and what was done to them into a section of a journal if need be."""

    def __init__(self, target: Target, section: Section | None = None) -> None:
        self._target, self._section = target, section

    def keep(self, raw: bytes) -> None:
        """Pass bytes on as they are."""
        self._target.write(raw, False)
        if self._section:
            self._section.keep(raw)

    def change(self, record: Record, layout: Layout, fixed: Fixed, drop: bool) -> None:
        """Pass a record on with its text fixed, or nothing in its place."""
        written = b"" if drop else layout.spliced(fixed.edits)
        self._target.write(written, True)
        if self._section:
            self._section.change(record, layout, fixed.changes, written)

    def commit(self) -> None:
        """Make it final: the journal first, so that there is never a change without a way back."""
        if self._section:
            self._section.close()
        self._target.commit()


def process(
    source: Input, job: Job, sink: Sink, set_aside: Callable[[bytes], object] = len
) -> Iterator[Result | Failure]:
    """The results of an input in order, while its bytes go to `sink`; those of broken records are also set aside.

    Once the last result is taken, `sink` is committed; before that, files are as they were. Raises InputError for
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
            _write(source.format, record, result, job, sink)
            yield result
            continue
        if record.failure:
            broken = record.place
            yield record.failure
        if record.place == broken:  # the rest of an oversized document as well
            set_aside(record.raw)
        sink.keep(record.raw)
    if unsettled:
        raise InputError(unsettled)
    sink.commit()


def _result(record: Record, document: Document, job: Job) -> Result:
    if document.language is None and job.language is not None:
        document = structs.replace(document, language=job.language)
    if document.url is None and job.site is not None:
        document = structs.replace(document, url=f"https://{job.site}/")
    if not job.fix:
        return Result(record.place, document, job.engine.check(document))
    fixed, left = guarded(document, job.engine.check, job.unsafe, job.max_loss)
    return Result(record.place, document, left, fixed)


def _write(kind: Format, record: Record, result: Result, job: Job, sink: Sink) -> None:
    if result.fixed is None or not result.fixed.edits:
        sink.keep(record.raw)
    else:
        sink.change(record, kind.layout(record), result.fixed, job.drop_empty and not result.fixed.text.strip())
