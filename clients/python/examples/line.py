"""System of another line, such as 110: deals with what is handed to it, and hears of what it handed in.

    python line.py 127.0.0.1:50051 TOKEN_FILE 110报警服务台 STATE_FILE

It accepts what is in this city, or comes back to it, and reports the result; it refuses the rest, stops where the
hotline takes a case back, and notes what comes of what it handed in. It may be stopped at any time: STATE_FILE
stores the position of the last event handled, and each case says itself what is still to be done.
"""

import json
import sys
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path

import grpc
from hotline.v1 import act_pb2, case_pb2
from hotline_client import Hotline, HotlineError, connect

OPERATOR = "接警员7"
ELSEWHERE = "外地"
"""Word of callers whose matter is not in this city, and so another line's of the same kind."""
NOT_OURS = case_pb2.Call(
    content="投诉出租车拒载还乱要价", caller=case_pb2.Caller(phone="13800138000"), operator=OPERATOR
)
HANDED = (act_pb2.ACT_HAND_TO_LINE, act_pb2.ACT_HAND_RESULT_TO_LINE, act_pb2.ACT_RETURN_TO_LINE)
"""The hotline hands a case over, also after its caller was dissatisfied, or gives one back that the line handed in."""
RESULTS = (
    act_pb2.ACT_ANSWER_DIRECTLY, act_pb2.ACT_RECORD_RESULT, act_pb2.ACT_LINE_RESULT, act_pb2.ACT_END,
    act_pb2.ACT_ANSWER_CALLER, act_pb2.ACT_ANSWER_ANOTHER_CALLER,
)  # fmt: skip
"""What comes of a case that the line handed in."""
WAITING = (case_pb2.HANDOVER_STATE_PENDING, case_pb2.HANDOVER_STATE_ACCEPTED)
NO_LONGER_OURS = (grpc.StatusCode.NOT_FOUND, grpc.StatusCode.FAILED_PRECONDITION)
NOT_DECIDED = (grpc.StatusCode.ABORTED, grpc.StatusCode.UNAVAILABLE, grpc.StatusCode.DEADLINE_EXCEEDED)


@dataclass
class State:
    """What the system remembers: the last event handled, and which cases answer those that it handed in."""

    position: int = 0
    joined: dict[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, path: Path) -> "State":
        """Read the state, or begin anew."""
        return cls(**json.loads(path.read_text("ascii"))) if path.exists() else cls()

    def write(self, path: Path) -> None:
        """Write the state, whole or not at all."""
        new = path.with_suffix(".new")
        new.write_text(json.dumps(asdict(self)), "ascii")
        new.replace(path)


def deal_with(hotline: Hotline, line: str, number: str) -> None:
    """Do what a hand-over still asks of the line, whatever happens to the case meanwhile."""
    while True:
        try:
            case = hotline.line_case(line, number)
            if not take_step(hotline, line, case):
                return
        except HotlineError as error:
            if error.code in NO_LONGER_OURS:
                # Taken back or refused; an event says so.
                return
            if error.code not in NOT_DECIDED:
                raise
            # Somebody acted on the case since it was read, or nobody answered: read it again.
            time.sleep(error.retry_seconds or 0.2)


def take_step(hotline: Hotline, line: str, case: case_pb2.Case) -> bool:
    """Take the next step on a case that was handed over; return whether there was one."""
    waiting = [one for one in case.handovers if one.line == line and one.state in WAITING]
    if not waiting:
        return False
    # What is handed once more, for a danger, comes first.
    handover, acts = waiting[-1], hotline.as_line(line)
    if handover.state == case_pb2.HANDOVER_STATE_ACCEPTED:
        acts.submit_result(case, "民警已到场处置", actor=OPERATOR)
        print(f"{case.number} 已反馈结果", flush=True)
    elif handover.gives_back or ELSEWHERE not in case.call.content:
        # What comes back keeps its number here.
        acts.accept(case, handover.record_number or f"JJ-{case.number}", actor=OPERATOR)
        print(f"{case.number} 已接收", flush=True)
    else:
        acts.refuse(case, "不在本市，请告知来电人拨打当地110", actor=OPERATOR)
        print(f"{case.number} 已退回", flush=True)
    return True


def hear(hotline: Hotline, line: str, entry: case_pb2.LogEntry, state: State) -> None:
    """Heed an event on a case of the line."""
    number = entry.case_number
    if entry.act in HANDED:
        deal_with(hotline, line, number)
    elif entry.act == act_pb2.ACT_RECALL_FROM_LINE:
        print(f"{number} 已撤回，停止处置：{entry.reason}", flush=True)
    elif entry.act == act_pb2.ACT_JOIN_INTO:
        # What comes of it is told of the other case from now on.
        state.joined[number] = entry.details["joined"]
    elif entry.act == act_pb2.ACT_SEPARATE:
        state.joined.pop(number, None)
    elif entry.act in RESULTS and entry.department != line:
        own = [one for one, main in state.joined.items() if main == number] or [number]
        print(f"{'、'.join(own)} 的办理情况：{entry.reason}", flush=True)


def main(address: str, token_file: str, line: str, state_file: str) -> None:
    """Hand a case in, then handle all events, past ones first and new ones as they arrive."""
    token, path = Path(token_file).read_text("ascii").strip(), Path(state_file)
    state = State.read(path)
    with connect(address, token) as hotline:
        print(f"{hotline.hand_in(line, 'JJ-900', NOT_OURS).number} 已转 12345", flush=True)
        for event in hotline.watch_line_cases(line, state.position):
            hear(hotline, line, event.entry, state)
            state.position = event.entry.position
            state.write(path)


if __name__ == "__main__":
    main(*sys.argv[1:])
