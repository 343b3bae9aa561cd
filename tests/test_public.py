import importlib.metadata

import pytest

import newslint

PUBLIC = [
    "Change",
    "Cleaner",
    "Diagnostic",
    "Document",
    "Edit",
    "Fix",
    "Fixed",
    "InputError",
    "NewslintError",
    "Place",
    "Result",
    "RuleError",
    "Safety",
    "Severity",
    "Span",
    "UnsettledError",
    "UsageError",
    "check",
    "fix",
]


def test_the_public_face_is_this():
    assert newslint.__all__ == PUBLIC


@pytest.mark.parametrize("name", PUBLIC)
def test_every_public_name_is_there_and_says_what_it_is_for(name):
    assert getattr(newslint, name).__doc__


def test_the_version_is_that_of_the_package():
    assert newslint.__version__ == importlib.metadata.version("newslint")
