"""Texts with faults, and newslint as a real process."""

import json
import os
import subprocess
import sys
import time

DIRTY = "Rain fell.\nAdvertisement\nIt stopped.\n"
CLEAN = "Rain fell.\nIt stopped.\n"
UNSAFE = "The dam held. Photo: Jane Doe/Reuters\nRain fell.\n"  # one finding: info, with an unsafe fix
ADVERT = "boilerplate/en/advert-label"
CREDIT = "boilerplate/en/photo-credit"


def records(*texts):
    return "".join(json.dumps({"id": number, "text": text}) + "\n" for number, text in enumerate(texts, 1))


def environment(**more):
    """The variables that are set, without those that newslint or a build server would be told by."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("NEWSLINT_", "GITHUB_"))}
    return kept | more


def command(*arguments):
    return [sys.executable, "-m", "newslint", *map(str, arguments)]


def program(*arguments, cwd, stdin=b"", env=None):
    """Run newslint in a process of its own; its output comes as bytes."""
    return subprocess.run(
        command(*arguments), cwd=cwd, input=stdin, capture_output=True, env=env or environment(), timeout=120
    )


def wait_for(happened, seconds=60):
    """What `happened()` gives, as soon as that is something."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if result := happened():
            return result
        time.sleep(0.01)
    raise AssertionError("it did not happen")


def snapshot(folder):
    """All files below a folder with what is in them."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
