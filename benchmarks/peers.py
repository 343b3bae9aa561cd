"""What others do to texts. It needs no newslint, and runs in an environment of theirs:

    python peers.py               the peers that can be run there, one a line, with a tab and the version
    python peers.py NAME IN OUT   JSON lines in, the same with the texts that this peer makes of them out

Each is called in the way that is fastest for it, in a loop in one process. datatrove's blocks are asked about every
document, also about those that an earlier block would have dropped, with Bengali tokens (those of English, by spaCy,
are up to 20 times slower), and as FineWeb was made: lines without an end mark stay. `lines` are the line rules of C4
alone, with end marks asked for; `documents` are all of its rules, and a document that it drops comes out empty.
"""

import contextlib
import importlib.metadata
import json
import re
import sys
import warnings

LANGUAGES = {"bn": "Bengali", "en": "English", "de": "German", "fr": "French", "es": "Spanish", "pt": "Portuguese"}
LANGUAGES |= {"it": "Italian", "nl": "Dutch", "pl": "Polish", "cs": "Czech", "ru": "Russian", "uk": "Ukrainian"}
LANGUAGES |= {"tr": "Turkish", "id": "Indonesian", "vi": "Vietnamese", "ar": "Arabic", "fa": "Persian", "hi": "Hindi"}
LANGUAGES |= {"ur": "Urdu", "mr": "Marathi", "sv": "Swedish", "hu": "Hungarian", "ko": "Korean"}


def untouched():
    return lambda text, language: text


def ftfy():
    import ftfy

    return lambda text, language: ftfy.fix_text(text)


def indic_nlp():
    from indicnlp.normalize.indic_normalize import IndicNormalizerFactory

    factory, made = IndicNormalizerFactory(), {}

    def clean(text, language):
        if language == "ur" or not factory.is_language_supported(language):  # Urdu would want tensorflow
            return text
        if language not in made:
            made[language] = factory.get_normalizer(language)
        return made[language].normalize(text)

    return clean


def datatrove(*wanted):
    def make():
        from datatrove.data import Document
        from datatrove.pipeline import filters
        from datatrove.pipeline.formatters.ftfy import FTFYFormatter

        language = "ben_Beng"
        blocks = {
            "c4": lambda: filters.C4QualityFilter(filter_no_terminal_punct=False, language=language),
            "gopher repetition": lambda: filters.GopherRepetitionFilter(language=language),
            "gopher quality": lambda: filters.GopherQualityFilter(language=language),
            "fineweb": lambda: filters.FineWebQualityFilter(language=language),
        }
        chosen, formatter = [blocks[name]() for name in wanted], FTFYFormatter()

        def clean(text, language):
            document = Document(formatter.format(text), id="")
            for block in chosen:
                with contextlib.suppress(ValueError):  # it looks for a sentence that its tokenizer has changed
                    block.filter(document)
            return document.text

        return clean

    return make


def datatrove_c4(whole):
    def make():
        from datatrove.data import Document
        from datatrove.pipeline.filters import C4QualityFilter

        lines_only = {"min_num_sentences": -1, "filter_lorem_ipsum": False, "filter_curly_bracket": False}
        block = C4QualityFilter(**({} if whole else lines_only))

        def clean(text, language):
            document = Document(text, id="")
            return document.text if block.filter(document) is True else ""

        return clean

    return make


def dolma_taggers(*names):
    def make():
        from dolma.core.data_types import Document
        from dolma.core.registry import TaggerRegistry

        taggers = [TaggerRegistry.get(name)() for name in names]

        def clean(text, language):
            document = Document(source="", id="", text=text)
            for tagger in taggers:
                tagger.predict(document)
            return text

        return clean

    return make


def dolma_c4():
    """Without the lines that the tagger marks, as a mixer that is told to cut them leaves a text."""
    from dolma.core.data_types import Document
    from dolma.core.registry import TaggerRegistry

    tagger = TaggerRegistry.get("c4_v2")()
    marks = {"lines_with_no_ending_punctuation", "lines_with_too_few_words"}

    def clean(text, language):
        found = tagger.predict(Document(source="", id="", text=text)).spans
        for start, end in sorted({(one.start, one.end) for one in found if one.type in marks}, reverse=True):
            text = text[:start] + text[end:]
        return text

    return clean


def data_juicer():
    from data_juicer.ops import OPERATORS

    names = ("fix_unicode_mapper", "whitespace_normalization_mapper", "clean_links_mapper", "clean_copyright_mapper")
    mappers = [OPERATORS.modules[name]() for name in names]

    def clean(text, language):
        batch = {"text": [text]}
        for mapper in mappers:
            batch = mapper.process_batched(batch)
        return batch["text"][0]

    return clean


def justext():
    import html

    import justext

    known = justext.get_stoplists()
    stops = {code: justext.get_stoplist(name) for code, name in LANGUAGES.items() if name in known}
    everything = frozenset().union(*(justext.get_stoplist(name) for name in known))

    def clean(text, language):
        lines = [re.sub(r"\s+", " ", line).strip() for line in text.split("\n")]
        page = "".join(f"<p>{html.escape(line)}</p>" for line in lines if line)
        if not page:
            return text
        paragraphs = justext.justext(f"<html><body>{page}</body></html>", stops.get(language, everything))
        return "\n".join(paragraph.text for paragraph in paragraphs if not paragraph.is_boilerplate)

    return clean


FINEWEB = ("c4", "fineweb")
ALL = ("gopher repetition", "gopher quality", *FINEWEB)
PEERS = {
    "JSON read and write": ("", untouched),
    "ftfy.fix_text": ("ftfy", ftfy),
    "indic-nlp-library": ("indic-nlp-library", indic_nlp),
    "datatrove: FTFY": ("datatrove", datatrove()),
    "datatrove: FTFY + C4 + FineWeb": ("datatrove", datatrove(*FINEWEB)),
    "datatrove: FTFY + C4 + both Gophers + FineWeb": ("datatrove", datatrove(*ALL)),
    "Dolma: c4_v2": ("dolma", dolma_taggers("c4_v2")),
    "Dolma: c4_v2 + gopher_v2 + pii_regex_v2": ("dolma", dolma_taggers("c4_v2", "gopher_v2", "pii_regex_v2")),
    "data-juicer: four mappers": ("py-data-juicer", data_juicer),
    "datatrove C4, lines": ("datatrove", datatrove_c4(whole=False)),
    "datatrove C4, documents": ("datatrove", datatrove_c4(whole=True)),
    "Dolma C4, lines": ("dolma", dolma_c4),
    "jusText": ("jusText", justext),
}


def listed():
    """(name, version) of the peers whose distribution is there and that come up on a short text."""
    for name, (distribution, make) in PEERS.items():
        try:
            version = importlib.metadata.version(distribution) if distribution else sys.version.partition(" ")[0]
            make()("The river rose again on Monday.\nNobody was hurt.", "en")
        except Exception as error:  # a peer that does not come up is left out, whatever is wrong with it
            print(f"{name}: {type(error).__name__}: {error}"[:300], file=sys.stderr)
        else:
            yield name, f"{distribution or 'Python'} {version}"


def rewrite(name, source, target):
    clean = PEERS[name][1]()
    with open(source, encoding="utf-8", newline="\n") as lines, open(target, "w", encoding="utf-8") as out:  # noqa: PTH123
        for line in lines:
            record = json.loads(line)
            record["text"] = clean(record["text"], record.get("lang") or "")
            out.write(json.dumps(record, ensure_ascii=False) + "\n")


def main():
    warnings.simplefilter("ignore")
    match sys.argv[1:]:
        case []:
            for row in listed():
                print(*row, sep="\t")
        case [name, source, target]:
            rewrite(name, source, target)
        case _:
            sys.exit(__doc__)


if __name__ == "__main__":
    main()
