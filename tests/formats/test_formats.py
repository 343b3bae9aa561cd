import pytest

from newslint.errors import InputError
from newslint.formats import format_of, jsonl, plain


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("a.txt", plain),
        ("folder.jsonl/a.text", plain),
        ("part-1.jsonl", jsonl),
        ("PART.NDJSON", jsonl),
        ("part.jsonl.gz", jsonl),
        ("part.2024.jsonl.zst", jsonl),
        ("a.txt.bz2", plain),
        ("a.TXT.XZ", plain),
    ],
)
def test_the_suffix_names_the_format(path, expected):
    assert format_of(path) is expected


@pytest.mark.parametrize("path", ["photo.png", "README", "part.gz", "a.jsonl.gz.gz", ".jsonl", "a.jsonl.zip"])
def test_other_suffixes_are_refused_with_those_that_are_read(path):
    with pytest.raises(InputError) as error:
        format_of(path)
    assert str(error.value) == (
        f"{path}: not a kind of file that newslint reads; it reads .txt, .text, .jsonl, .ndjson, "
        "each also with .gz, .zst, .bz2, .xz after it"
    )


@pytest.mark.parametrize(
    ("path", "remedy"),
    [
        ("a.json", "with: jq -c '.[]'"),
        ("a.json.gz", "with: jq -c '.[]'"),
        ("a.CSV", "write its rows as JSON Lines, or hand its columns to newslint.Cleaner"),
        ("a.parquet", "or hand its columns to newslint.Cleaner"),
    ],
)
def test_files_that_many_have_are_refused_with_a_remedy(path, remedy):
    with pytest.raises(InputError) as error:
        format_of(path)
    assert str(error.value).endswith(remedy)
