"""Faults of the record: rows that are not as the chains say."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from hotline_server.domain.log import FIRST_HASH, LogEntry

UNPROVED = "-"
"""Stands for the digest of a row that did not verify when the schema changed, so that nobody vouches for it."""
LOG, CASE, WORDS, INDEXED = "log_entry", "hotline_case", "case_search", "search_position"
TABLE_LABELS: Mapping[str, str] = {
    CASE: "工单",
    LOG: "工单日志",
    "call": "来电登记",
    "decision": "判定",
    "assignment": "交办",
    "case_caller": "来电人",
    "handover": "移交联动单位",
    "answer": "答复",
    "judgement": "拟答评判",
    "attachment": "附件",
    "slip": "文书",
    "message": "消息",
    "call_request": "来电登记请求",
    "archived": "档案",
    "unit": "单位目录",
    "directory_revision": "目录变更",
    "holiday": "节假日",
    "rule_book": "规则库",
    "rule_book_tests": "规则库用例",
    "rule_book_publication": "规则库公布",
    "rule_book_proposal": "规则库待审草稿",
    "rule_book_schedule": "规则库定时发布",
    "rule_book_shadow": "规则库试运行",
    "reader": "判读模型",
    "reader_publication": "判读模型公布",
    "reader_shadow": "判读模型试运行",
    "reader_proposal": "判读模型待审",
    "learning_run": "判读模型学习",
    "place": "地名",
    "gazetteer": "地名索引",
    "announcement": "公告",
    "overview": "值班综述",
    "token_revocation": "令牌作废",
    "access_entry": "查阅记录",
    "access_case": "查阅记录索引",
    "journal": "总账",
    "signed_head": "签名封条",
    "verification": "核查进度",
    "counter": "计数",
    WORDS: "查询索引",
    INDEXED: "查询索引进度",
}
"""Labels of the tables whose rows are proved or must be there, in the user interface."""


class FaultKind(Enum):
    """Kind of a fault; the value is its label in the user interface."""

    CHANGED = "内容被改动"
    REMOVED = "缺失"
    INSERTED = "多出（未经登记）"
    CUT = "末尾缺失"
    RESTORED = "恢复为旧内容"


@dataclass(frozen=True, slots=True)
class Fault:
    """Row that is not as the chains say.

    Attributes:
        table: name of the table.
        row: of the table: a case number, or what names the row within its case or the record.
        detail: further particulars, in Chinese; may be empty.
    """

    table: str
    row: str
    kind: FaultKind
    detail: str = ""

    def __str__(self) -> str:
        detail = f"（{self.detail}）" if self.detail else ""
        return f"{TABLE_LABELS.get(self.table) or '其他'} {self.table} {self.row}：{self.kind.value}{detail}"


@dataclass(frozen=True, slots=True)
class LogEnd:
    """End of the log of a case, as the case names it."""

    state: str
    length: int
    hash: str


History = Mapping[str, Sequence[str]]


def compare(history: History, stored: Mapping[str, str]) -> Iterator[tuple[str, FaultKind]]:
    """Compare rows with what the chains say of them, yielding the key and the kind of each fault.

    Args:
        history: by the key of a row its digests, oldest first; an empty digest where it was removed.
        stored: digests of the rows as they are stored, by key.
    """
    for key, recorded in history.items():
        digests = [digest for digest in recorded if digest != UNPROVED]
        expected, actual = digests[-1] if digests else "", stored.get(key, "")
        if actual == expected:
            continue
        if not actual:
            yield key, FaultKind.REMOVED
        elif actual in digests:
            yield key, FaultKind.RESTORED
        else:
            yield key, FaultKind.CHANGED if expected else FaultKind.INSERTED
    for key in stored.keys() - history.keys():
        yield key, FaultKind.INSERTED


def faults_of_log(number: str, log: Sequence[tuple[LogEntry, str]], end: LogEnd | None) -> Iterator[Fault]:
    """Yield the first fault of the log of a case.

    Each entry must continue the previous one by number, hash and position, and the last must be the one that the case
    names as the end of its log.

    Args:
        number: of the case.
        log: its entries with their stored hashes, in order.
        end: as the case names it; ``None`` if the row of the case is missing.
    """
    previous, expected, state, position = FIRST_HASH, 1, "", 0
    for entry, stored_hash in log:
        row = f"{number} 第 {entry.sequence} 条"
        if entry.sequence != expected:
            kind = FaultKind.REMOVED if entry.sequence > expected else FaultKind.INSERTED
            yield Fault(LOG, f"{number} 第 {min(entry.sequence, expected)} 条", kind)
            return
        if entry.previous_hash != previous or entry.hash != stored_hash:
            yield Fault(LOG, row, FaultKind.CHANGED)
            return
        if entry.from_state != state or entry.position <= position:
            yield Fault(LOG, row, FaultKind.CHANGED, "与前一条不衔接")
            return
        previous, state, position = stored_hash, entry.to_state, entry.position
        expected += 1
    length = expected - 1
    if end is None:
        # The missing row of the case has a digest in the log; what has no log either is told as inserted.
        return
    if length < end.length and previous != end.hash:
        yield Fault(LOG, f"{number} 第 {length + 1} 条", FaultKind.CUT, f"应有 {end.length} 条")
    elif 0 < end.length < length and log[end.length - 1][1] == end.hash:
        yield Fault(LOG, f"{number} 第 {end.length + 1} 条", FaultKind.INSERTED, f"应有 {end.length} 条")
    elif (length, previous) != (end.length, end.hash):
        yield Fault(CASE, number, FaultKind.CHANGED, "所记日志的结尾与日志不符")
    elif state != end.state:
        yield Fault(CASE, number, FaultKind.CHANGED, "状态与日志不符")
