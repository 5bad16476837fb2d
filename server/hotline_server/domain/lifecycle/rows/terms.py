"""Terms that the rows share: states, roles, and guards that go together."""

from hotline_server.domain.lifecycle.guards import assignments, recusal, triage
from hotline_server.domain.lifecycle.state import CaseState
from hotline_server.domain.lifecycle.transition import Transition
from hotline_server.domain.parties import Role

S = CaseState
Rows = tuple[Transition[CaseState], ...]
RULES, OPERATOR, DESK, DEPARTMENT, LEADER, SYSTEM, LINE = (
    (role,)
    for role in (
        Role.RULE_BOOK, Role.OPERATOR, Role.DESK, Role.DEPARTMENT, Role.LEADER, Role.SYSTEM, Role.LINE,
    )
)  # fmt: skip
WITH_DEPARTMENTS = (S.ASSIGNED, S.IN_PROGRESS, S.RESPONDING, S.REWORKING, S.SUSPENDED, S.DISPUTED)
BEFORE_THE_ANSWER = (
    S.REGISTERED, S.REFERRED, S.HANDED_OVER, S.AWAITING_INSTRUCTION, S.VERIFYING, *WITH_DEPARTMENTS, S.REPLIED,
    S.RESOLVED,
)  # fmt: skip
BEFORE_THE_DANGER = tuple(state for state in BEFORE_THE_ANSWER if state not in (S.VERIFYING, S.RESPONDING))
ANSWERED = (S.ANSWERED, S.CALLBACK_REVIEW)
# Some callers may still wait while the desk judges what another is dissatisfied with.
BEFORE_ALL_ARE_DONE = (*BEFORE_THE_ANSWER, S.CALLBACK_REVIEW)
OPEN = (*BEFORE_THE_ANSWER, *ANSWERED)
NO_QUESTION = (triage.NO_OPEN_QUESTION,)
NOBODY_STEPS_ASIDE = (recusal.NOBODY_STEPS_ASIDE,)
JUDGED = (triage.NO_DECISION_PROPOSED,)
UNSEALED = (*OPEN, S.CLOSED)
LEADS, COHANDLES = (assignments.LEADS,), (assignments.COHANDLES,)
GIVEN, DELEGATED = (assignments.GIVEN_BY_DESK,), (assignments.DELEGATED,)
