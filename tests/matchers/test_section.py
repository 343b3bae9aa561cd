import pytest
from helpers import found

from newslint.matchers import Section

LONG = "The river rose again on Monday night, and the ferries stopped at noon."
PAGE = f"{LONG}\nRelated:\nFloods in the south\n\nRoads closed\n{LONG}\nEnd."


@pytest.mark.parametrize(
    ("until", "section"),
    [
        ("end", f"Related:\nFloods in the south\n\nRoads closed\n{LONG}\nEnd."),
        ("blank", "Related:\nFloods in the south"),
        ("article", "Related:\nFloods in the south\n\nRoads closed"),
    ],
)
def test_a_section_ends_where_its_rule_says(until, section):
    assert found(Section(("Related",), until), PAGE) == [section]


def test_blank_lines_at_its_end_are_not_part_of_it():
    assert found(Section(("Related",), "end"), "Rain.\nRelated\nFloods\n\n \u200b\n") == ["Related\nFloods"]


def test_a_marker_alone_is_a_section():
    assert found(Section(("Related",), "blank"), "Related\n\nRain.") == ["Related"]


def test_a_marker_inside_a_section_opens_no_other():
    assert found(Section(("Related",), "blank"), "Related\nRelated\nx\n\nRelated") == ["Related\nRelated\nx", "Related"]


@pytest.mark.parametrize(("at", "sections"), [("line", []), ("start", ["Related news\nx"])])
def test_the_marker_is_a_line_or_the_start_of_one(at, sections):
    assert found(Section(("Related",), "end", at), "Related news\nx") == sections


def test_blank_lines_do_not_count_towards_the_limit():
    assert found(Section(("Related",), "end", max_lines=2), "Related\n\n\nx") == ["Related\n\n\nx"]
    assert found(Section(("Related",), "end", max_lines=2), "Related\nx\ny") == []


def test_after_a_section_that_is_too_long_the_next_marker_has_its_chance():
    assert found(Section(("Related",), "end", max_lines=2), "Related\nx\nRelated\ny") == ["Related\ny"]


@pytest.mark.parametrize("mark", ["\u00e9", "e\u0301"])
def test_the_length_of_a_line_does_not_depend_on_how_it_is_typed(mark):
    line = f"{mark * 60} {mark * 59}"  # 120 characters as a reader counts them
    assert found(Section(("Related",), "article"), f"Related\n{line}") == [f"Related\n{line}"]
    assert found(Section(("Related",), "article"), f"Related\n{mark}{line}") == ["Related"]


def test_article_text_is_what_ends_as_a_sentence_or_is_long():
    section = Section(("Related",), "article")
    assert found(section, "Related\nFloods in the south\nবাঁধ অক্ষত আছে।") == ["Related\nFloods in the south"]
    assert found(section, "Related\nIt rains.") == ["Related"]


def test_a_marker_of_decoration_alone_is_a_mistake():
    with pytest.raises(ValueError, match="nothing but decoration"):
        Section(("---",), "end")
