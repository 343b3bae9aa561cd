"""What the fields of a record mean: its text, and the facts about it."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from newslint.formats.records import Fields, Unreadable
from newslint.types import Document, Place

TEXT_FIELDS = ("text", "content", "article", "body", "raw_content", "maintext")
ID_FIELDS = ("id",)
URL_FIELDS = ("url", "link", "source_url")
LANGUAGE_FIELDS = ("lang", "language")

_KINDS = {
    type(None): "null",
    bool: "true or false",
    int: "a number",
    float: "a number",
    str: "a string",
    list: "a list",
    dict: "an object",
}
_MOST_NAMES = 8
_LONGEST_NAME = 40


def kind(value: object) -> str:
    """What a value of a record is, in words for a message."""
    return _KINDS[type(value)]


def placed(place: Place, values: Mapping[str, object], fields: Fields) -> Place:
    """The place with the record's id and the name of its text field, as far as it has them."""
    id_ = value_of(values, fields.id, ID_FIELDS)
    known = id_ if isinstance(id_, str | int) and not isinstance(id_, bool) else None
    return msgspec.structs.replace(place, id=known, field=_first(values, fields.text, TEXT_FIELDS))


def document_of(values: Mapping[str, object], fields: Fields) -> Document:
    """The document in a record; Unreadable if it has no text field, or something other than a string there."""
    name = _first(values, fields.text, TEXT_FIELDS)
    if name is None:
        raise _missing(values, fields.text)
    text = values[name]
    if not isinstance(text, str):
        found = f"{_shown(name)} holds {kind(text)}, not a string"
        raise Unreadable("input/text-not-a-string", f"{found}; name the field that holds the text with --text-field")
    language = value_of(values, fields.language, LANGUAGE_FIELDS)
    url = value_of(values, fields.url, URL_FIELDS)
    return Document(text, language if isinstance(language, str) else None, url if isinstance(url, str) else None)


def _first(values: Mapping[str, object], name: str | None, usual: tuple[str, ...]) -> str | None:
    names = usual if name is None else (name,)
    return next((name for name in names if name in values), None)


def value_of(values: Mapping[str, object], name: str | None, usual: tuple[str, ...]) -> object:
    """What a field holds, or the first of the usual ones that holds something; None if there is none."""
    names = usual if name is None else (name,)
    return next((value for name in names if (value := values.get(name)) is not None), None)


def _missing(values: Mapping[str, object], name: str | None) -> Unreadable:
    wanted = ", ".join(TEXT_FIELDS) if name is None else _shown(name)
    shown = ", ".join(_shown(name) for name in list(values)[:_MOST_NAMES]) or "no field"
    more = f" and {len(values) - _MOST_NAMES} more" if len(values) > _MOST_NAMES else ""
    found = f"no text field: looked for {wanted}; the record has {shown}{more}"
    return Unreadable("input/no-text-field", f"{found}; name the field that holds the text with --text-field")


def _shown(name: str) -> str:
    """A name quoted for a message: what does not print is escaped, and what is long is cut."""
    return repr(name if len(name) <= _LONGEST_NAME else name[: _LONGEST_NAME - 1] + "…")
