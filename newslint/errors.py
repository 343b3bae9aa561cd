"""What can go wrong, as a tree: the command line turns any of these into one message and exit code 2.

NewslintError
├── UsageError      arguments or settings that make no sense
│   └── SelectorError  a selector that names no rule
├── RuleError       a mistake in a rule file, with its file and line
├── InputError      an input that cannot be opened, read or written
│   └── DamagedError   compressed data that is damaged or cut short
└── UnsettledError  fixes that keep changing a text
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache


class NewslintError(Exception):
    """Root of everything newslint raises on purpose; its text is a message for the user."""


class UsageError(NewslintError):
    """Arguments or settings that make no sense."""


class SelectorError(UsageError):
    """A selector that names no rule."""

    def __init__(self, selector: str, hint: str) -> None:
        super().__init__(f"no rule is named by `{selector}`{hint}")
        self.selector = selector


class RuleError(NewslintError):
    """A mistake in a rule file: `FILE:LINE: what is wrong; hint`."""

    def __init__(self, path: str, line: int, problem: str, hint: str = "") -> None:
        """`line` is 1-based; `hint` says what to do about it."""
        super().__init__(path, line, problem, hint)
        self.path, self.line, self.problem, self.hint = path, line, problem, hint

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.problem}" + (f"; {self.hint}" if self.hint else "")


class InputError(NewslintError):
    """An input that cannot be opened, read or written: `FILE: what is wrong; hint`."""


class DamagedError(InputError):
    """Compressed data that is damaged or cut short."""


class UnsettledError(NewslintError):
    """Fixes that keep changing a text; the text is left as it was."""

    def __init__(self, rules: tuple[str, ...]) -> None:
        """`rules` are the ids whose fixes were still at work when newslint gave up."""
        super().__init__(rules)
        self.rules = rules

    def __str__(self) -> str:
        names = ", ".join(self.rules)
        return f"the fixes of {names} do not settle; leave one out with --ignore and report it to its author"


def did_you_mean(word: str, known: Iterable[str], likeness: float = 0.6) -> str:
    """The end of a message about a word that nobody knows: `; did you mean …?`, empty where none is like it.

    `likeness` is how alike two words have to be, from 0 to 1.
    """
    near = nearest(word, tuple(known), likeness)
    return f"; did you mean `{near}`?" if near else ""


@lru_cache(maxsize=256)
def nearest(word: str, known: tuple[str, ...], likeness: float = 0.6) -> str:
    """The one of some words that is most like another, or is it; empty where none is as alike as that."""
    import difflib  # only for a mistake

    return next(iter(difflib.get_close_matches(word, known, n=1, cutoff=likeness)), "")
