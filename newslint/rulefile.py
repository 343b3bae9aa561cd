"""A rule file: YAML to rules, with the line and the remedy of every mistake."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import yaml
from msgspec import Struct

from newslint.errors import RuleError, UsageError, did_you_mean
from newslint.rule import Definition, Rule
from newslint.smallfile import read_small

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_WHERE = re.compile(r"(?s)(?P<problem>.*) - at `\$(?P<path>.*)`")
_NUMBER = re.compile("-?[0-9]{1,18}")  # YAML also takes 12:30 for a number, and 0x1F; people who write rules do not
_DECIMAL = re.compile("-?[0-9]{1,9}[.][0-9]{1,9}")
_STEP = re.compile(r"\.([\w-]+)|\[(\d+)\]")
_DEEPEST = 500  # levels


class RuleFile(Struct, frozen=True, forbid_unknown_fields=True):
    """A file of rules."""

    rules: tuple[Definition, ...]


def read_rules(file: Path, prefix: str) -> list[Rule]:
    """The rules of one file; `prefix` begins their ids. Raises RuleError with the line of the first mistake."""
    try:
        source = read_source(file)
        data = source.data()
    except RecursionError:
        raise RuleError(str(file), 1, "nested too deeply", "a rule file has five levels") from None
    try:
        content = msgspec.convert(data, RuleFile)
    except msgspec.ValidationError as error:
        raise source.explain(str(error)) from None
    rules: dict[str, Rule] = {}
    for number, definition in enumerate(content.rules):
        if definition.name in rules:
            raise source.mistake(f".rules[{number}].name", f"the name `{definition.name}` stands in this file already")
        for path, problem in definition.mistakes():
            raise source.mistake(f".rules[{number}].{path}", problem)
        rules[definition.name] = Rule.of(definition, f"{prefix}/{definition.name}")
    return list(rules.values())


def read_source(file: Path) -> Source:
    """A rule file, parsed, for mistakes to be pointed at. Raises RuleError, and UsageError if it cannot be read."""
    try:
        content = read_small(file)
        text = content.decode()
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        problem = f"not UTF-8 ({error.reason} at byte {error.start})"
        raise RuleError(str(file), line, problem, "save it as UTF-8") from None
    except OSError as error:
        raise UsageError(f"{file}: {error.strerror}") from None
    return Source(str(file), _compose(text, str(file)))


def _compose(text: str, path: str) -> yaml.Node:
    if max(map(_depth, text.split("\n"))) > _DEEPEST:  # the parser would run out of stack, which nobody can catch
        raise RuleError(path, 1, "nested too deeply", "a rule file has five levels")
    try:
        documents = [node for node in yaml.compose_all(text, _Loader) if node and not _is_empty(node)]
    except yaml.YAMLError as error:
        if isinstance(error, yaml.reader.ReaderError):
            line = text.count("\n", 0, text.index(chr(error.character))) + 1
            raise RuleError(path, line, f"holds a control character ({error.character:#04x})", "remove it") from None
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or str(error).split("\n")[0]
        line = mark.line + 1 if mark else 1
        has_tab = any("\t" in shown for shown in text.split("\n")[line - 1 : line])
        hint = "indent with spaces, not tabs" if has_tab else "check quotes and indents"
        raise RuleError(path, line, f"not YAML: {problem}", hint) from None
    if len(documents) != 1:
        line = documents[1].start_mark.line + 1 if documents else 1
        problem = f"{len(documents) or 'no'} YAML documents"
        raise RuleError(path, line, problem, "a rule file is one, with the key `rules`")
    return documents[0]


def _depth(line: str) -> int:
    """More levels than a line can open: its indent, and its brackets, those in quotes included."""
    return len(line) - len(line.lstrip(" -")) + line.count("[") + line.count("{")


def _is_empty(node: yaml.Node) -> bool:
    return isinstance(node, yaml.ScalarNode) and node.value == ""


class Source(NamedTuple):
    """A parsed file whose mistakes can be pointed at."""

    path: str
    root: yaml.Node

    def data(self) -> Any:  # noqa: ANN401 - YAML is what it is; msgspec says what it ought to be
        """What the file holds, as plain values. Raises RuleError for repeated keys and for aliases."""
        return self._data(self.root, set())

    def _data(self, node: yaml.Node, seen: set[int]) -> Any:  # noqa: ANN401
        if id(node) in seen:
            raise self._at(node, "used again elsewhere by an alias (`*name`)", "write it out there")
        seen.add(id(node))
        if isinstance(node, yaml.MappingNode):
            mapping: dict[str, Any] = {}
            for key, value in node.value:
                if not isinstance(key, yaml.ScalarNode):
                    raise self._at(key, "a key that is a list or has keys of its own", "put it in quotes")
                if key.value in mapping:
                    raise self._at(key, f"the key `{key.value}` stands here twice", "remove one of the two")
                mapping[key.value] = self._data(value, seen)
            return mapping
        if isinstance(node, yaml.SequenceNode):
            return [self._data(value, seen) for value in node.value]
        if node.tag == "tag:yaml.org,2002:int" and _NUMBER.fullmatch(node.value):
            return int(node.value)
        if node.tag == "tag:yaml.org,2002:float" and _DECIMAL.fullmatch(node.value):
            return float(node.value)
        if node.tag == "tag:yaml.org,2002:null":
            return None
        if node.tag == "tag:yaml.org,2002:bool":
            return node.value.lower() in ("true", "yes", "on")
        return node.value

    def _at(self, node: yaml.Node, problem: str, hint: str = "") -> RuleError:
        return RuleError(self.path, node.start_mark.line + 1, problem, hint)

    def mistake(self, path: str, problem: str, hint: str = "") -> RuleError:
        """An error at the node that a path such as `.rules[0].match` leads to, or as near as there is one."""
        node, found = self.root, self.root
        for key, index in _STEP.findall(path):
            if index and isinstance(node, yaml.SequenceNode):
                node = found = node.value[int(index)]
            elif isinstance(node, yaml.MappingNode):
                for name, value in node.value:
                    if name.value == key:
                        found, node = name, value
        return self._at(found, problem, hint)

    def explain(self, message: str) -> RuleError:
        """What msgspec found, at its line and with a remedy."""
        located = _WHERE.fullmatch(message)
        problem, path = (located["problem"], located["path"]) if located else (message, "")
        if unknown := re.search("unknown field `(.*)`", problem):
            hint = did_you_mean(unknown[1], _known_keys() - {unknown[1]}).removeprefix("; ")
            return self.mistake(f"{path}.{unknown[1]}", f"unknown key `{unknown[1]}`", hint or _SEE_SCHEMA)
        if missing := re.search("missing required field `(.*)`", problem):
            return self.mistake(path, f"the key `{missing[1]}` is missing here", _SEE_SCHEMA)
        key = _STEP.findall(path)[-1][0] if path else ""
        if problem.startswith("Invalid enum value") or (key == "kind" and problem.startswith("Invalid value")):
            return self.mistake(path, f"`{key}` does not know this word", f"it knows {', '.join(_choices(key))}")
        if problem.startswith("Expected `str` matching"):
            return self.mistake(path, "not a name for a rule", "write lower-case words with hyphens: advert-label")
        if problem.startswith("Expected `str`, got"):
            return self.mistake(path, "expected text; YAML reads this as something else", "put it in quotes")
        if problem.startswith("Expected"):
            return self.mistake(path, _in_words(problem), _SEE_SCHEMA)
        return self.mistake(path, problem[0].lower() + problem[1:])


_TYPES = {
    "array": "a list",
    "bool": "true or false",
    "float": "a number",
    "int": "a whole number",
    "null": "nothing",
    "object": "keys with values",
    "str": "text",
}
"""What msgspec calls types, in words for people who write rules."""


def _in_words(problem: str) -> str:
    """What msgspec expected and got, for people: `a list of at least 1`, `a whole number, got text`."""
    told = re.sub("`(.*?)`", lambda types: _named(types[1]), problem)
    told = re.sub(r" of length >= (\d+)", r" of at least \1", told)
    return re.sub(r" >= (-?\d)", r" from \1", told).replace(" <= ", " up to ").replace("Expected", "expected")


def _named(types: str) -> str:
    named = [_TYPES.get(one, one) for one in types.split(" | ") if one != "null"]
    return " or ".join(named) or _TYPES["null"]


_SEE_SCHEMA = "`newslint rules schema` lists the keys"


def _parts() -> Iterator[dict[str, Any]]:
    yield from msgspec.json.schema(RuleFile)["$defs"].values()


def _known_keys() -> set[str]:
    return {key for part in _parts() for key in part.get("properties", ())}


def _choices(key: str) -> list[str]:
    """The words that the values of a key can be, of whatever kind."""
    values = [part["properties"][key] for part in _parts() if key in part.get("properties", ())]
    text = json.dumps(values)
    named = [part["enum"] for part in _parts() if "enum" in part and f'"#/$defs/{part["title"]}"' in text]
    return sorted({word for words in (*named, *_enums(values)) for word in words})


def _enums(schema: object) -> Iterator[list[str]]:
    if isinstance(schema, dict):
        yield from [schema["enum"]] if "enum" in schema else []
        for value in schema.values():
            yield from _enums(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from _enums(value)


def schema() -> dict[str, Any]:
    """The JSON Schema of a rule file, for editors: made from the types that validate it."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "newslint rules"} | msgspec.json.schema(
        RuleFile
    )
