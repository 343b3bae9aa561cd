"""Sets of rules: loaded from files and folders, chosen by selectors, told apart by their fingerprint."""

from __future__ import annotations

from collections.abc import Sequence
from fnmatch import fnmatchcase
from functools import cached_property, lru_cache
from pathlib import Path

import msgspec
from msgspec import Struct

from newslint import rulecache
from newslint.errors import SelectorError, UsageError, did_you_mean
from newslint.rule import Rule


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
        raise UsageError(f"no rule `{rule_id}`{did_you_mean(rule_id, [rule.id for rule in self.rules])}")

    def choose(self, select: Sequence[str], ignore: Sequence[str] = ()) -> RuleSet:
        """The rules that a selector in `select` names, and none in `ignore` does; an empty `select` names all.

        A selector is an id, a folder of ids or a glob. Raises UsageError for one that names no rule.
        """
        for selector in (*select, *ignore):
            if not any(selects(selector, rule.id) for rule in self.rules):
                folders = {rule.id.rpartition("/")[0] for rule in self.rules}
                near = did_you_mean(selector, [rule.id for rule in self.rules] + sorted(folders))
                raise SelectorError(selector, f"{near or ';'} `newslint rules list` shows all of them")
        chosen = (rule for rule in self.rules if not select or any(selects(name, rule.id) for name in select))
        return RuleSet(tuple(rule for rule in chosen if not any(selects(name, rule.id) for name in ignore)))


def selects(selector: str, rule_id: str) -> bool:
    """Whether a selector names a rule: `boilerplate/en/advert`, `boilerplate/en`, `boilerplate/*/advert*`."""
    selector = selector.rstrip("/")
    return rule_id == selector or rule_id.startswith(selector + "/") or fnmatchcase(rule_id, selector)


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
    """The rules of files and folders together. Raises RuleError for a mistake.

    Each path has a place of its own in the cache: who changes a rule of theirs does not read all others again.
    """
    groups = _rule_files(paths)
    rules = [rule for files in groups for rule in _cached(files)]
    if len({rule.id for rule in rules}) < len(rules):
        return RuleSet(_read([file for files in groups for file in files]))  # which says what stands twice
    return RuleSet(tuple(sorted(rules, key=lambda rule: rule.id)))


def _cached(files: Sequence[tuple[Path, str]]) -> tuple[Rule, ...]:
    try:
        name, digest = rulecache.key_of(files)
    except OSError:
        return _read(files)  # which says what is wrong
    rules = rulecache.read(name, digest)
    if rules is None:
        rules = _read(files)
        rulecache.write(name, digest, rules)
    return rules


def _read(files: Sequence[tuple[Path, str]]) -> tuple[Rule, ...]:
    from newslint import rulefile  # brings the parser of YAML

    found: dict[str, tuple[Rule, Path]] = {}
    for file, prefix in files:
        for number, rule in enumerate(rulefile.read_rules(file, prefix)):
            if rule.id in found:
                problem = f"the rule {rule.id} stands in {found[rule.id][1]} as well"
                raise rulefile.read_source(file).mistake(f".rules[{number}].name", problem, "rename one of the two")
            found[rule.id] = rule, file
    return tuple(found[rule_id][0] for rule_id in sorted(found))


def _rule_files(paths: Sequence[Path]) -> list[list[tuple[Path, str]]]:
    """For each path its rule files, each file once in all, with the first part of its rules' ids."""
    seen: set[Path] = set()
    groups = []
    for path in paths:
        if path.is_dir():
            files = [file for file in sorted(path.rglob("*")) if file.suffix in (".yaml", ".yml")]
            if not files:
                raise UsageError(f"{path}: no rule files (*.yaml, *.yml) in this folder")
        elif path.exists():
            files = [path]
        else:
            raise UsageError(f"{path}: no such rule file or folder")
        groups.append([(file, _prefix(file, path)) for file in files if file.resolve() not in seen])
        seen |= {file.resolve() for file in files}
    return groups


def _prefix(file: Path, given: Path) -> str:
    """Where the ids start: below the folder that was given, or for a single file below a folder named `rules`."""
    if given != file:
        return file.relative_to(given).with_suffix("").as_posix()
    parts = file.resolve().with_suffix("").parts
    above = [number for number, part in enumerate(parts[:-1]) if part == "rules"]
    return "/".join(parts[above[-1] + 1 :] if above else parts[-1:])
