"""The bulletin as an official document."""

from collections.abc import Sequence

from hotline_server.clock import CITY
from hotline_server.desk.bulletin import Bulletin
from hotline_server.domain.measures import Figure, Rate, Standing
from hotline_server.reports import wording
from hotline_server.reports.official import OfficialDocument

_COUNTS = (Figure.ASSIGNED, Figure.REPLIED, Figure.EXTENDED, Figure.OVERDUE, Figure.SUPERVISED)
_COUNT_WIDTHS = (12, 50, *(18 for _ in _COUNTS))
_RATE_WIDTHS = (11, 34, *(13.5 for _ in Rate), 16, 14)
_RATES = "名次按综合得分排列,升降与前一个同样长的时段相比。没有可计算的项目记“—”,并按其余项目的权重折算。"


def bulletin_docx(bulletin: Bulletin) -> bytes:
    """The document's bytes."""
    days = bulletin.days
    document = OfficialDocument(wording.ISSUER, wording.BULLETIN)
    document.paragraph(f"现将{wording.span(days.first, days.last)}群众诉求的交办和办理情况通报如下。")
    document.heading("总体情况")
    document.paragraph(_overview(bulletin.total))
    document.heading("各承办单位办理情况")
    rows = [*bulletin.departments, bulletin.total]
    document.table(
        [wording.RANK, wording.DEPARTMENT, *(figure.value for figure in _COUNTS)],
        [[str(one.rank or wording.NONE), one.name, *(str(one.counts[figure]) for figure in _COUNTS)] for one in rows],
        _COUNT_WIDTHS,
    )
    document.heading("各承办单位考核指标")
    document.paragraph(_RATES)
    _rates(document, wording.DEPARTMENT, rows)
    if bulletin.districts:
        document.heading("各区县考核指标")
        _rates(document, wording.DISTRICT, bulletin.districts)
    document.sign(wording.ISSUER, bulletin.counted_at.astimezone(CITY).date())
    return document.content()


def _overview(total: Standing) -> str:
    counts, rates = total.counts, total.rates
    text = (
        f"共交办 {counts[Figure.ASSIGNED]} 件次,已回复 {counts[Figure.REPLIED]} 件次,"
        f"逾期 {counts[Figure.OVERDUE]} 件次,督办 {counts[Figure.SUPERVISED]} 件次,"
        f"发回重办 {counts[Figure.REWORKED]} 件次。"
    )
    known = [f"{rate.value} {wording.percent(rates[rate])}" for rate in Rate if rate in rates]
    if known:
        text += f"{'、'.join(known)}。"
    if counts[Figure.ASKED]:
        text += f"共回访 {counts[Figure.ASKED]} 位来电人。"
    return text


def _rates(document: OfficialDocument, kind: str, standings: Sequence[Standing]) -> None:
    document.table(
        [wording.RANK, kind, *(rate.value for rate in Rate), wording.COMPOSITE, wording.CHANGE],
        [
            [
                str(one.rank or wording.NONE),
                one.name,
                *(wording.percent(one.rates.get(rate)) for rate in Rate),
                wording.score(one.composite),
                wording.change(one.rank, one.rank_before),
            ]
            for one in standings
        ],
        _RATE_WIDTHS,
    )
