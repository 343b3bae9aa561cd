import json

import jsonschema
import pytest
import yaml

from newslint.cli.rule import explain
from newslint.notices import NOTICES
from newslint.ruleset import builtin_rules, in_force

from .program import ADVERT


def test_a_rule_is_explained(newslint):
    ran = newslint("rule", ADVERT)
    assert ran.code == 0
    assert ran.lines[0] == f"{ADVERT} (warning)"
    assert "  phrases: " in ran.out
    assert "Fix: deletes the line (safe)" in ran.lines
    assert "    fixed: Rain fell.⏎⏎It stopped." in ran.lines


def test_invisible_characters_are_shown(newslint):
    ran = newslint("rule", "encoding/bengali/ya-phalaa-without-joiner")
    assert "puts 'র‹U+200D›◌্য' in its place (safe)" in ran.out
    assert "\u200d" not in ran.out


@pytest.mark.parametrize("rule", in_force().rules, ids=lambda rule: rule.id)
def test_every_rule_can_be_explained(rule):
    first, *others = explain(rule)
    assert first == f"{rule.id} ({rule.severity})"
    assert "Matches" in others


def test_an_unknown_rule_gets_a_proposal(newslint):
    ran = newslint("rule", "boilerplate/en/advert-labels")
    assert (ran.code, ran.out) == (2, "")
    assert f"did you mean `{ADVERT}`?" in ran.err


@pytest.mark.parametrize(("finding", "notice"), NOTICES.items())
def test_what_no_rule_finds_is_explained_too(newslint, finding, notice):
    ran = newslint("rule", finding)
    assert (ran.code, ran.err) == (0, "")
    assert ran.lines[0] == f"{finding} ({notice.severity})"
    assert ran.lines[2:4] == [f"Meaning: {notice.meaning}", f"Remedy: {notice.remedy}"]
    assert ("--ignore" in ran.lines[-1]) == finding.startswith("quality/")


def test_list_shows_the_rules_in_force(newslint):
    ran = newslint("rules", "list")
    assert [line.split()[0] for line in ran.lines] == [rule.id for rule in in_force().rules]
    chosen = newslint("rules", "list", "--select", "boilerplate/en/a*", "--ignore", "boilerplate/en/a[!d]*")
    assert [line.split()[:3] for line in chosen.lines] == [[ADVERT, "warning", "safe"]]


def test_our_rules_do_as_their_examples_say(newslint):
    ran = newslint("rules", "test")
    assert ran.code == 0
    assert ran.lines[-1].endswith("all as their examples say")


def test_the_file_that_new_makes_passes_its_test_and_works(newslint, folder):
    assert newslint("rules", "new", "rules/daily.yaml").code == 0
    assert newslint("rules", "test", "rules/daily.yaml").lines == ["1 rule tried, all as their examples say"]
    assert newslint("rules", "test", "--rules", "rules", "--select", "daily").code == 0
    (folder / "a.txt").write_text("Rain fell.\nWords as a reader sees them\nIt stopped.\n")
    assert newslint("check", "--rules", "rules", "a.txt").lines[0].startswith("a.txt:2:1: warning daily/name-of-the-fa")


def test_new_overwrites_nothing(newslint, folder):
    (folder / "a.yaml").write_text("mine")
    ran = newslint("rules", "new", "a.yaml")
    assert ran.code == 2
    assert "is there already" in ran.err
    assert (folder / "a.yaml").read_text() == "mine"
    assert newslint("rules", "new", "a.txt").code == 2
    assert newslint("rules", "new", "a.yaml/b.yaml").code == 2
    assert [path.name for path in folder.iterdir()] == ["a.yaml"]


def test_a_rule_that_does_not_do_as_it_says_fails(newslint, folder):
    newslint("rules", "new", "a.yaml")
    text = (folder / "a.yaml").read_text()
    (folder / "a.yaml").write_text(text.replace("            It stopped.\n      good", "            Else.\n      good"))
    ran = newslint("rules", "test", "a.yaml")
    assert ran.code == 1
    assert ran.lines[0].startswith("a/name-of-the-fault: wrong: gives 'Rain fell.")
    assert ran.lines[-1] == "1 rule tried, 1 failure"


def test_a_rule_that_newslint_has_already_is_refused(newslint, folder):
    newslint("rules", "new", "rules/boilerplate/en.yaml")
    mine = folder / "rules/boilerplate/en.yaml"
    mine.write_text(mine.read_text().replace("name-of-the-fault", "advert-label"))
    (folder / "a.txt").write_text("Rain fell.\n")
    for arguments in (["rules", "test", mine], ["check", "--rules", mine, "a.txt"]):
        ran = newslint(*arguments)
        assert (ran.code, ran.out) == (2, "")
        assert f"the rule {ADVERT} stands in " in ran.err
        assert "rename one of the two" in ran.err


def test_a_file_of_our_own_rules_can_be_tried(newslint):
    assert newslint("rules", "test", builtin_rules() / "repetition").code == 0


def test_the_schema_is_one_and_takes_a_new_file(newslint, folder):
    schema = json.loads(newslint("rules", "schema").out)
    jsonschema.Draft202012Validator.check_schema(schema)
    newslint("rules", "new", "a.yaml")
    content = yaml.safe_load((folder / "a.yaml").read_text())
    jsonschema.validate(content, schema)
    content["rules"][0]["match"]["kind"] = "phrases"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(content, schema)


BROKEN = {
    "not yaml": ("rules: [\n", "a.yaml:2: not YAML"),
    "a binary": (b"\x89PNG\r\n\x1a\n\0\0", "a.yaml:1: not UTF-8"),
    "no rules": ("", "a.yaml:1: no YAML documents"),
    "an unknown key": ("rules:\n  - nme: x\n", "a.yaml:2: unknown key `nme`; did you mean `name`?"),
    "a pattern that does not compile": (
        "rules:\n  - name: x\n    message: m\n    why: w\n    match: {kind: pattern, pattern: '(a'}\n"
        "    examples: {bad: [{text: a}], good: [b]}\n",
        "a.yaml:5: the pattern does not compile",
    ),
}


@pytest.mark.parametrize(("content", "message"), BROKEN.values(), ids=BROKEN)
def test_mistakes_in_a_rule_file_are_pointed_at(newslint, folder, content, message):
    (folder / "a.yaml").write_bytes(content if isinstance(content, bytes) else content.encode())
    (folder / "a.txt").write_text("Rain fell.\nAdvertisement\n")
    for arguments in (["rules", "test", "a.yaml"], ["check", "--rules", "a.yaml", "a.txt"]):
        ran = newslint(*arguments)
        assert (ran.code, ran.out) == (2, "")
        assert message in ran.err
    assert newslint("fix", "--rules", "a.yaml", "a.txt").code == 2
    assert (folder / "a.txt").read_text() == "Rain fell.\nAdvertisement\n"


def test_rules_that_are_not_there(newslint, folder):
    (folder / "empty").mkdir()
    for path, message in (("none.yaml", "no such rule file or folder"), ("empty", "no rule files")):
        for ran in (newslint("rules", "test", path), newslint("rules", "list", "--rules", path)):
            assert ran.code == 2
            assert message in ran.err
        assert ran.err.startswith("newslint: --rules: ")
        (folder / "newslint.toml").write_text(f'language = "bn"\nrules = ["{path}"]\n')
        ran = newslint("rules", "list")
        (folder / "newslint.toml").unlink()
        assert ran.err.startswith("newslint: newslint.toml:2: ")
        assert message in ran.err
