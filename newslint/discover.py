"""Which files a run looks at: files, folders and globs in, paths out."""

from __future__ import annotations

import codecs
import os
import sys
import warnings
from collections import deque
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, cast

import regex

from newslint.errors import InputError, UsageError
from newslint.limits import SECONDS
from newslint.smallfile import read_small

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from pathspec import GitIgnoreSpec
    from pathspec.patterns.gitignore.spec import GitIgnoreSpecPattern

_WILDCARDS = frozenset("*?[")
_FEW_WILDCARDS = 2  # that a pattern may have to be tried without a time limit, six times as fast


class Patterns(NamedTuple):
    """Lines as in a .gitignore file, and the folder that they speak of."""

    root: Path
    lines: tuple[str, ...]


def discover(
    paths: Iterable[str | Path],
    suffixes: Sequence[str],
    exclude: Sequence[Patterns] = (),
    *,
    force_exclude: bool = False,
    complain: Callable[[InputError], None] | None = None,
) -> tuple[Path, ...]:
    """Return the files that `paths` stand for, sorted, each real file once.

    A file is taken as it is, a folder is searched for names that end in one of `suffixes` (lower case), and a path
    that does not exist but is a glob is a search of its fixed part. `exclude` thins out searches, and with
    `force_exclude` also what was named outright. .gitignore files thin out folders only.

    `complain` is told of a path that does not exist and of a folder or a glob without a file to check; without it
    these raise InputError. Raises UsageError for a line of `exclude` that is no pattern.
    """
    search = _Search(tuple(suffixes), tuple(exclude), force_exclude)
    found: list[Path] = []
    for path in paths:
        try:
            found += search.expand(_checked(path))
        except InputError as error:
            if complain is None:
                raise
            complain(error)
    return _each_once(found)


def check(patterns: Patterns) -> None:
    """Raise UsageError for a line that is no pattern, or that can name nothing, as `[` cannot."""
    for line in patterns.lines:
        pattern = _pattern(line)
        if pattern is None or not (pattern.regex or line.startswith("#") or not line.strip()):
            raise _no_pattern(line)


def _checked(path: str | Path) -> Path:
    """The path, which an empty text is not: it would stand for the current folder."""
    if not os.fspath(path):
        raise InputError("an empty path; name a file or a folder, or . for this one")
    return Path(path)


def covers(patterns: Patterns, path: Path, *, folder: bool = False) -> bool:
    """Whether `patterns` name `path` or a folder between it and their root.

    To a path elsewhere only those without a slash, but for one at the end, can apply: they are for names.

    Raises UsageError for a line that is no pattern.
    """
    return _Filter(patterns).verdict(path, folder=folder) is True


def read_file_list(source: str) -> tuple[str, ...]:
    """Return the paths listed in the file `source`, or on standard input for `-`.

    They stand one a line, or are separated by NUL characters if there is one. Raises InputError.
    """
    try:
        content = sys.stdin.buffer.read() if source == "-" else Path(source).read_bytes()
    except (OSError, ValueError) as error:
        raise InputError(f"{source}: {_reason(error)}; --file-list takes a file with one path a line") from error
    if b"\0" in content:
        return tuple(os.fsdecode(path) for path in content.split(b"\0") if path)
    return tuple(line for line in _lines(content) if line)


class _Search(NamedTuple):
    """What all paths of one call are searched with."""

    suffixes: tuple[str, ...]
    exclude: tuple[Patterns, ...]
    force_exclude: bool

    def expand(self, path: Path) -> list[Path]:
        """Return the files that one path stands for."""
        try:
            path.stat()
        except (OSError, ValueError) as error:
            if _WILDCARDS.isdisjoint(str(path)):
                raise InputError(f"{path}: {_reason(error)}") from error
            return self._glob(path)
        is_folder = path.is_dir()
        if self.force_exclude and any(covers(patterns, path, folder=is_folder) for patterns in self.exclude):
            return []
        return self._folder(path) if is_folder else [path]

    def _folder(self, folder: Path) -> list[Path]:
        found = list(self._walk(folder, gitignore=True))
        if not found:
            skipped = "skips what .gitignore and `exclude` name"
            raise InputError(f"{folder}: no files to check; newslint reads {self._readable} and {skipped}")
        return found

    def _glob(self, glob: Path) -> list[Path]:
        """Search the folder before the first wildcard for what the rest matches."""
        fixed = next(at for at, part in enumerate(glob.parts) if not _WILDCARDS.isdisjoint(part))
        folder = Path(*glob.parts[:fixed])
        wanted = _Filter(Patterns(folder, ("/" + "/".join(glob.parts[fixed:]),)))
        is_folder = os.path.isdir(folder)  # noqa: PTH112 - the other raises if the name is too long
        found = [path for path in self._walk(folder, gitignore=False) if wanted.verdict(path)] if is_folder else []
        if not found:
            skipped = "skips what `exclude` names"
            raise InputError(f"{glob}: no files match; newslint reads {self._readable} and {skipped}")
        return found

    def _walk(self, start: Path, *, gitignore: bool) -> Iterator[Path]:
        """Yield the files below `start`, whether or not `start` itself is left out."""
        exclude = tuple(_filter(patterns, start) for patterns in self.exclude)
        folders = deque([(start, _ignores_above(start) if gitignore else ())])
        seen: set[str] = set()
        while folders:
            folder, ignores = folders.popleft()
            real = os.path.realpath(folder)
            if real in seen:
                continue
            seen.add(real)
            if gitignore:
                ignores += tuple(_Filter(each) for each in _read_ignores(folder / ".gitignore", folder))
            for path, is_folder in _entries(folder):
                if not is_folder and not (path.name.lower().endswith(self.suffixes) and path.is_file()):
                    continue
                if _left_out(path, is_folder, exclude, ignores):
                    continue
                if not is_folder:
                    yield path
                elif path.is_symlink():
                    folders.append((path, ignores))  # last, so that what it leads to keeps its own name
                else:
                    folders.appendleft((path, ignores))

    @property
    def _readable(self) -> str:
        """The suffixes, without those that only add a compression to another."""
        return ", ".join(suffix for suffix in self.suffixes if suffix.count(".") == 1)


class _Filter:
    """Patterns made ready for use."""

    def __init__(self, patterns: Patterns) -> None:
        self._root = _with_slash(_absolute(patterns.root))
        self._spec = _compile(patterns.lines)

    def verdict(self, path: Path, *, folder: bool = False) -> bool | None:
        """Whether `path` is named (True), named with `!` (False), or not named (None)."""
        absolute = _absolute(path)
        if self._root.startswith(_with_slash(absolute)):
            return None  # the root itself, or a folder around it
        if absolute.startswith(self._root):
            relative = absolute.removeprefix(self._root).replace(os.sep, "/")
        else:
            relative = f"\0/{os.path.basename(absolute)}"  # noqa: PTH119 - below a folder that no pattern names
        try:
            return self._spec.check_file(relative + "/" if folder else relative).include
        except TimeoutError:
            problem = f"the patterns of what to leave out in {self._root} take too long on this name"
            raise InputError(f"{path}: {problem}; write them with fewer `*`") from None


class _Limited:
    """An expression whose searches end in time with TimeoutError, for patterns that `re` could try for ever."""

    def __init__(self, source: str) -> None:
        self._expression = regex.compile(source)

    def search(self, path: str) -> regex.Match[str] | None:
        return self._expression.search(path, timeout=SECONDS)


def _filter(patterns: Patterns, start: Path) -> _Filter:
    """Ready `patterns` for a search of `start`; those that would leave out `start` itself count from there."""
    return _Filter(patterns._replace(root=start) if covers(patterns, start, folder=True) else patterns)


def _left_out(path: Path, is_folder: bool, exclude: Sequence[_Filter], ignores: Sequence[_Filter]) -> bool:
    """Whether `exclude` names `path`, or the innermost of `ignores` that knows it says so, as git decides."""
    if any(each.verdict(path, folder=is_folder) for each in exclude):
        return True
    verdicts = (each.verdict(path, folder=is_folder) for each in reversed(ignores))
    return next((verdict for verdict in verdicts if verdict is not None), False)


def _ignores_above(start: Path) -> tuple[_Filter, ...]:
    """Read what the repository around `start` ignores, outermost first; the file in `start` itself is not read."""
    innermost = Path(_absolute(start))
    folders = (innermost, *innermost.parents)
    depth = next((depth for depth, folder in enumerate(folders) if (folder / ".git").exists()), 0)
    patterns = _read_ignores(folders[depth] / ".git" / "info" / "exclude", folders[depth])
    for folder in reversed(folders[1 : depth + 1]):
        patterns += _read_ignores(folder / ".gitignore", folder)
    return tuple(_filter(each, start) for each in patterns)


def _read_ignores(file: Path, root: Path) -> tuple[Patterns, ...]:
    """Return the patterns in `file`, if it can be read; lines that are no pattern are passed over, as git does."""
    try:
        content = read_small(file)
    except OSError:
        return ()
    return (Patterns(root, tuple(line for line in _lines(content) if _pattern(line) is not None)),)


@cache
def _pattern(line: str) -> GitIgnoreSpecPattern | None:
    """Compile one line of a .gitignore file; None where it is no pattern."""
    import re

    from pathspec.patterns.gitignore.spec import GitIgnoreSpecPattern

    try:
        with warnings.catch_warnings(action="ignore"):  # of `re`, about brackets in brackets
            pattern = GitIgnoreSpecPattern(line)
            if pattern.regex and len(re.findall(r"\*+", line)) > _FEW_WILDCARDS:
                pattern.regex = cast("re.Pattern[str]", _Limited(pattern.regex.pattern))
    except (ValueError, re.error, regex.error):
        return None
    return pattern


@cache
def _compile(lines: tuple[str, ...]) -> GitIgnoreSpec:
    """Compile the lines of a .gitignore file; raises UsageError where one is no pattern."""
    from pathspec import GitIgnoreSpec

    patterns = []
    for line in lines:
        pattern = _pattern(line)
        if pattern is None:
            raise _no_pattern(line)
        patterns.append(pattern)
    return GitIgnoreSpec(patterns, backend="simple")  # the other backends refuse names that are not UTF-8


def _no_pattern(line: str) -> UsageError:
    hint = "write patterns as in a .gitignore file, such as drafts/ or *.old.txt"
    return UsageError(f"{line}: not a pattern for paths; {hint}")


def _entries(folder: Path) -> list[tuple[Path, bool]]:
    """Return what is in `folder`, sorted, each with whether it is a folder."""
    try:
        return [(path, path.is_dir()) for path in sorted(folder.iterdir())]
    except OSError as error:
        raise InputError(f"{folder}: {_reason(error)}; leave it out with --extend-exclude") from error


def _each_once(paths: Iterable[Path]) -> tuple[Path, ...]:
    """Sort `paths`; of several that lead to one file keep one, and rather not a symbolic link."""
    kept: dict[str, Path] = {}
    for path in sorted(paths, key=lambda path: (path.is_symlink(), path)):
        kept.setdefault(os.path.realpath(path), path)
    return tuple(sorted(kept.values()))


def _lines(content: bytes) -> Iterator[str]:
    """Decode lines as file names are decoded."""
    lines = content.removeprefix(codecs.BOM_UTF8).split(b"\n")
    return (os.fsdecode(line.removesuffix(b"\r")) for line in lines)


def _absolute(path: Path) -> str:
    return os.path.abspath(path)  # noqa: PTH100 - resolve() would follow links


def _with_slash(path: str) -> str:
    return path.rstrip(os.sep) + os.sep


def _reason(error: OSError | ValueError) -> str:
    """Say why a path cannot be opened; Python raises ValueError for a name with a NUL."""
    if isinstance(error, OSError) and not isinstance(error, (FileNotFoundError, NotADirectoryError)):
        return f"cannot be opened: {error.strerror}"
    return "no such file or folder"
