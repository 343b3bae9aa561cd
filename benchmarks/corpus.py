"""Make a corpus of Bengali and English news: the same bytes for the same size and seed.

    python benchmarks/corpus.py OUT.jsonl [--mb 100] [--seed 7]
    python benchmarks/corpus.py OUT.jsonl [--mb 100] --from FILE.jsonl[.gz]…

Without --from, articles are composed of the sentences and words of `corpus.yaml`, which were written for this purpose.
Of a hundred, sixty need nothing, and the others hold what scraped news holds: lines of page furniture (glued into the
text where it has no lines), and at lower rates mojibake, U+FFFD, zero-width spaces, character references and no-break
spaces. With --from, the records of the files are repeated in turns as they are.
"""

import argparse
import gzip
import itertools
import json
import random
import re
from pathlib import Path

import yaml

SHARES = {"bn": 55, "en": 45}  # documents in a hundred
FURNITURE = 0.37  # the share of documents with some
ONE_LINE = 0.3  # the share of Bengali documents without line breaks
SLOT = re.compile(r"\{(\w+)\}")


class Writer:
    """Writes articles in one language."""

    def __init__(self, dice, language, lists):
        self.dice, self.language, self.lists = dice, language, lists
        self.digits = str.maketrans("0123456789", lists["digits"])

    def filled(self, template):
        text = SLOT.sub(self.slot, template)
        return text[0].upper() + text[1:]

    def slot(self, match):
        if match[1] == "n":
            return str(self.dice.randint(2, 59)).translate(self.digits)
        if match[1] == "story":
            return self.dice.choice(self.lists["stories"])
        return self.dice.choice(self.lists["words"][match[1]])

    def sentence(self):
        return self.filled(self.dice.choice(self.lists["sentences"]))

    def article(self):
        """The lines of an article: a headline and paragraphs."""
        count = self.dice.randint(4, 16)
        paragraphs = (" ".join(self.sentence() for _ in range(self.dice.choice((1, 2, 2, 3, 4)))) for _ in range(count))
        return [self.dice.choice(self.lists["stories"]), *paragraphs]

    def furnished(self, lines):
        for _ in range(self.dice.choice((1, 1, 2, 3, 5))):
            at = self.dice.choice((self.dice.randint(1, len(lines)), len(lines)))
            lines.insert(at, self.filled(self.dice.choice(self.lists["furniture"])))

    def document(self):
        lines = self.article()
        if self.dice.random() < FURNITURE:
            self.furnished(lines)
        damage(self.dice, lines)
        is_one_line = self.language == "bn" and self.dice.random() < ONE_LINE
        return " ".join(lines) if is_one_line else "\n".join(lines)


def damage(dice, lines):
    """Damage one line in place, in one document of twenty."""
    roll, at = dice.random(), dice.randrange(len(lines))
    line = lines[at]
    middle = len(line) // 2
    if roll < 0.01:
        lines[at] = mojibake(line)
    elif roll < 0.015:
        lines[at] = line[:middle] + "\ufffd" + line[middle + 1 :]
    elif roll < 0.025:
        lines[at] = line[:middle] + "\u200b" + line[middle:]
    elif roll < 0.035:
        lines[at] = line.replace(" ", "&nbsp;", 1)
    elif roll < 0.05:
        lines[at] = line.replace(" ", "\xa0", 2)


def mojibake(line):
    """UTF-8 read as Windows-1252, its unassigned bytes as Latin-1."""
    return "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in line.encode())


def composed(seed):
    dice = random.Random(seed)
    lists = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8"))["languages"]
    writers = {language: Writer(dice, language, lists[language]) for language in SHARES}
    for number in itertools.count():
        (language,) = dice.choices(list(SHARES), list(SHARES.values()))
        date = f"20{dice.randint(16, 26)}-{dice.randint(1, 12):02}-{dice.randint(1, 28):02}"
        url = f"https://news.example/{language}/{number:08}"
        yield {"url": url, "text": writers[language].document(), "lang": language, "date": date}


def repeated(paths):
    lines = []
    for path in paths:
        with (gzip.open if path.suffix == ".gz" else open)(path, "rb") as stream:
            lines += [line for line in stream if b'"text"' in line]
    return itertools.cycle(lines)


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("out", type=Path)
    parser.add_argument("--mb", type=float, default=100)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--from", dest="files", nargs="+", type=Path, metavar="FILE")
    given = parser.parse_args()
    if given.files:
        records = repeated(given.files)
    else:
        records = (json.dumps(record, ensure_ascii=False).encode() + b"\n" for record in composed(given.seed))
    size = 0
    with given.out.open("wb") as stream:
        while size < given.mb * 1e6:
            size += stream.write(next(records))
    print(f"{size:,} bytes in {given.out}")


if __name__ == "__main__":
    main()
