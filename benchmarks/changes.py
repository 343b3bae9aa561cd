"""What fixes change in texts, rule by rule: python benchmarks/changes.py [FILE.jsonl[.gz]…] [--select SELECTOR]…

Reads JSON lines with a text each; without files, all those in the folder that NEWSLINT_DATA names. Prints how many
fixes each rule made in how many documents, then a sample of them, drawn by seed, as `before[old→new]after` with hidden
characters shown. With --all every fix is printed, and with --found what was found and not fixed as well.
"""

import argparse
import collections
import gzip
import json
import os
import random
from pathlib import Path

import newslint
from newslint.engine import Engine
from newslint.fixing import fix
from newslint.reporters.visible import visible
from newslint.ruleset import in_force
from newslint.types import Document

AROUND = 40  # code points of context
LONGEST = 160  # code points of what was changed


def documents(paths):
    for path in paths:
        with (gzip.open if path.suffix == ".gz" else open)(path, "rt", encoding="utf-8", newline="\n") as lines:
            for number, line in enumerate(lines, 1):
                record = json.loads(line)
                if text := record.get("text"):
                    yield f"{path.name}:{number}", Document(text, record.get("lang"), record.get("url"))


def changes(engine, document, unsafe):
    """(rule, shown edit) for each fix, in the text of its pass, and (rule, shown match) for what is left."""
    texts = {}

    def check(current):
        found = engine.check(current)
        texts.update({id(diagnostic): (diagnostic, current.text) for diagnostic in found})  # kept, so that ids stay
        return found

    try:
        fixed, left = fix(document, check, unsafe)
    except newslint.UnsettledError as error:
        return [("UNSETTLED", str(error))], []
    applied = [(one.rule, shown(texts[id(one)][1], edit)) for one in fixed.applied for edit in one.fix.edits]
    return applied, [(one.rule, shown(fixed.text, newslint.Edit(one.span, None))) for one in left]


def shown(text, edit):
    (start, end), new = edit
    parts = text[max(0, start - AROUND) : start], clipped(text[start:end]), text[end : end + AROUND], clipped(new or "")
    before, old, after, put_in = (visible(part.replace("\n", "⏎")) for part in parts)
    return f"{before}[{old}]{after}" if new is None else f"{before}[{old}→{put_in}]{after}"


def clipped(text):
    return text if len(text) <= LONGEST else f"{text[: LONGEST // 2]} … {text[-LONGEST // 2 :]}"


def report(title, found, sample, seed):
    print(f"\n{title}\n{'rule':<60}{'times':>8}{'documents':>11}")
    times = collections.Counter(rule for _, rule, _ in found)
    places = collections.Counter(rule for _, rule in {(place, rule) for place, rule, _ in found})
    for rule, count in times.most_common():
        print(f"{rule:<60}{count:>8}{places[rule]:>11}")
    chosen = found if sample is None else random.Random(seed).sample(found, min(sample, len(found)))
    for place, rule, what in sorted(chosen, key=lambda change: (change[1], change[0])):
        print(f"{rule}  {place}  {what}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--select", action="append", default=[])
    parser.add_argument("--ignore", action="append", default=[])
    parser.add_argument("--unsafe-fixes", action="store_true")
    parser.add_argument("--sample", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--all", action="store_true", help="print every change, not a sample")
    parser.add_argument("--found", action="store_true", help="list what was found and not fixed as well")
    given = parser.parse_args()
    folder = os.environ.get("NEWSLINT_DATA")
    files = given.files or (sorted(Path(folder).rglob("*.jsonl*")) if folder else [])
    if not files:
        parser.error("name files, or their folder in NEWSLINT_DATA")
    engine = Engine(in_force(tuple(given.select), tuple(given.ignore)))
    fixed, found, count = [], [], 0
    for place, document in documents(files):
        count += 1
        applied, left = changes(engine, document, given.unsafe_fixes)
        fixed += ((place, rule, what) for rule, what in applied)
        found += ((place, rule, what) for rule, what in left)
    sample = None if given.all else given.sample
    report(f"Fixed in {count} documents", fixed, sample, given.seed)
    if given.found:
        report("Found and left", found, sample, given.seed)


if __name__ == "__main__":
    main()
