"""Numbers of cases: what is one, and what people type for one."""

import pytest
from hotline_server.cli.case_number import call_id_of
from hotline_server.domain.numbering import is_number, parse_number, restore_number

NUMBER = "20261124-000123"
TYPED = [
    "２０２６１１２４-０００１２３",
    "20261124－000123",
    "20261124—123",
    " 20261124 000123 ",
    "工单号：20261124-123",
]


@pytest.mark.parametrize("typed", TYPED)
def test_what_people_type_is_no_number_until_it_is_restored(typed: str) -> None:
    assert (is_number(typed), parse_number(typed)) == (False, 0)
    assert restore_number(typed) == NUMBER
    assert call_id_of(typed) == 20261124_000000123


@pytest.mark.parametrize(
    ("said", "tail"),
    [
        ("尾号20", "20"), ("20号", "20"), ("第20号", "20"), ("尾号是20", "20"), ("尾号二十", "20"), ("二十", "20"),
        ("尾号幺二", "12"), ("二〇三号", "203"), ("十五", "15"), ("一百零三", "103"), ("我的尾号是一百二", "120"),
        ("两千三百四十五。", "2345"), ("一万零二十", "10020"), ("二三百", "二三百"), ("张三", "张三"),
        ("第61个", "61"), ("壹佰贰拾叁", "123"), ("六十一吧", "61"), ("61后面", "61"), ("后面是六十一。", "61"),
    ],
)  # fmt: skip
def test_a_tail_is_understood_as_callers_say_it(said: str, tail: str) -> None:
    assert restore_number(said) == tail


def test_a_whole_number_is_understood_digit_by_digit() -> None:
    assert restore_number("二零二六幺幺二四杠零零零幺二三") == NUMBER
