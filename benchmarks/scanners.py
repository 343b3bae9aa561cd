"""How fast ways to find many literals are: python benchmarks/scanners.py CORPUS.jsonl

Prints MB/s (of UTF-8) for 20, 100 and 300 rare words of the corpus, the best of three rounds, in one run. pyahocorasick
is measured where it is installed.
"""

import json
import re
import sys
import time
from pathlib import Path

from ahocorasick_rs import AhoCorasick

from newslint.forms import fold


def scanners(literals):
    together = re.compile("|".join(map(re.escape, sorted(literals, reverse=True))))
    rust = AhoCorasick(literals)
    yield "ahocorasick_rs", lambda text: rust.find_matches_as_indexes(text, overlapping=True)
    try:
        import ahocorasick
    except ImportError:
        pass
    else:
        automaton = ahocorasick.Automaton()
        for number, literal in enumerate(literals):
            automaton.add_word(literal, number)
        automaton.make_automaton()
        yield "pyahocorasick", lambda text: list(automaton.iter(text))
    yield "a loop of `in`", lambda text: [literal for literal in literals if literal in text]
    yield "one `re` alternation", together.findall


def seconds(scan, texts):
    started = time.process_time()
    for text in texts:
        scan(text)
    return time.process_time() - started


def rare_words(texts, count):
    """Words of five letters and more, in an order that has nothing to do with the text."""
    words = {word for text in texts[:300] for word in re.findall(r"\S{5,}", text)}
    rare = (
        word for word in sorted(words, key=lambda word: word[::-1]) if sum(word in text for text in texts[:400]) == 1
    )
    return [word for word, _ in zip(rare, range(count), strict=False)]


def main():
    with Path(sys.argv[1]).open(encoding="utf-8") as lines:
        texts = [fold(json.loads(line)["text"]) for _, line in zip(range(4000), lines, strict=False)]
    size = sum(len(text.encode()) for text in texts) / 1e6
    print(f"{len(texts)} texts, {size:.1f} MB")
    for count in (20, 100, 300):
        for name, scan in scanners(rare_words(texts, count)):
            best = min(seconds(scan, texts) for _ in range(3))
            print(f"{count:>4} literals  {name:<22} {size / best:7.0f} MB/s")


if __name__ == "__main__":
    main()
