"""``make reader``: learn the shipped reader from our own texts, which nobody said.

These are the labelled calls of the sample, the utterances in the rule book's tests, and the questions of its policies.
"""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from hotline_server.text.learning.examples import Example, read_calls, read_decisions, read_questions, read_utterances
from hotline_server.text.learning.learner import learn
from hotline_server.text.reader import Reader


def main() -> None:
    """Learn, and write the file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("calls", type=Path, help="folder of CSV files of labelled calls")
    parser.add_argument("rules", type=Path, help="folder of the rule book")
    parser.add_argument("output", type=Path)
    chosen = parser.parse_args()
    examples = list(shipped_examples(chosen.calls, chosen.rules))
    data = learn(examples, min_callers=1)
    chosen.output.write_bytes(data)
    version = Reader(data).version
    sys.stdout.write(f"{chosen.output}: learned from {len(examples)} texts, version {version}, {len(data):,} bytes\n")


def shipped_examples(calls: Path, rules: Path) -> Iterator[Example]:
    """Yield what the shipped reader is learned from.

    Args:
        calls: folder of CSV files of labelled calls.
        rules: folder of the rule book.
    """
    labelled = list(read_calls(sorted(calls.glob("*.csv"))))
    kinds = {example.danger for example in labelled if example.danger}
    yield from labelled
    yield from read_utterances(rules / "tests" / "emergencies.yaml", kinds, emergency=True)
    yield from read_utterances(rules / "tests" / "near-misses.yaml", kinds, emergency=False)
    yield from read_decisions(rules / "tests" / "decisions.yaml")
    yield from read_questions(rules / "policies.yaml")


if __name__ == "__main__":
    main()
