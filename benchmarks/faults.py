"""Break newslint off and take its room away: whatever happens, a file is the old one or the new one, whole.

    python benchmarks/faults.py kill [TIMES] [MB] [SEED]  SIGKILL at random moments while a file is fixed in place
    python benchmarks/faults.py room [FOLDER]           a full disk; FOLDER is a small file system of its own
    python benchmarks/faults.py memory                  too little memory
    python benchmarks/faults.py workers [TIMES] [MB]    processes of `-j` killed, or out of memory, at random moments

`kill` fixes one file with a journal and a cheap rule, over and over, and looks after each kill whether the file is the
old one or the new one by its digest; if it is the new one, the journal has to bring the old one back. In the end a run
that is left alone has to clear whatever the killed ones have left. The moments are random over what is written of the
new file, not over the clock, so that a busy machine does not move them; one in three falls into what comes after, until
the run ends: the journal is closed, both are written out, and the file is replaced.

`workers` hits one process after the other of those that share a run, until they are left alone for the rest of it: what
comes of the run has to be what comes of one process, journal and all. Then it hits every one: the file has to stay.
"""

import hashlib
import json
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import contextmanager
from pathlib import Path

NEWSLINT = [sys.executable, "-m", "newslint"]
CHEAP = ["--isolated", "--select", "boilerplate/en/advert-label", "-q", "--statistics", "--exit-zero"]
ARTICLE = "The dam held and the river rose again on Monday, the office said. " * 1000


def corpus(path, size):
    """A file of records of some 66 kB each, one in three with a line to take out; its digest."""
    with path.open("w") as stream:
        for number in range(size * 1_000_000 // 66_000):
            text = ARTICLE + ("\nAdvertisement\n" if number % 3 == 0 else "\n") + "It stopped."
            stream.write(json.dumps({"id": number, "text": text}) + "\n")
    return digest(path)


def digest(path):
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def kill(times=200, size=200, seed=0):
    dice, seen = random.Random(seed), Counter()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        file, journal = folder / "a.jsonl", folder / "a.journal"
        old = corpus(file, size)
        whole = file.stat().st_size * 0.999
        command = [*NEWSLINT, "fix", *CHEAP, str(file), "--journal", str(journal)]
        with started(command, folder, whole):
            closing = time.perf_counter()
        closing, new, journal_size = time.perf_counter() - closing, digest(file), journal.stat().st_size
        undo(file, journal, old)
        journal.unlink()
        print(f"{whole / 1e6:.0f} MB; closing takes {closing:.2f} s; journal {journal_size:,} bytes", flush=True)
        for _ in range(times):
            late = dice.random() < 1 / 3
            with started(command, folder, whole if late else whole * dice.random()) as run:
                time.sleep(closing * dice.uniform(0, 1.1) if late else 0)
                run.send_signal(signal.SIGKILL)
            state = {old: "old", new: "new"}.get(digest(file), "NEITHER")
            seen[f"{state} {'at the end' if late else 'meanwhile'}"] += 1
            seen["NEITHER"] += state == "NEITHER"
            seen["drafts left"] += len(drafts(folder))
            if state == "new":
                undo(file, journal, old)
                seen["brought back"] += 1
            journal.unlink(missing_ok=True)
            print(dict(seen), flush=True)
        subprocess.run(command, check=True)
        litter = len(drafts(folder))
        seen["drafts left after a run that was left alone"] = litter
    print(dict(seen))
    return not (seen["NEITHER"] or litter)


def drafts(folder):
    return set(folder.glob(".newslint-*"))


@contextmanager
def started(command, folder, size):
    """A run that has written so many bytes of the new file, or has ended; waited for when it is left."""
    before = drafts(folder)
    with subprocess.Popen(command, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL) as run:
        while run.poll() is None and not any(written(draft) >= size for draft in drafts(folder) - before):
            time.sleep(0.001)
        yield run


def written(draft):
    try:
        return draft.stat().st_size
    except FileNotFoundError:  # it has taken the place of the file meanwhile
        return 0


def undo(file, journal, old):
    subprocess.run([*NEWSLINT, "restore", "-q", str(file), "--journal", str(journal)], check=True)
    assert digest(file) == old, "restored to something else"


def workers(times=20, size=10, seed=0):
    dice, seen = random.Random(seed), Counter()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        file, journal = folder / "a.jsonl", folder / "a.journal"
        old = corpus(file, size)
        command = [*NEWSLINT, "fix", *CHEAP, str(file), "--journal", str(journal)]
        subprocess.run([*command, "-j", "1"], check=True)
        wanted = (0, digest(file), digest(journal))
        for number in range(times + 1):
            undo(file, journal, old)
            journal.unlink()
            most = dice.randint(1, 4) if number < times else 1_000_000
            hits, run = hit([*command, "-j", "2"], dice, most)
            state = (run.returncode, digest(file), digest(journal))
            told = run.stderr.count(b"while it was at work") + run.stderr.count(b"processes in turn")
            if number < times:
                seen["as by one process" if state == wanted else "WRONG"] += 1
                seen["hits"] += hits
                seen["told of"] += told
            else:
                kept = run.returncode == 2 and state[1] == old and not drafts(folder)
                seen["left alone where all were hit" if kept else "WRONG"] += 1
                print(run.stderr.decode().strip().split("\n")[-1])
                break
            print(dict(seen), flush=True)
    print(dict(seen))
    return not seen["WRONG"]


def hit(command, dice, most):
    """Run a command, and kill its processes or take their memory away, at random; how many were hit, and the run."""
    hits, known = 0, set()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as run:
        while run.poll() is None:
            for child in children(run.pid) - known:
                if hits < most:
                    time.sleep(0.2 * dice.random())
                    known.add(child)
                    hits += struck(child, dice.random() < 0.5)
            time.sleep(0.001)
        return hits, subprocess.CompletedProcess(command, run.returncode, b"", run.stderr.read())


def children(process):
    try:
        return {int(number) for number in Path(f"/proc/{process}/task/{process}/children").read_text().split()}
    except FileNotFoundError:  # it has just ended
        return set()


def struck(process, is_killed):
    """Whether a process was still there to be killed, or to be left with the memory that it has."""
    try:
        if is_killed:
            os.kill(process, signal.SIGKILL)
        else:
            used = int(Path(f"/proc/{process}/statm").read_text().split()[0]) * resource.getpagesize()
            resource.prlimit(process, resource.RLIMIT_AS, (used, used))
    except (ProcessLookupError, FileNotFoundError):
        return False
    return True


def told(what, run, *files):
    """One line on a run that was to fail, and whether it failed as it should: with a message, and files untouched."""
    lines = run.stderr.decode().strip().split("\n")
    good = run.returncode == 2 and "Traceback" not in run.stderr.decode() and all(old == new for old, new in files)
    print(f"{what}: exit {run.returncode}, {'as it was' if good else 'WRONG'}; {lines[-1][:150]}")
    return good


def room(folder="/mnt"):
    """A file of 2 MB and its fix do not fit together; a journal does not fit where there is nothing left."""
    folder = Path(folder)
    file, filler = folder / "a.jsonl", folder / "filler"
    old = corpus(file, 2)
    filler.write_bytes(b"x" * (shutil.disk_usage(folder).free - 500_000))
    good = []
    with tempfile.TemporaryDirectory() as elsewhere:
        run = subprocess.run([*NEWSLINT, "fix", *CHEAP, str(file)], capture_output=True)
        good.append(told("fix in place", run, (digest(file), old)))
        other = Path(elsewhere, "b.jsonl")
        shutil.copy(file, other)
        run = subprocess.run([*NEWSLINT, "fix", *CHEAP, str(other), "-o", f"{folder}/b.jsonl"], capture_output=True)
        good.append(told("fix -o", run, (digest(other), old), (Path(f"{folder}/b.jsonl").exists(), False)))
        filler.write_bytes(b"x" * (filler.stat().st_size + shutil.disk_usage(folder).free - 20_000))
        journal, old = Path(folder, "a.journal"), corpus(other, 20)  # of which the journal is larger than that
        run = subprocess.run([*NEWSLINT, "fix", *CHEAP, str(other), "--journal", str(journal)], capture_output=True)
        good.append(told("fix --journal", run, (digest(other), old), (journal.read_bytes().count(b"\n"), 1)))
    left = sorted(path.name for path in folder.iterdir())
    print(f"left there: {', '.join(left)}")
    for path in (file, filler, journal):
        path.unlink(missing_ok=True)
    return all(good) and left == ["a.journal", "a.jsonl", "filler"]


def memory():
    """A document of 20 MB in an address space of so many MB."""
    good = []
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "a.jsonl")
        file.write_text(json.dumps({"text": ARTICLE * 300 + "\nAdvertisement"}) + "\n")
        old = digest(file)
        for limit in (125, 150, 175):
            run = subprocess.run(
                [*NEWSLINT, "fix", *CHEAP, str(file)],
                capture_output=True,
                preexec_fn=lambda limit=limit: resource.setrlimit(resource.RLIMIT_AS, (limit << 20,) * 2),
            )
            good.append(told(f"{limit} MB", run, (digest(file), old), (sum(1 for _ in Path(folder).iterdir()), 1)))
    return all(good)


def main():
    match sys.argv[1:]:
        case ["kill", *numbers]:
            good = kill(*map(int, numbers))
        case ["room", *folder]:
            good = room(*folder)
        case ["memory"]:
            good = memory()
        case ["workers", *numbers]:
            good = workers(*map(int, numbers))
        case _:
            sys.exit(__doc__)
    sys.exit(not good)


if __name__ == "__main__":
    main()
