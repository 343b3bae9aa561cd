"""The piece of a text round a match, cut on grapheme borders, and a fix put into words."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from functools import cache
from itertools import islice

import regex

from newslint.reporters.color import Style
from newslint.reporters.finding import Lines
from newslint.reporters.visible import is_blank, visible
from newslint.types import Edit, Fix, Safety, Span

_WIDTH = 100  # graphemes of a line that are shown
_REPLACED = 40  # graphemes of an edit's texts that are shown
_EDITS = 3  # edits of a fix that are shown
_CLUSTER = 8  # code points looked at for one grapheme, so that a hostile text costs no more than another


@cache
def _grapheme() -> regex.Pattern[str]:
    """One grapheme; compiled when there is something to show."""
    return regex.compile(r"\X")


def _graphemes(text: str) -> Iterator[str]:
    return (found[0] for found in _grapheme().finditer(text))


def _first(text: str, span: Span, width: int) -> str:
    piece = text[span.start : min(span.end, span.start + width * _CLUSTER)]
    return piece if len(piece) <= width else "".join(islice(_graphemes(piece), width))


def _last(text: str, span: Span, width: int) -> str:
    piece = text[max(span.start, span.end - width * _CLUSTER) : span.end]
    return piece if len(piece) <= width else "".join(deque(_graphemes(piece), width))


def clipped(text: str, span: Span, width: int) -> str:
    """What the span holds, visible; of more than `width` graphemes only the beginning and the end."""
    kept = _first(text, span, width)
    if len(kept) == span.end - span.start:
        return visible(kept)
    ending = width // 3
    return f"{visible(_first(text, span, width - ending))}…{visible(_last(text, span, ending))}"


def excerpt(lines: Lines, span: Span, style: Style) -> Iterator[str]:
    """The line with the span marked; of several lines the first, `⋮`, and the last."""
    start, end = span
    if end - start > 1 and lines.text[end - 1] == "\n":  # the break that ends the last line is no line of its own
        end -= 1
    first, last = lines.position(start).line, lines.position(end).line
    if first == last:
        yield _window(lines, first, Span(start, end), style)
        return
    yield _window(lines, first, Span(start, lines.span(first).end), style)
    if last > first + 1:
        yield "⋮"
    yield _window(lines, last, Span(lines.span(last).start, end), style)


def _window(lines: Lines, number: int, span: Span, style: Style) -> str:
    text, line = lines.text, lines.span(number)
    if line.end > span.end and text[line.end - 1] == "\r":
        line = Span(line.start, line.end - 1)
    inside = min(span.end - span.start, _WIDTH // 2)
    room = _WIDTH if line.end - line.start <= _WIDTH else (_WIDTH - inside) // 2
    before, after = Span(line.start, span.start), Span(span.end, line.end)
    left, right = _last(text, before, room), _first(text, after, room)
    dots = ["…" if len(kept) < whole.end - whole.start else "" for kept, whole in ((left, before), (right, after))]
    marked = style.mark(clipped(text, span, _WIDTH // 2), bracket=is_blank(text[slice(*span)]))
    return f"{dots[0]}{visible(left)}{marked}{visible(right)}{dots[1]}"


def describe(fix: Fix, lines: Lines) -> str:
    """What a fix does, in words: `delete the line (safe)`."""
    acts = [_act(edit, lines.text) for edit in fix.edits[:_EDITS]]
    if len(fix.edits) > _EDITS:
        acts.append(f"and {len(fix.edits) - _EDITS} more")
    return f"{'; '.join(acts)} ({'safe' if fix.safety is Safety.SAFE else 'unsafe: --unsafe-fixes'})"


def _act(edit: Edit, text: str) -> str:
    (start, end), new = edit
    old = f"⟦{clipped(text, edit.span, _REPLACED)}⟧"
    by = f"⟦{clipped(new, Span(0, len(new)), _REPLACED)}⟧"
    if start == end:
        return f"insert {by}"
    if new:
        return f"replace {old} by {by}"
    if start == 0 and end == len(text):
        return "delete the whole text"
    count = _whole_lines(text, edit.span)
    return f"delete {old}" if not count else "delete the line" if count == 1 else f"delete {count} lines"


def _whole_lines(text: str, span: Span) -> int:
    """How many lines go if a span that is not empty is deleted; 0 where part of a line stays or goes."""
    start, end = span
    breaks = text.count("\n", start, end)
    if start == 0 or text[start - 1] == "\n":
        if text[end - 1] == "\n":
            return breaks
        return breaks + 1 if end == len(text) else 0
    if text[start] == "\n" and (text.startswith("\n", end) or (end == len(text) and text[end - 1] != "\n")):
        return breaks
    return 0
