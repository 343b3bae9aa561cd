"""One input from its bytes to its results, and to its bytes again: read, check, fix, write."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from msgspec import Struct, structs

from newslint.engine import Engine, Late
from newslint.errors import InputError, UnsettledError
from newslint.formats import FORMATS, plain
from newslint.formats.files import Target
from newslint.formats.records import LIMIT, Fields, Format, Record, Stretch
from newslint.guard import MAX_LOSS, guarded
from newslint.reporters import Summary
from newslint.reporters.summary import Asked
from newslint.together import check_all, fix_all
from newslint.types import Document, Failure, Place, Result

if TYPE_CHECKING:
    from newslint.journal.lines import Entry
    from newslint.journal.writing import Section


class Job(Struct, frozen=True):
    """How the documents of one input are treated.

    `language` and `site`, a host, are those of documents that do not say; `fix` is whether safe fixes are made,
    `unsafe` whether the others are too, as long as they take away no more than `max_loss` per cent of the text;
    `drop_empty` leaves out records whose text was emptied. A document of more than `limit` bytes is passed through
    unread. With `tells`, a text that unsafe fixes were kept from is reported; with `brief`, results hold no more than
    the findings and the text that these speak of.
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
    tells: bool = True
    brief: bool = False


class Input(Struct, frozen=True):
    """An open input: its bytes, the path to name it by, and what it holds."""

    stream: BinaryIO
    path: str
    format: Format


class Shard(NamedTuple):
    """A stretch of an input, with all that is to be known of that input: data, which any process can treat.

    `suffix` names the format, of FORMATS; `is_journaled` asks for entries of a journal.
    """

    stretch: Stretch
    path: str
    suffix: str
    is_journaled: bool = False

    @property
    def name(self) -> str:
        """What messages call it: the path, and the lines if there are several."""
        first, lines = self.stretch.line, self.stretch.raw.count(b"\n")
        return self.path if FORMATS[self.suffix] is plain else f"{self.path}:{first} to {first + max(0, lines - 1)}"


class Step(NamedTuple):
    """What becomes of the next `size` bytes: they stay, or `written` takes their place, and `entry` tells a journal."""

    size: int
    written: bytes | None = None
    entry: Entry | None = None


class Part(NamedTuple):
    """What came of a shard: its bytes step by step, its results in order, and their tally.

    `aside` are the bytes of broken records, `problem` says why the input cannot be fixed, if it cannot.
    `late` is how late rules were with this shard and those before.
    """

    steps: Sequence[Step]
    items: Sequence[Result | Failure]
    tally: Summary
    aside: Sequence[bytes] = ()
    problem: str | None = None
    late: Late = {}  # noqa: RUF012 - a shared empty default that nobody writes to


class Sink:
    """Where the bytes of an input go: to a target, and what was done to them into a section of a journal if need be."""

    def __init__(self, target: Target, section: Section | None = None) -> None:
        self._target, self._section = target, section

    @property
    def is_journaled(self) -> bool:
        """Whether there is a journal."""
        return self._section is not None

    def take(self, raw: bytes, steps: Iterable[Step]) -> None:
        """Pass the bytes of a shard on, as the steps of its part say."""
        at = 0
        for size, written, entry in steps:
            old = raw[at : at + size]
            at += size
            self._target.write(old if written is None else written, written is not None)
            if self._section and entry and written is not None:
                self._section.change(old, entry, written)
            elif self._section:
                self._section.keep(old)

    def commit(self) -> None:
        """Make it final: the journal first, so that there is never a change without a way back."""
        if self._section:
            self._section.close()
        self._target.commit()


class Passage:
    """One input on its way to its sink, shard by shard: `shards` may run ahead of `take`, which keeps their order."""

    def __init__(self, source: Input, job: Job, sink: Sink, set_aside: Callable[[bytes], object] = len) -> None:
        self._source, self._limit, self._sink, self._set_aside = source, job.limit, sink, set_aside
        self._problem: str | None = None

    def shards(self, size: int) -> Iterator[Shard]:
        """All there is to do, in pieces of about `size` bytes. Raises InputError for what cannot be read."""
        source = self._source
        suffix = next(suffix for suffix, kind in FORMATS.items() if kind is source.format)
        for stretch in source.format.cut(source.stream, self._limit, size):
            yield Shard(stretch, source.path, suffix, self._sink.is_journaled)

    def take(self, shard: Shard, part: Part) -> None:
        """Pass on what came of the next shard; the bytes of broken records are also set aside."""
        self._sink.take(shard.stretch.raw, part.steps)
        for raw in part.aside:
            self._set_aside(raw)
        self._problem = self._problem or part.problem

    def finish(self) -> None:
        """Commit the sink; InputError instead, if a part had a problem, such as fixes that did not settle."""
        if self._problem:
            raise InputError(self._problem)
        self._sink.commit()


def process(
    source: Input, job: Job, sink: Sink, set_aside: Callable[[bytes], object] = len
) -> Iterator[Result | Failure]:
    """The results of an input in order, record by record, while its bytes go to `sink`.

    Once the last result is taken, `sink` is committed; before that, files are as they were. Raises InputError for
    what cannot be read or written, and in the end, instead of committing, if fixes of a document did not settle.
    """
    passage, late = Passage(source, job, sink, set_aside), job.engine.late
    for shard in passage.shards(size=1):
        part = treat(shard, job, late)
        late = part.late
        passage.take(shard, part)
        yield from part.items
    passage.finish()


def treat(shard: Shard, job: Job, late: Late) -> Part:
    """What comes of a shard, always the same in whatever process; `late` is how late rules were before it."""
    job.engine.late = dict(late)
    raw, kind = shard.stretch.raw, FORMATS[shard.suffix]
    if shard.stretch.is_rest:
        return Part([Step(len(raw))], (), Summary(), [raw], late=late)
    tally, asked = Summary(), _asked(job.fields)
    steps: list[Step] = []
    items: list[Result | Failure] = []
    aside: list[bytes] = []
    problem: str | None = None
    records = list(kind.read(shard.stretch, shard.path, job.fields, job.limit))
    results = _results(records, job)
    for record in records:
        step = Step(len(record.raw))
        if record.names:
            tally.meet(asked, record.names)
        if record.document is not None:
            result, error = next(results)
            if error:
                problem = problem or f"{_name(record.place)}: {error}"
            items.append(result)
            step = _step(kind, record, result, job, shard.is_journaled)
        elif record.failure:
            items.append(record.failure)
            aside.append(record.raw)
        if steps and step.written is None is steps[-1].written:
            step = Step(steps.pop().size + step.size)
        steps.append(step)
    for item in items:
        tally.add(item)
    if job.brief:
        items = [item if isinstance(item, Failure) else _brief(item) for item in items]
    return Part(steps, items, tally, aside, problem, job.engine.late)


def _asked(fields: Fields) -> list[Asked]:
    """The fields that records are asked for by name; a text that is not there is a finding, in each of them."""
    named = (("id-field", fields.id), ("url-field", fields.url), ("lang-field", fields.language))
    return [Asked(setting, name) for setting, name in named if name is not None]


def given_up(shard: Shard, problem: str, late: Late) -> Part:
    """What comes of a shard that nobody can treat: its bytes stay as they are."""
    return Part([Step(len(shard.stretch.raw))], (), Summary(), (), problem, late)


def _brief(result: Result) -> Result:
    return Result(result.place, Document(result.text if result.diagnostics else ""), result.diagnostics)


def _name(place: Place) -> str:
    return f"{place.path}:{place.line}" if place.line else place.path


def _results(records: Iterable[Record], job: Job) -> Iterator[tuple[Result, UnsettledError | None]]:
    """What comes of each record that holds a document; it is only checked where its fixes do not settle, as it says."""
    asked = [(one.place, _completed(one.document, job)) for one in records if one.document is not None]
    if not job.fix:
        for (place, document), found in zip(asked, check_all(job.engine, [one for _, one in asked]), strict=True):
            yield Result(place, document, found), None
        return
    under_way = [guarded(document, job.unsafe, job.max_loss, job.tells) for _, document in asked]
    for (place, document), end in zip(asked, fix_all(job.engine, under_way, job.unsafe), strict=True):
        if isinstance(end, UnsettledError):
            yield Result(place, document, job.engine.check(document)), end
        else:
            fixed, left = end
            yield Result(place, document, left, fixed), None


def _completed(document: Document, job: Job) -> Document:
    """A document with what the job says of those that do not say it themselves."""
    if document.language is None and job.language is not None:
        document = structs.replace(document, language=job.language)
    if document.url is None and job.site is not None:
        document = structs.replace(document, url=f"https://{job.site}/")
    return document


def _step(kind: Format, record: Record, result: Result, job: Job, is_journaled: bool) -> Step:
    fixed = result.fixed
    if fixed is None or not fixed.edits:
        return Step(len(record.raw))
    layout = kind.layout(record)
    written = b"" if job.drop_empty and not fixed.text.strip() else layout.spliced(fixed.edits)
    if not is_journaled:
        return Step(len(record.raw), written)
    from newslint.journal.writing import entry_of  # which starts would wait for

    return Step(len(record.raw), written, entry_of(record, layout, fixed.changes, written))
