"""Lines that were decoded with the wrong codec."""

from collections.abc import Iterator, Sequence
from typing import Annotated, Literal

from msgspec import Meta

from newslint import views
from newslint.matchers.kind import Kind, Matcher
from newslint.page import Look, Page, once
from newslint.types import Match, Span

_SPACES = " \t\r"  # at the ends of lines; U+0085 and U+00A0 may be bytes of a character


class Encoding(Kind, frozen=True, tag="encoding"):
    """Lines that were decoded with the wrong codec."""

    is_local = True
    find: Annotated[
        Literal["mojibake", "charset", "utf-16"],
        Meta(
            description="mojibake: UTF-8 read as a single-byte codec, once or several times over. charset: text of "
            "another charset, such as EUC-JP or Windows-1251, read as Windows-1252; that is a guess, `{charset}` is "
            "which, and `{confidence}` from 0 to 100. utf-16: UTF-16 read as single bytes or the wrong way round, and "
            "UTF-8 read as UTF-16. `{decoded}` is the line as it was meant."
        ),
    ]
    evidence: Annotated[
        Literal["strong", "weak"],
        Meta(
            description="For mojibake. strong: lines that nobody would have written so, or in which so many sequences "
            "are complete that chance is out of the question. weak: the others that can be read."
        ),
    ] = "strong"

    @property
    def values(self) -> frozenset[str]:
        """The names that this kind fills in."""
        return frozenset({"decoded", "charset", "confidence"} if self.find == "charset" else {"decoded"})

    @property
    def look(self) -> Look:
        """Whether characters stand together that the damage consists of."""
        return _LOOKS[self.find]

    def compile(self) -> Matcher:
        """The matcher of this description."""
        if self.find == "mojibake":
            return _MojibakeMatcher(strong=self.evidence == "strong")
        return _CharsetMatcher() if self.find == "charset" else _WideMatcher()


@once
def _misread_lines(page: Page) -> set[int]:
    """The lines that may be mojibake: characters stand together that it consists of, and look bad, or are all of it."""
    found: set[int] = set()
    if page.text.isascii() or not views.may_be_misread(page.text, page.typed_chars):
        return found
    at = views.misread_place(page.text)
    if at is not None and not _may_look_bad(page):
        lines = enumerate(line.strip(_SPACES) for line in page.lines)
        return {number for number, line in lines if not line.isascii() and views.codecs_of(line)}
    while at is not None:
        number = page.line_at(at)
        found.add(number)
        at = views.misread_place(page.text, page.line_span(number).end)
    return found


def _may_look_bad(page: Page) -> bool:
    from newslint.mojibake import may_look_bad  # what it needs takes 20 ms to load, and hardly any text needs it

    return may_look_bad("".join(page.typed_chars))


def _may_be_of_a_charset(page: Page) -> bool:
    return not page.text.isascii() and views.may_be_legacy(page.text, page.typed_chars)


def _may_be_wide(page: Page) -> bool:
    return views.may_be_wide(page.text)


_LOOKS: dict[str, Look] = {
    "mojibake": _misread_lines,
    "charset": _may_be_of_a_charset,
    "utf-16": _may_be_wide,
}


class _MojibakeMatcher:
    def __init__(self, strong: bool) -> None:
        self.strong = strong

    def find(self, page: Page, lines: Sequence[int]) -> Iterator[Match]:
        from newslint.mojibake import reading

        for line, span in _stripped(page, sorted(_misread_lines(page) & set(lines))):
            found = reading(line)
            if found and found.strong is self.strong:
                yield Match(span, {"decoded": found.text})


class _CharsetMatcher:
    def find(self, page: Page, lines: Sequence[int]) -> Iterator[Match]:
        from newslint.charsets import guess
        from newslint.fonts.detection import is_set
        from newslint.mojibake import reading

        for line, span in _stripped(page, lines):
            if not views.looks_legacy(line) or ((meant := reading(line)) and meant.strong):
                continue
            found = guess(line)
            if found and not is_set(line):
                confidence = f"{100 * found.confidence:.0f}"
                yield Match(span, {"decoded": found.text, "charset": found.charset, "confidence": confidence})


class _WideMatcher:
    def find(self, page: Page, lines: Sequence[int]) -> Iterator[Match]:
        from newslint.wide import narrowed

        for number in lines:
            if (text := narrowed(page.lines[number])) is not None:
                yield Match(page.line_span(number), {"decoded": text})


def _stripped(page: Page, lines: Sequence[int]) -> Iterator[tuple[str, Span]]:
    """Lines without spaces at their ends."""
    for number in lines:
        line = page.lines[number].strip(_SPACES)
        start = page.starts[number] + page.lines[number].index(line)
        yield line, Span(start, start + len(line))
