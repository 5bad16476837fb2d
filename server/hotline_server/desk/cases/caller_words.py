"""Words that callers have recorded without a person at the desk: by SMS or on the website (R8.7, R8.8)."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from functools import partial

from hotline_server.desk.cases.acts import CaseActs, Context, Do
from hotline_server.desk.cases.later_words import LaterWords
from hotline_server.domain.acts.callbacks import record_satisfaction
from hotline_server.domain.acts.callers import caller_of, revoke_withdrawal, withdraw_request
from hotline_server.domain.callbacks import CallbackState
from hotline_server.domain.case_file import CaseFile
from hotline_server.domain.lifecycle.act import Act
from hotline_server.domain.numbering import number_of
from hotline_server.domain.parties import Actor, Role
from hotline_server.domain.survey import ContactResult, Survey, SurveyAnswer
from hotline_server.rulebook.decision import Decision
from hotline_server.store.cases.loaded_file import LoadedFile

ASKED = (CallbackState.DUE, CallbackState.UNREACHABLE)
"""States in which a caller is still to say what they think of the result."""


class Verdict(Enum):
    """What a caller says of a result; the value is the digit that stands for it."""

    SATISFIED = "1"
    DISSATISFIED = "2"
    UNRESOLVED = "3"


_SURVEYS = {
    Verdict.SATISFIED: (SurveyAnswer.YES, SurveyAnswer.YES),
    Verdict.DISSATISFIED: (SurveyAnswer.YES, SurveyAnswer.NO),
    Verdict.UNRESOLVED: (SurveyAnswer.NO, SurveyAnswer.NOT_GIVEN),
}


@dataclass(frozen=True, slots=True)
class Way:
    """Way by which callers say something: its name, and who is recorded as the actor."""

    name: str
    actor: str


@dataclass(frozen=True, slots=True)
class CallerWords:
    """Records what callers say, each thing once, in the case that answers them.

    Every method returns whether it was recorded now, false if it had been before, and raises the refusals of the act.
    """

    acts: CaseActs
    later_words: LaterWords

    def judge(self, way: Way, call_id: int, verdict: Verdict) -> bool:
        """Record what a caller says of the result; whoever was called meanwhile has said it already."""
        resolved, satisfied = _SURVEYS[verdict]
        survey = Survey(ContactResult.REACHED, SurveyAnswer.NOT_GIVEN, resolved, satisfied)
        recorded: list[bool] = []

        def record(file: CaseFile, actor: Actor, now: datetime) -> None:
            if caller_of(file, call_id).callback in ASKED:
                record_satisfaction(file, actor, now, survey, way.actor, call_id)
                recorded.append(True)

        self._act(way, call_id, record)
        return bool(recorded)

    def withdraw(self, way: Way, call_id: int) -> bool:
        """Record that a caller withdraws."""
        recorded: list[bool] = []

        def record(file: CaseFile, actor: Actor, now: datetime) -> None:
            if not caller_of(file, call_id).withdrawn:
                withdraw_request(file, actor, now, call_id, f"来电人用{way.name}撤诉")
                recorded.append(True)

        self._act(way, call_id, record)
        return bool(recorded)

    def revoke_withdrawal(self, way: Way, call_id: int) -> bool:
        """Record that a caller takes a withdrawal back."""
        recorded: list[bool] = []

        def record(file: CaseFile, actor: Actor, now: datetime) -> None:
            if caller_of(file, call_id).withdrawn:
                told = partial(self.acts.cases.is_told, file.number)
                revoke_withdrawal(file, actor, now, call_id, f"来电人用{way.name}收回撤诉", told)
                recorded.append(True)

        self._act(way, call_id, record)
        return bool(recorded)

    def urge(self, way: Way, call_id: int, request_id: str) -> bool:
        """Record that a caller urges; ``request_id`` tells repetitions."""
        details = {"request_id": request_id}

        def record(file: LoadedFile, actor: Actor, now: datetime) -> Decision | None:
            return self.later_words.urge(file, actor, now, call_id, f"来电人用{way.name}催办", details)

        return self._once(way, call_id, request_id, record)

    def add(self, way: Way, call_id: int, request_id: str, text: str) -> bool:
        """Record what else a caller says; ``request_id`` tells repetitions."""
        details = {"request_id": request_id}

        def record(file: LoadedFile, actor: Actor, now: datetime) -> Decision | None:
            return self.later_words.supplement(file, actor, now, call_id, f"{way.name}：{text}", details)

        return self._once(way, call_id, request_id, record)

    def _once(self, way: Way, call_id: int, request_id: str, do: Do) -> bool:
        number, recorded = self._number(call_id), list[bool]()

        def record(file: LoadedFile, actor: Actor, now: datetime) -> Decision | None:
            if self._is_recorded(number, request_id):
                return None
            recorded.append(True)
            return do(file, actor, now)

        self._act(way, call_id, record)
        return bool(recorded)

    def _act(self, way: Way, call_id: int, do: Do) -> None:
        self.acts.act_at_any_version(Context(self._number(call_id), "", way.actor), Role.SYSTEM, do)

    def _number(self, call_id: int) -> str:
        """Return the number of the case that answers a call's caller."""
        own = number_of(call_id)
        main = self.acts.cases.main_cases([own]).get(own)
        return main.number if main else own

    def _is_recorded(self, number: str, request_id: str) -> bool:
        acts = (Act.URGE.name, Act.SUPPLEMENT.name)
        entries = self.acts.cases.log(number)
        return any(entry.act in acts and entry.details.get("request_id") == request_id for entry in entries)
