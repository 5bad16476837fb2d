"""Which call a special report quotes, and what of it (R5.3)."""

from collections import Counter
from dataclasses import replace

from hotline_server.desk.reports.quotations import count_dangers, quote_one, sum_up
from hotline_server.domain.call import BLANK_CALL
from hotline_server.domain.case import Case
from hotline_server.ground.folders import PROJECT
from hotline_server.rulebook.decision import Urgency
from hotline_server.rulebook.facts import DANGERS, REQUEST_TYPE
from hotline_server.rulebook.files import read_files
from hotline_server.rulebook.loading import load

from tests.case_files import NAMES
from tests.unit.test_standing import at_work, case_of

BOOK = load(read_files(PROJECT / "rules"), NAMES)
BURST = "我叫张三，你们好。我打过好几次电话了，一直没有人管。小区里自来水管爆裂，已经停水三天。麻烦尽快处理，谢谢。"


def said(number: str, content: str, urgency: Urgency = Urgency.NORMAL, matter: str = "") -> Case:
    case = case_of(at_work())
    return replace(
        case,
        number=number,
        call=replace(BLANK_CALL, name="张三", content=content),
        matter=matter or BOOK.read_by_lexicon("", content).matters[0],
        decision=replace(case.decision, urgency=urgency),
    )


def test_the_sentence_that_carries_the_matter_is_quoted_of_a_case_that_an_office_handles() -> None:
    burst = said("20261123-000001", BURST)
    flood = said("20261123-000002", "自来水管爆裂，水淹到屋里，有人被困。", Urgency.CRITICAL, burst.matter)
    vague = said("20261123-000003", "还是上次说的那件事，一直没有人管。", matter=burst.matter)
    other = said("20261123-000004", "楼下烧烤店油烟太大。")
    fires = [said("20261123-000005", "着火了。", Urgency.CRITICAL, "安全隐患")] * 9
    alarm = replace(said("20261123-000006", "对面冒浓烟，怕是着火了。", matter="安全隐患"), assignments=())
    fires.append(alarm)
    counts = Counter({"安全隐患": 10, burst.matter: 5, other.matter: 1})
    quoted = quote_one([*fires, flood, flood, vague, vague, other, burst], counts, "", BOOK)
    assert quoted
    assert (quoted.number, quoted.words) == (burst.number, "小区里自来水管爆裂，已经停水三天。")


def test_what_several_say_of_a_matter_is_summed_up_in_its_words() -> None:
    burst = said("20261123-000001", BURST)
    (words,) = sum_up([burst, burst, said("20261123-000004", "楼下烧烤店油烟太大。")], [burst.matter], BOOK).values()
    assert "停水" in "".join(words)
    assert sum_up([burst], [burst.matter], BOOK) == {}, "one caller is no summary"


def test_dangers_are_counted_of_cases_that_are_as_urgent() -> None:
    fire = said("20261123-000002", "着火了。", Urgency.CRITICAL, "安全隐患")
    told = replace(fire, decision=replace(fire.decision, facts={DANGERS: ("火灾", "急危病人")}))
    past = replace(told, decision=replace(told.decision, urgency=Urgency.NORMAL))
    assert count_dangers([told, past, fire]) == {"火灾": 1}


def test_what_says_nothing_of_the_matter_is_quoted_whole() -> None:
    vague = said("20261123-000003", "还是上次说的那件事。张三", matter="物业服务")
    quoted = quote_one([vague], Counter(), "", BOOK)
    assert quoted
    assert quoted.words == "还是上次说的那件事。〔已隐去〕"
    assert quote_one([], Counter(), "", BOOK) is None


def test_a_matter_that_a_leader_is_asked_about_is_quoted_before_the_most_frequent() -> None:
    burst, other = said("20261123-000001", BURST), said("20261123-000004", "楼下烧烤店油烟太大。")
    counts = Counter({burst.matter: 5, other.matter: 1})
    asking = replace(other, number="20261123-000005", decision=replace(other.decision, facts={REQUEST_TYPE: "咨询"}))
    quoted = quote_one([burst, burst, asking, asking, other], counts, f"是否开展{other.matter}专项整治", BOOK)
    assert quoted
    assert quoted.number == other.number
