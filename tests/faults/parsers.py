"""Hostile text and files for everything that reads what people, switches, sheets and other systems wrote.

Each target is given samples of what it usually reads, cut up, mixed and damaged, and may only refuse as it says.
"""

import io
import json
import random
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

from hotline_department.acts import ActError, is_masked_copy, parse_act, restore_case_number
from hotline_department.sheet import SheetError
from hotline_department.sheet.rows import Row, parse_row
from hotline_department.sheet.tables import find_columns, row_numbers, unmerge
from hotline_department.workbooks import UnreadableError, read
from hotline_server.cli.rule_sheets import read_sheets
from hotline_server.desk.directory.documents import read_document, read_rows
from hotline_server.desk.directory.place_files import read_csv, read_geojson
from hotline_server.desk.directory.remainder import write_remainder
from hotline_server.desk.messages.gateway import GatewayError, read_receipts, read_secret
from hotline_server.desk.messages.group_chats import read_chats, read_receipt
from hotline_server.desk.messages.mail import read_mail
from hotline_server.desk.messages.reply_words import read_words
from hotline_server.desk.records.signed_heads import read_heads, verified
from hotline_server.desk.reports.open_data import OpenData
from hotline_server.domain import phone
from hotline_server.domain.errors import DomainError
from hotline_server.domain.file_formats.inspection import UnfitContentError, inspect
from hotline_server.domain.messages.links import read_token
from hotline_server.domain.numbering import restore_number
from hotline_server.domain.personal_data import (
    find_personal_data,
    find_suspicious_words,
    redact_circumstances,
    redact_known,
    redact_personal_data,
)
from hotline_server.domain.personal_data.own_numbers import own_numbers
from hotline_server.domain.search_text import text_violations
from hotline_server.ground.folders import PROJECT
from hotline_server.ground.workbooks import WorkbookError
from hotline_server.open311.app import create_app
from hotline_server.rulebook.errors import RuleBookError
from hotline_server.rulebook.files import read_files
from hotline_server.rulebook.forms import Forms
from hotline_server.rulebook.message_forms import build_messages
from hotline_server.rulebook.slip_forms import build_slips
from hotline_server.rulebook.time_limit import parse as read_limit
from hotline_server.text.search_words import matches, query_words, tokens
from hotline_telephony.notes import NoteError, parse_consent, parse_note, parse_reply

from tests.faults.hostile_inputs import (
    ACT,
    CHATS,
    FEATURES,
    MAIL,
    NOTE,
    PLACES,
    RECEIPTS,
    ROBOT,
    UNITS,
    answer,
    damaged,
    damaged_json,
    heads,
    hostile_text,
    link,
    ods,
    query,
    repacked,
    workbook_parts,
)

_UNREADABLE = (SheetError, UnreadableError)


@dataclass(frozen=True)
class Target:
    """Something that reads hostile input.

    Attributes:
        draw: makes an input.
        read: reads it.
        refusals: what it may raise.
    """

    draw: Callable[[random.Random], Any]
    read: Callable[[Any], object]
    refusals: tuple[type[Exception], ...] = ()


@dataclass
class ParserFuzzer:
    """Feeds all targets in turn, the same way for the same seed.

    Attributes:
        folder: for files.
        inputs: how many each target was given.
        faults: what a target raised that it does not say, or took longer than ``slow_seconds`` for.
    """

    folder: Path
    seed: int
    slow_seconds: float = 5.0
    inputs: dict[str, int] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)

    def run(self, seconds: float) -> None:
        """Feed for so long."""
        chance = random.Random(self.seed)
        targets = _targets(self.folder)
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            for name, target in targets.items():
                self._feed(name, target, chance)

    def _feed(self, name: str, target: Target, chance: random.Random) -> None:
        given = target.draw(chance)
        self.inputs[name] = self.inputs.get(name, 0) + 1
        begun = time.process_time()
        try:
            target.read(given)
        except target.refusals:
            pass
        except Exception as error:  # noqa: BLE001 - told with what led to it
            self.faults.append(f"{name}: {type(error).__name__}: {error}: {given!r:.2000}")
        if time.process_time() - begun > self.slow_seconds:
            self.faults.append(f"{name}: slow: {given!r:.2000}")


def _targets(folder: Path) -> Mapping[str, Target]:
    places = {"csv": PLACES.encode(), "geojson": json.dumps(FEATURES, ensure_ascii=False).encode()}
    workbook = workbook_parts()
    book = read_files(PROJECT / "rules")
    templates, slips = book["messages.yaml"], book["slips.yaml"]
    return {
        "phones": Target(
            hostile_text, lambda text: [phone.normalise(text), phone.normalise(text, "0731"), phone.as_shown(text)]
        ),
        "spoken numbers": Target(hostile_text, restore_number),
        "case numbers": Target(hostile_text, restore_case_number),
        "personal data": Target(hostile_text, _find_personal_data),
        "search queries": Target(hostile_text, _search),
        "masked copies": Target(
            lambda chance: (hostile_text(chance), hostile_text(chance)), lambda texts: is_masked_copy(*texts)
        ),
        "Open311 filters": Target(query, _open311()),
        "acts": Target(lambda chance: damaged_json(ACT, chance), parse_act, (ActError,)),
        "notes": Target(lambda chance: damaged_json(NOTE, chance), _read_note),
        "directory YAML": Target(lambda chance: damaged(UNITS.encode(), chance), read_document, (DomainError,)),
        "directory XLSX": Target(lambda chance: repacked(workbook, chance), read_document, (DomainError,)),
        "rest of directory YAML": Target(lambda chance: damaged(UNITS.encode(), chance), _write_rest, (DomainError,)),
        "rest of directory XLSX": Target(lambda chance: repacked(workbook, chance), _write_rest, (DomainError,)),
        "places CSV": Target(
            lambda chance: damaged(places["csv"], chance),
            lambda content: list(read_csv(io.BytesIO(content))),
            (DomainError,),
        ),
        "places GeoJSON": Target(
            lambda chance: damaged(places["geojson"], chance),
            lambda content: list(read_geojson(io.BytesIO(content))),
            (DomainError,),
        ),
        "sheets XLSX": Target(lambda chance: repacked(workbook, chance), _sheet(folder), _UNREADABLE),
        "rule sheets": Target(
            lambda chance: repacked(workbook, chance), _read_file(folder, read_sheets), (WorkbookError,)
        ),
        "sheets ODS": Target(ods, _sheet(folder), _UNREADABLE),
        "message templates": Target(lambda chance: damaged(templates, chance), _read_templates, (RuleBookError,)),
        "gateway answers": Target(lambda chance: answer(RECEIPTS, chance), read_receipts, (GatewayError,)),
        "robot answers": Target(
            lambda chance: answer(ROBOT, chance), lambda content: read_receipt(200, content), (GatewayError,)
        ),
        "mailboxes": Target(lambda chance: damaged(MAIL, chance), _read_file(folder, read_mail), (GatewayError,)),
        "links": Target(link, read_token),
        "replies by SMS": Target(hostile_text, read_words),
        "time limits": Target(hostile_text, read_limit, (ValueError,)),
        "slip templates": Target(lambda chance: damaged(slips, chance), _read_slips, (RuleBookError,)),
        "group chats": Target(lambda chance: damaged(CHATS, chance), _read_file(folder, read_chats), (GatewayError,)),
        "gateway secrets": Target(
            lambda chance: damaged(b"whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLKSw\n", chance),
            _read_file(folder, read_secret),
            (GatewayError,),
        ),
        "signed heads": Target(heads, _read_heads(folder), (ValueError,)),
        "files": Target(
            lambda chance: (
                chance.choice(("a.docx", "a.pdf", "a.mp4", "a.txt", "a.xlsx")),
                repacked(workbook, chance),
            ),
            lambda given: inspect(given[0], io.BytesIO(given[1])),
            (UnfitContentError,),
        ),
    }


def _find_personal_data(text: str) -> None:
    for found in find_personal_data(text):
        begin, end = found.span
        assert 0 <= begin < end <= len(text)
    redact_personal_data(text)
    redact_circumstances(text)
    redact_known(text, [text[:4]], ["+8613800138000"])
    find_suspicious_words(text)
    own_numbers(text)


def _search(text: str) -> None:
    if not text_violations(text, "text"):
        assert matches(text, query_words(text))
        tokens(text)


def _open311() -> Callable[[str], None]:
    nothing = SimpleNamespace(get=lambda _: None, newest=lambda _: [])
    now = datetime(2026, 11, 24, tzinfo=UTC)
    client = create_app(cast(OpenData, nothing), dict, lambda: now, "", lambda: None).test_client()

    def read_filters(query: str) -> None:
        status = client.get(f"/requests.json?{query}").status_code
        assert status in (200, 400), status

    return read_filters


def _read_note(content: bytes) -> None:
    try:
        payload = json.loads(content)
    except ValueError:
        return
    for parse in (partial(parse_note, agent="0712"), parse_reply, parse_consent):
        with suppress(NoteError):
            parse(payload)


def _sheet(folder: Path) -> Callable[[bytes], None]:
    path = folder / "sheet"

    def read_sheet(content: bytes) -> None:
        path.write_bytes(content)
        page = read(path).worksheets[0]
        header, places = find_columns(page)
        unmerge(page, places)
        for number in row_numbers(page, header):
            with suppress(ActError):
                parse_row(Row(page, number, places))

    return read_sheet


def _write_rest(content: bytes) -> None:
    reading = read_rows(content)
    lines = [record.line for record in reading.document.records] + [one.line for one in reading.set_aside]
    rest = write_remainder(content, dict.fromkeys(lines, ("=要改",)))
    again = read_rows(rest)
    assert len(again.document.records) == len(reading.document.records)


def _read_templates(content: bytes) -> None:
    forms = Forms.parse({"messages.yaml": content})
    # Of a rule book that has other files as well.
    forms.problems = [one for one in forms.problems if one.file != "rules"]
    rules = build_messages(forms)
    if forms.problems:
        raise RuleBookError(forms.problems)
    for _ in rules.examples():
        pass


def _read_slips(content: bytes) -> None:
    forms = Forms.parse({"slips.yaml": content})
    # Of a rule book that has other files as well.
    forms.problems = [one for one in forms.problems if one.file != "rules"]
    build_slips(forms)
    if forms.problems:
        raise RuleBookError(forms.problems)


def _read_file(folder: Path, read_one: Callable[[Path], object]) -> Callable[[bytes], None]:
    path = folder / "file"

    def read_content(content: bytes) -> None:
        path.write_bytes(content)
        read_one(path)

    return read_content


def _read_heads(folder: Path) -> Callable[[bytes], None]:
    path = folder / "heads"

    def read_file(content: bytes) -> None:
        path.write_bytes(content)
        verified(read_heads(path), None)

    return read_file
