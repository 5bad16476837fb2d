"""Closed cases to learn a reader from, read in batches, and the emergencies that were confirmed."""

import json
from collections.abc import Iterator
from dataclasses import dataclass

import structlog
from peewee import Database

from hotline_server.domain.case import is_protected
from hotline_server.domain.lifecycle.act import Act
from hotline_server.domain.lifecycle.state import AssignmentState, CaseState
from hotline_server.domain.numbering import number_of
from hotline_server.domain.parties import Role
from hotline_server.domain.proposals import DeclineReason
from hotline_server.rulebook.decision import Outcome
from hotline_server.rulebook.simulated import PastCall
from hotline_server.security.keyring import UnsealError
from hotline_server.store.cases.callers import Callers
from hotline_server.store.engine.sql import execute

BATCH = 500
_log = structlog.get_logger()
_CLOSED = ", ".join(repr(state.name) for state in CaseState if state.is_answered)
# Acts by which a person, not the rule book, names the kind of a danger.
_NAMING = f"{Act.ANSWER_ASK_BACK.name!r}, {Act.RAISE_EMERGENCY.name!r}"
# As the details of an act that names none are kept.
_NO_KIND = '\'"kind":""\''
_VERIFIED = f"{Act.CONFIRM_EMERGENCY.name!r}, {Act.DISMISS_EMERGENCY.name!r}"
_CASES = f"""
SELECT c.id, c.lead, c.matter, c.caller_index, k.caller, k.subject, k.content, k.request_type, k.confidential, d.facts,
  d.outcome,
  (SELECT l.act FROM log_entry l WHERE l.case_id = c.id AND l.act IN ({_VERIFIED}) ORDER BY l.sequence DESC LIMIT 1),
  (SELECT l.details FROM log_entry l WHERE l.case_id = c.id AND l.act IN ({_NAMING})
    AND l.role <> '{Role.RULE_BOOK.name}' AND REPLACE(l.details, {_NO_KIND}, '') = l.details
    ORDER BY l.sequence DESC LIMIT 1),
  (SELECT COUNT(*) FROM assignment a WHERE a.case_id = c.id AND a.leads AND a.department <> c.lead),
  (SELECT COUNT(*) FROM assignment a WHERE a.case_id = c.id AND a.leads AND a.department = c.lead
    AND a.state IN ('{AssignmentState.REPLIED.name}', '{AssignmentState.DONE.name}')),
  (SELECT CASE WHEN j.reason = '{DeclineReason.OUT_OF_DATE.name}' THEN NULL ELSE j.policy END FROM judgement j
    WHERE j.case_id = c.id ORDER BY j.version DESC LIMIT 1)
FROM hotline_case c JOIN call k ON k.case_id = c.id JOIN decision d ON d.case_id = c.id AND d.version = (
  SELECT MAX(e.version) FROM decision e WHERE e.case_id = c.id)
WHERE c.state IN ({_CLOSED}) AND c.id < {{before}} AND NOT c.erased
  AND NOT EXISTS (SELECT 1 FROM log_entry l WHERE l.case_id = c.id AND l.act = '{Act.JOIN_INTO.name}')
ORDER BY c.id DESC LIMIT {BATCH}
"""
# Names both acts, as the index does, since SQLite would not use it otherwise.
_EMERGENCIES = f"""
SELECT c.id, k.subject, k.content, k.request_type, d.facts
FROM hotline_case c JOIN call k ON k.case_id = c.id JOIN decision d ON d.case_id = c.id AND d.version = (
  SELECT MAX(e.version) FROM decision e WHERE e.case_id = c.id)
WHERE c.id IN (SELECT l.case_id FROM log_entry l WHERE l.act IN ({_VERIFIED})
  AND l.act = '{Act.CONFIRM_EMERGENCY.name}' AND l.case_id < {{before}} ORDER BY l.case_id DESC LIMIT {BATCH})
ORDER BY c.id DESC
"""
_LATEST = 2**62


@dataclass(frozen=True, slots=True)
class ClosedCase:
    """Closed case with what came of it.

    Attributes:
        text: subject and content, as they were said.
        name, phone: of the caller.
        caller: keyed hash of the caller's phone number; empty without one.
        request_type: as recorded by the operator; empty if nobody chose one.
        matter: empty unless the department that was first assigned by it also replied.
        lead: department that led to the end and replied; empty if none did.
        danger: kind of danger of a confirmed emergency as a person named it; empty if nobody did.
        emergency: whether it was confirmed as an emergency; ``None`` if it was raised as one and never verified.
        policy: policy that the caller was told; empty if a person found that none answers, ``None`` if nobody judged.
    """

    number: str
    text: str
    name: str
    phone: str
    caller: str
    request_type: str
    matter: str
    lead: str
    danger: str
    emergency: bool | None
    policy: str | None


@dataclass(frozen=True, slots=True)
class Experience:
    """Queries for what the city's own cases teach."""

    database: Database
    callers: Callers

    def closed(self) -> Iterator[ClosedCase]:
        """Yield the closed cases, latest first, without those of protected or erased callers.

        Cases that were joined into another are left out: what came of them is kept with the other.
        """
        before = _LATEST
        while rows := execute(self.database, _CASES.format(before=before)):
            for row in rows:
                try:
                    case = self._closed(*row)
                except (UnsealError, ValueError, KeyError) as error:
                    # One broken case must not keep the others from teaching.
                    _log.warning("case left out of learning", case=number_of(row[0]), reason=type(error).__name__)
                    continue
                if case:
                    yield case
            before = rows[-1][0]

    def emergencies(self) -> Iterator[PastCall]:
        """Yield the calls that were confirmed as emergencies, latest first."""
        before = _LATEST
        while rows := execute(self.database, _EMERGENCIES.format(before=before)):
            for case_id, subject, content, request_type, facts in rows:
                if content:
                    known = {name: tuple(v) if isinstance(v, list) else v for name, v in json.loads(facts).items()}
                    yield PastCall(number_of(case_id), subject, content, request_type, known)
            before = rows[-1][0]

    def _closed(
        self, case_id: int, lead: str, matter: str, caller: str, sealed: str, subject: str, content: str,
        request_type: str, confidential: int, facts: str, outcome: str, verified: str | None, named: str | None,
        others: int, replied: int, policy: str | None,
    ) -> ClosedCase | None:  # fmt: skip
        known = json.loads(facts)
        if not content or is_protected(bool(confidential), request_type, known):
            return None
        identity = self.callers.unseal(sealed, case_id)
        emergency = verified == Act.CONFIRM_EMERGENCY.name if verified else False
        return ClosedCase(
            number=number_of(case_id),
            text="\n".join(filter(None, (subject, content))),
            name=identity["name"],
            phone=identity["phone"],
            caller=caller,
            request_type=request_type,
            matter=matter if replied and not others else "",
            lead=lead if replied else "",
            danger=json.loads(named).get("kind", "") if emergency and named else "",
            emergency=None if outcome == Outcome.EMERGENCY.name and not verified else emergency,
            policy=policy,
        )
