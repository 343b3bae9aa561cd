"""What only a process of its own can show: streams, encodings, signals, start-up."""

import gzip
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from .program import ADVERT, CLEAN, DIRTY, command, environment, program, records, snapshot, wait_for

BENGALI = "নদীর জল বাড়ছে।\nবিজ্ঞাপন\n"
INTERRUPTED = "newslint: interrupted; files that were not finished are as they were\n"


@pytest.mark.parametrize(
    ("arguments", "text", "code"),
    [
        (["check", "a.txt"], CLEAN, 0),
        (["check", "a.txt"], DIRTY, 1),
        (["check", "b.txt"], DIRTY, 2),
        (["fix", "a.txt"], DIRTY, 0),
        (["fix", "--diff", "a.txt"], DIRTY, 1),
        (["fix", "b.txt"], DIRTY, 2),
        (["check", "--nothing"], DIRTY, 2),
    ],
)
def test_exit_codes(folder, arguments, text, code):
    (folder / "a.txt").write_text(text)
    ran = program(*arguments, cwd=folder)
    assert ran.returncode == code
    assert b"Traceback" not in ran.stderr


def test_the_installed_command_is_the_same(folder):
    (folder / "a.txt").write_text(DIRTY)
    script = (
        "import sys; from importlib.metadata import entry_points; sys.argv[0] = 'newslint'; "
        "(point,) = entry_points(group='console_scripts', name='newslint'); point.load()()"
    )
    ran = subprocess.run(
        [sys.executable, "-c", script, "check", "a.txt"], cwd=folder, capture_output=True, env=environment()
    )
    assert (ran.returncode, ran.stdout) == (1, program("check", "a.txt", cwd=folder).stdout)


def test_fix_from_standard_input_to_standard_output(folder):
    ran = program("fix", "-", cwd=folder, stdin=DIRTY.encode())
    assert (ran.returncode, ran.stdout) == (0, CLEAN.encode())
    assert ran.stderr == b"Fixed 1 finding in 1 document; none left\n"
    ran = program("fix", "-q", "-", "-o", "b.txt", cwd=folder, stdin=DIRTY.encode())
    assert (ran.returncode, ran.stdout, snapshot(folder)) == (0, b"", {"b.txt": CLEAN.encode()})


@pytest.mark.parametrize("encoding", [{"LC_ALL": "C"}, {"PYTHONIOENCODING": "ascii"}])
def test_output_is_utf_8_whatever_the_locale(folder, encoding):
    (folder / "খবর.txt").write_bytes(BENGALI.encode())
    ran = program("check", ".", cwd=folder, env=environment(**encoding))
    assert ran.returncode == 1
    assert ran.stdout.decode().startswith("খবর.txt:2:1: warning boilerplate/bn/advert-label ")
    assert "⟦বিজ্ঞাপন⟧" in ran.stdout.decode()
    ran = program("fix", "-q", "-", cwd=folder, env=environment(**encoding), stdin=BENGALI.encode())
    assert ran.stdout.decode() == "নদীর জল বাড়ছে।\n"


def test_a_name_that_is_not_utf_8(folder):
    name = b"a\xff.txt"
    try:
        with open(bytes(folder) + b"/" + name, "w") as file:  # noqa: PTH123 - the name is bytes
            file.write(DIRTY)
    except OSError:
        pytest.skip("this file system takes names in UTF-8 only")
    ran = program("fix", ".", cwd=folder)
    assert ran.returncode == 0
    assert [path.read_text() for path in folder.iterdir()] == [CLEAN]


def test_a_reader_that_leaves_early_ends_the_run(folder):
    (folder / "a.jsonl").write_text(records(*[DIRTY] * 5000))
    with subprocess.Popen(
        command("check", "a.jsonl"), cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment()
    ) as process:
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 141


@pytest.mark.parametrize(
    ("number", "code", "message"),
    [
        (signal.SIGINT, 130, INTERRUPTED),
        (signal.SIGTERM, 143, ""),
    ],
    ids=["SIGINT", "SIGTERM"],
)
@pytest.mark.parametrize("arguments", [["a.jsonl"], ["a.jsonl", "-o", "b.jsonl"]], ids=["in place", "elsewhere"])
def test_an_interrupted_fix_leaves_everything_as_it_was(folder, number, code, message, arguments):
    (folder / "a.jsonl").write_text(records(*[DIRTY] * 60_000))
    before = snapshot(folder)
    process = subprocess.Popen(command("fix", "-q", *arguments), cwd=folder, stderr=subprocess.PIPE, env=environment())
    wait_for(lambda: any(path.stat().st_size for path in folder.glob(".newslint-*")))
    process.send_signal(number)
    _, told = process.communicate(timeout=60)
    assert (process.returncode, told.decode()) == (code, message)
    assert snapshot(folder) == before


def test_an_interrupted_check_gives_130(folder):
    process = subprocess.Popen(
        command("check", "-v", "-"), cwd=folder, stdin=subprocess.PIPE, stderr=subprocess.PIPE, env=environment()
    )
    assert process.stderr.readline() == b"newslint: reading -\n"
    process.send_signal(signal.SIGINT)
    _, told = process.communicate(timeout=60)
    assert (process.returncode, told) == (130, INTERRUPTED.encode())


@pytest.mark.parametrize("suffix", ["txt", "jsonl"])
def test_a_clean_file_needs_none_of_what_is_slow_to_import(folder, suffix):
    text = "Rain fell.\n“The dam’s held.”\nIt stopped.\nবাঁধ অক্ষত আছে।\nSchools open.\n"
    (folder / f"a.{suffix}").write_text(records(text) if suffix == "jsonl" else text)
    timed = [sys.executable, "-X", "importtime", *command("check", f"a.{suffix}")[1:]]
    for _ in range(2):  # by the second time the rules are in the cache
        ran = subprocess.run(timed, cwd=folder, capture_output=True, env=environment(), timeout=60)
        assert ran.returncode == 0
    imported = {line.rpartition("|")[2].strip() for line in ran.stderr.decode().split("\n")}
    assert "newslint.engine" in imported
    slow = {"rich", "numpy", "pyarrow", "multiprocessing", "ftfy", "difflib", "pathspec", "pydantic", "asyncio"}
    slow |= {"yaml", "hashlib", "secrets", "tomllib", "inspect", "shutil"}
    slow |= {"json"} if suffix == "txt" else set()
    assert {name.partition(".")[0] for name in imported} & slow == set()
    own = set("rulefile literals batch journal trial cli.restore cli.rules mojibake fonts writing.verdicts".split())
    own |= {f"reporters.{name}" for name in "concise diff github gitlab junit machine rdjson sarif".split()}
    assert imported & {f"newslint.{name}" for name in own} == set()
    assert "encodings.cp1251" not in imported  # and what else text may have been misread with


def test_what_was_found_before_an_error_is_shown(folder):
    (folder / "a.jsonl.gz").write_bytes(gzip.compress(records(DIRTY).encode())[:-4])
    ran = program("check", "a.jsonl.gz", cwd=folder)
    assert ran.returncode == 2
    assert ADVERT.encode() in ran.stdout
    assert b"a.jsonl.gz" in ran.stderr


def test_github_gets_annotations(folder):
    (folder / "a.txt").write_text(DIRTY)
    ran = program("check", "--output-format", "github", "a.txt", cwd=folder, env=environment(GITHUB_ACTIONS="true"))
    assert ran.stdout.decode().startswith(f"::warning title=newslint ({ADVERT}),file=a.txt,line=2,")


def test_an_input_that_is_not_there_does_not_keep_the_others_from_being_treated(folder):
    (folder / "a.txt").write_text(DIRTY)
    ran = program("fix", "b.txt", "a.txt", cwd=folder)
    assert (ran.returncode, (folder / "a.txt").read_text()) == (2, CLEAN)
    assert ran.stderr.startswith(b"newslint: b.txt: ")
    ran = program("fix", "", cwd=folder)
    assert (ran.returncode, ran.stdout) == (2, b"")
    assert ran.stderr.startswith(b"newslint: an empty path")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_what_could_not_be_written_does_not_count_as_fixed(folder):
    (folder / "a.txt").write_text(DIRTY)
    ran = program("fix", "a.txt", "-o", "/dev/full", cwd=folder)
    assert ran.returncode == 2
    assert b"Fixed" not in ran.stdout


@pytest.mark.parametrize("report", ["sarif", "json", "junit"])
def test_a_mistake_in_the_settings_comes_before_any_output(folder, report):
    (folder / "a.txt").write_text(DIRTY)
    (folder / "newslint.toml").write_text('\nselect = ["boilerplat"]\n')
    ran = program("check", "a.txt", "--output-format", report, cwd=folder)
    assert (ran.returncode, ran.stdout) == (2, b"")
    assert ran.stderr.startswith(b"newslint: newslint.toml:2: no rule is named by `boilerplat`; did you mean ")
    ran = program("check", "a.txt", "--isolated", "--extend-select", "nope", cwd=folder)
    assert ran.stderr.startswith(b"newslint: --extend-select: no rule is named by `nope`; ")


def test_a_diff_tells_of_records_that_cannot_be_read(folder):
    (folder / "a.jsonl").write_text('{"text": 5}\n')
    ran = program("fix", "--diff", "a.jsonl", cwd=folder)
    assert (ran.returncode, ran.stdout) == (1, b"")
    assert ran.stderr.startswith(b"a.jsonl:1:1:1: input/text-not-a-string ")


@pytest.mark.parametrize("closed", [0, 1, 2])
def test_closed_standard_streams(folder, closed):
    (folder / "a.txt").write_text(DIRTY)
    ran = subprocess.run(
        ["sh", "-c", f'"$@" {closed}>&-', "sh", *command("check", "a.txt")],
        cwd=folder,
        capture_output=True,
        env=environment(),
    )
    assert ran.returncode == 1
    assert b"Traceback" not in ran.stderr
