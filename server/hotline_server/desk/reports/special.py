"""Special report 值班专报 on one matter, for leaders to decide on (R5.3, R2.4)."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from hotline_server.desk.cases.acts import NAME_LIMIT
from hotline_server.desk.days import days_of
from hotline_server.desk.reports.hotspots import Hotspot, Hotspots
from hotline_server.desk.reports.quotations import Quotation, brief_texts, count_dangers, quote_one, sum_up
from hotline_server.domain.case import Case
from hotline_server.domain.directory.tree import Directory
from hotline_server.domain.errors import FieldViolation, InvalidFieldsError, NotFoundError
from hotline_server.domain.lifecycle.act import Act
from hotline_server.domain.lifecycle.state import AssignmentState
from hotline_server.domain.log import LogEntry
from hotline_server.domain.numbering import number_of, parse_number
from hotline_server.domain.texts import check_remark
from hotline_server.ground.clock import Clock, local_day
from hotline_server.rulebook.book import RuleBook
from hotline_server.rulebook.facts import REQUEST_TYPE
from hotline_server.store.cases.queries import CaseStore
from hotline_server.store.figures.matter_records import MatterCounts, MatterRecords, Scope
from hotline_server.text.similarity import common_phrases

REPLIES, INSTRUCTIONS, PLACES = 5, 5, 5
_READ, _REQUEST_TYPES = 50, 2
_READ_ONLY = frozenset({"", "阅", "已阅", "圈阅", "已阅知", "知道了", "收到", "已收到"})
"""What is written on a paper by whoever has nothing to say on it."""
_INSTRUCTING = tuple(act.name for act in (Act.INSTRUCT, Act.INSTRUCT_MEANWHILE, Act.INSTRUCT_ON_RESULT, Act.RESUME))


@dataclass(frozen=True, slots=True)
class SpecialReportRequest:
    """Subject of a special report: a hotspot, or a matter in a place and time.

    Attributes:
        number: number of a hotspot or of one of its cases; empty for a matter.
        category, matter, district: filters, of which at least one is required; empty ones do not narrow.
        first_day, last_day: YYYY-MM-DD; not needed for a hotspot.
        title: title of the report; empty to derive it from the subject.
        question: decision requested of leaders; empty for none.
        proposal: how the duty office proposes to handle it 拟办意见; empty to draft it from where the cases stand.
    """

    number: str = ""
    category: str = ""
    matter: str = ""
    district: str = ""
    first_day: str = ""
    last_day: str = ""
    title: str = ""
    question: str = ""
    proposal: str = ""


@dataclass(frozen=True, slots=True)
class SpecialReport:
    """Content of a special report.

    Attributes:
        proposal: as requested; empty for one to be drafted.
        by_lead: numbers of cases by lead department and state; the empty name stands for none.
        by_matter, by_district: numbers of cases; those without are left out.
        request_types: what callers of the latest cases want, most frequent first; at most two.
        by_day: cases registered on each day of the scope.
        dangers: kinds of danger that the latest cases tell of, most frequent first.
        spoken: words by which several of the latest calls say what a matter is about, for the most frequent matters.
        phrases: phrases that at least half of the latest calls share.
        quotation: of the most typical case of the most frequent matter, not of a protected caller; ``None`` if all are.
        replied: latest case in which each lead has replied, none of a protected caller.
        instructions: distinct instructions by leaders on its newest cases, latest first.
    """

    title: str
    question: str
    proposal: str
    scope: Scope
    hotspot: Hotspot | None
    counts: MatterCounts
    by_lead: dict[str, Counter[str]]
    by_matter: Counter[str]
    by_district: Counter[str]
    request_types: Sequence[str]
    by_day: list[int]
    dangers: Counter[str]
    spoken: Mapping[str, Sequence[str]]
    phrases: Sequence[str]
    quotation: Quotation | None
    replied: list[Case]
    instructions: list[LogEntry]
    made_at: datetime


@dataclass(frozen=True, slots=True)
class SpecialReports:
    """Creates special reports."""

    records: MatterRecords
    hotspots: Hotspots
    cases: CaseStore
    directory: Callable[[], Directory]
    book: Callable[[], RuleBook]
    clock: Clock

    def of(self, wanted: SpecialReportRequest) -> SpecialReport:
        """Create the report on a subject.

        Raises:
            InvalidFieldsError: if the subject is missing or malformed.
            NotFoundError: if there is no such hotspot, or there are no cases on the matter.
        """
        self._check(wanted)
        hotspot = self.hotspots.get(wanted.number) if wanted.number else None
        scope = self._scope(wanted, hotspot)
        counts = self.records.counts(scope)
        if not counts.cases:
            raise NotFoundError("这个范围里没有来电")
        cases = list(self.cases.readable([number_of(one) for one in self.records.newest(scope, _READ)]).values())
        speaking = [case for case in cases if not case.is_protected]
        by_district, by_matter = self.records.by("district", scope), self.records.by("matter", scope)
        dangers = count_dangers(cases)
        # A hotspot of one danger is about nothing else.
        danger = f"{next(iter(dangers))}险情" if hotspot and [*dangers.values()] == [len(cases)] else ""
        return SpecialReport(
            title=wanted.title.strip()
            or _title(scope, hotspot, by_district, counts, danger, asks=bool(wanted.question.strip())),
            question=wanted.question.strip(),
            proposal=wanted.proposal.strip(),
            scope=scope,
            hotspot=hotspot,
            counts=counts,
            by_lead=self.records.by_lead(scope),
            by_matter=by_matter,
            by_district=by_district,
            request_types=_request_types(cases),
            by_day=self.records.by_day(scope),
            dangers=dangers,
            spoken=sum_up(speaking, [name for name, _ in by_matter.most_common(PLACES)], self.book()),
            phrases=common_phrases(brief_texts(speaking)),
            quotation=quote_one(speaking, by_matter, f"{wanted.title}{wanted.question}", self.book()),
            replied=_latest_replies(speaking),
            instructions=self._instructions(cases),
            made_at=self.clock(),
        )

    def _scope(self, wanted: SpecialReportRequest, hotspot: Hotspot | None) -> Scope:
        if hotspot:
            first, last = (local_day(moment) for moment in (hotspot.first_at, hotspot.last_at))
            return Scope(first, last, parse_number(hotspot.number))
        days = days_of(wanted.first_day, wanted.last_day, "scope.")
        directory = self.directory()
        district = directory.find_district(wanted.district) if wanted.district else None
        return Scope(
            first=days.first,
            # Days that have not begun say nothing.
            last=max(days.first, min(days.last, local_day(self.clock()))),
            category=wanted.category,
            matter=wanted.matter,
            district=district or "",
            district_names=directory.names_of(district) if district else (),
        )

    def _check(self, wanted: SpecialReportRequest) -> None:
        check_remark(wanted.question, "question")
        check_remark(wanted.proposal, "proposal")
        violations = []
        if not any([wanted.number, wanted.category, wanted.matter, wanted.district]):
            violations.append(FieldViolation("scope", "要说明专报什么：热点号，或分类、事项、区县中至少一项"))
        lexicon = self.book().lexicon
        matters = {matter.name for category in lexicon.categories for matter in category.matters}
        if wanted.matter and wanted.matter not in matters:
            violations.append(FieldViolation("scope.matter", f"规则库里没有事项“{wanted.matter}”"))
        if wanted.category and wanted.category not in {category.name for category in lexicon.categories}:
            violations.append(FieldViolation("scope.category", f"规则库里没有分类“{wanted.category}”"))
        if wanted.district and self.directory().find_district(wanted.district) is None:
            violations.append(FieldViolation("scope.district", f"目录里没有区县“{wanted.district}”"))
        if len(wanted.title) > NAME_LIMIT:
            violations.append(FieldViolation("title", f"上限是 {NAME_LIMIT} 个字"))
        if violations:
            raise InvalidFieldsError(violations)

    def _instructions(self, cases: list[Case]) -> list[LogEntry]:
        found: dict[str, LogEntry] = {}
        for case in cases:
            for entry in self.cases.log(case.number):
                if entry.act in _INSTRUCTING and _says_something(entry.reason):
                    found.setdefault(entry.reason, entry)
        return sorted(found.values(), key=lambda entry: entry.at, reverse=True)[:INSTRUCTIONS]


def _says_something(text: str) -> bool:
    return text.strip(" 。！，.!") not in _READ_ONLY


def _request_types(cases: Sequence[Case]) -> list[str]:
    found = Counter(str(case.decision.facts.get(REQUEST_TYPE, "")) for case in cases)
    del found[""]
    return [kind for kind, _ in found.most_common(_REQUEST_TYPES)]


def _latest_replies(cases: Sequence[Case]) -> list[Case]:
    """Return the first case of each lead with a reply, and of those with the same words only the first."""
    leads: dict[str, Case] = {}
    words: dict[str, Case] = {}
    for case in cases:
        reply = case.lead_reply
        if reply is None or reply.state is AssignmentState.RETURNED or not _says_something(reply.reply):
            continue
        if reply.department not in leads:
            leads[reply.department] = case
            words.setdefault(reply.reply, case)
    return list(words.values())[:REPLIES]


def _title(
    scope: Scope, hotspot: Hotspot | None, by_district: Counter[str], counts: MatterCounts, danger: str, *, asks: bool
) -> str:
    """Compose a title of the place, the matter, how many people speak of it, and whether leaders are asked.

    A paper that proposes and leaves room for an instruction is no report 报告, which may ask for nothing.
    """
    place, matter = (hotspot.place, hotspot.matter) if hotspot else (scope.district, scope.matter or scope.category)
    if not place and counts.cases in by_district.values():
        (place,) = by_district
    if hotspot and not place and by_district:
        place = f"{by_district.most_common(1)[0][0]}等地"
    about = f"{place}{danger}" if danger else f"{place}{matter}问题情况" if matter else f"{place}群众诉求情况"
    return f"关于 {counts.people} 人反映{about}的{'请示' if asks else '专报'}"


def buckets(by_day: list[int], first: date, most: int = 31) -> tuple[list[date], list[int]]:
    """Merge days into at most ``most`` buckets; return the first day and the number of cases of each."""
    size = max(1, -(-len(by_day) // most))
    begins = range(0, len(by_day), size)
    return [first + timedelta(days=begin) for begin in begins], [sum(by_day[at : at + size]) for at in begins]
