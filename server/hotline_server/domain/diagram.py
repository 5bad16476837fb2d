"""Generator of docs/lifecycle.md: ``python -m hotline_server.domain.diagram``."""

from hotline_server.domain.lifecycle import TABLE, CaseState


def page() -> str:
    """Return the page: a Mermaid state diagram and a table of all acts."""
    moves = [(source, row.target, row.act) for row in TABLE if row.target for source in row.sources]
    arrows = [f"    {source.name} --> {target.name}: {act.value}" for source, target, act in moves]
    names = [f"    {state.name}: {state.value} {state.name.lower()}" for state in CaseState]
    rows = [
        f"| {row.act.value} `{row.act.name}` | {_words(row.sources)} | {row.target.value if row.target else '不变'} |"
        for row in TABLE
    ]
    return "\n".join(
        [
            "# Lifecycle of a case",
            "",
            (
                "Generated from `server/hotline_server/domain/lifecycle.py` by `make diagram`; "
                "a test fails if it is out of date."
            ),
            "",
            "```mermaid",
            "stateDiagram-v2",
            *names,
            "    [*] --> REGISTERED: 登记",
            *arrows,
            "    ARCHIVED --> [*]",
            "```",
            "",
            "| act | from | to |",
            "|---|---|---|",
            *rows,
        ]
    )


def _words(states: tuple[CaseState, ...]) -> str:
    return "、".join(state.value for state in states)


if __name__ == "__main__":
    print(page())  # noqa: T201
