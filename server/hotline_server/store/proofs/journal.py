"""Journal of rows that change outside the log of a case. Use only within a write transaction."""

import hashlib
import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from enum import Enum
from typing import Any

from peewee import Database, Model

from hotline_server.store.engine.bulk import BulkInsert
from hotline_server.store.engine.counters import JOURNAL, LOG, Counters
from hotline_server.store.engine.sql import execute
from hotline_server.store.models import CounterRow, JournalRow
from hotline_server.store.models.texts import visible
from hotline_server.store.proofs.coverage import COVERED_BY_TABLE, REMOVED

FIRST_HASH = "0" * 64
_dump = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=visible).encode
Key = tuple[object, ...]


class Cause(Enum):
    """Reason for which rows changed."""

    MIGRATION = "升级数据库结构时补记"
    ADMINISTRATION = "管理操作"
    ATTACHMENT = "附上材料"
    SEALING = "立卷封存"
    ERASURE = "保管期满清除来电人信息"
    RESEALING = "更换加密密钥"
    EXPIRY = "查阅记录到期清除"
    SIGNING = "签发封条"
    WAITING = "等候时限改变"
    MESSAGES = "消息的发送和送达"


@dataclass(frozen=True, slots=True)
class Journal:
    """Writes and reads the journal."""

    database: Database

    def record(self, cause: Cause, *rows: tuple[type[Model], Key]) -> None:
        """Record rows as they are stored now, each named by its table and primary key; absent ones as removed."""
        of_cases: dict[int, dict[str, str]] = {}
        for table, key in rows:
            covered = COVERED_BY_TABLE[table]
            names = dict(zip(covered.keys, key, strict=True))
            mark = self.database.param
            condition = " AND ".join(f'"{name}" = {mark}' for name in names)
            stored = next(covered.select(self.database, condition, key), None)
            digest = REMOVED if stored is None else covered.digest(stored)
            case_id = (stored or names)[covered.case] if covered.case else 0
            of_cases.setdefault(int(str(case_id)), {})[covered.key(names)] = digest
        self.append(cause, of_cases)

    def append(self, cause: Cause, digests: Mapping[int, Mapping[str, str]]) -> None:
        """Append digests of rows by their keys, and by the ids of their cases, 0 for none."""
        if not digests:
            return
        end = Counters(self.database).advance({JOURNAL: len(digests), LOG: 0})
        sequence, position = end[JOURNAL] - len(digests), end[LOG]
        previous = self.hash_of(sequence)
        rows: list[dict[str, Any]] = []
        for case_id, some in digests.items():
            sequence += 1
            text = _dump(some)
            previous = entry_hash(sequence, cause.name, case_id, position, text, previous)
            rows.append(
                {
                    "sequence": sequence,
                    "cause": cause.name,
                    "case_id": case_id,
                    "position": position,
                    "digests": text,
                    "hash": previous,
                }
            )
        BulkInsert(self.database, JournalRow).run(rows)

    def latest(self, key: str) -> str:
        """Return the digest that was recorded last for a row that belongs to no case; ``REMOVED`` if none was."""
        mark = self.database.param
        found = execute(
            self.database,
            f"SELECT digests FROM journal WHERE case_id = 0 AND digests LIKE {mark} ORDER BY sequence DESC LIMIT 1",
            (f'%"{key}"%',),
        )
        return str(json.loads(found[0][0])[key]) if found else REMOVED

    def end(self) -> tuple[int, str]:
        """Return the sequence and the hash of the last entry."""
        row = CounterRow.select().where(CounterRow.name == JOURNAL).first(self.database)
        sequence = int(row.last) if row else 0
        return sequence, self.hash_of(sequence)

    def hash_of(self, sequence: int) -> str:
        """Return the hash of an entry; that of the first one's predecessor for none."""
        found = execute(self.database, f"SELECT hash FROM journal WHERE sequence = {sequence:d}")
        return str(found[0][0]) if found else FIRST_HASH


def add_digests(history: dict[str, list[str]], text: str) -> None:
    """Append digests, as an entry has them, to what is known of their rows.

    None are in a text that was tampered with, which the chain tells of.
    """
    with suppress(ValueError):
        digests = json.loads(text or "{}")
        if isinstance(digests, dict):
            for key, digest in digests.items():
                history.setdefault(key, []).append(digest)


def entry_hash(sequence: int, cause: str, case_id: int, position: int, digests: str, previous: str) -> str:
    """Return the hash of an entry of the journal, which covers that of the preceding one."""
    return hashlib.sha256(_dump([sequence, cause, case_id, position, digests, previous]).encode()).hexdigest()
