"""Text of the daily overview 每日值班综述 (R5.2)."""

from datetime import timedelta

from hotline_server.desk.reports.overview import Compared, Overview
from hotline_server.domain.lifecycle.act import Act
from hotline_server.domain.measures import Figure, Rate
from hotline_server.domain.numbering import number_of
from hotline_server.ground.clock import CITY, local_day
from hotline_server.reports import wording
from hotline_server.reports.document import Block, Chart, Document, Heading, Paragraph, Table
from hotline_server.reports.hotspots import hotspot_paragraph
from hotline_server.reports.quoting import excerpt, short_title
from hotline_server.rulebook.decision import Outcome

_TOP = 10
_TOP_DEPARTMENTS = 10
_EXCERPT = 100
_CASE_WIDTHS = (36, 22, 50, 18, 30)


def overview_document(overview: Overview) -> Document:
    """Compose the document of a daily overview."""
    day = wording.day(overview.date)
    document = Document(
        head=wording.OVERVIEW,
        title=f"{day}群众来电综述",
        issuer=wording.ISSUER,
        day=local_day(overview.made_at),
        edition=f"〔{overview.date.year}〕第 {overview.date.timetuple().tm_yday} 期",
    )
    document.add(
        Heading("受理情况"),
        *_received(overview),
        Heading("反映集中的事项"),
        *_matters(overview),
        Heading("重大突发情况"),
        *_emergencies(overview),
        Heading("热点问题"),
        *_hotspots(overview),
        Heading("逾期和督办"),
        *_pressed(overview),
        Heading("群众满意度"),
        Paragraph(_satisfaction(overview)),
        Heading("意见建议摘编"),
        *_suggestions(overview),
    )
    return document


def _received(overview: Overview) -> list[Block]:
    figures = overview.figures
    now = overview.made_at.astimezone(CITY)
    until = f"{now:%H}时{now:%M}分" if now.date() == overview.date else "24时"
    text = (
        f"{overview.date.month}月{overview.date.day}日0时至{until}，共受理群众来电 {figures.day.calls} 件，"
        f"{_beside('前一日', figures.day.calls, figures.day_before.calls)}，"
        f"{_beside('上周同日', figures.day.calls, figures.week_before.calls)}，"
        f"{_beside('去年同日', figures.day.calls, figures.year_before.calls)}。"
    )
    first = overview.date - timedelta(days=len(overview.trend) - 1)
    days = [first + timedelta(days=place) for place in range(len(overview.trend))]
    return [
        Paragraph(text),
        _outcomes(figures),
        Chart(
            [f"{hour}" for hour in range(24)],
            overview.by_hour,
            "图1\u3000各时段来电件数（横轴为时；实线为当日，虚线为前一日）",
            overview.by_hour_before,
        ),
        Chart([f"{one.month}-{one.day}" for one in days], overview.trend, "图2\u3000近十四日来电件数"),
    ]


def _outcomes(figures: Compared) -> Table:
    days = (figures.day, figures.day_before, figures.week_before, figures.year_before)
    shown = [outcome for outcome in Outcome if any(one.by_outcome[outcome] for one in days)]
    rows = [[outcome.value, *(str(one.by_outcome[outcome]) for one in days)] for outcome in shown]
    rows.append(["合计", *(str(one.calls) for one in days)])
    return Table(["处理方式", "当日", "前一日", "上周同日", "去年同日"], rows, (44, 28, 28, 28, 28), left=(0,))


def _beside(name: str, count: int, before: int) -> str:
    if not before:
        return f"{name}没有来电"
    if count == before:
        return f"与{name}持平"
    word = "增加" if count > before else "减少"
    return f"比{name}{word} {abs(count - before)} 件（{abs(count - before) / before:.1%}）"


def _matters(overview: Overview) -> list[Block]:
    if not overview.matters:
        return [Paragraph("当日来电没有集中反映的事项。")]
    rows = [
        [str(place), matter, str(count), str(overview.matters_before[matter])]
        for place, (matter, count) in enumerate(overview.matters.most_common(_TOP), 1)
    ]
    blocks: list[Block] = [Table([wording.RANK, "事项", "当日", "前一日"], rows, (16, 80, 30, 30))]
    if overview.districts:
        named = "、".join(f"{name} {count} 件" for name, count in overview.districts.most_common(_TOP))
        blocks.append(Paragraph(f"按地区分：{named}。"))
    return blocks


def _emergencies(overview: Overview) -> list[Block]:
    count = overview.figures.day.by_outcome[Outcome.EMERGENCY]
    if not count:
        return [Paragraph("当日没有重大突发情况。")]
    listed = f"，以下是最近的 {len(overview.emergencies)} 件" if count > len(overview.emergencies) else ""
    return [
        Paragraph(f"当日按重大突发处置 {count} 件{listed}。"),
        Table(
            ["工单号", wording.DISTRICT, "事由", "状态", "牵头单位"],
            [
                [
                    case.number,
                    case.district,
                    short_title(case),
                    case.state.value,
                    case.decision.lead,
                ]
                for case in overview.emergencies
            ],
            _CASE_WIDTHS,
            left=(2, 4),
        ),
    ]


def _hotspots(overview: Overview) -> list[Block]:
    if not overview.hotspots:
        return [Paragraph("近期没有多人集中反映的同一问题。")]
    return [Paragraph(f"{place}.{hotspot_paragraph(hotspot)}") for place, hotspot in enumerate(overview.hotspots, 1)]


def _pressed(overview: Overview) -> list[Block]:
    overdue = overview.overdue
    if overdue:
        text = f"到当日末，逾期没有回复的交办 {overdue.total()} 件，涉及 {len(overdue)} 个单位"
        top = "、".join(f"{name} {count} 件" for name, count in overdue.most_common(_TOP_DEPARTMENTS))
        text += f"，最多的是：{top}。" if len(overdue) > _TOP_DEPARTMENTS else f"：{top}。"
    else:
        text = "到当日末，没有逾期未回复的交办。"
    if not overview.supervisions:
        return [Paragraph(f"{text}当日没有书面督办。")]
    rows = [
        [
            number_of(one.case_id),
            one.department,
            short_title(overview.cases[number_of(one.case_id)]),
            Act[one.act].value,
        ]
        for one in overview.supervised
    ]
    return [
        Paragraph(f"{text}当日督办 {overview.supervisions} 件次。"),
        Table(["工单号", wording.DEPARTMENT, "事由", "督办"], rows, (36, 38, 58, 24), left=(1, 2)),
    ]


def _satisfaction(overview: Overview) -> str:
    counts, rates = overview.total.counts, overview.total.rates
    if not counts[Figure.ASKED]:
        return "当日没有回访。"
    shown = (Rate.RESPONSE, Rate.RESOLUTION, Rate.SATISFACTION)
    named = "、".join(f"{rate.value} {wording.percent(rates[rate])}" for rate in shown if rate in rates)
    return f"当日回访 {counts[Figure.ASKED]} 人，{named}。"


def _suggestions(overview: Overview) -> list[Block]:
    if not overview.suggestions:
        return [Paragraph("当日没有需要摘编的意见建议。")]
    return [
        Paragraph(f"{place}.{excerpt(case, case.call.content, _EXCERPT)}（工单 {case.number}）")
        for place, case in enumerate(overview.suggestions, 1)
    ]
