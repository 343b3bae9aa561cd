"""What the command line itself says, before any command runs."""

import pytest

from .program import DIRTY


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (["chekc"], "no command `chekc`; did you mean `check`?"),
        (["undo", "a.txt"], "no command `undo`; the commands are check, fix, restore, rule, rules, config"),
        (["a.txt"], "no command `a.txt`; to read what is there: newslint check a.txt"),
        (["check", "--selct", "x"], "check takes no `--selct`; did you mean `--select`? `newslint check --help` shows"),
        (["check", "--sel", "x"], "check takes no `--sel`; did you mean `--select`?"),
        (["fix", "--unsafe"], "fix takes no `--unsafe`; did you mean `--unsafe-fixes`?"),
        (["check", "--diff=x", "a.txt"], "check takes no `--diff`"),
        (["rule", "a", "b"], "rule takes no `b`; `newslint rule --help` shows what it takes"),
        (["rules", "list", "--selct", "x"], "rules takes no `--selct`; did you mean `--select`?"),
    ],
)
def test_what_nobody_knows_is_named_with_the_remedy(newslint, folder, arguments, problem):
    (folder / "a.txt").write_text(DIRTY)
    ran = newslint(*arguments)
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert ran.err.startswith(f"newslint: {problem}")


def test_without_a_command_the_commands_are_shown(newslint):
    ran = newslint()
    assert ran.code == 2
    assert "COMMAND" in ran.err
