"""How much mojibake newslint and ftfy undo: sound text is read with the wrong codec and repaired, line by line.

    NEWSLINT_DATA=FOLDER python benchmarks/mojibake.py [LINES]

LINES of each language (default 20) of the Universal Declaration in `data/clean-dev.jsonl.gz` are encoded as UTF-8 and
read with each codec. For each codec and script: lines damaged at all, and of these the share that came back exactly
(ftfy, newslint's safe fix, newslint with unsafe fixes) and the share that came back as something else ("wrong").
ftfy is run with its encoding options only, as `fix_encoding` reads them.
"""

from __future__ import annotations

import gzip
import json
import os
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import ftfy

from newslint.mojibake import reading
from newslint.scripts import dominant_script
from newslint.views import VIEWS, view

FTFY = ftfy.TextFixerConfig(normalization=None, fix_c1_controls=False)


def main() -> None:
    data = Path(os.environ["NEWSLINT_DATA"]) / "data" / "clean-dev.jsonl.gz"
    limit = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    tally: Counter[tuple[str, str, str]] = Counter()
    harmed: Counter[str] = Counter()
    for script, line in lines(data, limit):
        harmed["lines"] += 1
        harmed["ftfy"] += ftfy.fix_encoding(line, FTFY) != line
        harmed["safe"] += meant(line, False) != line
        harmed["unsafe"] += meant(line, True) != line
        for codec in VIEWS:
            count(tally, script, codec, line)
    print(f"sound lines changed: {dict(harmed)}")
    print(
        f"{'codec':<12}{'script':<12}{'lines':>6}{'ftfy':>8}{'wrong':>8}{'safe':>8}{'wrong':>8}{'unsafe':>8}{'wrong':>8}"
    )
    for codec in [*VIEWS, "all"]:
        for script in sorted({script for script, seen, _ in tally if seen == codec}):
            row(tally, script, codec)


def lines(data: Path, limit: int) -> Iterator[tuple[str, str]]:
    with gzip.open(data, "rt", encoding="utf-8") as records:
        for record in map(json.loads, records):
            if record["source"] == "udhr":
                script = dominant_script(record["text"], 0.5) or "other"
                found = [line.strip() for line in record["text"].split("\n") if len(line.strip()) > 40]
                yield from ((script, line) for line in found[:limit])


def count(tally: Counter[tuple[str, str, str]], script: str, codec: str, line: str) -> None:
    chars = view(codec).chars
    damaged = "".join(chars[byte] for byte in line.encode())
    if damaged == line or damaged != damaged.strip():
        return
    results = {"ftfy": ftfy.fix_encoding(damaged, FTFY), "safe": meant(damaged, False), "unsafe": meant(damaged, True)}
    for key in ((script, codec), ("all", codec), (script, "all"), ("all", "all")):
        tally[*key, "lines"] += 1
        for name, text in results.items():
            tally[*key, name] += text == line
            tally[*key, f"{name} wrong"] += text not in (line, damaged)


def meant(line: str, unsafe: bool) -> str:
    found = reading(line)
    return found.text if found and (found.strong or unsafe) else line


def row(tally: Counter[tuple[str, str, str]], script: str, codec: str) -> None:
    n = tally[script, codec, "lines"]
    names = [name for tool in ("ftfy", "safe", "unsafe") for name in (tool, f"{tool} wrong")]
    print(f"{codec:<12}{script:<12}{n:>6}" + "".join(f"{tally[script, codec, name] / n:>8.3f}" for name in names))


if __name__ == "__main__":
    main()
