"""Policies: found by what is asked, proposed only to whom they may answer (R2.1)."""

from copy import deepcopy
from datetime import date
from typing import Any

import pytest
import yaml
from hotline_server.desk.cases.decisions import decide as decide_on_grounds
from hotline_server.desk.rule_books.reach import read_anew
from hotline_server.ground.folders import PROJECT
from hotline_server.rulebook.book import RuleBook
from hotline_server.rulebook.decision import Decision, Outcome
from hotline_server.rulebook.errors import RuleBookError
from hotline_server.rulebook.facts import day_number
from hotline_server.rulebook.files import read_files
from hotline_server.rulebook.loading import load, load_published, read_shipped_reader
from hotline_server.rulebook.names import KnownNames
from hotline_server.rulebook.policy_search import search_policies
from hotline_server.rulebook.references import policies_naming
from hotline_server.rulebook.review.book import review
from hotline_server.rulebook.rule_tests import decide, run_rule_tests
from hotline_server.rulebook.simulated import PastCall
from hotline_server.text.policy_index import PolicyIndex, PolicyText
from hotline_server.text.reader import Reader

TODAY = date(2026, 11, 24)
FILES = read_files(PROJECT / "rules")
PARKING: dict[str, Any] = {
    "编号": "P900",
    "标题": "共享单车停放点设置",
    "单位": "城市管理局",
    "文件": "云江市互联网租赁自行车管理办法",
    "答复": "商户可以在门前申请划设共享单车停放点，十个工作日内勘察答复。",
    "复核": date(2027, 6, 1),
    "常见问法": ["店门口能不能划一块停共享单车的地方"],
}
EARLIER = """\
政策:
  - 编号: ZC-01
    标题: 居住证办理
    文件: 云江市居住证管理规定
    答复: 在本市居住半年以上的，凭身份证和住所证明在派出所申领居住证。
    关键词: [暂住证]
    问法: ["办居住证"]
"""


@pytest.fixture(scope="module")
def reader() -> Reader:
    return read_shipped_reader(PROJECT / "rules")


def policies(*more: dict[str, Any]) -> dict[str, bytes]:
    """Return the files of the project's rule book with more policies."""
    return {**FILES, "more.yaml": yaml.safe_dump({"政策": list(more)}, allow_unicode=True).encode()}


def problems(names: KnownNames, **changed: Any) -> str:
    policy = {name: value for name, value in {**PARKING, **changed}.items() if value is not None}
    with pytest.raises(RuleBookError) as caught:
        load(policies(policy), names)
    return str(caught.value)


def answer(book: RuleBook, content: str, day: date = TODAY) -> Decision:
    return decide(book, content, {"日期": day_number(day)})


def items(decision: Decision, fact: str) -> tuple[str, ...]:
    found = decision.facts[fact]
    assert isinstance(found, tuple)
    return found


class TestFinding:
    @pytest.mark.parametrize(
        ("content", "policy"),
        [
            ("刚上班没多久，租的房子，想把公积金取出来交房租，行不行", "P001"),
            ("家里狗要不要办证，到哪里去办", "P113"),
            ("我爸领退休金的，人在外地，一年一次的认证怎么做", "P015"),
            ("停電過戶，買的二手房電表怎麼改成我的名字", "P120"),
        ],
    )
    def test_what_is_asked_finds_the_policy_and_says_why(self, content: str, policy: str, book: RuleBook) -> None:
        first = book.analyse("", content).policies[0]
        assert first.policy == policy
        assert first.question in (book.policies[policy].title, *book.policies[policy].questions)
        assert 0 < first.confidence <= 100

    def test_one_of_three_at_most_is_marked_as_fitting(self, book: RuleBook) -> None:
        found = book.analyse("", "请问租房怎么提取公积金").policies
        assert 2 <= len(found) <= 3
        assert found[0].fits
        assert not any(one.fits for one in found[1:])
        assert sorted((one.confidence for one in found), reverse=True) == [one.confidence for one in found]

    def test_a_question_in_a_long_letter_is_found(self, book: RuleBook) -> None:
        letter = (
            "尊敬的领导，您好。我是从邻省来云江打工的，在这里已经三年多了，一直租住在城东的一个小区里。"
            "平时工作很忙，也没有时间到窗口去，邻居们都很热心，生活上没有什么困难。"
            "请问外地户口的人在云江怎么申领居住证，要带哪些证明材料，多久能拿到证？"
            "另外感谢社区工作人员一直以来的关心，祝大家工作顺利。"
        )
        assert book.analyse("", letter).policies[0].policy == "P040"

    @pytest.mark.parametrize("content", ["你好在吗", "喂", "", "，。！", "12345", "谢谢你们"])
    def test_what_asks_nothing_finds_nothing(self, content: str, book: RuleBook) -> None:
        assert book.analyse("", content).policies == ()

    @pytest.mark.parametrize("content", ["店门口能不能划一块停共享单车的地方", "共享单车停放点怎么设置"])
    def test_a_policy_that_is_added_is_found_at_once(self, content: str, names: KnownNames, reader: Reader) -> None:
        """Nothing is learned anew."""
        before = load(FILES, names, reader)
        assert "P900" not in [one.policy for one in before.analyse("", content).policies]
        first = load(policies(PARKING), names, reader).analyse("", content).policies[0]
        assert (first.policy, first.fits) == ("P900", True)

    def test_a_policy_without_usual_questions_is_found_by_title_and_answer(self) -> None:
        policy = PolicyText("A", "居住证申领", "带身份证到派出所办理居住证", (), ())
        other = PolicyText("B", "养犬登记", "带犬到宠物医院打疫苗后登记", ("狗证怎么办",), ())
        index = PolicyIndex([policy, other])
        scores = index.score("怎么申领居住证")
        assert scores[0] > scores[1]
        assert index.score("xyz") == [0, 0]
        assert PolicyIndex([]).score("居住证") == []

    def test_without_a_reader_none_is_found(self, names: KnownNames) -> None:
        assert load(FILES, names).analyse("", "居住证怎么办").policies == ()

    def test_a_search_finds_also_what_may_not_answer(self, book: RuleBook) -> None:
        assert search_policies(book, "家电以旧换新", 3, None)[0].policy.id == "P130"
        assert "P130" not in [one.policy.id for one in search_policies(book, "家电以旧换新", 50, TODAY)]


class TestProposing:
    def test_a_question_is_answered_by_its_policy(self, book: RuleBook) -> None:
        """R2.1."""
        decision = answer(book, "身份证丢了怎么补")
        assert (decision.outcome, decision.first_policy) == (Outcome.DIRECT_ANSWER, "P043")
        assert decision.facts["政策对口"] is True

    @pytest.mark.parametrize(
        "content",
        [
            "投诉派出所，居住证申请交了两个月还没办下来，态度还差",
            "居住证怎么办下来这么慢，派出所和社区互相推诿，跑了五趟没人管，投诉",
            "举报有人花钱买假居住证",
        ],
    )
    def test_a_complaint_is_not_answered_by_a_policy(self, content: str, book: RuleBook) -> None:
        assert answer(book, content).outcome is not Outcome.DIRECT_ANSWER

    def test_a_policy_answers_from_its_first_day_to_its_last(self, book: RuleBook) -> None:
        content = "请问家电以旧换新补贴是什么标准"
        assert answer(book, content, date(2025, 12, 31)).first_policy == "P130"
        for day in (date(2025, 1, 14), date(2026, 1, 1)):
            assert answer(book, content, day).first_policy != "P130"

    def test_expired_editions_do_not_crowd_out_the_one_in_force(self, names: KnownNames, reader: Reader) -> None:
        """R2.1: the three that are proposed are the nearest of those in force on the day of the call."""
        question = "店门口能不能划一块停共享单车的地方"
        editions = [
            {
                **deepcopy(PARKING),
                "编号": f"P90{year - 2020}",
                "生效": date(year, 1, 1),
                "失效": date(year, 12, 31),
                "常见问法": [f"{question}，按 {year} 年的办法"],
            }
            for year in range(2021, 2027)
        ]
        book = load(policies(*editions), names, reader)
        for day, edition in ((date(2023, 5, 8), "P903"), (TODAY, "P906")):
            found = book.analyse("", question, day).policies
            assert (found[0].policy, found[0].fits) == (edition, True)

    def test_a_past_call_is_decided_by_the_policies_of_its_day(self, book: RuleBook) -> None:
        content = "请问家电以旧换新补贴是什么标准"
        in_force, expired = (
            decide_again(book, PastCall("", "", content, "", {"日期": day_number(day)}))
            for day in (date(2025, 12, 31), TODAY)
        )
        assert [one.policy for one in in_force.proposals][:1] == ["P130"] == [in_force.first_policy]
        assert "P130" not in [one.policy for one in expired.proposals] + list(items(expired, "政策"))

    def test_a_past_call_stays_confidential_if_its_caller_wished_it(self, book: RuleBook) -> None:
        """R8.3: the text need not say so."""
        call = PastCall("", "", "投诉东湖区城管局窗口态度恶劣", "", {"区县": "东湖区"}, confidential=True)
        assert decide_again(book, call).lead == "东湖区人民政府"

    def test_a_policy_that_was_not_reviewed_in_time_answers_nobody(self, book: RuleBook) -> None:
        review_by = book.policies["P040"].review_by
        assert review_by
        assert answer(book, "居住证怎么办", review_by).first_policy == "P040"
        assert answer(book, "居住证怎么办", review_by.replace(year=review_by.year + 1)).first_policy != "P040"


class TestChecking:
    def test_a_policy_is_checked_as_a_whole(self, names: KnownNames) -> None:
        assert "缺少“单位”" in problems(names, 单位=None)
        assert "缺少“复核”" in problems(names, 复核=None)
        assert "缺少“常见问法”" in problems(names, 常见问法=None)
        assert "至少要有 1 项" in problems(names, 常见问法=[])
        assert "是不是“城市管理局”" in problems(names, 单位="城市管理居")
        assert "重复了" in problems(names, 常见问法=["居住证到哪里办", "居住证到哪里办"])
        assert "失效早于生效" in problems(names, 生效=date(2026, 2, 1), 失效=date(2026, 1, 31))
        assert "不认识的“关键词”" in problems(names, 关键词=["单车"])

    def test_a_proposal_needs_no_more_than_a_mark(self, names: KnownNames) -> None:
        text = FILES["reading.yaml"].decode().replace("拟答: 15", "拟答: 80")
        with pytest.raises(RuleBookError, match="“拟答”不能高于“对口”"):
            load({**FILES, "reading.yaml": text.encode()}, names)

    def test_a_review_that_is_due_is_remarked_with_its_owner(self, names: KnownNames) -> None:
        """R8.12."""
        book = load(policies({**PARKING, "单位": "市城市管理局", "复核": date(2026, 11, 23)}), names)
        coverage = run_rule_tests(book, [], TODAY).coverage
        remarks = {one.message for one in review(book, coverage, TODAY) if one.about == "P900"}
        assert remarks == {
            "2026-11-23 以前应由城市管理局复核，复核以前不拿它答复市民",
            "“市城市管理局”已更名为“城市管理局”，或只是它的简称；请写全称",
        }

    def test_a_change_of_the_directory_touches_the_policies_of_an_owner(self, book: RuleBook) -> None:
        assert "P113" in policies_naming(book, ["公安局"])
        assert "P113" not in policies_naming(book, ["民政局"])

    def test_policies_of_an_earlier_release_go_on_until_they_are_rewritten(
        self, names: KnownNames, reader: Reader
    ) -> None:
        files = {**FILES, "policies.yaml": EARLIER.encode()}
        with pytest.raises(RuleBookError, match="“问法”不再使用"):
            load(files, names)
        book = load_published(files, names, reader)
        assert list(book.policies) == ["ZC-01"]
        assert search_policies(book, "居住证怎么办理", 3, TODAY)[0].policy.id == "ZC-01"


def decide_again(book: RuleBook, call: PastCall) -> Decision:
    """Decide a past call as a simulation does."""
    return decide_on_grounds(book, read_anew(book, call))


def test_facts_of_the_text_are_the_same_wherever_a_call_is_decided(book: RuleBook) -> None:
    """ZW-02 compares the length of the text."""
    again = decide_again(book, PastCall("", "", "救命", "", {}))
    for decision in (again, decide(book, "救命", {})):
        assert "ZW-02" in decision.rules
        assert decision.facts["字数"] == 2
        assert decision.asks_back


def test_an_evaluated_text_has_the_offices_that_registration_suggests(book: RuleBook) -> None:
    content = "投诉出租车拒载"
    decision = decide(book, content, {})
    assert decision.facts["首选单位"] == decide_again(book, PastCall("", "", content, "", {})).facts["首选单位"] != ""
