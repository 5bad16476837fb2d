"""Standing of a case on its page: each caller with what they were told."""

from io import StringIO

from hotline.v1 import act_pb2, case_pb2
from hotline_server.cli.case_standing import callers_table
from rich.console import Console


def test_who_waits_is_not_shown_as_told_what_another_was() -> None:
    """R3.4, R8.8: an entry that names no calls is about all callers."""
    entries = (
        case_pb2.LogEntry(act=act_pb2.ACT_HAND_TO_LINE, details={"told": "已转110"}),
        case_pb2.LogEntry(act=act_pb2.ACT_EXPLAIN_RESULT, details={"wording": "检测达标", "call_ids": "1、3"}),
    )
    callers = [case_pb2.CallerEntry(call_id=call_id) for call_id in (1, 2, 3)]
    shown = StringIO()
    Console(width=120, file=shown).print(callers_table(case_pb2.Case(callers=callers, log=entries)))
    told = shown.getvalue()
    assert (told.count("已转110"), told.count("检测达标")) == (3, 2)
