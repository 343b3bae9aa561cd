"""How well the language of a text is told from its letters and words.

    NEWSLINT_DATA=FOLDER python benchmarks/language.py

Reads `data/clean-dev.jsonl.gz` and `data/indic-dev/*.jsonl.gz` below that folder: records with `lang` and `text`. Each
text is taken whole, and cut to its first 200 and 60 characters.

Prints for each language that can be told: texts, and of these the share that was told (coverage) and was told right; in
all, how many texts of other languages were taken for one of them.
"""

from __future__ import annotations

import gzip
import json
import os
import sys
import time
import unicodedata
from collections import Counter, defaultdict
from pathlib import Path

from newslint.function_words import HABITS
from newslint.language import _OF_SCRIPT, language_of
from newslint.scripts import script_counts

CUTS = (None, 200, 60)
SAME = {"nb": "no", "nn": "no", "bs": "hr", "cnr": "hr", "sr-Latn": "hr", "bs-Cyrl": "sr", "zlm": "ms"}
"""What counts as told right, where one code stands for several."""


def main() -> None:
    if not (folder := os.environ.get("NEWSLINT_DATA")):
        sys.exit("NEWSLINT_DATA names no folder")
    texts = [record for path in _paths(Path(folder) / "data") for record in _records(path)]
    known = {language for languages in HABITS.values() for language in languages}
    known |= {*_OF_SCRIPT.values(), "bn", "as", "ja", "ko", "zh", "yue", "my"}
    for cut in CUTS:
        told: dict[str, Counter[str | None]] = defaultdict(Counter)
        seconds = 0.0
        for language, text in texts:
            text = unicodedata.normalize("NFC", text[:cut])
            begun = time.perf_counter()
            told[language][language_of(text, script_counts(text))] += 1
            seconds += time.perf_counter() - begun
        _print(cut, told, known, seconds / len(texts))


def _paths(folder: Path) -> list[Path]:
    return [folder / "clean-dev.jsonl.gz", *sorted((folder / "indic-dev").glob("*.jsonl.gz"))]


def _records(path: Path) -> list[tuple[str, str]]:
    with gzip.open(path, "rt", encoding="utf-8", newline="\n") as stream:
        records = [json.loads(line) for line in stream]
    return [(_name(record["lang"]), record["text"]) for record in records]


def _name(tag: str) -> str:
    return SAME.get(tag) or SAME.get(tag.partition("-")[0]) or tag.partition("-")[0]


def _print(cut: int | None, told: dict[str, Counter[str | None]], known: set[str], seconds: float) -> None:
    print(f"{f'first {cut} characters' if cut else 'whole texts'}, {seconds * 1e6:.0f} µs each")
    print("language  texts  told  right  taken for")
    for language in sorted(known & told.keys()):
        row = told[language]
        wrong = {other: count for other, count in row.items() if other not in (None, language)}
        _line(language, row, row[language], wrong)
    inside = [(language, row) for language, row in told.items() if language in known]
    total = sum((row for _, row in inside), Counter())
    _line("known", total, sum(row[language] for language, row in inside), {})
    outside = sum((row for language, row in told.items() if language not in known), Counter())
    _line("others", outside, 0, {other: count for other, count in outside.items() if other})
    for language, row in sorted(told.items()):
        if language not in known and (wrong := [other for other in row if other]):
            print(f"          {language}: {', '.join(wrong)}")
    print()


def _line(name: str, row: Counter[str | None], right: int, wrong: dict[str | None, int]) -> None:
    texts, told = row.total(), row.total() - row[None]
    share = f"{right / told:.3f}" if told else "-"
    others = " ".join(f"{other}:{count}" for other, count in wrong.items())
    print(f"{name:8} {texts:6} {told / texts:5.3f} {share:>6}  {others}")


if __name__ == "__main__":
    main()
