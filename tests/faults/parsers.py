"""Hostile text and files for everything that reads what people, switches, sheets and other systems wrote.

Each target is given samples of what it usually reads, cut up, mixed and damaged, and may only refuse as it says.
"""

import base64
import io
import json
import random
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast
from urllib.parse import quote
from zipfile import ZipFile

from hotline_department import sheet
from hotline_department.acts import ActError, is_masked_copy, parse_act, restore_case_number
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
from hotline_server.domain.messages.links import LINK_BYTES, read_token
from hotline_server.domain.numbering import restore_number
from hotline_server.domain.personal_data import (
    find_personal_data,
    find_suspicious_words,
    redact_dwellings,
    redact_known,
    redact_personal_data,
)
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
from hotline_server.text.search_words import matches, query_words
from hotline_telephony.notes import NoteError, parse_consent, parse_note, parse_reply
from openpyxl import Workbook

_PIECES = (
    "东湖区解放路12号3栋2单元502室", "人民路与五一路交叉口", "3-502", "十二幢甲单元〇二室", "地铁2号线3号口",
    "14°30′", "村民小组", "13800138000", "+86 138-0013-8000", "(0731)84510012转801",
    "tel:84510012;phone-context=+86731", "sip:110@10.0.0.1", "400-812-3456", "95588", "１３８〇〇１３８０００",
    "一三八零零一三八", "00852 9123 4567", "anonymous", "+", ";ext=", "湘A12345", "湘A·D12345", "粤Z1234港", "警",
    "WJ湘1234J", "新能源", "43010219900101123X", "6222021234567890123", "G12345678", "微信号 abc_def", "v信",
    "a@b.cn", "张三", "阿依古丽•买买提", "欧阳修", "李𠮷", "司机王师傅", "20261124-000123",
    "20261124－123", "出租车 拒载", '"拒载"', "计程車", "ABC ａｂｃ", "-", "*", "'", "\\", "OR", "NEAR(", ":*",
    "<->", "〔已隐去〕", "138****8000", "2026-11-25T00:00:00+08:00", "0001-01-01",
    "9999-12-31T23:59:59-23:59", "2026-02-30", "open,closed", "-1", "1e9", "²", "٣", "\0", "\u200b", "\u202e",
    "\ufeff", "\uffff", "\U0010ffff", "e\u0301", "\r\n", "\x0b", "\u2028", "\t", " ", "，", "。", "、", "；", "{",
    "}", "[", "]", "null", "NaN", "1" * 400, "（" * 200, "x" * 2000,
)  # fmt: skip
_FILTERS = (
    "service_request_id", "service_code", "status", "start_date", "end_date", "updated_after", "updated_before", "page",
    "page_size", "jurisdiction_id", "",
)  # fmt: skip
_HEAD = {
    "head": json.dumps(
        {
            "number": 1,
            "at": 1_700_000_000_000_000,
            "previous": "",
            "log": {"first": 1, "last": 2, "root": "ab"},
            "journal": {"length": 1, "end": "ab"},
            "archive": {"length": 1, "end": "ab"},
            "accesses": [],
        }
    ),
    "key": "k",
    "signature": "AA==",
}
_ACT = {"case": "20261124-000123", "act": "reply", "actor": "王科长", "reply": "已处罚司机"}
_NOTE = {"content": "路灯不亮", "phone": "13800138000", "request_type": "投诉", "marked_urgent": False}
_PLACES = "名称,类别,所属,别名,经度,纬度\n人民公园,公园,东湖区,,112.9,28.2\n"
_FEATURES = {
    "type": "FeatureCollection",
    "features": [
        {
            "type": "Feature",
            "properties": {"名称": "人民公园"},
            "geometry": {"type": "Point", "coordinates": [112.9, 28.2]},
        },
    ],
}
_UNITS = "单位:\n  - {名称: 甲局, 类别: 部门, 电话: 0731-84510012, 值班人员: [{姓名: 张三}], 承接: [{单位: 乙局}]}\n"
_ODS = (
    "<o:document-content xmlns:o='urn:oasis:names:tc:opendocument:xmlns:office:1.0' "
    "xmlns:table='urn:oasis:names:tc:opendocument:xmlns:table:1.0' "
    "xmlns:text='urn:oasis:names:tc:opendocument:xmlns:text:1.0'><o:body><o:spreadsheet>"
    "<table:table table:name='待办工单'>"
    "<table:table-row table:number-rows-repeated='2'>"
    "<table:table-cell o:value-type='string'><text:p>工单号<text:s text:c='3'/></text:p></table:table-cell>"
    "<table:table-cell o:value-type='float' o:value='3' table:number-columns-repeated='16384'/>"
    "<table:table-cell o:value-type='date' o:date-value='2026-11-24'><text:p>24</text:p></table:table-cell>"
    "</table:table-row></table:table></o:spreadsheet></o:body></o:document-content>"
)

_RECEIPTS = {"results": [{"key": "a", "status": "accepted"}, {"key": "b", "status": "refused", "reason": "停机"}]}
_ROBOT = {"errcode": 0, "errmsg": "ok"}
_CHATS = '群: {交通运输局: "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=1"}\n'.encode()
_MAIL = "{服务器: mail.example, 端口: 465, 加密: TLS, 发件人: a@b.cn, 邮箱: {交通运输局: [c@d.cn]}}\n".encode()
_STRANGE = ("", "-1", "1e999", "nan", "9" * 30, "time", "boolean", "a/b:c*d", "PT10H", "９", "0001-01-01")
_UNREADABLE = (sheet.SheetError, UnreadableError)


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
    places = {"csv": _PLACES.encode(), "geojson": json.dumps(_FEATURES, ensure_ascii=False).encode()}
    workbook = _workbook()
    book = read_files(PROJECT / "rules")
    templates, slips = book["messages.yaml"], book["slips.yaml"]
    return {
        "phones": Target(hostile_text, lambda text: [phone.normalise(text), phone.normalise(text, "0731")]),
        "spoken numbers": Target(hostile_text, restore_number),
        "case numbers": Target(hostile_text, restore_case_number),
        "personal data": Target(hostile_text, _find_personal_data),
        "search queries": Target(hostile_text, _search),
        "masked copies": Target(
            lambda chance: (hostile_text(chance), hostile_text(chance)), lambda texts: is_masked_copy(*texts)
        ),
        "Open311 filters": Target(_query, _open311()),
        "acts": Target(lambda chance: _json(_ACT, chance), parse_act, (ActError,)),
        "notes": Target(lambda chance: _json(_NOTE, chance), _read_note),
        "directory YAML": Target(lambda chance: _damaged(_UNITS.encode(), chance), read_document, (DomainError,)),
        "directory XLSX": Target(lambda chance: _repacked(workbook, chance), read_document, (DomainError,)),
        "rest of directory YAML": Target(lambda chance: _damaged(_UNITS.encode(), chance), _write_rest, (DomainError,)),
        "rest of directory XLSX": Target(lambda chance: _repacked(workbook, chance), _write_rest, (DomainError,)),
        "places CSV": Target(
            lambda chance: _damaged(places["csv"], chance),
            lambda content: list(read_csv(io.BytesIO(content))),
            (DomainError,),
        ),
        "places GeoJSON": Target(
            lambda chance: _damaged(places["geojson"], chance),
            lambda content: list(read_geojson(io.BytesIO(content))),
            (DomainError,),
        ),
        "sheets XLSX": Target(lambda chance: _repacked(workbook, chance), _sheet(folder), _UNREADABLE),
        "rule sheets": Target(
            lambda chance: _repacked(workbook, chance), _read_file(folder, read_sheets), (WorkbookError,)
        ),
        "sheets ODS": Target(_ods, _sheet(folder), _UNREADABLE),
        "message templates": Target(lambda chance: _damaged(templates, chance), _read_templates, (RuleBookError,)),
        "gateway answers": Target(lambda chance: _answer(_RECEIPTS, chance), read_receipts, (GatewayError,)),
        "robot answers": Target(
            lambda chance: _answer(_ROBOT, chance), lambda content: read_receipt(200, content), (GatewayError,)
        ),
        "mailboxes": Target(lambda chance: _damaged(_MAIL, chance), _read_file(folder, read_mail), (GatewayError,)),
        "links": Target(_link, read_token),
        "replies by SMS": Target(hostile_text, read_words),
        "time limits": Target(hostile_text, read_limit, (ValueError,)),
        "slip templates": Target(lambda chance: _damaged(slips, chance), _read_slips, (RuleBookError,)),
        "group chats": Target(lambda chance: _damaged(_CHATS, chance), _read_file(folder, read_chats), (GatewayError,)),
        "gateway secrets": Target(
            lambda chance: _damaged(b"whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLKSw\n", chance),
            _read_file(folder, read_secret),
            (GatewayError,),
        ),
        "signed heads": Target(_heads, _read_heads(folder), (ValueError,)),
        "files": Target(
            lambda chance: (
                chance.choice(("a.docx", "a.pdf", "a.mp4", "a.txt", "a.xlsx")),
                _repacked(workbook, chance),
            ),
            lambda given: inspect(given[0], io.BytesIO(given[1])),
            (UnfitContentError,),
        ),
    }


# --- inputs ---------------------------------------------------------------------------------------


def hostile_text(chance: random.Random) -> str:
    """Draw a text of pieces that people write, some of them damaged."""
    pieces = [_piece(chance) for _ in range(chance.randrange(1, 9))]
    return chance.choice(("", "", " ", "，")).join(pieces)


def _piece(chance: random.Random) -> str:
    piece = chance.choice(_PIECES)
    if chance.random() < 0.3:
        begin = chance.randrange(len(piece) + 1)
        piece = piece[begin:] + piece[:begin]
    if chance.random() < 0.2:
        place = chance.randrange(len(piece) + 1)
        other = chr(chance.choice((chance.randrange(0xD800), chance.randrange(0xE000, 0x110000))))
        piece = f"{piece[:place]}{other}{piece[place:]}"
    return piece


def _damaged(content: bytes, chance: random.Random) -> bytes:
    """Damage a sample: bytes changed, cut out, repeated, or replaced by something else that people write."""
    changed = bytearray(content)
    for _ in range(chance.randrange(5)):
        place, length = chance.randrange(len(changed) + 1), chance.randrange(1, 12)
        match chance.randrange(4):
            case 0:
                changed[place : place + 1] = bytes([chance.randrange(256)])
            case 1:
                del changed[place : place + length]
            case 2:
                changed[place:place] = changed[place : place + length] * chance.randrange(1, 20)
            case _:
                changed[place : place + length] = _piece(chance).encode()
    return bytes(changed)


def _json(sample: Mapping[str, Any], chance: random.Random) -> bytes:
    """Write an object with some values of other kinds, or damaged as a whole."""
    values: Sequence[Any] = (None, True, -1, 1e308, [], {}, [[]], hostile_text(chance))
    changed = {key: chance.choice(values) if chance.random() < 0.3 else value for key, value in sample.items()}
    content = json.dumps(changed, ensure_ascii=chance.random() < 0.5).encode("utf-8", "surrogatepass")
    return _damaged(content, chance) if chance.random() < 0.5 else content


def _answer(sample: Mapping[str, Any], chance: random.Random) -> bytes:
    """Write an answer of another system: one with values of other kinds, a damaged one, or one nested without end."""
    return b"[" * 100_000 if chance.random() < 0.01 else _json(sample, chance)


def _query(chance: random.Random) -> str:
    pairs = [(chance.choice(_FILTERS), hostile_text(chance)) for _ in range(chance.randrange(5))]
    text = "&".join(f"{name}={quote(value) if chance.random() < 0.9 else value}" for name, value in pairs)
    return text.encode("ascii", "ignore").decode().replace("\r", "").replace("\n", "")


def _link(chance: random.Random) -> str:
    """Draw a link with any content, often of the right length, or another text."""
    content = chance.randbytes(chance.choice((LINK_BYTES, LINK_BYTES, chance.randrange(40))))
    return base64.urlsafe_b64encode(content).decode() if chance.random() < 0.8 else hostile_text(chance)


def _heads(chance: random.Random) -> bytes:
    head = json.loads(str(_HEAD["head"]))
    for name in list(head):
        if chance.random() < 0.2:
            head[name] = chance.choice((None, -1, 1e300, 10**40, "x", [], {}, [None], {"first": "x"}))
    line = json.dumps(_HEAD | {"head": json.dumps(head)}).encode()
    return b"\n".join([line] * chance.randrange(1, 3)) if chance.random() < 0.5 else _damaged(line, chance)


def _workbook() -> Mapping[str, bytes]:
    """Make the parts of a workbook that is a sheet of cases, a directory and a routing table at once."""
    book = Workbook()
    page = book.worksheets[0]
    headings = ["名称", "类别", "电话", "成立", "事项", "牵头", *sheet._COLUMNS]
    page.append(headings)
    page.append(["甲局", "部门", 110, datetime(2026, 11, 24), "公交", 5, "20261124-000123"])  # noqa: DTZ001 - spreadsheets know no zones
    page.append([None] * len(headings))
    stream = io.BytesIO()
    book.save(stream)
    with ZipFile(stream) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _repacked(parts: Mapping[str, bytes], chance: random.Random) -> bytes:
    changed = dict(parts)
    name = chance.choice([*parts, "xl/worksheets/sheet1.xml", "xl/worksheets/sheet1.xml"])
    changed[name] = _damaged(changed[name], chance)
    if chance.random() < 0.1:
        del changed[name]
    whole = _packed(changed)
    return _damaged(whole, chance) if chance.random() < 0.1 else whole


def _packed(parts: Mapping[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with ZipFile(stream, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def _ods(chance: random.Random) -> bytes:
    content = _damaged(_ODS.encode(), chance) if chance.random() < 0.5 else _with_values(chance).encode()
    return _packed({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": content})


def _with_values(chance: random.Random) -> str:
    """Replace attributes of the sample by others that XML can hold."""
    changed = _ODS
    for value in ("'2'", "'3'", "'16384'", "'2026-11-24'", "'float'", "'date'", "'待办工单'"):
        if chance.random() < 0.3:
            other = chance.choice(_STRANGE)
            changed = changed.replace(value, f"'{other}'")
    return changed


# --- readers --------------------------------------------------------------------------------------


def _find_personal_data(text: str) -> None:
    for found in find_personal_data(text):
        begin, end = found.span
        assert 0 <= begin < end <= len(text)
    redact_personal_data(text)
    redact_dwellings(text)
    redact_known(text, [text[:4]], ["+8613800138000"])
    find_suspicious_words(text)


def _search(text: str) -> None:
    if not text_violations(text, "text"):
        matches(text, query_words(text))


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
        header, places = sheet._find_columns(page)
        sheet._unmerge(page, places)
        for number in sheet._row_numbers(page, header):
            with suppress(ActError):
                sheet._parse_row(sheet._Row(page, number, places))

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
