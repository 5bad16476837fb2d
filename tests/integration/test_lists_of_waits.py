"""The lists of what is owed, and what each case says of itself, whatever happened to it (P2)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any, ClassVar

import pytest
from hotline_server.domain import standstills
from hotline_server.domain.acts import callers, contacts
from hotline_server.domain.case_file import CaseFile
from hotline_server.domain.case_query import Awaited
from hotline_server.domain.contacts import Notice
from hotline_server.domain.parties import CallerEntry
from hotline_server.domain.waits import steps, waits
from hotline_server.rulebook.decision import Urgency
from hotline_server.store.cases.awaited import CONDITIONS
from hotline_server.store.cases.rows.assignments import assignment_columns
from hotline_server.store.cases.rows.callers import caller_columns
from hotline_server.store.cases.rows.cases import case_columns
from hotline_server.store.cases.rows.handovers import handover_columns
from hotline_server.store.maintenance.opening import database_at
from hotline_server.store.models import AssignmentRow, CallerRow, CaseRow, HandoverRow
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, run_state_machine_as_test
from peewee import BooleanField, Database, Model, TextField

from tests.case_files import DESK, new_file
from tests.case_life.life import CaseLife
from tests.hotline import MONDAY, thorough
from tests.unit.test_waits import KINDS, POLICE, STEPS, TRANSPORT, asked_back, at_work, duty_office, replied, suspended

A_CALL = 20261123000000000
"""What the ids of calls begin with; those of random histories are short."""
LISTED_WITH = {
    Awaited.REQUEST: {
        Awaited.EXTENSION_DECISION, Awaited.OBJECTION_RULING, Awaited.DISPUTE, Awaited.END_DECISION,
        Awaited.SUSPENSION_DECISION, Awaited.REFERRAL_RESULT,
    },
    Awaited.INSTRUCTION: {Awaited.INSTRUCTION, Awaited.DISPUTE},
}  # fmt: skip
"""Lists of several kinds of what is awaited."""


class Snapshots:
    """Cases as they were at some moments, each stored as a case of its own."""

    def __init__(self) -> None:
        """Begin without cases."""
        self.expected: list[set[Awaited]] = []
        self.rows: dict[type[Model], list[dict[str, Any]]] = {
            table: [] for table in (CaseRow, AssignmentRow, CallerRow, HandoverRow)
        }

    def take(self, file: CaseFile, now: datetime) -> None:
        """Keep the rows of a case as it is now, and on which lists it must be."""
        # What units below ask for is listed for whoever delegated to them.
        kinds = {
            one.awaited
            for one in (*steps(file, file.timetable), *waits(file, file.timetable))
            if one.awaited is Awaited.UNIT_BELOW or not one.rpc.startswith("DelegationService")
        }
        self.expected.append({one for one in Awaited if LISTED_WITH.get(one, {one}) & kinds})
        kept = file.promise
        file.promise = kept and replace(kept, told=tuple(A_CALL + one for one in kept.told))
        self._put(CaseRow, case_columns(file, None, now))
        file.promise = kept
        for one in file.assignments:
            self._put(AssignmentRow, assignment_columns(one))
        for handover in file.handovers:
            self._put(HandoverRow, handover_columns(handover))
        for caller in file.callers:
            self._put(CallerRow, caller_columns(caller) | {"call_id": A_CALL + caller.call_id})

    def _put(self, table: type[Model], columns: dict[str, Any]) -> None:
        """Keep a row, with something for whatever it need not be known by."""
        number = len(self.expected)
        key = {"id": number} if table is CaseRow else {"case_id": number}
        empty = {one.column_name: _empty(one) for one in table._meta.sorted_fields if not one.null}
        self.rows[table].append(empty | key | columns)

    def compare(self, database: Database) -> None:
        """Compare each list with the cases that must be on it."""
        with database.atomic() as transaction:
            for table, rows in self.rows.items():
                for row in rows:
                    table.insert(row).execute(database)
            found = {
                awaited: {row.id for row in CaseRow.select(CaseRow.id).where(*conditions).execute(database)}
                for awaited, conditions in CONDITIONS.items()
            }
            transaction.rollback()
        for awaited, listed in found.items():
            expected = {number for number, kinds in enumerate(self.expected, 1) if awaited in kinds}
            assert listed == expected, f"{awaited.name}: {listed} are listed, and {expected} wait"


def _empty(field: Any) -> object:
    if isinstance(field, BooleanField):
        return False
    return "" if isinstance(field, TextField) else 0


Beginning = tuple[Callable[[], CaseFile], Callable[[CaseFile], None]]


def accused(file: CaseFile) -> None:
    standstills.step_aside(file, (POLICE, TRANSPORT), MONDAY)


def told_in_part(file: CaseFile) -> None:
    """Suspend a case, of whose three callers one is not told, and another need not be."""
    file.callers += [CallerEntry(2, answered=False), CallerEntry(3, answered=False, wishes_no_reply=True)]
    suspended(file)
    file.promise = file.promise and replace(file.promise, told=())
    contacts.record_notice(file, DESK, MONDAY, Notice(1, "电话", "汛期后办好", given=True))


def promised_by_the_accused(file: CaseFile) -> None:
    told_in_part(file)
    accused(file)


def told_in_full(file: CaseFile) -> None:
    told_in_part(file)
    callers.waive_reply(file, DESK, MONDAY, 2, "不用回了")


def held_by_the_office(file: CaseFile) -> None:
    duty_office(file)
    standstills.stand_still(file, MONDAY, "等领导批示")


def asked_when_replied(file: CaseFile) -> None:
    replied(file)
    asked_back(file)


BEGINNINGS: list[Beginning] = [
    *((at_work, begin) for *_, begin in KINDS),
    *((new_file, begin) for _, begin in STEPS),
    *((at_work, begin) for begin in (accused, told_in_part, promised_by_the_accused, told_in_full)),
    *((new_file, begin) for begin in (held_by_the_office, asked_when_replied)),
]
"""How cases come to wait for each kind of what is awaited, or nearly so."""


@pytest.mark.each_database
def test_every_list_has_what_waits_for_it(database_url: str) -> None:
    """P2: and nothing else."""
    snapshots = Snapshots()
    for new, begin in BEGINNINGS:
        file = new()
        begin(file)
        snapshots.take(file, MONDAY)
    assert set.union(*snapshots.expected) == set(Awaited)
    with database_at(database_url) as database:
        snapshots.compare(database)


class ListedLife(CaseLife):
    """A case that is on the lists that it should be on after each act."""

    database: ClassVar[Database]

    def __init__(self) -> None:
        """Begin without acts."""
        super().__init__()
        self.snapshots = Snapshots()

    @initialize(urgency=st.sampled_from(Urgency), beginning=st.sampled_from(BEGINNINGS))
    def register(self, urgency: Urgency, beginning: Beginning) -> None:
        """Begin with a case that waits for something."""
        super().register(urgency)
        new, begin = beginning
        self.file = new()
        begin(self.file)
        self.calls = max((caller.call_id for caller in self.file.callers), default=self.calls)

    @invariant()
    def is_listed(self) -> None:
        """Take the case as it is now, for the comparison of all that it was."""
        self.snapshots.take(self.file, self.now)

    def teardown(self) -> None:
        """Compare the lists with what the case said of itself after each act."""
        self.snapshots.compare(self.database)


@pytest.mark.each_database
def test_every_list_has_what_waits_for_it_whatever_happened(database_url: str) -> None:
    """P2."""
    with database_at(database_url) as database:
        ListedLife.database = database
        few = settings(max_examples=thorough(300), stateful_step_count=12, deadline=None)
        run_state_machine_as_test(ListedLife, settings=few)
