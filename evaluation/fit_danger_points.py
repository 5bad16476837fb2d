"""Fit the points in rules/lexicons/danger-points.yaml to the rule book's own test utterances.

The points are a safety net under the patterns of emergencies.yaml: they add up the evidence of single
characters and pairs of characters. They are the weights of a sparse logistic regression, rounded to
integers so that a maintainer can read and correct them. Ordinary messages, where given, keep long letters
from being taken for emergencies; only the weights they yield are stored, none of their text.
"""

import argparse
import csv
import random
import re
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import yaml
from scipy.sparse import spmatrix
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold

RULES = Path(__file__).parents[1] / "rules"
SCALE = 4
ORDINARY_SENTENCES = 40_000
SENTENCE_LENGTHS = range(7, 80)
ORDINARY_FALSE_RATE = 0.0003
HEADER = """\
# 险情评分表：字词表之外的保险网。短句里出现的字词，分值相加，达到“起报分”就按险情处理。
# 由 make danger-points 从 rules/tests 的用例算出；可以改，改后请跑用例。
"""


def utterances(name: str) -> list[str]:
    groups = yaml.safe_load((RULES / "tests" / name).read_text("utf-8"))["说法"]
    return [text for group in groups.values() for text in group]


def sentences(path: Path) -> Iterator[str]:
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            for sentence in (row["subject"], *re.split("[。！？\n]", row["content"])):
                if len(sentence) in SENTENCE_LENGTHS:
                    yield sentence


def fit(counts: spmatrix, labels: np.ndarray, weights: np.ndarray) -> tuple[np.ndarray, float]:
    model = LogisticRegression(C=0.7, l1_ratio=1, max_iter=2000, solver="liblinear")
    model.fit(counts, labels, sample_weight=weights)
    return np.round(model.coef_[0] * SCALE), model.intercept_[0] * SCALE


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("messages", nargs="*", type=Path, help="CSV files of ordinary messages")
    emergencies, near_misses = utterances("emergencies.yaml"), utterances("near-misses.yaml")
    ordinary = [text for path in parser.parse_args().messages for text in sentences(path)]
    random.Random(0).shuffle(ordinary)
    ordinary = ordinary[:ORDINARY_SENTENCES]
    texts = np.array(emergencies + near_misses + ordinary)
    labels = np.array([1] * len(emergencies) + [0] * (len(near_misses) + len(ordinary)))
    weights = np.array([1.0] * len(emergencies) + [3.0] * len(near_misses) + [0.2] * len(ordinary))
    vectorizer = CountVectorizer(analyzer="char", ngram_range=(1, 2), binary=True, min_df=2)
    counts = vectorizer.fit_transform(texts)
    own = len(emergencies) + len(near_misses)

    found = false = 0
    for train, test in StratifiedKFold(10, shuffle=True, random_state=0).split(texts[:own], labels[:own]):
        rows = np.concatenate([train, np.arange(own, len(texts))])
        points, _ = fit(counts[rows], labels[rows], weights[rows])
        scores = counts @ points
        threshold = cut(scores[rows], labels[rows])
        found += int((scores[test][labels[test] == 1] >= threshold).sum())
        false += int((scores[test][labels[test] == 0] >= threshold).sum())
    print(
        f"held out, by points alone: {found}/{len(emergencies)} emergencies found, "
        f"{false}/{len(near_misses)} near misses mistaken for emergencies"
    )

    points, _ = fit(counts, labels, weights)
    threshold = cut(counts @ points, labels)
    table = dict(sorted(zip(vectorizer.get_feature_names_out(), points, strict=True), key=lambda e: -e[1]))
    words = {word: int(point) for word, point in table.items() if point and not re.search(r"[\s\W\d]", word)}
    print(f"{len(words)} words, threshold {threshold}")
    body = yaml.safe_dump({"起报分": threshold, "字词": words}, allow_unicode=True, sort_keys=False)
    (RULES / "lexicons" / "danger-points.yaml").write_text(HEADER + body, "utf-8")


def cut(scores: np.ndarray, labels: np.ndarray) -> int:
    """Return the lowest integer score that few enough harmless texts reach."""
    return int(np.ceil(np.quantile(scores[labels == 0], 1 - ORDINARY_FALSE_RATE))) + 1


if __name__ == "__main__":
    main()
