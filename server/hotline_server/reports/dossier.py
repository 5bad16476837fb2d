"""Text of the dossier 卷宗 of an archived case (R7.1)."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from hotline_server.domain.assignment import Assignment
from hotline_server.domain.attachment import Attachment
from hotline_server.domain.case import Case
from hotline_server.domain.log import LogEntry
from hotline_server.domain.parties import Role
from hotline_server.domain.slips.slip import Slip
from hotline_server.ground.clock import CITY, local_day, spoken_day
from hotline_server.reports import wording
from hotline_server.reports.document import Document, Heading, Paragraph, Table
from hotline_server.reports.log_rows import format_time, log_rows

_FACT_WIDTHS = (36, 120)


def dossier_document(
    case: Case,
    log: Sequence[LogEntry],
    attachments: Sequence[Attachment],
    slips: Sequence[Slip],
    retention: str = "",
) -> Document:
    """Compose the dossier of a case.

    Args:
        case: masked for its readers.
        log: entries of the case, oldest first.
        attachments: listed with their digests.
        slips: listed with their numbers.
        retention: period 保管期限, such as ``30年``; empty to omit it.
    """
    sealed = log[-1].at if log else case.updated_at
    document = Document(wording.DOSSIER, f"工单 {case.number}", wording.ISSUER, local_day(sealed))
    document.add(
        Heading("基本情况"),
        Table(["项目", "内容"], _facts(case, sealed, retention), _FACT_WIDTHS),
        Heading("来电内容"),
        Paragraph(wording.sentence(case.call.content)),
        Heading("研判"),
        *(Paragraph(wording.sentence(reason)) for reason in _judged(case, log)),
    )
    if case.assignments:
        document.add(Heading("交办和回复"), *(Paragraph(_handled(case, one)) for one in case.assignments))
    if slips:
        document.add(Heading("文书"), _slip_table(slips))
    if attachments:
        document.add(Heading("附件材料"), _attachment_table(attachments))
    headings = ["时间", "经办人", "办理情况"]
    document.add(
        Heading("办理过程"),
        Table(headings, log_rows(log, several=bool(case.joined or case.left)), (36, 40, 80), left=(1, 2)),
    )
    return document


def _facts(case: Case, sealed: datetime, retention: str) -> list[list[str]]:
    """Return what the case is, but for what nobody knows."""
    facts = [
        ("工单号", case.number),
        ("保管期限", retention),
        ("事由", case.call.subject or case.call.content[:40]),
        ("来电人", case.call.name),
        ("来电号码", case.call.phone),
        ("来电时间", format_time(case.call.received_at or case.registered_at)),
        ("区县、地址", f"{case.district} {case.call.address}".strip()),
        ("分类、事项", "、".join(name for name in (case.category, case.matter) if name)),
        ("接着工单", case.call.follows),
        ("录音", case.call.recording),
        ("处理方式", case.decision.outcome.value),
        ("牵头单位", case.decision.lead),
        ("协办单位", "、".join(case.decision.cohandlers)),
        ("登记时间", format_time(case.registered_at)),
        ("归档时间", format_time(sealed)),
    ]
    return [[name, value] for name, value in facts if value]


def _handled(case: Case, one: Assignment) -> str:
    """Return what became of an assignment."""
    given, limit = _inline_time(one.assigned_at), _inline_time(one.deadline)
    reply = f"回复：{wording.sentence(one.reply)}" if one.reply else "未回复。"
    return f"{one.department}（{_part(case, one)}），{given}交办，期限{limit}，{one.state.value}。{reply}"


def _slip_table(slips: Sequence[Slip]) -> Table:
    rows = [
        [f"{place}", one.reference, one.kind.value, one.recipient, format_time(one.issued_at)]
        for place, one in enumerate(slips, 1)
    ]
    return Table(["序号", "编号", "文书", "发给", "日期"], rows, (14, 40, 34, 34, 34), left=(1, 2, 3))


def _attachment_table(attachments: Sequence[Attachment]) -> Table:
    rows = [[f"{one.position}", one.name, _kind(one), f"{one.size:,}", one.sha256[:16]] for one in attachments]
    return Table(["序号", "名称", "类型", "大小（字节）", "SHA-256 前 16 位"], rows, (14, 56, 24, 24, 38))


def _judged(case: Case, log: Sequence[LogEntry]) -> Iterator[str]:
    """Yield by which rules the case was handled at first, and why as it was in the end if people decided that."""
    by_rules = dict.fromkeys(one.reason for one in log if one.role == Role.RULE_BOOK.name and one.reason)
    yield from by_rules
    later = [reason for reason in case.decision.reasons if not any(reason in one for one in by_rules)]
    if later:
        yield f"{'后经人工研判：' if by_rules else ''}{'；'.join(later)}"


def _kind(attachment: Attachment) -> str:
    marks = "、".join(mark.value for mark in attachment.marks)
    return f"{attachment.kind.value}（{marks}）" if marks else attachment.kind.value


def _part(case: Case, assignment: Assignment) -> str:
    given = next((one.department for one in case.assignments if one.number == assignment.parent), "")
    if given:
        return f"{given}转派"
    return "牵头" if assignment.leads else "协办"


def _inline_time(moment: datetime) -> str:
    """Format a time for running text, without a space, which justified text would stretch."""
    here = moment.astimezone(CITY)
    return f"{spoken_day(here.date())}{here:%H:%M}"
