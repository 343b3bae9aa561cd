import json
import os
import subprocess
import sys
import unicodedata
import xml.etree.ElementTree as ET
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from newslint.notices import NOTICES
from newslint.types import Document, Edit, Failure, Fix, Place, Result, Safety, Span

from .samples import EVERYTHING, TEXT, advert, at, diagnostic, in_file, in_record, report
from .sarif_schema import SCHEMA

ANYTHING = st.text(st.characters() | st.sampled_from("\ud800\n\u2028##[:&<\"'"), max_size=12)


def parsed(name, *items):
    return json.loads(report(name, *items))


def result(number=0, *items):
    return parsed("sarif", *items)["runs"][0]["results"][number]


def test_jsonl_is_exact():
    text = "x\nAdvertisement\ny"
    span = at(text, "Advertisement")
    found = diagnostic(span, fix=Fix((Edit(Span(span.start, span.end + 1), ""),), Safety.SAFE), message="Label left")
    assert report("jsonl", in_record(found, text=text)) == (
        '{"path": "news/b.jsonl", "record": {"line": 12, "id": "a81f"}, "field": "text", '
        '"rule": "boilerplate/bn/advert-label", "severity": "warning", "message": "Label left", "span": [2, 15], '
        '"start": {"line": 2, "column": 1}, "end": {"line": 2, "column": 14}, "match": "Advertisement", '
        '"fix": {"safety": "safe", "edits": [{"span": [2, 16], "text": ""}]}}\n'
    )


def test_a_file_has_no_record_and_a_finding_may_have_no_fix():
    (found,) = parsed("json", in_file(diagnostic(Span(0, 4))))
    assert (found["record"], found["field"], found["fix"], found["match"]) == (None, None, None, "ঢাকা")


def test_a_failure_is_a_finding_like_any_other():
    assert parsed("json", Failure(Place("a.txt"), "input/encoding", "not UTF-8")) == [
        {
            "path": "a.txt",
            "record": None,
            "field": None,
            "rule": "input/encoding",
            "severity": "error",
            "message": "not UTF-8",
            "span": [0, 0],
            "start": {"line": 1, "column": 1},
            "end": {"line": 1, "column": 1},
            "match": "",
            "fix": None,
        }
    ]


def test_json_and_jsonl_say_the_same():
    lines = report("jsonl", *EVERYTHING).split("\n")
    assert lines.pop() == ""
    assert [json.loads(line) for line in lines] == parsed("json", *EVERYTHING)
    assert len(lines) == 5


@pytest.mark.parametrize("name", ["json", "gitlab"])
def test_no_findings_are_an_empty_array(name):
    assert parsed(name, in_file()) == []


@given(ANYTHING, ANYTHING)
def test_json_keeps_every_text_and_shows_no_hidden_character(text, path):
    item = Result(Place(path), Document(text), (diagnostic(Span(0, len(text)), message=text),))
    output = report("jsonl", item)
    assert not {unicodedata.category(char) for char in output[:-1]} & {"Cc", "Cs", "Zl", "Zp"}
    assert "##[" not in output
    found = json.loads(output)
    units = [value.encode("utf-16", "surrogatepass") for value in (found["path"], found["match"], found["message"])]
    assert units == [value.encode("utf-16", "surrogatepass") for value in (path, text, text)]


@given(st.lists(st.sampled_from(EVERYTHING), max_size=6))
def test_sarif_keeps_to_its_schema(items):
    jsonschema.validate(parsed("sarif", *items), SCHEMA)


@pytest.mark.skipif("NEWSLINT_SARIF_SCHEMA" not in os.environ, reason="NEWSLINT_SARIF_SCHEMA names no schema file")
def test_sarif_keeps_to_the_official_schema():
    schema = json.loads(Path(os.environ["NEWSLINT_SARIF_SCHEMA"]).read_text())
    validator = jsonschema.validators.validator_for(schema)(schema)
    assert list(validator.iter_errors(parsed("sarif", *EVERYTHING))) == []
    assert list(validator.iter_errors({"version": "2.1.0"}))  # it does refuse what is no report


def test_sarif_names_the_tool_and_each_rule_once():
    (run,) = parsed("sarif", *EVERYTHING, *EVERYTHING)["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert rules == [
        {
            "id": "boilerplate/bn/advert-label",
            "fullDescription": {"text": "The label of an advertisement is no part of the story."},
        },
        {"id": "quality/rain"},
        {"id": "quality/empty"},
        {
            "id": "input/bad-json",
            "fullDescription": {"text": NOTICES["input/bad-json"].meaning},
            "help": {"text": NOTICES["input/bad-json"].remedy},
        },
    ]
    assert all(rules[found["ruleIndex"]]["id"] == found["ruleId"] for found in run["results"])
    assert [found["level"] for found in run["results"][:5]] == ["warning", "note", "warning", "error", "error"]


def test_sarif_points_into_plain_text_and_offers_the_fix():
    found = result(0, in_file(advert(), path="news/খ 1:%.txt"))
    uri = "news/%E0%A6%96%201%3A%25.txt"
    (location,) = found["locations"]
    assert location["physicalLocation"] == {
        "artifactLocation": {"uri": uri},
        "region": {"startLine": 2, "startColumn": 1, "endLine": 2, "endColumn": 9, "snippet": {"text": "বিজ্ঞাপন"}},
    }
    assert found["fixes"][0]["artifactChanges"] == [
        {
            "artifactLocation": {"uri": uri},
            "replacements": [
                {
                    "deletedRegion": {"startLine": 2, "startColumn": 1, "endLine": 3, "endColumn": 1},
                    "insertedContent": {"text": ""},
                }
            ],
        }
    ]


def test_sarif_points_at_a_record_and_keeps_positions_in_its_properties():
    found = result(0, in_record(advert()))
    (location,) = found["locations"]
    assert location["physicalLocation"]["region"] == {"startLine": 12}
    assert location["logicalLocations"] == [{"fullyQualifiedName": "12/a81f/text", "kind": "property", "name": "text"}]
    assert found["properties"]["start"] == {"line": 2, "column": 1}
    assert found["properties"]["record"] == {"line": 12, "id": "a81f"}
    assert "fixes" not in found


def test_sarif_fingerprints_do_not_move_with_the_line():
    higher, lower = (in_file(advert(text), text=text) for text in ("\n" * 40 + TEXT, "\n" * 50 + TEXT))
    assert result(0, higher)["partialFingerprints"] == result(0, lower)["partialFingerprints"]
    assert result(0, higher)["partialFingerprints"] != result(0, in_file(advert()))["partialFingerprints"]


def test_sarif_uris_of_other_places(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    def uri(path):
        (location,) = result(0, in_file(advert(), path=path))["locations"]
        return location["physicalLocation"]["artifactLocation"]["uri"]

    assert uri(str(tmp_path / "a" / "b.txt")) == "a/b.txt"
    assert uri("./b.txt") == "b.txt"
    assert uri("bytes-\udcff.txt") == "bytes-%FF.txt"
    assert uri("/elsewhere/b c.txt") == "file:///elsewhere/b%20c.txt"


def test_rdjson_counts_bytes():
    text = "\n𐐀ক b"
    fix = Fix((Edit(Span(4, 5), "c"),), Safety.UNSAFE)
    (found,) = parsed("rdjson", in_file(diagnostic(Span(2, 5), fix=fix), text=text))["diagnostics"]
    assert found == {
        "message": "Advertisement label",
        "location": {
            "path": "news/a.txt",
            "range": {"start": {"line": 2, "column": 5}, "end": {"line": 2, "column": 10}},
        },
        "severity": "WARNING",
        "code": {"value": "boilerplate/bn/advert-label"},
        "suggestions": [{"range": {"start": {"line": 2, "column": 9}, "end": {"line": 2, "column": 10}}, "text": "c"}],
    }


def test_rdjson_points_at_the_line_of_a_record_only():
    report = parsed("rdjson", *EVERYTHING)
    assert report["source"] == {"name": "newslint"}
    assert [found["location"]["range"] for found in report["diagnostics"][2:]] == [
        {"start": {"line": 12}},
        {"start": {"line": 12}},
        {"start": {"line": 13}},
    ]
    assert ["suggestions" in found for found in report["diagnostics"]] == [True, False, False, False, False]


def test_gitlab():
    issues = parsed("gitlab", *EVERYTHING)
    assert [issue["severity"] for issue in issues] == ["minor", "info", "minor", "major", "major"]
    assert [issue["location"]["lines"]["begin"] for issue in issues] == [2, 1, 12, 12, 13]
    assert {key: issues[0][key] for key in ("description", "check_name")} == {
        "description": "Advertisement label",
        "check_name": "boilerplate/bn/advert-label",
    }
    assert issues[0]["location"]["path"] == "news/a.txt"


def test_gitlab_fingerprints_are_unique_and_stay_when_lines_move():
    one, two, three = (
        [f["fingerprint"] for f in parsed("gitlab", *items)]
        for items in ([in_file(advert())], EVERYTHING, EVERYTHING * 2)
    )
    assert two[0] == one[0]
    assert three[:5] == two
    assert len(set(three)) == 10
    higher, lower = (in_file(advert(text), text=text) for text in ("\n" * 40 + TEXT, "\n" * 50 + TEXT))
    assert parsed("gitlab", higher)[0]["fingerprint"] == parsed("gitlab", lower)[0]["fingerprint"]


def test_junit_has_a_suite_for_each_file():
    root = ET.fromstring(report("junit", *EVERYTHING))
    assert [(suite.get("name"), suite.get("tests"), suite.get("failures")) for suite in root] == [
        ("news/a.txt", "2", "2"),
        ("news/clean.txt", "1", "0"),
        ("news/b.jsonl", "3", "3"),
    ]
    first = root[0][0]
    assert first.attrib == {
        "name": "boilerplate/bn/advert-label 2:1",
        "classname": "news/a.txt",
        "file": "news/a.txt",
        "line": "2",
    }
    assert first[0].attrib == {"type": "warning", "message": "Advertisement label"}
    assert first[0].text == "news/a.txt:2:1: boilerplate/bn/advert-label [*] Advertisement label"
    assert root[2][0].get("name") == "boilerplate/bn/advert-label 12:2:1"
    assert not list(root[1][0])


@given(ANYTHING, ANYTHING)
def test_junit_is_xml_whatever_the_text(path, message):
    item = Failure(Place(path), "input/x", message)
    (suite,) = ET.fromstring(report("junit", item))
    assert suite.get("tests") == "1"


def test_loading_the_reporters_loads_nothing_heavy():
    heavy = {"xml", "difflib", "hashlib", "jsonschema", "importlib.metadata"}
    code = f"import newslint.reporters, sys; print({heavy} & set(sys.modules))"
    package = Path(__file__).parents[2]
    output = subprocess.run([sys.executable, "-c", code], cwd=package, check=True, timeout=60, capture_output=True)
    assert output.stdout.decode().strip() == "set()"
