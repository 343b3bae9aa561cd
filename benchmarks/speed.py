"""How fast newslint is beside others and beside the limits: all in one run, in turns, each in a process of its own.

    python benchmarks/speed.py CORPUS.jsonl [--rounds 3] [--peers PYTHON]… [--write docs/benchmarks.md --as NAME]

Peers are those of `peers.py` in the environments whose Pythons are named, each in the first that has it, and ripgrep.
Prints medians and ratios; with --write, into the page, between the marks of that name. Times are CPU seconds, start
and all, but those of the scan and of ripgrep, which searches the texts ten times over; its start, measured on an empty
file, is taken off. It counts every occurrence of the literals of all rules, as the scan finds every one of them; with
`-c` alone it leaves a line at its first match, and nearly every line has one.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from processes import NEWSLINT, Command, cost, in_turns, machine, put, table

HERE = Path(__file__).parent
QUIET = ["--isolated", "-q", "--statistics", "--exit-zero"]
SPEED_ONLY = ("JSON", "ftfy", "indic", "datatrove:", "Dolma:", "data-juicer")

C4_FINEWEB, ALL = "datatrove: FTFY + C4 + FineWeb", "datatrove: FTFY + C4 + both Gophers + FineWeb"
EVERY, LINES = "rg --count-matches", "rg -c"
# what is asked, the faster, the slower, and what a prototype reached, the floor and the aim
GOALS = (
    ("`newslint fix`, JSONL in and out, over `ftfy.fix_text` on the same records", "fix", "ftfy.fix_text", 5.9, 10, 20),
    ("the same over datatrove's FTFY + C4 + FineWeb blocks", "fix", C4_FINEWEB, 8.5, 15, 30),
    ("the same over datatrove's FTFY + C4 + both Gophers + FineWeb", "fix", ALL, 17, 30, 60),
    ("`newslint check` over `rg -j1 -f` with the same rules' literals, every match", "check", EVERY, 0.14, 0.3, 0.5),
    ("the rule scan by itself over the same", "scan", EVERY, 1.7, 1.7, 3),
    ("`newslint check` over `rg -j1 -c -f`, which stops at the first match of a line", "check", LINES, "", "", ""),
    ("the rule scan by itself over the same", "scan", LINES, "", "", ""),
)
TIMES = 10  # how often ripgrep searches the texts: once would be over before it has started


def newslint_commands(corpus, folder):
    fixed = folder / "fixed.jsonl"
    one = one_process()
    commands = {
        "fix": Command([*NEWSLINT, "fix", *QUIET, *one, str(corpus), "-o", str(fixed)]),
        "fix of text that is fixed": Command(
            [*NEWSLINT, "fix", *QUIET, *one, str(fixed), "-o", str(folder / "again.jsonl")]
        ),
        "check": Command([*NEWSLINT, "check", *QUIET, *one, str(corpus)]),
        "scan": Command([sys.executable, str(HERE / "steps.py"), "scan", str(corpus)], inside=True),
    }
    if one:
        out = str(folder / "two.jsonl")
        commands["fix -j 2"] = Command([*NEWSLINT, "fix", *QUIET, "-j", "2", str(corpus), "-o", out])
    return commands


def one_process():
    told = subprocess.run([*NEWSLINT, "fix", "--help"], capture_output=True, text=True, check=True).stdout
    return ["-j", "1"] if re.search(r"\s-j\b", told) else []


def ripgrep_commands(corpus, folder):
    """ripgrep with the literals of all rules, as it counts lines and matches; nothing where there is none."""
    if not shutil.which("rg"):
        print("left out: ripgrep is not installed", file=sys.stderr)
        return {}
    text, literals, empty = folder / "corpus.txt", folder / "literals", folder / "empty"
    steps = [sys.executable, str(HERE / "steps.py")]
    subprocess.run([*steps, "texts", str(corpus), str(text), str(TIMES)], check=True)
    subprocess.run([*steps, "literals", str(literals)], check=True)
    empty.touch()
    search = ["rg", "-j1", "-F", "-f", str(literals)]
    return {
        EVERY: Command([*search, "--count-matches", str(text)]),
        LINES: Command([*search, "-c", str(text)]),
        "rg, start": Command(["sh", "-c", '"$@" || test $? = 1', "sh", *search, str(empty)]),
    }


def searched_once(costs):
    """The costs, with those of ripgrep's searches as if of one search of the texts by one that runs already."""
    start = costs.get("rg, start")
    net = {
        name: found._replace(cpu=(found.cpu - start.cpu) / TIMES, wall=(found.wall - start.wall) / TIMES)
        for name, found in costs.items()
        if name in (EVERY, LINES) and start
    }
    return costs | net


def peer_commands(pythons, corpus, folder):
    """Those of the peers that are for speed, and their versions."""
    commands, versions, out = {}, {}, str(folder / "peer.jsonl")
    for python in pythons:
        script = str(HERE / "peers.py")
        told = subprocess.run([python, script], capture_output=True, text=True, check=True).stdout
        for name, version in (line.split("\t") for line in told.split("\n") if "\t" in line):
            if name.startswith(SPEED_ONLY) and name not in commands:
                commands[name] = Command([python, script, name, str(corpus), out])
                versions[name] = version
    return commands, versions


def goals(costs):
    """The rows of the table of aims."""
    for what, fast, slow, *wanted in GOALS:
        ratio = costs[slow].cpu / costs[fast].cpu if fast in costs and slow in costs else None
        yield what, f"{ratio:.{2 if ratio > 0.1 else 3}f}" if ratio else "not measured", *wanted
    one, two = costs.get("fix"), costs.get("fix -j 2")
    by_clock, at_best = (f"{one.wall / two.wall:.2f}", f"{2 * one.cpu / two.cpu:.2f}") if two else ["not measured"] * 2
    yield "2 processes over 1, by the clock", by_clock, 1.65, 1.75, 1.95
    yield "the same if both had a core to themselves: twice the CPU of 1 over that of 2", at_best, "", "", ""


def all_rows(costs, size, versions):
    ours = costs["fix"].cpu
    for name, (cpu, wall, memory) in costs.items():
        version = f" ({versions[name]})" if name in versions else ""
        yield name + version, f"{cpu:.2f}", f"{wall:.1f}", f"{size / cpu:.1f}", f"{cpu / ours:.2f}", f"{memory:.0f}"


def report(given, costs, versions):
    size = given.corpus.stat().st_size / 1e6
    load = os.getloadavg()[1]
    return "\n\n".join(
        (
            f"{given.rounds} rounds over {size:.1f} MB of JSON Lines; {machine()}; load in the end {load:.1f}.",
            table(["", "measured", "prototype", "floor", "aim"], goals(costs)),
            table(
                ["what", "CPU, s", "clock, s", "MB/s of CPU", "times `fix`", "peak memory, MB"],
                all_rows(costs, size, versions),
            ),
        )
    )


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--peers", action="append", default=[], metavar="PYTHON")
    parser.add_argument("--write", type=Path, metavar="PAGE")
    parser.add_argument("--as", dest="name", default="speed", metavar="NAME")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        commands = newslint_commands(given.corpus, folder)
        cost(commands["fix"])  # rules are read and checked once, and there is text that is fixed
        peers, versions = peer_commands([*given.peers, sys.executable], given.corpus, folder)
        commands |= ripgrep_commands(given.corpus, folder) | peers
        found = report(given, searched_once(in_turns(commands, given.rounds)), versions)
    print(found)
    if given.write:
        put(given.write, given.name, found)


if __name__ == "__main__":
    main()
