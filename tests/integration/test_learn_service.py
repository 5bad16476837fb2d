"""LearnService over the real channel: publishing, switching, consent to losses, taking back, the shadow."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import cache, partial
from pathlib import Path
from typing import Any

import grpc
import pytest
from google.protobuf import message_factory
from hotline.v1 import intake_service_pb2
from hotline.v1 import learn_service_pb2 as pb
from hotline.v1 import rule_service_pb2 as rules_pb
from hotline_client import Hotline, HotlineError
from hotline_server.desk.readers.examples import judges_readers
from hotline_server.domain.publication import Activation, PublicationKind
from hotline_server.domain.readers import (
    Aspect,
    Figure,
    KeptReader,
    MeasuredPart,
    ReaderMeasure,
    ReaderOrigin,
)
from hotline_server.ground.config import Settings
from hotline_server.ground.folders import PROJECT
from hotline_server.runtime.server import RunningServer
from hotline_server.security.identity import AccessRole
from hotline_server.text.reader import DANGER, Reader
from hotline_server.text.reader_file import pack, unpack
from structlog.testing import capture_logs

from tests.hotline import AUTHORITY, METHODS, MONDAY, StartServer, a_call, connect, eventually, refusal
from tests.integration.test_rule_service import draft_of
from tests.learning import some_calls, write_calls

SHIPPED = (PROJECT / "rules" / "shipped.reader").read_bytes()
SHIPPED_VERSION = Reader(SHIPPED).version
CALM = "请问今年的公积金什么时候能提取"
MEASURES = (
    ReaderMeasure(MeasuredPart.HELD_OUT, Aspect.DANGER, "", Figure.FOUND, 97, 100),
    ReaderMeasure(MeasuredPart.HELD_OUT, Aspect.DANGER, "火灾", Figure.FOUND, 9, 10),
)


@cache
def reader_with(bias: float) -> bytes:
    """A reader that finds dangers more easily, or less so, than the shipped one."""
    file = unpack(SHIPPED)
    danger = file.header[DANGER]
    whole = [danger["whole"][0] + bias, *danger["whole"][1:]]
    return pack({**file.header, DANGER: {**danger, "whole": whole}}, file.arrays)


def keep(server: RunningServer, content: bytes) -> str:
    """Keep a reader as if it had been learned; return its version."""
    version = Reader(content).version
    reader = KeptReader(version, ReaderOrigin.LEARNED, MONDAY, "陈规则", {"本市办结的工单": 812}, MEASURES)
    stores = server.service.stores
    server.desk.writer.write(lambda: stores.readers.keep(reader, content))
    return version


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


def publish(hotline: Hotline, version: str, **fields: str) -> pb.PublishReaderResponse:
    request = pb.PublishReaderRequest(version=version, **{"actor": "李科长", "reason": "更准"} | fields)
    response: pb.PublishReaderResponse = hotline.learning.PublishReader(request)
    return response


def person(name: str, role: AccessRole) -> str:
    return AUTHORITY.token(name, [role])


def reader_of(hotline: Hotline) -> str:
    return hotline.register(a_call(CALM)).decision.reader_version


def test_a_new_installation_reads_with_the_reader_that_comes_with_it(hotline: Hotline) -> None:
    assert reader_of(hotline) == SHIPPED_VERSION
    (reader,) = hotline.learning.ListReaders(pb.ListReadersRequest()).readers
    assert (reader.version, reader.origin, reader.in_force) == (SHIPPED_VERSION, pb.READER_ORIGIN_SHIPPED, True)


def test_a_published_reader_reads_the_next_call_and_a_rollback_takes_it_back(hotline: Hotline, alike: str) -> None:
    published = publish(hotline, alike).publication
    number = hotline.register(a_call(CALM)).number
    assert hotline.case(number).decision.reader_version == alike == published.version
    explain = partial(hotline.rules.ExplainDecision, rules_pb.ExplainDecisionRequest(number=number))
    assert explain().decision.reader_version == alike
    back = hotline.learning.RollBackReader(pb.RollBackReaderRequest(actor="李科长", reason="先退回")).publication
    assert (back.kind, back.version) == (rules_pb.PUBLICATION_KIND_ROLLED_BACK, SHIPPED_VERSION)
    assert reader_of(hotline) == SHIPPED_VERSION
    assert hotline.case(number).decision.reader_version == alike == explain().decision.reader_version
    history = hotline.learning.ListReaderPublications(pb.ListReaderPublicationsRequest()).publications
    assert [(item.version, item.actor) for item in history] == [
        (SHIPPED_VERSION, "李科长@测试"),
        (alike, "李科长@测试"),
        (SHIPPED_VERSION, "系统"),
    ]


def test_a_reader_of_a_newer_release_keeps_back_no_rule_book(
    hotline: Hotline, start_server: StartServer, server: RunningServer
) -> None:
    """While servers are updated one after the other."""
    with connect(start_server().address) as older:
        store = server.service.stores.readers
        unknown = KeptReader("0" * 12, ReaderOrigin.SHIPPED, MONDAY, "系统", {}, ())
        server.desk.writer.write(lambda: store.keep(unknown, b"HOTLINE-READER 2\n"))
        server.desk.writer.write(
            lambda: store.put_in_force(Activation("0" * 12, PublicationKind.PUBLISHED, MONDAY, "系统", "新版本"))
        )
        files = dict(hotline.rules.GetRuleBook(rules_pb.GetRuleBookRequest()).files)
        files["hotspots.yaml"] += "\n# 改过\n"
        request = rules_pb.PublishDraftRequest(draft=draft_of(hotline, files), actor="李科长", reason="调整")
        published = hotline.rules.PublishDraft(request).publication
        for attempt in eventually():
            with attempt:
                decision = older.register(a_call(CALM)).decision
                assert (decision.rule_book_version, decision.reader_version) == (published.version, SHIPPED_VERSION)


def test_every_server_switches_by_itself(hotline: Hotline, alike: str, start_server: StartServer) -> None:
    with connect(start_server().address) as other:
        publish(hotline, alike)
        for attempt in eventually():
            with attempt:
                assert reader_of(other) == alike
    with connect(start_server().address) as restarted:
        assert reader_of(restarted) == alike


@pytest.mark.each_database
def test_a_publication_that_would_miss_emergencies_waits_for_a_second_person(server: RunningServer, blind: str) -> None:
    """R2.6: one person alone cannot lose emergencies."""
    with (
        connect(server.address, person("陈规则", AccessRole.RULE_MAINTAINER)) as maintainer,
        connect(server.address, person("赵处长", AccessRole.RULE_APPROVER)) as approver,
    ):
        proposal = publish(maintainer, blind, actor="").proposal
        assert any(loss.startswith("用例“") for loss in proposal.losses)
        assert any(loss.startswith("随软件发行的来电“") for loss in proposal.losses)
        assert proposal.state == pb.READER_PROPOSAL_STATE_WAITING
        assert server.book().reader.version == SHIPPED_VERSION  # type: ignore[union-attr]
        published = approver.learning.ApproveReader(pb.ApproveReaderRequest(id=proposal.id)).publication
        assert (published.version, published.actor, published.consented_by) == (blind, "陈规则", "赵处长")
        assert server.book().reader.version == blind  # type: ignore[union-attr]
        listed = approver.learning.ListReaderPublications(pb.ListReaderPublicationsRequest())
        (ended,) = listed.proposals
        assert (ended.state, ended.ended_by) == (pb.READER_PROPOSAL_STATE_APPROVED, "赵处长")


def test_nobody_consents_to_their_own_proposal(server: RunningServer, blind: str) -> None:
    with connect(server.address, person("赵处长", AccessRole.RULE_APPROVER)) as alone:
        proposal = publish(alone, blind, actor="").proposal
        refused = refusal(lambda: alone.learning.ApproveReader(pb.ApproveReaderRequest(id=proposal.id)))
        assert refused.code is grpc.StatusCode.FAILED_PRECONDITION
        assert "不能就是提请的人" in str(refused)


def test_a_system_neither_proposes_nor_consents_to_losses(hotline: Hotline, server: RunningServer, blind: str) -> None:
    """A system names its users, which proves nobody's consent."""
    assert "用自己的令牌" in str(refusal(lambda: publish(hotline, blind)))
    with connect(server.address, person("陈规则", AccessRole.RULE_MAINTAINER)) as maintainer:
        proposal = publish(maintainer, blind, actor="").proposal
    refused = refusal(lambda: hotline.learning.ApproveReader(pb.ApproveReaderRequest(id=proposal.id)))
    assert "用自己的令牌" in str(refused)


def test_a_maintainer_does_not_consent(server: RunningServer, blind: str) -> None:
    with (
        connect(server.address, person("陈规则", AccessRole.RULE_MAINTAINER)) as maintainer,
        connect(server.address, person("王规则", AccessRole.RULE_MAINTAINER)) as other,
    ):
        proposal = publish(maintainer, blind, actor="").proposal
        refused = refusal(lambda: other.learning.ApproveReader(pb.ApproveReaderRequest(id=proposal.id)))
        assert refused.code is grpc.StatusCode.PERMISSION_DENIED


def test_consent_holds_for_what_was_compared_alone(server: RunningServer, blind: str, alike: str) -> None:
    with (
        connect(server.address, person("陈规则", AccessRole.RULE_MAINTAINER)) as maintainer,
        connect(server.address, person("赵处长", AccessRole.RULE_APPROVER)) as approver,
    ):
        proposal = publish(maintainer, blind, actor="").proposal
        publish(maintainer, alike, actor="")
        refused = refusal(lambda: approver.learning.ApproveReader(pb.ApproveReaderRequest(id=proposal.id)))
        assert "已作废" in str(refused)
        assert "请重新提请" in str(refused)


def test_a_proposal_is_declined_once(server: RunningServer, blind: str) -> None:
    with connect(server.address, person("陈规则", AccessRole.RULE_MAINTAINER)) as maintainer:
        proposal = publish(maintainer, blind, actor="").proposal
        request = pb.DeclineReaderRequest(id=proposal.id, reason="漏得太多")
        declined = maintainer.learning.DeclineReader(request).proposal
        assert (declined.state, declined.ended_because) == (pb.READER_PROPOSAL_STATE_DECLINED, "漏得太多")
        assert refusal(lambda: maintainer.learning.DeclineReader(request)).code is grpc.StatusCode.FAILED_PRECONDITION


def test_a_confirmed_emergency_counts_as_a_loss_by_its_number_alone(
    server: RunningServer, hotline: Hotline, office: Any
) -> None:
    """Rule maintainers do not read calls."""
    number = judging_emergency(office)
    blind = keep(server, reader_with(-50))
    with connect(server.address, person("陈规则", AccessRole.RULE_MAINTAINER)) as maintainer:
        losses = publish(maintainer, blind, actor="").proposal.losses
    assert f"核实属实的工单 {number}" in losses
    assert not any("二舅姥爷" in loss for loss in losses)


def test_a_confirmed_emergency_that_readers_are_learned_from_judges_none(server: RunningServer, office: Any) -> None:
    learned_from = next(number for number in confirmed_emergencies(office) if not judges_readers(number))
    emergencies = server.service.stores.experience.emergencies()
    assert learned_from in {call.id for call in emergencies}
    blind = keep(server, reader_with(-50))
    with connect(server.address, person("陈规则", AccessRole.RULE_MAINTAINER)) as maintainer:
        losses = publish(maintainer, blind, actor="").proposal.losses
    assert f"核实属实的工单 {learned_from}" not in losses


def test_an_emergency_that_was_asked_about_and_confirmed_counts_as_a_loss(
    server: RunningServer, hotline: Hotline, office: Any
) -> None:
    """R2.6: what the caller answered must not hide that another reader would not even ask."""
    number = asked_and_confirmed(office)
    blind = keep(server, reader_with(-50))
    with connect(server.address, person("陈规则", AccessRole.RULE_MAINTAINER)) as maintainer:
        losses = publish(maintainer, blind, actor="").proposal.losses
    assert f"核实属实的工单 {number}" in losses


def confirmed_emergencies(office: Any) -> Iterator[str]:
    """Register and confirm one emergency after another."""
    while True:
        number = office.call("我家厨房着火了,火很大,二舅姥爷还在里面")
        office.verify(number, confirmed=True)
        yield number


def judging_emergency(office: Any) -> str:
    return next(number for number in confirmed_emergencies(office) if judges_readers(number))


def asked_and_confirmed(office: Any) -> str:
    """Register calls that are asked about, until one judges readers; its danger is confirmed."""
    while True:
        case = office.hotline.register(a_call("公交车上有股焦味，不知道哪里来的"))
        assert case.HasField("open_question")
        office.hotline.answer_question(case, intake_service_pb2.DANGER_ANSWER_DANGER, "是的，车着了", actor="0712")
        office.verify(case.number, confirmed=True)
        if judges_readers(case.number):
            return str(case.number)


@pytest.mark.each_database
def test_a_reader_in_the_shadow_decides_nothing_and_is_counted(hotline: Hotline, blind: str) -> None:
    assert (
        refusal(lambda: hotline.learning.GetReaderShadow(pb.GetReaderShadowRequest())).code is grpc.StatusCode.NOT_FOUND
    )
    hotline.learning.StartReaderShadow(pb.StartReaderShadowRequest(version=blind, actor="李科长"))
    number = hotline.register(a_call("我家厨房着火了,火很大,人还在里面")).number
    assert reader_of(hotline) == SHIPPED_VERSION
    shadow = hotline.learning.GetReaderShadow(pb.GetReaderShadowRequest())
    assert (shadow.version, shadow.active, shadow.compared_call_count, shadow.differing_call_count) == (
        blind,
        True,
        2,
        1,
    )
    (example,) = shadow.examples
    assert example.number == number
    assert example.before.startswith("重大突发")
    hotline.learning.StopReaderShadow(pb.StopReaderShadowRequest())
    reader_of(hotline)
    shadow = hotline.learning.GetReaderShadow(pb.GetReaderShadowRequest())
    assert (shadow.active, shadow.compared_call_count) == (False, 2)


def test_a_reader_and_a_draft_are_shadowed_at_once(hotline: Hotline, alike: str) -> None:
    files = hotline.rules.GetRuleBook(rules_pb.GetRuleBookRequest()).files
    hotline.rules.StartShadow(rules_pb.StartShadowRequest(draft=draft_of(hotline, files), actor="李科长"))
    hotline.learning.StartReaderShadow(pb.StartReaderShadowRequest(version=alike, actor="李科长"))
    reader_of(hotline)
    assert hotline.rules.GetShadow(rules_pb.GetShadowRequest()).compared_call_count == 1
    assert hotline.learning.GetReaderShadow(pb.GetReaderShadowRequest()).compared_call_count == 1


def test_a_reader_is_compared_on_past_calls(hotline: Hotline, blind: str) -> None:
    number = hotline.register(a_call("我家厨房着火了,火很大,人还在里面")).number
    hotline.register(a_call(CALM))
    compared = hotline.learning.CompareReader(pb.CompareReaderRequest(version=blind))
    assert compared.call_count == 2
    assert [change.number for change in compared.changes] == [number]


def test_a_reader_is_shown_with_its_measures(hotline: Hotline, alike: str) -> None:
    reader = hotline.learning.GetReader(pb.GetReaderRequest(version=alike)).reader
    assert reader.sources == {"本市办结的工单": 812}
    overall, fires = reader.measures
    assert (overall.name, overall.count, overall.total) == ("", 97, 100)
    assert (round(overall.low, 3), round(overall.high, 3)) == (0.915, 0.99)
    assert fires.name == "火灾"
    listed = hotline.learning.ListReaders(pb.ListReadersRequest()).readers
    assert [one.name for reader in listed for one in reader.measures] == [""]


def test_a_reader_published_keeps_reading_when_the_rule_book_changes(hotline: Hotline, alike: str) -> None:
    """Matters that are gone are ignored."""
    publish(hotline, alike)
    files = dict(hotline.rules.GetRuleBook(rules_pb.GetRuleBookRequest()).files)
    files["hotspots.yaml"] += "\n# 改过\n"
    request = rules_pb.PublishDraftRequest(draft=draft_of(hotline, files), actor="李科长", reason="调整")
    published = hotline.rules.PublishDraft(request).publication
    decision = hotline.register(a_call(CALM)).decision
    assert (decision.rule_book_version, decision.reader_version) == (published.version, alike)


def test_a_newer_shipped_reader_is_kept_and_changes_nothing_by_itself(
    hotline: Hotline, settings: Any, start_server: StartServer, tmp_path: Any
) -> None:
    assert reader_of(hotline) == SHIPPED_VERSION
    (tmp_path / "new.reader").write_bytes(reader_with(0.0002))
    settings.reader = tmp_path / "new.reader"
    with capture_logs() as logs:
        address = start_server().address
    (told,) = [entry for entry in logs if entry["log_level"] == "warning"]
    assert f"hotline learn publish {Reader(reader_with(0.0002)).version}" in told["todo"]
    with connect(address) as updated:
        assert reader_of(updated) == SHIPPED_VERSION
        readers = updated.learning.ListReaders(pb.ListReadersRequest()).readers
        assert {reader.version: reader.in_force for reader in readers} == {
            SHIPPED_VERSION: True,
            Reader(reader_with(0.0002)).version: False,
        }


REFUSED: list[tuple[str, Callable[[Any], object]]] = [
    ("reason", lambda learning: learning.StartLearning(pb.StartLearningRequest(actor="李科长"))),
    ("actor", lambda learning: learning.StartLearning(pb.StartLearningRequest(reason="试"))),
    ("source", lambda learning: learning.StartLearning(pb.StartLearningRequest(source=9, actor="李", reason="试"))),  # type: ignore[arg-type]
    (
        "actor",
        lambda learning: learning.PublishReader(pb.PublishReaderRequest(version=SHIPPED_VERSION, reason="试")),
    ),
    ("reason", lambda learning: learning.PublishReader(pb.PublishReaderRequest(version="0", actor="李科长"))),
    ("version", lambda learning: learning.PublishReader(pb.PublishReaderRequest(actor="李科长", reason="试"))),
    ("version", lambda learning: learning.CompareReader(pb.CompareReaderRequest())),
    ("call_limit", lambda learning: learning.CompareReader(pb.CompareReaderRequest(version="0", call_limit=2001))),
    ("version", lambda learning: learning.StartReaderShadow(pb.StartReaderShadowRequest(actor="李科长"))),
    ("actor", lambda learning: learning.RollBackReader(pb.RollBackReaderRequest(reason="试"))),
    ("reason", lambda learning: learning.DeclineReader(pb.DeclineReaderRequest(id=1, actor="李科长"))),
    ("limit", lambda learning: learning.ListReaders(pb.ListReadersRequest(limit=-1))),
    ("limit", lambda learning: learning.ListLearnings(pb.ListLearningsRequest(limit=201))),
    ("limit", lambda learning: learning.ListReaderPublications(pb.ListReaderPublicationsRequest(limit=201))),
]
NOT_FOUND: list[Callable[[Any], object]] = [
    lambda learning: learning.GetReader(pb.GetReaderRequest(version="没有的")),
    lambda learning: learning.GetLearning(pb.GetLearningRequest()),
    lambda learning: learning.CancelLearning(pb.CancelLearningRequest(id=7, actor="李科长")),
    lambda learning: learning.CompareReader(pb.CompareReaderRequest(version="没有的")),
    lambda learning: learning.PublishReader(pb.PublishReaderRequest(version="没有的", actor="李科长", reason="试")),
    lambda learning: learning.RollBackReader(pb.RollBackReaderRequest(version="没有的", actor="李科长", reason="试")),
    lambda learning: learning.RollBackReader(pb.RollBackReaderRequest(actor="李科长", reason="试")),
    lambda learning: learning.DeclineReader(pb.DeclineReaderRequest(id=7, actor="李科长", reason="试")),
    lambda learning: learning.ApproveReader(pb.ApproveReaderRequest(id=7)),
    lambda learning: learning.GetReaderShadow(pb.GetReaderShadowRequest()),
]


def test_what_means_nothing_is_refused(hotline: Hotline) -> None:
    for field, act in REFUSED:
        refused = refusal(partial(act, hotline.learning))
        assert refused.code is grpc.StatusCode.INVALID_ARGUMENT
        assert list(refused.violations) == [field]


def test_what_there_is_not_is_not_found(hotline: Hotline) -> None:
    for act in NOT_FOUND:
        assert refusal(partial(act, hotline.learning)).code is grpc.StatusCode.NOT_FOUND


def test_the_reader_in_force_is_not_published_again(hotline: Hotline) -> None:
    assert "已经在用" in str(refusal(lambda: publish(hotline, SHIPPED_VERSION)))


LOOKING = {"GetLearning", "ListLearnings", "ListReaders", "GetReader", "GetReaderShadow", "ListReaderPublications"}
MAINTAINING = {AccessRole.RULE_MAINTAINER, AccessRole.RULE_APPROVER}


@pytest.mark.parametrize("role", AccessRole)
def test_who_may_call_which_rpc(unchanged_server: RunningServer, role: AccessRole) -> None:
    """Every rpc, with an empty request, which is then refused for what it lacks, if at all."""
    rpcs = {name.rpartition("/")[2]: method for name, method in METHODS.items() if "LearnService" in name}
    allowed = {
        **dict.fromkeys(rpcs, MAINTAINING),
        **dict.fromkeys(LOOKING, MAINTAINING | {AccessRole.AUDITOR, AccessRole.DESK_LEAD}),
        "ApproveReader": {AccessRole.RULE_APPROVER},
    }
    with connect(unchanged_server.address, person("某人", role)) as caller:
        for name, method in rpcs.items():
            request = message_factory.GetMessageClass(method.input_type)()
            try:
                getattr(caller.learning, name)(request)
                code = grpc.StatusCode.OK
            except grpc.RpcError as refused:
                code = HotlineError.from_rpc(refused).code
            assert (code is grpc.StatusCode.PERMISSION_DENIED) is (role not in allowed[name]), name


def test_an_expired_consent_is_none(server: RunningServer, blind: str) -> None:
    with connect(server.address, person("陈规则", AccessRole.RULE_MAINTAINER)) as maintainer:
        proposal = publish(maintainer, blind, actor="").proposal
    token = AUTHORITY.token("赵处长", [AccessRole.RULE_APPROVER], expires_at=MONDAY - timedelta(days=1))
    with connect(server.address, token) as approver:
        refused = refusal(lambda: approver.learning.ApproveReader(pb.ApproveReaderRequest(id=proposal.id)))
        assert refused.code is grpc.StatusCode.UNAUTHENTICATED
