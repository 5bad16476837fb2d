"""Learning of which policies answer: how questions sound, and how near a policy must be."""

from collections.abc import Callable, Sequence
from functools import partial
from operator import eq
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from hotline_server.text.learning.examples import Example, TooFewExamplesError, part_of
from hotline_server.text.ngrams import split
from hotline_server.text.policy_index import CallTerms, PolicyIndex, PolicyText
from hotline_server.text.policy_reader import (
    features,
    matter_similarity,
    policy_matters,
    question_score,
    shares,
    split_passages,
    weigh_known,
)
from hotline_server.text.reader import POLICIES, PolicyWeights, Reader, Vocabulary

ANSWERABLE_TYPE = "咨询"
# Calls that ask nothing are many more than questions.
CALL_WEIGHT = 0.3
# Share up to which a policy is not about a matter.
OTHER_MATTER = 0.05
QUESTION_C = 1.0
SIMILARITY_C = 1.0
DECIMALS = 4


def learn_policies(policies: Sequence[PolicyText], examples: Sequence[Example], reader: Reader) -> PolicyWeights:
    """Learn which policies answer.

    How questions sound is learned from the policies' own questions and from calls that ask nothing. How near a policy
    must be, from callers' questions, from other calls, and from questions about matters that a policy is not about.

    Args:
        policies: of the rule book.
        examples: labelled by policy, or by request type and matter.
        reader: that knows matters already.

    Raises:
        TooFewExamplesError: if there are too few examples to tell what answers from what does not.
    """
    others = sorted({one.text for one in examples if one.request_type not in ("", ANSWERABLE_TYPE)})
    asking, bias = _fit_questions(policies, [text for text in others if part_of(text)], reader.vocabulary)
    rows = _Rows(PolicyIndex(policies), reader, asking, bias)
    for text, policy in sorted({(one.text, one.policy) for one in examples if one.policy is not None}):
        rows.add(text, partial(eq, policy))
    for text in others:
        if part_of(text) == 0:
            rows.add(text, lambda _: False, CALL_WEIGHT)
    for text, matter in sorted({(one.text, one.matter) for one in examples if _asks_about_matter(one)}):
        rows.add(text, partial(rows.cannot_answer, matter))
    if not rows.features:
        raise TooFewExamplesError("政策的例子不够：没有一句提问与政策的标题、答复、常见问法有相近的字词")
    weights, intercept = _fit_similarity(np.concatenate(rows.features), np.array(rows.labels), np.array(rows.weights))
    return PolicyWeights(asking, bias, weights, intercept)


class _Rows:
    """Candidates for texts, with what tells whether they answer, and whether they do."""

    def __init__(self, index: PolicyIndex, reader: Reader, asking: NDArray[np.float32], asking_bias: float) -> None:
        self.features: list[NDArray[np.float64]] = []
        self.labels: list[bool] = []
        self.weights: list[float] = []
        self._index = index
        self._reader = reader
        self._terms = CallTerms(reader.vocabulary)
        self._matters = policy_matters(index, reader)
        self._asking = asking
        self._asking_bias = asking_bias

    def add(self, text: str, answers: Callable[[str], bool | None], weight: float = 1.0) -> None:
        """Add the candidates for a text.

        Args:
            text: of a call.
            answers: tells whether the policy with an id answers it; ``None`` if that is not known.
            weight: of each candidate.
        """
        about = shares(self._reader.rank_matters(text))
        for terms in split_passages(text, self._terms, self._asking):
            candidates = [(one, answers(one.policy.id)) for one in self._index.find(terms)]
            known = [(one, label) for one, label in candidates if label is not None]
            if known:
                asking = question_score(terms, self._asking) + self._asking_bias
                found = [one for one, _ in known]
                alike = [matter_similarity(about, self._matters[one.policy.id]) for one in found]
                self.features.append(features(found, alike, asking, terms))
                self.labels += [label for _, label in known]
                self.weights += [weight] * len(known)

    def cannot_answer(self, matter: str, policy: str) -> bool | None:
        """Return False for a policy that is about other matters; ``None`` if it may answer."""
        return None if self._matters[policy].get(matter, 0) > OTHER_MATTER else False


def _asks_about_matter(example: Example) -> bool:
    return example.request_type == ANSWERABLE_TYPE and bool(example.matter)


def pack_weights(learned: PolicyWeights) -> tuple[dict[str, Any], dict[str, NDArray[Any]]]:
    """Return what a reader's file holds of the weights: its part of the header, and arrays."""
    return {
        POLICIES: {
            "asking_bias": learned.asking_bias,
            "nearness": learned.features.tolist(),
            "bias": learned.bias,
        }
    }, {f"{POLICIES}.asking": learned.asking}


def _fit_questions(
    policies: Sequence[PolicyText], others: Sequence[str], vocabulary: Vocabulary
) -> tuple[NDArray[np.float32], float]:
    """Fit how much a text sounds like a question that policies answer."""
    usual = [text for policy in policies for text in policy.questions]
    excluded = [text for policy in policies for text in policy.excluded]
    terms_of = CallTerms(vocabulary)
    asked = [weigh_known(terms_of.read(split(text))) for text in (*usual, *excluded, *others)]
    ends = np.cumsum([0, *(len(rows) for rows, _ in asked)])
    matrix = csr_matrix(
        (np.concatenate([weights for _, weights in asked]), np.concatenate([rows for rows, _ in asked]), ends),
        shape=(len(asked), len(vocabulary.keys)),
    )
    labels = np.arange(len(asked)) < len(usual)
    if labels.all() or not labels.any():
        missing = "诉求类型不是咨询的来电" if labels.any() else "政策的常见问法"
        raise TooFewExamplesError(
            f"政策的例子不够：没有{missing}；常见问法和不是咨询的来电都要有，才分得出什么是问政策"
        )
    weights = np.where(np.arange(len(asked)) < len(usual) + len(excluded), 1.0, CALL_WEIGHT)
    model = LogisticRegression(C=QUESTION_C, solver="liblinear", random_state=0, max_iter=1000)
    model.fit(matrix, labels, sample_weight=weights)
    return np.round(model.coef_[0], DECIMALS).astype(np.float32), round(float(model.intercept_[0]), DECIMALS)


def _fit_similarity(
    rows: NDArray[np.float64], labels: NDArray[np.bool_], weights: NDArray[np.float64]
) -> tuple[NDArray[np.float64], float]:
    """Fit the weight of each feature, on features of equal spread."""
    if labels.all() or not labels.any():
        missing = "没有政策答得了的" if labels.any() else "有政策答得了的"
        raise TooFewExamplesError(f"政策的例子不够：缺少{missing}提问；标明了政策的和标明没有政策的提问都要有")
    middle, spread = rows.mean(axis=0), rows.std(axis=0)
    spread[spread == 0] = 1
    model = LogisticRegression(C=SIMILARITY_C, max_iter=1000)
    model.fit((rows - middle) / spread, labels, sample_weight=weights)
    fitted = np.round(model.coef_[0] / spread, DECIMALS)
    return fitted, round(float(model.intercept_[0] - model.coef_[0] @ (middle / spread)), DECIMALS)
