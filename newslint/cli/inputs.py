"""What a run reads and where it writes to, by the arguments of `check` and `fix`."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import NamedTuple

from newslint.discover import discover, read_file_list
from newslint.errors import UsageError
from newslint.formats import FORMATS, format_of
from newslint.formats.compression import CODECS, decompressed
from newslint.formats.files import NewFile, Nothing, Pass, Rewrite, Target, open_input
from newslint.run import Input
from newslint.settings import Settings

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
    group.add_argument("--exclude", action="append", metavar="GLOB", help="leave out, instead of the default list")
    group.add_argument("--extend-exclude", action="append", metavar="GLOB", help="leave out as well")
    group.add_argument(
        "--force-exclude", action=argparse.BooleanOptionalAction, help="leave excluded files out even if named"
    )
    group.add_argument("--quarantine", metavar="FILE", help="set records that cannot be read aside in this file")


def find_inputs(arguments: argparse.Namespace, settings: Settings) -> Sequence[Source]:
    """The inputs of a run, in order. Raises InputError for paths that are not there."""
    paths: list[str] = [*arguments.paths, *(read_file_list(arguments.file_list) if arguments.file_list else ())]
    if STDIN in paths:
        if len(paths) > 1:
            raise UsageError("- reads standard input and stands alone; leave out the other paths")
        return [Source(arguments.stdin_filename or STDIN, is_stdin=True)]
    if arguments.stdin_filename:
        raise UsageError("--stdin-filename names what comes from standard input; add - to read it")
    if not paths and arguments.file_list is None:
        paths = ["."]
    exclude = (settings.exclude, settings.extend_exclude)
    found = discover(paths, _SUFFIXES, exclude, force_exclude=settings.force_exclude)
    named = set(map(os.path.normpath, paths))
    sources = [Source(os.fspath(path), is_searched=os.path.normpath(path) not in named) for path in found]
    if arguments.output is None:
        return sources
    written = Path(arguments.output).absolute()  # what an earlier run wrote is no input
    return [
        source for source in sources if not source.is_searched or written not in Path(source.path).absolute().parents
    ]


@contextmanager
def opened(source: Source) -> Iterator[Input]:
    """An input, open. Raises InputError if it cannot be opened or is of no known format."""
    kind = format_of("stdin.txt" if source.path == STDIN else source.path)
    if source.is_stdin:
        yield Input(decompressed(sys.stdin.buffer, source.path), source.path, kind)
    else:
        with open_input(source.path) as stream:
            yield Input(stream, source.path, kind)


class Destination:
    """Where fixed texts go: `-o` names a file for one input that was named, and a folder for what was searched for.

    Without it they stay in place.
    """

    def __init__(self, output: str | None, sources: Sequence[Source], writes: bool) -> None:
        self._output, self._writes = output, writes
        self.takes_stdout = writes and output is None and any(source.is_stdin for source in sources)
        self._into_folder = output is not None and (
            len(sources) != 1 or sources[0].is_searched or output.endswith(("/", os.sep)) or Path(output).is_dir()
        )
        parents = {os.path.dirname(os.path.abspath(source.path)) for source in sources}  # noqa: PTH100, PTH120
        self._root = os.path.commonpath(parents) if self._into_folder and parents else ""

    def target(self, source: Source) -> Target:
        """The target of one input. Raises InputError if it cannot be one."""
        if not self._writes:
            return Nothing()
        if self._output is None:
            return Pass(sys.stdout.buffer, source.path) if source.is_stdin else Rewrite(source.path)
        if not self._into_folder:
            return NewFile(self._output, None if source.is_stdin else source.path)
        below = os.path.relpath(os.path.abspath(source.path), self._root)  # noqa: PTH100
        return NewFile(os.path.join(self._output, below), source.path)  # noqa: PTH118


class Quarantine:
    """A file for the bytes of records that cannot be read, made when there is a first one."""

    def __init__(self, path: str | None) -> None:
        self._path = path
        self._file: NewFile | None = None
        self._exit = ExitStack()

    def add(self, raw: bytes) -> None:
        """Set the bytes of a record, or a further piece of it, aside."""
        if self._path is not None:
            if self._file is None:
                self._file = self._exit.enter_context(NewFile(self._path))
            self._file.write(raw, True)

    def __enter__(self) -> Quarantine:
        return self

    def __exit__(self, *raised: object) -> None:
        with self._exit:
            if self._file is not None:
                self._file.commit()
