"""Department figures counted by the database match a recount case by case (P1, R6.1)."""

import io
import random
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import grpc
import pytest
from docx import Document
from hotline.v1 import act_pb2, case_pb2
from hotline.v1 import caller_service_pb2 as caller_pb
from hotline.v1 import report_service_pb2 as pb
from hotline_client import Hotline
from hotline_server.api.wording import ACTS, CHANNELS, OUTCOMES, RATES, REQUEST_TYPES
from hotline_server.cli.main import app
from hotline_server.domain.measures import FORMULAS, Assessment, Counts, Figure, Formula, Rate
from hotline_server.ground.clock import CITY, local_day
from hotline_server.ground.config import Settings
from hotline_server.rulebook.decision import DUTY_OFFICE, Outcome
from hotline_server.rulebook.facts import REQUEST_TYPE
from hotline_server.runtime.server import RunningServer, start
from hotline_server.security.identity import AccessRole
from hotline_server.store.figures.year_records import ACTS as COUNTED
from hotline_server.store.figures.year_records import PRESSING
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from typer.testing import CliRunner

from demo.arrivals import sample_month
from demo.playing import month_on
from demo.timeline import SimulatedClock
from tests.hotline import AUTHORITY, KINDS, NewDatabase, a_call, connect, refusal
from tests.office import NO, YES, Office, survey

REPLIES = (act_pb2.ACT_REPLY, act_pb2.ACT_REPLY_AS_COHANDLER)
UTILITIES = {"水务集团", "供电公司", "燃气公司", "热力公司", "公共交通集团", "轨道交通集团"}
OUT = (case_pb2.ASSIGNMENT_STATE_DECLINED, case_pb2.ASSIGNMENT_STATE_WITHDRAWN)


@dataclass(frozen=True)
class Played:
    """Simulated month with prompt, late, careless and objecting departments, and the reporting period."""

    hotline: Hotline
    now: datetime
    first: date
    last: date

    @property
    def days(self) -> dict[str, Any]:
        return {"first_day": self.first.isoformat(), "last_day": self.last.isoformat()}

    def bulletin(self) -> pb.GetBulletinResponse:
        return self.hotline.reports.GetBulletin(pb.GetBulletinRequest(**self.days))

    def exported(self, format_: pb.DocumentFormat.ValueType) -> io.BytesIO:
        request = pb.ExportBulletinRequest(**self.days, format=format_)
        return io.BytesIO(b"".join(answer.chunk for answer in self.hotline.reports.ExportBulletin(request)))


@pytest.fixture(scope="module", params=KINDS)
def played(
    request: pytest.FixtureRequest, new_database: NewDatabase, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Played]:
    """Simulate the month once for the tests that only read it."""
    arrivals = sorted(random.Random(2).sample(sample_month(), 80), key=lambda one: one.at)
    begin = arrivals[0].at
    clock = SimulatedClock(begin - timedelta(hours=1))
    with new_database(request.param, tmp_path_factory.mktemp("month")) as url:
        server = start(Settings(listen="127.0.0.1:0", database=url, round_seconds=3600), clock)
        with connect(server.address) as hotline:
            # Stopped midway, so that many cases are still open.
            month_on(server, hotline, clock, 3).play(arrivals, until=begin + timedelta(days=24))
            first = local_day(begin) + timedelta(days=4)
            yield Played(hotline, clock(), first, first + timedelta(days=16))
        server.stop(0)


def moment(stamp: Any) -> datetime:
    return stamp.ToDatetime(UTC)  # type: ignore[no-any-return]


def recounted(played: Played) -> dict[str, Counts]:
    """Compute every figure from the cases themselves, as docs/figures.md defines it."""
    counts: dict[str, Counts] = defaultdict(Counter)
    for listed in played.hotline.cases():
        case = played.hotline.case(listed.number, log=True)
        for one in case.assignments:
            if played.first <= local_day(moment(one.assigned_at)) <= played.last:
                counts[one.department].update(of_assignment(case, one, played.now))
        counted: dict[tuple[str, str], case_pb2.LogEntry] = {}
        for entry in case.log:
            if entry.survey.contact == case_pb2.CONTACT_RESULT_REACHED:
                counted.setdefault((entry.details["call_id"], entry.details["handling"]), entry)
        for entry in counted.values():
            if not entry.department or not played.first <= local_day(moment(entry.at)) <= played.last:
                continue
            said, its = entry.survey, counts[entry.department]
            its[Figure.ASKED] += 1
            for answer, answered, yes in (
                (said.responded, Figure.RESPONSE_ANSWERED, Figure.RESPONDED),
                (said.resolved, Figure.RESOLUTION_ANSWERED, Figure.RESOLVED),
                (said.satisfied, Figure.SATISFACTION_ANSWERED, Figure.SATISFIED),
            ):
                its[answered] += answer in (case_pb2.SURVEY_ANSWER_YES, case_pb2.SURVEY_ANSWER_NO)
                its[yes] += answer == case_pb2.SURVEY_ANSWER_YES
    return {name: +its for name, its in counts.items() if its.total()}


def of_assignment(case: case_pb2.Case, one: case_pb2.Assignment, now: datetime) -> Counts:
    its: Counts = Counter({Figure.ASSIGNED: 1})
    its[Figure.OBJECTED] = int(one.objection_state != case_pb2.OBJECTION_STATE_UNSPECIFIED)
    its[Figure.REFUSED_OBJECTION] = int(one.objection_state == case_pb2.OBJECTION_STATE_REFUSED)
    if one.state in OUT:
        its[Figure.DECLINED] = int(one.state == case_pb2.ASSIGNMENT_STATE_DECLINED)
        was_overdue = int(one.HasField("overdue_since"))
        its[Figure.REPLY_DUE] = its[Figure.OVERDUE] = its[Figure.OVERDUE_IN_ALL] = was_overdue
        return its
    begins = [moment(other.assigned_at) for other in case.assignments if other.department == one.department]
    following = min((at for at in begins if at > moment(one.assigned_at)), default=now)
    span = [e for e in case.log if moment(one.assigned_at) <= moment(e.at) <= following]
    since = [entry for entry in span if entry.department == one.department]
    nudged = any(entry.act == act_pb2.ACT_NUDGE and "签收" in entry.reason for entry in since)
    accepted = moment(one.accepted_at) if one.HasField("accepted_at") else None
    its[Figure.ACCEPTANCE_DUE] = int(accepted is not None or nudged or moment(one.accept_due_at) <= now)
    its[Figure.ACCEPTED_IN_TIME] = int(accepted is not None and not nudged and accepted <= moment(one.accept_due_at))
    reply = min((moment(entry.at) for entry in since if entry.act in REPLIES), default=None)
    deadline = moment(one.deadline)
    its[Figure.REPLY_DUE] = int(reply is not None or deadline <= now)
    its[Figure.REPLIED_IN_TIME] = int(reply is not None and reply <= deadline)
    its[Figure.REPLIED] = int(reply is not None)
    its[Figure.REWORKED] = int(one.rework_count > 0)
    its[Figure.EXTENDED] = int(one.extension_count > 0)
    stands = bool(one.standstills) and not one.standstills[-1].HasField("until")
    its[Figure.OVERDUE] = int((reply or (moment(one.standstills[-1].since) if stands else now)) > deadline)
    its[Figure.OVERDUE_IN_ALL] = int((reply or now) > moment(one.plain_deadline) or one.HasField("overdue_since"))
    its[Figure.STOOD_STILL] = int(bool(one.standstills))
    its[Figure.SUPERVISED] = int(one.supervision_count > 0)
    return its


def figures(standing: pb.Standing) -> Counts:
    return Counter(
        {Figure[pb.Figure.Name(one.figure).removeprefix("FIGURE_")]: one.count for one in standing.counts if one.count}
    )


@pytest.mark.each_database
def test_every_figure_matches_a_recount(played: Played) -> None:
    found = played.bulletin()
    expected = recounted(played)
    kept = expected.pop(DUTY_OFFICE)
    assert found.duty_office_assignments == kept[Figure.ASSIGNED] > 0
    assert {one.name: figures(one) for one in found.departments} == expected
    total: Counts = Counter()
    for its in expected.values():
        total.update(its)
    assert figures(found.total) == total
    for figure in (
        Figure.REPLIED,
        Figure.OVERDUE,
        Figure.REWORKED,
        Figure.SUPERVISED,
        Figure.ASKED,
        Figure.EXTENDED,
        Figure.OBJECTED,
    ):
        assert total[figure], f"nothing was {figure.value} in the month, so nothing was shown of it"


@pytest.mark.each_database
def test_the_cases_listed_for_a_figure_are_those_counted(played: Played) -> None:
    for one in played.bulletin().departments[:6]:
        for count in one.counts:
            request = pb.ListCountedCasesRequest(**played.days, department=one.name, figure=count.figure, page_size=2)
            numbers: list[str] = []
            while True:
                page = played.hotline.reports.ListCountedCases(request)
                numbers += page.case_numbers
                if not page.next_page_token:
                    break
                request.page_token = page.next_page_token
            assert len(set(numbers)) == len(numbers)
            # A case assigned to a department twice is counted twice and listed once.
            assert len(numbers) <= count.count
            assert bool(numbers) is bool(count.count)


def type_of(case: case_pb2.Case) -> str:
    """Return the request type that was chosen, or else read."""
    read = next((fact.value for fact in case.decision.facts if fact.name == REQUEST_TYPE), "")
    return REQUEST_TYPES[case.call.request_type] or read


def is_counted(entry: case_pb2.LogEntry) -> bool:
    """Say whether the annual report counts an act: what presses the duty office itself it does not."""
    act = ACTS[entry.act]
    return act in COUNTED and not (act in PRESSING and entry.department == DUTY_OFFICE)


@pytest.mark.each_database
def test_the_annual_report_counts_what_the_cases_say(played: Played) -> None:
    """R6.1, R8.11: each case once, by its own words, every act, and the figures of the bulletin of its days."""
    found = played.hotline.reports.GetAnnualReport(pb.GetAnnualReportRequest(year=played.now.year))
    assert (found.first_day, found.last_day) == ("2026-01-01", f"{local_day(played.now)}")
    cases = [played.hotline.case(listed.number, log=True) for listed in played.hotline.cases()]
    calls = [case.call for case in cases]
    for counts, words in (
        (found.channels, [CHANNELS[call.channel] for call in calls]),
        (found.request_types, [type_of(case) for case in cases]),
        (found.matters, [case.matter for case in cases]),
        (found.districts, [case.location.district for case in cases]),
        (found.months, [f"{moment(case.registered_at).astimezone(CITY).month}月" for case in cases]),
        (found.outcomes, [as_counted(case) for case in cases]),
        (found.acts, [ACTS[entry.act].value for case in cases for entry in case.log if is_counted(entry)]),
    ):
        assert {one.name: one.count for one in counts if one.count} == Counter(words)
    assert found.calls.count == len(cases)
    whole = Played(played.hotline, played.now, date(2026, 1, 1), local_day(played.now)).bulletin()
    assert (found.total, found.departments) == (whole.total, whole.departments)
    assert figures(found.raw_total) == figures(found.total), "nothing is left out of assessment"
    assert not figures(found.total_before)


def as_counted(case: case_pb2.Case) -> str:
    """Return how a case is handled; what nobody has confirmed is the desk's."""
    outcome, is_open = OUTCOMES[case.decision.outcome], case.state == case_pb2.CASE_STATE_REGISTERED
    return (Outcome.DESK if is_open and outcome.is_proposal else outcome).value


def test_the_workbook_has_the_figures_as_numbers(played: Played) -> None:
    found = played.bulletin()
    book = load_workbook(played.exported(pb.DOCUMENT_FORMAT_XLSX))
    headings, *standings = book["承办单位"].iter_rows(min_row=3, values_only=True)
    named = [dict(zip(headings, row, strict=True)) for row in standings]
    assert [row["承办单位"] for row in named] == [*(one.name for one in found.departments), "合计"]
    for row, one in zip(named, [*found.departments, found.total], strict=True):
        assert all(row[figure.value] == figures(one)[figure] for figure in Figure)
        rates = {RATES[rate.rate].value: rate.value for rate in one.rates}
        assert {name: row[name] for name in rates} == pytest.approx(rates)
        assert (row["综合得分"] == "—") is bool(one.unranked_reason)
        assert all(row[rate.value] == "—" for rate in Rate if rate.value not in rates)


def test_the_document_has_the_official_layout(played: Played) -> None:
    """GB/T 9704: A4, margins, red letterhead, numbered headings."""
    document = Document(played.exported(pb.DOCUMENT_FORMAT_DOCX))
    section = document.sections[0]
    size = [round(length.mm) for length in (section.page_width, section.page_height, section.top_margin) if length]
    assert size == [210, 297, 37]
    texts = [paragraph.text for paragraph in document.paragraphs if paragraph.text]
    assert texts[0] == "12345政务服务便民热线值班室"
    assert str(document.paragraphs[0].runs[0].font.color.rgb) == "C00000"
    assert [text[:2] for text in texts if "、" in text[:2]][:3] == ["一、", "二、", "三、"]
    assert [cell.text for cell in document.tables[0].rows[0].cells][:2] == ["承办单位", "交办"]


def test_each_class_is_ranked_by_itself_and_the_duty_office_nowhere(played: Played) -> None:
    """R8.11: a district's bureau is not placed beside a utility, nor who judges among the judged."""
    found = played.bulletin()
    classes = {one.name: pb.UnitClass.Name(one.unit_class) for one in found.departments}
    assert DUTY_OFFICE not in classes
    assert "UNIT_CLASS_UNSPECIFIED" not in classes.values()
    assert {name for name in classes if classes[name] == "UNIT_CLASS_UTILITY"} == UTILITIES & classes.keys() > set()
    assert {name for name in classes if classes[name] == "UNIT_CLASS_DISTRICT"} == {
        name for name in classes if name[2] in "区县"
    }
    texts = [paragraph.text for paragraph in Document(played.exported(pb.DOCUMENT_FORMAT_DOCX)).paragraphs]
    headings = [text.partition("、")[2] for text in texts if text[1:2] == "、"]
    assert headings[1:4] == ["市直部门办理情况", "区县和区县部门办理情况", "公用企业办理情况"]
    assert any(text.startswith("不排名的：") and "交办不足10件次" in text for text in texts)
    assert any("按时签收率＝按时签收÷应签收" in text for text in texts)


@pytest.mark.parametrize(
    ("first", "last", "wrong"),
    [
        ("2026-11-1", "昨天", {"first_day", "last_day"}),
        ("2026-11-02", "2026-11-01", {"last_day"}),
        ("2025-01-01", "2026-11-01", {"last_day"}),
        ("0001-01-01", "0001-01-02", {"first_day", "last_day"}),
        ("9999-12-31", "9999-12-31", {"first_day", "last_day"}),
    ],
)
def test_an_invalid_period_is_rejected(hotline: Hotline, first: str, last: str, wrong: set[str]) -> None:
    request = pb.GetBulletinRequest(first_day=first, last_day=last)
    assert set(refusal(lambda: hotline.reports.GetBulletin(request)).violations) == wrong
    export = pb.ExportBulletinRequest(first_day=first, last_day=last, format=pb.DOCUMENT_FORMAT_XLSX)
    assert set(refusal(lambda: list(hotline.reports.ExportBulletin(export))).violations) == wrong


@pytest.mark.each_database
def test_cases_led_by_the_duty_office_are_listed(hotline: Hotline) -> None:
    case = hotline.register(a_call(content="有人往河里排污水,环保和水利互相推诿", district="江岸区"))
    assert case.decision.lead_department.name == "值班室"
    day = f"{local_day(moment(case.registered_at)):%Y-%m-%d}"
    listing = pb.ListCountedCasesRequest(first_day=day, last_day=day, department="值班室", figure=pb.FIGURE_ASSIGNED)
    assert list(hotline.reports.ListCountedCases(listing).case_numbers) == [case.number]


def test_unknown_figures_departments_and_formats_are_rejected(hotline: Hotline) -> None:
    day = "2026-11-01"
    listing = pb.ListCountedCasesRequest(first_day=day, last_day=day, department="没有的局", figure=pb.FIGURE_ASSIGNED)
    assert set(refusal(lambda: hotline.reports.ListCountedCases(listing)).violations) == {"department"}
    figure = pb.ListCountedCasesRequest(first_day=day, last_day=day, department="教育局")
    assert set(refusal(lambda: hotline.reports.ListCountedCases(figure)).violations) == {"figure"}
    export = pb.ExportBulletinRequest(first_day=day, last_day=day)
    refused = refusal(lambda: list(hotline.reports.ExportBulletin(export)))
    assert (refused.code, set(refused.violations)) == (grpc.StatusCode.INVALID_ARGUMENT, {"format"})


def test_a_bulletin_for_a_period_without_cases_is_empty(hotline: Hotline) -> None:
    empty = Played(hotline, datetime.now(UTC), date(2020, 1, 1), date(2020, 1, 1))
    found = empty.bulletin()
    assert (len(found.departments), found.total.HasField("composite")) == (0, False)
    assert empty.exported(pb.DOCUMENT_FORMAT_DOCX).getvalue()


def _possible(drawn: dict[Figure, int]) -> Counts:
    """Return consistent counts: no part larger than its whole."""
    wholes = {
        Figure.ACCEPTED_IN_TIME: Figure.ACCEPTANCE_DUE,
        Figure.REPLIED_IN_TIME: Figure.REPLY_DUE,
        Figure.REWORKED: Figure.REPLIED,
        Figure.RESPONDED: Figure.RESPONSE_ANSWERED,
        Figure.RESOLVED: Figure.RESOLUTION_ANSWERED,
        Figure.SATISFIED: Figure.SATISFACTION_ANSWERED,
    }
    return Counter({f: min(n, drawn.get(wholes[f], 0)) if f in wholes else n for f, n in drawn.items()})


@given(
    counts=st.dictionaries(
        st.sampled_from("甲乙丙丁戊"),
        st.dictionaries(st.sampled_from(Figure), st.integers(0, 50)).map(_possible),
    ),
    weights=st.dictionaries(st.sampled_from(Rate), st.integers(0, 100)),
    least=st.integers(1, 20),
)
def test_a_better_composite_never_ranks_lower(counts: dict[str, Counts], weights: dict[Rate, int], least: int) -> None:
    standings = Assessment(weights, FORMULAS, least).rank(counts, counts)
    assert {one.name for one in standings} == {name for name, its in counts.items() if its.total()}
    able = {
        one.name
        for one in standings
        if one.composite is not None and one.counts[Figure.ASSIGNED] - one.counts[Figure.DECLINED] >= least
    }
    for one in standings:
        assert one.composite is None or -1e-9 <= one.composite <= 100 + 1e-9
        assert (one.rank > 0) is (one.name in able and len(able) > 1)
        assert one.rank == one.rank_before
    placed = [one for one in standings if one.rank]
    for one, following in pairwise(placed):
        assert one.rank <= following.rank
        assert round(one.composite or 0, 2) >= round(following.composite or 0, 2)


def test_who_lacks_a_rate_or_numbers_is_not_ranked_and_told_why() -> None:
    """R8.11: a unit with few cases, or half of the rates, is not placed above those with all."""
    assessment = Assessment({Rate.SATISFACTION: 80, Rate.REWORKED: 20}, FORMULAS, 10)
    asked = {Figure.SATISFACTION_ANSWERED: 4, Figure.SATISFIED: 2}
    replied = {Figure.ASSIGNED: 10, Figure.REPLIED: 8, Figure.REWORKED: 2}
    counts = {
        "甲局": Counter({**replied, **asked}),
        "乙局": Counter(replied),
        "丙局": Counter({**replied, **asked, Figure.ASSIGNED: 9}),
        "丁局": Counter({**replied, **asked, Figure.ASSIGNED: 12, Figure.DECLINED: 3}),
    }
    (alone,) = (one for one in assessment.rank(counts, counts) if one.name == "甲局")
    assert (alone.rank, alone.unranked_for) == (0, "同类中没有别的单位可排名")
    worse = {"戊局": Counter({**replied, **asked, Figure.SATISFIED: 1})}
    first, second, *others = assessment.rank(counts | worse, counts)
    assert (second.name, second.rank, second.rank_before) == ("戊局", 2, 0)
    assert (first.name, first.rank, first.unranked_for) == ("甲局", 1, "")
    assert first.composite == pytest.approx(80 * 0.5 + 20 * 0.75)
    assert {one.name: (one.rank, one.composite, one.unranked_for) for one in others} == {
        "乙局": (0, None, "无满意率"),
        "丙局": (0, first.composite, "交办不足 10 件次"),
        "丁局": (0, first.composite, "除去异议成立的，交办不足 10 件次"),
    }


def test_rates_are_computed_by_the_rule_book() -> None:
    """R8.11: formulas can be changed without a change of the program."""
    formulas = {**FORMULAS, Rate.SATISFACTION: Formula(Figure.SATISFIED, Figure.ASKED)}
    counts = Counter({Figure.ASSIGNED: 1, Figure.ASKED: 4, Figure.SATISFACTION_ANSWERED: 2, Figure.SATISFIED: 2})
    assert Assessment({}, formulas).rates(counts)[Rate.SATISFACTION] == pytest.approx(0.5)
    assert Assessment({}, FORMULAS).rates(counts)[Rate.SATISFACTION] == pytest.approx(1)


def test_who_was_given_nothing_has_no_rates() -> None:
    """R8.11: what callers say in the period of earlier work is no 100 % of nothing."""
    assessment = Assessment({Rate.SATISFACTION: 100}, FORMULAS)
    earlier = {Figure.SATISFACTION_ANSWERED: 2, Figure.SATISFIED: 2}
    declined = {**earlier, Figure.ASSIGNED: 3, Figure.DECLINED: 3}
    for its, reason in ((earlier, "交办不足 1 件次"), (declined, "除去异议成立的，交办不足 1 件次")):
        standing = assessment.standing("轨道交通集团", Counter(its))
        assert (standing.rates, standing.composite, standing.unranked_for) == ({}, None, reason)
    assert assessment.rates(Counter({**declined, Figure.ASSIGNED: 4})) == {Rate.SATISFACTION: 1}


def test_the_command_exports_the_bulletin(server: RunningServer, hotline: Hotline, tmp_path: Path) -> None:
    hotline.register(a_call())
    token = tmp_path / "token"
    token.write_text(AUTHORITY.token("吴统计", [AccessRole.REPORTER]))
    days = ["--from", "2026-11-20", "--to", "2026-11-30", "--server", server.address, "--token-file", str(token)]
    shown = CliRunner().invoke(app, ["report", "bulletin", *days])
    assert (shown.exit_code, "交通运输局" in shown.output) == (0, True), shown.output
    out = tmp_path / "通报.xlsx"
    assert CliRunner().invoke(app, ["report", "bulletin", *days, "--out", str(out)]).exit_code == 0
    assert load_workbook(out).sheetnames == ["承办单位", "区县"]
    assert CliRunner().invoke(app, ["report", "bulletin", *days, "--out", str(tmp_path / "通报.txt")]).exit_code == 2


def test_computing_a_bulletin_reports_progress(played: Played) -> None:
    request = pb.ExportBulletinRequest(**played.days, format=pb.DOCUMENT_FORMAT_XLSX)
    answers = list(played.hotline.reports.ExportBulletin(request))
    told = [answer.progress for answer in answers if answer.WhichOneof("part") == "progress"]
    assert told == sorted(told)
    assert (told[0] < 0.1, told[-1]) == (True, 1.0)
    assert all(answer.chunk for answer in answers[len(told) :])


@pytest.mark.each_database
def test_unreached_callers_and_missing_answers_count_in_no_rate(office: Office) -> None:
    """P1: an unasked question does not count as dissatisfaction."""
    not_reached = case_pb2.SatisfactionSurvey(contact=case_pb2.CONTACT_RESULT_NOT_REACHED)
    for said in (
        [survey(satisfied=NO), not_reached],
        [not_reached],
        [survey(satisfied=case_pb2.SURVEY_ANSWER_NOT_GIVEN)],
        [case_pb2.SatisfactionSurvey(contact=case_pb2.CONTACT_RESULT_DECLINED)],
    ):
        number = office.call()
        office.accept(number)
        office.reply(number)
        office.review(number)
        office.answer(number)
        for one in said:
            office.survey(number, one)
    today = local_day(office.clock.now)
    total = Played(office.hotline, office.clock.now, today, today).bulletin().total
    counts = figures(total)
    assert (counts[Figure.ASKED], counts[Figure.SATISFACTION_ANSWERED], counts[Figure.SATISFIED]) == (2, 1, 0)
    rates = {RATES[rate.rate].value: rate.value for rate in total.rates}
    assert (rates["解决率"], rates["满意率"]) == (1, 0)


def test_a_later_answer_replaces_no_earlier_one(office: Office) -> None:
    """P1, R8.7: of each caller the first answer counts, for each handling of the matter; all are kept."""
    number = office.call()
    for said in ([NO, YES], [YES]):
        office.accept(number)
        office.reply(number)
        office.review(number)
        office.answer(number)
        for satisfied in said:
            # What is not resolved stays to be judged.
            office.survey(number, survey(satisfied=satisfied, resolved=said[0]))
        if said[0] == NO:
            office.judge(number, caller_pb.CALLBACK_MEASURE_SECOND_HANDLING)
    today = local_day(office.clock.now)
    counts = figures(Played(office.hotline, office.clock.now, today, today).bulletin().total)
    assert (counts[Figure.ASKED], counts[Figure.SATISFIED]) == (2, 1)
    assert office.acts(number).count("RECORD_SATISFACTION") == 3
