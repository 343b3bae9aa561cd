"""What the cost grows with.

    python benchmarks/scaling.py rules             a thousand rules beside a hundred of them
    python benchmarks/scaling.py together          articles one by one beside several at once
    python benchmarks/scaling.py length            for every rule, one text beside the hundred that it is made of
    python benchmarks/scaling.py memory [MB] [SELECTOR]  peak memory on so much text, piped in (2000, all rules)
    python benchmarks/scaling.py start             a run on one file beside Python with the modules it needs

All texts are those of `corpus.py`. Times are CPU seconds. With `--write PAGE` at the end, what is found goes into the
page as well, between the marks of that name.
"""

import itertools
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from functools import lru_cache
from pathlib import Path

from corpus import composed
from processes import NEWSLINT, Command, Cost, in_turns, put, table

from newslint.engine import Engine
from newslint.ruleset import RuleSet, in_force
from newslint.types import Document

SHARD = 50  # texts that are checked together, as in a run over a file
ALLOWED = 1.1  # for a text a hundred times longer, over a hundred times the cost
QUIET = ["--isolated", "-q", "--statistics", "--exit-zero"]


@lru_cache
def articles(count, seed=1):
    return [
        Document(record["text"], record["lang"], record["url"]) for record in itertools.islice(composed(seed), count)
    ]


def seconds(engine, documents, together):
    start = time.process_time()
    for at in range(0, len(documents), together):
        engine.check_all(documents[at : at + together])
    return time.process_time() - start


def best(engines, documents, times, together=1):
    """The least time that each engine takes for its documents, asked in turns, so many of them at once."""
    found = [[seconds(*pair, together) for pair in zip(engines, documents, strict=True)] for _ in range(times)]
    return [min(column) for column in zip(*found, strict=True)]


def rules():
    everything, documents = in_force().rules, articles(300)
    always = {rule.id for rule in everything if rule.gate is None}
    rows = []
    for seed in range(5):
        chosen = random.Random(seed).sample(everything, 1000)
        few = chosen[:100]
        with_always = few[:-1] + [rule for rule in chosen[99:] if rule.id in always]
        sets = [RuleSet(tuple(sorted(some, key=lambda rule: rule.id))) for some in (few, with_always, chosen)]
        some, more, many = best(map_engines(sets), [documents] * 3, 3, SHARD)
        rows.append((seed, f"{some:.2f}", f"{more:.2f}", f"{many:.2f}", f"{many / some:.2f}", f"{many / more:.2f}"))
    return table(["seed", "100 rules", "those and all without a gate", "1,000", "over 100", "over those"], rows)


def map_engines(sets):
    engines = [Engine(rules) for rules in sets]
    for engine in engines:
        engine.check(Document("The river rose."))
    return engines


def together():
    engine, documents = Engine(in_force()), articles(400)
    sizes = (1, 4, 16, SHARD)
    rounds = [[seconds(engine, documents, size) for size in sizes] for _ in range(6)]
    times = [min(column) for column in zip(*rounds, strict=True)]
    rows = [(size, f"{1000 * cpu / 400:.2f}", f"{cpu / times[0]:.2f}") for size, cpu in zip(sizes, times, strict=True)]
    return table(["articles at once", "ms for each", "of one by one"], rows)


def length():
    offenders = []
    everything = in_force().rules
    for number, rule in enumerate(everything):
        engine = Engine(RuleSet((rule,)))
        short = made_for(rule)
        together = Document("\n".join(one.text for one in short), short[0].language, short[0].url)
        engine.check(short[0])
        for times in (1, 5):
            apart, whole = best([engine, engine], [short, [together]], times)
            if whole <= ALLOWED * apart:
                break
        else:
            offenders.append((rule.id, f"{100 * whole / apart:.0f}", f"{1000 * whole:.1f} ms"))
        if number % 100 == 0:
            print(f"{number} of {len(everything)}", file=sys.stderr, flush=True)
    told = f"{len(everything)} rules; {len(offenders)} cost more than {100 * ALLOWED:.0f} times for 100 times the text."
    return f"{told}\n\n{table(['rule', 'times', 'the long text'], offenders)}" if offenders else told


def made_for(rule):
    """A hundred short texts, each with an example of the rule, in the language and at the address that it asks for.

    All are of one language: texts of two make one that is mixed, which the rules about scripts have more to do with.
    """
    bengali = [article for article in articles(400) if article.language == "bn"][:100]
    examples = [example.text for example in rule.examples.bad] or [""]
    language = rule.where.languages[0] if rule.where.languages else None
    url = f"https://{rule.where.hosts[0]}/" if rule.where.hosts else None
    return [
        Document(
            "\n".join((*article.text.split("\n")[:3], examples[number % len(examples)])),
            language or article.language,
            url or article.url,
        )
        for number, article in enumerate(bengali)
    ]


def memory(size="2000", *selectors):
    selected = [word for selector in selectors for word in ("--select", selector)]
    block = b"".join(json.dumps(record).encode() + b"\n" for record in itertools.islice(composed(1), 500))
    command = [*NEWSLINT, "fix", *QUIET, *selected, "--stdin-filename", "a.jsonl", "-"]
    start = time.perf_counter()
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as run:
        for _ in range(int(float(size) * 1e6 / len(block))):
            run.stdin.write(block)
        run.stdin.close()
        error = run.stderr.read().decode()
        _, status, usage = os.wait4(run.pid, 0)
        run.returncode = os.waitstatus_to_exitcode(status)
    cost = Cost(usage.ru_utime + usage.ru_stime, time.perf_counter() - start, usage.ru_maxrss / 1000)
    if run.returncode:
        sys.exit(error)
    what = " ".join(selectors) or "all rules"
    return f"{size} MB, {what}: {cost.memory:.0f} MB of memory at most, {cost.cpu:.0f} s of CPU."


def start(rounds="15"):
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # what is installed is there in bytecode
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "a.txt")
        file.write_text(articles(1)[0].text, encoding="utf-8")
        commands = {
            "`newslint check a.txt`": Command([*NEWSLINT, "check", "--isolated", "--exit-zero", str(file)]),
            "`newslint fix a.txt`": Command([*NEWSLINT, "fix", "--isolated", "--exit-zero", str(file)]),
            '`python -c "import argparse, regex, yaml"`': Command(
                [sys.executable, "-c", "import argparse, regex, yaml"]
            ),
        }
        in_turns(commands, 1)
        costs = in_turns(commands, int(rounds))
    *_, bare = costs.values()
    rows = [(name, f"{one.cpu:.3f}", f"{one.cpu / bare.cpu:.2f}", f"{one.memory:.0f}") for name, one in costs.items()]
    return table(["what", "CPU, s", "times", "peak memory, MB"], rows)


def main():
    given, _, page = " ".join(sys.argv[1:]).partition(" --write ")
    measures = {one.__name__: one for one in (rules, together, length, memory, start)}
    match given.split():
        case [name, *more] if name in measures:
            found = measures[name](*more)
        case _:
            sys.exit(__doc__)
    print(found)
    if page:
        put(page, name, found)


if __name__ == "__main__":
    main()
