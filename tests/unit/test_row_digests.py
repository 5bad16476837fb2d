"""Digests of rows take values as they are stored (R1.1)."""

from hotline_server.store.engine.sql import execute
from hotline_server.store.models import AttachmentRow
from hotline_server.store.proofs.coverage import COVERED_BY_TABLE
from peewee import SqliteDatabase


def test_a_truth_value_that_only_counts_as_true_is_another() -> None:
    attachments = COVERED_BY_TABLE[AttachmentRow]
    listed = ", ".join(f'"{column}"' for column in attachments.columns)
    with SqliteDatabase(":memory:") as database:
        execute(database, f'CREATE TABLE "{attachments.name}" ({listed})')
        for scanned in (0, 1, 2):
            values = [scanned if column == "scanned" else "甲" for column in attachments.columns]
            marks = ", ".join("?" * len(values))
            execute(database, f'INSERT INTO "{attachments.name}" ({listed}) VALUES ({marks})', values)
        false, true, changed = map(attachments.digest, attachments.select(database, "1 = 1"))
    as_written = dict.fromkeys(attachments.columns, "甲")
    assert [false, true] == [attachments.digest(as_written | {"scanned": value}) for value in (False, True)]
    assert changed != true
