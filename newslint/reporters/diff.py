"""`fix --diff`: a unified diff made from the edits themselves, without comparing the texts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

import regex

from newslint.expressions import late_regex
from newslint.reporters.color import Style
from newslint.reporters.finding import Lines
from newslint.reporters.identity import local_path
from newslint.reporters.visible import inert, visible
from newslint.types import Edit, Place, Result

_CONTEXT = 3
_NO_BREAK = "\\ No newline at end of file"
_QUOTED = late_regex(r'[\p{Cc}\p{Cs}"\\]')

Role = Literal["path", "hunk", "same", "removed", "added", "note"]


class DiffLine(NamedTuple):
    r"""One line of a diff without its "\n": what `patch` and `git apply` read."""

    role: Role
    text: str


class _Change(NamedTuple):
    """Lines `[at, at + len(old))` of the original, 0-based, become `new`; a line holds the break that ends it."""

    at: int
    old: list[str]
    new: list[str]


def diff(result: Result) -> Iterator[DiffLine]:
    """The unified diff of one document, with three lines of context; nothing where the text stays as it is.

    Of a plain text file it is exact. Of a record it is for people: a header `path:line (id)`, and what could act on a
    terminal made visible.
    """
    if result.fixed is None:
        return
    before = Lines(result.document.text)
    shift = 0
    for number, hunk in enumerate(_hunks(_changes(before, result.fixed.edits))):
        if number == 0:
            yield from _header(result.place)
        for line in _hunk(before, hunk, shift):
            yield line if result.place.line is None else DiffLine(line.role, line.text[:1] + inert(line.text[1:]))
        shift += sum(len(change.new) - len(change.old) for change in hunk)


def for_people(line: DiffLine, style: Style) -> str:
    """A line of a diff for a terminal: hidden characters visible, coloured if the style has colours."""
    text = line.text.removesuffix("\t") if line.role == "path" else line.text
    shown = text[:1] + visible(text[1:])  # the sign first: a mark at the start of a line must not sit on it
    return shown if line.role == "same" else style.paint(line.role, shown)


def _changes(before: Lines, edits: Iterable[Edit]) -> Iterator[_Change]:
    """The edits as changes of whole lines: edits that touch a common line go together, lines that stay are left out."""
    group: list[Edit] = []
    last = -1
    for edit in edits:
        if group and before.position(edit.span.start).line > last:
            yield from _change(before, group)
            group = []
        group.append(edit)
        last = before.position(edit.span.end).line
    if group:
        yield from _change(before, group)


def _change(before: Lines, edits: list[Edit]) -> Iterator[_Change]:
    at = before.position(edits[0].span.start).line - 1
    start, end = before.starts[at], _next_start(before, edits[-1].span.end)
    pieces, done = [], start
    for span, text in edits:
        pieces += [before.text[done : span.start], text]
        done = span.end
    old, new = _split(before.text[start:end]), _split("".join(pieces) + before.text[done:end])
    head = _common(old, new)
    old, new = old[head:], new[head:]
    tail = _common(old[::-1], new[::-1])
    old, new = old[: len(old) - tail], new[: len(new) - tail]
    if old or new:
        yield _Change(at + head, old, new)


def _next_start(lines: Lines, offset: int) -> int:
    line = lines.position(offset).line
    return lines.starts[line] if line < len(lines.starts) else len(lines.text)


def _split(text: str) -> list[str]:
    """The lines of a text, each with the break that ends it."""
    lines = [f"{line}\n" for line in text.split("\n")]
    last = lines.pop()[:-1]
    return [*lines, last] if last else lines


def _common(one: list[str], other: list[str]) -> int:
    """How many lines the two begin with in common."""
    return next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _hunks(changes: Iterable[_Change]) -> Iterator[list[_Change]]:
    """Changes whose contexts meet, together."""
    hunk: list[_Change] = []
    for change in changes:
        if hunk and change.at - _end(hunk[-1]) > 2 * _CONTEXT:
            yield hunk
            hunk = []
        hunk.append(change)
    if hunk:
        yield hunk


def _end(change: _Change) -> int:
    return change.at + len(change.old)


def _hunk(before: Lines, hunk: list[_Change], shift: int) -> Iterator[DiffLine]:
    """One hunk; `shift` is how many lines the hunks before it added."""
    total = len(before.starts) - (before.starts[-1] == len(before.text))
    first, last = max(0, hunk[0].at - _CONTEXT), min(total, _end(hunk[-1]) + _CONTEXT)
    old = last - first
    new = old + sum(len(change.new) - len(change.old) for change in hunk)
    yield DiffLine("hunk", f"@@ -{_extent(first, old)} +{_extent(first + shift, new)} @@")
    at = first
    for change in hunk:
        yield from _written("same", " ", _slice(before, at, change.at))
        yield from _written("removed", "-", change.old)
        yield from _written("added", "+", change.new)
        at = _end(change)
    yield from _written("same", " ", _slice(before, at, last))


def _extent(first: int, count: int) -> str:
    """Where a side of a hunk lies: its first line, 1-based, and its length; an empty one lies after the line named."""
    return f"{first + 1 if count else first},{count}"


def _slice(lines: Lines, first: int, last: int) -> Iterator[str]:
    for at in range(first, last):
        yield lines.text[lines.starts[at] : _next_start(lines, lines.starts[at])]


def _written(role: Role, sign: str, lines: Iterable[str]) -> Iterator[DiffLine]:
    for line in lines:
        yield DiffLine(role, sign + line.removesuffix("\n"))
        if not line.endswith("\n"):
            yield DiffLine("note", _NO_BREAK)


def _header(place: Place) -> Iterator[DiffLine]:
    if place.line is not None:
        old = new = inert(f"{place.path}:{place.line}" + ("" if place.id is None else f" ({place.id})"))
    else:
        path = local_path(place.path)
        old, new = (_quoted(path if path.startswith("/") else f"{side}/{path}") for side in "ab")
    yield DiffLine("path", f"--- {old}")
    yield DiffLine("path", f"+++ {new}")


def _quoted(path: str) -> str:
    """The path as git writes it in a diff: in quotes if a character needs them, else with a tab if it has spaces."""
    if _QUOTED.search(path):
        return f'"{_QUOTED.sub(_octal, path)}"'
    return f"{path}\t" if " " in path else path


def _octal(match: regex.Match[str]) -> str:
    if match[0] in '"\\':
        return f"\\{match[0]}"
    return "".join(f"\\{byte:03o}" for byte in match[0].encode("utf-8", "surrogateescape"))
