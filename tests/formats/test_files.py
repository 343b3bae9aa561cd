import bz2
import gzip
import io
import lzma
import os
import socket
import stat
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newslint.errors import InputError
from newslint.formats.compression import CODECS, compressed, decompressed
from newslint.formats.files import NewFile, Nothing, Pass, Rewrite, open_input

SUFFIXES = ["", *CODECS]


def pack(content, path):
    stream = io.BytesIO()
    with compressed(stream, str(path)) as packed:
        packed.write(content)
        if packed is not stream:
            packed.close()
        return stream.getvalue()


def put(path, content):
    path.write_bytes(pack(content, path))
    return str(path)


def content(path):
    with open_input(str(path)) as stream:
        return stream.read()


def names(folder):
    return [path.name for path in Path(folder).iterdir()]


@pytest.fixture
def frozen():
    """A folder in which this process can make no file, holding the file a.jsonl, which it could write to."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "a.jsonl").write_bytes(b"1\n2\n")
        (folder / "a.jsonl").chmod(0o666)
        folder.chmod(0o555)
        user = os.geteuid()
        if user == 0:
            os.seteuid(65534)
        try:
            yield folder
        finally:
            os.seteuid(user)
            folder.chmod(0o755)


# --- compression -----------------------------------------------------------------------------------------------------


@given(st.binary(), st.sampled_from(SUFFIXES))
def test_what_is_compressed_comes_back(data, suffix):
    packed = pack(data, "a.jsonl" + suffix)
    assert decompressed(io.BytesIO(packed), "a.jsonl" + suffix).read() == data
    assert packed == pack(data, "a.jsonl" + suffix)


@pytest.mark.parametrize(
    ("suffix", "unpack"), [(".gz", gzip.decompress), (".bz2", bz2.decompress), (".xz", lzma.decompress)]
)
def test_others_can_read_what_is_compressed(suffix, unpack):
    assert unpack(pack(b"Rain fell.", "a.txt" + suffix)) == b"Rain fell."


def test_gzip_tells_neither_name_nor_time():
    assert pack(b"Rain fell.", "a.txt.gz")[3:8] == bytes(5)


@pytest.mark.parametrize("suffix", CODECS)
@pytest.mark.parametrize("damage", ["cut", "garbage"])
def test_damaged_data_names_the_file(tmp_path, suffix, damage):
    path = tmp_path / f"a.txt{suffix}"
    packed = pack(os.urandom(5000), path)
    path.write_bytes(packed[:-2000] if damage == "cut" else b"no such thing")
    with pytest.raises(InputError, match=r"a\.txt\.\w+: damaged or cut short \("):
        content(path)


def test_compressions_are_imported_only_where_they_are_met():
    code = (
        "import sys; before = set(sys.modules); import newslint.formats, newslint.formats.files;"
        "print({'gzip', 'bz2', 'lzma', 'backports.zstd', 'compression.zstd'} & (set(sys.modules) - before))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"


# --- opening ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_an_input_is_decompressed_by_its_suffix(tmp_path, suffix):
    put(tmp_path / f"a.jsonl{suffix}", b"1\n2\n3")
    with open_input(str(tmp_path / f"a.jsonl{suffix}")) as stream:
        assert [stream.readline(), stream.readline(1), stream.read()] == [b"1\n", b"2", b"\n3"]


def test_a_missing_file_says_so(tmp_path):
    with pytest.raises(InputError) as error, open_input(str(tmp_path / "a.txt")):
        pass
    assert str(error.value) == f"{tmp_path / 'a.txt'}: cannot be read (No such file or directory)"


def test_a_folder_says_so(tmp_path):
    with pytest.raises(InputError, match=r": a folder, where a file was expected$"), open_input(str(tmp_path)):
        pass


def test_a_name_that_cannot_be_says_so():
    with pytest.raises(InputError, match=r"^'a\\x00b': no file can have this name"), open_input("a\0b"):
        pass


def test_a_file_that_may_not_be_read_says_so(frozen):
    secret = frozen / "a.jsonl"
    user = os.geteuid()
    os.seteuid(os.getuid())
    secret.chmod(0)
    os.seteuid(user)
    with pytest.raises(InputError, match=r"a\.jsonl: cannot be read \(Permission denied\)$"), open_input(str(secret)):
        pass


@pytest.mark.parametrize("make", [lambda path: path.symlink_to("/dev/zero"), lambda path: bind(path)])
def test_devices_and_sockets_are_refused(tmp_path, make):
    make(tmp_path / "a.txt")
    with pytest.raises(InputError, match=r": neither a file nor a pipe$"), open_input(str(tmp_path / "a.txt")):
        pass


def bind(path):
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(path))


def test_a_named_pipe_is_read(tmp_path):
    path = tmp_path / "a.txt"
    os.mkfifo(path)
    with subprocess.Popen(["sh", "-c", f"printf rain > {path}"]):
        assert content(path) == b"rain"


# --- in place --------------------------------------------------------------------------------------------------------

outputs = st.lists(st.tuples(st.binary(max_size=20), st.none() | st.binary(max_size=20)), max_size=8)


@pytest.mark.parametrize("suffix", SUFFIXES)
@given(records=outputs)
def test_a_rewritten_file_holds_what_was_written(suffix, records):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"a.jsonl{suffix}")
        put(path, b"".join(raw for raw, _ in records))
        before = path.read_bytes()
        with Rewrite(str(path)) as target:
            for raw, new in records:
                target.write(raw if new is None else new, new is not None)
            assert target.commit() == any(new is not None for _, new in records)
        assert content(path) == b"".join(raw if new is None else new for raw, new in records)
        assert names(folder) == [path.name]
        if all(new is None for _, new in records):
            assert path.read_bytes() == before


def rewrite(path, *records):
    with Rewrite(str(path)) as target:
        for raw, changed in records:
            target.write(raw, changed)
        return target.commit()


def test_an_unchanged_file_is_not_touched(frozen):
    path = frozen / "a.jsonl"
    before = path.stat()
    assert not rewrite(path, (b"1\n", False), (b"2\n", False))
    assert path.stat() == before


def test_a_folder_that_takes_no_files_says_so(frozen):
    path = frozen / "a.jsonl"
    with pytest.raises(InputError) as error:
        rewrite(path, (b"1\n", False), (b"", True))
    assert str(error.value) == (
        f"{path}: cannot be fixed in place, which takes a new file in {frozen} (Permission denied); "
        "write elsewhere with -o"
    )
    assert path.read_bytes() == b"1\n2\n"


def test_mode_and_owner_are_kept(tmp_path):
    path = tmp_path / "a.jsonl"
    put(path, b"1\n")
    path.chmod(0o640)
    if os.geteuid() == 0:
        os.chown(path, 1234, 5678)
    before = path.stat()
    assert rewrite(path, (b"2\n", True))
    after = path.stat()
    assert (after.st_mode, after.st_uid, after.st_gid) == (before.st_mode, before.st_uid, before.st_gid)
    assert path.read_bytes() == b"2\n"


def test_symbolic_links_are_followed(tmp_path):
    (tmp_path / "store").mkdir()
    put(tmp_path / "store" / "a.txt.gz", b"1\n2\n")
    (tmp_path / "store" / "a.txt.gz").rename(tmp_path / "store" / "blob")
    link = tmp_path / "a.txt.gz"
    link.symlink_to("store/blob")
    assert rewrite(link, (b"1\n", False), (b"3\n", True))
    assert link.is_symlink()
    assert gzip.decompress((tmp_path / "store" / "blob").read_bytes()) == b"1\n3\n"
    assert sorted(file.name for file in tmp_path.rglob("*")) == ["a.txt.gz", "blob", "store"]


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("interruption", [KeyboardInterrupt, SystemExit, ValueError, None])
def test_without_commit_the_original_stays_and_nothing_else(tmp_path, suffix, interruption):
    path = tmp_path / f"a.jsonl{suffix}"
    put(path, b"1\n2\n3\n")
    before = path.read_bytes(), path.stat()

    def interrupted():
        with Rewrite(str(path)) as target:
            target.write(b"1\n", False)
            target.write(b"changed", True)
            assert len(names(tmp_path)) == 2
            if interruption:
                raise interruption

    if interruption:
        with pytest.raises(interruption):
            interrupted()
    else:
        interrupted()
    assert (path.read_bytes(), path.stat()) == before
    assert names(tmp_path) == [path.name]


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_disk_that_fills_up_leaves_the_original(tmp_path, suffix, monkeypatch):
    path = tmp_path / f"a.jsonl{suffix}"
    put(path, b"1\n")
    before = path.read_bytes()
    real_open = os.open
    # Whatever is made in the folder is made on a full device instead.
    monkeypatch.setattr(
        os,
        "open",
        lambda path, flags, *mode: (
            real_open("/dev/full", os.O_WRONLY) if flags & os.O_CREAT else real_open(path, flags)
        ),
    )
    with pytest.raises(InputError, match=r"in place, .* \(No space left on device\); write elsewhere with -o$"):
        rewrite(path, (os.urandom(3_000_000), True))
    assert path.read_bytes() == before
    assert names(tmp_path) == [path.name]


def test_a_file_that_others_changed_meanwhile_is_left_to_them(tmp_path):
    path = tmp_path / "a.jsonl"
    put(path, b"1\n")
    with Rewrite(str(path)) as target:
        target.write(b"", True)
        put(path, b"1\nnew\n")
        with pytest.raises(InputError, match="another program has changed it meanwhile"):
            target.commit()
    assert path.read_bytes() == b"1\nnew\n"
    assert names(tmp_path) == ["a.jsonl"]


def test_a_pipe_cannot_be_fixed_in_place(tmp_path):
    os.mkfifo(tmp_path / "a.txt")
    with pytest.raises(InputError, match="not a regular file, so it cannot be fixed in place; write elsewhere with -o"):
        Rewrite(str(tmp_path / "a.txt"))


def test_a_missing_file_cannot_be_fixed_in_place(tmp_path):
    with pytest.raises(InputError, match="No such file"):
        Rewrite(str(tmp_path / "a.txt"))


# --- to a new file ---------------------------------------------------------------------------------------------------


def write(path, *records):
    with NewFile(str(path)) as target:
        for raw, changed in records:
            target.write(raw, changed)
        return target.commit()


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_new_file_is_made_with_its_folders(tmp_path, suffix):
    path = tmp_path / "deep" / "er" / f"a.jsonl{suffix}"
    assert not write(path, (b"1\n", False))
    assert content(path) == b"1\n"
    assert path.read_bytes() == pack(b"1\n", path)
    assert names(path.parent) == [path.name]


def test_a_new_file_has_the_mode_that_any_new_file_has(tmp_path):
    (tmp_path / "other").touch()
    write(tmp_path / "a.txt")
    assert (tmp_path / "a.txt").stat().st_mode == (tmp_path / "other").stat().st_mode


def test_an_existing_file_is_replaced_on_commit_and_keeps_its_mode(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")
    path.chmod(0o604)
    with NewFile(str(path)) as target:
        target.write(b"new", True)
        assert path.read_bytes() == b"old"
        assert target.commit()
    assert (path.read_bytes(), stat.S_IMODE(path.stat().st_mode)) == (b"new", 0o604)


def test_without_commit_an_existing_file_stays_and_nothing_else(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")
    with NewFile(str(path)) as target:
        target.write(b"new", True)
    assert path.read_bytes() == b"old"
    assert names(tmp_path) == ["a.txt"]


def test_a_link_is_written_through(tmp_path):
    link = tmp_path / "link.txt"
    link.symlink_to("a.txt")
    write(link, (b"new", True))
    assert link.is_symlink()
    assert (tmp_path / "a.txt").read_bytes() == b"new"


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_full_device_says_so(tmp_path, suffix):
    path = tmp_path / f"a.txt{suffix}"
    path.symlink_to("/dev/full")
    with pytest.raises(InputError, match=r"cannot be written \(No space left on device\); write elsewhere with -o$"):
        write(path, (b"1\n", False))
    assert path.is_char_device()


def test_a_pipe_is_written_to_directly(tmp_path):
    path = tmp_path / "pipe"
    os.mkfifo(path)
    with subprocess.Popen(["cat", str(path)], stdout=subprocess.PIPE) as reader:
        assert write(path, (b"rain", True))
        assert reader.communicate()[0] == b"rain"
    assert path.is_fifo()


@pytest.mark.parametrize(
    ("name", "problem"),
    [("", "Is a directory"), ("a.txt/b.txt", "Not a directory|File exists"), ("n" * 300, "name too long")],
)
def test_a_place_where_no_file_can_be_says_so(tmp_path, name, problem):
    put(tmp_path / "a.txt", b"")
    with pytest.raises(InputError, match=rf"cannot be written \(.*({problem})\); write elsewhere with -o$"):
        write(tmp_path / name)


# --- to a stream, and nowhere ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("changed", [False, True])
def test_a_stream_gets_every_record(changed):
    stream = io.BytesIO()
    with Pass(stream) as target:
        target.write(b"1\n", changed)
        target.write(b"2\n", False)
        assert target.commit() is changed
    assert stream.getvalue() == b"1\n2\n"


def test_a_full_standard_output_says_so():
    with (
        pytest.raises(InputError, match=r"^standard output: cannot be written \(No space left"),
        Path("/dev/full").open("wb", buffering=0) as full,
        Pass(full) as target,
    ):
        target.write(b"1\n", False)


def test_a_reader_that_has_left_is_no_error_in_the_input():
    read, write = os.pipe()
    os.close(read)
    with pytest.raises(BrokenPipeError), os.fdopen(write, "wb", buffering=0) as stream, Pass(stream) as target:
        target.write(b"1\n", False)


@pytest.mark.parametrize("changed", [False, True])
def test_nothing_only_notes_changes(changed):
    with Nothing() as target:
        target.write(b"1\n", changed)
        target.write(b"1\n", False)
        assert target.commit() is changed
