"""Labelled texts that a reader is learned from."""

import csv
import hashlib
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from hotline_server.text.policy_index import PolicyText

NO_MATTER = "其他"
EMERGENCY = "重大突发"
PARTS = 5
"""Parts into which examples are divided."""
HELD_BACK = 0
"""Part that is held back."""


@dataclass(frozen=True, slots=True)
class Example:
    """Labelled text; a label that is empty or ``None`` is not known.

    Attributes:
        text: subject and content.
        emergency: whether it tells of a danger now.
        danger: kind of danger.
        request_type, matter, office: of the case.
        policy: id of the policy that answers, empty if none does.
        caller: who said it, to count in how many people's calls an n-gram occurs; empty for a text that nobody said.
    """

    text: str
    emergency: bool | None = None
    danger: str = ""
    request_type: str = ""
    matter: str = ""
    office: str = ""
    policy: str | None = None
    caller: str = ""

    @property
    def part(self) -> int:
        """Which of the parts it belongs to, by its text alone, so that it stays on its side as others come and go."""
        return int(hashlib.sha256(self.text.encode()).hexdigest(), 16) % PARTS


def read_shipped(calls: Path, rules: Path) -> Iterator[Example]:
    """Yield the texts that come with the software, which nobody said; the shipped reader is learned from them.

    Args:
        calls: folder of CSV files of labelled calls, with a folder ``questions`` of questions to policies.
        rules: folder of the rule book, for the utterances in its tests and the questions of its policies.
    """
    labelled = list(read_calls(sorted(calls.glob("*.csv"))))
    kinds = {example.danger for example in labelled if example.danger}
    yield from labelled
    yield from read_answered(sorted((calls / "questions").glob("*.csv")))
    yield from read_utterances(rules / "tests" / "emergencies.yaml", kinds, emergency=True)
    yield from read_utterances(rules / "tests" / "near-misses.yaml", kinds, emergency=False)
    yield from read_decisions(rules / "tests" / "decisions.yaml")
    yield from read_questions(rules / "policies.yaml")


def read_utterances(path: Path, kinds: Collection[str], *, emergency: bool) -> Iterator[Example]:
    """Yield the utterances 说法 of a test file of the rule book, each under the kind of danger that it is about.

    Args:
        path: of the test file.
        kinds: of danger; utterances of other groups have no kind.
        emergency: whether all of them are emergencies, or none.
    """
    groups = yaml.safe_load(path.read_text("utf-8"))["说法"]
    for group, utterances in groups.items():
        kind = group if emergency and group in kinds else ""
        yield from (Example(text, emergency, kind) for text in utterances)


def read_decisions(path: Path) -> Iterator[Example]:
    """Yield the calls of a test file of the rule book whose outcome follows from the text, as emergencies or not."""
    for case in yaml.safe_load(path.read_text("utf-8"))["用例"]:
        outcome = case["期望"].get("处理方式")
        if outcome and "事实" not in case:
            yield Example(case["内容"], outcome == EMERGENCY)


def read_questions(path: Path) -> Iterator[Example]:
    """Yield the usual questions of policies, and the likes of them that they do not answer; nobody is in danger."""
    for policy in yaml.safe_load(path.read_text("utf-8"))["政策"]:
        for text in (*policy.get("常见问法", ()), *policy.get("不算", ())):
            yield Example(text, emergency=False)


def read_policies(path: Path) -> list[PolicyText]:
    """Return the policies in a file of a rule book."""
    return [
        PolicyText(
            policy["编号"], policy["标题"], policy["答复"], tuple(policy["常见问法"]), tuple(policy.get("不算", ()))
        )
        for policy in yaml.safe_load(path.read_text("utf-8"))["政策"]
    ]


def read_answered(paths: Iterable[Path]) -> Iterator[Example]:
    """Yield the questions of CSV files with columns text and policy_id, which is empty where no policy answers."""
    for path in paths:
        with path.open(encoding="utf-8", newline="") as file:
            yield from (Example(row["text"], policy=row["policy_id"]) for row in csv.DictReader(file))


def read_calls(paths: Iterable[Path]) -> Iterator[Example]:
    """Yield the labelled calls of CSV files with columns text, emergency, danger, request_type and matter."""
    for path in paths:
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                matter = row["matter"] if row["matter"] != NO_MATTER else ""
                yield Example(row["text"], row["emergency"] == "1", row["danger"], row["request_type"], matter)
