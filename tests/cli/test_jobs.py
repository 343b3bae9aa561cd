"""Several processes give what one gives, byte for byte; what happens to one of them happens to no record."""

import gzip
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from .program import CLEAN, DIRTY, UNSAFE, command, environment, records, snapshot, wait_for

SOME_RULES = ["--isolated", "--select", "boilerplate/en,repetition"]
BROKEN = b'{"text": 1}\n\n{"text": "\xff"}\n{"text": "Rain\n'
WHOLE = records(*[DIRTY, CLEAN, UNSAFE] * 6).encode()
MIXED = (BROKEN + WHOLE) * 3
RUNS = [
    ["check", "good"],
    ["check", "good", "--output-format", "jsonl", "--output-format", "junit:report", "--max-diagnostics", "20"],
    ["check", "good", "--statistics", "--quarantine", "aside"],
    ["fix", "good"],
    ["fix", "good", "--diff", "--unsafe-fixes"],
    ["fix", "good", "--unsafe-fixes", "--max-loss", "10", "--journal", "j.zst", "-q"],
    ["fix", "good", "-o", "out/", "--journal", "j", "--drop-empty"],
    ["fix", "good/c.jsonl.gz", "-o", "out.jsonl", "--output-format", "sarif"],
    ["fix", "missing.txt", "bad", "good/a.jsonl", "--rules", "loop.yaml", "--extend-select", "loop"],
]
LOOP = """\
rules:
  - {name: loop, message: m, why: w, match: {kind: pattern, pattern: "Loop$"},
     fix: {replace: LoopLoop, safety: safe}, examples: {bad: [{text: Loop, fixed: LoopLoop}], good: [Rain]}}
"""


def inputs(folder):
    """A folder of inputs, and one of others: one that is cut short, and one whose fixes do not settle."""
    good, bad = folder / "good", folder / "bad"
    good.mkdir(parents=True)
    bad.mkdir()
    (good / "a.jsonl").write_bytes(MIXED)
    (good / "c.jsonl.gz").write_bytes(gzip.compress(WHOLE, mtime=0))
    for number in range(12):
        (good / f"{number}.txt").write_text(DIRTY if number % 3 else CLEAN)
    (bad / "cut.jsonl.gz").write_bytes(gzip.compress(MIXED * 3, mtime=0)[:-50])
    (bad / "loop.jsonl").write_text(records(DIRTY, "Loop", *[DIRTY] * 20))
    (folder / "loop.yaml").write_text(LOOP)
    return folder


def run_all(tmp_path, runs, jobs, *method):
    """What each of some command lines gave and left, in a folder of its own."""
    folders = [inputs(tmp_path / f"{jobs}{number}") for number in range(len(runs))]
    lines = [
        [str(folder), [*arguments, *SOME_RULES, "-j", str(jobs)]]
        for folder, arguments in zip(folders, runs, strict=True)
    ]
    script = Path(__file__).with_name("runs.py")
    ran = subprocess.run(
        [sys.executable, script, *method],
        input=json.dumps(lines).encode(),
        capture_output=True,
        env=environment(),
        timeout=300,
    )
    assert ran.stderr == b""
    return [[*result, snapshot(folder)] for result, folder in zip(json.loads(ran.stdout), folders, strict=True)]


def test_any_number_of_processes_gives_the_same(tmp_path):
    alone, together = run_all(tmp_path, RUNS, 1), run_all(tmp_path, RUNS, 4)
    for arguments, one, other in zip(RUNS, alone, together, strict=True):
        assert other == one, arguments
    assert [one[0] for one in alone] == [1, 1, 1, 1, 1, 1, 1, 0, 2]


@pytest.mark.parametrize("method", ["spawn", "forkserver"])
def test_it_does_not_matter_how_processes_are_started(tmp_path, method):
    if method == "forkserver" and sys.platform == "win32":
        pytest.skip("there is none on Windows")
    assert run_all(tmp_path, RUNS[3:4], 2, method) == run_all(tmp_path, RUNS[3:4], 1)


MANY = records(*[DIRTY] * 400, "The mark.\nAdvertisement", *[DIRTY] * 400).encode()
TROUBLE = """
import os, signal, sys, time
from multiprocessing.connection import Connection
from pathlib import Path
from newslint import workers
from newslint.cli import flow
from newslint.cli.main import entry

main, treat = os.getpid(), workers.treat
workers.SIZE = flow.SIZE = 2000
workers._ENOUGH = 1

def no_memory(*_):
    raise MemoryError

def troubled(shard, job, late):
    if os.getpid() == main:
        Path("here").touch()
    elif b"The mark" in shard.stretch.raw:
        with open("tried", "a") as file:
            file.write(f"{os.getpid()}\\n")
        {trouble}
    return treat(shard, job, late)

workers.treat = troubled
entry()
"""

forks = pytest.mark.skipif(not hasattr(os, "fork"), reason="workers that start anew do not have the trouble in them")


def troubled(folder, trouble, *arguments, **more):
    """Begin a run one of whose processes gets into trouble; the program, and the name of what it fixes."""
    (folder / "a.jsonl").write_bytes(MANY)
    (folder / "b.txt").write_text(DIRTY)
    code = TROUBLE.replace("{trouble}", trouble)
    line = [sys.executable, "-c", code, "fix", "-q", "a.jsonl", "b.txt", "-j", "3", *SOME_RULES, *arguments]
    return subprocess.Popen(
        line, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment(), start_new_session=True
    )


def tried(folder):
    """The processes that took up the shard with the mark."""
    return [int(line) for line in (folder / "tried").read_text().split()]


FATES = {
    "os.kill(os.getpid(), signal.SIGKILL)": "was killed by SIGKILL",
    "raise MemoryError": "ran out of memory",
    "Connection.send = no_memory": "ran out of memory",
    "os._exit(7)": "ended with 7",
}


@forks
@pytest.mark.parametrize("trouble", FATES)
def test_what_a_lost_process_was_at_work_on_is_done_again(folder, trouble):
    once = f"if len(Path('tried').read_text().split()) == 1: {trouble}"
    process = troubled(folder, once)
    out, err = process.communicate(timeout=60)
    assert (process.returncode, out) == (0, b"")
    (line,) = err.decode().splitlines()
    assert line.startswith(f"newslint: a process {FATES[trouble]} while it was at work on a.jsonl:")
    assert (folder / "a.jsonl").read_bytes() == MANY.replace(b"\\nAdvertisement", b"")
    assert (folder / "b.txt").read_text() == CLEAN


@forks
def test_what_no_process_survives_is_left_alone_and_reported(folder):
    process = troubled(folder, "os.kill(os.getpid(), signal.SIGKILL)", "--journal", "j")
    out, err = process.communicate(timeout=60)
    assert (process.returncode, out) == (2, b"")
    *warnings, last = err.decode().splitlines()
    assert len(warnings) == 2
    assert last.startswith("newslint: a.jsonl:")
    assert last.endswith(": 3 processes in turn ended at work on it, the last was killed by SIGKILL")
    assert len(set(tried(folder))) == 3
    assert sorted(snapshot(folder)) == ["a.jsonl", "b.txt", "j", "tried"]
    assert (folder / "a.jsonl").read_bytes() == MANY
    assert (folder / "b.txt").read_text() == CLEAN


def is_alive(number):
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    return True


@forks
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGKILL, -9)])
def test_a_run_that_is_stopped_takes_its_processes_along(folder, number, code):
    process = troubled(folder, "time.sleep(600)" if number != signal.SIGKILL else "time.sleep(2)")
    wait_for(lambda: (folder / "tried").exists() and tried(folder))
    if number == signal.SIGINT:
        os.killpg(process.pid, number)  # as a terminal does
    else:
        process.send_signal(number)
    _, err = process.communicate(timeout=60)
    assert process.returncode == code
    assert b"Traceback" not in err
    wait_for(lambda: not any(map(is_alive, tried(folder))))
    assert (folder / "a.jsonl").read_bytes() == MANY
    if number != signal.SIGKILL:
        assert sorted(snapshot(folder)) == ["a.jsonl", "b.txt", "tried"]


@forks
def test_a_mistake_of_ours_is_shown_as_in_one_process(folder):
    process = troubled(folder, "raise ZeroDivisionError('ours')")
    _, err = process.communicate(timeout=60)
    assert process.returncode == 1
    assert b"ZeroDivisionError: ours" in err
    assert b"in troubled" in err  # where it happened, in the other process
    assert (folder / "a.jsonl").read_bytes() == MANY


@forks
def test_a_rule_that_is_late_is_left_out_at_the_same_place(folder):
    """Which needs one process to know of the others: the third time out of time is the last."""
    late = """
from newslint import engine
found = engine.findings
def slow(page, rule, conditions, matches):
    if "slow" in page.text and rule.id.endswith("advert-label"):
        raise TimeoutError
    return found(page, rule, conditions, matches)
engine.findings = slow
"""
    texts = [DIRTY + (" slow" if number in (9, 25, 31, 60) else "") for number in range(90)]
    told = []
    for jobs in "14":
        (folder / "a.jsonl").write_text(records(*texts))
        code = late + TROUBLE.replace("{trouble}", "pass")
        line = [sys.executable, "-c", code, "fix", "a.jsonl", "-j", jobs, *SOME_RULES]
        ran = subprocess.run(line, cwd=folder, capture_output=True, env=environment(), timeout=60)
        told.append((ran.returncode, ran.stdout, ran.stderr, (folder / "a.jsonl").read_bytes()))
    assert told[0] == told[1]
    assert told[0][1].count(b"needs more than") == 2
    assert told[0][3].count(b"Advertisement") == 61


def test_small_runs_start_nothing(folder):
    (folder / "a.jsonl").write_text(records(*[DIRTY] * 20))
    code = "import sys; from newslint.cli.main import main; main(); print('multiprocessing' in sys.modules)"
    line = [sys.executable, "-c", code, "check", "-q", "a.jsonl", "-j", "8", *SOME_RULES]
    ran = subprocess.run(line, cwd=folder, capture_output=True, env=environment(), timeout=60)
    assert ran.stdout.endswith(b"\nFalse\n")


def test_two_names_of_one_file_are_no_two_newslints(folder):
    (folder / "a.txt").write_text(DIRTY)
    os.link(folder / "a.txt", folder / "b.txt")
    ran = subprocess.run(command("fix", ".", "-j", "4"), cwd=folder, capture_output=True, env=environment())
    assert (ran.returncode, ran.stderr) == (0, b"")
    assert snapshot(folder) == {"a.txt": CLEAN.encode(), "b.txt": CLEAN.encode()}
