"""Several command lines in one process, one after another, with small shards, so that little is enough for workers.

Standard input: a list of [folder, arguments] in JSON. Standard output: a list of [exit code, output, errors].
"""

import contextlib
import io
import json
import os
import sys

from newslint import workers
from newslint.cli import flow
from newslint.cli.main import main

if __name__ == "__main__":
    workers.SIZE = flow.SIZE = 500
    workers._ENOUGH = 1
    if len(sys.argv) > 1:
        workers.start_method = lambda: sys.argv[1]
    ran = []
    for folder, arguments in json.load(sys.stdin):
        os.chdir(folder)
        out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True) for _ in "ab")
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = main(arguments)
        ran.append([code, out.buffer.getvalue().decode(), err.buffer.getvalue().decode()])
    json.dump(ran, sys.stdout)
