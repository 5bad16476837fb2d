"""Dispatch of messages: which are due, and what became of those that were given away (R2.3, R3.4).

A server claims due messages for a while, gives them away and records what came of it. One that dies in between loses
none: after that while they are due again, under the same keys, by which whoever sends them tells repetitions.
"""

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from hotline_server.desk.cases.caller_words import ASKED
from hotline_server.desk.messages.gateway import Acceptance, Parcel, Receipt
from hotline_server.desk.messages.told_callers import ToldCallers
from hotline_server.desk.setting_aside import SettingAside, reason_of
from hotline_server.domain.case import Case, entry_of
from hotline_server.domain.directory.tree import Directory
from hotline_server.domain.directory.units import Duty
from hotline_server.domain.messages.links import ANSWER_TIME, Link, LinkPurpose
from hotline_server.domain.messages.message import Message, MessageState, StoredMessage
from hotline_server.domain.messages.staleness import staleness
from hotline_server.domain.personal_data import redact_personal_data
from hotline_server.domain.phone import normalise, subscriber
from hotline_server.domain.stuck import Job, pause_after
from hotline_server.ground.clock import Clock, begin_of, local_day
from hotline_server.ground.telemetry import metrics
from hotline_server.rulebook.messages import (
    CODE_TO_FILL,
    LINK_TO_FILL,
    PRESSING,
    QUESTIONS,
    WRITTEN_BACK,
    Audience,
    MessageKind,
    MessageRules,
)
from hotline_server.store.cases.callers import Callers
from hotline_server.store.cases.queries import CaseStore
from hotline_server.store.engine.group_commit import Writer
from hotline_server.store.messages.outbox import Outbox
from hotline_server.store.messages.outcomes import Outcomes

BATCH = 50
LEASE = timedelta(minutes=2)
"""Longer than the ways out have for a batch, and whoever takes messages to confirm them."""
UNREACHED_PAUSE = timedelta(seconds=30)
_ALARMED_AGAIN = timedelta(minutes=90)
_LONGEST_URGENT_PAUSE = timedelta(minutes=10)
REASON_LIMIT = 200
_NO_TIME = timedelta()
_MOBILE = re.compile(r"\+861[3-9]\d{9}")


@dataclass(frozen=True, slots=True)
class _Settled:
    """Decision not to send a message."""

    state: MessageState
    reason: str


@dataclass(frozen=True, slots=True)
class _Later:
    """Decision to send a message at another time."""

    until: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class _Ready:
    """Message to be given away, and the index of the caller's number; empty for offices and posts."""

    parcel: Parcel
    phone_index: str = ""


@dataclass(frozen=True, slots=True)
class _Unreadable:
    """Decision to try again a message that nothing could be decided on."""

    reason: str


_Plan = _Settled | _Later | _Ready | _Unreadable


@dataclass(frozen=True, slots=True)
class Dispatch:
    """Gives messages away that are due, and records what became of them."""

    outbox: Outbox
    cases: CaseStore
    callers: Callers
    directory: Callable[[], Directory]
    rules: Callable[[], MessageRules]
    told: ToldCallers
    writer: Writer
    aside: SettingAside
    clock: Clock
    area_code: str

    def is_due(self) -> bool:
        """Return True if a message can go; measure since when one is due, and how many did not arrive."""
        now, first = self.clock(), self.outbox.first_expiry()
        # Trying again changes when a message is due, but not when it expires.
        waited = now - (first - self._valid) if first else _NO_TIME
        metrics.oldest_message.set(max(waited, _NO_TIME).total_seconds())
        metrics.dead_messages.set(self.outbox.count_dead())
        return first is not None and self.outbox.can_go(now, only_urgent=self._is_quiet(now))

    def take(self) -> tuple[list[Parcel], bool]:
        """Claim the next few due messages; return those to be sent, and True if there may be more."""
        now = self.clock()
        quiet = self._is_quiet(now)
        # Open streams look after every act; only what can go is worth a transaction.
        if not self.outbox.can_go(now, only_urgent=quiet):
            return [], False
        claimed = self.writer.write(lambda: self.outbox.claim(now, BATCH, LEASE, only_urgent=quiet))
        if not claimed:
            return [], False
        plans = self._plans(claimed, now)
        for one, plan in plans:
            if isinstance(plan, _Settled) and plan.state.is_dead:
                self.told.note_lost(one.message, plan.reason)

        def job() -> None:
            with self.outbox.outcomes() as recorded:
                self._record(plans, recorded)

        self.writer.write(job)
        return [plan.parcel for _, plan in plans if isinstance(plan, _Ready)], len(claimed) == BATCH

    def note(self, receipts: Mapping[str, Receipt]) -> list[str]:
        """Record what became of messages that were given away, by key; return the keys that no message has."""
        for key in (key for key, one in receipts.items() if one.acceptance is Acceptance.REFUSED):
            found = self.outbox.keyed(key)
            if found and found.state is MessageState.WAITING:
                self.told.note_lost(found.message, _reason(receipts[key]))

        def job() -> list[str]:
            with self.outbox.outcomes() as recorded:
                return [key for key, one in receipts.items() if not self._note(key, one, recorded)]

        return self.writer.write(job)

    def _plans(self, claimed: Sequence[StoredMessage], now: datetime) -> "list[tuple[StoredMessage, _Plan]]":
        """Decide on each message by itself; one of a damaged case is set aside, so that it holds back no other."""
        planning = _Planning(self, self.rules(), now)
        plans: list[tuple[StoredMessage, _Plan]] = []
        for one in claimed:
            try:
                plan = planning.plan(one)
            except Exception as error:  # noqa: BLE001 - told with its reason, and tried again
                self.aside.set_aside(Job.MESSAGES, _item_of(one), error)
                plan = _Unreadable(reason_of(error))
            plans.append((one, plan))
        failed = {_item_of(one) for one, plan in plans if isinstance(plan, _Unreadable)}
        self.aside.settle(Job.MESSAGES, {_item_of(one) for one, _ in plans} - failed)
        return plans

    def _record(self, plans: Sequence[tuple[StoredMessage, "_Plan"]], recorded: Outcomes) -> None:
        """Record what was decided on messages."""
        now = self.clock()
        for one, plan in plans:
            match plan:
                case _Settled(state, reason):
                    recorded.settle(one.id, state, reason, now)
                    metrics.messages.labels(state.name).inc()
                case _Later(until, reason):
                    self.outbox.postpone(one.id, until, until + self._valid, reason)
                case _Unreadable(reason):
                    until = self._sending_time(one, now + _pause_of(one))
                    self.outbox.put_off(one.id, until, reason, count=True)
                case _Ready(_, phone_index):
                    self.outbox.hand_over(one.id, phone_index, now)

    def _note(self, key: str, receipt: Receipt, recorded: Outcomes) -> bool:
        """Record what became of a message; return False if there is none with the key."""
        one, now = self.outbox.keyed(key), self.clock()
        if one is None:
            return False
        reason = _reason(receipt)
        if receipt.acceptance is not Acceptance.ACCEPTED and not receipt.may_be_taken:
            self.outbox.take_back(one.id, since=one.message.due_at - LEASE)
        if receipt.acceptance is Acceptance.ACCEPTED:
            recorded.note_sent(one.id, now, reason)
            metrics.messages.labels(MessageState.SENT.name).inc()
        elif receipt.acceptance is Acceptance.REFUSED:
            recorded.settle(one.id, MessageState.FAILED, reason, now)
            metrics.messages.labels(MessageState.FAILED.name).inc()
        else:
            reached = receipt.acceptance is Acceptance.LATER
            pause = _pause_of(one) if reached else UNREACHED_PAUSE
            if not one.message.urgent:
                # An emergency waits for nothing (R2.6).
                pause = receipt.wait or pause
            until = self._sending_time(one, now + pause)
            self.outbox.put_off(one.id, until, reason, count=reached or receipt.may_be_taken)
        return True

    @property
    def _valid(self) -> timedelta:
        """For how long a message is valid once it is due."""
        return timedelta(hours=self.rules().valid_hours)

    def _is_quiet(self, now: datetime) -> bool:
        return self.rules().sending_time(now) > now

    def _sending_time(self, one: StoredMessage, moment: datetime) -> datetime:
        """Return the first time from a moment on at which a message may be sent."""
        return moment if one.message.urgent else self.rules().sending_time(moment)


@dataclass(frozen=True, slots=True)
class _Planning:
    """Decides what becomes of each message of a batch; ``sent`` counts those to each number so far."""

    dispatch: Dispatch
    rules: MessageRules
    now: datetime
    sent: Counter[str] = field(default_factory=Counter)

    def plan(self, one: StoredMessage) -> _Plan:
        message = one.message
        # What is about an emergency is tried until it is sent or has come to nothing; an alert tells how long it waits.
        if self.now >= message.expires_at and not message.urgent:
            return _Settled(MessageState.EXPIRED, one.reason or "到了有效时间还没有发出去")
        match message.kind.audience:
            case Audience.CALLER:
                return self._to_caller(one)
            case Audience.OFFICE:
                return self._to_office(one)
            case Audience.POST:
                return self._to_post(one)

    def _phones(self, duties: Sequence[Duty]) -> tuple[str, ...]:
        day, area_code = local_day(self.now), self.dispatch.area_code
        numbers = (normalise(duty.phone, area_code) for duty in duties if duty.is_on(day))
        return tuple(dict.fromkeys(filter(None, numbers)))

    def _to_post(self, one: StoredMessage) -> _Plan:
        message = one.message
        if stale := self._staleness(message) or self._excess(one):
            return _Settled(MessageState.SKIPPED, stale)
        duties = self.dispatch.directory().on_duty(message.recipient, local_day(self.now))
        return _Ready(_parcel(one, self._phones(duties), message.text))

    def _staleness(self, message: Message) -> str:
        case = self.dispatch.cases.get_many({message.number}).get(message.number)
        return staleness(message, case) if case else ""

    def _excess(self, one: StoredMessage) -> str:
        """Return why a message that presses is one too many today; empty if it is not.

        No day passes over a danger in silence: an alarm beyond the limit is sent if there was none for a while.
        """
        limit, outbox, kind = self.rules.case_limit, self.dispatch.outbox, one.message.kind
        if kind not in PRESSING or outbox.count_like(one, begin_of(local_day(self.now))) < limit:
            return ""
        if kind is MessageKind.ALARM and not outbox.count_like(one, self.now - _ALARMED_AGAIN):
            return ""
        return f"今天就这件工单已经发过 {limit} 条"

    def _to_office(self, one: StoredMessage) -> _Plan:
        message, dispatch = one.message, self.dispatch
        stale = self._staleness(message) or self._excess(one)
        if message.kind is MessageKind.WITHDRAWN and not dispatch.outbox.may_have_told(one, MessageKind.ASSIGNED):
            stale = "没有告知过交办"
        if stale:
            return _Settled(MessageState.SKIPPED, stale)
        unit = dispatch.directory().named(message.recipient)
        return _Ready(_parcel(one, self._phones(unit.contacts.on_duty if unit else ()), message.text))

    def _to_caller(self, one: StoredMessage) -> _Plan:
        message = one.message
        found = self.dispatch.cases.get_many({message.number, message.recipient})
        phone = subscriber(found[message.recipient].call.phone)
        unwanted = self._unwanted(one, found[message.number])
        if unwanted or not _MOBILE.fullmatch(phone):
            # It counts as told, so that a person must see to it if it is not sent.
            counts = message.kind in (MessageKind.RESULT, MessageKind.TOLD)
            state = MessageState.FAILED if counts else MessageState.SKIPPED
            return _Settled(state, unwanted or "不是手机号码，或者号码已删除")
        index = self.dispatch.callers.index(phone)
        if not message.urgent and self._sent_today(one, index, phone) >= self.rules.daily_limit:
            tomorrow = begin_of(local_day(self.now) + timedelta(days=1))
            return _Later(self.rules.sending_time(tomorrow), "今天发给这个号码的已经到了上限")
        # One that was handed over before is counted in the outbox.
        self.sent[index] += one.sent_at is None
        corrected = found[message.recipient].corrected_phone
        code, *_ = self.dispatch.callers.codes(message.recipient, corrected)
        text = message.text.replace(CODE_TO_FILL, code)
        if LINK_TO_FILL in text:
            text = text.replace(LINK_TO_FILL, self._token(one, found[message.number], corrected))
        return _Ready(_parcel(one, (phone,), text), index)

    def _token(self, one: StoredMessage, case: Case, corrected_phone: str) -> str:
        """Return the token of a link for the caller of a message, signed."""
        caller = entry_of(one.message.recipient, case)
        purpose = LinkPurpose.JUDGE if one.message.kind in QUESTIONS else LinkPurpose.PRESS
        handling = caller.handling if caller else 1
        link = Link(one.message.call_id, purpose, handling, self.now + ANSWER_TIME)
        signature, *_ = self.dispatch.callers.signatures(link.signed_text(case.number, corrected_phone))
        return link.token(signature)

    def _unwanted(self, one: StoredMessage, case: Case) -> str:
        """Return why a caller wants no message by now; empty if there is no reason."""
        caller = entry_of(one.message.recipient, case)
        if caller and caller.refuses_messages:
            return "来电人不收短信"
        if one.message.kind in QUESTIONS and not (caller and caller.callback in ASKED):
            return "发出以前已经回访，或者已经重新办理"
        if one.message.kind is MessageKind.WITHDRAWAL_NOTED:
            return "" if caller and caller.withdrawn else "来电人已收回撤诉"
        if caller and one.message.kind not in WRITTEN_BACK:
            if caller.wishes_no_reply:
                return "来电人不要求回复"
            if caller.withdrawn:
                return "来电人已撤诉"
        if not one.message.protected and case.has_protected:
            return "来电人已要求保密"
        return ""

    def _sent_today(self, one: StoredMessage, index: str, phone: str) -> int:
        since, indexes = begin_of(local_day(self.now)), self.dispatch.callers.indexes(phone)
        return self.sent[index] + self.dispatch.outbox.count_sent(indexes, since, one.id)


def _item_of(one: StoredMessage) -> str:
    """Return by what people find a message that was set aside."""
    return one.message.number or one.key


def _reason(receipt: Receipt) -> str:
    """Return what a gateway says of a message, as it is kept."""
    return redact_personal_data(receipt.reason)[:REASON_LIMIT]


def _pause_of(one: StoredMessage) -> timedelta:
    pause = pause_after(one.attempts)
    return min(pause, _LONGEST_URGENT_PAUSE) if one.message.urgent else pause


def _parcel(one: StoredMessage, phones: tuple[str, ...], text: str) -> Parcel:
    message = one.message
    kind = message.kind
    return Parcel(one.key, kind.name, kind.audience.name, message.recipient, phones, text, message.urgent)
