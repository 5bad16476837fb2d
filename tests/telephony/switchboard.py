"""Switch on loopback: kamailio with the bridge's configuration, baresip as single phones, sipp as many."""

import os
import shutil
import socket
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from hotline_server.ground.folders import PROJECT
from hotline_telephony import events

from tests.hotline import PATIENCE, eventually
from tests.ports import free_port

SIP = Path(__file__).parent / "sip"
CONFIGURATION = PROJECT / "clients" / "telephony" / "kamailio.cfg"
MISSING = [program for program in ("kamailio", "baresip", "sipp") if shutil.which(program) is None]
if not list(Path("/usr/lib").glob("*/kamailio/modules/db_sqlite.so")):
    MISSING.append("db_sqlite")
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


@dataclass
class Switchboard:
    """Running switch and its phones.

    Attributes:
        events: the event table.
        port: port of the switch, for SIP and for the bridge's requests.
        gateway: port that receives outgoing calls.
    """

    folder: Path
    events: Path
    port: int
    gateway: int
    running: list[subprocess.Popen[bytes]] = field(default_factory=list)

    @property
    def address(self) -> str:
        return f"127.0.0.1:{self.port}"

    def agent(self, number: str, scenario: str = "agent") -> None:
        """Register a multi-line phone for an agent; it follows the scenario, by default answering."""
        port = free_port()
        self.sipp("register", port, [number], calls=1)
        self.start("sipp", "-sf", SIP / f"{scenario}.xml", "-i", "127.0.0.1", "-p", str(port), "-nostdin")

    def department(self) -> Path:
        """Start a department's phone, which answers calls to the gateway; return its message log."""
        log = self.folder / "department.log"
        trace = ("-trace_msg", "-message_file", log)
        self.start("sipp", "-sf", SIP / "agent.xml", "-i", "127.0.0.1", "-p", str(self.gateway), "-nostdin", *trace)
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
    switch = Switchboard(folder, folder / "events.db", free_port(), free_port())
    events.prepare(switch.events)
    environment = {
        "HOTLINE_EVENTS": str(switch.events),
        "HOTLINE_NUMBER": "12345",
        "HOTLINE_HOST": switch.address,
        "HOTLINE_GATEWAY": f"127.0.0.1:{switch.gateway}",
    }
    listen = ("-l", f"udp:{switch.address}", "-l", f"tcp:{switch.address}")
    with (folder / "kamailio.log").open("w") as out:
        kamailio = subprocess.Popen(
            ["kamailio", "-DD", "-E", "-Y", str(folder), "-f", CONFIGURATION, *listen],
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=out,
            env=os.environ | environment,
            start_new_session=True,
        )
    try:
        for attempt in eventually():
            with attempt:
                socket.create_connection(("127.0.0.1", switch.port), 1).close()
        yield switch
    finally:
        # Killed, not terminated: a terminated phone would try to unregister from a switch that is stopping too.
        for process in switch.running:
            process.kill()
            process.wait()
        kamailio.terminate()
        kamailio.wait(PATIENCE)
