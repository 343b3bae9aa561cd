import json
import pickle
import re
from pathlib import Path
from textwrap import dedent

import jsonschema
import pytest
import yaml

from newslint.errors import RuleError, UsageError
from newslint.rulefile import schema
from newslint.ruleset import RuleSet, builtin_rules, in_force, load, selects

GOOD = """\
rules:
  - name: share
    message: "Label left: {match}"
    why: Labels are not part of the story.
    match:
      kind: phrase
      phrases: [Share]
    where:
      head: 3
    fix: {delete: line, safety: safe}
    examples:
      bad:
        - text: Share
          fixed: ""
      good:
        - Share this with your friends.
"""


@pytest.fixture
def write(tmp_path):
    def write(name, content):
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
        return file

    return write


def mistake(file):
    with pytest.raises(RuleError) as caught:
        load([file])
    where, _, told = str(caught.value).partition(": ")
    assert where.startswith(str(file))
    return int(where.removeprefix(f"{file}:")), told


def line_of(text, part):
    return next(number for number, line in enumerate(text.split("\n"), 1) if part in line)


def test_a_good_file_has_no_mistake(write):
    (rule,) = load([write("en.yaml", GOOD)]).rules
    assert (rule.id, rule.match.phrases, rule.where.head) == ("en/share", ("Share",), 3)


@pytest.mark.parametrize(
    ("right", "wrong", "told"),
    [
        ("    why:", "    whi:", "unknown key `whi`; did you mean `why`?"),
        ("phrases:", "phrazes:", "unknown key `phrazes`; did you mean `phrases`?"),
        ("      head: 3", "      heda: 3", "unknown key `heda`; did you mean `head`?"),
        ("      head: 3", "      qqqqq: 3", "unknown key `qqqqq`; `newslint rules schema` lists the keys"),
        ("      head: 3", "      head: 0", "expected a whole number from 1; `newslint rules schema` lists the keys"),
        (
            "      head: 3",
            "      head: 12:30",
            "expected a whole number, got text; `newslint rules schema` lists the keys",
        ),
        (
            "      head: 3",
            "      head:\n        tail: 3",
            "expected a whole number, got keys with values; `newslint rules schema` lists the keys",
        ),
        ("[Share]", "[no]", "expected text; YAML reads this as something else; put it in quotes"),
        ("[Share]", "[12]", "expected text; YAML reads this as something else; put it in quotes"),
        ("[Share]", "[~]", "expected text; YAML reads this as something else; put it in quotes"),
        ("[Share]", "[]", "expected a list of at least 1; `newslint rules schema` lists the keys"),
        ("[Share]", "Share", "expected a list, got text; `newslint rules schema` lists the keys"),
        ("name: share", "name: Share It", "not a name for a rule; write lower-case words with hyphens: advert-label"),
        (
            "kind: phrase",
            "kind: phraze",
            "`kind` does not know this word; it knows encoding, inline, legacy-font, lineshape, metric, pattern, "
            "phrase, repetition, script, section, syllable",
        ),
        ("safety: safe", "safety: sure", "`safety` does not know this word; it knows safe, unsafe"),
        (
            "{delete: line, safety: safe}",
            "{safety: safe}",
            "a fix has one of `delete`, `replace`, `convert` and `translate`",
        ),
        ("    why:", "\twhy:", "not YAML: found character that cannot start any token; indent with spaces, not tabs"),
        ("Label left", "Label \x07left", "holds a control character (0x07); remove it"),
        ("    why:", "    ? [why]\n    :", "a key that is a list or has keys of its own; put it in quotes"),
        ("[Share]", "[&share Share, *share]", "used again elsewhere by an alias (`*name`); write it out there"),
    ],
)
def test_mistakes_are_told_with_their_line(write, right, wrong, told):
    text = GOOD.replace(right, wrong, 1)
    line, found = mistake(write("en.yaml", text))
    assert line == line_of(text, wrong.split("\n")[0])
    assert found == told


@pytest.mark.parametrize(
    ("right", "wrong", "at", "told"),
    [
        ("[Share]", "['- …']", "match:", "the phrase '- …' holds nothing but decoration, which is not looked at"),
        ("{match}", "{what}", "message:", "nothing fills {what}; this rule knows {codes}, {match}"),
        ("{match}", "{match}" * 21, "message:", "more than 20 places to fill in; one line of a text can be very long"),
        (
            "head: 3",
            "unless: [')']",
            "unless:",
            "the pattern does not compile: unbalanced parenthesis at position 0",
        ),
        ("  where:", "  why: Twice.\n    where:", "Twice", "the key `why` stands here twice; remove one of the two"),
        ("[Share]", "[Share", "where:", "not YAML: did not find expected ',' or ']'; check quotes and indents"),
        ("[Share]", "[Share]]", "[Share]]", "not YAML: did not find expected key; check quotes and indents"),
        ("[Share]", "- Share", "- Share", "not YAML: block sequence entries are not allowed in this context"),
    ],
)
def test_mistakes_that_show_elsewhere(write, right, wrong, at, told):
    text = GOOD.replace(right, wrong, 1)
    line, found = mistake(write("en.yaml", text))
    assert line == line_of(text, at)
    assert found.startswith(told)


def test_nesting_without_end_is_a_mistake(write):
    assert mistake(write("en.yaml", "rules: " + "[" * 9_000 + "]" * 9_000)) == (
        1,
        "nested too deeply; a rule file has five levels",
    )


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        ("", 1, "no YAML documents; a rule file is one, with the key `rules`"),
        ("# nothing\n", 1, "no YAML documents; a rule file is one, with the key `rules`"),
        ("rules: []\n---\nrules: []\n", 3, "2 YAML documents; a rule file is one, with the key `rules`"),
        ("- a\n", 1, "expected keys with values, got a list; `newslint rules schema` lists the keys"),
        ("language: en\n", 1, "unknown key `language`; did you mean `languages`?"),
        ("{}", 1, "the key `rules` is missing here; `newslint rules schema` lists the keys"),
        ("rules:\n  - [a\n", 3, "not YAML: did not find expected ',' or ']'; check quotes and indents"),
        ("rules: *a\n", 1, "not YAML: found undefined alias; check quotes and indents"),
        ("rules: []\nrules: []\n", 2, "the key `rules` stands here twice; remove one of the two"),
        (b"rules: []\n# caf\xe9\n", 2, "not UTF-8 (invalid continuation byte at byte 15); save it as UTF-8"),
    ],
)
def test_files_that_hold_no_rules(write, text, line, told):
    found = mistake(write("en.yaml", text))
    assert found[0] == line
    assert found[1] == told


MISSING = [
    ("name: share\n    message:", "message:", "name"),
    ("    why: Labels are not part of the story.\n", "", "why"),
]


@pytest.mark.parametrize(("right", "wrong", "key"), MISSING)
def test_a_missing_key_is_told_at_the_rule_that_lacks_it(write, right, wrong, key):
    text = GOOD + GOOD.removeprefix("rules:\n").replace("name: share", "name: other")
    second = len(GOOD.split("\n"))
    broken = text[: len(GOOD)] + text[len(GOOD) :].replace(right.replace("share", "other"), wrong)
    assert mistake(write("en.yaml", broken)) == (
        second,
        f"the key `{key}` is missing here; `newslint rules schema` lists the keys",
    )


@pytest.mark.parametrize(
    ("pattern", "told"),
    [
        ("a(", "the pattern does not compile: missing ) at position 9"),
        ("a*", "the pattern can match nothing; let it ask for at least one character"),
    ],
)
def test_patterns_that_cannot_be(write, pattern, told):
    text = GOOD.replace("kind: phrase", "kind: pattern").replace("phrases: [Share]", f"pattern: '{pattern}'")
    line, found = mistake(write("en.yaml", text))
    assert line == line_of(text, "pattern:")
    assert found.startswith(told.split(" at position")[0])


@pytest.mark.parametrize("part", ['          fixed: ""\n', "    fix: {delete: line, safety: safe}\n"])
def test_fix_and_fixed_go_together(write, part):
    line, told = mistake(write("en.yaml", GOOD.replace(part, "")))
    assert line == 2
    assert told == "each bad example has `fixed` where the rule has a `fix`, and only there"


@pytest.mark.parametrize("kind", ["bad", "good"])
def test_examples_of_both_kinds_are_needed(write, kind):
    content = yaml.safe_load(GOOD)
    content["rules"][0]["examples"][kind] = []
    text = yaml.safe_dump(content, sort_keys=False)
    assert mistake(write("en.yaml", text)) == (
        line_of(text, f"{kind}:"),
        "expected a list of at least 1; `newslint rules schema` lists the keys",
    )


def test_one_name_twice_in_a_file(write):
    text = GOOD + GOOD.removeprefix("rules:\n")
    line = len(GOOD.split("\n"))
    assert mistake(write("en.yaml", text)) == (line, "the name `share` stands in this file already")


def test_one_id_in_two_files(write):
    first, second = write("one/en.yaml", GOOD), write("two/en.yaml", f"# mine\n{GOOD}")
    with pytest.raises(RuleError) as caught:
        load([first.parent, second.parent])
    assert str(caught.value) == f"{second}:3: the rule en/share stands in {first} as well; rename one of the two"


def test_one_file_given_twice_is_read_once(write):
    file = write("rules/en.yaml", GOOD)
    assert len(load([file, file.parent, file.parent / ".." / "rules"]).rules) == 1


@pytest.mark.parametrize(
    ("given", "rule_id"),
    [
        ("rules", "boilerplate/en/share"),
        ("rules/boilerplate/en.yaml", "boilerplate/en/share"),
        ("rules/boilerplate", "en/share"),
    ],
)
def test_ids_follow_folders(write, tmp_path, given, rule_id):
    write("rules/boilerplate/en.yaml", GOOD)
    assert [rule.id for rule in load([tmp_path / given]).rules] == [rule_id]


def test_a_file_outside_a_folder_of_rules_is_its_own_folder(write):
    assert load([write("mine/site.yml", GOOD)]).rules[0].id == "site/share"


def test_rules_are_in_the_order_of_their_ids(write, tmp_path):
    for name in ("b", "a/z", "a", "c"):
        write(f"{name}.yaml", GOOD)
    assert [rule.id for rule in load([tmp_path]).rules] == ["a/share", "a/z/share", "b/share", "c/share"]


def test_paths_without_rules(tmp_path):
    with pytest.raises(UsageError, match="no rule files"):
        load([tmp_path])
    with pytest.raises(UsageError, match="no such rule file or folder"):
        load([tmp_path / "absent.yaml"])
    (tmp_path / "odd.yaml").mkdir()
    with pytest.raises(UsageError, match=r"odd\.yaml: Is a directory"):
        load([tmp_path])


@pytest.fixture
def some(write, tmp_path):
    for name in ("boilerplate/en", "boilerplate/bn", "script/en"):
        write(f"{name}.yaml", GOOD + GOOD.removeprefix("rules:\n").replace("name: share", "name: advert-label"))
    return load([tmp_path])


def ids(rules):
    return [rule.id for rule in rules.rules]


@pytest.mark.parametrize(
    ("select", "ignore", "chosen"),
    [
        ((), ("boilerplate",), ["script/en/advert-label", "script/en/share"]),
        (("boilerplate/en/share",), (), ["boilerplate/en/share"]),
        (("script", "boilerplate/bn"), ("*/share",), ["boilerplate/bn/advert-label", "script/en/advert-label"]),
        (("boilerplate/*/advert*",), (), ["boilerplate/bn/advert-label", "boilerplate/en/advert-label"]),
        (("script/",), (), ["script/en/advert-label", "script/en/share"]),
        (("script",), ("script",), []),
        (("script",), ("quality", "script/en/share"), ["script/en/advert-label"]),
    ],
)
def test_choose(some, select, ignore, chosen):
    assert ids(some.choose(select, ignore)) == chosen


def test_what_cannot_be_read_is_not_to_be_left_out(some):
    with pytest.raises(UsageError, match="what cannot be read is always reported"):
        some.choose((), ("input/bad-json",))


def test_choosing_nothing_in_particular_chooses_all(some):
    assert some.choose(()) == some


@pytest.mark.parametrize(
    ("selector", "hint"),
    [
        ("boilerplate/en/shar", "; did you mean `boilerplate/en/share`?"),
        ("boilerplat/bn", "; did you mean `boilerplate/bn`?"),
        ("zzz", ""),
        ("quality/mostly-furnitur", "; did you mean `quality/mostly-furniture`?"),
        ("boiler", "; did you mean `boilerplate/en`?"),
    ],
)
@pytest.mark.parametrize("to", ["select", "ignore"])
def test_a_selector_that_names_no_rule_is_a_mistake(some, selector, hint, to):
    with pytest.raises(UsageError) as caught:
        some.choose(**{"select": (), to: (selector,)})
    told = str(caught.value)
    assert told.startswith(f"no rule is named by `{selector}`{hint}")
    assert ("did you mean" in told) == bool(hint)


@pytest.mark.parametrize(
    ("selector", "is_named"),
    [
        ("a/b/c", True),
        ("a/b", True),
        ("a", True),
        ("a/*/c", True),
        ("*", True),
        ("a/bb", False),
        ("b", False),
        ("A", False),
    ],
)
def test_selects(selector, is_named):
    assert selects(selector, "a/b/c") is is_named


def test_get(some):
    assert some.get("script/en/share").id == "script/en/share"
    with pytest.raises(UsageError, match=r"no rule `script/en/shore`; did you mean `script/en/share`\?"):
        some.get("script/en/shore")
    for asked, shown in (("script", "script"), ("script/en/sh", "script/en/sh*"), ("share", "*/share")):
        with pytest.raises(
            UsageError, match=rf"no rule `{asked}`; `newslint rules list --select '{re.escape(shown)}'`"
        ):
            some.get(asked)
    with pytest.raises(UsageError, match="no rule `x`; `newslint rules list` shows all of them"):
        some.get("x")


def test_the_fingerprint_changes_with_any_rule(write, some, tmp_path):
    seen = {some.fingerprint, RuleSet(some.rules[1:]).fingerprint, RuleSet(()).fingerprint}
    for right, wrong in (
        ("Share]", "Share it]"),
        ("head: 3", "head: 4"),
        ("safety: safe", "safety: unsafe"),
        ("Share this", "Share that"),
    ):
        write("script/en.yaml", GOOD.replace(right, wrong))
        seen.add(load([tmp_path]).fingerprint)
    assert len(seen) == 7
    assert all(len(fingerprint) == 16 and int(fingerprint, 16) >= 0 for fingerprint in seen)


def test_rule_sets_pickle_hash_and_compare(some, tmp_path):
    some.fingerprint  # noqa: B018 - what is cached must not get in the way
    again = pickle.loads(pickle.dumps(some))
    assert (again, hash(again), again.fingerprint) == (some, hash(some), some.fingerprint)
    assert load([tmp_path]) == some
    assert RuleSet(some.rules[1:]) != some


def test_rules_in_force_are_those_that_newslint_comes_with_and_more(write):
    file = write("rules/site/example.com.yaml", GOOD)
    every = in_force(more=(file,))
    assert set(ids(every)) == {*ids(load([builtin_rules()])), "site/example.com/share"}
    assert ids(in_force(("site/example.com",), (), (file,))) == ["site/example.com/share"]


SHIPPED = sorted(Path(builtin_rules()).rglob("*.yaml"))


@pytest.fixture(scope="module")
def validator():
    made = json.loads(json.dumps(schema()))
    jsonschema.Draft202012Validator.check_schema(made)
    return jsonschema.Draft202012Validator(made)


@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: file.parent.name + "/" + file.name)
def test_the_schema_accepts_the_rules_that_newslint_comes_with(validator, file):
    assert list(validator.iter_errors(yaml.safe_load(file.read_text(encoding="utf-8")))) == []


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("why:", "whi:"),
        ("head: 3", "heda: 3"),
        ("head: 3", "head: 0"),
        ("[Share]", "[]"),
        ("[Share]", "[no]"),
        ("kind: phrase", "kind: phraze"),
    ],
)
def test_the_schema_rejects_what_loading_rejects(validator, write, right, wrong):
    text = dedent(GOOD).replace(right, wrong)
    assert list(validator.iter_errors(yaml.safe_load(GOOD))) == []
    assert list(validator.iter_errors(yaml.safe_load(text)))
    mistake(write("en.yaml", text))


@pytest.mark.parametrize(
    ("file", "where", "hosts"),
    [
        ("site/bbc.com.yaml", "head: 3", ("bbc.com",)),
        ("site/bbc.com.yaml", "hosts: [bbc.co.uk]", ("bbc.co.uk",)),
        ("boilerplate/bbc.com.yaml", "head: 3", ()),
    ],
)
def test_rules_of_a_site_are_for_its_host(write, tmp_path, file, where, hosts):
    write(f"rules/{file}", GOOD.replace("head: 3", where))
    (rule,) = load([tmp_path / "rules"]).rules
    assert rule.where.hosts == hosts
