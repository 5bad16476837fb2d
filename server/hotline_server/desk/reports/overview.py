"""Daily overview 每日值班综述, which leaders read each morning about the previous day (R5.2)."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from hotline_server.desk.days import Days, year_before
from hotline_server.desk.reports.bulletin import Bulletins
from hotline_server.desk.reports.hotspots import Hotspot, Hotspots
from hotline_server.domain.case import Case
from hotline_server.domain.case_query import Awaited, CaseQuery
from hotline_server.domain.errors import FieldViolation, InvalidFieldsError
from hotline_server.domain.lifecycle.act import Act
from hotline_server.domain.lifecycle.state import CaseState
from hotline_server.domain.log import LogEntry
from hotline_server.domain.measures import Standing
from hotline_server.domain.numbering import number_of
from hotline_server.ground.clock import Clock, begin_of
from hotline_server.rulebook.decision import Outcome
from hotline_server.store.cases.queries import CaseStore
from hotline_server.store.figures.day_figures import DayFigures
from hotline_server.store.figures.day_records import DayRecords, Supervised

LISTED = 20
HOTSPOTS, SUGGESTIONS = 3, 5
TREND_DAYS = 14
# Cases of one hotspot usually wait with the same question.
_QUESTIONS_READ = 200
_SUGGESTION = "建议"
_DAY = timedelta(days=1)
_DANGER = tuple(state.name for state in CaseState if state.faces_danger)
_SAID_LATER = (Act.SUPPLEMENT.name, Act.URGE.name)
_HEEDED = (Act.RAISE_EMERGENCY.name, Act.ASK_BACK.name)


@dataclass(frozen=True, slots=True)
class Compared:
    """Figures of a day and of the days it is compared with."""

    day: DayFigures
    day_before: DayFigures
    week_before: DayFigures
    year_before: DayFigures


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """Question that waits for a leader's instruction, with the cases it is about, oldest first."""

    words: str
    cases: Sequence[Case]


@dataclass(frozen=True, slots=True)
class Overview:
    """Overview of a day.

    Attributes:
        questions: what waits for leaders when the overview is made, longest waiting first; of what was asked by the end
            of the following day, on which it is read.
        dangers: emergencies that are being verified or met when it is made, latest first, registered by then.
        told: words by which callers told of dangers later, by the numbers of the cases, none of a protected caller.
        by_hour, by_hour_before: cases registered in each hour of the day, and of the day before.
        trend: cases registered on each of the last 14 days.
        matters, matters_before, districts: cases registered, by matter and by district.
        emergencies, suggestions: cases; protected callers' cases appear among the emergencies only.
        overdue: assignments overdue at the end of the day, by department.
        supervisions, supervised: number of supervision notices, and the latest ones.
        total: figures and rates of all departments on the day.
        made_at: time of counting, UTC; if before the end of the day, the overview is incomplete.
    """

    date: date
    questions: list[OpenQuestion]
    dangers: list[Case]
    told: Mapping[str, str]
    figures: Compared
    by_hour: list[int]
    by_hour_before: list[int]
    trend: list[int]
    matters: Counter[str]
    matters_before: Counter[str]
    districts: Counter[str]
    emergencies: list[Case]
    hotspots: list[Hotspot]
    overdue: Counter[str]
    supervisions: int
    supervised: list[Supervised]
    total: Standing
    suggestions: list[Case]
    cases: Mapping[str, Case]
    made_at: datetime


@dataclass(frozen=True, slots=True)
class Overviews:
    """Creates daily overviews."""

    records: DayRecords
    hotspots: Hotspots
    bulletins: Bulletins
    cases: CaseStore
    clock: Clock

    def figures(self, day: date) -> DayFigures:
        """Return the figures of a single day."""
        return self.records.figures(day)

    def of(self, day: date) -> Overview:
        """Create the overview of a day.

        Raises:
            InvalidFieldsError: if the day has not begun.
        """
        now = self.clock()
        if begin_of(day) > now:
            raise InvalidFieldsError([FieldViolation("day", "这一天还没有到")])
        end = min(begin_of(day + _DAY), now)
        # It is read on the following day.
        until = begin_of(day + 2 * _DAY)
        emergencies = self._numbers(self.records.with_outcome(Outcome.EMERGENCY.name, day, LISTED))
        suggestions = self._numbers(self.records.with_request_type(_SUGGESTION, day, LISTED))
        supervisions, supervised = self.records.supervised(day, LISTED)
        listed = [number_of(one.case_id) for one in supervised]
        cases = self.cases.readable([*emergencies, *suggestions, *listed])
        at_risk, suggested = ([cases[one] for one in some if one in cases] for some in (emergencies, suggestions))
        dangers = [case for case in self._found(CaseQuery(states=_DANGER, limit=LISTED)) if case.registered_at < until]
        return Overview(
            date=day,
            questions=_questions(self._found(CaseQuery(awaited=Awaited.INSTRUCTION, limit=_QUESTIONS_READ)), until),
            dangers=dangers,
            told=self._told({one.number: one for one in (*dangers, *at_risk)}.values()),
            figures=Compared(*(self.records.figures(one) for one in (day, *compared_with(day)))),
            by_hour=self.records.by_hour(day),
            by_hour_before=self.records.by_hour(day - _DAY),
            trend=[self.records.count(day - ago * _DAY) for ago in range(TREND_DAYS - 1, -1, -1)],
            matters=self.records.by("matter", day),
            matters_before=self.records.by("matter", day - _DAY),
            districts=self.records.by("district", day),
            emergencies=at_risk,
            hotspots=self.hotspots.hottest(HOTSPOTS, end),
            overdue=self.records.overdue(end),
            supervisions=supervisions,
            supervised=[one for one in supervised if number_of(one.case_id) in cases],
            total=self.bulletins.of(Days(day, day)).total,
            suggestions=[one for one in suggested if not one.is_protected][:SUGGESTIONS],
            cases=cases,
            made_at=now,
        )

    def _told(self, cases: Iterable[Case]) -> dict[str, str]:
        """Return what callers told later, by the number of the case; a danger stays listed if its log is damaged."""
        open_cases = (case for case in cases if not case.has_protected)
        return dict(
            self.cases.damage.sound(open_cases, lambda one: (one.number, _told_later(self.cases.log(one.number))))
        )

    def _found(self, query: CaseQuery) -> list[Case]:
        return self.cases.find(query)

    def _numbers(self, ids: list[int]) -> list[str]:
        return [number_of(case_id) for case_id in ids]


def _told_later(log: Sequence[LogEntry]) -> str:
    """Return the words by which a caller told of a danger after the call; empty if the call told of it."""
    heeded = {entry.at for entry in log if entry.act in _HEEDED}
    said = [entry.reason for entry in log if entry.act in _SAID_LATER and entry.at in heeded]
    return said[-1] if said else ""


def _questions(found: Sequence[Case], until: datetime) -> list[OpenQuestion]:
    waiting = [
        (case.leader_question, case) for case in found if case.leader_question and case.leader_question.asked_at < until
    ]
    asked: dict[str, list[Case]] = {}
    for question, case in sorted(waiting, key=lambda one: one[0].asked_at):
        asked.setdefault("；".join(dict.fromkeys(one.words for one in question.asked)), []).append(case)
    return [OpenQuestion(words, cases) for words, cases in asked.items()]


def compared_with(day: date) -> tuple[date, date, date]:
    """Return the previous day, and the same day a week and a year earlier (29 February becomes the 28th)."""
    return day - _DAY, day - 7 * _DAY, year_before(day)
