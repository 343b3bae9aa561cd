"""Commands run in turns, each in a process of its own, and what they cost; tables in Markdown."""

import json
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

NEWSLINT = [sys.executable, "-m", "newslint"]


class Cost(NamedTuple):
    """Seconds of CPU (of a process and those that it waited for) and by the clock, and its peak memory in MB."""

    cpu: float
    wall: float
    memory: float


class Command(NamedTuple):
    """A command; with `inside`, what it costs is what it prints as its last line, [CPU, wall], not what it took."""

    words: list
    inside: bool = False


def cost(command):
    """What a command costs. Raises CalledProcessError where it fails."""
    start = time.perf_counter()
    with subprocess.Popen(command.words, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        out, error = process.stdout.read(), process.stderr.read()  # both are short
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command.words, out, error)
    wall = time.perf_counter() - start
    cpu = usage.ru_utime + usage.ru_stime
    if command.inside:
        cpu, wall = json.loads(out.splitlines()[-1])
    return Cost(cpu, wall, usage.ru_maxrss / 1000)


def in_turns(commands, rounds):
    """The median cost of each command of a dict; a command that fails is named on stderr and left out."""
    costs = {name: [] for name in commands}
    for number in range(rounds):
        for name in list(costs):
            try:
                costs[name].append(cost(commands[name]))
            except subprocess.CalledProcessError as failed:
                del costs[name]
                print(f"left out: {name}: {failed}\n{failed.stderr.decode()[-500:]}", file=sys.stderr)
            else:
                print(f"round {number + 1}: {name}: {costs[name][-1].cpu:.2f} s", file=sys.stderr, flush=True)
    return {name: Cost(*map(statistics.median, zip(*found, strict=True))) for name, found in costs.items()}


def table(head, rows):
    """A table in Markdown."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(map(str, line))} |" for line in lines)


def put(page, name, text):
    """Put a text into a page in place of what is between `<!-- name -->` and `<!-- end -->` there."""
    page = Path(page)
    before, mark, rest = page.read_text(encoding="utf-8").partition(f"<!-- {name} -->\n")
    if not mark:
        sys.exit(f"{page} has no <!-- {name} -->")
    page.write_text(f"{before}{mark}\n{text}\n\n<!-- end -->{rest.partition('<!-- end -->')[2]}", encoding="utf-8")


def machine():
    """The machine and the Python, in one line."""
    import platform

    cpu = next((line for line in open("/proc/cpuinfo") if line.startswith("model name")), ": unknown")  # noqa: PTH123, SIM115
    name = " ".join(cpu.partition(":")[2].split())
    return f"{os.cpu_count()} × {name}, {platform.system()}, CPython {platform.python_version()}"
