"""Columns of what a case waits for or has been told: questions, holds, alarms, proposed ends and promises."""

from collections.abc import Mapping
from datetime import date, datetime

from hotline_server.domain.alarms import Alarm
from hotline_server.domain.end_proposal import EndProposal
from hotline_server.domain.leader_question import Asked, Hold, LeaderQuestion
from hotline_server.domain.open_question import OpenQuestion
from hotline_server.domain.promise import Promise
from hotline_server.domain.referral import Referral
from hotline_server.ground.clock import from_micros, to_micros
from hotline_server.store.cases.rows.values import dump, listed, load, optional_micros, optional_moment, sound

_OF_REFERRAL = ("limit", "reported_at", "limit_since")


def question_text(question: OpenQuestion | None) -> str:
    """Return the column of an open question; empty if there is none."""
    if question is None:
        return ""
    moments = {"asked_at": to_micros(question.asked_at), "due_at": to_micros(question.due_at)}
    texts = {"kinds": question.kinds, "evidence": question.evidence, "questions": question.questions}
    return dump(texts | moments)


def question_of(text: str) -> OpenQuestion | None:
    """Build an open question from its column."""
    if not text:
        return None
    stored = load(text)
    return sound(
        OpenQuestion(
            kinds=listed(stored["kinds"]),
            evidence=stored["evidence"],
            questions=listed(stored["questions"]),
            asked_at=from_micros(stored["asked_at"]),
            due_at=from_micros(stored["due_at"]),
        )
    )


def leader_question_text(question: LeaderQuestion | None) -> str:
    """Return the column of a question to a leader; empty if there is none."""
    if question is None:
        return ""
    return dump(
        {
            "asked_at": to_micros(question.asked_at),
            "asked": [[one.by, one.words, to_micros(one.at)] for one in question.asked],
            "reminders": question.reminders,
            "reminded_at": optional_micros(question.reminded_at),
        }
    )


def leader_question_of(text: str) -> LeaderQuestion | None:
    """Build a question to a leader from its column."""
    if not text:
        return None
    stored = load(text)
    return sound(
        LeaderQuestion(
            asked_at=from_micros(stored["asked_at"]),
            asked=tuple(sound(Asked(by, words, from_micros(at))) for by, words, at in stored["asked"]),
            reminders=stored["reminders"],
            reminded_at=optional_moment(stored["reminded_at"]),
        )
    )


def holds_of(text: str) -> tuple[Hold, ...]:
    """Build the times for which departments were told to wait from their column."""
    return tuple(Hold(from_micros(since), optional_moment(until)) for since, until in load(text))


def alarm_text(alarm: Alarm | None) -> str:
    """Return the column of the latest alarm; empty if there is none."""
    return dump([alarm.level, alarm.post, alarm.told, to_micros(alarm.at)]) if alarm else ""


def alarm_of(text: str) -> Alarm | None:
    """Build the latest alarm from its column."""
    if not text:
        return None
    level, post, told, at = load(text)
    return sound(Alarm(level, post, listed(told), from_micros(at)))


def end_proposal_text(proposal: EndProposal | None) -> str:
    """Return the column of a proposed end; empty if there is none."""
    if proposal is None:
        return ""
    moments = {"proposed_at": to_micros(proposal.proposed_at), "due_at": to_micros(proposal.due_at)}
    texts = {
        "department": proposal.department, "code": proposal.code, "grounds": proposal.grounds, "line": proposal.line,
    }  # fmt: skip
    return dump(texts | moments)


def end_proposal_of(text: str) -> EndProposal | None:
    """Build a proposed end from its column."""
    if not text:
        return None
    stored = load(text)
    return sound(
        EndProposal(
            department=stored["department"],
            code=stored["code"],
            grounds=stored["grounds"],
            proposed_at=from_micros(stored["proposed_at"]),
            due_at=from_micros(stored["due_at"]),
            line=stored.get("line", ""),
        )
    )


def promise_text(promise: Promise | None) -> str:
    """Return the column of a promise; empty for none."""
    if promise is None:
        return ""
    stored = {
        "reason": promise.reason,
        "measures": promise.measures,
        "owner": promise.owner,
        "promised_on": promise.promised_on.isoformat(),
        "reviews": [day.isoformat() for day in promise.reviews],
        "asked_at": to_micros(promise.asked_at),
        "agreed": promise.agreed,
        "told": promise.told,
        "decide_by": optional_micros(promise.decide_by),
        "reviewed_at": optional_micros(promise.reviewed_at),
        "asked_by": promise.asked_by,
    }
    return dump(stored)


def promise_of(text: str) -> Promise | None:
    """Build a promise from its column."""
    if not text:
        return None
    stored = load(text)
    return sound(
        Promise(
            reason=stored["reason"],
            measures=stored["measures"],
            owner=stored["owner"],
            promised_on=date.fromisoformat(stored["promised_on"]),
            reviews=tuple(map(date.fromisoformat, stored["reviews"])),
            asked_at=from_micros(stored["asked_at"]),
            agreed=stored["agreed"],
            told=listed(stored["told"]),
            # Asked for before schema version 14, it is due at once.
            decide_by=optional_moment(stored.get("decide_by", None if stored["agreed"] else stored["asked_at"])),
            reviewed_at=optional_moment(stored.get("reviewed_at")),
            # Before schema version 16, only who was to keep it was stored.
            asked_by=stored.get("asked_by", "" if stored["agreed"] else stored["owner"]),
        )
    )


def referral_text(referral: Referral | None) -> str:
    """Return the column of the follow-up of a referral; empty for none."""
    if referral is None:
        return ""
    moments = {name: optional_micros(getattr(referral, name)) for name in _OF_REFERRAL}
    others = {name: getattr(referral, name) for name in ("supervisions", "result", "steps_aside")}
    return dump(others | moments)


def referral_of(text: str) -> Referral | None:
    """Build the follow-up of a referral from its column."""
    if not text:
        return None
    stored = load(text)
    moments = {name: optional_moment(stored.get(name)) for name in _OF_REFERRAL}
    return sound(Referral(**stored | moments))


def reminders_text(reminders: Mapping[str, datetime]) -> str:
    """Return the column of when somebody was reminded last of what; empty if nobody was."""
    return dump({name: to_micros(at) for name, at in reminders.items()}) if reminders else ""


def reminders_of(text: str) -> dict[str, datetime]:
    """Build from their column when somebody was reminded last of what."""
    return {name: from_micros(at) for name, at in load(text).items()} if text else {}
