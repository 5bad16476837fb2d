"""Attachments are scanned for viruses where a city has a scanner (R7.1)."""

import shutil
import socket
import socketserver
import subprocess
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import grpc
import pytest
from hotline.v1 import attachment_service_pb2 as pb
from hotline_client import Hotline
from hotline_server.ground.config import Settings
from pydantic import ValidationError

from tests.hotline import PATIENCE, refusal
from tests.integration.test_archive import upload
from tests.office import Office
from tests.unit.test_file_formats import OPEN_XML, zip_of

EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
CLAMD = shutil.which("clamd")
CLEAN, INFECTED, TOO_LONG = b"stream: OK\0", b"stream: Win.Test FOUND\0", b"INSTREAM size limit exceeded. ERROR\0"


class Scanner(socketserver.ThreadingTCPServer):
    """Small server that speaks clamd's protocol and always answers alike."""

    answer = CLEAN
    received = b""


class Session(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        assert isinstance(self.server, Scanner)
        assert self.rfile.read(10) == b"zINSTREAM\0"
        if self.server.answer == TOO_LONG:
            self.wfile.write(TOO_LONG)
            return
        content = b""
        while length := int.from_bytes(self.rfile.read(4), "big"):
            content += self.rfile.read(length)
        self.server.received = content
        self.wfile.write(self.server.answer)


@pytest.fixture
def scanner() -> Iterator[Scanner]:
    with Scanner(("127.0.0.1", 0), Session) as serving:
        thread = threading.Thread(target=serving.serve_forever)
        thread.start()
        yield serving
        serving.shutdown()
        thread.join()


class TestProtocol:
    @pytest.fixture
    def settings(self, settings: Settings, scanner: Scanner) -> Settings:
        return settings.model_copy(update={"virus_scanner": f"tcp://127.0.0.1:{scanner.server_address[1]}"})

    def test_a_clean_file_is_kept_and_marked_as_scanned(
        self, hotline: Hotline, office: Office, scanner: Scanner
    ) -> None:
        content = "已到现场核实".encode() * 100_000
        added = upload(hotline, office.call(), content, "说明.txt")
        assert added.scanned
        assert scanner.received == content

    @pytest.mark.each_database
    def test_an_infected_file_is_refused_by_the_name_of_its_virus(
        self, hotline: Hotline, office: Office, settings: Settings, scanner: Scanner
    ) -> None:
        scanner.answer = INFECTED
        number = office.call()
        refused = refusal(lambda: upload(hotline, number))
        assert "Win.Test" in refused.violations["chunk"]
        assert not hotline.attachments.ListAttachments(pb.ListAttachmentsRequest(number=number)).attachments
        assert not [path for path in settings.files.rglob("*") if path.is_file()]

    @pytest.mark.parametrize("answer", [TOO_LONG, b"", b"stream: Can't allocate memory ERROR\0"])
    def test_a_file_that_was_not_scanned_is_not_kept(
        self, hotline: Hotline, office: Office, settings: Settings, scanner: Scanner, answer: bytes
    ) -> None:
        scanner.answer = answer
        number = office.call()
        assert refusal(lambda: upload(hotline, number)).code is grpc.StatusCode.UNAVAILABLE
        assert not [path for path in settings.files.rglob("*") if path.is_file()]

    def test_nothing_is_kept_while_the_scanner_is_down(
        self, hotline: Hotline, office: Office, scanner: Scanner
    ) -> None:
        scanner.shutdown()
        scanner.server_close()
        number = office.call()
        assert refusal(lambda: upload(hotline, number)).code is grpc.StatusCode.UNAVAILABLE


@pytest.mark.skipif(CLAMD is None, reason="clamd is not installed")
class TestClamd:
    """Against a real clamd, whose signatures hold the test virus alone."""

    @pytest.fixture
    def settings(self, settings: Settings, tmp_path: Path) -> Iterator[Settings]:
        signatures, sockets = tmp_path / "signatures", tmp_path / "clamd.sock"
        signatures.mkdir()
        (signatures / "eicar.ndb").write_text(f"Eicar-Test-Signature:0:*:{EICAR.hex()}\n")
        configuration = tmp_path / "clamd.conf"
        configuration.write_text(
            f"DatabaseDirectory {signatures}\nLocalSocket {sockets}\nForeground yes\nStreamMaxLength 110M\n"
        )
        assert CLAMD is not None
        with subprocess.Popen([CLAMD, "--config-file", str(configuration)], stdout=subprocess.DEVNULL) as clamd:
            _await(sockets)
            yield settings.model_copy(update={"virus_scanner": f"unix:{sockets}"})
            clamd.terminate()

    def test_the_test_virus_is_found_wherever_it_hides(self, hotline: Hotline, office: Office) -> None:
        number = office.call()
        assert upload(hotline, number).scanned
        document = zip_of(OPEN_XML | {"word/document.xml": b"<x/>", "word/embeddings/a.bin": EICAR})
        for name, content in (("病毒.txt", EICAR), ("附件.docx", document)):
            refused = refusal(lambda name=name, content=content: upload(hotline, number, content, name))  # type: ignore[misc]
            assert "Eicar-Test-Signature" in refused.violations["chunk"]
        assert len(hotline.attachments.ListAttachments(pb.ListAttachmentsRequest(number=number)).attachments) == 1

    def test_a_file_of_the_largest_size_is_scanned(self, hotline: Hotline, office: Office) -> None:
        assert upload(hotline, office.call(), b"a" * 30 * 1024 * 1024, "大.txt").scanned


def _await(path: Path) -> None:
    deadline = time.monotonic() + PATIENCE
    while True:
        with socket.socket(socket.AF_UNIX) as trying:
            try:
                trying.connect(str(path))
            except OSError:
                assert time.monotonic() < deadline, "clamd did not start"
                time.sleep(0.1)
            else:
                return


@pytest.mark.parametrize("address", ["127.0.0.1:3310", "tcp://127.0.0.1", "unix:clamd.sock", "http://clamd:3310/"])
def test_a_malformed_address_does_not_start(address: str) -> None:
    with pytest.raises(ValidationError):
        Settings(virus_scanner=address)
