"""Material that a reader is learned from, which nobody said: shipped calls, and the texts of a rule book."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from hotline_server.rulebook.decision import Outcome
from hotline_server.rulebook.files import read_files, read_test_files
from hotline_server.rulebook.loading import load_published
from hotline_server.rulebook.names import KnownNames
from hotline_server.rulebook.written_tests import RuleTest, load_rule_tests
from hotline_server.text.learning.examples import Example, read_answered, read_calls
from hotline_server.text.policy_index import PolicyText

# Facts of a test beside which its outcome still follows from its text.
_PLACE = frozenset({"区县", "街道"})


@dataclass(frozen=True, slots=True)
class Material:
    """Labelled texts, and what is read with by the rule book that they come with.

    Attributes:
        examples: labelled texts.
        policies: of the rule book.
        sure_danger: confidence, 0 to 100, from which the rule book holds a danger for sure.
    """

    examples: Sequence[Example]
    policies: Sequence[PolicyText]
    sure_danger: int


def read_material(calls: Path, rules: Path) -> Material:
    """Return the labelled calls in a folder and the texts of the rule book in another.

    Raises:
        RuleBookError: if the rule book or its tests cannot be read.
    """
    return build_material(calls, read_files(rules), read_test_files(rules))


def build_material(calls: Path, files: Mapping[str, bytes], tests: Mapping[str, bytes]) -> Material:
    """Return the labelled calls in a folder and the texts of a rule book.

    Args:
        calls: folder of CSV files of labelled calls, with a folder ``questions`` of questions to policies.
        files: of the rule book, by relative path.
        tests: its test files, by name.

    Raises:
        RuleBookError: if the rule book or its tests cannot be read.
    """
    book = load_published(files, KnownNames())
    policies = book.policy_index.policies
    labelled = list(read_calls(sorted(calls.glob("*.csv"))))
    kinds = {example.danger for example in labelled if example.danger}
    questions = read_answered(sorted((calls / "questions").glob("*.csv")))
    examples = (*labelled, *questions, *_tested(load_rule_tests(tests), kinds), *_asked(policies))
    return Material(examples, policies, book.thresholds.danger)


def _tested(tests: Iterable[RuleTest], kinds: Collection[str]) -> Iterator[Example]:
    """Yield the texts of tests whose outcome follows from the text; utterances of other groups have no kind."""
    for test in tests:
        outcome = test.expected.get("处理方式")
        if test.emergency is not None:
            kind = test.group if test.emergency and test.group in kinds else ""
            yield Example(test.content, test.emergency, kind)
        elif outcome and test.known.keys() <= _PLACE:
            yield Example(test.content, outcome == Outcome.EMERGENCY.value)


def _asked(policies: Iterable[PolicyText]) -> Iterator[Example]:
    """Yield what policies answer, and the likes of it that they do not answer; nobody is in danger."""
    for policy in policies:
        for text in (*policy.questions, *policy.excluded):
            yield Example(text, emergency=False)
