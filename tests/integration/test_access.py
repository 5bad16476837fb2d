"""Authentication and authorization of every rpc, with every kind of invalid identity (GB/T 22239)."""

import base64
import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import grpc
import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from google.protobuf import message_factory
from hotline.v1 import (
    act_pb2,
    case_pb2,
    case_service_pb2,
    case_service_pb2_grpc,
    department_service_pb2,
    desk_service_pb2,
)
from hotline_client import HotlineError
from hotline_server.development.authority import AUDIENCE, ISSUER, DevelopmentAuthority
from hotline_server.ground.config import Settings
from hotline_server.runtime.identification import ExposedError
from hotline_server.runtime.server import RunningServer, start
from hotline_server.security.access import ACCESS, Visibility
from hotline_server.security.identity import AccessRole
from hotline_server.security.revocations import Revocations
from hotline_server.security.tokens import AuthenticationError, TokenClaims, TokenKeys, TokenKeysError, TokenVerifier
from structlog.testing import capture_logs

from tests.hotline import AUTHORITY, METHODS, MONDAY, PATIENCE, SetClock, a_call, connect, refusal
from tests.office import TAXI, Office

# How long an authorized watch stays open without receiving anything.
WATCHED_SECONDS = 0.3
FAR = int((MONDAY + timedelta(days=365)).timestamp())
CLAIMS = {"sub": "李值班", "iss": ISSUER, "aud": AUDIENCE, "exp": FAR, "roles": [role.value for role in AccessRole]}
HEADER = {"kid": "development"}
_PUBLIC = json.loads(AUTHORITY.keys.read_text())["keys"][0]


def _claims(**changes: object) -> dict[str, object]:
    return {name: value for name, value in (CLAIMS | changes).items() if value is not None}


def signed(**changes: object) -> str:
    return jwt.encode(_claims(**changes), AUTHORITY._key, "EdDSA", HEADER)


def encoded(value: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()


def unsigned() -> str:
    return f"{encoded({'alg': 'none', 'typ': 'JWT', **HEADER})}.{encoded(CLAIMS)}."


def changed_afterwards() -> str:
    header, _, signature = signed(roles=["reporter"]).split(".")
    return f"{header}.{unsigned().split('.')[1]}.{signature}"


WRONG = {
    "none at all": None,
    "no bearer": "Basic bGk6bGk=",
    "no token": "Bearer x",
    "expired": f"Bearer {signed(exp=int((MONDAY - timedelta(minutes=1)).timestamp()))}",
    "not yet valid": f"Bearer {signed(nbf=FAR)}",
    "for another audience": f"Bearer {signed(aud='parking')}",
    "of another issuer": f"Bearer {signed(iss='elsewhere')}",
    "without a name": f"Bearer {signed(sub=None)}",
    "without an end": f"Bearer {signed(exp=None)}",
    "without a role": f"Bearer {signed(roles=None)}",
    "with a role that is none": f"Bearer {signed(roles=['mayor'])}",
    "forged with another key": f"Bearer {jwt.encode(CLAIMS, Ed25519PrivateKey.generate(), 'EdDSA', HEADER)}",
    "of the none algorithm": f"Bearer {unsigned()}",
    "changed after it was signed": f"Bearer {changed_afterwards()}",
    # The public key is public: a server that accepts it as an HMAC secret accepts forged tokens.
    "signed with the public key as a secret": f"Bearer {jwt.encode(CLAIMS, _PUBLIC['x'], 'HS256', HEADER)}",
    "with an unknown key": f"Bearer {jwt.encode(CLAIMS, AUTHORITY._key, 'EdDSA', {'kid': 'other'})}",
}


def attempt(
    channel: grpc.Channel, name: str, authorization: str | None, watched_seconds: float = PATIENCE
) -> grpc.StatusCode:
    """Return the status of an rpc for an empty request; an authorized watch ends after ``watched_seconds``."""
    method: Any = METHODS[name]
    metadata: Any = [("authorization", authorization)] if authorization else []
    request: Any = message_factory.GetMessageClass(method.input_type)()
    serialize: Any = lambda sent: sent.SerializeToString()  # noqa: E731
    try:
        if method.client_streaming:
            list(channel.stream_stream(name, serialize, bytes)(iter([]), timeout=PATIENCE, metadata=metadata))
        elif method.server_streaming:
            next(channel.unary_stream(name, serialize, bytes)(request, timeout=watched_seconds, metadata=metadata))
        else:
            channel.unary_unary(name, serialize, bytes)(request, timeout=PATIENCE, metadata=metadata)
    except grpc.RpcError as refused:
        return refused.code()
    return grpc.StatusCode.OK


@pytest.fixture
def channel(unchanged_server: RunningServer) -> Iterator[grpc.Channel]:
    with grpc.insecure_channel(unchanged_server.address) as opened:
        yield opened


def test_the_permission_table_lists_exactly_the_rpcs_of_the_contract() -> None:
    assert set(ACCESS) == set(METHODS)


def test_every_rpc_that_reads_cases_is_in_the_access_log() -> None:
    """Fail when a new reading rpc is missing from the access log."""
    for name, method in METHODS.items():
        is_act = "context" in method.input_type.fields_by_name or "Register" in name
        if ACCESS[name].visibility is not Visibility.NONE and not is_act:
            assert ACCESS[name].logs_reading, name


@pytest.mark.parametrize("authorization", WRONG.values(), ids=WRONG.keys())
def test_every_rpc_rejects_an_invalid_identity(channel: grpc.Channel, authorization: str | None) -> None:
    answers = {name: attempt(channel, name, authorization) for name in METHODS}
    assert set(answers.values()) == {grpc.StatusCode.UNAUTHENTICATED}, answers


@pytest.mark.parametrize("role", AccessRole)
def test_a_role_can_call_exactly_the_rpcs_the_permission_table_grants(channel: grpc.Channel, role: AccessRole) -> None:
    bearer = f"Bearer {AUTHORITY.token('某人', [role], '全市')}"
    for name in METHODS:
        allowed = role in ACCESS[name].roles
        answer = attempt(channel, name, bearer, WATCHED_SECONDS if allowed else PATIENCE)
        assert (answer is grpc.StatusCode.PERMISSION_DENIED) is not allowed, (name, answer)
        assert answer is not grpc.StatusCode.UNAUTHENTICATED


def test_an_authentication_error_reveals_nothing(channel: grpc.Channel) -> None:
    bearer = AUTHORITY.token("某人", [AccessRole.DEPARTMENT], TAXI)
    case = case_service_pb2.GetCaseRequest(number="20261123-000001")
    stub = case_service_pb2_grpc.CaseServiceStub(channel)
    with pytest.raises(grpc.RpcError) as refused:
        stub.GetCase(case, metadata=(("authorization", f"Bearer {bearer}"),))
    assert refused.value.details() == "没有权限"


def test_a_token_expires_while_the_server_runs(server: RunningServer, clock: SetClock) -> None:
    token = AUTHORITY.token("李值班", [AccessRole.OPERATOR], expires_at=clock.now + timedelta(hours=1))
    with connect(server.address, token) as hotline:
        hotline.register(a_call())
        clock.advance(hours=2)
        with pytest.raises(HotlineError, match="过期"):
            hotline.register(a_call())


def test_a_watch_sends_nothing_after_its_token_expires(office: Office, server: RunningServer, clock: SetClock) -> None:
    token = AUTHORITY.token("李值班", [AccessRole.DESK_LEAD], expires_at=clock.now + timedelta(hours=1))
    seen = office.call()
    with connect(server.address, token) as hotline:
        watch = hotline.desk.WatchDesk(desk_service_pb2.WatchDeskRequest(acts=[act_pb2.ACT_REGISTER]))
        assert next(watch).entry.case_number == seen
        clock.advance(hours=2)
        office.call()
        with pytest.raises(grpc.RpcError) as ended:
            next(watch)
        assert ended.value.code() is grpc.StatusCode.UNAVAILABLE


@pytest.mark.parametrize(
    ("bound", "department", "allowed"),
    [
        (TAXI, TAXI, True),
        (TAXI, "教育局", False),
        (TAXI, "没有的局", False),
        ("东湖区", "东湖区交通运输局", True),
        ("东湖区", "西岭区交通运输局", False),
        ("东湖区", TAXI, False),
        ("全市", "西岭区交通运输局", True),
        ("", TAXI, False),
    ],
)
def test_a_department_acts_for_itself_and_its_subordinates(
    unchanged_server: RunningServer, bound: str, department: str, *, allowed: bool
) -> None:
    """P3: the error does not reveal whether the department exists either."""
    with connect(unchanged_server.address, AUTHORITY.token("王科长", [AccessRole.DEPARTMENT], bound)) as hotline:
        request = department_service_pb2.ListAssignedCasesRequest(department=department)
        if allowed:
            hotline.departments.ListAssignedCases(request)
        else:
            assert refusal(lambda: hotline.departments.ListAssignedCases(request)).code is (
                grpc.StatusCode.PERMISSION_DENIED
            )


def test_acting_on_another_departments_case_reveals_nothing(office: Office, server: RunningServer) -> None:
    number = office.call()
    office.accept(number)
    with connect(server.address, AUTHORITY.token("王科长", [AccessRole.DEPARTMENT], "教育局")) as hotline:
        answers = []
        for known in (number, "20261123-999999"):
            context = case_pb2.ActContext(number=known, etag="1")
            request = department_service_pb2.AcceptAssignmentRequest(context=context, department="教育局")
            refused = refusal(lambda: hotline.departments.AcceptAssignment(request))  # noqa: B023 - called at once
            answers.append((refused.code, str(refused).replace(known, "")))
    assert answers[0] == answers[1]
    assert answers[0][0] is grpc.StatusCode.NOT_FOUND


def test_an_act_is_logged_under_the_tokens_name(office: Office, server: RunningServer) -> None:
    number = office.call()
    with connect(server.address, AUTHORITY.token("王科长", [AccessRole.DEPARTMENT], TAXI)) as hotline:
        context = case_pb2.ActContext(number=number, etag=office.hotline.case(number).etag)
        hotline.departments.AcceptAssignment(
            department_service_pb2.AcceptAssignmentRequest(context=context, department=TAXI)
        )
    assert office.case(number).log[-1].actor == "王科长"
    assert office.case(number).log[0].actor == "0712@测试"


def test_acting_under_another_name_is_rejected(office: Office, server: RunningServer) -> None:
    number = office.call()
    with connect(server.address, AUTHORITY.token("王科长", [AccessRole.DEPARTMENT], TAXI)) as hotline:
        context = case_pb2.ActContext(number=number, etag=office.hotline.case(number).etag, actor="李值班")
        request = department_service_pb2.AcceptAssignmentRequest(context=context, department=TAXI)
        refused = refusal(lambda: hotline.departments.AcceptAssignment(request))
    assert set(refused.violations) == {"context.actor"}


class TestKeys:
    """The token issuer's keys change while the server runs."""

    def write(self, path: Path, *keys: dict[str, str]) -> None:
        path.write_text(json.dumps({"keys": keys}))

    def test_added_keys_are_accepted_and_removed_keys_rejected(self, tmp_path: Path, settings: Settings) -> None:
        clock = SetClock()
        path = tmp_path / "keys.json"
        self.write(path, _PUBLIC)
        with_keys = settings.model_copy(update={"token_keys": str(path), "token_issuer": ISSUER})
        newer = rsa.generate_private_key(65537, 2048)
        jwk = jwt.algorithms.RSAAlgorithm.to_jwk(newer.public_key(), as_dict=True) | {"kid": "newer", "alg": "RS256"}
        server = start(with_keys, clock)
        try:
            with connect(server.address, jwt.encode(CLAIMS, newer, "RS256", {"kid": "newer"})) as hotline:
                with pytest.raises(HotlineError, match="无法识别"):
                    hotline.register(a_call())
                self.write(path, jwk)
                clock.advance(seconds=10)
                assert hotline.register(a_call()).number
            self.write(path, _PUBLIC, jwk)
            clock.advance(seconds=10)
            with connect(server.address) as hotline:
                clock.advance(minutes=6)
                assert hotline.register(a_call()).number, "its token is known and used"
                self.write(path, jwk)
                clock.advance(minutes=6)
                with pytest.raises(HotlineError, match="无法识别"):
                    hotline.register(a_call())
        finally:
            server.stop(0)

    def test_cached_keys_remain_valid_when_the_key_set_is_unreadable(self, tmp_path: Path) -> None:
        clock = SetClock()
        path = tmp_path / "keys.json"
        self.write(path, _PUBLIC)
        keys = TokenKeys(str(path), clock)
        path.write_text("{")
        clock.advance(minutes=6)
        assert keys("development") is not None

    def test_a_symmetric_key_is_rejected(self, tmp_path: Path) -> None:
        path = tmp_path / "keys.json"
        secret = b"a secret of thirty-two bytes or more"
        jwk = jwt.algorithms.HMACAlgorithm.to_jwk(secret, as_dict=True) | {"kid": "development", "alg": "HS256"}
        self.write(path, jwk)
        claims = TokenClaims(ISSUER, AUDIENCE)
        tokens = TokenVerifier(TokenKeys(str(path), SetClock()), claims, Revocations(), SetClock())
        with pytest.raises(AuthenticationError):
            tokens.verify(jwt.encode(CLAIMS, secret, "HS256", HEADER))

    def test_a_server_does_not_start_without_a_key_set(self, tmp_path: Path, settings: Settings) -> None:
        missing = settings.model_copy(update={"token_keys": str(tmp_path / "none.json"), "token_issuer": ISSUER})
        with pytest.raises(TokenKeysError, match="none.json"):
            start(missing)


@pytest.mark.parametrize(
    "changes", [{"listen": "0.0.0.0:0"}, {"listen": "0.0.0.0:0", "token_keys": "keys.json"}], ids=["none", "no issuer"]
)
def test_a_server_on_a_public_address_does_not_start_with_development_tokens(
    settings: Settings, changes: dict[str, object]
) -> None:
    with pytest.raises(ExposedError, match="HOTLINE_TOKEN"):
        start(settings.model_copy(update=changes))


def test_concurrent_starts_create_one_development_authority(tmp_path: Path) -> None:
    first, second = DevelopmentAuthority(tmp_path), DevelopmentAuthority(tmp_path)
    assert first.all_roles_token() == second.all_roles_token()
    public = first._key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    assert public == second._key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    assert (tmp_path / "token-key.pem").stat().st_mode & 0o077 == 0


def test_a_token_is_not_sent_over_plain_text_beyond_loopback() -> None:
    with pytest.raises(ValueError, match="tls"):
        connect("hotline.example:50051")


def test_an_authentication_failure_is_not_logged_as_a_server_error(server: RunningServer) -> None:
    with connect(server.address, "x.y.z") as hotline, pytest.raises(HotlineError, match="令牌无效"):
        hotline.case("20261123-000001")


def test_the_log_names_the_missing_claim_of_a_rejected_token(server: RunningServer) -> None:
    """The client is not told."""
    with connect(server.address, AUTHORITY.token("王话务", [])) as hotline, capture_logs() as logged:
        with pytest.raises(HotlineError, match="令牌的内容不完整") as refused:
            hotline.case("20261123-000001")
        assert "roles" not in str(refused.value)
    assert [entry["reason"] for entry in logged if entry["event"] == "identity refused"] == [
        "claim roles is missing or empty; claim realm_access.roles is missing or empty"
    ]
