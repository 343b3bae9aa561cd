"""How other tools know a file and a finding again: paths, URIs and fingerprints."""

from __future__ import annotations

import os

from newslint.reporters.finding import Finding

_CONTEXT = 32  # code points on either side of a match


def local_path(path: str) -> str:
    """The path with forward slashes, relative to the working directory where it lies below."""
    below = os.path.join(os.getcwd(), "")  # noqa: PTH109, PTH118 - a prefix of a string, for every finding
    return path.removeprefix(below).replace(os.sep, "/").removeprefix("./")


def uri(path: str) -> str:
    """The path as a percent-encoded URI, relative where the path is local."""
    from urllib.parse import quote

    encoded = quote(os.fsencode(local_path(path)))
    return f"file://{encoded}" if encoded.startswith("/") else encoded


def fingerprint(finding: Finding, *more: str | int | None) -> str:
    """32 hex digits from the rule, the match, the text next to it, and `more`; never from where in the file it is."""
    from hashlib import sha256

    start, end = finding.diagnostic.span
    text = finding.lines.text if finding.lines else finding.diagnostic.message
    context = (text[max(0, start - _CONTEXT) : start], finding.match, text[end : end + _CONTEXT])
    key = repr((finding.diagnostic.rule, *context, *more))
    return sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:32]
