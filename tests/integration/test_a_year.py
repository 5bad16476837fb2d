"""A year of random acts by everybody who acts on cases leaves no dead end (P2).

Operators, the desk, departments, units below them, leaders and other lines do what ``Case.allowed_acts`` offers them,
on a real server, while calls come in, lines hand cases in and time passes. ``HOTLINE_TEST_YEARS`` plays that many
years, each from another seed; ``HOTLINE_TEST_SEED`` plays the year of one seed again. A failure shows the seed and all
acts.
"""

import os
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random, SystemRandom
from typing import Any

import grpc
import pytest
from google.protobuf import text_format
from google.protobuf.message import Message
from google.protobuf.message_factory import GetMessageClass
from hotline.v1 import case_pb2, case_service_pb2
from hotline.v1 import department_service_pb2 as department_pb
from hotline.v1 import desk_service_pb2 as desk_pb
from hotline.v1 import directory_service_pb2 as directory_pb
from hotline.v1 import line_service_pb2 as line_pb
from hotline_client import Hotline
from hotline_server.api.wording import AWAITED_NUMBERS
from hotline_server.domain.case_query import Awaited
from hotline_server.domain.directory.tree import Directory
from hotline_server.domain.lifecycle.act import Act
from hotline_server.domain.lifecycle.state import AssignmentState, CaseState, HandoverState
from hotline_server.domain.lifecycle.table import ASSIGNMENT_TABLE, CASE_TABLE, HANDOVER_TABLE
from hotline_server.ground.clock import local_day
from hotline_server.ground.config import Settings
from hotline_server.runtime.server import RunningServer, start
from hotline_server.security.identity import AccessRole

from tests.hotline import AUTHORITY, METHODS, NewDatabase, SetClock, a_call, connect
from tests.random_requests import RandomRequests, path_of

SHIPPED = 20_261_127
SEEDS = [int(os.environ["HOTLINE_TEST_SEED"])] if "HOTLINE_TEST_SEED" in os.environ else (
    [SystemRandom().randrange(10**6) for _ in range(int(os.environ["HOTLINE_TEST_YEARS"]))]
    if "HOTLINE_TEST_YEARS" in os.environ
    else [SHIPPED]
)  # fmt: skip
YEAR = timedelta(days=365)
CALLS = 5
HANDED_IN = 0.15
"""Share of the calls that another line took and hands in."""
ACTS = 1.2
"""Acts, on average, between two moments at which time passes."""
OFTEN = 20
"""Times that a request is drawn before it counts that none of them was valid, and acts between looks at all lists."""
WATCHED_SECONDS = 60
"""Within which a watch tells of all that there was; it is ended as soon as it has."""
MOST = 0.6
"""Share of the rpcs that somebody succeeds with in the year of the shipped seed."""
PATIENCE = 250
"""Acts within which people who do what is next end a case."""
CONTENTS = (
    "投诉出租车拒载还乱要价", "小区门口的路灯坏了，晚上很黑", "请问租房怎么提取公积金", "楼上着火了，有人被困在里面",
    "举报城市管理局的人收好处", "工地半夜还在施工，吵得睡不着", "建议在学校门口装红绿灯", "你们的话务员很热心，谢谢",
    "自来水停了三天没人管", "有人家里闻到很浓的煤气味", "开发商拖着不给办房产证", "公交车站牌被撞倒了",
)  # fmt: skip


@dataclass(frozen=True)
class OfLine:
    """Somebody of another line."""

    line: str


Who = tuple[AccessRole, ...] | str | OfLine
"""Roles of a person at the desk or of a leader, the name of a department, or somebody of another line."""
Offer = tuple[case_pb2.Case, Hotline, case_pb2.AllowedAct]
_R = AccessRole
PEOPLE: tuple[Who, ...] = ((_R.OPERATOR,), (_R.DESK_LEAD,), (_R.LEADER,), (_R.ARCHIVIST,))
OWNERS: dict[int, Who] = {case_pb2.OWNER_KIND_LEADER: (_R.LEADER,), case_pb2.OWNER_KIND_OPERATOR: (_R.OPERATOR,)}
# Acts that end a case which the city still owes an answer, as somebody else wishes.
SHORT_CUTS = (
    "CallerService.WithdrawRequest", "DeskService.JoinCases", "CallerService.WaiveReply",
)  # fmt: skip
# From the first state to the last of a case that nothing keeps up; others lie between the assignment and the reply.
PATH = (
    CaseState.DISPUTED, CaseState.AWAITING_INSTRUCTION, CaseState.REGISTERED, CaseState.VERIFYING, CaseState.REFERRED,
    CaseState.ASSIGNED, CaseState.REPLIED, CaseState.CALLBACK_REVIEW, CaseState.RESOLVED, CaseState.ANSWERED,
    CaseState.CLOSED, CaseState.ARCHIVED,
)  # fmt: skip
_DONE = (AssignmentState.ACCEPTED, AssignmentState.REPLIED)
_OF_DEPARTMENTS = {row.act for row in ASSIGNMENT_TABLE if row.target in _DONE}
_OF_LINES = {row.act for row in HANDOVER_TABLE if row.target in (HandoverState.ACCEPTED, HandoverState.DONE)}
_OF_THE_DESK = {Act.KEEP_DECISION, Act.ANSWER_ANOTHER_CALLER}
DUTIES = {row.rpc for row in CASE_TABLE if row.act in _OF_DEPARTMENTS | _OF_LINES | _OF_THE_DESK and row.rpc}
"""What departments, lines and the desk owe, even where the state of the case stays as it is."""
TELLING = {row.rpc for row in CASE_TABLE if row.act in (Act.ANSWER_CALLER, Act.ATTEMPT_ANSWER, Act.LEAVE_IN_WRITING)}
LISTED_WITH = {
    Awaited.REQUEST: (
        Awaited.EXTENSION_DECISION, Awaited.OBJECTION_RULING, Awaited.DISPUTE, Awaited.END_DECISION,
        Awaited.SUSPENSION_DECISION, Awaited.REFERRAL_RESULT,
    ),
    Awaited.INSTRUCTION: (Awaited.INSTRUCTION, Awaited.DISPUTE),
}  # fmt: skip
"""Lists of several kinds of what is awaited."""
JOINED_IN = next(row.sources for row in CASE_TABLE if row.act is Act.JOIN)
"""States in which another case may be joined into one."""
WITH_THE_LINE = (case_pb2.HANDOVER_STATE_PENDING, case_pb2.HANDOVER_STATE_ACCEPTED)
CHANNELS = (case_pb2.CHANNEL_PHONE, case_pb2.CHANNEL_PHONE, case_pb2.CHANNEL_WEB, case_pb2.CHANNEL_LETTER)


@dataclass
class Played:
    """Act that was played, for whoever reads of a failure."""

    at: datetime
    rpc: str
    number: str
    request: str
    result: str

    def __str__(self) -> str:
        return f"{self.at:%m-%d %H:%M} {self.number} {self.rpc} {self.request} -> {self.result}"


@dataclass
class Year:
    """A year of a hotline, played from a seed."""

    server: RunningServer
    clock: SetClock
    everybody: Hotline
    seed: int
    random: Random
    requests: RandomRequests
    people: dict[Who, Hotline] = field(default_factory=dict)
    numbers: list[str] = field(default_factory=list)
    open: list[str] = field(default_factory=list)
    said: dict[str, list[str]] = field(default_factory=dict)
    parties: dict[str, list[Who]] = field(default_factory=dict)
    owners: dict[str, Who] = field(default_factory=dict)
    overdue: dict[tuple[str, int], int] = field(default_factory=dict)
    played: list[Played] = field(default_factory=list)
    results: Counter[tuple[str, str]] = field(default_factory=Counter)
    doers: set[AccessRole] = field(default_factory=set)

    # --- what people do ---------------------------------------------------------------------------

    def call(self) -> None:
        """Register a call."""
        content = f"{self.random.choice(CONTENTS)}。{self.requests.words()}"
        phone = self.random.choice(("13800138000", "13800138001", "13900139000", ""))
        call = a_call(content, phone=phone, channel=self.random.choice(CHANNELS))
        call.caller.confidential = self.random.random() < 0.1
        call.caller.wishes_no_reply = self.random.random() < 0.1
        call.marked_urgent = self.random.random() < 0.1
        call.received_at.FromDatetime(self.clock())
        if self.random.random() < HANDED_IN:
            self.came("HandInCase", self.handed_in(call), content)
        else:
            self.came("RegisterCall", self.everybody.register(call, f"call-{len(self.numbers)}").number, content)

    def handed_in(self, call: case_pb2.Call) -> str:
        """Have another line hand a call in twice, as after a broken connection; return the number of its case."""
        line = OfLine(self.random.choice(self.requests.lines).name)
        first, again = (self.person(line).hand_in(line.line, f"L-{len(self.numbers)}", call) for _ in range(2))
        assert first.number == again.number
        return first.number

    def came(self, rpc: str, number: str, content: str) -> None:
        """Take note of a new case."""
        self.numbers.append(number)
        self.open.append(number)
        self.said[number] = [content]
        self.played.append(Played(self.clock(), rpc, number, content, "OK"))
        self.check(number)

    def act(self, number: str, *, dutiful: bool = False) -> None:
        """Have somebody do something that is offered on a case."""
        offers = self.dutiful_offers(number) if dutiful else self.offers(number)
        if not offers:
            return
        case, person, one = self.random.choice(offers)
        who = next(who for who, client in self.people.items() if client is person)
        others = self.others(case, one.rpc)
        if one.rpc == "DeskService.JoinCases" and not others:
            return
        same = [
            each.act
            for each in case.allowed_acts
            if each.allowed and (each.rpc, each.department) == (one.rpc, one.department)
        ]
        drawn = self.requests.draw(one.rpc, case, one.department, others, self.clock(), same)
        if dutiful and one.rpc == "DeskService.VerifyEmergency":
            # Sent are those whom a leader or the rules named.
            drawn.request.ClearField("designation")
        try:
            METHOD_CALLS[one.rpc](self, person, drawn.request)
        except grpc.RpcError as refusal:
            result = refusal.code().name
            told = f"{result}: {refusal.details()}"
        else:
            result = told = "OK"
            self.said[number] += [words for words in drawn.words if words not in split_off(drawn.request)]
        text = text_format.MessageToString(drawn.request, as_one_line=True, as_utf8=True)
        self.played.append(Played(self.clock(), one.rpc, number, text, told))
        self.results[one.rpc, result] += 1
        if result == "OK":
            self.doers |= roles_of(who)
        # What was offered a moment before is refused for nothing but what was sent with it.
        assert result in ("OK", "INVALID_ARGUMENT"), told
        if case.HasField("proposed_decision"):
            # R8.3: nobody is told a result that the desk is still to judge.
            assert one.rpc not in TELLING or result != "OK", told
        self.check(number)

    def others(self, case: case_pb2.Case, rpc: str) -> list[str]:
        """Return the numbers of other cases that an act on one may name."""
        others = [number for number in self.open if number != case.number]
        if rpc != "DeskService.JoinCases":
            return others
        found = {
            number: CaseState[case_pb2.CaseState.Name(self.everybody.case(number).state)[11:]] for number in others
        }
        in_danger = case.state in (case_pb2.CASE_STATE_VERIFYING, case_pb2.CASE_STATE_RESPONDING)
        return [
            number for number, state in found.items() if state in JOINED_IN and (state.faces_danger or not in_danger)
        ]

    def offers(self, number: str) -> list[Offer]:
        """Return what somebody, chosen at random, may do to a case, or others if that is nothing."""
        return next(filter(None, (self.offered(who, number) for who in self.readers(number))), [])

    def dutiful_offers(self, number: str) -> list[Offer]:
        """Return what somebody may do that brings a case nearer to its end; or else whatever may be done."""
        found = []
        readers = self.readers(number)
        if self.random.random() < 0.8:
            readers.sort(key=lambda who: who != self.owners[number])
        for who in readers:
            offered = [one for one in self.offered(who, number) if one[2].rpc not in SHORT_CUTS]
            nearer = [one for one in offered if leads_on(one[0].state, one[2])]
            if nearer and self.random.random() < 0.95:
                return nearer
            found += offered
        return found

    def readers(self, number: str) -> list[Who]:
        """Return everybody who may have something to do with a case, in any order."""
        readers = [*PEOPLE, *self.parties.get(number, ())]
        self.random.shuffle(readers)
        return readers

    def offered(self, who: Who, number: str) -> list[Offer]:
        """Return what a person may do to a case."""
        person = self.person(who)
        if isinstance(who, str):
            request = department_pb.GetAssignedCaseRequest(department=who, number=number)
            case = person.departments.GetAssignedCase(request).case
        elif isinstance(who, OfLine):
            case = person.line_case(who.line, number)
        else:
            case = person.case(number)
        return [(case, person, one) for one in case.allowed_acts if one.allowed and one.rpc in METHOD_CALLS]

    def person(self, who: Who) -> Hotline:
        """Return the client of a person of some roles, of a department or of a line."""
        if who not in self.people:
            self.people[who] = connect(self.server.address, token_of(who))
        return self.people[who]

    def set_holiday(self) -> None:
        """Set a day free, or a free day to be worked."""
        day = local_day(self.clock()) + timedelta(days=self.random.randint(1, 20))
        holiday = directory_pb.Holiday(day=day.isoformat(), working=self.random.random() < 0.5, name="调休")
        request = directory_pb.SetHolidayRequest(holiday=holiday, actor="某人")
        self.everybody.directory.SetHoliday(request)
        self.played.append(Played(self.clock(), "SetHoliday", "", str(request).replace("\n", " "), "OK"))

    # --- time -------------------------------------------------------------------------------------

    def time_passes(self) -> None:
        """Let minutes, hours or days pass, and have done what is due then."""
        low, high = self.random.choice(((1, 10), (60, 600), (60, 600), (600, 4_000), (1_000, 6_000)))
        self.clock.advance(minutes=self.random.randint(low, high))
        self.server.desk.watchman.round()
        while self.server.reports.archive.some():
            pass
        self.played.append(Played(self.clock(), "time passes", "", "", ""))
        self.check_everything()

    # --- what must hold ---------------------------------------------------------------------------

    def check_everything(self) -> None:
        """Check all open cases, without their logs."""
        request = case_service_pb2.ListCasesRequest(page_size=200)
        cases = {case.number: case for case in self.everybody._cases.ListCases(request).cases}
        for number in sorted(cases.keys() - set(self.numbers)):
            self.numbers.append(number)
            self.said[number] = [cases[number].call.content]
            self.check(number)
        assert cases.keys() == set(self.numbers), "a case was lost"
        for case in cases.values():
            self.check_owner(case)
            self.check_overdue(case)
            if case.state != case_pb2.CASE_STATE_ARCHIVED:
                assert case.next_due_at.ToDatetime(self.clock().tzinfo) > self.clock(), f"{case.number} was passed over"
        self.open = [number for number in self.numbers if cases[number].state != case_pb2.CASE_STATE_ARCHIVED]
        if len(self.played) % OFTEN == 0:
            self.check_lists(cases.values())

    def check(self, number: str) -> None:
        """Check one case, without its log."""
        case = self.everybody.case(number)
        kind = case.owner.kind
        lines = [OfLine(one.line) for one in case.handovers if one.state in WITH_THE_LINE]
        if kind == case_pb2.OWNER_KIND_LINE:
            self.owners[number] = lines[-1]
        else:
            self.owners[number] = case.owner.department or OWNERS.get(kind, (_R.DESK_LEAD,))
        departments = dict.fromkeys(one.department for one in case.assignments[-4:])
        self.parties[number] = [*departments, *dict.fromkeys(lines)]
        if case.state == case_pb2.CASE_STATE_ARCHIVED and number in self.open:
            self.open.remove(number)
        self.check_owner(case)
        self.check_overdue(case)
        self.check_callers(case)

    def check_words(self, number: str) -> None:
        """R1.1: whatever was said on a case is in it or in its log; nothing that is lost comes back."""
        case = self.everybody.case(number, log=True)
        kept = text_format.MessageToString(case, as_utf8=True)
        missing = [words for words in self.said[number] if words not in kept]
        assert not missing, f"{number} has lost {missing}"

    def check_owner(self, case: case_pb2.Case) -> None:
        """P2: no state without an owner and a due time."""
        if case.state == case_pb2.CASE_STATE_ARCHIVED:
            return
        assert case.owner.kind, f"{case.number} has no owner"
        assert case.HasField("next_due_at"), f"{case.number} has no due time"

    def check_overdue(self, case: case_pb2.Case) -> None:
        """R6.1: what was overdue stays so, but for an extension that was asked for in time and granted late."""
        for one in case.assignments:
            key = (case.number, one.number)
            if one.HasField("overdue_since"):
                self.overdue.setdefault(key, one.extension_count)
            elif key in self.overdue:
                assert one.extension_count > self.overdue.pop(key), (
                    f"{case.number} {one.department} is no longer overdue"
                )

    def check_callers(self, case: case_pb2.Case) -> None:
        """R3.4, R8.7: nobody's matter ends without an answer and a finished callback."""
        if case.state in (case_pb2.CASE_STATE_CLOSED, case_pb2.CASE_STATE_ARCHIVED):
            unanswered = [one.call_id for one in case.callers if not one.answered]
            assert not unanswered, f"{case.number} ended without an answer to {unanswered}"
            pending = (case_pb2.CALLBACK_STATE_DUE, case_pb2.CALLBACK_STATE_AWAITS_JUDGEMENT,
                       case_pb2.CALLBACK_STATE_UNREACHABLE)  # fmt: skip
            assert not [one for one in case.callers if one.callback in pending], f"{case.number} ended in a callback"

    def check_line(self, line: OfLine) -> None:
        """R8.2: a line reads where each of its matters stands, and is told of each."""
        client = self.person(line)
        own = [case.number for case in client.line_cases(line.line)]
        assert [client.line_case(line.line, number).number for number in own] == own
        request = line_pb.WatchLineCasesRequest(line=line.line, after_position=0)
        untold = {*own}
        for event in client.lines.WatchLineCases(request, timeout=WATCHED_SECONDS) if own else ():
            untold.discard(event.entry.case_number)
            if not untold:
                break

    def check_lists(self, cases: Iterable[case_pb2.Case]) -> None:
        """P2: each list has the cases that say so of themselves."""
        for awaited, number in AWAITED_NUMBERS.items():
            kinds = {one.value for one in LISTED_WITH.get(awaited, (awaited,))}
            # What units below ask for is listed for whoever delegated to them.
            expected = {
                case.number
                for case in cases
                for wait in case.waits
                if wait.label in kinds and (awaited is Awaited.UNIT_BELOW or not wait.rpc.startswith("Delegation"))
            }
            filter_ = case_service_pb2.CaseFilter(awaited=number)
            found = {case.number for case in self.everybody.cases(filter_)}
            assert found == expected, (
                f"{awaited.name}: {found - expected} should not be listed, {expected - found} should"
            )

    # --- the year ---------------------------------------------------------------------------------

    def play(self) -> None:
        """Play the year, then let everybody do what is next until all cases have ended."""
        begin = self.clock()
        while self.clock() < begin + YEAR:
            passed = (self.clock() - begin) / YEAR
            if len(self.numbers) < CALLS * passed + 3:
                self.call()
            self.some_acts(round(2 * ACTS))
            self.time_passes()
        for number in list(self.open):
            self.end(number)
        for number in self.numbers:
            self.check(number)
            self.check_words(number)
        for line in [who for who in self.people if isinstance(who, OfLine)]:
            self.check_line(line)

    def some_acts(self, most: int) -> None:
        """Have somebody do up to so many things that are offered, mostly on the latest cases."""
        for _ in range(self.random.randint(0, most)):
            if self.open:
                self.act(self.random.choice(self.open[-12:] if self.random.random() < 0.7 else self.open))
        if self.random.random() < 0.02:
            self.set_holiday()

    def end(self, number: str) -> None:
        """No way out is closed: people who do what is next bring the case to its end."""
        for turn in range(PATIENCE):
            if number not in self.open:
                return
            self.wait_for_reopening(number)
            self.act(number, dutiful=True)
            if turn % 5 == 4:
                self.time_passes()
        raise AssertionError(f"{number} cannot be ended: {self.everybody.case(number)}")

    def wait_for_reopening(self, number: str) -> None:
        """Let the time pass in which callers may have a closed case reopened, if nobody owes anything (R8.7)."""
        case = self.everybody.case(number)
        if case.state == case_pb2.CASE_STATE_CLOSED and not case.waits:
            self.clock.now = max(self.clock.now, case.reopen_before.ToDatetime(UTC))
            self.owners[number] = next(who for who in PEOPLE if _R.ARCHIVIST in roles_of(who))


def token_of(who: Who) -> str:
    """Return the token of a system for a person of some roles, a department or a line."""
    match who:
        case str():
            return AUTHORITY.token("某系统", (_R.DEPARTMENT,), who, system=True)
        case OfLine(line):
            return AUTHORITY.token("某系统", (_R.LINE,), line=line, system=True)
        case roles:
            return AUTHORITY.token("某系统", roles, system=True)


def roles_of(who: Who) -> set[AccessRole]:
    """Return the roles in which somebody acts."""
    match who:
        case str():
            return {_R.DEPARTMENT}
        case OfLine():
            return {_R.LINE}
        case roles:
            return set(roles)


def leads_on(state: case_pb2.CaseState.ValueType, one: case_pb2.AllowedAct) -> bool:
    """Return whether an act brings a case nearer to its end."""
    at = CaseState[case_pb2.CaseState.Name(state).removeprefix("CASE_STATE_")]
    rows = [row for row in CASE_TABLE if row.rpc == one.rpc and at in row.sources]
    return one.rpc in DUTIES or any(row.target and place_of(row.target) > place_of(at) for row in rows)


def place_of(state: CaseState) -> float:
    """Return the place of a state on the path of a case."""
    return PATH.index(state) if state in PATH else PATH.index(CaseState.ASSIGNED) + 0.5


def split_off(request: Message) -> str:
    """Return the text that a request splits off into a case of its own, which is found there."""
    return request.call.content if isinstance(request, desk_pb.SplitCaseRequest) else ""


def below(directory: Directory) -> dict[str, list[str]]:
    """Return the names of the units directly below each unit."""
    found: dict[str, list[str]] = {}
    for unit in directory.units.values():
        if unit.parent:
            found.setdefault(directory.units[unit.parent].name, []).append(unit.name)
    return found


def by_unary(rpc: str) -> Any:
    """Return a function that calls an rpc with one request."""
    path = path_of(rpc)
    answer = METHODS[path].output_type

    def called(_: Year, person: Hotline, request: Any) -> None:
        person._channel.unary_unary(
            path,
            request_serializer=type(request).SerializeToString,
            response_deserializer=GetMessageClass(answer).FromString,
        )(request)

    return called


METHOD_CALLS = {
    row.rpc: by_unary(row.rpc) for row in CASE_TABLE if row.rpc and not METHODS[path_of(row.rpc)].client_streaming
}
"""How each rpc that acts on a case is called; files, which are sent in pieces, are left to their own tests."""


@contextmanager
def year_of(seed: int, url: str, files: Path) -> Iterator[Year]:
    """Start a server on a database, for a year to be played from a seed."""
    clock = SetClock()
    settings = Settings(listen="127.0.0.1:0", database=url, round_seconds=3600, person_rate=0, files=files)
    server = start(settings, clock)
    with connect(server.address) as everybody:
        reasons = everybody.desk.ListEndReasons(desk_pb.ListEndReasonsRequest()).reasons
        random = Random(seed)
        requests = RandomRequests(
            random, reasons, below(server.desk.directory()), everybody.lines.ListLines(line_pb.ListLinesRequest()).lines
        )
        year = Year(server, clock, everybody, seed, random, requests)
        yield year
        for person in year.people.values():
            person.close()
    server.stop(0)


@pytest.fixture(params=SEEDS, ids=lambda seed: f"seed {seed}")
def year(request: pytest.FixtureRequest, new_database: NewDatabase, tmp_path: Path) -> Iterator[Year]:
    with new_database("sqlite", tmp_path) as url, year_of(request.param, url, tmp_path / "files") as year:
        yield year


def test_a_year_of_random_acts_leaves_no_dead_end(year: Year) -> None:
    """P2, R3.4, R6.1, R8.7."""
    try:
        year.play()
    except BaseException as failure:
        failure.add_note("\n".join([f"seed {year.seed}", *map(str, year.played)]))
        raise
    succeeded = {rpc for rpc, result in year.results if result == "OK"}
    tried = Counter(rpc for rpc, _ in year.results.elements())
    hopeless = {rpc for rpc, times in tried.items() if times >= OFTEN} - succeeded
    assert not hopeless, [str(one) for one in year.played if one.rpc in hopeless]
    if year.seed == SHIPPED:
        assert year.doers == {_R.DEPARTMENT, _R.LINE}.union(*map(roles_of, PEOPLE))
        assert {rpc.partition(".")[0] for rpc in succeeded} == {rpc.partition(".")[0] for rpc in METHOD_CALLS}
        assert len(succeeded) >= MOST * len(METHOD_CALLS), sorted(METHOD_CALLS.keys() - succeeded)
