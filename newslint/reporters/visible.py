"""Text from a corpus, made safe and visible for people: what shows nothing or acts on a terminal becomes `‹U+200D›`."""

from __future__ import annotations

from functools import cache

import regex

# Controls, formats, lone surrogates, private use, unassigned; spaces and separators other than the plain space; what
# fonts draw nothing for; the blank Braille cell. Not the few format characters that do show, such as the Arabic
# number sign. And _COMMAND.
_COMMAND = r"(?<=##[A-Za-z]{0,32})\["  # the bracket of `##[command]`, which build servers obey anywhere in a line
_HIDDEN = (
    rf"[[\p{{C}}\p{{Z}}\p{{Default_Ignorable_Code_Point}}\u2800]--[\ \p{{Prepended_Concatenation_Mark}}]]|{_COMMAND}"
)
_HIDDEN_OR_ORPHAN = rf"{_HIDDEN}|(?:\A|(?<={_HIDDEN}))(?=\p{{M}})"
_COMMANDING = rf"[\p{{Cc}}\p{{Cs}}\p{{Zl}}\p{{Zp}}\p{{Bidi_Control}}]|{_COMMAND}"
_DOTTED_CIRCLE = "◌"


@cache
def _compiled(pattern: str) -> regex.Pattern[str]:
    return regex.compile(pattern, regex.V1)


def hidden() -> regex.Pattern[str]:
    """What finds each hidden character."""
    return _compiled(_HIDDEN)


def _is_plain(text: str) -> bool:
    """Whether a text surely holds nothing hidden, which needs no expressions, and these take time to compile."""
    return text.isascii() and text.isprintable() and "##" not in text


def _token(match: regex.Match[str]) -> str:
    return f"‹U+{ord(match[0]):04X}›" if match[0] else _DOTTED_CIRCLE


def visible(text: str) -> str:
    """The text on one line, with a token for every hidden character and a ◌ under a mark that lost its base."""
    return text if _is_plain(text) else _compiled(_HIDDEN_OR_ORPHAN).sub(_token, text)


def inert(text: str) -> str:
    """The text on one line, with tokens only for what acts: controls, separators, direction marks, `##[command]`."""
    return text if _is_plain(text) else _compiled(_COMMANDING).sub(_token, text)


def is_blank(text: str) -> bool:
    """Whether a text shows nothing: it is empty, or spaces and hidden characters only."""
    return not hidden().sub("", text).strip(" ")


def shown_path(path: str) -> str:
    """A path to begin a line with: visible, and never read as a `::command` by a build server."""
    return visible(f"./{path}" if path.lstrip().startswith(":") else path)
