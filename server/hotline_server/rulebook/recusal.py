"""Recusal 回避: a case never reaches those whom its protected caller accuses, nor anybody below them (R8.3)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import chain

from hotline_server.rulebook.facts import ACCUSED, FactValue
from hotline_server.rulebook.mentions import units_meant
from hotline_server.rulebook.names import KnownNames, NamedUnit


@dataclass(frozen=True, slots=True)
class Recusal:
    """Units that a call accuses.

    Attributes:
        names: of the units in the directory.
        accused: present names of the units, first the one that the caller named first.
    """

    names: KnownNames
    accused: tuple[str, ...] = ()

    @classmethod
    def of(cls, names: KnownNames, facts: Mapping[str, FactValue], *, is_protected: bool) -> "Recusal":
        """Return the recusal that a call requires by its facts: of nobody unless its caller is protected."""
        accused = facts.get(ACCUSED, ()) if is_protected else ()
        return cls(names, units_meant(names, accused, "") if isinstance(accused, tuple | list) else ())

    def bars(self, name: str) -> bool:
        """Return True if a unit, by its present name, is accused or answers to one that is."""
        unit = _unit(self.names, name)
        return name in self.accused or (unit is not None and any(one in self.accused for one in unit.superiors))

    def cleared(self, units: Iterable[str]) -> tuple[str, ...]:
        """Return the units that are not barred."""
        return tuple(units) if not self.accused else tuple(name for name in units if not self.bars(name))

    @property
    def superior(self) -> str:
        """Present name of the nearest unit to which an accused one answers and that is not barred; empty for none."""
        units = (unit for name in self.accused if (unit := _unit(self.names, name)))
        return next(iter(self.cleared(chain.from_iterable(unit.superiors for unit in units))), "")


def _unit(names: KnownNames, name: str) -> NamedUnit | None:
    return names.departments.get(name) or names.communities.get(name)
