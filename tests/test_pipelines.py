"""The examples of docs/python.md for other packages, run as they stand, where what they need is installed."""

import re
from pathlib import Path
from types import SimpleNamespace

import pytest

import newslint

PAGE = (Path(__file__).parent.parent / "docs" / "python.md").read_text("utf-8")
BATCH = {"id": [1, 2], "text": ["বাঁধ অক্ষত।\nআরও পড়ুন", "Rain fell.\nShare this article\nIt stopped."]}
FIXED = BATCH | {"text": [newslint.fix(text).text for text in BATCH["text"]]}


def after(name, **given):
    """What an example leaves behind, by name."""
    (example,) = re.findall(rf"(?ms)^\*\*{name}\*\*[^`]*(?:`[^`\n]+`[^`]*)*\n```python\n(.*?)^```$", PAGE)
    names = {"cleaner": newslint.Cleaner(), **given}
    exec(example, names)
    return names


def test_something_is_fixed():
    assert FIXED["text"] == ["বাঁধ অক্ষত।", "Rain fell.\nIt stopped."]


def test_datasets():
    datasets = pytest.importorskip("datasets", reason="datasets is not installed")
    assert after("datasets", dataset=datasets.Dataset.from_dict(BATCH))["dataset"].to_dict() == FIXED


def test_ray_by_what_stands_for_it():
    pa = pytest.importorskip("pyarrow", reason="pyarrow is not installed")

    def map_batches(function, batch_format):
        assert batch_format == "pyarrow"
        return function(pa.table(BATCH))

    assert after("Ray", dataset=SimpleNamespace(map_batches=map_batches))["dataset"].to_pydict() == FIXED


def test_spark_by_what_stands_for_it():
    pa = pytest.importorskip("pyarrow", reason="pyarrow is not installed")
    batches = pa.table(BATCH).to_batches(max_chunksize=1)

    def map_in_arrow(function, schema):
        return pa.Table.from_batches(function(iter(batches)), schema)

    frame = SimpleNamespace(mapInArrow=map_in_arrow, schema=batches[0].schema)
    assert after("Spark", frame=frame)["frame"].to_pydict() == FIXED


def test_duckdb():
    duckdb = pytest.importorskip("duckdb", reason="duckdb is not installed")
    pytest.importorskip("pyarrow", reason="pyarrow is not installed")
    with duckdb.connect() as connection:
        connection.execute("CREATE TABLE news (id INTEGER, text VARCHAR)")
        connection.executemany("INSERT INTO news VALUES (?, ?)", list(zip(*BATCH.values(), strict=True)))
        rows = after("DuckDB", connection=connection)["result"].order("id").fetchall()
    assert rows == list(zip(*FIXED.values(), strict=True))


def test_polars():
    polars = pytest.importorskip("polars", reason="polars is not installed")
    pytest.importorskip("pyarrow", reason="pyarrow is not installed")
    assert after("polars", polars=polars, frame=polars.DataFrame(BATCH))["frame"].to_dict(as_series=False) == FIXED


def test_pandas():
    pandas = pytest.importorskip("pandas", reason="pandas is not installed")
    assert after("pandas", frame=pandas.DataFrame(BATCH))["frame"].to_dict("list") == FIXED


def test_datatrove_by_what_stands_for_it():
    documents = [SimpleNamespace(text=text, metadata={}) for text in BATCH["text"]]
    assert [document.text for document in after("datatrove")["clean"](iter(documents))] == FIXED["text"]
