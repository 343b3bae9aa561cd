"""Shards treated by several processes: data travels to them, behaviour is rebuilt there, and a lost one is replaced."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, NamedTuple, Self

from msgspec import Struct

from newslint.engine import Engine, Late
from newslint.run import Job, Part, Shard, given_up, treat

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

SIZE = 256 * 1024
"""About how many bytes a shard has where there are several processes."""

_ENOUGH = 2 * SIZE
"""Bytes from which on it is worth the time to start processes."""

_TRIES = 3
"""How often a shard is begun whose processes end under it, before it is given up."""

_NO_MEMORY = 3
"""The exit code of a process that is out of memory."""


def cores() -> int:
    """How many processes can run at once, as far as this one is allowed to."""
    if sys.version_info >= (3, 13):
        return os.process_cpu_count() or 1
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def start_method() -> str:
    """How processes are started: as copies of this one where that is sound, else anew."""
    return "fork" if sys.platform == "linux" and threading.active_count() == 1 else "spawn"


class Task(Struct, eq=False):
    """A shard on its way: `job` is the number of its job, `part` what came of it, once it is there.

    `late` is how late rules were before it, as far as that was known when it was begun.
    """

    job: int
    shard: Shard
    late: Late = {}
    part: Part | None = None
    tries: int = 0


class _Worker(NamedTuple):
    process: BaseProcess
    connection: Connection


class Pool:
    """So many processes for the shards of some jobs, started once there is enough to do; before, it is done here.

    `size` 1 is this process alone.
    """

    def __init__(self, jobs: Sequence[Job], size: int, warn: Callable[[str], object] = len) -> None:
        """`warn` is told of every process that ends before it has done its work."""
        self._jobs, self.size, self._warn = jobs, size, warn
        self._waiting: deque[Task] = deque()
        self._idle: list[_Worker] = []
        self._busy: dict[_Worker, Task] = {}
        self._late: dict[Engine, Late] = {}
        self._seen = 0

    @property
    def is_started(self) -> bool:
        """Whether other processes are at work."""
        return bool(self._idle or self._busy)

    def submit(self, job: int, shard: Shard) -> Task:
        """Hand in a shard to be treated as the job of this number says."""
        task = Task(job, shard)
        self._waiting.append(task)
        self._seen += len(shard.stretch.raw)
        if not self.is_started and self.size > 1 and self._seen >= _ENOUGH:
            self._start(self.size)
        self._move_on(0)
        return task

    def result(self, task: Task) -> Part:
        """What came of a shard, after waiting for it; shards are asked for in their order. Raises what went wrong."""
        self._move_on(0)
        engine = self._jobs[task.job].engine
        while True:
            part = self._awaited(task)
            if task.late == self._late.get(engine, {}):
                self._late[engine] = part.late
                return part
            task.part = None  # it was begun before that was known of rules which came out before it
            self._waiting.appendleft(task)

    def _awaited(self, task: Task) -> Part:
        while task.part is None:
            if self.is_started:
                self._move_on(None)
            else:
                first = self._next()
                first.part = treat(first.shard, self._jobs[first.job], first.late)
        return task.part

    def _next(self) -> Task:
        task = self._waiting.popleft()
        task.late = self._late.get(self._jobs[task.job].engine, {})
        return task

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *raised: object) -> None:
        workers = [*self._idle, *self._busy]
        for worker in workers:
            worker.process.kill()  # they hold nothing that could be lost
        for worker in workers:
            _bury(worker)

    def _move_on(self, timeout: float | None) -> None:
        """Take what is done, and give the idle something to do."""
        if not self.is_started:
            return
        from multiprocessing.connection import wait

        self._feed()
        by_connection = {worker.connection: worker for worker in self._busy}
        for connection in wait(list(by_connection), timeout):
            self._take(by_connection[connection])  # type: ignore[index]
        self._feed()

    def _feed(self) -> None:
        while self._idle and self._waiting:
            worker, task = self._idle.pop(), self._next()
            self._busy[worker] = task
            with suppress(OSError):  # it has ended, as will be seen when its answer is asked for
                worker.connection.send((task.job, task.shard, task.late))

    def _take(self, worker: _Worker) -> None:
        """Take the answer of a worker; if it has none, another one gets its task."""
        task = self._busy.pop(worker)
        try:
            answer = worker.connection.recv()
        except (EOFError, OSError):
            self._replace(worker, task)
            return
        self._idle.append(worker)
        if isinstance(answer, BaseException):
            raise answer
        task.part = answer

    def _replace(self, worker: _Worker, task: Task) -> None:
        _bury(worker)
        task.tries += 1
        fate, name = _fate(worker.process.exitcode), task.shard.name
        if task.tries < _TRIES:
            self._warn(f"a process {fate} while it was at work on {name}; another one takes it up")
            self._waiting.appendleft(task)
        else:
            problem = f"{name}: {_TRIES} processes in turn ended at work on it, the last {fate}"
            task.part = given_up(task.shard, problem, task.late)
        self._start(1)

    def _start(self, number: int) -> None:
        """Start some processes; if the system allows none, what they would do is done here."""
        with suppress(OSError):
            for _ in range(number):
                self._idle.append(self._begun())
        if not self.is_started:
            self.size = 1

    def _begun(self) -> _Worker:
        from multiprocessing import get_context  # which takes time, and small runs do without

        context = get_context(start_method())
        ours, theirs = context.Pipe()
        process = context.Process(target=_work, args=(theirs, self._jobs), daemon=True)  # type: ignore[attr-defined]
        with _uninterrupted():
            process.start()
        theirs.close()
        return _Worker(process, ours)


def _bury(worker: _Worker) -> None:
    worker.connection.close()
    worker.process.join()


def _fate(exit_code: int | None) -> str:
    if exit_code == _NO_MEMORY:
        return "ran out of memory"
    if exit_code is None or exit_code >= 0:
        return f"ended with {exit_code}"
    name = signal.Signals(-exit_code).name if -exit_code in signal.valid_signals() else str(-exit_code)
    return f"was killed by {name}"


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Ctrl-C is for the process that started the others: these do not hear it, and it hears it later."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _work(connection: Connection, jobs: Sequence[Job]) -> None:
    """The life of a worker: treat one shard after another until nobody asks any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    _close_inherited(connection.fileno())
    try:
        with suppress(EOFError, OSError):  # nobody is there any more
            while True:
                job, shard, late = connection.recv()
                connection.send(_answer(shard, jobs[job], late))
    except MemoryError:  # at work, or already in taking it
        os._exit(_NO_MEMORY)


def _answer(shard: Shard, job: Job, late: Late) -> Part | Exception:
    """What came of a shard, or what went wrong, for the one that asked. Raises MemoryError alone."""
    try:
        return treat(shard, job, late)
    except MemoryError:
        raise
    except Exception as error:
        import traceback

        error.add_note(traceback.format_exc())
        return error


def _close_inherited(kept: int) -> None:
    """Close what a copy of a process has open, since locks and pipes live on in it."""
    with suppress(OSError):
        for name in os.listdir("/proc/self/fd"):  # noqa: PTH208 - the names are numbers
            if int(name) > 2 and int(name) != kept:
                with suppress(OSError):
                    os.close(int(name))
