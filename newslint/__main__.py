"""`python -m newslint`."""

from newslint.cli.main import entry

entry()
