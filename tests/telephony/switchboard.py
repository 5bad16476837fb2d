"""Switch on loopback: kamailio with the bridge's configuration, baresip as single phones, sipp as many."""

import errno
import os
import shutil
import signal
import socket
import socketserver
import sqlite3
import subprocess
import threading
import uuid
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from hotline_server.ground.folders import PROJECT
from hotline_telephony import events, registrations
from hotline_telephony.settings import Settings

from tests.hotline import PATIENCE, eventually
from tests.ports import free_port

SIP = Path(__file__).parent / "sip"
CONFIGURATION = PROJECT / "clients" / "telephony" / "kamailio.cfg"
MISSING = [program for program in ("kamailio", "baresip", "sipp") if shutil.which(program) is None]
if not list(Path("/usr/lib").glob("*/kamailio/modules/db_sqlite.so")):
    MISSING.append("db_sqlite")
# Milliseconds but for ABSENT: long enough for phones on a loaded machine, short enough for a test.
TIMES = {"RINGING": 2_000, "WAITING": 30_000, "CONNECTING": 2_000, "ABSENT": 5}
_BARESIP = """net_interface 127.0.0.1
sip_listen 127.0.0.1:{port}
module_path {modules}
module g711.so
module aubridge.so
module uuid.so
module_app account.so
module_app contact.so
module_app menu.so
audio_player aubridge,a
audio_source aubridge,a
audio_alert aubridge,a
rtp_ports 20000-20200
"""


class _BusyPhone(socketserver.BaseRequestHandler):
    """Declines a call."""

    def handle(self) -> None:
        message, sender = self.request
        lines = message.decode("ascii").split("\r\n")
        if lines[0].startswith("INVITE"):
            copied = [line for line in lines if line.startswith(("Via:", "From:", "To:", "Call-ID:", "CSeq:"))]
            copied = [f"{line};tag=busy" if line.startswith("To:") else line for line in copied]
            answer = "\r\n".join(("SIP/2.0 486 Busy Here", *copied, "Content-Length: 0", "", ""))
            sender.sendto(answer.encode("ascii"), self.client_address)


@dataclass
class Switchboard:
    """Running switch and its phones.

    Attributes:
        events: the event table.
        phones: the registration table.
        port: port of the switch, for SIP and for the bridge's requests.
        gateway: port that receives outgoing calls.
    """

    folder: Path
    events: Path
    phones: Path
    port: int
    gateway: int
    running: list[subprocess.Popen[bytes]] = field(default_factory=list)
    kamailio: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        return f"127.0.0.1:{self.port}"

    def start_switch(self) -> None:
        """Start the switch itself and wait until it accepts requests."""
        environment = {
            "HOTLINE_EVENTS": str(self.events),
            "HOTLINE_PHONES": str(self.phones),
            "HOTLINE_NUMBER": "12345",
            "HOTLINE_HOST": self.address,
            "HOTLINE_GATEWAY": f"127.0.0.1:{self.gateway}",
        }
        times = [word for name, value in TIMES.items() for word in ("-A", f"{name}={value}")]
        listen = ("-l", f"udp:{self.address}", "-l", f"tcp:{self.address}")
        with (self.folder / "kamailio.log").open("a") as out:
            self.kamailio = subprocess.Popen(
                ["kamailio", "-DD", "-E", "-Y", str(self.folder), "-f", CONFIGURATION, *times, *listen],
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=out,
                env=os.environ | environment,
                start_new_session=True,
            )
        for attempt in eventually():
            with attempt:
                socket.create_connection(("127.0.0.1", self.port), 1).close()

    def kill_switch(self) -> None:
        """Kill the switch with all of its processes."""
        if self.kamailio:
            os.killpg(self.kamailio.pid, signal.SIGKILL)
            self.kamailio.wait(PATIENCE)
            self.kamailio = None
            # Its children hold the sockets a moment longer.
            for attempt in eventually():
                with attempt, socket.socket() as probe:
                    assert probe.connect_ex(("127.0.0.1", self.port)) == errno.ECONNREFUSED

    def agent(self, number: str, scenario: str = "agent", pause: int = 0, status: str = "") -> Path:
        """Register an agent's phone, which follows the scenario, by default answering; return its message log.

        Args:
            number: the agent's number.
            scenario: a file of ``sip``.
            pause: milliseconds, for the scenarios that leave a pause to the test.
            status: the SIP status with which ``declining`` declines.
        """
        port = free_port()
        self.sipp("register", port, [number], calls=1)
        self.wait_for_registration(number)
        return self.answering(number, scenario, port, pause, status)

    def agents(self, numbers: Sequence[str]) -> None:
        """Register a phone that answers all calls for many agents."""
        port = free_port()
        self.sipp("register", port, numbers, calls=len(numbers))
        for number in numbers:
            self.wait_for_registration(number)
        self.answering("agents", "agent", port)

    @contextmanager
    def busy_agents(self, numbers: Sequence[str]) -> Iterator[None]:
        """Register one phone for many agents that declines all calls; sipp's would decline each call once."""
        port = free_port()
        self.sipp("register", port, numbers, calls=len(numbers), rate=50)
        for number in numbers:
            self.wait_for_registration(number)
        with socketserver.UDPServer(("127.0.0.1", port), _BusyPhone) as phone:
            threading.Thread(target=phone.serve_forever, args=(0.05,)).start()
            try:
                yield
            finally:
                phone.shutdown()

    def wait_for_registration(self, number: str) -> None:
        """Wait until an agent's phone is among those that get calls."""
        for attempt in eventually():
            with attempt, closing(sqlite3.connect(self.phones)) as database:
                assert database.execute("SELECT 1 FROM location WHERE username = ?", (number,)).fetchone()

    def department(self, scenario: str = "agent", status: str = "") -> Path:
        """Start a department's phone, which gets the calls to the gateway; return its message log.

        Args:
            scenario: a file of ``sip``.
            status: the SIP status with which ``declining`` declines.
        """
        return self.answering("department", scenario, self.gateway, status=status)

    def answering(self, name: str, scenario: str, port: int, pause: int = 0, status: str = "") -> Path:
        """Start a phone that follows the scenario; return its message log."""
        log = self.folder / f"{name}.log"
        # sipp takes no status from the command line.
        chosen = self.folder / f"{name}.xml"
        chosen.write_text((SIP / f"{scenario}.xml").read_text("ascii").replace("[status]", status), "ascii")
        trace = ("-d", str(pause), "-trace_msg", "-message_file", log)
        self.start("sipp", "-sf", chosen, "-i", "127.0.0.1", "-p", str(port), "-nostdin", *trace)
        return log

    def sipp(self, scenario: str, port: int, numbers: Sequence[str], calls: int, rate: int = 10) -> None:
        """Make calls, cycling through the callers' numbers, and wait until they end."""
        assert self.start_calls(scenario, port, numbers, calls, rate).wait(PATIENCE) == 0, f"see {self.folder}"

    def dial(self, number: str) -> subprocess.Popen[bytes]:
        """Start one call."""
        return self.start_calls("caller", free_port(), [number], calls=1)

    def start_calls(
        self, scenario: str, port: int, numbers: Sequence[str], calls: int, rate: int = 10
    ) -> subprocess.Popen[bytes]:
        """Start making calls, cycling through the callers' numbers."""
        lines = self.folder / f"{scenario}-{port}.csv"
        lines.write_text("SEQUENTIAL\n" + "\n".join(numbers) + "\n", "ascii")
        load = ("-m", str(calls), "-r", str(rate), "-l", str(calls), "-inf", lines, "-nostdin")
        phone = ("-sf", SIP / f"{scenario}.xml", "-i", "127.0.0.1", "-p", str(port))
        return self.start("sipp", *phone, *load, self.address)

    def phone(self, number: str, *, answers: bool = False, dials: str = "") -> None:
        """Start a real phone that registers and answers like an agent's, or dials a number."""
        folder = self.folder / f"phone-{number}"
        folder.mkdir()
        modules = next(Path("/usr/lib").glob("*/baresip/modules"), Path("/usr/lib/baresip/modules"))
        (folder / "config").write_text(_BARESIP.format(port=free_port(), modules=modules), "ascii")
        registers = "regint=60;answermode=auto" if answers else "regint=0"
        (folder / "accounts").write_text(f"<sip:{number}@{self.address}>;{registers}\n", "ascii")
        (folder / "contacts").touch()
        dialling = ("-e", f"d sip:{dials}@{self.address}") if dials else ()
        self.start("baresip", "-f", folder, "-4", *dialling)

    def start(self, *command: str | Path) -> subprocess.Popen[bytes]:
        """Start a program that is killed when the switch stops."""
        log = self.folder / f"{len(self.running)}-{command[0]}.log"
        with log.open("w") as out:
            process = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=out, stderr=out, cwd=self.folder, env=os.environ
            )
        self.running.append(process)
        return process


@contextmanager
def switchboard(folder: Path) -> Iterator[Switchboard]:
    """Run a switch without phones."""
    switch = Switchboard(folder, folder / "events.db", folder / "phones.db", free_port(), free_port())
    events.prepare(switch.events)
    registrations.prepare(switch.phones, Settings().phones_schema)
    switch.start_switch()
    try:
        yield switch
    finally:
        # Killed, not terminated: a terminated phone would try to unregister from a switch that is stopping too.
        for process in switch.running:
            process.kill()
            process.wait()
        switch.kill_switch()


def invite(switch: Switchboard, caller: str, port: int) -> bytes:
    """Call an outside number from a port, and return the switch's first response."""
    call = uuid.uuid4().hex
    message = (
        f"INVITE sip:079188880001@{switch.address} SIP/2.0\r\n"
        f"Via: SIP/2.0/UDP 127.0.0.1:{port};branch=z9hG4bK{call}\r\n"
        f"From: <sip:{caller}@127.0.0.1>;tag=1\r\n"
        f"To: <sip:079188880001@{switch.address}>\r\n"
        f"Call-ID: {call}\r\nCSeq: 1 INVITE\r\nMax-Forwards: 70\r\n"
        f"Contact: <sip:{caller}@127.0.0.1:{port}>\r\nContent-Length: 0\r\n\r\n"
    )
    with socket.socket(type=socket.SOCK_DGRAM) as phone:
        phone.bind(("127.0.0.1", port))
        phone.settimeout(PATIENCE)
        phone.sendto(message.encode("ascii"), ("127.0.0.1", switch.port))
        return phone.recv(4096)
