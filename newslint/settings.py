"""Which settings there are: their names, what they hold, and how a value is checked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import msgspec

from newslint.discover import Patterns, covers
from newslint.errors import UsageError
from newslint.guard import MAX_LOSS
from newslint.types import Severity

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """The settings in force for one file or for a run; `config.Resolver` makes them.

    Paths and patterns know the folder that they were written for. An empty `select` names every rule.
    """

    select: tuple[str, ...]
    extend_select: tuple[str, ...]
    ignore: tuple[str, ...]
    per_file_ignores: tuple[tuple[Patterns, tuple[str, ...]], ...]
    rules: tuple[Path, ...]
    text_field: str | None
    id_field: str | None
    url_field: str | None
    lang_field: str | None
    language: str | None
    site: str | None
    unsafe_fixes: bool
    max_loss: int
    drop_empty: bool
    fail_on: Severity
    exclude: Patterns
    extend_exclude: Patterns
    force_exclude: bool
    output_format: tuple[str, ...]
    max_diagnostics: int | None
    jobs: int | None


def per_file_ignores_for(settings: Settings, path: Path) -> tuple[str, ...]:
    """Return the selectors that `per-file-ignores` sets aside for the file `path`."""
    return tuple(
        selector for glob, selectors in settings.per_file_ignores if covers(glob, path) for selector in selectors
    )


class Kind(NamedTuple):
    """What a setting may hold.

    `noun` names it in messages, `toml` and `plain` are examples of it in a file and outside. `parse` reads it from
    plain text and gives a text that it cannot read back as it is, for `checked` to refuse. `place` turns what was
    written for a folder into what `Settings` holds.
    """

    type: object
    noun: str
    toml: str
    plain: str
    parse: Callable[[str], object]
    place: Callable[[Any, Path], object] = lambda value, _: value


class Spot(NamedTuple):
    """Where a value was written.

    `origin` is what messages call the place; `assignment` is how a value is given there, up to the value, and
    `plain` says that it is given as plain text.
    """

    origin: str
    assignment: str
    plain: bool = False


def checked(key: str, value: object, spot: Spot) -> object:
    """Return `value` as setting `key` holds it, tuples for lists. Raises UsageError if it is of another kind."""
    kind = KEYS[key].kind
    if spot.plain and isinstance(value, str):
        value = kind.parse(value)
    try:
        return msgspec.convert(value, kind.type)
    except msgspec.ValidationError as error:
        example = kind.plain if spot.plain else kind.toml
        found = f"expected {kind.noun}, found {_described(value)}"
        raise UsageError(f"{spot.origin}: {found}; write {spot.assignment}{example}") from error


def _items(text: str) -> tuple[str, ...]:
    return tuple(item.strip() for item in text.split(",") if item.strip())


def _truth(text: str) -> object:
    return {"1": True, "true": True, "0": False, "false": False}.get(text.strip().lower(), text)


def _count(text: str) -> object:
    return int(text) if text.isascii() and text.isdigit() else text


def _ignores(text: str) -> object:
    """Read `glob:rule,glob:rule`; a glob may come again, and may hold colons."""
    table: dict[str, tuple[str, ...]] = {}
    for item in _items(text):
        glob, colon, selector = item.rpartition(":")
        if not (glob and colon and selector):
            return text
        table[glob] = (*table.get(glob, ()), selector)
    return table


def _described(value: object) -> str:
    """Say what was found, down to the part that is out of place."""
    match value:
        case bool():
            return str(value).lower()
        case str():
            return f'the string "{value}"'
        case int() | float():
            return f"the number {value}"
        case list() | tuple():
            wrong = [item for item in value if not isinstance(item, str)]
            return f"a list that holds {_described(wrong[0])}" if wrong else "a list"
        case dict():
            wrong = [item for item in value.values() if not isinstance(item, list) or _described(item) != "a list"]
            return f"a table that holds {_described(wrong[0])}" if wrong else "a table"
    return "a date or a time"


TEXT = Kind(str, "a string", '"…"', "…", str)
LANGUAGE = Kind(
    Annotated[str, msgspec.Meta(pattern="^[A-Za-z]{2,3}([-_][A-Za-z0-9]+)*$")],
    "the code of a language",
    '"bn"',
    "bn",
    str,
)
HOST = Kind(Annotated[str, msgspec.Meta(pattern=r"^[^\s/:@]+$")], "the name of a host", '"bbc.com"', "bbc.com", str)
FLAG = Kind(bool, "true or false", "true", "true", _truth)
COUNT = Kind(Annotated[int, msgspec.Meta(ge=1)], "a whole number above 0", "100", "100", _count)
JOBS = COUNT._replace(toml="4", plain="4")
PERCENT = Kind(Annotated[int, msgspec.Meta(ge=1, le=100)], "a whole number from 1 to 100", "60", "60", _count)
LEVEL = Kind(Severity, "error, warning or info", '"warning"', "warning", str)
LIST = Kind(tuple[str, ...], "a list of strings", '["…"]', "…,…", _items)
PATHS = LIST._replace(place=lambda paths, root: tuple(root / path for path in paths))
GLOBS = LIST._replace(place=lambda globs, root: Patterns(root, globs))
IGNORES = Kind(
    dict[str, tuple[str, ...]],
    "a table of lists of strings",
    '{ "*.txt" = ["…"] }',
    "*.txt:…",
    _ignores,
    lambda table, root: tuple((Patterns(root, (glob,)), selectors) for glob, selectors in table.items()),
)


class Key(NamedTuple):
    """One setting: what it may hold, and what it holds if nobody says."""

    kind: Kind
    default: object


KEYS = {
    "select": Key(LIST, ()),
    "extend-select": Key(LIST, ()),
    "ignore": Key(LIST, ()),
    "per-file-ignores": Key(IGNORES, {}),
    "rules": Key(PATHS, ()),
    "text-field": Key(TEXT, None),
    "id-field": Key(TEXT, None),
    "url-field": Key(TEXT, None),
    "lang-field": Key(TEXT, None),
    "language": Key(LANGUAGE, None),
    "site": Key(HOST, None),
    "unsafe-fixes": Key(FLAG, False),
    "max-loss": Key(PERCENT, MAX_LOSS),
    "drop-empty": Key(FLAG, False),
    "fail-on": Key(LEVEL, Severity.WARNING),
    "exclude": Key(GLOBS, (".*/", "__pycache__/", "node_modules/")),
    "extend-exclude": Key(GLOBS, ()),
    "force-exclude": Key(FLAG, False),
    "output-format": Key(LIST, ("full",)),
    "max-diagnostics": Key(COUNT, None),
    "jobs": Key(JOBS, None),
}
