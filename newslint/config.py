"""Where settings come from: files, environment and flags, put together for each file and for the run.

What comes later counts: defaults, the nearest settings file, the environment, `--config 'key = value'`, flags.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from newslint.errors import UsageError, did_you_mean
from newslint.settings import KEYS, Settings, Spot, checked
from newslint.smallfile import read_small

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

_PREFIX = "NEWSLINT_"
_VARIABLES = {_PREFIX + key.upper().replace("-", "_"): key for key in KEYS}


class Entry(NamedTuple):
    """The value of one setting as it was written, the place, and the folder that its paths count from."""

    value: object
    origin: str
    root: Path


Layer = dict[str, Entry]


class Resolver:
    """Settings for any file, each settings file read once.

    `overrides` are the values of flags by key, None for a flag that was not given; a string stands for what it says
    in plain text, as in the environment. `config` are the values of `--config`: at most one settings file, which
    ends the search for others, and any number of TOML assignments. `isolated` reads no file. `cwd` is absolute.

    Every method raises UsageError for a mistake in a settings file, the constructor for one elsewhere.
    """

    def __init__(
        self,
        overrides: Mapping[str, object],
        *,
        config: Sequence[str] = (),
        isolated: bool = False,
        environ: Mapping[str, str],
        cwd: Path,
    ) -> None:
        file, assignments = _split(config, cwd)
        if isolated and file is not None:
            raise UsageError(f"--isolated reads no settings file; leave out --isolated or --config {file}")
        self._cwd = cwd
        self._above = (
            _from_environment(environ, cwd) | _from_assignments(assignments, cwd) | _from_flags(overrides, cwd)
        )
        self._by_folder: dict[Path, _Resolved] = {}
        self._everywhere: _Resolved | None = None
        if isolated:
            self._everywhere = self._resolve({})
        elif file is not None:
            self._everywhere = self._resolve(_from_named_file(file, cwd))

    def for_run(self) -> Settings:
        """Return the settings for standard input and for what concerns the whole run."""
        return self._in_folder(self._cwd).settings

    def for_path(self, path: Path) -> Settings:
        """Return the settings for the file `path`; files under one settings file share one object."""
        return self._in_folder(self._folder_of(path)).settings

    def origins(self, path: Path | None = None) -> dict[str, tuple[object, str]]:
        """Return every setting for the file `path`, or for the run: its value as written, and where it was.

        Places read `default`, `news/newslint.toml:3`, `NEWSLINT_SELECT`, `--config` or `--select`.
        """
        layer = self._in_folder(self._cwd if path is None else self._folder_of(path)).layer
        return {key: (entry.value, entry.origin) for key, entry in layer.items()}

    def _folder_of(self, path: Path) -> Path:
        return Path(os.path.abspath(self._cwd / path)).parent  # noqa: PTH100 - resolve() would follow links

    def _in_folder(self, folder: Path) -> _Resolved:
        if self._everywhere is not None:
            return self._everywhere
        if folder not in self._by_folder:
            own = _from_folder(folder, self._cwd)
            if own is None and folder != folder.parent:
                self._by_folder[folder] = self._in_folder(folder.parent)
            else:
                self._by_folder[folder] = self._resolve(own or {})
        return self._by_folder[folder]

    def _resolve(self, file: Layer) -> _Resolved:
        defaults = {key: Entry(each.default, "default", self._cwd) for key, each in KEYS.items()}
        layer = defaults | file | self._above
        values: dict[str, Any] = {
            key.replace("-", "_"): KEYS[key].kind.place(entry.value, entry.root) for key, entry in layer.items()
        }
        return _Resolved(layer, Settings(**values))


class _Resolved(NamedTuple):
    layer: Layer
    settings: Settings


def _split(config: Sequence[str], cwd: Path) -> tuple[str | None, list[str]]:
    """Tell the settings file among the values of `--config` from the TOML assignments."""
    assignments = [value for value in config if "=" in value and not _is_file(cwd / value)]
    files = [value for value in config if value not in assignments]
    if len(files) > 1:
        raise UsageError(f"--config: {len(files)} settings files, {' and '.join(files)}; name one")
    return (files[0] if files else None), assignments


def _from_flags(overrides: Mapping[str, object], root: Path) -> Layer:
    layer: Layer = {}
    for key, value in overrides.items():
        if value is not None:
            flag = f"--{key}"
            layer[key] = Entry(checked(key, value, Spot(flag, f"{flag} ", plain=True)), flag, root)
    return layer


def _from_environment(environ: Mapping[str, str], root: Path) -> Layer:
    """Read the variables that name settings; an empty one counts as not set."""
    layer: Layer = {}
    for name, text in environ.items():
        if not name.startswith(_PREFIX) or not text:
            continue
        if name in _VARIABLES:
            key = _VARIABLES[name]
            layer[key] = Entry(checked(key, text, Spot(name, f"{name}=", plain=True)), name, root)
        # Other programs may keep NEWSLINT_DATA and the like beside us, so only what looks like a slip is refused.
        elif hint := did_you_mean(name, _VARIABLES, likeness=0.92):
            raise UsageError(f"{name}: no such setting{hint}")
    return layer


def _from_assignments(assignments: Sequence[str], root: Path) -> Layer:
    layer: Layer = {}
    for text in assignments:
        layer |= _from_table(_parsed(text, "--config"), root, lambda _: "--config")
    return layer


def _from_folder(folder: Path, cwd: Path) -> Layer | None:
    """Read the settings file that `folder` itself holds, if there is one."""
    for name in ("newslint.toml", "pyproject.toml"):
        if _is_file(folder / name):
            layer = _from_file(folder / name, cwd)
            if layer is not None:
                return layer
    return None


def _from_named_file(name: str, cwd: Path) -> Layer:
    layer = _from_file(cwd / name, cwd)
    if layer is None:
        raise UsageError(f"{name}: no table [tool.newslint]; add one, or name another file with --config")
    return layer


def _from_file(file: Path, cwd: Path) -> Layer | None:
    """Read one settings file; None for a pyproject.toml that does not speak of newslint."""
    shown = str(file.relative_to(cwd) if file.is_relative_to(cwd) else file)
    text = _read(file, shown)
    table_of_tool = file.name == "pyproject.toml"
    if table_of_tool and "newslint" not in text:  # most are, and need no parsing
        return None
    table: object = _parsed(text, shown)
    for part in ("tool", "newslint") if table_of_tool else ():
        table = table.get(part) if isinstance(table, dict) else None
    if table is None:
        return None
    if not isinstance(table, dict):
        raise UsageError(f"{shown}: tool.newslint is not a table; write [tool.newslint] above the settings")
    header = "[tool.newslint" if table_of_tool else ""
    return _from_table(table, file.parent, lambda key: f"{shown}:{_line_of(key, text, header)}")


def _from_table(table: Mapping[str, object], root: Path, origin_of: Callable[[str], str]) -> Layer:
    """Check the settings in TOML; `origin_of` says where a key stands."""
    layer: Layer = {}
    for key, value in table.items():
        origin = origin_of(key)
        if key not in KEYS:
            hint = did_you_mean(key, KEYS, likeness=0.8) or f"; the settings are {', '.join(KEYS)}"
            raise UsageError(f"{origin}: unknown setting `{key}`{hint}")
        layer[key] = Entry(checked(key, value, Spot(origin, f"{key} = ")), origin, root)
    return layer


def _read(file: Path, shown: str) -> str:
    try:
        return read_small(file).decode("utf-8-sig")
    except (FileNotFoundError, NotADirectoryError) as error:
        raise UsageError(f"{shown}: no such settings file; correct --config") from error
    except OSError as error:
        raise UsageError(
            f"{shown}: cannot be read: {error.strerror}; --isolated does without settings files"
        ) from error
    except UnicodeDecodeError as error:
        raise UsageError(f"{shown}: not UTF-8 at byte {error.start}; save the file as UTF-8") from error


def _parsed(text: str, shown: str) -> dict[str, object]:
    import tomllib

    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f'{shown}: not valid TOML: {error}; settings look like select = ["boilerplate"]') from error
    except RecursionError:
        raise UsageError(f"{shown}: nested too deeply; settings have three levels") from None


def _line_of(key: str, text: str, header: str) -> int:
    """Return the 1-based line of `text` where `key` is set, or that of its table where the search finds nothing."""
    lines = text.split("\n")
    top = next((at for at, line in enumerate(lines) if line.lstrip().startswith(header)), 0)
    setting = re.compile(rf"\s*(\[(tool\.newslint\.)?)?[\"']?{re.escape(key)}[\"']?\s*[]=.]")
    return next((at for at, line in enumerate(lines[top:], top + 1) if setting.match(line)), top + 1)


def _is_file(path: Path) -> bool:
    """Whether there is a file; a value of `--config` may be anything but a path, even too long for one."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False
