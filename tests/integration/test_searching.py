"""Staff find cases by the words of their calls, places and replies, whatever way these are written (R7.1)."""

from collections.abc import Callable, Iterator
from pathlib import Path

import grpc
import pytest
from hotline.v1 import archive_service_pb2, case_pb2, case_service_pb2
from hotline.v1 import department_service_pb2 as department_pb
from hotline.v1 import desk_service_pb2 as desk_pb
from hotline_client import Hotline
from hotline_server.cli.main import app
from hotline_server.ground.config import Settings
from hotline_server.runtime.server import RunningServer
from hotline_server.security.identity import AccessRole
from hotline_server.store.cases.search_index import SearchIndex, having
from hotline_server.store.engine.database import write_transaction
from hotline_server.store.engine.sql import execute
from hotline_server.store.maintenance.opening import database_at
from hotline_server.text.search_words import TEXT_LIMIT
from peewee import SQL
from typer.testing import CliRunner

from tests.hotline import AUTHORITY, KEYRING, StartServer, connect, faults_of, refusal
from tests.integration.test_archive import finish
from tests.integration.test_later_words import supplement
from tests.office import TAXI, Office, answer, designation

Find = Callable[..., list[str]]


def join(office: Office, main: str, joined: str) -> None:
    request = desk_pb.JoinCasesRequest(context=office.context(joined), into_number=main, reason="同一件事")
    office.hotline.desk.JoinCases(request)


def index(server: RunningServer) -> None:
    while server.desk.search_indexing.some():
        pass


@pytest.fixture
def find(office: Office) -> Find:
    """Return a function that lists the numbers of the cases that match, once all are indexed."""

    def found(text: str = "", **fields: object) -> list[str]:
        index(office.server)
        filter_ = case_service_pb2.CaseFilter(text=text, **fields)  # type: ignore[arg-type]
        return [case.number for case in office.hotline.cases(filter_)]

    return found


class TestWords:
    @pytest.mark.parametrize(
        ("said", "asked"),
        [
            ("投诉出租车拒载还乱要价", ["拒载", "出租车", "出租车 乱要价", "乱要价，出租车", " 拒载 ", "拒載", "价"]),
            ("投訴計程車拒載", ["计程车", "計程車 拒载", "投诉"]),
            ("投诉ＡＢＣ大厦出租车乱收费100%加价", ["ABC", "abc", "ａｂｃ", "abc大厦", "100%", "１００％", "大厦 100"]),
            ("投诉出租车𠮷先生🚕拒载", ["𠮷", "𠮷先生", "🚕", "先生🚕拒载"]),
            ("投诉出租\u200b车䶮园门口拒\u200b载", ["出租车", "䶮园", "拒载"]),
            ("出租车在第 三　小学和𠮷 野家 12 号楼拒载", ["第三小学", "第 三 小学", "吉野家", "𠮷野家", "12号楼"]),
        ],
    )
    @pytest.mark.each_database
    def test_a_case_is_found_however_it_and_the_question_are_written(
        self, office: Office, find: Find, said: str, asked: list[str]
    ) -> None:
        number = office.call(said)
        office.call("小区没有暖气", phone="13900139000")
        for text in asked:
            assert find(text) == [number], text

    @pytest.mark.parametrize("text", ["租出", "车出", "拒载 暖气", "出租房", "taxi", "出租车载"])
    def test_words_that_are_not_there_are_not_found(self, office: Office, find: Find, text: str) -> None:
        office.call("投诉出租车拒载还乱要价,租车的房主也出租住房")
        assert find(text) == []

    @pytest.mark.each_database
    def test_the_newest_come_first_and_pages_follow(self, office: Office, find: Find) -> None:
        numbers = [office.call(f"投诉出租车拒载{place}", phone=f"1380013800{place}") for place in range(5)]
        assert find("拒载") == numbers[::-1]
        request = case_service_pb2.ListCasesRequest(filter=case_service_pb2.CaseFilter(text="拒载"), page_size=2)
        page = office.hotline._cases.ListCases(request)
        assert [case.number for case in page.cases] == numbers[:2:-1]
        request.page_token = page.next_page_token
        assert [case.number for case in office.hotline._cases.ListCases(request).cases] == numbers[2:0:-1]

    @pytest.mark.parametrize("text", ["%", "，。", "a b c d e f g h i j k", "字" * 101])
    def test_what_is_no_search_is_refused_by_field(self, hotline: Hotline, text: str) -> None:
        filter_ = case_service_pb2.CaseFilter(text=text)
        request = case_service_pb2.ListCasesRequest(filter=filter_)
        assert set(refusal(lambda: hotline._cases.ListCases(request)).violations) == {"filter.text"}
        archived = archive_service_pb2.SearchArchiveRequest(text=text)
        assert set(refusal(lambda: hotline.archive.SearchArchive(archived)).violations) == {"text"}

    @pytest.mark.parametrize("text", ["' OR 1=1 --", '"*', "a' & 'b", "NEAR(a b)", "\\", "a:* | b"])
    @pytest.mark.each_database
    def test_no_sign_is_an_operator(self, office: Office, find: Find, text: str) -> None:
        office.call()
        if any(char.isalnum() for char in text):
            assert find(text) == []


@pytest.mark.each_database
class TestLongTexts:
    """Far behind in a text, and behind many of the same words; PostgreSQL alone counts positions."""

    @pytest.fixture
    def found(self, empty_database_url: str) -> Iterator[Callable[[str, str], bool]]:
        with database_at(empty_database_url, KEYRING) as database:

            def found(text: str, asked: str) -> bool:
                with write_transaction(database):
                    SearchIndex(database).put({"20261126-000001": text})
                ids = having(database, asked)
                if isinstance(ids, SQL):
                    ids = [row[0] for row in execute(database, ids.sql[1:-1], ids.params)]
                return ids == [20261126000000001]

            yield found

    @pytest.mark.parametrize(
        "filler", ["、".join("路灯坏了楼道黑暗" * 1_200), "路灯坏了楼道黑暗" * 2_400, "小区" * 700]
    )
    def test_words_are_found_to_the_end(self, found: Callable[[str, str], bool], filler: str) -> None:
        text = f"{filler}、小区东门井盖翘起"
        assert len(text) < TEXT_LIMIT
        for asked in ("小区东门", "东门井盖翘起", "井盖", "翘", "起 小区东门"):
            assert found(text, asked), asked
        for asked in ("东门小区", "井盖东门", "门翘", "1"):
            assert not found(text, asked), asked


class TestFollowing:
    """The index follows what happens to a case."""

    def test_a_reply_is_found(self, office: Office, find: Find) -> None:
        number = office.call()
        assert find("吊销从业资格") == []
        office.accept(number)
        office.reply(number, text="已吊销从业资格证")
        assert find("吊销从业资格") == [number]

    @pytest.mark.each_database
    def test_what_is_added_and_told_later_is_found_as_far_as_one_may_see_it(self, office: Office, find: Find) -> None:
        number = office.call()
        office.accept(number)
        supplement(office, number, "车上还落下一只行李箱，我是张三")
        office.progress(number)
        office.reply(number)
        office.review(number)
        office.answer(number, answer("告知可以到客运中心认领"))
        direct = office.answered(phone="13900139000")
        secret = office.call("投诉出租车拒载，不要透露我的信息", phone="13900139001")
        supplement(office, secret, "行李箱请送到柳塘小区3栋502")
        office.tell_caller(secret)
        assert find("照政策答复") == [direct]
        assert find("承办单位办理") == [secret]
        assert find("客运中心 认领 已到现场") == [number]
        assert (find("行李箱"), find("张三"), find("3栋502")) == ([secret, number], [], [secret])
        with connect(office.server.address, AUTHORITY.token("王科长", [AccessRole.DEPARTMENT], TAXI)) as taxi:
            for text, seen in (("行李箱", [secret, number]), ("客运中心", [number]), ("3栋502", []), ("照政策", [])):
                request = department_pb.ListAssignedCasesRequest(department=TAXI, text=text)
                found = taxi.departments.ListAssignedCases(request).cases
                assert [case.number for case in found] == seen, text

    def test_a_joined_call_leads_to_the_case_that_answers_it_too(self, office: Office, find: Find) -> None:
        main, joined = office.call(), office.call("出租车绕路还甩客", phone="13900139000")
        join(office, main, joined)
        assert find("甩客") == [joined, main]

    def test_a_call_that_is_separated_again_leads_to_its_own_case(self, office: Office, find: Find) -> None:
        main, joined = office.call(), office.call("出租车绕路还甩客", phone="13900139000")
        join(office, main, joined)
        assert find("甩客") == [joined, main]
        request = desk_pb.SeparateCaseRequest(context=office.context(joined), reason="不是一件事")
        office.hotline.desk.SeparateCase(request)
        assert find("甩客") == [joined]

    def test_what_is_erased_with_a_caller_is_found_no_more(self, office: Office, find: Find) -> None:
        number = office.call("投诉出租车拒载还乱要价,同车的人电话13700137111")
        finish(office, number)
        assert find("13700137111") == [number]
        office.clock.advance(days=1200)
        while office.server.desk.watchman.some():
            pass
        assert find("13700137111") == []
        assert find("拒载") == [number]

    def test_filters_narrow_the_words(self, office: Office, find: Find) -> None:
        taxi, heating = office.call("投诉出租车拒载还乱要价"), office.call("投诉小区没有暖气", phone="13900139000")
        matter = office.case(taxi).matter
        assert find("投诉") == [heating, taxi]
        assert find("投诉", matter=matter) == [taxi]
        assert find(matter=matter) == [taxi]
        assert find("投诉", states=[case_pb2.CASE_STATE_ARCHIVED]) == []
        deadline = office.case(taxi).assignments[0].deadline
        before, after = deadline.seconds - 1, deadline.seconds + 1
        assert taxi in find("投诉", due_from={"seconds": before}, due_before={"seconds": after})
        assert taxi not in find("投诉", due_from={"seconds": after})
        assert taxi not in find("投诉", due_before={"seconds": before})

    def test_the_archive_is_searched_alike(self, office: Office, hotline: Hotline) -> None:
        number = office.call("投訴計程車拒載", subject="計程車")
        finish(office, number)
        while office.server.reports.archive.some():
            pass
        index(office.server)
        for text in ("计程车", "拒载 計程車", "已处罚司机"):
            request = archive_service_pb2.SearchArchiveRequest(text=text)
            assert [one.number for one in hotline.archive.SearchArchive(request).archived_cases] == [number], text
        nothing = archive_service_pb2.SearchArchiveRequest(text="暖气")
        assert not hotline.archive.SearchArchive(nothing).archived_cases

    @pytest.mark.each_database
    @pytest.mark.tampers
    def test_words_that_were_deleted_are_missed_and_indexed_anew(
        self, office: Office, settings: Settings, find: Find
    ) -> None:
        numbers = [office.call(phone=f"137001370{place:02d}") for place in range(60)]
        find()
        with database_at(settings.database, KEYRING) as database, write_transaction(database):
            execute(database, "DELETE FROM case_search")
        newest = office.call(phone="13900139000")
        missed = [fault.split()[2].partition("：")[0] for fault in faults_of(settings.database)]
        assert missed == numbers
        result = CliRunner().invoke(app, ["database", "reindex", "--database", settings.database])
        assert (result.exit_code, faults_of(settings.database)) == (0, [])
        assert find("拒载")[::-1] == [*numbers, newest]

    def test_a_case_that_is_only_signed_for_is_not_indexed_again(self, office: Office, find: Find) -> None:
        number = office.call()
        index(office.server)
        office.accept(number)
        statements: list[str] = []
        office.server.service.stores.database.query_hooks.append(lambda event: statements.append(event.sql))
        index(office.server)
        assert any("search_position" in one for one in statements)
        assert not [one for one in statements if "INTO case_search" in one]
        office.reply(number, text="已经退还乘客多收的车费")
        assert find("退还 拒载") == [number]

    def test_two_servers_index_a_case_once(self, office: Office, start_server: StartServer, find: Find) -> None:
        number = office.call()
        another = start_server()
        index(another)
        assert not office.server.desk.search_indexing.some()
        assert find("拒载") == [number]


@pytest.mark.each_database
class TestPrivacy:
    def test_callers_are_not_found_by_name_or_phone(self, office: Office, find: Find) -> None:
        office.call("我叫张三,电话13800138000,投诉出租车拒载")
        for text in ("张三", "13800138000", "0013800"):
            assert find(text) == [], text

    def test_a_department_finds_what_it_may_see(self, office: Office, server: RunningServer) -> None:
        mine = office.call("投诉出租车拒载还乱要价")
        office.call("投诉小区没有暖气", phone="13900139000")
        secret = office.hotline.register(
            case_pb2.Call(
                content="举报出租车公司行贿,我住东湖花园3栋502",
                operator="0712",
                caller=case_pb2.Caller(name="王䶮", phone="13700137000", confidential=True),
            )
        ).number
        if office.case(secret).state == case_pb2.CASE_STATE_REGISTERED:
            office.assign(secret, designation(TAXI))
        index(server)
        with connect(server.address, AUTHORITY.token("王科长", [AccessRole.DEPARTMENT], TAXI)) as taxi:

            def found(text: str) -> list[str]:
                request = department_pb.ListAssignedCasesRequest(department=TAXI, text=text)
                return [case.number for case in taxi.departments.ListAssignedCases(request).cases]

            assert found("投诉") == [mine]
            for hidden in ("502", "3栋", "王䶮", "13700137000"):
                assert found(hidden) == [], hidden
            foreign = department_pb.ListAssignedCasesRequest(department="教育局", text="投诉")
            refused = refusal(lambda: taxi.departments.ListAssignedCases(foreign))
            assert refused.code is grpc.StatusCode.PERMISSION_DENIED
            listing = case_service_pb2.ListCasesRequest(filter=case_service_pb2.CaseFilter(text="投诉"))
            assert refusal(lambda: taxi._cases.ListCases(listing)).code is grpc.StatusCode.PERMISSION_DENIED

    def test_pages_do_not_tell_whether_a_hidden_word_is_there(self, office: Office, server: RunningServer) -> None:
        def secret(place: int) -> None:
            caller = case_pb2.Caller(name="王䶮", phone=f"1370013700{place}", confidential=True)
            call = case_pb2.Call(
                content=f"举报出租车公司行贿,我住东湖花园3栋502,{place}", operator="0712", caller=caller
            )
            number = office.hotline.register(call).number
            if office.case(number).state == case_pb2.CASE_STATE_REGISTERED:
                office.assign(number, designation(TAXI))

        first = office.call("投诉出租车拒载还乱要价,就停在502的门口")
        secret(1)
        secret(2)
        last = office.call("投诉出租车拒载,就停在502的门口", phone="13900139000")
        secret(3)
        index(server)
        with connect(server.address, AUTHORITY.token("王科长", [AccessRole.DEPARTMENT], TAXI)) as taxi:
            request = department_pb.ListAssignedCasesRequest(department=TAXI, text="502", page_size=1)
            page = taxi.departments.ListAssignedCases(request)
            assert [case.number for case in page.cases] == [last]
            request.page_token = page.next_page_token
            page = taxi.departments.ListAssignedCases(request)
            assert ([case.number for case in page.cases], page.next_page_token) == ([first], "")
            request = department_pb.ListAssignedCasesRequest(department=TAXI, text="3栋502", page_size=1)
            assert taxi.departments.ListAssignedCases(request) == department_pb.ListAssignedCasesResponse()


def test_the_command_searches_for_the_desk_and_for_departments(
    office: Office, server: RunningServer, tmp_path: Path
) -> None:
    number = office.call("投诉出租车拒载还乱要价")
    index(server)
    for roles, department in (([AccessRole.OPERATOR], ""), ([AccessRole.DEPARTMENT], TAXI)):
        token = tmp_path / "token"
        token.write_text(AUTHORITY.token("某人", roles, department))
        command = ["search", "--server", server.address, "--token-file", str(token)]
        shown = CliRunner().invoke(app, [*command, "投诉", "拒载"])
        assert (shown.exit_code, number in shown.output) == (0, True), shown.output
        assert number not in CliRunner().invoke(app, [*command, "暖气"]).output
        refused = CliRunner().invoke(app, [*command, "--state", "没有这种"])
        assert refused.exit_code == 2
