"""No output destroys an input, or another output; and no run reads what an earlier one wrote."""

import gzip
import os
import signal
import subprocess

import pytest

from newslint.cli.apart import Use, identity, keep_apart
from newslint.errors import UsageError

from .program import CLEAN, DIRTY, command, environment, program, records, snapshot, wait_for

BROKEN = "{\n"


@pytest.fixture
def files(folder):
    """A folder with texts and records, some of them broken."""
    (folder / "d" / "d").mkdir(parents=True)
    for name in ("a.txt", "d/a.txt", "d/d/a.txt"):
        (folder / name).write_text(DIRTY)
    (folder / "a.jsonl").write_text(records(DIRTY) + BROKEN + records(CLEAN))
    (folder / "link.jsonl").symlink_to("a.jsonl")
    os.link(folder / "a.jsonl", folder / "twin.jsonl")
    (folder / "here").symlink_to(".")
    return folder


SAME = {
    "check a.txt --output-format json:a.txt": ("--output-format json:a.txt", "the input a.txt"),
    "check a.txt --output-format full --output-format json:here/d/../a.txt": (
        "--output-format json:here/d/../a.txt",
        "the input a.txt",
    ),
    "check a.jsonl --quarantine a.jsonl": ("--quarantine a.jsonl", "the input a.jsonl"),
    "check a.jsonl --quarantine link.jsonl": ("--quarantine link.jsonl", "the input a.jsonl"),
    "check a.jsonl --quarantine twin.jsonl": ("--quarantine twin.jsonl", "the input a.jsonl"),
    "check link.jsonl --quarantine a.jsonl": ("--quarantine a.jsonl", "the input link.jsonl"),
    "check . a.jsonl --quarantine a.jsonl": ("--quarantine a.jsonl", "the input a.jsonl"),
    "fix a.jsonl --quarantine a.jsonl": ("--quarantine a.jsonl", "the input a.jsonl"),
    "fix --diff a.jsonl --quarantine a.jsonl": ("--quarantine a.jsonl", "the input a.jsonl"),
    "fix a.jsonl -o here/a.jsonl": ("-o here/a.jsonl", "the input a.jsonl"),
    "fix a.jsonl -o o.jsonl --quarantine o.jsonl": ("-o o.jsonl", "--quarantine o.jsonl"),
    "fix a.jsonl -o new/o --quarantine new/../new/o": ("-o new/o", "--quarantine new/../new/o"),
    "fix a.jsonl a.txt -o new --output-format json:new/a.txt": ("-o new/a.txt", "--output-format json:new/a.txt"),
    "fix d -o d": ("-o d/a.txt", "the input d/a.txt"),
    "fix d/a.txt d/d/a.txt -o .": ("-o ./d/a.txt", "the input d/a.txt"),
    "fix d -o .": ("-o ./d/a.txt", "the input d/a.txt"),
    "check a.txt --output-format json:r --output-format sarif:./r": (
        "--output-format sarif:./r",
        "--output-format json:r",
    ),
    "check a.jsonl --output-format json:r --quarantine r": ("--output-format json:r", "--quarantine r"),
}


@pytest.mark.parametrize(
    ("arguments", "name"),
    {
        "fix a.txt -o -": "-o -",
        "fix a.txt d -o -": "-o -/a.txt",
        "fix a.txt --journal -": "--journal -",
        "check a.jsonl --quarantine -": "--quarantine -",
        "check a.txt --output-format json:-": "--output-format json:-",
    }.items(),
)
def test_no_file_is_called_as_standard_output_is(newslint, files, arguments, name):
    before = snapshot(files)
    ran = newslint(*arguments.split())
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"newslint: {name}: `-` is not standard output here")
    assert ran.err.endswith(
        "; write ./" + name.rpartition(" ")[2].removeprefix("json:") + " if a file of that name is meant\n"
    )
    assert snapshot(files) == before
    assert newslint("fix", "a.txt", "-o", "./-").code == 0


@pytest.mark.parametrize(("arguments", "names"), SAME.items(), ids=SAME)
def test_one_file_for_two_things_is_a_mistake_and_nothing_is_touched(newslint, files, arguments, names):
    before = snapshot(files)
    ran = newslint(*arguments.split())
    assert ran == (2, "", f"newslint: {names[0]} and {names[1]} are the same file; write to another one\n")
    assert snapshot(files) == before


def test_a_report_format_in_the_settings_is_no_exception(newslint, files):
    (files / "newslint.toml").write_text('output-format = ["json:a.txt"]\n')
    before = snapshot(files)
    assert newslint("check", "a.txt").code == 2
    assert snapshot(files) == before


@pytest.mark.parametrize("mode", ["check", "fix"])
@pytest.mark.parametrize("flags", [["--quarantine", "a.jsonl"], ["--output-format", "json:a.jsonl"]], ids="".join)
def test_standard_input_from_a_file(files, mode, flags):
    before = snapshot(files)
    with (files / "a.jsonl").open("rb") as stdin:
        ran = subprocess.run(
            command(mode, "-", "--stdin-filename", "b.jsonl", *flags),
            cwd=files,
            stdin=stdin,
            capture_output=True,
            env=environment(),
        )
    assert (ran.returncode, ran.stdout) == (2, b"")
    assert ran.stderr.decode() == (
        f"newslint: {' '.join(flags)} and standard input are the same file; write to another one\n"
    )
    assert snapshot(files) == before


def check_into(folder, name, *arguments):
    """Run `check` with its standard output at the end of a file; one that reads what it writes would never end."""
    with (folder / name).open("ab") as stdout:
        return subprocess.run(
            command("check", *arguments),
            cwd=folder,
            stdout=stdout,
            stderr=subprocess.PIPE,
            env=environment(),
            timeout=30,
        )


def test_standard_output_to_a_file_that_is_named(files):
    before = snapshot(files)
    ran = check_into(files, "a.jsonl", "a.txt", "a.jsonl")
    assert ran.returncode == 2
    assert ran.stderr == b"newslint: standard output and the input a.jsonl are the same file; write to another one\n"
    assert snapshot(files) == before


def test_standard_output_to_a_file_that_a_search_would_find(folder):
    (folder / "a.txt").write_text(DIRTY)
    for _ in range(2):
        (folder / "report.txt").unlink(missing_ok=True)
        assert check_into(folder, "report.txt").returncode == 1
        assert (folder / "report.txt").read_text().endswith("1 document, 1 finding (1 fixable with `newslint fix`)\n")


def test_devices_can_be_used_for_everything(newslint, files):
    flags = ["-o", "/dev/null", "--quarantine", "/dev/null", "--output-format", "json:/dev/null"]
    before = snapshot(files)
    assert newslint("fix", "a.jsonl", *flags, "--output-format", "sarif:/dev/null") == (1, "", "")
    assert snapshot(files) == before


def test_a_report_to_standard_output_by_its_path(folder):
    (folder / "a.txt").write_text(DIRTY)
    ran = program("check", "a.txt", "--output-format", "jsonl:/dev/stdout", cwd=folder)
    assert ran.stdout == program("check", "a.txt", "--output-format", "jsonl", cwd=folder).stdout != b""


RESULTS = {
    "-o": ["fix", ".", "-o", "out"],
    "-o and a glob": ["fix", "**/*", "-o", "out/deep/"],
    "quarantine": ["check", ".", "--quarantine", "bad.jsonl"],
    "quarantine of a fix": ["fix", "-q", ".", "-o", "out", "--quarantine", "in/bad.jsonl"],
    "quarantine and a glob": ["check", "*.jsonl", "--quarantine", "./bad.jsonl"],
    "report": ["check", "in", ".", "--output-format", "jsonl:in/report.jsonl", "--output-format", "full:report.txt"],
}


@pytest.mark.parametrize("arguments", RESULTS.values(), ids=RESULTS)
def test_what_an_earlier_run_wrote_is_no_input_of_the_next(folder, arguments):
    (folder / "in").mkdir()
    (folder / "in" / "a.txt").write_text(DIRTY)
    (folder / "a.jsonl").write_text(records(DIRTY) + BROKEN)
    before = snapshot(folder)
    first = program(*arguments, cwd=folder)
    after = snapshot(folder)
    assert before.items() < after.items()
    second = program(*arguments, cwd=folder)
    assert (second.returncode, second.stdout, second.stderr) == (first.returncode, first.stdout, first.stderr)
    assert snapshot(folder) == after


def test_nothing_but_what_was_written_is_nothing_to_check(newslint, folder):
    (folder / "a.txt").write_text(DIRTY)
    flags = [".", "--output-format", "full:report.txt"]
    assert newslint("check", *flags).code == 1
    (folder / "a.txt").unlink()
    before = snapshot(folder)
    ran = newslint("check", *flags)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == "newslint: .: no files to check but what newslint has written there; name others\n"
    assert snapshot(folder) == before


def test_results_may_go_to_a_folder_around_what_is_read(newslint, folder):
    (folder / "d").mkdir()
    (folder / "d" / "a.txt").write_text(DIRTY)
    assert newslint("fix", "d", "-o", ".").code == 0
    assert snapshot(folder) == {"d/a.txt": DIRTY.encode(), "a.txt": CLEAN.encode()}


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)], ids=["interrupted", "terminated"]
)
def test_an_unfinished_run_leaves_the_reports_and_the_quarantine_of_the_last_one(folder, number, code):
    (folder / "a.jsonl").write_text((records(DIRTY) + "{" * 100 + "\n") * 60_000)
    (folder / "report.json").write_text("[]\n")
    (folder / "bad.jsonl").write_text(BROKEN)
    before = snapshot(folder)
    flags = ["--output-format", "json:report.json", "--output-format", "sarif:new.sarif", "--quarantine", "bad.jsonl"]
    process = subprocess.Popen(
        command("check", "a.jsonl", *flags), cwd=folder, stderr=subprocess.PIPE, env=environment()
    )
    wait_for(lambda: sum(path.stat().st_size > 0 for path in folder.glob(".newslint-*")) == 3)
    process.send_signal(number)
    process.communicate(timeout=60)
    assert process.returncode == code
    assert snapshot(folder) == before


def test_a_mistake_that_shows_late_leaves_the_last_report(newslint, folder):
    for name in ("a.txt", "b/b.txt"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(DIRTY)
    (folder / "b" / "newslint.toml").write_text('select = ["none/such"]\n')
    (folder / "report").write_text("as it was\n")
    before = snapshot(folder)
    assert newslint("check", "--output-format", "json:report", "--output-format", "json:new", ".").code == 2
    assert snapshot(folder) == before


def test_a_report_is_compressed_as_its_name_says(newslint, folder):
    (folder / "a.txt").write_text(DIRTY)
    ran = newslint("check", "a.txt", "--output-format", "jsonl", "--output-format", "jsonl:report.jsonl.gz")
    assert gzip.decompress((folder / "report.jsonl.gz").read_bytes()).decode() == ran.out != ""


def test_the_identity_of_a_file(files):
    paths = ["a.jsonl", "./a.jsonl", "here/d/../a.jsonl", "link.jsonl", "twin.jsonl", str(files / "a.jsonl")]
    assert len({identity(path) for path in paths}) == 1
    assert identity("none/b") == identity("./none/../none/b") == identity("here/none/b") != identity("none/c")
    assert len({identity(path) for path in ("a.jsonl", "a.txt", "d/a.txt", "none")}) == 4
    assert identity("/dev/null") is None
    os.mkfifo("pipe")
    os.link("pipe", "other")
    assert identity("pipe") == identity("other") != identity("a.txt")


def test_inputs_need_not_differ(files):
    twins = [Use("a", "a.jsonl"), Use("b", "twin.jsonl")]
    keep_apart(twins, [Use("c", "c.jsonl")])
    with pytest.raises(UsageError, match=r"^b and a are the same file"):
        keep_apart([], twins)
