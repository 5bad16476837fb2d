"""The simulated month of the demo: every case is closed and every caller answered (P2)."""

import io
import random
import re
import shlex
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hotline.v1 import case_pb2
from hotline_server.api import archive as api_archive
from hotline_server.api import reports as api_reports
from hotline_server.api import slips as api_slips
from hotline_server.cli.main import app
from hotline_server.domain.errors import UnmetConditionError
from hotline_server.domain.lifecycle.act import Act
from hotline_server.ground.config import Settings
from hotline_server.reports.as_pdf import set_pages
from hotline_server.reports.document import Chart, Document, Facts, Heading, Paragraph, Table
from hotline_server.reports.rendering import write
from hotline_server.reports.wording import DOSSIER
from hotline_server.rulebook.decision import DUTY_OFFICE, Outcome
from hotline_server.rulebook.slips import SlipKind
from hotline_server.runtime.server import start
from rich.cells import cell_len
from rich.console import Console
from typer.testing import CliRunner

from demo.arrivals import Arrival, sample_month
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

SHOWN = ("LineBox", "TableRowBox", "InlineReplacedBox")
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
    """What was played, from which calls, where it is kept, and the documents of the month with their folder."""

    arrivals: dict[str, Arrival]
    played: Played
    folder: Folder
    documents: Sequence[Document]
    papers: Path

    def owner_of(self, case: PlayedCase) -> str:
        return self.arrivals[case.first.call.content].owner


@pytest.fixture(scope="module")
def play(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Play]:
    arrivals = {arrival.call.content: arrival for arrival in sample_month()}
    documents: list[Document] = []

    def keep(content: object, name: str) -> bytes:
        """Keep what is rendered, in this process; the pages of PDF are set by the test that looks at them."""
        if isinstance(content, Document) and name != "docx":
            documents.append(content)
        return b"" if name == "pdf" else write(content, name)

    papers = tmp_path_factory.mktemp("papers")
    with kept_folder(tmp_path_factory.mktemp("demo")) as folder, pytest.MonkeyPatch.context() as patched:
        for module in (api_archive, api_reports, api_slips):
            patched.setattr(module, "render", keep)
        in_order = sorted(arrivals.values(), key=lambda arrival: arrival.at)
        played = play_month(quiet(80), folder, in_order, papers)
        yield Play(arrivals, played, folder, documents, papers)


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
    messages = play.played.messages
    assert messages is not None
    assert 0 < messages.taken < messages.posts
    assert messages.taken == messages.sent == messages.reported
    console = quiet(80)
    print_summary(console, play.played)
    assert f"网关收下{messages.taken}条" in printed(console).replace("\n", "").replace(" ", "")


def test_the_month_has_slips_of_every_kind_and_dossiers(play: Play) -> None:
    """R2.3, R3.2, R3.4, R4.1, R4.2, R4.4, R8.1, R8.4, R8.7."""
    made = {path.stem for path in (play.papers / "文书").iterdir()}
    assert made == {kind.value for kind in SlipKind}
    assert len(list((play.papers / "档案").iterdir())) == 3
    assert {"综述.docx", "请示（分类）.docx", "通报.docx", "通报.xlsx", "年度报告.docx"} <= {
        path.name for path in play.papers.iterdir()
    }


def words_of(document: Document) -> Iterator[str]:
    """Yield all that a document says."""
    yield from (document.head, document.title, document.edition)
    for block in document.blocks:
        match block:
            case Heading() | Paragraph():
                yield block.text
            case Table():
                yield from (*block.headings, *(cell for row in block.rows for cell in row))
            case Facts():
                yield from (text for one in block.values.items() for text in one)
            case Chart():
                yield from (block.caption, *block.ticks)


def test_no_document_of_the_month_speaks_like_a_program(play: Play) -> None:
    """R5.2, R5.3, R6.1, R7.1: no scores, identifiers, zero sentences or systems' names; none ranks the duty office."""
    for document in play.documents:
        said = list(words_of(document))
        # Digests of attachments are written so.
        odd = [text for text in said if re.search("[A-Za-z_]{4,}|@|None|＋|×|得分为|权重", text.replace("SHA-256", ""))]
        assert odd == [], document.title
        zero = [text for text in said if re.search(r"(?<![0-9.-]) ?\b0 ?[件人]", text)]
        assert zero == [], document.title
        assert [text for text in said if text.endswith(("。。", "，。", "：。"))] == [], document.title
    (bulletin,) = (one for one in play.documents if one.title == "群众诉求办理情况通报")
    (annual,) = (one for one in play.documents if one.title.endswith("年度报告"))
    assert DUTY_OFFICE not in [*words_of(bulletin), *words_of(annual)]
    (request,) = (one for one in play.documents if one.title.endswith("情况的请示"))
    assert re.fullmatch(r"关于 \d+ 人反映城乡建设问题情况的请示", request.title)
    assert request.instruction


def test_no_page_of_the_months_documents_is_half_empty(play: Play) -> None:
    """R5.2, R5.3, R6.1; a dossier is as long as its log."""
    documents = [one for one in play.documents if one.head != DOSSIER]
    try:
        rendered = set_pages(documents)
    except UnmetConditionError as error:
        pytest.skip(str(error))
    empty = [
        (document.title, place, used)
        for document, one in zip(documents, rendered, strict=True)
        if len(one.pages) > 1
        for place, used in enumerate(map(used_of, one.pages), 1)
        if used < (0.3 if place == len(one.pages) else 0.6)
    ]
    assert empty == []


def used_of(page: Any) -> float:
    """Return the share of a page that is used, between its margins."""
    box = page._page_box
    text = next(child for child in box.children if child.element_tag == "html")
    ends = [one.position_y + one.height for one in text.descendants() if type(one).__name__ in SHOWN]
    return float((max(ends) - box.content_box_y()) / box.height)


def test_exclusions_are_granted_and_refused_on_appeal(play: Play) -> None:
    """R8.11."""
    exclusions = [one.exclusion for case in play.played.cases for one in case.last.assignments if one.exclusion.reason]
    exclusions.sort(key=lambda one: one.requested_at.ToNanoseconds())
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
