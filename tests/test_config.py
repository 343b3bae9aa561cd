import pickle
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newslint.config import Resolver
from newslint.discover import Patterns
from newslint.errors import UsageError
from newslint.settings import KEYS, per_file_ignores_for
from newslint.types import Severity


@pytest.fixture
def write(tmp_path):
    def write(name, text):
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        return file

    return write


@pytest.fixture
def resolver(tmp_path):
    def resolver(flags=None, environ=None, config=(), *, isolated=False, cwd=tmp_path):
        return Resolver(flags or {}, config=config, isolated=isolated, environ=environ or {}, cwd=cwd)

    return resolver


def message(call, *arguments, **named):
    with pytest.raises(UsageError) as caught:
        call(*arguments, **named)
    return str(caught.value)


# What is in force


def test_defaults(tmp_path, resolver):
    settings = resolver(isolated=True).for_run()
    assert settings.select == settings.ignore == settings.rules == ()
    assert settings.fail_on is Severity.WARNING
    assert settings.output_format == ("full",)
    assert settings.exclude == Patterns(tmp_path, (".*/", "__pycache__/", "node_modules/"))
    assert settings.text_field is None
    assert settings.unsafe_fixes is False
    assert settings.max_diagnostics is None


EVERYTHING = """
select = ["boilerplate", "encoding"]
extend-select = ["quality"]
ignore = ["boilerplate/bn"]
rules = ["rules/own.yaml"]
text-field = "body"
id-field = "key"
url-field = "link"
lang-field = "lang"
language = "bn"
site = "bbc.com"
unsafe-fixes = true
max-loss = 30
drop-empty = true
fail-on = "info"
exclude = ["old"]
extend-exclude = ["drafts/"]
force-exclude = true
output-format = ["concise", "sarif:out.sarif"]
max-diagnostics = 7
jobs = 3
[per-file-ignores]
"*.txt" = ["script"]
"""


def test_a_file_sets_every_setting(tmp_path, write, resolver):
    write("newslint.toml", EVERYTHING)
    settings = resolver().for_run()
    assert settings.select == ("boilerplate", "encoding")
    assert settings.extend_select == ("quality",)
    assert settings.ignore == ("boilerplate/bn",)
    assert settings.per_file_ignores == ((Patterns(tmp_path, ("*.txt",)), ("script",)),)
    assert settings.rules == (tmp_path / "rules" / "own.yaml",)
    assert (settings.text_field, settings.id_field, settings.url_field, settings.lang_field) == (
        "body",
        "key",
        "link",
        "lang",
    )
    assert (settings.language, settings.site, settings.max_loss) == ("bn", "bbc.com", 30)
    assert (settings.unsafe_fixes, settings.drop_empty, settings.force_exclude) == (True, True, True)
    assert settings.fail_on is Severity.INFO
    assert settings.exclude == Patterns(tmp_path, ("old",))
    assert settings.extend_exclude == Patterns(tmp_path, ("drafts/",))
    assert settings.output_format == ("concise", "sarif:out.sarif")
    assert settings.max_diagnostics == 7
    assert settings.jobs == 3
    origins = resolver().origins()
    assert set(origins) == set(KEYS)
    assert [key for key, (_, origin) in origins.items() if origin == "default"] == []


ENVIRONMENT = {
    "NEWSLINT_SELECT": "boilerplate, encoding,",
    "NEWSLINT_PER_FILE_IGNORES": "*.txt:script, C:/*.txt:a/b,*.txt:encoding",
    "NEWSLINT_UNSAFE_FIXES": "1",
    "NEWSLINT_DROP_EMPTY": "False",
    "NEWSLINT_FAIL_ON": "error",
    "NEWSLINT_MAX_DIAGNOSTICS": "12",
    "NEWSLINT_RULES": "own.yaml",
    "NEWSLINT_TEXT_FIELD": "body",
    "NEWSLINT_LANGUAGE": "",
    "NEWSLINT_DATA": "/srv/news",
    "PATH": "/bin",
}


def test_the_environment_in_plain_text(tmp_path, write, resolver):
    write("newslint.toml", 'language = "bn"\ndrop-empty = true')
    settings = resolver(environ=ENVIRONMENT).for_run()
    assert settings.select == ("boilerplate", "encoding")
    assert settings.per_file_ignores == (
        (Patterns(tmp_path, ("*.txt",)), ("script", "encoding")),
        (Patterns(tmp_path, ("C:/*.txt",)), ("a/b",)),
    )
    assert (settings.unsafe_fixes, settings.drop_empty) == (True, False)
    assert settings.fail_on is Severity.ERROR
    assert settings.max_diagnostics == 12
    assert settings.rules == (tmp_path / "own.yaml",)
    assert settings.text_field == "body"
    assert settings.language == "bn"


def test_flags_are_values_or_plain_text_and_none_is_no_flag(tmp_path, write, resolver):
    write("newslint.toml", "unsafe-fixes = true\ndrop-empty = true")
    flags = {
        "select": ["a", "b"],
        "ignore": "c,d",
        "fail-on": Severity.INFO,
        "unsafe-fixes": False,
        "drop-empty": None,
        "per-file-ignores": "x/*.txt:a",
        "extend-exclude": "y",
    }
    settings = resolver(flags).for_run()
    assert settings.select == ("a", "b")
    assert settings.ignore == ("c", "d")
    assert settings.fail_on is Severity.INFO
    assert (settings.unsafe_fixes, settings.drop_empty) == (False, True)
    assert per_file_ignores_for(settings, tmp_path / "x" / "1.txt") == ("a",)
    assert settings.extend_exclude == Patterns(tmp_path, ("y",))


def test_what_comes_later_counts_and_says_where_it_was(write, resolver):
    write("newslint.toml", '\n# ours\n"language" = "hi"\nid-field = "file"\nurl-field = "file"\ntext-field="file"')
    environ = {"NEWSLINT_ID_FIELD": "env", "NEWSLINT_URL_FIELD": "env", "NEWSLINT_TEXT_FIELD": "env"}
    config = ["url-field = 'inline'", "text-field = 'inline'"]
    origins = resolver({"text-field": "flag"}, environ, config).origins()
    assert origins["language"] == ("hi", "newslint.toml:3")
    assert origins["id-field"] == ("env", "NEWSLINT_ID_FIELD")
    assert origins["url-field"] == ("inline", "--config")
    assert origins["text-field"] == ("flag", "--text-field")
    assert origins["lang-field"] == (None, "default")


def test_settings_can_be_grouped_by_and_sent_to_workers(write, resolver):
    write("newslint.toml", EVERYTHING)
    settings = resolver().for_run()
    assert pickle.loads(pickle.dumps(settings)) == settings
    assert hash(resolver().for_run()) == hash(settings)


# Which file


def test_the_nearest_file_counts_alone(tmp_path, write, resolver):
    write("newslint.toml", 'select = ["outer"]\nlanguage = "bn"')
    write("news/newslint.toml", 'select = ["inner"]')
    found = resolver()
    assert found.for_path(Path("a.txt")).select == ("outer",)
    inner = found.for_path(tmp_path / "news" / "x" / "y" / "a.txt")
    assert inner.select == ("inner",)
    assert inner.language is None
    assert found.for_path(Path("news/x/../b.txt")) is inner
    assert found.for_run().select == ("outer",)
    assert found.origins(Path("news/a.txt"))["select"] == (("inner",), "news/newslint.toml:1")


def test_the_search_for_the_run_starts_at_the_current_folder(tmp_path, write, resolver):
    file = write("newslint.toml", 'language = "bn"')
    (tmp_path / "news").mkdir()
    found = resolver(cwd=tmp_path / "news")
    assert found.for_run().language == "bn"
    assert found.origins()["language"] == ("bn", f"{file}:1")


def test_newslint_toml_goes_before_pyproject(write, resolver):
    write("newslint.toml", 'language = "bn"')
    write("pyproject.toml", '[tool.newslint]\nlanguage = "en"')
    assert resolver().for_run().language == "bn"


@pytest.mark.parametrize(
    "text", ["[project]\nname = 'x'", "[tool.ruff]\n# newslint", "tool = 3 # newslint", "broken = ]", ""]
)
def test_a_pyproject_that_does_not_speak_of_newslint_is_passed_over(write, resolver, text):
    write("pyproject.toml", '[tool.newslint]\nlanguage = "bn"')
    write("news/pyproject.toml", text)
    assert resolver().for_path(Path("news/a.txt")).language == "bn"


def test_an_empty_file_ends_the_search(write, resolver):
    write("newslint.toml", 'language = "bn"')
    write("news/newslint.toml", "")
    assert resolver().for_path(Path("news/a.txt")).language is None


def test_config_names_the_one_file(tmp_path, write, resolver):
    write("newslint.toml", 'language = "bn"')
    write("etc/strict=1.toml", 'rules = ["own.yaml"]')
    write("etc/pyproject.toml", '[tool.newslint]\nfail-on = "info"')
    found = resolver(config=["etc/strict=1.toml", 'id-field = "key"'])
    assert found.for_run() is found.for_path(Path("a.txt"))
    assert found.for_run().rules == (tmp_path / "etc" / "own.yaml",)
    assert (found.for_run().language, found.for_run().id_field) == (None, "key")
    assert resolver(config=["etc/pyproject.toml"]).for_run().fail_on is Severity.INFO


def test_isolated_reads_no_file(write, resolver):
    write("newslint.toml", "broken = ]")
    found = resolver({"language": "en"}, {"NEWSLINT_ID_FIELD": "key"}, ["url-field = 'u'"], isolated=True)
    settings = found.for_path(Path("a.txt"))
    assert (settings.language, settings.id_field, settings.url_field) == ("en", "key", "u")


def test_each_folder_is_looked_at_once(write, resolver):
    file = write("newslint.toml", 'language = "bn"')
    found = resolver()
    first = found.for_path(Path("a.txt"))
    file.write_text("broken = ]")
    assert found.for_path(Path("b.txt")) is first


def test_a_byte_order_mark_does_no_harm(write, resolver):
    write("newslint.toml", '\ufefflanguage = "bn"')
    assert resolver().for_run().language == "bn"


def test_paths_count_from_the_folder_of_the_file_that_has_them(tmp_path, write, resolver):
    write("news/newslint.toml", 'rules = ["../own.yaml", "/srv/own.yaml"]\n[per-file-ignores]\n"old/*.txt" = ["a"]')
    settings = resolver(environ={"NEWSLINT_EXTEND_EXCLUDE": "x"}).for_path(Path("news/a.txt"))
    assert settings.rules == (tmp_path / "news" / ".." / "own.yaml", Path("/srv/own.yaml"))
    assert settings.extend_exclude == Patterns(tmp_path, ("x",))
    assert per_file_ignores_for(settings, tmp_path / "news" / "old" / "a.txt") == ("a",)
    assert per_file_ignores_for(settings, tmp_path / "old" / "a.txt") == ()


def test_per_file_ignores_go_by_name_by_path_and_by_any_depth(tmp_path, write, resolver):
    write("newslint.toml", '[per-file-ignores]\n"*.txt" = ["a"]\n"x/**/b.txt" = ["b", "c"]\n"/b.txt" = ["d"]')
    settings = resolver().for_run()
    assert per_file_ignores_for(settings, tmp_path / "x" / "y" / "z" / "b.txt") == ("a", "b", "c")
    assert per_file_ignores_for(settings, tmp_path / "b.txt") == ("a", "d")
    assert per_file_ignores_for(settings, tmp_path / "b.jsonl") == ()


# Mistakes


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ('select = "encoding"', 'expected a list of strings, found the string "encoding"; write select = ["…"]'),
        ("select = [1, 2]", 'expected a list of strings, found a list that holds the number 1; write select = ["…"]'),
        ("text-field = ['body']", 'expected a string, found a list; write text-field = "…"'),
        ("text-field = 2024-01-01", 'expected a string, found a date or a time; write text-field = "…"'),
        ("language = ['bn']", 'expected the code of a language, found a list; write language = "bn"'),
        ("jobs = 0", "expected a whole number above 0, found the number 0; write jobs = 4"),
        ('drop-empty = "yes"', 'expected true or false, found the string "yes"; write drop-empty = true'),
        ("max-diagnostics = 0", "expected a whole number above 0, found the number 0; write max-diagnostics = 100"),
        ("max-diagnostics = true", "expected a whole number above 0, found true; write max-diagnostics = 100"),
        ('fail-on = "eror"', 'expected error, warning or info, found the string "eror"; write fail-on = "warning"'),
        (
            "per-file-ignores = ['a']",
            'expected a table of lists of strings, found a list; write per-file-ignores = { "*.txt" = ["…"] }',
        ),
        (
            "per-file-ignores = {x = 'a'}",
            'expected a table of lists of strings, found a table that holds the string "a"; '
            'write per-file-ignores = { "*.txt" = ["…"] }',
        ),
        (
            "per-file-ignores = {w = ['a'], x = [1]}",
            "expected a table of lists of strings, found a table that holds a list that holds the number 1; "
            'write per-file-ignores = { "*.txt" = ["…"] }',
        ),
        ("selct = []", "unknown setting `selct`; did you mean `select`?"),
        ("drop_empty = true", "unknown setting `drop_empty`; did you mean `drop-empty`?"),
        ("colour = 1", f"unknown setting `colour`; the settings are {', '.join(KEYS)}"),
    ],
)
def test_a_wrong_value_is_named_with_its_line_and_the_remedy(write, resolver, line, problem):
    write("news/newslint.toml", f"# settings\nunsafe-fixes = false\n\n{line}\n")
    assert message(resolver().for_path, Path("news/a.txt")) == f"news/newslint.toml:4: {problem}"
    write("pyproject.toml", f"[project]\n{line}\n\n[tool.newslint]\n{line}\n")
    assert message(resolver().for_run) == f"pyproject.toml:5: {problem}"
    assert message(resolver, config=[line]) == f"--config: {problem}"


@pytest.mark.parametrize(
    ("name", "text", "line"),
    [
        ("newslint.toml", "\n[per-file-ignores]\nx = 1", 2),
        ("newslint.toml", "\nper-file-ignores.x = 1", 2),
        ("pyproject.toml", "[tool.newslint]\n[tool.newslint.per-file-ignores]\nx = 1", 2),
        ("pyproject.toml", "\n[tool.newslint.per-file-ignores]\nx = 1", 2),
        ("pyproject.toml", "\n[tool]\nnewslint.per-file-ignores.x = 1", 1),  # not found, so the top
    ],
)
def test_a_table_is_found_by_its_header(write, resolver, name, text, line):
    write(name, text)
    assert message(resolver().for_run).startswith(f"{name}:{line}: expected a table of lists of strings")


@pytest.mark.parametrize(
    ("name", "value", "problem"),
    [
        ("MAX_DIAGNOSTICS", "many", 'expected a whole number above 0, found the string "many"; write {}=100'),
        ("DROP_EMPTY", "on", 'expected true or false, found the string "on"; write {}=true'),
        ("FAIL_ON", "bad", 'expected error, warning or info, found the string "bad"; write {}=warning'),
        (
            "PER_FILE_IGNORES",
            "a:b,c",
            'expected a table of lists of strings, found the string "a:b,c"; write {}=*.txt:…',
        ),
        ("SELCT", "a", "no such setting; did you mean `NEWSLINT_SELECT`?"),
        ("FAILON", "error", "no such setting; did you mean `NEWSLINT_FAIL_ON`?"),
    ],
)
def test_a_wrong_variable_is_named(resolver, name, value, problem):
    variable = f"NEWSLINT_{name}"
    assert message(resolver, environ={variable: value}) == f"{variable}: {problem.format(variable)}"


@pytest.mark.parametrize("code", ["bn", "BN", "bn-BD", "bn_IN", "zh-Hant-TW", "yue"])
def test_languages_are_codes(resolver, code):
    assert resolver({"language": code}).for_run().language == code


@pytest.mark.parametrize("name", ["Bengali", "b", "bn, hi", "বাংলা"])
def test_names_of_languages_are_refused_since_no_rule_would_know_them(resolver, name):
    problem = f'--language: expected the code of a language, found the string "{name}"; write --language bn'
    assert message(resolver, {"language": name}) == problem


@pytest.mark.parametrize("address", ["https://bbc.com/news", "bbc.com/news", "bbc.com:80", "me@bbc.com", "bbc com"])
def test_a_site_is_a_host_and_no_address(resolver, address):
    problem = f'--site: expected the name of a host, found the string "{address}"; write --site bbc.com'
    assert message(resolver, {"site": address}) == problem


def test_a_wrong_flag_is_named(resolver):
    assert message(resolver, {"max-diagnostics": "x"}) == (
        '--max-diagnostics: expected a whole number above 0, found the string "x"; write --max-diagnostics 100'
    )


def test_files_that_cannot_be_used_are_named(tmp_path, write, resolver):
    write("newslint.toml", "select = [\n\nlanguage")
    assert message(resolver().for_run).startswith("newslint.toml: not valid TOML: ")
    assert "(at line 3, column 1); settings look like" in message(resolver().for_run)
    assert message(resolver, config=["select=a"]).startswith("--config: not valid TOML: Invalid value (at line 1")
    assert message(resolver, config=["gone.toml"]) == "gone.toml: no such settings file; correct --config"
    write("pyproject.toml", "[project]")
    assert message(resolver, config=["pyproject.toml"]) == (
        "pyproject.toml: no table [tool.newslint]; add one, or name another file with --config"
    )
    write("pyproject.toml", "[tool]\nnewslint = 1")
    assert message(resolver, config=["pyproject.toml"]) == (
        "pyproject.toml: tool.newslint is not a table; write [tool.newslint] above the settings"
    )
    (tmp_path / "folder.toml").mkdir()
    assert message(resolver, config=["folder.toml"]).startswith("folder.toml: cannot be read: Is a directory; ")
    (tmp_path / "latin.toml").write_bytes(b"id-field = '\xe9'")
    assert message(resolver, config=["latin.toml"]) == "latin.toml: not UTF-8 at byte 12; save the file as UTF-8"


def test_contradictions_are_refused(resolver):
    assert message(resolver, config=["a.toml", "b.toml"]) == "--config: 2 settings files, a.toml and b.toml; name one"
    assert message(resolver, config=["a.toml"], isolated=True) == (
        "--isolated reads no settings file; leave out --isolated or --config a.toml"
    )


# Laws


@given(st.dictionaries(st.sampled_from(sorted(KEYS)), st.text(max_size=20)))
def test_any_text_is_a_value_or_a_usage_error(flags):
    try:
        origins = Resolver(flags, isolated=True, environ={}, cwd=Path("/corpus")).origins()
    except UsageError:
        return
    assert {key for key, (_, origin) in origins.items() if origin == f"--{key}"} == set(flags)


def test_settings_by_default_are_had_without_slow_imports(tmp_path):
    script = (
        "import sys; from pathlib import Path; from newslint.config import Resolver\n"
        "Resolver({'select': 'a'}, environ={'NEWSLINT_DATA': ''}, cwd=Path(sys.argv[1])).for_run()\n"
        "print({'pathspec', 'difflib', 'tomllib'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", script, str(tmp_path)], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"
