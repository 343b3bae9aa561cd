"""Many texts checked and fixed together: the engine is asked about some of them at once, pass by pass."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from newslint.engine import Checked, Engine
from newslint.errors import UnsettledError
from newslint.fixing import Fixing, Found
from newslint.types import Document, Fixed

_SOME = 64
"""Texts that are held with all their forms; with more it goes no faster."""

End = tuple[Fixed, Found] | UnsettledError
"""What a fix ends with; or that it goes round in a circle."""


def check_all(engine: Engine, documents: Sequence[Document]) -> Iterator[Found]:
    """The findings of each document."""
    for at in range(0, len(documents), _SOME):
        for checked in engine.check_all((document, None) for document in documents[at : at + _SOME]):
            yield checked.found


def fix_all(engine: Engine, under_way: Sequence[Fixing]) -> Iterator[End]:
    """What each of some fixes ends with."""
    for at in range(0, len(under_way), _SOME):
        yield from _ends(engine, under_way[at : at + _SOME])


def _ends(engine: Engine, under_way: Sequence[Fixing]) -> Iterator[End]:
    ends: dict[int, End] = {}
    asked = {number: next(fixing) for number, fixing in enumerate(under_way)}
    last: dict[int, Checked] = {}
    while asked:
        checked = engine.check_all((document, last.get(number)) for number, document in asked.items())
        last = dict(zip(asked, checked, strict=True))
        asked = {}
        for number, one in last.items():
            try:
                asked[number] = under_way[number].send(one.found)
            except StopIteration as end:
                ends[number] = end.value
            except UnsettledError as error:
                ends[number] = error
    return (ends[number] for number in range(len(under_way)))
