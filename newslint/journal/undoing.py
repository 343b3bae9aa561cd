"""One changed record as it was, and as it is with only some of its changes undone.

Nothing here trusts a guess: a record counts as recovered when its digest is that of the original.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import combinations
from typing import NamedTuple

from newslint.formats.spelling import SPELLINGS
from newslint.journal.lines import Edited, Entry, digest

_MOST_RULES = 8  # of a record, beyond which not every combination of undone ones is tried


class _Piece(NamedTuple):
    """Bytes of a record: where they start in the original, what stood there, and what was put there."""

    at: int
    old: bytes
    new: bytes


class State(NamedTuple):
    """How a record stands in a file: the rules that are undone, the original, and what stands there now."""

    undone: frozenset[str]
    original: bytes
    now: bytes


def left(edits: Iterable[Edited], undone: Callable[[str], bool]) -> list[Edited]:
    """The changes that are still made when some rules' are undone: in order, none over another.

    A change under one that is left is not among them: it is part of that one.
    """
    kept: list[Edited] = []
    cover: int | None = None  # the layer of the change that is left, while those under it go by
    for edit in edits:
        if cover is not None and edit.layer > cover:
            continue
        cover = None
        if not undone(edit.rule):
            kept.append(edit)
            cover = edit.layer
    return kept


def recover(entry: Entry, content: bytes, likely: frozenset[str]) -> State | None:
    """How a record stands at the start of some bytes, whichever of its rules are undone; None if in no way.

    `likely` are the rules that were undone in the record before.
    """
    for undone in _states(entry, likely):
        pieces = _pieces(entry, undone.__contains__)
        if pieces is None:
            original, size = _bytes(entry.dropped or ""), 0
        else:
            size = entry.size[0] + sum(len(new) - len(old) for _, old, new in pieces)
            original = _undone(content[: max(0, size)], pieces)
        if (
            len(original) == entry.size[0]
            and digest(original) == entry.digest.before
            and _done(original, pieces) == content[:size]
        ):
            return State(undone, original, content[:size])
    return None


def room(entry: Entry) -> int:
    """The most bytes that a record can take up, in whatever state."""
    return entry.size[0] + sum(len(SPELLINGS[entry.spelling](edit.text).encode()) for edit in entry.edits)


def redone(entry: Entry, state: State, undone: Callable[[str], bool]) -> bytes:
    """The record with some more rules undone than there are."""
    return _done(state.original, _pieces(entry, lambda rule: rule in state.undone or undone(rule)))


def held(entry: Entry, state: State, undone: Callable[[str], bool]) -> list[Edited]:
    """The changes that are to be undone and cannot be: later ones lie over them."""
    stuck: list[Edited] = []
    cover: int | None = None
    for edit in entry.edits:
        if cover is not None and edit.layer > cover:
            stuck += [edit] if undone(edit.rule) else []
        else:
            cover = None if edit.rule in state.undone or undone(edit.rule) else edit.layer
    return stuck


def _states(entry: Entry, likely: frozenset[str]) -> Iterator[frozenset[str]]:
    """Which rules may be undone: none, those that are likely, all, then any; none comes last for a dropped record.

    There is nothing to be looked at then, so that it would fit everywhere.
    """
    rules = frozenset(edit.rule for edit in entry.edits)
    sizes = range(1, len(rules)) if len(rules) <= _MOST_RULES else (1,)
    some = [likely & rules, rules, *(frozenset(some) for size in sizes for some in combinations(sorted(rules), size))]
    none: frozenset[str] = frozenset()
    yield from (none, *some) if entry.dropped is None else (*filter(None, some), none)


def _pieces(entry: Entry, undone: Callable[[str], bool]) -> list[_Piece] | None:
    """The changes that are left, in bytes of the record; None where it was dropped and none is undone."""
    edits = left(entry.edits, undone)
    if entry.dropped is not None and edits == left(entry.edits, lambda _: False):
        return None
    spell = SPELLINGS[entry.spelling]
    return [
        _Piece(edit.at, _bytes(spell(edit.removed) if edit.raw is None else edit.raw), _bytes(spell(edit.text)))
        for edit in edits
    ]


def _bytes(text: str) -> bytes:
    return text.encode(errors="replace")  # no journal of ours holds what this replaces


def _done(original: bytes, pieces: Iterable[_Piece] | None) -> bytes:
    """A record with pieces put in; nothing where it was dropped."""
    if pieces is None:
        return b""
    parts: list[bytes] = []
    done = 0
    for at, old, new in pieces:
        parts += original[done:at], new
        done = at + len(old)
    return b"".join(parts) + original[done:]


def _undone(content: bytes, pieces: Iterable[_Piece]) -> bytes:
    """The original of which a record was made by putting pieces in; anything, if it was not."""
    parts: list[bytes] = []
    done = here = 0
    for at, old, new in pieces:
        parts += content[here : here + at - done], old
        here += at - done + len(new)
        done = at + len(old)
    return b"".join(parts) + content[here:]
