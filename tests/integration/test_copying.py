"""Backup, restore, and copying between SQLite and PostgreSQL preserve all data."""

from pathlib import Path

import pytest
from google.protobuf.message import Message
from hotline.v1 import learn_service_pb2 as pb
from hotline_client import Hotline
from hotline_server.cli.main import app
from hotline_server.ground.config import Settings
from hotline_server.runtime.server import RunningServer
from hotline_server.security.identity import AccessRole
from hotline_server.store.engine.sql import execute
from hotline_server.store.maintenance.opening import database_at
from typer.testing import CliRunner

from tests.hotline import SetClock, StartServer, a_call, connect, faults_of
from tests.integration.test_learn_service import keep, person, publish, reader_with
from tests.office import Office

pytestmark = pytest.mark.each_database


def hotline_database(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["database", *arguments])
    return result.exit_code, result.output


def busy_days(office: Office) -> list[str]:
    """Create cases over two months in many states."""
    numbers = [office.call(), office.call("我家楼下着火了,快来人"), office.answered()]
    office.accept(numbers[0])
    office.reply(numbers[0])
    office.clock.advance(days=30)
    office.round()
    return [*numbers, office.call("小区物业费涨了一倍")]


def test_a_backup_of_a_serving_database_is_restored_completely(
    office: Office, settings: Settings, tmp_path: Path, empty_database_url: str, start_server: StartServer
) -> None:
    if empty_database_url == settings.database:
        empty_database_url = f"sqlite:///{tmp_path / 'restored.db'}"
    numbers = busy_days(office)
    before = {number: office.case(number) for number in numbers}
    file = tmp_path / "backup.hotline"
    code, said = hotline_database("backup", str(file), "--database", settings.database)
    assert (code, "逐表核对一致" in said) == (0, True)
    office.call("备份以后的来电")
    code, said = hotline_database("restore", str(file), "--database", empty_database_url)
    assert (code, "已恢复" in said) == (0, True)
    settings.database = empty_database_url
    with connect(start_server().address) as restored:
        assert {case.number for case in restored.cases()} == set(numbers)
        assert {number: restored.case(number, log=True) for number in numbers} == before
        following = restored.register(a_call())
        assert following.number > max(numbers)
    assert faults_of(empty_database_url) == []
    with database_at(empty_database_url) as database:
        assert execute(database, "SELECT COUNT(*) FROM rule_book_publication") == [(1,)]


def test_the_embedded_database_moves_to_postgresql(
    office: Office, settings: Settings, empty_database_url: str, tmp_path: Path, start_server: StartServer
) -> None:
    target = empty_database_url
    if target == settings.database:
        target = f"sqlite:///{tmp_path / 'moved.db'}"
    numbers = busy_days(office)
    before = {number: office.case(number) for number in numbers}
    code, said = hotline_database("move", "--to", target, "--database", settings.database)
    assert (code, "hotline_case" in said, "HOTLINE_DATABASE" in said) == (0, True, True)
    settings.database = target
    with connect(start_server().address) as moved:
        assert {number: moved.case(number, log=True) for number in numbers} == before
    if target.startswith("postgresql"):
        with database_at(target) as database:
            homes = execute(database, "SELECT DISTINCT tableoid::regclass::text FROM call ORDER BY 1")
        assert homes == [("call_202611",), ("call_202612",)]


def test_readers_move_with_their_publications_proposals_and_shadow(
    server: RunningServer, settings: Settings, empty_database_url: str, tmp_path: Path, start_server: StartServer
) -> None:
    target = empty_database_url
    if target == settings.database:
        target = f"sqlite:///{tmp_path / 'moved.db'}"
    alike, blind = (keep(server, reader_with(bias)) for bias in (0.0001, -50))
    with connect(server.address, person("陈规则", AccessRole.RULE_MAINTAINER)) as maintainer:
        publish(maintainer, alike, actor="")
        publish(maintainer, blind, actor="")
        maintainer.learning.StartReaderShadow(pb.StartReaderShadowRequest(version=blind))
        maintainer.learning.StartLearning(pb.StartLearningRequest(reason="试学"))
    with connect(server.address) as hotline:
        hotline.register(a_call("我家厨房着火了,火很大,人还在里面"))
        before = learning_of(hotline)
    code, said = hotline_database("move", "--to", target, "--database", settings.database)
    assert (code, "reader_publication" in said, "learning_run" in said) == (0, True, True)
    settings.database = target
    address = start_server().address
    with (
        connect(address) as moved,
        connect(address, person("赵处长", AccessRole.RULE_APPROVER)) as approver,
    ):
        assert learning_of(moved) == before
        assert moved.register(a_call()).decision.reader_version == alike
        (proposal,) = moved.learning.ListReaderPublications(pb.ListReaderPublicationsRequest()).proposals
        approved = approver.learning.ApproveReader(pb.ApproveReaderRequest(id=proposal.id)).publication
        assert (approved.version, approved.consented_by) == (blind, "赵处长")


def learning_of(hotline: Hotline) -> tuple[Message, ...]:
    """Return all that LearnService knows."""
    learning = hotline.learning
    return (
        learning.ListReaders(pb.ListReadersRequest()),
        learning.ListReaderPublications(pb.ListReaderPublicationsRequest()),
        learning.GetReaderShadow(pb.GetReaderShadowRequest()),
        learning.ListLearnings(pb.ListLearningsRequest()),
    )


def test_a_database_with_cases_is_not_overwritten(office: Office, settings: Settings, tmp_path: Path) -> None:
    office.call()
    file = tmp_path / "backup.hotline"
    assert hotline_database("backup", str(file), "--database", settings.database)[0] == 0
    code, said = hotline_database("restore", str(file), "--database", settings.database)
    assert (code, "已有工单" in said) == (2, True)
    code, said = hotline_database("backup", str(file), "--database", settings.database)
    assert (code, "已经存在" in said) == (2, True)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("restore", "nowhere.hotline"), "没有备份文件"),
        (("move", "--to", "oracle://x"), "不支持"),
    ],
)
def test_a_copy_that_cannot_start_reports_the_reason(arguments: tuple[str, ...], says: str, settings: Settings) -> None:
    code, said = hotline_database(*arguments, "--database", settings.database)
    assert (code, says in said) == (2, True)


def test_a_copy_that_fails_verification_is_discarded(
    office: Office, server: RunningServer, settings: Settings, tmp_path: Path, clock: SetClock
) -> None:
    office.call()
    change = "UPDATE call SET content = '别的' WHERE case_id = NEW.case_id"
    spoiling = f"CREATE TRIGGER spoil AFTER INSERT ON call BEGIN {change}; END"
    url = f"sqlite:///{tmp_path / 'copy.db'}"
    with database_at(url) as target:
        execute(target, spoiling)
    code, said = hotline_database("move", "--to", url, "--database", settings.database)
    assert (code, "不一致" in said, "表 call" in said) == (2, True, True)
    with database_at(url) as target:
        assert execute(target, "SELECT COUNT(*) FROM hotline_case") == [(0,)]
