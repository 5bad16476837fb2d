"""Exclusion 剔除 of an assignment from assessment: asked for, decided by two people, appealed against once (R8.11)."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum
from typing import Self


class ExclusionState(Enum):
    """State of an exclusion; the value is its label in the user interface."""

    REQUESTED = "待提出意见"
    PROPOSED = "待复核"
    EXCLUDED = "已剔除"
    REFUSED = "不予剔除"
    APPEALED = "待裁定申诉"
    REVOKED = "已撤销剔除"
    LAPSED = "不再审核"

    @property
    def is_pending(self) -> bool:
        """True while the desk has to do something."""
        return self in (ExclusionState.REQUESTED, ExclusionState.PROPOSED, ExclusionState.APPEALED)


@dataclass(frozen=True, slots=True)
class Exclusion:
    """Request that an assignment be left out of assessment, and what became of it. Times are UTC.

    Attributes:
        state: where it stands.
        ground: ground, one of those of the rule book.
        reason: why the department asks.
        requested_at: when it asked.
        due_at: when the desk must have taken the next step; ``None`` if it owes none.
        since: from when ``due_at`` or ``appeal_by`` counts.
        proposes: true if the opinion of the desk is to exclude it.
        opinion: reason of the latest opinion or ruling; empty before the first.
        proposer: who gave the latest opinion; another person confirms it.
        took_part: everybody who gave or looked at an opinion; none of them rules on an appeal.
        appeal: reason of the appeal; empty if there was none.
        appeal_by: until when a refusal may be appealed against; ``None`` unless it was just confirmed.
    """

    state: ExclusionState
    ground: str
    reason: str
    requested_at: datetime
    due_at: datetime | None
    since: datetime
    proposes: bool = False
    opinion: str = ""
    proposer: str = ""
    took_part: tuple[str, ...] = ()
    appeal: str = ""
    appeal_by: datetime | None = None

    @property
    def is_pending(self) -> bool:
        """True while the desk has to do something."""
        return self.state.is_pending

    def may_be_appealed(self, now: datetime) -> bool:
        """Return True while the department may appeal against a refusal."""
        return self.state is ExclusionState.REFUSED and self.appeal_by is not None and now < self.appeal_by

    def proposed(self, by: str, reason: str, now: datetime, due_at: datetime, *, exclude: bool) -> Self:
        """Return it with the opinion of somebody at the desk, for another to look at."""
        return replace(
            self,
            state=ExclusionState.PROPOSED,
            due_at=due_at,
            since=now,
            proposes=exclude,
            opinion=reason,
            proposer=by,
            took_part=self._with(by),
        )

    def set_aside(self, by: str, now: datetime, due_at: datetime) -> Self:
        """Return it with its opinion set aside, for a new one."""
        state, took_part = ExclusionState.REQUESTED, self._with(by)
        return replace(self, state=state, due_at=due_at, since=now, proposer="", took_part=took_part)

    def confirmed(self, by: str, now: datetime, appeal_by: datetime) -> Self:
        """Return it decided as was proposed."""
        state = ExclusionState.EXCLUDED if self.proposes else ExclusionState.REFUSED
        until = None if self.proposes else appeal_by
        return replace(self, state=state, due_at=None, since=now, took_part=self._with(by), appeal_by=until)

    def appealed(self, reason: str, now: datetime, due_at: datetime) -> Self:
        """Return it under appeal, the only one."""
        return replace(self, state=ExclusionState.APPEALED, due_at=due_at, since=now, appeal=reason, appeal_by=None)

    def ruled(self, reason: str, *, upheld: bool) -> Self:
        """Return it as the appeal was ruled on, finally."""
        state = ExclusionState.EXCLUDED if upheld else ExclusionState.REFUSED
        return replace(self, state=state, due_at=None, opinion=reason)

    def revoked(self, reason: str) -> Self:
        """Return it with the exclusion taken back."""
        return replace(self, state=ExclusionState.REVOKED, opinion=reason)

    def reopened(self) -> Self:
        """Return it as it is once the case is reopened: what is not decided lapses, and no appeal is left."""
        state = ExclusionState.LAPSED if self.is_pending else self.state
        return replace(self, state=state, due_at=None, appeal_by=None)

    def _with(self, name: str) -> tuple[str, ...]:
        return self.took_part if name in self.took_part else (*self.took_part, name)


@dataclass(frozen=True, slots=True)
class ExclusionOutcome:
    """Outcome of a request, for reports.

    Attributes:
        ground: ground, one of those of the rule book at the time.
        state: where it stands.
        appealed: true if the department appealed.
    """

    ground: str
    state: ExclusionState
    appealed: bool

    @property
    def decision(self) -> str:
        """Label of what was decided at first, apart from an appeal that is pending."""
        return _DECISIONS.get(self.state, self.state.value)

    @property
    def ruling(self) -> str:
        """Label of what became of the appeal; empty if there was none."""
        return _RULINGS[self.state] if self.appealed else ""


_DECISIONS: dict[ExclusionState, str] = {
    ExclusionState.REQUESTED: "待审核",
    ExclusionState.PROPOSED: "待审核",
    ExclusionState.APPEALED: ExclusionState.REFUSED.value,
}
_RULINGS = dict.fromkeys(ExclusionState, "成立") | {
    ExclusionState.APPEALED: "待裁定",
    ExclusionState.REFUSED: "不成立",
    ExclusionState.LAPSED: "不再裁定",
}
