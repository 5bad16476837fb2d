"""Learned readers: what is kept about them, how well they read, and publications that wait for consent."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from hotline_server.domain.intervals import wilson_interval
from hotline_server.domain.publication import Plan, Proposal


class ReaderOrigin(Enum):
    """Origin of a reader; the value is the word that staff read."""

    SHIPPED = "随软件发行"
    LEARNED = "本市学得"


class MeasuredPart(Enum):
    """Calls on which a reader was measured; the value is the word that staff read."""

    CROSS_VALIDATED = "交叉验证"
    HELD_OUT = "留出"


class Aspect(Enum):
    """Aspect of a call that a reader tells; the value is the word that staff read."""

    DANGER = "险情"
    DANGER_KIND = "险情种类"
    MATTER = "事项"
    REQUEST_TYPE = "诉求类型"
    OFFICE = "承办单位"
    POLICY = "政策"


class Figure(Enum):
    """Share that is measured; the value is the word that staff read.

    Attributes:
        FOUND: of the calls that are so, those read so.
        RIGHT: of the calls read so, those that are so.
        AMONG_THREE: of the calls that are so, those where it is among the first three.
    """

    FOUND = "找到"
    RIGHT = "判对"
    AMONG_THREE = "前三"


@dataclass(frozen=True, slots=True)
class ReaderMeasure:
    """Share of calls, with what it is a share of.

    Attributes:
        part: calls on which it was measured.
        aspect: what was read.
        name: one kind, matter, type, office or policy; empty for all of them.
        figure: what share.
        count, total: calls.
    """

    part: MeasuredPart
    aspect: Aspect
    name: str
    figure: Figure
    count: int
    total: int

    @property
    def share(self) -> float:
        """Share, 0 to 1; 0 if there was nothing to measure."""
        return self.count / self.total if self.total else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """95 % Wilson interval of the share; everything is possible if there was nothing to measure."""
        return wilson_interval(self.count, self.total) if self.total else (0.0, 1.0)


@dataclass(frozen=True, slots=True)
class KeptReader:
    """Reader that is kept, without its content.

    Attributes:
        version: twelve hexadecimal digits of its hash.
        origin: where it comes from.
        kept_at: since when it is kept, UTC.
        actor: who had it learned.
        sources: number of calls that it was learned from, by source.
        measures: how well it reads; empty for a shipped reader.
    """

    version: str
    origin: ReaderOrigin
    kept_at: datetime
    actor: str
    sources: Mapping[str, int]
    measures: Sequence[ReaderMeasure]


@dataclass(frozen=True, slots=True)
class Losses:
    """Emergencies that would be missed: how many, and the first of them in Chinese."""

    count: int
    quoted: Sequence[str]


@dataclass(frozen=True, slots=True)
class VersionsInForce:
    """Reader and rule book that decide calls; the reader is empty if lexicons alone read."""

    reader: str
    book: str


@dataclass(frozen=True, slots=True)
class ReaderPlan(Plan):
    """Publication of a reader that needs a second person's consent, as it would miss emergencies (R2.6).

    Attributes:
        compared_with: what was in force.
        losses: emergencies that it would miss.
    """

    compared_with: VersionsInForce
    losses: Losses


ReaderProposal = Proposal[ReaderPlan]
