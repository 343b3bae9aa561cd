from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from newslint.reporters.finding import Lines, Position, findings
from newslint.types import Edit, Span

from .samples import FAILURE, TEXT, advert, fixed, in_file, in_record

MULTILINE = st.text(st.sampled_from("aক\n\r\u2028\x85"), max_size=20)


@given(MULTILINE, st.data())
def test_positions_agree_with_counting(text, data):
    offset = data.draw(st.integers(0, len(text)))
    before = text[:offset]
    assert Lines(text).position(offset) == (before.count("\n") + 1, len(before.split("\n")[-1]) + 1)


@given(MULTILINE)
def test_line_spans_are_the_lines(text):
    lines = Lines(text)
    assert [text[slice(*lines.span(n + 1))] for n in range(len(lines.starts))] == text.split("\n")


def test_a_finding_in_a_file():
    (found,) = findings(in_file(advert()))
    assert (found.start, found.end, found.match) == (Position(2, 1), Position(2, 9), "বিজ্ঞাপন")
    assert not found.in_record
    assert found.file_line == 2


def test_a_finding_in_a_record_points_at_the_record():
    (found,) = findings(in_record(advert()))
    assert found.in_record
    assert (found.file_line, found.start.line) == (12, 2)


def test_a_failure_is_a_finding_without_a_text():
    (found,) = findings(FAILURE)
    assert (found.start, found.end, found.match, found.lines) == ((1, 1), (1, 1), "", None)
    assert found.diagnostic.severity == "error"


def test_no_findings():
    assert not list(findings(in_file(text=TEXT)))


def test_positions_are_of_the_fixed_text():
    result = structs.replace(fixed("x\n" + TEXT, Edit(Span(0, 2), "")), diagnostics=(advert(),))
    assert [found.match for found in findings(result)] == ["বিজ্ঞাপন"]
