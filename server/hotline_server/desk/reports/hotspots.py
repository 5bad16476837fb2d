"""Hotspots: listing, escalating and instructing them as a whole (R2.4, R5.1)."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from hotline_server.desk.cases.acts import CaseActs, SkippedCase
from hotline_server.desk.paging import PAGE_SIZE, page_violations, position_in, token_at
from hotline_server.domain.acts import leaders
from hotline_server.domain.case import Case
from hotline_server.domain.case_file import CaseFile
from hotline_server.domain.directory.tree import Directory
from hotline_server.domain.errors import FieldViolation, InvalidFieldsError, NotFoundError, UnmetConditionError
from hotline_server.domain.hotspots import Hotness, HotspotCase, count_daily, score_hotness
from hotline_server.domain.lifecycle.guards.guard import Guard
from hotline_server.domain.lifecycle.guards.leaders import LEADER_ASKED
from hotline_server.domain.lifecycle.refusals import first_unmet
from hotline_server.domain.lifecycle.situation import Situation
from hotline_server.domain.lifecycle.state import CaseState
from hotline_server.domain.numbering import is_number, number_of, parse_number
from hotline_server.domain.parties import Actor, Designation, Role
from hotline_server.domain.personal_data import anonymise, redact_personal_data
from hotline_server.domain.texts import check_text
from hotline_server.ground.clock import Clock, begin_of, local_day
from hotline_server.rulebook.book import RuleBook
from hotline_server.store.cases.loaded_file import LoadedFile
from hotline_server.store.figures.hotspots import HotspotStore
from hotline_server.text.similarity import common_phrases, most_typical_index

DEFAULT_LIMIT, MAX_LIMIT = 20, 100
TREND_DAYS = 14
SAMPLES = 5
# Newest cases used to describe a hotspot, and largest hotspots considered for the ranking.
_READ = 20
_LARGEST = 300
# Length of the title taken from a message without a subject, in characters.
_TITLE = 40
_UNQUOTED = "来电人都要求保密的事"
_NOBODY_ASKED = Guard(
    "没有请示待批示", lambda at: at.case.leader_question is None, lambda _: "已经在等领导批示，不用再报"
)
_NOTHING_DISPUTED = Guard(
    "没有不同意见待裁定",
    lambda at: at.case.state is not CaseState.DISPUTED,
    lambda _: "承办单位的不同意见还等领导裁定，请领导对这一件单独批示",
)
# Which cases of a hotspot an act on the whole takes; whether each allows the act, its own tables say.
_ESCALATED = (_NOBODY_ASKED,)
_INSTRUCTED = (LEADER_ASKED, _NOTHING_DISPUTED)


@dataclass(frozen=True, slots=True)
class Hotspot:
    """Hotspot at a point in time.

    Attributes:
        number: number of its first case.
        title: subject of its most typical case, without personal data.
        matter: most frequent matter of its cases; empty if none is known.
        place: most frequent district and address of its cases.
        phrases: phrases shared by most of its cases.
        cases, open_cases, awaiting: numbers of cases in all, not yet answered, and awaiting an instruction.
        daily: cases registered on each of the last 14 days.
        samples: up to five cases, none of a protected caller.
    """

    number: str
    title: str
    matter: str
    place: str
    phrases: tuple[str, ...]
    cases: int
    open_cases: int
    awaiting: int
    hotness: Hotness
    daily: tuple[int, ...]
    first_at: datetime
    last_at: datetime
    samples: tuple[Case, ...]


@dataclass(frozen=True, slots=True)
class Hotspots:
    """Queries for hotspots, and bulk acts on their cases."""

    store: HotspotStore
    acts: CaseActs
    book: Callable[[], RuleBook]
    clock: Clock

    def hottest(self, limit: int, now: datetime | None = None) -> list[Hotspot]:
        """Return the hotspots at a time, by default now, hottest first.

        Raises:
            InvalidFieldsError: if the limit is out of range.
        """
        if not 0 <= limit <= MAX_LIMIT:
            raise InvalidFieldsError([FieldViolation("limit", f"要在 0 到 {MAX_LIMIT} 之间")])
        now = now or self.clock()
        rules = self.book().hotness
        ids = self.store.largest(now - timedelta(days=rules.join_days), rules.min_people, _LARGEST)
        found = []
        for hotspot, raised in self.store.cases_of(ids, now).items():
            if raised:
                hotness = score_hotness(list(raised.values()), rules, now)
                if hotness.people >= rules.min_people:
                    found.append((hotspot, raised, hotness))
        found.sort(key=lambda one: (-one[2].score, one[0]))
        return [self._described(*one, now) for one in found[: limit or DEFAULT_LIMIT]]

    def get(self, number: str) -> Hotspot:
        """Return a hotspot by its number or by the number of one of its cases.

        Raises:
            InvalidFieldsError: if the number is malformed.
            NotFoundError: if no other case is about the same.
        """
        hotspot = self._hotspot(number)
        now = self.clock()
        raised = self.store.cases_of([hotspot])[hotspot]
        return self._described(hotspot, raised, score_hotness(list(raised.values()), self.book().hotness, now), now)

    def cases(self, number: str, page_size: int, page_token: str) -> tuple[list[Case], str]:
        """Return a page of a hotspot's cases, newest first, and the token of the next page, empty on the last.

        Raises:
            InvalidFieldsError, NotFoundError: as for ``get``, and if the page size or token is invalid.
        """
        violations = page_violations(page_size)
        if violations:
            raise InvalidFieldsError(violations)
        hotspot, size = self._hotspot(number), page_size or PAGE_SIZE
        before = position_in(page_token, hotspot)
        ids = [
            one
            for one in sorted(self.store.cases_of([hotspot])[hotspot], reverse=True)
            if before is None or one < before
        ]
        token = token_at(ids[size - 1], hotspot) if len(ids) > size else ""
        cases = self.acts.cases.readable([number_of(one) for one in ids[:size]])
        return list(cases.values()), token

    def escalate(self, number: str, actor: str, reason: str, question: str) -> tuple[list[str], list[SkippedCase]]:
        """Escalate all eligible cases of a hotspot to a leader with one question (R2.4).

        Returns:
            Numbers of the escalated cases, and the skipped cases.

        Raises:
            InvalidFieldsError, NotFoundError: as for ``get``, and if the reason is missing.
        """
        _check(actor, reason, "reason")
        check_text(question, "question")
        numbers = self._numbers(number)
        reason = f"{reason}（热点 {numbers[0]}，共 {len(numbers)} 件）"

        def escalate(file: CaseFile, actor: Actor, now: datetime) -> None:
            _take(_ESCALATED, file, actor, now)
            leaders.escalate(file, actor, now, reason, question)

        return self.acts.act_on_each(numbers, Actor(actor, Role.DESK), escalate)

    def instruct(
        self, number: str, actor: str, instruction: str, wanted: Designation
    ) -> tuple[list[str], list[SkippedCase]]:
        """Carry out a leader's instruction for all cases of a hotspot that await one (R2.4).

        Returns:
            Numbers of the instructed cases, and the skipped cases.

        Raises:
            InvalidFieldsError, NotFoundError: as for ``get``, and if the instruction is missing or a department
                unknown.
        """
        _check(actor, instruction, "instruction")
        self.acts.check_named(wanted)

        def instruct(file: LoadedFile, actor: Actor, now: datetime) -> None:
            _take(_INSTRUCTED, file, actor, now)
            designation = self.acts.permitted_designation(file, wanted) if wanted.lead else None
            leaders.instruct(file, actor, now, instruction, designation)

        return self.acts.act_on_each(self._numbers(number), Actor(actor, Role.LEADER), instruct)

    def _numbers(self, number: str) -> list[str]:
        hotspot = self._hotspot(number)
        return [number_of(case_id) for case_id in self.store.cases_of([hotspot])[hotspot]]

    def _hotspot(self, number: str) -> int:
        if not is_number(number):
            raise InvalidFieldsError(
                [FieldViolation("number", "不是热点或工单的号；号是日期加序号，如 20261124-000123")]
            )
        hotspot = self.store.hotspot_of(parse_number(number))
        if hotspot is None:
            raise NotFoundError(f"没有热点 {number}，也没有别的来电与这个工单反映同一件事")
        return hotspot

    def _described(self, hotspot: int, raised: Mapping[int, HotspotCase], hotness: Hotness, now: datetime) -> Hotspot:
        numbers = [number_of(case_id) for case_id in sorted(raised, reverse=True)[:_READ]]
        cases = list(self.acts.cases.readable(numbers).values())
        speaking = [case for case in cases if not case.is_protected]
        names, phones = [case.call.name for case in cases], [case.call.phone for case in cases]
        # Protected callers' words are never quoted; the matter serves as the title.
        words = [case.call.subject or case.call.content[:_TITLE] for case in speaking] or [_matter(cases) or _UNQUOTED]
        titles = [anonymise(text, names, phones) for text in words]
        typical = most_typical_index(titles)
        samples = [speaking[typical], *speaking] if speaking else []
        return Hotspot(
            number=number_of(hotspot),
            title=titles[typical],
            matter=_matter(cases),
            place=_place(speaking, self.acts.directory()),
            phrases=tuple(common_phrases(titles)) if speaking else (),
            cases=len(raised),
            open_cases=sum(one.is_open for one in raised.values()),
            awaiting=self.store.count_awaiting(hotspot),
            hotness=hotness,
            daily=tuple(count_daily(list(raised.values()), _days(now))),
            first_at=min(one.at for one in raised.values()),
            last_at=max(one.at for one in raised.values()),
            samples=tuple({case.number: case for case in samples}.values())[:SAMPLES],
        )


def _take(which: Sequence[Guard], file: CaseFile, actor: Actor, now: datetime) -> None:
    """Take a case of a hotspot for an act on the whole.

    Raises:
        UnmetConditionError: if it is none of those that the act takes.
    """
    if unmet := first_unmet(which, Situation(file, actor, now)):
        raise UnmetConditionError(unmet)


def _matter(cases: Sequence[Case]) -> str:
    matters = Counter(case.matter for case in cases if case.matter).most_common(1)
    return matters[0][0] if matters else ""


def _place(cases: Sequence[Case], directory: Directory) -> str:
    """Return the most frequent district and address of cases; empty without cases."""
    if not cases:
        return ""
    named = []
    for names in (
        [directory.current(case.district) for case in cases],
        [redact_personal_data(case.call.address) for case in cases],
    ):
        name, count = Counter(names).most_common(1)[0]
        if name and count * 2 > len(cases):
            named.append(name)
    return "".join(named)


def _days(now: datetime) -> list[tuple[datetime, datetime]]:
    today = begin_of(local_day(now))
    begins = [today - timedelta(days=ago) for ago in range(TREND_DAYS - 1, -1, -1)]
    return [(begin, begin + timedelta(days=1)) for begin in begins]


def _check(actor: str, text: str, field: str) -> None:
    if not actor:
        raise InvalidFieldsError([FieldViolation("actor", "不能为空")])
    check_text(text, field)
