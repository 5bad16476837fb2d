"""The parts of the demo that need no server."""

from datetime import datetime
from pathlib import Path

import pytest
from hotline.v1 import case_pb2
from hotline_server.ground.clock import CITY
from hotline_server.rulebook.names import KnownNames, NamedUnit
from hotline_server.rulebook.routing import ANY, WHOLE_CITY, RoutingTable, Row
from rich.cells import cell_len

from demo.arrivals import UnreadableMessagesError, messages, sample_month
from demo.owners import Owners
from demo.paragraphs import folded
from demo.turns import by_day

CATALOGUE = RoutingTable(
    [
        Row("体育", WHOLE_CITY, "体育局", (), None),
        Row("消费维权", ANY, "{区县}市场监督管理局", (), None),
        Row("噪声扰民", WHOLE_CITY, "生态环境局", ("公安局",), None),
    ],
    KnownNames(
        departments={
            name: NamedUnit(name) for name in ("体育局", "商务局", "生态环境局", "公安局", "东湖区市场监督管理局")
        },
        districts={"东湖区": NamedUnit("东湖区")},
        local={("东湖区", "市场监督管理局"): NamedUnit("东湖区市场监督管理局")},
    ),
)


def a_case(matters: str, *, district: str = "", lead: str = "", objectors: tuple[str, ...] = ()) -> case_pb2.Case:
    facts = [case_pb2.Fact(name="事项", value=matters), case_pb2.Fact(name="区县", value=district)]
    objected = [case_pb2.Assignment(department=name, leads=True, objection="不归我们管") for name in objectors]
    decision = case_pb2.Decision(lead_department=case_pb2.DepartmentRef(name=lead), facts=facts)
    return case_pb2.Case(decision=decision, assignments=objected)


@pytest.mark.parametrize(
    ("case", "owner", "lead"),
    [
        pytest.param(a_case("体育", objectors=("体育局",)), "商务局", "商务局", id="the known owner"),
        pytest.param(a_case("体育", objectors=("体育局",)), "体育局", "体育局", id="the owner itself objects in vain"),
        pytest.param(
            a_case("体育、消费维权", district="东湖区", objectors=("体育局",)),
            "",
            "东湖区市场监督管理局",
            id="the lead of the next matter",
        ),
        pytest.param(a_case("噪声扰民", objectors=("生态环境局",)), "", "公安局", id="a co-handler"),
        pytest.param(a_case("体育", objectors=("体育局",)), "", "体育局", id="nobody else is known"),
        pytest.param(a_case("", district="东湖区"), "", "东湖区人民政府", id="the district as backstop"),
        pytest.param(a_case(""), "", "值班室", id="the duty office as backstop"),
    ],
)
def test_the_desk_chooses_a_department_that_may_own_the_matter(case: case_pb2.Case, owner: str, lead: str) -> None:
    assert Owners(CATALOGUE).choose(case, owner).lead == lead


@pytest.mark.parametrize("width", [20, 41, 60])
def test_a_paragraph_keeps_numbers_and_punctuation_together(width: int) -> None:
    text = "2026 年 8 月，295 个来电（规则 EM-02），7 个工作日内回复，“有的”及时。" * 3
    lines = folded(text, width)
    assert all(cell_len(line) <= width for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert not [line for line in lines if line[0] in "，。）”"]
    assert not [line for line in lines if line[-1].isdigit() and not line.endswith("EM-02")]


@pytest.mark.parametrize(
    ("written", "complaint"),
    [
        (b"subject,text\na,b\n", "缺少 content 列"),
        (b"subject,content\n", "没有留言"),
        ("subject,content\n路灯,不亮\n".encode("gb18030"), "不是 UTF-8"),
        (b"subject,content,left_at\na,b,c\n", "不是时间"),
    ],
)
def test_a_file_that_cannot_be_played_is_refused_with_the_reason(
    tmp_path: Path, written: bytes, complaint: str
) -> None:
    path = tmp_path / "messages.csv"
    path.write_bytes(written)
    with pytest.raises(UnreadableMessagesError, match=complaint):
        messages(path)


def test_messages_from_a_spreadsheet_are_read(tmp_path: Path) -> None:
    path = tmp_path / "messages.csv"
    path.write_bytes("\ufeffsubject,content,left_at\n路灯不亮,坏了,2020-01-06T12:09:38\n".encode())
    (arrival,) = messages(path)
    assert arrival.call.subject == "路灯不亮"
    assert arrival.at == datetime(2020, 1, 6, 12, 9, 38, tzinfo=CITY)
    assert arrival.replied_at is None


def test_a_false_alarm_and_wrong_owners_are_in_the_sample() -> None:
    arrivals = sample_month()
    assert any(arrival.false_alarm for arrival in arrivals)
    assert any(arrival.owner for arrival in arrivals)
    assert any(arrival.answer for arrival in arrivals)


@pytest.mark.parametrize(("hour", "day", "then"), [(3, 4, 8), (12, 4, 12), (22, 5, 8)])
def test_nobody_is_called_at_night(hour: int, day: int, then: int) -> None:
    moved = by_day(datetime(2026, 8, 4, hour, 30, tzinfo=CITY))
    assert (moved.day, moved.hour, moved.minute) == (day, then, 30)
