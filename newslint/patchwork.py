"""A text that edits are made in, one round after the other, and that remembers what is left of the original."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from newslint.types import Change, Edit, Span


class _Kept(NamedTuple):
    """A stretch of the original that is still there: where it starts in it, and what it says."""

    start: int
    text: str


_Piece = _Kept | Change


class Patchwork:
    """A text in the making: `text` as it stands, made of pieces of the original and of changes between them.

    The stretches of the original that the pieces stand for lie side by side, and together are all of it.
    """

    def __init__(self, original: str) -> None:
        self.text = self._original = original
        self._pieces: list[_Piece] = [_Kept(0, original)] if original else []

    def apply(self, changes: Sequence[Change]) -> None:
        """Make changes whose spans count the text as it stands; they are in order and do not overlap.

        A change that touches the text of an earlier one takes it in whole. Where the earlier one deleted something at
        its very border, it does not touch it.
        """
        left, right = self._pieces, []  # the right one last piece first: the work goes from the end to the start
        at = len(self.text)  # where `left` ends
        for change in reversed(changes):
            (start, end), new = change.span, change.text
            while left and at - len(left[-1].text) >= end:
                at -= len(left[-1].text)
                right.append(left.pop())
            if at > end:
                last, size = left[-1], len(left[-1].text) - (at - end)
                if isinstance(last, _Kept):
                    right.append(_tail(last, size))
                    left[-1], at = _Kept(last.start, last.text[:size]), end
                else:
                    new += last.text[size:]
            inside: list[_Piece] = []
            while at > start:
                piece = left.pop()
                at -= len(piece.text)
                if at < start and isinstance(piece, _Kept):
                    left.append(_Kept(piece.start, piece.text[: start - at]))
                    piece, at = _tail(piece, start - at), start
                elif at < start:
                    new = piece.text[: start - at] + new
                inside.append(piece)
            before = _source(left[-1]).end if left else 0
            source = Span(_source(inside[-1]).start, _source(inside[0]).end) if inside else Span(before, before)
            left.append(Change(source, new, change.rule, change.safety, _taken_in(inside[::-1], change.rule)))
            at += len(new)  # the next change ends before this one, but may end in its first piece
        self._pieces = left + right[::-1]
        self.text = "".join(piece.text for piece in self._pieces)

    def changes(self) -> Iterator[Change]:
        """All that was done, as changes of the original, in order; not those that together change nothing."""
        return chain.from_iterable(group for _, group in self._groups())

    def edits(self) -> Iterator[Edit]:
        """The same as edits of the original: in order, none touching the next, each changing something."""
        return (edit for edit, _ in self._groups())

    def _groups(self) -> Iterator[tuple[Edit, list[Change]]]:
        """Changes that touch each other, and the edit that they amount to."""
        group: list[Change] = []
        for piece in [*self._pieces, _Kept(len(self._original), "")]:
            if isinstance(piece, Change):
                group.append(piece)
            elif group:
                span = Span(group[0].span.start, group[-1].span.end)
                new = "".join(change.text for change in group)
                if self._original[slice(*span)] != new:
                    yield Edit(span, new), group
                group = []


def _tail(piece: _Kept, size: int) -> _Kept:
    return _Kept(piece.start + size, piece.text[size:])


def _source(piece: _Piece) -> Span:
    """What a piece stands for in the original."""
    return piece.span if isinstance(piece, Change) else Span(piece.start, piece.start + len(piece.text))


def _taken_in(pieces: Sequence[_Piece], rule: str) -> tuple[Change, ...]:
    """The changes that a new one by `rule` lies over; those of the same rule are one with it."""
    changes = (piece for piece in pieces if isinstance(piece, Change))
    return tuple(chain.from_iterable(change.over if change.rule == rule else (change,) for change in changes))
