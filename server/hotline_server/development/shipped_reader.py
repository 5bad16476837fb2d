"""``make reader``: learn the shipped reader from our own texts, which nobody said.

These are the labelled calls and questions of the sample, the utterances in the rule book's tests, and its policies.
"""

import argparse
import sys
from pathlib import Path

from hotline_server.rulebook.material import read_material
from hotline_server.text.learning.learner import learn
from hotline_server.text.reader import Reader


def main() -> None:
    """Learn, and write the file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("calls", type=Path, help="folder of CSV files of labelled calls")
    parser.add_argument("rules", type=Path, help="folder of the rule book")
    parser.add_argument("output", type=Path)
    chosen = parser.parse_args()
    material = read_material(chosen.calls, chosen.rules)
    data = learn(material.examples, material.policies)
    chosen.output.write_bytes(data)
    version, count = Reader(data).version, len(material.examples)
    sys.stdout.write(f"{chosen.output}: learned from {count} texts, version {version}, {len(data):,} bytes\n")


if __name__ == "__main__":
    main()
