"""How far a run is: one line on the terminal, drawn again and again, for those who wait."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import TextIO

_FIRST = 1.0
"""Seconds after which the line is drawn first: short runs show none."""

_PAUSE = 0.2
"""Seconds between two drawings."""

_WIDTH = 24


class Progress:
    """A line on a terminal; `total` is how many bytes there are to do, None where that cannot be told."""

    total: int | None = None

    def __init__(self, stream: TextIO | None) -> None:
        """Without a stream nothing is drawn."""
        self._stream = stream
        self._done = self._drawn = 0
        self._began = time.monotonic()
        self._next = self._began + _FIRST

    def advance(self, size: int) -> None:
        """Count so many more bytes as done."""
        self._done += size
        if self._stream and (now := time.monotonic()) >= self._next:
            self._next = now + _PAUSE
            self._draw(self._line(now - self._began))

    def clear(self) -> None:
        """Make place for something else."""
        if self._drawn:
            self._draw("")

    def _draw(self, line: str) -> None:
        if self._stream:
            self._stream.write(f"\r{line.ljust(self._drawn)}\r{line}")
            self._stream.flush()
            self._drawn = len(line)

    def _line(self, seconds: float) -> str:
        rate = self._done / seconds
        done = f"{self._done / 1e6:,.1f} MB, {rate / 1e6:,.1f} MB/s"
        if not self.total:
            return done
        share = min(1.0, self._done / self.total)
        bar = "#" * int(share * _WIDTH)
        left = max(0, self.total - self._done) / rate if rate else 0
        return f"[{bar:<{_WIDTH}}] {100 * share:3.0f} %  {done}, {_duration(left)} left"


def _duration(seconds: float) -> str:
    minutes, seconds = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours} h {minutes:02} min" if hours else f"{minutes} min {seconds:02} s" if minutes else f"{seconds} s"


def is_watched(stream: TextIO, environ: Mapping[str, str]) -> bool:
    """Whether somebody looks at a stream: it is a terminal, and none that a build server or a hook has made up."""
    return stream.isatty() and environ.get("TERM") != "dumb" and not {"CI", "PRE_COMMIT"} & environ.keys()
