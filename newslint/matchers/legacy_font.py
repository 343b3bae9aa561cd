"""Text set in a legacy font, whose letters are Latin ones to everything but the eye."""

from collections.abc import Iterator, Sequence
from typing import Annotated, Literal

from msgspec import Meta

from newslint.expressions import Source
from newslint.gates import Gate, gate_of
from newslint.matchers.kind import Kind
from newslint.page import Page
from newslint.types import Match, Span


class LegacyFont(Kind, frozen=True, tag="legacy-font"):
    """Stretches of a line in which Latin letters and signs stand for the glyphs of a font."""

    is_local = True
    font: Annotated[
        Literal["bijoy", "s550", "kruti-dev", "preeti"],
        Meta(
            description="The font. A stretch is found where some of it is what nobody writes otherwise, and nearly all "
            "of it makes words of the font's script. `{decoded}` is what it shows."
        ),
    ]

    @property
    def values(self) -> frozenset[str]:
        """The names that this kind fills in."""
        return frozenset({"decoded"})

    @property
    def gate(self) -> Gate | None:
        """What the evidence for the font cannot do without."""
        from newslint.fonts import font

        return gate_of(font(self.font).evidence)

    def expressions(self) -> Iterator[Source]:
        """The evidence for the font."""
        from newslint.fonts import font

        yield font(self.font).evidence, 0

    def compile(self) -> "_LegacyFontMatcher":
        """The matcher of this description."""
        return _LegacyFontMatcher(self.font)


class _LegacyFontMatcher:
    def __init__(self, name: str) -> None:
        self.name = name

    def find(self, page: Page, lines: Sequence[int]) -> Iterator[Match]:
        from newslint.fonts.detection import stretches

        for number in lines:
            line, start = page.lines[number], page.starts[number]
            found = list(stretches(line, self.name))
            for (first, last), text in found if found and not _is_mojibake(line) else ():
                yield Match(Span(start + first, start + last), {"decoded": text})


def _is_mojibake(line: str) -> bool:
    """Whether a line is better explained: bytes in the wrong codec look like a font that draws each of them."""
    from newslint.mojibake import reading

    found = reading(line)
    return found is not None and found.strong
