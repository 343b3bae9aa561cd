import pytest
from helpers import hostile_texts, texts
from hypothesis import example, given

from newslint.forms import DECORATION, fold
from newslint.nfc import canonical
from newslint.page import Page, host_of
from newslint.text import is_blank
from newslint.types import Document, Span

BREAKS_OF_OTHERS = "\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"


@given(hostile_texts | texts)
@example(f"a{BREAKS_OF_OTHERS}b\n\ud800\n\0\n")
def test_line_n_of_every_form_is_line_n_of_the_text(text):
    page = Page(Document(text))
    assert page.lines == text.split("\n")
    assert page.canonical_lines == list(map(canonical, page.lines))
    assert page.folded_lines == list(map(fold, page.lines))
    assert page.keys == [fold(line).strip(DECORATION) for line in page.lines]
    assert page.filled == [number for number, line in enumerate(page.lines) if not is_blank(line)]


@given(hostile_texts | texts)
def test_every_position_stands_on_its_line(text):
    page = Page(Document(text))
    for number, line in enumerate(page.lines):
        start, end = page.line_span(number)
        assert text[start:end] == line
        assert page.line_at(start) == page.line_at(end) == number


@given(hostile_texts | texts)
@example("ড\u09bc\u09dc\nÅ\u0301A\u030a\n\n\u0344x")
def test_a_position_leads_to_the_canonical_text_and_back(text):
    page = Page(Document(text))
    for at in range(len(text) + 1):
        there = page.to_canonical(at)
        assert page.from_canonical(there) >= at
        assert canonical(text[:at]).count("\n") == page.canonical[:there].count("\n")
    assert page.from_canonical(len(page.canonical)) == len(text)


@given(hostile_texts | texts)
@example("Café\u200b  İĞ\nCafe\u0301 Σας\nড়\u200b\u09dc  x\nA\u00adB")
def test_a_span_of_a_folded_line_leads_to_the_text(text):
    page = Page(Document(text))
    for number, line in enumerate(page.folded_lines):
        for start in range(len(line)):
            for end in range(start, len(line) + 1):
                here = page.aligned_folded(number).source(Span(start, end))
                there = Span(page.starts[number] + here.start, page.starts[number] + here.end)
                assert page.folded_source(number, Span(start, end)) == there


@pytest.mark.parametrize(
    ("text", "says", "language"),
    [("বৃষ্টি", None, "bn"), ("বৃষ্টি", "as", "as"), ("rain", None, None), ("rain", "en", "en"), ("", None, None)],
)
def test_the_language_is_what_the_document_says_or_its_script_gives_away(text, says, language):
    assert Page(Document(text, says)).language == language


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("https://www.BBC.com/n", "www.bbc.com"),
        ("http://user:word@bbc.com:8080/n", "bbc.com"),
        ("https://localhost/n", "localhost"),
        ("https://bbc.com?from=https://example.com", "bbc.com"),
        ("https://bbc.com./n", "bbc.com"),
        ("//bbc.com/n", "bbc.com"),
        ("www.bbc.com/n", "www.bbc.com"),
        ("bbc.com:443", "bbc.com"),
        ("bbc.com#top", "bbc.com"),
        (" bbc.com/n//x ", "bbc.com"),
        ("খবর.বাংলা/n", "খবর.বাংলা"),
        *((nothing, "") for nothing in ("", "n/a", "N.A.", "12345", "12.50", "/news/1", "/news.html", "https://")),
        ("Rain fell. It stopped.", ""),
        ("Rain fell.It stopped.", ""),
    ],
)
def test_the_host_of_an_address_is_found_without_a_scheme_too(address, host):
    assert host_of(address) == host
