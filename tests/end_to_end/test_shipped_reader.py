"""The reader that is shipped: what ``make reader`` learns from our own texts."""

from collections import Counter

import numpy as np
import pytest
from hotline_server.ground.folders import PROJECT
from hotline_server.rulebook.loading import read_shipped_reader
from hotline_server.rulebook.material import Material, read_material
from hotline_server.text.learning.learner import HEAD_LABELS, MIN_LABELLED, learn, learned_vocabulary
from hotline_server.text.ngrams import split
from hotline_server.text.reader_file import ReaderFile, unpack

from tests.hotline import PROFILE

# Another processor may round the last of the decimals, or of the steps, otherwise.
ROUNDING = 2


@pytest.fixture(scope="module")
def material() -> Material:
    return read_material(PROJECT / "sample" / "calls", PROJECT / "rules")


@pytest.fixture(scope="module")
def shipped() -> ReaderFile:
    return unpack(read_shipped_reader(PROJECT / "rules").data)


def test_the_shipped_reader_knows_the_n_grams_and_labels_of_our_own_texts(
    material: Material, shipped: ReaderFile
) -> None:
    """Texts or labels that were added, removed or changed without ``make reader`` show here."""
    examples = sorted(set(material.examples), key=lambda example: example.text)
    known = learned_vocabulary(examples, [split(example.text) for example in examples])
    assert np.array_equal(known.keys, shipped.arrays["keys"])
    assert np.abs(known.idf - shipped.arrays["rarities"]).max() <= ROUNDING * 1e-4
    for name, label in HEAD_LABELS.items():
        counts = Counter(filter(None, map(label, examples)))
        assert shipped.header.get(name, {}).get("labels", []) == sorted(
            one for one in counts if counts[one] >= MIN_LABELLED
        )


@pytest.mark.skipif(PROFILE != "long", reason="takes a minute of processor time")
def test_it_is_what_the_command_makes_of_our_own_texts(material: Material, shipped: ReaderFile) -> None:
    """Every part of the file is compared: vocabulary, dangers, each head, and the weights of policies."""
    learned = unpack(learn(material.examples, material.policies))
    found, expected = flat(learned.header), flat(shipped.header)
    assert found.keys() == expected.keys()
    for path, value in expected.items():
        same = value if isinstance(value, str) else pytest.approx(value, rel=1e-3, abs=1e-3)
        assert found[path] == same, path
    assert learned.arrays.keys() == shipped.arrays.keys()
    for name, array in shipped.arrays.items():
        step = 0 if array.dtype.kind == "u" else 1 if array.dtype.kind == "i" else 1e-4
        assert learned.arrays[name].shape == array.shape, name
        assert np.abs(learned.arrays[name].astype(float) - array.astype(float)).max() <= ROUNDING * step, name


def flat(header: object, name: str = "") -> dict[str, object]:
    """Return the values of a header by their paths."""
    if isinstance(header, dict):
        return {path: value for key, part in header.items() for path, value in flat(part, f"{name}.{key}").items()}
    if isinstance(header, list):
        return {path: value for n, part in enumerate(header) for path, value in flat(part, f"{name}[{n}]").items()}
    return {name: header}
