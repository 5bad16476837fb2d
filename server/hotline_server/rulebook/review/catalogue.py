"""Gaps in the routing table, in its matters and in its dates."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from hotline_server.rulebook.book import RuleBook
from hotline_server.rulebook.review.remark import Remark
from hotline_server.rulebook.routing import ANY, WHOLE_CITY, Row

ONE_DAY = timedelta(days=1)
LONG_PAST = timedelta(days=365)


def missing_row_remarks(book: RuleBook) -> Iterator[Remark]:
    """Yield remarks on matters that the routing table leads to nobody."""
    known = {(row.matter, row.place) for row in book.rows}
    for category in book.lexicon.categories:
        for matter in category.matters:
            if not any(name == matter.name for name, _ in known):
                yield Remark(matter.name, "派单目录中没有这个事项，将由值班室研判")
            elif (matter.name, (WHOLE_CITY,)) not in known:
                yield Remark(matter.name, "派单目录中区县不明时没有承办单位，将由值班室研判")
                if (matter.name, (ANY,)) not in known:
                    yield Remark(matter.name, "派单目录中其他区县没有承办单位，将由区县兜底")


def date_remarks(book: RuleBook, today: date) -> Iterator[Remark]:
    """Yield remarks on days without a row between and after those for a matter and place, and on rows long past."""
    by_place: defaultdict[tuple[str, ...], list[Row]] = defaultdict(list)
    for row in book.rows:
        by_place[row.matter, *row.place].append(row)
        if row.valid_until and row.valid_until < today - LONG_PAST:
            yield Remark(row.id, f"{row.valid_until} 就失效了，可以删去")
    for key, rows in by_place.items():
        ordered = sorted(rows, key=lambda row: row.valid_from or date.min)
        for row, following in pairwise(ordered):
            if row.valid_until and following.valid_from and following.valid_from - row.valid_until > ONE_DAY:
                yield Remark(
                    "/".join(key), f"{row.valid_until} 失效以后、{following.valid_from} 生效以前，派单目录中没有这一行"
                )
        first, last = ordered[0].valid_from, ordered[-1].valid_until
        if key[1:] == (WHOLE_CITY,) and first and first > today:
            yield Remark("/".join(key), f"{first} 才生效，在那以前派单目录中没有承办单位")
        if key[1:] == (WHOLE_CITY,) and last:
            yield Remark("/".join(key), f"{last} 失效以后，派单目录中没有承办单位")
