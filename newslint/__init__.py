"""newslint: the linter for scraped news text.

import newslint

newslint.check(text, lang="bn").diagnostics
newslint.fix(text).text
newslint.Cleaner(select=["boilerplate"]).fix_batch(columns)
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newslint.batch import Cleaner, check, fix
    from newslint.errors import InputError, NewslintError, RuleError, UnsettledError, UsageError
    from newslint.types import Change, Diagnostic, Document, Edit, Fix, Fixed, Place, Result, Safety, Severity, Span

__version__ = "0.1.0"

__all__ = [
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


def __getattr__(name: str) -> object:
    """A public name, whose module is loaded when it is first asked for: the program starts without."""
    if name in __all__:
        for module in map(import_module, ("newslint.types", "newslint.errors", "newslint.batch")):
            if hasattr(module, name):
                return getattr(module, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
