"""What flows through newslint.

A rule matches, a match becomes a diagnostic, a diagnostic may hold a fix, a fix is edits with a safety.

Positions count Unicode code points into the text that was given, 0-based and half-open.
"""

from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from msgspec import Struct


class Ranked(StrEnum):
    """Words in an order."""

    @cached_property
    def rank(self) -> int:
        """0 for the first."""
        return list(type(self)).index(self)


class Severity(Ranked):
    """How much a finding matters, the gravest first; `--fail-on` names the lowest that makes the exit code 1."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Safety(StrEnum):
    """How far a fix can be trusted: safe ones apply by themselves, unsafe ones on request."""

    SAFE = "safe"
    UNSAFE = "unsafe"


class Stage(Ranked):
    """The order of fixes: those of an earlier stage go in before any of a later one are even looked for.

    Decoding needs every byte as it was, so spaces and invisible characters come after it; entities hide mojibake and
    the other way round; spelling is judged on characters in their normal form; furniture on clean text.
    """

    ENTITIES = "entities"
    DECODING = "decoding"
    ESCAPES = "escapes"
    MARKUP = "markup"
    CONTROLS = "controls"
    NORMAL_FORM = "normal-form"
    SPELLING = "spelling"
    LETTERS = "letters"
    JOINERS = "joiners"
    SPACES = "spaces"
    PUNCTUATION = "punctuation"
    FURNITURE = "furniture"


class Span(NamedTuple):
    """Code points [start, end) of a text."""

    start: int
    end: int

    def overlaps(self, other: "Span") -> bool:
        """Whether the two share a code point, or one is an insertion inside the other."""
        return self.start < other.end and other.start < self.end


class Edit(NamedTuple):
    """Put `text` in place of the code points in `span`."""

    span: Span
    text: str


class Fix(Struct, frozen=True):
    """Edits in order, none overlapping another, that together do away with one finding.

    Where they are not `counted`, how much they take away says nothing against them.
    """

    edits: tuple[Edit, ...]
    safety: Safety
    stage: Stage = Stage.FURNITURE
    counted: bool = True


class Match(NamedTuple):
    """What a matcher found; `values` fill the `{placeholders}` of messages and replacements."""

    span: Span
    values: dict[str, str] = {}  # noqa: RUF012 - a shared empty default that nobody writes to


class Diagnostic(Struct, frozen=True):
    """One finding in one text."""

    rule: str
    severity: Severity
    message: str
    span: Span
    fix: Fix | None = None


Found = tuple[Diagnostic, ...]
"""All findings in one text, in the order of spans and then of rule ids."""


class Document(Struct, frozen=True):
    """A text and the few facts about it that rules may ask for."""

    text: str
    language: str | None = None
    url: str | None = None


class Place(Struct, frozen=True):
    """Where a document or a broken record stands: `line` is 1-based, and None where the file is the document."""

    path: str
    line: int | None = None
    id: str | int | None = None
    field: str | None = None


class Failure(Struct, frozen=True):
    """A record that cannot be read: a finding of the family `input/`, always an error."""

    place: Place
    rule: str
    message: str


class Change(Struct, frozen=True):
    """An edit of a text and the rule that made it: `text` stands in place of the code points in `span`.

    `over` are earlier changes that it lies over, in order, in code points of the same text: they can only be undone
    when it is, and come to light when it alone is.
    """

    span: Span
    text: str
    rule: str
    safety: Safety
    over: tuple["Change", ...] = ()


class Fixed(Struct, frozen=True):
    """A text after fixing.

    `edits` turn the original into `text`: in order, not touching, in code points of the original.
    `applied` are the findings whose fixes went in, each in the positions of the pass that found it.
    `changes` are the edits by the rules that made them: in order, not overlapping, where `edits` has one for several.
    """

    text: str
    edits: tuple[Edit, ...]
    applied: tuple[Diagnostic, ...]
    changes: tuple[Change, ...] = ()


class Result(Struct, frozen=True):
    """What became of one document: `diagnostics` are those of `text`, or of `fixed.text` where there is one."""

    place: Place
    document: Document
    diagnostics: tuple[Diagnostic, ...]
    fixed: Fixed | None = None

    @property
    def text(self) -> str:
        """The text that `diagnostics` speak of."""
        return self.document.text if self.fixed is None else self.fixed.text

    @property
    def applied(self) -> tuple[Diagnostic, ...]:
        """The findings whose fixes went in."""
        return () if self.fixed is None else self.fixed.applied
