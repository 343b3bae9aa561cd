import json

import pytest

from .program import ADVERT, CLEAN, CREDIT, DIRTY, UNSAFE, records, snapshot


def found(ran):
    """The findings of `--output-format jsonl`, as places and rules."""
    lines = map(json.loads, ran.lines)
    return [(line["path"], line["record"] and line["record"]["line"], line["rule"]) for line in lines]


@pytest.fixture
def check(newslint):
    return lambda *arguments, **more: newslint("check", "--output-format", "jsonl", *arguments, **more)


def test_a_finding_is_shown_with_its_place_its_reason_and_its_fix(newslint, folder):
    (folder / "a.txt").write_text(DIRTY)
    ran = newslint("check", "a.txt")
    assert ran.code == 1
    assert ran.lines[0].startswith(f"a.txt:2:1: warning {ADVERT} ")
    assert ran.lines[1] == "  | ⟦Advertisement⟧"
    assert ran.lines[3] == "  fix: delete the line (safe)"
    assert ran.lines[-1] == "1 document, 1 finding (1 fixable with `newslint fix`)"
    assert snapshot(folder) == {"a.txt": DIRTY.encode()}


def test_clean_files_give_0(newslint, folder):
    (folder / "a.txt").write_text(CLEAN)
    assert newslint("check", "a.txt") == (0, "1 document, no findings\n", "")


def test_files_folders_and_globs(check, folder):
    (folder / "news" / "old").mkdir(parents=True)
    for name in ("b.txt", "news/a.text", "news/old/c.jsonl", "news/skipped.md"):
        (folder / name).write_text(records(DIRTY) if name.endswith("l") else DIRTY)
    everything = [("b.txt", None, ADVERT), ("news/a.text", None, ADVERT), ("news/old/c.jsonl", 1, ADVERT)]
    assert found(check()) == everything
    assert found(check("news")) == everything[1:]
    assert found(check("news/*.text", "b.txt")) == everything[:2]
    assert found(check("news/**/*.jsonl")) == everything[2:]


def test_a_file_list_names_more_paths(check, folder):
    for name in ("a.txt", "b.txt", "c d.txt"):
        (folder / name).write_text(DIRTY)
    (folder / "list").write_text("b.txt\n\nc d.txt\n")
    paths = [path for path, _, _ in found(check("--file-list", "list", "a.txt"))]
    assert paths == ["a.txt", "b.txt", "c d.txt"]
    assert [path for path, _, _ in found(check("--file-list", "list"))] == ["b.txt", "c d.txt"]
    assert [path for path, _, _ in found(check("--file-list", "-", stdin=b"c d.txt\0a.txt\0"))] == ["a.txt", "c d.txt"]


def test_an_empty_file_list_is_not_the_whole_folder(check, folder):
    (folder / "a.txt").write_text(DIRTY)
    (folder / "list").touch()
    assert check("--file-list", "list") == (0, "", "")


def test_standard_input_is_plain_text_unless_its_name_says_more(check):
    assert found(check("-", stdin=DIRTY.encode())) == [("-", None, ADVERT)]
    ran = check("-", "--stdin-filename", "news/a.jsonl", stdin=records(CLEAN, DIRTY).encode())
    assert found(ran) == [("news/a.jsonl", 2, ADVERT)]


def test_the_name_of_standard_input_chooses_its_settings(check, folder):
    (folder / "quiet").mkdir()
    (folder / "quiet" / "newslint.toml").write_text(f'ignore = ["{ADVERT}"]\n')
    assert check("-", "--stdin-filename", "quiet/a.txt", stdin=DIRTY.encode()).code == 0
    assert check("-", "--stdin-filename", "loud/a.txt", stdin=DIRTY.encode()).code == 1


@pytest.mark.parametrize("arguments", [["-", "a.txt"], ["--stdin-filename", "a.txt"]])
def test_standard_input_stands_alone_and_is_asked_for(newslint, folder, arguments):
    (folder / "a.txt").write_text(DIRTY)
    ran = newslint("check", *arguments)
    assert ran.code == 2
    assert "standard input" in ran.err


@pytest.mark.parametrize("flag", ["--exclude", "--extend-exclude"])
@pytest.mark.parametrize("pattern", ["[", "[z-a]", "!", "/"])
@pytest.mark.parametrize("path", ["a.txt", "-", "."])
def test_what_is_no_pattern_is_refused_whatever_is_read(newslint, folder, flag, pattern, path):
    (folder / "a.txt").write_text(CLEAN)
    ran = newslint("check", flag, pattern, path)
    assert (ran.code, ran.out) == (2, "")
    assert f"{pattern}: not a pattern for paths" in ran.err
    assert newslint("check", flag, "#", flag, "drafts/", "a.txt").code == 0


def test_fields_of_records_can_be_named(check, folder):
    record = {"body": DIRTY, "text": CLEAN, "uuid": "x7", "id": 1, "from": "bn", "lang": "en", "page": "https://e.org"}
    (folder / "a.jsonl").write_text(json.dumps(record) + "\n")
    assert check("a.jsonl").code == 0
    flags = ["--text-field", "body", "--id-field", "uuid", "--lang-field", "from", "--url-field", "page"]
    (line,) = check("a.jsonl", *flags).lines
    assert json.loads(line)["field"] == "body"
    assert json.loads(line)["record"] == {"line": 1, "id": "x7"}


def test_a_named_field_that_no_record_has_is_named_once(newslint, folder):
    (folder / "a.jsonl").write_text('{"text": "Rain.", "uuid": 1}\n' * 3)
    (folder / "b.jsonl").write_text('{"text": "Rain.", "adress": "https://e.org"}\n' * 3)
    flags = ["--id-field", "uuid", "--url-field", "address"]
    problem = "newslint: url-field: no record has a field `address`; did you mean `adress`?\n"
    for jobs in "12":
        ran = newslint("check", "--output-format", "jsonl", "-j", jobs, *flags, "a.jsonl", "b.jsonl")
        assert ran == (0, "", problem)
    assert newslint("check", "-q", *flags, "a.jsonl").err == ""
    (folder / "a.txt").write_text("Rain.\n")
    assert newslint("check", *flags, "a.txt").err == ""


PERSIAN = """\
rules:
  - name: label
    message: Label
    why: It is a label.
    match: {kind: phrase, at: line, phrases: [Advert hier]}
    where: {languages: [fa]}
    examples: {bad: [{text: Advert hier, language: fa}], good: ["Advert hier oder da"]}
"""


def test_a_language_for_documents_that_do_not_say(check, folder):
    (folder / "mine.yaml").write_text(PERSIAN)
    (folder / "a.txt").write_text("Advert hier\n")
    (folder / "b.jsonl").write_text('{"text": "Advert hier", "sprache": "fa"}\n')
    flags = ["--rules", "mine.yaml", "a.txt", "b.jsonl"]
    assert found(check(*flags)) == []
    assert found(check(*flags, "--language", "fa")) == [("a.txt", None, "mine/label"), ("b.jsonl", 1, "mine/label")]
    assert found(check(*flags, "--lang-field", "sprache")) == [("b.jsonl", 1, "mine/label")]


def test_a_site_for_documents_without_an_address(check, folder):
    (folder / "rules" / "site").mkdir(parents=True)
    (folder / "rules" / "site" / "example.com.yaml").write_text(PERSIAN.replace("    where: {languages: [fa]}\n", ""))
    (folder / "b.jsonl").write_text(
        '{"text": "Advert hier"}\n{"text": "Advert hier", "url": "https://other.org/"}\n'
        '{"text": "Advert hier", "url": "https://www.example.com/rain"}\n'
    )
    finding = "site/example.com/label"
    assert found(check("--rules", "rules", "b.jsonl")) == [("b.jsonl", 3, finding)]
    both = [("b.jsonl", 1, finding), ("b.jsonl", 3, finding)]
    assert found(check("--rules", "rules", "--site", "example.com", "b.jsonl")) == both


def test_exclusions_thin_out_folders_and_with_force_also_what_is_named(check, folder):
    for name in ("a.txt", "drafts/b.txt", ".cache/c.txt"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(DIRTY)

    def paths(*arguments):
        return [path for path, _, _ in found(check(*arguments))]

    assert paths() == ["a.txt", "drafts/b.txt"]
    assert paths("--extend-exclude", "drafts/") == ["a.txt"]
    assert paths("--exclude", "drafts/") == [".cache/c.txt", "a.txt"]
    assert paths("--extend-exclude", "drafts/", "drafts/b.txt") == ["drafts/b.txt"]
    assert check("--extend-exclude", "drafts/", "drafts/b.txt", "--force-exclude") == (0, "", "")
    (folder / "newslint.toml").write_text('force-exclude = true\nextend-exclude = ["drafts/"]\n')
    assert paths("drafts/b.txt") == []
    assert paths("drafts/b.txt", "--no-force-exclude") == ["drafts/b.txt"]


def test_choosing_rules(check, folder):
    (folder / "a.txt").write_text(DIRTY + UNSAFE)

    def rules(*arguments):
        return [rule for _, _, rule in found(check("a.txt", *arguments))]

    assert rules() == [ADVERT, CREDIT]
    assert rules("--select", "boilerplate/*/advert*") == [ADVERT]
    assert rules("--select", "encoding,repetition") == []
    assert rules("--select", "encoding", "--extend-select", CREDIT) == [CREDIT]
    assert rules("--ignore", "boilerplate/en/photo-credit") == [ADVERT]
    assert rules("--ignore", "boilerplate") == []
    assert rules("--per-file-ignores", f"*.txt:{CREDIT}", "--per-file-ignores", f"*.txt:{ADVERT}") == []
    assert rules("--per-file-ignores", f"b.txt:{CREDIT}") == [ADVERT, CREDIT]


def test_an_unknown_rule_is_a_mistake_with_a_proposal(newslint, folder):
    (folder / "a.txt").write_text(DIRTY)
    ran = newslint("check", "--select", "boilerplate/en/advert-lable", "a.txt")
    assert (ran.code, ran.out) == (2, "")
    assert f"did you mean `{ADVERT}`?" in ran.err


RULE = """\
rules:
  - name: weather
    message: Weather
    why: It is not part of the story.
    match: {kind: phrase, at: line, phrases: [Weather today]}
    examples: {bad: [{text: Weather today}], good: ["Weather today, gone tomorrow"]}
"""


def test_rules_from_a_file_and_from_a_folder(check, folder):
    (folder / "a.txt").write_text("Weather today\n")
    (folder / "mine" / "daily").mkdir(parents=True)
    (folder / "mine" / "daily" / "page.yaml").write_text(RULE)
    assert check("a.txt").code == 0
    assert found(check("--rules", "mine", "a.txt")) == [("a.txt", None, "daily/page/weather")]
    assert found(check("--rules", "mine/daily/page.yaml", "a.txt")) == [("a.txt", None, "page/weather")]


def test_settings_the_nearest_file_wins(check, folder):
    for name in ("a.txt", "in/a.txt", "in/deep/a.txt"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(DIRTY)
    (folder / "pyproject.toml").write_text(f'[tool.newslint]\nignore = ["{ADVERT}"]\n')
    (folder / "in" / "deep" / "newslint.toml").write_text('select = ["boilerplate"]\n')
    assert found(check()) == [("in/deep/a.txt", None, ADVERT)]
    assert [path for path, _, _ in found(check("--isolated"))] == ["a.txt", "in/a.txt", "in/deep/a.txt"]
    assert len(found(check("--config", "in/deep/newslint.toml"))) == 3
    assert found(check("--config", 'select = ["encoding"]', "--config", "ignore = []")) == []


def test_the_environment_names_settings(check, folder, monkeypatch):
    (folder / "a.txt").write_text(DIRTY)
    monkeypatch.setenv("NEWSLINT_IGNORE", "boilerplate")
    assert check("a.txt").code == 0
    assert check("a.txt", "--ignore", "encoding").code == 1


@pytest.mark.parametrize(
    ("fail_on", "text", "code"),
    [
        ("error", DIRTY, 0),
        ("warning", DIRTY, 1),
        ("warning", UNSAFE, 0),
        ("info", UNSAFE, 1),
        ("info", CLEAN, 0),
    ],
)
def test_fail_on_is_the_lowest_severity_that_counts(check, folder, fail_on, text, code):
    (folder / "a.txt").write_text(text)
    assert check("--fail-on", fail_on, "a.txt").code == code


def test_a_record_that_cannot_be_read_is_an_error(check, folder):
    (folder / "a.jsonl").write_text("{\n")
    assert check("--fail-on", "error", "a.jsonl").code == 1


def test_exit_zero_masks_1_and_never_2(check, folder):
    (folder / "a.txt").write_text(DIRTY)
    (folder / "a.md").write_text(DIRTY)
    assert check("--exit-zero", "a.txt").code == 0
    assert check("--exit-zero", "a.md").code == 2
    assert check("--exit-zero", "b.txt").code == 2
    assert check("--exit-zero", "--select", "nothing", "a.txt").code == 2
    assert check("--exit-zero", "--nothing").code == 2


def test_statistics_are_counts_in_place_of_findings(newslint, folder):
    (folder / "a.txt").write_text(DIRTY + DIRTY + UNSAFE)
    ran = newslint("check", "--statistics", "a.txt")
    assert ran.code == 1
    assert [line.split() for line in ran.lines] == [
        ["findings", "safe", "unsafe", "rule"],
        ["2", "2", "0", ADVERT],
        ["1", "0", "1", CREDIT],
    ]
    assert ran.err.startswith("1 document, 3 findings")
    assert newslint("check", "--statistics", "-q", "a.txt").err == ""


def test_max_diagnostics_shows_fewer_and_counts_all(newslint, folder):
    (folder / "a.jsonl").write_text(records(DIRTY + DIRTY, DIRTY, DIRTY))
    ran = newslint("check", "--output-format", "concise", "--max-diagnostics", "3", "a.jsonl")
    assert ran.code == 1
    assert [line.split(" ")[0] for line in ran.lines[:3]] == ["a.jsonl:1:2:1:", "a.jsonl:1:5:1:", "a.jsonl:2:2:1:"]
    assert ran.lines[3:] == [
        "3 documents, 4 findings (4 fixable with `newslint fix`)",
        "1 finding not shown, for --max-diagnostics",
    ]
    assert "not shown" not in newslint("check", "--max-diagnostics", "4", "a.jsonl").out
    assert newslint("check", "--max-diagnostics", "none", "a.jsonl").code == 2


def test_several_formats_at_once(newslint, folder):
    (folder / "a.txt").write_text(DIRTY)
    formats = ["json", "jsonl", "sarif", "github", "gitlab", "junit", "rdjson", "full"]
    flags = [flag for name in formats for flag in ("--output-format", f"{name}:out/{name}")]
    ran = newslint("check", *flags, "--output-format", "concise", "a.txt")
    assert ran.code == 1
    assert ran.lines[0].startswith("a.txt:2:1: ")
    for name in formats:
        assert ADVERT in (folder / "out" / name).read_text()
    alone = newslint("check", "--output-format", "jsonl", "a.txt")
    assert (folder / "out" / "jsonl").read_bytes() == alone.out.encode()


def test_two_formats_are_not_mixed_up_on_one_stream(newslint, folder):
    (folder / "a.txt").write_text(DIRTY)
    ran = newslint("check", "--output-format", "full", "--output-format", "json", "a.txt")
    assert (ran.code, ran.out) == (2, "")
    assert "write json:FILE" in ran.err


@pytest.mark.parametrize("spec", ["yaml", "yaml:report", "json:a.txt/report", "json:."])
def test_a_report_that_cannot_be_made_is_a_mistake(newslint, folder, spec):
    (folder / "a.txt").write_text(DIRTY)
    ran = newslint("check", "--output-format", spec, "a.txt")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("newslint: --output-format: ")
    assert snapshot(folder) == {"a.txt": DIRTY.encode()}


def test_quiet_leaves_out_the_summary_and_verbose_says_what_is_read(newslint, folder):
    (folder / "a.txt").write_text(CLEAN)
    (folder / "b.txt").write_text(DIRTY)
    assert newslint("check", "-q", "a.txt") == (0, "", "")
    assert newslint("check", "-q", "--output-format", "concise", ".").out.count("\n") == 1
    assert newslint("check", "-v", ".").err == "newslint: reading a.txt\nnewslint: reading b.txt\n"


def test_colour(newslint, folder, monkeypatch):
    (folder / "a.txt").write_text(DIRTY)
    assert "\x1b[" not in newslint("check", "a.txt").out
    assert "\x1b[" in newslint("check", "--color", "always", "a.txt").out
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[" in newslint("check", "a.txt").out
    assert "\x1b[" not in newslint("check", "--color", "never", "a.txt").out


def test_one_input_that_cannot_be_read_does_not_keep_the_others_from_it(check, folder):
    (folder / "a.md").write_text(DIRTY)
    (folder / "b.txt").write_text(DIRTY)
    ran = check("a.md", "b.txt")
    assert ran.code == 2
    assert found(ran) == [("b.txt", None, ADVERT)]
    assert ran.err.startswith("newslint: a.md: not a kind of file that newslint reads")


def test_quarantine_sets_aside_what_cannot_be_read(check, folder):
    content = b'{"text": "ok"}\n{"text": 1}\n\n{"text": "\xff"}\r\n{'
    (folder / "a.jsonl").write_bytes(content)
    ran = check("--quarantine", "bad.jsonl", "a.jsonl")
    assert [line for _, line, _ in found(ran)] == [2, 4, 5]
    assert (folder / "bad.jsonl").read_bytes() == b'{"text": 1}\n{"text": "\xff"}\r\n{'
    assert (folder / "a.jsonl").read_bytes() == content
    (folder / "b.jsonl").write_text(records(CLEAN))
    check("--quarantine", "none.jsonl", "b.jsonl")
    assert not (folder / "none.jsonl").exists()


def test_help_and_version_and_slips(newslint):
    assert newslint("--version").out.startswith("newslint ")
    assert newslint("check", "--help").code == 0
    ran = newslint("check", "--fail-on", "none")
    assert ran.code == 2
    assert "usage: newslint" in ran.err
