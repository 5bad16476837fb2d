"""What rules and rows did: their history, what staff corrected, and what came of no call."""

import re
from datetime import timedelta
from pathlib import Path

import grpc
import pytest
from hotline.v1 import case_pb2
from hotline.v1 import rule_service_pb2 as pb
from hotline_client import Hotline
from hotline_server.desk.rule_books import entry_history
from hotline_server.desk.rule_books.quality import Correction, MeasuredEntry, misleads, with_proposal
from hotline_server.ground.folders import PROJECT
from hotline_server.rulebook.book import RuleBook
from hotline_server.rulebook.decision import Outcome
from hotline_server.rulebook.files import read_base
from hotline_server.rulebook.improvements import Improvement, improved
from hotline_server.runtime.server import RunningServer

from tests.hotline import SetClock, a_call, refusal
from tests.integration.test_rule_service import GOOD, draft, in_force, publish, taxi_to
from tests.integration.test_rules_at_a_terminal import as_, rules, tokens
from tests.office import Office, designation
from tests.unit.test_rule_quality import RULE

__all__ = ["tokens"]
TAXIS = "派单目录:出租车与网约车/全市"


def history(hotline: Hotline, entry: str) -> list[pb.EntryRevision]:
    return list(hotline.rules.GetEntryHistory(pb.GetEntryHistoryRequest(entry=entry)).revisions)


def measured(hotline: Hotline, entry: str) -> pb.MeasuredEntry:
    found = hotline.rules.MeasureRuleBook(pb.MeasureRuleBookRequest()).entries
    return next(one for one in found if one.id == entry)


@pytest.mark.each_database
def test_the_history_of_a_row_says_who_changed_it_why_and_what_it_did_since(
    hotline: Hotline, office: Office, clock: SetClock
) -> None:
    hotline.register(a_call())
    clock.now += timedelta(minutes=1)
    publish(hotline, taxi_to("交警支队"), reason="职责调整")
    clock.now += timedelta(minutes=1)
    numbers = [hotline.register(a_call()).number for _ in range(3)]
    office.reroute(numbers[0], designation("交通运输局"))
    clock.now += timedelta(minutes=1)
    later, first = history(hotline, TAXIS)
    assert (later.publication.actor, later.publication.reason) == ("李科长@测试", "职责调整")
    assert "牵头: 交警支队" in later.text
    assert (later.decision_count, later.corrected_count, later.HasField("until")) == (3, 1, False)
    assert "牵头: 交通运输局" in first.text
    assert (first.publication.actor, first.decision_count, first.corrected_count) == ("系统", 1, 0)
    assert first.until == later.publication.at
    assert [one.text for one in history(hotline, "出租车与网约车")] == [later.text, first.text]
    (rule,) = history(hotline, "HD-03")
    assert (rule.file, rule.decision_count) == ("rules/handling.yaml", 4)
    assert history(hotline, "lexicons/emergencies.yaml#触电")[0].file == "lexicons/emergencies.yaml"


def test_an_entry_that_was_deleted_says_so_and_an_unknown_one_is_not_found(hotline: Hotline) -> None:
    extra = RULE.format(id="ZZ-01", priority=1, condition="{渠道: 来信}", conclusion="{紧急程度: 一般}")
    publish(hotline, draft(**{"rules/zz.yaml": f"规则:{extra}"}))
    publish(hotline, draft(), reason="不再需要")
    gone, first = history(hotline, "ZZ-01")
    assert (gone.text, gone.file, gone.publication.reason) == ("", "rules/zz.yaml", "不再需要")
    assert "ZZ-01" in first.text
    assert refusal(lambda: history(hotline, "没有的")).code is grpc.StatusCode.NOT_FOUND
    assert list(refusal(lambda: history(hotline, " ")).violations) == ["entry"]
    days = pb.MeasureRuleBookRequest(days=401)
    assert list(refusal(lambda: hotline.rules.MeasureRuleBook(days)).violations) == ["days"]


@pytest.mark.each_database
def test_what_staff_corrected_is_counted_by_rule_row_and_word_and_becomes_a_draft_by_one_command(
    hotline: Hotline, office: Office, server: RunningServer, tokens: Path, tmp_path: Path
) -> None:
    me = as_(tokens / "陈规则", server)
    assert "0 件，没有改派、改办的" in rules("quality", *me).output
    for place in range(12):
        number = hotline.register(a_call(f"第{place}次投诉出租车拒载还乱要价")).number
        if place < 8:
            office.reroute(number, designation("交警支队"))
    found = measured(hotline, TAXIS)
    assert (found.decision_count, found.corrected_count, found.proposed_lead) == (12, 8, "交警支队")
    assert [(one.outcome, one.lead, one.count) for one in found.corrections] == [
        (case_pb2.OUTCOME_TRANSFER, "交警支队", 8)
    ]
    assert {word.word: (word.call_count, word.corrected_count) for word in found.words}["拒载"] == (12, 8)
    assert measured(hotline, "HD-03").corrected_count == 8
    assert measured(hotline, "EM-01").decision_count == 0
    urgency = measured(hotline, "UR-03")
    assert urgency.decision_count, "it made calls urgent, which nobody corrected"
    assert urgency.corrected_count == 0
    said = rules("quality", *me).output
    assert f"hotline rules improve {TAXIS}" in said
    assert "67%" in said
    assert "EM-01" in rules("unused", *me).output
    said = rules("check", PROJECT / "rules", "--unused", *me).output
    assert ("提醒 EM-01：最近 365 天的来电一件也没有用上" in said, "提醒 HD-03：" in said) == (True, False), said
    assert re.search(r"没有用上的派单目录行 \d+，政策 \d+；", said)
    assert "8 件" in rules("history", TAXIS, *me).output
    folder = tmp_path / "draft"
    assert "牵头已改为交警支队" in rules("improve", TAXIS, folder, *me).output
    assert "改为“交警支队牵头" in rules("diff", folder, *me).output
    assert read_base(folder) == in_force(hotline)
    assert "没有足够的改派" in rules("improve", "派单目录:公交/全市", tmp_path / "none", *me).output
    # The row is wrong, not its words.
    assert not any(word.misleads for word in found.words)
    assert "没有足够的改派" in rules("improve", TAXIS, tmp_path / "none", "--word", "拒载", *me).output


@pytest.mark.each_database
def test_what_a_leader_designates_corrects_no_escalation(hotline: Hotline, office: Office) -> None:
    """R2.4: the rule put it before the leader, who did what the rule wanted."""
    number = office.call("开发商逾期交房,我们几百户业主集体上访也没人管,投诉")
    office.instruct(number, designation("交警支队"))
    found = measured(hotline, "HD-07")
    assert (found.decision_count, found.corrected_count) == (1, 0)


def test_what_happens_to_a_case_later_corrects_no_decision(hotline: Hotline, office: Office) -> None:
    office.resolve(office.call())
    assert (measured(hotline, TAXIS).decision_count, measured(hotline, TAXIS).corrected_count) == (1, 0)


def test_who_wrote_what_is_older_than_the_publications_looked_through_is_not_told(
    hotline: Hotline, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(entry_history, "LOOKED_THROUGH", 1)
    publish(hotline, taxi_to("交警支队"))
    assert [one.publication.reason for one in history(hotline, TAXIS)] == ["调整"]
    assert "没有改过" in str(refusal(lambda: history(hotline, "HD-03")))


@pytest.mark.parametrize(
    ("improvement", "line"),
    [
        (Improvement("派单目录:公交/全市", "", "审计局"), "  - {事项: 公交, 牵头: 审计局, 期限: 5}"),
        (Improvement(TAXIS, "", "审计局"), "  - {事项: 出租车与网约车, 牵头: 审计局, 期限: 5}"),
        (Improvement("HD-05", "", "审计局"), "    结论: {处理方式: 牵头办理, 牵头: 审计局, 协办必到: 是}"),
        (Improvement("HD-03", "", "", Outcome.REFERRAL), "    结论: {处理方式: 归口}"),
        (Improvement(TAXIS, "拒载"), None),
        (Improvement("派单目录:没有/全市", "", "审计局"), ""),
        (Improvement("派单目录:公交/全市", "没有的词"), ""),
        (Improvement("没有", "", "审计局"), ""),
        (Improvement(TAXIS, ""), ""),
    ],
)
def test_an_improvement_changes_one_line_and_nothing_else(improvement: Improvement, line: str | None) -> None:
    files = {name: text.encode() for name, text in GOOD.items()}
    changed, _ = improved(files, improvement)
    if line == "":
        assert changed is None
        return
    assert changed is not None
    (name,) = (name for name in files if files[name] != changed[name])
    before, after = (some[name].decode().splitlines() for some in (files, changed))
    ((old, new),) = [(one, other) for one, other in zip(before, after, strict=True) if one != other]
    assert new == (old.replace("拒载, ", "", 1) if line is None else line)


def test_a_pattern_that_misleads_is_taken_out_as_it_is_written(book: RuleBook) -> None:
    found = {one.pattern for one in book.weigh_topics("", "公交车司机甩站") if one.matter == "公交"}
    (pattern,) = (one for one in found if "…" in one)
    files = {name: text.encode() for name, text in GOOD.items()}
    changed, _ = improved(files, Improvement("派单目录:公交/全市", pattern))
    assert changed is not None
    assert not any(pattern.encode() in content for content in changed.values())


@pytest.mark.parametrize(
    ("rule", "corrections", "outcome"),
    [
        ("HD-03", {(Outcome.REFERRAL, "交通运输局"): 7, (Outcome.TRANSFER, "交警支队"): 1}, Outcome.REFERRAL),
        # Another lead says nothing about the outcome, nor is an emergency a matter of counting.
        ("HD-03", {(Outcome.TRANSFER, "交警支队"): 8}, None),
        ("HD-03", {(Outcome.REFERRAL, "交通运输局"): 4, (Outcome.JOINT, "交警支队"): 4}, None),
        ("EM-01", {(Outcome.TRANSFER, "交警支队"): 9}, None),
    ],
)
def test_a_rule_is_to_conclude_what_staff_mostly_chose_instead(
    book: RuleBook, rule: str, corrections: dict[tuple[Outcome, str], int], outcome: Outcome | None
) -> None:
    chosen = tuple(Correction(*choice, count) for choice, count in corrections.items())
    found = with_proposal(book, MeasuredEntry(rule, "", 12, sum(corrections.values()), chosen))
    assert (found.proposed_lead, found.proposed_outcome) == ("", outcome)


@pytest.mark.parametrize(
    ("said", "corrected", "calls", "all_corrected", "misleading"),
    [(12, 11, 100, 15, True), (9, 9, 100, 12, False), (12, 9, 100, 12, False), (12, 11, 40, 30, False)],
)
def test_a_word_misleads_that_nearly_always_leads_to_a_correction_while_others_do_not(
    said: int, corrected: int, calls: int, all_corrected: int, *, misleading: bool
) -> None:
    assert misleads(said, corrected, calls, all_corrected) is misleading
