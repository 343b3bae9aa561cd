import os
import sys
import time
import typing
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import msgspec
import pytest
import regex

from newslint import expressions, rulecache, rulefile
from newslint.errors import RuleError
from newslint.gates import Gate
from newslint.index import Index
from newslint.matchers import Spec
from newslint.packed import Packed
from newslint.rule import Definition, Example, Examples, Repair, Rule, Where
from newslint.rulecache import Kept
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
    return tmp_path / "cache" / "newslint"


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
    file.write_text(RULE.replace("sun|rain", "sun|snow"), "utf-8")  # as long as before, and at the same time or so
    (rule,) = load([file]).rules
    assert rule.match.pattern == "(?P<what>sun|snow) today"
    assert len(reads) == 2


@pytest.fixture
def settled(monkeypatch):
    """Files that were just written count as old."""
    monkeypatch.setattr(rulecache, "_LATELY", 0)
    yield
    time.sleep(0.02)


@pytest.fixture
def digests(monkeypatch):
    """The lists of files whose contents were compared."""
    done, digest = [], rulecache._digest
    monkeypatch.setattr(rulecache, "_digest", lambda files: done.append(files) or digest(files))
    return done


posix = pytest.mark.skipif(sys.platform == "win32", reason="no times of change")


@posix
def test_files_that_are_the_same_are_not_even_opened(file, reads, settled, digests):
    rules = load([file])
    digests.clear()
    assert load([file]) == rules
    assert (digests, len(reads)) == ([], 1)


@posix
def test_a_change_that_hides_its_time_is_noticed(file, reads, settled):
    load([file])
    before = file.stat()
    time.sleep(0.02)
    file.write_text(RULE.replace("sun|rain", "sun|snow"), "utf-8")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert (file.stat().st_size, file.stat().st_mtime_ns) == (before.st_size, before.st_mtime_ns)
    (rule,) = load([file]).rules
    assert rule.match.pattern == "(?P<what>sun|snow) today"


@posix
def test_files_with_other_times_and_the_same_contents_are_not_read_again(file, reads, settled, digests):
    load([file])
    time.sleep(0.02)
    os.utime(file, (0, 0))
    load([file])
    assert len(reads) == 1
    digests.clear()
    load([file])
    assert digests == []  # the new times were noted


def test_files_without_times_are_compared_by_their_contents(file, reads, monkeypatch):
    monkeypatch.setattr(rulecache, "_states", lambda files: ())
    load([file])
    load([file])
    assert len(reads) == 1
    file.write_text(RULE.replace("sun|rain", "sun|snow"), "utf-8")
    assert load([file])[0].match.pattern == "(?P<what>sun|snow) today"


def test_files_that_come_and_go_are_noticed(file, reads, settled):
    folder = file.parent
    assert load([folder]).ids == ("mine/weather",)
    (folder / "more.yaml").write_text(RULE, "utf-8")
    assert load([folder]).ids == ("mine/weather", "more/weather")
    file.unlink()
    assert load([folder]).ids == ("more/weather",)


def test_what_changes_while_it_is_read_is_not_kept(file, monkeypatch, folder):
    read_rules = rulefile.read_rules

    def slowly(path, prefix):
        rules = read_rules(path, prefix)
        file.write_text(RULE.replace("sun|rain", "snow"), "utf-8")
        return rules

    monkeypatch.setattr(rulefile, "read_rules", slowly)
    load([file])
    monkeypatch.undo()
    assert not folder.exists()


def test_old_files_make_room_for_new_ones(file, folder, monkeypatch):
    monkeypatch.setattr(rulecache, "_MOST", 2)
    names = []
    for number in range(4):
        path = file.with_name(f"rules{number}.yaml")
        path.write_text(RULE, "utf-8")
        load([path])
        names += {each.name for each in folder.iterdir()} - set(names)
        time.sleep(0.02)
    assert {path.name for path in folder.iterdir()} == set(names[-2:])


def test_a_rule_is_made_when_it_is_asked_for(file):
    load([file])
    rules = load([file])
    assert "rule" not in vars(rules.packed[0])
    assert rules[0].name == "weather"
    assert "rule" in vars(rules.packed[0])


def test_other_code_reads_anew(file, reads, monkeypatch):
    load([file])
    monkeypatch.setattr(rulecache, "_maker", lambda: "a newer newslint")
    load([file])
    assert len(reads) == 2


def test_the_tables_that_gates_are_read_off_belong_to_the_code():
    assert "'engine.py'" in rulecache._maker()
    assert "'bijoy.json'" in rulecache._maker()


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
        lambda data: data[:4],
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
    assert sys.platform == "win32" or not (folder.stat().st_mode | kept(folder).stat().st_mode) & 0o077


def test_expressions_of_kept_rules_are_not_compiled_again(file, monkeypatch):
    load([file])
    (rule,) = load([file]).rules
    again = rule.match.expression()
    monkeypatch.setattr(regex, "compile", None)
    expression = rule.match.expression()
    assert (expression.pattern, expression.flags) == (again.pattern, again.flags)
    assert expression.fullmatch("rain today")["what"] == "rain"


def test_all_expressions_can_be_kept():
    sources = {source for rule in load([builtin_rules()]).rules for source in rule.expressions()}
    kept = {(source, flags) for source, flags, _ in msgspec.msgpack.decode(expressions.packed(sources))}
    assert kept == sources


def test_an_expression_that_is_wrong_is_not_kept():
    assert msgspec.msgpack.decode(expressions.packed([("(", 0)])) == []


def test_types_of_what_is_kept_are_no_texts_that_each_start_would_parse():
    kinds = typing.get_args(Spec)
    for kept in (Kept, Packed, Index, Rule, Definition, Where, Repair, Example, Examples, Gate, *kinds):
        assert not [key for key, value in vars(kept).get("__annotations__", {}).items() if isinstance(value, str)], kept
