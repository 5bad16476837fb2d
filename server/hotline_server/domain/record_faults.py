"""Faults of the record: rows that are not as the chains say."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum


class FaultKind(Enum):
    """Kind of a fault; the value is its label in the user interface."""

    CHANGED = "被改过"
    REMOVED = "不见了"
    INSERTED = "是插进来的"
    CUT = "结尾被截掉"
    RESTORED = "被换回了旧的内容"


@dataclass(frozen=True, slots=True)
class Fault:
    """Row that is not as the chains say.

    Attributes:
        table: name of the table.
        row: of the table: a case number, or what names the row within its case or the record.
        detail: further particulars, in Chinese; may be empty.
    """

    table: str
    row: str
    kind: FaultKind
    detail: str = ""

    def __str__(self) -> str:
        detail = f"（{self.detail}）" if self.detail else ""
        return f"{self.table} {self.row}：{self.kind.value}{detail}"


History = Mapping[str, Sequence[str]]


def compare(history: History, stored: Mapping[str, str]) -> Iterator[tuple[str, FaultKind]]:
    """Compare rows with what the chains say of them, yielding the key and the kind of each fault.

    Args:
        history: by the key of a row its digests, oldest first; an empty digest where it was removed.
        stored: digests of the rows as they are stored, by key.
    """
    for key, digests in history.items():
        expected, actual = digests[-1], stored.get(key, "")
        if actual == expected:
            continue
        if not actual:
            yield key, FaultKind.REMOVED
        elif actual in digests:
            yield key, FaultKind.RESTORED
        else:
            yield key, FaultKind.CHANGED if expected else FaultKind.INSERTED
    for key in stored.keys() - history.keys():
        yield key, FaultKind.INSERTED
