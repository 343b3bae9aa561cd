import io

import pytest

from newslint.reporters.color import PLAIN, Style, wants_color


class Terminal(io.StringIO):
    def isatty(self):
        return True


@pytest.mark.parametrize(
    ("choice", "stream", "environ", "expected"),
    [
        ("always", io.StringIO(), {"NO_COLOR": "1"}, True),
        ("never", Terminal(), {"FORCE_COLOR": "1"}, False),
        ("auto", Terminal(), {}, True),
        ("auto", io.StringIO(), {}, False),
        ("auto", Terminal(), {"NO_COLOR": ""}, True),
        ("auto", Terminal(), {"NO_COLOR": "1", "FORCE_COLOR": "1"}, False),
        ("auto", Terminal(), {"TERM": "dumb"}, False),
        ("auto", io.StringIO(), {"TERM": "dumb", "FORCE_COLOR": "1"}, True),
        ("auto", io.StringIO(), {"CLICOLOR_FORCE": "1"}, True),
        ("auto", io.StringIO(), {"CLICOLOR_FORCE": "0", "FORCE_COLOR": ""}, False),
    ],
)
def test_who_decides_about_colour(choice, stream, environ, expected):
    assert wants_color(choice, stream, environ) is expected


def test_marks():
    assert PLAIN.mark("x") == "⟦x⟧"
    assert Style(color=True).mark("x") == "\x1b[7mx\x1b[0m"
    assert Style(color=True).mark("x", bracket=True) == "⟦\x1b[7mx\x1b[0m⟧"
    assert Style(color=True).mark("", bracket=True) == "⟦⟧"


def test_painting_needs_colour():
    assert PLAIN.paint("error", "x") == "x"
    assert Style(color=True).paint("error", "x") == "\x1b[1;31mx\x1b[0m"
