"""Document model, independent of the output format."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

_SHORT = 6


@dataclass(frozen=True, slots=True)
class Heading:
    """First-level heading, numbered when rendered."""

    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Paragraph of text."""

    text: str


@dataclass(frozen=True, slots=True)
class Table:
    """Table whose header row is repeated on every page.

    Attributes:
        headings: of the columns.
        rows: cells by row and column.
        widths: of the columns, in millimetres; at most 156 in total.
        left: indexes of left-aligned columns; the others are centred.
    """

    headings: Sequence[str]
    rows: Sequence[Sequence[str]]
    widths: Sequence[float]
    left: Sequence[int] = (1,)

    @property
    def is_short(self) -> bool:
        """True if the table is not to be split between pages."""
        return len(self.rows) <= _SHORT


@dataclass(frozen=True, slots=True)
class Series:
    """Values of a line in a chart, with its name in the legend."""

    name: str
    values: Sequence[int]


@dataclass(frozen=True, slots=True)
class Chart:
    """Line chart with an optional second series for comparison.

    Attributes:
        ticks: label of each value.
        unit: of the values, beside their axis.
        shown: the series.
        caption: below the chart.
        compared: series for comparison, dashed; ``None`` for none.
    """

    ticks: Sequence[str]
    unit: str
    shown: Series
    caption: str
    compared: Series | None = None


_HALF = 12


@dataclass(frozen=True, slots=True)
class Facts:
    """Particulars, two beside each other where they are short.

    Attributes:
        values: by their names, in order.
    """

    values: Mapping[str, str]

    @property
    def rows(self) -> tuple[tuple[tuple[str, str], ...], ...]:
        """Names and values by row, one or two in each."""
        rows: list[list[tuple[str, str]]] = []
        for name, value in self.values.items():
            last = rows[-1] if rows else []
            if len(last) == 1 and _width(last[0][1]) <= _HALF and _width(value) <= _HALF:
                last.append((name, value))
            else:
                rows.append([(name, value)])
        return tuple(map(tuple, rows))


def _width(text: str) -> float:
    """Return the width of a text in Chinese characters."""
    return sum(0.5 if character.isascii() else 1 for character in text)


@dataclass(frozen=True, slots=True)
class Dispatch:
    """Parts of a document that is sent to somebody.

    Attributes:
        reference: number 发文字号, as in ``热线交〔2026〕12号``.
        addressee: addressee line 主送, without the colon; empty for a record, which bears no seal.
        note: note 附注 below the date, such as whom to ask; without its parentheses.
    """

    reference: str
    addressee: str
    note: str


Block = Heading | Paragraph | Table | Chart | Facts


@dataclass(slots=True)
class Document:
    """Document in the format of official documents (GB/T 9704).

    Attributes:
        head: letterhead 红头, in red at the top of the first page.
        title: below the letterhead.
        issuer: issuing office 发文机关.
        day: date of issue.
        edition: number of a periodical, below the letterhead; empty for none.
        instruction: label of the framed room above the title in which a leader writes; empty for none.
        dispatch: to whom it is sent, under which number; ``None`` if it is no letter.
        blocks: contents, in order.
    """

    head: str
    title: str
    issuer: str
    day: date
    edition: str = ""
    instruction: str = ""
    dispatch: Dispatch | None = None
    blocks: list[Block] = field(default_factory=list)

    def add(self, *blocks: Block) -> None:
        """Append blocks."""
        self.blocks.extend(blocks)


NUMERALS = "一二三四五六七八九十"
