"""A file as it was before a fix: whole, or single records, or without what some rules did."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import BinaryIO

from msgspec import Struct, field

from newslint.errors import InputError
from newslint.formats.files import Target
from newslint.formats.records import CHUNK
from newslint.journal.lines import Edited, Entry, Running
from newslint.journal.reading import Found
from newslint.journal.undoing import State, held, recover, redone, room

Wanted = Callable[[Entry, str], bool]
"""Whether what a rule changed in a record is to be undone."""


class Outcome(Struct):
    """How many records became other than they were, and the changes left because later ones lie over them."""

    records: int = 0
    held: list[tuple[Entry, Edited]] = field(default_factory=list)


def restore(stream: BinaryIO, path: str, section: Found, target: Target, wanted: Wanted) -> Outcome:
    """Undo what is wanted of a section, in the file that it speaks of.

    Raises InputError, and leaves `target` as it is, unless all of the original can be recovered from the file: what is
    undone is proved by the digests of what is not.
    """
    source, original, outcome = _Source(stream), Running(), Outcome()
    undone: frozenset[str] = frozenset()
    last = "the start"
    for entry in section.entries():
        for piece in source.pieces(entry.offset - original.size):
            original.update(piece)
            target.write(piece, False)
        if (original.size, original.short()) != (entry.offset, entry.digest.upto):
            raise _changed(path, f"between {last} and {entry.name}")
        content = source.take(room(entry))
        state = recover(entry, content, undone)
        if state is None:
            raise _changed(path, f"in {entry.name}")
        source.give_back(content[len(state.now) :])
        _redo(entry, state, target, partial(wanted, entry), outcome)
        original.update(state.original)
        undone, last = state.undone, entry.name
    for piece in source.pieces():
        original.update(piece)
        target.write(piece, False)
    if original.content() != section.closing.before:
        raise _changed(path, f"after {last}")
    target.commit()
    return outcome


def _redo(entry: Entry, state: State, target: Target, undone: Callable[[str], bool], outcome: Outcome) -> None:
    result = redone(entry, state, undone)
    target.write(result, result != state.now)
    outcome.records += result != state.now
    outcome.held += ((entry, edit) for edit in held(entry, state, undone))


def _changed(path: str, where: str) -> InputError:
    remedy = "undo fixes made since then first, the last of them before the others"
    return InputError(f"{path}: changed since this fix, {where}, so it was left as it is; {remedy}")


class _Source:
    """A stream in which one can go back."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream, self._next = stream, b""

    def pieces(self, size: int | None = None) -> Iterator[bytes]:
        """The next bytes in pieces: so many, or all that are left; fewer where there are no more."""
        while (size is None or size > 0) and (piece := self._piece(CHUNK if size is None else min(size, CHUNK))):
            size = None if size is None else size - len(piece)
            yield piece

    def take(self, size: int) -> bytes:
        """The next bytes at once."""
        return b"".join(self.pieces(size))

    def give_back(self, raw: bytes) -> None:
        """Let the last bytes come again."""
        self._next = raw + self._next

    def _piece(self, size: int) -> bytes:
        if not self._next:
            return self._stream.read(size)
        piece, self._next = self._next[:size], self._next[size:]
        return piece
