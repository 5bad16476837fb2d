"""Drafts that take effect at a set time, and that maintainers propose to a second person (R2.6)."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from typing import Any

import grpc
import pytest
from google.protobuf.timestamp_pb2 import Timestamp
from hotline.v1 import operations_service_pb2 as operations_pb
from hotline.v1 import rule_service_pb2 as pb
from hotline_client import Hotline
from hotline_server.desk.rule_books.kept_books import DraftRefusedError, KeptBooks
from hotline_server.ground.telemetry import metrics
from hotline_server.runtime.server import RunningServer
from hotline_server.security.identity import AccessRole
from hotline_server.store.engine.sql import execute
from hotline_server.store.rule_books import RuleBookStore

from tests.hotline import AUTHORITY, MONDAY, SetClock, StartServer, connect, refusal
from tests.integration.test_rule_service import (
    approver,
    draft_of,
    in_force,
    lead,
    publish,
    taxi_to,
    weakened,
    with_another_test,
)


def moment(at: datetime) -> Timestamp:
    stamp = Timestamp()
    stamp.FromDatetime(at)
    return stamp


def schedule(hotline: Hotline, wanted: pb.Draft, at: datetime) -> pb.ScheduledDraft:
    request = pb.PublishDraftRequest(
        draft=draft_of(hotline, wanted.files), actor="李科长", reason="元旦起", takes_effect_at=moment(at)
    )
    return hotline.rules.PublishDraft(request).scheduled


def scheduled(hotline: Hotline) -> list[pb.ScheduledDraft]:
    return list(hotline.rules.ListPublications(pb.ListPublicationsRequest()).scheduled)


def set_aside(hotline: Hotline) -> list[operations_pb.StuckItem]:
    request = operations_pb.ListStuckItemsRequest(job="rule_book")
    return list(hotline.operations.ListStuckItems(request).stuck_items)


@pytest.fixture
def tomorrow(clock: SetClock) -> datetime:
    return clock.now + timedelta(days=1)


@pytest.fixture
def maintainer(server: RunningServer) -> Iterator[Hotline]:
    with connect(server.address, AUTHORITY.token("陈规则", [AccessRole.RULE_MAINTAINER])) as client:
        yield client


@pytest.fixture
def director(server: RunningServer) -> Iterator[Hotline]:
    with connect(server.address, approver("赵处长")) as client:
        yield client


@pytest.mark.each_database
def test_a_draft_takes_effect_at_its_time_once_whichever_server_runs(
    hotline: Hotline, server: RunningServer, start_server: StartServer, clock: SetClock, tomorrow: datetime
) -> None:
    other = start_server()
    waiting = schedule(hotline, taxi_to("交警支队"), tomorrow)
    assert (waiting.state, waiting.proposed_by) == (pb.SCHEDULE_STATE_WAITING, "李科长@测试")
    assert not server.desk.rule_books.due_drafts.publish()
    assert lead(hotline) == "交通运输局"
    clock.now = tomorrow
    with ThreadPoolExecutor(2) as both:
        list(both.map(lambda one: one.desk.rule_books.due_drafts.publish(), (server, other)))
    server.desk.book.refresh()
    assert lead(hotline) == "交警支队"
    history = hotline.rules.ListPublications(pb.ListPublicationsRequest())
    assert [one.version for one in history.publications].count(waiting.version) == 1
    assert (history.publications[0].actor, history.publications[0].reason) == ("李科长@测试", "元旦起")
    assert [(one.state, one.ended_by) for one in history.scheduled] == [(pb.SCHEDULE_STATE_DONE, "系统")]


def test_what_fails_at_that_moment_is_taken_back_set_aside_and_done_again(
    hotline: Hotline, server: RunningServer, clock: SetClock, tomorrow: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    waiting = schedule(hotline, taxi_to("交警支队"), tomorrow)

    def die(*_: object) -> None:
        raise RuntimeError

    with monkeypatch.context() as dying:
        dying.setattr(RuleBookStore, "put_in_force", die)
        clock.now = tomorrow
        server.desk.rule_books.due_drafts.publish()
        assert not server.desk.rule_books.due_drafts.publish(), "not before its time"
        assert scheduled(hotline)[0].state == pb.SCHEDULE_STATE_WAITING
        assert [one.item for one in set_aside(hotline)] == [str(waiting.id)]
        assert server.desk.rule_books.kept.ready.book is None, (
            "only what is put in force is held for this server to decide by"
        )
    clock.advance(hours=6)
    server.desk.rule_books.due_drafts.publish()
    server.desk.book.refresh()
    assert in_force(hotline) == waiting.version
    assert set_aside(hotline) == []


def damage(server: RunningServer, table: str) -> None:
    """Cut off what a table holds of drafts, as a bad disk might."""
    cut = f"UPDATE {table} SET files = '{{', tests = '{{', losses = '['"
    server.desk.writer.write(lambda: execute(server.service.stores.rule_books._database, cut))


@pytest.mark.tampers
def test_a_damaged_draft_is_set_aside_and_keeps_back_no_other(
    hotline: Hotline, server: RunningServer, clock: SetClock, tomorrow: datetime
) -> None:
    bad = schedule(hotline, taxi_to("交警支队"), tomorrow)
    damage(server, "rule_book_schedule")
    good = schedule(hotline, taxi_to("公安局"), tomorrow + timedelta(hours=1))
    clock.now = tomorrow + timedelta(hours=1)
    while server.desk.rule_books.due_drafts.publish():
        pass
    server.desk.book.refresh()
    assert in_force(hotline) == good.version
    (item,) = set_aside(hotline)
    assert (item.item, "已损坏，读不出来" in item.reason) == (str(bad.id), True)


@pytest.mark.tampers
def test_what_is_damaged_in_drafts_keeps_nothing_from_being_published(
    hotline: Hotline, server: RunningServer, tomorrow: datetime
) -> None:
    schedule(hotline, taxi_to("交警支队"), tomorrow)
    draft = draft_of(hotline, taxi_to("公安局").files)
    request = pb.ProposeDraftRequest(draft=draft, actor="周科员", reason="职责")
    proposal = hotline.rules.ProposeDraft(request).proposal
    for table in ("rule_book_schedule", "rule_book_proposal"):
        damage(server, table)
    store = server.service.stores.rule_books

    def shadow_damaged() -> None:
        store.keep("damaged", {}, {})
        execute(store._database, "UPDATE rule_book SET files = '{' WHERE version = 'damaged'")
        store.start_shadow("damaged", MONDAY, "李科长")

    server.desk.writer.write(shadow_damaged)
    refused = refusal(lambda: hotline.rules.GetDraftProposal(pb.GetDraftProposalRequest(id=proposal.id)))
    assert (refused.code, "已损坏" in str(refused)) == (grpc.StatusCode.FAILED_PRECONDITION, True)
    published = publish(hotline, taxi_to("公共交通集团"))
    assert in_force(hotline) == published.version
    history = hotline.rules.ListPublications(pb.ListPublicationsRequest())
    assert [one.state for one in history.proposals] == [pb.DRAFT_PROPOSAL_STATE_SUPERSEDED]
    assert [one.state for one in history.scheduled] == [pb.SCHEDULE_STATE_RETURNED]


def test_a_draft_that_waits_is_called_off(
    hotline: Hotline, maintainer: Hotline, server: RunningServer, clock: SetClock
) -> None:
    at = clock.now + timedelta(hours=1)
    before, waiting = in_force(hotline), schedule(hotline, taxi_to("交警支队"), at)
    others = pb.CancelScheduledDraftRequest(id=waiting.id, reason="重来")
    assert "只能撤回自己的" in str(refusal(lambda: maintainer.rules.CancelScheduledDraft(others)))
    request = pb.CancelScheduledDraftRequest(id=waiting.id, actor="李科长", reason="市里改了日子")
    ended = hotline.rules.CancelScheduledDraft(request).scheduled
    assert (ended.state, ended.ended_because) == (pb.SCHEDULE_STATE_CANCELLED, "市里改了日子")
    assert "已取消" in str(refusal(lambda: hotline.rules.CancelScheduledDraft(request)))
    clock.now = at
    assert not server.desk.rule_books.due_drafts.publish()
    assert in_force(hotline) == before
    unknown = pb.CancelScheduledDraftRequest(id=99, actor="李科长", reason="试")
    assert refusal(lambda: hotline.rules.CancelScheduledDraft(unknown)).code is grpc.StatusCode.NOT_FOUND


@pytest.mark.tampers
def test_one_number_stands_for_one_request(
    hotline: Hotline, server: RunningServer, maintainer: Hotline, director: Hotline, tomorrow: datetime
) -> None:
    """Proposed or scheduled: whoever takes the wrong command is told the right one."""
    first = schedule(hotline, taxi_to("交警支队"), tomorrow).id
    draft = draft_of(hotline, taxi_to("公安局").files)
    request = pb.ProposeDraftRequest(draft=draft, reason="职责", takes_effect_at=moment(tomorrow))
    second = maintainer.rules.ProposeDraft(request).proposal.id
    assert second == first + 1
    decline = pb.DeclineDraftRequest(id=first, reason="试")
    assert f"用 hotline rules cancel {first}" in str(refusal(lambda: director.rules.DeclineDraft(decline)))
    cancel = pb.CancelScheduledDraftRequest(id=second, reason="试")
    assert f"用 hotline rules decline {second}" in str(refusal(lambda: director.rules.CancelScheduledDraft(cancel)))
    assert director.rules.ApproveDraft(pb.ApproveDraftRequest(id=second)).scheduled.id == second
    third = maintainer.rules.ProposeDraft(request).proposal.id
    assert third == second + 1
    # An earlier release numbered both apart.
    taken = f"UPDATE rule_book_schedule SET id = {third} WHERE id = {first}"
    server.desk.writer.write(lambda: execute(server.service.stores.rule_books._database, taken))
    assert director.rules.ApproveDraft(pb.ApproveDraftRequest(id=third)).scheduled.id == third + 1


@pytest.mark.parametrize("off", [timedelta(0), timedelta(days=-1), timedelta(days=367)])
def test_a_time_that_is_not_ahead_is_refused(hotline: Hotline, clock: SetClock, off: timedelta) -> None:
    refused = refusal(lambda: schedule(hotline, taxi_to("交警支队"), clock.now + off))
    assert refused.code is grpc.StatusCode.INVALID_ARGUMENT
    assert list(refused.violations) == ["takes_effect_at"]


def publish_another(hotline: Hotline) -> None:
    publish(hotline, taxi_to("公共交通集团"))


def publish_a_test(hotline: Hotline) -> None:
    publish(hotline, with_another_test("D-906", hotline.rules.GetRuleBook(pb.GetRuleBookRequest())))


def roll_back(hotline: Hotline) -> None:
    hotline.rules.RollBackRuleBook(pb.RollBackRuleBookRequest(actor="李科长", reason="先退回"))


@pytest.mark.parametrize(
    ("overtake", "change"),
    [(publish_another, "公共交通集团牵头"), (publish_a_test, "编号 D-906"), (roll_back, "交通运输局牵头")],
)
def test_a_draft_that_is_overtaken_goes_back_with_the_difference_and_an_alert(
    hotline: Hotline, tomorrow: datetime, overtake: Callable[[Hotline], None], change: str
) -> None:
    publish(hotline, taxi_to("公安局"))
    alerts = metrics.returned_drafts._value.get()
    waiting = schedule(hotline, taxi_to("交警支队"), tomorrow)
    overtake(hotline)
    (back,) = scheduled(hotline)
    assert (back.id, back.state) == (waiting.id, pb.SCHEDULE_STATE_RETURNED)
    assert change in back.ended_because
    assert "hotline rules rebase" in back.ended_because
    assert metrics.returned_drafts._value.get() == alerts + 1
    kept = hotline.rules.GetRuleBook(pb.GetRuleBookRequest(version=waiting.version)).files
    assert kept == taxi_to("交警支队").files


def test_a_draft_that_no_longer_passes_at_its_time_goes_back(
    hotline: Hotline, server: RunningServer, clock: SetClock, tomorrow: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, _ = in_force(hotline), schedule(hotline, taxi_to("交警支队"), tomorrow)

    def refuse(*_: Any) -> None:
        raise DraftRefusedError(["用例没有通过：D-08"])

    monkeypatch.setattr(KeptBooks, "tried", refuse)
    clock.now = tomorrow
    server.desk.rule_books.due_drafts.publish()
    (back,) = scheduled(hotline)
    assert (back.state, back.ended_because) == (pb.SCHEDULE_STATE_RETURNED, "用例没有通过：D-08")
    assert in_force(hotline) == before


def test_consent_to_a_set_time_is_carried_out_then(
    hotline: Hotline, director: Hotline, server: RunningServer, clock: SetClock, tomorrow: datetime
) -> None:
    with connect(server.address, approver("李科长")) as chief:
        request = pb.PublishDraftRequest(
            draft=draft_of(hotline, weakened().files), reason="调整", takes_effect_at=moment(tomorrow)
        )
        proposal = chief.rules.PublishDraft(request).proposal
    answer = director.rules.ApproveDraft(pb.ApproveDraftRequest(id=proposal.id, comment="已与急救中心核对"))
    assert not answer.HasField("publication")
    assert answer.scheduled.consented_by == "赵处长"
    clock.now = tomorrow
    server.desk.rule_books.due_drafts.publish()
    history = hotline.rules.ListPublications(pb.ListPublicationsRequest())
    assert (history.publications[0].version, history.publications[0].consented_by) == (proposal.version, "赵处长")
    assert history.proposals[0].ended_because == "已与急救中心核对"


def test_consent_comes_too_late_once_the_time_has_passed(
    hotline: Hotline, maintainer: Hotline, director: Hotline, clock: SetClock, tomorrow: datetime
) -> None:
    draft = draft_of(hotline, taxi_to("交警支队").files)
    request = pb.ProposeDraftRequest(draft=draft, reason="调整", takes_effect_at=moment(tomorrow))
    proposal = maintainer.rules.ProposeDraft(request).proposal
    clock.now = tomorrow
    late = refusal(lambda: director.rules.ApproveDraft(pb.ApproveDraftRequest(id=proposal.id)))
    assert late.code is grpc.StatusCode.FAILED_PRECONDITION
    assert "生效时间已经过了" in str(late)


def test_a_maintainer_proposes_and_an_approver_looks_and_consents(
    hotline: Hotline, maintainer: Hotline, director: Hotline
) -> None:
    """Each with a token of their own, from elsewhere and later; nothing is published before."""
    before, draft = in_force(hotline), draft_of(hotline, taxi_to("交警支队").files)
    others = hotline.rules.ProposeDraft(pb.ProposeDraftRequest(draft=draft, actor="周科员", reason="先提的")).proposal
    first = maintainer.rules.ProposeDraft(pb.ProposeDraftRequest(draft=draft, reason="职责")).proposal
    again = maintainer.rules.ProposeDraft(pb.ProposeDraftRequest(draft=draft, reason="职责调整")).proposal
    states = {one.id: one.state for one in hotline.rules.ListPublications(pb.ListPublicationsRequest()).proposals}
    assert states[first.id] == pb.DRAFT_PROPOSAL_STATE_SUPERSEDED
    assert states[others.id] == states[again.id] == pb.DRAFT_PROPOSAL_STATE_WAITING
    assert in_force(hotline) == before
    assert "交警支队" in "".join(director.rules.GetDraftProposal(pb.GetDraftProposalRequest(id=again.id)).differences)
    publication = director.rules.ApproveDraft(pb.ApproveDraftRequest(id=again.id)).publication
    assert (publication.actor, publication.consented_by, publication.reason) == ("陈规则", "赵处长", "职责调整")
    assert lead(hotline) == "交警支队"


def test_a_shadow_of_the_rule_book_in_force_takes_none_of_its_tests(hotline: Hotline) -> None:
    """R2.6: its tests tell which emergencies the next draft loses."""
    book = hotline.rules.GetRuleBook(pb.GetRuleBookRequest())
    files = {name: text for name, text in book.files.items() if name != "tests/emergencies.yaml"}
    hotline.rules.StartShadow(pb.StartShadowRequest(draft=pb.Draft(files=files), actor="李科长"))
    assert hotline.rules.GetRuleBook(pb.GetRuleBookRequest()).files == book.files
