"""Which fixes go in together, what the text is then, and what that means for the original.

A pass takes the fixes of one check that belong to the earliest stage among them. Where two overlap the wider goes
first, then the earlier, then the one whose rule comes first by id; the other waits for the next pass, which looks at
the new text. Passes go on until nothing is left to fix. Spans therefore always speak of the text that was just checked,
and no offset is ever guessed.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain

from newslint.errors import UnsettledError
from newslint.text import is_blank, needs_space
from newslint.types import Diagnostic, Document, Edit, Fixed, Safety, Span, Stage

MOST_PASSES = 4 * len(Stage)
"""Damage nests three or four deep in real text; what still moves after that many passes goes round in a circle.

Passes that make the text shorter end by themselves, so they do not count: the fortieth byline at the head of a text
may have its turn when the others are gone. There may be SHRINKING of them, so that no text takes for ever."""
SHRINKING = 500

_GROWTH, _GROWTH_ROOM = 2, 1000
"""Repairs hardly lengthen a text: one that grows beyond this is being fed to itself, and would grow for ever."""

Check = Callable[[Document], tuple[Diagnostic, ...]]


def fix(document: Document, check: Check, unsafe: bool = False) -> tuple[Fixed, tuple[Diagnostic, ...]]:
    """The fixed text, and what is left to say about it. Raises UnsettledError if the fixes go round in a circle."""
    patchwork = _Patchwork(document.text)
    passes: list[list[Diagnostic]] = []
    current, others = document, 0
    while others < MOST_PASSES and len(passes) < SHRINKING:
        found = check(current)
        chosen = _choose(current.text, found, unsafe)
        if not chosen:
            return Fixed(patchwork.text, tuple(patchwork.edits()), tuple(chain.from_iterable(passes))), found
        edits = sorted(edit for diagnostic in chosen for edit in _edits(diagnostic))
        if any(diagnostic.fix and diagnostic.fix.stage is Stage.FURNITURE for diagnostic in chosen):
            edits = _apart(current.text, edits)
        patchwork.apply(_tidy(current.text, edits))
        passes.append(chosen)
        others += len(patchwork.text) >= len(current.text)
        if len(patchwork.text) > _GROWTH * len(document.text) + _GROWTH_ROOM:
            break
        current = Document(patchwork.text, document.language, document.url)
    late = chain.from_iterable(passes[len(passes) // 2 :])  # a circle may take several passes
    raise UnsettledError(tuple(sorted({diagnostic.rule for diagnostic in late})))


def _edits(diagnostic: Diagnostic) -> Sequence[Edit]:
    return diagnostic.fix.edits if diagnostic.fix else ()


def _choose(text: str, found: Iterable[Diagnostic], unsafe: bool) -> list[Diagnostic]:
    """The fixes of one pass, those that would change nothing left out."""
    wanted = [
        (diagnostic.fix.stage.rank, diagnostic)
        for diagnostic in found
        if diagnostic.fix
        and (unsafe or diagnostic.fix.safety is Safety.SAFE)
        and any(text[edit.span.start : edit.span.end] != edit.text for edit in diagnostic.fix.edits)
    ]
    first = min((rank for rank, _ in wanted), default=0)
    taken: list[Span] = []
    chosen = []
    for diagnostic in sorted((diagnostic for rank, diagnostic in wanted if rank == first), key=_precedence):
        spans = [edit.span for edit in _edits(diagnostic)]
        if not any(_is_taken(taken, span) for span in spans):
            chosen.append(diagnostic)
            for span in spans:
                insort(taken, span)
    return chosen


def _precedence(diagnostic: Diagnostic) -> tuple[int, Span, str]:
    width = sum(edit.span.end - edit.span.start for edit in _edits(diagnostic))
    return -width, diagnostic.span, diagnostic.rule


def _is_taken(taken: Sequence[Span], span: Span) -> bool:
    """Whether a span overlaps one of those taken, which are sorted and apart, or inserts at the same place."""
    at = bisect_left(taken, span)
    return any(near.overlaps(span) or near == span for near in taken[max(0, at - 1) : at + 1])


def _apart(text: str, edits: Sequence[Edit]) -> list[Edit]:
    """The same edits; where furniture goes from between words that would then grow together, a space stays."""
    apart: list[Edit] = []
    gone = -1  # where the run of deletions begins that the next edit may go on with
    for number, edit in enumerate(edits):
        (start, end), new = edit
        if new or not apart or apart[-1].span.end != start or apart[-1].text:
            gone = start
        follows = number + 1 < len(edits) and edits[number + 1].span.start == end
        glues = not (new or follows) and 0 < gone < end < len(text) and needs_space(text[gone - 1], text[end])
        apart.append(Edit(edit.span, " ") if glues else edit)
    return apart


def _tidy(text: str, edits: Sequence[Edit]) -> list[Edit]:
    """The same edits; where whole lines go, the blank lines that would then stand doubled go with them.

    So do the blank lines that would then open or close the text, and the last line break of a text that had none at
    its end.
    """
    tidied: list[Edit] = []
    kept = 0  # how far the text is settled
    blank_before = True  # whether the line before is blank, or there is none
    for number, edit in enumerate(edits):
        (start, end), new = edit
        limit = edits[number + 1].span.start if number + 1 < len(edits) else len(text)
        if not _is_gone(text, edit):
            blank_before = False
        else:
            if kept < start:
                line = text.rfind("\n", 0, start - 1) + 1
                blank_before = kept <= line and is_blank(text[line:start])
            if blank_before:
                end = _after_blank_lines(text, end, limit)
            if end == len(text):
                while tidied and _is_gone(text, tidied[-1]) and is_blank(text[tidied[-1].span.end : start]):
                    start = tidied.pop().span.start
                start = max(tidied[-1].span.end if tidied else 0, _before_blank_lines(text, start))
        kept = end
        tidied.append(Edit(Span(start, end), new))
    return tidied


def _is_gone(text: str, edit: Edit) -> bool:
    """Whether an edit takes whole lines away."""
    (start, end), new = edit
    starts = start == 0 or text[start - 1] == "\n"
    return not new and starts and start < end and (end == len(text) or text[end - 1] == "\n")


def _after_blank_lines(text: str, at: int, limit: int) -> int:
    """The start of the first line from `at` on that shows something, or `limit`."""
    while at < limit:
        end = text.find("\n", at) + 1 or len(text)
        if end > limit or not is_blank(text[at:end]):
            return at
        at = end
    return at


def _before_blank_lines(text: str, at: int) -> int:
    """Where a text whose last lines start at `at` ends without them: no blank line, and a line break if it had one."""
    shown = len(text[:at].rstrip())
    if not shown:
        return 0
    line_break = text.find("\n", shown, at)
    if text.endswith("\n"):
        return line_break + 1
    return line_break - (text[line_break - 1] == "\r")


class _Patchwork:
    """A text that edits are made in, one round after the other, and that remembers what is left of the original."""

    def __init__(self, original: str) -> None:
        self.text = self._original = original
        self._pieces: list[tuple[int | None, str]] = [(0, original)] if original else []

    def apply(self, edits: Iterable[Edit]) -> None:
        """Make edits, which are in order and do not overlap, in the text as it stands."""
        rest = iter(self._pieces)
        pieces: list[tuple[int | None, str]] = []
        piece: tuple[int | None, str] | None = next(rest, None)
        at = 0  # where `piece` starts in the text
        for (start, end), new in edits:
            for stop, keep in ((start, True), (end, False)):
                while piece and at < stop:
                    source, text = piece
                    size = min(stop - at, len(text))
                    if keep:
                        pieces.append((source, text[:size]))
                    at += size
                    left = text[size:]
                    piece = (None if source is None else source + size, left) if left else next(rest, None)
            if new:
                pieces.append((None, new))
        self._pieces = [*pieces, *([piece] if piece else []), *rest]
        self.text = "".join(text for _, text in self._pieces)

    def edits(self) -> Iterator[Edit]:
        """All that was done, as edits of the original: in order, none touching the next, each changing something."""
        at, new = 0, ""
        for source, text in [*self._pieces, (len(self._original), "")]:
            if source is None:
                new += text
                continue
            if self._original[at:source] != new:
                yield Edit(Span(at, source), new)
            at, new = source + len(text), ""
