import gzip
import json
import shutil

import pytest

from .program import ADVERT, CLEAN, DIRTY, program, records, snapshot

SHORTCODE = "*/shortcode"
TWO_RULES = "Rain [ad_1] fell.\nAdvertisement\nIt stopped.\n"
CONTENT = records(TWO_RULES, CLEAN, "Advertisement", DIRTY)


@pytest.fixture
def corpus(folder):
    """A file to fix, and a copy of it."""
    (folder / "a.jsonl").write_text(CONTENT)
    return folder / "a.jsonl"


def texts(path):
    return [json.loads(line)["text"] for line in path.read_text().splitlines()]


@pytest.mark.parametrize("flags", [[], ["--drop-empty"], ["--unsafe-fixes", "-q"]])
@pytest.mark.parametrize("journal", ["j.journal", "j.journal.zst", "j.jsonl.gz"])
def test_a_fix_is_undone_byte_for_byte(newslint, corpus, flags, journal):
    assert newslint("fix", "a.jsonl", "--journal", journal, *flags).code == 0
    assert corpus.read_text() != CONTENT
    ran = newslint("restore", "a.jsonl", "--journal", journal)
    assert (ran.code, ran.out, ran.err) == (0, "a.jsonl: 3 records restored\n", "")
    assert corpus.read_text() == CONTENT
    ran = newslint("restore", "a.jsonl", "--journal", journal)
    assert (ran.code, ran.out) == (0, "a.jsonl: nothing to undo; it is as it was before\n")


def test_the_journal_is_as_documented(newslint, corpus, folder):
    newslint("fix", "a.jsonl", "--journal", "j")
    header, opening, *entries, closing = map(json.loads, (folder / "j").read_text().splitlines())
    assert header["newslint-journal"] == 1
    assert (opening["what"], opening["file"], opening["output"]) == ("file", "a.jsonl", "a.jsonl")
    assert [(entry["line"], entry["id"], entry["field"]) for entry in entries] == [
        (1, 1, "text"),
        (3, 3, "text"),
        (4, 4, "text"),
    ]
    assert [
        (edit["span"], edit["removed"], edit["text"], edit["rule"].rpartition("/")[2]) for edit in entries[0]["edits"]
    ] == [
        ([5, 12], "[ad_1] ", "", "shortcode"),
        ([18, 32], "Advertisement\n", "", "advert-label"),
    ]
    assert (closing["what"], closing["records"]) == ("end", 3)
    assert closing["before"]["size"] == len(CONTENT)


def test_single_records(newslint, corpus):
    newslint("fix", "a.jsonl", "--journal", "j")
    assert newslint("restore", "a.jsonl", "--journal", "j", "--record", "4").out == "a.jsonl: 1 record restored\n"
    assert texts(corpus) == ["Rain fell.\nIt stopped.\n", CLEAN, "", DIRTY]
    newslint("restore", "a.jsonl", "--journal", "j", "--record", "id=1", "--rule", "boilerplate/en")
    assert texts(corpus) == ["Rain fell.\nAdvertisement\nIt stopped.\n", CLEAN, "", DIRTY]
    newslint("restore", "a.jsonl", "--journal", "j")
    assert corpus.read_text() == CONTENT


def test_single_rules(newslint, corpus):
    newslint("fix", "a.jsonl", "--journal", "j", "--drop-empty")
    assert texts(corpus) == ["Rain fell.\nIt stopped.\n", CLEAN, CLEAN]
    assert newslint("restore", "a.jsonl", "--journal", "j", "--rule", SHORTCODE).out == "a.jsonl: 1 record restored\n"
    assert texts(corpus) == ["Rain [ad_1] fell.\nIt stopped.\n", CLEAN, CLEAN]
    newslint("restore", "a.jsonl", "--journal", "j", "--rule", "boilerplate/*/advert*")
    assert corpus.read_text() == CONTENT


def test_what_names_nothing_is_a_mistake(newslint, corpus):
    newslint("fix", "a.jsonl", "--journal", "j")
    fixed = corpus.read_bytes()
    ran = newslint("restore", "a.jsonl", "--journal", "j", "--record", "2", "--rule", "boilerplate/bn")
    assert ran.code == 2
    assert ran.err.startswith("newslint: --record 2, --rule boilerplate/bn: the journal has no such change; name a rec")
    assert ran.out == "a.jsonl: nothing to undo of what was asked for\n"
    assert corpus.read_bytes() == fixed


def test_what_a_later_rule_lies_over_stays_and_is_named(newslint, corpus, folder):
    (folder / "own.yaml").write_text(OWN)
    newslint("fix", "a.jsonl", "--journal", "j", "--rules", "own.yaml", "--select", "own")
    assert texts(corpus)[0] == "Storm [ad_1] fell.\nAdvertisement\nIt stopped.\n"
    ran = newslint("restore", "a.jsonl", "--journal", "j", "--rule", "own/first")
    assert ran.code == 1
    assert "a.jsonl: record 1 (1): what own/first did stays, since another rule's change lies over it\n" in ran.out
    newslint("restore", "a.jsonl", "--journal", "j", "--rule", "own/second")
    assert texts(corpus)[0] == "Snow [ad_1] fell.\nAdvertisement\nIt stopped.\n"
    assert newslint("restore", "a.jsonl", "--journal", "j", "--rule", "own/first").code == 0
    assert corpus.read_text() == CONTENT


OWN = """
rules:
  - name: first
    message: m
    why: w
    match: {kind: pattern, pattern: Rain}
    fix: {replace: Snow, safety: safe}
    stage: spelling
    examples: {bad: [{text: Rain, fixed: Snow}], good: [Dew]}
  - name: second
    message: m
    why: w
    match: {kind: pattern, pattern: Snow}
    fix: {replace: Storm, safety: safe}
    examples: {bad: [{text: Snow, fixed: Storm}], good: [Dew]}
"""


def test_several_journals_in_turn(newslint, corpus):
    newslint("fix", "a.jsonl", "--journal", "1", "--select", ADVERT)
    between = corpus.read_bytes()
    newslint("fix", "a.jsonl", "--journal", "2")
    ran = newslint("restore", "a.jsonl", "--journal", "1")
    assert ran.code == 2
    assert "changed since this fix, in record 1 (1), so it was left as it is; undo fixes made since then" in ran.err
    newslint("restore", "a.jsonl", "--journal", "2")
    assert corpus.read_bytes() == between
    newslint("restore", "a.jsonl", "--journal", "1")
    assert corpus.read_text() == CONTENT


@pytest.mark.parametrize(
    ("old", "new", "where"),
    [
        ("stopped", "dropped", "in record 1 (1)"),
        ('"id": 2', '"id": 7', "between record 1 (1) and record 3 (3)"),
        ('"id": 4', '"id": 9', "in record 4 (4)"),
        ('"}\n', '"} \n', "in record 1 (1)"),
        (None, "\n", "after record 4 (4)"),
    ],
)
def test_a_file_that_changed_since_is_refused_and_the_place_named(newslint, corpus, old, new, where):
    newslint("fix", "a.jsonl", "--journal", "j")
    fixed = corpus.read_text()
    changed = fixed + new if old is None else fixed.replace(old, new, 1)
    corpus.write_text(changed)
    ran = newslint("restore", "a.jsonl", "--journal", "j")
    assert ran.code == 2
    assert f"newslint: a.jsonl: changed since this fix, {where}, so it was left as it is" in ran.err
    assert corpus.read_text() == changed


def test_files_of_a_folder(newslint, folder):
    before = {"in/a.txt": DIRTY, "in/b.txt": CLEAN, "in/deep/c.jsonl": CONTENT}
    for name, text in before.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    newslint("fix", "in", "--journal", "j")
    ran = newslint("restore", "in", "--journal", "j")
    assert (ran.code, ran.lines) == (0, ["in/a.txt: 1 record restored", "in/deep/c.jsonl: 3 records restored"])
    again = newslint("restore", ".", "--journal", "j")
    assert again.lines[0] == "in/a.txt: nothing to undo; it is as it was before"
    (folder / "j").unlink()
    assert snapshot(folder) == {name: text.encode() for name, text in before.items()}


def test_a_journal_in_another_folder(newslint, folder):
    files = [folder / "news" / name / "x.txt" for name in "ab"]
    for file in files:
        file.parent.mkdir(parents=True)
        file.write_text(DIRTY)
    (folder / "kept").mkdir()
    assert newslint("fix", "news", "--journal", "kept/j").code == 0
    assert newslint("restore", "news/a/x.txt", "--journal", "kept/j").code == 0
    assert [file.read_text() for file in files] == [DIRTY, CLEAN]
    assert newslint("restore", "news", "--journal", "kept/j").code == 0
    assert [file.read_text() for file in files] == [DIRTY, DIRTY]


def test_a_journal_from_a_stranger_reaches_no_file_outside(newslint, folder):
    (folder / "news").mkdir()
    (folder / "a.txt").write_text(DIRTY)
    assert newslint("fix", "a.txt", "--journal", "j").code == 0
    journal = (folder / "j").read_text()
    (folder / "j").write_text(journal.replace('"output":"a.txt"', '"output":"news/../a.txt"'))
    ran = newslint("restore", "news", "--journal", "j")
    assert (ran.code, "has nothing on files in this folder" in ran.err) == (2, True)
    assert (folder / "a.txt").read_text() == CLEAN


def test_a_folder_that_moved_and_a_file_by_another_name(newslint, folder, corpus):
    newslint("fix", ".", "--journal", "j")
    (folder / "elsewhere").mkdir()
    for name in ("a.jsonl", "j"):
        shutil.move(folder / name, folder / "elsewhere" / name)
    assert newslint("restore", "elsewhere/a.jsonl", "--journal", "elsewhere/j", "-o", "b.jsonl").code == 0
    assert (folder / "b.jsonl").read_text() == CONTENT


def test_an_output_and_standard_streams(newslint, folder, corpus):
    newslint("fix", "a.jsonl", "-o", "out.jsonl", "--journal", "1")
    assert newslint("restore", "out.jsonl", "--journal", "1").code == 0
    assert (folder / "out.jsonl").read_text() == CONTENT
    ran = program("fix", "-", "--stdin-filename", "x.jsonl", "--journal", "2", cwd=folder, stdin=CONTENT.encode())
    (folder / "b.jsonl").write_bytes(ran.stdout)
    assert newslint("restore", "b.jsonl", "--journal", "2").code == 0
    assert (folder / "b.jsonl").read_text() == CONTENT


def test_compressed_files_keep_their_content(newslint, folder):
    (folder / "a.txt.gz").write_bytes(gzip.compress(DIRTY.encode(), 9))
    newslint("fix", "a.txt.gz", "--journal", "j")
    assert newslint("restore", "a.txt.gz", "--journal", "j").code == 0
    assert gzip.decompress((folder / "a.txt.gz").read_bytes()) == DIRTY.encode()


def test_nobody_s_journal_is_written_over(newslint, corpus, folder):
    newslint("fix", "a.jsonl", "--journal", "j")
    kept = (folder / "j").read_bytes()
    ran = newslint("fix", "a.jsonl", "--journal", "j")
    assert ran.code == 2
    assert ran.err == "newslint: --journal j: is there already, and may be the only way back; name another\n"
    assert (folder / "j").read_bytes() == kept
    (folder / "k").write_text("notes")
    assert newslint("fix", "a.jsonl", "--journal", "k").code == 2
    assert (folder / "k").read_text() == "notes"


def test_a_journal_that_a_killed_run_left_is_begun_anew(newslint, corpus, folder):
    newslint("fix", "a.jsonl", "--journal", "j")
    lines = (folder / "j").read_bytes().splitlines(keepends=True)
    corpus.write_text(CONTENT)
    for left in (b"", lines[0], lines[0] + lines[1] + lines[2][:50]):
        (folder / "j").write_bytes(left)
        assert newslint("fix", "a.jsonl", "--journal", "j").code == 0
        assert newslint("restore", "a.jsonl", "--journal", "j").code == 0
        assert corpus.read_text() == CONTENT


def test_finished_sections_count_where_the_rest_is_cut_short(newslint, folder):
    for name in "ab":
        (folder / f"{name}.txt").write_text(DIRTY)
    newslint("fix", "a.txt", "b.txt", "--journal", "j.gz")
    (folder / "j.gz").write_bytes((folder / "j.gz").read_bytes()[:-30])
    assert newslint("restore", "a.txt", "--journal", "j.gz").code == 0
    assert (folder / "a.txt").read_text() == DIRTY


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("", "j: not a journal of newslint"),
        ('{"text": "Rain"}\n', "j: not a journal of newslint"),
        ('{"newslint-journal": 2}\n', "j: a journal of version 2, and this newslint reads 1; use a newer one"),
        ('{"newslint-journal": 1}\n', "a.jsonl: the journal j has nothing on this file; it knows none"),
        ('{"newslint-journal": 1}\n{}\n', "j:2: not a line of a journal; restore this file from a copy"),
        ('{"newslint-journal": 1}\n[[]]\n', "j:2: not a line of a journal; restore this file from a copy"),
    ],
)
def test_what_is_no_journal(newslint, corpus, folder, content, problem):
    (folder / "j").write_text(content)
    ran = newslint("restore", "a.jsonl", "--journal", "j")
    assert ran.code == 2
    assert ran.err.startswith(f"newslint: {problem}")


def test_a_journal_cannot_ask_for_more_than_a_record_can_hold(newslint, corpus, folder):
    assert newslint("fix", "a.jsonl", "--journal", "j").code == 0
    fixed, journal = corpus.read_text(), (folder / "j").read_text()
    (folder / "j").write_text(journal.replace('"size":[', '"size":[1' + "0" * 12))
    ran = newslint("restore", "a.jsonl", "--journal", "j")
    assert (ran.code, ran.err) == (2, "newslint: j:3: not a line of a journal; restore this file from a copy\n")
    assert corpus.read_text() == fixed


def test_a_journal_is_no_input_and_no_output(newslint, corpus, folder):
    assert newslint("fix", ".", "--journal", "j.jsonl").code == 0
    assert newslint("restore", "a.jsonl", "--journal", "j.jsonl", "-o", "j.jsonl").code == 2
    assert newslint("restore", "a.jsonl", "--journal", "j.jsonl", "-o", "a.jsonl").code == 2
    assert newslint("fix", "--diff", "a.jsonl", "--journal", "k").code == 2
    assert newslint("fix", "a.jsonl", "--journal", "a.jsonl").code == 2
    assert newslint("restore", "a.jsonl", "--journal", "j.jsonl").code == 0
    assert corpus.read_text() == CONTENT
