"""Numbers that callers say are their own are told from those of others (R8.3)."""

import pytest
from hotline_server.domain.personal_data.own_numbers import own_numbers


@pytest.mark.parametrize(
    "said",
    [
        "我是王小明，手机13912345678，住东湖区",
        "我的手机是139 1234 5678",
        "请打我电话①③⑨12345678",
        "有事联系我13912345678",
        "加我微信13912345678",
        "路灯不亮。联系方式：13912345678",
        "13912345678是我的电话",
        "电话：13912345678\n内容：路灯不亮",
    ],
)
def test_a_number_that_callers_say_is_theirs_is_told(said: str) -> None:
    assert own_numbers(said) == ("13912345678",)


def test_a_second_number_is_theirs_too() -> None:
    assert own_numbers("我是李四，电话13912345678或者0731-84510012，") == ("13912345678", "073184510012")


@pytest.mark.parametrize(
    "said",
    [
        "老板电话13912345678",
        "他的手机是13912345678",
        "骚扰电话13912345678天天打",
        "物业联系电话：84510012没人接",
        "他叫李四，电话13912345678",
        "我打他电话13912345678",
        "我接到13912345678的诈骗电话",
        "诈骗短信，号码13912345678",
        "我家邻居电话13912345678",
        "我是王小明，投诉司机，电话13912345678",
        "我的工单20261124-000123没人办",
        "我家水表户号是0123456789，请上门修",
        "我的快递单号是13912345678没收到",
    ],
)
def test_numbers_of_others_are_not_theirs(said: str) -> None:
    assert own_numbers(said) == ()
