"""System of another line, such as 110: takes over what is handed to it, and hands in what is not its own.

    python line.py 127.0.0.1:50051 TOKEN_FILE 110报警服务台 STATE_FILE

It accepts what it deals with and reports the result, refuses the rest, and resumes where it stopped: STATE_FILE stores
the position of the last event handled.
"""

import sys
from pathlib import Path

from hotline.v1 import act_pb2, case_pb2
from hotline_client import Hotline, connect

OWN_REASONS = ("Y01", "Y04")
"""Codes of the reasons in the rule book for which cases are the line's."""
NOT_OURS = case_pb2.Call(
    content="投诉出租车拒载还乱要价", caller=case_pb2.Caller(phone="13800138000"), operator="接警员7"
)


def handle(hotline: Hotline, line: str, number: str) -> None:
    """Deal with a case that was handed over, unless it is not the line's."""
    case = hotline.line_case(line, number)
    handover = [one for one in case.handovers if one.line == line][-1]
    if handover.state != case_pb2.HANDOVER_STATE_PENDING:
        return
    acts = hotline.as_line(line)
    if handover.reason_code not in OWN_REASONS:
        acts.refuse(case, "不属于本台的受理范围", actor="接警员7")
        print(f"{number} 已退回", flush=True)
        return
    # An act needs the case as it is now, which the act before returned.
    case = acts.accept(case, f"JJ-{number}", actor="接警员7")
    acts.submit_result(case, "民警已到场处置", actor="接警员7")
    print(f"{number} 已反馈结果", flush=True)


def main(address: str, token_file: str, line: str, state_file: str) -> None:
    """Hand a case in, then handle all hand-overs, past ones first and new ones as they arrive."""
    token, state = Path(token_file).read_text("ascii").strip(), Path(state_file)
    after = int(state.read_text("ascii")) if state.exists() else 0
    with connect(address, token) as hotline:
        print(f"{hotline.hand_in(line, 'JJ-900', NOT_OURS).number} 已转 12345", flush=True)
        for event in hotline.watch_line_cases(line, after):
            if event.entry.act == act_pb2.ACT_HAND_TO_LINE:
                handle(hotline, line, event.entry.case_number)
            state.write_text(str(event.entry.position), "ascii")


if __name__ == "__main__":
    main(*sys.argv[1:])
