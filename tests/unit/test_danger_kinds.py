"""Kinds of danger: those of lexicons and reader together, the gravest first (R2.6)."""

from collections.abc import Mapping
from dataclasses import replace

import pytest
import yaml
from hotline_server.ground.folders import PROJECT
from hotline_server.rulebook.book import RuleBook
from hotline_server.rulebook.conflict_resolution import ConflictResolution
from hotline_server.rulebook.decision import Decision, Outcome
from hotline_server.rulebook.errors import RuleBookError
from hotline_server.rulebook.facts import text_facts
from hotline_server.rulebook.files import read_files
from hotline_server.rulebook.loading import load, load_published, read_shipped_reader
from hotline_server.rulebook.names import KnownNames
from hotline_server.text.analysis import Thresholds, combine
from hotline_server.text.facts import Ranked, TextFacts
from hotline_server.text.lexicon import OTHER_DANGER, Concept, Lexicon, TextAnalyser
from hotline_server.text.reader import Reading

FILES = read_files(PROJECT / "rules")
LEXICON, READING = "lexicons/emergencies.yaml", "reading.yaml"
FIRE, CRASH, BOAR = "火灾", "交通事故伤人", "野兽伤人"
KNOWN = (FIRE, CRASH, BOAR)


def kinds(lexical: TextFacts, *read: tuple[str, int], danger: int = 90) -> tuple[str, ...]:
    reading = Reading(danger=danger, kinds=tuple(Ranked(name, confidence) for name, confidence in read))
    found = combine(lexical, reading, (), Thresholds(), {}, KNOWN)
    return found.dangers or found.suspected


def changed(path: str, change: Mapping[str, object]) -> dict[str, bytes]:
    """Return the files of the shipped rule book with some keys of one file changed."""
    form = yaml.safe_load(FILES[path]) | change
    return {**FILES, path: yaml.safe_dump(form, allow_unicode=True).encode()}


def with_dangers(order: list[str], *added: Mapping[str, object]) -> dict[str, bytes]:
    form = yaml.safe_load(FILES[LEXICON])
    return changed(LEXICON, {"轻重": order, "险情": [*form["险情"], *added]})


ORDER: list[str] = yaml.safe_load(FILES[LEXICON])["轻重"]


class TestUnion:
    def test_a_kind_that_no_reader_has_learned_counts_by_its_words(self) -> None:
        assert kinds(TextFacts(dangers=(BOAR,)), (CRASH, 90), (FIRE, 10)) == (CRASH, BOAR)

    def test_a_kind_in_certain_words_counts_whatever_the_reader_holds(self) -> None:
        assert kinds(TextFacts(certain=(FIRE,), dangers=(FIRE,)), (CRASH, 99), (FIRE, 0)) == (FIRE, CRASH)

    def test_a_kind_that_is_worded_counts_sooner_than_one_that_is_not(self) -> None:
        assert kinds(TextFacts(dangers=(FIRE,)), (CRASH, 88), (FIRE, 12)) == (FIRE, CRASH)
        assert kinds(TextFacts(), (CRASH, 88), (FIRE, 12)) == (CRASH,)

    def test_a_kind_that_the_lexicon_suspects_is_asked_about(self) -> None:
        assert kinds(TextFacts(suspected=(BOAR,)), (CRASH, 90), danger=20) == (CRASH, BOAR)

    def test_a_kind_that_the_rule_book_does_not_know_is_another_danger(self) -> None:
        assert kinds(TextFacts(), ("雪崩", 95)) == (OTHER_DANGER,)
        assert kinds(TextFacts(dangers=(BOAR,)), ("雪崩", 95)) == (BOAR, OTHER_DANGER)

    def test_an_added_kind_is_led_by_its_rule(self, names: KnownNames) -> None:
        boar = {"名称": BOAR, "词语": ["野猪…[顶|拱|咬|撞]…人"]}
        files = with_dangers([BOAR, *ORDER], boar)
        form = yaml.safe_load(files["rules/emergency.yaml"])
        rule = {"编号": "EM-90", "标题": BOAR, "依据": "R2.6", "条件": {"险情": BOAR}, "理由": "野兽正在伤人"}
        form["规则"].append(rule | {"结论": {"处理方式": "重大突发", "牵头": "林业局", "紧急程度": "特急"}})
        files["rules/emergency.yaml"] = yaml.safe_dump(form, allow_unicode=True).encode()
        book = load(files, names, read_shipped_reader(PROJECT / "rules"))
        decision = decide(book, "野猪冲进村里顶伤人了，流了好多血，人快不行了，快派人来")
        assert (decision.outcome, decision.lead) == (Outcome.EMERGENCY, "林业局")


def decide(book: RuleBook, content: str) -> Decision:
    return book.decide(text_facts(book.analyse("", content)))


class TestGravity:
    def test_the_gravest_comes_first_however_likely_another_is(self) -> None:
        assert kinds(TextFacts(), (CRASH, 60), (FIRE, 40)) == (FIRE, CRASH)

    @pytest.mark.parametrize(
        ("gravest", "lead", "helps"), [(FIRE, "消防救援支队", "交警支队"), (CRASH, "交警支队", "消防救援支队")]
    )
    def test_officials_decide_which_kind_leads(self, names: KnownNames, gravest: str, lead: str, helps: str) -> None:
        files = with_dangers([gravest, *(kind for kind in ORDER if kind != gravest)])
        form = yaml.safe_load(files[LEXICON])
        next(danger for danger in form["险情"] if danger["名称"] == CRASH)["必报"] = ["四号卡口撞车信号"]
        files[LEXICON] = yaml.safe_dump(form, allow_unicode=True).encode()
        book = load(files, names, read_shipped_reader(PROJECT / "rules"))
        decision = decide(book, "四号卡口撞车信号，旁边楼上着火了，浓烟好大，里面有人出不来")
        assert decision.facts["险情"] == ((FIRE, CRASH) if gravest == FIRE else (CRASH, FIRE))
        assert decision.lead == lead
        assert helps in decision.cohandlers

    def test_of_a_danger_that_no_rule_gives_a_lead_all_who_can_help_are_told(
        self, names: KnownNames, book: RuleBook
    ) -> None:
        """R2.6: the desk chooses the lead."""
        leaderless = replace(book.rules["EM-01"], lead="")
        resolution = ConflictResolution(names, {leaderless.id: 0}, "1", "", book.limits)
        decision = resolution.conclude([leaderless], None, {"险情": (FIRE,)})
        assert (decision.outcome, decision.lead) == (Outcome.EMERGENCY, "")
        assert decision.cohandlers == ("应急管理局", "公安局")

    def test_lexicons_alone_order_by_gravity_too(self, names: KnownNames) -> None:
        book = load(with_dangers(list(reversed(ORDER))), names)
        found = book.analyse("", "两车相撞，一辆车着火了，有人受伤").dangers
        assert list(found) == sorted(found, key=list(reversed(ORDER)).index)

    def test_every_kind_has_its_place_once(self, names: KnownNames) -> None:
        for order, message in (
            (ORDER[1:], f"“{ORDER[0]}”没有排进“轻重”"),
            ([*ORDER, ORDER[0]], "重复了"),
            ([*ORDER, "火宅"], "是不是“火灾”"),
        ):
            with pytest.raises(RuleBookError, match=message):
                load(with_dangers(order), names)

    def test_a_rule_book_of_an_earlier_release_has_the_order_of_its_lexicon(self, names: KnownNames) -> None:
        book = load(changed(LEXICON, {"轻重": []}), names)
        listed = [danger["名称"] for danger in yaml.safe_load(FILES[LEXICON])["险情"]]
        assert [danger.name for danger in book.lexicon.dangers] == listed


class TestThresholds:
    @pytest.mark.parametrize("name", ["确信（有词语）", "疑似（有词语）", "并列（有词语）"])
    def test_what_the_lexicon_finds_may_suffice(self, names: KnownNames, name: str) -> None:
        load(thresholds(**{name: 0, "疑似（有词语）": 0}), names)

    def test_words_that_suffice_are_asked_about_whatever_the_reader_holds(self, names: KnownNames) -> None:
        book = load(thresholds(**{"疑似（有词语）": 0}), names)
        found = combine(TextFacts(suspected=(FIRE,)), Reading(), (), book.thresholds, {}, KNOWN)
        assert found.suspected == (FIRE,)

    @pytest.mark.parametrize(("name", "worded"), [("确信", 71), ("疑似", 51), ("并列", 51)])
    def test_words_lower_a_threshold_and_never_raise_it(self, names: KnownNames, name: str, worded: int) -> None:
        files = thresholds(**{"确信": 70, "疑似": 50, "并列": 50, "确信（有词语）": 70, f"{name}（有词语）": worded})
        with pytest.raises(RuleBookError, match=f"“{name}（有词语）”不能高于“{name}”"):
            load(files, names)
        assert load_published(files, names)

    @pytest.mark.parametrize("name", ["确信", "疑似", "并列"])
    def test_without_words_no_confidence_does_not_suffice(self, names: KnownNames, name: str) -> None:
        with pytest.raises(RuleBookError, match="1"):
            load(thresholds(**{name: 0}), names)


def thresholds(**changes: int) -> dict[str, bytes]:
    form = yaml.safe_load(FILES[READING])["判读"]
    return changed(READING, {"判读": {**form, "险情": form["险情"] | changes}})


def test_the_confidence_is_that_of_the_first_matter_if_the_lexicon_lifts_another() -> None:
    reading = Reading(matters=(Ranked("公交", 45, ("车",)), Ranked("出租车与网约车", 40, ("司机",))))
    lexical = TextFacts(matters=("出租车与网约车",), matter_scores={"出租车与网约车": 5.0})
    categories = {"公交": "交通", "出租车与网约车": "交通"}
    found = combine(lexical, reading, (), Thresholds(), categories, KNOWN)
    assert (found.matters[0], found.matter_confidence) == ("出租车与网约车", 40)
    assert found.evidence["出租车与网约车"] == "司机"


@pytest.mark.parametrize(("text", "kinds"), [("人出不来，在电梯里", ("困住",)), ("人出不来。电梯很旧", ())])
def test_words_of_a_pair_stand_in_one_sentence(text: str, kinds: tuple[str, ...]) -> None:
    trapped = Concept("困住", (), together=(("处境", "地方"),))
    cues = {"处境": ("出不来",), "地方": ("电梯",)}
    lexicon = Lexicon((), {}, cues, (trapped,), (), ())
    assert TextAnalyser(lexicon).analyse("", text).dangers == kinds
