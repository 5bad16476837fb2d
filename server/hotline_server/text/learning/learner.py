"""Learning of a reader: one vocabulary, and a linear model for each thing that it tells."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, vstack
from sklearn.linear_model import LogisticRegression
from sklearn.svm import LinearSVC

from hotline_server.text.learning.examples import PARTS, Example, TooFewExamplesError
from hotline_server.text.learning.policies import learn_policies, pack_weights
from hotline_server.text.ngrams import Grams, split
from hotline_server.text.policy_index import PolicyText
from hotline_server.text.reader import (
    DANGER,
    KINDS,
    LENGTH_FEATURE,
    MATTERS,
    OFFICES,
    REQUEST_TYPES,
    Reader,
    Vocabulary,
    Weighed,
    danger_features,
)
from hotline_server.text.reader_file import pack
from hotline_server.text.sentences import sentence_passages

# N-grams in fewer texts are chance.
MIN_TEXTS = 3
# N-grams said by fewer people could tell who one of them is.
MIN_CALLERS = 5
MIN_LABELLED = 5
DANGER_C = 100.0
CALIBRATION_C = 10.0
LABEL_C = 1.0
DECIMALS = 4
# Logarithm of the odds of a danger, to a reader that was taught none.
NEVER = -20.0
# Prior for long texts, subtracted from the log-odds of danger for the longest: of the long texts among the labelled
# ones a third tells of a danger, of the letters that people write hardly any.
LONG_TEXT_PRIOR = 1.6
_LIMIT = 127
_INVERSE_TEMPERATURES = (0.5, 1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10)

Label = Callable[[Example], str]
Weights = NDArray[np.float64]


class _TrainingSet:
    """Examples, split into n-grams and weighed."""

    def __init__(self, examples: Sequence[Example], vocabulary: Vocabulary, grams: Sequence[Grams]) -> None:
        self.examples = examples
        self.vocabulary = vocabulary
        self.wholes = [vocabulary.weigh(one) for one in grams]
        self.matrix = self.stack(self.wholes)
        # What was written without full stops is learned whole. Cut as it is when read, it would teach that a passage
        # tells little of the whole, and letters would be raised for single phrases.
        self.passages = [
            [vocabulary.weigh(one.within(*span)) for span in spans]
            if len(spans := sentence_passages(example.text)) > 1
            else []
            for example, one in zip(examples, grams, strict=True)
        ]

    def stack(self, passages: Sequence[Weighed]) -> csr_matrix:
        """Return weighed passages as a matrix."""
        ends = np.cumsum([0, *(len(one.rows) for one in passages)])
        rows = np.concatenate([one.rows for one in passages]) if passages else np.zeros(0, np.int64)
        weights = np.concatenate([one.weights for one in passages]) if passages else np.zeros(0, np.float32)
        return csr_matrix((weights.astype(np.float64), rows, ends), shape=(len(passages), len(self.vocabulary.keys)))


def learn(examples: Sequence[Example], policies: Sequence[PolicyText] = ()) -> bytes:
    """Learn a reader; equal examples give equal bytes.

    Args:
        examples: labelled texts, in any order.
        policies: of the rule book; without any, the reader finds no policies.

    Raises:
        TooFewExamplesError: if there are too few examples to learn from.
    """
    ordered = sorted(set(examples), key=lambda example: (example.text, repr(example)))
    grams = [split(example.text) for example in ordered]
    vocabulary = learned_vocabulary(ordered, grams)
    if not len(vocabulary.keys):
        raise TooFewExamplesError(
            f"来电太少，学不出判读模型：一共 {len(ordered)} 条，没有哪个词在 {MIN_TEXTS} 条里都有，"
            f"本市工单里的词还要有 {MIN_CALLERS} 个人说过；请补充带标注的来电，或者等办结的工单多一些再学"
        )
    training = _TrainingSet(ordered, vocabulary, grams)
    header: dict[str, Any] = {}
    arrays: dict[str, NDArray[Any]] = {"keys": vocabulary.keys, "rarities": vocabulary.idf}
    _learn_danger(training, header, arrays)
    for name, label in HEAD_LABELS.items():
        _learn_head(name, label, training, header, arrays)
    if policies and sum(bool(example.policy) for example in ordered) >= MIN_LABELLED:
        part, weights = pack_weights(learn_policies(policies, ordered, Reader(pack(header, arrays))))
        header |= part
        arrays |= weights
    return pack(header, arrays)


HEAD_LABELS: Mapping[str, Label] = {
    KINDS: lambda example: example.danger if example.emergency else "",
    MATTERS: lambda example: example.matter,
    REQUEST_TYPES: lambda example: example.request_type,
    OFFICES: lambda example: example.office,
}


def learned_vocabulary(examples: Sequence[Example], grams: Sequence[Grams]) -> Vocabulary:
    """Return the n-grams of several made-up texts, or of so many people that none of them can be read off the file."""
    distinct = [np.unique(one.keys) for one in grams]
    keys, texts = np.unique(np.concatenate([np.zeros(0, np.uint64), *distinct]), return_counts=True)
    made_up = [said for example, said in zip(examples, distinct, strict=True) if not example.caller]
    kept = (_occurrences(made_up, keys) >= MIN_TEXTS) | (_callers(examples, distinct, keys) >= MIN_CALLERS)
    idf = np.log((1 + len(examples)) / (1 + texts[kept])) + 1
    return Vocabulary(keys[kept], np.round(idf, DECIMALS).astype(np.float32))


def _callers(
    examples: Sequence[Example], distinct: Sequence[NDArray[np.uint64]], keys: NDArray[np.uint64]
) -> NDArray[np.int64]:
    """Return how many different people said each n-gram."""
    by_caller: dict[str, list[NDArray[np.uint64]]] = {}
    for example, said in zip(examples, distinct, strict=True):
        if example.caller:
            by_caller.setdefault(example.caller, []).append(said)
    return _occurrences([np.unique(np.concatenate(calls)) for calls in by_caller.values()], keys)


def _occurrences(parts: Sequence[NDArray[np.uint64]], keys: NDArray[np.uint64]) -> NDArray[np.int64]:
    """Return in how many of the parts, which hold each n-gram once, each of the n-grams is."""
    counts = np.zeros(len(keys), np.int64)
    for part in parts:
        counts[np.searchsorted(keys, part)] += 1
    return counts


# --- danger --------------------------------------------------------------------------------------


def _learn_danger(training: _TrainingSet, header: dict[str, Any], arrays: dict[str, NDArray[Any]]) -> None:
    known = np.array([example.emergency is not None for example in training.examples])
    labels = np.array([bool(example.emergency) for example in training.examples])
    weights, bias = np.zeros(len(training.vocabulary.keys)), 0.0
    whole = np.zeros(len(danger_features(0, 0, 0)))
    whole[0] = NEVER
    if MIN_LABELLED <= labels[known].sum() <= known.sum() - MIN_LABELLED:
        weights, bias = _fit_danger(training, known, labels)
        whole = _fit_calibration(training, known, labels)
    header[DANGER] = {"bias": round(bias, DECIMALS), "whole": [round(float(one), DECIMALS) for one in whole]}
    arrays[f"{DANGER}.weights"] = np.round(weights, DECIMALS).astype(np.float32)


def _fit_danger(training: _TrainingSet, chosen: NDArray[np.bool_], labels: NDArray[np.bool_]) -> tuple[Weights, float]:
    """Fit the score of a passage: on whole texts, and on what lies in long ones.

    No passage of a harmless text is dangerous; of an emergency it is the one that a first fit finds most dangerous.
    """
    places = np.flatnonzero(chosen)
    first = _logistic(training.matrix[places], labels[places])
    harmless = [part for place in places if not labels[place] for part in training.passages[place]]
    candidates = (_most_dangerous(training.passages[place], first) for place in places if labels[place])
    dangerous = [part for part in candidates if part]
    matrix = vstack([training.matrix[places], training.stack(harmless), training.stack(dangerous)]).tocsr()
    wanted = np.concatenate([labels[places], np.zeros(len(harmless), bool), np.ones(len(dangerous), bool)])
    return _logistic(matrix, wanted)


def _most_dangerous(parts: Sequence[Weighed], model: tuple[Weights, float]) -> Weighed | None:
    weights, _ = model
    return max(parts, key=lambda part: float(part.weights @ weights[part.rows]), default=None)


def _logistic(matrix: csr_matrix, labels: NDArray[np.bool_]) -> tuple[Weights, float]:
    if labels.all() or not labels.any():
        raise TooFewExamplesError(
            f"险情的例子不够：来电按内容分成 {PARTS} 份，留出一份以后，剩下的 {len(labels)} 条里只有"
            f"{'' if labels.any() else '不是'}险情的；险情和不是险情的各要 {MIN_LABELLED} 条以上，不能都在一份里"
        )
    model = LogisticRegression(C=DANGER_C, solver="liblinear", random_state=0, max_iter=1000)
    model.fit(matrix, labels)
    return model.coef_[0], float(model.intercept_[0])


def _fit_calibration(training: _TrainingSet, chosen: NDArray[np.bool_], labels: NDArray[np.bool_]) -> Weights:
    """Fit how the scores of a text and of its passages make the probability of danger, on texts not fitted to."""
    parts = np.array([example.part for example in training.examples])
    features, wanted = [], []
    for part in range(PARTS):
        weights, bias = _fit_danger(training, chosen & (parts != part), labels)
        for place in np.flatnonzero(chosen & (parts == part)):
            features.append(_features(training, int(place), weights, bias))
            wanted.append(labels[place])
    model = LogisticRegression(C=CALIBRATION_C, solver="lbfgs", fit_intercept=False, max_iter=1000)
    model.fit(np.array(features), np.array(wanted))
    weights = np.asarray(model.coef_[0])
    weights[LENGTH_FEATURE] -= LONG_TEXT_PRIOR
    return weights


def _features(training: _TrainingSet, place: int, weights: Weights, bias: float) -> NDArray[np.float64]:
    def score(part: Weighed) -> float:
        return float(part.weights @ weights[part.rows]) + bias

    whole = score(training.wholes[place])
    best = max(map(score, training.passages[place]), default=whole)
    return danger_features(whole, best, len(training.examples[place].text))


# --- which of several labels ---------------------------------------------------------------------


def _learn_head(
    name: str, label: Label, training: _TrainingSet, header: dict[str, Any], arrays: dict[str, NDArray[Any]]
) -> None:
    given = np.array([label(example) for example in training.examples])
    names, counts = np.unique(given[given != ""], return_counts=True)
    labels = [str(one) for one, count in zip(names, counts, strict=True) if count >= MIN_LABELLED]
    if len(labels) < 2:  # noqa: PLR2004 - nothing to tell apart
        return
    chosen = np.flatnonzero(np.isin(given, labels))
    weights, biases = _fit_labels(training.matrix[chosen], given[chosen], labels)
    scales = np.maximum(np.abs(weights).max(axis=1), 1e-6) / _LIMIT
    header[name] = {"labels": labels, "sharpness": _fit_inverse_temperature(training, chosen, given, labels)}
    arrays[f"{name}.weights"] = np.round(weights / scales[:, None]).astype(np.int8).T.copy()
    arrays[f"{name}.scales"] = scales.astype(np.float32)
    arrays[f"{name}.biases"] = np.round(biases, DECIMALS).astype(np.float32)


def _fit_labels(matrix: csr_matrix, given: NDArray[np.str_], labels: Sequence[str]) -> tuple[Weights, Weights]:
    """Fit one model for each label; labels that do not occur get none."""
    model = LinearSVC(C=LABEL_C, random_state=0, max_iter=5000).fit(matrix, given)
    found = [str(one) for one in model.classes_]
    coefficients, intercepts = model.coef_, model.intercept_
    if len(found) == 2:  # noqa: PLR2004 - scikit-learn has one model for two labels
        coefficients, intercepts = np.vstack([-coefficients, coefficients]), np.array([-intercepts[0], intercepts[0]])
    weights = np.zeros((len(labels), matrix.shape[1]))
    biases = np.full(len(labels), -10.0)
    for place, label in enumerate(labels):
        if label in found:
            weights[place], biases[place] = coefficients[found.index(label)], intercepts[found.index(label)]
    return weights, biases


def _fit_inverse_temperature(
    training: _TrainingSet, chosen: NDArray[np.int64], given: NDArray[np.str_], labels: Sequence[str]
) -> float:
    """Return the factor of scores that gives the truest probabilities, on a part that was not fitted to."""
    parts = np.array([training.examples[place].part for place in chosen])
    # The first part there is: in cross-validation any of them may be missing.
    fitted, held = chosen[parts != parts.min()], chosen[parts == parts.min()]
    if not len(held) or len(set(given[fitted])) < 2:  # noqa: PLR2004
        return 1.0
    weights, biases = _fit_labels(training.matrix[fitted], given[fitted], labels)
    scores = training.matrix[held] @ weights.T + biases
    right = np.array([labels.index(str(one)) for one in given[held]])

    def loss(factor: float) -> float:
        logits = scores * factor
        logits -= logits.max(axis=1, keepdims=True)
        probabilities = np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)
        return float(-np.log(probabilities[np.arange(len(held)), right] + 1e-9).mean())

    return min(_INVERSE_TEMPERATURES, key=loss)
