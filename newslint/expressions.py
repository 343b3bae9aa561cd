"""Regular expressions of rules: compiled and searched within limits, since rules come from strangers too."""

from __future__ import annotations

import copyreg
import re
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import cache
from typing import Any, cast

import msgspec
import regex


class _Late:
    """Stands for an expression until its first use, and passes on to it from then on, at no cost."""

    def __init__(self, make: Callable[[], object]) -> None:
        self._make = make

    def __getattr__(self, name: str) -> object:
        if "_made" not in vars(self):
            self._made = self._make()
        value = getattr(self._made, name)
        setattr(self, name, value)
        return value


def late_re(source: str, flags: int = 0) -> re.Pattern[str]:
    """What `re.compile` makes of a source, at its first use: few are used in a short run."""
    return cast("re.Pattern[str]", _Late(lambda: re.compile(source, flags)))


def late_regex(source: str, flags: int = 0) -> regex.Pattern[str]:
    """The same with `regex.compile`."""
    return cast("regex.Pattern[str]", _Late(lambda: regex.compile(source, flags)))


_LONGEST = 20_000  # characters of an expression
_LARGEST = 200_000  # nodes of an expression once repeats are written out, as the `regex` module does

_TOKEN = late_re(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*+\]|\((?:\?[a-zA-Z-]*:)?|\)|[^\\(\[)]", re.DOTALL)
_REPEAT = late_re(r"\{(\d{1,6})")

Source = tuple[str, int]
"""An expression as it is written, and its flags."""

_pickling: Callable[[object], tuple[Any, ...]] = copyreg.dispatch_table[regex.Pattern]  # type: ignore[assignment]

_codes: dict[Source, list[object]] = {}
"""What was remembered of expressions."""

_tried: set[Source] = set()
"""Those of them that were tried on long and hard lines."""


@cache
def own(source: str) -> regex.Pattern[str]:
    """An expression of newslint's own, compiled when it is first used: many are used in few runs."""
    return regex.compile(source)


def compiled(source: str, flags: int = 0) -> regex.Pattern[str]:
    """An expression in version 1 of the syntax. Raises regex.error for one that is wrong, or far too large."""
    if (source, flags) in _codes:
        return _made_of(_codes[source, flags])
    if len(source) > _LONGEST:
        raise regex.error(f"it is longer than {_LONGEST:,} characters")
    if _size(source) > _LARGEST:
        raise regex.error("repeats within repeats make it far too large")
    try:
        return regex.compile(source, regex.VERSION1 | flags)
    except RecursionError:
        raise regex.error("it is nested too deeply") from None


def packed(sources: Iterable[Source]) -> bytes:
    """Sound expressions as bytes: `remember` has them ready without reading them again, which takes 2 ms for one."""
    pack = msgspec.msgpack.encode
    codes = []
    for source, flags in sources:
        # What is wrong is told by whoever compiles it; and another `regex` may pickle otherwise.
        with suppress(regex.error, TypeError, ValueError, RuntimeError):
            code = pack(_code(compiled(source, flags)))
            if pack(_code(_made_of(msgspec.msgpack.decode(code)))) == code:
                codes.append((source, flags, msgspec.Raw(code)))
    return pack(codes)


def remember(content: memoryview, are_tried: bool = False) -> None:
    """Have the expressions ready that were packed, and know whether they were tried on long and hard lines."""
    for source, flags, code in msgspec.msgpack.decode(content):
        _codes[source, flags] = code
        if are_tried:
            _tried.add((source, flags))


def was_tried(source: Source) -> bool:
    """Whether an expression was tried on long and hard lines."""
    return source in _tried


def _code(expression: regex.Pattern[str]) -> tuple[object, ...]:
    """All that `regex` would pickle of an expression: plain data."""
    code: tuple[object, ...] = _pickling(expression)[1]
    return code


def _made_of(code: Iterable[object]) -> regex.Pattern[str]:
    """The expression of a code; `regex` looks at every part of it, as it does when it unpickles."""
    make: Callable[..., regex.Pattern[str]] = _pickling(own(""))[0]
    return make(*(tuple(part) if isinstance(part, list) else part for part in code))


def _size(source: str) -> int:
    """About how many nodes an expression has once what must be repeated is written out."""
    sizes = [0]
    for token in _TOKEN.finditer(source):
        if token[0].startswith("("):
            sizes.append(0)
            continue
        size = sizes.pop() if token[0] == ")" and len(sizes) > 1 else 1
        repeat = _REPEAT.match(source, token.end())
        sizes[-1] += size * max(1, int(repeat[1]) if repeat else 1)
    return sum(sizes)
