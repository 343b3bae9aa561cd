"""Hold the fast path of the engine against the plain one, in which every rule looks at every line of every text.

    python benchmarks/reference.py FILE.jsonl[.gz]… [--every N]

Checks each record (or every Nth) and makes its safe fixes, and all fixes, both ways, which takes some minutes for a
megabyte, and prints how many came out the same; ends with 1 where one did not, and names it.
"""

import argparse
import gzip
import json
import sys
from functools import lru_cache
from itertools import islice
from pathlib import Path

from newslint.engine import Engine
from newslint.fixing import settled
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


def fast(engine, document, unsafe):
    return next(fix_all(engine, [guarded(document, unsafe, MAX_LOSS)], unsafe))


def plain(check, document, unsafe):
    return settled(guarded(document, unsafe, MAX_LOSS), check)


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument("--every", type=int, default=1, metavar="N")
    given = parser.parse_args()
    engine = Engine(in_force())
    check = lru_cache(Engine(in_force(), prefilter=False).check)
    same, findings, different = 0, 0, []
    for path in given.files:
        for number, document in documents(path, given.every):
            found = engine.check(document)
            if found == check(document) and all(
                fast(engine, document, unsafe) == plain(check, document, unsafe) for unsafe in (False, True)
            ):
                same, findings = same + 1, findings + len(found)
            else:
                different.append(f"{path}:{number}")
    print(f"{same:,} texts with {findings:,} findings came out the same both ways, {len(different):,} did not")
    sys.exit("\n".join(different) if different else 0)


if __name__ == "__main__":
    main()
