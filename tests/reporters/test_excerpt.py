import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from newslint.reporters.color import PLAIN, Style
from newslint.reporters.excerpt import clipped, describe, excerpt
from newslint.reporters.finding import Lines
from newslint.types import Edit, Fix, Safety, Span

from .samples import TEXT, advert, at


def shown(text, span, style=PLAIN):
    return list(excerpt(Lines(text), span, style))


def test_the_match_is_marked_in_its_line():
    assert shown(TEXT, at(TEXT, "বৃষ্টি")) == ["ঢাকা, ২ মার্চ: ⟦বৃষ্টি⟧ হয়েছে।"]


def test_a_line_with_its_break_is_one_line():
    assert shown(TEXT, at(TEXT, "বিজ্ঞাপন\n")) == ["⟦বিজ্ঞাপন⟧"]


def test_several_lines_show_the_first_and_the_last():
    assert shown("ab\ncd", Span(1, 4)) == ["a⟦b⟧", "⟦c⟧d"]
    assert shown("ab\nx\ny\ncd\n", Span(1, 10)) == ["a⟦b⟧", "⋮", "⟦cd⟧"]
    assert shown("a\nb", Span(1, 2)) == ["a⟦⟧", "⟦⟧b"]


def test_the_carriage_return_of_a_line_is_shown_only_in_a_match():
    assert shown("ab\r\nc", Span(0, 1)) == ["⟦a⟧b"]
    assert shown("ab\r\nc", Span(0, 3)) == ["⟦ab‹U+000D›⟧"]


@pytest.mark.parametrize(("span", "mark"), [(Span(1, 1), "⟦⟧"), (Span(1, 2), "⟦\x1b[7m‹U+200B›\x1b[0m⟧")])
def test_what_is_empty_or_invisible_has_brackets_even_in_colour(span, mark):
    assert shown("a\u200b", span, Style(color=True))[0].startswith(f"a{mark}")


def test_visible_matches_in_colour_need_no_brackets():
    assert shown("ab", Span(0, 1), Style(color=True)) == ["\x1b[7ma\x1b[0mb"]


def test_a_match_inside_a_cluster_is_shown_with_circles():
    assert shown("কি", Span(1, 2)) == ["ক⟦◌ি⟧"]


def test_long_lines_are_cut_on_both_sides_at_grapheme_borders():
    text = "কি" * 300 + "X" + "কি" * 300
    (line,) = shown(text, at(text, "X"))
    assert regex.fullmatch("…(কি){49}⟦X⟧(কি){49}…", line)


def test_long_matches_keep_their_ends():
    text = "a" * 500 + "b" * 500
    assert clipped(text, Span(0, 1000), 30) == "a" * 20 + "…" + "b" * 10


@given(st.text(st.sampled_from("aক\u09bf\u200d\n \U0001f1e7"), max_size=300), st.data())
def test_excerpts_are_short_and_marked(text, data):
    start = data.draw(st.integers(0, len(text)))
    lines = shown(text, Span(start, data.draw(st.integers(start, len(text)))))
    assert 1 <= len(lines) <= 3
    assert all(line == "⋮" or line.count("⟦") == line.count("⟧") == 1 for line in lines)
    assert all(len(regex.findall(r"‹.*?›|\X", line)) < 220 for line in lines)


def test_hostile_clusters_do_not_make_excerpts_long():
    text = "x" + "\u0301" * 100_000 + "y"
    assert len(shown(text, Span(len(text) - 1, len(text)))[0]) < 2000


@pytest.mark.parametrize(
    ("text", "edit", "words"),
    [
        (TEXT, Edit(at(TEXT, "বিজ্ঞাপন\n"), ""), "delete the line"),
        ("a\nb\nc", Edit(Span(0, 4), ""), "delete 2 lines"),
        ("a\nb", Edit(Span(2, 3), ""), "delete the line"),
        ("a\nb", Edit(Span(1, 3), ""), "delete the line"),
        ("a\nb\nc", Edit(Span(1, 3), ""), "delete the line"),
        ("a\n", Edit(Span(1, 2), ""), "delete ⟦‹U+000A›⟧"),
        ("a\nb\n", Edit(Span(2, 3), ""), "delete ⟦b⟧"),
        ("ab\nc", Edit(Span(1, 3), ""), "delete ⟦b‹U+000A›⟧"),
        ("a\nb", Edit(Span(0, 3), ""), "delete the whole text"),
        ("a", Edit(Span(0, 0), "b"), "insert ⟦b⟧"),
        ("a\u200bb", Edit(Span(1, 2), " "), "replace ⟦‹U+200B›⟧ by ⟦ ⟧"),
    ],
)
def test_a_fix_in_words(text, edit, words):
    assert describe(Fix((edit,), Safety.SAFE), Lines(text)) == f"{words} (safe)"


def test_unsafe_fixes_say_how_to_get_them():
    assert describe(advert(safety=Safety.UNSAFE).fix, Lines(TEXT)) == "delete the line (unsafe: --unsafe-fixes)"


def test_of_many_edits_some_are_shown():
    edits = tuple(Edit(Span(n, n + 1), "") for n in range(0, 10, 2))
    assert describe(Fix(edits, Safety.SAFE), Lines("0123456789")) == (
        "delete ⟦0⟧; delete ⟦2⟧; delete ⟦4⟧; and 2 more (safe)"
    )
