"""Hold the fast path of the engine against the plain one, in which every rule looks at every line of every text.

    python benchmarks/reference.py FILE.jsonl[.gz]… [--every N]

Checks and fixes each record (or every Nth) both ways, which takes some minutes for a megabyte, and prints how many came
out the same; ends with 1 where one did not, and names it.
"""

import argparse
import gzip
import json
import sys
from itertools import islice
from pathlib import Path

from newslint.engine import Engine
from newslint.guard import MAX_LOSS, guarded
from newslint.ruleset import in_force
from newslint.together import fix_all
from newslint.types import Document


def documents(path, every):
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8", newline="\n") as lines:
        for number, line in islice(enumerate(lines, 1), 0, None, every):
            record = json.loads(line)
            text = record["text"] if "text" in record else "\n".join(one["text"] for one in record["lines"])
            yield number, Document(text, record.get("lang"), record.get("url"))


def outcome(engine, document):
    return engine.check(document), [*fix_all(engine, [guarded(document, True, MAX_LOSS)])]


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument("--every", type=int, default=1, metavar="N")
    given = parser.parse_args()
    fast, plain = Engine(in_force()), Engine(in_force(), prefilter=False)
    same, findings, different = 0, 0, []
    for path in given.files:
        for number, document in documents(path, given.every):
            one, other = outcome(fast, document), outcome(plain, document)
            if one == other:
                same, findings = same + 1, findings + len(one[0])
            else:
                different.append(f"{path}:{number}")
    print(f"{same:,} texts with {findings:,} findings came out the same both ways, {len(different):,} did not")
    sys.exit("\n".join(different) if different else 0)


if __name__ == "__main__":
    main()
