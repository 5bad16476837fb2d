"""One bad row stops no queue, and withdrawn tokens are refused by all servers."""

import threading
import uuid
from collections.abc import Iterator, Sequence
from datetime import UTC, date, timedelta
from pathlib import Path
from typing import Any

import grpc
import jwt
import pytest
from hotline.v1 import announcement_service_pb2 as announcement_pb
from hotline.v1 import attachment_service_pb2 as attachment_pb
from hotline.v1 import operations_service_pb2 as pb
from hotline.v1 import report_service_pb2 as report_pb
from hotline.v1.case_service_pb2 import CaseFilter
from hotline.v1.desk_service_pb2 import WatchDeskRequest
from hotline.v1.intake_service_pb2 import RegisterCallRequest, RegisterCallsRequest
from hotline.v1.intake_service_pb2_grpc import IntakeServiceStub
from hotline.v1.slip_service_pb2 import ListSlipsRequest
from hotline_client import Hotline, HotlineError
from hotline_server.cli.main import app
from hotline_server.desk.reports import hotspot_gathering
from hotline_server.desk.reports.open_data import OpenData
from hotline_server.desk.setting_aside import reason_of
from hotline_server.development.authority import AUDIENCE, ISSUER
from hotline_server.domain.numbering import parse_number
from hotline_server.domain.open_record import OpenDataQuery
from hotline_server.domain.stuck import Job, pause_after
from hotline_server.ground.config import Settings
from hotline_server.ground.telemetry import metrics
from hotline_server.reports import schedule
from hotline_server.security.identity import Token
from hotline_server.store.engine.database import write_transaction
from hotline_server.store.engine.sql import execute
from hotline_server.store.figures.open_data import OpenDataStore
from hotline_server.store.maintenance.opening import database_at
from hotline_server.store.models import AttachmentRow, CallRow, CaseRow, DecisionRow
from hotline_server.text.similarity import bigram_weights
from peewee import SqliteDatabase
from typer.testing import CliRunner

from tests.hotline import AUTHORITY, KEYRING, PATIENCE, SetClock, StartServer, a_call, connect, eventually, open_channel
from tests.integration.test_archive import finish, upload
from tests.office import Office

pytestmark = pytest.mark.each_database


def stuck(office: Office, job: str = "") -> list[tuple[str, str]]:
    listed = office.hotline.operations.ListStuckItems(pb.ListStuckItemsRequest(job=job))
    assert listed.total == len(listed.stuck_items)
    return [(item.job, item.item) for item in listed.stuck_items]


def work(office: Office) -> None:
    while office.server.reports.archive.some():
        pass


class TestArchiving:
    """A case whose material is missing is set aside, the others are sealed."""

    def bad_and_good(self, office: Office, settings: Settings) -> tuple[str, str, Path]:
        bad = office.call("投诉出租车拒载还乱要价")
        upload(office.hotline, bad)
        finish(office, bad)
        good = office.call("投诉出租车司机态度恶劣")
        finish(office, good)
        with database_at(settings.database, KEYRING) as database:
            sha256 = str(AttachmentRow.select().first(database).sha256)
        missing = settings.files / "attachments" / sha256[:2] / sha256
        return bad, good, missing

    def test_the_rest_goes_on_and_the_bad_one_is_taken_up_again(self, office: Office, settings: Settings) -> None:
        bad, good, missing = self.bad_and_good(office, settings)
        content = missing.read_bytes()
        missing.unlink()
        work(office)
        archive = office.server.reports.archive
        assert archive.store.get(good)
        assert not archive.store.get(bad)
        assert stuck(office) == [("archiving", bad)]
        (item,) = office.hotline.operations.ListStuckItems(pb.ListStuckItemsRequest()).stuck_items
        assert item.reason.startswith("没有这个文件或文件夹")
        missing.write_bytes(content)
        work(office)
        assert not archive.store.get(bad), "not before its time"
        assert office.hotline.operations.RetryStuckItems(pb.RetryStuckItemsRequest(item=bad)).retried_count == 1
        work(office)
        assert archive.store.get(bad)
        assert stuck(office) == []

    def test_it_backs_off_and_is_measured(self, office: Office, settings: Settings, clock: SetClock) -> None:
        _, _, missing = self.bad_and_good(office, settings)
        missing.unlink()
        attempts = []
        for _ in range(3):
            work(office)
            (item,) = office.hotline.operations.ListStuckItems(pb.ListStuckItemsRequest(job="archiving")).stuck_items
            attempts.append(item.attempts)
            clock.now = item.retried_at.ToDatetime(UTC)
        assert attempts == [1, 2, 3]
        office.server.desk.aside.measure()
        assert metrics.stuck_items.labels("archiving")._value.get() == 1
        assert metrics.oldest_stuck.labels("archiving")._value.get() == 60 + 120 + 240


@pytest.mark.tampers
def test_a_case_without_a_readable_record_costs_open_data_no_other(office: Office, settings: Settings) -> None:
    bad, good = office.call(), office.call(phone="13900139000")
    day = announcement_pb.ExportOpenDataRequest(first_day="2026-11-23", last_day="2026-11-23")

    def exported() -> list[str]:
        content = b"".join(one.chunk for one in office.hotline.announcements.ExportOpenData(day)).decode()
        return [number for number in (bad, good) if number in content]

    with database_at(settings.database, KEYRING) as database:
        of_the_bad = DecisionRow.case_id == parse_number(bad)
        facts = DecisionRow.select().where(of_the_bad).first(database).facts
        DecisionRow.update(facts="?").where(of_the_bad).execute(database)
        assert exported() == [good]
        assert stuck(office) == [("open_data", bad)]
        day_of_all = OpenDataQuery(office.clock() - timedelta(days=1), office.clock() + timedelta(days=1))
        published = OpenData(OpenDataStore(database)).newest(day_of_all)
        assert [one.number for one in published] == [good]
        DecisionRow.update(facts=facts).where(of_the_bad).execute(database)
    assert office.hotline.operations.RetryStuckItems(pb.RetryStuckItemsRequest(item=bad)).retried_count == 1
    assert exported() == [bad, good]
    assert stuck(office) == []


@pytest.mark.tampers
def test_a_case_that_cannot_be_indexed_hides_no_other(office: Office, settings: Settings, clock: SetClock) -> None:
    numbers = [office.call() for _ in range(3)]
    indexing = office.server.desk.search_indexing

    def found() -> list[str]:
        while indexing.some():
            pass
        return sorted(case.number for case in office.hotline.cases(CaseFilter(text="出租车")))

    with database_at(settings.database, KEYRING) as database:
        CaseRow.update(holds="{broken").where(CaseRow.id == _id(numbers[1])).execute(database)
    assert found() == [numbers[0], numbers[2]]
    assert stuck(office) == [("search_indexing", numbers[1])]
    with database_at(settings.database, KEYRING) as database:
        CaseRow.update(holds="[]").where(CaseRow.id == _id(numbers[1])).execute(database)
    clock.advance(minutes=2)
    assert found() == numbers
    assert stuck(office) == []


@pytest.mark.tampers
def test_the_watchman_sets_a_broken_case_aside_and_goes_on(office: Office, settings: Settings, clock: SetClock) -> None:
    numbers = [office.call() for _ in range(3)]
    with database_at(settings.database, KEYRING) as database:
        CaseRow.update(holds="{broken").where(CaseRow.id == _id(numbers[1])).execute(database)
    clock.advance(days=3)
    office.round()
    assert stuck(office) == [("watchman", numbers[1])]
    for number in (numbers[0], numbers[2]):
        assert len(office.hotline.case(number, log=True).log) > 2, "it was reminded of"
    office.round()
    assert metrics.oldest_due._value.get() == 0, "what is set aside is not overdue work of the watchman"
    with database_at(settings.database, KEYRING) as database:
        CaseRow.update(holds="[]").where(CaseRow.id == _id(numbers[1])).execute(database)
    clock.advance(minutes=2)
    office.round()
    assert stuck(office) == []


@pytest.mark.tampers
def test_a_damaged_case_is_named_and_hides_no_other(office: Office, settings: Settings) -> None:
    good, bad = office.call(), office.call()
    damages = [
        ("decision", "facts", "'{cut'"),
        ("hotline_case", "state", "'UNHEARD_OF'"),
        ("assignment", "standstills", "'[[1]]'"),
        ("call", "caller", "'development:AAAA'"),
        ("hotline_case", "left_calls", "'[1]'"),
        ("hotline_case", "left_calls", "'[99999999999999999999]'"),
        ("hotline_case", "left_calls", "'\"abc\"'"),
        ("hotline_case", "question", """'{"kinds":[1],"evidence":{},"questions":[],"asked_at":1,"due_at":1}'"""),
        ("hotline_case", "question", """'{"kinds":"火","evidence":{},"questions":[],"asked_at":1,"due_at":1}'"""),
        ("hotline_case", "alarm", '\'["1","值班长",[],1]\''),
        ("decision", "proposals", "'[[1,2,3,4]]'"),
        ("decision", "facts", "'{\"提到\":[1]}'"),
        ("assignment", "standstills", "'[[1,null,2]]'"),
        ("case_caller", "call_id", "1"),
        ("call", "channel", "'{cut'"),
        ("decision", "rules", "'[1]'"),
        ("log_entry", "details", "'[]'"),
        ("log_entry", "act", "'UNHEARD_OF'"),
        ("slip", "paper", "'{'"),
    ]
    desk, damaged_cases = office.hotline, office.server.desk.damaged_cases
    with database_at(settings.database, KEYRING) as database:
        if isinstance(database, SqliteDatabase):
            damages += [("call", "content", "x'ff'"), ("hotline_case", "lead", "CAST(x'ff' AS TEXT)")]
        for table, column, damage in damages:
            where = f"{'id' if table == 'hotline_case' else 'case_id'} = {_id(bad)}"
            ((whole,),) = execute(database, f"SELECT MIN({column}) FROM {table} WHERE {where}")
            with write_transaction(database):
                execute(database, f"UPDATE {table} SET {column} = {damage} WHERE {where}")
            entries, cases = office.server.desk.queries.feed(0, "", (), 100)
            lists = {
                "case": [case.number for case in desk.cases()],
                "log_entry": [one.case_number for one in entries if one.case_number in cases],
                "slip": [one.case_number for one in desk.slips.ListSlips(ListSlipsRequest()).slips],
            }
            assert all(good in listed for listed in lists.values()), (table, column)
            assert bad not in lists.get(table, lists["case"]), (table, column)
            if table != "slip":
                with pytest.raises(HotlineError) as refused:
                    desk.case(bad, log=True)
                assert refused.value.code is grpc.StatusCode.DATA_LOSS
                assert bad in str(refused.value)
                assert f"{table}.{column}" in str(refused.value)
            damaged_cases.turn()
            assert stuck(office) == [("reading", bad)]
            with write_transaction(database):
                execute(database, f"UPDATE {table} SET {column} = {database.param} WHERE {where}", (whole,))
            desk.operations.RetryStuckItems(pb.RetryStuckItemsRequest(item=bad))
            damaged_cases.turn()
            assert stuck(office) == [], (table, column)


@pytest.mark.tampers
def test_damaged_announcements_attachments_and_overviews_are_named_and_hide_no_others(
    office: Office, settings: Settings
) -> None:
    desk, stores, case = office.hotline, office.server.service.stores, office.call("投诉出租车拒载还乱要价")
    upload(desk, case)
    upload(desk, case, name="照片说明.pdf")
    finish(office, case)
    drafted = announcement_pb.DraftAnnouncementRequest(number=case, actor="李值班")
    kept, spoilt = (desk.announcements.DraftAnnouncement(drafted).announcement.id for _ in range(2))
    with write_transaction(stores.database):
        for day in (22, 23):
            stores.overviews.save(date(2026, 11, day), office.server.desk.acts.clock(), {"pdf": b"x"})
    named = {"announcement": f"公布稿{spoilt}", "attachment": case, "overview": "值班综述20261123"}
    rows = {
        "announcement": f"id = {spoilt}",
        "attachment": f"case_id = {_id(case)} AND position = 1",
        "overview": "day = 20261123",
    }
    damages = [
        ("announcement", "state", "'UNHEARD_OF'"),
        ("announcement", "updated_at", "9000000000000000000"),
        ("attachment", "kind", "'UNHEARD_OF'"),
        ("attachment", "sha256", "'../../../etc/passwd'"),
        ("attachment", "marks", "'UNHEARD_OF'"),
        ("overview", "made_at", "9000000000000000000"),
        ("overview", "content", "'%%'"),
    ]
    exported = report_pb.ExportOverviewRequest(
        day="2026-11-23", format=report_pb.DOCUMENT_FORMAT_PDF, as_scheduled=True
    )
    with database_at(settings.database, KEYRING) as database:
        if isinstance(database, SqliteDatabase):
            damages += [("announcement", "title", "x'ff'"), ("overview", "format", "x'ff'")]
        for table, column, damage in damages:
            ((whole,),) = execute(database, f"SELECT {column} FROM {table} WHERE {rows[table]}")
            with write_transaction(database):
                execute(database, f"UPDATE {table} SET {column} = {damage} WHERE {rows[table]}")
            listed = {
                "announcement": [one.id for one in _announcements(desk)],
                "attachment": [one.position for one in _attachments(desk, case)],
                "overview": [one.day for one in desk.reports.ListOverviews(report_pb.ListOverviewsRequest()).overviews],
            }
            sound = {"announcement": [kept], "attachment": [2], "overview": ["2026-11-22"]}
            assert column == "content" or listed[table] == sound[table], (table, column)
            if column == "content":
                with pytest.raises(grpc.RpcError, match="DATA_LOSS"):
                    b"".join(one.chunk for one in desk.reports.ExportOverview(exported))
            office.server.desk.damaged_cases.turn()
            (item,) = desk.operations.ListStuckItems(pb.ListStuckItemsRequest()).stuck_items
            assert (item.job, item.item, f"{table}.{column}" in item.reason) == ("reading", named[table], True)
            with write_transaction(database):
                restored = f"UPDATE {table} SET {column} = {database.param} WHERE {rows[table]}"
                execute(database, restored, (whole,))
            desk.operations.RetryStuckItems(pb.RetryStuckItemsRequest(item=named[table]))
            office.server.desk.damaged_cases.turn()
            assert stuck(office) == [], (table, column)


def _announcements(desk: Hotline) -> Sequence[announcement_pb.Announcement]:
    return desk.announcements.ListAnnouncements(announcement_pb.ListAnnouncementsRequest()).announcements


def _attachments(desk: Hotline, number: str) -> Sequence[attachment_pb.Attachment]:
    return desk.attachments.ListAttachments(attachment_pb.ListAttachmentsRequest(number=number)).attachments


def _id(number: str) -> int:
    return int(number[:8]) * 10**9 + int(number[9:])


def test_gathering_sets_a_call_aside_that_cannot_be_read(
    office: Office, clock: SetClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    numbers = [office.call() for _ in range(3)]
    weigh = bigram_weights
    bad = [True]

    def fail_once_for_second(subject: str, content: str) -> Any:
        if bad[0] and calls.pop(0) == 1:
            raise ValueError(content)
        return weigh(subject, content)

    # The batch of three, then each on its own.
    calls = [0, 1, 0, 1, 2]
    monkeypatch.setattr(hotspot_gathering, "bigram_weights", fail_once_for_second)
    office.server.reports.gathering.some()
    assert stuck(office) == [("gathering", numbers[1])]
    assert office.server.reports.gathering.some() == 0
    bad[0] = False
    clock.advance(minutes=2)
    assert office.server.reports.gathering.some() == 1
    assert stuck(office) == []


def test_an_overview_that_fails_is_set_aside_by_its_day(
    office: Office, clock: SetClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    overviews = office.server.reports.overview_schedule
    monkeypatch.setattr(schedule, "render", _raise)
    assert not overviews.create_if_due()
    assert stuck(office) == [("overview", "2026-11-22")]
    monkeypatch.setattr(schedule, "render", lambda *_: b"x")
    clock.advance(days=1)
    assert overviews.create_if_due()
    assert overviews.create_if_due()
    store = office.server.service.stores.overviews
    assert store.has(date(2026, 11, 22))
    assert store.has(date(2026, 11, 23))
    assert stuck(office) == []


def _raise(*_: object) -> bytes:
    raise ValueError("张三")


@pytest.mark.tampers
def test_a_caller_that_cannot_be_decrypted_keeps_no_other_case_from_learning(
    office: Office, settings: Settings
) -> None:
    numbers = [office.call("投诉出租车拒载还乱要价"), office.call("投诉出租车司机态度恶劣")]
    for number in numbers:
        finish(office, number)
    with database_at(settings.database, KEYRING) as database:
        CallRow.update(caller="development:AAAA").where(CallRow.case_id == _id(numbers[0])).execute(database)
    assert [case.number for case in office.server.service.stores.experience.closed()] == [numbers[1]]


def test_reasons_quote_no_values() -> None:
    try:
        _raise()
    except ValueError as error:
        assert "张三" not in reason_of(error)
        assert reason_of(error).startswith("内容不合格式（test_operations.py:")


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (FileNotFoundError(2, "No such file or directory", "/data/2026.zip"), "没有这个文件或文件夹（2026.zip）"),
        (PermissionError(13, "Permission denied", Path("a.zip")), "没有权限（a.zip）"),
        (ConnectionResetError(104, "Connection reset by peer"), "连接中断"),
        (UnicodeDecodeError("utf-8", b"x", 0, 1, "invalid start byte"), "文字的编码不对"),
        (KeyError("title"), "缺少应有的内容"),
        (RuntimeError("boom"), "程序出错"),
    ],
)
def test_reasons_are_chinese(error: Exception, reason: str) -> None:
    assert reason_of(error) == reason


def test_pauses_double_up_to_six_hours() -> None:
    assert [pause_after(attempts).total_seconds() for attempts in (1, 2, 3, 9, 10, 1000)] == [
        60, 120, 240, 15360, 21600, 21600,
    ]  # fmt: skip


def test_at_a_terminal(office: Office, settings: Settings, tmp_path: Path) -> None:
    def hotline(*arguments: str) -> tuple[int, str]:
        token = tmp_path / "token"
        token.write_text(AUTHORITY.all_roles_token("测试"), "utf-8")
        token.chmod(0o600)
        options = ["--server", office.server.address, "--token-file", str(token)]
        result = CliRunner().invoke(app, [*arguments, *options])
        return result.exit_code, result.output

    assert hotline("stuck", "list") == (0, "共搁置 0 项\n")
    office.server.desk.aside.set_aside(Job.ARCHIVING, "20261123-000001", FileNotFoundError(2, "没有这个文件", "/x/abc"))
    code, said = hotline("stuck", "list")
    assert (code, "立卷" in said, "20261123-000001" in said, "abc" in said) == (1, True, True, True)
    assert "1 项立即重试" in hotline("stuck", "retry")[1]
    assert (
        "已作废 zhang 此前的全部令牌"
        in hotline("tokens", "revoke", "--subject", "zhang", "--reason", "离职", "--by", "李")[1]
    )
    assert "zhang" in hotline("tokens", "list")[1]


def one_call(done: threading.Event) -> Iterator[RegisterCallsRequest]:
    """Send a call and keep the stream open."""
    yield RegisterCallsRequest(calls=[RegisterCallRequest(request_id=uuid.uuid4().hex, call=a_call("路灯不亮"))])
    done.wait(PATIENCE)


def calls_to(address: str, token: str) -> IntakeServiceStub:
    return IntakeServiceStub(open_channel(address, token))


def status_at_end(stream: Any) -> grpc.StatusCode:
    with pytest.raises(grpc.RpcError) as ended:
        list(stream)
    code: grpc.StatusCode = ended.value.code()
    return code


class TestWithdrawnTokens:
    """Tokens withdrawn on one server are refused on all."""

    def token(self, clock: SetClock, **claims: object) -> str:
        now = clock().timestamp()
        given: dict[str, object] = {
            "sub": "wang", "iss": ISSUER, "aud": AUDIENCE, "exp": now + 3600, "iat": now, "roles": ["desk_lead"],
        }  # fmt: skip
        return jwt.encode(given | claims, AUTHORITY._key, "EdDSA", {"kid": "development"})

    def test_by_id_on_another_server(self, office: Office, start_server: StartServer, clock: SetClock) -> None:
        one, two = self.token(clock, jti="one"), self.token(clock, jti="two")
        other = start_server()
        with connect(other.address, one) as first, connect(other.address, two) as second:
            list(first.cases())
            request = pb.RevokeTokensRequest(token_id="one", reason="丢了手机", actor="李值班")
            revoked = office.hotline.operations.RevokeTokens(request).token_revocation
            assert (revoked.token_id, revoked.reason) == ("one", "丢了手机")
            for attempt in eventually():
                with attempt:
                    assert other.desk.revocations.in_force.reason(Token("one", "wang", None))
            with pytest.raises(HotlineError) as refused:
                list(first.cases())
            assert refused.value.code is grpc.StatusCode.UNAUTHENTICATED
            list(second.cases())

    def test_streams_that_it_opened_end_on_all_servers(
        self, office: Office, start_server: StartServer, clock: SetClock
    ) -> None:
        """A watch, and a stream of calls that is idle; one whose token expires is to be opened again."""
        other = start_server()
        done = threading.Event()
        lost = self.token(clock, jti="lost", roles=["desk_lead", "telephony"])
        kept_token = self.token(clock, roles=["desk_lead", "telephony"])
        with connect(other.address, lost) as streams, connect(other.address, kept_token) as kept:
            request = WatchDeskRequest(after_position=-1)
            watch, staying = (hotline.desk.WatchDesk(request, timeout=PATIENCE) for hotline in (streams, kept))
            watch.initial_metadata()
            staying.initial_metadata()
            results = calls_to(other.address, lost).RegisterCalls(one_call(done), timeout=PATIENCE)
            assert next(results).results[0].registered.number
            revocation = pb.RevokeTokensRequest(token_id="lost", reason="丢了手机", actor="李值班")
            office.hotline.operations.RevokeTokens(revocation)
            for stream in (watch, results):
                assert status_at_end(stream) is grpc.StatusCode.UNAUTHENTICATED
            assert next(staying).entry.case_number
            expiring = calls_to(other.address, kept_token).RegisterCalls(one_call(done), timeout=PATIENCE)
            assert next(expiring).results[0].registered.number
            clock.advance(hours=2)
            assert status_at_end(expiring) is grpc.StatusCode.UNAVAILABLE
            done.set()
            staying.cancel()

    def test_of_a_person_until_the_next_sign_in(self, office: Office, clock: SetClock) -> None:
        old = self.token(clock)
        clock.advance(minutes=1)
        office.hotline.operations.RevokeTokens(pb.RevokeTokensRequest(subject="wang", reason="调岗", actor="李值班"))
        with connect(office.server.address, old) as hotline, pytest.raises(HotlineError):
            list(hotline.cases())
        clock.advance(seconds=61)
        with connect(office.server.address, self.token(clock)) as hotline:
            list(hotline.cases())

    @pytest.mark.parametrize(
        ("fields", "wrong"),
        [
            ({"reason": "丢了"}, "token_id"),
            ({"token_id": "a", "subject": "b", "reason": "丢了"}, "token_id"),
            ({"token_id": "a"}, "reason"),
            ({"token_id": "a" * 201, "reason": "丢了"}, "token_id"),
            ({"subject": "a", "reason": "长" * 501}, "reason"),
        ],
    )
    def test_an_invalid_request_is_rejected(self, hotline: Hotline, fields: dict[str, str], wrong: str) -> None:
        with pytest.raises(grpc.RpcError) as refused:
            hotline.operations.RevokeTokens(pb.RevokeTokensRequest(actor="李值班", **fields))
        assert wrong in HotlineError.from_rpc(refused.value).violations
