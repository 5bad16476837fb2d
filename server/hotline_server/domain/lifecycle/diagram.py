"""Generator of docs/lifecycle.md: ``python -m hotline_server.domain.lifecycle.diagram``."""

from collections.abc import Iterator, Sequence
from enum import Enum

from hotline_server.domain.lifecycle.state import AssignmentState, CaseState, HandoverState
from hotline_server.domain.lifecycle.table import ASSIGNMENT_TABLE, CASE_TABLE, HANDOVER_TABLE
from hotline_server.domain.lifecycle.transition import State, Transition

_HEAD = """# Lifecycle of a case

Generated from `server/hotline_server/domain/lifecycle/table.py` by `make diagram`; a test fails if it is out of date.

An act is allowed if its row admits the role of who acts and the state of the case, and if every guard holds. Where
several rows have the act, the guards under “when” choose between them. Acts on one assignment, or on one hand-over to
another line, must be allowed by that table as well. `Case.allowed_acts` is computed from the same tables; rows without
an rpc are automatic or a part of another act.
"""


def page() -> str:
    """Return the page: a Mermaid state diagram and a table of all acts, for cases, assignments and hand-overs."""
    return "\n".join(
        [
            _HEAD,
            "## The case 工单",
            "",
            *_diagram(CASE_TABLE, CaseState, [f"[*] --> {CaseState.REGISTERED.name}: 登记"], [CaseState.ARCHIVED]),
            "",
            "| act | from | to | by | when | guards | rpc |",
            "|---|---|---|---|---|---|---|",
            *map(_case_line, CASE_TABLE),
            "",
            "## Each assignment 交办",
            "",
            *_diagram(
                ASSIGNMENT_TABLE,
                AssignmentState,
                [f"[*] --> {AssignmentState.ASSIGNED.name}: 交办"],
                [AssignmentState.DECLINED, AssignmentState.DONE, AssignmentState.WITHDRAWN],
            ),
            "",
            "| act | from | to | guards |",
            "|---|---|---|---|",
            *map(_part_line, ASSIGNMENT_TABLE),
            "",
            "## Each hand-over to another line 移交",
            "",
            *_diagram(
                HANDOVER_TABLE,
                HandoverState,
                [f"[*] --> {HandoverState.PENDING.name}: 移交"],
                [HandoverState.REFUSED, HandoverState.RECALLED, HandoverState.DONE],
            ),
            "",
            "| act | from | to | guards |",
            "|---|---|---|---|",
            *map(_part_line, HANDOVER_TABLE),
        ]
    )


def _diagram(
    table: Sequence[Transition[State]], states: type[State], starts: Sequence[str], ends: Sequence[State]
) -> Iterator[str]:
    moves = [(source, row.target, row.act.value) for row in table if row.target for source in row.sources]
    yield "```mermaid"
    yield "stateDiagram-v2"
    yield from (f"    {state.name}: {state.value} {state.name.lower()}" for state in states)
    yield from (f"    {start}" for start in starts)
    yield from dict.fromkeys(f"    {source.name} --> {target.name}: {act}" for source, target, act in moves)
    yield from (f"    {end.name} --> [*]" for end in ends)
    yield "```"


def _case_line(row: Transition[CaseState]) -> str:
    whose = "、".join(role.value for role in row.roles)
    when, guards = ("；".join(guard.name for guard in some) for some in (row.when, row.guards))
    rpc = f"`{row.rpc}`" if row.rpc else ""
    return f"| {_act(row)} | {_words(row.sources)} | {_target(row)} | {whose} | {when} | {guards} | {rpc} |"


def _part_line(row: Transition[State]) -> str:
    guards = "；".join(guard.name for guard in row.conditions)
    return f"| {_act(row)} | {_words(row.sources)} | {_target(row)} | {guards} |"


def _act(row: Transition[State]) -> str:
    return f"{row.act.value} `{row.act.name}`"


def _target(row: Transition[State]) -> str:
    return row.target.value if row.target else "不变"


def _words(states: Sequence[Enum]) -> str:
    return "、".join(state.value for state in states)


if __name__ == "__main__":
    print(page())  # noqa: T201
