"""Parts of newslint, and what its speed is compared with, for `speed.py`, each in a process of its own.

python benchmarks/steps.py scan FILE.jsonl         which rules can match which lines; prints [CPU, wall] of that
python benchmarks/steps.py texts FILE.jsonl OUT N  the texts of the records, N times
python benchmarks/steps.py literals OUT            the literals of all rules, one a line
"""

import json
import sys
import time
from pathlib import Path

from newslint.page import Page
from newslint.prefilter import Prefilter
from newslint.ruleset import in_force
from newslint.types import Document


def documents(path):
    with open(path, encoding="utf-8", newline="\n") as lines:  # noqa: PTH123
        for record in map(json.loads, lines):
            yield Document(record["text"], record.get("lang"), record.get("url"))


def scan(path):
    prefilter = Prefilter(in_force().index)
    wanted = list(documents(path))
    prefilter.candidates(Page(wanted[0]))  # whatever is made at first use
    cpu, wall = time.process_time(), time.perf_counter()
    for document in wanted:
        prefilter.candidates(Page(document))
    print(json.dumps([time.process_time() - cpu, time.perf_counter() - wall]))


def texts(path, out, times):
    with open(out, "w", encoding="utf-8", errors="replace", newline="\n") as stream:  # noqa: PTH123
        for _ in range(int(times)):
            stream.writelines(document.text + "\n" for document in documents(path))


def literals(out):
    gates = (rule.gate for rule in in_force().rules)
    found = {literal for gate in gates if gate for literal in gate.literals}
    lines = sorted(literal for literal in found if literal.isprintable())  # others would break lines, or be cut
    Path(out).write_text("".join(line + "\n" for line in lines), encoding="utf-8", errors="replace")


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["scan", path]:
            scan(path)
        case ["texts", path, out, times]:
            texts(path, out, times)
        case ["literals", out]:
            literals(out)
        case _:
            sys.exit(__doc__)
