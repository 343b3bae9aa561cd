"""Rules tried on their own examples, and on everyone else's.

A rule fails in one of five ways. *noisy*: it finds something in a text that is good. *missing*: it finds nothing in a
text that is bad. *wrong*: its fix does not give the text that it promises. *restless*: its fix does not settle.
*slow*: it costs more than it is worth.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Literal

from msgspec import Struct, structs

from newslint.engine import Engine
from newslint.errors import UnsettledError
from newslint.expressions import compiled
from newslint.fixing import fix
from newslint.limits import SECONDS
from newslint.matchers import Inline, Metric, Pattern, Section, Spec
from newslint.rule import Example, Rule
from newslint.ruleset import RuleSet
from newslint.types import Diagnostic, Document, Fixed, Safety

TIME_LIMIT = SECONDS
"""Seconds that one pattern may take for a text of LONG code points; sound ones need a few thousandths."""
LONG = 20_000

Way = Literal["noisy", "missing", "wrong", "restless", "slow"]


class Failing(Struct, frozen=True):
    """One way in which one rule fails; `text` is the example that shows it."""

    rule: str
    way: Way
    reason: str
    text: str = ""


def try_rules(tried: Iterable[Rule], everything: RuleSet) -> Iterator[Failing]:
    """Whatever is wrong with some rules, each by itself and each among all the others in force."""
    together = Engine(everything)
    for rule in tried:
        yield from try_alone(rule, company(rule, everything) if rule.match.asks_last else None)
        yield from try_among(rule, together)


def company(rule: Rule, everything: RuleSet) -> Engine:
    """A rule that asks last with those that it builds on: not with others of its kind, which may take what it finds."""
    return Engine(RuleSet((*(one for one in everything.rules if not one.match.asks_last and one.id != rule.id), rule)))


def try_alone(rule: Rule, others: Engine | None = None) -> Iterator[Failing]:
    """What is wrong with a rule by itself; one that builds on what others find is tried in their company."""
    engine = others or Engine(RuleSet((rule,)))
    for example in rule.examples.good:
        yield from _quiet(rule, engine, example, "noisy", "finds {match} in a good example")
    for example in rule.examples.missed:
        yield from _quiet(rule, engine, example, "wrong", "finds {match} in a `missed` example; move it to `bad`")
    for example in rule.examples.bad:
        yield from _loud(rule, engine, example, alone=others is None)
    yield from _speed(rule)


def _document(rule: Rule, example: str | Example) -> Document:
    """The document that an example is: on the first of the hosts that the rule asks for, if it does."""
    url = f"https://{rule.where.hosts[0]}/" if rule.where.hosts else None
    text, language = (example, None) if isinstance(example, str) else (example.text, example.language)
    return Document(text, language, url)


def _said(rule: Rule, engine: Engine, document: Document) -> list[Diagnostic]:
    return [diagnostic for diagnostic in engine.check(document) if diagnostic.rule == rule.id]


def _quiet(rule: Rule, engine: Engine, example: str | Example, way: Way, reason: str) -> Iterator[Failing]:
    document = _document(rule, example)
    for found in _said(rule, engine, document)[:1]:
        match = repr(document.text[found.span.start : found.span.end])
        yield Failing(rule.id, way, reason.format(match=match), document.text)


def _loud(rule: Rule, engine: Engine, example: Example, alone: bool) -> Iterator[Failing]:
    document = _document(rule, example)
    found = _said(rule, engine, document)
    if alone and found != _said(rule, Engine(RuleSet((rule,)), prefilter=False), document):
        yield Failing(rule.id, "missing", "the prefilter turns away a match: this is newslint's mistake", document.text)
    elif not found:
        yield Failing(rule.id, "missing", "finds nothing in a bad example", document.text)
    elif rule.fix:
        yield from _fixes(rule, engine, example)


def _fixes(rule: Rule, engine: Engine, example: Example) -> Iterator[Failing]:
    fixed = _fixed(engine, _document(rule, example), rule.fix is not None and rule.fix.safety is Safety.UNSAFE)
    if fixed is None:
        yield Failing(rule.id, "restless", "its fix goes on and on", example.text)
    elif fixed.text != example.fixed:
        yield Failing(rule.id, "wrong", f"gives {fixed.text!r}, not {example.fixed!r}", example.text)
    elif _said(rule, engine, structs.replace(_document(rule, example), text=fixed.text)):
        yield Failing(rule.id, "restless", "finds something again in what it has fixed", example.text)


def _fixed(engine: Engine, document: Document, unsafe: bool) -> Fixed | None:
    try:
        return fix(document, engine.check, unsafe)[0]
    except UnsettledError:
        return None


def try_among(rule: Rule, together: Engine) -> Iterator[Failing]:
    """What goes wrong between a rule's examples and all rules in force."""
    for example in rule.examples.good:
        document = _document(rule, example)
        fixed = _fixed(together, document, unsafe=False)
        for culprit in fixed.applied if fixed else ():
            reason = f"its safe fix changes a good example of {rule.id}"
            yield Failing(culprit.rule, "noisy", reason, document.text)
    for bad in rule.examples.bad:
        if _fixed(together, _document(rule, bad), unsafe=True) is None:
            yield Failing(rule.id, "restless", "all rules together do not settle on its example", bad.text)


def _speed(rule: Rule) -> Iterator[Failing]:
    match = _searched(rule)
    if isinstance(match, Pattern) and rule.gate is None and not match.full_scan:
        reason = "no fixed characters to look for, so it is tried on every line; say in `full-scan` why it is worth it"
        yield Failing(rule.id, "slow", reason, match.pattern)
    for expression, run in _expressions(rule):
        for text in _hard_texts(rule):
            try:
                run(text)
            except TimeoutError:
                reason = f"takes {TIME_LIMIT:.0f} s and more for {LONG} characters; look for repeats within repeats"
                yield Failing(rule.id, "slow", f"{expression} {reason}", text[:80])
                break


def _searched(rule: Rule) -> Spec:
    """What a rule looks for line by line: of a section its marker."""
    return rule.match.marker if isinstance(rule.match, Section) else rule.match


def _expressions(rule: Rule) -> Iterator[tuple[str, Callable[[str], object]]]:
    """The regular expressions of a rule, and what runs each of them on a text as the rule would, within the limit."""
    match = _searched(rule)
    if isinstance(match, Pattern):
        expression = match.expression()
        whole = {"line": expression.fullmatch, "start": expression.match}.get(match.at, expression.findall)
        yield match.pattern, partial(whole, timeout=TIME_LIMIT)
    elif isinstance(match, Inline):
        yield match.then, partial(Pattern(match.then).expression().match, timeout=TIME_LIMIT)
    elif isinstance(match, Metric):
        for count in match.counts:
            yield count.of, partial(count.expression.findall, timeout=TIME_LIMIT)
    for exception in rule.where.expressions():
        yield exception[0], partial(compiled(*exception).search, timeout=TIME_LIMIT)


def _literals(rule: Rule) -> Iterator[str]:
    """What a pattern cannot match without, since what is slow may come behind it."""
    yield from sorted(rule.gate.literals)[:3] if rule.gate else ()


def _hard_texts(rule: Rule) -> Iterator[str]:
    """Long lines on which careless patterns take for ever: one thing over and over, and the rule's own examples.

    Each ends in what nothing asks for, since it is in failing that a pattern tries every way there is.
    """
    units = [" ", "a", "1", "(", "ক", "। ", ". ", "a ", "১:", "<a "]
    lines = [example.text.replace("\n", " ") for example in rule.examples.bad]
    for unit in filter(None, [*units, *lines, *(line[:-1] for line in lines)]):
        yield _long(unit)
    for literal in _literals(rule):
        yield from (literal + _long(unit) for unit in units)


def _long(unit: str) -> str:
    return unit * (LONG // len(unit) + 1) + "\0"
