import pickle
from types import SimpleNamespace

import pytest

import newslint
from newslint import Cleaner, RuleError, UsageError

RULES = """\
rules:
  - name: share
    message: Label left
    why: Labels are not part of the story.
    match: {kind: phrase, phrases: [Share this please]}
    fix: {delete: line, safety: safe}
    examples:
      bad: [{text: Share this please, fixed: ""}]
      good: [Share]
  - name: partager
    message: Label left
    why: Labels are not part of the story.
    match: {kind: phrase, phrases: [Partager ceci]}
    where: {languages: [fr]}
    fix: {delete: line, safety: unsafe}
    examples:
      bad: [{text: Partager ceci, fixed: "", language: fr}]
      good: [Partager]
"""
TEXT = "Rain.\nShare this please\nPartager ceci"


@pytest.fixture
def own(tmp_path):
    file = tmp_path / "rules" / "own.yaml"
    file.parent.mkdir()
    file.write_text(RULES, encoding="utf-8")
    return {"rules": [file], "select": ["own"]}


def test_check_and_fix(own):
    cleaner = Cleaner(**own)
    assert [found.rule for found in cleaner.check(TEXT).diagnostics] == ["own/share"]
    assert [found.rule for found in cleaner.check(TEXT, lang="fr").diagnostics] == ["own/share", "own/partager"]
    result = cleaner.fix(TEXT, lang="fr")
    assert result.text == "Rain.\nPartager ceci"
    assert [found.rule for found in result.applied] == ["own/share"]
    assert [found.rule for found in result.diagnostics] == ["own/partager"]
    assert Cleaner(**own, unsafe_fixes=True).fix(TEXT, lang="fr").text == "Rain."


def test_rules_are_chosen(own):
    assert Cleaner(**own, ignore=["own/share"]).fix(TEXT).text == TEXT
    with pytest.raises(UsageError, match=r"no rule is named by `own/shore`; did you mean `own/share`\?"):
        Cleaner(**own | {"select": ["own/shore"]})


@pytest.mark.parametrize("text", [None, b"Rain fell.", 7, float("nan")])
def test_what_is_no_text_is_named(own, text):
    cleaner = Cleaner(**own)
    for use in (cleaner.check, cleaner.fix):
        with pytest.raises(UsageError, match=rf"a {type(text).__name__}, where a text \(str\) was expected"):
            use(text)


@pytest.mark.parametrize("value", [500, 0, -1, 0.5, "60", True, None])
def test_a_loss_is_in_per_cent(own, value):
    with pytest.raises(UsageError, match="max_loss: expected a whole number from 1 to 100, found"):
        Cleaner(**own, max_loss=value)


@pytest.mark.parametrize("name", ["select", "ignore", "rules"])
def test_a_text_is_no_list(name):
    with pytest.raises(UsageError, match=rf"{name}: a text, .* write {name}=\['boilerplate'\]"):
        Cleaner(**{name: "boilerplate"})


@pytest.mark.parametrize(
    ("batch", "problem"),
    [
        ([{"text": TEXT}], "a list, where a dict of columns or a pyarrow.RecordBatch was expected"),
        (SimpleNamespace(schema=None), "a SimpleNamespace, where"),  # a frame of polars, a reader of pyarrow
        ({"text": TEXT}, "text: a text, where a list of texts was expected"),
        ({"body": TEXT}, "body: a text, where a list of texts was expected"),
        ({"text": [TEXT, 7]}, r"a int, where a text \(str\) was expected"),
    ],
)
def test_what_is_no_batch_is_named(own, batch, problem):
    with pytest.raises(UsageError, match=problem):
        Cleaner(**own).fix_batch(batch)


def test_mistakes_in_rules_show_at_once(own):
    own["rules"][0].write_text("rules: [", encoding="utf-8")
    with pytest.raises(RuleError):
        Cleaner(**own)


def test_it_pickles(own):
    cleaner = Cleaner(**own, unsafe_fixes=True)
    cleaner.fix(TEXT)
    pickled = pickle.dumps(cleaner)
    assert len(pickled) < 1_000  # its arguments, no compiled rules
    assert pickle.loads(pickled).fix(TEXT, lang="fr").text == "Rain."


def test_a_batch_of_columns_keeps_all_else(own):
    batch = {"id": [1, 2, 3], "text": [TEXT, None, "Rain."], "lang": ["fr", None, None], "other": [None, "x", TEXT]}
    before = {name: list(column) for name, column in batch.items()}
    fixed = Cleaner(**own, unsafe_fixes=True).fix_batch(batch)
    assert fixed == before | {"text": ["Rain.", None, "Rain."]}
    assert list(fixed) == list(before)
    assert batch == before


def test_columns_can_be_named(own):
    cleaner = Cleaner(**own, unsafe_fixes=True, text_field="story", lang_field="tongue")
    batch = {"story": [TEXT], "text": [TEXT], "tongue": ["fr"], "lang": ["en"]}
    assert cleaner.fix_batch(batch) == batch | {"story": ["Rain."]}


def test_a_batch_without_texts(own):
    cleaner = Cleaner(**own)
    assert cleaner.fix_batch({"text": []}) == {"text": []}
    with pytest.raises(KeyError, match="text"):
        cleaner.fix_batch({"story": [TEXT]})


def test_columns_of_unequal_length_are_no_batch(own):
    with pytest.raises(ValueError, match="shorter"):
        Cleaner(**own).fix_batch({"text": [TEXT, TEXT], "lang": ["fr"]})


def test_a_record_batch_keeps_all_else(own):
    pa = pytest.importorskip("pyarrow")
    schema = pa.schema(
        [
            pa.field("id", pa.int64()),
            pa.field("text", pa.large_string(), metadata={"a": "b"}),
            pa.field("lang", pa.string()),
        ]
    )
    batch = pa.RecordBatch.from_arrays(
        [pa.array([1, 2]), pa.array([TEXT, None], pa.large_string()), pa.array(["fr", None])], schema=schema
    )
    fixed = Cleaner(**own, unsafe_fixes=True).fix_batch(batch)
    assert fixed.schema.equals(schema, check_metadata=True)
    assert fixed.to_pydict() == {"id": [1, 2], "text": ["Rain.", None], "lang": ["fr", None]}
    with pytest.raises(KeyError, match="story"):
        Cleaner(**own, text_field="story").fix_batch(batch)


def test_functions_of_the_package_use_all_rules():
    text = "Rain fell. [ad_2] It stopped."
    assert newslint.fix(text).text == "Rain fell. It stopped."
    assert [found.rule for found in newslint.check(text).diagnostics] == ["encoding/markup/shortcode"]
    assert newslint.check(text).fixed is None
    assert (
        newslint.fix(text, lang="bn", url="https://example.com", unsafe_fixes=True).document.url
        == "https://example.com"
    )


def test_the_report_of_a_guarded_text_can_be_left_out(own):
    text = "Partager ceci\nRain."
    options = own | {"unsafe_fixes": True, "max_loss": 50}
    for ignored, found in (([], "quality/mostly-furniture"), (["quality"], "own/partager")):
        result = Cleaner(**options, ignore=ignored).fix(text, lang="fr")
        assert (result.text, result.diagnostics[0].rule) == (text, found)


def test_a_text_whose_fixes_do_not_settle_stays_as_it_is_and_the_warning_points_at_the_call(tmp_path):
    file = tmp_path / "rules" / "own.yaml"
    file.parent.mkdir()
    swaps = ("{name: %s, message: m, why: w, match: {kind: pattern, pattern: %s}, fix: {replace: %s, safety: safe},"
             " examples: {bad: [{text: %s, fixed: %s}], good: [z]}}")  # fmt: skip
    rules = "".join(
        f"  - {swaps % (name, old, new, old, new)}\n" for name, old, new in (("x", "q", "w"), ("y", "w", "q"))
    )
    file.write_text(f"rules:\n{rules}", encoding="utf-8")
    cleaner = Cleaner(rules=[file], select=["own"])
    with pytest.warns(UserWarning, match="left as it is") as told:
        assert cleaner.fix_batch({"text": ["z", "q", None, "zz"]}) == {"text": ["z", "q", None, "zz"]}
    assert told[0].filename == __file__
