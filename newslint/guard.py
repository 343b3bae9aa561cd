"""A guard over fixing: unsafe fixes that would take away most of a text are more likely wrong than the text is."""

from __future__ import annotations

from newslint.fixing import Fixing, fixing
from newslint.notices import MOSTLY_FURNITURE, NOTICES
from newslint.types import Diagnostic, Document, Fixed, Safety, Span

MAX_LOSS = 60
"""Per cent of a text that unsafe fixes may take away: of a hundred news pages, as extractors leave them, one holds more
furniture than that."""


def guarded(document: Document, unsafe: bool = False, max_loss: int = MAX_LOSS, tells: bool = True) -> Fixing:
    """As `fixing`, but a text that unsafe fixes would take more of, in per cent of code points, gets safe ones only.

    What fixes take that are not counted is not of that text. That it got safe ones only is one more thing to say about
    it, where it `tells`. Raises UnsettledError as `fixing` does.
    """
    fixed, left = yield from fixing(document, unsafe)
    lost, beside = _losses(fixed)
    length = len(document.text) - beside
    if 100 * lost <= max_loss * length:
        return fixed, left
    fixed, left = yield from fixing(document)
    if not tells:
        return fixed, left
    share = 100 * lost // length
    message = f"Unsafe fixes would take {share} per cent of this text, more than max-loss allows: none was made"
    severity = NOTICES[MOSTLY_FURNITURE].severity
    return fixed, (Diagnostic(MOSTLY_FURNITURE, severity, message, Span(0, len(fixed.text))), *left)


def _losses(fixed: Fixed) -> tuple[int, int]:
    """How many code points unsafe fixes took away: those that count, and the others."""
    uncounted = {one.rule for one in fixed.applied if one.fix and not one.fix.counted}
    lost = beside = 0
    for change in fixed.changes:
        size = change.span.end - change.span.start - len(change.text)
        if change.rule in uncounted:
            beside += size
        elif change.safety is Safety.UNSAFE:
            lost += size
    return lost, beside
