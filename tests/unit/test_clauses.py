"""Each clause of the process has tests, which docs/requirements.md names."""

import re

from hotline_server.ground.folders import PROJECT

PAGE = (PROJECT / "docs" / "requirements.md").read_text("utf-8")
ROWS = re.findall(r"^\| ([RP][0-9.]+) \| .+ \| (.+) \|$", PAGE, re.MULTILINE)
STEPS = {"R1": 1, "R2": 6, "R3": 4, "R4": 4, "R5": 3, "R6": 2, "R7": 1, "R8": 14}


def test_every_step_and_principle_has_a_clause() -> None:
    steps = {f"{step}.{place}" for step, places in STEPS.items() for place in range(1, places + 1)}
    assert {requirement for requirement, _ in ROWS} == steps | {"P1", "P2", "P3"}


def test_every_test_that_is_named_exists() -> None:
    named = [pair for _, tests in ROWS for pair in re.findall(r"`(tests/[\w/]+\.py)`: `(test_\w+)`", tests)]
    assert len(named) >= len(ROWS)
    gone = [name for path, name in named if f"def {name}(" not in (PROJECT / path).read_text("utf-8")]
    assert not gone
