"""A department's own system takes part: what happens goes out, what it wants done comes in, each once."""

import json
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

import grpc
import pytest
from flask import Flask, request
from hotline.v1 import act_pb2, case_pb2
from hotline_client import Hotline, HotlineError
from hotline_department.acting import Acting
from hotline_department.acts import ActError, act_of, perform
from hotline_department.exchange import Exchange, readable
from hotline_department.following import Following
from hotline_department.receiving import receiving_app
from hotline_department.telling import Files, Teller, Webhooks
from hotline_server.runtime.server import RunningServer
from hypothesis import given
from hypothesis import strategies as st
from standardwebhooks.webhooks import Webhook
from werkzeug.serving import make_server

from tests.hotline import PATIENCE, eventually
from tests.office import TAXI, Office

SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"


def said(number: str, act: str = "accept", **more: Any) -> str:
    return readable({"case": number, "act": act, "actor": "王科长"} | more)


class TestActs:
    def test_a_case_is_accepted_reported_on_and_replied_to_from_files(
        self, office: Office, exchange: Exchange, acting: Acting
    ) -> None:
        """R3.1, R3.3: the log has the person and the system."""
        number = office.call()
        exchange.put("1", said(number))
        exchange.put("2", said(number, "progress", progress="已到现场"))
        exchange.put("3", said(number, "reply", reply="已处罚司机"))
        for name in ("1", "2", "3"):
            os.utime(exchange.folder / "in" / f"{name}.json", ns=(int(name), int(name)))
        assert acting.round() == 3
        case = office.case(number)
        assert case.state == case_pb2.CASE_STATE_REPLIED
        assert case.log[-1].actor == "王科长@交通运输局业务系统"
        kind, result = exchange.result("3") or ("", {})
        assert kind == "done"
        assert result["case"]["state"] == "CASE_STATE_REPLIED"
        assert list(exchange.waiting()) == []

    @pytest.mark.parametrize(
        ("act", "more", "logged"),
        [
            ("send_back", {"reason": "不归我们管"}, "SEND_BACK"),
            ("extension", {"reason": "难度大", "working_days": 3}, "ASK_EXTENSION"),
            ("dissent", {"reason": "应由公安处理"}, "DISSENT"),
        ],
    )
    def test_all_that_a_department_does_can_be_done(
        self, office: Office, exchange: Exchange, acting: Acting, act: str, more: dict[str, Any], logged: str
    ) -> None:
        number = office.call()
        if act != "send_back":
            office.accept(number)
        exchange.put("1", said(number, act, **more))
        acting.round()
        assert office.acts(number)[-1] == logged

    @pytest.mark.parametrize(
        ("act", "more"),
        [
            ("accept", {}),
            ("progress", {"progress": "已到现场"}),
            ("reply", {"reply": "已处罚司机"}),
            ("extension", {"reason": "难度大", "working_days": 3}),
            ("send_back", {"reason": "不归我们管"}),
        ],
    )
    def test_an_act_that_was_done_but_not_acknowledged_is_not_done_again(
        self,
        office: Office,
        exchange: Exchange,
        acting: Acting,
        monkeypatch: pytest.MonkeyPatch,
        act: str,
        more: dict[str, Any],
    ) -> None:
        """The bridge is killed between the act and writing down that it was done."""
        number = office.call()
        if act not in ("accept", "send_back"):
            office.accept(number)
        before = office.acts(number)

        def killed(*args: Any) -> case_pb2.Case:
            perform(*args)
            raise KeyboardInterrupt

        exchange.put("1", said(number, act, **more))
        monkeypatch.setattr("hotline_department.acting.perform", killed)
        with pytest.raises(KeyboardInterrupt):
            acting.round()
        monkeypatch.undo()
        assert acting.round() == 1
        assert (exchange.result("1") or [""])[0] == "done"
        assert len(office.acts(number)) == len(before) + 1

    def test_somebody_elses_act_meanwhile_does_not_keep_it_from_being_done(
        self, office: Office, exchange: Exchange, acting: Acting
    ) -> None:
        number = office.call()
        case = office.accept(number)
        exchange.put("1", said(number, "progress", progress="正在调查"))
        exchange.begin("1", {"etag": case.etag, "sequence": office.case(number).log[-1].sequence})
        office.progress(number)
        acting.round()
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
    def test_what_makes_no_sense_is_refused_with_its_fields(
        self, exchange: Exchange, acting: Acting, content: str, fields: set[str]
    ) -> None:
        exchange.put("1", content)
        os.utime(exchange.folder / "in" / "1.json", (0, 0))
        acting.round()
        kind, result = exchange.result("1") or ("", {})
        assert kind == "refused"
        assert set(result["fields"]) == fields
        assert result["act"].strip() == content

    @given(st.text() | st.binary())
    def test_anything_is_an_act_or_is_refused_by_its_fields(self, content: str | bytes) -> None:
        with pytest.raises(ActError) as refused:
            act_of(content)
        assert refused.value.fields

    def test_a_file_that_is_still_being_written_is_left_alone(self, exchange: Exchange, acting: Acting) -> None:
        exchange.put("1", '{"case": "2026')
        assert acting.round() == 0
        assert exchange.result("1") is None

    def test_what_the_service_refuses_is_told_and_keeps_no_other_from_being_done(
        self, office: Office, exchange: Exchange, acting: Acting
    ) -> None:
        number = office.call()
        others = office.call("楼下烧烤店油烟太大,投诉")
        exchange.put("1", said(others))
        exchange.put("2", said(number, "reply", reply="还没签收就回复"))
        exchange.put("3", said(number))
        acting.round()
        assert [(exchange.result(name) or [""])[0] for name in ("1", "2", "3")] == ["refused", "refused", "done"]
        assert "没有" in (exchange.result("1") or ("", {}))[1]["error"]

    def test_while_the_service_is_away_acts_wait(
        self, office: Office, exchange: Exchange, acting: Acting, server: RunningServer
    ) -> None:
        number = office.call()
        server.stop(0)
        exchange.put("1", said(number))
        with pytest.raises(HotlineError) as away:
            acting.round()
        assert away.value.code is grpc.StatusCode.UNAVAILABLE
        assert [path.stem for path in exchange.waiting()] == ["1"]


@contextmanager
def following(exchange: Exchange, hotline: Hotline, teller: Teller, stopping: threading.Event) -> Iterator[Following]:
    stopping.clear()
    follower = Following(exchange, hotline, TAXI, teller, stopping)
    thread = threading.Thread(target=follower.run, daemon=True)
    thread.start()
    try:
        yield follower
    finally:
        follower.stop()
        thread.join(PATIENCE)
    assert not thread.is_alive()


class TestFollowing:
    def test_what_happens_goes_out_in_order_and_goes_on_from_where_it_stopped(
        self, office: Office, exchange: Exchange, department: Hotline, stopping: threading.Event
    ) -> None:
        def acts_out(count: int) -> list[str]:
            for attempt in eventually():
                with attempt:
                    paths = sorted((exchange.folder / "out").glob("*.json"))
                    assert len(paths) == count
            return [json.loads(path.read_text("utf-8"))["entry"]["act"] for path in paths]

        number = office.call()
        with following(exchange, department, Files(exchange), stopping):
            assert acts_out(1) == ["ACT_ASSIGN"]
        office.accept(number)
        office.progress(number)
        with following(exchange, department, Files(exchange), stopping):
            assert acts_out(3) == ["ACT_ASSIGN", "ACT_ACCEPT", "ACT_SUBMIT_PROGRESS"]
        event = json.loads(min((exchange.folder / "out").glob("*.json")).read_text("utf-8"))
        assert event["case"]["call"]["content"] == "投诉出租车拒载还乱要价"
        assert event["case"]["call"]["caller"]["phone"] == "138****8000"

    def test_a_webhook_is_signed_and_sent_until_it_is_taken(
        self,
        office: Office,
        exchange: Exchange,
        department: Hotline,
        stopping: threading.Event,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        taken: list[dict[str, Any]] = []
        asked: list[str] = []

        def take() -> tuple[str, int]:
            asked.append(request.headers["webhook-id"])
            event = Webhook(SECRET).verify(request.get_data(), dict(request.headers))
            if len(asked) <= 3:
                return "not now", 503
            taken.append(event)
            return "", 204

        monkeypatch.setattr("hotline_department.telling.FIRST_PAUSE_SECONDS", 0.05)
        number = office.call()
        office.accept(number)
        with (
            serving(take) as address,
            following(exchange, department, Webhooks(address, SECRET, stopping), stopping),
        ):
            for attempt in eventually():
                with attempt:
                    assert [event["entry"]["act"] for event in taken] == ["ACT_ASSIGN", "ACT_ACCEPT"]
        assert asked[0] == asked[1] == asked[2] == asked[3] == taken[0]["id"]
        assert exchange.position() == int(taken[-1]["entry"]["position"])

    def test_a_system_that_is_away_is_told_later(
        self, office: Office, exchange: Exchange, department: Hotline, stopping: threading.Event
    ) -> None:
        office.call()
        with following(exchange, department, Webhooks("http://127.0.0.1:9", SECRET, stopping), stopping):
            stopping.wait(0.5)
        assert exchange.position() == 0


@contextmanager
def serving(take: Callable[[], tuple[str, int]]) -> Iterator[str]:
    """A department's system that is told of everything."""
    app = Flask("system")
    app.add_url_rule("/", view_func=take, methods=["POST"])
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class TestReceiving:
    def test_an_act_is_done_once_however_often_it_is_sent(
        self, office: Office, exchange: Exchange, acting: Acting
    ) -> None:
        client = receiving_app(exchange, acting, SECRET).test_client()
        number = office.call()
        answers = [client.post("/acts", data=said(number), headers=signed("act-1", said(number))) for _ in range(2)]
        assert [answer.status_code for answer in answers] == [200, 200]
        assert office.acts(number).count("ACCEPT") == 1
        assert answers[0].json == answers[1].json

    def test_what_is_refused_is_told(self, exchange: Exchange, acting: Acting) -> None:
        client = receiving_app(exchange, acting, SECRET).test_client()
        answer = client.post("/acts", data="{}", headers=signed("act-1", "{}"))
        assert answer.status_code == 422
        assert "accept" in (answer.json or {})["fields"]["act"]

    def test_while_the_service_is_away_it_is_kept(
        self, office: Office, exchange: Exchange, acting: Acting, server: RunningServer
    ) -> None:
        client = receiving_app(exchange, acting, SECRET).test_client()
        number = office.call()
        server.stop(0)
        answer = client.post("/acts", data=said(number), headers=signed("act-1", said(number)))
        assert answer.status_code == 202
        assert [path.stem for path in exchange.waiting()] == ["act-1"]

    def test_what_is_no_act_at_all_is_told(self, exchange: Exchange, acting: Acting) -> None:
        client = receiving_app(exchange, acting, SECRET).test_client()
        for answer in (client.get("/acts"), client.post("/"), client.post("/acts", data="x" * 1_000_001)):
            assert answer.status_code in (404, 405, 413)
            assert "POST /acts" in (answer.json or {})["error"]

    @pytest.mark.parametrize("wrong", ["nothing", "another secret", "another body", "old"])
    def test_what_is_not_signed_is_not_taken(
        self, office: Office, exchange: Exchange, acting: Acting, wrong: str
    ) -> None:
        client = receiving_app(exchange, acting, SECRET).test_client()
        number = office.call()
        headers = {
            "nothing": {},
            "another secret": signed("act-1", said(number), "whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"),
            "another body": signed("act-1", said(number, "progress", progress="?")),
            "old": signed("act-1", said(number), ago=600),
        }[wrong]
        assert client.post("/acts", data=said(number), headers=headers).status_code == 401
        assert list(exchange.waiting()) == []
        assert office.acts(number) == ["REGISTER", "ASSIGN"]

    @pytest.mark.parametrize("name", ["../position", "a/b", "", "x" * 101, ".hidden"])
    def test_an_id_that_is_no_name_for_a_file_is_refused(self, exchange: Exchange, acting: Acting, name: str) -> None:
        client = receiving_app(exchange, acting, SECRET).test_client()
        assert client.post("/acts", data="{}", headers=signed(name, "{}")).status_code in (400, 401)
        assert not (exchange.folder / "position.json").exists()


def signed(name: str, body: str, secret: str = SECRET, ago: int = 0) -> dict[str, str]:
    at = datetime.fromtimestamp(datetime.now(UTC).timestamp() - ago, UTC)
    return {
        "webhook-id": name,
        "webhook-timestamp": str(int(at.timestamp())),
        "webhook-signature": Webhook(secret).sign(name, at, body),
    }
