"""A department's own system receives events and submits acts, each exactly once."""

import errno
import io
import json
import os
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import grpc
import pytest
import requests
from flask import Flask, request
from hotline.v1 import act_pb2, case_pb2
from hotline_client import Hotline, HotlineError
from hotline_department import wording
from hotline_department.act_runner import ActRunner
from hotline_department.acts import LOG_ACTS, Act, ActError, parse_act, perform
from hotline_department.callers import Callers
from hotline_department.exchange import MAX_BYTES, Exchange, InUseError, format_json, is_held
from hotline_department.follower import EventFollower
from hotline_department.main import app
from hotline_department.outbox import Outbox, folder_of, read_failure, retry, settle, waiting
from hotline_department.publishers import (
    UNREACHED_PAUSE_SECONDS,
    FilePublisher,
    OutboxPublisher,
    Publisher,
    WebhookDelivery,
)
from hotline_department.webhook_server import create_app
from hotline_server.runtime.server import RunningServer
from hotline_server.security.identity import AccessRole
from hypothesis import given
from hypothesis import strategies as st
from standardwebhooks.webhooks import Webhook
from typer.testing import CliRunner
from werkzeug.serving import make_server

from tests.hotline import AUTHORITY, PATIENCE, accesses, connect, eventually
from tests.office import TAXI, Office

SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"


def act_json(number: str, act: str = "accept", **fields: Any) -> str:
    return format_json({"case": number, "act": act, "actor": "王科长"} | fields)


def run_killed_after_the_act(act_runner: ActRunner, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run the pending acts as if the bridge were killed after the first is performed, before its result is saved."""

    def killed(*args: Any) -> case_pb2.Case:
        perform(*args)
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("hotline_department.act_runner.perform", killed)
        with pytest.raises(KeyboardInterrupt):
            act_runner.round()


class TestActs:
    def test_a_case_is_accepted_updated_and_answered_through_files(
        self, office: Office, exchange: Exchange, act_runner: ActRunner
    ) -> None:
        """R3.1, R3.3: the log names the person and the system."""
        number = office.call()
        exchange.add_act("1", act_json(number))
        exchange.add_act("2", act_json(number, "progress", progress="已到现场"))
        exchange.add_act("3", act_json(number, "reply", reply="已处罚司机"))
        for name in ("1", "2", "3"):
            os.utime(exchange.folder / "in" / f"{name}.json", ns=(int(name), int(name)))
        assert act_runner.round() == 3
        case = office.case(number)
        assert case.state == case_pb2.CASE_STATE_REPLIED
        assert case.log[-1].actor == "王科长@交通运输局业务系统"
        kind, result = exchange.result("3") or ("", {})
        assert kind == "done"
        assert result["case"]["state"] == "CASE_STATE_REPLIED"
        assert list(exchange.pending()) == []

    @pytest.mark.parametrize(
        ("act", "more", "logged"),
        [
            ("object", {"reason": "不归我们管", "legal_basis": "三定规定第四条"}, "OBJECT"),
            ("extension", {"reason": "难度大", "working_days": 3}, "ASK_EXTENSION"),
            ("dissent", {"reason": "应由公安处理"}, "DISSENT"),
        ],
    )
    def test_every_act_of_a_department_can_be_submitted(
        self, office: Office, exchange: Exchange, act_runner: ActRunner, act: str, more: dict[str, Any], logged: str
    ) -> None:
        number = office.call()
        if act != "object":
            office.accept(number)
        exchange.add_act("1", act_json(number, act, **more))
        act_runner.round()
        assert office.acts(number)[-1] == logged

    @pytest.mark.parametrize(
        ("act", "more"),
        [
            ("accept", {}),
            ("progress", {"progress": "已到现场"}),
            ("reply", {"reply": "已处罚司机"}),
            ("extension", {"reason": "难度大", "working_days": 3}),
            ("object", {"reason": "不归我们管", "legal_basis": "三定规定第四条"}),
        ],
    )
    def test_an_act_performed_but_not_acknowledged_is_not_repeated(
        self,
        office: Office,
        exchange: Exchange,
        act_runner: ActRunner,
        monkeypatch: pytest.MonkeyPatch,
        act: str,
        more: dict[str, Any],
    ) -> None:
        number = office.call()
        if act not in ("accept", "object"):
            office.accept(number)
        before = office.acts(number)
        exchange.add_act("1", act_json(number, act, **more))
        run_killed_after_the_act(act_runner, monkeypatch)
        assert act_runner.round() == 1
        assert (exchange.result("1") or [""])[0] == "done"
        assert len(office.acts(number)) == len(before) + 1

    @pytest.mark.parametrize("actor", ["", "wang@city"])
    def test_an_act_of_a_person_is_not_repeated_either(
        self, office: Office, exchange: Exchange, server: RunningServer, monkeypatch: pytest.MonkeyPatch, actor: str
    ) -> None:
        number = office.call()
        office.accept(number)
        exchange.add_act("1", act_json(number, "progress", progress="已到现场", actor=actor))
        with connect(server.address, AUTHORITY.token("wang@city", [AccessRole.DEPARTMENT], TAXI)) as person:
            act_runner = ActRunner(exchange, person, TAXI)
            run_killed_after_the_act(act_runner, monkeypatch)
            assert act_runner.round() == 1
        assert (exchange.result("1") or [""])[0] == "done"
        assert office.acts(number).count("SUBMIT_PROGRESS") == 1

    def test_an_act_is_retried_after_a_concurrent_change_to_the_case(
        self, office: Office, exchange: Exchange, act_runner: ActRunner
    ) -> None:
        number = office.call()
        case = office.accept(number)
        exchange.add_act("1", act_json(number, "progress", progress="正在调查"))
        exchange.save_attempt("1", {"etag": case.etag, "sequence": office.case(number).log[-1].sequence})
        office.progress(number)
        act_runner.round()
        assert (exchange.result("1") or [""])[0] == "done"
        reasons = [entry.reason for entry in office.case(number).log if entry.act == act_pb2.ACT_SUBMIT_PROGRESS]
        assert reasons == ["已到现场", "正在调查"]

    @pytest.mark.parametrize(
        ("content", "fields"),
        [
            ("{", {"act"}),
            ("[]", {"act"}),
            ('{"case": "20261123-000001"}', {"act"}),
            ('{"case": "20261123-000001", "act": "forget"}', {"act"}),
            ('{"case": "1", "act": "accept"}', {"case"}),
            ('{"case": "20261123-000001", "act": "reply"}', {"reply"}),
            ('{"case": "20261123-000001", "act": "reply", "reply": " "}', {"reply"}),
            ('{"case": "20261123-000001", "act": "extension", "reason": "难", "working_days": 31}', {"working_days"}),
            ('{"case": "20261123-000001", "act": "accept", "colour": "红"}', {"colour"}),
        ],
    )
    def test_an_invalid_act_is_refused_by_field(
        self, exchange: Exchange, act_runner: ActRunner, content: str, fields: set[str]
    ) -> None:
        exchange.add_act("1", content)
        os.utime(exchange.folder / "in" / "1.json", (0, 0))
        act_runner.round()
        kind, result = exchange.result("1") or ("", {})
        assert kind == "refused"
        assert set(result["fields"]) == fields
        messages = "".join(result["fields"].values()).replace("JSON", "").replace("、".join(LOG_ACTS), "")
        assert not re.search("[A-Za-z]", messages)
        assert result["act"].strip() == content

    def test_files_are_for_their_owner_alone(self, tmp_path: Path) -> None:
        folder = tmp_path / "existing"
        (folder / "in").mkdir(parents=True, mode=0o755)
        exchange = Exchange(folder)
        exchange.add_act("1", "{}")
        exchange.add_event("2", {})
        exchange.save_position(3)
        with exchange.held():
            modes = {path.stat().st_mode & 0o777 for path in folder.rglob("*") if path.is_file()}
            assert modes == {0o600}
            assert {path.stat().st_mode & 0o777 for path in (folder, *folder.iterdir()) if path.is_dir()} == {0o700}

    def test_a_folder_is_used_by_one_process(self, exchange: Exchange) -> None:
        assert not is_held(exchange.folder)
        with exchange.held():
            assert is_held(exchange.folder)
            with pytest.raises(InUseError), Exchange(exchange.folder).held():
                pass
        assert not is_held(exchange.folder)

    @pytest.mark.parametrize("code", [grpc.StatusCode.INTERNAL, grpc.StatusCode.DEADLINE_EXCEEDED])
    def test_an_act_that_fails_for_a_reason_of_its_own_holds_up_no_other_case(
        self,
        office: Office,
        exchange: Exchange,
        act_runner: ActRunner,
        monkeypatch: pytest.MonkeyPatch,
        code: grpc.StatusCode,
    ) -> None:
        bad, good = office.call(), office.call(phone="13900139000")

        def failing(hotline: Hotline, department: str, act: Act, etag: str) -> case_pb2.Case:
            # A service that answers too late has performed the act all the same.
            if act.case == good or code is grpc.StatusCode.DEADLINE_EXCEEDED:
                case = perform(hotline, department, act, etag)
            if act.case == bad:
                raise HotlineError(code, "服务内部错误，编号 1", {})
            return case

        monkeypatch.setattr("hotline_department.act_runner.perform", failing)
        for place, (number, act) in enumerate(((bad, "accept"), (bad, "progress"), (good, "accept"))):
            exchange.add_act(f"{place}", act_json(number, act, **({"progress": "在办"} if act == "progress" else {})))
            os.utime(exchange.folder / "in" / f"{place}.json", ns=(place, place))
        assert act_runner.round() == 1
        assert [path.stem for path in exchange.pending()] == ["0", "1"]
        assert office.acts(good)[-1] == "ACCEPT"
        failure = read_failure(exchange.attempt_path("0"))
        assert failure
        assert (failure.reason, failure.attempts) == ("服务内部错误，编号 1", 1)
        monkeypatch.undo()
        # As `hotline-department retry` does.
        settle(exchange.attempt_path("0"))
        assert act_runner.round() == 2
        assert office.acts(bad)[-2:] == ["ACCEPT", "SUBMIT_PROGRESS"]

    def test_a_corrected_file_is_taken_under_the_same_name_and_another_act_is_not(
        self, office: Office, exchange: Exchange, act_runner: ActRunner
    ) -> None:
        number = office.call()
        exchange.add_act("1", act_json(number, "reply", reply="还没签收"))
        act_runner.round()
        exchange.add_act("1", act_json(number))
        act_runner.round()
        assert (exchange.result("1") or [""])[0] == "done"
        exchange.add_act("1", act_json(number, "progress", progress="已到现场"))
        act_runner.round()
        refused = json.loads((exchange.folder / "refused" / "1.json").read_text("utf-8"))
        assert refused["error"] == wording.ID_REUSED
        assert office.acts(number)[-1] == "ACCEPT"

    @given(st.text() | st.binary())
    def test_arbitrary_content_is_refused_by_field(self, content: str | bytes) -> None:
        with pytest.raises(ActError) as refused:
            parse_act(content)
        assert refused.value.fields
        messages = re.sub("JSON|UTF-8", "", "".join(refused.value.fields.values())).replace("、".join(LOG_ACTS), "")
        assert not re.search("[A-Za-z]{2}", messages)

    def test_a_byte_order_mark_is_dropped_and_a_doubled_key_refused(self) -> None:
        act = '{"case": "20261124-000123", "act": "accept", "actor": "王科长"}'
        assert parse_act(act.encode("utf-8-sig")) == parse_act("\ufeff" + act) == parse_act(act)
        with pytest.raises(ActError, match="UTF-8"):
            parse_act(act.encode("gbk"))
        for doubled in (act.replace("{", '{"act": "reply", '), act[:-1] + ', "act": "accept"}'):
            with pytest.raises(ActError) as refused:
                parse_act(doubled)
            assert refused.value.fields == {"act": "写了两次，不知以哪个为准"}

    def test_an_incomplete_file_is_left_alone(self, exchange: Exchange, act_runner: ActRunner) -> None:
        exchange.add_act("1", '{"case": "2026')
        assert act_runner.round() == 0
        assert exchange.result("1") is None

    def test_a_refused_act_is_reported_and_does_not_block_the_others(
        self, office: Office, exchange: Exchange, act_runner: ActRunner
    ) -> None:
        number = office.call()
        foreign = office.call("楼下烧烤店油烟太大,环保局也没来,投诉")
        exchange.add_act("1", act_json(foreign))
        exchange.add_act("2", act_json(number, "reply", reply="还没签收就回复"))
        exchange.add_act("3", act_json(number))
        act_runner.round()
        assert [(exchange.result(name) or [""])[0] for name in ("1", "2", "3")] == ["refused", "refused", "done"]
        assert "没有" in (exchange.result("1") or ("", {}))[1]["error"]

    def test_what_is_no_usable_file_stops_no_other_and_is_told(
        self, office: Office, exchange: Exchange, act_runner: ActRunner, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        inbox = exchange.folder / "in"
        exchange.add_act("good", act_json(office.call()))
        (inbox / "folder.json").mkdir()
        (inbox / "gone.json").symlink_to(inbox / "nowhere")
        (inbox / f"{'长' * 80}.json").touch()
        with (inbox / "large.json").open("wb") as large:
            large.truncate(MAX_BYTES + 1)
        os.mkfifo(inbox / "pipe.json")
        assert act_runner.round() == 1
        assert exchange.result("good")
        monkeypatch.setenv("HOTLINE_DEPARTMENT_NAME", TAXI)
        monkeypatch.setenv("HOTLINE_DEPARTMENT_FOLDER", str(exchange.folder))
        told = CliRunner().invoke(app, ["status"])
        assert (told.exit_code, told.output.count(".json\t")) == (1, 5)
        assert "用不了的文件 5 个" in told.output

    def test_acts_stay_pending_during_an_outage(
        self, office: Office, exchange: Exchange, act_runner: ActRunner, server: RunningServer
    ) -> None:
        number = office.call()
        server.stop(0)
        exchange.add_act("1", act_json(number))
        with pytest.raises(HotlineError) as error:
            act_runner.round()
        assert error.value.code is grpc.StatusCode.UNAVAILABLE
        assert [path.stem for path in exchange.pending()] == ["1"]


@contextmanager
def following(
    exchange: Exchange, hotline: Hotline, publisher: Publisher, stopping: threading.Event
) -> Iterator[EventFollower]:
    stopping.clear()
    follower = EventFollower(exchange, hotline, TAXI, publisher, stopping)
    thread = threading.Thread(target=follower.run, daemon=True)
    thread.start()
    try:
        yield follower
    finally:
        follower.stop()
        thread.join(PATIENCE)
    assert not thread.is_alive()


class TestEvents:
    def test_events_are_published_in_order_and_resume_after_a_restart(
        self, office: Office, exchange: Exchange, department: Hotline, stopping: threading.Event
    ) -> None:
        def acts_out(count: int) -> list[str]:
            for attempt in eventually():
                with attempt:
                    paths = sorted((exchange.folder / "out").glob("*.json"))
                    assert len(paths) == count
            return [json.loads(path.read_text("utf-8"))["entry"]["act"] for path in paths]

        number = office.call()
        with following(exchange, department, FilePublisher(exchange), stopping):
            assert acts_out(1) == ["ACT_ASSIGN"]
        office.accept(number)
        office.progress(number)
        with following(exchange, department, FilePublisher(exchange), stopping):
            assert acts_out(3) == ["ACT_ASSIGN", "ACT_ACCEPT", "ACT_SUBMIT_PROGRESS"]
        event = json.loads(min((exchange.folder / "out").glob("*.json")).read_text("utf-8"))
        assert event["case"]["call"]["content"] == "投诉出租车拒载还乱要价"
        assert event["case"]["call"]["caller"]["phone"] == "138****8000"

    def test_an_event_carries_the_case_as_it_was(
        self, office: Office, exchange: Exchange, department: Hotline, stopping: threading.Event
    ) -> None:
        """The bridge was down while the case went on."""
        number = office.call()
        office.accept(number)
        office.reply(number)
        with following(exchange, department, FilePublisher(exchange), stopping):
            for attempt in eventually():
                with attempt:
                    paths = sorted((exchange.folder / "out").glob("*.json"))
                    assert len(paths) == 3
        assigned, accepted, replied = [json.loads(path.read_text("utf-8"))["case"] for path in paths]
        assert [case["state"] for case in (assigned, accepted, replied)] == [
            "CASE_STATE_ASSIGNED", "CASE_STATE_IN_PROGRESS", "CASE_STATE_REPLIED",
        ]  # fmt: skip
        assert [len(case["log"]) for case in (assigned, accepted, replied)] == [2, 3, 4]
        assert "reply" not in json.dumps(accepted)
        assert "etag" not in accepted
        assert replied["etag"]

    def test_a_webhook_is_signed_and_retried_until_accepted(
        self, office: Office, exchange: Exchange, department: Hotline, stopping: threading.Event,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:  # fmt: skip
        accepted: list[dict[str, Any]] = []
        received: list[str] = []

        def receive() -> tuple[str, int]:
            received.append(request.headers["webhook-id"])
            event = Webhook(SECRET).verify(request.get_data(), dict(request.headers))
            if len(received) <= 3:
                return "not now", 503
            accepted.append(event)
            return "", 204

        monkeypatch.setattr("hotline_department.outbox.INITIAL_PAUSE_SECONDS", 0.01)
        number = office.call()
        office.accept(number)
        with serve_webhooks(receive) as address, delivering(exchange, department, [address], stopping):
            for attempt in eventually():
                with attempt:
                    assert [event["entry"]["act"] for event in accepted] == ["ACT_ASSIGN", "ACT_ACCEPT"]
        assert received[0] == received[1] == received[2] == received[3] == accepted[0]["id"]
        assert exchange.position() == int(accepted[-1]["entry"]["position"])
        assert not waiting(folder_of(exchange.folder, address))

    def test_an_event_that_is_not_accepted_holds_up_its_own_case_only(
        self, office: Office, exchange: Exchange, department: Hotline, stopping: threading.Event,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:  # fmt: skip
        bad, good = office.call(), office.call(phone="13900139000")
        office.accept(bad)
        office.accept(good)
        accepted: list[str] = []
        broken = threading.Event()
        broken.set()

        def receive() -> tuple[str, int]:
            if broken.is_set() and bad in request.headers["webhook-id"]:
                return "cannot parse", 422
            accepted.append(request.headers["webhook-id"])
            return "", 200

        monkeypatch.setattr("hotline_department.outbox.INITIAL_PAUSE_SECONDS", 0.01)
        with serve_webhooks(receive) as address, delivering(exchange, department, [address], stopping):
            for attempt in eventually():
                with attempt:
                    assert len(accepted) == 2
                    failures = waiting(folder_of(exchange.folder, address))
                    assert [failure and failure.is_stuck for failure in failures.values()] == [True, None]
            assert all(good in event_id for event_id in accepted)
            assert {failure.reason for failure in failures.values() if failure} == {"对方没有收，返回 HTTP 422"}
            broken.clear()
            assert retry(folder_of(exchange.folder, address)) == 1
            for attempt in eventually():
                with attempt:
                    assert [event_id.rpartition("-")[2] for event_id in accepted[2:]] == ["assign", "accept"]

    def test_events_that_are_not_answered_hold_up_those_of_other_cases_once(
        self, exchange: Exchange, stopping: threading.Event, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        outbox = Outbox(exchange, "http://127.0.0.1:9/")
        delivery = WebhookDelivery(outbox, SECRET, stopping)
        for place in range(1, 5):
            outbox.add(f"{place:012d}-20261124-00000{place}-assign", {})
        tried: list[str] = []

        def post(address: str, headers: dict[str, str], **_: Any) -> requests.Response:
            tried.append(headers["webhook-id"].removesuffix("-assign")[-1])
            if tried[-1] in "12":
                raise requests.ReadTimeout("Read timed out")
            response = requests.Response()
            response.status_code = 204
            response.raw = io.BytesIO()
            return response

        monkeypatch.setattr("hotline_department.publishers.requests.post", post)
        monkeypatch.setattr("hotline_department.outbox.INITIAL_PAUSE_SECONDS", 0)
        assert (delivery.round(), tried) == (UNREACHED_PAUSE_SECONDS, ["1", "2"])
        delivery.round()
        assert tried[2:] == ["3", "4", "1", "2"]
        failures = waiting(folder_of(exchange.folder, outbox.address)).values()
        assert {failure.reason for failure in failures if failure} == {"对方没有按时应答"}

    def test_a_receiver_that_does_not_answer_holds_up_no_other(
        self, office: Office, exchange: Exchange, department: Hotline, stopping: threading.Event
    ) -> None:
        accepted: list[str] = []
        released = threading.Event()

        def receive() -> tuple[Iterator[str], int]:
            accepted.append(request.headers["webhook-id"])
            # Says more and more until it is released.
            return iter(lambda: "." if released.wait(0.1) else "..", "."), 200

        def receive_slowly() -> tuple[str, int]:
            released.wait(PATIENCE)
            return "", 200

        number = office.call()
        office.accept(number)
        with (
            serve_webhooks(receive) as quick,
            serve_webhooks(receive_slowly) as slow,
            delivering(exchange, department, [slow, quick, "http://127.0.0.1:9/"], stopping),
        ):
            for attempt in eventually():
                with attempt:
                    assert len(accepted) == 2
                    assert not waiting(folder_of(exchange.folder, quick))
            assert len(waiting(folder_of(exchange.folder, slow))) == 2
            released.set()
            for attempt in eventually():
                with attempt:
                    assert not waiting(folder_of(exchange.folder, slow))
        assert len(waiting(folder_of(exchange.folder, "http://127.0.0.1:9/"))) == 2


@contextmanager
def delivering(exchange: Exchange, hotline: Hotline, addresses: list[str], stopping: threading.Event) -> Iterator[None]:
    outboxes = [Outbox(exchange, address) for address in addresses]
    threads = [
        threading.Thread(target=WebhookDelivery(outbox, SECRET, stopping).run, daemon=True) for outbox in outboxes
    ]
    with following(exchange, hotline, OutboxPublisher(outboxes), stopping):
        for thread in threads:
            thread.start()
        yield
    for thread in threads:
        thread.join(PATIENCE)
        assert not thread.is_alive()


@contextmanager
def serve_webhooks(receive: Callable[[], tuple[str | Iterator[str], int]]) -> Iterator[str]:
    """Run a department's system that receives webhooks."""
    app = Flask("system")
    app.add_url_rule("/", view_func=receive, methods=["POST"])
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class TestWebhookServer:
    def test_a_repeated_act_is_performed_once(self, office: Office, callers: Callers, act_runner: ActRunner) -> None:
        client = create_app(act_runner, callers, SECRET).test_client()
        number = office.call()
        answers = [
            client.post("/acts", data=act_json(number), headers=signed("act-1", act_json(number))) for _ in range(2)
        ]
        assert [answer.status_code for answer in answers] == [200, 200]
        assert office.acts(number).count("ACCEPT") == 1
        assert answers[0].json == answers[1].json

    def test_an_act_that_came_too_early_is_sent_again_under_its_id(
        self, office: Office, callers: Callers, act_runner: ActRunner
    ) -> None:
        client = create_app(act_runner, callers, SECRET).test_client()
        number = office.call()
        reply = act_json(number, "reply", reply="已处罚司机")
        assert client.post("/acts", data=reply, headers=signed("reply", reply)).status_code == 422
        office.accept(number)
        again = client.post("/acts", data=reply, headers=signed("reply", reply))
        assert (again.status_code, office.acts(number)[-1]) == (200, "REPLY")

    @pytest.mark.parametrize("first", ["accept", "reply"])
    def test_an_id_with_another_body_is_refused_as_such(
        self, office: Office, callers: Callers, act_runner: ActRunner, first: str
    ) -> None:
        client = create_app(act_runner, callers, SECRET).test_client()
        number = office.call()
        body, other = (
            act_json(number, first, **({"reply": "已处罚"} if first == "reply" else {})),
            act_json(number, "?"),
        )
        client.post("/acts", data=body, headers=signed("act-1", body))
        before = office.acts(number)
        refused = client.post("/acts", data=other, headers=signed("act-1", other))
        assert (refused.status_code, (refused.json or {})["error"]) == (409, wording.ID_REUSED)
        assert office.acts(number) == before

    def test_a_caller_to_phone_is_revealed_with_a_reason_which_is_logged(
        self, office: Office, callers: Callers, act_runner: ActRunner, exchange: Exchange
    ) -> None:
        client = create_app(act_runner, callers, SECRET).test_client()
        number = office.call()
        office.accept(number)
        asked = json.dumps({"case": number, "reason": "约定上门时间"})
        shown = client.post("/callers", data=asked, headers=signed("c-1", asked))
        assert (shown.status_code, (shown.json or {})["phone"]) == (200, "+8613800138000")
        assert not [path for path in exchange.folder.rglob("*.json") if "13800138000" in path.read_text("utf-8")]
        assert "约定上门时间" in [one.reason for one in accesses(office.hotline, case_number=number)]
        for wrong, field in (
            ({"case": number}, "reason"),
            ({"case": number, "reason": " "}, "reason"),
            ([], "case"),
            ({"case": "1", "reason": "看看"}, "case"),
        ):
            body = json.dumps(wrong)
            refused = client.post("/callers", data=body, headers=signed("c-2", body))
            assert (refused.status_code, set((refused.json or {})["fields"])) == (422, {field})
        assert client.post("/callers", data=asked).status_code == 401
        foreign = office.call("楼下烧烤店油烟太大,环保局也没来,投诉")
        body = json.dumps({"case": foreign, "reason": "看看"})
        assert client.post("/callers", data=body, headers=signed("c-3", body)).status_code == 422

    def test_a_refused_act_is_reported_by_field(self, callers: Callers, act_runner: ActRunner) -> None:
        client = create_app(act_runner, callers, SECRET).test_client()
        answer = client.post("/acts", data="{}", headers=signed("act-1", "{}"))
        assert answer.status_code == 422
        assert "accept" in (answer.json or {})["fields"]["act"]

    def test_an_act_received_during_an_outage_stays_pending(
        self, office: Office, exchange: Exchange, callers: Callers, act_runner: ActRunner, server: RunningServer
    ) -> None:
        client = create_app(act_runner, callers, SECRET).test_client()
        number = office.call()
        server.stop(0)
        answer = client.post("/acts", data=act_json(number), headers=signed("act-1", act_json(number)))
        assert answer.status_code == 202
        assert [path.stem for path in exchange.pending()] == ["act-1"]

    def test_requests_other_than_acts_get_an_explanation(self, callers: Callers, act_runner: ActRunner) -> None:
        client = create_app(act_runner, callers, SECRET).test_client()
        for answer in (client.get("/acts"), client.post("/"), client.post("/acts", data="x" * 1_000_001)):
            assert answer.status_code in (404, 405, 413)
            assert "POST /acts" in (answer.json or {})["error"]
        saved_by_notepad = client.post("/acts", data="已到场".encode("gbk"))
        assert (saved_by_notepad.status_code, "UTF-8" in (saved_by_notepad.json or {})["error"]) == (400, True)

    @pytest.mark.parametrize("wrong", ["no signature", "another secret", "another body", "expired"])
    def test_an_act_without_a_valid_signature_is_rejected(
        self, office: Office, exchange: Exchange, callers: Callers, act_runner: ActRunner, wrong: str
    ) -> None:
        client = create_app(act_runner, callers, SECRET).test_client()
        number = office.call()
        headers = {
            "no signature": {},
            "another secret": signed("act-1", act_json(number), "whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"),
            "another body": signed("act-1", act_json(number, "progress", progress="?")),
            "expired": signed("act-1", act_json(number), ago=600),
        }[wrong]
        assert client.post("/acts", data=act_json(number), headers=headers).status_code == 401
        assert list(exchange.pending()) == []
        assert office.acts(number) == ["REGISTER", "ASSIGN"]

    @pytest.mark.parametrize("name", ["../position", "a/b", "", "x" * 101, ".hidden"])
    def test_an_id_unfit_for_a_file_name_is_rejected(
        self, exchange: Exchange, callers: Callers, act_runner: ActRunner, name: str
    ) -> None:
        client = create_app(act_runner, callers, SECRET).test_client()
        assert client.post("/acts", data="{}", headers=signed(name, "{}")).status_code in (400, 401)
        assert not (exchange.folder / "position.json").exists()

    def test_an_act_that_cannot_be_stored_is_told_so(
        self, exchange: Exchange, callers: Callers, act_runner: ActRunner, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def full(*_: object) -> None:
            raise OSError(errno.ENOSPC, "No space left on device")

        monkeypatch.setattr(exchange, "add_act", full)
        client = create_app(act_runner, callers, SECRET).test_client()
        answer = client.post("/acts", data="{}", headers=signed("act-1", "{}"))
        error = (answer.json or {})["error"]
        assert (answer.status_code, "可能没有存下" in error, "磁盘已满" in error) == (503, True, True)


def signed(name: str, body: str, secret: str = SECRET, ago: int = 0) -> dict[str, str]:
    at = datetime.fromtimestamp(datetime.now(UTC).timestamp() - ago, UTC)
    return {
        "webhook-id": name,
        "webhook-timestamp": str(int(at.timestamp())),
        "webhook-signature": Webhook(secret).sign(name, at, body),
    }
