"""The hooks, run by pre-commit itself on repositories made here."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parent.parent
HOOKS = ROOT / ".pre-commit-hooks.yaml"
OURS = ("newslint", "rules", "pyproject.toml", "README.md", "LICENSE", ".pre-commit-hooks.yaml")
DIRTY = "নদীর জল বাড়ছে।\nবিজ্ঞাপন\nস্কুল খুলছে।\n"
CLEAN = "নদীর জল বাড়ছে।\nস্কুল খুলছে।\n"


def record(text):
    return json.dumps({"id": 1, "text": text}, ensure_ascii=False) + "\n"


def git(folder, *arguments):
    settings = ["-c", "user.name=A", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *settings, *arguments], cwd=folder, check=True, capture_output=True)


def repository(folder, files):
    """Make a folder with files into a repository that knows them."""
    folder.mkdir(exist_ok=True)
    for name, text in files.items():
        (folder / name).write_bytes(text.encode())
    git(folder, "init", "-q")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "all")
    return folder


@pytest.fixture(scope="session")
def hooks(tmp_path_factory):
    """What a release would hold, whatever state the checkout is in, as a repository of hooks."""
    probe = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--no-cache-dir", "hatchling", "-d"]
    reached = subprocess.run([*probe, tmp_path_factory.mktemp("probe")], capture_output=True, check=False)
    if reached.returncode:
        pytest.skip("pip reaches no index, and pre-commit installs hooks with it")
    folder = tmp_path_factory.mktemp("hooks")
    for name in OURS:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / name, folder / name)
    return repository(folder, {})


@pytest.fixture(scope="session")
def try_hooks(hooks, tmp_path_factory):
    """Run `pre-commit try-repo`: its exit code, and what it says of each hook."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "NEWSLINT_", "GITHUB_"))}
    environment = kept | {"PRE_COMMIT_HOME": str(tmp_path_factory.mktemp("home")), "PRE_COMMIT_COLOR": "never"}

    def run(folder):
        command = [sys.executable, "-m", "pre_commit", "try-repo", hooks, "--all-files", "--verbose"]
        ran = subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=False)
        return ran.returncode, re.split(r"^(?=newslint\S*\.\.\.)", ran.stdout.decode(), flags=re.MULTILINE)[1:]

    return run


@pytest.fixture
def corpus(tmp_path):
    files = {
        "খবর.txt": DIRTY,
        "part 1.jsonl": record(CLEAN) + record(DIRTY),
        "left-out.txt": DIRTY,
        "notes.md": DIRTY,
        "newslint.toml": 'extend-exclude = ["left-out.txt"]\n',
    }
    return repository(tmp_path / "corpus", files)


def read(corpus):
    return {path.name: path.read_bytes().decode() for path in corpus.iterdir() if path.is_file()}


def test_the_first_run_reports_and_fixes_and_the_second_is_clean(try_hooks, corpus):
    before = read(corpus)
    code, (check, fix, rules) = try_hooks(corpus)
    assert code == 1
    assert "exit code: 1" in check
    assert "খবর.txt:2:1: warning boilerplate/bn/advert-label" in check
    assert "part 1.jsonl:2 " in check
    assert "3 documents, 2 findings" in check
    assert "files were modified" not in check
    assert "exit code: 1" in fix
    assert "files were modified by this hook" in fix
    assert "Fixed 2 findings in 2 documents; none left" in fix
    assert "(no files to check)Skipped" in rules
    after = before | {"খবর.txt": CLEAN, "part 1.jsonl": record(CLEAN) * 2}
    assert read(corpus) == after

    (corpus / "newslint-rules").mkdir()
    shutil.copy(ROOT / "rules" / "boilerplate" / "any.yaml", corpus / "newslint-rules" / "mine.yaml")
    git(corpus, "add", "-A")
    code, (*both, rules) = try_hooks(corpus)
    assert (code, ["Passed" in each for each in both]) == (0, [True, True])
    assert "all as their examples say" in rules
    assert read(corpus) == after


@pytest.mark.parametrize(
    ("name", "chosen"),
    [
        ("a.txt", True),
        ("খবর/খ.text", True),
        ("a.jsonl", True),
        ("a.ndjson.zst", True),
        ("a.txt.gz", True),
        ("a.json", False),
        ("a.gz", False),
        ("txt", False),
        ("a.txt.orig", False),
    ],
)
def test_files_are_chosen_by_their_suffix(name, chosen):
    for hook in yaml.safe_load(HOOKS.read_text())[:2]:
        assert bool(re.search(hook["files"], name)) is chosen


def test_our_own_configuration_is_valid():
    for command, name in (("validate-config", ".pre-commit-config.yaml"), ("validate-manifest", HOOKS.name)):
        run = [sys.executable, "-m", "pre_commit", command, ROOT / name]
        assert subprocess.run(run, capture_output=True, check=False).returncode == 0
