"""Process that numbers slips beside another one, before and after a new year; some of what it writes is rolled back.

``python -m tests.slip_numbers DATABASE COUNT``
"""

import sys
from contextlib import suppress
from datetime import datetime, timedelta

from hotline_server.domain.directory.tree import Directory
from hotline_server.domain.slips.slip import Paper, SlipDraft
from hotline_server.ground.clock import CITY
from hotline_server.rulebook.slips import SlipKind, SlipRules
from hotline_server.store.engine.bulk import BulkInsert
from hotline_server.store.engine.damage import DamageNotes
from hotline_server.store.engine.database import write_transaction
from hotline_server.store.maintenance.opening import database_at
from hotline_server.store.models import SlipRow
from hotline_server.store.slips.register import SlipRegister

PAPER = Paper("值班室", "标题", "单位", ("正文",), {}, "", "", "", "")
NEW_YEAR = datetime(2027, 1, 1, tzinfo=CITY)


class RolledBackError(Exception):
    """End of a transaction that is not to be kept."""


def number(url: str, count: int) -> None:
    """Number slips one after the other, half of them in the new year, and roll back every third."""
    with database_at(url) as database:
        register = SlipRegister(database, lambda: ("", SlipRules()), Directory, DamageNotes())
        insert = BulkInsert(database, SlipRow)
        for place in range(count):
            at = NEW_YEAR + timedelta(minutes=place - count // 2)
            draft = SlipDraft(SlipKind.ASSIGNMENT, "单位", 0, "热线交", at, None, PAPER)
            with suppress(RolledBackError), write_transaction(database):
                insert.run([row for rows in register.number([("20261123-000001", [draft])]) for row in rows])
                if place % 3 == 0:
                    raise RolledBackError


if __name__ == "__main__":
    number(sys.argv[1], int(sys.argv[2]))
