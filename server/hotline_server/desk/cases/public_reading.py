"""Public reading: what a caller who has the number and the code of a call sees and says (R8.7, R8.8)."""

import hmac
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from hotline_server.desk.cases.caller_words import ASKED, CallerWords, Judged, Way, may_revise
from hotline_server.desk.cases.judgements import UNRESOLVED, Judgement
from hotline_server.domain.callbacks import may_reopen
from hotline_server.domain.case import Case, entry_of
from hotline_server.domain.errors import (
    DamagedRowError,
    FieldViolation,
    InvalidFieldsError,
    NotFoundError,
    UnmetConditionError,
)
from hotline_server.domain.lifecycle.act import Act
from hotline_server.domain.lifecycle.permissions import permissions
from hotline_server.domain.numbering import is_number, parse_number, restore_number
from hotline_server.domain.parties import Actor, Role
from hotline_server.domain.personal_data import redact_known, redact_personal_data
from hotline_server.domain.standing import spoken_discreetly, written
from hotline_server.ground.clock import Clock
from hotline_server.store.cases.callers import Callers
from hotline_server.store.cases.queries import CaseStore

TEXT_LIMIT, ID_LIMIT = 500, 100
_WEBSITE = Way("网站", "网上办理")


class CallerAct(Enum):
    """Act that a caller may do on the website."""

    JUDGE = "judge"
    ADD = "add"
    URGE = "urge"
    WITHDRAW = "withdraw"
    REVOKE_WITHDRAWAL = "revoke withdrawal"
    DISPUTE = "dispute"


_ACTS: Mapping[CallerAct, frozenset[Act]] = {
    CallerAct.JUDGE: frozenset({Act.RECORD_SATISFACTION}),
    CallerAct.ADD: frozenset({Act.SUPPLEMENT}),
    CallerAct.URGE: frozenset({Act.URGE}),
    CallerAct.WITHDRAW: frozenset({Act.WITHDRAW_REQUEST, Act.END_BY_WITHDRAWAL}),
    CallerAct.REVOKE_WITHDRAWAL: frozenset({Act.REVOKE_WITHDRAWAL}),
    CallerAct.DISPUTE: frozenset({Act.RECORD_SATISFACTION}),
}

_WITHDRAWN = (CallerAct.REVOKE_WITHDRAWAL,)
"""Acts of callers who withdrew; others are for those who did not."""


@dataclass(frozen=True, slots=True)
class CallerSays:
    """Words of a caller.

    Attributes:
        request_id: tells repetitions.
        judgement: what the caller says of the result; ``None`` unless ``act`` is ``JUDGE``.
        text: what the caller adds; empty unless ``act`` is ``ADD``.
    """

    request_id: str
    act: CallerAct
    judgement: Judgement | None
    text: str


@dataclass(frozen=True, slots=True)
class Shown:
    """Case as its caller sees it.

    Attributes:
        standing: where the matter stands.
        answer: what the caller was answered, without personal data; empty before, and for protected callers.
        acts: what the caller may do now.
        number: number of the call.
        said: what was recorded by a link before, or in answer to its question; empty otherwise.
    """

    standing: str
    answer: str
    acts: Sequence[CallerAct]
    number: str
    said: str = ""


@dataclass(frozen=True, slots=True)
class PublicReading:
    """Shows callers where their matter stands, and records what they say."""

    cases: CaseStore
    callers: Callers
    words: CallerWords
    clock: Clock

    def look_up(self, number: str, code: str) -> Shown:
        """Return where the matter of a call stands, what its caller was answered, and may do about it.

        Raises:
            NotFoundError: if there is no such call or it has another code; the error does not tell which.
        """
        return self.show(*self._find(number, code))

    def show(self, own: Case, main: Case | None) -> Shown:
        """Return what the caller sees whose call opened a case, which another answers if it was joined into that."""
        return Shown(self._standing(own, main), self._answer(own, main), self._acts(own, main), own.number)

    def record(self, number: str, code: str, says: CallerSays) -> tuple[bool, str]:
        """Record what a caller says; return whether it was recorded now, and where the matter stands then.

        Raises:
            InvalidFieldsError: if something is missing or too long.
            NotFoundError: as for ``look_up``.
            IllegalActError, UnmetConditionError: if the case does not allow it now.
        """
        _check(says)
        own, _ = self._find(number, code)
        recorded = self._record(parse_number(own.number), says)
        return recorded, self._standing(*self._find(number, code))

    def _record(self, call_id: int, says: CallerSays) -> bool:
        if says.judgement is not None:
            return self.words.judge(_WEBSITE, call_id, says.request_id, says.judgement) is not Judged.REPEATED
        if says.act is CallerAct.DISPUTE:
            return self.words.judge(_WEBSITE, call_id, says.request_id, UNRESOLVED) is not Judged.REPEATED
        if says.act is CallerAct.WITHDRAW:
            return self.words.withdraw(_WEBSITE, call_id, says.request_id)
        if says.act is CallerAct.REVOKE_WITHDRAWAL:
            return self.words.revoke_withdrawal(_WEBSITE, call_id, says.request_id)
        if says.act is CallerAct.URGE:
            return self.words.urge(_WEBSITE, call_id, says.request_id)
        return self.words.add(_WEBSITE, call_id, says.request_id, says.text.strip())

    def _find(self, number: str, code: str) -> tuple[Case, Case | None]:
        """Return the case of a call, and the case that answers its caller if that is another."""
        written = restore_number(unicodedata.normalize("NFKC", number).strip())
        given = unicodedata.normalize("NFKC", code).strip()
        case, main, is_damaged = None, None, False
        if is_number(written):
            try:
                case, main = self.cases.get(written), self.cases.main_cases([written]).get(written)
            except DamagedRowError:
                # Noted where it was read; what is damaged is told to staff alone.
                is_damaged = True
        # Compared whether there is one or not, so that the time taken tells nothing.
        codes = self.callers.codes(written, case.corrected_phone if case else "")
        proved = any(hmac.compare_digest(given.encode(), one.encode()) for one in codes)
        if is_damaged and proved:
            raise UnmetConditionError("这件诉求的记录暂时读不出来，请拨打 12345 查询")
        if case is None or not proved:
            raise NotFoundError("没有查到，请核对编号和查询码")
        return case, main

    def _acts(self, own: Case, main: Case | None) -> list[CallerAct]:
        handled = main or own
        entry = entry_of(own.number, handled)
        if entry is None:
            return []
        found = permissions(handled, Actor("", Role.SYSTEM), self.clock(), lambda _: False)
        allowed = {one.act for one in found if one.is_allowed}
        acts = [act for act in CallerAct if _ACTS[act] & allowed and entry.withdrawn is (act in _WITHDRAWN)]
        in_time = may_reopen(handled.reopen_by, self.clock())
        asked = {CallerAct.JUDGE: entry.callback in ASKED, CallerAct.DISPUTE: may_revise(entry) and in_time}
        return [act for act in acts if asked.get(act, True)]

    def _answer(self, own: Case, main: Case | None) -> str:
        handled = main or own
        if own.is_protected:
            return ""
        names, phones = handled.caller_identities
        answer = self.cases.latest_answer(handled.number, parse_number(own.number))
        return redact_personal_data(redact_known(answer, names, phones))

    def _standing(self, own: Case, main: Case | None) -> str:
        return spoken_discreetly(own, main) if own.is_protected else written(own, self.clock(), main)


def _check(says: CallerSays) -> None:
    violations = []
    if not 0 < len(says.request_id) <= ID_LIMIT or not says.request_id.isprintable():
        violations.append(FieldViolation("request_id", f"1 到 {ID_LIMIT} 个字，不能换行"))
    if (says.act is CallerAct.JUDGE) != (says.judgement is not None):
        violations.append(FieldViolation("verdict", "评价时请选一项，其他时候不能选"))
    if says.act is CallerAct.ADD and not 0 < len(says.text.strip()) <= TEXT_LIMIT:
        length = len(says.text.strip())
        violations.append(FieldViolation("text", f"补充的情况要写 1 到 {TEXT_LIMIT} 个字，现在是 {length} 个字"))
    if says.act is not CallerAct.ADD and says.text:
        violations.append(FieldViolation("text", "只有补充时才写"))
    if violations:
        raise InvalidFieldsError(violations)
