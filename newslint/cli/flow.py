"""Many inputs through the workers, and out again in their order: only so much of them is held at any time."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Hashable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple, Self

from msgspec import Struct, field

from newslint.cli.apart import identity
from newslint.cli.inputs import Source
from newslint.errors import InputError
from newslint.ruleset import RuleSet
from newslint.run import Job, Part, Passage
from newslint.types import Severity
from newslint.workers import SIZE, Pool, Task

_AHEAD = 4
"""Shards of the usual size that are read ahead for each process, so that none waits for the writing of others."""

_MOST = 16
"""Shards of any size that are read ahead for each process; each may keep a file open."""


class Work(NamedTuple):
    """One input, by which rules and how it is treated, and the lowest severity that fails the run."""

    source: Source
    rules: RuleSet
    job: Job
    fail_on: Severity


class _Way(Struct, eq=False):
    """An input that is open at both ends: where it is read and where it is written."""

    file: Hashable
    is_live: bool  # whether more of it may come at any time, so that nothing that is there should wait for it
    exit: ExitStack = field(default_factory=ExitStack)
    is_over: bool = False

    def close(self) -> None:
        """Leave it; what was not committed is as if it had never been begun."""
        self.is_over = True
        self.exit.close()


class _Ahead(NamedTuple):
    """What was read of an input: a shard that is being treated, or what is wrong with the input; else its end."""

    way: _Way
    passage: Passage | None = None
    task: Task | None = None
    problem: InputError | None = None

    @property
    def size(self) -> int:
        """How many bytes it keeps."""
        return len(self.task.shard.stretch.raw) if self.task else 0


class Flow:
    """The works of a run in order, each with its parts; what is not over in the end is given up."""

    def __init__(self, works: Sequence[Work], pool: Pool, begin: Callable[[Work, ExitStack], Passage]) -> None:
        """`begin` opens what a work reads and writes, for as long as the stack is open."""
        self._works, self._pool, self._begin = works, pool, begin
        self._numbers = {job: number for number, job in enumerate(jobs_of(works))}
        self._ways: deque[_Way] = deque()
        self._ahead: deque[_Ahead] = deque()
        self._reading = self._read()

    def __iter__(self) -> Iterator[tuple[Work, Iterator[Part]]]:
        """The works with the parts of each, which are to be taken before the next work, and raise InputError."""
        for work in self._works:
            yield work, self._parts()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *raised: object) -> None:
        while self._ways:
            self._ways.popleft().close()

    def _parts(self) -> Iterator[Part]:
        self._fill()
        way = self._ways[0]
        try:
            while True:
                self._fill()
                _, passage, task, problem = self._ahead.popleft()
                if problem:
                    raise problem
                if passage and task:
                    part = self._pool.result(task)
                    passage.take(task.shard, part)
                    yield part
                elif passage:
                    passage.finish()
                    return
        finally:
            way.close()
            self._ways = deque(other for other in self._ways if other is not way)
            self._ahead = deque(ahead for ahead in self._ahead if ahead.way is not way)

    def _fill(self) -> None:
        """Read ahead as far as is good."""
        while not self._is_full() and (ahead := next(self._reading, None)):
            self._ahead.append(ahead)

    def _is_full(self) -> bool:
        if not self._ahead:
            return False
        if self._pool.size == 1 or (self._ahead[0].way.is_live and not self._pool.is_started):
            return True
        held = sum(ahead.size for ahead in self._ahead)
        return held >= _AHEAD * SIZE * self._pool.size or len(self._ahead) >= _MOST * self._pool.size

    def _read(self) -> Iterator[_Ahead | None]:
        """All that is to be read; None where it cannot go on before something that was read is out again."""
        for work in self._works:
            path, is_stdin = work.source.path, work.source.is_stdin
            way = _Way(None if is_stdin else identity(path), is_live=is_stdin or not Path(path).is_file())
            while way.file is not None and way.file in {other.file for other in self._ways}:
                yield None  # two names of one file
            self._ways.append(way)
            try:
                passage = self._begin(work, way.exit)
                for shard in passage.shards(1 if way.is_live and self._pool.size == 1 else SIZE):
                    yield _Ahead(way, passage, self._pool.submit(self._numbers[work.job], shard))
                    if way.is_over:
                        break
                else:
                    yield _Ahead(way, passage)
            except InputError as error:
                yield _Ahead(way, problem=error)


def jobs_of(works: Sequence[Work]) -> list[Job]:
    """What there is to do, each job once."""
    return list(dict.fromkeys(work.job for work in works))
