"""What newslint and others take out of labelled pages, and what they harm, on the same texts in one run.

    NEWSLINT_DATA=FOLDER python benchmarks/boilerplate.py [FILE.jsonl.gz] [--peers PYTHON]… [--write PAGE]

The file (default: `data/boilerplate-dev-extracted.jsonl.gz` of the folder) holds pages with lines labelled KEEP,
BOILERPLATE or UNSURE, and the text that they should come out as. Peers are those of `peers.py` in the environments
whose Pythons are named. Prints a table in Markdown:

precision  of the lines labelled KEEP or BOILERPLATE that are gone, the share labelled BOILERPLATE
recall     of the lines labelled BOILERPLATE, the share that is gone
lost       of the characters in lines labelled KEEP, the share that is gone
F1         words of the whole text in common with the text wanted, the mean over pages, before and after
hurt       the share of pages whose F1 fell by more than 0.005

A line is gone if more than half of it is; lines are compared by their letters, marks and digits alone.
"""

import argparse
import gzip
import json
import os
import subprocess
import sys
import tempfile
import unicodedata
from collections import Counter
from difflib import SequenceMatcher
from pathlib import Path

from processes import put, table

import newslint

PEERS = ("datatrove C4, lines", "datatrove C4, documents", "Dolma C4, lines", "jusText")
FELL = 0.005  # what F1 may fall by without harm
AHEAD = 8  # lines after which a rewritten line is not looked for any more
SAME = 0.4  # the share of a line that has to be found again in a line for it to be the same one


def read(path):
    with gzip.open(path, "rt", encoding="utf-8", newline="\n") as stream:
        for record in map(json.loads, stream):
            record["text"] = "\n".join(line["text"] for line in record["lines"])
            yield record


def cleaned_by_newslint(records, unsafe):
    cleaner = newslint.Cleaner(unsafe_fixes=unsafe)
    return [cleaner.fix(one["text"], lang=one.get("lang"), url=one.get("url")).text for one in records]


def cleaned_by_peers(records, pythons):
    """(name, texts) for each peer, from the first environment that has it."""
    script, done = str(Path(__file__).with_name("peers.py")), set()
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "in.jsonl"), Path(folder, "out.jsonl")
        with source.open("w", encoding="utf-8") as stream:
            for one in records:
                stream.write(json.dumps({"text": one["text"], "lang": one.get("lang")}) + "\n")
        for python in pythons:
            told = subprocess.run([python, script], capture_output=True, text=True, check=True).stdout
            for name in (line.partition("\t")[0] for line in told.split("\n")):
                if name in PEERS and name not in done:
                    done.add(name)
                    subprocess.run([python, script, name, source, target], check=True)
                    with target.open(encoding="utf-8", newline="\n") as stream:
                        yield name, [json.loads(line)["text"] for line in stream]


def bare(line):
    form = unicodedata.normalize("NFKC", line).casefold()
    return "".join(char for char in form if char.isalnum() or unicodedata.category(char)[0] == "M") or line.strip()


def shares_gone(before, after):
    """For each line the share of it that is gone."""
    old, new = [bare(line) for line in before], [bare(line) for line in after]
    gone = [1.0] * len(old)
    for tag, start, end, low, high in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            gone[start:end] = [0.0] * (end - start)
        for number in range(start, end) if tag == "replace" else ():
            kept = [(found_again(old[number], new[at]), -at) for at in range(low, min(high, low + AHEAD))]
            share, at = max(kept, default=(0.0, 0))
            if share >= SAME:
                gone[number], low = 1 - min(1.0, share), -at
    return gone


def found_again(line, other):
    least = 1 if len(line) < 6 else 3  # characters in common by chance do not count
    blocks = SequenceMatcher(None, line, other, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks if block.size >= least) / max(1, len(line))


def f1(text, wanted):
    one, other = (Counter(unicodedata.normalize("NFC", part).casefold().split()) for part in (text, wanted))
    return 2 * (one & other).total() / (one.total() + other.total()) if one or other else 1.0


def figures(records, texts):
    lines, chars, scores = Counter(), Counter(), []
    for record, text in zip(records, texts, strict=True):
        flat = iter(shares_gone(record["text"].split("\n"), text.split("\n")))
        for line in record["lines"]:
            parts = [(len(part) or 1, next(flat)) for part in line["text"].split("\n")]
            gone = sum(size * share for size, share in parts) / sum(size for size, _ in parts)
            lines[line["label"], gone > 0.5] += 1
            chars[line["label"]] += len(line["text"])
            chars[line["label"], "gone"] += gone * len(line["text"])
        if record.get("gold_text"):
            scores.append([f1(each, record["gold_text"]) for each in (record["text"], text)])
    right, wrong = lines["BOILERPLATE", True], lines["KEEP", True]
    hurt = sum(after < before - FELL for before, after in scores) / len(scores)
    before, after = (sum(column) / len(scores) for column in zip(*scores, strict=True))
    yield f"{right / (right + wrong):.3f}"
    yield f"{right / (right + lines['BOILERPLATE', False]):.3f}"
    yield f"{chars['KEEP', 'gone'] / chars['KEEP']:.5f}"
    yield f"{before:.4f}, {after:.4f}"
    yield f"{hurt:.3f}"


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("file", nargs="?", type=Path)
    parser.add_argument("--peers", action="append", default=[], metavar="PYTHON")
    parser.add_argument("--write", type=Path, metavar="PAGE")
    given = parser.parse_args()
    folder = os.environ.get("NEWSLINT_DATA")
    if not given.file and not folder:
        sys.exit("name a file, or the folder of the labelled data in NEWSLINT_DATA")
    records = list(read(given.file or Path(folder, "data", "boilerplate-dev-extracted.jsonl.gz")))
    rows = [
        ("newslint", *figures(records, cleaned_by_newslint(records, unsafe=False))),
        ("newslint `--unsafe-fixes`", *figures(records, cleaned_by_newslint(records, unsafe=True))),
    ]
    for name, texts in cleaned_by_peers(records, given.peers):
        rows.append((name, *figures(records, texts)))
    found = table(["", "precision", "recall", "article lost", "word F1 before, after", "texts hurt"], rows)
    print(found)
    if given.write:
        put(given.write, "boilerplate", found)


if __name__ == "__main__":
    main()
