"""Digests of the covered rows across a change of the schema, which vouch for nothing that did not verify before.

Before the steps each row is compared with the digest that the earlier schema has of it, and marked if it differs. After
them the rows that the steps changed get new digests, some cases in a transaction, and go on where a start was
interrupted. The steps rewrite no log; one that does not verify vouches for no row of its case.
"""

from collections.abc import Mapping

import structlog
from peewee import Database

from hotline_server.domain.record_faults import UNPROVED, compare, faults_of_log
from hotline_server.store.engine.database import write_transaction
from hotline_server.store.models import CounterRow
from hotline_server.store.proofs.coverage import COVERED, REMOVED
from hotline_server.store.proofs.journal import Cause, Journal
from hotline_server.store.records.audit import BATCH_SIZE, AuditedCase, AuditStore

FIRST_WITH_DIGESTS = 14
# Counter of the id up to which cases have their digests; there is none once all have.
_REACHED = "migration-digests"
_LAST_ID = 2**62
_log = structlog.get_logger()


def mark_unproved(database: Database, version: int) -> None:
    """Mark the rows that do not verify before the steps. Use only within their write transaction.

    Args:
        database: database to migrate.
        version: of its schema.
    """
    if version >= FIRST_WITH_DIGESTS:
        stored = [covered.as_stored(database) for covered in COVERED if covered.since <= version]
        store, journal = AuditStore(database, [covered for covered in stored if covered]), Journal(database)
        unproved = {row for row, _ in compare(store.history_of_no_case(), store.rows_of_no_case()) if _is_row(row)}
        _mark(journal, 0, unproved)
        for case in store.cases():
            _mark(journal, case.id, {row for row, _ in compare(case.history, case.stored)})


def begin_recording(database: Database) -> None:
    """Have the rows that the steps changed recorded. Use only within the write transaction of the steps."""
    begin = {"name": _REACHED, "last": -1}
    CounterRow.insert(begin).on_conflict(conflict_target=[CounterRow.name], update={"last": -1}).execute(database)


def record_changed(database: Database) -> None:
    """Record the digests of the rows that the steps changed, in several write transactions."""
    while _reached(database) is not None:
        with write_transaction(database):
            _record_some(database)


def _record_some(database: Database) -> None:
    reached, store, journal = _reached(database), AuditStore(database), Journal(database)
    if reached is None:
        return
    if reached < 0:
        digests = _changed(store.history_of_no_case(), store.rows_of_no_case())
        journal.append(Cause.MIGRATION, {0: digests} if digests else {})
        following = 0
    else:
        ids = list(store.ids(reached, limit=BATCH_SIZE))
        following = ids[-1] if len(ids) == BATCH_SIZE else _LAST_ID
        changed = {case.id: _digests_of(case) for case in store.between(reached, following)}
        journal.append(Cause.MIGRATION, {case_id: digests for case_id, digests in changed.items() if digests})
    if following == _LAST_ID:
        CounterRow.delete().where(CounterRow.name == _REACHED).execute(database)
    else:
        CounterRow.update(last=following).where(CounterRow.name == _REACHED).execute(database)


def _digests_of(case: AuditedCase) -> dict[str, str]:
    """Return the digests to record of the rows of a case."""
    faults = list(faults_of_log(case.number, case.log, case.end))
    if case.end is not None and not faults:
        return _changed(case.history, case.stored)
    for fault in faults:
        _log.error("log did not verify before the migration", row=fault.row, kind=fault.kind.name, detail=fault.detail)
    history = case.history
    return {row: UNPROVED for row in case.stored if row not in history}


def _changed(history: Mapping[str, list[str]], stored: Mapping[str, str]) -> dict[str, str]:
    """Return the digests of rows that are not as they were recorded, but for those that did not verify then."""
    rows = [*history, *(row for row in stored if row not in history)]
    return {
        row: stored.get(row, REMOVED) for row in rows if _is_changed(history.get(row), stored.get(row, REMOVED), row)
    }


def _is_changed(recorded: list[str] | None, now: str, row: str) -> bool:
    return _is_row(row) and (recorded is None or recorded[-1] not in (UNPROVED, now))


def _is_row(key: str) -> bool:
    """Return False for a key of what is no row of a covered table."""
    return key.partition(":")[0] in _TABLES


def _mark(journal: Journal, case_id: int, rows: set[str]) -> None:
    for row in sorted(rows):
        _log.error("row did not verify before the migration", case=case_id, row=row)
    if rows:
        journal.append(Cause.MIGRATION, {case_id: dict.fromkeys(sorted(rows), UNPROVED)})


def _reached(database: Database) -> int | None:
    row = CounterRow.select().where(CounterRow.name == _REACHED).first(database)
    return int(row.last) if row else None


_TABLES = frozenset(covered.name for covered in COVERED)
