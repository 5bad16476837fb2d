"""Metrics, probes, logs and traces, none of which contain personal data."""

import json
import urllib.error
import urllib.request
from collections.abc import Iterator

import grpc
import psycopg
import pytest
import structlog
from grpc_health.v1 import health_pb2, health_pb2_grpc
from hotline.v1 import intake_service_pb2
from hotline.v1.desk_service_pb2 import HandOverCaseRequest
from hotline_client import Hotline, HotlineError
from hotline_server.ground.config import Settings
from hotline_server.ground.telemetry.endpoint import Endpoint, EndpointTakenError
from hotline_server.ground.telemetry.logs import configure_logging
from hotline_server.ground.telemetry.tracing import configure_tracing
from hotline_server.runtime import readiness
from hotline_server.runtime.server import RunningServer, start
from hotline_server.store.engine.sql import execute
from hotline_server.store.maintenance.opening import database_at
from opentelemetry import trace
from opentelemetry.sdk.trace import ReadableSpan
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from prometheus_client import REGISTRY

from tests.hotline import PATIENCE, SUSPICIOUS, SetClock, a_call, connect
from tests.office import Office

pytestmark = pytest.mark.each_database

SECRETS = ("13912345678", "+8613912345678", "钱某某", "某某里 7 号", "我家的事情谁也别说")


@pytest.fixture
def endpoint(server: RunningServer) -> Iterator[Endpoint]:
    endpoint = Endpoint("127.0.0.1:0", lambda: server.readiness.is_ready, REGISTRY)
    yield endpoint
    endpoint.close()


_REFUSING = {
    "sqlite": "CREATE TRIGGER refuse BEFORE INSERT ON call BEGIN SELECT RAISE(ABORT, 'refused'); END",
    "postgresql": "ALTER TABLE call ADD COLUMN extra TEXT NOT NULL",
}


def get(endpoint: Endpoint, path: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(f"http://{endpoint.address}{path}", timeout=PATIENCE) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as refused:
        with refused:
            return refused.code, refused.read().decode()


def status(server: RunningServer) -> int:
    with grpc.insecure_channel(server.address) as channel:
        return int(health_pb2_grpc.HealthStub(channel).Check(health_pb2.HealthCheckRequest()).status)


def register_a_secret(hotline: Hotline) -> None:
    call = a_call(SECRETS[4] + ",投诉出租车拒载", phone=SECRETS[0], address=SECRETS[3])
    call.caller.name = SECRETS[2]
    hotline.register(call)


def test_metrics_include_rates_latencies_and_decisions(
    office: Office, endpoint: Endpoint, server: RunningServer
) -> None:
    office.call()
    office.call("我家楼下着火了,快来人")
    with pytest.raises(HotlineError):
        office.hotline.case("20261123-999999")
    office.clock.advance(days=30)
    office.round()
    code, text = get(endpoint, "/metrics")
    assert code == 200
    assert 'hotline_rpc_seconds_count{code="OK",method="/hotline.v1.IntakeService/RegisterCall"}' in text
    assert 'code="NOT_FOUND",method="/hotline.v1.CaseService/GetCase"' in text
    assert f'hotline_decisions_total{{outcome="EMERGENCY",rule_book="{server.book().version}"}}' in text
    for name in (
        "hotline_commit_jobs_bucket", "hotline_commit_seconds_bucket", "hotline_requests_in_flight",
        "hotline_writer_waiting", "hotline_oldest_due_seconds", "hotline_watchman_cases_total",
        "hotline_blocked_directory_revisions",
        "hotline_database_up 1.0",
    ):  # fmt: skip
        assert name in text


@pytest.mark.usefixtures("suspicious_reading")
def test_metrics_include_questions_about_dangers(office: Office, endpoint: Endpoint) -> None:
    """R2.6."""

    def value(name: str) -> float:
        rows = (row for row in get(endpoint, "/metrics")[1].splitlines() if row.startswith(f"{name} "))
        return sum(float(row.split()[1]) for row in rows)

    names = (
        "hotline_questions_asked_total",
        "hotline_question_alarms_total",
        'hotline_question_replies_total{answer="NO_DANGER"}',
        'hotline_question_replies_total{answer="UNANSWERED"}',
    )
    before = list(map(value, names))
    case = office.hotline.register(a_call(SUSPICIOUS))
    for minutes in (3, 4):
        office.clock.advance(minutes=minutes)
        office.round()
    assert value("hotline_oldest_question_seconds") == 420
    office.hotline.answer_question(case, intake_service_pb2.DANGER_ANSWER_NO_DANGER, actor="0712")
    office.round()
    assert value("hotline_oldest_question_seconds") == 0
    assert [now - then for now, then in zip(map(value, names), before, strict=True)] == [1, 2, 1, 1]


def test_metrics_include_hand_overs_that_no_line_accepts(office: Office, endpoint: Endpoint) -> None:
    """R8.2."""

    def late() -> float:
        (row,) = [row for row in get(endpoint, "/metrics")[1].splitlines() if row.startswith("hotline_late_handover")]
        return float(row.split()[1])

    number = office.call("你好在吗")
    request = HandOverCaseRequest(reason_code="Y01", told="已转110")
    office.hotline.act(office.hotline.desk.HandOverCase, request, office.case(number), "李值班")
    office.round()
    assert late() == 0
    office.clock.advance(minutes=13)
    office.round()
    assert late() == 600
    acts = office.hotline.as_line("110报警服务台")
    acts.accept(office.case(number), "JJ-1", "李值班")
    office.round()
    assert late() == 0


def test_metrics_include_what_people_make_of_proposals(office: Office, endpoint: Endpoint) -> None:
    def count(verdict: str) -> float:
        name = f'hotline_proposal_judgements_total{{policy="P001",verdict="{verdict}"}} '
        rows = (row for row in get(endpoint, "/metrics")[1].splitlines() if row.startswith(name))
        return sum(float(row.split()[1]) for row in rows)

    verdicts = ("CONFIRMED", "REPLACED", "DECLINED")
    before = list(map(count, verdicts))
    confirmed, replaced, declined = (office.call("请问租房怎么提取公积金") for _ in verdicts)
    office.answer_directly(confirmed)
    office.answer_directly(replaced, policy_id="P040", reason="问的是别的")
    office.decline(declined)
    assert [now - then for now, then in zip(map(count, verdicts), before, strict=True)] == [1, 1, 1]


def test_metrics_include_how_long_the_oldest_case_is_overdue(office: Office, endpoint: Endpoint) -> None:
    office.call("你好在吗")
    office.clock.advance(days=10)
    office.round()
    (line,) = [
        row for row in get(endpoint, "/metrics")[1].splitlines() if row.startswith("hotline_oldest_due_seconds ")
    ]
    assert float(line.split()[1]) > 9 * 86_400


def test_liveness_and_readiness_are_separate(server: RunningServer, endpoint: Endpoint, database_url: str) -> None:
    assert (get(endpoint, "/livez")[0], get(endpoint, "/readyz")[0]) == (200, 200)
    assert status(server) == health_pb2.HealthCheckResponse.SERVING
    with database_at(database_url) as database:
        execute(database, "ALTER TABLE counter RENAME TO gone")
        server.readiness.probe()
        assert (get(endpoint, "/livez")[0], get(endpoint, "/readyz")) == (200, (503, "not ready\n"))
        assert status(server) == health_pb2.HealthCheckResponse.NOT_SERVING
        assert "hotline_database_up 0.0" in get(endpoint, "/metrics")[1]
        execute(database, "ALTER TABLE gone RENAME TO counter")
    server.readiness.probe()
    assert get(endpoint, "/readyz")[0] == 200
    assert status(server) == health_pb2.HealthCheckResponse.SERVING


def test_a_database_that_hangs_is_not_ready(
    server: RunningServer, endpoint: Endpoint, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if database_url.startswith("sqlite"):
        pytest.skip("nobody keeps a reader of SQLite waiting")
    monkeypatch.setattr(readiness, "ANSWER_SECONDS", 0.2)
    with psycopg.connect(database_url) as holder:
        holder.execute("LOCK TABLE counter")
        server.readiness.probe()
        assert get(endpoint, "/readyz")[0] == 503
        assert status(server) == health_pb2.HealthCheckResponse.NOT_SERVING
    monkeypatch.undo()
    server.readiness.probe()
    assert get(endpoint, "/readyz")[0] == 200


def test_database_connections_have_timeouts(database_url: str) -> None:
    if database_url.startswith("sqlite"):
        pytest.skip("SQLite is no server")
    with database_at(f"{database_url}?tcp_user_timeout=9000") as database:
        known = database.connection().info.get_parameters()  # type: ignore[no-untyped-call]
    assert (known["connect_timeout"], known["keepalives_idle"], known["tcp_user_timeout"]) == ("10", "10", "9000")


def test_an_address_in_use_or_unknown_is_reported(endpoint: Endpoint) -> None:
    with pytest.raises(EndpointTakenError, match="不能监听"):
        Endpoint(endpoint.address, lambda: True, REGISTRY)
    assert get(endpoint, "/secrets") == (404, "available: /metrics, /livez, /readyz\n")


def test_metrics_and_logs_contain_no_personal_data(
    hotline: Hotline, endpoint: Endpoint, database_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    configure_logging()
    try:
        with database_at(database_url) as database:
            # PostgreSQL quotes the row it rejects.
            execute(database, _REFUSING[database_url.partition(":")[0]])
        with pytest.raises(HotlineError, match="编号"):
            register_a_secret(hotline)
        said = capsys.readouterr().err
    finally:
        structlog.reset_defaults()
    events = [json.loads(line) for line in said.splitlines() if line.startswith("{")]
    assert any(event["event"] == "unforeseen error" and event["at"] for event in events)
    _, text = get(endpoint, "/metrics")
    for secret in SECRETS:
        assert secret not in said
        assert secret not in text


@pytest.fixture(scope="module")
def exporter() -> InMemorySpanExporter:
    """Collect the spans of this process, whose exporter can be set only once."""
    exporter = InMemorySpanExporter()
    configure_tracing("", exporter)
    return exporter


def test_a_trace_leads_from_the_rpc_to_the_statements_without_their_values(
    database_url: str, clock: SetClock, exporter: InMemorySpanExporter
) -> None:
    exporter.clear()
    traced = Settings(listen="127.0.0.1:0", database=database_url, round_seconds=3600, traces="http://127.0.0.1:4317")
    server = start(traced, clock)
    with connect(server.address) as hotline:
        register_a_secret(hotline)
        with pytest.raises(HotlineError):
            hotline.case("20261123-999999")
    server.stop(0)
    trace.get_tracer_provider().force_flush()  # type: ignore[attr-defined]
    spans: list[ReadableSpan] = list(exporter.get_finished_spans())
    rpc = next(span for span in spans if span.name.endswith("RegisterCall"))
    transaction = next(
        span for span in spans if span.name == "transaction" and any(link.context == rpc.context for link in span.links)
    )
    statements = [span for span in spans if span.parent and span.parent.span_id == transaction.context.span_id]
    assert any("INSERT INTO" in str(span.attributes) for span in statements)
    told = "".join(span.to_json() for span in spans)
    assert all(secret not in told for secret in SECRETS)
