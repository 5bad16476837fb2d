"""Register of slips 文书. Use the writing methods only within a writer job."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import fields
from datetime import datetime, timedelta

from peewee import Database, ModelSelect
from pydantic_core import from_json, to_json

from hotline_server.domain.assignment import Assignment
from hotline_server.domain.case_file import CaseFile
from hotline_server.domain.directory.tree import Directory
from hotline_server.domain.directory.units import Duty
from hotline_server.domain.numbering import number_of, parse_number
from hotline_server.domain.slips.composition import SlipOccasion, Subject, slips_on
from hotline_server.domain.slips.slip import Paper, Slip, SlipDraft, SlipQuery, reference_of
from hotline_server.ground.clock import begin_of, from_micros, local_day, to_micros
from hotline_server.rulebook.slips import SlipKind, SlipRules
from hotline_server.store.engine.compiled import Row
from hotline_server.store.engine.counters import SLIPS, Counters, slip_series
from hotline_server.store.engine.damage import DamageNotes, Shape, build, columns_of, raw_rows
from hotline_server.store.models import SlipRow
from hotline_server.store.models.texts import stored_number

SlipTemplates = Callable[[], tuple[str, SlipRules]]
"""Returns the version of the rule book in force and its rules of slips."""
_SLIP = Shape(columns_of(SlipRow))
_PAPER_FIELDS = tuple(field.name for field in fields(Paper))


class SlipRegister:
    """Register of the slips that acts call for."""

    def __init__(
        self, database: Database, templates: SlipTemplates, directory: Callable[[], Directory], damage: DamageNotes
    ) -> None:
        """Remember where the rules and the roster are.

        Args:
            database: database of the cases.
            templates: rules of slips.
            directory: returns the directory in force, for the roster.
            damage: notes damaged slips that lists leave out.
        """
        self._database = database
        self._damage = damage
        self._templates = templates
        self._directory = directory
        self._counters = Counters(database)

    # --- writing -------------------------------------------------------------------------------

    def draft(
        self, file: CaseFile, assigned: Sequence[Assignment], subject: Callable[[], Subject], now: datetime
    ) -> list[SlipDraft]:
        """Return the slips that acts call for; nothing is written yet.

        Args:
            file: the case after the acts, before its notes are dropped.
            assigned: assignments that the acts gave, or gave the lead.
            subject: returns what the case is about.
            now: time of the acts, UTC.
        """
        rules = self._templates()[1]
        if not rules.templates:
            return []
        day = local_day(now)

        def on_duty(post: str) -> Sequence[Duty]:
            return self._directory().on_duty(post, day)

        def on_duty_at(office: str) -> Sequence[Duty]:
            unit = self._directory().named(office)
            if unit is None:
                return []
            found = [one for one in unit.contacts.on_duty if one.is_on(day)]
            return found or [Duty("", unit.contacts.phone)]

        return slips_on(SlipOccasion(file, assigned, subject, on_duty, on_duty_at, now), rules)

    def number(self, drafts: Sequence[tuple[str, Sequence[SlipDraft]]]) -> list[list[Row]]:
        """Give slips the next numbers of their offices, kinds and years; return their rows, which must be written.

        A transaction that is rolled back gives the numbers back, since the counters are of the same database.

        Args:
            drafts: number of each case, with its slips.
        """
        counters = [_counter(draft) for _, some in drafts for draft in some]
        if not counters:
            return [[] for _ in drafts]
        counts = Counter(counters)
        last = self._counters.advance({SLIPS: len(counters), **counts})
        following = {one: last[one] - count for one, count in counts.items()}
        slip_id, version = last[SLIPS] - len(counters), self._templates()[0]
        rows: list[list[Row]] = []
        for case_number, some in drafts:
            rows.append([])
            for draft in some:
                slip_id += 1
                one = _counter(draft)
                following[one] += 1
                rows[-1].append(_row_of(draft, slip_id, following[one], case_number, version))
        return rows

    # --- reading -------------------------------------------------------------------------------

    def find(self, query: SlipQuery, before_id: int | None, limit: int) -> list[Slip]:
        """Return slips, latest first, but for damaged ones.

        Args:
            query: what to find.
            before_id: id below which theirs are; ``None`` to begin with the latest.
            limit: maximum number of slips.
        """
        narrowed = _narrowed(query).order_by(SlipRow.id.desc())

        def fetch(before: int | None, size: int) -> list[Row]:
            rows = narrowed if before is None else narrowed.where(SlipRow.id < before)
            return raw_rows(self._database, rows.limit(size))

        return self._damage.page(before_id, limit, fetch, _slip_of)

    def following(self, query: SlipQuery, after_id: int, limit: int) -> list[Slip]:
        """Return slips, earliest first, but for damaged ones.

        Args:
            query: what to find.
            after_id: id above which theirs are; 0 to begin with the earliest.
            limit: maximum number of slips.
        """
        narrowed = _narrowed(query).order_by(SlipRow.id)

        def fetch(after: int | None, size: int) -> list[Row]:
            return raw_rows(self._database, narrowed.where(SlipRow.id > (after or 0)).limit(size))

        return self._damage.page(after_id, limit, fetch, _slip_of)

    def of_case(self, number: str) -> list[Slip]:
        """Return the slips of a case, earliest first.

        Raises:
            DamagedRowError: if one of them is damaged.
        """
        rows = _narrowed(SlipQuery(number=number)).order_by(SlipRow.id)
        return [_slip_of(row) for row in raw_rows(self._database, rows)]


def redacted(paper: str, redact: Callable[[str], str]) -> str:
    """Return the stored text of a slip with personal data redacted."""
    return _stored(_paper_of(paper).hiding(redact))


def _narrowed(query: SlipQuery) -> "ModelSelect[SlipRow]":
    rows = SlipRow.select()
    for condition in _conditions(query):
        rows = rows.where(condition)
    return rows


def _conditions(query: SlipQuery) -> Iterator[object]:
    if query.number:
        yield SlipRow.case_id == parse_number(query.number)
    if query.kinds:
        yield SlipRow.kind.in_([kind.name for kind in query.kinds])
    if query.offices:
        # What an office issues goes to one below; what it records of a caller goes to nobody.
        issued = SlipRow.series.in_(query.offices) & (SlipRow.office != "")
        yield SlipRow.office.in_(query.offices) | issued
    if query.first_day:
        yield SlipRow.issued_at >= to_micros(begin_of(query.first_day))
    if query.last_day:
        yield SlipRow.issued_at < to_micros(begin_of(query.last_day + timedelta(days=1)))


def _counter(draft: SlipDraft) -> str:
    return slip_series(draft.series, draft.kind.name, local_day(draft.issued_at).year)


def _row_of(draft: SlipDraft, slip_id: int, number: int, case_number: str, version: str) -> Row:
    year = local_day(draft.issued_at).year
    return {
        "id": slip_id,
        "kind": draft.kind.name,
        "year": year,
        "number": number,
        "reference": reference_of(draft.symbol, year, number),
        "case_id": parse_number(case_number),
        "call_id": draft.call_id,
        "office": draft.office,
        "issued_at": to_micros(draft.issued_at),
        "due_at": to_micros(draft.due_at) if draft.due_at else None,
        "book_version": version,
        "paper": _stored(draft.paper),
        "series": draft.series,
    }


def _slip_of(row: Row) -> Slip:
    """Return a slip from its row as it is stored.

    Raises:
        DamagedRowError: if it is damaged.
    """
    return build(_SLIP, row, stored_number(row["case_id"]), _read_slip)


def _read_slip(row: Row) -> Slip:
    return Slip(
        id=row["id"],
        kind=SlipKind[row["kind"]],
        case_number=number_of(row["case_id"]),
        reference=row["reference"],
        office=row["office"],
        call_id=row["call_id"],
        issued_at=from_micros(row["issued_at"]),
        due_at=from_micros(row["due_at"]) if row["due_at"] else None,
        paper=_paper_of(row["paper"]),
    )


def _stored(paper: Paper) -> str:
    return to_json({name: getattr(paper, name) for name in _PAPER_FIELDS}).decode()


def _paper_of(stored: str) -> Paper:
    said = from_json(stored)
    return Paper(**{**said, "asks": tuple(said["asks"])})
