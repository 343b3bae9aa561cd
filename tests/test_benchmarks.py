"""The corpus that speed is measured on is the same everywhere."""

import gzip
import json
import subprocess
import sys
from pathlib import Path

import pytest

CORPUS = Path(__file__).parent.parent / "benchmarks" / "corpus.py"
pytestmark = pytest.mark.skipif(not CORPUS.exists(), reason="benchmarks are not part of a source distribution")


def made(path, *words):
    subprocess.run([sys.executable, CORPUS, path, *map(str, words)], check=True, stdout=subprocess.DEVNULL)
    return path.read_bytes()


def test_same_seed_same_bytes_and_another_seed_another_corpus(tmp_path):
    one = made(tmp_path / "one", "--mb", 0.1, "--seed", 3)
    assert one == made(tmp_path / "two", "--mb", 0.1, "--seed", 3)
    assert one != made(tmp_path / "three", "--mb", 0.1, "--seed", 4)
    assert made(tmp_path / "four", "--mb", 0.2, "--seed", 3).startswith(one)


def test_both_languages_and_every_kind_of_damage_are_in_it(tmp_path):
    records = [json.loads(line) for line in made(tmp_path / "out", "--mb", 2).splitlines()]
    assert {record["lang"] for record in records} == {"bn", "en"}
    text = "".join(record["text"] for record in records)
    assert all(sign in text for sign in ("\ufffd", "\u200b", "&nbsp;", "\xa0", "বিজ্ঞাপন", "Advertisement"))


def test_records_of_others_come_out_as_they_are(tmp_path):
    lines = [b'{"text": "a", "n": 1.0}\n', b'{"text":"b"}\n']
    packed = tmp_path / "in.jsonl.gz"
    packed.write_bytes(gzip.compress(b"".join(lines)))
    assert made(tmp_path / "out", "--mb", 0.0001, "--from", packed) == (lines[0] + lines[1]) * 3
