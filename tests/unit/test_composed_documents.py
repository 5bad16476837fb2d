"""What overview, bulletin and dossier say, and what they leave out (R5.2, R6.1, R7.1, R8.11)."""

import io
import re
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hotline_server.desk.days import Days
from hotline_server.desk.reports.annual import AnnualReport, Counted
from hotline_server.desk.reports.bulletin import TOTAL, Bulletin
from hotline_server.desk.reports.hotspots import Hotspot
from hotline_server.desk.reports.overview import Compared, OpenQuestion, Overview
from hotline_server.domain.acts import departments, supervision, triage
from hotline_server.domain.call import BLANK_CALL
from hotline_server.domain.case import Case
from hotline_server.domain.exclusion import ExclusionOutcome, ExclusionState
from hotline_server.domain.hotspots import Hotness
from hotline_server.domain.leader_question import Asked, LeaderQuestion
from hotline_server.domain.lifecycle.act import Act
from hotline_server.domain.lifecycle.state import CaseState
from hotline_server.domain.log import LogEntry
from hotline_server.domain.measures import FORMULAS, Assessment, Figure, Rate, UnitClass
from hotline_server.domain.numbering import parse_number
from hotline_server.domain.parties import Designation, Role
from hotline_server.ground.clock import local_day
from hotline_server.reports.annual import annual_document
from hotline_server.reports.bulletin import bulletin_document
from hotline_server.reports.bulletin_xlsx import bulletin_xlsx
from hotline_server.reports.document import Chart, Document, Heading, Paragraph, Table
from hotline_server.reports.dossier import dossier_document
from hotline_server.reports.overview import overview_document
from hotline_server.rulebook.decision import DUTY_OFFICE, Outcome
from hotline_server.rulebook.facts import DANGERS
from hotline_server.rulebook.time_limit import working_days
from hotline_server.store.figures.day_figures import DayFigures
from hotline_server.store.figures.day_records import Supervised
from hotline_server.text.location import Location
from openpyxl import load_workbook

from tests.case_files import DEPARTMENT, DESK, new_file
from tests.hotline import MONDAY
from tests.unit.test_standing import POLICE, at_work, case_of

NUMBER = "20261123-000001"
NOTHING = DayFigures(Counter(), Counter(), 0)
QUIET = Overview(
    date=local_day(MONDAY), questions=[], dangers=[], told={}, figures=Compared(NOTHING, NOTHING, NOTHING, NOTHING),
    by_hour=[0] * 24, by_hour_before=[0] * 24, trend=[0] * 14, matters=Counter(), matters_before=Counter(),
    districts=Counter(), emergencies=[], hotspots=[], overdue=Counter(), supervisions=0, supervised=[],
    total=Assessment({}, FORMULAS).standing(TOTAL, Counter()), suggestions=[], cases={},
    made_at=MONDAY + timedelta(days=1),
)  # fmt: skip
ASSESSMENT = Assessment({Rate.SATISFACTION: 80, Rate.REWORKED: 20}, FORMULAS, 10)
WHOLE = Counter({Figure.ASSIGNED: 12, Figure.DECLINED: 2, Figure.REPLIED: 10, Figure.REWORKED: 1,
                 Figure.SATISFACTION_ANSWERED: 4, Figure.SATISFIED: 3})  # fmt: skip
REFUSED = ExclusionOutcome("不可抗力", ExclusionState.REFUSED, appealed=True)
FEW = Counter({Figure.ASSIGNED: 3, Figure.REPLIED: 3})
BUSY = Compared(
    DayFigures(Counter({Outcome.TRANSFER: 3}), Counter({CaseState.ASSIGNED: 3}), 0), NOTHING, NOTHING, NOTHING
)

HOTSPOT = Hotspot(
    number="20261123-000009", title="路灯不亮", matter="市政设施", place="人民路", phrases=(), cases=81, open_cases=81,
    awaiting=40, hotness=Hotness(90, (), 80, 81, 0), daily=(), first_at=MONDAY, last_at=MONDAY, samples=(),
)  # fmt: skip
DANGEROUS = replace(BUSY, day=DayFigures(Counter({Outcome.EMERGENCY: 1}), Counter(), 0))


def paragraphs(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Paragraph)]


def headings(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Heading)]


def tables(document: Document) -> list[Table]:
    return [block for block in document.blocks if isinstance(block, Table)]


def a_case(**fields: object) -> Case:
    """Return the case of a flat that the police handle since Monday."""
    return replace(case_of(at_work()), matter="噪声扰民", location=Location(district="东湖区"), **fields)  # type: ignore[arg-type]


class TestOverview:
    def test_it_says_to_whom_was_assigned_what_waits_for_a_leader_and_since_when(self) -> None:
        asked_at = MONDAY + timedelta(hours=3)
        case = a_case(leader_question=LeaderQuestion(asked_at, (Asked(DUTY_OFFICE, "是否联合执法", asked_at),)))
        document = overview_document(replace(QUIET, questions=[OpenQuestion("是否联合执法", [case])]))
        assert headings(document)[0] == "需要领导决策的事项"
        assert paragraphs(document)[0] == (
            f"1.东湖区噪声扰民问题，2026年11月23日交{POLICE}办理，2026年11月23日请示：是否联合执法。（工单 {NUMBER}）"
        )

    def test_it_begins_with_dangers_and_says_what_happened_where_in_the_words_that_told_of_it(self) -> None:
        """R2.6: also if they came after the call."""
        asked_at = MONDAY + timedelta(hours=3)
        call = replace(BLANK_CALL, content="路灯不亮，请修", address="东湖区人民路22号")
        fire = a_case(call=call)
        facts = {DANGERS: ("火灾",)}
        fire = replace(fire, decision=replace(fire.decision, outcome=Outcome.EMERGENCY, facts=facts))
        lamps = a_case(leader_question=LeaderQuestion(asked_at, (Asked(DUTY_OFFICE, "路灯怎样办理", asked_at),)))
        told = {NUMBER: "我家着火了快来人救命"}
        asked = OpenQuestion("七天里 40 人反映人民路路灯问题（热点 20261123-000009），请批示如何办理", [lamps])
        overview = replace(QUIET, questions=[asked], dangers=[fire], told=told, emergencies=[fire], figures=DANGEROUS)
        overview = replace(overview, hotspots=[HOTSPOT])
        document = overview_document(overview)
        first, second, *_ = paragraphs(document)
        assert first.startswith("1.东湖区人民路22号火灾，来电人说“我家着火了快来人救命”，按重大突发处置，")
        assert second.startswith("2.")
        assert "请批示如何办理。现已有 80 人反映 81 件。" in second, "as many as below"
        assert [table.rows[0][2] for table in tables(document) if "事由" in table.headings] == ["我家着火了快来人救命"]

    def test_it_says_since_when_a_supervised_office_owes_its_reply(self) -> None:
        file = new_file()
        triage.assign(file, DESK, MONDAY, "研判", Designation(POLICE, (), working_days(7)))
        departments.accept(file, DEPARTMENT, MONDAY, POLICE)
        later = MONDAY + timedelta(days=20)
        supervision.supervise(file, DESK, later, POLICE, "没有回复", 3)
        case = replace(case_of(file), matter="噪声扰民", location=Location(district="东湖区"))
        raised = Supervised(parse_number(NUMBER), POLICE, Act.RAISE_SUPERVISION.name)
        overview = replace(QUIET, supervisions=1, supervised=[raised], cases={NUMBER: case})
        said = paragraphs(overview_document(overview))[0]
        assert said.startswith(f"1.东湖区噪声扰民问题由{POLICE}办理，2026年12月2日到期，至今没有回复，已提级督办")

    def test_what_did_not_happen_is_not_said(self) -> None:
        document = overview_document(replace(QUIET, figures=BUSY, by_hour=[3] + [0] * 23))
        assert headings(document) == ["受理情况"]
        assert [text for text in paragraphs(document) if re.search(r"(?<![0-9]) ?0 ?[件人]", text)] == []

    def test_one_call_makes_no_matter_that_is_much_complained_of(self) -> None:
        matters = Counter({"噪声扰民": 2, "物业服务": 1})
        document = overview_document(replace(QUIET, figures=BUSY, matters=matters))
        listed = next(table for table in tables(document) if "事项" in table.headings)
        assert [row[1] for row in listed.rows] == ["噪声扰民"]
        alone = overview_document(replace(QUIET, figures=BUSY, matters=Counter({"物业服务": 1})))
        assert "反映集中的事项" not in headings(alone)

    def test_the_duty_office_is_not_among_the_offices_that_are_late(self) -> None:
        document = overview_document(replace(QUIET, overdue=Counter({POLICE: 2, DUTY_OFFICE: 1})))
        assert paragraphs(document)[-2:] == [
            f"到当日末，逾期没有回复的交办 2 件，涉及 1 个单位：{POLICE} 2 件。",
            "值班室自己牵头的，逾期 1 件。",
        ]

    def test_one_that_is_made_later_says_so(self) -> None:
        assert "补印" not in overview_document(QUIET).edition
        assert "补印" in overview_document(replace(QUIET, made_at=MONDAY + timedelta(days=9))).edition

    def test_its_charts_say_what_they_count(self) -> None:
        charts = [
            block
            for block in overview_document(replace(QUIET, figures=BUSY, trend=[1] * 14)).blocks
            if isinstance(block, Chart)
        ]
        assert [(one.unit, one.caption[:2]) for one in charts] == [("件", "图1"), ("件", "图2")]
        assert charts[1].ticks[0] == "11月10日"


class TestBulletin:
    @staticmethod
    def bulletin() -> Bulletin:
        asked = Counter({Figure.SATISFACTION_ANSWERED: 1, Figure.SATISFIED: 1})
        rank = ASSESSMENT.rank({POLICE: WHOLE, "司法局": WHOLE, "水务集团": FEW, "燃气公司": asked}, {})
        classes = {POLICE: UnitClass.BUREAU, "司法局": UnitClass.BUREAU}
        return Bulletin(
            days=Days(local_day(MONDAY), local_day(MONDAY)),
            departments=[replace(one, unit_class=classes.get(one.name, UnitClass.UTILITY)) for one in rank],
            districts=[], units=[], total=ASSESSMENT.standing(TOTAL, WHOLE + FEW),
            total_before=ASSESSMENT.standing(TOTAL, Counter()),
            raw=[ASSESSMENT.standing(POLICE, WHOLE + Counter({Figure.ASSIGNED: 1, Figure.OVERDUE: 1}))],
            exclusions=Counter({(POLICE, REFUSED): 2, (POLICE, replace(REFUSED, appealed=False)): 1}),
            own=4, assessment=ASSESSMENT, lines=[], counted_at=datetime(2026, 11, 24, tzinfo=UTC),
        )  # fmt: skip

    def test_classes_stand_apart_and_missing_rates_and_ranks_are_shown_as_such(self) -> None:
        document = bulletin_document(self.bulletin())
        assert headings(document) == ["总体情况", "市直部门办理情况", "公用企业办理情况", "剔除前后对照", "指标说明"]
        _, counts, ranks, _, few, *_ = tables(document)
        assert dict(zip(counts.headings, counts.rows[0], strict=True))["异议成立"] == "2"
        assert ranks.rows[0][:2] == ["1", POLICE]
        row = dict(zip(few.headings, few.rows[0], strict=True))
        assert (row["名次"], row["满意率"], row["综合得分"]) == ("—", "—", "—")
        said = paragraphs(document)
        assert "不排名的：水务集团（交办不足 10 件次）。" in said
        assert "值班室自己牵头协调 4 件次，不计入以上数字，也不参加排名。" in said
        assert "满意率＝满意÷满意可评" in said[-3]

    def test_a_column_of_changes_is_shown_where_anybody_had_a_rank_before(self) -> None:
        bulletin = self.bulletin()
        after = replace(bulletin, departments=[replace(one, rank_before=2 * one.rank) for one in bulletin.departments])
        for document, told in ((bulletin_document(bulletin), False), (bulletin_document(after), True)):
            assert next(table.headings[-1] for table in tables(document) if table.headings[0] == "名次") == (
                "升降" if told else "综合得分"
            )
            assert (paragraphs(document)[-1] == "升降与前一个同样长的时段相比。") is told

    def test_it_says_why_departments_asked_for_exclusion_and_what_was_decided(self) -> None:
        """R8.11."""
        asked, *_ = tables(bulletin_document(self.bulletin()))
        assert asked.rows == [
            [POLICE, "不可抗力", "不予剔除", "—", "1"],
            [POLICE, "不可抗力", "不予剔除", "不成立", "2"],
        ]
        sheet = load_workbook(io.BytesIO(bulletin_xlsx(self.bulletin())))["剔除申请"]
        headings, *rows = sheet.iter_rows(min_row=3, values_only=True)
        assert headings == ("承办单位", "剔除理由", "审核结果", "申诉裁定", "件次")
        assert [[*map(str, row)] for row in rows] == asked.rows

    def test_whoever_was_given_nothing_has_no_row_on_paper_and_no_rates_in_the_workbook(self) -> None:
        """R8.11."""
        said = str([table.rows for table in tables(bulletin_document(self.bulletin()))])
        assert ("水务集团" in said, "燃气公司" in said) == (True, False)
        sheet = load_workbook(io.BytesIO(bulletin_xlsx(self.bulletin())))["承办单位"]
        headings, *rows = sheet.iter_rows(min_row=3, values_only=True)
        (row,) = (dict(zip(headings, one, strict=True)) for one in rows if "燃气公司" in one)
        assert (row["交办"], row["满意可评"], row["满意率"]) == (0, 1, "—")

    def test_figures_before_and_after_exclusions_stand_below_each_other(self) -> None:
        (*_, counts, rates) = tables(bulletin_document(self.bulletin()))
        assert [(row[0], row[1], row[5]) for row in counts.rows] == [
            (f"{POLICE}（剔除前）", "13", "1"),
            (f"{POLICE}（剔除后）", "12", "0"),
        ]
        assert [row[0] for row in rates.rows] == ["—", "—"]
        book = load_workbook(io.BytesIO(bulletin_xlsx(self.bulletin())))
        assert [book[name]["A3"].value for name in ("承办单位", "区县")] == ["类别", "名次"], "no empty column"


class TestAnnualReport:
    @pytest.mark.parametrize(
        ("done", "told"),
        [
            ({Act.REQUEST_EXCLUSION: 2, Act.APPEAL_EXCLUSION: 1, Act.REFUSE_APPEAL: 1},
             "承办单位申请剔除 2 件次，提出申诉 1 件次，申诉不成立 1 件次。"),
            ({}, "本年没有剔除，剔除前后的数字相同。"),
        ],
    )  # fmt: skip
    def test_of_exclusions_it_says_what_there_was(self, done: dict[Act, int], told: str) -> None:
        """R8.11."""
        bulletin, none = TestBulletin.bulletin(), Counted("", 0, 0)
        acts = [Counted(act.value, done.get(act, 0), 0) for act in Act]
        report = AnnualReport(
            bulletin.days, bulletin.days, none, none, [], [], [], [], [], [], acts, bulletin, bulletin.total
        )
        assert told in paragraphs(annual_document(report))

    def test_of_a_year_without_figures_and_months_to_come_it_says_nothing(self) -> None:
        bulletin, calls = TestBulletin.bulletin(), Counted("", 3, 0)
        by_month = [Counted(f"{month}月", int(month < 4), 0) for month in range(1, 13)]
        some = [Counted("电话", 3, 0)]
        acts = [Counted(act.value, 1, 0) for act in Act]
        document = annual_document(
            AnnualReport(
                bulletin.days, bulletin.days, calls, calls, by_month, some, some, some, some, some, acts, bulletin,
                bulletin.total,
            )
        )  # fmt: skip
        (chart,) = [block for block in document.blocks if isinstance(block, Chart)]
        assert (chart.ticks[-1], chart.compared) == ("11月", None)
        assert [name for table in tables(document) for name in table.headings if name in ("上年", "增减")] == []
        assert [text for text in paragraphs(document) if "升降" in text] == []


class TestDossier:
    @staticmethod
    def entry(role: Role, reason: str) -> LogEntry:
        return LogEntry(NUMBER, 1, MONDAY, "规则库", role.name, Act.REGISTER.name, reason, "", "", "", {}, "")

    def test_it_gives_the_grounds_of_the_first_handling_and_of_the_later_one(self) -> None:
        decision = replace(case_of(at_work()).decision, reasons=("来电人反映问题没有解决",))
        log = [self.entry(Role.RULE_BOOK, "属于公安机关的职责。"), self.entry(Role.DESK, "核实过")]
        said = paragraphs(dossier_document(a_case(decision=decision), log, [], []))
        assert "属于公安机关的职责。" in said
        assert "后经人工研判：来电人反映问题没有解决。" in said
        assert "核实过" not in said
