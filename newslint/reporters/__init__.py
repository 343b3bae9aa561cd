"""Reports of findings, for people, build servers and other tools: each format is one class that writes a stream."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from newslint.reporters.concise import Concise
from newslint.reporters.full import Full
from newslint.reporters.github import Github
from newslint.reporters.gitlab import Gitlab
from newslint.reporters.junit import Junit
from newslint.reporters.machine import JsonArray, JsonLines
from newslint.reporters.output import Output, Reporter
from newslint.reporters.rdjson import Rdjson
from newslint.reporters.sarif import Sarif
from newslint.reporters.summary import Summary

FORMATS: Mapping[str, Callable[[Output], Reporter]] = {
    "full": Full,
    "concise": Concise,
    "json": JsonArray,
    "jsonl": JsonLines,
    "sarif": Sarif,
    "github": Github,
    "gitlab": Gitlab,
    "junit": Junit,
    "rdjson": Rdjson,
}
"""The formats of `--output-format` and what makes their reporters."""

__all__ = ["FORMATS", "Output", "Reporter", "Summary"]
