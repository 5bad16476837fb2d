"""What a document says, whatever it is written as: DOCX, PDF or a page."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the first level; writers number it."""

    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    text: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose head is repeated on every page.

    Attributes:
        widths: of the columns, in millimetres, 156 together at the most.
        left: the columns whose texts begin at the left; the others stand in the middle.
    """

    headings: Sequence[str]
    rows: Sequence[Sequence[str]]
    widths: Sequence[float]
    left: Sequence[int] = (1,)


@dataclass(frozen=True, slots=True)
class Chart:
    """A line of numbers, and one to compare it with.

    Attributes:
        ticks: what stands under each number: digits, so that no font can be missing.
        dashed: the numbers to compare with; empty for none.
    """

    ticks: Sequence[str]
    solid: Sequence[int]
    caption: str
    dashed: Sequence[int] = ()


Block = Heading | Paragraph | Table | Chart


@dataclass(slots=True)
class Document:
    """A document in the layout of official ones (GB/T 9704).

    Attributes:
        head: in red, at the top of the first page.
        edition: of a periodical, under its head: which one; empty for none.
        issuer: who issues it.
        day: when.
    """

    head: str
    title: str
    issuer: str
    day: date
    edition: str = ""
    blocks: list[Block] = field(default_factory=list)

    def add(self, *blocks: Block) -> None:
        """Go on with blocks."""
        self.blocks.extend(blocks)


NUMERALS = "一二三四五六七八九十"
