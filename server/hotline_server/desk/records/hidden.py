"""Parts of a case with what tells who called hidden in each of their texts."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from enum import Enum, auto

from hotline_server.domain.amendments import (
    ADDRESS,
    CONTENT,
    LATITUDE,
    LONGITUDE,
    NAME,
    ORGANISATION,
    PHONE,
    SUBJECT,
    Amendment,
    hide_fields,
)
from hotline_server.domain.assignment import Assignment
from hotline_server.domain.call import Call
from hotline_server.domain.case import Case
from hotline_server.domain.end_proposal import EndProposal
from hotline_server.domain.handover import Handover
from hotline_server.domain.leader_question import LeaderQuestion
from hotline_server.domain.log import LogEntry
from hotline_server.domain.open_question import OpenQuestion
from hotline_server.domain.personal_data import mask_name, mask_phone
from hotline_server.domain.proposed_decision import ProposedDecision
from hotline_server.domain.referral import Referral
from hotline_server.rulebook.decision import Decision
from hotline_server.text.location import Location

Hide = Callable[[str], str]
"""Removes from a text what tells who called."""


class Withheld(Enum):
    """What is kept from a viewer of a case whose caller is protected."""

    NOTHING = auto()
    PERSON = auto()
    PERSON_AND_PLACE = auto()


_WITHHELD_FIELDS = {
    Withheld.NOTHING: (),
    Withheld.PERSON: (NAME, ORGANISATION, PHONE),
    Withheld.PERSON_AND_PLACE: (NAME, ORGANISATION, PHONE, ADDRESS, LATITUDE, LONGITUDE),
}


def call(one: Call, hide: Hide, withheld: Withheld) -> Call:
    """Return a call without its caller's identity, and without what tells it if that is withheld."""
    subject, content = hide(one.subject), hide(one.content)
    if withheld is not Withheld.NOTHING:
        is_told = withheld is Withheld.PERSON
        return replace(
            one, subject=subject, content=content, name="", organisation="", phone="", operator="",
            address=hide(one.address) if is_told else "", telephony_call_id="", recording="",
            coordinates=one.coordinates if is_told else None,
        )  # fmt: skip
    return replace(
        one,
        subject=subject,
        content=content,
        address=hide(one.address),
        recording=hide(one.recording),
        name=mask_name(one.name),
        phone=mask_phone(one.phone),
    )


def location(one: Location) -> Location:
    """Return no more than the place, for a viewer who may not know who called."""
    return replace(one, detail="", latitude=None, longitude=None)


def handover(one: Handover, hide: Hide) -> Handover:
    """Return a hand-over with its texts hidden."""
    return replace(
        one,
        reason=hide(one.reason),
        told=hide(one.told),
        refusal=hide(one.refusal),
        result=hide(one.result),
    )


def amendments(case: Case, hide: Hide, withheld: Withheld) -> tuple[Amendment, ...]:
    """Return the amendments of the call of a case with the fields hidden that may tell who called."""
    fields = _hidden_fields(hide, _WITHHELD_FIELDS[withheld])
    return tuple(hide_fields(one, fields) for one in case.amendments)


def _hidden_fields(hide: Hide, withheld: Iterable[str]) -> dict[str, Hide]:
    """Return how each field of an amendment that may tell who called is hidden."""
    texts = dict.fromkeys((SUBJECT, CONTENT, ADDRESS), hide)
    return {**texts, NAME: mask_name, PHONE: mask_phone, **dict.fromkeys(withheld, _nothing)}


def _nothing(_: str) -> str:
    return ""


def proposed(one: ProposedDecision | None, hide: Hide) -> ProposedDecision | None:
    """Return a proposed decision with its texts hidden."""
    return replace(one, decision=decision(one.decision, hide)) if one else None


def assignment(one: Assignment, hide: Hide) -> Assignment:
    """Return an assignment with its texts hidden."""
    if not one.reply and not one.extension_reason:
        return one
    return replace(one, reply=hide(one.reply), extension_reason=hide(one.extension_reason))


def decision(one: Decision, hide: Hide) -> Decision:
    """Return a decision with its texts hidden."""
    suggestions = (replace(office, words=tuple(map(hide, office.words))) for office in one.suggestions)
    return replace(one, reasons=tuple(map(hide, one.reasons)), suggestions=tuple(suggestions))


def leader_question(one: LeaderQuestion | None, hide: Hide) -> LeaderQuestion | None:
    """Return a question to a leader with its texts hidden."""
    if one is None:
        return None
    return replace(one, asked=tuple(replace(said, words=hide(said.words)) for said in one.asked))


def end_proposal(one: EndProposal | None, hide: Hide) -> EndProposal | None:
    """Return a proposed end with its texts hidden."""
    return replace(one, grounds=hide(one.grounds)) if one else None


def referral(one: Referral | None, hide: Hide) -> Referral | None:
    """Return the follow-up of a referral with its texts hidden."""
    return replace(one, result=hide(one.result)) if one else None


def question(one: OpenQuestion | None, hide: Hide) -> OpenQuestion | None:
    """Return an open question about a danger with its texts hidden."""
    if one is None:
        return None
    return replace(one, evidence={kind: hide(words) for kind, words in one.evidence.items()})


def entry(one: LogEntry, hide: Hide) -> LogEntry:
    """Return a log entry with its texts hidden."""
    details = {name: hide(text) for name, text in one.details.items()}
    return replace(one, reason=hide(one.reason), details=details)
