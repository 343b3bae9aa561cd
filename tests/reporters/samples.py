"""Findings to report on, and a way to see what a reporter writes."""

import io

from newslint.reporters import FORMATS, Output, Summary
from newslint.reporters.color import PLAIN, Style
from newslint.types import Diagnostic, Document, Edit, Failure, Fix, Fixed, Place, Result, Safety, Severity, Span

TEXT = "ঢাকা, ২ মার্চ: বৃষ্টি হয়েছে।\nবিজ্ঞাপন\nরাস্তা ডুবে গেছে।\n"
WHY = {"boilerplate/bn/advert-label": "The label of an advertisement is no part of the story."}


def at(text: str, part: str) -> Span:
    start = text.index(part)
    return Span(start, start + len(part))


def diagnostic(span: Span, *, fix: Fix | None = None, rule="boilerplate/bn/advert-label", **changes) -> Diagnostic:
    severity, message = changes.get("severity", Severity.WARNING), changes.get("message", "Advertisement label")
    return Diagnostic(rule, severity, message, span, fix)


def advert(text: str = TEXT, safety: Safety = Safety.SAFE) -> Diagnostic:
    span = at(text, "বিজ্ঞাপন")
    return diagnostic(span, fix=Fix((Edit(Span(span.start, span.end + 1), ""),), safety))


def in_file(*diagnostics: Diagnostic, text: str = TEXT, path: str = "news/a.txt") -> Result:
    return Result(Place(path), Document(text), diagnostics)


def in_record(*diagnostics: Diagnostic, text: str = TEXT, id: str | int | None = "a81f") -> Result:
    return Result(Place("news/b.jsonl", 12, id, "text"), Document(text), diagnostics)


def fixed(before: str, *edits: Edit, place: Place = Place("news/a.txt"), applied=()) -> Result:  # noqa: B008
    after, done = [], 0
    for span, text in edits:
        after += [before[done : span.start], text]
        done = span.end
    after.append(before[done:])
    return Result(place, Document(before), (), Fixed("".join(after), edits, tuple(applied)))


FAILURE = Failure(Place("news/b.jsonl", 13), "input/bad-json", "This line is not JSON: it ends inside a string")
EVERYTHING = (
    in_file(advert(), diagnostic(at(TEXT, "বৃষ্টি"), rule="quality/rain", severity=Severity.INFO)),
    in_file(text="Nothing here.\n", path="news/clean.txt"),
    in_record(advert(safety=Safety.UNSAFE), diagnostic(Span(0, 0), rule="quality/empty", severity=Severity.ERROR)),
    FAILURE,
)


def tally(*items: Result | Failure, mode="check") -> Summary:
    summary = Summary(mode=mode)
    for item in items:
        summary.add(item)
    return summary


def report(name: str, *items: Result | Failure, style: Style = PLAIN, closing: bool = False) -> str:
    """What the reporter writes, as a stream of UTF-8 takes it; with the summary where `closing` says so."""
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding="utf-8", newline="\n")
    reporter = FORMATS[name](Output(stream, style, WHY))
    for item in items:
        reporter.show(item)
    reporter.close(tally(*items) if closing else None)
    stream.flush()
    return raw.getvalue().decode()
