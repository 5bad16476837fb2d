"""Publication of rule books and readers, by one person or two, and their shadow runs."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum
from typing import Generic, TypeVar

from hotline_server.domain.errors import UnmetConditionError
from hotline_server.rulebook.editions import edition_of, version_of_tests


class PublicationKind(Enum):
    """Way in which something came into force; the value is the word that staff read and the database has."""

    PUBLISHED = "发布"
    ROLLED_BACK = "回退"
    RESTORED = "恢复"


def step(history: Iterable[tuple[PublicationKind, str]], *, forward: bool) -> str:
    """Return the edition one step back from the one in force, or forward again; empty if there is none.

    What was gone back from can be gone forward to until something else is published.

    Args:
        history: kind and edition of each publication, oldest first.
        forward: step forward.
    """
    editions: list[str] = []
    place = -1
    for kind, edition in history:
        if kind is not PublicationKind.PUBLISHED and edition in editions:
            place = editions.index(edition)
        elif not editions or editions[place] != edition:
            del editions[place + 1 :]
            editions.append(edition)
            place = len(editions) - 1
    wanted = place + (1 if forward else -1)
    return editions[wanted] if 0 <= wanted < len(editions) else ""


@dataclass(frozen=True, slots=True)
class Activation:
    """A rule book or a reader being put in force.

    Attributes:
        at: time of activation, UTC.
        consented_by: second person who approved it; empty if one person published it.
        tests_version: of the tests of a rule book that were published with it; empty for a reader.
    """

    version: str
    kind: PublicationKind
    at: datetime
    actor: str
    reason: str
    consented_by: str = ""
    tests_version: str = ""

    @property
    def edition(self) -> str:
        """Rule book with its tests, or the reader."""
        return edition_of(self.version, self.tests_version)


@dataclass(frozen=True, slots=True)
class Publication(Activation):
    """Activation that is recorded."""

    id: int = field(kw_only=True)


@dataclass(frozen=True, slots=True)
class Shadow:
    """Shadow run of a draft against the published rule book, or of a reader against the one in force.

    Attributes:
        compared: calls decided by both.
        differing: calls decided differently.
        examples: latest differences: case number, published decision, draft decision.
    """

    id: int
    version: str
    started_at: datetime
    actor: str
    active: bool
    compared: int
    differing: int
    examples: tuple[tuple[str, str, str], ...]

    def check_gives_way(self, actor: str) -> None:
        """Raise an error if it runs and somebody else started it.

        Raises:
            UnmetConditionError: it runs for somebody else.
        """
        if self.active and self.actor != actor:
            said = f"{self.actor}的 {self.version} 正在试运行，已比较 {self.compared} 个来电"
            raise UnmetConditionError(f"{said}；请先和{self.actor}商定，结束这次试运行（shadow --stop）以后再开始")


@dataclass(frozen=True, slots=True)
class ShadowDay:
    """Calls of one day that a shadow would have decided differently.

    Attributes:
        moves: outcomes in force and in the shadow, with the number of calls: emergencies lost first, then those gained.
    """

    day: date
    moves: tuple[tuple[str, str, int], ...]


class ProposalState(Enum):
    """State of a publication that needs a second person; the value is the word that staff read.

    Attributes:
        SUPERSEDED: another proposal, or another version in force, took its place.
    """

    WAITING = "待同意"
    APPROVED = "已同意"
    DECLINED = "不同意"
    SUPERSEDED = "已作废"


@dataclass(frozen=True, slots=True)
class Publisher:
    """Person who publishes, or whom a system names.

    Attributes:
        name: as recorded.
        is_system: True if a system named the person, which proves nobody's consent.
        is_approver: True if they may refuse what others hand in.
    """

    name: str
    is_system: bool
    is_approver: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """Publication that needs a second person's consent, as emergencies would be missed (R2.6).

    Attributes:
        version: to publish.
        proposed_at, proposed_by, reason: by whom, when, UTC, and why.
    """

    version: str
    proposed_at: datetime
    proposed_by: str
    reason: str

    def check_end(self, by: Publisher) -> None:
        """Raise an error if a person may neither withdraw it nor refuse it.

        Raises:
            UnmetConditionError: somebody else handed it in, and they are no approver.
        """
        if not by.is_approver and by.name != self.proposed_by:
            raise UnmetConditionError(f"这是{self.proposed_by}交来的：规则维护员只能撤回自己的，别人的由规则审批人决定")


AnyPlan = TypeVar("AnyPlan", bound=Plan)


@dataclass(frozen=True, slots=True)
class Proposal(Generic[AnyPlan]):
    """Publication that waits or waited for a second person's consent.

    Attributes:
        ended_at, ended_by, ended_because: who consented or declined, when and why; empty while it waits.
    """

    id: int
    plan: AnyPlan
    state: ProposalState
    ended_at: datetime | None = None
    ended_by: str = ""
    ended_because: str = ""

    def check_waits(self) -> None:
        """Raise an error if it waits no longer.

        Raises:
            UnmetConditionError: it has ended.
        """
        if self.state is ProposalState.SUPERSEDED:
            raise UnmetConditionError(f"第 {self.id} 号提请已作废：后来又有提请，或者换了在用的，请重新提请")
        if self.state is not ProposalState.WAITING:
            raise UnmetConditionError(f"第 {self.id} 号提请已经办过：{self.state.value}")

    def check_consent(self, by: Publisher) -> None:
        """Raise an error if a person may not consent to it.

        Raises:
            UnmetConditionError: it has ended, or they are a system or proposed it themselves.
        """
        self.check_waits()
        if by.is_system:
            raise UnmetConditionError("要由一位规则审批人用自己的令牌同意")
        if by.name == self.plan.proposed_by:
            raise UnmetConditionError("同意的人不能就是提请的人")


@dataclass(frozen=True, slots=True)
class DraftPlan(Plan):
    """Publication of a draft of a rule book that waits: for a second person, or for its time.

    Attributes:
        base: edition that the draft began from.
        files, tests: contents of the draft, by relative path and by name.
        losses: emergencies that it would miss, in sentences.
        takes_effect_at: when it is to take effect, UTC; ``None`` for as soon as it is published.
        kind: whether it is published, or comes back as it was in force before.
    """

    base: str
    files: Mapping[str, bytes]
    tests: Mapping[str, bytes]
    losses: tuple[str, ...]
    takes_effect_at: datetime | None = None
    kind: PublicationKind = PublicationKind.PUBLISHED

    @property
    def edition(self) -> str:
        """Draft with its tests."""
        return edition_of(self.version, version_of_tests(self.tests))


DraftProposal = Proposal[DraftPlan]


class ScheduleState(Enum):
    """State of a draft that takes effect at a set time; the value is the word that staff read.

    Attributes:
        RETURNED: back with its maintainer, since another rule book came into force or it no longer passes its checks.
    """

    WAITING = "待生效"
    DONE = "已生效"
    CANCELLED = "已取消"
    RETURNED = "已退回"


@dataclass(frozen=True, slots=True)
class ScheduledDraft:
    """Publication of a draft at a set time.

    Attributes:
        takes_effect_at: that time, UTC.
        consented_by: second person who approved it; empty if none had to.
        ended_at, ended_by, ended_because: when it took effect, or who cancelled or outran it, when and why; empty while
            it waits.
    """

    id: int
    plan: DraftPlan
    takes_effect_at: datetime
    consented_by: str
    state: ScheduleState = ScheduleState.WAITING
    ended_at: datetime | None = None
    ended_by: str = ""
    ended_because: str = ""

    def check_waits(self) -> None:
        """Raise an error if it waits no longer.

        Raises:
            UnmetConditionError: it has ended.
        """
        if self.state is not ScheduleState.WAITING:
            raise UnmetConditionError(f"第 {self.id} 号定时发布{self.state.value}")

    def is_overtaken_by(self, edition: str) -> bool:
        """Return True if an edition that comes into force is neither this draft nor what it began from."""
        if edition == self.plan.base:
            return False
        try:
            return edition != self.plan.edition
        except UnmetConditionError:
            # Nobody can tell what a damaged draft was.
            return True
