"""Text of the bulletin 通报 (R6.1)."""

from collections.abc import Sequence

from hotline_server.desk.reports.bulletin import Bulletin
from hotline_server.domain.measures import Figure, Rate, Standing
from hotline_server.ground.clock import local_day
from hotline_server.reports import wording
from hotline_server.reports.document import Document, Heading, Paragraph, Table

_COUNTS = (Figure.ASSIGNED, Figure.REPLIED, Figure.EXTENDED, Figure.OVERDUE, Figure.SUPERVISED)
_COUNT_WIDTHS = (12, 50, *(18 for _ in _COUNTS))
_RATE_WIDTHS = (11, 34, *(13.5 for _ in Rate), 16, 14)
_LINE_WIDTHS = (36, *(13.5 for _ in wording.LINE_COLUMNS))
_RATES = "名次按综合得分排列，升降与前一个同样长的时段相比。没有可计算的项目记“—”，并按其余项目的权重折算。"


def bulletin_document(bulletin: Bulletin) -> Document:
    """Compose the document of a bulletin."""
    days = bulletin.days
    day = local_day(bulletin.counted_at)
    document = Document(wording.ISSUER, wording.BULLETIN, wording.ISSUER, day)
    rows = [*bulletin.departments, bulletin.total]
    document.add(
        Paragraph(f"现将{wording.span(days.first, days.last)}群众诉求的交办和办理情况通报如下。"),
        Heading("总体情况"),
        Paragraph(_overview(bulletin.total)),
        Heading("各承办单位办理情况"),
        Table(
            [wording.RANK, wording.DEPARTMENT, *(figure.value for figure in _COUNTS)],
            [
                [str(one.rank or wording.NONE), one.name, *(str(one.counts[figure]) for figure in _COUNTS)]
                for one in rows
            ],
            _COUNT_WIDTHS,
        ),
        Heading("各承办单位考核指标"),
        Paragraph(_RATES),
        _rates(wording.DEPARTMENT, rows),
    )
    if bulletin.districts:
        document.add(Heading("各区县考核指标"), _rates(wording.DISTRICT, bulletin.districts))
    if bulletin.units:
        document.add(
            Heading("下级单位办理转派情况"),
            Paragraph("转派给下级单位的，由转派的承办单位负责，不计入以上各表。"),
            _rates(wording.UNIT, bulletin.units),
        )
    if bulletin.lines:
        document.add(
            Heading("与联动单位的移交和转来"),
            Table(
                [wording.LINE, *wording.LINE_COLUMNS],
                [[one.line, *map(str, wording.line_values(one))] for one in bulletin.lines],
                _LINE_WIDTHS,
            ),
        )
    return document


def _overview(total: Standing) -> str:
    counts, rates = total.counts, total.rates
    text = (
        f"共交办 {counts[Figure.ASSIGNED]} 件次，已回复 {counts[Figure.REPLIED]} 件次，"
        f"逾期 {counts[Figure.OVERDUE]} 件次，督办 {counts[Figure.SUPERVISED]} 件次，"
        f"发回重办 {counts[Figure.REWORKED]} 件次。"
    )
    known = [f"{rate.value} {wording.percent(rates[rate])}" for rate in Rate if rate in rates]
    if known:
        text += f"{'、'.join(known)}。"
    if counts[Figure.PROMISED]:
        text += (
            f"暂缓办理、承诺日期的 {counts[Figure.PROMISED]} 件次，已兑现 {counts[Figure.PROMISE_KEPT]} 件次，"
            f"未兑现 {counts[Figure.PROMISE_BROKEN]} 件次，待兑现 {counts[Figure.PROMISE_OPEN]} 件次。"
        )
    if counts[Figure.ASKED]:
        text += f"共回访 {counts[Figure.ASKED]} 位来电人。"
    return text


def _rates(kind: str, standings: Sequence[Standing]) -> Table:
    return Table(
        [wording.RANK, kind, *(rate.value for rate in Rate), wording.COMPOSITE, wording.CHANGE],
        [
            [
                _rank(one),
                one.name,
                *(wording.percent(one.rates.get(rate)) for rate in Rate),
                wording.score(one.composite),
                wording.change(one.rank, one.rank_before),
            ]
            for one in standings
        ],
        _RATE_WIDTHS,
    )


def _rank(standing: Standing) -> str:
    return str(standing.rank or wording.NONE)
