"""Public reading: callers see where their matter stands, and say what they want, by number and code (R8.7, R8.8)."""

from collections.abc import Iterator
from typing import Any

import grpc
import pytest
from hotline.v1 import act_pb2, case_pb2
from hotline.v1 import announcement_service_pb2 as announcement_pb
from hotline.v1 import caller_service_pb2 as caller_pb
from hotline.v1 import desk_service_pb2 as desk_pb
from hotline.v1 import public_service_pb2 as pb
from hotline_client import Hotline, HotlineError
from hotline_server.security.identity import AccessRole

from tests.hotline import AUTHORITY, connect
from tests.office import Office

JUDGE, DISPUTE, ADD, URGE, WITHDRAW, REVOKE = (
    pb.CALLER_ACT_JUDGE,
    pb.CALLER_ACT_DISPUTE,
    pb.CALLER_ACT_ADD,
    pb.CALLER_ACT_URGE,
    pb.CALLER_ACT_WITHDRAW,
    pb.CALLER_ACT_REVOKE_WITHDRAWAL,
)


@pytest.fixture
def site(office: Office) -> Iterator[Hotline]:
    """Connect as the city's website."""
    with connect(office.server.address, AUTHORITY.token("政务网站", [AccessRole.PUBLIC_SITE])) as site:
        yield site


def code_of(office: Office, number: str) -> str:
    code, *_ = office.server.service.desk.public_reading.callers.codes(number)
    return code


def look_up(site: Hotline, office: Office, number: str) -> pb.LookUpCallResponse:
    return site.public.LookUpCall(pb.LookUpCallRequest(number=number, code=code_of(office, number)))


def say(
    site: Hotline,
    office: Office,
    number: str,
    act: pb.CallerAct.ValueType,
    request_id: str = "1",
    verdict: pb.CallerVerdict.ValueType = pb.CALLER_VERDICT_UNSPECIFIED,
    text: str = "",
) -> pb.RecordCallerWordsResponse:
    code = code_of(office, number)
    return site.public.RecordCallerWords(
        pb.RecordCallerWordsRequest(
            number=number, code=code, request_id=request_id, act=act, verdict=verdict, text=text
        )
    )


def test_a_caller_sees_where_the_matter_stands_and_nobody_else_does(site: Hotline, office: Office) -> None:
    number = office.call()
    found = look_up(site, office, number)
    assert "已交交通运输局办理" in found.standing
    assert list(found.acts) == [ADD, URGE, WITHDRAW]
    for request in (
        pb.LookUpCallRequest(number=number, code="00000000"),
        pb.LookUpCallRequest(number=number, code=""),
        pb.LookUpCallRequest(number="20261123-999999", code=code_of(office, "20261123-999999")),
        pb.LookUpCallRequest(number="不是编号", code=code_of(office, "不是编号")),
    ):
        with pytest.raises(grpc.RpcError) as refused:
            site.public.LookUpCall(request)
        error = HotlineError.from_rpc(refused.value)
        assert (error.code, error.reason) == (grpc.StatusCode.NOT_FOUND, "没有查到，请核对编号和查询码")


def test_what_people_type_on_a_phone_is_understood(site: Hotline, office: Office) -> None:
    number = office.call()
    wide = str.maketrans("0123456789-", "０１２３４５６７８９－")
    code = code_of(office, number).translate(wide)
    assert site.public.LookUpCall(pb.LookUpCallRequest(number=f" {number.translate(wide)}", code=code)).standing


def test_a_caller_urges_and_adds_each_once(site: Hotline, office: Office) -> None:
    number = office.call()
    assert say(site, office, number, URGE, "1").recorded
    assert not say(site, office, number, URGE, "1").recorded
    assert say(site, office, number, ADD, "2", text="车牌是云A12345").recorded
    log = office.case(number).log
    assert [entry.act for entry in log[-2:]] == [act_pb2.ACT_URGE, act_pb2.ACT_SUPPLEMENT]
    assert log[-2].actor == "网上办理"


def test_a_caller_judges_the_result_once(site: Hotline, office: Office) -> None:
    number = office.call()
    office.resolve(number)
    office.answer(number)
    assert JUDGE in look_up(site, office, number).acts
    assert say(site, office, number, JUDGE, verdict=pb.CALLER_VERDICT_UNRESOLVED).recorded
    assert office.case(number).state == case_pb2.CASE_STATE_CALLBACK_REVIEW
    assert JUDGE not in look_up(site, office, number).acts
    assert office.acts(number).count("RECORD_SATISFACTION") == 1


@pytest.mark.parametrize(
    ("act", "said"),
    [
        (DISPUTE, {}),
        (JUDGE, {"verdict": pb.CALLER_VERDICT_UNRESOLVED}),
        (ADD, {"text": "昨天去了窗口，还是没有解决，请再看看"}),
    ],
)
def test_who_was_answered_at_once_says_in_time_that_it_is_not_resolved(
    site: Hotline, office: Office, act: pb.CallerAct.ValueType, said: dict[str, Any]
) -> None:
    """R8.7: though the rules call nobody back about a direct answer."""
    number = office.answered()
    assert DISPUTE in look_up(site, office, number).acts
    assert say(site, office, number, act, **said).recorded
    assert office.case(number).state == case_pb2.CASE_STATE_CALLBACK_REVIEW
    (wait,) = office.case(number).waits
    assert wait.rpc == "CallerService.JudgeCallback"


def test_words_of_their_own_reopen_a_closed_case_in_time(site: Hotline, office: Office) -> None:
    """R8.7."""
    number = office.answered()
    office.close(number)
    assert say(site, office, number, ADD, text="昨天去了窗口，还是没有解决").recorded
    assert office.case(number).state == case_pb2.CASE_STATE_CALLBACK_REVIEW
    assert office.acts(number)[-1] == "SUPPLEMENT"


def test_who_does_not_put_up_with_an_explanation_is_judged_anew(site: Hotline, office: Office) -> None:
    """R8.7."""
    number = office.call()
    office.resolve(number)
    office.answer(number)
    say(site, office, number, JUDGE, verdict=pb.CALLER_VERDICT_UNRESOLVED)
    office.judge(number, caller_pb.CALLBACK_MEASURE_EXPLANATION, means="电话", wording="只能这样")
    say(site, office, number, DISPUTE, "2")
    assert office.case(number).state == case_pb2.CASE_STATE_CALLBACK_REVIEW


def test_a_caller_withdraws_and_is_told_so(site: Hotline, office: Office) -> None:
    number = office.call()
    withdrawn = say(site, office, number, WITHDRAW)
    assert withdrawn.recorded
    assert "撤" in withdrawn.standing
    assert not look_up(site, office, number).acts


def test_a_caller_who_withdrew_takes_it_back(site: Hotline, office: Office) -> None:
    """R8.7: while the case goes on for another caller."""
    main, joined = office.call(), office.call("出租车拒载，司机态度恶劣", phone="13900139000")
    office.hotline.desk.JoinCases(
        desk_pb.JoinCasesRequest(context=office.context(joined), into_number=main, reason="同一辆车")
    )
    assert "撤回诉求" in say(site, office, joined, WITHDRAW).standing
    assert list(look_up(site, office, joined).acts) == [REVOKE]
    assert REVOKE not in look_up(site, office, main).acts
    assert "交通运输局办理" in say(site, office, joined, REVOKE).standing
    assert not say(site, office, joined, REVOKE, request_id="2").recorded
    assert list(look_up(site, office, joined).acts) == [ADD, URGE, WITHDRAW]


def test_a_joined_caller_acts_on_the_case_that_answers_them(site: Hotline, office: Office) -> None:
    main, joined = office.call(), office.call("出租车拒载，司机态度恶劣", phone="13900139000")
    office.hotline.desk.JoinCases(
        desk_pb.JoinCasesRequest(context=office.context(joined), into_number=main, reason="同一辆车")
    )
    assert say(site, office, joined, URGE).recorded
    assert office.acts(main)[-1] == "URGE"


def test_what_was_released_is_listed_and_drafts_are_not(site: Hotline, office: Office) -> None:
    number = office.call()
    office.resolve(number)
    drafting = office.hotline.announcements.DraftAnnouncement
    drafted = drafting(announcement_pb.DraftAnnouncementRequest(number=number, actor="李值班")).announcement
    assert not site.public.ListReleased(pb.ListReleasedRequest()).matters
    office.hotline.announcements.ReleaseAnnouncement(
        announcement_pb.ReleaseAnnouncementRequest(
            id=drafted.id, etag=drafted.etag, actor="李值班", confirmed=drafted.suspicious_words
        )
    )
    (released,) = site.public.ListReleased(pb.ListReleasedRequest()).matters
    assert (released.title, released.department) == (drafted.title, drafted.department)


@pytest.mark.parametrize(
    ("field", "request_id", "act", "verdict", "text"),
    [
        ("request_id", "", URGE, pb.CALLER_VERDICT_UNSPECIFIED, ""),
        ("act", "1", pb.CALLER_ACT_UNSPECIFIED, pb.CALLER_VERDICT_UNSPECIFIED, ""),
        ("verdict", "1", JUDGE, pb.CALLER_VERDICT_UNSPECIFIED, ""),
        ("verdict", "1", URGE, pb.CALLER_VERDICT_SATISFIED, ""),
        ("text", "1", ADD, pb.CALLER_VERDICT_UNSPECIFIED, " "),
        ("text", "1", ADD, pb.CALLER_VERDICT_UNSPECIFIED, "长" * 501),
        ("text", "1", URGE, pb.CALLER_VERDICT_UNSPECIFIED, "还有"),
    ],
)
def test_malformed_words_are_refused(
    site: Hotline,
    office: Office,
    field: str,
    request_id: str,
    act: pb.CallerAct.ValueType,
    verdict: pb.CallerVerdict.ValueType,
    text: str,
) -> None:
    with pytest.raises(grpc.RpcError) as refused:
        say(site, office, "20261123-000001", act, request_id, verdict, text)
    assert list(HotlineError.from_rpc(refused.value).violations) == [field]


def test_the_website_reads_nothing_else_and_nobody_else_reads_for_callers(site: Hotline, office: Office) -> None:
    number = office.call()
    with pytest.raises(HotlineError) as refused:
        site.case(number)
    assert refused.value.code is grpc.StatusCode.PERMISSION_DENIED
    with connect(office.server.address, AUTHORITY.token("李值班", [AccessRole.DESK_LEAD])) as desk:
        for ask in (
            lambda: desk.public.LookUpCall(pb.LookUpCallRequest(number=number)),
            lambda: desk.public.RecordCallerWords(pb.RecordCallerWordsRequest(number=number)),
            lambda: desk.public.ListReleased(pb.ListReleasedRequest()),
        ):
            with pytest.raises(grpc.RpcError) as denied:
                ask()
            assert HotlineError.from_rpc(denied.value).code is grpc.StatusCode.PERMISSION_DENIED
