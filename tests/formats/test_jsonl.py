import io
import json
import tracemalloc

import pytest
from helpers import read_by_stretches
from hypothesis import given
from hypothesis import strategies as st

from newslint.formats import jsonl
from newslint.formats.records import CHUNK, LIMIT, Fields
from newslint.types import Document, Edit, Place, Span

FIELDS = Fields()


def records(raw, fields=FIELDS, limit=LIMIT, size=CHUNK):
    return read_by_stretches(jsonl, io.BytesIO(raw), "a.jsonl", limit, size, fields)


def only(raw, fields=FIELDS):
    (record,) = records(raw, fields)
    return record


def failure(raw, fields=FIELDS):
    record = only(raw, fields)
    assert record.document is None
    assert record.failure is not None
    return record.failure


# --- reading ---------------------------------------------------------------------------------------------------------

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text() | st.sampled_from(["text", "id", "url"]), inner),
    max_leaves=8,
)
lines = st.one_of(
    st.binary(max_size=40),
    st.text(max_size=40).map(str.encode),
    st.sampled_from([b"", b" \r", b"\xef\xbb\xbf", b'{"text": "a"}', b'{"text": "a"}\r', b'{"text":']),
    st.builds(lambda value, ascii: json.dumps(value, ensure_ascii=ascii).encode(), json_values, st.booleans()),
)


@given(st.lists(lines).map(b"\n".join), st.integers(0, 60))
def test_the_records_are_the_input(raw, limit):
    assert b"".join(record.raw for record in records(raw, limit=limit)) == raw


@given(st.lists(lines).map(b"\n".join), st.integers(0, 60), st.integers(0, 60))
def test_the_records_are_the_same_however_the_input_is_cut(raw, limit, size):
    assert records(raw, limit=limit, size=size) == records(raw, limit=limit)


@given(st.lists(lines).map(b"\n".join))
def test_there_is_one_record_for_every_line_in_order(raw):
    found = records(raw)
    assert [record.place.line for record in found] == list(range(1, len(found) + 1))
    assert len(found) == raw.count(b"\n") + (not raw.endswith(b"\n") and raw != b"")
    assert not any(record.document and record.failure for record in found)


@given(st.dictionaries(st.text(), json_values), st.text(), st.booleans())
def test_every_object_with_a_text_is_a_document(values, text, ascii):
    record = only(json.dumps({**values, "text": text}, ensure_ascii=ascii).encode())
    assert record.document is not None
    assert record.document.text == text
    assert jsonl.layout(record).spliced([]) == record.raw


def test_a_record_gives_its_text_and_facts():
    record = only(b'{"id": "a81f", "text": "Rain\\r\\nfell", "url": "https://a.example/1", "lang": "en"}\r\n')
    assert record.document == Document("Rain\r\nfell", "en", "https://a.example/1")
    assert record.place == Place("a.jsonl", 1, "a81f", "text")


@pytest.mark.parametrize(
    ("values", "field", "document", "id_"),
    [
        ({"content": "a", "body": "b"}, "content", Document("a"), None),
        ({"maintext": "a", "article": "b"}, "article", Document("b"), None),
        ({"raw_content": "a", "link": "u", "source_url": "v"}, "raw_content", Document("a", url="u"), None),
        ({"body": "a", "source_url": "v", "language": "bn"}, "body", Document("a", "bn", "v"), None),
        ({"text": "a", "id": 7, "url": None, "lang": ["bn"]}, "text", Document("a"), 7),
        ({"text": "a", "id": True, "url": 5}, "text", Document("a"), None),
        ({"text": "a", "id": 1.5}, "text", Document("a"), None),
    ],
)
def test_without_names_the_usual_fields_are_read(values, field, document, id_):
    record = only(json.dumps(values).encode())
    assert (record.document, record.place) == (document, Place("a.jsonl", 1, id_, field))


def test_named_fields_win_over_the_usual_ones():
    values = {"text": "no", "story": "yes", "id": 1, "key": 2, "url": "no", "from": "u", "lang": "no", "tongue": "bn"}
    record = only(json.dumps(values).encode(), Fields("story", "key", "from", "tongue"))
    assert (record.document, record.place) == (Document("yes", "bn", "u"), Place("a.jsonl", 1, 2, "story"))


@pytest.mark.parametrize("raw", [b"\n", b"\r\n", b" \t ", b"\xef\xbb\xbf\n"])
def test_blank_lines_pass_through(raw):
    record = only(raw)
    assert (record.document, record.failure, record.place) == (None, None, Place("a.jsonl", 1))


def test_a_byte_order_mark_is_bytes_and_not_text():
    first, second = records(b'\xef\xbb\xbf{"text": "a"}\n{"text": "\xef\xbb\xbfb"}\n')
    assert first.document == Document("a")
    assert second.document == Document("\ufeffb")
    assert jsonl.layout(first).spliced([Edit(Span(0, 1), "c")]) == b'\xef\xbb\xbf{"text": "c"}\n'


# --- failures --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("raw", "rule", "message"),
    [
        (
            b'{"text": "\xff"}\n',
            "input/invalid-utf8",
            "not UTF-8: FF (hex) at byte offset 10, counted from 0; it looks like Windows-1252; if so, convert it "
            "with: iconv -f WINDOWS-1252 -t UTF-8",
        ),
        (
            '\ufeff{"text": "a"}'.encode("utf-16-le"),
            "input/not-text",
            "this looks like UTF-16, and newslint reads UTF-8; convert it with: iconv -f UTF-16 -t UTF-8",
        ),
        (
            b'{"text": "a}\n',
            "input/bad-json",
            "not JSON: Unterminated string starting at column 10; a line must hold one whole JSON object",
        ),
        (
            b"[\r\n",
            "input/bad-json",
            "not JSON: only `[`; this looks like one list over several lines; write a record on each with: jq -c '.[]'",
        ),
        (
            b"\xef\xbb\xbf  {\n",
            "input/bad-json",
            "not JSON: only `{`; this looks like records over several lines; write each on one with: jq -c .",
        ),
        (
            b'{"text": \n',
            "input/bad-json",
            "not JSON: Expecting value at column 9; a line must hold one whole JSON object",
        ),
        (
            b'{"text": "a"} {"text": "b"}\n',
            "input/bad-json",
            "not JSON: Extra data at column 15; a line must hold one whole JSON object",
        ),
        (
            b'{"text": "a", "n": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
            "input/bad-json",
            "not JSON: lists or objects nested too deeply; a line must hold one whole JSON object",
        ),
        (
            b'{"text": "a", "n": ' + b"9" * 5_000 + b"}",
            "input/bad-json",
            "not JSON: a number of too many digits; a line must hold one whole JSON object",
        ),
        (
            b'["text", "a"]\n',
            "input/not-an-object",
            'the line holds a list, not an object with fields; write it as {"text": "…"}',
        ),
        (
            b"null",
            "input/not-an-object",
            'the line holds null, not an object with fields; write it as {"text": "…"}',
        ),
    ],
)
def test_lines_that_hold_no_record_are_failures(raw, rule, message):
    found = failure(raw)
    assert (found.place, found.rule, found.message) == (Place("a.jsonl", 1), rule, message)


@pytest.mark.parametrize(
    ("value", "kind"),
    [(None, "null"), (False, "true or false"), (3, "a number"), (3.5, "a number"), ([], "a list"), ({}, "an object")],
)
def test_a_text_that_is_not_a_string_is_a_failure(value, kind):
    found = failure(json.dumps({"id": "a81f", "text": value, "content": "unused"}).encode())
    assert found.place == Place("a.jsonl", 1, "a81f", "text")
    assert found.rule == "input/text-not-a-string"
    assert found.message == f"'text' holds {kind}, not a string; name the field that holds the text with --text-field"


def test_a_record_without_text_names_the_fields_it_has():
    found = failure(b'{"id": 5, "title": "a", "k\\u001b\\ud800": 1, "' + b"n" * 50 + b'": 2}')
    assert found.place == Place("a.jsonl", 1, 5)
    assert found.rule == "input/no-text-field"
    assert found.message == (
        "no text field: looked for text, content, article, body, raw_content, maintext; the record has 'id', 'title', "
        f"'k\\x1b\\ud800', '{'n' * 39}…'; name the field that holds the text with --text-field"
    )


def test_at_most_eight_fields_are_named():
    found = failure(json.dumps(dict.fromkeys("abcdefghij")).encode(), Fields(text="story"))
    assert found.message == (
        "no text field: looked for 'story'; the record has 'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h' and 2 more; "
        "name the field that holds the text with --text-field"
    )


def test_an_empty_object_has_no_field():
    assert "the record has no field;" in failure(b"{}").message


def test_a_broken_line_does_not_disturb_its_neighbours():
    before, broken, after = records(b'{"text": "a"}\n{"text"\n{"text": "b"}\n')
    assert (before.document, after.document) == (Document("a"), Document("b"))
    assert broken.failure is not None
    assert broken.raw == b'{"text"\n'


# --- size ------------------------------------------------------------------------------------------------------------


def test_the_limit_counts_the_bytes_of_the_line():
    line = b'{"text": "a"}\n'
    assert records(line, limit=len(line))[0].document == Document("a")
    assert records(line, limit=len(line) - 1)[0].failure is not None


def test_a_large_line_is_one_failure_and_the_next_line_is_read():
    first, *rest, last = records(b'{"text": "' + b"a" * (2 * CHUNK) + b'"}\n{"text": "b"}\n', limit=20)
    assert first.failure is not None
    assert (first.failure.rule, first.failure.place.line) == ("input/too-large", 1)
    assert len(rest) == 2
    assert all((r.place, r.document, r.failure) == (first.place, None, None) for r in rest)
    assert (last.document, last.place.line) == (Document("b"), 2)


def test_a_large_line_that_is_over_at_the_limit_does_not_take_the_next_one_along():
    first, second = records(b'12345\n{"text": "b"}', limit=5), records(b'1234\n{"text": "b"}', limit=5)
    assert [r.raw for r in first][:2] == [b"12345\n", b'{"text']
    assert [r.raw for r in second][:2] == [b"1234\n", b'{"text']


def test_a_line_of_40_mb_takes_little_memory(tmp_path):
    path = tmp_path / "a.jsonl"
    with path.open("wb") as file:
        file.truncate(40_000_000)
        file.seek(0, 2)
        file.write(b'\n{"text": "b"}\n')
    tracemalloc.start()
    try:
        with path.open("rb") as file:
            sizes = [len(stretch.raw) for stretch in jsonl.cut(file, 100_000, CHUNK)]
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert sum(sizes) == path.stat().st_size
    assert peak < 10_000_000


# --- edits -----------------------------------------------------------------------------------------------------------


@st.composite
def edited(draw, text):
    """Edits to a text, in order and apart from one another, and what they should make of it."""
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=6)))
    edits, expected, done = [], "", 0
    for start, end in zip(cuts[::2], cuts[1::2], strict=False):
        new = draw(st.text(max_size=4) | st.sampled_from(['"', "\\", "\n", "/", "😀", "আ"]))
        edits.append(Edit(Span(start, end), new))
        expected += text[done:start] + new
        done = end
    return edits, expected + text[done:]


def written(text, choices):
    """A literal for a text in which every character is escaped in one way or another, as the choices go."""
    short = {"\n": "\\n", "\t": "\\t", '"': '\\"', "\\": "\\\\", "/": "\\/", "\b": "\\b", "\f": "\\f", "\r": "\\r"}
    parts = []
    for char, choice in zip(text, choices, strict=True):
        units = char.encode("utf-16-be", "surrogatepass")
        digits = [units[at : at + 2].hex() for at in range(0, len(units), 2)]
        must = char < " " or char in '"\\' or "\ud800" <= char <= "\udfff"
        if choice == 0 and not must:
            parts.append(char)
        elif choice <= 1 and char in short:
            parts.append(short[char])
        else:
            parts.append("".join("\\u" + (unit.upper() if choice == 2 else unit) for unit in digits))
    return '"' + "".join(parts) + '"'


def joined(text):
    """The text as JSON has it, where two halves of a pair that meet are one character."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")


characters = st.characters() | st.sampled_from('"\\/\n\t\b😀আ়\ud83d\ude00u0')
texts = st.text(characters, max_size=12).map(joined)


@given(st.data(), texts, st.dictionaries(st.text(), json_values, max_size=3), st.booleans())
def test_only_the_edited_stretches_of_a_literal_change(data, text, values, ascii):
    literal = written(text, data.draw(st.lists(st.integers(0, 3), min_size=len(text), max_size=len(text))))
    values.pop("text", None)
    others = json.dumps(values, ensure_ascii=ascii)
    before = f'\t{{"text" : {json.dumps(values)}, "text": '.encode()
    after = f' , "more": {others}}}\r\n'.encode()
    record = only(before + literal.encode() + after)
    assert record.document is not None
    assert record.document.text == text

    edits, expected = data.draw(edited(text))
    result = jsonl.layout(record).spliced(edits)

    assert json.loads(result) == {**json.loads(record.raw), "text": joined(expected)}
    assert result.startswith(before)
    assert result.endswith(after)
    assert json.loads(result[len(before) : len(result) - len(after)]) == joined(expected)
    if not edits:
        assert result == record.raw


def spliced(line, *edits, fields=FIELDS):
    record = only(line.encode(), fields)
    return jsonl.layout(record).spliced([Edit(Span(start, end), text) for start, end, text in edits]).decode()


def test_escapes_outside_the_edits_stay_as_they_are():
    line = r'{"text": "\u0995\/\n\ud83d\ude00\u00e9é \ud800 x", "a":1.0}'
    expected = r'{"text": "\u0995\/\ud83d\ude00\u00e9é \ud800 yy", "a":1.0}'
    assert spliced(line, (2, 3, ""), (9, 10, "yy")) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (r'{"text": "a b"}', r'{"text": "aআ😀\"\n/b"}'),
        (r'{"text": "a b", "t": "é\u00e9"}', r'{"text": "aআ😀\"\n/b", "t": "é\u00e9"}'),
        (r'{"text": "a b", "t": "\\u00e9"}', r'{"text": "aআ😀\"\n/b", "t": "\\u00e9"}'),
        (r'{"text": "a b", "t": "\u00e9"}', r'{"text": "a\u0986\ud83d\ude00\"\n/b", "t": "\u00e9"}'),
        (r'{"text": "a b", "t": "\u0995"}', r'{"text": "a\u0986\ud83d\ude00\"\n/b", "t": "\u0995"}'),
        (r'{"text": "a b", "t": "\u00E9"}', r'{"text": "a\u0986\uD83D\uDE00\"\n/b", "t": "\u00E9"}'),
        (r'{"text": "a b", "t": "\u00E9\u00e9"}', r'{"text": "a\u0986\ud83d\ude00\"\n/b", "t": "\u00E9\u00e9"}'),
    ],
)
def test_new_text_is_escaped_as_the_line_is(line, expected):
    assert spliced(line, (1, 2, 'আ😀"\n/')) == expected


def test_new_text_that_utf8_cannot_hold_is_escaped():
    assert spliced('{"text": "é"}', (1, 1, "\udc00")) == r'{"text": "é\udc00"}'


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (r'{"text": "a", "text": "b"}', r'{"text": "a", "text": "X"}'),
        (r'{"text": 1, "te\u0078t": "b", "c": "d"}', r'{"text": 1, "te\u0078t": "X", "c": "d"}'),
        (r'{"a": {"text": "n"}, "text": "b"}', r'{"a": {"text": "n"}, "text": "X"}'),
        (r'{"text": "b", "z": [{"text": "n"}]}', r'{"text": "X", "z": [{"text": "n"}]}'),
        (r'{"a": "text", "text" :"b", "c": ["text", "n"]}', r'{"a": "text", "text" :"X", "c": ["text", "n"]}'),
        (r'{"\"text\": ": "}", "text": "b"}', r'{"\"text\": ": "}", "text": "X"}'),
    ],
)
def test_the_edit_goes_into_the_field_that_json_reads(line, expected):
    assert spliced(line, (0, 1, "X")) == expected


def test_the_edit_goes_into_the_field_that_was_named():
    line = '{"text": "a", "story": "b"}'
    assert spliced(line, (0, 1, "X"), fields=Fields(text="story")) == '{"text": "a", "story": "X"}'


def test_a_record_without_text_cannot_be_edited():
    with pytest.raises(ValueError, match="no text to edit"):
        jsonl.layout(only(b'{"a": 1}')).spliced([])
