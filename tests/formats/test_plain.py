import io

import pytest
from helpers import read_by_stretches
from hypothesis import given
from hypothesis import strategies as st

from newslint.formats import plain
from newslint.formats.records import CHUNK, LIMIT
from newslint.types import Document, Edit, Place, Span


def records(raw, limit=LIMIT):
    return read_by_stretches(plain, io.BytesIO(raw), "a.txt", limit, CHUNK)


def only(raw):
    (record,) = records(raw)
    return record


@given(st.binary(max_size=200), st.integers(0, 100))
def test_the_records_are_the_input(raw, limit):
    assert b"".join(record.raw for record in records(raw, limit)) == raw


@given(st.text())
def test_a_file_is_a_document(text):
    record = only(text.encode())
    if "\0" in text:
        assert record.failure is not None
    else:
        assert record.document == Document(text.removeprefix("\ufeff"))
        assert plain.layout(record).spliced([]) == record.raw


def test_a_document_has_no_line_and_no_field():
    assert only(b"Rain fell.").place == Place("a.txt")


def test_an_empty_file_is_an_empty_document():
    assert only(b"").document == Document("")


def test_line_ends_and_the_byte_order_mark_stay():
    record = only(b"\xef\xbb\xbfRain\r\nfell\r")
    assert record.document == Document("Rain\r\nfell\r")
    assert plain.layout(record).spliced([Edit(Span(0, 4), "বৃষ্টি"), Edit(Span(6, 6), "never ")]) == (
        b"\xef\xbb\xbf" + "বৃষ্টি\r\nnever fell\r".encode()
    )


def test_new_text_that_utf8_cannot_hold_becomes_a_question_mark():
    assert plain.layout(only(b"ab")).spliced([Edit(Span(1, 1), "\ud800")]) == b"a?b"


@pytest.mark.parametrize(
    ("raw", "rule", "message"),
    [
        (
            b"ab\xe0\xa6",
            "input/invalid-utf8",
            "not UTF-8: E0 A6 (hex) at byte offset 2, counted from 0; it is cut off within its last character; "
            "get the whole of it, or cut that character off",
        ),
        (
            b"\xef\xbb\xbfa\xff",
            "input/invalid-utf8",
            "not UTF-8: FF (hex) at byte offset 4, counted from 0; convert the input to UTF-8",
        ),
        (
            "বৃষ্টি\0".encode(),
            "input/not-text",
            "not text: the file holds NUL, first at byte offset 18, counted from 0; leave it out with --exclude",
        ),
        (
            "\ufeffখবর".encode("utf-16-le"),
            "input/not-text",
            "this looks like UTF-16, and newslint reads UTF-8; convert it with: iconv -f UTF-16 -t UTF-8",
        ),
        (
            "\ufeffখবর".encode("utf-16-be"),
            "input/not-text",
            "this looks like UTF-16, and newslint reads UTF-8; convert it with: iconv -f UTF-16 -t UTF-8",
        ),
        (
            "\ufeffখবর".encode("utf-32-le"),
            "input/not-text",
            "this looks like UTF-32, and newslint reads UTF-8; convert it with: iconv -f UTF-32 -t UTF-8",
        ),
    ],
)
def test_what_is_not_text_is_a_failure(raw, rule, message):
    record = only(raw)
    assert record.document is None
    assert record.failure is not None
    assert (record.failure.place, record.failure.rule, record.failure.message) == (Place("a.txt"), rule, message)


def test_the_limit_itself_is_not_too_large():
    assert [record.document for record in records(b"four", 4)] == [Document("four")]


def test_a_large_file_is_one_failure_and_then_passes_through():
    first, *rest = records(b"a" * (2 * CHUNK + 100), 10)
    assert first.failure is not None
    assert first.failure.rule == "input/too-large"
    assert first.failure.message == (
        "larger than 10 bytes, the most that newslint reads as one document; split it into smaller ones"
    )
    assert [len(record.raw) for record in (first, *rest)] == [11, CHUNK, CHUNK, 89]
    assert all((r.place, r.document, r.failure) == (first.place, None, None) for r in rest)
