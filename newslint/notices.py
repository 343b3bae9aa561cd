"""What newslint itself finds, without a rule: records that cannot be read, and fixes that were not made."""

from __future__ import annotations

from typing import NamedTuple

from newslint.types import Severity


class Notice(NamedTuple):
    """What a finding means and what to do about it; `is_optional` is whether `--ignore` leaves it out."""

    meaning: str
    remedy: str
    severity: Severity = Severity.ERROR
    is_optional: bool = False


MOSTLY_FURNITURE = "quality/mostly-furniture"

NOTICES = {
    "input/bad-json": Notice(
        "the line is not one whole JSON value", "write each record on one line; the message names the column"
    ),
    "input/not-an-object": Notice("the line holds a list, a string or a number", 'write `{"text": "…"}`'),
    "input/no-text-field": Notice(
        "the record has none of the usual text fields, or not the one you named", "name it with `--text-field`"
    ),
    "input/text-not-a-string": Notice(
        "the text field holds `null`, a number or something else",
        "name another with `--text-field`, or mend the record",
    ),
    "input/invalid-utf8": Notice(
        "bytes that are not UTF-8", "convert the input; the message names the bytes and where they are"
    ),
    "input/not-text": Notice(
        "UTF-16 or UTF-32, or a plain file with NUL in it", "convert it with `iconv`, or leave it out with `--exclude`"
    ),
    "input/too-large": Notice("one document of more than 32 MiB", "split it"),
    MOSTLY_FURNITURE: Notice(
        "unsafe fixes would take most of a text, so only safe ones were made",
        "look at the text; raise `--max-loss` if it is right",
        Severity.WARNING,
        is_optional=True,
    ),
}
"""By id, as the documentation has them."""
