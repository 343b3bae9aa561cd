import tomllib

from newslint.settings import KEYS


def settings(ran):
    """What `newslint config` shows: values and origins by key."""
    lines = [line.rpartition("# ") for line in ran.lines]
    return {line.split(" ")[0]: (line.strip(), origin) for line, _, origin in lines}


def test_every_setting_is_shown_as_toml_with_its_origin(newslint, folder):
    ran = newslint("config", "--isolated")
    assert ran.code == 0
    assert len(ran.lines) == len(KEYS)
    assert {line.rpartition("# ")[2] for line in ran.lines} == {"default"}
    (folder / "newslint.toml").write_text(ran.out)
    again = newslint("config")
    assert again.code == 0
    given = tomllib.loads(ran.out)
    assert {key for key, (_, origin) in settings(again).items() if origin != "default"} - {"#"} == set(given)


def test_the_nearest_file_the_environment_and_flags(newslint, folder, monkeypatch):
    (folder / "in").mkdir()
    (folder / "newslint.toml").write_text('language = "bn"\n')
    (folder / "in" / "pyproject.toml").write_text('[tool.newslint]\n\nlanguage = "en"\nfail-on = "info"\n')
    monkeypatch.setenv("NEWSLINT_FAIL_ON", "error")
    assert settings(newslint("config"))["language"] == ('language = "bn"', "newslint.toml:1")
    shown = settings(newslint("config", "--ignore", "boilerplate", "--config", "drop-empty = true", "in/a.txt"))
    assert shown["language"] == ('language = "en"', "in/pyproject.toml:3")
    assert shown["fail-on"] == ('fail-on = "error"', "NEWSLINT_FAIL_ON")
    assert shown["ignore"] == ('ignore = ["boilerplate"]', "--ignore")
    assert shown["drop-empty"] == ("drop-empty = true", "--config")


def test_mistakes_in_settings_are_pointed_at(newslint, folder):
    (folder / "newslint.toml").write_text('select = ["boilerplate"]\nfail_on = "info"\n')
    (folder / "a.txt").write_text("Rain fell.\n")
    for arguments in (["config"], ["check", "a.txt"], ["fix", "a.txt"]):
        ran = newslint(*arguments)
        assert (ran.code, ran.out) == (2, "")
        assert ran.err == "newslint: newslint.toml:2: unknown setting `fail_on`; did you mean `fail-on`?\n"
    assert newslint("check", "--isolated", "a.txt").code == 0
    assert newslint("check", "--isolated", "--config", "newslint.toml", "a.txt").code == 2
