"""Text of the daily overview 每日值班综述 (R5.2).

It begins with what needs a leader's decision, and says nothing about what did not happen.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from hotline_server.desk.reports.hotspots import Hotspot
from hotline_server.desk.reports.overview import OpenQuestion, Overview
from hotline_server.domain.case import Case
from hotline_server.domain.lifecycle.act import Act
from hotline_server.domain.measures import Figure, Rate
from hotline_server.domain.numbering import number_of
from hotline_server.ground.clock import CITY, local_day, spoken_day
from hotline_server.reports import wording
from hotline_server.reports.document import Block, Chart, Document, Heading, Paragraph, Series, Table
from hotline_server.reports.hotspots import hotspot_paragraph
from hotline_server.reports.quoting import excerpt, place_of, short_title, subject_of
from hotline_server.rulebook.decision import DUTY_OFFICE, Outcome
from hotline_server.rulebook.facts import DANGERS, items

_TOP = 10
_TOP_DEPARTMENTS = 10
_EXCERPT = 100
_CASE_WIDTHS = (36, 22, 50, 18, 30)
_CITED = 3


def overview_document(overview: Overview) -> Document:
    """Compose the document of a daily overview."""
    day = spoken_day(overview.date)
    document = Document(
        head=wording.OVERVIEW,
        title=f"{day}群众来电综述",
        issuer=wording.ISSUER,
        day=local_day(overview.made_at),
        edition=f"〔{overview.date.year}〕第 {overview.date.timetuple().tm_yday} 期{_late(overview)}",
    )
    sections: Sequence[tuple[str, Sequence[Block]]] = (
        ("需要领导决策的事项", _decisions(overview)),
        ("受理情况", _received(overview)),
        ("反映集中的事项", _matters(overview)),
        ("重大突发情况", _emergencies(overview)),
        ("热点问题", _hotspots(overview)),
        ("逾期和督办", _pressed(overview)),
        ("群众满意度", _satisfaction(overview)),
        ("意见建议摘编", _suggestions(overview)),
    )
    for heading, blocks in sections:
        if blocks:
            document.add(Heading(heading), *blocks)
    return document


def _late(overview: Overview) -> str:
    """Mark an overview that is made after the day on which it is read, and shows what became of things since."""
    return "（补印）" if local_day(overview.made_at) > overview.date + timedelta(days=1) else ""


def _decisions(overview: Overview) -> list[Block]:
    """List what waits for leaders: dangers being met, questions, and supervision that was raised."""
    asked = {case.number for question in overview.questions for case in question.cases}
    raised = [
        one
        for one in overview.supervised
        if one.act == Act.RAISE_SUPERVISION.name and number_of(one.case_id) not in asked
    ]
    listed = [_danger(case, overview.told.get(case.number, "")) for case in overview.dangers]
    listed += [_question(question, overview.hotspots) for question in overview.questions]
    listed += [_raised(one.department, overview.cases[number_of(one.case_id)]) for one in raised]
    return [Paragraph(f"{place}.{item}") for place, item in enumerate(listed, 1)]


def _question(question: OpenQuestion, hotspots: Sequence[Hotspot]) -> str:
    """Say what it is about, who has it, what is asked since when, and how many people speak of it by now."""
    first = question.cases[0]
    since = first.leader_question.asked_at if first.leader_question else first.registered_at
    numbers = "、".join(case.number for case in question.cases[:_CITED])
    more = f"等 {len(question.cases)} 件" if len(question.cases) > _CITED else ""
    matters = (f"{case.district}{case.matter}问题" for case in question.cases[:_CITED] if case.matter)
    about = "、".join(dict.fromkeys(matters))
    begun = "，".join(part for part in (about, _assigned(first, since), f"{spoken_day(local_day(since))}请示") if part)
    spoken = next((one for one in hotspots if f"热点 {one.number}" in question.words), None)
    now = f"现已有 {spoken.hotness.people} 人反映 {spoken.cases} 件。" if spoken else ""
    return f"{begun}：{wording.sentence(question.words)}{now}（工单 {numbers}{more}）"


def _assigned(case: Case, asked_at: datetime) -> str:
    """Say who had a case in hand when something was asked, and since when; empty if nobody ever had."""
    leads = [one for one in case.assignments if one.leads and one.assigned_at <= asked_at]
    return f"{spoken_day(local_day(leads[-1].assigned_at))}交{leads[-1].department}办理" if leads else ""


def _danger(case: Case, told: str) -> str:
    """Say what happened, where, and in the caller's words, and who meets it."""
    lead = f"，{case.decision.lead}牵头" if case.decision.lead else ""
    what = "、".join(items(case.decision.facts, DANGERS)) or "险情"
    words = "" if case.is_protected else f"，来电人说“{excerpt(case, told or case.call.content, _EXCERPT)}”"
    return f"{place_of(case)}{what}{words}，按重大突发处置，{case.state.value}{lead}（工单 {case.number}）。"


def _raised(department: str, case: Case) -> str:
    """Say what is asked of leaders where supervision was raised, and since when the office has owed its reply."""
    own = [one for one in case.assignments if one.department == department]
    since = f"{spoken_day(local_day(own[-1].deadline))}到期" if own else ""
    owed = "，至今没有回复" if own and own[-1].is_working else ""
    told = f"{since}{owed}，" if since else ""
    return f"{subject_of(case)}由{department}办理，{told}已提级督办，请督促办理（工单 {case.number}）。"


def _received(overview: Overview) -> list[Block]:
    figures = overview.figures
    now = overview.made_at.astimezone(CITY)
    until = f"{now:%H}时{now:%M}分" if now.date() == overview.date else "24时"
    span = f"{overview.date.month}月{overview.date.day}日0时至{until}"
    if not figures.day.calls:
        return [Paragraph(f"{span}没有群众来电。")]
    earlier = (
        ("前一日", figures.day_before.calls),
        ("上周同日", figures.week_before.calls),
        ("去年同日", figures.year_before.calls),
    )
    compared = "".join(f"，{_beside(name, figures.day.calls, before)}" for name, before in earlier if before)
    return [
        Paragraph(f"{span}，共受理群众来电 {figures.day.calls} 件{compared}。"),
        _outcomes(overview),
        *_districts(overview),
        *_charts(overview),
    ]


def _districts(overview: Overview) -> Iterator[Block]:
    if len(overview.districts) > 1:
        named = "、".join(f"{name} {count} 件" for name, count in overview.districts.most_common(_TOP))
        yield Paragraph(f"按地区分：{named}。")


def _charts(overview: Overview) -> Iterator[Block]:
    first = overview.date - timedelta(days=len(overview.trend) - 1)
    days = [first + timedelta(days=place) for place in range(len(overview.trend))]
    before = Series("前一日", overview.by_hour_before) if any(overview.by_hour_before) else None
    ticks = [f"{hour}时" for hour in range(24)]
    yield Chart(ticks, "件", Series("当日", overview.by_hour), "图1\u3000各时段来电件数", before)
    if any(overview.trend[:-1]):
        yield Chart(wording.day_ticks(days), "件", Series("来电", overview.trend), f"图2\u3000近{len(days)}日来电件数")


def _outcomes(overview: Overview) -> Table:
    figures = overview.figures
    named = (
        ("当日", figures.day),
        ("前一日", figures.day_before),
        ("上周同日", figures.week_before),
        ("去年同日", figures.year_before),
    )
    columns = [(name, one) for name, one in named if one.calls]
    shown = [outcome for outcome in Outcome if any(one.by_outcome[outcome] for _, one in columns)]
    rows = [[outcome.value, *(str(one.by_outcome[outcome]) for _, one in columns)] for outcome in shown]
    rows.append(["合计", *(str(one.calls) for _, one in columns)])
    return Table(["处理方式", *(name for name, _ in columns)], rows, (44, *(28 for _ in columns)), left=(0,))


def _beside(name: str, count: int, before: int) -> str:
    if count == before:
        return f"与{name}持平"
    word = "增加" if count > before else "减少"
    return f"比{name}{word} {abs(count - before)} 件（{abs(count - before) / before:.1%}）"


def _matters(overview: Overview) -> list[Block]:
    """List the matters of more than one call; a single one is nothing that is much complained of."""
    rows = [
        [str(place), matter, str(count), str(overview.matters_before[matter])]
        for place, (matter, count) in enumerate(overview.matters.most_common(_TOP), 1)
        if count > 1
    ]
    return [Table([wording.RANK, "事项", "当日", "前一日"], rows, (16, 80, 30, 30))] if rows else []


def _emergencies(overview: Overview) -> list[Block]:
    count = overview.figures.day.by_outcome[Outcome.EMERGENCY]
    if not count:
        return []
    listed = f"，以下是最近的 {len(overview.emergencies)} 件" if count > len(overview.emergencies) else ""
    return [
        Paragraph(f"当日按重大突发处置 {count} 件{listed}。"),
        Table(
            ["工单号", wording.DISTRICT, "事由", "状态", "牵头单位"],
            [
                [
                    case.number,
                    case.district or wording.NONE,
                    short_title(case, overview.told.get(case.number, "")),
                    case.state.value,
                    case.decision.lead or wording.NONE,
                ]
                for case in overview.emergencies
            ],
            _CASE_WIDTHS,
            left=(2, 4),
        ),
    ]


def _hotspots(overview: Overview) -> list[Block]:
    return [Paragraph(f"{place}.{hotspot_paragraph(hotspot)}") for place, hotspot in enumerate(overview.hotspots, 1)]


def _pressed(overview: Overview) -> list[Block]:
    blocks: list[Block] = []
    overdue = Counter({name: count for name, count in overview.overdue.items() if name != DUTY_OFFICE})
    if overdue:
        text = f"到当日末，逾期没有回复的交办 {overdue.total()} 件，涉及 {len(overdue)} 个单位"
        top = "、".join(f"{name} {count} 件" for name, count in overdue.most_common(_TOP_DEPARTMENTS))
        blocks.append(Paragraph(f"{text}{'，最多的是' if len(overdue) > _TOP_DEPARTMENTS else ''}：{top}。"))
    if own := overview.overdue[DUTY_OFFICE]:
        blocks.append(Paragraph(f"值班室自己牵头的，逾期 {own} 件。"))
    if overview.supervisions:
        rows = [
            [
                number_of(one.case_id),
                one.department,
                short_title(overview.cases[number_of(one.case_id)]),
                Act[one.act].value,
            ]
            for one in overview.supervised
        ]
        blocks += [
            Paragraph(f"当日督办 {overview.supervisions} 件次。"),
            Table(["工单号", wording.DEPARTMENT, "事由", "督办"], rows, (36, 38, 58, 24), left=(1, 2)),
        ]
    return blocks


def _satisfaction(overview: Overview) -> list[Block]:
    counts, rates = overview.total.counts, overview.total.rates
    if not counts[Figure.ASKED]:
        return []
    shown = (Rate.RESPONSE, Rate.RESOLUTION, Rate.SATISFACTION)
    named = "".join(f"，{rate.value} {wording.percent(rates[rate])}" for rate in shown if rate in rates)
    return [Paragraph(f"当日回访 {counts[Figure.ASKED]} 人{named}。")]


def _suggestions(overview: Overview) -> list[Block]:
    # The same words from several callers are quoted once.
    quoted: dict[str, list[str]] = {}
    for case in overview.suggestions:
        quoted.setdefault(excerpt(case, case.call.content, _EXCERPT), []).append(case.number)
    return [
        Paragraph(f"{place}.{text}（工单 {'、'.join(numbers)}）")
        for place, (text, numbers) in enumerate(quoted.items(), 1)
    ]
