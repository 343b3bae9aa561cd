"""newslint: the linter for scraped news text.

import newslint

newslint.check(text, lang="bn").diagnostics
newslint.fix(text).text
newslint.Cleaner(select=["boilerplate"]).fix_batch(columns)
"""

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
