"""Overlays of rules: files are added, and of settings only what the overlay names is replaced."""

import pytest
import yaml
from hotline_server.rulebook.errors import RuleBookError
from hotline_server.rulebook.overlay import lay_onto

BASE = """\
# 时限
时限:
  异议工作日: 2               # 几个工作日内可以提出
  签收分钟: {一般: 480, 紧急: 120}
  险情逐级报告:
    - {岗位: 值班室, 分钟: 5}
    - {岗位: 值班领导, 分钟: 15}
  # 下面是追问
  追问秒数: 60
"""
OVERLAY = """\
时限:
  异议工作日: 3
  签收分钟:
    特急: 30
    紧急: 60
  险情逐级报告:
    - 岗位: 值班长
      分钟: 1
  裁定工作日: 1
"""


def test_settings_of_an_overlay_replace_those_of_the_same_name_alone() -> None:
    """R8.5: the rest of the file stays as it was, comments included."""
    laid = lay_onto({"deadlines.yaml": BASE.encode()}, {"deadlines.yaml": OVERLAY.encode()})
    text = laid.files["deadlines.yaml"].decode()
    assert yaml.safe_load(text)["时限"] == {
        "异议工作日": 3,
        "签收分钟": {"一般": 480, "紧急": 60, "特急": 30},
        "险情逐级报告": [{"岗位": "值班长", "分钟": 1}],
        "裁定工作日": 1,
        "追问秒数": 60,
    }
    assert "# 几个工作日内可以提出" in text
    assert "# 下面是追问" in text


def test_an_overlay_is_refused_where_the_file_cannot_be_edited_for_it() -> None:
    with pytest.raises(RuleBookError, match=r"deadlines.yaml:1:1: .*请直接修改规则文件"):
        lay_onto({"deadlines.yaml": b"{}\n"}, {"deadlines.yaml": OVERLAY.encode()})


def test_what_cannot_be_read_of_an_overlay_stays_as_it_was() -> None:
    base = {"deadlines.yaml": BASE.encode()}
    laid = lay_onto(base, {"deadlines.yaml": "时限:\n  上班: [9\n".encode()})
    assert (laid.files, len(laid.unread)) == (base, 1)


def test_files_that_the_rule_book_has_not_are_added() -> None:
    base, overlay = {"deadlines.yaml": b"a: 1\n"}, {"rules/city.yaml": "规则: []\n".encode()}
    assert lay_onto(base, overlay).files == base | overlay
