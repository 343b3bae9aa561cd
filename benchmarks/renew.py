"""Measure everything that docs/benchmarks.md shows, and write it there.

    python benchmarks/renew.py [--mb 10] [--rounds 3] [--memory 2000] [--peers PYTHON]… [--only NAME]…

With NEWSLINT_DATA, speed is also measured on a corpus that its `tools/make_corpus.py` makes. Names are those of the
marks in the page. Takes an hour on a quiet machine; `--only` measures again what it names.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
PAGE = HERE.parent / "docs" / "benchmarks.md"


def run(script, *words):
    subprocess.run([sys.executable, str(script), *map(str, words)], check=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--mb", default="10", help="size of the corpora")
    parser.add_argument("--rounds", default="3")
    parser.add_argument("--memory", default="2000", help="MB of text to measure peak memory with")
    parser.add_argument("--peers", action="append", default=[], metavar="PYTHON")
    parser.add_argument("--only", action="append", default=[], metavar="NAME")
    given = parser.parse_args()
    peers = [word for python in given.peers for word in ("--peers", python)]
    speed = ["--rounds", given.rounds, *peers, "--write", PAGE, "--as"]
    with tempfile.TemporaryDirectory() as folder:
        own, scraped = Path(folder, "own.jsonl"), Path(folder, "scraped.jsonl")
        run(HERE / "corpus.py", own, "--mb", given.mb)
        steps = {
            "speed": (HERE / "speed.py", own, *speed, "speed"),
            "profile": (HERE / "profiling.py", own, "--write", PAGE),
            "rules": (HERE / "scaling.py", "rules", "--write", PAGE),
            "together": (HERE / "scaling.py", "together", "--write", PAGE),
            "length": (HERE / "scaling.py", "length", "--write", PAGE),
            "start": (HERE / "scaling.py", "start", "--write", PAGE),
            "memory": (HERE / "scaling.py", "memory", given.memory, "--write", PAGE),
        }
        if data := os.environ.get("NEWSLINT_DATA"):
            run(Path(data, "tools", "make_corpus.py"), "--mb", given.mb, "--out", scraped)
            steps["scraped"] = (HERE / "speed.py", scraped, *speed, "scraped")
        for name in given.only or steps:
            run(*steps[name])
    if "speed" in (given.only or steps):
        run(HERE / "picture.py", PAGE, "speed", PAGE.with_suffix(".svg"))


if __name__ == "__main__":
    main()
