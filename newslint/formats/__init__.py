"""Files and documents: what stands in a file, and how to put edits back without disturbing another byte."""

from __future__ import annotations

from newslint.errors import InputError
from newslint.formats import jsonl, plain
from newslint.formats.compression import CODECS, suffixes
from newslint.formats.records import Format

FORMATS: dict[str, Format] = {".txt": plain, ".text": plain, ".jsonl": jsonl, ".ndjson": jsonl}
"""Formats by suffix; the suffix of a compression may follow."""


_TABLE = "; write its rows as JSON Lines, or hand its columns to newslint.Cleaner"
_REMEDIES = {
    ".json": "; write a record on each line, as JSON Lines, with: jq -c '.[]'",
    **dict.fromkeys((".csv", ".tsv", ".parquet", ".arrow"), _TABLE),
}
"""What to do about files that many have, by suffix."""


def format_of(path: str) -> Format:
    """The format that the suffix of a path names; InputError if newslint does not read it."""
    suffix, _ = suffixes(path)
    if suffix not in FORMATS:
        known = f"{', '.join(FORMATS)}, each also with {', '.join(CODECS)} after it"
        hint = _REMEDIES.get(suffix, "")
        raise InputError(f"{path}: not a kind of file that newslint reads; it reads {known}{hint}")
    return FORMATS[suffix]
