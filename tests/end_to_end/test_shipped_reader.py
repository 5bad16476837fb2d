"""The reader that is shipped: what ``make reader`` learns from our own texts."""

import csv

from hotline_server.ground.folders import PROJECT
from hotline_server.rulebook.files import read_shipped_reader
from hotline_server.text.learning.examples import read_shipped
from hotline_server.text.learning.learner import learn
from hotline_server.text.reader import Reader

CALLS = PROJECT / "sample" / "calls"


def test_the_shipped_reader_is_what_the_command_makes_of_our_own_texts() -> None:
    """Another processor may round otherwise, so it need not be the same bytes; it has to read alike."""
    shipped = read_shipped_reader(PROJECT / "rules")
    learned = Reader(learn(list(read_shipped(CALLS, PROJECT / "rules"))))
    assert learned.labels == shipped.labels
    assert learned.vocabulary.keys.tolist() == shipped.vocabulary.keys.tolist()
    with (CALLS / "transcripts.csv").open(encoding="utf-8", newline="") as file:
        texts = [row["text"] for row in csv.DictReader(file)]
    for text in texts:
        one, other = learned.read(text), shipped.read(text)
        assert abs(one.danger - other.danger) <= 1
        assert [kind.name for kind in one.kinds[:1]] == [kind.name for kind in other.kinds[:1]]
