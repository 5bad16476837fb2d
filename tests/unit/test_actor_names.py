"""Names of whoever acts, as requests have them (R1.1, R8.1)."""

import pytest
from hotline_server.domain.errors import InvalidFieldsError
from hotline_server.ground.characters import is_one_line, trimmed
from hotline_server.security.identity import Identity

SYSTEM = Identity("hotline-web", frozenset(), is_system=True)


@pytest.mark.parametrize("named", ["李值班", "\ufeff李值班", " 李值班\u200b\ufeff ", "\u2060李值班"])
def test_what_nobody_sees_around_a_name_is_dropped(named: str) -> None:
    assert SYSTEM.actor_name(named, "operator") == "李值班@hotline-web"


@pytest.mark.parametrize(
    "named", ["", " ", "\ufeff", "\u200b \u200d", "\u3164", "\u115f\u1160", "\u2800\uffa0", "\u200b\ufe0f"]
)
def test_a_name_that_nobody_sees_is_none(named: str) -> None:
    assert SYSTEM.actor_name(named, "operator") == ""
    with pytest.raises(InvalidFieldsError) as refused:
        SYSTEM.required_actor_name(named, "operator")
    assert [(found.field, found.description) for found in refused.value.violations] == [("operator", "不能为空")]


@pytest.mark.parametrize(
    ("named", "message"),
    [
        ("李\n值班", "不能换行，也不能有改变文字方向的字符"),
        ("李\u202e值班", "不能换行，也不能有改变文字方向的字符"),
        ("李" * 51, "有 51 个字，上限是 50 个字"),
    ],
)
def test_a_violation_says_what_is_wrong_with_a_name(named: str, message: str) -> None:
    with pytest.raises(InvalidFieldsError) as refused:
        SYSTEM.actor_name(named, "operator")
    assert [found.description for found in refused.value.violations] == [message]


def test_characters_that_python_does_not_know_yet_are_no_line_ends() -> None:
    assert is_one_line("李\U0002ebf0")
    assert trimmed("\ufeff a\u200bb \ufeff") == "a\u200bb"
    # Which form of a character somebody writes is seen.
    assert trimmed("葛\U000e0100\u200b") == "葛\U000e0100"
