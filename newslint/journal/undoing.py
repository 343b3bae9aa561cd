"""One changed record as it was, and as it is with only some of its changes undone.

Nothing here trusts a guess: a record counts as recovered when its digest is that of the original.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import chain, islice
from typing import NamedTuple

from newslint.formats.spelling import SPELLINGS
from newslint.journal.lines import Edited, Entry, digest

_MOST_TRIED, _MOST_STEPS = 100, 100_000  # sets of undone rules tried for a record; edits looked at to find them


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
    for undone in _candidates(entry, content, likely):
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


def _candidates(entry: Entry, content: bytes, likely: frozenset[str]) -> Iterator[frozenset[str]]:
    """Which rules may be undone, the likeliest first. That nothing of a dropped record is comes last.

    There is nothing to be looked at then, so that it would fit everywhere.
    """
    rules, none = frozenset(edit.rule for edit in entry.edits), frozenset[str]()
    some = chain((likely & rules, rules), islice(_fitting(entry, content), _MOST_TRIED))
    yield from chain((none,), some) if entry.dropped is None else chain(filter(None, some), (none,))


def _fitting(entry: Entry, content: bytes) -> Iterator[frozenset[str]]:
    """The sets of undone rules that fit what a record says where it was changed.

    Each edit is looked at in turn: it is made or undone, as its rule is elsewhere in the record. Where both fit, the
    one that more of the content speaks for is tried first.
    """
    edits, below = list(map(partial(_piece, entry), entry.edits)), _below(entry.edits)
    waiting: list[tuple[int, int, dict[str, bool]]] = [(0, 0, {})]  # the next edit, how far bytes moved, what is known
    for _ in range(_MOST_STEPS):
        if not waiting:
            return
        number, moved, known = waiting.pop()
        if number == len(edits):
            yield frozenset(rule for rule, undone in known.items() if undone)
            continue
        rule, (at, old, new) = entry.edits[number].rule, edits[number]
        is_leaf = below[number] == number + 1
        ways = []
        if known.get(rule) is not False and (not is_leaf or content.startswith(old, at + moved)):
            ways.append((len(old), (number + 1, moved, known if rule in known else known | {rule: True})))
        if known.get(rule) is not True and content.startswith(new, at + moved):
            further = moved + len(new) - len(old)
            ways.append((len(new), (below[number], further, known if rule in known else known | {rule: False})))
        waiting += (way for _, way in sorted(ways, key=lambda way: way[0]))


def _below(edits: Sequence[Edited]) -> list[int]:
    """For each edit the number of the first that comes after it and those that it lies over."""
    after, opened = [len(edits)] * len(edits), list[int]()
    for number, edit in enumerate(edits):
        while opened and edits[opened[-1]].layer >= edit.layer:
            after[opened.pop()] = number
        opened.append(number)
    return after


def _pieces(entry: Entry, undone: Callable[[str], bool]) -> list[_Piece] | None:
    """The changes that are left, in bytes of the record; None where it was dropped and none is undone."""
    edits = left(entry.edits, undone)
    if entry.dropped is not None and edits == left(entry.edits, lambda _: False):
        return None
    return [_piece(entry, edit) for edit in edits]


def _piece(entry: Entry, edit: Edited) -> _Piece:
    spell = SPELLINGS[entry.spelling]
    return _Piece(edit.at, _bytes(spell(edit.removed) if edit.raw is None else edit.raw), _bytes(spell(edit.text)))


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
