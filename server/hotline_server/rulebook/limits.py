"""Time limits set by a rule book (R3.1 to R3.4, R4.1)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import time, timedelta
from enum import Enum

from hotline_server.rulebook.decision import Urgency
from hotline_server.rulebook.time_limit import TimeLimit, hours, minutes, working_days

ANY_KIND = "任一"


class Exemption(Enum):
    """Reason not to call an answered caller back; the value is its name in the rule book."""

    ANSWERED_DIRECTLY = "直接办理"
    ENDED = "分类处理"
    NO_REPLY_WANTED = "不要求回复"
    WITHDRAWN = "撤诉"
    NO_PHONE = "没有号码"


@dataclass(frozen=True, slots=True)
class CallbackRules:
    """Rules for callbacks 回访 and what follows from them (R8.7); the defaults are for rule books that have none.

    Attributes:
        after_minutes: from the answer to the callback.
        attempts: calls until a caller counts as unreachable.
        spacing_minutes: between two attempts; an earlier one does not count.
        opens, closes: hours in which callers are called, local time, on any day.
        exemptions: reasons not to call.
        writing_days: to leave an answer in writing for a caller who is unreachable.
        judgement_days: for the desk to judge what a caller is dissatisfied with.
        again_days: for a second handling 再次办理.
        reopening_days: calendar days from the answer, or from closing, in which a caller may have the case reopened.
    """

    after_minutes: int = 60
    attempts: int = 3
    spacing_minutes: int = 240
    opens: time = time(9)
    closes: time = time(20)
    exemptions: frozenset[Exemption] = frozenset(Exemption)
    writing_days: int = 1
    judgement_days: int = 1
    again_days: int = 5
    reopening_days: int = 15


@dataclass(frozen=True, slots=True)
class ExclusionRules:
    """Rules for exclusions from assessment 剔除 (R8.11); the defaults are for rule books that have none.

    Attributes:
        grounds: grounds that a department may give.
        request_days: working days from closing in which it may ask.
        decision_days: for each step of the desk, before it is reminded.
        appeal_days: working days from a refusal in which the department may appeal.
    """

    grounds: tuple[str, ...] = ("职责以外", "没有法律依据", "重复诉求", "滥用热线", "不可抗力")
    request_days: int = 5
    decision_days: int = 2
    appeal_days: int = 3


@dataclass(frozen=True, slots=True)
class AlarmLevel:
    """Level of the ladder of alarms about an emergency.

    Attributes:
        post: post that is told, as the roster 值班表 has it.
        minutes: until the next level is told, or this one again if it is the highest.
    """

    post: str
    minutes: int


@dataclass(frozen=True, slots=True)
class TimeLimits:
    """Time allowed for each step of a case; days are working days.

    Attributes:
        opens, closes: office hours, local time; a deadline given in days expires at ``closes``.
        accept_minutes: to accept an assignment 签收, in working time at normal urgency, otherwise around the clock.
        first_progress_minutes, next_progress_minutes: to report progress on urgent cases, around the clock.
        nudge_days, reminder_days: before a deadline, when to send the nudge 催办 and the reminder 提醒函.
        supervision_days, rework_days: new deadlines set by supervision 督办 and by returning a reply 重办.
        emergency_supervision_minutes, emergency_rework_minutes: the same in emergencies, around the clock (R2.6).
        emergency_leader_minutes: for a leader to instruct in an emergency, around the clock.
        emergency_decision_minutes, emergency_review_minutes, emergency_answer_minutes: for the desk to decide on what a
            department asks for or a caller is dissatisfied with, to review, and to answer or tell callers, likewise.
        verify_minutes: to verify an emergency, before alarms begin.
        alarm_levels: who is told of an emergency that nobody verifies, accepts or reports on, lowest first.
        leader_posts: whom to remind of a question to a leader, one after the other.
        question_seconds: until the desk is alarmed about an unanswered question on a suspected danger.
        realarm_minutes: for each level but the last to have such a question answered, before the next is alarmed.
        desk_minutes: until the desk is reminded of a waiting case.
        urgent_desk_minutes: the same for cases of more than normal urgency, where it differs.
        amend_minutes: for whoever registered a call to amend it without a reason (R1.1).
        confirmation_minutes: for the operator to confirm a proposed answer, before the desk is reminded of it.
        objection_days: to object to an assignment (R8.4).
        decision_days: for the desk to decide on an extension or objection, before it is reminded.
        notice_days: for the callers to be told who handles the matter (R2.3).
        delegation_days: working days before its own deadline by which a unit below must have replied at the latest.
        delegation_percent: share of the time left that a unit below has where there are not as many days.
        leader_days, review_days, answer_days, follow_up_days, close_days, archive_days: for the step named.
        end_review_days: for the desk to decide on an end that a department proposes.
        replies: for a reply, by request type, ``任一`` for any, and urgency; critical ones are by the clock.
        callbacks: rules for callbacks.
    """

    opens: time
    closes: time
    accept_minutes: Mapping[Urgency, int]
    first_progress_minutes: Mapping[Urgency, int]
    next_progress_minutes: Mapping[Urgency, int]
    nudge_days: int
    reminder_days: int
    supervision_days: int
    rework_days: int
    emergency_supervision_minutes: int
    emergency_rework_minutes: int
    emergency_leader_minutes: int
    emergency_decision_minutes: int
    emergency_review_minutes: int
    emergency_answer_minutes: int
    verify_minutes: int
    question_seconds: int
    realarm_minutes: int
    desk_minutes: int
    amend_minutes: int
    confirmation_minutes: int
    objection_days: int
    decision_days: int
    notice_days: int
    delegation_days: int
    delegation_percent: int
    leader_days: int
    review_days: int
    answer_days: int
    follow_up_days: int
    end_review_days: int
    close_days: int
    archive_days: int
    alarm_levels: Sequence[AlarmLevel]
    leader_posts: Sequence[str]
    replies: Mapping[str, Mapping[Urgency, TimeLimit]] = field(default_factory=lambda: DEFAULT_REPLIES)
    urgent_desk_minutes: Mapping[Urgency, int] = field(default_factory=dict)
    callbacks: CallbackRules = CallbackRules()
    exclusions: ExclusionRules = ExclusionRules()

    def with_the_desk(self, urgency: Urgency) -> timedelta:
        """Return how long a case of an urgency may wait for the desk."""
        return timedelta(minutes=self.urgent_desk_minutes.get(urgency, self.desk_minutes))

    def reply(self, kind: str, urgency: Urgency) -> TimeLimit:
        """Return the time for a reply where neither a rule nor the routing table says (R8.5).

        Args:
            kind: request type 诉求类型 of the call; empty if unknown.
            urgency: urgency of the case.
        """
        general = self.replies[ANY_KIND]
        return self.replies.get(kind, general).get(urgency) or general[urgency]

    def steps(self, *, emergency: bool) -> "StepLimits":
        """Return the time for each step, in an emergency or otherwise."""
        return StepLimits(self, emergency)

    @property
    def emergency(self) -> TimeLimit:
        """Time for a reply in an emergency, by the clock (R2.6)."""
        return self.reply(ANY_KIND, Urgency.CRITICAL)


@dataclass(frozen=True, slots=True)
class StepLimits:
    """Time for each step of a case: by the clock in an emergency (R2.6), otherwise in working days."""

    limits: TimeLimits
    emergency: bool

    @property
    def supervision(self) -> TimeLimit:
        """Time that supervision gives."""
        return self._either(self.limits.emergency_supervision_minutes, self.limits.supervision_days)

    @property
    def rework(self) -> TimeLimit:
        """Time for a rework."""
        return self._either(self.limits.emergency_rework_minutes, self.limits.rework_days)

    @property
    def leader(self) -> TimeLimit:
        """Time for a leader to instruct."""
        return self._either(self.limits.emergency_leader_minutes, self.limits.leader_days)

    @property
    def decision(self) -> TimeLimit:
        """Time to decide on what a department asks for."""
        return self._either(self.limits.emergency_decision_minutes, self.limits.decision_days)

    @property
    def judgement(self) -> TimeLimit:
        """Time to judge what a caller is dissatisfied with."""
        return self._either(self.limits.emergency_decision_minutes, self.limits.callbacks.judgement_days)

    @property
    def review(self) -> TimeLimit:
        """Time to review a reply."""
        return self._either(self.limits.emergency_review_minutes, self.limits.review_days)

    @property
    def end_review(self) -> TimeLimit:
        """Time to decide on an end that a department proposes."""
        return self._either(self.limits.emergency_review_minutes, self.limits.end_review_days)

    @property
    def answer(self) -> TimeLimit:
        """Time to answer the callers."""
        return self._either(self.limits.emergency_answer_minutes, self.limits.answer_days)

    @property
    def notice(self) -> TimeLimit:
        """Time to tell the callers who handles the matter."""
        return self._either(self.limits.emergency_answer_minutes, self.limits.notice_days)

    def _either(self, by_the_clock: int, days: int) -> TimeLimit:
        return minutes(by_the_clock) if self.emergency else working_days(days)


DEFAULT_REPLIES: Mapping[str, Mapping[Urgency, TimeLimit]] = {
    ANY_KIND: {
        Urgency.NORMAL: working_days(7),
        Urgency.URGENT: working_days(7),
        Urgency.CRITICAL: hours(24),
    }
}
