"""Contents fixed with a journal, and restored by it, in files of a folder."""

import json
from io import BytesIO

from newslint.engine import Engine
from newslint.formats import jsonl, plain
from newslint.formats.files import NewFile, Pass
from newslint.journal.reading import sections
from newslint.journal.restoring import restore
from newslint.journal.writing import Journal
from newslint.run import Input, Job, Sink, process


def fix_with_journal(folder, content, rules, kind=jsonl, suffix="", **named):
    """The fixed content, and the path of the journal that was written meanwhile."""
    path, out = folder / f"fix.journal{suffix}", BytesIO()
    path.unlink(missing_ok=True)
    job = Job(Engine(rules), fix=True, **named)
    with Journal(str(path), "test") as journal, journal.section("-", "-", rules.fingerprint) as section:
        for _ in process(Input(BytesIO(content), "news", kind), job, Sink(Pass(out), section)):
            pass
    return out.getvalue(), path


def restored(path, content, wanted=lambda entry, rule: True):
    """A content after restoring by the one section of a journal, and what came of it; as it was without a section."""
    found, out = sections(str(path)), BytesIO()
    if not found:
        return content, None
    (section,) = found
    outcome = restore(BytesIO(content), "news", section, Pass(out), wanted)
    return out.getvalue(), outcome


def lines(path):
    return [json.loads(line) for line in path.read_bytes().splitlines()]


def replayed(original, journal):
    """The fixed content, made of the original by docs/journal.md alone."""
    out, done = b"", 0
    spell = {
        "plain": lambda text: text.encode(errors="replace"),
        "json": lambda text: json.dumps(text, ensure_ascii=False)[1:-1].encode(errors="backslashreplace"),
        "json-ascii": lambda text: json.dumps(text)[1:-1].encode(),
    }
    for entry in lines(journal):
        if entry.get("what") != "record":
            continue
        start, size = entry["offset"], entry["size"][0]
        out += original[done:start]
        done = start + size
        record, at = original[start:done], 0
        if "dropped" in entry:
            continue
        for edit in entry["edits"]:
            if edit.get("layer", 0):
                continue
            put = spell[entry["spelling"]]
            removed = edit["raw"].encode() if "raw" in edit else put(edit["removed"])
            assert record[edit["at"] :].startswith(removed)
            out += record[at : edit["at"]] + put(edit["text"])
            at = edit["at"] + len(removed)
        out += record[at:]
    return out + original[done:]


__all__ = ["NewFile", "fix_with_journal", "lines", "plain", "replayed", "restored"]
