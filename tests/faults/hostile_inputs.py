"""Hostile inputs for parsers: what people and other systems write, some of it damaged."""

import base64
import io
import json
import random
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from urllib.parse import quote
from zipfile import ZipFile

from hotline_department.sheet.columns import COLUMNS
from hotline_server.domain.messages.links import LINK_BYTES
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
ACT = {"case": "20261124-000123", "act": "reply", "actor": "王科长", "reply": "已处罚司机"}
NOTE = {"content": "路灯不亮", "phone": "13800138000", "request_type": "投诉", "marked_urgent": False}
PLACES = "名称,类别,所属,别名,经度,纬度\n人民公园,公园,东湖区,,112.9,28.2\n"
FEATURES = {
    "type": "FeatureCollection",
    "features": [
        {
            "type": "Feature",
            "properties": {"名称": "人民公园"},
            "geometry": {"type": "Point", "coordinates": [112.9, 28.2]},
        },
    ],
}
UNITS = "单位:\n  - {名称: 甲局, 类别: 部门, 电话: 0731-84510012, 值班人员: [{姓名: 张三}], 承接: [{单位: 乙局}]}\n"
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

RECEIPTS = {"results": [{"key": "a", "status": "accepted"}, {"key": "b", "status": "refused", "reason": "停机"}]}
ROBOT = {"errcode": 0, "errmsg": "ok"}
CHATS = '群: {交通运输局: "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=1"}\n'.encode()
MAIL = "{服务器: mail.example, 端口: 465, 加密: TLS, 发件人: a@b.cn, 邮箱: {交通运输局: [c@d.cn]}}\n".encode()
_STRANGE = ("", "-1", "1e999", "nan", "9" * 30, "time", "boolean", "a/b:c*d", "PT10H", "９", "0001-01-01")


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


def damaged(content: bytes, chance: random.Random) -> bytes:
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


def damaged_json(sample: Mapping[str, Any], chance: random.Random) -> bytes:
    """Write an object with some values of other kinds, or damaged as a whole."""
    values: Sequence[Any] = (None, True, -1, 1e308, [], {}, [[]], hostile_text(chance))
    changed = {key: chance.choice(values) if chance.random() < 0.3 else value for key, value in sample.items()}
    content = json.dumps(changed, ensure_ascii=chance.random() < 0.5).encode("utf-8", "surrogatepass")
    return damaged(content, chance) if chance.random() < 0.5 else content


def answer(sample: Mapping[str, Any], chance: random.Random) -> bytes:
    """Write an answer of another system: one with values of other kinds, a damaged one, or one nested without end."""
    return b"[" * 100_000 if chance.random() < 0.01 else damaged_json(sample, chance)


def query(chance: random.Random) -> str:
    pairs = [(chance.choice(_FILTERS), hostile_text(chance)) for _ in range(chance.randrange(5))]
    text = "&".join(f"{name}={quote(value) if chance.random() < 0.9 else value}" for name, value in pairs)
    return text.encode("ascii", "ignore").decode().replace("\r", "").replace("\n", "")


def link(chance: random.Random) -> str:
    """Draw a link with any content, often of the right length, or another text."""
    content = chance.randbytes(chance.choice((LINK_BYTES, LINK_BYTES, chance.randrange(40))))
    return base64.urlsafe_b64encode(content).decode() if chance.random() < 0.8 else hostile_text(chance)


def heads(chance: random.Random) -> bytes:
    head = json.loads(str(_HEAD["head"]))
    for name in list(head):
        if chance.random() < 0.2:
            head[name] = chance.choice((None, -1, 1e300, 10**40, "x", [], {}, [None], {"first": "x"}))
    line = json.dumps(_HEAD | {"head": json.dumps(head)}).encode()
    return b"\n".join([line] * chance.randrange(1, 3)) if chance.random() < 0.5 else damaged(line, chance)


def workbook_parts() -> Mapping[str, bytes]:
    """Make the parts of a workbook that is a sheet of cases, a directory and a routing table at once."""
    book = Workbook()
    page = book.worksheets[0]
    headings = ["名称", "类别", "电话", "成立", "事项", "牵头", *COLUMNS]
    page.append(headings)
    page.append(["甲局", "部门", 110, datetime(2026, 11, 24), "公交", 5, "20261124-000123"])  # noqa: DTZ001 - spreadsheets know no zones
    page.append([None] * len(headings))
    stream = io.BytesIO()
    book.save(stream)
    with ZipFile(stream) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def repacked(parts: Mapping[str, bytes], chance: random.Random) -> bytes:
    changed = dict(parts)
    name = chance.choice([*parts, "xl/worksheets/sheet1.xml", "xl/worksheets/sheet1.xml"])
    changed[name] = damaged(changed[name], chance)
    if chance.random() < 0.1:
        del changed[name]
    whole = _packed(changed)
    return damaged(whole, chance) if chance.random() < 0.1 else whole


def _packed(parts: Mapping[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with ZipFile(stream, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def ods(chance: random.Random) -> bytes:
    content = damaged(_ODS.encode(), chance) if chance.random() < 0.5 else _with_values(chance).encode()
    return _packed({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": content})


def _with_values(chance: random.Random) -> str:
    """Replace attributes of the sample by others that XML can hold."""
    changed = _ODS
    for value in ("'2'", "'3'", "'16384'", "'2026-11-24'", "'float'", "'date'", "'待办工单'"):
        if chance.random() < 0.3:
            other = chance.choice(_STRANGE)
            changed = changed.replace(value, f"'{other}'")
    return changed
