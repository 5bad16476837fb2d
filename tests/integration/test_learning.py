"""Learning in a process of its own: from the shipped calls and from closed cases, without personal data."""

import csv
import json
import os
import random
import subprocess
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hotline.v1 import case_pb2, intake_service_pb2
from hotline.v1 import desk_service_pb2 as desk_pb
from hotline.v1 import learn_service_pb2 as pb
from hotline_client import Hotline
from hotline_server.desk.readers.examples import UNKNOWN_CALLER, CaseExamples, example_of, judges_readers
from hotline_server.desk.readers.learning import SILENCE, SYSTEM, Learning
from hotline_server.desk.readers.measuring import Tally, measure
from hotline_server.domain.learning import LearningRun, LearningSource, LearningState
from hotline_server.domain.readers import Aspect, Figure, MeasuredPart
from hotline_server.ground.config import Settings
from hotline_server.ground.folders import PROJECT
from hotline_server.rulebook.files import read_files
from hotline_server.rulebook.material import build_material, read_material
from hotline_server.runtime.server import RunningServer
from hotline_server.security.identity import AccessRole
from hotline_server.store.engine.group_commit import Writer
from hotline_server.store.readers.experience import ClosedCase
from hotline_server.text.learning.examples import Example, read_answered, read_calls
from hotline_server.text.learning.learner import learn
from hotline_server.text.policy_index import PolicyText
from hotline_server.text.reader import Reader
from hotline_server.text.reader_file import unpack

from tests.hotline import AUTHORITY, SUSPICIOUS, SetClock, StartServer, a_call, connect, eventually, refusal
from tests.ngrams import gram_of
from tests.office import TAXI, Office, answer, designation

NAME, PHONE, ADDRESS = "欧阳若彤", "13800138000", "翡翠湾7栋1802室"
OTHER = "司徒慕白"
ORDINARY = ["投诉出租车拒载", "公交车半天不来", "的士司机绕路", "公交司机态度差", "出租车乱收费", "公交站牌坏了"]
FEW = 240


def some_calls() -> list[Example]:
    """A few of the shipped calls, of all kinds."""
    everything = list(read_calls(sorted((PROJECT / "sample" / "calls").glob("*.csv"))))
    return random.Random(0).sample(everything, FEW)


def write_calls(parent: Path, calls: Sequence[Example]) -> Path:
    """Return a folder with labelled calls."""
    folder = parent / "calls"
    folder.mkdir()
    with (folder / "some.csv").open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(("text", "emergency", "danger", "request_type", "matter"))
        for one in calls:
            rows.writerow((one.text, int(bool(one.emergency)), one.danger, one.request_type, one.matter))
    return folder


@pytest.fixture
def settings(settings: Settings, tmp_path: Path) -> Settings:
    """Learn from a few calls, so that it takes seconds."""
    return settings.model_copy(update={"learning_calls": write_calls(tmp_path, some_calls())})


def start(hotline: Hotline) -> pb.LearningRun:
    request = pb.StartLearningRequest(actor="陈规则", reason="试学")
    run: pb.LearningRun = hotline.learning.StartLearning(request).run
    return run


def finish(hotline: Hotline, server: RunningServer) -> pb.LearningRun:
    """Let the server work until learning has ended."""
    for attempt in eventually(0.2):
        with attempt:
            server.service.learning.turn()
            run: pb.LearningRun = hotline.learning.GetLearning(pb.GetLearningRequest()).run
            assert run.HasField("ended_at")
    return run


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
    files, _ = server.desk.publishing.files(version)
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
    learning = server.desk.learning
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
    assert desk.learning.claim()
    assert len(writes) == 1
    assert desk.learning.claim() is None
    assert len(writes) == 1
    clock.advance(seconds=SILENCE.total_seconds() + 1)
    assert desk.learning.claim() is None
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


@pytest.mark.each_database
class TestClosedCases:
    """What closed cases teach."""

    @pytest.fixture
    def cases(self, server: RunningServer) -> CaseExamples:
        return CaseExamples(server.service.stores.experience)

    def test_the_lead_that_replied_the_matter_and_the_type_are_learned(
        self, cases: CaseExamples, office: Office
    ) -> None:
        handle(office, office.call(request_type=case_pb2.REQUEST_TYPE_COMPLAINT), TAXI)
        office.call("投诉出租车绕路")
        (example,) = learned(cases)
        assert (example.office, example.matter) == (TAXI, "出租车与网约车")
        assert (example.request_type, example.emergency) == ("投诉", False)

    def test_of_a_case_that_was_sent_on_the_last_lead_is_learned_and_no_matter(
        self, cases: CaseExamples, office: Office
    ) -> None:
        number = office.call()
        office.send_back(number)
        office.assign(number, designation("交警支队"))
        handle(office, number, "交警支队")
        (example,) = learned(cases)
        assert (example.office, example.matter) == ("交警支队", "")

    def test_verified_emergencies_are_learned_as_such_and_false_ones_too(
        self, cases: CaseExamples, office: Office
    ) -> None:
        """R2.6."""
        true, false = (office.call(text, marked_urgent=True) for text in ("我家厨房着火了,火很大", "是隔壁在熏腊肉"))
        office.verify(true, confirmed=True)
        handle(office, true, office.case(true).assignments[0].department, missing="火已经灭了")
        office.verify(false, confirmed=False)
        office.assign(false, designation(TAXI))
        handle(office, false, TAXI)
        found = {example.text: (example.emergency, example.danger) for example in learned(cases)}
        assert found == {"我家厨房着火了,火很大": (True, ""), "是隔壁在熏腊肉": (False, "")}

    @pytest.mark.usefixtures("suspicious_reading")
    @pytest.mark.parametrize("kind", ["溺水", ""])
    def test_a_kind_of_danger_is_learned_only_where_a_person_named_it(
        self, cases: CaseExamples, office: Office, kind: str
    ) -> None:
        """R2.6: what the machine supposed must not teach the machine."""
        case = office.hotline.register(a_call(SUSPICIOUS))
        confirm_danger(office, case, kind)
        assert [(example.emergency, example.danger) for example in learned(cases)] == [(True, kind)]

    def test_the_kind_that_a_person_names_in_raising_an_emergency_is_learned(
        self, cases: CaseExamples, office: Office
    ) -> None:
        """R2.6: named last, and not lost as somebody later names none."""
        number = office.call("你好在吗")
        desk, context = office.hotline.desk, office.context
        raised = desk_pb.RaiseEmergencyRequest(context=context(number), reason="再问", danger_kind="溺水")
        desk.RaiseEmergency(raised)
        office.verify(number, confirmed=False)
        desk.RaiseEmergency(desk_pb.RaiseEmergencyRequest(context=context(number), reason="又来电"))
        confirmed = desk_pb.VerifyEmergencyRequest(
            context=context(number),
            result=desk_pb.VERIFICATION_RESULT_CONFIRMED,
            findings="打电话核实过",
            designation=designation(TAXI),
        )
        desk.VerifyEmergency(confirmed)
        handle(office, number, office.case(number).assignments[0].department, missing="已经救上来了")
        assert [(example.emergency, example.danger) for example in learned(cases)] == [(True, "溺水")]

    def test_emergencies_that_judge_readers_are_not_learned_from(self, cases: CaseExamples, office: Office) -> None:
        """R2.6."""
        numbers = [office.call(f"我家厨房着火了,火很大,{one}楼", marked_urgent=True) for one in "一二三四五六七八九十"]
        for number in numbers:
            office.verify(number, confirmed=True)
            handle(office, number, office.case(number).assignments[0].department, missing="火已经灭了")
        judging = sum(map(judges_readers, numbers))
        assert 0 < judging < len(numbers)
        assert len(learned(cases)) == len(numbers) - judging

    def test_a_joined_report_of_an_emergency_is_not_learned_as_harmless(
        self, cases: CaseExamples, office: Office
    ) -> None:
        """R2.6."""
        main = office.call("我家厨房着火了,火很大", marked_urgent=True)
        joined = office.call("投诉出租车堵在幸福小区门口,消防车过不去")
        request = desk_pb.JoinCasesRequest(context=office.context(joined), into_number=main, reason="同一场火")
        office.hotline.desk.JoinCases(request)
        assert office.case(joined).state == case_pb2.CASE_STATE_CLOSED
        assert learned(cases) == []

    def test_callers_without_a_number_are_one_person(self, cases: CaseExamples, office: Office) -> None:
        """R8.14: an n-gram of fewer than five people is not learned, and one person may call five times."""
        for word in ("拒载", "绕路", "乱要价"):
            handle(office, office.call(f"投诉出租车{word}", phone=""), TAXI)
        examples = learned(cases)
        assert len(examples) == 3
        assert {example.caller for example in examples} == {UNKNOWN_CALLER}

    def test_of_proposed_answers_what_a_person_made_of_them_is_learned(
        self, cases: CaseExamples, office: Office
    ) -> None:
        """R2.1, P2."""
        confirmed, declined, unjudged = (office.call(f"{word}租房怎么提取公积金") for word in ("请问", "想问", "问下"))
        policy = office.case(confirmed).decision.proposals[0].policy.id
        told = answer(policy_id=policy)
        request = desk_pb.AnswerDirectlyRequest(context=office.context(confirmed), answer=told, reason="照政策答")
        office.hotline.desk.AnswerDirectly(request)
        office.decline(declined)
        for number in (declined, unjudged):
            office.assign(number, designation(TAXI))
            handle(office, number, TAXI)
        assert {example.text[:2]: example.policy for example in learned(cases)} == {
            "请问": policy,
            "想问": "",
            "问下": None,
        }

    def test_protected_callers_teach_nothing(self, cases: CaseExamples, office: Office) -> None:
        handle(office, office.call(request_type=case_pb2.REQUEST_TYPE_ACCUSATION), TAXI)
        assert learned(cases) == []

    def test_a_caller_counts_once_however_often_they_call(self, cases: CaseExamples, office: Office) -> None:
        for phone in ("13800138000", "13800138000", "13900139000"):
            handle(office, office.call(f"投诉出租车拒载{phone[-4:]}次", phone=phone), TAXI)
        examples = learned(cases)
        assert (len(examples), len({example.caller for example in examples})) == (3, 2)


def confirm_danger(office: Office, case: case_pb2.Case, kind: str) -> None:
    """Let the caller confirm a danger, of a kind if one is given, and close the case that becomes an emergency."""
    office.hotline.answer_question(case, intake_service_pb2.DANGER_ANSWER_DANGER, "是的", kind, actor="0712")
    office.verify(case.number, confirmed=True)
    handle(office, case.number, office.case(case.number).assignments[0].department, missing="已经救上来了")


def handle(office: Office, number: str, department: str, missing: str = "") -> None:
    """Let a department reply, without its co-handlers if there is a reason, and answer the caller."""
    office.accept(number, department)
    office.reply(number, department, missing=missing)
    office.review(number)
    office.answer(number)


def learned(cases: CaseExamples) -> list[Example]:
    return list(cases.read(lambda _: None))


def a_case(number: int, text: str, *, name: str = "", phone: str = "", caller: str = "") -> ClosedCase:
    return ClosedCase(
        number=f"20261124-{number:06d}",
        text=text,
        name=name,
        phone=phone,
        caller=caller or f"caller {number}",
        request_type="投诉",
        matter="出租车与网约车" if number % 2 else "公交",
        lead=TAXI if number % 2 else "公共交通集团",
        danger="",
        emergency=False,
        policy=None,
    )


def grams_of(text: str) -> set[str]:
    """All of the 3- and 4-grams of a text."""
    return {text[place : place + length] for length in (3, 4) for place in range(len(text) - length + 1)}


def test_no_name_phone_or_address_of_a_case_can_be_read_off_a_reader() -> None:
    """Neither of the caller, whom the service knows, nor of others, whom few callers name."""
    ordinary = [a_case(number, f"{text}，要求处理") for number, text in enumerate(ORDINARY * 6)]
    personal = [
        a_case(900 + number, text, name=NAME, phone=f"+86{PHONE}", caller="the same caller")
        for number, text in enumerate(
            [
                f"我叫{NAME}，电话{PHONE}，住{ADDRESS}，投诉出租车拒载",
                f"{NAME} {PHONE} {ADDRESS} 公交车不停站",
                f"{ADDRESS}的{OTHER}打我电话{PHONE}骂人",
                f"还是{ADDRESS}，{OTHER}又来了",
                f"第三次说了，{ADDRESS}的{OTHER}",
                f"第四次说了，{ADDRESS}的{OTHER}",
                f"第五次说了，{ADDRESS}的{OTHER}",
            ]
        )
    ]
    examples = [example_of(case) for case in (*ordinary, *personal)]
    assert not [one.text for one in examples if NAME in one.text or PHONE in one.text]
    reader = Reader(learn(examples))
    known = {gram_of(int(key)) for key in reader.vocabulary.keys}
    readable = {one for one in known if len(one) == 3}
    assert readable
    for secret in (NAME, OTHER, ADDRESS, PHONE):
        assert not [one for one in known if len(one) > 1 and any(one in part for part in grams_of(secret))]
    unpacked = unpack(reader.data)
    header = json.dumps(unpacked.header, ensure_ascii=False)
    arrays = b"".join(array.tobytes() for array in unpacked.arrays.values())
    parts = grams_of(NAME) | grams_of(OTHER) | grams_of(ADDRESS)
    # Shorter pieces of a number occur among those of weights by chance.
    parts.add(PHONE)
    assert not [part for part in parts if part in header]
    encodings = ("utf-8", "utf-16-be", "utf-16-le", "utf-32-le", "gb18030")
    assert not [part for part in parts for encoding in encodings if part.encode(encoding) in arrays]


def test_readers_are_measured_on_calls_they_were_not_learned_from(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    questions = list(read_answered(sorted((PROJECT / "sample" / "calls" / "questions").glob("*.csv"))))
    examples = [*some_calls(), *questions[:100]]
    sizes: list[int] = []

    def learn_and_count(chosen: Sequence[Example], policies: Sequence[PolicyText]) -> bytes:
        sizes.append(len(chosen))
        return learn(chosen, policies)

    material = replace(read_material(tmp_path, PROJECT / "rules"), examples=examples)
    measures = measure(material, learn_and_count, lambda done, total: told.append((done, total)))
    assert told == [(n, 5) for n in range(6)]
    held_back = [example for example in examples if example.part == 0]
    assert max(sizes) == len(examples) - len(held_back)
    found = {(one.part, one.aspect, one.name, one.figure): one for one in measures}
    emergencies = sum(bool(example.emergency) for example in held_back)
    assert found[MeasuredPart.HELD_OUT, Aspect.DANGER, "", Figure.FOUND].total == emergencies
    matters = [example for example in examples if example.part != 0 and example.matter]
    overall = found[MeasuredPart.CROSS_VALIDATED, Aspect.MATTER, "", Figure.AMONG_THREE]
    assert overall.total == len(matters)
    assert overall.count >= found[MeasuredPart.CROSS_VALIDATED, Aspect.MATTER, "", Figure.FOUND].count
    answered = [example for example in examples if example.part != 0 and example.policy]
    assert found[MeasuredPart.CROSS_VALIDATED, Aspect.POLICY, "", Figure.AMONG_THREE].total == len(answered)


@pytest.mark.parametrize(("threshold", "found"), [(0, 20), (101, 0)])
def test_dangers_are_measured_at_the_threshold_of_the_rule_book(threshold: int, found: int) -> None:
    """R2.6: what decides is what officials set."""
    reader = Reader(learn(some_calls()))
    tally = Tally(MeasuredPart.HELD_OUT, threshold)
    tally.read(reader, [example for example in some_calls() if example.emergency][:20])
    measures = {(one.aspect, one.name, one.figure): one for one in tally.measures()}
    assert measures[Aspect.DANGER, "", Figure.FOUND].count == found


def test_the_threshold_of_dangers_is_that_of_the_rule_book(tmp_path: Path) -> None:
    files = read_files(PROJECT / "rules")
    reading = files["reading.yaml"].decode().replace("    确信: 55 ", "    确信: 66 ").encode()
    material = build_material(tmp_path, {**files, "reading.yaml": reading}, {})
    assert material.sure_danger == 66


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
        files, tests = server.desk.publishing.files("")
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
