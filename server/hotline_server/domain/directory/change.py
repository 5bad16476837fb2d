"""Change of the directory (P3)."""

from dataclasses import dataclass
from enum import Enum

from hotline_server.domain.directory.units import Successor, Unit


class ChangeKind(Enum):
    """Kind of a change; the value is its label in the user interface."""

    ADD = "新设"
    AMEND = "修改"
    RENAME = "更名"
    MOVE = "改隶"
    MERGE = "合并"
    SPLIT = "分设"
    RETIRE = "撤销"


@dataclass(frozen=True, slots=True)
class Change:
    """Change of the directory.

    Attributes:
        kind: what is done.
        units: names or codes of the units it is done to: several for a merger, none for an addition.
        unit: for an addition, the new unit; for an amendment, the unit as it shall be; for a merger, the unit
            that is formed, ``None`` if it exists already.
        name: new name, of a rename.
        parent: name or code of the new parent, of a move.
        successors: units that continue the work, by name or code: one for a merger or a retirement, two or more
            for a split. A retirement may have none.
        added: units that a split forms.
    """

    kind: ChangeKind
    units: tuple[str, ...] = ()
    unit: Unit | None = None
    name: str = ""
    parent: str = ""
    successors: tuple[Successor, ...] = ()
    added: tuple[Unit, ...] = ()

    @property
    def keeps_going(self) -> bool:
        """True for a split of a unit that goes on with the rest of its work."""
        return any(heir.code in self.units and not heir.matters for heir in self.successors)

    @property
    def summary(self) -> str:
        """Summary of the change, for staff."""
        whom = "、".join(self.units)
        heirs = "、".join(heir.code for heir in self.successors)
        match self.kind:
            case ChangeKind.ADD:
                return f"新设{self.unit.name if self.unit else ''}"
            case ChangeKind.AMEND:
                return f"修改{whom}的信息"
            case ChangeKind.RENAME:
                return f"{whom}更名为{self.name}"
            case ChangeKind.MOVE:
                return f"{whom}改由{self.parent}管理"
            case ChangeKind.MERGE:
                return f"{whom}合并为{self.unit.name}" if self.unit else f"{whom}并入{heirs}"
            case ChangeKind.SPLIT:
                return f"{whom}的部分工作分给{heirs}" if self.keeps_going else f"{whom}分设为{heirs}"
            case ChangeKind.RETIRE:
                return f"撤销{whom}，由{heirs}承接" if heirs else f"撤销{whom}"
