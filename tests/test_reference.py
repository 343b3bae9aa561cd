"""The plain path, in which every rule looks at every line, is what all that makes newslint fast is held against.

`benchmarks/reference.py` does the same with a whole corpus.
"""

import gzip
import json
import os
import subprocess
import sys
from functools import lru_cache
from itertools import islice
from pathlib import Path

import pytest

from newslint.engine import Engine
from newslint.fixing import settled
from newslint.guard import guarded
from newslint.ruleset import builtin_rules, load
from newslint.together import fix_all
from newslint.types import Document

RULES = load([builtin_rules()])
FAST, PLAIN = Engine(RULES), Engine(RULES, prefilter=False)
CORPUS = Path(__file__).parents[1] / "benchmarks" / "corpus.py"


def documents(lines):
    for record in map(json.loads, lines):
        text = record["text"] if "text" in record else "\n".join(line["text"] for line in record["lines"])
        yield Document(text, record.get("lang"), record.get("url"))


plainly = lru_cache(PLAIN.check)  # what is fixed twice is checked once


def assert_the_same(document):
    assert FAST.check(document) == plainly(document)
    for unsafe in (True, False):
        fast = fix_all(FAST, [guarded(document, unsafe, 100)], unsafe)
        assert [*fast] == [settled(guarded(document, unsafe, 100), plainly)]


def test_both_paths_agree_on_made_news(tmp_path):
    corpus = tmp_path / "corpus.jsonl"
    subprocess.run([sys.executable, CORPUS, corpus, "--mb", "0.03"], check=True, capture_output=True)
    for document in documents(corpus.read_text(encoding="utf-8").strip("\n").split("\n")):
        assert_the_same(document)


@pytest.mark.parametrize(
    "pattern", ["indic-dev/*.jsonl.gz", "boilerplate-dev-extracted.jsonl.gz", "boilerplate-web-dev-extracted.jsonl.gz"]
)
def test_both_paths_agree_on_real_news(pattern):
    folder = os.environ.get("NEWSLINT_DATA")
    if not folder:
        pytest.skip("NEWSLINT_DATA names no folder of news")
    files = sorted(Path(folder, "data").glob(pattern))
    assert files
    for path in files:
        with gzip.open(path, "rt", encoding="utf-8", newline="\n") as lines:
            for document in documents(islice(lines, 3, 200, 100)):
                assert_the_same(document)
