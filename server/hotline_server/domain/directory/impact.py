"""Impact of a change of the directory."""

from collections.abc import Iterator
from dataclasses import dataclass

# Names shown where there are many.
EXAMPLES = 5


@dataclass(frozen=True, slots=True)
class UnitImpact:
    """Cases, rules and systems that depend on a unit that a change touches.

    Attributes:
        name: name before the change.
        successors: names of the units that do its work after the change; empty for none.
        open_assignments: number of assignments that it has not finished.
        cases: numbers of some of their cases.
        rules: ids of the rules that name it.
        rows: ids of the rows of the dispatch catalogue that name it.
        policies: ids of the policies that it owns, or whose text names it.
        systems: names of the systems that act for it.
        differences: what becomes of each column of its line in a directory document, in words.
    """

    name: str
    successors: tuple[str, ...]
    open_assignments: int
    cases: tuple[str, ...]
    rules: tuple[str, ...]
    rows: tuple[str, ...]
    policies: tuple[str, ...]
    systems: tuple[str, ...]
    differences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Impact:
    """Impact of some changes of the directory."""

    units: tuple[UnitImpact, ...]

    @property
    def obstacles(self) -> Iterator[str]:
        """Reasons why the changes cannot be made."""
        for unit in self.units:
            if unit.successors:
                continue
            if unit.open_assignments:
                yield f"{unit.name}还有 {unit.open_assignments} 件没有了结的交办，要说明由哪个单位承接"
            if named := (*unit.rules, *unit.rows):
                yield f"规则库里的{'、'.join(named[:EXAMPLES])}写着{unit.name}，要说明由哪个单位承接，或者先改规则库"
