"""The log of a case in its dossier: in words, and without what only programs read (R7.1)."""

from datetime import timedelta

from hotline_server.domain.lifecycle.act import Act
from hotline_server.domain.log import LogEntry
from hotline_server.domain.parties import Role
from hotline_server.reports.log_rows import log_rows

from tests.hotline import MONDAY


def entry(act: Act, minutes: int = 0, reason: str = "", department: str = "", **details: str) -> LogEntry:
    return LogEntry(
        sequence=1, case_number="20261123-000001", at=MONDAY + timedelta(minutes=minutes), actor="李值班@演示",
        role=Role.DESK.name, act=act.name, from_state="", to_state="", department=department, reason=reason,
        details=details, previous_hash="",
    )  # fmt: skip


def test_details_are_told_in_words_and_ids_are_not() -> None:
    supervised = entry(
        Act.SUPERVISE, 0, "逾期。", "城市管理局", limit="2026-11-26T10:00:00+00:00", call_id="20261123000000001"
    )
    surveyed = entry(
        Act.RECORD_SATISFACTION,
        contact="接通",
        resolved="是",
        satisfied="否",
        handling="1",
        call_id="20261123000000002",
    )
    answered = entry(Act.ANSWER_ANOTHER_CALLER, reason="已修好", call_id="20261123000000002", means="电话")
    replied = entry(Act.REPLY, 0, "已找到", "公安局", gathered="消防救援支队：已配合\n城市管理局：已配合")
    assert [row[1:] for row in log_rows([supervised, surveyed, answered, replied], several=True)] == [
        ["李值班（值班室）", "书面督办（城市管理局，来电 20261123-000001）：逾期。期限：2026-11-26 18:00"],
        ["李值班（值班室）", "满意度回访（来电 20261123-000002）：联系结果：接通；是否解决：是；是否满意：否"],
        ["李值班（值班室）", "答复其中一人（来电 20261123-000002）：已修好。方式：电话"],
        ["李值班（值班室）", "回复办理结果（公安局）：已找到。协办回复：消防救援支队：已配合；城市管理局：已配合"],
    ]


def test_reminders_that_nobody_heeds_are_listed_once_until_somebody_acts() -> None:
    nudges = [entry(Act.NUDGE, minutes, "没有反馈进展", "公安局") for minutes in (0, 30, 60)]
    acted = entry(Act.SUBMIT_PROGRESS, 70, "正在处置", "公安局")
    rows = log_rows([*nudges, acted, entry(Act.NUDGE, 90, "没有反馈进展", "公安局")], several=False)
    assert [row[2] for row in rows] == [
        "电话催办（公安局）：没有反馈进展（共 3 次，最后一次在 2026-11-23 10:30）",
        "反馈进展（公安局）：正在处置",
        "电话催办（公安局）：没有反馈进展",
    ]


def test_progress_in_the_same_words_is_listed_once_until_something_else_is_done() -> None:
    told = [
        entry(act, minutes, "正在处置" if act is Act.SUBMIT_PROGRESS else "没有反馈进展", department)
        for minutes in (0, 120, 240)
        for act, department in (
            (Act.SUBMIT_PROGRESS, "公安局"), (Act.SUBMIT_PROGRESS, "消防救援支队"), (Act.NUDGE, "公安局"),
        )
    ]  # fmt: skip
    done = entry(Act.REPLY, 300, "已找到", "公安局")
    rows = log_rows([*told, done, entry(Act.SUBMIT_PROGRESS, 310, "正在处置", "公安局")], several=False)
    more = "（共 3 次，最后一次在 2026-11-23 13:30）"
    assert [row[2] for row in rows] == [
        f"反馈进展（公安局）：正在处置{more}",
        f"反馈进展（消防救援支队）：正在处置{more}",
        f"电话催办（公安局）：没有反馈进展{more}",
        "回复办理结果（公安局）：已找到",
        "反馈进展（公安局）：正在处置",
    ]
