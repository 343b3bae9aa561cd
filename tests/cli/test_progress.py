import io

import pytest

from newslint.cli import lint, progress
from newslint.cli.progress import Progress, is_watched

from .program import DIRTY, records


class Screen(io.StringIO):
    """A terminal of one line that never gets wide enough to wrap."""

    def isatty(self):
        return True

    @property
    def line(self):
        """What somebody sees in the end."""
        shown = ""
        for piece in self.getvalue().split("\r"):
            shown = piece + shown[len(piece) :]
        return shown.rstrip()


@pytest.fixture
def clock(monkeypatch):
    now = [0.0]
    monkeypatch.setattr(progress.time, "monotonic", lambda: now[0])
    return now


def test_a_short_run_shows_nothing(clock):
    screen = Screen()
    bar = Progress(screen)
    for _ in range(10):
        clock[0] += 0.09
        bar.advance(1000)
    bar.clear()
    assert screen.getvalue() == ""


@pytest.mark.parametrize(
    ("total", "line"),
    [
        (400_000_000, "[######                  ]  25 %  100.0 MB, 10.0 MB/s, 30 s left"),
        (2_000_000_000, "[#                       ]   5 %  100.0 MB, 10.0 MB/s, 3 min 10 s left"),
        (200_000_000_000, "[                        ]   0 %  100.0 MB, 10.0 MB/s, 5 h 33 min left"),
        (50_000_000, "[########################] 100 %  100.0 MB, 10.0 MB/s, 0 s left"),
        (None, "100.0 MB, 10.0 MB/s"),
    ],
)
def test_a_long_run_shows_how_far_it_is(clock, total, line):
    screen = Screen()
    bar = Progress(screen)
    bar.total = total
    clock[0] = 10.0
    bar.advance(100_000_000)
    assert screen.line == line


def test_it_makes_place_and_comes_again_not_too_often(clock):
    screen = Screen()
    bar = Progress(screen)
    clock[0] = 2.0
    bar.advance(1_000_000)
    bar.clear()
    assert screen.line == ""
    drawn = screen.getvalue()
    bar.advance(1_000_000)
    assert screen.getvalue() == drawn
    clock[0] = 2.5
    bar.advance(1_000_000)
    assert screen.line == "3.0 MB, 1.2 MB/s"


@pytest.mark.parametrize("variables", [{"CI": "true"}, {"PRE_COMMIT": "1"}, {"TERM": "dumb"}])
def test_nobody_watches_in_hooks_and_on_build_servers(variables):
    assert is_watched(Screen(), {"TERM": "xterm"})
    assert not is_watched(Screen(), {"TERM": "xterm"} | variables)
    assert not is_watched(io.StringIO(), {"TERM": "xterm"})


@pytest.mark.parametrize(("flags", "shows"), [([], True), (["--no-progress"], False), (["-q"], False)])
def test_flags(newslint, folder, monkeypatch, flags, shows):
    monkeypatch.setattr(lint, "is_watched", lambda *_: True)
    monkeypatch.setattr(progress, "_FIRST", 0)
    (folder / "a.jsonl").write_text(records(DIRTY))
    ran = newslint("check", "a.jsonl", "missing", *flags)
    assert ("[####" in ran.err) is shows
    assert "newslint: missing: " in ran.err
    assert ran.out.startswith("a.jsonl:1 ")
