"""Coverage-guided fuzzing of what reads strangers' bytes, with atheris (which newslint does not depend on).

    pip install atheris
    python benchmarks/fuzz/fuzz.py TARGET [SECONDS] [CORPUS]     rules, splice, restore, engine, run

An input that raises anything but newslint's own errors, that breaks a law, or that takes longer than 20 seconds is a
finding: it is written to the working directory as `crash-…` or `timeout-…`, and the exit code is not 0. The corpus
starts from the rules that newslint comes with and their examples; what was found on the way is kept in CORPUS.
"""

import json
import sys
import tempfile
from io import BytesIO
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["newslint"]):
    from newslint.engine import Engine
    from newslint.errors import InputError, RuleError, UsageError
    from newslint.fixing import fix
    from newslint.formats import jsonl, plain
    from newslint.formats.files import Pass
    from newslint.formats.records import Fields, Stretch
    from newslint.journal.reading import sections
    from newslint.journal.restoring import restore
    from newslint.journal.writing import Journal
    from newslint.rulefile import read_rules
    from newslint.ruleset import RuleSet, builtin_rules, load
    from newslint.run import Input, Job, Sink, process
    from newslint.text import replaced
    from newslint.types import Document, Edit, Span

FOLDER = Path(tempfile.mkdtemp(prefix="newslint-fuzz-", dir="/dev/shm" if Path("/dev/shm").is_dir() else None))
SHIPPED = load([builtin_rules()])
ENGINE = Engine(SHIPPED)
TEXTS = [example.text for rule in SHIPPED.rules for example in rule.examples.bad]
MARK = b"\n---\n"


def rules(data):
    """A rule file: loaded, or refused with a message; what was loaded compiles and looks at a text."""
    file = FOLDER / "rules.yaml"
    file.write_bytes(data)
    try:
        loaded = read_rules(file, "fuzz")
    except (RuleError, UsageError):
        return
    Engine(RuleSet(tuple(sorted(loaded, key=lambda rule: rule.id)))).check(Document("Rain fell.\nবৃষ্টি হলো।\n"))


def splice(data):
    """A line of JSON with edits put into its text: the text is as edited, all other fields are as they were."""
    provider = atheris.FuzzedDataProvider(data)
    points = sorted(provider.ConsumeIntInRange(0, 40) for _ in range(4))
    new = provider.ConsumeUnicode(3)
    (record, *_) = [*jsonl.read(Stretch(provider.ConsumeBytes(1 << 16)), "a", Fields(), 1 << 20), None]
    if record is None or record.document is None:
        return
    text = record.document.text
    edits = [Edit(Span(*(min(len(text), at) for at in points[i : i + 2])), new) for i in (0, 2)]
    wanted, made = replaced(text, edits), jsonl.layout(record).spliced(edits)
    before, after = json.loads(record.raw.decode().lstrip("\ufeff")), json.loads(made.decode().lstrip("\ufeff"))
    name = record.place.field
    assert joined(after.pop(name)) == joined(wanted)
    before.pop(name)
    assert repr(before) == repr(after)


def joined(text):
    """The text with halves of a surrogate pair that stand side by side made one, as JSON reads them."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def undo(data):
    """A journal and a file: restored to what the journal's digest says, or refused."""
    journal, _, content = data.partition(MARK)
    file = FOLDER / "fuzz.journal"
    file.write_bytes(journal)
    try:
        for section in sections(str(file)):
            restore(BytesIO(content), "a", section, Pass(BytesIO()), lambda entry, rule: True)
    except InputError:
        pass


def engine(data):
    """A text by all rules: fixed and settled, and undone."""
    text = data.decode(errors="surrogateescape")
    fixed, left = fix(Document(text), ENGINE.check, unsafe=True)
    again, left_again = fix(Document(fixed.text), ENGINE.check, unsafe=True)
    assert (again.edits, left_again) == ((), left)
    assert (
        replaced(text, fixed.edits) == replaced(text, [Edit(one.span, one.text) for one in fixed.changes]) == fixed.text
    )


def run(data):
    """A file from bytes to bytes with a journal, and back."""
    kind = jsonl if data[:1] == b"{" else plain
    out, path = BytesIO(), FOLDER / "run.journal"
    path.unlink(missing_ok=True)
    job = Job(ENGINE, fix=True, unsafe=True, drop_empty=True, limit=1 << 16)
    with Journal(str(path), "fuzz") as journal, journal.section("-", "-", "") as section:
        for _ in process(Input(BytesIO(data), "a", kind), job, Sink(Pass(out), section)):
            pass
    back = out.getvalue()
    for found in sections(str(path)):
        target = BytesIO()
        restore(BytesIO(back), "a", found, Pass(target), lambda entry, rule: True)
        back = target.getvalue()
    assert back == data


def made_by_run(content):
    """A journal and the file that it goes with."""
    out, path = BytesIO(), FOLDER / "seed.journal"
    path.unlink(missing_ok=True)
    with Journal(str(path), "fuzz") as journal, journal.section("-", "-", "") as section:
        for _ in process(Input(BytesIO(content), "a", jsonl), Job(ENGINE, fix=True), Sink(Pass(out), section)):
            pass
    return path.read_bytes() + MARK + out.getvalue()


def seeds(target):
    """The inputs to start from."""
    lines = [json.dumps({"id": 1, "text": text}, ensure_ascii=bool(n % 2)).encode() for n, text in enumerate(TEXTS)]
    if target is rules:
        return [file.read_bytes()[:4000] for file in sorted(builtin_rules().rglob("*.yaml"))]
    if target is splice:
        return [b"\1\2\3\4xyz" + line for line in lines]
    if target is undo:
        return [made_by_run(b"\n".join(lines[at : at + 3])) for at in range(0, len(lines), 3)]
    return [text.encode(errors="replace") for text in TEXTS] if target is engine else lines


TARGETS = {"rules": rules, "splice": splice, "restore": undo, "engine": engine, "run": run}


def main():
    if len(sys.argv) < 2 or sys.argv[1] not in TARGETS:
        sys.exit(__doc__)
    target, seconds = TARGETS[sys.argv[1]], sys.argv[2] if len(sys.argv) > 2 else "600"
    corpus = Path(sys.argv[3]) if len(sys.argv) > 3 else FOLDER / "corpus"
    corpus.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(seeds(target)):
        (corpus / f"seed-{number}").write_bytes(seed)
    flags = [f"-max_total_time={seconds}", "-timeout=20", "-max_len=8192", "-rss_limit_mb=3000", "-print_final_stats=1"]
    atheris.Setup([sys.argv[0], str(corpus), *flags], target)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
