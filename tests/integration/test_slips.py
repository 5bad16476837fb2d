"""Slips: written with the act, numbered without gaps, for their addressees alone (R2.3, R3.2, R3.4, R4.1, R4.4)."""

import io
import json
import re
import subprocess
import sys
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import date, datetime, timedelta
from pathlib import Path

import docx
import grpc
import pytest
from hotline.v1 import desk_service_pb2 as desk_pb
from hotline.v1 import report_service_pb2 as report_pb
from hotline.v1 import slip_service_pb2 as pb
from hotline_client import Hotline
from hotline_server.api import slips as api_slips
from hotline_server.cli.main import app
from hotline_server.domain.directory.tree import Directory
from hotline_server.domain.slips.slip import Paper, SlipDraft, SlipQuery
from hotline_server.ground.clock import CITY
from hotline_server.ground.folders import PROJECT
from hotline_server.reports.rendering import write
from hotline_server.rulebook.slips import SlipKind, SlipRules
from hotline_server.runtime.server import RunningServer
from hotline_server.security.identity import AccessRole
from hotline_server.store.engine.bulk import BulkInsert
from hotline_server.store.engine.damage import DamageNotes
from hotline_server.store.engine.database import write_transaction
from hotline_server.store.engine.sql import execute
from hotline_server.store.maintenance.opening import database_at
from hotline_server.store.models import SlipRow
from hotline_server.store.records.counted import CounterAudit
from hotline_server.store.slips.register import SlipRegister
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from tests.hotline import MONDAY, PATIENCE, SetClock, StartServer, a_call, as_role, connect, refusal, thorough
from tests.integration.test_amending import amend
from tests.integration.test_delegation import SERVICE_CENTRE
from tests.office import TAXI, Office, answer, designation

POLICE = "公安局"
HTML, DOCX = report_pb.DOCUMENT_FORMAT_HTML, report_pb.DOCUMENT_FORMAT_DOCX
SECRET = "我叫张三，住湖滨路12号3栋502，电话13800138000或13912345678，司机把我打伤了"


def slips(hotline: Hotline, **fields: object) -> list[pb.Slip]:
    """Return slips, earliest first."""
    request = pb.ListSlipsRequest(filter=pb.SlipFilter(**fields), page_size=200)  # type: ignore[arg-type]
    return list(reversed(hotline.slips.ListSlips(request).slips))


def listed(hotline: Hotline, **fields: object) -> list[tuple[str, str]]:
    return [(one.reference, one.office) for one in slips(hotline, **fields)]


def content(
    hotline: Hotline, slip: pb.Slip, department: str = "", form: report_pb.DocumentFormat.ValueType = HTML
) -> bytes:
    request = pb.ExportSlipRequest(
        number=slip.case_number, reference=slip.reference, department=department, format=form
    )
    return b"".join(answer.chunk for answer in hotline.slips.ExportSlip(request, timeout=PATIENCE))


def page(hotline: Hotline, slip: pb.Slip, department: str = "") -> str:
    return content(hotline, slip, department).decode()


def pages_of(pdf: bytes) -> int:
    """Return the number of pages of a PDF whose objects are compressed."""
    streams = [
        zlib.decompressobj().decompress(one) for one in re.findall(rb"stream\n(\x78.*?)\nendstream", pdf, re.DOTALL)
    ]
    return sum(len(re.findall(rb"/Type ?/Page\b", one)) for one in (pdf, *streams))


def supervise(office: Office, number: str, department: str = TAXI) -> None:
    request = desk_pb.SuperviseAssignmentRequest(
        context=office.context(number), department=department, reason="群众多次催问", working_days=3
    )
    office.hotline.desk.SuperviseAssignment(request)


@pytest.fixture(autouse=True)
def rendered_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Render in the test's process: one of its own spends a second on imports."""
    monkeypatch.setattr(api_slips, "render", write)


@pytest.fixture
def department(server: RunningServer) -> Iterator[Hotline]:
    with as_role(server, AccessRole.DEPARTMENT, TAXI) as client:
        yield client


@pytest.mark.each_database
def test_a_case_has_a_slip_for_each_act_that_calls_for_one(office: Office) -> None:
    """R2.3, R2.5, R3.2, R3.4, R4.1, R4.4."""
    number = office.call()
    assert listed(office.hotline) == [("热线交〔2026〕1号", TAXI)]
    office.accept(number)
    office.ask_extension(number, 3)
    office.extension(number, TAXI, consent=True)
    supervise(office, number)
    visit = desk_pb.InvestigateOnSiteRequest(
        context=office.context(number), departments=[TAXI, POLICE], findings="要求三日内处理"
    )
    office.hotline.desk.InvestigateOnSite(visit)
    visit.context.CopyFrom(office.context(number))
    visit.visit_at.FromDatetime(MONDAY + timedelta(days=2))
    office.hotline.desk.InvestigateOnSite(visit)
    office.reply(number)
    office.review(number)
    office.answer(number, answer("车已处理，驾驶员向您道歉", means="书面"))
    assert listed(office.hotline, number=number)[1:] == [
        ("热线批〔2026〕1号", TAXI),
        ("热线督〔2026〕1号", TAXI),
        ("热线查〔2026〕1号", TAXI),
        ("热线查〔2026〕2号", POLICE),
        ("热线现〔2026〕1号", TAXI),
        ("热线现〔2026〕2号", POLICE),
        ("热线复〔2026〕1号", ""),
    ]
    *_, letter = slips(office.hotline, number=number)
    assert letter.call_number == number
    assert "车已处理，驾驶员向您道歉" in page(office.hotline, letter)
    assert listed(office.hotline, kinds=[pb.SLIP_KIND_ON_SITE], department=POLICE) == [("热线查〔2026〕2号", POLICE)]
    assert not slips(office.hotline, first_day="2026-11-24")
    assert len(slips(office.hotline, first_day="2026-11-23", last_day="2026-11-23")) == 8


@pytest.mark.each_database
def test_time_presses_on_paper_and_the_new_year_begins_with_one(office: Office, clock: SetClock) -> None:
    """R4.1."""
    office.call()
    clock.advance(days=6)
    office.round()
    clock.advance(days=54)
    office.round()
    clock.advance(days=30)
    office.round()
    assert listed(office.hotline)[1:] == [
        ("热线提〔2026〕1号", TAXI),
        ("热线督〔2027〕1号", TAXI),
        ("热线提督〔2027〕1号", TAXI),
    ]


def test_an_answer_by_telephone_is_no_letter_but_on_record(office: Office) -> None:
    """R3.4."""
    number = office.answered()
    assert not slips(office.hotline, number=number)
    handled = office.call()
    office.resolve(handled)
    office.answer(handled)
    *_, record = slips(office.hotline, number=handled)
    assert (record.kind, record.reference, record.office) == (pb.SLIP_KIND_ANSWER_RECORD, "热线记〔2026〕1号", "")
    said = page(office.hotline, record)
    assert "电话答复记录" in said
    assert "（印章）" not in said


@pytest.mark.each_database
def test_numbers_have_no_gap_whatever_is_refused_and_whoever_acts_at_once(
    office: Office, start_server: StartServer
) -> None:
    numbers = [office.call(phone=f"138001380{place:02d}") for place in range(6)]
    other = start_server()
    with connect(other.address) as second:
        offices = [office, Office(second, other, office.clock)]

        def press(place: int) -> None:
            for number in (numbers[place], numbers[place + 3]):
                supervise(offices[place % 2], number)
            # A stale act is refused after the batch that it was in has been written.
            stale = desk_pb.SuperviseAssignmentRequest(
                context=office.context(numbers[place]), department=TAXI, reason="又催", working_days=1
            )
            stale.context.etag = "1"
            refusal(lambda: offices[place % 2].hotline.desk.SuperviseAssignment(stale))

        with ThreadPoolExecutor(3) as pool:
            list(pool.map(press, range(3)))
    assert [one for one, _ in listed(office.hotline, kinds=[pb.SLIP_KIND_SUPERVISION])] == [
        f"热线督〔2026〕{place}号" for place in range(1, 7)
    ]


@pytest.mark.each_database
def test_a_transaction_that_is_rolled_back_gives_its_numbers_back(office: Office) -> None:
    number = office.call()
    (slip,) = office.server.service.desk.slips.register.of_case(number)
    draft = SlipDraft(slip.kind, TAXI, 0, "热线交", slip.issued_at, None, slip.paper)

    def number_and_fail() -> None:
        (rows,) = office.server.service.desk.slips.register.number([(number, [draft, draft])])
        assert [row["reference"] for row in rows] == ["热线交〔2026〕2号", "热线交〔2026〕3号"]
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        office.server.service.desk.writer.write(number_and_fail)
    office.call()
    assert [one for one, _ in listed(office.hotline)] == ["热线交〔2026〕1号", "热线交〔2026〕2号"]


DAYS = (MONDAY, MONDAY.replace(month=12, day=31, hour=17), MONDAY.replace(month=12, day=31, hour=15))
BATCHES = st.lists(
    st.tuples(
        st.lists(
            st.tuples(st.sampled_from(["", POLICE, TAXI]), st.sampled_from(list(SlipKind)), st.sampled_from(DAYS)),
            max_size=6,
        ),
        st.booleans(),
    ),
    max_size=8,
)


@pytest.mark.each_database
@settings(max_examples=thorough(100), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(batches=BATCHES)
def test_each_office_counts_each_kind_and_year_from_one_whatever_is_rolled_back(
    database_url: str, batches: list[tuple[list[tuple[str, SlipKind, datetime]], bool]]
) -> None:
    paper = Paper("值班室", "标题", "单位", ("正文",), {}, "", "", "", "")
    kept: list[tuple[str, str, int]] = []
    with database_at(database_url) as database:
        with write_transaction(database):
            execute(database, "DELETE FROM slip")
            execute(database, "DELETE FROM counter WHERE substr(name, 1, 4) = 'slip'")
        register = SlipRegister(database, lambda: ("", SlipRules()), Directory, DamageNotes())
        insert = BulkInsert(database, SlipRow)
        for drafts, fails in batches:
            slips = [SlipDraft(kind, "单位", 0, "热线", at, None, paper, office) for office, kind, at in drafts]
            with suppress(ZeroDivisionError), write_transaction(database):
                insert.run([row for rows in register.number([("20261123-000001", slips)]) for row in rows])
                if fails:
                    raise ZeroDivisionError
            if not fails:
                kept += [(office, kind.name, at.astimezone(CITY).year) for office, kind, at in drafts]
        rows = execute(database, "SELECT series, kind, year, number FROM slip ORDER BY id")
        found = [(str(office), str(kind), int(year), int(number)) for office, kind, year, number in rows]
        assert list(CounterAudit(database).faults()) == []
        ids = [int(row[0]) for row in execute(database, "SELECT id FROM slip ORDER BY id")]
    counted: Counter[tuple[str, str, int]] = Counter()
    expected = []
    for one in kept:
        counted[one] += 1
        expected.append((*one, counted[one]))
    assert found == expected
    assert ids == list(range(1, len(kept) + 1))


@pytest.mark.each_database
def test_two_processes_leave_no_gap_over_the_new_year(database_url: str) -> None:
    """R2.3."""
    command = [sys.executable, "-m", "tests.slip_numbers", database_url, "24"]
    both = [subprocess.Popen(command, cwd=PROJECT) for _ in range(2)]
    assert [process.wait(PATIENCE) for process in both] == [0, 0]
    with database_at(database_url) as database:
        found = [tuple(row) for row in execute(database, "SELECT year, number FROM slip ORDER BY year, number")]
    assert found == [(year, number) for year in (2026, 2027) for number in range(1, 17)]


def test_it_says_the_same_whatever_becomes_of_the_roster_and_the_text(office: Office, clock: SetClock) -> None:
    number = office.call()
    (slip,) = slips(office.hotline)
    before = page(office.hotline, slip)
    for said in (
        "热线交〔2026〕1号",
        "投诉出租车拒载还乱要价",
        "于2026年11月30日18时前",
        "联系人：周敏，0731-80012345",
    ):
        assert said in before
    office.accept(number)
    office.ask_extension(number, 3)
    office.extension(number, TAXI, consent=True)
    clock.advance(days=400)
    assert page(office.hotline, slip) == before


class TestWhoSeesWhat:
    def test_a_department_has_its_own_alone(self, office: Office, department: Hotline) -> None:
        number = office.call()
        office.reroute(office.call(phone="13800138001"), designation(POLICE))
        own, _ = slips(department, department=TAXI)
        assert (own.case_number, own.office) == (number, TAXI)
        assert "出租车" in page(department, own, TAXI)
        (others,) = slips(office.hotline, department=POLICE)
        assert refusal(lambda: slips(department, department=POLICE)).code is grpc.StatusCode.PERMISSION_DENIED
        assert refusal(lambda: page(department, others, POLICE)).code is grpc.StatusCode.PERMISSION_DENIED
        assert refusal(lambda: page(department, others, TAXI)).code is grpc.StatusCode.NOT_FOUND
        assert set(refusal(lambda: slips(department)).violations) == {"filter.department"}
        assert set(refusal(lambda: page(department, own)).violations) == {"department"}

    def test_a_department_has_what_it_issues_to_a_unit_below_under_its_own_number(
        self, office: Office, department: Hotline
    ) -> None:
        """R8.4."""
        number = office.call()
        office.accept(number)
        office.delegate(number, SERVICE_CENTRE)
        _, issued = slips(department, department=TAXI)
        assert (issued.reference, issued.office) == (f"{TAXI}热线转〔2026〕1号", SERVICE_CENTRE)
        assert "请核实处理" in page(department, issued, TAXI)
        assert [one.reference for one in slips(office.hotline, department=SERVICE_CENTRE)] == [issued.reference]

    def test_others_have_none(self, office: Office, server: RunningServer) -> None:
        office.call()
        for role in (AccessRole.LINE, AccessRole.LEADER, AccessRole.TELEPHONY):
            with as_role(server, role) as client:
                assert refusal(lambda: slips(client)).code is grpc.StatusCode.PERMISSION_DENIED

    @pytest.mark.parametrize("confidential", [False, True])
    def test_a_paper_never_says_who_called(self, office: Office, *, confidential: bool) -> None:
        """R2, R8.3: whoever prints it, it says what its addressee may know."""
        call = a_call(f"投诉出租车拒载还乱要价，{SECRET}", address="湖滨路12号3栋502")
        call.caller.confidential = confidential
        number = office.register_harmless(call, "没有危险")
        if not slips(office.hotline, number=number):
            office.assign(number, designation(TAXI))
        said = page(office.hotline, slips(office.hotline, number=number)[0])
        assert "拒载" in said
        assert number in said
        assert not [secret for secret in ("张三", "13800138000", "13912345678") if secret in said]
        assert ("3栋502" in said) is not confidential
        assert ("详细地址" in said) is not confidential

    def test_whoever_is_accused_later_reads_no_more_than_before(self, office: Office, department: Hotline) -> None:
        """R8.3."""
        number = office.call()
        office.accept(number)
        office.ask_extension(number, 3)
        amend(office, number, {"content": "我要举报交通运输局收了出租车公司的好处，拒载没人管"})
        office.extension(number, TAXI, consent=False)
        first, second = slips(department, department=TAXI)
        assert "投诉出租车拒载还乱要价" in page(department, first, TAXI)
        for said in (page(department, first, TAXI), page(department, second, TAXI), page(office.hotline, second)):
            assert not [word for word in ("举报", "好处", "研究过") if word in said]
        assert "出租车" not in page(department, second, TAXI)

    def test_reading_is_recorded(self, office: Office, server: RunningServer) -> None:
        number = office.call()
        page(office.hotline, slips(office.hotline, number=number)[0])
        entries = execute(server.service.stores.database, "SELECT rpc FROM access_entry ORDER BY 1")
        assert {"SlipService/ExportSlip", "SlipService/ListSlips"} <= {row[0] for row in entries}


class TestDocuments:
    def test_word_has_number_addressee_and_place_of_the_seal(self, office: Office) -> None:
        office.call()
        (slip,) = slips(office.hotline)
        document = docx.Document(io.BytesIO(content(office.hotline, slip, form=DOCX)))
        lines = [paragraph.text for paragraph in document.paragraphs]
        assert lines[:4] == ["12345政务服务便民热线值班室", "热线交〔2026〕1号", slip.title, f"{TAXI}："]
        assert lines[-5:-1] == ["特此交办。", "（印章）", "12345政务服务便民热线值班室", "2026年11月23日"]
        assert ["工单号", slip.case_number] == [cell.text for cell in document.tables[0].rows[0].cells][:2]

    @pytest.mark.each_database
    def test_what_is_printed_comes_in_turns_earliest_first(
        self, office: Office, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("hotline_server.desk.records.slips.PRINTED_LIMIT", 2)
        for place in range(3):
            office.call(phone=f"1380013800{place}")
        query, printed = SlipQuery(first_day=date(2026, 11, 23)), office.server.service.desk.slips.printed
        first, token = printed(query, TAXI, "")
        rest, last = printed(query, TAXI, token)
        assert [one.reference for one in (*first, *rest)] == [f"热线交〔2026〕{place}号" for place in (1, 2, 3)]
        assert (len(first), last) == (2, "")

    def test_many_are_printed_as_one_pdf(self, office: Office) -> None:
        for place in range(3):
            office.call(phone=f"1380013800{place}")
        request = pb.PrintSlipsRequest(filter=pb.SlipFilter(first_day="2026-11-23"))
        printed = b"".join(one.chunk for one in office.hotline.slips.PrintSlips(request, timeout=PATIENCE))
        assert pages_of(printed) == 3
        nothing = pb.PrintSlipsRequest(filter=pb.SlipFilter(first_day="2026-11-24"))
        assert refusal(lambda: list(office.hotline.slips.PrintSlips(nothing))).code is grpc.StatusCode.NOT_FOUND
        everything = refusal(lambda: list(office.hotline.slips.PrintSlips(pb.PrintSlipsRequest())))
        assert set(everything.violations) == {"filter"}

    def test_what_is_too_much_for_one_pdf_is_printed_in_several(
        self, office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("hotline_server.desk.records.slips.PRINTED_LIMIT", 2)
        for place in range(5):
            office.call(phone=f"1380013800{place}")
        request = pb.PrintSlipsRequest(filter=pb.SlipFilter(first_day="2026-11-23"))
        pages: list[int] = []
        tokens: list[str] = []
        while not pages or request.after:
            answers = list(office.hotline.slips.PrintSlips(request, timeout=PATIENCE))
            pages.append(pages_of(b"".join(one.chunk for one in answers)))
            (request.after,) = {one.next_after for one in answers}
            tokens.append(request.after)
        assert pages == [2, 2, 1]
        other = pb.PrintSlipsRequest(filter=pb.SlipFilter(first_day="2026-11-22"), after=tokens[0])
        assert set(refusal(lambda: list(office.hotline.slips.PrintSlips(other))).violations) == {"after"}
        run = CliRunner().invoke
        out = tmp_path / "文书"
        out.mkdir()
        reach = ["--server", office.server.address, "--out", str(out / "文书.pdf"), "--from", "2026-11-23"]
        assert run(app, ["slips", "print-batch", *reach]).exit_code == 0
        assert sorted(one.name for one in out.iterdir()) == [f"文书-{place}.pdf" for place in (1, 2, 3)]
        assert [pages_of(one.read_bytes()) for one in sorted(out.iterdir())] == [2, 2, 1]


def test_the_archive_has_the_slips(office: Office) -> None:
    """R7.1."""
    number = office.call(f"投诉出租车拒载还乱要价，{SECRET[:4]}")
    office.resolve(number)
    office.answer(number)
    office.close(number)
    office.archive(number)
    while office.server.reports.archive.some():
        pass
    archive = office.server.reports.archive
    with zipfile.ZipFile(archive.store.path(number)) as bag:
        names = [name for name in bag.namelist() if "/slips/" in name]
        said = bag.read(names[0]).decode()
        sealed = next(bag.read(name).decode() for name in bag.namelist() if name.endswith("/manifest-sha256.txt"))
        case_page = next(bag.read(name).decode() for name in bag.namelist() if name.endswith("case.html"))
    assert [name.rpartition("/")[2] for name in names] == ["001.html", "002.html"]
    assert all(f"slips/{place}.html" in sealed for place in ("001", "002")), "they are sealed with the case"
    assert "热线交〔2026〕1号" in said
    assert "张三" not in said
    assert "热线交〔2026〕1号" in case_page


@pytest.mark.each_database
def test_a_slip_is_proved_and_redacted_when_its_caller_is_erased(office: Office, clock: SetClock) -> None:
    number = office.call("投诉出租车拒载还乱要价，我叫张三")
    database = office.server.service.stores.database
    office.resolve(number)
    office.answer(number)
    office.close(number)
    office.archive(number)
    clock.advance(days=1100)
    office.round()
    paper, _ = (row[0] for row in execute(database, "SELECT paper FROM slip ORDER BY id"))
    assert "张三" not in paper
    assert "拒载" in paper
    json.loads(paper)


def test_commands(office: Office, tmp_path: Path) -> None:
    number = office.call()
    reach = ["--server", office.server.address]
    run = CliRunner()
    shown = run.invoke(app, ["slips", "list", "--case", number, *reach]).output
    assert "热线交〔2026〕1号" in shown
    assert "1 份" in shown
    word, batch = tmp_path / "slip.docx", tmp_path / "batch.pdf"
    assert run.invoke(app, ["slips", "fetch", number, "热线交〔2026〕1号", "--out", str(word), *reach]).exit_code == 0
    assert word.read_bytes().startswith(b"PK")
    assert run.invoke(app, ["slips", "print-batch", "--case", number, "--out", str(batch), *reach]).exit_code == 0
    assert batch.read_bytes().startswith(b"%PDF")
    assert run.invoke(app, ["slips", "list", "--kind", "便条", *reach]).exit_code == 2
    previewed = run.invoke(app, ["slips", "preview"]).output
    assert "特此交办。" in previewed
    assert "住房和城乡建设局热线转〔2026〕1号" in previewed, "an office numbers what it issues itself"
