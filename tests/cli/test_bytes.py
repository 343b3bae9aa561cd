"""Through the command line, outside the edits no byte changes, and nothing else about a file either."""

import bz2
import gzip
import lzma
import os
import stat
import sys

import pytest

from .program import CLEAN, DIRTY, program, records, snapshot

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

ADVERT = rb"\nAdvertisement"
# One line each; `@` stands where the fix takes the advertisement out.
LINES = {
    "byte order mark": b'\xef\xbb\xbf{"text": "Rain.@"}\n',
    "crlf": b'{"text": "Rain.@"}\r\n',
    "no newline at the end": b'{"text": "Rain.@"}',
    "order of keys": b'{"z": 1, "text": "Rain.@", "a": 2}\n',
    "escapes": b'{"t\\u0065xt": "\\u09a8\\u09a6\\u09c0 \\/ \\u00e9 \xe0\xa6\xa8 \\ud83d\\ude00.@\\nIt \\u0073tops."}\n',
    "numbers": b'{"text": "Rain.@", "n": [1.50, 1E5, -0, 1e-07, 123456789012345678901234567890, 0.1000]}\n',
    "spacing": b' {"text"\t:  "Rain.@" , "x" :[ ] ,"y":{ }  } \t\n',
    "unknown fields": b'{"meta": {"text": "Advertisement", "deep": [null, true, {"\\u0000": ""}]}, "text": "Rain.@"}\n',
    "half a surrogate pair": b'{"text": "\\ud83d.@"}\n',
    "a key twice": b'{"text": 1, "text": "Rain.@"}\n',
    "blank lines": b'\n \t\r\n{"text": "Rain.@"}\n\n\n',
    "a separator that is no line end": b'{"text": "Rain\xc2\x85.\xc2\x85@"}\n',
}
PACKERS = {".gz": gzip, ".zst": zstd, ".bz2": bz2, ".xz": lzma}


@pytest.mark.parametrize("line", LINES.values(), ids=LINES)
def test_only_the_edit_changes_a_record(newslint, folder, line):
    (folder / "a.jsonl").write_bytes(line.replace(b"@", ADVERT))
    assert newslint("fix", "--select", "boilerplate", "a.jsonl").code == 0
    assert (folder / "a.jsonl").read_bytes() == line.replace(b"@", b"")


@pytest.mark.parametrize("line", LINES.values(), ids=LINES)
def test_a_copy_of_what_needs_no_fix_is_the_same(newslint, folder, line):
    (folder / "a.jsonl").write_bytes(line.replace(b"@", b""))
    assert newslint("fix", "--select", "boilerplate", "a.jsonl", "-o", "b.jsonl").code == 0
    assert (folder / "b.jsonl").read_bytes() == (folder / "a.jsonl").read_bytes()


def test_standard_input_to_standard_output(folder):
    lines = b"".join(line for line in LINES.values() if line.endswith(b"\n"))
    given = lines.replace(b"@", ADVERT)
    ran = program("fix", "--select", "boilerplate", "-", "--stdin-filename", "a.jsonl", cwd=folder, stdin=given)
    assert (ran.returncode, ran.stdout) == (0, lines.replace(b"@", b""))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("\ufeffRain.\r\nAdvertisement\r\nIt stopped.\r\n", "\ufeffRain.\r\nIt stopped.\r\n"),
        ("Rain.\nAdvertisement\nIt stopped.", "Rain.\nIt stopped."),
        ("নদীর জল\u200c বাড়ছে।\nবিজ্ঞাপন\n", "নদীর জল\u200c বাড়ছে।\n"),
        ("Rain\x85.\x85 x\nAdvertisement\n", "Rain\x85.\x85 x\n"),
    ],
)
def test_plain_text(newslint, folder, before, after):
    (folder / "a.txt").write_bytes(before.encode())
    assert newslint("fix", "--select", "boilerplate", "a.txt").code == 0
    assert (folder / "a.txt").read_bytes() == after.encode()


def state(path):
    status = path.stat()
    return status.st_ino, status.st_mtime_ns, status.st_mode


def test_what_needs_no_fix_is_not_touched(newslint, folder):
    paths = [folder / "a.txt", folder / "b.jsonl", folder / "c.jsonl.gz"]
    paths[0].write_text(CLEAN)
    paths[1].write_text(records(CLEAN))
    paths[2].write_bytes(gzip.compress(records(CLEAN).encode()))
    before = [state(path) for path in paths]
    assert newslint("fix", ".").code == 0
    assert [state(path) for path in paths] == before


def test_a_second_run_touches_nothing(newslint, folder):
    (folder / "a.jsonl").write_bytes(b"".join(LINES.values()).replace(b"@", ADVERT))
    newslint("fix", "a.jsonl")
    content, before = (folder / "a.jsonl").read_bytes(), state(folder / "a.jsonl")
    newslint("fix", "a.jsonl")
    assert ((folder / "a.jsonl").read_bytes(), state(folder / "a.jsonl")) == (content, before)


def test_links_are_followed_and_modes_kept(newslint, folder):
    (folder / "there").mkdir()
    real = folder / "there" / "real.txt"
    real.write_text(DIRTY)
    real.chmod(0o640)
    (folder / "link.txt").symlink_to(real)
    assert newslint("fix", "link.txt").code == 0
    assert (folder / "link.txt").is_symlink()
    assert real.read_text() == CLEAN
    assert stat.S_IMODE(real.stat().st_mode) == 0o640
    assert os.listdir(folder / "there") == ["real.txt"]  # noqa: PTH208 - names, not paths


@pytest.mark.parametrize("suffix", PACKERS)
def test_compressed_files_in_place(newslint, folder, suffix):
    packer = PACKERS[suffix]
    path = folder / f"a.jsonl{suffix}"
    path.write_bytes(packer.compress(records(CLEAN, DIRTY).encode()))
    assert newslint("fix", path.name).code == 0
    assert packer.decompress(path.read_bytes()) == records(CLEAN, CLEAN).encode()
    once = snapshot(folder)
    assert newslint("fix", path.name).code == 0
    assert snapshot(folder) == once


@pytest.mark.parametrize("suffix", PACKERS)
def test_compressed_files_from_and_to_a_stream(folder, suffix):
    packer = PACKERS[suffix]
    ran = program("fix", "-", "--stdin-filename", f"a.txt{suffix}", cwd=folder, stdin=packer.compress(DIRTY.encode()))
    assert ran.returncode == 0
    assert packer.decompress(ran.stdout).decode() == CLEAN


def test_output_may_be_compressed_otherwise(newslint, folder):
    (folder / "a.txt.gz").write_bytes(gzip.compress(DIRTY.encode()))
    assert newslint("fix", "a.txt.gz", "-o", "b.txt.xz").code == 0
    assert lzma.decompress((folder / "b.txt.xz").read_bytes()).decode() == CLEAN
