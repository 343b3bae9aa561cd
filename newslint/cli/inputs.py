"""What a run reads, by the arguments of `check` and `fix`."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Container, Hashable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from newslint.cli.apart import STANDARD_INPUT, Use, identity
from newslint.discover import check, discover, read_file_list
from newslint.errors import InputError, UsageError
from newslint.formats import FORMATS, format_of
from newslint.formats.compression import CODECS, decompressed
from newslint.formats.files import open_input
from newslint.run import Input
from newslint.settings import KEYS, Settings

STDIN = "-"
_SUFFIXES = tuple(suffix + packed for suffix in FORMATS for packed in ("", *CODECS))


class Source(NamedTuple):
    """One input: the path to name it by, whether its bytes come from standard input, and whether a search found it."""

    path: str
    is_stdin: bool = False
    is_searched: bool = False

    @property
    def file(self) -> Path | None:
        """The file whose settings and ignores apply; None for standard input without a name."""
        return None if self.path == STDIN else Path(self.path)

    @property
    def use(self) -> Use:
        """What is read."""
        return STANDARD_INPUT if self.is_stdin else Use(f"the input {self.path}", self.path)


def add_input_flags(parser: argparse.ArgumentParser) -> None:
    """Add the arguments that say what is read and how."""
    parser.add_argument("paths", nargs="*", metavar="PATH", help="files, folders, globs, or - (default: this folder)")
    group = parser.add_argument_group("inputs")
    group.add_argument("--file-list", metavar="FILE", help="read more paths from a file, one a line (- for stdin)")
    group.add_argument("--stdin-filename", metavar="PATH", help="the name, and so the format, of what comes from stdin")
    group.add_argument("--text-field", metavar="NAME", help="field of a record that holds the text")
    group.add_argument("--id-field", metavar="NAME", help="field that identifies a record")
    group.add_argument("--url-field", metavar="NAME", help="field with the record's address")
    group.add_argument("--lang-field", metavar="NAME", help="field with the record's language")
    group.add_argument("--language", metavar="CODE", help="language of documents that do not say")
    group.add_argument("--site", metavar="HOST", help="site of documents without an address: bbc.com")
    group.add_argument("--exclude", action="append", metavar="GLOB", help="leave out, instead of the default list")
    group.add_argument("--extend-exclude", action="append", metavar="GLOB", help="leave out as well")
    group.add_argument(
        "--force-exclude", action=argparse.BooleanOptionalAction, help="leave excluded files out even if named"
    )
    group.add_argument("--quarantine", metavar="FILE", help="set records that cannot be read aside in this file")


def find_inputs(
    arguments: argparse.Namespace, settings: Settings, written: Iterable[Use], complain: Callable[[InputError], None]
) -> list[Source]:
    """The inputs of a run, in order; searches pass over the files `written` and over what is in the folder of `-o`.

    `complain` is told of paths that are not there. Raises UsageError for those that make no sense.
    """
    exclude = (settings.exclude, settings.extend_exclude)
    for patterns in exclude:
        if patterns.lines not in (KEYS["exclude"].default, ()):  # most starts need nothing that reads them
            check(patterns)
    paths: list[str] = [*arguments.paths, *(read_file_list(arguments.file_list) if arguments.file_list else ())]
    if STDIN in paths:
        if len(paths) > 1:
            raise UsageError("- reads standard input and stands alone; leave out the other paths")
        return [Source(arguments.stdin_filename or STDIN, is_stdin=True)]
    if arguments.stdin_filename:
        raise UsageError("--stdin-filename names what comes from standard input; add - to read it")
    if not paths and arguments.file_list is None:
        paths = ["."]
    found = discover(paths, _SUFFIXES, exclude, force_exclude=settings.force_exclude, complain=complain)
    named = set(map(os.path.normpath, paths))
    sources = [Source(os.fspath(path), is_searched=os.path.normpath(path) not in named) for path in found]
    own, results = {identity(use.path) for use in written}, _results(arguments.output, paths)
    kept = [source for source in sources if not (source.is_searched and _is_written(source.path, own, results))]
    if sources and not kept:
        raise UsageError(f"{' '.join(paths)}: no files to check but what newslint has written there; name others")
    return kept


def _results(output: str | None, paths: Iterable[str]) -> Path | None:
    """The folder that holds what earlier runs wrote: that of `-o`, unless a path leads to it or into it."""
    folder = None if output is None else _real(output)
    return None if any(folder in (path, *path.parents) for path in map(_real, paths)) else folder


def _is_written(path: str, files: Container[Hashable], folder: Path | None) -> bool:
    return identity(path) in files or folder in _real(path).parents


def _real(path: str) -> Path:
    return Path(os.path.realpath(path))


@contextmanager
def opened(source: Source) -> Iterator[Input]:
    """An input, open. Raises InputError if it cannot be opened or is of no known format."""
    kind = format_of("stdin.txt" if source.path == STDIN else source.path)
    if source.is_stdin:
        yield Input(decompressed(sys.stdin.buffer, source.path), source.path, kind)
    else:
        with open_input(source.path) as stream:
            yield Input(stream, source.path, kind)
