"""People's judgements on policies that were proposed for direct answers, to be learned from."""

import json
from collections.abc import Iterator
from dataclasses import dataclass

from peewee import Database

from hotline_server.domain.numbering import number_of, parse_number
from hotline_server.domain.proposals import DeclineReason, Judgement, Verdict
from hotline_server.store.engine.sql import execute

BATCH = 1_000
MAX_VERSION = 2**31 - 1


@dataclass(frozen=True, slots=True)
class JudgedCall:
    """Call with a person's judgement on the policies proposed for it.

    Attributes:
        number: number of its case.
        subject, content: its text.
        judgement: what became of the proposals.
    """

    number: str
    subject: str
    content: str
    judgement: Judgement


@dataclass(frozen=True, slots=True)
class Judgements:
    """Reads judgements in bounded memory."""

    database: Database

    def read(self, after: str = "", batch: int = BATCH) -> Iterator[JudgedCall]:
        """Yield the judged calls in the order of their cases; a case may be judged several times.

        Args:
            after: number of the last case not to be read; empty for all.
            batch: number of rows read at a time.
        """
        position = (parse_number(after), MAX_VERSION) if after else (0, 0)
        mark = self.database.param
        sql = (
            "SELECT j.case_id, j.version, j.verdict, j.proposed, j.policy, j.reason, c.subject, c.content "
            "FROM judgement j JOIN call c ON c.case_id = j.case_id "
            f"WHERE (j.case_id, j.version) > ({mark}, {mark}) ORDER BY j.case_id, j.version LIMIT {batch}"
        )
        while rows := execute(self.database, sql, position):
            for case_id, _, verdict, proposed, policy, reason, subject, content in rows:
                judgement = Judgement(
                    Verdict[verdict], tuple(json.loads(proposed)), policy, DeclineReason[reason] if reason else None
                )
                yield JudgedCall(number_of(case_id), subject, content, judgement)
            position = (rows[-1][0], rows[-1][1])
