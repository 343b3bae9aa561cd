import io
import os
import sys
from typing import NamedTuple

import pytest

from newslint.cli.main import main


class Ran(NamedTuple):
    code: int
    out: str
    err: str

    @property
    def lines(self):
        return self.out.split("\n")[:-1]


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """An empty folder to work in, with no settings around it."""
    for name in list(os.environ):
        if name.startswith(("NEWSLINT_", "GITHUB_", "FORCE_COLOR", "CLICOLOR")):
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def newslint(folder, capsys, monkeypatch):
    """Run a command line in this process, in `folder`."""

    def run(*arguments, stdin=b""):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        try:
            code = main([str(argument) for argument in arguments])
        except SystemExit as error:
            code = error.code
        return Ran(code, *capsys.readouterr())

    return run
