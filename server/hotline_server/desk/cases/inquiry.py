"""Status of a case, worded to be read aloud to its caller."""

from collections.abc import Sequence
from dataclasses import dataclass

from hotline_server.domain.case import Case, state_for_caller
from hotline_server.domain.case_query import CaseQuery
from hotline_server.domain.errors import FieldViolation, InvalidFieldsError, NotFoundError
from hotline_server.domain.handover import open_handovers
from hotline_server.domain.lifecycle.state import CaseState
from hotline_server.domain.numbering import is_number, restore_number, tail_of
from hotline_server.domain.phone import normalise, subscriber
from hotline_server.ground.characters import replace_unfit
from hotline_server.ground.clock import CITY
from hotline_server.rulebook.decision import Outcome
from hotline_server.store.cases.queries import CaseStore

LATEST = 5
# Cases of one phone among which a tail is looked for.
MOST_OF_CALLER = 200
_STANDS = {
    CaseState.REGISTERED: "值班室正在研判",
    CaseState.ANSWERED: "已经答复您",
    CaseState.REFERRED: "归{lead}办理，值班室会跟踪到有结果",
    CaseState.ASSIGNED: "已交{lead}办理",
    CaseState.AWAITING_INSTRUCTION: "已报领导，正在等批示",
    CaseState.VERIFYING: "正在紧急核实",
    CaseState.RESPONDING: "{lead}正在现场处置",
    CaseState.IN_PROGRESS: "{lead}正在办理",
    CaseState.REPLIED: "{lead}已经办完回复，值班室正在审核",
    CaseState.REWORKING: "{lead}正在按要求重新办理",
    CaseState.SUSPENDED: "眼下还解决不了，{owner}承诺{promised}前办好，值班室会跟踪到办好为止",
    CaseState.DISPUTED: "几个部门意见不一致，已请领导裁定",
    CaseState.HANDED_OVER: "已经移交{line}，有了结果会答复您",
    CaseState.RESOLVED: "已经有了结果，会尽快答复您",
    CaseState.CALLBACK_REVIEW: "您反映的情况值班室正在研究下一步怎么办",
    CaseState.CLOSED: "已经办结",
    CaseState.ARCHIVED: "已经办结归档",
}


@dataclass(frozen=True, slots=True)
class Inquiry:
    """Lookup of case status for callers."""

    cases: CaseStore
    area_code: str

    def about(self, number: str, phone: str) -> str:
        """Return the status of the case with that number and caller's phone, and of what was split off from it.

        Args:
            number: the number of the case, or its tail as it was read to the caller; of several, the latest is meant.
            phone: the caller's phone.

        Raises:
            InvalidFieldsError: if ``phone`` is not a phone number.
            NotFoundError: if there is no such case or it has another phone; the error does not tell which.
        """
        caller = self._phone(phone)
        written = restore_number(number)
        case = self.cases.get(written) if is_number(written) else self._by_tail(written, caller)
        if case is None or subscriber(case.call.phone) != subscriber(caller):
            raise NotFoundError("没有查到这个号码的这个工单")
        return "".join(self._spoken([case, *self._split_off(case, caller)]))

    def of_caller(self, phone: str) -> list[str]:
        """Return the status of a phone number's latest cases, newest first."""
        found = self.cases.find(CaseQuery(phone=self._phone(phone), limit=LATEST))
        return self._spoken([case for _, case in found])

    def _split_off(self, case: Case, phone: str) -> list[Case]:
        """Return what was split off of a caller's matters, be it from the case of the call or from its main case."""
        main = self.cases.main_cases([case.number]).get(case.number)
        origins = (case, main) if main else (case,)
        split = (one for origin in origins for one in self.cases.split_off(origin.number))
        return [one for one in split if subscriber(one.call.phone) == subscriber(phone)]

    def _phone(self, written: str) -> str:
        phone = normalise(written, self.area_code)
        if not phone:
            raise InvalidFieldsError([FieldViolation("phone", "不是电话号码；可用手机号、座机号")])
        return phone

    def _by_tail(self, tail: str, phone: str) -> Case | None:
        if not tail.isdecimal():
            return None
        found = self.cases.find(CaseQuery(phone=phone, limit=MOST_OF_CALLER))
        return next((case for _, case in found if tail_of(case.number) == tail.lstrip("0")), None)

    def _spoken(self, cases: Sequence[Case]) -> list[str]:
        """Return the status of each case; that of a joined one is where the case stands which answers its caller."""
        mains = self.cases.main_cases([case.number for case in cases])
        return [spoken(case, mains.get(case.number)) for case in cases]


def _promise(case: Case) -> dict[str, str]:
    if case.promise is None:
        return {}
    day = case.promise.promised_on
    return {"owner": case.promise.owner, "promised": f"{day.year}年{day.month}月{day.day}日"}


def _line(case: Case) -> str:
    """Return the lines that have a case or are to accept it."""
    return "、".join(one.line for one in open_handovers(case.handovers))


def spoken(case: Case, main: Case | None = None) -> str:
    """Describe the status of a case in a sentence or two without identifying its caller.

    Args:
        case: the case that the caller's call opened.
        main: the case that answers the caller, if it is another 并单.
    """
    called = case.registered_at.astimezone(CITY)
    subject = f"反映{case.matter}的" if case.matter else ""
    handled = main or case
    lead = next((a for a in handled.assignments if a.leads and a.is_unfinished), None)
    name = lead.department if lead else handled.decision.lead
    state = state_for_caller(case.number, handled)
    standing = _STANDS[state].format(lead=name or "有关部门", line=_line(handled), **_promise(handled))
    if main:
        standing = f"已并入同一件事的工单一起办理，{standing}"
    when = f"您{called.month}月{called.day}日{subject}来电"
    sentence = f"{when}，工单尾号{tail_of(case.number)}，{standing}。"
    if lead and lead.is_working and not lead.stands and handled.decision.outcome is not Outcome.EMERGENCY:
        due = lead.limit.astimezone(CITY)
        sentence += f"按规定{due.month}月{due.day}日前回复。"
    # What stood for nothing when it was stored is not spoken either.
    return " ".join(replace_unfit(sentence).split())
