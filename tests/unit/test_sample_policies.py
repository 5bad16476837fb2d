"""The sample city's policies: complete, owned by offices of the directory, each asked in words of its own."""

from collections import Counter
from datetime import timedelta
from typing import Any

import pytest
import yaml
from hotline_server.domain.directory.tree import Directory
from hotline_server.ground.folders import PROJECT

POLICIES: list[dict[str, Any]] = yaml.safe_load((PROJECT / "sample" / "policies.yaml").read_text("utf-8"))["政策"]


def test_every_policy_has_a_number_of_its_own() -> None:
    assert len(POLICIES) == len({policy["编号"] for policy in POLICIES}) == 130


@pytest.mark.parametrize("policy", POLICIES, ids=lambda policy: policy["编号"])
def test_a_policy_is_complete_and_has_an_owner(policy: dict[str, Any], directory: Directory) -> None:
    """R8.12: owner, validity, review."""
    assert directory.find(policy["单位"]) is not None, policy["单位"]
    assert all(policy[field].strip() for field in ("标题", "文件", "答复"))
    assert policy["复核"] > policy.get("生效", policy["复核"] - timedelta(days=1))
    assert len(policy["常见问法"]) >= 8
    assert len(policy["不算"]) >= 3


def test_no_question_belongs_to_two_policies() -> None:
    asked = Counter(question for policy in POLICIES for question in policy["常见问法"])
    assert [question for question, count in asked.items() if count > 1] == []
