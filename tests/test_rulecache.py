import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from newslint import rulecache, rulefile
from newslint.errors import RuleError
from newslint.ruleset import builtin_rules, load

RULE = """\
rules:
  - name: weather
    message: "Weather: {match}"
    why: It is not part of the story.
    match: {kind: pattern, pattern: '(?P<what>sun|rain) today', at: line}
    fix: {delete: line, safety: safe}
    examples:
      bad: [{text: sun today, fixed: ""}]
      good: [sun]
"""


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "cache"))
    monkeypatch.setenv("HOME", str(tmp_path))
    return rulecache._folder()


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "rules" / "mine.yaml"
    path.parent.mkdir()
    path.write_text(RULE, "utf-8")
    return path


@pytest.fixture
def reads(monkeypatch):
    """The rule files that were read as YAML."""
    done, read_rules = [], rulefile.read_rules
    monkeypatch.setattr(rulefile, "read_rules", lambda path, prefix: done.append(path) or read_rules(path, prefix))
    return done


def test_what_was_read_once_is_not_read_again(file, reads):
    assert load([file]) == load([file])
    assert len(reads) == 1


def test_the_rules_that_newslint_comes_with_are_the_same_from_the_cache(reads):
    first = load([builtin_rules()])
    count = len(reads)
    again = load([builtin_rules()])
    assert (again, hash(again), again.fingerprint) == (first, hash(first), again.fingerprint)
    assert len(reads) == count


def test_a_changed_file_is_read(file, reads):
    load([file])
    file.write_text(RULE.replace("sun|rain", "sun|snow"), "utf-8")
    (rule,) = load([file]).rules
    assert rule.match.pattern == "(?P<what>sun|snow) today"
    assert len(reads) == 2


def test_other_code_reads_anew(file, reads, monkeypatch):
    load([file])
    monkeypatch.setattr(rulecache, "_maker", lambda: "a newer newslint")
    load([file])
    assert len(reads) == 2


def test_the_tables_that_gates_are_read_off_belong_to_the_code():
    assert "'engine.py'" in rulecache._maker()
    assert "'bijoy.yaml'" in rulecache._maker()


def test_a_mistake_is_told_each_time(file):
    load([file])
    file.write_text(RULE.replace("why:", "whyy:"), "utf-8")
    for _ in range(2):
        with pytest.raises(RuleError, match="unknown key `whyy`"):
            load([file])


def kept(folder):
    (path,) = folder.iterdir()
    return path


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: b"",
        lambda data: data[:-3],
        lambda data: data[:40] + b"\xc1" * 40,
        lambda data: data.replace(b"sun|rain", b"sun|snow"),
    ],
)
def test_a_damaged_cache_is_no_harm(file, reads, folder, damage):
    rules = load([file])
    kept(folder).write_bytes(damage(kept(folder).read_bytes()))
    assert load([file]) == rules
    assert len(reads) == 2
    assert load([file]) == rules  # it was mended
    assert len(reads) == 2


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX modes")
@pytest.mark.parametrize("what", ["file", "folder"])
def test_what_others_could_have_written_is_not_trusted(file, reads, folder, what):
    load([file])
    (kept(folder) if what == "file" else folder).chmod(0o777)
    load([file])
    assert len(reads) == 2


def test_it_works_without_a_place_to_write(file, reads, monkeypatch, tmp_path):
    (tmp_path / "taken").write_text("no folder")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "taken"))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "taken"))
    assert load([file]) == load([file])
    assert len(reads) == 2


def test_a_relative_place_is_none(file, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", "cache")
    monkeypatch.setenv("LOCALAPPDATA", "cache")
    load([file])
    assert not Path("cache").exists()


def test_many_starts_at_once_leave_one_whole_file(file, folder):
    with ThreadPoolExecutor(8) as pool:
        results = list(pool.map(lambda _: load([file]), range(32)))
    assert all(result == results[0] for result in results)
    assert [path.suffix for path in folder.iterdir()] == [""]
    assert folder.stat().st_mode & 0o077 == 0 or sys.platform == "win32"
