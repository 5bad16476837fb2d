"""Document model, independent of the output format."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date


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


Block = Heading | Paragraph | Table | Chart


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
        blocks: contents, in order.
    """

    head: str
    title: str
    issuer: str
    day: date
    edition: str = ""
    instruction: str = ""
    blocks: list[Block] = field(default_factory=list)

    def add(self, *blocks: Block) -> None:
        """Append blocks."""
        self.blocks.extend(blocks)


NUMERALS = "一二三四五六七八九十"
