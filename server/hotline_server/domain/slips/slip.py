"""Slips: what they say, their numbers, and to whom they go."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from hotline_server.rulebook.slips import SlipKind

ADDRESS, CONTENT = "详细地址", "诉求内容"
"""Facts that tell where a caller lives, perhaps, and what the call says."""


@dataclass(frozen=True, slots=True)
class Paper:
    """Text of a slip, as it stays whatever becomes of the case and of the rule book.

    Attributes:
        issuer: issuing office 发文机关.
        title: title.
        addressee: addressee line 主送, without the colon; empty for a record, which is sent to nobody.
        asks: paragraphs that say what is asked or told.
        facts: particulars of the case by their names, in order; those to callers have none.
        closing: last line; may be empty.
        handler: who issued it 承办人.
        contact: whom to ask.
        phone: number of the contact; may be empty.
    """

    issuer: str
    title: str
    addressee: str
    asks: tuple[str, ...]
    facts: Mapping[str, str]
    closing: str
    handler: str
    contact: str
    phone: str

    def hiding(self, hide: Callable[[str], str], without: Collection[str] = ()) -> "Paper":
        """Return the text with what it says of the matter hidden, and without some facts."""
        facts = {name: hide(value) for name, value in self.facts.items() if name not in without}
        return replace(self, asks=tuple(map(hide, self.asks)), facts=facts)


@dataclass(frozen=True, slots=True)
class SlipDraft:
    """Slip before it has a number.

    Attributes:
        office: office that it goes to; empty for a caller, or a record of what one was told.
        call_id: call of that caller; 0 for an office.
        symbol: symbol 代字 of its number.
        issued_at: time of the act, UTC.
        due_at: until when it asks for something, UTC; ``None`` if it asks for nothing.
        series: office that numbers it; empty for the hotline.
    """

    kind: SlipKind
    office: str
    call_id: int
    symbol: str
    issued_at: datetime
    due_at: datetime | None
    paper: Paper
    series: str = ""


@dataclass(frozen=True, slots=True)
class Slip:
    """Slip 文书.

    Attributes:
        id: grows with each slip.
        case_number: number of the case.
        reference: number 发文字号, as in ``热线交〔2026〕12号``; gapless by kind and year, for each office that issues.
        office, call_id, issued_at, due_at: as in ``SlipDraft``.
    """

    id: int
    kind: SlipKind
    case_number: str
    reference: str
    office: str
    call_id: int
    issued_at: datetime
    due_at: datetime | None
    paper: Paper

    @property
    def recipient(self) -> str:
        """Name of the office, or what is said in its place."""
        return self.office or self.kind.recipient


@dataclass(frozen=True, slots=True)
class SlipQuery:
    """Search for slips; what is empty or ``None`` does not narrow it.

    Attributes:
        number: number of their case.
        kinds: their kinds.
        offices: names of the office that they go to, or that issued them to another.
        first_day, last_day: local days between which they were issued.
    """

    number: str = ""
    kinds: tuple[SlipKind, ...] = ()
    offices: tuple[str, ...] = ()
    first_day: date | None = None
    last_day: date | None = None


def reference_of(symbol: str, year: int, number: int) -> str:
    """Return the number 发文字号 of a slip."""
    return f"{symbol}〔{year}〕{number}号"
