import io
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newslint.discover import Patterns, covers, discover, read_file_list
from newslint.errors import InputError, UsageError

SUFFIXES = (".txt", ".jsonl", ".jsonl.gz")
BUILT_IN = (".*/", "__pycache__/", "node_modules/")


@pytest.fixture
def tree(tmp_path, monkeypatch):
    """Make a fresh folder the current one, and return a function that puts files with some content into it."""
    monkeypatch.chdir(tmp_path)

    def plant(*names, content=""):
        for name in names:
            Path(name).parent.mkdir(parents=True, exist_ok=True)
            Path(name).write_text(content, encoding="utf-8")

    return plant


def found(*paths, exclude=(), force_exclude=False):
    patterns = [Patterns(Path(), tuple(exclude))]
    return [path.as_posix() for path in discover(paths, SUFFIXES, patterns, force_exclude=force_exclude)]


def test_a_folder_gives_the_files_that_newslint_reads_in_order(tree):
    tree("b.txt", "a/z.jsonl", "a/c.jsonl.gz", "readme.md", "a.gz", "UPPER.TXT")
    assert found(".") == ["UPPER.TXT", "a/c.jsonl.gz", "a/z.jsonl", "b.txt"]


def test_the_order_of_the_arguments_does_not_matter(tree):
    tree("b.txt", "a.txt", "news/c.txt")
    assert found("news", "b.txt", "a.txt") == found("a.txt", "b.txt", "news") == ["a.txt", "b.txt", "news/c.txt"]


def test_a_named_file_is_taken_whatever_its_suffix(tree):
    tree("dump.log")
    assert found("dump.log") == ["dump.log"]


def test_no_file_comes_twice(tree):
    tree("news/a.txt")
    Path("link.txt").symlink_to("news/a.txt")
    Path("again").symlink_to("news")
    assert found("link.txt", "news", "again", "./news/../news/a.txt", Path("news/a.txt").absolute()) == [
        str(Path("news/a.txt").absolute())
    ]


def test_a_file_keeps_its_own_name_where_a_link_leads_to_it(tree):
    tree("z/a.txt")
    Path("latest.txt").symlink_to("z/a.txt")
    Path("a").symlink_to("z")
    assert found(".") == ["z/a.txt"]


def test_links_that_lead_back_or_nowhere_do_no_harm(tree):
    tree("news/a.txt")
    Path("news/up").symlink_to("..")
    Path("news/self.txt").symlink_to("self.txt")
    Path("news/gone.txt").symlink_to("nowhere.txt")
    assert found("news") == ["news/a.txt"]


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such names")
def test_any_file_name_survives(tree):
    names = [b"news/line\nbreak.txt", b"news/\xff\xfe.txt", "news/খবর.txt".encode()]
    tree("news/plain.txt")
    for name in names:
        Path(os.fsdecode(name)).touch()
    assert {os.fsencode(path) for path in discover(["news"], SUFFIXES)} == {*names, b"news/plain.txt"}


def test_hidden_and_foreign_folders_are_skipped_by_patterns(tree):
    tree(".git/a.txt", ".venv/lib/a.txt", "x/node_modules/a.txt", "__pycache__/a.txt", "x/a.txt", ".hidden.txt")
    assert found(".", exclude=BUILT_IN) == [".hidden.txt", "x/a.txt"]


def test_a_folder_that_is_named_is_searched_even_if_patterns_name_it(tree):
    tree(".cache/news/a.txt", ".cache/node_modules/a.txt")
    assert found(".cache", exclude=BUILT_IN) == [".cache/news/a.txt"]


def test_patterns_without_a_slash_reach_beyond_their_folder(tree, monkeypatch):
    tree("here/a.txt", "there/.venv/a.txt", "there/drafts/a.txt", "there/b.txt")
    monkeypatch.chdir("here")
    assert found("../there", exclude=(*BUILT_IN, "drafts")) == ["../there/b.txt"]


def test_patterns_count_from_their_folder(tree):
    tree("news/old/a.txt", "other/news/old/a.txt")
    anchored = discover(["."], SUFFIXES, [Patterns(Path("other"), ("/news",))])
    assert anchored == (Path("news/old/a.txt"),)


def test_exclude_spares_named_files_unless_forced(tree):
    tree("drafts/a.txt", "b.txt")
    assert found("drafts/a.txt", "drafts", "b.txt", exclude=["drafts/"]) == ["b.txt", "drafts/a.txt"]
    assert found("drafts/a.txt", "drafts", "b.txt", exclude=["drafts/"], force_exclude=True) == ["b.txt"]
    assert found("drafts/a.txt", exclude=["drafts/"], force_exclude=True) == []


def test_patterns_do_not_name_the_folder_that_they_count_from(tree, monkeypatch):
    tree(".work/a.txt")
    monkeypatch.chdir(".work")
    assert found(".", exclude=BUILT_IN, force_exclude=True) == ["a.txt"]
    assert found("..", exclude=BUILT_IN, force_exclude=True) == ["../.work/a.txt"]


def test_gitignore_thins_out_folders_but_not_named_files(tree):
    tree(".git/HEAD", "a.txt", "b.txt", "news/a.txt")
    tree(".gitignore", content="a.txt\n")
    assert found(".") == ["b.txt"]
    assert found("a.txt", "news/a.txt") == ["a.txt", "news/a.txt"]
    assert found("a.txt", force_exclude=True) == ["a.txt"]


def test_gitignore_counts_from_the_repository_root_down(tree):
    tree(".git/HEAD", "news/x/a.txt", "news/x/keep.txt", "news/x/b.txt", "news/x/c.txt")
    tree(".git/info/exclude", content="c.txt")
    tree(".gitignore", content="*.txt\r\n!b.txt\r\n!c.txt\r\n")
    tree("news/x/.gitignore", content="!keep.txt\nb.txt\n")
    assert found("news/x") == ["news/x/c.txt", "news/x/keep.txt"]


def test_gitignore_outside_the_repository_does_not_count(tree):
    tree("repo/.git/HEAD", "repo/a.txt")
    tree(".gitignore", content="*.txt")
    assert found("repo") == ["repo/a.txt"]


def test_an_ignored_folder_that_is_named_is_searched(tree):
    tree(".git/HEAD", "data/a.txt", "data/skip/a.txt")
    tree(".gitignore", content="data/\nskip/\n")
    assert found("data") == ["data/a.txt"]


def test_a_line_of_a_nested_gitignore_stays_in_its_folder(tree):
    tree("data/sub/data/a.txt", "data/data/a.txt")
    tree("data/sub/.gitignore", content="data\n")
    assert found("data") == ["data/data/a.txt"]


@pytest.mark.filterwarnings("error")
def test_lines_of_a_gitignore_that_are_no_pattern_are_passed_over(tree):
    tree("a.txt", "b.txt")
    tree(".gitignore", content="!\n[z-a]\n[[:alpha:]]x\na.txt\n")
    assert found(".") == ["b.txt"]


def test_a_pattern_of_the_user_that_is_none_is_a_mistake(tree):
    tree("a.txt")
    with pytest.raises(UsageError, match=r"^\[z-a\]: not a pattern for paths; write"):
        found(".", exclude=["ok", "[z-a]"])


@pytest.mark.parametrize(
    ("glob", "expected"),
    [
        ("news/**/*.jsonl", ["news/a.jsonl", "news/x/b.jsonl"]),
        ("news/*.jsonl", ["news/a.jsonl"]),
        ("news/?/*", ["news/x/b.jsonl"]),
        ("news/[a-w]*", ["news/a.jsonl", "news/a.txt"]),
        ("*/a.*", ["news/a.jsonl", "news/a.txt"]),
    ],
)
def test_a_glob_gives_what_it_matches(tree, glob, expected):
    tree("news/a.jsonl", "news/a.txt", "news/a.md", "news/x/b.jsonl", "news/.venv/c.jsonl")
    assert found(glob, exclude=BUILT_IN) == expected
    assert found(Path.cwd() / glob, exclude=BUILT_IN) == [(Path.cwd() / name).as_posix() for name in expected]


def test_a_glob_obeys_exclude_but_not_gitignore(tree):
    tree(".git/HEAD", "data/a.txt", "data/b.txt")
    tree(".gitignore", content="*.txt")
    assert found("data/*.txt", exclude=["b.txt"]) == ["data/a.txt"]


def test_a_file_whose_name_looks_like_a_glob_is_that_file(tree):
    tree("a[1].txt", "a1.txt")
    assert found("a[1].txt") == ["a[1].txt"]


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("news/x.txt", "news/x.txt: no such file or folder"),
        ("a.txt/x.txt", "a.txt/x.txt: no such file or folder"),
        ("nul\0.txt", "nul\0.txt: no such file or folder"),
        (
            "x" * 300 + "/*",
            "x" * 300 + "/*: no files match; newslint reads .txt, .jsonl and skips what `exclude` names",
        ),
        ("x" * 300, "x" * 300 + ": cannot be opened: File name too long"),
        ("empty", "empty: no files to check; newslint reads .txt, .jsonl and skips what .gitignore and `exclude` name"),
        ("empty/*.txt", "empty/*.txt: no files match; newslint reads .txt, .jsonl and skips what `exclude` names"),
        ("gone/*.txt", "gone/*.txt: no files match; newslint reads .txt, .jsonl and skips what `exclude` names"),
    ],
)
def test_a_path_without_files_is_an_error(tree, path, message):
    tree("a.txt", "empty/readme.md")
    with pytest.raises(InputError) as caught:
        found("a.txt", path)
    assert str(caught.value) == message


def test_a_folder_that_cannot_be_read_is_an_error(tree, monkeypatch):
    tree("news/a.txt")
    listed = Path.iterdir

    def refuse(folder):
        if folder.name == "news":
            raise PermissionError(13, "Permission denied")
        return listed(folder)

    monkeypatch.setattr(Path, "iterdir", refuse)
    with pytest.raises(InputError, match=r"^news: cannot be opened: Permission denied; leave it out with"):
        found(".")


def test_covers_goes_by_path_below_the_root_and_by_name_elsewhere(tree):
    patterns = Patterns(Path("corpus"), ("news/*.txt", "index.txt", "**/x/y.txt"))
    named = ["news/a.txt", "sub/index.txt", "a/b/x/y.txt"]
    assert all(covers(patterns, Path("corpus", name)) for name in named)
    assert not any(covers(patterns, Path("corpus", name)) for name in ["a.txt", "other/news/a.txt"])
    assert covers(patterns, Path("index.txt"))
    assert not covers(patterns, Path("news/a.txt"))
    assert not covers(Patterns(Path("corpus"), ("/index.txt",)), Path("index.txt"))
    assert covers(Patterns(Path(), ("drafts/",)), Path("drafts"), folder=True)
    assert not covers(Patterns(Path(), ("drafts/",)), Path("drafts"))


NAMES = st.sampled_from(["a", "b", "a.txt", "b.txt", ".h"])
PATHS = st.lists(st.lists(NAMES, min_size=1, max_size=3).map("/".join), min_size=1, max_size=8)
LINES = st.lists(
    st.sampled_from(["a", "a/", "/a", "*.txt", "!a.txt", "a/b.txt", "**/b", "!b/", "b/*", ".*", "#a", "!/a/"]),
    max_size=4,
)


@pytest.mark.skipif(shutil.which("git") is None, reason="needs git")
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(paths=PATHS, outer=LINES, inner=LINES)
def test_gitignore_is_read_as_git_reads_it(tmp_path_factory, monkeypatch, paths, outer, inner):
    root = tmp_path_factory.mktemp("repo")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    subprocess.run(["git", "init", "-q", str(root)], check=True)
    (root / ".gitignore").write_text("\n".join(outer))
    for path in paths:
        file = root / path / "news.txt"
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.touch()
            (root / path).with_name("b.txt").touch()
        except OSError:  # a file stands where a folder should
            continue
    if (root / "a").is_dir():
        (root / "a" / ".gitignore").write_text("\n".join(inner))
    listed = subprocess.run(
        ["git", "-C", str(root), "ls-files", "-z", "--others", "--exclude-standard"], check=True, capture_output=True
    ).stdout
    expected = {root / os.fsdecode(name) for name in listed.split(b"\0") if name.endswith(b".txt")}
    try:
        actual = set(discover([root], (".txt",), [Patterns(root, ("/.git",))]))
    except InputError:
        actual = set()
    assert actual == expected


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"a.txt\nb c.txt\n", ("a.txt", "b c.txt")),
        (b"\xef\xbb\xbfa.txt\r\n\r\nb.txt", ("a.txt", "b.txt")),
        (b"a\nb.txt\0c.txt\0", ("a\nb.txt", "c.txt")),
        (b"\xff.txt\n", (os.fsdecode(b"\xff.txt"),)),
        (b"", ()),
    ],
)
def test_a_file_list_is_read(tmp_path, monkeypatch, content, expected):
    (tmp_path / "list").write_bytes(content)
    assert read_file_list(str(tmp_path / "list")) == expected
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(content)))
    assert read_file_list("-") == expected


def test_a_file_list_that_cannot_be_read_is_an_error(tmp_path):
    with pytest.raises(
        InputError, match=r"gone: no such file or folder; --file-list takes a file with one path a line"
    ):
        read_file_list(str(tmp_path / "gone"))
    with pytest.raises(InputError, match="cannot be opened: Is a directory"):
        read_file_list(str(tmp_path))
