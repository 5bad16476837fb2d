"""Each clause of the process has tests, which docs/requirements.md names."""

import re

from hotline_server.ground.folders import PROJECT
from hotline_server.rulebook.review.sources import CLAUSES

PAGE = (PROJECT / "docs" / "requirements.md").read_text("utf-8")
ROWS = re.findall(r"^\| ([RP][0-9.]+) \| .+ \| (.+) \|$", PAGE, re.MULTILINE)


def test_every_step_and_principle_has_a_clause() -> None:
    assert {requirement for requirement, _ in ROWS} == {*CLAUSES}


def test_every_test_that_is_named_exists() -> None:
    named = [pair for _, tests in ROWS for pair in re.findall(r"`(tests/[\w/]+\.py)`: `(test_\w+)`", tests)]
    assert len(named) >= len(ROWS)
    gone = [name for path, name in named if f"def {name}(" not in (PROJECT / path).read_text("utf-8")]
    assert not gone
