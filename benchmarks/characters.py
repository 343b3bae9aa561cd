"""What newslint and other cleaners recover of damaged characters, and what they harm, on the same texts in one run.

    pip install indic-nlp-library bnunicodenormalizer      # the peers; those that are missing are left out
    NEWSLINT_DATA=FOLDER python benchmarks/characters.py

Reads `data/encoding-dev.jsonl.gz` and `data/clean-dev.jsonl.gz` of the folder. Prints a table in Markdown:

recovered  of the damaged texts with a known repair, the share that comes out as it should
harmed     of the same, the share that comes out farther from it than it was
clean      of texts that need nothing (undamaged controls, words that need their joiners), the share left as it was
UDHR       of the Universal Declaration in about 240 languages, the number of texts that came out different

Texts are compared in NFC, with no-break spaces as spaces and runs of spaces as one.
"""

import contextlib
import difflib
import gzip
import io
import json
import os
import re
import sys
import unicodedata
from pathlib import Path

import ftfy

import newslint
from newslint.page import Page
from newslint.types import Document

UNDAMAGED = ("clean", "clean-lookalike", "joiner-keep")
CODES = {"Bengali": "bn", "Devanagari": "hi", "Gujarati": "gu", "Gurmukhi": "pa", "Oriya": "or", "Tamil": "ta"}
CODES |= {"Telugu": "te", "Kannada": "kn", "Malayalam": "ml"}


def cleaners():
    """(name, whether it says why and where, what it makes of a text) of each that is installed."""
    encoding = newslint.Cleaner(select=["encoding", "script"])
    bold = newslint.Cleaner(select=["encoding", "script"], unsafe_fixes=True)
    yield "newslint", ("yes", "yes"), lambda text: encoding.fix(text).text
    yield "newslint `--unsafe-fixes`", ("yes", "yes"), lambda text: bold.fix(text).text
    yield "ftfy `fix_text`", ("steps", "no"), ftfy.fix_text
    yield "ftfy `fix_encoding`", ("steps", "no"), ftfy.fix_encoding
    with contextlib.suppress(ImportError):
        yield "indic_nlp_library", ("no", "no"), indic_nlp()
    with contextlib.suppress(ImportError):
        yield "bnUnicodeNormalizer", ("no", "no"), bn_unicode()
    yield "NFKC", ("no", "no"), lambda text: unicodedata.normalize("NFKC", text)


def indic_nlp():
    from indicnlp.normalize.indic_normalize import IndicNormalizerFactory

    made = {code: IndicNormalizerFactory().get_normalizer(code) for code in CODES.values()}

    def clean(text):
        code = CODES.get(Page(Document(text)).script)
        return made[code].normalize(text) if code else text

    return clean


def bn_unicode():
    from bnunicodenormalizer import Normalizer

    normalizer = Normalizer(allow_english=True)

    def clean(text):
        if Page(Document(text)).script != "Bengali":
            return text
        with contextlib.redirect_stdout(io.StringIO()):
            return re.sub(r"\S+", lambda word: normalizer(word[0])["normalized"] or "", text)

    return clean


def read(path):
    with gzip.open(path, "rt", encoding="utf-8", newline="\n") as stream:
        return [json.loads(line) for line in stream]


def plain(text):
    return re.sub(" +", " ", unicodedata.normalize("NFC", text).replace("\xa0", " ")).strip()


def distance(one, other):
    return 1 - difflib.SequenceMatcher(None, one[:4000], other[:4000], autojunk=False).ratio()


def measured(clean, cases, declarations):
    damaged = [case for case in cases if case["kind"] not in UNDAMAGED]
    controls = [case for case in cases if case["kind"] in UNDAMAGED]
    recovered = harmed = 0
    for case in damaged:
        result, wanted = clean(case["damaged"]), case["expected"]
        if plain(result) == plain(wanted):
            recovered += 1
        elif result != case["damaged"]:
            harmed += distance(result, wanted) > distance(case["damaged"], wanted)
    kept = sum(plain(clean(case["damaged"])) == plain(case["expected"]) for case in controls)
    changed = sum(plain(clean(text)) != plain(text) for text in declarations)
    return recovered / len(damaged), harmed / len(damaged), kept / len(controls), changed


def main():
    if "NEWSLINT_DATA" not in os.environ:
        sys.exit("set NEWSLINT_DATA to the folder of the labelled data")
    data = Path(os.environ["NEWSLINT_DATA"]) / "data"
    cases = [case for case in read(data / "encoding-dev.jsonl.gz") if case["expected"] is not None]
    declarations = [record["text"] for record in read(data / "clean-dev.jsonl.gz") if "udhr" in record["source"]]
    print("| cleaner | recovered | harmed | clean | UDHR changed | says why | says where |")
    print("|---|---|---|---|---|---|---|")
    for name, (why, where), clean in cleaners():
        recovered, harmed, kept, changed = measured(clean, cases, declarations)
        figures = f"{recovered:.3f} | {harmed:.3f} | {kept:.3f} | {changed} of {len(declarations)}"
        print(f"| {name} | {figures} | {why} | {where} |")


if __name__ == "__main__":
    main()
