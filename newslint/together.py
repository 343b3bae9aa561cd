"""Many texts fixed together, pass by pass: the engine is asked for the next findings of all of them at once."""

from __future__ import annotations

from collections.abc import Sequence

from newslint.engine import Checked, Engine
from newslint.errors import UnsettledError
from newslint.fixing import Fixing, Found
from newslint.types import Fixed


def fix_all(engine: Engine, under_way: Sequence[Fixing]) -> list[tuple[Fixed, Found] | UnsettledError]:
    """What some fixes end with, in their order; an error for each that goes round in a circle."""
    ended: dict[int, tuple[Fixed, Found] | UnsettledError] = {}
    asked = {number: next(fixing) for number, fixing in enumerate(under_way)}
    last: dict[int, Checked] = {}
    while asked:
        checked = engine.check_all([(document, last.get(number)) for number, document in asked.items()])
        last = dict(zip(asked, checked, strict=True))
        asked = {}
        for number, one in last.items():
            try:
                asked[number] = under_way[number].send(one.found)
            except StopIteration as end:
                ended[number] = end.value
            except UnsettledError as error:
                ended[number] = error
    return [ended[number] for number in range(len(under_way))]
