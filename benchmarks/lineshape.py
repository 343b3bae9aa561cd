"""Fit the weights of the kind `lineshape` on labelled lines, and say how well they do on sites they were not fitted on.

    NEWSLINT_DATA=FOLDER python benchmarks/lineshape.py [FILE…]

FILEs (default: the `extracted` sets of that folder named below) hold records {"url", "lang", "url_host", "lines":
[{"text", "label", "why"}]} with labels KEEP, BOILERPLATE and UNSURE. Words of the site and the lines that other rules
find are those of the rules that newslint comes with. Needs scikit-learn, which newslint itself does not.

For each rule of the kind and each of its regions: the weights as they stand in the rule, and for several thresholds how
many lines of either label are found by weights that were fitted on other hosts, those left to other rules aside.
"""

import gzip
import json
import os
import sys
from collections import Counter
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import log_loss
from sklearn.model_selection import GroupKFold

from newslint.engine import Engine
from newslint.findings import marked_lines
from newslint.matchers import Lineshape
from newslint.page import Page
from newslint.ruleset import RuleSet, builtin_rules, load
from newslint.shape import FEATURES, LONG_LINE, Sheet, SiteWords
from newslint.types import Document

SETS = {  # and how much a line of them counts: pages that are no news have the noisiest labels
    "boilerplate-dev-extracted.jsonl.gz": 1.0,
    "boilerplate-silver-dev-extracted.jsonl.gz": 1.0,
    "boilerplate-web-dev-extracted.jsonl.gz": 0.1,
}
FOLDS = 6
STRENGTH = 0.3  # inverse of the regularisation
MOST_LINES = 12  # of one document in one region that count in full: long lists of links must not speak for all sites
GAIN = 0.0015  # of log loss, that a feature has to bring to stay
ALWAYS = {"tail": {"series"}}  # tables of results at the end of a story are rare in the data, and not in the world
NEVER = {  # by chance of the data: nobody could say why these should speak for what they are found to speak for
    "head": {"commas", "prose_left", "rough"},
    "tail": {"rough"},
    "inside": {"repeated", "series"},  # of a paragraph that stands twice, one is the article's
}


def sheets(files, shape, others):
    """(sheet, label of each of its lines, host, weight, file and number) for each document with enough running text."""
    words = SiteWords(shape.site_words)
    for file in files:
        with gzip.open(file, "rt", encoding="utf-8") as stream:
            for number, record in enumerate(map(json.loads, stream)):
                lines = [(part, label(line)) for line in record["lines"] for part in line["text"].split("\n")]
                text = "\n".join(line for line, _ in lines)
                document = Document(text, record.get("lang"), record.get("url"))
                page = Page(document)
                page.marked = marked_lines(page, others.check(document))
                sheet = Sheet(page, words)
                if 100 * sheet.prose_share >= shape.min_prose:
                    labels = [lines[line][1] for line in sheet.numbers]
                    yield sheet, labels, record["url_host"], weight_of(file), (file, number)


def weight_of(file):
    return next((weight for name, weight in SETS.items() if Path(file).name.endswith(name)), 1.0)


def samples(files, shape, others):
    """(region, features, whether it is furniture, host, document, weight, whether it is left to another rule)."""
    for sheet, labels, host, weight, document in sheets(files, shape, others):
        for at, said in enumerate(labels):
            region = region_of(sheet, at)
            if region is None or said not in ("KEEP", "BOILERPLATE"):
                continue
            features = [float(feature(sheet, at)) for feature in FEATURES.values()]
            is_left = not sheet.page.marked.get(sheet.numbers[at], frozenset()).isdisjoint(shape.leaves)
            yield region, features, said == "BOILERPLATE", host, document, weight, is_left


def region_of(sheet, at):
    """The name of the region of a line; none for what is never asked, or too long to be told by its shape."""
    if sheet.own[at]:
        return "inside" if sheet.is_doubtful(at) else None
    if len(sheet.lines[at]) > LONG_LINE:
        return None
    return "head" if at < sheet.first else "tail" if at > sheet.last else "between"


def label(line):
    """The label of a line; the title and the standfirst are the article's, whether or not the gold text holds them."""
    return "KEEP" if line["label"] == "UNSURE" and line.get("why") in ("title", "standfirst") else line["label"]


class Region:
    """The lines of one region, their features brought to one scale."""

    def __init__(self, name, rows):
        self.name = name
        self.names = list(FEATURES)
        self.x = np.array([row[1] for row in rows])
        self.y = np.array([row[2] for row in rows])
        self.hosts = np.array([row[3] for row in rows])
        lines = Counter(row[4] for row in rows)
        self.weights = np.array([row[5] * min(1, MOST_LINES / lines[row[4]]) for row in rows])
        self.is_left = np.array([row[6] for row in rows])
        self.mean, self.deviation = self.x.mean(0), self.x.std(0) + 1e-9
        self.z = (self.x - self.mean) / self.deviation

    def fit(self, rows, columns):
        model = LogisticRegression(C=STRENGTH, solver="newton-cholesky")
        return model.fit(self.z[np.ix_(rows, columns)], self.y[rows], sample_weight=self.weights[rows])

    def unseen(self, columns):
        """The likelihood of each line by weights fitted on other hosts."""
        likelihood = np.zeros(len(self.y))
        for others, rows in GroupKFold(FOLDS).split(self.x, groups=self.hosts):
            likelihood[rows] = self.fit(others, columns).predict_proba(self.z[np.ix_(rows, columns)])[:, 1]
        return likelihood

    def loss(self, columns):
        return log_loss(self.y, self.unseen(columns).clip(0.002, 0.998), sample_weight=self.weights)

    def chosen(self):
        """The features that are worth their place: the least useful one goes, as long as that does no harm."""
        never = NEVER.get(self.name, ())
        columns = [at for at, name in enumerate(self.names) if name not in never and self.x[:, at].std() > 1e-6]
        least = self.loss(columns)
        while True:
            loss, column = min(
                (self.loss([each for each in columns if each != column]), column)
                for column in columns
                if self.names[column] not in ALWAYS.get(self.name, ())
            )
            if loss > least + GAIN:
                return columns
            columns.remove(column)
            least = min(least, loss)

    def report(self):
        columns = self.chosen()
        model = self.fit(np.arange(len(self.y)), columns)
        weights = model.coef_[0] / self.deviation[columns]
        bias = model.intercept_[0] - (weights * self.mean[columns]).sum()
        order = np.argsort(-np.abs(model.coef_[0]))
        print(f"      {self.name}:\n        bias: {bias:.2f}\n        weights:")
        for each in order:
            print(f"          {self.names[columns[each]].replace('_', '-')}: {weights[each]:.2f}")
        likelihood = self.unseen(columns)
        for threshold in (60, 70, 75, 80, 90, 92, 94, 96):
            found = (100 * likelihood >= threshold) & ~self.is_left
            right, wrong = (found & self.y).sum(), (found & ~self.y).sum()
            share = right / max(1, right + wrong)
            print(f"        # {threshold}: {right} of {self.y.sum()} found, {wrong} wrong, precision {share:.3f}")


def main():
    folder = Path(os.environ.get("NEWSLINT_DATA", ".")) / "data"
    files = sys.argv[1:] or [folder / name for name in SETS]
    rules = load([builtin_rules()]).rules
    others = Engine(RuleSet(tuple(rule for rule in rules if not isinstance(rule.match, Lineshape))))
    for rule in rules:
        if isinstance(rule.match, Lineshape):
            print(rule.id)
            rows = [*samples(files, rule.match, others)]
            for name in ("head", "between", "tail", "inside"):
                if getattr(rule.match, name):
                    Region(name, [row for row in rows if row[0] == name]).report()


if __name__ == "__main__":
    main()
