"""Any single statement of SQL on any covered table is found and named (R1.1), and so is a rewritten database."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random

import pytest
from hotline.v1 import announcement_service_pb2, desk_service_pb2, directory_service_pb2
from hotline_server.cli.main import app
from hotline_server.desk.records import audit
from hotline_server.desk.records.nightly import NightlyVerification, faults_of_progress
from hotline_server.desk.records.signed_heads import HeadKeeper, read_heads
from hotline_server.domain.case import Case
from hotline_server.domain.directory.revision import ChangeState, DirectoryRevision
from hotline_server.domain.learning import LearningSource
from hotline_server.domain.messages.message import MessageState
from hotline_server.domain.numbering import parse_number
from hotline_server.domain.publication import DraftPlan
from hotline_server.domain.readers import Losses, ReaderPlan, VersionsInForce
from hotline_server.domain.record_faults import INDEXED, TABLE_LABELS, WORDS
from hotline_server.domain.signed_heads import head_of
from hotline_server.ground.clock import to_micros
from hotline_server.ground.config import Settings
from hotline_server.ground.telemetry import metrics
from hotline_server.rulebook.messages import MessageKind, MessageRules, Template
from hotline_server.security.signing import (
    Signature,
    SigningKeys,
    create_signing_keys,
    public_keys,
    rotate_signing_keys,
)
from hotline_server.store.cases.rows.log import entry_of
from hotline_server.store.directory.places import EncodedIndex, PlaceStore
from hotline_server.store.engine.damage import DamageNotes
from hotline_server.store.engine.database import write_transaction
from hotline_server.store.engine.sql import execute
from hotline_server.store.maintenance.opening import database_at
from hotline_server.store.messages.outbox import Outbox
from hotline_server.store.models import (
    TABLES,
    AccessCaseRow,
    AccessRow,
    AssignmentRow,
    CallRow,
    CaseRow,
    JournalRow,
    LogRow,
    SignedHeadRow,
    VerificationRow,
)
from hotline_server.store.proofs.coverage import CHAINED, COVERED, COVERED_BY_TABLE, EXEMPT
from hotline_server.store.records.audit import AuditStore
from hotline_server.store.records.counted import KNOWN
from hotline_server.text.place_index import Place, build_index
from hypothesis import HealthCheck, assume, given
from hypothesis import settings as examples
from hypothesis import strategies as st
from peewee import Database, Model, SqliteDatabase
from structlog.testing import capture_logs
from typer.testing import CliRunner

from tests.faults.tampering import TAMPERED, faults_in, tampered
from tests.hotline import KEYRING, SetClock, thorough
from tests.integration.test_archive import finish, upload
from tests.office import Office

pytestmark = [pytest.mark.each_database, pytest.mark.tampers]


def test_every_table_is_proved_or_excused() -> None:
    proved = [covered.table for covered in COVERED]
    assert sorted(table.__name__ for table in [*proved, *CHAINED, *EXEMPT]) == sorted(
        table.__name__ for table in TABLES
    )
    labelled: list[type[Model]] = [*proved, *CHAINED]
    assert TABLE_LABELS.keys() == {WORDS, INDEXED, *(str(table._meta.table_name) for table in labelled)}


@pytest.fixture
def full(office: Office, settings: Settings, clock: SetClock) -> Settings:
    """Fill every covered table, and return the settings of the database."""
    stores = office.server.service.stores
    archived = office.call("投诉出租车拒载还乱要价,我叫张三", subject="出租车拒载")
    upload(office.hotline, archived)
    finish(office, archived)
    while office.server.reports.archive.some():
        pass
    office.decline(office.call("请问租房怎么提取公积金"))
    first, second = office.call(), office.call("司机拒载,态度恶劣")
    office.accept(first)
    handed = desk_service_pb2.HandOverCaseRequest(reason_code="Y01", told="已经转给110")
    handed.context.CopyFrom(office.context(office.call("你好在吗")))
    office.hotline.desk.HandOverCase(handed)
    office.hotline.case(second)
    holiday = directory_service_pb2.Holiday(day="2027-01-04", working=False, name="元旦调休")
    office.hotline.directory.SetHoliday(directory_service_pb2.SetHolidayRequest(holiday=holiday, actor="李值班"))
    office.hotline.announcements.DraftAnnouncement(
        announcement_service_pb2.DraftAnnouncementRequest(number=archived, actor="李值班")
    )
    office.server.desk.revocations.revoke("", "zhang", "离职", "李值班")
    with write_transaction(stores.database):
        stores.learning_runs.add(LearningSource.CASES, clock(), "李值班", "试")
        book = stores.rule_books.in_force()
        reader = stores.readers.in_force()
        assert book
        assert reader
        stores.rule_books.start_shadow(book.version, clock(), "李值班")
        stores.readers.start_shadow(reader.version, clock(), "李值班")
        versions = VersionsInForce(reader.version, book.version)
        stores.readers.propose(ReaderPlan(reader.version, clock(), "李值班", "试", versions, Losses(0, ())))
        files = {"a.yaml": b"x: 1\n"}
        lost = ("漏掉",)
        draft = DraftPlan(book.version, clock(), "李值班", "试", book.version, files, files, lost)
        stores.rule_books.propose(draft)
        stores.rule_books.schedule(replace(draft, takes_effect_at=clock() + timedelta(days=365)), "王值班")
        stores.units.add_revision(
            DirectoryRevision(
                id=0, state=ChangeState.SCHEDULED, effective_on=date(2027, 6, 1), changes=(), actor="李值班",
                reason="试", made_at=clock(),
            )
        )  # fmt: skip
        square = Place("人民广场", "广场", "330100", ("广场",), 28.2, 112.9)
        stores.places.put([square, replace(square, name="市民公园")], "地名.csv", stores.places.begin_import())
        stores.places.put_index(stores.places.version(), 1, EncodedIndex.of(build_index([square])), clock())
        write_messages(stores.database, stores.cases.get(first), clock())
        stores.overviews.save(date(2026, 11, 22), clock(), {"pdf": b"x"})
        head = HeadKeeper(stores.signed_heads, office.server.desk.writer, None, Path(), "", clock)._next(None)
        stores.signed_heads.add(head, Signature("2026", "QQ" * 42 + "QQ=="))
    office.hotline.case(first)
    with database_at(settings.database, KEYRING) as database:
        assert faults_in(database) == []
        assert [table for table in TAMPERED if not table.select().exists(database)] == []
    return settings


def write_messages(database: Database, case: Case | None, now: datetime) -> None:
    """Write one about no case, which waits, and one that did not arrive."""
    assert case
    digest, reply = MessageKind.SHADOW_DIGEST, MessageKind.NOT_RECORDED
    rules = MessageRules(templates={digest: Template("试运行有不同"), reply: Template("没有记下", "没有记下")})
    outbox = Outbox(database, lambda: ("1", rules), DamageNotes())
    outbox.write_once(digest, "规则管理员", {}, now, now)
    outbox.hand_over(1, "", now)
    outbox.write_back(reply, case, parse_number(case.number), now, [])
    with outbox.outcomes() as recorded:
        recorded.settle(2, MessageState.FAILED, "空号", now)


@examples(
    max_examples=thorough(600),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(random=st.randoms(use_true_random=False), table=st.sampled_from(TAMPERED))
def test_any_single_statement_is_found_and_named(full: Settings, random: Random, table: type[Model]) -> None:
    with database_at(full.database, KEYRING) as database, tampered(database, table, random) as changed:
        assume(changed)
        faults = faults_in(database)
        assert table._meta.table_name in {fault.table for fault in faults}, (changed, faults)


class TestSignedHeads:
    """Heads outside the database, against whoever rewrites everything within it."""

    @pytest.fixture
    def keeper(self, office: Office, tmp_path: Path, clock: SetClock) -> HeadKeeper:
        create_signing_keys(tmp_path / "signing.json", "2026")
        (tmp_path / "public.json").write_bytes(public_keys(tmp_path / "signing.json"))
        stores = office.server.service.stores
        keys = SigningKeys(tmp_path / "signing.json")
        command = f"cat >> {tmp_path / 'second.jsonl'}"
        writer = office.server.desk.writer
        return HeadKeeper(stores.signed_heads, writer, keys, tmp_path / "heads.jsonl", command, clock)

    def verify(self, settings: Settings, folder: Path) -> tuple[int, str]:
        options = ["--against", str(folder / "heads.jsonl"), "--keys", str(folder / "public.json")]
        result = CliRunner().invoke(app, ["audit", "verify", "--database", settings.database, *options])
        return result.exit_code, result.output

    def a_day(self, office: Office, keeper: HeadKeeper, clock: SetClock) -> None:
        """Sign three heads, with calls and reads before each."""
        for _ in range(3):
            office.hotline.case(office.call())
            clock.advance(minutes=61)
            keeper.turn()
            keeper.turn()

    def test_every_hour_a_head_reaches_both_places(
        self, office: Office, keeper: HeadKeeper, clock: SetClock, settings: Settings, tmp_path: Path
    ) -> None:
        self.a_day(office, keeper, clock)
        assert len(read_heads(tmp_path / "heads.jsonl")) == 3
        assert (tmp_path / "second.jsonl").read_text("utf-8") == (tmp_path / "heads.jsonl").read_text("utf-8")
        code, said = self.verify(settings, tmp_path)
        assert (code, "对照签名封条 3 号" in said) == (0, True)
        printed = CliRunner().invoke(app, ["audit", "head", "--database", settings.database]).output.strip()
        assert printed.split("\t")[::2] == ["第 3 号", head_of(read_heads(tmp_path / "heads.jsonl")[-1].text).digest]

    def test_heads_are_signed_on_after_a_clock_ran_ahead(
        self, office: Office, keeper: HeadKeeper, clock: SetClock, settings: Settings, tmp_path: Path
    ) -> None:
        self.a_day(office, keeper, clock)
        clock.advance(days=30)
        keeper.turn()
        clock.advance(days=-30)
        with capture_logs() as logs:
            self.a_day(office, keeper, clock)
        assert [one["number"] for one in logs if "head is of the future" in one["event"]] == [4]
        assert len(read_heads(tmp_path / "heads.jsonl")) == 7
        assert metrics.signed_head_age._value.get() == 0
        assert self.verify(settings, tmp_path)[0] == 0

    def test_a_place_that_failed_is_caught_up(
        self, office: Office, keeper: HeadKeeper, clock: SetClock, tmp_path: Path
    ) -> None:
        broken = HeadKeeper(keeper.store, keeper.writer, keeper.keys, tmp_path, "false", clock)
        office.call()
        with pytest.raises(Exception, match="false"):
            broken.turn()
        self.a_day(office, keeper, clock)
        assert (tmp_path / "second.jsonl").read_text("utf-8") == (tmp_path / "heads.jsonl").read_text("utf-8")

    def test_a_log_that_was_rewritten_with_all_its_hashes_is_found(
        self, office: Office, keeper: HeadKeeper, clock: SetClock, settings: Settings, tmp_path: Path
    ) -> None:
        self.a_day(office, keeper, clock)
        with database_at(settings.database, KEYRING) as database:
            rewrite(database)
            assert faults_in(database) == []
        code, said = self.verify(settings, tmp_path)
        assert code == 1
        assert "与第 1 号签名封条不符，涉及工单 20261123-000001" in said

    def test_a_line_that_was_cut_off_is_written_again(
        self, office: Office, keeper: HeadKeeper, clock: SetClock, tmp_path: Path
    ) -> None:
        self.a_day(office, keeper, clock)
        file = tmp_path / "heads.jsonl"
        whole = file.read_text("utf-8")
        file.write_text(whole[:-40], "utf-8")
        keeper.turn()
        assert file.read_text("utf-8") == whole

    def test_a_head_of_any_length_is_followed_by_the_next(
        self, office: Office, keeper: HeadKeeper, clock: SetClock, tmp_path: Path
    ) -> None:
        self.a_day(office, keeper, clock)
        file = tmp_path / "heads.jsonl"
        first, *others = file.read_text("utf-8").splitlines(keepends=True)
        file.write_text(first.replace("{", "{" + " " * 200_000, 1), "utf-8")
        keeper.turn()
        assert file.read_text("utf-8").splitlines(keepends=True)[1:] == others

    def test_heads_removed_from_the_database_are_found(
        self, office: Office, keeper: HeadKeeper, clock: SetClock, settings: Settings, tmp_path: Path
    ) -> None:
        self.a_day(office, keeper, clock)
        with database_at(settings.database, KEYRING) as database:
            SignedHeadRow.delete().where(SignedHeadRow.number == 3).execute(database)
        assert "signed_head 第 3 号：缺失" in self.verify(settings, tmp_path)[1]

    @pytest.mark.parametrize(
        ("content", "said"),
        [
            (b"", "里没有签名封条"),
            (b"\n\n", "里没有签名封条"),
            (b'{"head": "{', "第 1 行不是签名封条"),
            (b"\x00\xff\xfe", "第 1 行不是签名封条"),
            (b"[]", "第 1 行不是签名封条"),
        ],
    )
    def test_a_file_without_whole_heads_proves_nothing(
        self, content: bytes, said: str, office: Office, keeper: HeadKeeper, settings: Settings, tmp_path: Path
    ) -> None:
        office.call()
        keeper.file.write_bytes(content)
        code, told = self.verify(settings, tmp_path)
        assert (code, said in told) == (2, True), told

    def test_heads_that_were_all_deleted_are_missed_without_another_place(
        self, office: Office, keeper: HeadKeeper, clock: SetClock, settings: Settings
    ) -> None:
        self.a_day(office, keeper, clock)
        with database_at(settings.database, KEYRING) as database:
            SignedHeadRow.delete().execute(database)
            assert {"signed_head"} == {fault.table for fault in faults_in(database)}

    def test_a_signature_that_is_none_is_found_without_keys(
        self, office: Office, keeper: HeadKeeper, clock: SetClock, settings: Settings
    ) -> None:
        self.a_day(office, keeper, clock)
        with database_at(settings.database, KEYRING) as database:
            SignedHeadRow.update(signature="?").where(SignedHeadRow.number == 2).execute(database)
        result = CliRunner().invoke(app, ["audit", "verify", "--database", settings.database])
        assert (result.exit_code, "第 2 号：内容被改动（签名不是签名）" in result.output) == (1, True)

    def test_a_forged_head_is_found(
        self, office: Office, keeper: HeadKeeper, clock: SetClock, settings: Settings, tmp_path: Path
    ) -> None:
        self.a_day(office, keeper, clock)
        lines = (tmp_path / "heads.jsonl").read_text("utf-8").splitlines()
        forged = json.loads(lines[1])
        forged["head"] = forged["head"].replace('"until":', '"until": ')
        (tmp_path / "heads.jsonl").write_text("\n".join([lines[0], json.dumps(forged), lines[2]]), "utf-8")
        assert "signed_head 第 2 号：内容被改动（签名不符，密钥 2026）" in self.verify(settings, tmp_path)[1]

    def test_a_rotated_key_keeps_what_the_old_one_signed(
        self, office: Office, keeper: HeadKeeper, clock: SetClock, settings: Settings, tmp_path: Path
    ) -> None:
        self.a_day(office, keeper, clock)
        rotate_signing_keys(tmp_path / "signing.json", "2027")
        assert "private" not in json.loads((tmp_path / "signing.json").read_bytes())["keys"][1]
        keys = SigningKeys(tmp_path / "signing.json")
        rotated = HeadKeeper(keeper.store, keeper.writer, keys, keeper.file, keeper.command, clock)
        self.a_day(office, rotated, clock)
        (tmp_path / "public.json").write_bytes(public_keys(tmp_path / "signing.json"))
        assert self.verify(settings, tmp_path)[0] == 0


def rewrite(database: Database) -> None:
    """Change a call as whoever knows the program can: with its digest, and every hash after it."""
    covered = COVERED_BY_TABLE[CallRow]
    first = CallRow.select().order_by(CallRow.case_id).first(database)
    CallRow.update(content="没有这回事").where(CallRow.case_id == first.case_id).execute(database)
    digest = covered.digest(next(covered.select(database, f"case_id = {first.case_id}")))
    previous = "0" * 64
    for row in LogRow.select().where(LogRow.case_id == first.case_id).order_by(LogRow.sequence).execute(database):
        digests = json.loads(row.digests)
        if "call" in digests:
            row.digests = json.dumps(digests | {"call": digest}, separators=(",", ":"))
        number = f"{first.case_id // 10**9}-{first.case_id % 10**9:06d}"
        hash_ = entry_of(number, row, previous).hash
        columns = {"digests": row.digests, "hash": hash_}
        where = (LogRow.case_id == row.case_id) & (LogRow.sequence == row.sequence)
        LogRow.update(columns).where(where).execute(database)
        previous = hash_
    CaseRow.update(log_hash=previous).where(CaseRow.id == first.case_id).execute(database)


def test_the_nightly_verification_finds_what_changed_long_ago(
    office: Office, settings: Settings, clock: SetClock, caplog: pytest.LogCaptureFixture
) -> None:
    verification = office.server.service.proofs.verification
    office.accept(office.call())
    clock.advance(days=1)
    verification.turn()
    assert (faults_found(), verification._reached()[0].at) == (0, to_micros(clock()))
    with database_at(settings.database, KEYRING) as database:
        AssignmentRow.update(reply="办了").execute(database)
    verification.turn()
    assert faults_found() == 0, "once a night"
    clock.advance(days=1)
    verification.turn()
    assert faults_found() == 1
    clock.advance(days=1)
    verification.turn()
    assert faults_found() == 1, "until it is mended"


@pytest.mark.tampers
def test_nobody_switches_the_nightly_verification_off(
    office: Office, nightly: NightlyVerification, settings: Settings, clock: SetClock
) -> None:
    """R1.1: neither by what counters say, nor by what was signed once, nor by what cannot be read."""
    office.call()
    nightly.turn()
    other_server = replace(nightly)
    other_server.turn()
    with database_at(settings.database, KEYRING) as database:
        found_nothing = VerificationRow.select().dicts().get(database)
        CallRow.update(content="什么也没说").execute(database)

        clock.advance(days=1)
        nightly.store.set_counters({"verification-at": to_micros(clock())})
        nightly.turn()
        assert faults_found() == 1
        VerificationRow.update(found_nothing).execute(database)
        for server in (nightly, other_server, replace(nightly)):
            server.turn()
            assert faults_found() == 1, "what is restored is found by who saw it, and others verify again"
        clock.advance(days=2)
        with pytest.MonkeyPatch.context() as broken:
            broken.setattr(AuditStore, "counter", lambda *_: int("x"))
            with pytest.raises(ValueError, match="invalid literal"):
                nightly.turn()
        assert metrics.record_verified_age._value.get() == timedelta(days=2).total_seconds()


def test_a_night_verifies_cases_of_whose_messages_something_became(office: Office, clock: SetClock) -> None:
    number, stores = office.call(), office.server.service.stores
    store = office.server.service.proofs.verification.store
    before = store.log_end(), store.journal_end()[0]
    assert store.changed_since(*before) == []
    with write_transaction(stores.database):
        write_messages(stores.database, stores.cases.get(number), clock())
    assert store.changed_since(*before) == [parse_number(number)]


@pytest.mark.tampers
def test_the_nightly_verification_finds_an_old_case_that_was_deleted_whole(
    office: Office, settings: Settings, clock: SetClock
) -> None:
    verification = office.server.service.proofs.verification
    office.call()
    for _ in range(2):
        clock.advance(days=1)
        verification.turn()
    assert faults_found() == 0
    with database_at(settings.database, KEYRING) as database:
        if isinstance(database, SqliteDatabase):
            execute(database, "PRAGMA foreign_keys = 0")
        for table, column in ((LogRow, LogRow.case_id), (CaseRow, CaseRow.id)):
            table.delete().where(column > 0).execute(database)
    clock.advance(days=1)
    verification.turn()
    assert faults_found() > 0


def faults_found() -> float:
    """Return what the alert goes by."""
    return float(metrics.record_faults._value.get())


@pytest.fixture
def nightly(office: Office, tmp_path: Path) -> NightlyVerification:
    """Verify with keys that sign what was verified."""
    create_signing_keys(tmp_path / "signing.json", "2026")
    keys = SigningKeys(tmp_path / "signing.json")
    return replace(office.server.service.proofs.verification, keys=keys)


@pytest.mark.tampers
def test_a_night_reads_what_is_new_and_a_share_of_what_is_old(
    office: Office, nightly: NightlyVerification, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.hotline.case(office.call())
    assert nightly.run() == 0
    monkeypatch.setattr(audit, "BLOCK", 1)
    read: list[int] = []
    journal = AuditStore.journal

    def reading(store: AuditStore, *between: int) -> Iterator[JournalRow]:
        for row in journal(store, *between):
            read.append(row.sequence)
            yield row

    monkeypatch.setattr(AuditStore, "journal", reading)
    for _ in range(audit.NIGHTS):
        assert nightly.run() == 0
    end, _ = nightly.store.journal_end()
    assert sorted(read) == list(range(1, end + 1)), "each once in a month"
    with database_at(settings.database, KEYRING) as database:
        JournalRow.update(cause="X").where(JournalRow.sequence == 1).execute(database)
        AccessRow.update(who="别人").execute(database)
    assert [nightly.run() for _ in range(audit.NIGHTS)].count(0) < audit.NIGHTS


@pytest.mark.tampers
def test_nobody_moves_forward_what_was_verified(
    office: Office, nightly: NightlyVerification, settings: Settings
) -> None:
    office.call()
    assert nightly.run() == 0
    office.hotline.case(office.call())
    with database_at(settings.database, KEYRING) as database:
        forged = replace(nightly._reached()[0], position=10**6, access_day=99999999).text
        JournalRow.update(cause="X").where(JournalRow.sequence == 1).execute(database)
        VerificationRow.update(body=forged).execute(database)
    assert nightly.run() == 2, "the entry, and what was forged"
    assert nightly.run() == 1


@pytest.mark.tampers
@pytest.mark.parametrize(
    "columns", [{"body": "{}"}, {"signature": "QQ=="}, {"signature": "QQ" * 42 + "QQ=="}, {"key_id": "2027"}, None]
)
def test_tampering_with_the_progress_of_verification_is_found(
    columns: dict[str, str] | None, office: Office, nightly: NightlyVerification, settings: Settings, tmp_path: Path
) -> None:
    office.call()
    assert nightly.run() == 0
    options = ["--database", settings.database, "--keys", str(tmp_path / "signing.json")]
    assert CliRunner().invoke(app, ["audit", "verify", *options]).exit_code == 0
    with database_at(settings.database, KEYRING) as database:
        (VerificationRow.update(columns) if columns else VerificationRow.delete()).execute(database)
    result = CliRunner().invoke(app, ["audit", "verify", *options])
    assert (result.exit_code, "verification 第 1 条" in result.output) == (1, True)


@pytest.mark.tampers
@pytest.mark.parametrize("key_id", ["", "2026"])
def test_the_progress_of_verification_cannot_lose_its_signature(
    key_id: str, office: Office, nightly: NightlyVerification, settings: Settings, tmp_path: Path, clock: SetClock
) -> None:
    office.call()
    keys = SigningKeys(tmp_path / "signing.json")
    heads = HeadKeeper(nightly.heads, nightly.writer, keys, tmp_path / "heads", "", clock)
    heads._sign(keys, None)
    assert nightly.run() == 0
    with database_at(settings.database, KEYRING) as database:
        assert list(faults_of_progress(nightly.heads, nightly.store, keys, clock())) == []
        VerificationRow.update(key_id=key_id, signature="").execute(database)
        assert len(list(faults_of_progress(nightly.heads, nightly.store, keys, clock()))) == 1
        if not key_id:
            assert len(list(faults_of_progress(nightly.heads, nightly.store, None, clock()))) == 1
    assert nightly.run() == 1
    assert nightly.run() == 0


@pytest.mark.tampers
def test_what_is_kept_of_the_verification_is_one_row_that_a_counter_bears_out(
    office: Office, nightly: NightlyVerification, settings: Settings, clock: SetClock
) -> None:
    office.call()
    assert nightly.run() == 0

    def wrong() -> list[str]:
        return [str(one) for one in faults_of_progress(nightly.heads, nightly.store, nightly.keys, clock())]

    with database_at(settings.database, KEYRING) as database:
        assert wrong() == []
        kept: dict[str, object] = next(iter(VerificationRow.select().dicts().execute(database)))
        VerificationRow.insert(kept | {"id": 7}).execute(database)
        assert wrong() == ["核查进度 verification 第 7 条：多出（未经登记）"]
        VerificationRow.delete().where(VerificationRow.id == 7).execute(database)
        nightly.store.set_counters({"verification-at": to_micros(clock() - timedelta(days=1))})
        assert wrong() == ["计数 counter verification-at：内容被改动（与核查进度所记的时间不符）"]
        ahead = replace(nightly._reached()[0], at=to_micros(clock() + timedelta(days=9))).text
        signature = nightly.keys.sign(ahead) if nightly.keys else None
        assert signature
        VerificationRow.update(body=ahead, signature=signature.value).execute(database)
        assert wrong() == ["核查进度 verification 第 1 条：内容被改动（所记的核查时间在将来）"]


def test_every_counter_is_known(full: Settings) -> None:
    with database_at(full.database, KEYRING) as database:
        names = [name for (name,) in execute(database, "SELECT name FROM counter")]
        assert len(names) > 8
        unknown = [name for name in names if not re.fullmatch("|".join(KNOWN), name)]
        assert unknown == []
        execute(database, "INSERT INTO counter (name, last) VALUES ('other', 1)")
        assert [str(fault) for fault in faults_in(database)] == ["计数 counter other：多出（未经登记）"]


@pytest.mark.parametrize("name", ["archived", "hotspots", "heads-sent", "slip"])
def test_a_counter_cannot_be_moved_past_what_it_counts(name: str, full: Settings) -> None:
    with database_at(full.database, KEYRING) as database:
        execute(database, f"DELETE FROM counter WHERE name = '{name}'")
        execute(database, f"INSERT INTO counter (name, last) VALUES ('{name}', 1000000)")
        assert [(fault.table, fault.row) for fault in faults_in(database)] == [("counter", name)]


def test_a_case_that_archiving_was_made_to_pass_over_is_found(
    office: Office, settings: Settings, clock: SetClock
) -> None:
    number = office.call("投诉出租车拒载还乱要价", subject="出租车拒载")
    finish(office, number)
    with database_at(settings.database, KEYRING) as database:
        assert faults_in(database) == []
        execute(database, "INSERT INTO counter (name, last) SELECT 'archived', last FROM counter WHERE name = 'log'")
        assert [str(fault) for fault in faults_in(database)] == [f"档案 archived {number}：缺失（已归档而未立卷）"]


def test_places_that_are_imported_anew_stay_proved(full: Settings, clock: SetClock) -> None:
    with database_at(full.database, KEYRING) as database:
        store = PlaceStore(database)
        places = [Place(f"第{number}小区", "小区", "330100") for number in range(1_200)]
        with write_transaction(database):
            number = store.begin_import()
            store.put(places, "地名.csv", number)
            store.put([replace(places[0], aliases=("一小区",))], "操作", 0)
            store.remove_others(number, 10_000)
        assert faults_in(database) == []
        assert len(list(store.all())) == len(places) - 1
        with write_transaction(database):
            while store.remove_others(number + 1, 500):
                pass
        assert faults_in(database) == []
        assert list(store.all()) == []


def test_who_read_a_case_cannot_be_taken_from_its_index(office: Office, settings: Settings) -> None:
    number, other = office.call(), office.call()
    office.hotline.case(number)
    with database_at(settings.database, KEYRING) as database:
        (row,) = AccessCaseRow.select().execute(database)
        AccessCaseRow.delete().execute(database)
        assert [str(fault) for fault in faults_in(database)] == [
            f"查阅记录索引 access_case {number} 查阅记录 {row.access_id}：缺失"
        ]
        AccessCaseRow.insert(case_id=row.case_id, access_id=row.access_id).execute(database)
        AccessCaseRow.insert(case_id=row.case_id + 1, access_id=row.access_id).execute(database)
        assert [str(fault) for fault in faults_in(database)] == [
            f"查阅记录索引 access_case {other} 查阅记录 {row.access_id}：多出（未经登记）"
        ]
