"""Rule files to rule sets: loading with the line of every mistake, choosing rules, telling sets apart."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from fnmatch import fnmatchcase
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import yaml
from msgspec import Struct

from newslint.errors import RuleError, UsageError
from newslint.rule import Definition, Rule

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_WHERE = re.compile(r"(?s)(?P<problem>.*) - at `\$(?P<path>.*)`")
_NUMBER = re.compile("-?[0-9]{1,18}")  # YAML also takes 12:30 for a number, and 0x1F; people who write rules do not
_STEP = re.compile(r"\.([\w-]+)|\[(\d+)\]")


class RuleFile(Struct, frozen=True, forbid_unknown_fields=True):
    """A file of rules."""

    rules: tuple[Definition, ...]


class RuleSet(Struct, frozen=True, dict=True):
    """Rules in the order of their ids: data, that can be compared, hashed, pickled and sent to another machine."""

    rules: tuple[Rule, ...]

    @cached_property
    def fingerprint(self) -> str:
        """Sixteen hex digits that change whenever any rule does."""
        import hashlib  # hardly anybody asks

        return hashlib.blake2b(msgspec.json.encode(self.rules), digest_size=8).hexdigest()

    def get(self, rule_id: str) -> Rule:
        """The rule of an id. Raises UsageError where there is none."""
        for rule in self.rules:
            if rule.id == rule_id:
                return rule
        raise UsageError(f"no rule `{rule_id}`{_did_you_mean(rule_id, [rule.id for rule in self.rules])}")

    def choose(self, select: Sequence[str], ignore: Sequence[str] = ()) -> RuleSet:
        """The rules that a selector in `select` names, and none in `ignore` does; an empty `select` names all.

        A selector is an id, a folder of ids or a glob. Raises UsageError for one that names no rule.
        """
        for selector in (*select, *ignore):
            if not any(selects(selector, rule.id) for rule in self.rules):
                folders = {rule.id.rpartition("/")[0] for rule in self.rules}
                near = _did_you_mean(selector, [rule.id for rule in self.rules] + sorted(folders))
                raise UsageError(f"no rule is named by `{selector}`{near}; `newslint rules list` shows all of them")
        chosen = (rule for rule in self.rules if not select or any(selects(name, rule.id) for name in select))
        return RuleSet(tuple(rule for rule in chosen if not any(selects(name, rule.id) for name in ignore)))


def selects(selector: str, rule_id: str) -> bool:
    """Whether a selector names a rule: `boilerplate/en/advert`, `boilerplate/en`, `boilerplate/*/advert*`."""
    selector = selector.rstrip("/")
    return rule_id == selector or rule_id.startswith(selector + "/") or fnmatchcase(rule_id, selector)


def _did_you_mean(word: str, known: Iterable[str]) -> str:
    import difflib  # only for a mistake

    near = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f"; did you mean `{near[0]}`?" if near else ""


def builtin_rules() -> Path:
    """The folder of the rules that newslint comes with, installed or in a checkout."""
    inside = Path(__file__).parent / "rules"
    return inside if inside.is_dir() else inside.parent.parent / "rules"


@lru_cache(maxsize=8)
def in_force(select: tuple[str, ...] = (), ignore: tuple[str, ...] = (), more: tuple[Path, ...] = ()) -> RuleSet:
    """The rules that newslint comes with and those of `more` files and folders, as selectors choose them.

    Raises RuleError for a mistake in a rule file, UsageError for a selector that names no rule.
    """
    return _load_once((builtin_rules(), *more)).choose(select, ignore)


@lru_cache(maxsize=8)
def _load_once(paths: tuple[Path, ...]) -> RuleSet:
    return load(paths)


def load(paths: Sequence[Path]) -> RuleSet:
    """The rules of files and folders together. Raises RuleError for the first mistake."""
    found: dict[str, tuple[Rule, Path]] = {}
    for file, prefix in _rule_files(paths):
        for number, rule in enumerate(load_file(file, prefix)):
            if rule.id in found:
                problem = f"the rule {rule.id} stands in {found[rule.id][1]} as well"
                raise _read(file).mistake(f".rules[{number}].name", problem, "rename one of the two")
            found[rule.id] = rule, file
    return RuleSet(tuple(found[rule_id][0] for rule_id in sorted(found)))


def _rule_files(paths: Sequence[Path]) -> Iterator[tuple[Path, str]]:
    """Each rule file once, with the first part of its rules' ids: its path below the folder of rules."""
    seen: set[Path] = set()
    for path in paths:
        if path.is_dir():
            files = [file for file in sorted(path.rglob("*")) if file.suffix in (".yaml", ".yml")]
            if not files:
                raise UsageError(f"{path}: no rule files (*.yaml, *.yml) in this folder")
        elif path.exists():
            files = [path]
        else:
            raise UsageError(f"{path}: no such rule file or folder")
        for file in files:
            if file.resolve() not in seen:
                seen.add(file.resolve())
                yield file, _prefix(file, path)


def _prefix(file: Path, given: Path) -> str:
    """Where the ids start: below the folder that was given, or for a single file below a folder named `rules`."""
    if given != file:
        return file.relative_to(given).with_suffix("").as_posix()
    parts = file.resolve().with_suffix("").parts
    above = [number for number, part in enumerate(parts[:-1]) if part == "rules"]
    return "/".join(parts[above[-1] + 1 :] if above else parts[-1:])


def load_file(file: Path, prefix: str) -> list[Rule]:
    """The rules of one file. Raises RuleError with the line of the first mistake."""
    try:
        source = _read(file)
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
        rules[definition.name] = Rule(id=f"{prefix}/{definition.name}", **_fields(definition))
    return list(rules.values())


def _fields(definition: Definition) -> dict[str, Any]:
    return {name: getattr(definition, name) for name in definition.__struct_fields__}


def _read(file: Path) -> _Source:
    try:
        content = file.read_bytes()
        text = content.decode()
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        problem = f"not UTF-8 ({error.reason} at byte {error.start})"
        raise RuleError(str(file), line, problem, "save it as UTF-8") from None
    except OSError as error:
        raise UsageError(f"{file}: {error.strerror}") from None
    return _Source(str(file), _compose(text, str(file)))


def _compose(text: str, path: str) -> yaml.Node:
    try:
        documents = [node for node in yaml.compose_all(text, _Loader) if node and not _is_empty(node)]
    except yaml.YAMLError as error:
        if isinstance(error, yaml.reader.ReaderError):
            line = text.count("\n", 0, text.index(chr(error.character))) + 1
            raise RuleError(path, line, f"holds a control character ({error.character:#04x})", "remove it") from None
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or str(error).split("\n")[0]
        raise RuleError(
            path, mark.line + 1 if mark else 1, f"not YAML: {problem}", "check quotes and indents"
        ) from None
    if len(documents) != 1:
        line = documents[1].start_mark.line + 1 if documents else 1
        problem = f"{len(documents) or 'no'} YAML documents"
        raise RuleError(path, line, problem, "a rule file is one, with the key `rules`")
    return documents[0]


def _is_empty(node: yaml.Node) -> bool:
    return isinstance(node, yaml.ScalarNode) and node.value == ""


class _Source(NamedTuple):
    """A parsed file whose mistakes can be pointed at."""

    path: str
    root: yaml.Node

    def data(self) -> Any:  # noqa: ANN401 - YAML is what it is; msgspec says what it ought to be
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
            hint = _did_you_mean(unknown[1], _known_keys() - {unknown[1]}).removeprefix("; ")
            return self.mistake(f"{path}.{unknown[1]}", f"unknown key `{unknown[1]}`", hint or _SEE_SCHEMA)
        if missing := re.search("missing required field `(.*)`", problem):
            return self.mistake(path, f"the key `{missing[1]}` is missing here", _SEE_SCHEMA)
        if problem.startswith("Expected `str`, got"):
            return self.mistake(path, "expected text; YAML reads this as something else", "put it in quotes")
        return self.mistake(path, problem[0].lower() + problem[1:])


_SEE_SCHEMA = "`newslint rules schema` lists the keys"


def _known_keys() -> set[str]:
    schema = msgspec.json.schema(RuleFile)
    return {key for part in schema["$defs"].values() for key in part.get("properties", ())}


def schema() -> dict[str, Any]:
    """The JSON Schema of a rule file, for editors: made from the types that validate it."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "newslint rules"} | msgspec.json.schema(
        RuleFile
    )
