"""The literals that every match of a regular expression must hold, read off the expression itself.

The reader knows the plain part of the syntax of the `regex` module: characters, escapes, small sets, groups,
alternations and repeats. Whatever else it meets it takes for something that could match anything, so what it says
is always true, if sometimes less than could be said.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable
from itertools import product
from math import prod
from typing import NamedTuple

from newslint.forms import fold

_MOST = 256  # alternatives of one place; beyond that the scan for them costs more than it saves
_MOST_TEXTS = 64  # that a stretch may be written in, so that it is one literal for each and not cut in two
_MOST_CHOICES = 3
_LONGEST_REPEAT = 8
_ESCAPES = {"t": "\t", "n": "\n", "r": "\r", "f": "\f", "v": "\v", "a": "\a", "e": "\x1b"}
_CODES = {"x": 2, "u": 4, "U": 8}
_OF_SETS = ("--", "&&", "||", "~~")  # difference, intersection, union, symmetric difference
_USUAL = "'\"-.,:;()/?!"  # signs that stand in nearly every text
_BORDERS = "bBmMKAZ"  # escapes that stand between characters

Choice = frozenset[str]
"""One of these must stand in the text."""


class _Item(NamedTuple):
    """A stretch of a pattern: one of some texts, or (None) what holds one of each of some choices of forms."""

    texts: Choice | None = None
    choices: tuple[Choice, ...] = ()


_ANYTHING = _Item()
_NOTHING = _Item(texts=frozenset([""]))


def _text(char: str) -> _Item:
    return _Item(texts=frozenset([char]))


class _Unknown(Exception):  # noqa: N818 - a jump out of the reader, not an error
    """A construct that changes the meaning of all the rest, such as an inline flag."""


def required(pattern: str, form: Callable[[str], str] = fold, within_line: bool = True) -> Choice | None:
    """Literals of which at least one stands in any match, each in a form; None where none is certain."""
    return next(iter(requirements(pattern, form, within_line)), None)


def requirements(pattern: str, form: Callable[[str], str] = fold, within_line: bool = True) -> tuple[Choice, ...]:
    """All that is certain, the rarest first: of each choice at least one literal stands in any match.

    The form is that of the text they are looked for in, folded if nothing else is said. A scoped `(?i:…)`, and white
    space of a pattern that is tried within one line, are understood in folded literals only.

    As in RE2's prefilter (re2/prefilter.cc), stretches that can be written in a few ways only are multiplied out.
    """
    try:
        reader = _Reader(pattern, form, within_line and form is fold)
        item = reader.alternatives()
    except (_Unknown, IndexError, ValueError, KeyError):
        return ()
    return reader.choices(item) if reader.at == len(pattern) else ()


def _weight(choice: Choice) -> tuple[float, int]:
    """How rare the shortest literal is, spaces aside: its length, if it is more than one character that is common."""
    bare = [literal.strip(" ") for literal in choice]
    return min(len(text) if len(text) != 1 else _rarity(text) for text in bare), -len(choice)


def _rarity(char: str) -> float:
    if char.isascii():
        return 0 if char.isalnum() else 0.2 if char in _USUAL else 0.7
    return {"M": 0.5, "L": 0.6}.get(unicodedata.category(char)[0], 1)


def _ranked(choices: Iterable[Choice]) -> tuple[Choice, ...]:
    useful = [choice for choice in choices if len(choice) <= _MOST and _weight(choice)[0] > 0]
    return tuple(sorted(dict.fromkeys(useful), key=_weight, reverse=True)[:_MOST_CHOICES])


def _shortest(choice: Choice) -> Choice:
    """The same choice without the literals that another one stands in."""
    kept: list[str] = []
    for literal in sorted(choice, key=len):
        if not any(other in literal for other in kept):
            kept.append(literal)
    return frozenset(kept)


class _Stretch:
    """Terms of a pattern in a row: what can be said of all of them, and the texts of the last ones."""

    def __init__(self) -> None:
        self.terms: list[Choice] = []
        self.texts: Choice = frozenset([""])  # what the terms make up
        self.done: list[Choice] = []  # texts of the stretches before, each whole
        self.choices: list[Choice] = []
        self.is_exact = True

    def add(self, item: _Item, least: int, most: int | None) -> None:
        """The next term, which is repeated so often."""
        if item.texts is None or (not least and most != 1) or least > _LONGEST_REPEAT:
            self.cut()
            if least:
                self.choices += item.choices
            return
        if not least:
            self.follow(item.texts | {""})
            return
        for _ in range(least):
            self.follow(item.texts)
        if most != least:
            self.cut()

    def follow(self, texts: Choice) -> None:
        """The next term is one of these texts; where all would be too many, the first terms of the stretch go."""
        self.terms.append(texts)
        if prod(map(len, self.terms)) > _MOST_TEXTS:
            self.done.append(self.texts)
            self.is_exact = False
        while len(self.terms) > 1 and prod(map(len, self.terms)) > _MOST_TEXTS:
            del self.terms[0]
        self.texts = frozenset(map("".join, product(*self.terms)))

    def cut(self) -> None:
        """Anything may follow."""
        self.done.append(self.texts)
        self.terms, self.texts, self.is_exact = [], frozenset([""]), False


class _Reader:
    def __init__(self, pattern: str, form: Callable[[str], str], knows_spaces: bool) -> None:
        self.pattern = pattern
        self.form = form
        self.space = _Item(texts=frozenset([" "])) if knows_spaces else _ANYTHING
        self.at = 0

    def peek(self, text: str) -> bool:
        return self.pattern.startswith(text, self.at)

    def take(self) -> str:
        self.at += 1
        return self.pattern[self.at - 1]

    def choices(self, item: _Item) -> tuple[Choice, ...]:
        """What a stretch cannot match without."""
        return item.choices if item.texts is None else _ranked([self.formed(item.texts)])

    def formed(self, texts: Choice) -> Choice:
        """Texts in the form that they are looked for in."""
        return _shortest(frozenset(map(self.form, texts)))

    def alternatives(self) -> _Item:
        """Reads `a|b|c` up to the end or a closing bracket."""
        items = [self.sequence()]
        while self.peek("|"):
            self.at += 1
            items.append(self.sequence())
        texts = [item.texts for item in items if item.texts is not None]
        if len(texts) == len(items) and len(together := frozenset[str]().union(*texts)) <= _MOST_TEXTS:
            return _Item(texts=together)
        ranks = zip(*map(self.choices, items), strict=False)  # as many as the way with the fewest has
        return _Item(choices=tuple(_shortest(frozenset().union(*rank)) for rank in ranks))

    def sequence(self) -> _Item:
        """Reads terms; neighbouring ones of known texts make up literals."""
        stretch = _Stretch()
        while self.at < len(self.pattern) and not self.peek("|") and not self.peek(")"):
            item = self.term()
            least, most = self.repeat()
            if self.is_space(item):  # however many there are, folding leaves one
                item, least, most = self.space, min(least, 1), 1
            stretch.add(item, least, most)
        if stretch.is_exact:
            return _Item(texts=stretch.texts)
        known = [*stretch.done, stretch.texts]
        return _Item(choices=_ranked([*stretch.choices, *map(self.formed, known)]))

    def is_space(self, item: _Item) -> bool:
        """Whether a term is a space in the form that the text is searched in, whichever it is in the text."""
        return self.space.texts is not None and item.texts is not None and {*map(self.form, item.texts)} == {" "}

    def repeat(self) -> tuple[int, int | None]:
        """The least and the most times of the quantifier at hand; reads it."""
        if self.at >= len(self.pattern) or self.pattern[self.at] not in "?*+{":
            return 1, 1
        sign = self.take()
        least, most = {"?": (0, 1), "*": (0, None), "+": (1, None)}.get(sign, (0, None))
        if sign == "{":
            bounds = self.pattern[self.at : self.pattern.index("}", self.at)]
            if not all(char.isdigit() or char == "," for char in bounds):
                raise _Unknown  # fuzzy matching, or a brace that means itself
            first, comma, last = bounds.partition(",")
            least = int(first or 0)
            most = least if not comma else int(last) if last else None
            self.at += len(bounds) + 1
        if self.at < len(self.pattern) and self.pattern[self.at] in "?+":
            self.at += 1
        return least, most

    def term(self) -> _Item:
        char = self.take()
        if char == "\\":
            return self.escape()
        if char == "[":
            return self.char_set()
        if char == "(":
            return self.group()
        if char in "^$":
            return _NOTHING
        return _ANYTHING if char == "." else _text(char)

    def escape(self) -> _Item:
        char = self.take()
        if char in _CODES:
            self.at += _CODES[char]
            return _text(chr(int(self.pattern[self.at - _CODES[char] : self.at], 16)))
        if char == "N":
            end = self.pattern.index("}", self.at)
            name, self.at = self.pattern[self.at + 1 : end], end + 1
            return _text(unicodedata.lookup(name))
        if char in _ESCAPES:
            return _text(_ESCAPES[char])
        if char in "pP":
            self.at = self.pattern.index("}", self.at) + 1 if self.peek("{") else self.at + 1
            return _ANYTHING
        if char.isdigit():  # a group, or a character in octal
            while self.at < len(self.pattern) and self.pattern[self.at].isdigit():
                self.at += 1
            return _ANYTHING
        if char in "gkL":
            raise _Unknown
        if char == "s":
            return self.space
        if char in _BORDERS:
            return _NOTHING
        return _ANYTHING if char.isalnum() else _text(char)

    def char_set(self) -> _Item:
        """A set of a few plain characters, ranges included, is a choice; any other is anything."""
        if self.peek("^") or self.peek("]"):
            return self.skip_set()
        start, members = self.at, set[str]()
        while not self.peek("]"):
            first = last = None if any(map(self.peek, _OF_SETS)) else self.member()
            if self.peek("-") and not self.peek("-]"):
                self.at += 1
                last = None if self.peek("-") else self.member()
            if not first or not last or ord(last) - ord(first) >= _MOST:
                self.at = start
                return self.skip_set()
            members |= set(map(chr, range(ord(first), ord(last) + 1)))
        self.at += 1
        return _Item(texts=frozenset(map(self.sign, members)))

    def sign(self, char: str) -> str:
        """A sign in the form that it is looked for in, in which several are one; anything else as it is."""
        return self.form(char) if unicodedata.category(char)[0] in "PS" else char

    def member(self) -> str | None:
        """Reads a member of a set; None where it is more than a character, or could be."""
        char = self.take()
        if char == "\\":
            item = self.escape()
            return next(iter(item.texts)) if item.texts else None
        return None if char == "[" else char

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
            return self.alternatives()
        for around in ("?=", "?!", "?<=", "?<!"):
            if self.peek(around):
                self.at += len(around)
                self.alternatives()
                return _NOTHING
        if self.peek("?P<") or self.peek("?<"):
            self.at = self.pattern.index(">", self.at) + 1
        elif self.peek("?:") or self.peek("?>"):
            self.at += 2
        elif self.peek("?i:") and self.form is fold:  # folded text knows no case
            self.at += 3
        else:
            raise _Unknown
        return self.alternatives()
