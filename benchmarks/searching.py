"""Cost of finding cases by words: ``make benchmark-searching``.

A database is filled by ``generator``; each case gets the words of a labelled call at a place of the city. Times are
milliseconds for the newest fifty cases, as a page of ``ListCases`` reads them.
"""

import argparse
import csv
import random
import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from hotline_server.domain.case_query import CaseQuery
from hotline_server.domain.numbering import number_of
from hotline_server.ground.clock import begin_of, local_day
from hotline_server.ground.config import Settings
from hotline_server.runtime.identification import keyring_of
from hotline_server.store.cases.callers import Callers
from hotline_server.store.cases.queries import CaseStore
from hotline_server.store.cases.search_index import SearchIndex
from hotline_server.store.engine.database import write_transaction
from hotline_server.store.engine.sql import execute
from hotline_server.store.maintenance.opening import database_at
from peewee import Database, SqliteDatabase

from benchmarks.generator import fill
from evaluation.figures import Figures, print_figures, put_between_marks

SECTION = "searching"
PAGE_SIZE = 50
REPETITIONS = 20
# Texts that all cases share between them; a case's own would take hours to make.
TEXTS = 20_000
_BATCH = 1_000
# Of a day before any case.
_FIRST_ID = 20_000_101_000_000_000
_SPREAD = "(c.id / 1000000000 * 7919 + c.id)"
_STATES = ("REGISTERED", "ASSIGNED", "IN_PROGRESS")
_QUERIES = {
    "in every tenth case or more": CaseQuery(text="小区"),
    "in one of a hundred": CaseQuery(text="出租车"),
    "two words that seldom meet": CaseQuery(text="出租车 暖气"),
    "three words": CaseQuery(text="小区 物业 电梯"),
    "traditional, full width": CaseQuery(text="計程車 ＡＢＣ"),
    "one character": CaseQuery(text="𠮷"),
    "in twenty cases": CaseQuery(text="䶮园"),
    "in none": CaseQuery(text="没有这样的词组"),
    "frequent, in states": CaseQuery(text="小区", states=_STATES),
    "frequent, due before": CaseQuery(text="小区", due_before=datetime.now(UTC)),
}


def texts(chance: random.Random) -> Iterator[str]:
    """Yield texts of calls at places of the city."""
    calls = [
        row["text"] for path in sorted(Path("sample/calls").glob("*.csv")) for row in _rows(path) if row.get("text")
    ]
    places = [row["名称"] for row in _rows(Path("sample/places.csv")) if row.get("名称")]
    for place in range(TEXTS):
        rare = "䶮园" if place == 0 else ""
        yield f"{chance.choice(calls)}\n{chance.choice(places)}{chance.randrange(1, 300)}号{rare}"


def index_cases(database: Database, chance: random.Random) -> None:
    """Give every case of a database the words of one of the texts."""
    index = SearchIndex(database)
    with write_transaction(database):
        found = list(enumerate(texts(chance)))
        for first in range(0, TEXTS, _BATCH):
            index.put({number_of(_FIRST_ID + place): text for place, text in found[first : first + _BATCH]})
        key = "rowid" if isinstance(database, SqliteDatabase) else "case_id"
        execute(database, f"CREATE TABLE made_words AS SELECT {key} - {_FIRST_ID} AS place, words FROM case_search")
        execute(database, "CREATE UNIQUE INDEX made_words_place ON made_words (place)")
        execute(database, "DELETE FROM case_search")
        with _index_built_afterwards(database):
            execute(
                database,
                f"INSERT INTO case_search ({key}, words) SELECT c.id, w.words FROM hotline_case c "
                # A remainder, without a sign that stands for a parameter; ids of each day begin at the same one.
                f"JOIN made_words w ON w.place = {_SPREAD} - {_SPREAD} / {TEXTS} * {TEXTS}",
            )
        execute(database, "DROP TABLE made_words")
    execute(database, "ANALYZE")


@contextmanager
def _index_built_afterwards(database: Database) -> Iterator[None]:
    """Build the index of words after the rows are there, which takes PostgreSQL a fraction of the time."""
    if isinstance(database, SqliteDatabase):
        yield
        return
    ((created,),) = execute(database, "SELECT indexdef FROM pg_indexes WHERE indexname = 'case_search_words'")
    execute(database, "DROP INDEX case_search_words")
    yield
    execute(database, str(created))


def measure(cases: CaseStore, query: CaseQuery) -> tuple[int, list[float]]:
    """Return how many cases a page has, and the milliseconds of each repetition."""
    page, times = 0, []
    for _ in range(REPETITIONS):
        began = time.perf_counter()
        page = len(cases.find(query))
        times.append((time.perf_counter() - began) * 1000)
    return page, sorted(times)


def main() -> None:
    """Measure, and print the result."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=100_000, help="a multiple of 10,000")
    parser.add_argument("--database", help="URL of an empty database; by default SQLite in a temporary folder")
    parser.add_argument("--page", type=Path, help="page to write the figures into, between its marks")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        url = arguments.database or f"sqlite:///{Path(folder) / 'hotline.db'}"
        fill(url, arguments.cases, begin_of(local_day(datetime.now(UTC))), lambda _: None)
        with database_at(url) as database:
            index_cases(database, random.Random(0))
            kind = "SQLite" if isinstance(database, SqliteDatabase) else "PostgreSQL"
            cases = CaseStore(database, Callers(keyring_of(Settings())))
            figures = _figures(cases, f"{arguments.cases:,} cases on {kind}")
    print_figures([figures])
    if arguments.page:
        put_between_marks(arguments.page, SECTION, figures.markdown())


def _figures(cases: CaseStore, place: str) -> Figures:
    rows = []
    for name, query in _QUERIES.items():
        found, times = measure(cases, query)
        rows.append((name, f"{found}", f"{statistics.median(times):.1f}", f"{times[-1]:.1f}"))
    title = f"the newest {PAGE_SIZE} of {place}, milliseconds"
    return Figures(title, ("words", "found", "median", "slowest"), tuple(rows))


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


if __name__ == "__main__":
    main()
