"""Units that a text mentions, and those that it accuses (R8.3)."""

from dataclasses import replace
from datetime import date

import pytest
from hotline_server.domain.directory.change import Change, ChangeKind
from hotline_server.domain.directory.changes import apply
from hotline_server.domain.directory.naming import known_names
from hotline_server.domain.directory.tree import Directory
from hotline_server.domain.directory.units import FormerName, Successor, Unit, UnitKind
from hotline_server.ground.folders import PROJECT
from hotline_server.rulebook.book import RuleBook
from hotline_server.rulebook.decision import Outcome
from hotline_server.rulebook.facts import FactValue, text_facts
from hotline_server.rulebook.files import read_files
from hotline_server.rulebook.loading import load, load_published
from hotline_server.rulebook.names import KnownNames
from hotline_server.rulebook.recusal import Recusal
from hotline_server.text.analysis import Thresholds, combine
from hotline_server.text.facts import Ranked, TextFacts
from hotline_server.text.reader import Reading
from hotline_server.text.unit_names import UnitFinder, UnitLexicon, UnitWords

from evaluation.decided import shipped_book
from evaluation.protection import accusations, wishes

K = UnitKind
LEXICON = UnitLexicon(
    titles=("[办事处|书记]",),
    excluded=("{单位}[路|旁边]", "施工会"),
    accusing=("举报{单位}", "{单位}…[受贿|打人]", "举报{单位}和{单位}"),
    not_accusing=("向{单位}",),
)
WORDS = UnitWords(
    units={
        "公安局": ("公安局", "{区县}公安局"),
        "公安局交警支队": ("交警支队",),
        "水利局": ("水利局",),
        "工会": ("总工会",),
    },
    places={"柳塘街道": ("柳塘街道",), "柳塘街道办事处": ("柳塘街道",)},
)
FINDER = UnitFinder(WORDS, LEXICON)
POLICE = ("公安局", "{区县}公安局")


@pytest.mark.parametrize(
    ("text", "mentioned"),
    [
        ("报警以后公安局没来", POLICE),
        ("公安局交警支队的红绿灯", ("交警支队",)),
        ("公安局说归水利局，水利局说归公安局", (*POLICE, "水利局")),
        ("公安局旁边的饭店", ()),
        ("水利局路口堵了，水利局也不管", ("水利局",)),
        ("工地施工会影响睡觉", ()),
        ("工会不发福利", ("总工会",)),
        ("柳塘街道的垃圾没人清", ()),
        ("柳塘街道书记不见人", ("柳塘街道",)),
        ("柳塘街道办事处不见人", ("柳塘街道",)),
        ("没有提到谁", ()),
        ("", ()),
        ("\ue000公安局\ue000", POLICE),
    ],
)
def test_a_unit_is_mentioned_by_the_longest_name_that_is_no_part_of_another_word(
    text: str, mentioned: tuple[str, ...]
) -> None:
    assert FINDER.find(text).mentioned == mentioned


@pytest.mark.parametrize(
    ("text", "accused"),
    [
        ("举报公安局", POLICE),
        ("水利局的人都知道，公安局有人受贿", POLICE),
        ("公安局民警打人，已经向水利局反映", POLICE),
        ("我向公安局举报过楼下受贿的", ()),
        ("举报公安局旁边的饭店", ()),
        ("举报水利局和公安局", ("水利局", *POLICE)),
        ("举报柳塘街道一家饭店", ()),
        ("举报柳塘街道书记", ("柳塘街道",)),
        ("\ue000举报\ue000饭店，水利局也知道", ()),
    ],
)
def test_a_unit_is_accused_where_it_is_what_the_wording_is_directed_at(text: str, accused: tuple[str, ...]) -> None:
    assert FINDER.find(text).accused == accused


@pytest.mark.parametrize("text", ["舉報公安局亂收費", "舉報　公安局的人，公安局受賄"])
def test_a_unit_is_accused_however_it_is_written(text: str) -> None:
    """R8.3 (E12): a whistle-blower may write in traditional characters."""
    assert FINDER.find(text).accused == POLICE


@pytest.mark.parametrize(
    "text",
    [
        "举报公 安 局的人",
        "举报公-安-局",
        "举报公·安·局",
        "举报公、安、局",
        "举报公\u200b安\u2060局",
        "举报公　安　局",
        "举报公【安】局",
        "举报“公安局”",
        "举 报 公 安 局",
        "举报公\n安\n局",
    ],
)
def test_a_unit_is_accused_though_its_name_is_written_apart(text: str) -> None:
    assert FINDER.find(text).accused == POLICE


def test_clauses_are_not_closed_up() -> None:
    assert FINDER.find("举报。公安局来了").accused == ()
    assert FINDER.find("我要举报,水利局管不管").accused == ()


SHORT = UnitFinder(
    UnitWords(units={"交通运输局": ("交通运输局",), "交委": ("交通运输局",)}, stems={"运政": ("交通运输局",)}),
    UnitLexicon(
        offices=("[一|二][大队]", "[客运]科"),
        people=("[的人]",),
        pronouns=("该局",),
        accusing=("{单位}收钱", "{单位}的人收钱"),
        misconduct=("{单位}…红包",),
    ),
)


@pytest.mark.parametrize(
    ("text", "accused"),
    [
        ("交委收钱", True),
        ("运政的人收钱", True),
        ("运政二大队收钱", True),
        ("运政收钱", False),
        ("交通运输局客运科收钱", True),
        ("交通运输局客运科长收钱", False),
        ("去过交通运输局,该局收钱", True),
        ("该局收钱", False),
    ],
)
def test_a_unit_is_accused_by_short_forms_offices_and_pronouns(text: str, *, accused: bool) -> None:
    assert SHORT.find(text).accused == (("交通运输局",) if accused else ())


def test_misconduct_is_told_from_complaints() -> None:
    assert SHORT.find("交委收红包").is_misconduct
    assert not SHORT.find("交委收钱").is_misconduct


def test_without_names_nothing_is_found() -> None:
    assert UnitFinder(UnitWords(), UnitLexicon()).find("举报公安局").mentioned == ()


DIRECTORY = Directory(
    [
        Unit("city", "云江市", K.CITY, town_matters=()),
        Unit("clean", "城市管理局", K.DEPARTMENT, "city", aliases=("城管局",)),
        Unit("land", "自然资源和规划局", K.DEPARTMENT, "city"),
        Unit("discipline", "纪委监委", K.DEPARTMENT, "city"),
        Unit("east", "东湖区", K.DISTRICT, "city"),
        Unit("west", "西岭区", K.DISTRICT, "city"),
        Unit("east-gov", "东湖区人民政府", K.DEPARTMENT, "east", backs=("east",)),
        Unit(
            "east-clean", "东湖区城市管理局", K.DEPARTMENT, "east", aliases=("东湖区城管局",),
            former_names=(FormerName("东湖区市容局", date(2019, 1, 1)),),
        ),
        Unit("east-land", "东湖区自然资源分局", K.DEPARTMENT, "land", district="east"),
        Unit("lake", "湖滨街道", K.TOWN, "east"),
        Unit("leaf", "柳叶社区", K.COMMUNITY, "lake"),
    ]
)  # fmt: skip
FILES = read_files(PROJECT / "rules")


@pytest.fixture(scope="module")
def small() -> RuleBook:
    """Return the project's rule book with a small directory that it does not quite fit."""
    return load_published(FILES, known_names(DIRECTORY))


def facts(book: RuleBook, text: str, **known: FactValue) -> dict[str, FactValue]:
    return book.resolve_route({**text_facts(book.analyse("", text)), **known})[0]


@pytest.mark.parametrize(
    ("text", "district", "units"),
    [
        ("城管局没来", "", ("城市管理局",)),
        ("城管局没来", "西岭区", ("城市管理局",)),
        ("城管局没来", "东湖区", ("城市管理局", "东湖区城市管理局")),
        ("市城管局没来", "东湖区", ("城市管理局",)),
        ("云江市城管局没来", "东湖区", ("城市管理局",)),
        ("区城管局没来", "东湖区", ("东湖区城市管理局",)),
        ("区城管局没来", "", ()),
        ("东湖区城管局没来", "西岭区", ("东湖区城市管理局",)),
        ("东湖城管局没来", "", ("东湖区城市管理局",)),
        ("东湖区市容局没来", "", ("东湖区城市管理局",)),
        ("政府要管一管", "东湖区", ()),
        ("东湖区政府要管一管", "", ()),
        ("东湖区人民政府要管一管", "", ("东湖区人民政府",)),
        ("柳叶社区居委会没来", "", ("柳叶社区",)),
        ("柳叶社区没水", "", ()),
    ],
)
def test_an_everyday_name_means_the_citys_unit_and_that_of_the_district(
    text: str, district: str, units: tuple[str, ...], small: RuleBook
) -> None:
    assert facts(small, text, 区县=district)["提到单位"] == units


def test_facts_that_were_resolved_resolve_to_themselves(small: RuleBook) -> None:
    """Old decisions are explained by their facts."""
    for text in ("举报市城管局", "举报城管局", "举报区城管局", "举报东湖区城管局"):
        known = facts(small, text, 区县="东湖区")
        again = small.resolve_route(known)[0]
        assert {name: again[name] for name in known} == known


@pytest.mark.parametrize("request_type", ["咨询", "建议", "表扬"])
def test_who_asks_suggests_or_praises_accuses_nobody(request_type: str, small: RuleBook) -> None:
    assert facts(small, "举报东湖区城管局", 诉求类型=request_type)["被反映单位"] == ()


@pytest.mark.parametrize(
    ("unit", "superiors"),
    [
        ("东湖区城市管理局", ("东湖区人民政府",)),
        ("东湖区人民政府", ()),
        ("东湖区自然资源分局", ("自然资源和规划局", "东湖区人民政府")),
        ("湖滨街道", ("东湖区人民政府",)),
        ("城市管理局", ()),
    ],
)
def test_a_unit_answers_to_those_above_it_and_to_the_government_of_its_district(
    unit: str, superiors: tuple[str, ...]
) -> None:
    assert known_names(DIRECTORY).departments[unit].superiors == superiors


def test_a_community_answers_to_its_town_first() -> None:
    assert known_names(DIRECTORY).communities["柳叶社区"].superiors == ("湖滨街道", "东湖区人民政府")


@pytest.mark.parametrize(
    ("accused", "barred", "superior"),
    [
        (("东湖区城市管理局",), {"东湖区城市管理局"}, "东湖区人民政府"),
        (("自然资源和规划局",), {"自然资源和规划局", "东湖区自然资源分局"}, ""),
        (("东湖区自然资源分局",), {"东湖区自然资源分局"}, "自然资源和规划局"),
        (("东湖区自然资源分局", "自然资源和规划局"), {"自然资源和规划局", "东湖区自然资源分局"}, "东湖区人民政府"),
        (
            ("东湖区人民政府",),
            {"东湖区人民政府", "东湖区城市管理局", "东湖区自然资源分局", "湖滨街道"},
            "",
        ),
    ],
)
def test_the_accused_and_all_below_them_are_recused(accused: tuple[str, ...], barred: set[str], superior: str) -> None:
    names = known_names(DIRECTORY)
    recusal = Recusal(names, accused)
    assert {name for name in names.departments if recusal.bars(name)} == barred | {
        alias for alias in names.departments if names.departments[alias].name in barred and recusal.bars(alias)
    }
    assert recusal.superior == superior


def test_the_successors_of_an_accused_unit_are_recused() -> None:
    parts = (Unit("", "治理局", K.DEPARTMENT, "city"), Unit("", "环卫局", K.DEPARTMENT, "city"))
    heirs = (Successor("治理局", ("占道经营与市容",)), Successor("环卫局"))
    split = Change(ChangeKind.SPLIT, ("城市管理局",), added=parts, successors=heirs)
    names = known_names(apply(DIRECTORY, [split], date(2027, 1, 1)))
    recusal = Recusal.of(names, {"被反映单位": ("城市管理局",)}, is_protected=True)
    assert set(recusal.accused) == {"治理局", "环卫局"}


@pytest.mark.parametrize(("worded", "counts"), [("举报", "举报"), ("求助", "投诉"), ("", "投诉")])
def test_what_is_called_an_accusation_is_one_whatever_the_reader_holds(worded: str, counts: str) -> None:
    """R8.3 (E12): no other reading may undo the protection of a caller."""
    reading = Reading(request_types=(Ranked("投诉", 99),))
    assert combine(TextFacts(request_type=worded), reading, (), Thresholds(), {}, ()).request_type == counts


@pytest.mark.parametrize(
    "wish",
    [
        "不要说是我举报的",
        "千万别让人知道是我",
        "别讲是我说的",
        "不想让单位知道我反映的",
        "别说是我说的",
        "不要让他们知道是谁反映的",
        "我怕报复",
        "请替我保密",
        "匿名",
        "别透露我的电话",
        "不想让邻居知道",
        "我要求匿名处理",
        "别告诉社区我打过电话",
        "求你们别把我供出去",
        "别 说 是 我 说 的",
        "不-要-让-他们知道是谁反映的",
        "請替我保密",
    ],
)
def test_a_wish_not_to_be_named_is_heard(wish: str, book: RuleBook) -> None:
    assert "要求保密" in book.analyse("", f"公交车到站不停，{wish}").tags


@pytest.mark.parametrize(
    "said", ["不用保密", "可以公开", "不需要匿名", "我不怕他报复，直接说是我", "司机说能不能公开线路图"]
)
def test_who_does_not_mind_being_named_wishes_for_no_secrecy(said: str, book: RuleBook) -> None:
    assert "要求保密" not in book.analyse("", f"公交车到站不停，{said}").tags


def test_only_a_protected_callers_accused_are_recused() -> None:
    assert not Recusal.of(known_names(DIRECTORY), {"被反映单位": ("城市管理局",)}, is_protected=False).accused


@pytest.mark.parametrize(
    "text",
    [
        "城管局的人收了开发商的钱，违建一直不拆",
        "城管收钱不办事，占道的照样占道",
        "不管怎么反映城管局，他们收了开发商的钱",
        "市场监督管理局收了饭店的钱，投诉了三次都没去查",
        "开发商给规划局送了钱，容积率就改了",
        "包工头给住建局塞了钱，楼板裂了照样验收",
        "老板花钱买通了公安局的人",
    ],
)
def test_money_taken_from_whom_it_concerns_accuses_the_unit(text: str, book: RuleBook) -> None:
    """R8.3 (E12)."""
    facts = book.analyse("", text)
    assert facts.accused_units
    assert facts.request_type == "举报"


def test_money_given_to_officers_who_are_no_unit_is_an_accusation_too(book: RuleBook) -> None:
    assert book.analyse("", "保安给警察塞钱，报了警也不抓人").request_type == "举报"


@pytest.mark.parametrize(
    "text",
    [
        "交了物业的钱，小区垃圾还是没人清，城管局能不能管管",
        "美容店收了我的押金不退，市场监督管理局管不管",
        "住建局收了我的维修资金申请材料，到现在没有回音",
        "公安局办身份证收多少钱",
        "请公安局查一下，骗子收了我三万块钱",
        "水务局的水费收了两次钱，请核对一下",
        "给城管局打了电话，老板的钱要不回来",
        "城管局把我的三轮车收了，怎么取回来",
    ],
)
def test_money_paid_to_shops_or_for_a_service_accuses_nobody(text: str, book: RuleBook) -> None:
    facts = book.analyse("", text)
    assert facts.accused_units == ()
    assert facts.request_type != "举报"


LEADING: dict[str, FactValue] = {"首选单位": "东湖区城市管理局", "承办把握": 100}


@pytest.mark.parametrize("known", [{"诉求类型": "举报"}, {"诉求类型": "投诉", "要求保密": True}])
def test_without_a_rule_for_it_an_accusation_waits_for_the_desk(known: dict[str, FactValue], names: KnownNames) -> None:
    """R8.3 (E12): the guard needs no rule."""
    handling = FILES["rules/handling.yaml"].decode()
    book = load({**FILES, "rules/handling.yaml": handling[: handling.index("  - 编号: HD-09")].encode()}, names)
    text = "东湖区城管局的人打人，占道经营没人管"
    decision = book.decide({**text_facts(book.analyse("", text)), "区县": "东湖区", **LEADING, **known})
    assert (decision.outcome, decision.lead, decision.cohandlers) == (Outcome.DESK, "", ())
    assert "应当回避" in decision.reasons[-1]
    complaint = book.decide({**decision.facts, "诉求类型": "投诉", "要求保密": False})
    assert complaint.lead == "东湖区城市管理局"


def test_a_rule_cannot_send_an_accusation_to_the_accused(names: KnownNames) -> None:
    special = """
  - 编号: ZZ-01
    标题: 专办
    依据: R2.3
    优先级: 900
    条件: {诉求类型: 举报}
    结论: {处理方式: 牵头办理, 牵头: 公安局, 协办: [东湖区城市管理局, 东湖区教育局]}
    理由: 专门规定
"""
    book = load({**FILES, "rules/handling.yaml": FILES["rules/handling.yaml"] + special.encode()}, names)
    known = text_facts(book.analyse("", "举报东湖区城管局不作为")) | {"区县": "东湖区"}
    decision = book.decide(known)
    assert (decision.lead, decision.cohandlers) == ("公安局", ("东湖区教育局",))
    assert book.decide(known | {"被反映单位": ("公安局",)}).outcome is Outcome.DESK


def test_a_complaint_in_confidence_is_one_whatever_the_reader_holds() -> None:
    """R8.3 (E12)."""
    reading = Reading(request_types=(Ranked("建议", 99),))
    worded = TextFacts(request_type="投诉", tags=("要求保密",))
    assert combine(worded, reading, (), Thresholds(), {}, ()).request_type == "投诉"
    assert combine(replace(worded, tags=()), reading, (), Thresholds(), {}, ()).request_type == "建议"


@pytest.mark.parametrize("guess", ["咨询", "建议", "表扬"])
def test_secrecy_keeps_the_accused_out_whatever_type_the_reader_guesses(guess: str, book: RuleBook) -> None:
    """R8.3 (E12): no guess may undo the recusal."""
    text = text_facts(book.analyse("", "东湖区城管局的人打人，占道经营没人管"))
    known = text | {"区县": "东湖区", **LEADING, "诉求类型": guess}
    decision = book.decide(known | {"要求保密": True})
    assert decision.facts["被反映单位"] == ("东湖区城市管理局",)
    assert "东湖区城市管理局" not in (decision.lead, *decision.cohandlers)
    assert book.decide(known).facts["被反映单位"] == ()


@pytest.mark.parametrize(
    "text",
    [
        "市交委的人收了驾校的好处费",
        "交运局的科长吃拿卡要",
        "交通运输委的领导徇私",
        "运政的人拿了老板的红包",
        "交-通-运-输-局的人收红包",
        "去交通局办证，他们局的人要茶水费",
    ],
)
def test_people_of_a_unit_are_accused_whatever_it_is_called(text: str, book: RuleBook) -> None:
    """R8.3: and that is an accusation, whatever the reader holds."""
    found = book.analyse("", text)
    assert "交通运输局" in found.accused_units
    assert found.request_type == "举报"


@pytest.mark.parametrize(
    ("text", "waits"),
    [
        ("管我们这片的执法中队收保护费", True),
        ("发证的科长收了我五千块，事也没办", True),
        ("局长的老婆开的公司没有招标就中标了", True),
        ("城官的人收了摊贩的钱", True),
        ("消仿的干部拿了饭店的好处", True),
        ("税物的人通风报信", True),
        ("快递公司的人收了老板的钱不送货", False),
        ("楼下的烧烤摊天天冒烟", False),
    ],
)
def test_an_accusation_of_officials_of_an_unknown_unit_waits_for_the_desk(
    text: str, *, waits: bool, book: RuleBook
) -> None:
    """R8.3: whoever it was sent to might be the accused."""
    decision = book.decide(
        {**text_facts(book.analyse("", text)), "首要事项": "市政设施", "诉求类型": "举报", **LEADING}
    )
    assert ("HD-14" in decision.rules) is waits
    if waits:
        assert (decision.outcome, decision.lead, decision.cohandlers) == (Outcome.DESK, "", ())


def test_accusations_and_wishes_that_were_kept_back_are_heard_and_nothing_else_taken_for_one() -> None:
    """R8.3: sentences written before the patterns, though by whoever wrote these."""
    rules = shipped_book()
    for judged in (list(accusations(rules)), list(wishes(rules))):
        for is_wanted, least in ((True, 0.85), (False, 0.95)):
            kept_back = [one for one in judged if one.is_kept_back and one.is_wanted is is_wanted]
            assert sum(one.is_right for one in kept_back) >= least * len(kept_back)
