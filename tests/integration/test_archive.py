"""A closed case is archived as one sealed file with all its material (R7.1)."""

import hashlib
import io
import json
import zipfile
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import bagit
import grpc
import pytest
from hotline.v1 import archive_service_pb2 as pb
from hotline.v1 import attachment_service_pb2 as attachment_pb
from hotline.v1 import case_pb2
from hotline.v1 import desk_service_pb2 as desk_pb
from hotline_client import Hotline, HotlineError
from hotline_server.cli.main import app
from hotline_server.domain.archive import Retention
from hotline_server.domain.attachment import SIZE_LIMIT
from hotline_server.ground.config import Settings
from hotline_server.runtime.server import RunningServer
from hotline_server.security.identity import AccessRole
from hotline_server.store.engine.sql import execute
from hotline_server.store.maintenance.opening import database_at
from typer.testing import CliRunner

from tests.compound_files import compound_file
from tests.directory_changes import NEW_NAME, change, hand_over, rename
from tests.hotline import AUTHORITY, KEYRING, PATIENCE, StartServer, a_call, connect, refusal
from tests.office import TAXI, Office, answer, designation

pytestmark = pytest.mark.each_database

PDF = b"%PDF-1.7\n" + b"minutes of the meeting " * 100
RECORDING = b"RIFF\x24\x08\x00\x00WAVEfmt " + bytes(4000)


def upload(
    hotline: Hotline,
    number: str,
    content: bytes = PDF,
    name: str = "会议纪要.pdf",
    kind: attachment_pb.AttachmentKind.ValueType = attachment_pb.ATTACHMENT_KIND_MEETING,
    **fields: Any,
) -> attachment_pb.Attachment:
    def parts() -> Iterator[attachment_pb.UploadAttachmentRequest]:
        first = attachment_pb.AttachmentUpload(
            **(dict[str, Any](number=number, name=name, kind=kind, actor="李值班") | fields)
        )
        yield attachment_pb.UploadAttachmentRequest(upload=first)
        for place in range(0, len(content), 1000):
            yield attachment_pb.UploadAttachmentRequest(chunk=content[place : place + 1000])

    return hotline.attachments.UploadAttachment(parts(), timeout=PATIENCE).attachment


def finish(office: Office, number: str) -> None:
    """Bring a case that was answered or assigned to its archive."""
    case = office.case(number)
    if case.state == case_pb2.CASE_STATE_ASSIGNED:
        lead = case.decision.lead_department.name
        office.accept(number, lead)
        office.reply(number, lead)
        office.review(number)
        office.answer(number, answer())
    office.close(number)
    office.archive(number)


@pytest.fixture
def archived(office: Office) -> str:
    """A case with material, answered, archived and sealed."""
    number = office.call("投诉出租车拒载还乱要价,我叫张三,电话 13800138000", subject="出租车拒载")
    upload(office.hotline, number)
    upload(office.hotline, number, RECORDING, "来电.wav", attachment_pb.ATTACHMENT_KIND_RECORDING)
    finish(office, number)
    while office.server.reports.archive.some():
        pass
    return number


def path_of(settings: Settings, number: str) -> Path:
    return settings.files / "archive" / number[:4] / number[4:6] / number[6:8] / "000" / f"{number}.zip"


def exported(hotline: Hotline, number: str) -> zipfile.ZipFile:
    answers = hotline.archive.ExportArchivedCase(pb.ExportArchivedCaseRequest(number=number))
    return zipfile.ZipFile(io.BytesIO(b"".join(one.chunk for one in answers)))


def verify(settings: Settings) -> tuple[int, str]:
    command = ["archive", "verify", "--database", settings.database, "--files", str(settings.files)]
    result = CliRunner().invoke(app, command)
    return result.exit_code, result.output


class TestAttachments:
    def test_an_attachment_is_downloaded_unchanged(self, hotline: Hotline, office: Office) -> None:
        number = office.call()
        added = upload(hotline, number)
        assert (added.position, added.size_bytes, added.media_type) == (1, len(PDF), "application/pdf")
        assert added.sha256 == hashlib.sha256(PDF).hexdigest()
        (listed,) = hotline.attachments.ListAttachments(attachment_pb.ListAttachmentsRequest(number=number)).attachments
        assert listed == added
        pieces = hotline.attachments.DownloadAttachment(
            attachment_pb.DownloadAttachmentRequest(number=number, position=1)
        )
        assert b"".join(one.chunk for one in pieces) == PDF
        assert office.acts(number)[-1] == "ATTACH"

    def test_a_repeated_upload_is_stored_once(self, hotline: Hotline, office: Office) -> None:
        number = office.call()
        # Spaces as Chinese keyboards and phones write them.
        once, again = (upload(hotline, number, PDF, "截屏　2026-11-23 9.00\u202fAM.pdf") for _ in range(2))
        assert once == again
        assert office.acts(number).count("ATTACH") == 1

    def test_the_error_for_missing_content_reveals_nothing_of_the_host(
        self, hotline: Hotline, office: Office, settings: Settings
    ) -> None:
        number = office.call()
        upload(hotline, number)
        for path in settings.files.rglob("*"):
            if path.is_file():
                path.unlink()
        request = attachment_pb.DownloadAttachmentRequest(number=number, position=1)
        gone = refusal(lambda: list(hotline.attachments.DownloadAttachment(request)))
        assert gone.code is grpc.StatusCode.INTERNAL
        assert str(settings.files) not in str(gone)

    def test_invalid_uploads_name_the_field_and_store_nothing(
        self, hotline: Hotline, office: Office, settings: Settings
    ) -> None:
        wrongs: list[tuple[dict[str, Any], str]] = [
            ({"name": ""}, "upload.name"),
            ({"name": "../../etc/passwd.pdf"}, "upload.name"),
            ({"name": "病毒.exe"}, "upload.name"),
            ({"name": "没有后缀"}, "upload.name"),
            ({"name": f"{'长' * 100}.pdf"}, "upload.name"),
            ({"kind": attachment_pb.ATTACHMENT_KIND_UNSPECIFIED}, "upload.kind"),
            ({"actor": ""}, "upload.actor"),
            ({"number": "工单"}, "upload.number"),
            ({"content": b""}, "chunk"),
            ({"content": b"MZ\x90\0" + bytes(100)}, "chunk"),
            ({"content": PDF, "name": "照片.jpg"}, "chunk"),
            ({"content": b"\0\1\2", "name": "说明.txt"}, "chunk"),
        ]
        number = office.call()
        before = office.case(number).etag
        for wrong, field in wrongs:
            fields = dict[str, Any](number=number) | wrong
            refused = refusal(lambda fields=fields: upload(hotline, **fields))  # type: ignore[misc]
            assert set(refused.violations) == {field}, wrong
        assert office.case(number).etag == before
        assert not [path for path in settings.files.rglob("*") if path.is_file()]

    def test_marks_are_kept_and_shown_with_the_attachment(self, hotline: Hotline, office: Office) -> None:
        number = office.call()
        sealed = compound_file({"EncryptedPackage": b"x", "Macros": {"VBA": {"dir": b"x"}}})
        added = upload(hotline, number, sealed, "预算.xlsx")
        assert list(added.marks) == [attachment_pb.ATTACHMENT_MARK_MACROS, attachment_pb.ATTACHMENT_MARK_ENCRYPTED]
        assert not added.scanned
        (listed,) = hotline.attachments.ListAttachments(attachment_pb.ListAttachmentsRequest(number=number)).attachments
        assert listed == added

    def test_content_before_metadata_and_oversized_chunks_are_rejected(self, hotline: Hotline, office: Office) -> None:
        number = office.call()
        first = [attachment_pb.UploadAttachmentRequest(chunk=b"1")]
        assert set(refusal(lambda: hotline.attachments.UploadAttachment(iter(first))).violations) == {"upload"}
        about = attachment_pb.AttachmentUpload(
            number=number, name="大.pdf", kind=attachment_pb.ATTACHMENT_KIND_OTHER, actor="李值班"
        )
        large = [
            attachment_pb.UploadAttachmentRequest(upload=about),
            attachment_pb.UploadAttachmentRequest(chunk=bytes(1024 * 1024 + 1)),
        ]
        assert set(refusal(lambda: hotline.attachments.UploadAttachment(iter(large))).violations) == {"chunk"}
        twice = [
            attachment_pb.UploadAttachmentRequest(upload=about),
            attachment_pb.UploadAttachmentRequest(upload=about),
        ]
        assert set(refusal(lambda: hotline.attachments.UploadAttachment(iter(twice))).violations) == {"chunk"}

    def test_more_than_a_hundred_megabytes_are_rejected_and_not_stored(
        self, hotline: Hotline, office: Office, settings: Settings
    ) -> None:
        number = office.call()

        def parts() -> Iterator[attachment_pb.UploadAttachmentRequest]:
            about = attachment_pb.AttachmentUpload(
                number=number, name="大.txt", kind=attachment_pb.ATTACHMENT_KIND_OTHER, actor="李值班"
            )
            yield attachment_pb.UploadAttachmentRequest(upload=about)
            for _ in range(SIZE_LIMIT // 1024 // 1024 + 1):
                yield attachment_pb.UploadAttachmentRequest(chunk=b"a" * 1024 * 1024)

        refused = refusal(lambda: hotline.attachments.UploadAttachment(parts(), timeout=PATIENCE))
        assert "100 MB" in refused.violations["chunk"]
        assert not [path for path in settings.files.rglob("*") if path.is_file()]

    def test_an_archived_case_accepts_no_attachments(self, hotline: Hotline, archived: str) -> None:
        assert refusal(lambda: upload(hotline, archived, name="迟到.pdf")).code is grpc.StatusCode.FAILED_PRECONDITION

    def test_a_department_sees_its_own_cases_and_no_recordings(self, office: Office, server: RunningServer) -> None:
        number, other = office.call(), office.call("小区没有暖气", phone="13900139000")
        upload(office.hotline, number)
        upload(office.hotline, number, RECORDING, "来电.wav", attachment_pb.ATTACHMENT_KIND_RECORDING)
        with connect(server.address, AUTHORITY.token("王科长", [AccessRole.DEPARTMENT], TAXI)) as taxi:
            mine = upload(taxi, number, b"photo of the site, described", "现场.txt", department=TAXI, actor="")
            assert mine.department == TAXI
            request = attachment_pb.ListAttachmentsRequest(number=number, department=TAXI)
            assert [one.name for one in taxi.attachments.ListAttachments(request).attachments] == [
                "会议纪要.pdf",
                "现场.txt",
            ]
            recording = attachment_pb.DownloadAttachmentRequest(number=number, position=2, department=TAXI)
            assert (
                refusal(lambda: list(taxi.attachments.DownloadAttachment(recording))).code is grpc.StatusCode.NOT_FOUND
            )
            foreign = refusal(lambda: upload(taxi, other, department=TAXI, actor=""))
            assert foreign.code is grpc.StatusCode.NOT_FOUND
            own = upload(
                taxi, number, RECORDING, "回访.wav", attachment_pb.ATTACHMENT_KIND_RECORDING, department=TAXI, actor=""
            )
            as_other = refusal(lambda: upload(taxi, number, department="教育局", actor=""))
            assert as_other.code is grpc.StatusCode.PERMISSION_DENIED
            assert set(refusal(lambda: upload(taxi, number, actor="")).violations) == {"upload.department"}
        change(office.hotline, rename())
        hand_over(server)
        renamed = attachment_pb.ListAttachmentsRequest(number=number, department=NEW_NAME)
        with connect(server.address, AUTHORITY.token("王科长", [AccessRole.DEPARTMENT], NEW_NAME)) as heir:
            assert heir.attachments.ListAttachments(renamed).attachments[-1] == own

    def test_a_department_does_not_see_other_parties_attachments_of_a_protected_caller(
        self, office: Office, hotline: Hotline, server: RunningServer
    ) -> None:
        call = case_pb2.Call(content="举报出租车公司行贿", operator="0712", caller=case_pb2.Caller(confidential=True))
        number = hotline.register(call).number
        if hotline.case(number).state == case_pb2.CASE_STATE_REGISTERED:
            office.assign(number, designation(TAXI))
        upload(hotline, number)
        lead = hotline.case(number).decision.lead_department.name
        with connect(server.address, AUTHORITY.token("王科长", [AccessRole.DEPARTMENT], lead)) as department:
            request = attachment_pb.ListAttachmentsRequest(number=number, department=lead)
            assert not department.attachments.ListAttachments(request).attachments


class TestSealing:
    def test_the_file_is_a_valid_bag_with_all_material_of_the_case(
        self, archived: str, settings: Settings, tmp_path: Path
    ) -> None:
        with zipfile.ZipFile(path_of(settings, archived)) as file:
            file.extractall(tmp_path / "bag")
        bag = bagit.Bag(str(tmp_path / "bag" / archived))
        bag.validate()
        assert bag.info["External-Identifier"] == archived
        assert bag.info["Retention"] == "10年"
        data = tmp_path / "bag" / archived / "data"
        assert (data / "attachments" / "001.pdf").read_bytes() == PDF
        assert (data / "attachments" / "002.wav").read_bytes() == RECORDING
        case = json.loads((data / "case.json").read_text("utf-8"))
        assert case["assignments"][0]["reply"] == "已处罚司机"
        assert [entry["act"] for entry in case["log"]][-1] == "ACT_ARCHIVE"
        log = [json.loads(line) for line in (data / "log.jsonl").read_text("utf-8").splitlines()]
        assert log[-1]["hash"] == bag.info["Last-Log-Hash"]
        for before, after in pairwise(log):
            assert after["previous_hash"] == before["hash"]
        assert "出租车拒载" in (data / "case.html").read_text("utf-8")

    def test_the_file_contains_no_names(self, archived: str, settings: Settings) -> None:
        with zipfile.ZipFile(path_of(settings, archived)) as file:
            for name in ("case.json", "case.html"):
                said = file.read(f"{archived}/data/{name}").decode()
                assert "张三" not in said
                assert "13800138000" not in said
                assert "云江钢厂" not in said

    def test_archiving_is_reproducible(self, archived: str, settings: Settings, office: Office) -> None:
        before = path_of(settings, archived).read_bytes()
        path_of(settings, archived).unlink()
        with database_at(settings.database, KEYRING) as database:
            execute(database, "DELETE FROM archived")
            execute(database, "DELETE FROM counter WHERE name IN ('archived', 'seals')")
        office.clock.advance(hours=5)
        assert office.server.reports.archive.some()
        assert path_of(settings, archived).read_bytes() == before

    def test_an_export_has_a_cover_to_read(self, hotline: Hotline, archived: str) -> None:
        try:
            names = exported(hotline, archived).namelist()
        except grpc.RpcError as error:
            pytest.skip(str(error.details()))
        assert names[0] == "封面.pdf"
        assert f"{archived}/manifest-sha256.txt" in names

    def test_two_servers_seal_a_case_once(self, office: Office, start_server: StartServer, settings: Settings) -> None:
        number = office.call()
        finish(office, number)
        another = start_server()
        assert (office.server.reports.archive.some(), another.reports.archive.some()) == (1, 0)
        with database_at(settings.database, KEYRING) as database:
            assert execute(database, "SELECT COUNT(*) FROM archived") == [(1,)]

    @pytest.mark.usefixtures("archived")
    def test_cases_are_chained_in_order(self, office: Office, settings: Settings) -> None:
        for place in range(3):
            finish(office, office.call(phone=f"1370013700{place}"))
        while office.server.reports.archive.some():
            pass
        found = office.hotline.archive.SearchArchive(pb.SearchArchiveRequest()).archived_cases
        assert [one.sequence for one in found] == [4, 3, 2, 1]
        code, output = verify(settings)
        assert (code, "共检查 4 卷，均与封存时一致" in output) == (0, True)

    @pytest.mark.tampers
    @pytest.mark.parametrize("change", ["file", "missing", "row", "retention", "last row deleted"])
    def test_any_change_is_detected(self, office: Office, archived: str, settings: Settings, change: str) -> None:
        finish(office, office.call(phone="13700137001"))
        finish(office, office.call(phone="13700137002"))
        while office.server.reports.archive.some():
            pass
        path = path_of(settings, archived)
        with database_at(settings.database, KEYRING) as database:
            if change == "file":
                _replaced_in(path, f"{archived}/data/case.html", b"nothing happened")
                says = "case.html"
            elif change == "missing":
                path.unlink()
                says = "卷宗文件缺失"
            elif change == "row":
                execute(database, "DELETE FROM archived WHERE sequence = 2")
                says = "第 2 号"
            elif change == "retention":
                execute(database, "UPDATE archived SET retention = '永久' WHERE sequence = 1")
                says = "封印与记录不符"
            else:
                execute(database, "DELETE FROM archived WHERE sequence = 3")
                says = "少了第 3 号"
        code, output = verify(settings)
        assert (code, says in output) == (1, True), output


def _replaced_in(path: Path, name: str, content: bytes) -> None:
    with zipfile.ZipFile(path) as file:
        files = {entry.filename: file.read(entry) for entry in file.infolist()}
    with zipfile.ZipFile(path, "w") as file:
        for inner, its in {**files, name: content}.items():
            file.writestr(inner, its)


class TestRetention:
    def test_the_retention_period_depends_on_how_the_case_was_handled(self, office: Office, hotline: Hotline) -> None:
        number = office.call("我家楼下着火了,快来人")
        office.verify(number, confirmed=False)
        office.assign(number, designation(TAXI))
        finish(office, number)
        while office.server.reports.archive.some():
            pass
        (found,) = hotline.archive.SearchArchive(
            pb.SearchArchiveRequest(retention_period=pb.RETENTION_PERIOD_PERMANENT)
        ).archived_cases
        assert (found.number, found.kept_until) == (number, "")

    def test_years_follow_the_citys_time_zone(self, office: Office, hotline: Hotline, settings: Settings) -> None:
        # Its callers may have it reopened until the year ends there.
        office.clock.now = office.clock.now.replace(month=12, day=16)
        number = office.call()
        finish(office, number)
        assert office.server.reports.archive.some()
        (found,) = hotline.archive.SearchArchive(pb.SearchArchiveRequest()).archived_cases
        assert found.kept_until == "2037-12-31"
        with zipfile.ZipFile(settings.files / f"archive/2026/12/16/000/{number}.zip") as file:
            assert "Kept-Until: 2037-12-31" in file.read(f"{number}/bag-info.txt").decode()

    @pytest.mark.usefixtures("archived")
    def test_retention_starts_the_following_year(self, hotline: Hotline) -> None:
        (found,) = hotline.archive.SearchArchive(
            pb.SearchArchiveRequest(retention_period=pb.RETENTION_PERIOD_TEN_YEARS)
        ).archived_cases
        assert found.kept_until == "2036-12-31"
        assert not hotline.archive.SearchArchive(
            pb.SearchArchiveRequest(retention_period=pb.RETENTION_PERIOD_PERMANENT)
        ).archived_cases
        assert Retention.THIRTY_YEARS.until(date(2026, 1, 1)) == date(2056, 12, 31)


class TestSearch:
    def test_files_are_found_by_every_search_field(self, hotline: Hotline, archived: str) -> None:
        matter = hotline.case(archived).matter
        for wanted in (
            {"text": "拒载"},
            {"matter": matter},
            {"lead_department": TAXI},
            {"first_day": "2026-12-09", "last_day": "2026-12-09"},
            {"first_day": "2026-12-09"},
            {"last_day": "2026-12-16"},
        ):
            request = pb.SearchArchiveRequest(**dict[str, Any](wanted))
            assert [one.number for one in hotline.archive.SearchArchive(request).archived_cases] == [archived], wanted
        for unwanted in ({"text": "暖气"}, {"matter": "停水"}, {"first_day": "2026-12-10"}, {"last_day": "2026-12-08"}):
            assert not hotline.archive.SearchArchive(
                pb.SearchArchiveRequest(**dict[str, Any](unwanted))
            ).archived_cases, unwanted

    def test_bad_requests_name_the_field(self, hotline: Hotline) -> None:
        wrongs: list[tuple[dict[str, Any], str]] = [
            ({"retention_period": 99}, "retention_period"),
            ({"first_day": "昨天"}, "first_day"),
            ({"first_day": "2026-11-24", "last_day": "2026-11-23"}, "last_day"),
            ({"page_size": 201}, "page_size"),
            ({"page_token": "x"}, "page_token"),
        ]
        for wrong, field in wrongs:
            request = pb.SearchArchiveRequest(**wrong)
            refused = refusal(lambda request=request: hotline.archive.SearchArchive(request))  # type: ignore[misc]
            assert set(refused.violations) == {field}, wrong

    def test_a_case_that_is_not_archived_has_no_file(self, hotline: Hotline, office: Office) -> None:
        assert refusal(lambda: exported(hotline, office.call())).code is grpc.StatusCode.NOT_FOUND
        assert set(refusal(lambda: exported(hotline, "卷宗")).violations) == {"number"}


def test_only_archivists_desk_leads_and_auditors_export_files(server: RunningServer, archived: str) -> None:
    with connect(server.address, AUTHORITY.token("某人", [AccessRole.OPERATOR])) as hotline:
        assert refusal(lambda: exported(hotline, archived)).code is grpc.StatusCode.PERMISSION_DENIED


def test_the_commands_attach_search_and_export(office: Office, server: RunningServer, tmp_path: Path) -> None:
    tokens = {}
    for role in (AccessRole.OPERATOR, AccessRole.ARCHIVIST):
        token = tmp_path / role.value
        token.write_text(AUTHORITY.token("某人", [role]))
        tokens[role] = ["--server", server.address, "--token-file", str(token)]
    number = office.call()
    minutes = tmp_path / "纪要.pdf"
    minutes.write_bytes(PDF)
    attach = ["archive", "attach", number, str(minutes), "--kind", "会议材料", *tokens[AccessRole.OPERATOR]]
    assert "第 1 份材料" in CliRunner().invoke(app, attach).output
    finish(office, number)
    while server.reports.archive.some():
        pass
    shown = CliRunner().invoke(app, ["archive", "search", *tokens[AccessRole.ARCHIVIST]])
    assert (shown.exit_code, number in shown.output) == (0, True)
    out = tmp_path / "卷.zip"
    made = CliRunner().invoke(app, ["archive", "export", number, "--out", str(out), *tokens[AccessRole.ARCHIVIST]])
    if "pango" not in made.output and "字库" not in made.output:
        assert zipfile.ZipFile(out).namelist()[0] == "封面.pdf"


class TestLaterCalls:
    def test_a_later_call_opens_a_case_that_refers_to_the_archived_one(self, office: Office, archived: str) -> None:
        before = office.case(archived)
        number = office.call("上次说的出租车又拒载了", follows=archived)
        assert number != archived
        assert office.case(number).call.follows == archived
        assert office.case(archived) == before

    @pytest.mark.parametrize("follows", ["上次那个", "20261123-999999"])
    def test_an_invalid_case_number_is_rejected(self, hotline: Hotline, follows: str) -> None:
        with pytest.raises(HotlineError) as refused:
            hotline.register(a_call(follows=follows))
        assert set(refused.value.violations) == {"call.follows"}

    def test_an_archived_case_allows_no_acts(self, office: Office, archived: str) -> None:
        context = office.context(archived)
        raised = refusal(
            lambda: office.hotline.desk.RaiseEmergency(desk_pb.RaiseEmergencyRequest(context=context, reason="又来"))
        )
        assert raised.code is grpc.StatusCode.FAILED_PRECONDITION
