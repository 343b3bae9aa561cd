from itertools import pairwise

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from newslint.patchwork import Patchwork
from newslint.types import Change, Safety, Span


def change(start, end, text="", rule="a", over=()):
    return Change(Span(start, end), text, rule, Safety.SAFE, over)


def made(text, *rounds):
    patchwork = Patchwork(text)
    for changes in rounds:
        patchwork.apply(changes)
    return patchwork


def naive(text, edits):
    for edit in reversed(edits):
        (start, end) = edit.span
        text = text[:start] + edit.text + text[end:]
    return text


XYZ = change(4, 5, "xyz")


@pytest.mark.parametrize(
    ("rounds", "text", "changes"),
    [
        ([], "0123456789", []),
        ([[change(2, 4)]], "01456789", [change(2, 4)]),
        # Neighbours stay apart, whichever goes first, and so can be undone one without the other.
        ([[change(2, 4), change(4, 6, rule="b")]], "016789", [change(2, 4), change(4, 6, rule="b")]),
        ([[change(2, 4)], [change(2, 4, rule="b")]], "016789", [change(2, 4), change(4, 6, rule="b")]),
        ([[change(4, 6)], [change(2, 4, rule="b")]], "016789", [change(2, 4, rule="b"), change(4, 6)]),
        ([[change(4, 6)], [change(4, 4, "x", "b")]], "0123x6789", [change(4, 4, "x", "b"), change(4, 6)]),
        # A change over another takes it in, also where it only touches part of its text.
        ([[change(4, 6)], [change(3, 5, rule="b")]], "012789", [change(3, 7, "", "b", (change(4, 6),))]),
        ([[XYZ], [change(5, 6, rule="b")]], "0123xz56789", [change(4, 5, "xz", "b", (XYZ,))]),
        ([[XYZ], [change(5, 5, "-", "b")]], "0123x-yz56789", [change(4, 5, "x-yz", "b", (XYZ,))]),
        ([[XYZ], [change(3, 5, rule="b")]], "012yz56789", [change(3, 5, "yz", "b", (XYZ,))]),
        ([[XYZ], [change(6, 8, rule="b")]], "0123xy6789", [change(4, 6, "xy", "b", (XYZ,))]),
        # One rule over itself is one change.
        ([[change(4, 6)], [change(3, 5)]], "012789", [change(3, 7)]),
        (
            [[change(4, 6)], [change(3, 5, rule="b")], [change(2, 4)]],
            "0189",
            [change(2, 8, "", "a", (change(3, 7, "", "b", (change(4, 6),)),))],
        ),
        # Two changes of one round that touch the text of one before.
        (
            [[XYZ], [change(4, 5, rule="b"), change(6, 7, rule="c")]],
            "0123y56789",
            [change(4, 5, "y", "b", (change(4, 5, "xy", "c", (XYZ,)),))],
        ),
        # What is changed and changed back is no change.
        ([[change(4, 5, "x")], [change(4, 5, "4", "b")], [change(0, 1)]], "123456789", [change(0, 1)]),
    ],
)  # fmt: skip
def test_changes(rounds, text, changes):
    patchwork = made("0123456789", *rounds)
    assert patchwork.text == text
    assert list(patchwork.changes()) == changes


@st.composite
def rounds_of_changes(draw):
    """A text, and rounds of changes each of which fits the text that the rounds before it made."""
    text = draw(st.text("abc\n", max_size=12))
    rounds, current = [], text
    for _ in range(draw(st.integers(0, 5))):
        points = sorted(draw(st.lists(st.integers(0, len(current)), max_size=6)))
        spans = list(zip(points[::2], points[1::2], strict=False))
        changes = [
            change(start, end, draw(st.text("abxy", max_size=3)), draw(st.sampled_from("rst"))) for start, end in spans
        ]
        rounds.append(changes)
        current = naive(current, changes)
    return text, rounds, current


def all_within(changes, span):
    """Whether changes lie in a span, in order and apart, and so do those that they lie over."""
    assert all(one.span.end <= two.span.start for one, two in pairwise(changes))
    for one in changes:
        assert span.start <= one.span.start <= one.span.end <= span.end
        assert all(inner.rule != one.rule for inner in one.over)
        all_within(one.over, one.span)


@settings(max_examples=1000)
@given(rounds_of_changes())
def test_it_does_what_a_plain_string_would_and_remembers_the_original(edited):
    text, rounds, wanted = edited
    patchwork = made(text, *rounds)
    edits, changes = list(patchwork.edits()), list(patchwork.changes())
    assert patchwork.text == naive(text, edits) == naive(text, changes) == wanted
    assert all(one.span.end < two.span.start for one, two in pairwise(edits))
    assert all(text[slice(*edit.span)] != edit.text for edit in edits)
    all_within(changes, Span(0, len(text)))


@settings(max_examples=500)
@given(rounds_of_changes(), st.text("abxy", max_size=3), st.data())
def test_undoing_the_last_round_uncovers_the_one_before(edited, new, data):
    text, rounds, current = edited
    start, end = sorted(data.draw(st.tuples(*[st.integers(0, len(current))] * 2)))
    after = made(text, *rounds, [change(start, end, new, "last")])
    done = list(after.changes())
    assume(any(one.rule == "last" for one in done))  # together with others it may change nothing
    uncovered = []
    for one in done:
        uncovered += one.over if one.rule == "last" else [one]
    assert naive(text, uncovered) == current
