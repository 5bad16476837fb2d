"""Text of the annual report 年度报告: what was asked for, what came of it, what changed (R6.1, R8.7, R8.11)."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from hotline_server.desk.reports.annual import AnnualReport, Counted
from hotline_server.domain.lifecycle.act import Act
from hotline_server.domain.measures import Figure, Rate, Standing
from hotline_server.ground.clock import local_day
from hotline_server.reports import wording
from hotline_server.reports.bulletin import assessment_rules, with_work
from hotline_server.reports.document import Block, Chart, Document, Heading, Paragraph, Series, Table
from hotline_server.rulebook.decision import Outcome

_TOP = 15
_BEFORE_WIDTHS = (25, 25)
_UNNAMED = "未写明"
_COUNTED = (
    Figure.ASSIGNED, Figure.REPLIED, Figure.REPLIED_IN_TIME, Figure.OVERDUE, Figure.EXTENDED, Figure.REWORKED,
    Figure.SUPERVISED, Figure.OBJECTED, Figure.DECLINED, Figure.ASKED, Figure.EXCLUDED, Figure.EXCLUSION_ASKED,
    Figure.EXCLUSION_APPEALED,
)  # fmt: skip
_SHOWN_RATES = (Rate.REPLIED_IN_TIME, Rate.RESPONSE, Rate.RESOLUTION, Rate.SATISFACTION)


def annual_document(report: AnnualReport) -> Document:
    """Compose the document of an annual report."""
    days, bulletin = report.days, report.bulletin
    title = f"{days.first.year}年热线运行情况年度报告"
    document = Document(wording.ISSUER, title, wording.ISSUER, local_day(bulletin.counted_at))
    sections: Sequence[tuple[str, Sequence[Block]]] = (
        ("总体情况", list(_summary(report))),
        ("受理情况", list(_received(report))),
        ("反映集中的事项", list(_matters(report))),
        ("办理质效", list(_results(report))),
        ("督促办理和重大突发", list(_acts(report))),
        ("各单位办理情况", list(_departments(with_work(bulletin.departments)))),
        ("指标说明", list(map(Paragraph, _rules(report)))),
    )
    for heading, blocks in sections:
        if blocks:
            document.add(Heading(heading), *blocks)
    return document


def _summary(report: AnnualReport) -> Iterator[Block]:
    calls, days = report.calls, report.days
    if not calls.count:
        yield Paragraph(f"{wording.span(days.first, days.last)}没有受理群众诉求。")
        return
    yield Paragraph(f"{wording.span(days.first, days.last)}，共受理群众诉求 {calls.count} 件，{_change(calls)}。")
    at_once = report.outcome(Outcome.DIRECT_ANSWER).count
    sent_on = sum(report.outcome(one).count for one in Outcome if one.is_with_departments)
    emergencies = report.outcome(Outcome.EMERGENCY).count
    parts = {
        f"当场答复 {at_once} 件，占 {wording.percent(at_once / calls.count)}": at_once,
        f"交承办单位办理 {sent_on} 件，占 {wording.percent(sent_on / calls.count)}": sent_on,
        f"按重大突发处置 {emergencies} 件": emergencies,
    }
    told = "；".join(said for said, count in parts.items() if count)
    yield Paragraph(f"其中{told}。" if told else "都由值班室研判办理。")
    rates, before = report.bulletin.total.rates, report.bulletin.total_before.rates
    known = [
        f"{rate.value} {wording.percent(rates[rate])}{_points(rates[rate], before.get(rate))}"
        for rate in _SHOWN_RATES
        if rate in rates
    ]
    if known:
        yield Paragraph(f"{'，'.join(known)}。")


def _received(report: AnnualReport) -> Iterator[Block]:
    if not report.calls.count:
        return
    # Months to come say nothing.
    months = report.months[: report.days.last.month]
    before = [one.before for one in months]
    earlier = Series("上年", before) if any(before) else None
    shown = Series("本年", [one.count for one in months])
    yield Chart([one.name for one in months], "件", shown, "图1\u3000各月受理件数", earlier)
    for heading, counts in (
        ("来电渠道", report.channels),
        ("诉求类型", report.request_types),
        ("处理方式", report.outcomes),
        (wording.DISTRICT, report.districts),
    ):
        yield _shares(report, heading, counts)
    if report.nuisances.count:
        yield Paragraph(f"另有标记为恶意来电的 {report.nuisances.count} 件，不计入以上数字。")


def _matters(report: AnnualReport) -> Iterator[Block]:
    named = [one for one in report.matters if one.name and one.count][:_TOP]
    if named:
        rows = [[str(place), one.name, str(one.count)] for place, one in enumerate(named, 1)]
        yield _beside_last_year(report, [wording.RANK, "事项", "本年（件）"], rows, named, (16, 65, 25), left=(1,))


def _results(report: AnnualReport) -> Iterator[Block]:
    """Yield counts and rates of all departments together: adjusted, of the year before, and raw (R8.11)."""
    total, before, raw = report.bulletin.total, report.bulletin.total_before, report.raw
    if not total.counts.total():
        return
    counted = [one for one in _COUNTED if total.counts[one] or before.counts[one] or raw.counts[one]]
    columns = {"本年": total, "上年": before, "本年（剔除前）": raw}
    if not before.counts.total():
        del columns["上年"]
    rows = [[one.value, *(str(its.counts[one]) for its in columns.values())] for one in counted]
    rows += [[rate.value, *(wording.percent(its.rates.get(rate)) for its in columns.values())] for rate in Rate]
    yield Table(["指标", *columns], rows, (60, *(96 / len(columns) for _ in columns)), left=(0,))
    yield Paragraph(_exclusions(report))


def _exclusions(report: AnnualReport) -> str:
    """Say what was left out, asked to be, and appealed against; nothing of what there was none of."""
    counted = (
        ("标记为恶意来电和经复核剔除", report.bulletin.total.counts[Figure.EXCLUDED]),
        ("承办单位申请剔除", report.act(Act.REQUEST_EXCLUSION).count),
        ("提出申诉", report.act(Act.APPEAL_EXCLUSION).count),
        ("申诉成立", report.act(Act.UPHOLD_APPEAL).count),
        ("申诉不成立", report.act(Act.REFUSE_APPEAL).count),
    )
    told = "，".join(f"{name} {count} 件次" for name, count in counted if count)
    return f"{told}。" if told else "本年没有剔除，剔除前后的数字相同。"


def _departments(standings: Sequence[Standing]) -> Iterator[Block]:
    for unit_class, found in groupby(standings, lambda one: one.unit_class):
        if unit_class:
            yield Table(
                [wording.RANK, unit_class.value, "交办", *(rate.value for rate in _SHOWN_RATES), wording.COMPOSITE],
                [
                    [
                        str(one.rank or wording.NONE),
                        one.name,
                        str(one.counts[Figure.ASSIGNED]),
                        *(wording.percent(one.rates.get(rate)) for rate in _SHOWN_RATES),
                        wording.score(None if one.unranked_for else one.composite),
                    ]
                    for one in found
                ],
                (12, 41, 16, 19, 16, 16, 16, 20),
            )


def _rules(report: AnnualReport) -> Iterator[str]:
    before = report.before
    compared = wording.span(before.first, before.last)
    if report.calls.before:
        yield f"上年是{compared}，按现在的情况重新计算。"
    yield "办理环节按发生的时间计，其余按登记、交办、回访的时间计。"
    yield from assessment_rules(report.bulletin.assessment)


def _acts(report: AnnualReport) -> Iterator[Block]:
    done = [one for one in report.acts if one.count or one.before]
    if done:
        rows = [[one.name, str(one.count)] for one in done]
        yield _beside_last_year(report, ["办理环节", "本年（次）"], rows, done, (76, 30), left=(0,))


def _shares(report: AnnualReport, heading: str, counts: Sequence[Counted]) -> Table:
    total, shown = sum(one.count for one in counts), [one for one in counts if one.count or one.before]
    rows = [[one.name or _UNNAMED, str(one.count), wording.percent(one.count / total)] for one in shown]
    return _beside_last_year(report, [heading, "本年（件）", "占比"], rows, shown, (56, 25, 25), left=(0,))


def _beside_last_year(
    report: AnnualReport,
    headings: list[str],
    rows: list[list[str]],
    counts: Sequence[Counted],
    widths: tuple[float, ...],
    left: tuple[int, ...],
) -> Table:
    """Return a table with the year before beside this one, if anything is recorded of it."""
    if not report.calls.before:
        wide = [width + sum(_BEFORE_WIDTHS) * (place in left) for place, width in enumerate(widths)]
        return Table(headings, rows, wide, left=left)
    told = [[*row, str(one.before), _growth(one)] for row, one in zip(rows, counts, strict=True)]
    return Table([*headings, "上年", "增减"], told, (*widths, *_BEFORE_WIDTHS), left=left)


def _growth(one: Counted) -> str:
    if not one.before:
        return wording.NONE
    return f"{(one.count - one.before) / one.before:+.1%}" if one.count != one.before else "持平"


def _change(one: Counted) -> str:
    if not one.before:
        return "上年没有数据"
    if one.count == one.before:
        return "与上年持平"
    word = "增加" if one.count > one.before else "减少"
    return f"比上年{word} {abs(one.count - one.before)} 件（{abs(one.count - one.before) / one.before:.1%}）"


def _points(rate: float, before: float | None) -> str:
    """Return the change of a rate in percentage points, in brackets; empty without one to compare with."""
    if before is None:
        return ""
    points = round(100 * rate, 1) - round(100 * before, 1)
    if not points:
        return "（与上年持平）"
    return f"（比上年{'提高' if points > 0 else '降低'} {abs(points):.1f} 个百分点）"
