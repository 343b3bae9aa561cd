"""The five documents that newslint began with, by line numbers and short facts; they are not ours to copy.

NEWSLINT_DATA names the folder that holds `seeds/`.
"""

import json
import os
import shutil
from pathlib import Path

import pytest

from newslint.cli.main import main

NAMES = ["000", "001", "002", "003", "004"]


@pytest.fixture
def seeds(tmp_path, monkeypatch):
    """A copy of the documents, under the numbers that their names begin with."""
    data = os.environ.get("NEWSLINT_DATA")
    if not data:
        pytest.skip("NEWSLINT_DATA does not say where the documents are")
    monkeypatch.delenv("NEWSLINT_DATA")
    monkeypatch.chdir(tmp_path)
    for name in NAMES:
        (source,) = Path(data, "seeds").glob(f"{name}_*.txt")
        shutil.copy(source, tmp_path / f"{name}.txt")
    return tmp_path


def lines_of(seeds):
    return {name: (seeds / f"{name}.txt").read_bytes().decode().split("\n") for name in NAMES}


@pytest.fixture
def original(seeds):
    return lines_of(seeds)


def fixed(seeds, *flags):
    assert main(["fix", "-q", *flags, "."]) == 0
    return lines_of(seeds)


def shown(lines):
    """The lines that show something."""
    return [line for line in lines if line.strip()]


def without(lines, *gone):
    """What shows of some lines without those of these numbers, which count from 1."""
    return shown(line for number, line in enumerate(lines, 1) if number not in gone)


def safely_gone(lines):
    """The numbers of the lines of 002 that a safe fix takes out."""
    labels = [number for number, line in enumerate(lines, 1) if line in ("Advertisement", "Share:")]
    return {*labels, 28, *range(30, 39)}


def test_000_only_the_end_of_line_1_changes(seeds, original):
    first, *rest = original["000"]
    assert first.endswith("\u09f7")
    assert fixed(seeds)["000"] == [first[:-1] + "\u0964", *rest]


def test_001_loses_its_last_lines_and_a_space(seeds, original):
    before = original["001"]
    assert before[11].count("( ") == 1
    assert fixed(seeds)["001"] == [*before[:11], before[11].replace("( ", "(")]


def test_002_loses_its_furniture(seeds, original):
    before = original["002"]
    assert len(safely_gone(before)) == 14
    assert shown(fixed(seeds)["002"]) == without(before, *safely_gone(before))


def test_003_gets_its_full_stop_and_its_joiner(seeds, original):
    before, after = original["003"], fixed(seeds)["003"]
    assert before[3].endswith("\u0964 .")
    assert after[3] == before[3].removesuffix(" .")
    assert "\u200d" not in before[13]
    assert after[13].count("\u200d") == 1
    assert after[13].replace("\u200d", "") == before[13]
    assert [number for number, pair in enumerate(zip(before, after, strict=True)) if len(set(pair)) == 2] == [3, 13]


def test_004_stays_as_it_is(seeds, original):
    assert fixed(seeds, "--unsafe-fixes")["004"] == original["004"]


def test_unsafe_fixes_take_out_the_credit_and_the_byline_of_001(seeds, original):
    before = original["001"]
    credit = "ছবি: কেসিএনএ"
    assert before[3].endswith(f" {credit}")
    assert fixed(seeds, "--unsafe-fixes")["001"] == [*before[:3], before[3].removesuffix(f" {credit}"), *before[4:11]]


def test_unsafe_fixes_take_out_the_kicker_the_bylines_and_the_credit_of_002(seeds, original):
    before = original["002"]
    after = shown(fixed(seeds, "--unsafe-fixes")["002"])
    left = without(before, *safely_gone(before), 1, 9, 11)
    credited = left.index(before[13])
    assert before[13].startswith(after[credited])
    assert before[13].removeprefix(after[credited]).startswith(" ছবি: ")
    assert [*after[:credited], before[13], *after[credited + 1 :]] == left


@pytest.mark.parametrize("flags", [(), ("--unsafe-fixes",)], ids=["safe", "unsafe"])
def test_a_second_run_changes_nothing(seeds, flags):
    assert fixed(seeds, *flags) == fixed(seeds, *flags)


def test_what_only_a_person_can_decide_is_reported(seeds, capsys):
    main(["check", "--output-format", "jsonl", "."])
    found = [json.loads(line) for line in capsys.readouterr().out.split("\n")[:-1]]
    reported = {(each["path"][:3], each["rule"], each["start"]["line"]) for each in found if each["fix"] is None}
    assert {(path, rule.split("/")[1]) for path, rule, _ in reported} >= {("000", "digits"), ("004", "digits")}
    assert reported >= {
        ("001", "script/digits/mixed-digits", 15),
        ("003", "script/digits/foreign-digits", 6),
        ("003", "encoding/bengali/joiners-stripped", 14),
        ("002", "repetition/sentences/repeated-sentence", 20),
    }
