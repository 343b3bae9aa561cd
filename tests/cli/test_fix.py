import json
import subprocess

import pytest

from .program import ADVERT, CLEAN, CREDIT, DIRTY, UNSAFE, program, records, snapshot

SAFE_AND_UNSAFE = DIRTY + UNSAFE
UNSAFE_FIXED = "The dam held.\nRain fell.\n"


def test_safe_fixes_go_in_place_and_a_second_run_changes_nothing(newslint, folder):
    (folder / "a.txt").write_text(SAFE_AND_UNSAFE)
    (folder / "b.jsonl").write_text(records(CLEAN, DIRTY))
    ran = newslint("fix", ".")
    assert ran.code == 0
    assert ran.lines[0].startswith(f"a.txt:3:15: info {CREDIT} ")
    assert ran.lines[-1] == "Fixed 2 findings in 2 documents; 1 left (1 fixable with --unsafe-fixes)"
    after = {"a.txt": (CLEAN + UNSAFE).encode(), "b.jsonl": records(CLEAN, CLEAN).encode()}
    assert snapshot(folder) == after
    ran = newslint("fix", ".")
    assert ran.code == 0
    assert ran.lines[-1] == "Nothing to fix in 3 documents; 1 left (1 fixable with --unsafe-fixes)"
    assert snapshot(folder) == after


def test_what_is_left_decides_the_exit_code(newslint, folder):
    (folder / "a.txt").write_text(SAFE_AND_UNSAFE)
    assert newslint("fix", "--fail-on", "info", "a.txt").code == 1
    assert newslint("fix", "--fail-on", "info", "--exit-zero", "a.txt").code == 0
    assert newslint("fix", "--fail-on", "info", "--unsafe-fixes", "a.txt").code == 0
    assert (folder / "a.txt").read_text() == CLEAN + UNSAFE_FIXED


def test_unsafe_fixes_can_be_a_setting_and_be_refused(newslint, folder):
    (folder / "newslint.toml").write_text("unsafe-fixes = true\n")
    (folder / "a.txt").write_text(UNSAFE)
    newslint("fix", "--no-unsafe-fixes", "a.txt")
    assert (folder / "a.txt").read_text() == UNSAFE
    newslint("fix", "a.txt")
    assert (folder / "a.txt").read_text() == UNSAFE_FIXED


def test_exit_non_zero_on_fix(newslint, folder):
    (folder / "a.txt").write_text(DIRTY)
    assert newslint("fix", "--exit-non-zero-on-fix", "a.txt").code == 1
    assert newslint("fix", "--exit-non-zero-on-fix", "a.txt").code == 0
    (folder / "a.txt").write_text(DIRTY)
    assert newslint("fix", "--exit-non-zero-on-fix", "--exit-zero", "a.txt").code == 0


def test_output_to_a_file(newslint, folder):
    (folder / "a.txt").write_text(DIRTY)
    assert newslint("fix", "a.txt", "-o", "out/b.txt").code == 0
    assert snapshot(folder) == {"a.txt": DIRTY.encode(), "out/b.txt": CLEAN.encode()}


def test_output_of_what_needs_no_fix_is_a_copy(newslint, folder):
    (folder / "a.jsonl").write_text(records(CLEAN))
    assert newslint("fix", "a.jsonl", "-o", "b.jsonl").code == 0
    assert (folder / "b.jsonl").read_text() == records(CLEAN)


def test_output_to_a_folder_keeps_the_folders_between(newslint, folder):
    before = {"in/a.txt": DIRTY, "in/deep/a.txt": CLEAN, "in/deep/b.jsonl": records(DIRTY)}
    for name, text in before.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    assert newslint("fix", "in", "-o", "out").code == 0
    after = {"out/a.txt": CLEAN, "out/deep/a.txt": CLEAN, "out/deep/b.jsonl": records(CLEAN)}
    assert snapshot(folder) == {name: text.encode() for name, text in (before | after).items()}


def test_output_of_one_file_to_a_folder(newslint, folder):
    (folder / "a.txt").write_text(DIRTY)
    (folder / "there").mkdir()
    for output in ("there", "new/"):
        assert newslint("fix", "a.txt", "-o", output).code == 0
        assert (folder / output / "a.txt").read_text() == CLEAN


def test_output_is_never_the_input(newslint, folder):
    (folder / "a.txt").write_text(DIRTY)
    (folder / "link.txt").symlink_to("a.txt")
    for output in ("a.txt", "link.txt", "."):
        ran = newslint("fix", "a.txt", "-o", output)
        assert ran.code == 2
        assert ran.err.startswith("newslint: -o ")
        assert "the input a.txt are the same file" in ran.err
    assert (folder / "a.txt").read_text() == DIRTY


def test_diff_writes_nothing_and_tells_of_a_change_by_1(newslint, folder):
    (folder / "a.txt").write_text(DIRTY)
    (folder / "b.jsonl").write_text(records(CLEAN, DIRTY))
    before = snapshot(folder)
    ran = newslint("fix", "--diff", ".")
    assert ran.code == 1
    assert ran.lines[:2] == ["--- a/a.txt", "+++ b/a.txt"]
    assert ran.lines.count("-Advertisement") == 2
    assert ran.err == "Would fix 2 findings in 2 documents; none left\n"
    assert snapshot(folder) == before
    assert newslint("fix", "--diff", "--exit-zero", ".").code == 0


def test_diff_of_what_needs_no_fix_is_empty(newslint, folder):
    (folder / "a.txt").write_text(UNSAFE)
    ran = newslint("fix", "--diff", "--fail-on", "info", "a.txt")
    assert (ran.code, ran.out) == (0, "")


def test_diff_goes_without_an_output(newslint, folder):
    (folder / "a.txt").write_text(DIRTY)
    assert newslint("fix", "--diff", "-o", "b.txt", "a.txt").code == 2
    assert snapshot(folder) == {"a.txt": DIRTY.encode()}


@pytest.mark.parametrize("apply", [["git", "apply"], ["patch", "-p1", "-s"]], ids=["git", "patch"])
@pytest.mark.parametrize("name", ["a.txt", "খবর.txt", "with space.txt"])
def test_a_diff_applies(newslint, folder, apply, name):
    """Also with Bengali, without a newline at the end, and with CRLF."""
    files = {
        name: DIRTY,
        "end.txt": DIRTY.rstrip("\n"),
        "bn.txt": "নদীর জল বাড়ছে৷\nবিজ্ঞাপন\n",
        "crlf.txt": DIRTY.replace("\n", "\r\n"),
    }
    for each, text in files.items():
        (folder / each).write_bytes(text.encode())
    diff = program("fix", "--diff", ".", cwd=folder)
    assert diff.returncode == 1
    newslint("fix", ".", "-o", "fixed")
    subprocess.run([*apply], cwd=folder, input=diff.stdout, check=True, capture_output=True)
    for each in files:
        assert (folder / each).read_bytes() == (folder / "fixed" / each).read_bytes() != files[each].encode()


def test_statistics_of_what_is_fixed_and_what_is_left(newslint, folder):
    (folder / "a.txt").write_text(SAFE_AND_UNSAFE)
    ran = newslint("fix", "--statistics", "a.txt")
    assert [line.split() for line in ran.lines] == [
        ["fixed", "left", "safe", "unsafe", "rule"],
        ["1", "0", "0", "0", ADVERT],
        ["0", "1", "0", "1", CREDIT],
    ]
    assert (folder / "a.txt").read_text() == CLEAN + UNSAFE


def test_a_diff_stands_in_place_of_findings_and_goes_with_counts_and_files(newslint, folder):
    (folder / "a.txt").write_text(SAFE_AND_UNSAFE)
    (folder / "b.txt").write_text(CLEAN)
    only_diff = newslint("fix", "--diff", ".")
    assert newslint("fix", "--diff", "--output-format", "jsonl", ".") == only_diff
    counts = newslint("fix", "--statistics", ".", "-o", "fixed/").out
    ran = newslint("fix", "--diff", "--statistics", "--output-format", "jsonl:report", "a.txt", "b.txt")
    assert ran == only_diff._replace(out=only_diff.out + counts)
    assert json.loads((folder / "report").read_text())["rule"] == CREDIT
    assert newslint("fix", "--diff", "--statistics", "b.txt").out == ""


def test_emptied_records_stay_unless_they_are_dropped(newslint, folder):
    (folder / "a.jsonl").write_text(records("Advertisement\n", "", CLEAN))
    ran = newslint("fix", "a.jsonl", "-o", "kept.jsonl")
    assert ran.lines[-1] == "1 text left empty"
    kept = [json.loads(line) for line in (folder / "kept.jsonl").read_text().split("\n")[:-1]]
    assert [(record["id"], record["text"]) for record in kept] == [(1, ""), (2, ""), (3, CLEAN)]
    newslint("fix", "--drop-empty", "a.jsonl", "-o", "dropped.jsonl")
    dropped = [json.loads(line)["id"] for line in (folder / "dropped.jsonl").read_text().split("\n")[:-1]]
    assert dropped == [2, 3]  # what was empty before is nobody's doing
    (folder / "newslint.toml").write_text("drop-empty = true\n")
    newslint("fix", "--no-drop-empty", "a.jsonl", "-o", "kept-again.jsonl")
    assert (folder / "kept-again.jsonl").read_bytes() == (folder / "kept.jsonl").read_bytes()


def test_broken_records_pass_through_and_are_set_aside(newslint, folder):
    broken = b'{"text": "\xff"}\n'
    (folder / "a.jsonl").write_bytes(records(DIRTY).encode() + broken + records(DIRTY).encode())
    assert newslint("fix", "--quarantine", "bad.jsonl", "a.jsonl").code == 1
    assert (folder / "a.jsonl").read_bytes() == records(CLEAN).encode() + broken + records(CLEAN).encode()
    assert (folder / "bad.jsonl").read_bytes() == broken


def test_rules_are_chosen_as_for_check(newslint, folder):
    (folder / "a.txt").write_text(DIRTY)
    newslint("fix", "--ignore", ADVERT, "a.txt")
    newslint("fix", "--per-file-ignores", f"*.txt:{ADVERT}", "a.txt")
    assert (folder / "a.txt").read_text() == DIRTY


CIRCLE = """\
rules:
  - name: {name}
    message: Found
    why: To go round in a circle.
    match: {{kind: phrase, at: inside, phrases: [{old}]}}
    fix: {{replace: {new}, safety: safe}}
    examples: {{bad: [{{text: {old}, fixed: {new}}}], good: [something else]}}
"""


def test_fixes_that_do_not_settle_are_a_mistake_and_change_nothing(newslint, folder):
    (folder / "there.yaml").write_text(CIRCLE.format(name="there", old="ping", new="pong"))
    (folder / "back.yaml").write_text(CIRCLE.format(name="back", old="pong", new="ping"))
    (folder / "a.jsonl").write_text(records(DIRTY, "the ping"))
    (folder / "b.txt").write_text(DIRTY)
    before = snapshot(folder)
    ran = newslint("fix", "--rules", "there.yaml", "--rules", "back.yaml", "a.jsonl", "b.txt")
    assert ran.code == 2
    assert ran.err.startswith("newslint: a.jsonl:2: the fixes of ")
    assert "back/back" in ran.err
    assert "there/there" in ran.err
    assert snapshot(folder) == before | {"b.txt": CLEAN.encode()}


def test_a_text_that_would_lose_too_much_gets_safe_fixes_only(newslint, folder):
    text = "Photo: Jane Doe/Reuters\nRain fell in the north.\n"
    (folder / "a.txt").write_text(text + "Advertisement\n")
    ran = newslint("fix", "--unsafe-fixes", "--max-loss", "30", "--output-format", "concise", "a.txt")
    assert ran.lines[0].startswith("a.txt:1:1: quality/mostly-furniture ")
    assert (folder / "a.txt").read_text() == text
    for flag, value in (("--ignore", "quality/mostly-furniture"), ("--per-file-ignores", "a.txt:quality")):
        ran = newslint("fix", "--unsafe-fixes", "--max-loss", "30", flag, value, "--output-format", "concise", "a.txt")
        assert ran.lines[0].startswith("a.txt:1:1: boilerplate/en/credit-line ")
        assert (folder / "a.txt").read_text() == text
    newslint("fix", "--unsafe-fixes", "--max-loss", "60", "a.txt")
    assert (folder / "a.txt").read_text() == "Rain fell in the north.\n"
