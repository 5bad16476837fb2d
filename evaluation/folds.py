"""Cross-validation: each part of the shipped texts is read by a reader that was learned without it."""

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path

from hotline_server import text
from hotline_server.ground.folders import PROJECT
from hotline_server.rulebook.book import RuleBook
from hotline_server.rulebook.material import read_material
from hotline_server.text.learning.examples import PARTS, Example, read_answered
from hotline_server.text.learning.learner import learn
from hotline_server.text.policy_index import PolicyText
from hotline_server.text.reader import Reader
from rich.progress import Progress

from evaluation.decided import Decided, decide_all
from evaluation.labelled import RULES, SAMPLE, Labelled

KEPT = PROJECT / "var" / "evaluation"


def cross_validate(book: RuleBook, texts: Sequence[Labelled], folds: int, progress: Progress) -> list[Decided]:
    """Read and decide the texts of some parts, each part with a reader that was learned without it."""
    examples = [one.example for one in texts]
    return [
        decided
        for part, reader in _learn(examples, folds, progress)
        for decided in decide_all(
            book.reading_with(reader), [one for one in texts if one.example.part == part], progress
        )
    ]


def _learn(examples: Sequence[Example], folds: int, progress: Progress) -> Iterator[tuple[int, Reader]]:
    """Yield parts of the examples, each with a reader that was learned from the others.

    Readers are kept in ``var/evaluation`` until the examples, the policies or the code change, as learning takes a
    minute each.

    Args:
        examples: labelled texts.
        folds: number of parts to yield.
        progress: to show it in.
    """
    KEPT.mkdir(parents=True, exist_ok=True)
    questions = list(read_answered(sorted((SAMPLE / "questions").glob("*.csv"))))
    policies = read_material(SAMPLE, RULES).policies
    made_of = _digest([*examples, *questions], policies)
    for part in progress.track(range(min(folds, PARTS)), description="学习"):
        path = KEPT / f"{made_of}-{part}.reader"
        if not path.exists():
            others = [example for example in (*examples, *questions) if example.part != part]
            path.write_bytes(learn(others, policies))
        yield part, Reader(path.read_bytes())


def _digest(examples: Sequence[Example], policies: Sequence[PolicyText]) -> str:
    """Return a name for readers learned from these examples and policies by this code."""
    digest = hashlib.sha256()
    for path in sorted(Path(text.__path__[0]).rglob("*.py")):
        digest.update(path.read_bytes())
    for line in (*sorted(map(repr, examples)), *map(repr, policies)):
        digest.update(line.encode())
    return digest.hexdigest()[:12]
