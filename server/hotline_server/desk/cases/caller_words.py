"""Words that callers have recorded without a person at the desk: by SMS or on the website (R8.7, R8.8)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from functools import partial

from hotline_server.desk.cases.acts import CaseActs, Context, Do
from hotline_server.desk.cases.judgements import Judgement, dissatisfaction_in
from hotline_server.desk.cases.later_words import LaterWords
from hotline_server.domain.acts.callbacks import record_satisfaction
from hotline_server.domain.acts.callers import caller_of, revoke_withdrawal, withdraw_request
from hotline_server.domain.callbacks import CallbackState, may_reopen
from hotline_server.domain.case import Case, entry_of
from hotline_server.domain.case_file import CaseFile
from hotline_server.domain.errors import UnmetConditionError
from hotline_server.domain.lifecycle.act import Act
from hotline_server.domain.lifecycle.refusals import refusal
from hotline_server.domain.lifecycle.situation import Situation
from hotline_server.domain.lifecycle.state import CaseState
from hotline_server.domain.numbering import number_of
from hotline_server.domain.parties import Actor, CallerEntry, Role
from hotline_server.domain.survey import ContactResult, Survey, SurveyAnswer, parse_survey
from hotline_server.rulebook.decision import Decision
from hotline_server.store.cases.loaded_file import LoadedFile
from hotline_server.text.phrases import CallerWish

ASKED = (CallbackState.DUE, CallbackState.UNREACHABLE)
"""States in which a caller is still to say what they think of the result."""


_SETTLED = (
    CallbackState.ASKED,
    CallbackState.DECLINED,
    CallbackState.INFORMED,
    CallbackState.EXPLAINED,
    CallbackState.EXEMPT,
)


def may_revise(caller: CallerEntry) -> bool:
    """Return whether a caller who holds the matter unresolved after all leaves it to the desk's judgement again."""
    return caller.callback in _SETTLED and caller.answered and caller.handling > 0 and not caller.withdrawn


_WITHDRAWING = (Act.WITHDRAW_REQUEST, Act.END_BY_WITHDRAWAL)
_JUDGED = (CaseState.ANSWERED, CaseState.CALLBACK_REVIEW, CaseState.CLOSED)
_SAYING = (Act.RECORD_SATISFACTION, Act.SUPPLEMENT, Act.URGE, *_WITHDRAWING)
_REVOKING = (Act.REVOKE_WITHDRAWAL,)


class Judged(Enum):
    """Outcome of a judgement."""

    RECORDED = "recorded"
    ADDED = "added"
    REPEATED = "repeated"


@dataclass(frozen=True, slots=True)
class Way:
    """Way by which callers say something: its name, and who is recorded as the actor."""

    name: str
    actor: str


@dataclass(frozen=True, slots=True)
class CallerWords:
    """Records what callers say in the case that answers them, once for each request id, which tells repetitions.

    The methods that record return what became of it, false for what had been recorded before, and raise the refusals
    of the act.
    """

    acts: CaseActs
    later_words: LaterWords

    def judge(self, way: Way, call_id: int, request_id: str, said: Judgement) -> Judged:
        """Record what a caller says of the result.

        Who says otherwise later is heard: not resolved leaves the case to the desk's judgement again, and anything
        else is added to the case, as is what somebody says whom nobody asked.

        Raises:
            UnmetConditionError: if the time is over in which it may be left to the desk again.
        """
        became, details = [Judged.REPEATED], {"request_id": request_id}

        def record(file: LoadedFile, actor: Actor, now: datetime) -> Decision | None:
            caller, before = caller_of(file, call_id), self._said_before(file.number, call_id)
            # Whoever says it again once the result was explained has not put up with that.
            explained = caller.callback is CallbackState.EXPLAINED
            repeats = before is not None and _repeats(said.survey, before) and not explained
            revises = may_revise(caller) and said.survey.is_dissatisfied and not repeats
            if revises and not may_reopen(file.reopen_by, now):
                raise UnmetConditionError(
                    "已经过了可以提出没有解决、不满意的时间，请拨打 12345 另行登记，并报原来的编号"
                )
            if caller.callback in ASKED or revises:
                record_satisfaction(file, actor, now, said.survey, way.actor, call_id, details)
                became.append(Judged.RECORDED)
            elif not repeats:
                became.append(Judged.ADDED)
                text = f"{way.name}：对办理结果{'改说' if before else '说'}{said.words}"
                return self.later_words.supplement(file, actor, now, call_id, text, details)
            return None

        self._once(way, call_id, request_id, _SAYING, record)
        return became[-1]

    def answer(self, way: Way, call_id: int, request_id: str, said: Judgement, handling: int) -> bool:
        """Record what a caller says of the result of one handling, in answer to a question, unless it is known."""
        details = {"request_id": request_id}

        def record(file: LoadedFile, actor: Actor, now: datetime) -> None:
            caller = caller_of(file, call_id)
            if caller.callback in ASKED and caller.handling == handling:
                record_satisfaction(file, actor, now, said.survey, way.actor, call_id, details)

        return self._once(way, call_id, request_id, _SAYING, record)

    def may_withdraw(self, call_id: int) -> bool:
        """Return whether a caller has not withdrawn, and still may."""
        case, entry = self._entry(call_id)
        if case is None or entry is None or entry.withdrawn:
            return False
        situation = Situation(case, Actor("", Role.SYSTEM), self.acts.clock(), caller=entry)
        return any(refusal(act, situation) is None for act in _WITHDRAWING)

    def has_withdrawn(self, call_id: int) -> bool:
        """Return whether a caller has withdrawn."""
        _, entry = self._entry(call_id)
        return entry is not None and entry.withdrawn

    def is_asked(self, call_id: int) -> bool:
        """Return whether a caller is still to say what they think of the result."""
        _, entry = self._entry(call_id)
        return entry is not None and entry.callback in ASKED

    def wishes_in(self, text: str) -> frozenset[CallerWish]:
        """Return the wishes not to be told that a caller expresses."""
        return self.later_words.book().wishes.heard_in(text)

    def has_said(self, call_id: int, request_id: str) -> bool:
        """Return whether something was recorded under a request id in the case that answers a caller."""
        return self._is_recorded(self._number(call_id), request_id, (*_SAYING, *_REVOKING))

    def withdraw(self, way: Way, call_id: int, request_id: str) -> bool:
        """Record that a caller withdraws."""
        details = {"request_id": request_id}

        def record(file: CaseFile, actor: Actor, now: datetime) -> None:
            if not caller_of(file, call_id).withdrawn:
                withdraw_request(file, actor, now, call_id, f"来电人用{way.name}撤诉", details)

        return self._once(way, call_id, request_id, _SAYING, record)

    def revoke_withdrawal(self, way: Way, call_id: int, request_id: str) -> bool:
        """Record that a caller takes a withdrawal back."""
        details = {"request_id": request_id}

        def record(file: CaseFile, actor: Actor, now: datetime) -> None:
            if caller_of(file, call_id).withdrawn:
                told = partial(self.acts.cases.is_told, file.number)
                revoke_withdrawal(file, actor, now, call_id, f"来电人用{way.name}收回撤诉", told, details)

        return self._once(way, call_id, request_id, _REVOKING, record)

    def urge(self, way: Way, call_id: int, request_id: str) -> bool:
        """Record that a caller urges."""
        details = {"request_id": request_id}

        def record(file: LoadedFile, actor: Actor, now: datetime) -> Decision | None:
            return self.later_words.urge(file, actor, now, call_id, f"来电人用{way.name}催办", details)

        return self._once(way, call_id, request_id, _SAYING, record)

    def add(self, way: Way, call_id: int, request_id: str, text: str) -> bool:
        """Record what else a caller says; that the matter is not resolved leaves it to the desk's judgement in time."""
        details = {"request_id": request_id}

        def record(file: LoadedFile, actor: Actor, now: datetime) -> Decision | None:
            caller, said = caller_of(file, call_id), dissatisfaction_in(text)
            if said and file.state in _JUDGED and may_revise(caller) and may_reopen(file.reopen_by, now):
                # First, since nothing is added to a closed case.
                record_satisfaction(file, actor, now, said.survey, way.actor, call_id, details)
            return self.later_words.supplement(file, actor, now, call_id, f"{way.name}：{text}", details)

        return self._once(way, call_id, request_id, _SAYING, record)

    def _once(self, way: Way, call_id: int, request_id: str, acts: Collection[Act], do: Do) -> bool:
        number, recorded = self._number(call_id), [False]

        def record(file: LoadedFile, actor: Actor, now: datetime) -> Decision | None:
            if self._is_recorded(number, request_id, acts):
                return None
            decision = do(file, actor, now)
            recorded.append(bool(file.notes))
            return decision

        self.acts.act_at_any_version(Context(number, "", way.actor), Role.SYSTEM, record, call_id)
        return recorded[-1]

    def _entry(self, call_id: int) -> tuple[Case | None, CallerEntry | None]:
        """Return the case that answers a call's caller, and the caller in it."""
        case = self.acts.cases.get(self._number(call_id))
        return case, entry_of(number_of(call_id), case) if case else None

    def _number(self, call_id: int) -> str:
        """Return the number of the case that answers a call's caller."""
        own = number_of(call_id)
        main = self.acts.cases.main_cases([own]).get(own)
        return main.number if main else own

    def _said_before(self, number: str, call_id: int) -> Survey | None:
        """Return what a caller who was reached said of the result last."""
        found = [
            parse_survey(entry.details)
            for entry in self.acts.cases.log(number)
            if entry.act == Act.RECORD_SATISFACTION.name and entry.details.get("call_id") == str(call_id)
        ]
        return next((one for one in reversed(found) if one.contact is ContactResult.REACHED), None)

    def _is_recorded(self, number: str, request_id: str, acts: Collection[Act]) -> bool:
        names = {act.name for act in acts}
        entries = self.acts.cases.log(number)
        return any(entry.act in names and entry.details.get("request_id") == request_id for entry in entries)


def _repeats(said: Survey, before: Survey) -> bool:
    """Return whether whoever said something of the result says nothing else now.

    A digit without 0 says of contact only what callers say who do not think of it.
    """
    told = ((said.resolved, before.resolved), (said.satisfied, before.satisfied))
    denies_contact = said.responded is SurveyAnswer.NO and before.responded is not SurveyAnswer.NO
    return not denies_contact and all(now in (then, SurveyAnswer.NOT_GIVEN) for now, then in told)
