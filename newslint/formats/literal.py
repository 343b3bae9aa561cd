"""Where a string of a JSON object stands, as it is written: what is not edited there keeps its very escapes."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable

from newslint.expressions import late_re
from newslint.formats.spelling import ESCAPE
from newslint.types import Span

# For JSON that has been parsed before: they need not tell it from anything else.
_TOKEN = late_re(r'"(?P<body>(?:[^"\\]++|\\.)*+)"(?P<colon>[ \t\r\n]*+:)?|[\[\]{}]')


def place_in(line: str, field: str) -> Callable[[int], int]:
    """From code points of the string in a field of a JSON object to where they are written in its line.

    Where the field is repeated, the last one is meant, as in `json`. Raises ValueError where it holds no string.
    """
    literal = _literal(line, field)
    escapes, surplus = [], [0]  # code points that are escaped, and how much longer the literal is after each
    for escape in ESCAPE.finditer(line, literal.start, literal.end):
        escapes.append(escape.start() - literal.start - surplus[-1])
        surplus.append(surplus[-1] + len(escape[0]) - 1)
    return lambda point: literal.start + point + surplus[bisect_left(escapes, point)]


def _literal(line: str, field: str) -> Span:
    """Where the string in a field of the outermost object is written, without its quotes."""
    import json

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
