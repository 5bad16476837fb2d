"""``make evaluate-policies``: policies found for the sample's questions, and proposed for other calls.

The questions are read by cross-validation: each fifth with weights that were learned from the others.
"""

import argparse
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from hotline_server.rulebook.book import RuleBook
from hotline_server.rulebook.decision import Outcome
from hotline_server.rulebook.material import read_material
from hotline_server.rulebook.rule_tests import decide_text
from hotline_server.text.analysis import Thresholds
from hotline_server.text.facts import PolicyReading
from hotline_server.text.learning.examples import PARTS, read_answered, read_calls
from hotline_server.text.learning.policies import learn_policies
from hotline_server.text.policy_reader import PolicyReader
from hotline_server.text.reader import Reader

from evaluation.decided import shipped_book
from evaluation.figures import Figures, print_figures
from evaluation.labelled import RULES, SAMPLE
from evaluation.messages import read_messages
from evaluation.shares import share

ASKING = "咨询"


def main() -> None:
    """Measure, and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--messages", type=Path, help="folder of real messages, to count those that get a proposal")
    folder: Path | None = parser.parse_args().messages
    book = shipped_book()
    if book.reader:
        print_figures([questions_figures(find_policies(book, book.reader), book.thresholds)])
    print_figures([proposals_figures(book, read_messages(folder) if folder else [])])


@dataclass(frozen=True, slots=True)
class Found:
    """Question with the policies found for it.

    Attributes:
        answer: id of the policy that answers it, empty if none does.
        policies: found, most likely first.
    """

    answer: str
    policies: Sequence[PolicyReading]

    @property
    def is_first(self) -> bool:
        """Return True if the one that answers is found first."""
        return bool(self.policies) and self.policies[0].policy == self.answer

    @property
    def is_among(self) -> bool:
        """Return True if the one that answers is among those found."""
        return self.answer in [one.policy for one in self.policies]

    def reaches(self, confidence: int) -> bool:
        """Return True if the first one is as likely as that."""
        return bool(self.policies) and self.policies[0].confidence >= confidence


def find_policies(book: RuleBook, reader: Reader) -> list[Found]:
    """Find policies for the sample's questions, each with weights learned from the other parts of them."""
    examples = read_material(SAMPLE, RULES).examples
    questions = list(read_answered(sorted((SAMPLE / "questions").glob("*.csv"))))
    found = []
    for part in range(PARTS):
        known = [example for example in examples if example.policy is None or example.part != part]
        weights = learn_policies(book.policy_index.policies, known, reader)
        policies = PolicyReader(book.policy_index, reader, weights)
        for question in questions:
            if question.part == part:
                read = policies.read(question.text, reader.rank_matters(question.text))
                found.append(Found(question.policy or "", read))
    return found


def questions_figures(found: Sequence[Found], thresholds: Thresholds) -> Figures:
    """Count how well policies are found for questions.

    Args:
        found: for questions that they were not learned from.
        thresholds: confidences from which policies are proposed, and marked as fitting.
    """
    answered = [one for one in found if one.answer]
    unanswered = [one for one in found if not one.answer]
    marked = [one for one in found if one.reaches(thresholds.fitting)]
    counted: Mapping[str, tuple[Callable[[Found], bool], Sequence[Found]]] = {
        "有政策答得了的：排在第一": (lambda one: one.is_first, answered),
        "有政策答得了的：在前三条": (lambda one: one.is_among, answered),
        "有政策答得了的：拟答了的": (lambda one: one.reaches(thresholds.proposal), answered),
        "有政策答得了的：标了对口": (lambda one: one.reaches(thresholds.fitting), answered),
        "标了对口的：正好答得了": (lambda one: one.is_first, marked),
        "没有政策答得了的：没有标对口": (lambda one: not one.reaches(thresholds.fitting), unanswered),
        "没有政策答得了的：没有拟答": (lambda one: not one.reaches(thresholds.proposal), unanswered),
    }
    rows = [
        (label, str(len(among)), str(sum(map(counts, among))), share(sum(map(counts, among)), len(among)))
        for label, (counts, among) in counted.items()
    ]
    return Figures(f"找政策：{len(found)} 个问题，{PARTS} 份交叉验证", ("问题", "条数", "其中", "比例"), rows)


def proposals_figures(book: RuleBook, letters: Sequence[Mapping[str, str]]) -> Figures:
    """Count the calls for which policies are proposed and marked, by what is asked for.

    Args:
        book: rule book.
        letters: messages with subject and content, of which nobody knows what answers them; may be empty.
    """
    calls = list(read_calls(sorted(SAMPLE.glob("*.csv"))))
    groups: dict[str, list[tuple[str, str]]] = {
        "示例来电：咨询": [("", call.text) for call in calls if call.request_type == ASKING],
        "示例来电：投诉、求助等": [("", call.text) for call in calls if call.request_type not in ("", ASKING)],
        "别的城市的真实留言": [(letter["subject"], letter["content"]) for letter in letters],
    }
    rows = []
    for label, texts in groups.items():
        if not texts:
            continue
        direct = [facts for facts in map(partial(_direct_facts, book), texts) if facts is not None]
        marked = sum(bool(facts["政策对口"]) for facts in direct)
        rows.append((label, str(len(texts)), share(len(direct), len(texts)), share(marked, len(texts))))
    return Figures("给哪些来电拟答（示例来电参与过学习）", ("来电", "条数", "拟答", "标了对口"), rows)


def _direct_facts(book: RuleBook, text: tuple[str, str]) -> Mapping[str, object] | None:
    decision = decide_text(book, book.analyse(*text), {})
    return decision.facts if decision.outcome is Outcome.DIRECT_ANSWER else None


if __name__ == "__main__":
    main()
