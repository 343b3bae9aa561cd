"""Reports of findings, for people, build servers and other tools: each format is one class that writes a stream."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module

from newslint.reporters.output import Output, Reporter
from newslint.reporters.summary import Summary


def _late(module: str, name: str) -> Callable[[Output], Reporter]:
    """A class of a module that is loaded when a reporter is made: a run has one or two of them."""

    def made(output: Output) -> Reporter:
        reporter: Reporter = getattr(import_module(f"newslint.reporters.{module}"), name)(output)
        return reporter

    return made


FORMATS: Mapping[str, Callable[[Output], Reporter]] = {
    "full": _late("full", "Full"),
    "concise": _late("concise", "Concise"),
    "json": _late("machine", "JsonArray"),
    "jsonl": _late("machine", "JsonLines"),
    "sarif": _late("sarif", "Sarif"),
    "github": _late("github", "Github"),
    "gitlab": _late("gitlab", "Gitlab"),
    "junit": _late("junit", "Junit"),
    "rdjson": _late("rdjson", "Rdjson"),
}
"""The formats of `--output-format` and what makes their reporters."""

__all__ = ["FORMATS", "Output", "Reporter", "Summary"]
