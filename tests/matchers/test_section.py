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
    assert found(Section(opens=("Related",), until=until), PAGE) == [section]


def test_blank_lines_at_its_end_are_not_part_of_it():
    assert found(Section(opens=("Related",), until="end"), "Rain.\nRelated\nFloods\n\n \u200b\n") == ["Related\nFloods"]


def test_a_marker_alone_is_a_section():
    assert found(Section(opens=("Related",), until="blank"), "Related\n\nRain.") == ["Related"]


def test_a_marker_inside_a_section_opens_no_other():
    section = Section(opens=("Related",), until="blank")
    assert found(section, "Related\nRelated\nx\n\nRelated") == ["Related\nRelated\nx", "Related"]


@pytest.mark.parametrize(("at", "sections"), [("line", []), ("start", ["Related news\nx"])])
def test_the_marker_is_a_line_or_the_start_of_one(at, sections):
    assert found(Section(opens=("Related",), until="end", at=at), "Related news\nx") == sections


def test_blank_lines_do_not_count_towards_the_limit():
    assert found(Section(opens=("Related",), until="end", max_lines=2), "Related\n\n\nx") == ["Related\n\n\nx"]
    assert found(Section(opens=("Related",), until="end", max_lines=2), "Related\nx\ny") == []


def test_after_a_section_that_is_too_long_the_next_marker_has_its_chance():
    assert found(Section(opens=("Related",), until="end", max_lines=2), "Related\nx\nRelated\ny") == ["Related\ny"]


@pytest.mark.parametrize(
    ("word", "space"),
    [("caf\u00e9", " "), ("cafe\u0301", " "), ("কথা", " "), ("川霧", "")],
    ids=["é", "e+´", "bn", "zh"],
)
def test_what_has_more_words_than_a_headline_is_article_text(word, space):
    section = Section(opens=("Related",), until="article")
    headline, paragraph = space.join([word] * 20), space.join([word] * 21)
    assert found(section, f"Related\n{headline}") == [f"Related\n{headline}"]
    assert found(section, f"Related\n{paragraph}") == ["Related"]


def test_article_text_is_what_ends_in_a_full_stop():
    section = Section(opens=("Related",), until="article")
    assert found(section, "Related\nFloods in the south\nবাঁধ অক্ষত আছে।") == ["Related\nFloods in the south"]
    assert found(section, "Related\nIt rains.") == ["Related"]


def test_a_marker_of_decoration_alone_is_a_mistake():
    with pytest.raises(ValueError, match="nothing but decoration"):
        Section(opens=("---",), until="end")


def test_a_section_that_holds_too_much_of_the_text_is_left_alone():
    text = f"{LONG}\n{LONG}\nComments\n{LONG}"  # a third and a little more
    assert found(Section(opens=("Comments",), until="end", max_share=40), text) == [f"Comments\n{LONG}"]
    assert found(Section(opens=("Comments",), until="end", max_share=30), text) == []


@pytest.mark.parametrize(
    "headline", ["Who pays for the dam?", "Rain at last!", "What the minister said …", "And then..."]
)
def test_a_headline_may_end_in_a_mark_that_is_no_full_stop(headline):
    section = Section(opens=("Related",), until="article")
    assert found(section, f"Related\n{headline}\n{LONG}") == [f"Related\n{headline}"]


COUNTER = r"\d+ comments?"


def test_a_marker_may_be_a_pattern_in_any_case():
    assert found(Section(pattern=COUNTER, until="end"), "Rain.\n 12 Comments \nx") == [" 12 Comments \nx"]
    assert found(Section(pattern=COUNTER, until="end"), "Rain.\n12 comments were read.\nx") == []


@pytest.mark.parametrize("marker", [{}, {"opens": ("Related",), "pattern": "x"}])
def test_a_section_opens_with_phrases_or_with_a_pattern(marker):
    with pytest.raises(ValueError, match="give one of the two"):
        Section(until="end", **marker)


def test_a_pattern_that_is_none_is_a_mistake():
    assert [key for key, _ in Section(pattern="(", until="end").mistakes()] == ["pattern"]


def test_running_text_may_have_to_stand_before_the_marker():
    section = Section(pattern=COUNTER, until="end", after_prose=len(LONG) + 1)
    assert found(section, f"Floods in the south\n{LONG}\n2 comments\nx") == []
    assert found(section, f"2 comments\n{LONG}\n{LONG}\n2 comments\nx") == ["2 comments\nx"]


def test_there_may_have_to_be_several_markers():
    section = Section(pattern=r"\w+ says:", until="end", at_least=2)
    assert found(section, f"{LONG}\nAna says:\nRain.") == []
    assert found(section, f"{LONG}\nAna says:\nRain.\nBo says:\nSun.") == ["Ana says:\nRain.\nBo says:\nSun."]


def test_counters_under_each_of_several_stories_open_nothing():
    section = Section(pattern=COUNTER, until="end", sole=True)
    assert found(section, f"{LONG}\n2 comments\n{LONG}\n1 comment") == []
    assert found(section, f"{LONG}\n2 comments\n\nShare\n2 comments\n{LONG}") == [
        f"2 comments\n\nShare\n2 comments\n{LONG}"
    ]
