"""Repeat calls: similar cases, and joining them 并单."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from hotline_server.desk.cases.acts import CaseActs, Context, check_context
from hotline_server.desk.cases.decisions import read_later_words
from hotline_server.desk.cases.later_accusations import put_before_desk
from hotline_server.desk.cases.queries import CaseQueries
from hotline_server.desk.cases.registration import follow
from hotline_server.domain.acts import amendments, joins, recusal, triage
from hotline_server.domain.case import Case
from hotline_server.domain.case_query import CaseQuery
from hotline_server.domain.errors import FieldViolation, InvalidFieldsError, NotFoundError
from hotline_server.domain.lifecycle.act import Act
from hotline_server.domain.lifecycle.state import CaseState
from hotline_server.domain.log import LogEntry
from hotline_server.domain.numbering import NOT_A_NUMBER, is_number, parse_number
from hotline_server.domain.parties import Actor, Role
from hotline_server.domain.phone import subscriber
from hotline_server.domain.recusal import recusal_in
from hotline_server.domain.texts import check_text
from hotline_server.ground.clock import local_day
from hotline_server.rulebook.book import RuleBook
from hotline_server.rulebook.decision import Decision, Outcome
from hotline_server.rulebook.facts import ACCUSED, ACCUSED_LATER, LIFTED, FactValue, items
from hotline_server.rulebook.mentions import units_meant
from hotline_server.rulebook.recusal import Recusal
from hotline_server.store.cases.changes import Change
from hotline_server.store.cases.loaded_file import LoadedFile
from hotline_server.text.similarity import bigram_similarity

WINDOW = timedelta(days=30)
CANDIDATES = 200
SHOWN = 10


@dataclass(frozen=True, slots=True)
class Similar:
    """Case that may be about the same matter, with the reason."""

    case: Case
    reason: str
    likeness: float


@dataclass(frozen=True, slots=True)
class Joins:
    """Search for similar cases, and joining and separating of cases."""

    acts: CaseActs
    queries: CaseQueries
    book: Callable[[], RuleBook]

    def similar(self, number: str, now: datetime) -> list[Similar]:
        """Return open cases of the last 30 days that may be about the same matter, most similar first.

        Raises:
            InvalidFieldsError: if the case number is malformed.
            NotFoundError: if there is no such case.
        """
        case = self.queries.get(number)
        found: dict[str, Similar] = {}
        for other, reason, weight in self._candidates(case, now - WINDOW):
            if other.number == number or other.state.is_answered or other.number in found:
                continue
            likeness = weight + bigram_similarity(case.call.content, other.call.content)
            found[other.number] = Similar(other, reason, likeness)
        return sorted(found.values(), key=lambda similar: -similar.likeness)[:SHOWN]

    def _candidates(self, case: Case, since: datetime) -> Iterator[tuple[Case, str, float]]:
        cases = self.acts.cases
        if subscriber(case.call.phone):
            query = CaseQuery(phone=case.call.phone, registered_from=since, limit=CANDIDATES)
            for other in cases.find(query):
                if other.matter == case.matter:
                    yield other, f"同一号码，同是“{case.matter or '未分事项'}”", 1.0
        if case.district and case.matter:
            query = CaseQuery(district=case.district, matter=case.matter, registered_from=since, limit=CANDIDATES)
            for other in cases.find(query):
                share = bigram_similarity(case.call.content, other.call.content)
                yield other, f"同在{case.district}，同是“{case.matter}”，内容相近 {share:.0%}", 0.0

    def join(self, context: Context, into_number: str, reason: str) -> Case:
        """Join a case into another in one transaction, and return the main case.

        Raises:
            InvalidFieldsError: if both are the same case, the reason is missing, or the case to be joined accuses
                whoever handles the other.
            NotFoundError: if one of them does not exist.
            StaleError: if the case to be joined changed since it was read.
            IllegalActError: if the state of one of them does not allow joining.
        """
        check_context(context)
        violations = []
        if context.number == into_number:
            violations.append(FieldViolation("into_number", "不能并入自己"))
        if not is_number(into_number):
            violations.append(FieldViolation("into_number", NOT_A_NUMBER))
        if violations:
            raise InvalidFieldsError(violations)
        check_text(reason, "reason")
        acts = self.acts
        actor = Actor(context.actor.strip(), Role.DESK)

        def job() -> Case:
            now = acts.clock()
            joined, main = self._load(context, into_number)
            main.check_act(Act.JOIN, actor, now)
            # Whoever handles the main case learns of the joined one.
            recusal.check_recusal(joined, amendments.handlers_of(main), "into_number")
            moving = list(joined.callers)
            was_proposed, crews = joined.awaits_confirmation, joins.crews_of(joined)
            directed = acts.named_by_leader(main) if main.state is CaseState.VERIFYING else ()
            if joined.is_emergency and main.is_emergency and main.state.faces_danger:
                joins.share_handovers(joined, main, actor, now, reason)
            joins.join_into(joined, actor, now, reason, into_number, main)
            for caller in moving:
                joins.join(main, actor, now, reason, caller, context.number)
            joins.share_dispatch(joined, main, crews, actor, now, reason, directed)
            _judge_who_had(main, joined.recused, now)
            decision = acts.revised(joined) if was_proposed else None
            acts.consider(main, None, now)
            acts.files.save_all([Change(joined, now, decision), Change(main, now)])
            return main.case

        return acts.writer.write(job)

    def _load(self, context: Context, into_number: str) -> tuple[LoadedFile, LoadedFile]:
        """Load a case at the version that was read, and that which it is to be joined into."""
        files = self.acts.files.load_all([context.number, into_number])
        missing = [number for number in (context.number, into_number) if number not in files]
        if missing:
            raise NotFoundError(f"没有工单 {missing[0]}")
        self.acts.files.check_version(files[context.number], context.etag)
        return files[context.number], files[into_number]

    def separate(self, context: Context, reason: str) -> Case:
        """Separate a case from that into which it was joined, in one transaction, and return it alive again.

        Its callers, and those of cases joined into it, are its own again, whatever they were told meanwhile.

        Raises:
            InvalidFieldsError: if the reason is missing.
            NotFoundError: if there is no such case.
            StaleError: if it changed since it was read.
            IllegalActError, UnmetConditionError: if it was not joined into another, or is archived.
        """
        check_context(context)
        check_text(reason, "reason")
        acts = self.acts
        actor = Actor(context.actor.strip(), Role.DESK)

        def job() -> Case:
            now = acts.clock()
            separated = acts.files.load(context.number, context.etag)
            if separated is None:
                raise NotFoundError(f"没有工单 {context.number}")
            main = acts.files.load_main(separated)
            mine = _calls_of(context.number, main.case.joined) if main else ()
            callers = [caller for caller in main.callers if caller.call_id in mine] if main else []
            said = _said_in(acts.cases.log(main.number), context.number, mine) if main else []
            joins.separate(separated, actor, now, reason, callers, main.number if main else "")
            facts = self._accuse(separated, main.case, said, now) if main else {}
            joins.take_along(separated, now, said, main.number if main else "")
            changes = [Change(separated, now, self._decided_anew(separated, facts, now))]
            if main:
                call_ids = [caller.call_id for caller in callers]
                joins.separate_from(main, actor, now, reason, call_ids, said, context.number)
                changes.append(Change(main, now))
            acts.files.save_all(changes)
            return separated.case

        return acts.writer.write(job)

    def _accuse(
        self, separated: LoadedFile, main: Case, said: Sequence[LogEntry], now: datetime
    ) -> Mapping[str, FactValue]:
        """Recuse in a separated case the units that its callers accused while it was joined into another (R8.3).

        Returns:
            The facts of its decision that change by it.
        """
        book, case = self.book(), separated.case
        words = read_later_words(book, "\n".join(one.reason for one in said), local_day(now))
        facts, lifted = main.decision.facts, items(main.decision.facts, LIFTED)
        known = (*items(facts, ACCUSED_LATER), *main.accused, *main.lifted)
        meant = [one for one in units_meant(book.names, words.accused_units, main.district) if one in known]
        if not meant:
            return {}
        own = case.decision.facts
        added: dict[str, FactValue] = {
            name: tuple(dict.fromkeys((*items(own, name), *units)))
            for name, units in (
                (ACCUSED, meant),
                (ACCUSED_LATER, meant),
                (LIFTED, [one for one in meant if one in lifted]),
            )
        }
        accusing = recusal_in(replace(case, decision=replace(case.decision, facts={**own, **added})), book.names)
        separated.recusal = lambda: accusing
        return added

    def _decided_anew(self, separated: LoadedFile, facts: Mapping[str, FactValue], now: datetime) -> Decision:
        """Return the decision on a case that lives again: the desk's to take, but for a danger, verified at once.

        Whether the danger of the other case was this one's as well, nobody knows yet (R2.6). What its callers said
        while the other had them counts.

        Args:
            separated: the case.
            facts: facts that change by what they said.
            now: current time, UTC.
        """
        before = separated.case.decision
        before = replace(before, facts={**before.facts, **facts})
        if before.outcome is not Outcome.EMERGENCY:
            return replace(self.acts.revised(separated), facts=before.facts)
        triage.decide(separated, before)
        follow(self.book(), separated, before, now, attended=False)
        return before


def _calls_of(number: str, joined: Sequence[Case]) -> set[int]:
    """Return the ids of the calls that a case answered before it was joined into another.

    Args:
        number: number of the case.
        joined: cases joined into the other, directly or with the case.
    """
    mine = {number}
    while more := {one.number for one in joined if one.joined_into in mine} - mine:
        mine |= more
    return set(map(parse_number, mine))


def _said_in(log: Sequence[LogEntry], number: str, call_ids: Collection[int]) -> list[LogEntry]:
    """Return the entries about calls since the case with them was joined into the one that has the log."""
    joined = (place for place, one in enumerate(log) if one.act == Act.JOIN.name and one.details["joined"] == number)
    since, ids = max(joined, default=0), set(map(str, call_ids))
    return [one for one in log[since:] if one.details.get("call_id") in ids]


def _judge_who_had(main: LoadedFile, joining: Recusal, now: datetime) -> None:
    """Let the desk judge the result of a case that is done with whoever the calls joined into it accuse (R8.3)."""
    if any(joining.bars(main.current(one.department)) for one in main.assignments):
        accused = [name for name in joining.accused if name not in main.accused]
        everybody = main.recusal().joined_with((joining,))
        main.recusal = lambda: everybody
        put_before_desk(main, accused, now)
