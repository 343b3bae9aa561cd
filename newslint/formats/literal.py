"""Edits inside a string of a JSON object, as it is written: what is not edited keeps its very escapes."""

from __future__ import annotations

import json
import re
from bisect import bisect_left
from collections.abc import Callable, Sequence

from newslint.text import replaced
from newslint.types import Edit, Span

# For JSON that has been parsed before: they need not tell it from anything else.
_TOKEN = re.compile(r'"(?P<body>(?:[^"\\]++|\\.)*+)"(?P<colon>[ \t\r\n]*+:)?|[\[\]{}]')
_ESCAPE = re.compile(r"\\(?:u[dD][89abAB]..\\u[dD][c-fC-F]..|u....|.)")  # what stands for one code point


def spliced(line: str, field: str, edits: Sequence[Edit]) -> str:
    """A line holding a JSON object, with edits put into the string in one of its fields; they count its code points.

    Where the field is repeated, the last one is meant, as in `json`. New text is escaped as the line's own is.
    """
    literal = _literal(line, field)
    offset = _offsets(line[literal.start : literal.end])
    escape = _escaping(line)

    def here(point: int) -> int:
        return literal.start + offset(point)

    return replaced(line, [Edit(Span(here(start), here(end)), escape(text)) for (start, end), text in edits])


def _literal(line: str, field: str) -> Span:
    """Where the string in a field of the outermost object is written, without its quotes."""
    depth, key, found = 0, "", None
    for token in _TOKEN.finditer(line):
        if token["body"] is None:
            depth += 1 if token[0] in "[{" else -1
        elif depth == 1 and token["colon"]:
            key = json.loads(f'"{token["body"]}"')
        elif depth == 1 and key == field:
            found = Span(*token.span("body"))
    if found is None:
        raise ValueError(f"no string in field {field!r}")
    return found


def _offsets(literal: str) -> Callable[[int], int]:
    """From code points of a string to where they are written in its literal."""
    escapes, surplus = [], [0]  # code points that are escaped, and how much longer the literal is after each
    for escape in _ESCAPE.finditer(literal):
        escapes.append(escape.start() - surplus[-1])
        surplus.append(surplus[-1] + len(escape[0]) - 1)
    return lambda point: point + surplus[bisect_left(escapes, point)]


def _escaping(line: str) -> Callable[[str], str]:
    """A way to escape text as the line does: all but ASCII if the line is ASCII and has such escapes, else little."""
    escapes = _ESCAPE.findall(line) if line.isascii() else []
    digits = set("".join(escape[2:] for escape in escapes if escape[1] == "u"))
    if not digits:
        return lambda text: json.dumps(text, ensure_ascii=False)[1:-1]
    if digits & set("ABCDEF") and not digits & set("abcdef"):
        return lambda text: _ESCAPE.sub(_with_capitals, json.dumps(text)[1:-1])
    return lambda text: json.dumps(text)[1:-1]


def _with_capitals(escape: re.Match[str]) -> str:
    return escape[0].upper().replace("\\U", "\\u") if escape[0][1] == "u" else escape[0]
