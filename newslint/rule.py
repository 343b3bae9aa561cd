"""A rule as its author wrote it: the keys of the YAML, and what each of them promises."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import chain
from typing import Annotated, Literal

import regex
from msgspec import Meta, Struct, structs

from newslint.conversions import CONVERSIONS_IN_WORDS, Conversion
from newslint.errors import did_you_mean
from newslint.expressions import Source, compiled, late_re
from newslint.gates import SHORT_LINE, Gate
from newslint.matchers import Spec
from newslint.nfc import canonical
from newslint.types import Safety, Severity, Stage

_PLACEHOLDER = late_re(r"\{([a-z_][a-z0-9_]*)\}")
_MOST_PLACEHOLDERS = 20
_LANGUAGE = late_re("[a-z]{2,3}")
_HOST = late_re(r"[^\s/:@A-Z]+")


class Where(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """Conditions on the place of a match; all that are given must hold."""

    head: Annotated[int, Meta(ge=1, description="Only among the first n lines that show something.")] | None = None
    tail: Annotated[int, Meta(ge=1, description="Only among the last n lines that show something.")] | None = None
    max_words: Annotated[int, Meta(ge=1, description="Only on lines of at most n words.")] | None = None
    max_length: (
        Annotated[
            int,
            Meta(
                ge=1,
                description="Only on lines of at most n code points. Without it 240 where the fix deletes the line, "
                "and no limit elsewhere.",
            ),
        ]
        | None
    ) = None
    run: (
        Annotated[
            int,
            Meta(ge=2, description="Only on lines that stand in a run of n or more that the rule finds."),
        ]
        | None
    ) = None
    languages: Annotated[
        tuple[str, ...], Meta(description="Only in documents of these languages: `bn`, `pt`, `zh`.")
    ] = ()
    scripts: Annotated[
        tuple[str, ...], Meta(description="Only in documents mostly written in one of these: `Bengali`, `Latin`.")
    ] = ()
    hosts: Annotated[
        tuple[str, ...],
        Meta(
            description="Only in documents whose address is on one of these hosts or below it. A rule in the file "
            "`site/DOMAIN.yaml` is for DOMAIN, unless it names others here."
        ),
    ] = ()
    unless: Annotated[
        tuple[str, ...], Meta(description="Not on a line in which one of these regular expressions is found.")
    ] = ()
    unless_next: Annotated[
        tuple[str, ...],
        Meta(
            description="Not on a line below which stands one in which one of these regular expressions is found: a "
            "sentence that goes on there."
        ),
    ] = ()
    unless_anywhere: Annotated[
        tuple[str, ...], Meta(description="Not in a document in which one of these regular expressions is found.")
    ] = ()

    def mistakes(self) -> Iterator[tuple[str, str]]:
        """(path of the key, problem) of each exception that is no regular expression, and of names that no page has."""
        yield from self._unknown()
        for key, patterns in (
            ("unless", self.unless),
            ("unless-next", self.unless_next),
            ("unless-anywhere", self.unless_anywhere),
        ):
            for number, pattern in enumerate(patterns):
                try:
                    _exception(pattern)
                except regex.error as error:
                    yield f"{key}[{number}]", f"the pattern does not compile: {error}"

    def _unknown(self) -> Iterator[tuple[str, str]]:
        """(path of the key, problem) of languages, scripts and hosts for which the rule would wait in vain."""
        from newslint.scripts import SCRIPTS  # only who reads rule files asks

        for number, language in enumerate(self.languages):
            if not _LANGUAGE.fullmatch(language):
                yield f"languages[{number}]", f"no code of a language: {language!r}; write it as in `bn` or `mai`"
        for number, script in enumerate(self.scripts):
            if script not in SCRIPTS:
                near = did_you_mean(script, SCRIPTS) or f"; the scripts are {', '.join(SCRIPTS)}"
                yield f"scripts[{number}]", f"no script that newslint knows: {script!r}{near}"
        for number, host in enumerate(self.hosts):
            if not _HOST.fullmatch(host):
                yield f"hosts[{number}]", f"no host: {host!r}; write it in small letters, as in `bbc.com`"

    def exceptions(self) -> Iterator[Source]:
        """The patterns of `unless`, which are looked for in lines in NFC."""
        return map(_source, self.unless)

    def sequels(self) -> Iterator[Source]:
        """The patterns of `unless-next`, which are looked for in lines in NFC."""
        return map(_source, self.unless_next)

    def exclusions(self) -> Iterator[Source]:
        """The patterns of `unless-anywhere`, which are looked for in whole texts in NFC."""
        return map(_source, self.unless_anywhere)

    def expressions(self) -> Iterator[Source]:
        """All of these patterns."""
        return chain(self.exceptions(), self.sequels(), self.exclusions())


def _source(pattern: str) -> Source:
    return canonical(pattern), 0


def _exception(pattern: str) -> regex.Pattern[str]:
    return compiled(*_source(pattern))


class Repair(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """What to do about a match: exactly one of `delete`, `replace`, `convert` and `translate`."""

    safety: Annotated[
        Safety,
        Meta(
            description="safe: cannot change a well-formed word, number, name or quotation. unsafe: right most of the "
            "time, applied on request only."
        ),
    ]
    delete: (
        Annotated[
            Literal["match", "line"],
            Meta(description="match: what matched, and a space too many. line: every line that the match touches."),
        ]
        | None
    ) = None
    replace: Annotated[str, Meta(description="The text to put in; `{name}` is filled in.")] | None = None
    convert: (
        Annotated[
            Conversion,
            Meta(
                description=f"A way to rewrite what matched. {CONVERSIONS_IN_WORDS} What it leaves as it is, is no "
                "finding."
            ),
        ]
        | None
    ) = None
    translate: Annotated[
        tuple[tuple[str, str], ...],
        Meta(
            description="Pairs of old and new: `[[ي, ی], [ك, ک]]`. Each old one within the match becomes its new one. "
            "A match that holds none is no finding."
        ),
    ] = ()
    counted: Annotated[
        bool,
        Meta(
            description="Whether what goes counts towards `max-loss`. Comments below a whole article do not: that they "
            "may be longer than it says nothing against the rule."
        ),
    ] = True

    def __post_init__(self) -> None:
        if [self.delete is None, self.replace is None, self.convert is None, not self.translate].count(False) != 1:
            raise ValueError("a fix has one of `delete`, `replace`, `convert` and `translate`")
        if not all(old for old, _ in self.translate):
            raise ValueError("`translate` can only replace something: the first of each pair needs a character")


class Example(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """A text that the rule is tried on."""

    text: Annotated[str, Meta(description="The text, as it would stand in a document.")]
    fixed: Annotated[str, Meta(description="The text after the rule's fix.")] | None = None
    language: Annotated[str, Meta(description="The document's language, where the rule asks for it.")] | None = None


class Examples(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """What a rule must find and what it must leave alone. `newslint rules test` tries them."""

    bad: Annotated[tuple[Example, ...], Meta(min_length=1, description="Texts in which the rule finds something.")]
    good: Annotated[
        tuple[str | Example, ...],
        Meta(min_length=1, description="Texts in which it finds nothing: the likeliest mistakes, first of all."),
    ]
    missed: Annotated[
        tuple[str | Example, ...], Meta(description="Texts in which it should find something, and does not yet.")
    ] = ()


class Definition(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab", kw_only=True):
    """One rule as it stands in its file."""

    name: Annotated[str, Meta(pattern="^[a-z0-9]+(-[a-z0-9]+)*$", description="Named after the fault, not the cure.")]
    message: Annotated[
        str,
        Meta(
            min_length=1,
            description="What was found, in one line. `{match}` is filled in, `{codes}` with its characters as code "
            "points and names, `{fixed}` with what the fix puts in.",
        ),
    ]
    why: Annotated[str, Meta(min_length=1, description="Why it matters, for somebody who meets it the first time.")]
    match: Annotated[Spec, Meta(description="What to look for; `kind` says how.")]
    examples: Annotated[Examples, Meta(description="Texts on which the rule is tried.")]
    where: Annotated[Where, Meta(description="Conditions on the place of a match and on its document.")] = Where()
    fix: Annotated[Repair | None, Meta(description="Leave it out where only a person can decide.")] = None
    stage: Annotated[
        Stage, Meta(description="When its fix is due, of the stages in order: " + ", ".join(Stage) + ".")
    ] = Stage.FURNITURE
    severity: Annotated[Severity, Meta(description="error, warning or info.")] = Severity.WARNING

    def __post_init__(self) -> None:
        for example in self.examples.bad:
            if (example.fixed is None) != (self.fix is None):
                raise ValueError("each bad example has `fixed` where the rule has a `fix`, and only there")

    def mistakes(self) -> Iterator[tuple[str, str]]:
        """(path of the key, problem) of what is wrong with patterns, and with what is to be filled in.

        To find out takes time: it is asked when a rule file is read, not whenever a rule is made.
        """
        yield from ((f"where.{path}", problem) for path, problem in self.where.mistakes())
        wrong = [(f"match.{path}", problem) for path, problem in self.match.mistakes()]
        yield from wrong or self._unfilled()

    def _unfilled(self) -> Iterator[tuple[str, str]]:
        known = self.match.values | {"match", "codes"} | ({"fixed"} if self.fix and not self.fix.delete else set())
        for key, template in (("message", self.message), ("fix.replace", self.fix.replace if self.fix else None)):
            names_in = _PLACEHOLDER.findall(template or "")
            if len(names_in) > _MOST_PLACEHOLDERS:
                yield key, f"more than {_MOST_PLACEHOLDERS} places to fill in; one line of a text can be very long"
            for name in names_in:
                if name not in known:
                    names = ", ".join(f"{{{name}}}" for name in sorted(known))
                    yield key, f"nothing fills {{{name}}}; this rule knows {names}"


class Rule(Definition, frozen=True, kw_only=True):
    """A definition with its id, which is the path of its file below the folder of rules, and its name."""

    id: str

    @property
    def gate(self) -> Gate | None:
        """What stands before it; it takes time to read that off a pattern."""
        return self.match.gate

    def expressions(self) -> Iterator[Source]:
        """The regular expressions that come into use with it."""
        yield from self.where.expressions()
        yield from self.match.expressions()

    @property
    def longest(self) -> int | None:
        """Code points up to which it looks at lines, if it does not look at all."""
        deletes_line = self.fix is not None and self.fix.delete == "line"
        return self.where.max_length or (SHORT_LINE if deletes_line else None)

    @classmethod
    def of(cls, definition: Definition, rule_id: str) -> "Rule":
        """The rule that a definition makes.

        One whose id begins with `site/DOMAIN/` is for that domain, unless it names its hosts itself.
        """
        family, _, rest = rule_id.partition("/")
        if family == "site" and not definition.where.hosts:
            where = structs.replace(definition.where, hosts=(rest.partition("/")[0],))
            definition = structs.replace(definition, where=where)
        return cls(id=rule_id, **structs.asdict(definition))


def fill(template: str, values: Mapping[str, str], longest: int | None = None) -> str:
    """A message or replacement with its `{placeholders}` filled in; anything else in braces stays as it is.

    No more than `longest` code points of each value go in.
    """
    parts = [*_parts(template)]
    parts[1::2] = [values.get(name, f"{{{name}}}")[:longest] for name in parts[1::2]]
    return "".join(parts)


@lru_cache(maxsize=4096)
def _parts(template: str) -> tuple[str, ...]:
    """A template cut at its placeholders: every other part is the name of one."""
    return tuple(_PLACEHOLDER.split(template))
