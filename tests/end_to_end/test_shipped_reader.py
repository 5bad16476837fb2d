"""The reader that is shipped: what ``make reader`` learns from our own texts."""

import numpy as np
import pytest
from hotline_server.ground.folders import PROJECT
from hotline_server.rulebook.files import read_shipped_reader
from hotline_server.rulebook.material import read_material
from hotline_server.text.learning.learner import learn
from hotline_server.text.reader_file import unpack

# Another processor may round the last of the decimals, or of the steps, otherwise.
ROUNDING = 2


def test_the_shipped_reader_is_what_the_command_makes_of_our_own_texts() -> None:
    """Every part of the file is compared: vocabulary, dangers, each head, and the weights of policies."""
    rules = PROJECT / "rules"
    material = read_material(PROJECT / "sample" / "calls", rules)
    shipped = unpack(read_shipped_reader(rules).data)
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
