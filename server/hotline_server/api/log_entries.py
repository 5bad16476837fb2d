"""Conversion of log entries of cases."""

from collections.abc import Mapping, Sequence

from hotline.v1 import case_pb2

from hotline_server.api import wording
from hotline_server.api.fields import timestamp
from hotline_server.domain.amendments import AMENDMENT, JOINED, Amendment
from hotline_server.domain.lifecycle.act import Act
from hotline_server.domain.lifecycle.state import CaseState
from hotline_server.domain.log import LogEntry
from hotline_server.domain.parties import Role
from hotline_server.domain.survey import Survey, SurveyAnswer, parse_survey

NO_AMENDMENTS: Mapping[str, Sequence[Amendment]] = {}


def entry_message(entry: LogEntry, amendments: Mapping[str, Sequence[Amendment]] = NO_AMENDMENTS) -> case_pb2.LogEntry:
    """Convert a log entry of a case, given the amendments of its calls by the numbers of the cases they opened."""
    act = Act[entry.act]
    return case_pb2.LogEntry(
        sequence=entry.sequence,
        at=timestamp(entry.at),
        actor=entry.actor,
        role=wording.ROLE_NUMBERS[Role[entry.role]],
        act=wording.ACT_NUMBERS[act],
        reason=entry.reason,
        from_state=_state(entry.from_state),
        to_state=_state(entry.to_state),
        department=entry.department,
        details=entry.details,
        position=entry.position,
        case_number=entry.case_number,
        survey=_survey(parse_survey(entry.details)) if act is Act.RECORD_SATISFACTION else None,
        amendment=_amendment(entry, amendments),
    )


def _amendment(entry: LogEntry, amendments: Mapping[str, Sequence[Amendment]]) -> case_pb2.Amendment | None:
    """Return the amendment that a log entry tells of; ``None`` if it tells of none, or that is erased."""
    place = int(entry.details[AMENDMENT]) if AMENDMENT in entry.details else 0
    made = amendments.get(entry.details.get(JOINED, entry.case_number), ())
    if not 0 < place <= len(made):
        return None
    return case_pb2.Amendment(
        fields=[
            case_pb2.AmendedField(path=one.path, label=one.label, before=one.before, after=one.after)
            for one in made[place - 1].fields
        ]
    )


def _survey(survey: Survey) -> case_pb2.SatisfactionSurvey:
    return case_pb2.SatisfactionSurvey(
        contact=wording.CONTACT_NUMBERS[survey.contact],
        responded=_survey_answer(survey.responded),
        resolved=_survey_answer(survey.resolved),
        satisfied=_survey_answer(survey.satisfied),
    )


def _survey_answer(answer: SurveyAnswer | None) -> case_pb2.SurveyAnswer.ValueType:
    return wording.SURVEY_ANSWER_NUMBERS[answer] if answer else case_pb2.SURVEY_ANSWER_UNSPECIFIED


def _state(name: str) -> case_pb2.CaseState.ValueType:
    return wording.STATE_NUMBERS[CaseState[name]] if name else case_pb2.CASE_STATE_UNSPECIFIED
