"""How a record spells characters: ways to write new text as the rest of the record is written.

What they give can be written as UTF-8, whatever the text holds.
"""

from __future__ import annotations

from collections.abc import Callable

from newslint.expressions import late_re

ESCAPE = late_re(r"\\(?:u[dD][89abAB]..\\u[dD][c-fC-F]..|u....|.)")
"""What stands for one code point in a string of JSON."""


def _plain(text: str) -> str:
    return text.encode(errors="replace").decode()


def _json(text: str) -> str:
    import json

    # JSON can escape what UTF-8 cannot hold, half of a surrogate pair, and in just the form that Python does.
    return json.dumps(text, ensure_ascii=False)[1:-1].encode(errors="backslashreplace").decode()


def _ascii(text: str) -> str:
    import json

    return json.dumps(text)[1:-1]


def _capitals(text: str) -> str:
    return ESCAPE.sub(
        lambda escape: escape[0].upper().replace("\\U", "\\u") if escape[0][1] == "u" else escape[0], _ascii(text)
    )


SPELLINGS: dict[str, Callable[[str], str]] = {
    "plain": _plain,
    "json": _json,
    "json-ascii": _ascii,
    "json-ascii-capitals": _capitals,
}
"""Text as it is; as in a string of JSON, with few escapes; with all but ASCII escaped, as `\\u00e9` or `\\u00E9`."""


def json_spelling(line: str) -> str:
    """The spelling of a line of JSON: all but ASCII escaped if the line is ASCII and has such escapes, else little."""
    escapes = ESCAPE.findall(line) if line.isascii() else []
    digits = set("".join(escape[2:] for escape in escapes if escape[1] == "u"))
    if not digits:
        return "json"
    return "json-ascii-capitals" if digits & set("ABCDEF") and not digits & set("abcdef") else "json-ascii"
