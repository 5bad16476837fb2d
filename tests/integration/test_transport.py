"""TLS for people, mutual TLS for systems, both renewed without a restart; plain text on loopback only."""

import shutil
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import grpc
import pytest
from hotline.v1 import department_service_pb2
from hotline.v1.department_service_pb2 import WatchAssignmentsRequest
from hotline.v1.desk_service_pb2 import WatchDeskRequest
from hotline_client import Hotline, HotlineError, Tls, connect_with_files
from hotline_client import connect as connect_as
from hotline_server.development.authority import ISSUER
from hotline_server.development.certificates import CertificateAuthority
from hotline_server.ground.config import Settings
from hotline_server.ground.folders import PROJECT
from hotline_server.runtime.identification import ExposedError
from hotline_server.runtime.server import RunningServer, start
from hotline_server.security.transport import CertificateError

from tests.faults.serving import serving
from tests.hotline import AUTHORITY, EVERYBODY, PATIENCE, a_call, refusal
from tests.integration.test_operations import one_call, status_at_end
from tests.office import TAXI

SYSTEM = "telephony.example"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "certificates"


@pytest.fixture
def authority(folder: Path) -> CertificateAuthority:
    authority = CertificateAuthority(folder, datetime.now(UTC))
    authority.issue("server", ["localhost", "127.0.0.1"])
    for name in (SYSTEM, "transport.example", "unknown.example"):
        authority.issue(name, [name])
    shutil.copy(PROJECT / "sample" / "systems.yaml", folder / "systems.yaml")
    return authority


@pytest.fixture
def secured(settings: Settings, folder: Path, authority: CertificateAuthority) -> Settings:
    return settings.model_copy(
        update={
            "certificate": folder / "server.pem",
            "private_key": folder / "server.key",
            "listen_systems": "127.0.0.1:0",
            "client_authority": authority.certificate,
            "systems": folder / "systems.yaml",
        }
    )


@pytest.fixture
def running(secured: Settings) -> Iterator[RunningServer]:
    server = start(secured)
    yield server
    server.stop(0)


def trusting(folder: Path, shown: str = "", of: Path | None = None) -> Tls:
    """Trust the authority in a folder and present a certificate, from another folder if given."""
    authority = (folder / "authority.pem").read_bytes()
    if not shown:
        return Tls(authority)
    own = of or folder
    return Tls(authority, (own / f"{shown}.pem").read_bytes(), (own / f"{shown}.key").read_bytes())


def code(hotline: Hotline) -> grpc.StatusCode:
    with hotline, pytest.raises(HotlineError) as refused:
        hotline.register(a_call(), retry_timeout=0.3)
    return refused.value.code


def test_a_person_authenticates_with_tls_and_a_token(running: RunningServer, folder: Path) -> None:
    with connect_as(running.address, EVERYBODY, trusting(folder)) as hotline:
        assert hotline.register(a_call()).number


def test_credentials_are_read_from_files(running: RunningServer, folder: Path, tmp_path: Path) -> None:
    """A token renewed in its file is sent with the next call; a system presents its certificate."""
    authority, token = folder / "authority.pem", tmp_path / "token"
    token.write_text(EVERYBODY, "ascii")
    with connect_with_files(running.address, token, authority) as hotline:
        assert hotline.register(a_call()).number
        for written, reason in (("nobody's", "令牌无效"), ("半", "里不是令牌")):
            token.write_text(written, "utf-8")
            with pytest.raises(HotlineError, match=reason) as refused:
                hotline.register(a_call())
            assert refused.value.code is grpc.StatusCode.UNAUTHENTICATED
    own = [folder / f"{SYSTEM}.pem", folder / f"{SYSTEM}.key"]
    with connect_with_files(running.systems_address, None, authority, *own) as hotline:
        assert hotline.register(a_call()).number
    with pytest.raises(OSError, match="nowhere"):
        connect_with_files(running.address, tmp_path / "nowhere", authority)


def test_a_tls_port_rejects_plain_text(running: RunningServer) -> None:
    assert code(connect_as(running.address, EVERYBODY)) is grpc.StatusCode.UNAVAILABLE


def test_a_client_rejects_a_server_certificate_of_another_authority(running: RunningServer, tmp_path: Path) -> None:
    CertificateAuthority(tmp_path / "other", datetime.now(UTC))
    stranger = connect_as(running.address, EVERYBODY, trusting(tmp_path / "other"))
    assert code(stranger) is grpc.StatusCode.UNAVAILABLE


def test_a_system_authenticates_with_its_certificate_alone(running: RunningServer, folder: Path) -> None:
    with connect_as(running.systems_address, "", trusting(folder, SYSTEM)) as hotline:
        case = hotline.register(a_call())
    with connect_as(running.address, EVERYBODY, trusting(folder)) as hotline:
        assert hotline.case(case.number, log=True).log[0].actor == "0712@呼叫平台"


def test_a_system_has_its_listed_role_and_department(running: RunningServer, folder: Path) -> None:
    with connect_as(running.systems_address, "", trusting(folder, "transport.example")) as hotline:
        assert code(hotline) is grpc.StatusCode.PERMISSION_DENIED
    with connect_as(running.systems_address, "", trusting(folder, "transport.example")) as hotline:
        hotline.departments.ListAssignedCases(department_service_pb2.ListAssignedCasesRequest(department=TAXI))
        others = department_service_pb2.ListAssignedCasesRequest(department="教育局")
        refused = refusal(lambda: hotline.departments.ListAssignedCases(others))
        assert refused.code is grpc.StatusCode.PERMISSION_DENIED


def test_an_unlisted_system_is_not_authenticated(running: RunningServer, folder: Path) -> None:
    unknown = connect_as(running.systems_address, "", trusting(folder, "unknown.example"))
    assert code(unknown) is grpc.StatusCode.UNAUTHENTICATED


def test_a_client_certificate_of_another_authority_is_rejected(
    running: RunningServer, folder: Path, tmp_path: Path
) -> None:
    CertificateAuthority(tmp_path / "other", datetime.now(UTC)).issue(SYSTEM, [SYSTEM])
    forged = connect_as(running.systems_address, "", trusting(folder, SYSTEM, tmp_path / "other"))
    assert code(forged) is grpc.StatusCode.UNAVAILABLE
    without = connect_as(running.systems_address, EVERYBODY, trusting(folder))
    assert code(without) is grpc.StatusCode.UNAVAILABLE


def test_a_system_removed_from_the_list_is_rejected_on_its_next_call(running: RunningServer, folder: Path) -> None:
    with connect_as(running.systems_address, "", trusting(folder, SYSTEM)) as hotline:
        hotline.register(a_call())
        listed = (folder / "systems.yaml").read_text("utf-8")
        (folder / "systems.yaml").write_text(listed.replace(SYSTEM, "another.example"), "utf-8")
        with pytest.raises(HotlineError, match="没有身份"):
            hotline.register(a_call())


@pytest.mark.parametrize("change", [(SYSTEM, "another.example"), ("[telephony]", "[operator]")])
def test_streams_of_a_system_end_when_its_entry_in_the_list_changes(
    running: RunningServer, folder: Path, change: tuple[str, str]
) -> None:
    """A watch, and a stream of calls that is idle; those of another system go on."""
    listed = (folder / "systems.yaml").read_text("utf-8")
    (folder / "systems.yaml").write_text(listed.replace("[telephony]", "[operator, telephony]"), "utf-8")
    with (
        connect_as(running.systems_address, "", trusting(folder, SYSTEM)) as lost,
        connect_as(running.systems_address, "", trusting(folder, "transport.example")) as kept,
    ):
        watch = lost.desk.WatchDesk(WatchDeskRequest(after_position=-1), timeout=PATIENCE)
        staying = kept.departments.WatchAssignments(WatchAssignmentsRequest(department=TAXI), timeout=PATIENCE)
        calls = lost._intake.RegisterCalls(one_call(threading.Event()), timeout=PATIENCE)
        assert next(calls).results[0].registered.number
        watch.initial_metadata()
        staying.initial_metadata()
        (folder / "systems.yaml").write_text(listed.replace(*change), "utf-8")
        for stream in (watch, calls):
            assert status_at_end(stream) is grpc.StatusCode.UNAUTHENTICATED
        assert staying.is_active()
        staying.cancel()


def test_the_last_valid_list_of_systems_survives_an_invalid_edit(running: RunningServer, folder: Path) -> None:
    with connect_as(running.systems_address, "", trusting(folder, SYSTEM)) as hotline:
        (folder / "systems.yaml").write_text("系统: [", "utf-8")
        assert hotline.register(a_call()).number


def test_certificates_are_renewed_without_a_restart(running: RunningServer, folder: Path, tmp_path: Path) -> None:
    newer = CertificateAuthority(tmp_path / "newer", datetime.now(UTC))
    certificate, key = newer.issue("server", ["127.0.0.1"])
    shutil.copy(certificate, folder / "server.pem")
    with connect_as(running.address, EVERYBODY, trusting(folder)) as hotline:
        assert hotline.register(a_call()).number, "half of a renewal leaves the certificate in use"
    shutil.copy(key, folder / "server.key")
    with connect_as(running.address, EVERYBODY, trusting(tmp_path / "newer")) as hotline:
        assert hotline.register(a_call()).number


def test_several_processes_serve_both_addresses(
    database_url: str, folder: Path, authority: CertificateAuthority
) -> None:
    settings = {
        "certificate": str(folder / "server.pem"),
        "private_key": str(folder / "server.key"),
        "listen_systems": "127.0.0.1:0",
        "client_authority": str(authority.certificate),
        "systems": str(folder / "systems.yaml"),
    }
    with (
        serving(database_url, processes=2, **settings) as server,
        connect_as(server.address, EVERYBODY, trusting(folder)) as hotline,
    ):
        assert hotline.register(a_call()).number


@pytest.mark.parametrize(
    ("changes", "missing"),
    [
        ({"listen": "0.0.0.0:0"}, "HOTLINE_CERTIFICATE"),
        ({"private_key": None}, "HOTLINE_PRIVATE_KEY"),
        ({"systems": None}, "HOTLINE_SYSTEMS"),
        ({"client_authority": None}, "HOTLINE_CLIENT_AUTHORITY"),
    ],
)
def test_a_server_on_a_public_address_does_not_start_with_incomplete_tls_settings(
    settings: Settings, secured: Settings, changes: dict[str, object], missing: str
) -> None:
    keys = {
        "token_keys": str(AUTHORITY.keys),
        "token_issuer": ISSUER,
        "encryption_keys": str(AUTHORITY.folder / "encryption-keys.json"),
    }
    base = settings if "listen" in changes else secured
    with pytest.raises(ExposedError, match=missing):
        start(base.model_copy(update=keys | changes))


def test_a_private_key_that_does_not_match_the_certificate_is_rejected(secured: Settings, folder: Path) -> None:
    with pytest.raises(CertificateError, match="不匹配"):
        start(secured.model_copy(update={"private_key": folder / f"{SYSTEM}.key"}))


def test_private_keys_are_readable_only_by_their_owner(folder: Path, authority: CertificateAuthority) -> None:
    assert all(path.stat().st_mode & 0o077 == 0 for path in folder.glob("*.key"))
