"""Sending of messages, at least once and by one of all servers (R2.3, R3.4).

A server claims due messages for a while, gives them to the gateway and records what came of it. One that dies in
between loses none: after that while they are due again, under the same keys, by which the gateway tells repetitions.
"""

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol

import structlog

from hotline_server.desk.messages.gateway import NO_RECEIPT, Acceptance, Parcel, Receipt
from hotline_server.domain.case import Case
from hotline_server.domain.directory.tree import Directory
from hotline_server.domain.directory.units import Duty
from hotline_server.domain.messages.message import MessageState, StoredMessage
from hotline_server.domain.phone import normalise, subscriber
from hotline_server.domain.stuck import pause_after
from hotline_server.ground.clock import Clock, begin_of, local_day
from hotline_server.ground.telemetry import metrics
from hotline_server.rulebook.messages import Audience, MessageKind, MessageRules
from hotline_server.store.cases.callers import Callers
from hotline_server.store.cases.queries import CaseStore
from hotline_server.store.engine.group_commit import Writer
from hotline_server.store.messages.outbox import Outbox

BATCH = 50
LEASE = timedelta(minutes=2)
"""Longer than the gateway may take to answer."""
UNREACHED_PAUSE = timedelta(seconds=30)
REASON_LIMIT = 200
_MOBILE = re.compile(r"\+861[3-9]\d{9}")
_log = structlog.get_logger()


class Gateway(Protocol):
    """Way out for messages."""

    def send(self, parcels: Sequence[Parcel]) -> Mapping[str, Receipt]:
        """Send messages, and return what becomes of each by its key."""


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
    """Message to be given to the gateway, and the index of the caller's number; empty for offices and posts."""

    parcel: Parcel
    phone_index: str = ""


_Plan = _Settled | _Later | _Ready


@dataclass(frozen=True, slots=True)
class Sender:
    """Sends what is due."""

    outbox: Outbox
    gateway: Gateway
    cases: CaseStore
    callers: Callers
    directory: Callable[[], Directory]
    rules: Callable[[], MessageRules]
    writer: Writer
    clock: Clock
    area_code: str

    def some(self) -> bool:
        """Send the next few due messages; return True if there may be more."""
        now = self.clock()
        oldest = self.outbox.oldest_due(now)
        metrics.oldest_message.set((now - oldest).total_seconds() if oldest else 0.0)
        metrics.dead_messages.set(self.outbox.count_dead())
        if oldest is None:
            return False
        rules = self.rules()
        quiet = rules.sending_time(now) > now
        claimed = self.writer.write(lambda: self.outbox.claim(now, BATCH, LEASE, only_urgent=quiet))
        planning = _Planning(self, rules, now)
        plans = {one.id: planning.plan(one) for one in claimed}
        receipts = self.gateway.send([plan.parcel for plan in plans.values() if isinstance(plan, _Ready)])
        unreached = [one.reason for one in receipts.values() if one.acceptance is Acceptance.UNREACHED]
        if unreached:
            _log.warning("messages not sent", messages=len(unreached), reason=unreached[0])
        self.writer.write(lambda: self._record(claimed, plans, receipts))
        return len(claimed) == BATCH and not unreached

    def _record(
        self, claimed: Sequence[StoredMessage], plans: Mapping[int, _Plan], receipts: Mapping[str, Receipt]
    ) -> None:
        """Record what was decided on messages, and what the gateway answered about those it was given."""
        now = self.clock()
        for one in claimed:
            match plans[one.id]:
                case _Settled(state, reason):
                    self.outbox.settle(one.id, state, reason, now)
                    metrics.messages.labels(state.name).inc()
                case _Later(until, reason):
                    self.outbox.put_off([one.id], until, reason, count=False)
                case _Ready(parcel, phone_index):
                    self._note(one, phone_index, receipts.get(parcel.key, NO_RECEIPT), now)

    def _note(self, one: StoredMessage, phone_index: str, receipt: Receipt, now: datetime) -> None:
        reason = receipt.reason[:REASON_LIMIT]
        if receipt.acceptance is Acceptance.ACCEPTED:
            self.outbox.note_sent(one.id, phone_index, now)
            metrics.messages.labels(MessageState.SENT.name).inc()
        elif receipt.acceptance is Acceptance.REFUSED:
            self.outbox.settle(one.id, MessageState.FAILED, reason, now)
            metrics.messages.labels(MessageState.FAILED.name).inc()
        else:
            reached = receipt.acceptance is Acceptance.LATER
            pause = pause_after(one.attempts) if reached else UNREACHED_PAUSE
            self.outbox.put_off([one.id], self._sending_time(one, now + pause), reason, count=reached)

    def _sending_time(self, one: StoredMessage, moment: datetime) -> datetime:
        """Return the first time from a moment on at which a message may be sent."""
        return moment if one.message.urgent else self.rules().sending_time(moment)


@dataclass(frozen=True, slots=True)
class _Planning:
    """Decides what becomes of each message of a batch; ``sent`` counts those to each number so far."""

    sender: Sender
    rules: MessageRules
    now: datetime
    sent: Counter[str] = field(default_factory=Counter)

    def plan(self, one: StoredMessage) -> _Plan:
        message = one.message
        if self.now >= message.expires_at:
            return _Settled(MessageState.EXPIRED, one.reason or "到了有效时间还没有发出去")
        match message.kind.audience:
            case Audience.CALLER:
                return self._to_caller(one)
            case Audience.OFFICE:
                unit = self.sender.directory().named(message.recipient)
                return _Ready(_parcel(one, self._phones(unit.contacts.on_duty if unit else ())))
            case Audience.POST:
                duties = self.sender.directory().on_duty(message.recipient, local_day(self.now))
                return _Ready(_parcel(one, self._phones(duties)))

    def _phones(self, duties: Sequence[Duty]) -> tuple[str, ...]:
        day, area_code = local_day(self.now), self.sender.area_code
        numbers = (normalise(duty.phone, area_code) for duty in duties if duty.is_on(day))
        return tuple(dict.fromkeys(filter(None, numbers)))

    def _to_caller(self, one: StoredMessage) -> _Plan:
        message = one.message
        found = self.sender.cases.get_many({message.number, message.recipient})
        phone = subscriber(found[message.recipient].call.phone)
        unwanted = self._unwanted(one, found[message.number])
        if unwanted or not _MOBILE.fullmatch(phone):
            # An answer counts as given, so that a person must see to one that is not sent.
            state = MessageState.FAILED if message.kind is MessageKind.RESULT else MessageState.SKIPPED
            return _Settled(state, unwanted or "不是手机号码，或者号码已删除")
        index = self.sender.callers.index(phone)
        if not message.urgent and self._sent_today(index, phone) >= self.rules.daily_limit:
            tomorrow = begin_of(local_day(self.now) + timedelta(days=1))
            return _Later(self.rules.sending_time(tomorrow), "今天发给这个号码的已经到了上限")
        self.sent[index] += 1
        return _Ready(_parcel(one, (phone,)), index)

    def _unwanted(self, one: StoredMessage, case: Case) -> str:
        """Return why a caller wants no message by now; empty if there is no reason."""
        caller = next((each for each in case.callers if each.call_id == one.message.call_id), None)
        if caller and caller.wishes_no_reply:
            return "来电人不要求回复"
        if caller and caller.withdrawn:
            return "来电人已撤诉"
        if not one.message.protected and any(each.is_protected for each in (case, *case.joined)):
            return "来电人已要求保密"
        return ""

    def _sent_today(self, index: str, phone: str) -> int:
        since = begin_of(local_day(self.now))
        return self.sent[index] + self.sender.outbox.count_sent(self.sender.callers.indexes(phone), since)


def _parcel(one: StoredMessage, phones: tuple[str, ...]) -> Parcel:
    message = one.message
    kind = message.kind
    return Parcel(one.key, kind.name, kind.audience.name, message.recipient, phones, message.text, message.urgent)
