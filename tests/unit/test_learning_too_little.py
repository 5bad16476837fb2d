"""Learning from too few examples: staff read, in Chinese, what is missing and what is needed."""

import pytest
from hotline_server.text.learning.examples import PARTS, Example, TooFewExamplesError
from hotline_server.text.learning.learner import learn
from hotline_server.text.policy_index import PolicyText
from hotline_server.text.reader import Reader

POLICY = PolicyText("P001", "租房提取公积金", "可以提取", ("租房怎么提取公积金", "公积金能交房租吗"), ())
SILENT = PolicyText("P001", "租房提取公积金", "可以提取", (), ())
BILLS = [Example(f"投诉物业费太高第{number}次", emergency=False, request_type="投诉") for number in range(20)]
FIRES = [Example(f"家里着火了快来人第{number}次", emergency=True, danger="火灾") for number in range(60)]
ASKED = [Example(f"公积金租房怎么提取第{number}次", policy="P001", request_type="咨询") for number in range(10)]
UNANSWERED = [Example(f"公积金租房在外地提取第{number}次", policy="", request_type="咨询") for number in range(10)]


def told(examples: list[Example], *policies: PolicyText) -> str:
    with pytest.raises(TooFewExamplesError) as refused:
        learn(examples, policies)
    return str(refused.value)


def test_no_word_occurs_often_enough() -> None:
    message = told([Example("楼下着火了", emergency=True)])
    assert "一共 1 条" in message
    assert "3 条里都有" in message
    assert "5 个人" in message


@pytest.mark.parametrize(("rare", "common", "left"), [(FIRES, BILLS, "不是险情的"), (BILLS, FIRES, "险情的")])
def test_all_emergencies_or_all_others_are_in_one_part(rare: list[Example], common: list[Example], left: str) -> None:
    """Each part is read by what was learned from the others."""
    first = next(number for number in range(PARTS) if sum(one.part == number for one in rare) >= 1)
    padded = [Example(f"{rare[0].text}之{number}", rare[0].emergency) for number in range(200)]
    alone = [one for one in padded if one.part == first][:5]
    message = told([*alone, *common])
    assert f"只有{left}" in message
    assert "各要 5 条以上" in message


@pytest.mark.parametrize(
    ("examples", "policy", "missing"),
    [
        ([*ASKED, *UNANSWERED, *BILLS], SILENT, "没有政策的常见问法"),
        ([*ASKED, *UNANSWERED], POLICY, "没有诉求类型不是咨询的来电"),
        ([*ASKED, *BILLS], POLICY, "缺少没有政策答得了的提问"),
    ],
)
def test_nothing_tells_what_a_policy_answers(examples: list[Example], policy: PolicyText, missing: str) -> None:
    assert missing in told(examples, policy)


def test_a_reader_that_was_taught_no_danger_finds_none() -> None:
    reader = Reader(learn(BILLS))
    assert reader.read(BILLS[0].text).danger == reader.read("投诉物业着火了快来人").danger == 0
