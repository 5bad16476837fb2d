"""The simulated month of the demo: every case is closed and every caller answered (P2)."""

import io
import random
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from hotline.v1 import case_pb2
from hotline_server.cli.main import app
from hotline_server.domain.lifecycle.act import Act
from hotline_server.ground.config import Settings
from hotline_server.rulebook.decision import Outcome
from hotline_server.rulebook.slips import SlipKind
from hotline_server.runtime.server import start
from hotline_server.security.identity import AccessRole
from rich.cells import cell_len
from rich.console import Console
from typer.testing import CliRunner

from demo.arrivals import Arrival, sample_month
from demo.documents import Documents
from demo.fates import print_fates
from demo.keeping import FolderTakenError, kept_folder, print_suggestions
from demo.played import PlayedCase
from demo.playing import Played, month_on, play_month
from demo.report import print_decisions
from demo.server import Folder
from demo.story import story
from demo.summary import print_summary
from demo.timeline import SimulatedClock
from tests.hotline import connect

pytestmark = pytest.mark.each_database

CALLS = 20
WIDTHS = (60, 80, 120)


def some_calls(seed: int) -> list[Arrival]:
    """Choose some of the sample's calls, each with another content."""
    different = {arrival.call.content: arrival for arrival in sample_month()}
    chosen = random.Random(seed).sample(list(different.values()), CALLS)
    return sorted(chosen, key=lambda arrival: arrival.at)


def test_a_month_ends_with_every_case_closed_and_every_caller_answered(settings: Settings) -> None:
    arrivals = some_calls(1)
    clock = SimulatedClock(arrivals[0].at - timedelta(hours=1))
    server = start(settings, clock)
    try:
        with connect(server.address) as hotline:
            cases = month_on(server, hotline, clock, 1).play(arrivals)
    finally:
        server.stop(0)
    assert len(cases) == CALLS
    assert all(case.is_closed and case.is_answered for case in cases)


@dataclass(frozen=True)
class Play:
    """What was played, from which calls, and where it is kept."""

    arrivals: dict[str, Arrival]
    played: Played
    folder: Folder

    def owner_of(self, case: PlayedCase) -> str:
        return self.arrivals[case.first.call.content].owner


@pytest.fixture(scope="module")
def play(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Play]:
    arrivals = {arrival.call.content: arrival for arrival in sample_month()}
    with kept_folder(tmp_path_factory.mktemp("demo")) as folder:
        in_order = sorted(arrivals.values(), key=lambda arrival: arrival.at)
        yield Play(arrivals, play_month(quiet(80), folder, in_order), folder)


def quiet(width: int) -> Console:
    return Console(width=width, file=io.StringIO())


def printed(console: Console) -> str:
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def test_a_case_objected_to_is_reassigned_to_the_competent_department(play: Play) -> None:
    sent_back = [case for case in play.played.cases if Act.OBJECT in case.acts and play.owner_of(case)]
    assert any(case.was_reassigned for case in sent_back)
    assert all(case.leads[-1] == play.owner_of(case) for case in sent_back)


def test_a_false_alarm_keeps_its_decision_and_is_not_transferred(play: Play) -> None:
    false_alarms = [case for case in play.played.cases if case.is_false_alarm]
    assert false_alarms
    for case in false_alarms:
        assert case.outcome is Outcome.EMERGENCY
        assert not case.leads
        assert "误报" in story(case)


@pytest.mark.parametrize("width", WIDTHS)
def test_the_output_fits_the_terminal_without_truncation(play: Play, width: int) -> None:
    console = quiet(width)
    print_decisions(console, play.played.cases)
    print_fates(console, play.played.cases)
    print_summary(console, play.played)
    lines = printed(console).splitlines()
    assert not [line for line in lines if cell_len(line.rstrip()) > width]
    assert "…" not in printed(console)
    assert all(case.first.number in printed(console) for case in play.played.cases if case.is_false_alarm)


def test_the_suggested_commands_work(play: Play) -> None:
    console = quiet(80)
    with play.folder.ordinary_server() as server:
        print_suggestions(console, play.folder, server.address, play.played.cases)
        typed = [shlex.split(line) for line in printed(console).replace("\\\n", "").splitlines()]
        commands = [words for words in typed if words and words[0] != "#"]
        results = [CliRunner().invoke(app, words[1:]) for words in commands]
    assert {words[0] for words in commands} == {".venv/bin/hotline"}
    assert [result.output for result in results if result.exit_code] == []
    assert len(commands) > 5
    assert (play.folder.path / "通报.xlsx").stat().st_size > 0


def test_a_gateway_that_dies_twice_gets_every_message_once(play: Play) -> None:
    """R2.3: what it took before it died comes again under its key."""
    gateway = play.played.gateway
    assert gateway is not None
    assert 0 < len(gateway.taken) < gateway.posts
    console = quiet(80)
    print_summary(console, play.played)
    assert f"网关收下{len(gateway.taken)}条" in printed(console).replace("\n", "").replace(" ", "")


def test_the_month_has_slips_of_every_kind_and_dossiers(play: Play, tmp_path: Path) -> None:
    """R2.3, R3.2, R3.4, R4.1, R4.2, R4.4, R8.1, R8.4, R8.7."""
    with play.folder.ordinary_server() as server:
        token = play.folder.token_file(AccessRole.DESK_LEAD).read_text().strip()
        with connect(server.address, token) as hotline:
            while server.reports.archive.some():
                pass
            Documents(tmp_path, hotline, (".docx",)).write_papers(play.played.cases)
    made = {path.stem for path in (tmp_path / "文书").iterdir()}
    assert made == {kind.value for kind in SlipKind}
    dossiers = list((tmp_path / "档案").iterdir())
    assert len(dossiers) == 3
    assert all(dossier.read_bytes().startswith(b"%PDF") for dossier in dossiers)


def test_exclusions_are_granted_and_refused_on_appeal(play: Play) -> None:
    """R8.11."""
    exclusions = [one.exclusion for case in play.played.cases for one in case.last.assignments if one.exclusion.reason]
    assert [(one.state, bool(one.appeal)) for one in exclusions] == [
        (case_pb2.EXCLUSION_STATE_EXCLUDED, False),
        (case_pb2.EXCLUSION_STATE_REFUSED, True),
    ]


def test_concurrent_demos_cannot_share_a_folder(play: Play) -> None:
    with pytest.raises(FolderTakenError), kept_folder(play.folder.path):
        pass


def test_a_new_demo_deletes_the_data_of_the_previous_one(tmp_path: Path) -> None:
    for name in ("hotline.db", "hotline.db-wal", "notes.txt"):
        (tmp_path / name).write_text("earlier")
    with kept_folder(tmp_path):
        assert {path.name for path in tmp_path.iterdir()} == {"lock", "notes.txt"}
