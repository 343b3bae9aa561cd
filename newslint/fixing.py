"""Which fixes go in together, what the text is then, and what that means for the original.

A pass takes the fixes of one check that belong to the earliest stage among them. Where two overlap the wider goes
first, then the earlier, then the one whose rule comes first by id; the other waits for the next pass, which looks at
the new text. Passes go on until nothing is left to fix. Spans therefore always speak of the text that was just checked,
and no offset is ever guessed.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Callable, Generator, Iterable, Sequence
from itertools import chain

from msgspec import structs

from newslint.errors import UnsettledError
from newslint.patchwork import Patchwork
from newslint.text import is_blank, needs_space
from newslint.types import Change, Diagnostic, Document, Edit, Fixed, Found, Safety, Span, Stage

MOST_PASSES = 4 * len(Stage)
"""Damage nests three or four deep in real text; what still moves after that many passes goes round in a circle.

Passes that make the text shorter end by themselves, so they do not count: the fortieth byline at the head of a text
may have its turn when the others are gone. There may be SHRINKING of them, so that no text takes for ever."""
SHRINKING = 500

_GROWTH, _GROWTH_ROOM = 2, 1000
"""Repairs hardly lengthen a text: one that grows beyond this is being fed to itself, and would grow for ever."""

Check = Callable[[Document], Found]

Fixing = Generator[Document | None, Found, tuple[Fixed, Found]]
"""A fix under way: it asks for the findings of one text after another, and ends with what `fix` gives.

So whoever has many texts can check the next ones of all of them together. What none of its fixes depends on may be left
out of the findings, until it asks for None: all findings of the same text.
"""


def fix(document: Document, check: Check, unsafe: bool = False) -> tuple[Fixed, Found]:
    """The fixed text, and what is left to say about it. Raises UnsettledError if the fixes go round in a circle."""
    return settled(fixing(document, unsafe), check)


def settled(under_way: Fixing, check: Check) -> tuple[Fixed, Found]:
    """What a fix ends with."""
    asked: Document | None = next(under_way)
    found: Found = ()
    while True:
        found = found if asked is None else check(asked)
        try:
            asked = under_way.send(found)
        except StopIteration as end:
            result: tuple[Fixed, Found] = end.value
            return result


def fixing(document: Document, unsafe: bool = False) -> Fixing:
    """The same as `fix`, pass by pass."""
    patchwork = Patchwork(document.text)
    passes: list[list[Diagnostic]] = []
    current, others = document, 0
    while others < MOST_PASSES and len(passes) < SHRINKING:
        found = yield current
        chosen = _choose(current.text, found, unsafe)
        if not chosen:
            edits, applied = tuple(patchwork.edits()), tuple(chain.from_iterable(passes))
            fixed = Fixed(patchwork.text, edits, applied, tuple(patchwork.changes()))
            return fixed, (yield None)
        changes = _changes(chosen)
        if any(diagnostic.fix and diagnostic.fix.stage is Stage.FURNITURE for diagnostic in chosen):
            changes = _apart(current.text, changes)
        patchwork.apply(_tidy(current.text, changes))
        passes.append(chosen)
        others += len(patchwork.text) >= len(current.text)
        if len(patchwork.text) > _GROWTH * len(document.text) + _GROWTH_ROOM:
            break
        current = Document(patchwork.text, document.language, document.url)
    late = chain.from_iterable(passes[len(passes) // 2 :])  # a circle may take several passes
    raise UnsettledError(tuple(sorted({diagnostic.rule for diagnostic in late})))


def _edits(diagnostic: Diagnostic) -> Sequence[Edit]:
    return diagnostic.fix.edits if diagnostic.fix else ()


def _changes(chosen: Iterable[Diagnostic]) -> list[Change]:
    """The edits of some findings, in order, with the rule of each."""
    changes = [
        Change(edit.span, edit.text, diagnostic.rule, diagnostic.fix.safety)
        for diagnostic in chosen
        if diagnostic.fix
        for edit in diagnostic.fix.edits
    ]
    return sorted(changes, key=lambda change: change.span)


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


def _apart(text: str, changes: Sequence[Change]) -> list[Change]:
    """The same changes; where furniture goes from between words that would then grow together, a space stays."""
    apart: list[Change] = []
    gone = -1  # where the run of deletions begins that the next change may go on with
    for number, change in enumerate(changes):
        start, end = change.span
        if change.text or not apart or apart[-1].span.end != start or apart[-1].text:
            gone = start
        follows = number + 1 < len(changes) and changes[number + 1].span.start == end
        glues = not (change.text or follows) and 0 < gone < end < len(text) and needs_space(text[gone - 1], text[end])
        apart.append(structs.replace(change, text=" ") if glues else change)
    return apart


def _tidy(text: str, changes: Sequence[Change]) -> list[Change]:
    """The same changes; where whole lines go, the blank lines that would then stand doubled go with them.

    So do the blank lines that would then open or close the text, and the last line break of a text that had none at
    its end.
    """
    tidied: list[Change] = []
    kept = 0  # how far the text is settled
    blank_before = True  # whether the line before is blank, or there is none
    for number, change in enumerate(changes):
        start, end = change.span
        limit = changes[number + 1].span.start if number + 1 < len(changes) else len(text)
        if not _is_gone(text, change):
            blank_before = False
        else:
            if kept < start:
                line = text.rfind("\n", 0, start - 1) + 1
                blank_before = kept <= line and is_blank(text[line:start])
            if blank_before:
                end = _after_blank_lines(text, end, limit)
            if end == len(text):
                start = _close(text, tidied, start)
        kept = end
        tidied.append(structs.replace(change, span=Span(start, end)))
    return tidied


def _close(text: str, tidied: list[Change], start: int) -> int:
    """Where the last lines of a text start to go: those from `start` on, and what stands before them for nothing.

    Lines that go before them, with nothing but blank ones between, are stretched in `tidied` to meet them.
    """
    first = len(tidied)
    while first and _is_gone(text, tidied[first - 1]) and is_blank(text[tidied[first - 1].span.end : start]):
        first -= 1
        start = tidied[first].span.start
    start = max(tidied[first - 1].span.end if first else 0, _before_blank_lines(text, start))
    for number in range(first, len(tidied)):
        span = Span(start, tidied[number].span.end)
        tidied[number], start = structs.replace(tidied[number], span=span), span.end
    return start


def _is_gone(text: str, change: Change) -> bool:
    """Whether a change takes whole lines away."""
    start, end = change.span
    starts = start == 0 or text[start - 1] == "\n"
    return not change.text and starts and start < end and (end == len(text) or text[end - 1] == "\n")


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
