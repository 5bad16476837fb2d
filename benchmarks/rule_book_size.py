"""Cost of a decision as the rule book grows: ``make benchmark-rules``.

The same rules run through the rule book's index with durable-rules, through a zen-engine decision table,
and through plain Python that tests every rule; all three must find the same rules. The dispatch catalogue
is measured at 100 and 20,000 rows, for towns. Each result is relative to the same engine's smallest book.
"""

import argparse
import itertools
import json
import random
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta

import zen
from hotline_server.rulebook.condition import Condition, holds, parse
from hotline_server.rulebook.index import RuleIndex
from hotline_server.rulebook.names import KnownNames, NamedUnit
from hotline_server.rulebook.routing import ANY, Place, RoutingTable, Row
from rich.console import Console
from rich.table import Table

SIZES = (50, 500, 5000)
ROWS = (100, 20_000)
TOWNS = 200
MAX_RATIO = 3.0
FlatFacts = Mapping[str, str | int]


def conditions_of(size: int) -> dict[str, Condition]:
    """Make rules like a city's: eight per matter, told apart by the number of earlier calls."""
    return {
        f"R{number}": parse({"首要事项": f"事项{number // 8}", "同号码七日来电数": {"不少于": number % 8}})
        for number in range(size)
    }


def calls_of(size: int, count: int) -> list[FlatFacts]:
    """Make typical calls: one matter each, with a few earlier calls."""
    chance = random.Random(0)
    return [
        {"首要事项": f"事项{chance.randrange(size // 8)}", "同号码七日来电数": chance.randrange(8)}
        for _ in range(count)
    ]


def zen_table(size: int) -> Callable[[FlatFacts], list[str]]:
    """Build the same rules as a zen-engine decision table that collects every matching row."""
    rows = [
        {"_id": f"R{n}", "matter": f"'事项{n // 8}'", "calls": f">= {n % 8}", "rule": f"'R{n}'"} for n in range(size)
    ]
    table = {
        "hitPolicy": "collect",
        "inputs": [
            {"id": "matter", "name": "matter", "field": "matter"},
            {"id": "calls", "name": "calls", "field": "calls"},
        ],
        "outputs": [{"id": "rule", "name": "rule", "field": "rule"}],
        "rules": rows,
    }
    graph = {
        "nodes": [
            {"id": "in", "type": "inputNode", "name": "in", "position": {"x": 0, "y": 0}},
            {
                "id": "table",
                "type": "decisionTableNode",
                "name": "table",
                "content": table,
                "position": {"x": 0, "y": 0},
            },
            {"id": "out", "type": "outputNode", "name": "out", "position": {"x": 0, "y": 0}},
        ],
        "edges": [
            {"id": "1", "sourceId": "in", "targetId": "table", "type": "edge"},
            {"id": "2", "sourceId": "table", "targetId": "out", "type": "edge"},
        ],
    }
    decision = zen.ZenEngine().create_decision(json.dumps(graph))

    def fire(flat: FlatFacts) -> list[str]:
        result = decision.evaluate({"matter": flat["首要事项"], "calls": flat["同号码七日来电数"]})["result"]
        return [row["rule"] for row in result]

    return fire


def microseconds(fire: Callable[[FlatFacts], Sequence[str]], calls: Sequence[FlatFacts]) -> float:
    """Time one call, as the best of three runs over all of them."""
    best = float("inf")
    for _ in range(3):
        started = time.perf_counter()
        for call in calls:
            fire(call)
        best = min(best, time.perf_counter() - started)
    return best / len(calls) * 1e6


def main() -> None:
    """Measure, and print the result."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--calls", type=int, default=400)
    count = parser.parse_args().calls
    table = Table(title="one decision, microseconds (ratio to the smallest book)")
    for name in ("rules", "rule book, durable-rules", "zen-engine", "plain Python"):
        table.add_column(name, justify="right")
    first: list[float] = []
    for size in SIZES:
        conditions, calls = conditions_of(size), calls_of(size, count)
        book = RuleIndex(f"benchmark-{size}", conditions)
        engines: tuple[Callable[[FlatFacts], list[str]], ...] = (book.fire, zen_table(size), _plain(conditions))
        for call in calls[:20]:
            found = [set(fire(call)) for fire in engines]
            if found[0] != found[1] or found[0] != found[2]:
                raise AssertionError(call)
        taken = [microseconds(fire, calls) for fire in engines]
        first = first or taken
        table.add_row(str(size), *(f"{now:.0f} ({now / then:.1f})" for now, then in zip(taken, first, strict=True)))
    console = Console()
    console.print(table)
    console.print(
        f"target for the rule book: {SIZES[-1]} rules take at most {MAX_RATIO:.0f} times as long as {SIZES[0]}"
    )
    routing = [_routing(size, count) for size in ROWS]
    console.print(
        f"dispatch catalogue: {routing[0]:.2f} µs at {ROWS[0]} rows, {routing[1]:.2f} µs at {ROWS[1]} rows "
        f"(ratio {routing[1] / routing[0]:.1f})"
    )


def _plain(conditions: Mapping[str, Condition]) -> Callable[[FlatFacts], list[str]]:
    return lambda flat: [name for name, condition in conditions.items() if holds(condition, flat)]


def _routing(size: int, count: int) -> float:
    """Time the route of one matter in one town, each on another day, so that no answer is remembered."""
    towns = [f"街道{number}" for number in range(min(size, TOWNS))]
    units = {name: NamedUnit(name, district="东湖区") for name in towns}
    rows = (Row(f"事项{number // TOWNS}", ANY, "公安局", (), None, towns[number % TOWNS]) for number in range(size))
    table = RoutingTable(rows, KnownNames({"公安局": NamedUnit("公安局")}, towns=units))
    chance = random.Random(0)
    days = count_days(date(2026, 11, 24))
    calls: list[FlatFacts] = [
        {"首要事项": f"事项{chance.randrange(max(1, size // TOWNS))}", "街道": chance.choice(towns)}
        for _ in range(count * 10)
    ]

    def fire(flat: FlatFacts) -> list[str]:
        route = table.route((str(flat["首要事项"]),), Place("东湖区", str(flat["街道"])), next(days))
        return [route.lead] if route else []

    return microseconds(fire, calls)


def count_days(first: date) -> Iterator[date]:
    """Yield days without end."""
    return (first + timedelta(days=number) for number in itertools.count())


if __name__ == "__main__":
    main()
