"""The literals that every match of a regular expression must hold, read off the expression itself.

The reader knows the plain part of the syntax of the `regex` module: characters, escapes, small sets, groups,
alternations and repeats. Whatever else it meets it takes for something that could match anything, so what it says
is always true, if sometimes less than could be said.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from typing import NamedTuple

from newslint.forms import fold

_MOST = 64  # alternatives of one place; beyond that the scan for them costs more than it saves
_ESCAPES = {"t": "\t", "n": "\n", "r": "\r", "f": "\f", "v": "\v", "a": "\a", "e": "\x1b"}
_CODES = {"x": 2, "u": 4, "U": 8}

Choice = frozenset[str]
"""One of these must stand in the text."""


class _Item(NamedTuple):
    """One term of a sequence: a character, or a choice of folded texts, or (both None) anything."""

    char: str | None = None
    choice: Choice | None = None


_ANYTHING = _Item()


class _Unknown(Exception):  # noqa: N818 - a jump out of the reader, not an error
    """A construct that changes the meaning of all the rest, such as an inline flag."""


def required(pattern: str, form: Callable[[str], str] = fold) -> Choice | None:
    """Literals of which at least one stands in any match, each in a form; None where none is certain.

    The form is that of the text they are looked for in, folded if nothing else is said. A scoped `(?i:…)` is
    understood in folded literals only.
    """
    try:
        reader = _Reader(pattern, form)
        choice = reader.alternatives()
    except (_Unknown, IndexError, ValueError, KeyError):
        return None
    return choice if reader.at == len(pattern) else None


def _weight(choice: Choice) -> tuple[int, int]:
    """The length of the shortest literal, spaces aside; a lone letter or digit of ASCII, which is everywhere, has 0."""
    bare = [literal.strip(" ") for literal in choice]
    return min(0 if text.isascii() and text.isalnum() and len(text) == 1 else len(text) for text in bare), -len(choice)


def _best(choices: list[Choice]) -> Choice | None:
    useful = [choice for choice in choices if len(choice) <= _MOST and _weight(choice)[0] > 0]
    return max(useful, key=_weight, default=None)


class _Reader:
    def __init__(self, pattern: str, form: Callable[[str], str]) -> None:
        self.pattern = pattern
        self.form = form
        self.at = 0

    def peek(self, text: str) -> bool:
        return self.pattern.startswith(text, self.at)

    def take(self) -> str:
        self.at += 1
        return self.pattern[self.at - 1]

    def alternatives(self) -> Choice | None:
        """Reads `a|b|c` up to the end or a closing bracket."""
        choices = [self.sequence()]
        while self.peek("|"):
            self.at += 1
            choices.append(self.sequence())
        together: set[str] = set()
        for choice in choices:
            if choice is None:
                return None
            together |= choice
        return frozenset(together)

    def sequence(self) -> Choice | None:
        """Reads terms; neighbouring characters make one literal."""
        choices: list[Choice] = []
        run = ""
        while self.at < len(self.pattern) and not self.peek("|") and not self.peek(")"):
            item = self.term()
            least, repeated = self.repeat()
            if item.char is not None and least:
                run += item.char
                if not repeated:
                    continue
            if run:
                choices.append(frozenset([self.form(run)]))
            run = ""
            if item.choice is not None and least:
                choices.append(item.choice)
        if run:
            choices.append(frozenset([self.form(run)]))
        return _best(choices)

    def repeat(self) -> tuple[bool, bool]:
        """(must occur, may occur more than once) of the quantifier at hand; reads it."""
        if self.at >= len(self.pattern) or self.pattern[self.at] not in "?*+{":
            return True, False
        sign = self.take()
        least = sign == "+"
        if sign == "{":
            bounds = self.pattern[self.at : self.pattern.index("}", self.at)]
            if not all(char.isdigit() or char == "," for char in bounds):
                raise _Unknown  # fuzzy matching, or a brace that means itself
            least = bounds.split(",")[0].lstrip("0") != ""
            self.at += len(bounds) + 1
        if self.at < len(self.pattern) and self.pattern[self.at] in "?+":
            self.at += 1
        return least, True

    def term(self) -> _Item:
        char = self.take()
        if char == "\\":
            return self.escape()
        if char == "[":
            return self.char_set()
        if char == "(":
            return self.group()
        return _ANYTHING if char in ".^$" else _Item(char=char)

    def escape(self) -> _Item:
        char = self.take()
        if char in _CODES:
            self.at += _CODES[char]
            return _Item(char=chr(int(self.pattern[self.at - _CODES[char] : self.at], 16)))
        if char == "N":
            end = self.pattern.index("}", self.at)
            name, self.at = self.pattern[self.at + 1 : end], end + 1
            return _Item(char=unicodedata.lookup(name))
        if char in _ESCAPES:
            return _Item(char=_ESCAPES[char])
        if char in "pP":
            self.at = self.pattern.index("}", self.at) + 1 if self.peek("{") else self.at + 1
            return _ANYTHING
        if char.isdigit():  # a group, or a character in octal
            while self.at < len(self.pattern) and self.pattern[self.at].isdigit():
                self.at += 1
            return _ANYTHING
        if char in "gkL":
            raise _Unknown
        return _ANYTHING if char.isalnum() else _Item(char=char)

    def char_set(self) -> _Item:
        """A set of a few plain characters, ranges included, is a choice; any other is anything."""
        if self.peek("^") or self.peek("]"):
            return self.skip_set()
        start, members = self.at, set[str]()
        while not self.peek("]"):
            first = last = self.member()
            if self.peek("-") and not self.peek("-]"):
                self.at += 1
                last = self.member()
            if not first or not last or ord(last) - ord(first) >= _MOST:
                self.at = start
                return self.skip_set()
            members |= {self.form(chr(code)) for code in range(ord(first), ord(last) + 1)}
        self.at += 1
        return _Item(choice=frozenset(members))

    def member(self) -> str | None:
        """Reads a member of a set; None where it is more than a character, or could be."""
        char = self.take()
        if char == "\\":
            return self.escape().char
        return None if char in "[-&|~:" else char

    def skip_set(self) -> _Item:
        """Reads to the end of a set, sets within it included; in each, a bracket that closes it at once is a member."""
        self.at += self.peek("^")
        self.at += self.peek("]")
        while (char := self.take()) != "]":
            if char == "[":
                self.skip_set()
            self.at += char == "\\"
        return _ANYTHING

    def group(self) -> _Item:
        item = self.group_body()
        if self.take() != ")":
            raise _Unknown
        return item

    def group_body(self) -> _Item:
        if self.peek("*"):
            raise _Unknown  # (*SKIP), (*FAIL)
        if not self.peek("?"):
            return _Item(choice=self.alternatives())
        for around in ("?=", "?!", "?<=", "?<!"):
            if self.peek(around):
                self.at += len(around)
                self.alternatives()
                return _ANYTHING
        if self.peek("?P<") or self.peek("?<"):
            self.at = self.pattern.index(">", self.at) + 1
        elif self.peek("?:") or self.peek("?>"):
            self.at += 2
        elif self.peek("?i:") and self.form is fold:  # folded text knows no case
            self.at += 3
        else:
            raise _Unknown
        return _Item(choice=self.alternatives())
