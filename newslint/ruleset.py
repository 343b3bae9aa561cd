"""Sets of rules: loaded from files and folders, chosen by selectors, told apart by their fingerprint."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fnmatch import fnmatchcase
from functools import cached_property, lru_cache
from pathlib import Path

import msgspec

from newslint import rulecache
from newslint.errors import SelectorError, UsageError, did_you_mean
from newslint.index import Index
from newslint.notices import NOTICES
from newslint.packed import Packed
from newslint.rule import Rule


class RuleSet:
    """Rules in the order of their ids: data, that can be compared, hashed, pickled and sent to another machine.

    Each is made when it is first asked for, since most are not.
    """

    def __init__(self, rules: Iterable[Rule | Packed] = (), index: Index | None = None) -> None:
        """`index` is that of their gates, where it is known."""
        self.packed = tuple(rule if isinstance(rule, Packed) else Packed.of(rule) for rule in rules)
        self._index = index

    def __eq__(self, other: object) -> bool:
        return isinstance(other, RuleSet) and (self is other or self.packed == other.packed)

    def __hash__(self) -> int:
        return hash(self.ids)

    def __reduce__(self) -> tuple[type[RuleSet], tuple[tuple[Packed, ...], Index]]:
        return RuleSet, (self.packed, self.index)

    def __getitem__(self, number: int) -> Rule:
        return self.packed[number].rule

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """The ids of the rules."""
        return tuple(one.id for one in self.packed)

    @cached_property
    def rules(self) -> tuple[Rule, ...]:
        """The rules, all of them made."""
        return tuple(one.rule for one in self.packed)

    @cached_property
    def index(self) -> Index:
        """The gates of the rules, known by their numbers."""
        return self._index or Index.of(one.gate for one in self.packed)

    @cached_property
    def fingerprint(self) -> str:
        """Sixteen hex digits that change whenever any rule does."""
        import hashlib  # hardly anybody asks

        return hashlib.blake2b(msgspec.msgpack.encode([one.content for one in self.packed]), digest_size=8).hexdigest()

    def get(self, rule_id: str) -> Rule:
        """The rule of an id. Raises UsageError where there is none."""
        if rule_id in self.ids:
            return self[self.ids.index(rule_id)]
        for meant in (rule_id, f"{rule_id}*", f"*/{rule_id}"):  # a folder, the start of an id, a name alone
            if any(selects(meant, one) for one in self.ids):
                raise UsageError(
                    f"no rule `{rule_id}`; `newslint rules list --select '{meant}'` shows what may be meant"
                )
        near = did_you_mean(rule_id, (*self.ids, *NOTICES))
        raise UsageError(f"no rule `{rule_id}`{near or ';'} `newslint rules list` shows all of them")

    def choose(self, select: Sequence[str], ignore: Sequence[str] = ()) -> RuleSet:
        """The rules that a selector in `select` names, and none in `ignore` does; an empty `select` names all.

        A selector is an id, a folder of ids or a glob. Raises UsageError for one that names no rule, nor anything else
        that can be left out.
        """
        known = (*self.ids, *(one for one, notice in NOTICES.items() if notice.is_optional))
        for selector in (*select, *ignore):
            if not names([selector], *known):
                raise SelectorError(selector, _hint(selector, known))
        if not select and not ignore:
            return self
        return RuleSet(
            one for one in self.packed if (not select or names(select, one.id)) and not names(ignore, one.id)
        )


def _hint(selector: str, known: Sequence[str]) -> str:
    """What to do about a selector that names none of the known."""
    if names([selector], *NOTICES):
        return "; what cannot be read is always reported"
    folders = {one.rpartition("/")[0] for one in known}
    near = did_you_mean(selector, [*known, *sorted(folders)])
    return f"{near or ';'} `newslint rules list` shows all of them"


class Reasons(Mapping[str, str]):
    """The reason of each rule of some sets, by its id."""

    def __init__(self, sets: Iterable[RuleSet]) -> None:
        self._packed = {one.id: one for rules in sets for one in rules.packed}

    def __getitem__(self, rule_id: str) -> str:
        return self._packed[rule_id].rule.why

    def __iter__(self) -> Iterator[str]:
        return iter(self._packed)

    def __len__(self) -> int:
        return len(self._packed)


def selects(selector: str, rule_id: str) -> bool:
    """Whether a selector names a rule: `boilerplate/en/advert`, `boilerplate/en`, `boilerplate/*/advert*`."""
    selector = selector.rstrip("/")
    return rule_id == selector or rule_id.startswith(selector + "/") or fnmatchcase(rule_id, selector)


def names(selectors: Iterable[str], *ids: str) -> bool:
    """Whether one of some selectors names one of some rules."""
    return any(selects(selector, one) for selector in selectors for one in ids)


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
    if len(groups) == 1:
        return _cached(paths[0], groups[0])
    packed = [one for path, files in zip(paths, groups, strict=True) for one in _cached(path, files).packed]
    if len({one.id for one in packed}) < len(packed):
        return RuleSet(_read([file for files in groups for file in files]))  # which says what stands twice
    return RuleSet(sorted(packed, key=lambda one: one.id))


def _cached(path: Path, files: Sequence[tuple[Path, str]]) -> RuleSet:
    return RuleSet(*rulecache.cached(path, files, lambda: _read(files, are_tried=path == builtin_rules())))


def _read(files: Sequence[tuple[Path, str]], are_tried: bool = False) -> list[Packed]:
    """The rules of some files, in the order of their ids."""
    from newslint import rulefile  # brings the parser of YAML

    found: dict[str, tuple[Packed, Path]] = {}
    for file, prefix in files:
        for number, rule in enumerate(rulefile.read_rules(file, prefix)):
            if rule.id in found:
                problem = f"the rule {rule.id} stands in {found[rule.id][1]} as well"
                raise rulefile.read_source(file).mistake(f".rules[{number}].name", problem, "rename one of the two")
            packed = Packed.of(rule, are_tried)  # while `regex` still has the expressions that were just checked
            found[rule.id] = packed, file
    return [found[rule_id][0] for rule_id in sorted(found)]


def _rule_files(paths: Sequence[Path]) -> list[list[tuple[Path, str]]]:
    """For each path its rule files, each file once in all, with the first part of its rules' ids."""
    groups = [_below(path) if path.is_dir() else [(path, _prefix(path))] for path in paths]
    if len(groups) == 1:
        return groups
    seen: set[Path] = set()
    for group in groups:
        real = {file: file.resolve() for file, _ in group}
        group[:] = [(file, prefix) for file, prefix in group if real[file] not in seen]
        seen |= set(real.values())
    return groups


def _below(folder: Path) -> list[tuple[Path, str]]:
    """The rule files of a folder and of those in it, whose names begin the ids."""
    found, root = [], os.fspath(folder)
    for parent, folders, names in os.walk(root):
        below = os.path.relpath(parent, root) if parent != root else ""  # once for many, since it is slow
        for name in (*folders, *names):
            stem, suffix = os.path.splitext(name)  # noqa: PTH122
            if suffix in (".yaml", ".yml"):
                found.append((Path(parent, name), os.path.join(below, stem).replace(os.sep, "/")))  # noqa: PTH118
    if not found:
        raise UsageError(f"{folder}: no rule files (*.yaml, *.yml) in this folder")
    return sorted(found, key=lambda pair: pair[0].parts)  # which is the order of paths, and takes half the time


def _prefix(file: Path) -> str:
    """Where the ids of a single file start: below a folder named `rules`. Raises UsageError if there is no file."""
    if not file.exists():
        raise UsageError(f"{file}: no such rule file or folder")
    parts = file.resolve().with_suffix("").parts
    above = [number for number, part in enumerate(parts[:-1]) if part == "rules"]
    return "/".join(parts[above[-1] + 1 :] if above else parts[-1:])
