"""A disk that fails: files stay as they are, and nothing is left behind."""

import errno
import io
import os

import pytest

from newslint.formats import drafts, files
from newslint.journal import writing

from .program import DIRTY, records, snapshot


class Failing(io.RawIOBase):
    """A file that can be read up to some byte."""

    def __init__(self, content, good):
        self._content, self._good = io.BytesIO(content), good

    def readable(self):
        return True

    def readinto(self, buffer):
        if self._content.tell() >= self._good:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        return self._content.readinto(memoryview(buffer)[: self._good - self._content.tell()])

    def fileno(self):
        return os.open(os.devnull, os.O_RDONLY)


def fails(*_, **__):
    raise OSError(errno.EIO, os.strerror(errno.EIO))


@pytest.mark.parametrize("flags", [[], ["-o", "b.jsonl"]])
@pytest.mark.parametrize("good", [0, 10, 1000])
def test_an_input_that_cannot_be_read_on(newslint, folder, monkeypatch, flags, good):
    content = records(*[DIRTY] * 50).encode()
    (folder / "a.jsonl").write_bytes(content)
    opened = files._opened
    count = iter(range(9))
    # In place the first opening is for the lock.
    monkeypatch.setattr(
        files, "_opened", lambda path: opened(path) if not flags and next(count) == 0 else Failing(content, good)
    )
    ran = newslint("fix", "a.jsonl", "--journal", "j", *flags)
    assert ran.code == 2
    assert "newslint: a.jsonl: cannot be read ([Errno 5] Input/output error)\n" in ran.err
    assert sorted(snapshot(folder)) == ["a.jsonl", "j"]
    assert (folder / "a.jsonl").read_bytes() == content
    assert (folder / "j").read_bytes().count(b"\n") == 1


@pytest.mark.parametrize(
    ("module", "function"),
    [(drafts.os, "fsync"), (drafts.Path, "replace"), (drafts.Path, "chmod"), (drafts, "_created")],
)
def test_a_new_file_that_cannot_be_finished(newslint, folder, monkeypatch, module, function):
    (folder / "a.txt").write_text(DIRTY)
    monkeypatch.setattr(module, function, fails)
    ran = newslint("fix", "a.txt")
    assert ran.code == 2
    assert "a.txt: cannot be fixed in place" in ran.err
    assert snapshot(folder) == {"a.txt": DIRTY.encode()}


def test_a_journal_that_cannot_be_written_keeps_everything_from_being_fixed(newslint, folder, monkeypatch):
    for name in "ab":
        (folder / f"{name}.txt").write_text(DIRTY)
    monkeypatch.setattr(writing.os, "fsync", fails)
    ran = newslint("fix", ".", "--journal", "k")
    assert ran.code == 2
    assert "--journal k: cannot be written" in ran.err
    assert (folder / "a.txt").read_text() == (folder / "b.txt").read_text() == DIRTY
