"""Learning in a process of its own: from the shipped calls and from closed cases, without personal data."""

import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hotline.v1 import learn_service_pb2 as pb
from hotline_client import Hotline
from hotline_server.desk.readers.learning import SILENCE, SYSTEM, Learning
from hotline_server.domain.learning import LearningRun, LearningSource, LearningState
from hotline_server.ground.config import Settings
from hotline_server.ground.folders import PROJECT
from hotline_server.rulebook.material import read_material
from hotline_server.runtime.server import RunningServer
from hotline_server.security.identity import AccessRole
from hotline_server.store.engine.group_commit import Writer

from tests.faults.serving import serving
from tests.hotline import AUTHORITY, SetClock, StartServer, a_call, connect, eventually, refusal
from tests.learning import FEW, ORDINARY, finish, handle, some_calls, start, write_calls
from tests.office import TAXI, Office, designation


@pytest.fixture
def settings(settings: Settings, tmp_path: Path) -> Settings:
    """Learn from a few calls, so that it takes seconds."""
    return settings.model_copy(update={"learning_calls": write_calls(tmp_path, some_calls())})


def test_a_reader_is_learned_measured_kept_and_not_published(
    hotline: Hotline, server: RunningServer, settings: Settings
) -> None:
    before = server.book().reader
    waiting = start(hotline)
    assert waiting.state == pb.LEARNING_STATE_WAITING
    assert "第 1 次学习正在等待，学完或取消以后才能再学" in str(refusal(lambda: start(hotline)))
    run = finish(hotline, server)
    assert (run.state, run.error) == (pb.LEARNING_STATE_SUCCEEDED, "")
    reader = hotline.learning.GetReader(pb.GetReaderRequest(version=run.reader_version)).reader
    assert (reader.origin, reader.actor) == (pb.READER_ORIGIN_LEARNED, "陈规则@测试")
    texts = len(read_material(settings.learning_calls, PROJECT / "rules").examples)
    assert reader.sources == {"随软件发行的文字": texts, "本市办结的工单": 0}
    measured = {(one.part, one.aspect) for one in reader.measures}
    assert (pb.MEASURED_PART_CROSS_VALIDATED, pb.READING_ASPECT_DANGER) in measured
    assert (pb.MEASURED_PART_HELD_OUT, pb.READING_ASPECT_MATTER) in measured
    assert server.book().reader is before


def keep_tests(server: RunningServer, tests: str) -> None:
    """Leave the rule book in force without policies, and with other tests."""
    books = server.service.stores.rule_books
    version = server.book().version
    files, _ = server.desk.rule_books.kept.files(version)
    kept = {name: content for name, content in files.items() if name != "policies.yaml"}
    server.desk.writer.write(lambda: books.keep(version, kept, {"own.yaml": tests.encode()}))


def test_a_reader_is_learned_from_the_rule_book_in_force(
    hotline: Hotline, server: RunningServer, settings: Settings
) -> None:
    """Not from whatever lies in the folder that the first one came from."""
    keep_tests(server, "用途: 险情\n说法: {火灾: [楼下着火了, 楼上着火了]}\n")
    settings.rules = settings.learning_calls
    start(hotline)
    run = finish(hotline, server)
    assert run.error == ""
    sources = hotline.learning.GetReader(pb.GetReaderRequest(version=run.reader_version)).reader.sources
    assert sources == {"随软件发行的文字": FEW + 2, "本市办结的工单": 0}


@pytest.mark.parametrize(
    ("saying", "told"),
    [
        ("用途: 险情\n说法: {火灾: [楼下着火了]}\n", "来电太少，学不出判读模型：一共 1 条"),
        ("用途: 别的\n", "在用的规则库或它的用例读不了：tests/own.yaml"),
    ],
)
def test_learning_that_fails_says_why(
    hotline: Hotline, server: RunningServer, settings: Settings, saying: str, told: str
) -> None:
    for file in settings.learning_calls.iterdir():
        file.unlink()
    keep_tests(server, saying)
    start(hotline)
    run = finish(hotline, server)
    assert run.state == pb.LEARNING_STATE_FAILED
    assert told in run.error


@pytest.mark.parametrize("stage", [None, pb.LEARNING_STAGE_LEARNING, pb.LEARNING_STAGE_MEASURING])
def test_a_process_that_dies_is_told_leaves_nothing_and_the_next_run_may_begin(
    hotline: Hotline, server: RunningServer, stage: "pb.LearningStage.ValueType | None"
) -> None:
    """Wherever it dies: at its start, while it learns, while it measures."""
    start(hotline)
    process = server.service.learning
    process.turn()
    assert process._running
    for attempt in eventually(0.05):
        with attempt:
            run = hotline.learning.GetLearning(pb.GetLearningRequest()).run
            assert stage is None or run.stage >= stage
    process._running[1].kill()
    run = finish(hotline, server)
    assert run.state == pb.LEARNING_STATE_FAILED
    assert "信号 9" in run.error
    assert run.reader_version == ""
    (reader,) = hotline.learning.ListReaders(pb.ListReadersRequest()).readers
    assert (reader.origin, reader.in_force) == (pb.READER_ORIGIN_SHIPPED, True)
    assert start(hotline).id > run.id


def test_learning_that_is_cancelled_ends(hotline: Hotline, server: RunningServer) -> None:
    start(hotline)
    server.service.learning.turn()
    cancelled = hotline.learning.CancelLearning(pb.CancelLearningRequest(actor="陈规则")).run
    assert cancelled.state == pb.LEARNING_STATE_CANCELLED
    for attempt in eventually(0.1):
        with attempt:
            server.service.learning.turn()
            assert server.service.learning._running is None
    refused = refusal(lambda: hotline.learning.CancelLearning(pb.CancelLearningRequest(actor="陈规则")))
    assert "第 1 次学习已经取消，不能取消" in str(refused)


@pytest.mark.each_database
def test_one_server_of_several_learns(hotline: Hotline, server: RunningServer, start_server: StartServer) -> None:
    other = start_server()
    start(hotline)
    server.service.learning.turn()
    other.service.learning.turn()
    assert server.service.learning._running
    assert other.service.learning._running is None


def test_a_server_that_stops_leaves_its_learning_to_another(hotline: Hotline, start_server: StartServer) -> None:
    other = start_server()
    start(hotline)
    other.service.learning.turn()
    other.service.learning.stop()
    run = hotline.learning.GetLearning(pb.GetLearningRequest()).run
    assert run.state == pb.LEARNING_STATE_WAITING


@pytest.mark.each_database
def test_learning_whose_server_died_is_given_up(hotline: Hotline, server: RunningServer, clock: SetClock) -> None:
    start(hotline)
    learning = server.desk.readers.learning
    assert learning.claim()
    assert learning.claim() is None
    clock.advance(seconds=SILENCE.total_seconds() + 1)
    assert learning.claim() is None
    run = hotline.learning.GetLearning(pb.GetLearningRequest()).run
    assert run.state == pb.LEARNING_STATE_FAILED
    assert "没有了音讯" in run.error


def test_a_server_with_nothing_to_do_writes_nothing(
    hotline: Hotline, server: RunningServer, clock: SetClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each of all servers looks every second."""
    start(hotline)
    stores, desk = server.service.stores, server.desk
    writes: list[Callable[[], object]] = []

    def write(self: Writer, do: Callable[[], object]) -> object:
        writes.append(do)
        return plain(self, do)

    plain = Writer.write
    monkeypatch.setattr(Writer, "write", write)
    unable = Learning(stores.learning_runs, desk.writer, clock, is_able=lambda: False)
    assert unable.claim() is None
    assert not writes
    assert desk.readers.learning.claim()
    assert len(writes) == 1
    assert desk.readers.learning.claim() is None
    assert len(writes) == 1
    clock.advance(seconds=SILENCE.total_seconds() + 1)
    assert desk.readers.learning.claim() is None
    assert len(writes) == 2


def test_learning_that_cannot_start_fails_at_once(
    hotline: Hotline, server: RunningServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", "/no/such/python")
    start(hotline)
    server.service.learning.turn()
    run = hotline.learning.GetLearning(pb.GetLearningRequest()).run
    assert run.state == pb.LEARNING_STATE_FAILED
    assert run.error.startswith("学习的进程启动不了：")
    assert server.service.learning._running is None


def test_a_process_that_ends_before_it_is_told_is_reaped(
    hotline: Hotline, server: RunningServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[subprocess.Popen[bytes]] = []

    class Deaf(subprocess.Popen[bytes]):
        """Process that has ended when it is written to."""

        def __init__(self, _: Sequence[str], **options: Any) -> None:
            super().__init__(["true"], **options)
            begun.append(self)
            os.waitid(os.P_PID, self.pid, os.WEXITED | os.WNOWAIT)

    monkeypatch.setattr(subprocess, "Popen", Deaf)
    start(hotline)
    server.service.learning.turn()
    assert hotline.learning.GetLearning(pb.GetLearningRequest()).run.error.startswith("学习的进程启动不了：")
    assert [process.returncode for process in begun] == [0]


def test_without_its_libraries_a_server_says_what_is_missing(server: RunningServer, clock: SetClock) -> None:
    stores = server.service.stores
    learning = Learning(stores.learning_runs, server.desk.writer, clock, is_able=lambda: False)
    with pytest.raises(Exception, match=r"hotline-server\[learning\]"):
        learning.start(LearningSource.CASES, "陈规则", "试学")


def test_on_schedule_a_reader_is_learned_at_night(server: RunningServer, clock: SetClock) -> None:
    stores = server.service.stores
    learning = Learning(stores.learning_runs, server.desk.writer, clock, timedelta(days=30))
    assert learning.claim() is None
    clock.now = datetime(2026, 11, 23, 18, 30, tzinfo=UTC)
    run = learning.claim()
    assert run is not None
    assert (run.actor, run.source, run.state) == (SYSTEM, LearningSource.CASES, LearningState.RUNNING)
    learning.fail(run.id, "试")
    assert learning.claim() is None
    clock.advance(days=30)
    again = learning.claim()
    assert isinstance(again, LearningRun)
    assert again.id > run.id


def test_learning_does_not_outlive_a_killed_server(database_url: str) -> None:
    """P2: another server, or the next start, begins it again."""
    with (
        serving(database_url) as server,
        connect(server.address, AUTHORITY.token("陈规则", [AccessRole.RULE_MAINTAINER])) as maintainer,
    ):
        maintainer.learning.StartLearning(pb.StartLearningRequest(reason="试学"))
        for attempt in eventually():
            with attempt:
                (learning,) = filter(_learns, server.children())
        server.process.kill()
        server.process.wait()
    for attempt in eventually():
        with attempt:
            assert not _learns(learning)


def _learns(process: int) -> bool:
    try:
        return b"hotline_server.runtime.learning" in Path(f"/proc/{process}/cmdline").read_bytes()
    except (FileNotFoundError, ProcessLookupError):
        return False


class TestCity:
    """A city's own reader, from its closed cases to publication and back, as its maintainers see it."""

    CASES = 200
    POLICE = "交警支队"

    @pytest.fixture
    def settings(self, settings: Settings, tmp_path: Path) -> Settings:
        """Teach no dangers, so that all known emergencies are lost but those that lexicons find."""
        folder = tmp_path / "calm"
        folder.mkdir()
        calm = [one for one in some_calls() if not one.emergency]
        return settings.model_copy(update={"learning_calls": write_calls(folder, calm)})

    def close_cases(self, office: Office) -> None:
        """Let two departments handle a few hundred calls; the police get what is first sent to others."""
        handled = [f"{place}{ORDINARY[number % 6]}" for number, place in enumerate(_places(self.CASES))]

        def close(number: int) -> None:
            text, phone = handled[number], f"138{number:08d}"
            case = office.call(f"反映{text}，要求处理", phone=phone)
            lead = (TAXI, self.POLICE)[number % 2]
            if office.case(case).assignments:
                office.send_back(case, office.case(case).assignments[0].department)
            office.assign(case, designation(lead))
            handle(office, case, lead)

        with ThreadPoolExecutor(8) as desks:
            list(desks.map(close, range(self.CASES)))

    def test_learns_measures_compares_shadows_publishes_and_takes_back(
        self, server: RunningServer, hotline: Hotline, office: Office
    ) -> None:
        files, tests = server.desk.rule_books.kept.files("")
        keep_tests(server, "用途: 易混\n说法: {比喻: [气得冒火]}\n")
        self.close_cases(office)
        with (
            connect(server.address, AUTHORITY.token("陈规则", [AccessRole.RULE_MAINTAINER])) as maintainer,
            connect(server.address, AUTHORITY.token("赵处长", [AccessRole.RULE_APPROVER])) as approver,
        ):
            maintainer.learning.StartLearning(pb.StartLearningRequest(reason="一年了"))
            run = finish(maintainer, server)
            assert run.error == ""
            books, version = server.service.stores.rule_books, server.book().version
            server.desk.writer.write(lambda: books.keep(version, files, tests))
            reader = maintainer.learning.GetReader(pb.GetReaderRequest(version=run.reader_version)).reader
            assert reader.sources["本市办结的工单"] == self.CASES
            offices = {one.name for one in reader.measures if one.aspect == pb.READING_ASPECT_OFFICE}
            assert offices == {"", TAXI, self.POLICE}
            learned, shipped = reader.version, hotline.register(a_call()).decision.reader_version

            compared = maintainer.learning.CompareReader(pb.CompareReaderRequest(version=learned))
            assert compared.call_count == self.CASES + 1

            maintainer.learning.StartReaderShadow(pb.StartReaderShadowRequest(version=learned))
            assert hotline.register(a_call()).decision.reader_version == shipped
            assert maintainer.learning.GetReaderShadow(pb.GetReaderShadowRequest()).compared_call_count == 1

            request = pb.PublishReaderRequest(version=learned, reason="认得本市的单位")
            proposal = maintainer.learning.PublishReader(request).proposal
            assert proposal.loss_count > 0
            assert hotline.register(a_call()).decision.reader_version == shipped
            publication = approver.learning.ApproveReader(pb.ApproveReaderRequest(id=proposal.id)).publication
            assert (publication.actor, publication.consented_by) == ("陈规则", "赵处长")
            assert hotline.register(a_call()).decision.reader_version == learned

            back = maintainer.learning.RollBackReader(pb.RollBackReaderRequest(reason="漏得太多")).publication
            assert back.version == shipped
            assert hotline.register(a_call()).decision.reader_version == shipped
            history = maintainer.learning.ListReaderPublications(pb.ListReaderPublicationsRequest())
            assert [one.version for one in history.publications] == [shipped, learned, shipped]
            assert [one.state for one in history.proposals] == [pb.READER_PROPOSAL_STATE_APPROVED]


def _places(count: int) -> list[str]:
    """Return names of made-up streets."""
    return [f"{'东西南北'[number % 4]}{'湖岭江桥门'[number % 5]}路" for number in range(count)]
