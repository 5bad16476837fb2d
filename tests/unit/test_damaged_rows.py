"""Damaged rows cost neither the rows around them nor the time of one query each (R1.1)."""

from itertools import islice

from hotline_server.domain.errors import DamagedRowError
from hotline_server.store.engine.damage import DamageNotes, Row

ROWS = 20_000


def test_thousands_of_damaged_rows_are_passed_over_in_few_queries() -> None:
    asked: list[int] = []

    def fetch(after: int | None, size: int) -> list[Row]:
        asked.append(size)
        return [{"id": one} for one in islice(range((after or 0) + 1, ROWS + 1), size)]

    def read(row: Row) -> int:
        if row["id"] < ROWS - 1:
            raise DamagedRowError(f"20261123-{row['id']:06d}", "文书 slip.paper")
        return int(row["id"])

    notes = DamageNotes()
    assert notes.page(None, 1, fetch, read) == [ROWS - 1]
    assert len(asked) < ROWS / 100
    assert notes.page(ROWS - 2, 5, fetch, read) == [ROWS - 1, ROWS]
    assert len(notes.take()) == 1000, "no more are noted at once"
