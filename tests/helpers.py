"""Rules made in a line, and texts of the kind that rules meet."""

import unicodedata

from hypothesis import strategies as st

from newslint.engine import Engine
from newslint.fixing import fix
from newslint.formats.records import Fields, Record
from newslint.matchers import Inline, Pattern, Phrase, Section
from newslint.page import Page
from newslint.rule import Example, Examples, Repair, Rule, Where
from newslint.ruleset import RuleSet
from newslint.types import Document, Safety

DELETE_LINE = Repair(Safety.SAFE, delete="line")
DELETE_MATCH = Repair(Safety.SAFE, delete="match")


def replace_with(text, safety=Safety.SAFE):
    return Repair(safety, replace=text)


def make_rule(match, fix=None, where=None, **others):
    examples = Examples(bad=(Example("bad", fixed="" if fix else None),), good=("good",))
    named = {"id": "test/rule", "name": "rule", "message": "Found", "why": "Because.", "examples": examples}
    return Rule(match=match, fix=fix, where=where or Where(), **(named | others))


def checked(part):
    """A part of a rule, or ValueError for the first mistake in it."""
    for _, problem in part.mistakes():
        raise ValueError(problem)
    return part


def engine_of(*rules, prefilter=True):
    return Engine(RuleSet(rules), prefilter)


def found(match, text, **document):
    """The stretches of a text that a matcher finds on all of its lines."""
    page = Page(Document(text, **document))
    spans = [match.span for match in match.compile().find(page, range(len(page.lines)))]
    return [text[span.start : span.end] for span in spans]


def fixed_by(rules, text, unsafe=False, **document):
    return fix(Document(text, **document), engine_of(*rules).check, unsafe)[0]


# Words of four scripts: with case, with letters that have two spellings, with digits of their own, with sigma.
WORDS = [
    "share",
    "Share",
    "straße",
    "ΣΟΦΟΣ",
    "İstanbul",
    "café",
    "শেয়ার",
    "পড়ুন",
    "আরো",
    "बड़ा",
    "৩",
    "3",
    "৩৫",
    "分享",
    "x",
]
FRAMES = ["", " ", "  ", "- ", " -", "[", "]", ": ", "।", ".", "…", "“", "\u200b", "\ufeff", "\xa0", "\t", "\r"]

words = st.sampled_from(WORDS)
phrases = st.lists(words, min_size=1, max_size=2).map(" ".join)


def respelled(text, how):
    """A text that says the same to a phrase: other case, other digits, another normal form."""
    bengali = str.maketrans("0123456789", "০১২৩৪৫৬৭৮৯")
    return {
        "same": text,
        "upper": text.upper() if len(text.upper()) == len(text) else text,
        "digits": text.translate(bengali),
        "apart": unicodedata.normalize("NFD", text),
        "together": text.replace("ড\u09bc", "\u09dc").replace("য\u09bc", "\u09df").replace("ড\u093c", "\u095c"),
    }[how]


spelled = st.builds(respelled, phrases, st.sampled_from(["same", "upper", "digits", "apart", "together"]))
pieces = st.one_of(spelled, st.sampled_from(FRAMES), st.sampled_from(["The rain fell.", "বৃষ্টি হলো।", "[ad_1]"]))
lines = st.lists(pieces, max_size=5).map("".join)
texts = st.lists(st.one_of(lines, spelled), max_size=8).map("\n".join)
hostile_characters = st.one_of(
    st.characters(),
    st.characters(categories=["Cs", "Cc", "Cf", "Mn", "Mc", "Zs", "Zl", "Zp"]),
    st.sampled_from("\n\r \u09bc\u09c7\u09be\u200d\u0301\0[]ad_1"),
)
hostile_texts = st.text(hostile_characters, max_size=60)

places = st.sampled_from(["line", "start", "end", "inside"])
phrase_matches = st.builds(Phrase, st.lists(phrases, min_size=1, max_size=3).map(tuple), places)
pattern_matches = st.builds(
    Pattern,
    st.sampled_from(
        [
            "share",
            r"sh(?:are|ow)\b",
            r"\d+ share",
            "পড়ুন",
            r"আরো\s+\w+",
            r"stra(?:ß|ss)e",
            "σοφοσ",
            r"\[ad_\d\]",
            "[xy]",
            "\u200b+",
            " {2}",
        ]
    ),
    places,
    st.booleans(),
)
sections = st.builds(
    Section,
    opens=st.lists(phrases, min_size=1, max_size=2).map(tuple),
    until=st.sampled_from(["end", "blank", "article"]),
    at=st.sampled_from(["line", "start"]),
    max_lines=st.integers(1, 4),
) | st.builds(
    Section,
    pattern=st.sampled_from([r"\d+ share", "পড়ুন", "share|x"]),
    until=st.sampled_from(["end", "article"]),
    after_prose=st.integers(0, 2),
    at_least=st.integers(1, 2),
    sole=st.booleans(),
)
inlines = st.builds(
    Inline,
    st.lists(phrases, min_size=1, max_size=2).map(tuple),
    st.sampled_from([r"\s*\d", ".{0,9}[.।]", r"(?:.|\n){1,9}?x", "পড়ুন", r"\W{1,3}", r"[\s\S]{1,3}"]),
)
wheres = st.builds(
    Where,
    head=st.none() | st.integers(1, 3),
    tail=st.none() | st.integers(1, 3),
    max_words=st.none() | st.integers(1, 5),
    max_length=st.none() | st.integers(1, 30),
    run=st.none() | st.integers(2, 3),
    languages=st.sampled_from([(), ("bn",), ("en", "bn")]),
    scripts=st.sampled_from([(), ("Latin",), ("Bengali", "Latin")]),
    unless=st.sampled_from([(), ("rain",), ("পড়ুন",)]),
)
repairs = st.sampled_from([None, DELETE_LINE, DELETE_MATCH, replace_with("●"), replace_with("fell", Safety.UNSAFE)])
rules = st.builds(
    make_rule,
    phrase_matches | pattern_matches | inlines | sections,
    repairs,
    st.just(Where()) | wheres,
    severity=st.just("warning"),
)


@st.composite
def rule_sets(draw):
    made = draw(st.lists(rules, min_size=1, max_size=6))
    return RuleSet(
        tuple(make_rule(rule.match, rule.fix, rule.where, id=f"test/{number}") for number, rule in enumerate(made))
    )


def read_by_stretches(kind, stream, path, limit, size, fields=None):
    """The records of a stream that is cut into stretches, where the rest of a large document counts as records too."""
    found = []
    for stretch in kind.cut(stream, limit, size):
        if stretch.is_rest:
            found.append(Record(stretch.raw, found[-1].place))
        else:
            found += kind.read(stretch, path, fields or Fields(), limit)
    return found
