"""Whatever is wrong with an input: a clear message, the right exit code, and every byte still there."""

import json
import os
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path

import pytest

from .program import CLEAN, DIRTY, UNSAFE, command, environment, program, records, snapshot

PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1"


@pytest.fixture(params=["check", "fix"])
def mode(request):
    return request.param


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("none.txt", "newslint: none.txt: no such file or folder\n"),
        ("none/*.txt", "newslint: none/*.txt: no files match;"),
        ("empty", "newslint: empty: no files to check; newslint reads .txt, .text, .jsonl, .ndjson "),
    ],
)
def test_nothing_to_read(newslint, folder, mode, name, message):
    (folder / "empty").mkdir()
    (folder / "empty" / "picture.png").write_bytes(PNG)
    ran = newslint(mode, name)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(message)


def test_a_kind_of_file_that_newslint_does_not_read(newslint, folder, mode):
    (folder / "a.png").write_bytes(PNG)
    ran = newslint(mode, "a.png")
    assert ran.code == 2
    assert ran.err.startswith("newslint: a.png: not a kind of file that newslint reads; it reads .txt, ")
    assert snapshot(folder) == {"a.png": PNG}


UNREADABLE = {
    "binary.txt": (PNG, "input/invalid-utf8", "not UTF-8: 89 (hex) at byte offset 0"),
    "nul.txt": (b"Rain\0fell\n", "input/not-text", "NUL, first at byte offset 4"),
    "latin.txt": (b"caf\xe9\nAdvertisement\n", "input/invalid-utf8", "not UTF-8: E9 (hex) at byte offset 3"),
    "wide.txt": (DIRTY.encode("utf-16"), "input/not-text", "convert it with: iconv -f UTF-16 -t UTF-8"),
    "wide.jsonl": (records(DIRTY).encode("utf-16"), "input/not-text", "convert it with: iconv -f UTF-16 -t UTF-8"),
    "broken.jsonl": (b'{"text": "Rain fell.\n', "input/bad-json", "a line must hold one whole JSON object"),
    "list.jsonl": (b'["Advertisement"]\n', "input/not-an-object", 'write it as {"text": "'),
    "fieldless.jsonl": (b'{"headline": "Rain"}\n', "input/no-text-field", "name the field that holds the text with"),
    "number.jsonl": (b'{"text": 12}\n', "input/text-not-a-string", "'text' holds a number"),
    "null.jsonl": (b'{"text": null}\n', "input/text-not-a-string", "'text' holds null"),
    "deep.jsonl": (b'{"text": ' + b"[" * 100_000 + b"\n", "input/bad-json", "nested too deeply"),
    "digits.jsonl": (b'{"text": "a", "n": ' + b"9" * 5000 + b"}\n", "input/bad-json", "a number of too many digits"),
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_records_that_cannot_be_read_are_findings(newslint, folder, mode, name):
    content, rule, message = UNREADABLE[name]
    if name.endswith(".jsonl") and not name.startswith("wide"):
        content += records(CLEAN).encode()
    (folder / name).write_bytes(content)
    ran = newslint(mode, "--output-format", "jsonl", name)
    assert ran.code == 1
    finding = json.loads(ran.lines[0])
    assert (finding["path"], finding["rule"], finding["severity"]) == (name, rule, "error")
    assert message in finding["message"]
    assert snapshot(folder) == {name: content}


def test_damaged_compression(newslint, folder, mode):
    for name in ("a.txt.gz", "a.txt.zst", "a.txt.bz2", "a.txt.xz"):
        (folder / name).write_bytes(b"Rain fell.\nAdvertisement\n")
    before = snapshot(folder)
    ran = newslint(mode, ".")
    assert ran.code == 2
    for name in before:
        assert f"newslint: {name}: damaged or cut short" in ran.err
    assert ran.out == ""
    assert "0 documents" not in ran.err
    assert snapshot(folder) == before


@contextmanager
def nobody():
    """Have none of root's privileges meanwhile."""
    user = os.geteuid()
    if user == 0:
        os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(user)


@pytest.fixture
def open_folder(folder, monkeypatch):
    """A folder to work in that everybody may enter, whoever runs the tests."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o777)
        monkeypatch.chdir(name)
        yield Path(name)
        monkeypatch.chdir(folder)


def test_a_file_that_may_not_be_read(newslint, open_folder, mode):
    newslint("check", ".")  # imports what it needs, while it may
    (open_folder / "a.txt").write_text(DIRTY)
    (open_folder / "a.txt").chmod(0)
    (open_folder / "b.txt").write_text(CLEAN)
    with nobody():
        ran = newslint(mode, "a.txt", "b.txt")
    assert ran.code == 2
    assert "newslint: a.txt: cannot be read (Permission denied)" in ran.err
    assert "1 document" in ran.out  # b.txt
    assert (open_folder / "a.txt").stat().st_size == len(DIRTY)


def test_a_folder_that_may_not_be_written_to(newslint, open_folder):
    newslint("check", ".")
    (open_folder / "a.txt").write_text(DIRTY)
    (open_folder / "a.txt").chmod(0o666)
    open_folder.chmod(0o555)
    with nobody():
        checked = newslint("check", "a.txt")
        fixed = newslint("fix", "a.txt")
    open_folder.chmod(0o755)
    assert checked.code == 1
    assert fixed.code == 2
    assert f"a.txt: cannot be fixed in place, which takes a new file in {open_folder} (Permission denied)" in fixed.err
    assert "write elsewhere with -o" in fixed.err
    assert snapshot(open_folder) == {"a.txt": DIRTY.encode()}


full_disk = pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")


REPORT_WITHOUT_ROOM = "--output-format: /dev/full cannot be written (No space left on device); write elsewhere"


@full_disk
@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["-o", "/dev/full"], "/dev/full: cannot be written (No space left on device); write elsewhere with -o"),
        (["--output-format", "jsonl:/dev/full"], REPORT_WITHOUT_ROOM),
    ],
    ids=["output", "report"],
)
def test_no_room_for_what_is_written(folder, arguments, message):
    (folder / "a.txt").write_text(UNSAFE)
    ran = program("fix", "-q", "a.txt", *arguments, cwd=folder)
    assert (ran.returncode, ran.stderr.decode().split("\n")[0]) == (2, f"newslint: {message}")
    assert b"Traceback" not in ran.stderr
    assert snapshot(folder) == {"a.txt": UNSAFE.encode()}


@full_disk
@pytest.mark.parametrize("arguments", [["check", "-"], ["fix", "-"], ["rules", "schema"]], ids=" ".join)
def test_no_room_behind_standard_output(folder, arguments):
    with Path("/dev/full").open("wb") as full:
        ran = subprocess.run(
            command(*arguments),
            cwd=folder,
            input=DIRTY.encode(),
            stdout=full,
            stderr=subprocess.PIPE,
            env=environment(),
        )
    assert ran.returncode == 2
    assert b"cannot be written (No space left on device)" in ran.stderr
    assert b"Traceback" not in ran.stderr


@pytest.fixture
def small_disk(folder):
    disk = folder / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", disk], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("a small disk cannot be mounted here")
    yield disk
    subprocess.run(["umount", disk], check=True)


def test_no_room_for_a_new_file_in_place(newslint, small_disk):
    (small_disk / "a.jsonl").write_text(records(*[DIRTY] * 3000))
    before = snapshot(small_disk)
    ran = newslint("fix", "-q", small_disk / "a.jsonl")
    assert ran.code == 2
    assert "(No space left on device); write elsewhere with -o" in ran.err
    assert snapshot(small_disk) == before


# Its own process, since what is measured is the largest of all the children so far.
MEASURED = """\
import resource, subprocess, sys
code = subprocess.run(sys.argv[1:]).returncode
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * (1 if sys.platform == "darwin" else 1024))
sys.exit(code)
"""


@pytest.mark.parametrize(("name", "end"), [("long.jsonl", records(CLEAN)), ("long.txt", records(DIRTY))])
def test_a_hundred_megabytes_on_one_line(folder, name, end):
    """It is reported, passed through byte for byte, and never held in memory as a whole."""
    size = 100 * 1024 * 1024
    path = folder / name
    with path.open("wb") as file:
        file.truncate(size)  # takes no room on the disk
        file.seek(size)
        file.write(b"\n" + records(DIRTY).encode())
    measured = [sys.executable, "-c", MEASURED, *command("fix", "-q", "--output-format", "concise", name)]
    ran = subprocess.run(measured, cwd=folder, capture_output=True, env=environment(), timeout=120)
    report, memory = ran.stdout.decode().strip().split("\n")
    assert ran.returncode == 1
    assert "input/too-large larger than 33,554,432 bytes" in report
    assert int(memory) < 180 * 1024 * 1024
    with path.open("rb") as file:
        assert all(not any(file.read(1024 * 1024)) for _ in range(100))
        assert file.read() == b"\n" + end.encode()
    path.unlink()
