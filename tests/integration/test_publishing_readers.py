"""Publishing of readers where something comes in between: another publication, a reader that cannot be read."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import grpc
import pytest
from hotline.v1 import learn_service_pb2 as pb
from hotline.v1 import rule_service_pb2 as rules_pb
from hotline_client import Hotline, HotlineError
from hotline_server.desk.readers.emergencies import EmergencyCheck
from hotline_server.desk.rule_books import simulation
from hotline_server.desk.rule_books.kept_books import KeptBooks
from hotline_server.domain.publication import Activation, PublicationKind
from hotline_server.domain.readers import KeptReader, Losses, ReaderOrigin
from hotline_server.ground.config import Settings
from hotline_server.ground.telemetry import metrics
from hotline_server.rulebook.book import RuleBook
from hotline_server.runtime.server import RunningServer
from hotline_server.security.identity import AccessRole
from hotline_server.store.engine.sql import execute
from hotline_server.text.reader import Reader
from structlog.testing import capture_logs

from tests.hotline import MONDAY, StartServer, a_call, connect, eventually, refusal
from tests.integration.test_learn_service import (
    CALM,
    SHIPPED_VERSION,
    keep,
    person,
    publish,
    reader_of,
    reader_with,
)
from tests.integration.test_rule_service import draft_of
from tests.learning import some_calls, write_calls

UNREADABLE = "0" * 12


@pytest.fixture
def settings(settings: Settings, tmp_path: Path) -> Settings:
    """Compare readers on a few calls, so that it takes no seconds."""
    return settings.model_copy(update={"learning_calls": write_calls(tmp_path, some_calls())})


@pytest.fixture
def alike(server: RunningServer) -> str:
    """A reader that decides as the shipped one does."""
    return keep(server, reader_with(0.0001))


@pytest.fixture
def blind(server: RunningServer) -> str:
    """A reader that finds no danger."""
    return keep(server, reader_with(-50))


@pytest.fixture
def unreadable(server: RunningServer) -> str:
    """A reader of a later release, which was in force once."""
    store = server.service.stores.readers
    reader = KeptReader(UNREADABLE, ReaderOrigin.LEARNED, MONDAY, "陈规则", {}, ())

    server.desk.writer.write(lambda: store.keep(reader, b"HOTLINE-READER 2\n"))
    had_in_force(server, UNREADABLE)
    return UNREADABLE


def had_in_force(server: RunningServer, version: str) -> None:
    """Let a reader have been in force before the shipped one."""

    def publish_both() -> None:
        for one in (version, SHIPPED_VERSION):
            activation = Activation(one, PublicationKind.PUBLISHED, MONDAY, "陈规则", "试")
            server.service.stores.readers.put_in_force(activation)

    server.desk.writer.write(publish_both)


def spoil(server: RunningServer, version: str) -> None:
    """Damage a kept reader."""
    damage = "UPDATE reader SET content = 'AAAA' WHERE version = " + repr(version)
    server.desk.writer.write(lambda: execute(server.service.stores.database, damage))


def in_force(hotline: Hotline) -> str:
    version: str = hotline.learning.GetReader(pb.GetReaderRequest()).reader.version
    return version


def roll_back(hotline: Hotline, version: str = "") -> pb.RollBackReaderResponse:
    request = pb.RollBackReaderRequest(version=version, actor="李科长", reason="退回")
    response: pb.RollBackReaderResponse = hotline.learning.RollBackReader(request)
    return response


def after_comparing(monkeypatch: pytest.MonkeyPatch, then: Callable[[], object]) -> None:
    """Let something happen between the comparison of two readers and the publication."""
    compare = EmergencyCheck.losses

    def comparing(check: EmergencyCheck, book: RuleBook, candidate: Reader) -> Losses:
        found = compare(check, book, candidate)
        then()
        return found

    monkeypatch.setattr(EmergencyCheck, "losses", comparing)


def test_of_two_who_publish_at_once_one_is_refused(
    hotline: Hotline, server: RunningServer, start_server: StartServer, monkeypatch: pytest.MonkeyPatch, alike: str
) -> None:
    """Each compared with a reader that is no longer in force when the other has published."""
    another = keep(server, reader_with(0.0002))
    both = threading.Barrier(2)
    after_comparing(monkeypatch, lambda: both.wait(60))
    with connect(start_server().address) as other, ThreadPoolExecutor(2) as people:
        done = [people.submit(publish, *one) for one in ((hotline, alike), (other, another))]
        refused = [error for one in done if (error := one.exception())]
    (error,) = refused
    assert isinstance(error, grpc.RpcError)
    told = HotlineError.from_rpc(error)
    assert told.code is grpc.StatusCode.FAILED_PRECONDITION
    assert "请重新发布" in str(told)
    publications = hotline.learning.ListReaderPublications(pb.ListReaderPublicationsRequest()).publications
    assert [one.version for one in publications[:-1]] in ([alike], [another])


def test_a_reader_is_not_published_over_a_rule_book_it_was_not_compared_with(
    hotline: Hotline, monkeypatch: pytest.MonkeyPatch, alike: str
) -> None:
    files = dict(hotline.rules.GetRuleBook(rules_pb.GetRuleBookRequest()).files)
    files["hotspots.yaml"] += "\n# 改过\n"
    request = rules_pb.PublishDraftRequest(draft=draft_of(hotline, files), actor="李科长", reason="调整")
    after_comparing(monkeypatch, partial(hotline.rules.PublishDraft, request))
    assert "请重新发布" in str(refusal(lambda: publish(hotline, alike)))
    assert in_force(hotline) == SHIPPED_VERSION


def test_a_draft_is_not_published_over_a_rule_book_it_was_not_checked_against(
    hotline: Hotline, monkeypatch: pytest.MonkeyPatch
) -> None:
    """R2.6: it is checked against the emergencies of the one in force."""
    files = dict(hotline.rules.GetRuleBook(rules_pb.GetRuleBookRequest()).files)

    def publish_draft(remark: str) -> rules_pb.Publication:
        draft = draft_of(hotline, {**files, "hotspots.yaml": f"{files['hotspots.yaml']}\n# {remark}\n"})
        request = rules_pb.PublishDraftRequest(draft=draft, actor="李科长", reason=remark)
        published: rules_pb.Publication = hotline.rules.PublishDraft(request).publication
        return published

    lost = KeptBooks._lost_emergencies
    others = ["抢先"]

    def checking(*arguments: object) -> tuple[str, ...]:
        if others:
            publish_draft(others.pop())
        return lost(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(KeptBooks, "_lost_emergencies", checking)
    assert "请重新发布" in str(refusal(lambda: publish_draft("在后")))
    (latest, *_) = hotline.rules.ListPublications(rules_pb.ListPublicationsRequest()).publications
    assert latest.reason == "抢先"


def test_a_rollback_to_a_reader_that_cannot_be_read_is_refused(
    hotline: Hotline, server: RunningServer, start_server: StartServer, unreadable: str
) -> None:
    for version in (unreadable, ""):
        refused = refusal(partial(roll_back, hotline, version))
        assert refused.code is grpc.StatusCode.FAILED_PRECONDITION
        assert "用不了：不是判读模型文件。在用的没有变" in str(refused)
    assert in_force(hotline) == reader_of(hotline) == SHIPPED_VERSION
    with connect(start_server().address) as restarted:
        assert reader_of(restarted) == SHIPPED_VERSION


@pytest.mark.tampers
@contextmanager
def rolled_back(server: RunningServer, version: str) -> Iterator[tuple[Hotline, pb.ReaderProposal]]:
    """Roll back to a reader that misses emergencies; yield a second person's client with what waits for it."""
    had_in_force(server, version)
    with (
        connect(server.address, person("陈规则", AccessRole.RULE_MAINTAINER)) as maintainer,
        connect(server.address, person("赵处长", AccessRole.RULE_APPROVER)) as approver,
    ):
        response = maintainer.learning.RollBackReader(pb.RollBackReaderRequest(reason="退回"))
        assert not response.HasField("publication")
        yield approver, response.proposal


def test_a_rollback_to_a_reader_that_misses_emergencies_takes_a_second_person(
    server: RunningServer, blind: str
) -> None:
    """R2.6: as to publish it does."""
    with rolled_back(server, blind) as (approver, proposal):
        assert (proposal.version, proposal.loss_count > 0, in_force(approver)) == (blind, True, SHIPPED_VERSION)
        approver.learning.ApproveReader(pb.ApproveReaderRequest(id=proposal.id))
        assert in_force(approver) == blind


def test_a_reader_that_was_damaged_since_it_was_proposed_is_not_approved(server: RunningServer, blind: str) -> None:
    with rolled_back(server, blind) as (approver, proposal):
        spoil(server, blind)
        refused = refusal(lambda: approver.learning.ApproveReader(pb.ApproveReaderRequest(id=proposal.id)))
        assert refused.code is grpc.StatusCode.FAILED_PRECONDITION
        assert "用不了" in str(refused)
        assert in_force(approver) == SHIPPED_VERSION
        (waiting,) = approver.learning.ListReaderPublications(pb.ListReaderPublicationsRequest()).proposals
        assert waiting.state == pb.READER_PROPOSAL_STATE_WAITING


def test_a_reader_that_cannot_be_read_is_neither_compared_published_nor_shadowed(
    hotline: Hotline, unreadable: str
) -> None:
    acts: list[Callable[[], object]] = [
        lambda: hotline.learning.CompareReader(pb.CompareReaderRequest(version=unreadable)),
        lambda: publish(hotline, unreadable),
        lambda: hotline.learning.StartReaderShadow(pb.StartReaderShadowRequest(version=unreadable, actor="李科长")),
    ]
    for act in acts:
        assert "用不了" in str(refusal(act))


def test_a_shadowed_reader_that_cannot_be_read_stands_in_nobodys_way(
    hotline: Hotline, server: RunningServer, start_server: StartServer, unreadable: str, alike: str
) -> None:
    """A server starts, switches and takes calls beside it, and says what is wrong."""
    store = server.service.stores.readers
    server.desk.writer.write(lambda: store.start_shadow(unreadable, MONDAY, "李科长@测试"))
    with capture_logs() as logs:
        restarted = start_server()
    # Of the other server too, if it has noticed by then.
    assert {one["error"] for one in logs if one["log_level"] == "error"} == {"不是判读模型文件"}
    assert metrics.unreadable_reader_shadow._value.get() == 1
    with connect(restarted.address) as other:
        assert reader_of(other) == SHIPPED_VERSION
        assert publish(other, alike).publication.version == alike
        assert reader_of(other) == alike
        shadow = other.learning.GetReaderShadow(pb.GetReaderShadowRequest())
        assert (shadow.version, shadow.active, shadow.compared_call_count) == (unreadable, True, 0)
        other.learning.StartReaderShadow(pb.StartReaderShadowRequest(version=SHIPPED_VERSION, actor="李科长"))
        reader_of(other)
        assert other.learning.GetReaderShadow(pb.GetReaderShadowRequest()).compared_call_count == 1
    for attempt in eventually():
        with attempt:
            server.desk.readers.shadow.refresh()
            assert metrics.unreadable_reader_shadow._value.get() == 0


def test_a_shadowed_reader_follows_the_rule_book_in_force(hotline: Hotline, server: RunningServer, alike: str) -> None:
    """It is bound anew beside the calls, which are not compared until then."""
    hotline.learning.StartReaderShadow(pb.StartReaderShadowRequest(version=alike, actor="李科长"))
    before = server.desk.readers.shadow()
    files = dict(hotline.rules.GetRuleBook(rules_pb.GetRuleBookRequest()).files)
    files["hotspots.yaml"] += "\n# 改过\n"
    request = rules_pb.PublishDraftRequest(draft=draft_of(hotline, files), actor="李科长", reason="调整")
    version = hotline.rules.PublishDraft(request).publication.version
    for attempt in eventually():
        with attempt:
            after = server.desk.readers.shadow()
            assert after is not None
            assert after is not before
            assert after.book.version == version


def test_every_server_switches_by_itself(hotline: Hotline, start_server: StartServer, alike: str) -> None:
    with connect(start_server().address) as other:
        for act, version in ((partial(publish, hotline, alike), alike), (partial(roll_back, hotline), SHIPPED_VERSION)):
            act()
            for attempt in eventually():
                with attempt:
                    assert reader_of(other) == version


@pytest.mark.usefixtures("spawned_simulations")
def test_the_server_itself_decides_live_calls_alone(
    hotline: Hotline, alike: str, blind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Past calls are decided in processes of their own, so that live ones never wait for the interpreter."""
    hotline.register(a_call("我家厨房着火了,火很大,人还在里面"))
    here: list[object] = []
    monkeypatch.setattr(simulation, "decide", lambda *call: here.append(call))
    with ThreadPoolExecutor(1) as maintainer:
        comparison = maintainer.submit(hotline.learning.CompareReader, pb.CompareReaderRequest(version=blind))
        while not wait([comparison], timeout=0.1).done:
            assert hotline.register(a_call(CALM)).number
        assert [one.outcome_before for one in comparison.result().changes]
        publication = maintainer.submit(publish, hotline, alike)
        assert hotline.register(a_call(CALM)).number
        assert publication.result().publication.version == alike
    assert here == []
