"""Cost of finding open cases nearby: ``make benchmark-nearby``.

A city's open cases, 500,000 by default, are spread over 55 by 65 kilometres. Answered cases are not on the map, so
their number is of no matter. Times are milliseconds for the nearest fifty within a radius.
"""

import argparse
import random
import tempfile
import time
from pathlib import Path

from hotline_server.domain.places import Coordinates
from hotline_server.store.cases.open_locations import OpenLocations, location_columns
from hotline_server.store.engine.bulk import BulkInsert
from hotline_server.store.engine.database import write_transaction
from hotline_server.store.maintenance.opening import database_at
from hotline_server.store.models import OpenLocationRow
from rich.console import Console
from rich.table import Table

RADII = (200, 1_000, 5_000)
SHOWN = 50
SEARCHES = 200
MATTERS = 60
_FIRST_ID = 20_261_123_000_000_000
_BATCH = 5_000


def point(chance: random.Random) -> Coordinates:
    """Choose a point in the city."""
    return Coordinates(27.9 + chance.random() * 0.55, 112.7 + chance.random() * 0.65)


def main() -> None:
    """Measure, and print the result."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=500_000)
    parser.add_argument("--database", help="URL of an empty database; by default SQLite in a temporary folder")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        url = arguments.database or f"sqlite:///{Path(folder) / 'hotline.db'}"
        with database_at(url) as database:
            chance = random.Random(0)
            insert = BulkInsert(database, OpenLocationRow)
            with write_transaction(database):
                for first in range(0, arguments.cases, _BATCH):
                    numbers = range(_FIRST_ID + first, _FIRST_ID + min(first + _BATCH, arguments.cases))
                    insert.run([location_columns(number, point(chance), _matter(chance)) for number in numbers])
            _measure(OpenLocations(database), chance, arguments.cases)


def _matter(chance: random.Random) -> str:
    return f"事项{chance.randrange(MATTERS)}"


def _measure(locations: OpenLocations, chance: random.Random, cases: int) -> None:
    table = Table(title=f"the nearest {SHOWN} of {cases:,} open cases, milliseconds")
    for name in ("metres", "found", "median", "99th percentile"):
        table.add_column(name, justify="right")
    for metres in RADII:
        taken, found = [], 0
        for _ in range(SEARCHES):
            started = time.perf_counter()
            found += len(locations.near(point(chance), metres, SHOWN))
            taken.append((time.perf_counter() - started) * 1e3)
        taken.sort()
        last = taken[SEARCHES * 99 // 100]
        table.add_row(str(metres), f"{found / SEARCHES:.0f}", f"{taken[SEARCHES // 2]:.2f}", f"{last:.2f}")
    Console().print(table)


if __name__ == "__main__":
    main()
