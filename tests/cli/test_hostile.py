"""Whatever the input: a clear outcome, and nothing lost. docs/reliability.md has the table."""

import gzip
import json
import os
import subprocess
import sys
import threading

import pytest
from backports import zstd

from newslint import discover
from newslint.formats import compression
from newslint.formats.drafts import sweep
from newslint.formats.locks import lock

from .program import CLEAN, DIRTY, command, environment, program, records, snapshot

BOMB = b'{"text": "' + b"a" * 3_000_000 + b'"}\n'


def escaped(*texts):
    return "".join(json.dumps({"text": text}) + "\n" for text in texts).encode()


HOSTILE = {
    "a million empty lines": b"\n" * 1_000_000,
    "empty lines inside": escaped("Rain.\n" + "\n" * 100_000 + "Advertisement"),
    "deep JSON": b'{"text": "Rain.", "a": ' + b"[" * 100_000 + b"]" * 100_000 + b"}\n",
    "deeper JSON, open": b'{"a":' * 100_000 + b"\n",
    "a number of a million digits": b'{"text": "Rain.", "a": ' + b"9" * 1_000_000 + b"}\n",
    "NUL": escaped("Rain\0.\nAdvertisement\n"),
    "halves of surrogate pairs": b'{"text": "Rain \\ud800.\\nAdvertisement\\n\\udfff"}\n',
    "unassigned code points": escaped("Rain\U000e0fff\ufffe\uffff\U0010ffff\u0378."),
    "ten thousand combining marks": escaped("a" + "\u0301" * 10_000, "ক" + "\u09bc" * 10_000),
    "direction marks": escaped("\u202eRain\u2066.\u202c" * 2000),
    "terminal escapes": escaped("\x1b[2J\x1b]0;owned\x07Rain\x9b31m.\nAdvertisement"),
    "workflow commands": escaped("::error::Rain\n::set-output name=a::b\n##[command]Rain\nAdvertisement"),
    "one long line": escaped("The rain fell and the river rose. " * 30_000),
    "line ends of every kind": b'{"text": "Rain."}\r\r\n\x0b\x0c{"text": "It."}\x85\xe2\x80\xa8\n',
    "no line end": b'{"text": "Rain.\\nAdvertisement"}',
}


@pytest.mark.parametrize("content", HOSTILE.values(), ids=HOSTILE)
def test_hostile_content_is_fixed_or_reported_and_comes_back(newslint, folder, content):
    (folder / "a.jsonl").write_bytes(content)
    ran = newslint("fix", "--unsafe-fixes", "a.jsonl", "--journal", "j")
    assert ran.code in (0, 1)
    shown = ran.out + ran.err
    assert not any(char in shown for char in "\x1b\x07\x9b\0\u202e\u2066\ud800\udfff")
    assert not any(line.startswith(("::", "##[")) for line in shown.split("\n"))
    if snapshot(folder)["a.jsonl"] != content:
        assert newslint("restore", "a.jsonl", "--journal", "j").code == 0
    assert (folder / "a.jsonl").read_bytes() == content


@pytest.mark.parametrize("format", ["full", "concise", "json", "jsonl", "sarif", "github", "gitlab", "junit", "rdjson"])
def test_no_report_lets_a_text_act(newslint, folder, format):
    (folder / "::error::\n.jsonl").write_bytes(HOSTILE["terminal escapes"] + HOSTILE["workflow commands"])
    ran = newslint("check", ".", "--output-format", format)
    assert ran.code == 1
    assert not any(char in ran.out for char in "\x1b\x07\x9b")
    commands = [line for line in ran.out.split("\n") if line.startswith("::")]
    assert all(line.startswith(("::error ", "::warning ", "::notice ")) for line in commands)
    assert format == "github" or not commands
    assert "##[command]" not in ran.out


@pytest.mark.parametrize(("suffix", "pack"), [(".gz", gzip.compress), (".zst", zstd.compress)])
def test_bombs_have_a_limit(newslint, folder, monkeypatch, suffix, pack):
    monkeypatch.setattr(compression, "_UNSUSPECTED", 1_000_000)
    monkeypatch.setattr(compression, "_MOST_TIMES", 100)
    packed = pack(BOMB)
    (folder / f"a.jsonl{suffix}").write_bytes(packed)
    (folder / "b.txt").write_text(DIRTY)
    ran = newslint("fix", ".")
    assert ran.code == 2
    assert "unpacks to more than 100 times its size, as a bomb does; unpack it yourself if you trust it\n" in ran.err
    assert snapshot(folder) == {f"a.jsonl{suffix}": packed, "b.txt": CLEAN.encode()}


def test_links_in_circles_devices_and_folders_are_named(newslint, folder):
    (folder / "a.txt").symlink_to("b.txt")
    (folder / "b.txt").symlink_to("a.txt")
    (folder / "c.txt").mkdir()
    for path, problem in (("a.txt", "symbolic links"), ("/dev/zero", "not a kind of file that newslint reads")):
        ran = newslint("check", path)
        assert ran.code == 2
        assert problem in ran.err
    assert newslint("check", ".").code in (0, 2)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")
def test_a_named_pipe_is_read_once_and_never_fixed_in_place(newslint, folder):
    os.mkfifo(folder / "a.txt")
    ran = newslint("fix", "a.txt")
    assert (ran.code, ran.err) == (
        2,
        "newslint: a.txt: not a regular file, so it cannot be fixed in place; write elsewhere with -o\n",
    )
    writer = threading.Thread(target=lambda: (folder / "a.txt").write_text(DIRTY))
    writer.start()
    assert newslint("fix", "a.txt", "-o", "b.txt").code == 0
    writer.join()
    assert (folder / "b.txt").read_text() == CLEAN


def test_a_file_that_grows_or_vanishes_meanwhile_is_left_alone(folder):
    text = records(*[DIRTY] * 3000)
    for act in (lambda path: path.write_text(text + "more\n"), lambda path: path.unlink()):
        path = folder / "a.jsonl"
        path.write_text(text)
        with subprocess.Popen(
            command("fix", path, "--output-format", "concise"),
            cwd=folder,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=environment(),
        ) as run:
            while not list(folder.glob(".newslint-*")) and run.poll() is None:
                pass
            act(path)
            _, err = run.communicate()
        assert run.returncode == 2
        assert b"a.jsonl: " in err
        assert not list(folder.glob(".newslint-*"))
        assert not path.exists() or path.read_text() == text + "more\n"


def test_two_newslints_do_not_work_on_one_file(newslint, folder):
    (folder / "a.txt").write_text(DIRTY)
    with (folder / "a.txt").open("rb") as file:
        if lock(file) is None:
            pytest.skip("there are no locks here")
        ran = newslint("fix", "a.txt")
        assert (ran.code, ran.err) == (
            2,
            "newslint: a.txt: another newslint is at work on it; run again when that one is done\n",
        )
        assert newslint("check", "a.txt").code == 1
        assert newslint("fix", "a.txt", "-o", "b.txt").code == 0
    assert (folder / "a.txt").read_text() == DIRTY
    assert newslint("fix", "a.txt").code == 0


def test_what_killed_runs_left_is_cleared_and_what_is_at_work_is_not(newslint, folder):
    (folder / "a.txt").write_text(CLEAN)
    (folder / ".newslint-0123456789abcdef.tmp").write_text("left")
    with (folder / ".newslint-fedcba9876543210.tmp").open("wb") as file:
        if not lock(file):
            pytest.skip("there are no locks here")
        sweep.cache_clear()
        assert newslint("fix", "a.txt").code == 0
        assert sorted(snapshot(folder)) == [".newslint-fedcba9876543210.tmp", "a.txt"]
    sweep.cache_clear()
    assert newslint("fix", "a.txt", "-o", "b.txt").code == 0
    assert sorted(snapshot(folder)) == ["a.txt", "b.txt"]


def test_no_connection_is_ever_opened(folder):
    (folder / "a.txt").write_text(DIRTY)
    script = (
        "import socket, sys\n"
        "def refuse(*_, **__): raise SystemExit(99)\n"
        "socket.socket.connect = socket.create_connection = socket.getaddrinfo = refuse\n"
        "from newslint.cli.main import main\n"
        "sys.exit(main(['fix', '.', '--journal', 'j']))\n"
    )
    ran = subprocess.run([sys.executable, "-c", script], cwd=folder, env=environment(), capture_output=True)
    assert ran.returncode == 0
    assert (folder / "a.txt").read_text() == CLEAN


def test_a_name_with_a_newline_is_shown_on_one_line(folder):
    (folder / "a\n::error::b.txt").write_text(DIRTY)
    ran = program("fix", ".", "--journal", "j", cwd=folder)
    assert ran.returncode == 0
    ran = program("restore", "a\n::error::b.txt", "--journal", "j", cwd=folder)
    assert (ran.returncode, ran.stdout.count(b"\n")) == (0, 1)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")
@pytest.mark.parametrize("make", [os.mkfifo, lambda path: path.symlink_to("/dev/zero")], ids=["pipe", "device"])
def test_nobody_waits_for_a_pipe_or_a_device_beside_the_texts(newslint, folder, make):
    (folder / "a.txt").write_text(DIRTY)
    make(folder / ".gitignore")
    make(folder / ".newslint-0123456789abcdef.tmp")
    make(folder / "newslint.toml")
    sweep.cache_clear()
    assert newslint("fix", ".").code == 0
    make(folder / "rules.yaml")
    ran = newslint("check", "a.txt", "--rules", "rules.yaml")
    assert (ran.code, ran.err.endswith("rules.yaml: not a regular file\n")) == (2, True)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")
def test_a_journal_in_a_pipe_is_refused(newslint, folder):
    (folder / "a.txt").write_text(DIRTY)
    os.mkfifo(folder / "j")
    ran = newslint("restore", "a.txt", "--journal", "j")
    assert (ran.code, "a journal is read more than once" in ran.err) == (2, True)
    assert newslint("fix", "a.txt", "--journal", "j").code == 2
    assert (folder / "a.txt").read_text() == DIRTY


def test_a_list_of_what_to_leave_out_cannot_take_for_ever(newslint, folder, monkeypatch):
    (folder / ".gitignore").write_text("*b" + "*a" * 30 + "b\n*a*c.txt\n*a*b*c.t?t\n")
    (folder / ("b" + "a" * 100 + "c")).mkdir()
    for name in ("a.txt", "abc.txt", "abcd.txt"):
        (folder / name).write_text(DIRTY)
    ran = newslint("check", ".", "--output-format", "concise", "-q")
    assert (ran.code, [line.split(":")[0] for line in ran.lines]) == (1, ["a.txt", "abcd.txt"])
    monkeypatch.setattr(discover, "SECONDS", 1e-9)
    ran = newslint("check", ".")
    assert (ran.code, "take too long on this name; write them with fewer `*`" in ran.err) == (2, True)


@pytest.mark.parametrize("name", ["newslint.toml", "pyproject.toml"])
def test_settings_that_are_nested_too_deeply_say_so(newslint, folder, name):
    (folder / "a.txt").write_text(DIRTY)
    (folder / name).write_text("newslint = " + "[" * 100_000)
    ran = newslint("check", "a.txt")
    assert (ran.code, ran.err) == (2, f"newslint: {name}: nested too deeply; settings have three levels\n")


def test_messages_about_paths_give_no_commands(newslint, folder):
    (folder / "::error::a.txt").write_text(DIRTY)
    assert newslint("fix", "::error::a.txt", "--journal", "j").code == 0
    ran = newslint("restore", "::error::a.txt", "--journal", "j")
    assert ran.out == "./::error::a.txt: 1 record restored\n"
    ran = newslint("check", "##[error]b.txt")
    assert (ran.code, "##[" in ran.err) == (2, False)


def test_azure_gets_no_commands_from_a_diff(newslint, folder, monkeypatch):
    (folder / "a.txt").write_text("##vso[task.setvariable variable=a]b\n" + DIRTY)
    assert "##vso[" in newslint("fix", "--diff", "a.txt").out
    monkeypatch.setenv("TF_BUILD", "True")
    assert "##vso[" not in newslint("fix", "--diff", "a.txt").out
