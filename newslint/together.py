"""Many texts checked and fixed together: the engine is asked about some of them at once, pass by pass."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from newslint.engine import Checked, Engine
from newslint.errors import UnsettledError
from newslint.fixing import Fixing
from newslint.types import Document, Fixed, Found

_SOME = 64
"""Texts that are held with all their forms; with more it goes no faster."""

End = tuple[Fixed, Found] | UnsettledError
"""What a fix ends with; or that it goes round in a circle."""


def check_all(engine: Engine, documents: Sequence[Document]) -> Iterator[Found]:
    """The findings of each document."""
    for at in range(0, len(documents), _SOME):
        yield from engine.check_all(documents[at : at + _SOME])


def fix_all(engine: Engine, under_way: Sequence[Fixing], unsafe: bool) -> Iterator[End]:
    """What each of some fixes ends with; `unsafe` is whether any of them makes unsafe fixes."""
    for at in range(0, len(under_way), _SOME):
        yield from _ends(engine, under_way[at : at + _SOME], unsafe)


def _ends(engine: Engine, under_way: Sequence[Fixing], unsafe: bool) -> Iterator[End]:
    ends: dict[int, End] = {}
    asked: dict[int, Document | None] = {number: next(fixing) for number, fixing in enumerate(under_way)}
    last: dict[int, Checked] = {}
    while asked:
        texts = [(number, document) for number, document in asked.items() if document]
        checked = engine.fixable(((document, last.get(number)) for number, document in texts), unsafe)
        last |= {number: one for (number, _), one in zip(texts, checked, strict=True)}
        found = {number: last[number].found for number, _ in texts}
        settled = asked.keys() - found.keys()
        found |= zip(settled, engine.completed((last[number] for number in settled), unsafe), strict=True)
        asked = {}
        for number, answer in found.items():
            try:
                asked[number] = under_way[number].send(answer)
            except (StopIteration, UnsettledError) as end:
                ends[number] = end.value if isinstance(end, StopIteration) else end
                del last[number]
    return (ends[number] for number in range(len(under_way)))
