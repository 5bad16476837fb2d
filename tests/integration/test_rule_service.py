"""RuleService over the real channel: publishing, switching under load, taking back, the shadow."""

import re
import threading
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any

import grpc
import pytest
from hotline.v1 import case_pb2
from hotline.v1 import rule_service_pb2 as pb
from hotline_client import Hotline, HotlineError
from hotline_server.desk.rule_books import in_force as in_force_module
from hotline_server.desk.rule_books import kept_books
from hotline_server.ground.folders import PROJECT
from hotline_server.ground.telemetry import metrics
from hotline_server.rulebook.files import read_files, read_test_files
from hotline_server.runtime.server import RunningServer
from hotline_server.security.identity import AccessRole
from structlog.testing import capture_logs

from tests.hotline import AUTHORITY, MONDAY, StartServer, a_call, connect, eventually, refusal

GOOD = {name: text.decode() for name, text in read_files(PROJECT / "rules").items()}
TESTS = {f"tests/{name}": text.decode() for name, text in read_test_files(PROJECT / "rules").items()}
EXPECTED = "{处理方式: 转办, 牵头: 交通运输局, 期限: 5}}"


def draft(**changes: str) -> pb.Draft:
    return pb.Draft(files={**GOOD, **TESTS, **{name.replace("__", "/"): text for name, text in changes.items()}})


def taxi_to(department: str) -> pb.Draft:
    """A draft in which taxis belong to another department, with its test changed too."""
    routing = GOOD["routing.yaml"].replace("出租车与网约车, 牵头: 交通运输局", f"出租车与网约车, 牵头: {department}")
    cases = TESTS["tests/decisions.yaml"].replace(EXPECTED, EXPECTED.replace("交通运输局", department))
    return draft(**{"routing.yaml": routing, "tests/decisions.yaml": cases})


def weakened() -> pb.Draft:
    """A draft that no longer knows electric shocks, and has dropped the tests that would tell."""
    sayings = TESTS["tests/emergencies.yaml"]
    begin = sayings.index("用途")
    few = sayings[begin : sayings.index("  火灾:")] + "  火灾:\n    - 我家楼下着火了,火好大,快来人啊\n"
    rules = GOOD["rules/emergency.yaml"].replace("{险情: 触电}", "{险情: 溺水}")
    return draft(**{"rules/emergency.yaml": rules, "tests/emergencies.yaml": few})


def approver(name: str) -> str:
    return AUTHORITY.token(name, [AccessRole.RULE_APPROVER])


def publish(hotline: Hotline, wanted: pb.Draft, **fields: Any) -> pb.Publication:
    on_top = pb.Draft(files=wanted.files, base_version=wanted.base_version or in_force(hotline))
    request = pb.PublishDraftRequest(draft=on_top, **{"actor": "李科长", "reason": "调整"} | fields)
    return hotline.rules.PublishDraft(request).publication


def propose(hotline: Hotline, wanted: pb.Draft) -> pb.DraftProposal:
    """Publish by one's own token a draft that loses emergencies."""
    draft = draft_of(hotline, wanted.files)
    return hotline.rules.PublishDraft(pb.PublishDraftRequest(draft=draft, reason="调整")).proposal


def approve(hotline: Hotline, number: int) -> pb.Publication:
    return hotline.rules.ApproveDraft(pb.ApproveDraftRequest(id=number)).publication


def in_force(hotline: Hotline) -> str:
    return hotline.rules.GetRuleBook(pb.GetRuleBookRequest()).version


def with_another_test(number: str, begun: pb.GetRuleBookResponse) -> pb.Draft:
    """A draft that has one test more than what it began from."""
    test = f"  - {{编号: {number}, 依据: R2.3, 内容: 投诉出租车拒载还乱要价, 期望: {{处理方式: 转办}}}}\n"
    cases = begun.files["tests/decisions.yaml"] + test
    return pb.Draft(files={**begun.files, "tests/decisions.yaml": cases}, base_version=begun.edition)


def draft_of(hotline: Hotline, files: Mapping[str, str]) -> pb.Draft:
    """A draft on top of the rule book in force."""
    return pb.Draft(files=files, base_version=in_force(hotline))


def lead(hotline: Hotline) -> str:
    return hotline.register(a_call()).decision.lead_department.name


def test_a_published_draft_decides_the_next_call_and_a_rollback_takes_it_back(hotline: Hotline) -> None:
    first = hotline.register(a_call())
    published = publish(hotline, taxi_to("交警支队"))
    second = hotline.register(a_call())
    assert (first.decision.lead_department.name, second.decision.lead_department.name) == ("交通运输局", "交警支队")
    assert second.decision.rule_book_version == published.version
    request = pb.RollBackRuleBookRequest(actor="李科长", reason="先退回")
    back = hotline.rules.RollBackRuleBook(request).publication
    assert (back.kind, back.version) == (pb.PUBLICATION_KIND_ROLLED_BACK, first.decision.rule_book_version)
    assert lead(hotline) == "交通运输局"
    history = hotline.rules.ListPublications(pb.ListPublicationsRequest()).publications
    assert [item.kind for item in history] == [
        pb.PUBLICATION_KIND_ROLLED_BACK,
        pb.PUBLICATION_KIND_PUBLISHED,
        pb.PUBLICATION_KIND_PUBLISHED,
    ]
    assert [item.actor for item in history] == ["李科长@测试", "李科长@测试", "系统"]


def test_no_call_fails_or_is_decided_by_a_mix_while_books_switch(hotline: Hotline, start_server: StartServer) -> None:
    """Published and rolled back, on every server: what its servers and its clients are told of (P3)."""
    seen: set[tuple[str, str]] = set()
    failures: list[HotlineError] = []
    stopping = threading.Event()

    def ring(server: Hotline) -> None:
        while not stopping.is_set():
            try:
                decision = server.register(a_call()).decision
            except HotlineError as error:
                failures.append(error)
            else:
                seen.add((decision.rule_book_version, decision.lead_department.name))

    with connect(start_server().address) as other:
        threads = [threading.Thread(target=ring, args=[server], daemon=True) for server in (hotline, other) * 2]
        for thread in threads:
            thread.start()
        for wanted in ("交警支队", "公共交通集团"):
            publish(hotline, taxi_to(wanted))
            for attempt in eventually():
                with attempt:
                    assert lead(other) == wanted
        hotline.rules.RollBackRuleBook(pb.RollBackRuleBookRequest(actor="李科长", reason="先退回"))
        for attempt in eventually():
            with attempt:
                assert lead(other) == "交警支队"
        stopping.set()
        for thread in threads:
            thread.join()
    with connect(start_server().address) as restarted:
        assert lead(restarted) == "交警支队"
    assert failures == []
    assert {name for _, name in seen} == {"交通运输局", "交警支队", "公共交通集团"}
    assert len({version for version, _ in seen}) == len(seen)


def test_a_draft_whose_tests_fail_is_not_published(hotline: Hotline) -> None:
    routing = GOOD["routing.yaml"].replace("出租车与网约车, 牵头: 交通运输局", "出租车与网约车, 牵头: 公安局")
    refused = refusal(lambda: publish(hotline, draft(**{"routing.yaml": routing})))
    assert refused.code is grpc.StatusCode.FAILED_PRECONDITION
    assert "用例没有通过：D-08" in str(refused)
    assert lead(hotline) == "交通运输局"


def test_a_draft_that_does_not_load_is_refused_with_every_place(hotline: Hotline) -> None:
    routing = GOOD["routing.yaml"].replace("公共交通集团", "公共交通集困")
    refused = refusal(lambda: publish(hotline, draft(**{"routing.yaml": routing})))
    assert refused.code is grpc.StatusCode.INVALID_ARGUMENT
    ((place, message),) = refused.violations.items()
    assert place == "draft.files[routing.yaml]"
    assert "是不是" in message
    assert re.match(r"\d+:\d+: ", message)


def test_a_draft_full_of_mistakes_is_refused_with_as_many_as_a_status_holds(hotline: Hotline) -> None:
    routing = GOOD["routing.yaml"].replace("局", "署")
    refused = refusal(lambda: publish(hotline, draft(**{"routing.yaml": routing})))
    assert refused.code is grpc.StatusCode.INVALID_ARGUMENT
    assert len(refused.violations["draft.files[routing.yaml]"].splitlines()) > 5
    assert str(refused).endswith("…")


@pytest.fixture
def chief(server: RunningServer) -> Iterator[Hotline]:
    with connect(server.address, approver("李科长")) as client:
        yield client


@pytest.fixture
def director(server: RunningServer) -> Iterator[Hotline]:
    with connect(server.address, approver("赵处长")) as client:
        yield client


@pytest.mark.each_database
def test_losing_an_emergency_needs_a_second_person(hotline: Hotline, chief: Hotline, director: Hotline) -> None:
    """R2.6: whatever the draft's own tests say; the second person looks at it from elsewhere, later."""
    before = in_force(hotline)
    proposal = propose(chief, weakened())
    assert in_force(hotline) == before
    assert "漏掉" in "".join(proposal.losses)
    found = director.rules.GetDraftProposal(pb.GetDraftProposalRequest(id=proposal.id))
    assert any("EM-12" in change for change in found.differences)
    assert found.draft.files == weakened().files
    publication = approve(director, proposal.id)
    assert (publication.actor, publication.consented_by) == ("李科长", "赵处长")
    assert in_force(hotline) == proposal.version
    (ended,) = hotline.rules.ListPublications(pb.ListPublicationsRequest()).proposals
    assert (ended.state, ended.ended_by) == (pb.DRAFT_PROPOSAL_STATE_APPROVED, "赵处长")


def test_an_emergency_is_not_lost_in_two_steps(hotline: Hotline, chief: Hotline, director: Hotline) -> None:
    """R2.6: a draft that drops the tests of emergencies loses them in its successor."""
    without_tests = draft(**{"tests/emergencies.yaml": weakened().files["tests/emergencies.yaml"]})
    proposal = propose(chief, without_tests)
    assert "删去用例里的" in "".join(proposal.losses)
    kept = hotline.rules.GetRuleBook(pb.GetRuleBookRequest()).files["tests/emergencies.yaml"]
    assert kept == TESTS["tests/emergencies.yaml"]
    assert approve(director, proposal.id).consented_by == "赵处长"


@pytest.mark.each_database
def test_losing_an_emergency_by_a_rollback_needs_a_second_person(
    hotline: Hotline, chief: Hotline, director: Hotline
) -> None:
    """R2.6: what it would lose is told; it comes back as it is, and one steps forward again alone."""
    first = in_force(hotline)
    approve(director, propose(chief, weakened()).id)
    weak = in_force(hotline)
    forward = pb.RollBackRuleBookRequest(version=first, reason="触电不能漏")
    assert chief.rules.RollBackRuleBook(forward).publication.version == first
    back = pb.RollBackRuleBookRequest(version=weak, actor="李科长", reason="退")
    assert "要由本人用自己的令牌提请" in str(refusal(lambda: hotline.rules.RollBackRuleBook(back)))
    back.actor = ""
    proposal = chief.rules.RollBackRuleBook(back).proposal
    assert (proposal.kind, in_force(hotline)) == (pb.PUBLICATION_KIND_ROLLED_BACK, first)
    assert re.search("这一版会漏掉 [0-9]+ 句险情.*这一版会删去用例里的", "".join(proposal.losses))
    assert "不能就是提请的人" in str(refusal(lambda: approve(chief, proposal.id)))
    restored = approve(director, proposal.id)
    assert (restored.kind, restored.consented_by) == (pb.PUBLICATION_KIND_ROLLED_BACK, "赵处长")
    assert in_force(hotline) == weak
    step = pb.RollBackRuleBookRequest(reason="退")
    assert chief.rules.RollBackRuleBook(step).publication.version == first


def test_nobody_consents_to_their_own_draft(chief: Hotline) -> None:
    proposal = propose(chief, weakened())
    assert "不能就是提请的人" in str(refusal(lambda: approve(chief, proposal.id)))


def test_a_system_neither_proposes_a_draft_nor_consents_to_it(
    hotline: Hotline, chief: Hotline, server: RunningServer
) -> None:
    """A system names its users, which proves nobody's consent."""
    assert "要由本人用自己的令牌提请" in str(refusal(lambda: publish(hotline, weakened())))
    proposal = propose(chief, weakened())
    token = AUTHORITY.token("规则系统", [AccessRole.RULE_APPROVER], system=True)
    with connect(server.address, token) as system:
        assert "用自己的令牌同意" in str(refusal(lambda: approve(system, proposal.id)))


@pytest.mark.parametrize("role", [AccessRole.RULE_MAINTAINER, AccessRole.DESK_LEAD, AccessRole.OPERATOR])
def test_only_an_approver_consents_to_a_draft(chief: Hotline, server: RunningServer, role: AccessRole) -> None:
    proposal = propose(chief, weakened())
    with connect(server.address, AUTHORITY.token("陈规则", [role])) as other:
        assert refusal(lambda: approve(other, proposal.id)).code is grpc.StatusCode.PERMISSION_DENIED


def test_a_declined_draft_is_not_published_any_more(
    hotline: Hotline, chief: Hotline, director: Hotline, server: RunningServer
) -> None:
    """Maintainers may withdraw proposals of their own, and no others."""
    before = in_force(hotline)
    proposal = propose(chief, weakened())
    request = pb.DeclineDraftRequest(id=proposal.id, reason="触电不能漏")
    with connect(server.address, AUTHORITY.token("陈规则", [AccessRole.RULE_MAINTAINER])) as maintainer:
        refused = refusal(lambda: maintainer.rules.DeclineDraft(request))
        assert refused.code is grpc.StatusCode.FAILED_PRECONDITION
        assert "这是李科长交来的" in str(refused)
    declined = director.rules.DeclineDraft(request).proposal
    assert (declined.ended_by, declined.ended_because) == ("赵处长", "触电不能漏")
    for act in (lambda: approve(director, proposal.id), lambda: director.rules.DeclineDraft(request)):
        refused = refusal(act)
        assert refused.code is grpc.StatusCode.FAILED_PRECONDITION
        assert "不同意" in str(refused)
    assert in_force(hotline) == before


def test_consent_holds_for_the_rule_book_that_the_draft_began_from_alone(
    hotline: Hotline, chief: Hotline, director: Hotline
) -> None:
    proposal = propose(chief, weakened())
    publish(hotline, taxi_to("交警支队"))
    assert "已作废" in str(refusal(lambda: approve(director, proposal.id)))
    again = propose(chief, weakened())
    hotline.rules.RollBackRuleBook(pb.RollBackRuleBookRequest(actor="李科长", reason="退"))
    assert "已作废" in str(refusal(lambda: approve(director, again.id)))


def test_a_proposal_that_does_not_exist_is_not_found(director: Hotline) -> None:
    for act in (
        lambda: approve(director, 99),
        lambda: director.rules.DeclineDraft(pb.DeclineDraftRequest(id=99, reason="试")),
        lambda: director.rules.GetDraftProposal(pb.GetDraftProposalRequest(id=99)),
    ):
        assert refusal(act).code is grpc.StatusCode.NOT_FOUND


@pytest.mark.parametrize(
    ("field", "act"),
    [
        ("actor", lambda rules: rules.PublishDraft(pb.PublishDraftRequest(draft=draft(), reason="调整"))),
        ("reason", lambda rules: rules.PublishDraft(pb.PublishDraftRequest(draft=draft(), actor="李科长"))),
        ("draft.files", lambda rules: rules.PublishDraft(pb.PublishDraftRequest(actor="李科长", reason="调整"))),
        (
            "draft.base_version",
            lambda rules: rules.PublishDraft(pb.PublishDraftRequest(draft=draft(), actor="李科长", reason="调整")),
        ),
        ("draft.base_version", lambda rules: rules.RebaseDraft(pb.RebaseDraftRequest(draft=draft()))),
        ("draft.files", lambda rules: rules.RebaseDraft(pb.RebaseDraftRequest())),
        ("actor", lambda rules: rules.DeclineDraft(pb.DeclineDraftRequest(id=1, reason="试"))),
        (
            "forward",
            lambda rules: rules.RollBackRuleBook(
                pb.RollBackRuleBookRequest(version="x", forward=True, actor="李科长", reason="退")
            ),
        ),
        ("limit", lambda rules: rules.ListPublications(pb.ListPublicationsRequest(limit=201))),
        ("call_limit", lambda rules: rules.SimulateDraft(pb.SimulateDraftRequest(draft=draft(), call_limit=20_001))),
        ("text", lambda rules: rules.ExplainDecision(pb.ExplainDecisionRequest(text=" "))),
    ],
)
def test_what_means_nothing_is_refused(field: str, act: Callable[[Any], object], hotline: Hotline) -> None:
    refused = refusal(lambda: act(hotline.rules))
    assert refused.code is grpc.StatusCode.INVALID_ARGUMENT
    assert list(refused.violations) == [field]


def test_only_what_was_in_force_can_come_back(hotline: Hotline) -> None:
    request = pb.RollBackRuleBookRequest(version="没有的", actor="李科长", reason="试")
    assert refusal(lambda: hotline.rules.RollBackRuleBook(request)).code is grpc.StatusCode.NOT_FOUND
    request.version = ""
    assert refusal(lambda: hotline.rules.RollBackRuleBook(request)).code is grpc.StatusCode.NOT_FOUND


def test_what_others_published_meanwhile_is_not_undone_but_told_and_merged(hotline: Hotline) -> None:
    """P3: two maintainers begin from one rule book; the second is refused with what the first changed."""
    base = in_force(hotline)
    praise = GOOD["rules/handling.yaml"].replace("表扬转达给首要的部门即可", "表扬转给首要的部门")
    second = pb.Draft(files={**draft().files, "rules/handling.yaml": praise}, base_version=base)
    first = publish(hotline, taxi_to("交警支队"))
    refused = refusal(lambda: publish(hotline, second))
    assert refused.code is grpc.StatusCode.FAILED_PRECONDITION
    assert f"从 {base} 改起，在用的已经是 {first.edition}（李科长@测试，调整）" in str(refused)
    assert "改为“交警支队牵头" in str(refused)
    rebased = hotline.rules.RebaseDraft(pb.RebaseDraftRequest(draft=second))
    assert list(rebased.conflicts) == []
    assert rebased.draft.base_version == first.edition
    publish(hotline, rebased.draft)
    assert lead(hotline) == "交警支队"
    assert hotline.rules.GetRuleBook(pb.GetRuleBookRequest()).files["rules/handling.yaml"] == praise


def test_tests_that_others_published_meanwhile_are_told_merged_and_stepped_back_from(hotline: Hotline) -> None:
    """P3: the rules are the same, and so is their version; each edition keeps the tests it was published with."""

    def exported(edition: str = "") -> pb.GetRuleBookResponse:
        return hotline.rules.GetRuleBook(pb.GetRuleBookRequest(version=edition))

    begun = exported()
    first = publish(hotline, with_another_test("D-901", begun))
    assert (first.version, first.edition) == (begun.version, exported().edition)
    second = with_another_test("D-902", begun)
    refused = refusal(lambda: publish(hotline, second))
    assert (refused.code, "编号 D-901" in str(refused)) == (grpc.StatusCode.FAILED_PRECONDITION, True), refused
    of_version_alone = pb.Draft(files=second.files, base_version=begun.version)
    assert "编号 D-901" in str(refusal(lambda: publish(hotline, of_version_alone)))
    rebased = hotline.rules.RebaseDraft(pb.RebaseDraftRequest(draft=second))
    assert (list(rebased.conflicts), rebased.draft.base_version) == ([], first.edition)
    both = publish(hotline, rebased.draft)
    cases = exported().files["tests/decisions.yaml"]
    assert "D-901" in cases
    assert "D-902" in cases
    back = pb.RollBackRuleBookRequest(actor="李科长", reason="退掉刚才的用例")
    assert hotline.rules.RollBackRuleBook(back).publication.edition == first.edition
    assert exported().files == with_another_test("D-901", begun).files
    assert exported(both.edition).files["tests/decisions.yaml"] == cases
    assert exported(begun.edition).files == begun.files


def test_an_entry_that_two_changed_is_left_to_a_person(hotline: Hotline) -> None:
    mine = taxi_to("公共交通集团")
    mine.base_version = in_force(hotline)
    publish(hotline, taxi_to("交警支队"))
    rebased = hotline.rules.RebaseDraft(pb.RebaseDraftRequest(draft=mine))
    assert {one.file for one in rebased.conflicts} == {"routing.yaml", "tests/decisions.yaml"}
    assert "公共交通集团" in rebased.conflicts[0].draft_text
    assert "交警支队" in rebased.conflicts[0].published_text
    kept = pb.RebaseDraftRequest(draft=mine, kept_entries=[f"{one.file}#{one.entry}" for one in rebased.conflicts])
    wrong = pb.RebaseDraftRequest(draft=mine, kept_entries=[*kept.kept_entries, "handling.yaml#HD-01"])
    refused = refusal(lambda: hotline.rules.RebaseDraft(wrong))
    assert set(refused.violations) == {f"kept_entries[{len(kept.kept_entries)}]"}
    settled = hotline.rules.RebaseDraft(kept)
    assert list(settled.conflicts) == []
    publish(hotline, settled.draft)
    assert lead(hotline) == "公共交通集团"


def test_a_publication_whose_answer_was_lost_is_safe_to_repeat(hotline: Hotline) -> None:
    wanted = taxi_to("交警支队")
    wanted.base_version = in_force(hotline)
    assert publish(hotline, wanted).version == publish(hotline, wanted).version


def test_rolling_back_goes_step_by_step_and_forward_again(hotline: Hotline) -> None:
    first = in_force(hotline)
    second, third = (publish(hotline, taxi_to(name)).version for name in ("交警支队", "公共交通集团"))

    def step(*, forward: bool = False) -> str:
        request = pb.RollBackRuleBookRequest(actor="李科长", reason="退", forward=forward)
        return hotline.rules.RollBackRuleBook(request).publication.version

    assert [step(), step(), step(forward=True), step(forward=True), step()] == [second, first, second, third, second]
    fourth = publish(hotline, taxi_to("公安局")).version
    assert "没有更新的一版" in str(refusal(lambda: step(forward=True)))
    assert [step(), step()] == [second, first]
    assert "没有更早的一版" in str(refusal(step))
    named = pb.RollBackRuleBookRequest(version=fourth, actor="李科长", reason="要这一版")
    assert hotline.rules.RollBackRuleBook(named).publication.version == fourth


def test_a_rollback_undoes_nothing_that_was_published_while_it_was_tried(
    hotline: Hotline, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(hotline, taxi_to("交警支队"))
    restorable = kept_books.KeptBooks.restorable

    def publishing_first(*asked: Any) -> kept_books.TriedDraft:
        publish(hotline, taxi_to("公安局"))
        return restorable(*asked)

    monkeypatch.setattr(kept_books.KeptBooks, "restorable", publishing_first)
    roll_back = pb.RollBackRuleBookRequest(actor="李科长", reason="先退回")
    assert "这次没有回退" in str(refusal(lambda: hotline.rules.RollBackRuleBook(roll_back)))
    assert hotline.register(a_call()).decision.lead_department.name == "公安局"


def test_a_draft_is_checked_compared_and_simulated(hotline: Hotline) -> None:
    number = hotline.register(a_call()).number
    hotline.register(a_call("你好在吗"))
    wanted = taxi_to("交警支队")
    checked = hotline.rules.CheckDraft(pb.CheckDraftRequest(draft=wanted))
    assert (len(checked.failed_tests), [one.subject for one in checked.remarks]) == (0, ["P126"])
    compared = hotline.rules.CompareDraft(pb.CompareDraftRequest(draft=wanted)).differences
    assert list(compared) == [
        "全市的“出租车与网约车”由“交通运输局牵头，5个工作日”改为“交警支队牵头，5个工作日”",
        "tests/decisions.yaml：“用例”的“D-08”的“期望”的“牵头”由“交通运输局”改为“交警支队”",
    ]
    simulated = hotline.rules.SimulateDraft(pb.SimulateDraftRequest(draft=wanted))
    assert simulated.call_count == 2
    assert [change.number for change in simulated.changes] == [number]
    assert simulated.changes[0].after == "转办 交警支队 一般 5个工作日"
    assert simulated.changes[0].outcome_after == case_pb2.OUTCOME_TRANSFER


def test_a_decision_is_explained_by_the_book_that_made_it(hotline: Hotline) -> None:
    number = hotline.register(a_call()).number
    publish(hotline, taxi_to("交警支队"))
    explained = hotline.rules.ExplainDecision(pb.ExplainDecisionRequest(number=number))
    assert explained.decision.lead_department.name == "交通运输局"
    assert [fired.id for fired in explained.fired] == ["HD-03"]
    text = hotline.rules.ExplainDecision(pb.ExplainDecisionRequest(text="投诉出租车拒载"))
    assert text.decision.lead_department.name == "交警支队"
    assert {near.rule.id: near.unmet_condition for near in text.near_misses}["HD-04"].startswith("承办单位数不少于2")


def test_a_case_or_a_text_is_explained_by_any_version_or_a_draft_with_facts_supposed(hotline: Hotline) -> None:
    number, first = hotline.register(a_call()).number, in_force(hotline)
    publish(hotline, taxi_to("交警支队"))

    def lead(**asked: Any) -> str:
        explained = hotline.rules.ExplainDecision(pb.ExplainDecisionRequest(**asked))
        return explained.decision.lead_department.name

    said = "投诉出租车拒载"
    assert [lead(text=said, version=first), lead(text=said), lead(text=said, draft=taxi_to("公安局"))] == [
        "交通运输局", "交警支队", "公安局",
    ]  # fmt: skip
    assert [lead(number=number), lead(number=number, draft=taxi_to("公安局"))] == ["交通运输局", "公安局"]
    assert lead(number=number, version=in_force(hotline)) == "交警支队"
    often = {"同号码七日来电数": "9", "渠道": "电话"}
    supposed = hotline.rules.ExplainDecision(pb.ExplainDecisionRequest(text=said, facts=often))
    assert {one.name: one.value for one in supposed.decision.facts}["同号码七日来电数"] == "9"
    assert "UR-03" in [one.id for one in supposed.fired]
    many = {str(place): "1" for place in range(51)}
    nowhere = {"区县": "东胡区"}
    for field, facts in (("facts[没有的]", {"没有的": "1"}), ("facts[区县]", nowhere), ("facts", many)):
        wrong = partial(hotline.rules.ExplainDecision, pb.ExplainDecisionRequest(text=said, facts=facts))
        assert list(refusal(wrong).violations) == [field]
    unknown = pb.ExplainDecisionRequest(text=said, version="没有的")
    assert refusal(lambda: hotline.rules.ExplainDecision(unknown)).code is grpc.StatusCode.NOT_FOUND


def test_an_explanation_tells_the_deadline_the_questions_the_words_and_the_policies(hotline: Hotline) -> None:
    taxi = hotline.rules.ExplainDecision(pb.ExplainDecisionRequest(text="投诉出租车拒载还乱要价"))
    assert taxi.deadline.ToDatetime(MONDAY.tzinfo) > MONDAY
    words = {(one.read_by, one.about): {word.word: word.weight for word in one.words} for one in taxi.words}
    assert words[pb.READ_BY_LEXICON, "事项“出租车与网约车”"]["拒载"] > 0
    assert sum(words[pb.READ_BY_LEARNED, "事项“出租车与网约车”"].values()) <= 100
    assert not any("险情" in about for _, about in words), "what speaks for no danger only misleads"
    assert taxi.fired[0].condition
    for text, limits in (
        ("有人触电了,快来救人", "15 起追问、55 起"),
        ("着火了,楼道里冒浓烟,快来救人", "3 起追问、20 起"),
    ):
        danger = hotline.rules.ExplainDecision(pb.ExplainDecisionRequest(text=text))
        assert f"正在发生的险情，{limits}按重大突发" in [one.about for one in danger.words]
    fund = hotline.rules.ExplainDecision(pb.ExplainDecisionRequest(text="请问租房怎么提取公积金"))
    assert [(one.id, one.fits) for one in fund.policies][:1] == [
        (fund.decision.proposals[0].policy.id, fund.decision.proposals[0].fits)
    ]
    assert fund.policies[0].matched_question
    suspected = hotline.rules.ExplainDecision(pb.ExplainDecisionRequest(text="救命"))
    assert suspected.decision.asks_back is bool(suspected.questions) is True


def test_the_words_of_a_protected_caller_are_not_told(hotline: Hotline) -> None:
    call = a_call("举报出租车公司老板王某偷税")
    call.caller.confidential = True
    number = hotline.register(call).number
    assert not hotline.rules.ExplainDecision(pb.ExplainDecisionRequest(number=number)).words


def test_a_rule_book_can_be_read_back_whole(hotline: Hotline) -> None:
    book = hotline.rules.GetRuleBook(pb.GetRuleBookRequest())
    assert dict(book.files) == dict(draft().files)
    request = pb.GetRuleBookRequest(version="没有的")
    assert refusal(lambda: hotline.rules.GetRuleBook(request)).code is grpc.StatusCode.NOT_FOUND


@pytest.mark.each_database
def test_a_draft_in_the_shadow_decides_nothing_and_is_counted(hotline: Hotline) -> None:
    assert refusal(lambda: hotline.rules.GetShadow(pb.GetShadowRequest())).code is grpc.StatusCode.NOT_FOUND
    started = hotline.rules.StartShadow(pb.StartShadowRequest(draft=taxi_to("交警支队"), actor="李科长"))
    number = hotline.register(a_call()).number
    assert lead(hotline) == "交通运输局"
    hotline.register(a_call("你好在吗"))
    shadow = hotline.rules.GetShadow(pb.GetShadowRequest())
    assert (shadow.version, shadow.active, shadow.compared_call_count, shadow.differing_call_count) == (
        started.version,
        True,
        3,
        2,
    )
    assert shadow.examples[-1].number == number
    other = pb.StartShadowRequest(draft=taxi_to("公安局"), actor="王科长")
    assert "李科长@测试的" in str(refusal(lambda: hotline.rules.StartShadow(other)))
    assert hotline.rules.GetShadow(pb.GetShadowRequest()).version == started.version
    assert shadow.examples[-1].after == "转办 交警支队 一般 5个工作日"
    hotline.rules.StopShadow(pb.StopShadowRequest())
    hotline.register(a_call())
    shadow = hotline.rules.GetShadow(pb.GetShadowRequest())
    assert (shadow.active, shadow.compared_call_count) == (False, 3)


def test_a_draft_in_the_shadow_that_cannot_be_read_stands_in_nobodys_way(
    server: RunningServer, start_server: StartServer
) -> None:
    """A server of a release that does not read it starts, takes calls beside it, and says what is wrong."""
    store = server.service.stores.rule_books

    def shadow_garbage() -> None:
        store.keep("unreadable", {"routing.yaml": "不是目录".encode()}, {})
        store.start_shadow("unreadable", MONDAY, "李科长")

    server.desk.writer.write(shadow_garbage)
    with capture_logs() as logs:
        restarted = start_server()
    # Of the other server too, if it has noticed by then.
    assert {one["version"] for one in logs if one["event"].startswith("shadowed rule book")} == {"unreadable"}
    assert metrics.unreadable_rule_book_shadow._value.get() == 1
    with connect(restarted.address) as hotline:
        hotline.register(a_call())
        shadow = hotline.rules.GetShadow(pb.GetShadowRequest())
        assert (shadow.version, shadow.active, shadow.compared_call_count) == ("unreadable", True, 0)
        hotline.rules.StopShadow(pb.StopShadowRequest())
        restarted.desk.book.refresh()
    assert metrics.unreadable_rule_book_shadow._value.get() == 0


def test_the_server_that_checked_a_book_neither_tests_nor_builds_it_again(
    hotline: Hotline, monkeypatch: pytest.MonkeyPatch
) -> None:
    checked = hotline.rules.CheckDraft(pb.CheckDraftRequest(draft=taxi_to("交警支队")))
    assert checked.passed_test_count
    monkeypatch.setattr(kept_books, "tested", pytest.fail)
    monkeypatch.setattr(in_force_module, "load_published", pytest.fail)
    publish(hotline, taxi_to("交警支队"))
    assert hotline.register(a_call()).decision.lead_department.name == "交警支队"
    hotline.rules.RollBackRuleBook(pb.RollBackRuleBookRequest(reason="先退回", actor="李科长"))
    assert hotline.register(a_call()).decision.lead_department.name == "交通运输局"
