"""Where the time goes in a run: python benchmarks/profiling.py CORPUS.jsonl [fix|check] [--write PAGE --as NAME]

A timer looks every few milliseconds of CPU time at what is on the stack, which costs the run next to nothing and does
not make small functions look dear, as cProfile does. Time in other packages and in Python's own counts for the function
of newslint that called them. Start-up is left out: the run is preceded by one on the first record alone.
"""

import argparse
import collections
import contextlib
import os
import signal
import tempfile
import time
from pathlib import Path

from processes import put, table
from speed import QUIET, one_process

import newslint
from newslint.cli.main import main as newslint_main

EVERY = 0.002  # seconds of CPU time
ROOT = str(Path(newslint.__file__).parent) + os.sep
MOST = 25  # functions listed


class Samples:
    """Counts of what was on the stack: by function, by module, and by kind of rule with all that it calls."""

    def __init__(self):
        self.functions, self.modules, self.kinds = (collections.Counter() for _ in range(3))
        self.count = 0

    def take(self, _, frame):
        own = []
        while frame:
            code = frame.f_code
            if code.co_filename.startswith(ROOT):
                own.append(
                    (code.co_filename.removeprefix(ROOT).removesuffix(".py").replace(os.sep, "."), code.co_qualname)
                )
            frame = frame.f_back
        self.count += 1
        if not own:
            return
        module, function = own[0]
        self.functions[f"{module}.{function}"] += 1
        self.modules[module] += 1
        kind = next((module for module, _ in own if module.startswith("matchers.")), None)
        if kind:
            self.kinds[kind.removeprefix("matchers.")] += 1

    @contextlib.contextmanager
    def taken(self):
        signal.signal(signal.SIGPROF, self.take)
        signal.setitimer(signal.ITIMER_PROF, EVERY, EVERY)
        try:
            yield
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)

    def shares(self, counter, most=None):
        return [(f"`{name}`", f"{count / self.count:.1%}") for name, count in counter.most_common(most)]


def run(arguments):
    with open(os.devnull, "w") as null, contextlib.redirect_stdout(null):  # noqa: PTH123
        newslint_main(arguments)


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("command", nargs="?", choices=["fix", "check"], default="fix")
    parser.add_argument("--write", type=Path, metavar="PAGE")
    parser.add_argument("--as", dest="name", default="profile", metavar="NAME")
    given = parser.parse_args()
    samples = Samples()
    with tempfile.TemporaryDirectory() as folder:
        first = Path(folder, "first.jsonl")
        with given.corpus.open("rb") as lines:
            first.write_bytes(next(lines))
        options = [*QUIET, *one_process(), *(["-o", f"{folder}/out.jsonl"] if given.command == "fix" else [])]
        run([given.command, *options, str(first)])
        start = time.process_time()
        with samples.taken():
            run([given.command, *options, str(given.corpus)])
        took = time.process_time() - start
    found = "\n\n".join(
        (
            f"`newslint {given.command}` of {given.corpus.stat().st_size / 1e6:.1f} MB: {took:.1f} s of CPU.",
            table(["module, with what it calls outside of newslint", "share"], samples.shares(samples.modules)),
            table(["kind of rule, with all that it calls", "share"], samples.shares(samples.kinds)),
            table(["function", "share"], samples.shares(samples.functions, MOST)),
        )
    )
    print(found)
    if given.write:
        put(given.write, given.name, found)


if __name__ == "__main__":
    main()
