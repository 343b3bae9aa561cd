"""Fix, restore, compare byte for byte: over random documents and rules, or over files of records.

    python benchmarks/undo.py random [NUMBER]
    python benchmarks/undo.py files FILE.jsonl[.gz]…

Random documents are made of the examples of the rules that newslint comes with, in random order, with random damage,
escaped in JSON in one of four ways; each is fixed by a random choice of rules, undone rule by rule in random order, and
undone at once. Files are fixed by all rules, unsafe ones too, and restored. A record without a text that has `lines` is
given their texts, one a line.
"""

import gzip
import json
import random
import subprocess
import sys
import tempfile
import time
from io import BytesIO
from pathlib import Path

from newslint.engine import Engine
from newslint.errors import InputError
from newslint.formats import jsonl
from newslint.formats.files import Pass
from newslint.journal.reading import sections
from newslint.journal.restoring import restore
from newslint.journal.writing import Journal
from newslint.ruleset import RuleSet, builtin_rules, load
from newslint.run import Input, Job, Sink, process

DAMAGE = ["\0", "\u200d", "\u00ad", "\ud800", "\U0001f600", "\r", "\u2028", "é", "ক", "্", '"', "\\"]


def made(content, path, rules, **job):
    out = BytesIO()
    path.unlink(missing_ok=True)
    with Journal(str(path), "benchmark") as journal, journal.section("-", "-", "") as section:
        for _ in process(
            Input(BytesIO(content), "a", jsonl), Job(Engine(rules), fix=True, **job), Sink(Pass(out), section)
        ):
            pass
    return out.getvalue()


def unmade(content, path, wanted):
    for found in sections(str(path)):
        out = BytesIO()
        restore(BytesIO(content), "a", found, Pass(out), wanted)
        content = out.getvalue()
    return content


def document(dice, examples):
    text = "\n".join(dice.choices(examples, k=dice.randint(1, 8)))
    for _ in range(dice.randint(0, 6)):
        at = dice.randint(0, len(text))
        text = text[:at] + dice.choice(DAMAGE) + text[at:]
    line = json.dumps({"id": dice.randint(0, 9), "text": text}, ensure_ascii=dice.random() < 0.5)
    if dice.random() < 0.2:
        line = line.replace("a", "\\u0061")
    return line.encode(errors="backslashreplace") + dice.choice([b"\n", b"\r\n", b""])


def random_documents(number):
    dice, rules = random.Random(0), load([builtin_rules()]).rules
    examples = [example.text for rule in rules for example in rule.examples.bad]
    counts = dict.fromkeys(["documents", "changed", "undone rule by rule", "undone at once", "not settled"], 0)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "journal")
        while counts["documents"] < number:
            content = document(dice, examples)
            chosen = sorted(dice.sample(rules, dice.randint(1, len(rules))), key=lambda rule: rule.id)
            try:
                fixed = made(content, path, RuleSet(tuple(chosen)), unsafe=True, drop_empty=dice.random() < 0.5)
            except InputError:
                counts["not settled"] += 1
                continue
            now, ids = (
                fixed,
                sorted({edit.rule for one in sections(str(path)) for e in one.entries() for edit in e.edits}),
            )
            dice.shuffle(ids)
            for name in ids:
                now = unmade(now, path, lambda _, rule, name=name: rule == name)
            counts["documents"] += 1
            counts["changed"] += fixed != content
            counts["undone rule by rule"] += unmade(now, path, lambda *_: True) == content
            counts["undone at once"] += unmade(fixed, path, lambda *_: True) == content
            if counts["documents"] % 100 == 0 or counts["documents"] == number:
                print(counts, flush=True)
    return counts["undone at once"] == counts["undone rule by rule"] == number


def texts(path):
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as stream:
        for line in stream:
            record = json.loads(line)
            if "lines" in record:
                record = {
                    "id": record["id"],
                    "url": record.get("url"),
                    "text": "\n".join(one["text"] for one in record["lines"]),
                }
            yield json.dumps(record, ensure_ascii=False).encode(errors="backslashreplace") + b"\n"


def files(paths):
    command = [sys.executable, "-m", "newslint"]
    print(f"{'bytes':>11} {'records':>8} {'journal':>8} {'.zst':>8} {'same':>5}  file")
    same = True
    for path in map(Path, paths):
        with tempfile.TemporaryDirectory() as folder:
            file, journal, packed = (Path(folder, name) for name in ("a.jsonl", "j", "j.zst"))
            file.write_bytes(b"".join(texts(path)))
            before = file.read_bytes()
            fix = [*command, "fix", "--isolated", "--unsafe-fixes", "-q", "--statistics", "--exit-zero", str(file)]
            subprocess.run(
                [*fix, "-o", f"{folder}/b.jsonl", "--journal", str(packed)], check=True, stdout=subprocess.DEVNULL
            )
            subprocess.run([*fix, "--journal", str(journal)], check=True, stdout=subprocess.DEVNULL)
            records = sum(one.closing.records for one in sections(str(journal)))
            if records:
                subprocess.run([*command, "restore", "-q", str(file), "--journal", str(journal)], check=True)
            is_same = file.read_bytes() == before
            same &= is_same
            shares = [f"{one.stat().st_size / len(before):.1%}" for one in (journal, packed)]
            print(f"{len(before):>11,} {records:>8,} {shares[0]:>8} {shares[1]:>8}", end=" ")
            print(f"{'yes' if is_same else 'NO':>5}  {path.name}", flush=True)
    return same


def main():
    start = time.perf_counter()
    match sys.argv[1:]:
        case ["random", *number]:
            good = random_documents(int(number[0]) if number else 1000)
        case ["files", _, *_]:
            good = files(sys.argv[2:])
        case _:
            sys.exit(__doc__)
    print(f"{time.perf_counter() - start:.0f} s")
    sys.exit(not good)


if __name__ == "__main__":
    main()
