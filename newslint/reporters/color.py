"""Whether to colour, and how: plain ANSI codes, and brackets where there are none."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple, TextIO

ColorChoice = Literal["auto", "always", "never"]

_RESET = "\x1b[0m"
_CODES = {
    "path": "1",
    "error": "1;31",
    "warning": "1;33",
    "info": "1;36",
    "match": "7",
    "note": "2",
    "hunk": "36",
    "removed": "31",
    "added": "32",
}


class Style(NamedTuple):
    """How text is set off: with ANSI colours, or without any."""

    color: bool

    def paint(self, role: str, text: str) -> str:
        """The text in the colour of its role (a severity, `path`, `note` …), unchanged without colours."""
        return f"\x1b[{_CODES[role]}m{text}{_RESET}" if self.color else text

    def mark(self, text: str, *, bracket: bool = False) -> str:
        """The text as a match: in reverse video, or as `⟦text⟧` without colours and wherever `bracket` asks for it."""
        painted = self.paint("match", text) if text else ""
        return f"⟦{painted}⟧" if bracket or not self.color else painted


PLAIN = Style(color=False)


def wants_color(choice: ColorChoice, stream: TextIO, environ: Mapping[str, str]) -> bool:
    """Whether to colour what goes to `stream`: the choice decides, then the environment, then whether it is a terminal.

    NO_COLOR (not empty) beats FORCE_COLOR and CLICOLOR_FORCE (neither empty nor "0"), which beat TERM=dumb.
    """
    if choice != "auto":
        return choice == "always"
    if environ.get("NO_COLOR"):
        return False
    if any(environ.get(name, "0") not in ("", "0") for name in ("FORCE_COLOR", "CLICOLOR_FORCE")):
        return True
    return environ.get("TERM") != "dumb" and stream.isatty()
