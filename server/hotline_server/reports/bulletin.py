"""Text of the bulletin 通报 (R6.1, R8.11): each class of units in a table of its own."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from hotline_server.desk.reports.bulletin import Bulletin
from hotline_server.domain.measures import Assessment, Counts, Figure, Rate, Standing, UnitClass
from hotline_server.ground.clock import local_day
from hotline_server.reports import wording
from hotline_server.reports.document import Block, Document, Heading, Paragraph, Table
from hotline_server.reports.exclusions import exclusion_rows

_COUNTS = (
    Figure.ASSIGNED, Figure.DECLINED, Figure.REPLIED, Figure.EXTENDED, Figure.OVERDUE, Figure.SUPERVISED,
)  # fmt: skip
_COUNT_WIDTHS = (48, *(18 for _ in _COUNTS))
_RATE_WIDTHS = (11, 47, *(13.5 for _ in Rate), 17)
_CHANGE_WIDTHS = (11, 35, *(13.5 for _ in Rate), 17, 12)
# The median of times, with its unit, fits on a line.
_LINE_WIDTHS = (33, *(20 if name == wording.MEDIAN else 12.8 for name in wording.LINE_COLUMNS))

_LOWER = "（越低越好，按 100% 减去它计分）"


def bulletin_document(bulletin: Bulletin) -> Document:
    """Compose the document of a bulletin."""
    days = bulletin.days
    day = local_day(bulletin.counted_at)
    document = Document(wording.ISSUER, wording.BULLETIN, wording.ISSUER, day)
    document.add(
        Paragraph(f"现将{wording.span(days.first, days.last)}群众诉求的交办和办理情况通报如下。"),
        Heading("总体情况"),
        Paragraph(_overview(bulletin.total)),
    )
    document.add(*_exclusions(bulletin))
    if bulletin.own:
        document.add(Paragraph(f"值班室自己牵头协调 {bulletin.own} 件次，不计入以上数字，也不参加排名。"))
    departments, districts = with_work(bulletin.departments), with_work(bulletin.districts)
    for unit_class in UnitClass:
        if standings := [one for one in departments if one.unit_class is unit_class]:
            document.add(Heading(f"{unit_class.value}办理情况"), *_tables(wording.DEPARTMENT, standings))
    if districts:
        document.add(
            Heading("各区县汇总"),
            Paragraph("以下是所辖各单位的合计。"),
            *_tables(wording.DISTRICT, districts),
        )
    if bulletin.raw:
        document.add(
            Heading(wording.RAW),
            Paragraph("以下单位有剔除的交办件，列出剔除前（连同剔除的一起计算）和剔除后的数字，不排名。"),
            *_tables(wording.DEPARTMENT, before_and_after(bulletin)),
        )
    if bulletin.units:
        document.add(
            Heading("下级单位办理转派情况"),
            Paragraph("转派给下级单位的，由转派的承办单位负责，不计入以上各表。"),
            *_tables(wording.UNIT, bulletin.units),
        )
    if bulletin.lines:
        document.add(
            Heading("与联动单位的移交和转来"),
            Table(
                [wording.LINE, *wording.LINE_COLUMNS],
                [[one.line, *map(str, wording.line_values(one))] for one in bulletin.lines],
                _LINE_WIDTHS,
                left=(0,),
            ),
        )
    if bulletin.departments:
        document.add(Heading("指标说明"), *map(Paragraph, assessment_rules(bulletin.assessment)))
        if any(one.rank_before for one in (*departments, *districts)):
            document.add(Paragraph("升降与前一个同样长的时段相比。"))
    return document


def with_work(standings: Sequence[Standing]) -> list[Standing]:
    """Return the standings of those to whom anything was assigned; the others have nothing to show."""
    return [one for one in standings if one.counts[Figure.ASSIGNED]]


def before_and_after(bulletin: Bulletin) -> list[Standing]:
    """Return the figures of those of whose work something is left out: with it, and below each without it, unranked."""
    adjusted = {one.name: one for one in (*bulletin.departments, bulletin.total)}
    return [
        replace(one, name=f"{raw.name}（{which}）", rank=0, unranked_for="")
        for raw in bulletin.raw
        for which, one in (("剔除前", raw), ("剔除后", adjusted[raw.name]))
    ]


def _overview(total: Standing) -> str:
    counts, rates = total.counts, total.rates
    if not counts[Figure.ASSIGNED]:
        return "没有交办。"
    shown = (
        ("共交办", Figure.ASSIGNED),
        ("派单异议成立的", Figure.DECLINED),
        ("已回复", Figure.REPLIED),
        ("逾期", Figure.OVERDUE),
        ("督办", Figure.SUPERVISED),
        ("发回重办", Figure.REWORKED),
    )
    text = _counted(counts, shown)
    known = [f"{rate.value} {wording.percent(rates[rate])}" for rate in Rate if rate in rates]
    if known:
        text += f"{'、'.join(known)}。"
    if counts[Figure.PROMISED]:
        promised = (
            ("暂缓办理、承诺日期的", Figure.PROMISED),
            ("已兑现", Figure.PROMISE_KEPT),
            ("未兑现", Figure.PROMISE_BROKEN),
            ("待兑现", Figure.PROMISE_OPEN),
        )
        text += _counted(counts, promised)
    if counts[Figure.ASKED]:
        text += f"共回访 {counts[Figure.ASKED]} 位来电人。"
    return text


def _counted(counts: Counts, named: Sequence[tuple[str, Figure]]) -> str:
    """Tell figures in a sentence; nothing of what there was none of."""
    return "，".join(f"{name} {counts[figure]} 件次" for name, figure in named if counts[figure]) + "。"


def _exclusions(bulletin: Bulletin) -> Iterator[Block]:
    """Say how much is left out of assessment, and what departments asked to be, why, and what was decided."""
    total = bulletin.total
    if excluded := total.counts[Figure.EXCLUDED]:
        yield Paragraph(f"标记为恶意来电和经复核剔除的 {excluded} 件次，不计入其他数字。")
    if total.counts[Figure.EXCLUSION_ASKED]:
        asked = (("承办单位申请剔除", Figure.EXCLUSION_ASKED), ("其中申诉", Figure.EXCLUSION_APPEALED))
        yield Paragraph(_counted(total.counts, asked))
    if bulletin.exclusions:
        rows = [[*told, str(count)] for *told, count in exclusion_rows(bulletin.exclusions)]
        yield Table([wording.DEPARTMENT, *wording.EXCLUSION_COLUMNS], rows, (52, 42, 24, 22, 16), left=(0, 1))


def _tables(kind: str, standings: Sequence[Standing]) -> Iterator[Block]:
    """Yield the figures of some units, their rates, and why some of them have no rank."""
    yield Table(
        [kind, *(figure.value for figure in _COUNTS)],
        [[one.name, *(str(one.counts[figure]) for figure in _COUNTS)] for one in standings],
        _COUNT_WIDTHS,
        left=(0,),
    )
    # Where nobody had a rank before, there is no change to show.
    changes = any(one.rank_before for one in standings)
    shown = [wording.CHANGE] if changes else []
    yield Table(
        [wording.RANK, kind, *(rate.value for rate in Rate), wording.COMPOSITE, *shown],
        [
            [
                str(one.rank or wording.NONE),
                one.name,
                *(wording.percent(one.rates.get(rate)) for rate in Rate),
                wording.score(None if one.unranked_for else one.composite),
                *(wording.change(one.rank, one.rank_before) for _ in shown),
            ]
            for one in standings
        ],
        _CHANGE_WIDTHS if changes else _RATE_WIDTHS,
    )
    reasons: dict[str, list[str]] = {}
    for one in standings:
        if one.unranked_for:
            reasons.setdefault(one.unranked_for, []).append(one.name)
    if reasons:
        told = "；".join(f"{'、'.join(names)}（{reason}）" for reason, names in reasons.items())
        yield Paragraph(f"不排名的：{told}。")


def assessment_rules(assessment: Assessment) -> Iterator[str]:
    """Say by which rules of the rule book the rates and ranks were made."""
    formulas = "；".join(
        f"{rate.value}＝{formula.part.value}÷{formula.whole.value}{_LOWER if formula.lower_is_better else ''}"
        for rate, formula in assessment.formulas.items()
    )
    yield f"{formulas}。分母是零的记“—”。"
    yield "派单异议成立的，由别的单位办理，只计入交办；已经撤回的和还在办理的，没有回复。"
    weights = "、".join(f"{rate.value} {weight}%" for rate, weight in assessment.weights.items() if weight)
    least = f"交办满 {assessment.min_assigned} 件次（派单异议成立的不算）、" if assessment.min_assigned > 1 else ""
    yield f"综合得分由{weights}加权得出，{least}各项齐全的在同类单位中排名，同类中只有一个的不排名。"
