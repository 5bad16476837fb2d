"""Recusal 回避: a case never reaches those whom its protected caller accuses, nor anybody below them (R8.3)."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from hotline_server.rulebook.facts import ACCUSED, LIFTED, MENTIONED, FactValue
from hotline_server.rulebook.mentions import units_meant
from hotline_server.rulebook.names import KnownNames, NamedUnit


@dataclass(frozen=True, slots=True)
class Recusal:
    """Units that a call accuses.

    Attributes:
        names: of the units in the directory.
        accused: present names of the units, first the one that the caller named first.
        doubtful: present names of the units that the call mentions, if it accuses none in so many words: any of them
            may be meant.
    """

    names: KnownNames
    accused: tuple[str, ...] = ()
    doubtful: tuple[str, ...] = ()

    @classmethod
    def of(cls, names: KnownNames, facts: Mapping[str, FactValue], *, is_protected: bool) -> "Recusal":
        """Return the recusal that a call requires by its facts: of nobody unless its caller is protected."""
        if not is_protected:
            return cls(names)
        accused = _units(names, facts, ACCUSED)
        doubtful = () if accused else _units(names, facts, MENTIONED)
        return cls(names, accused, doubtful).without(_units(names, facts, LIFTED))

    def without(self, lifted: Collection[str]) -> "Recusal":
        """Return the recusal without units whose recusal was lifted 解除回避, by their present names."""
        accused, doubtful = (
            tuple(name for name in units if name not in lifted) for units in (self.accused, self.doubtful)
        )
        return Recusal(self.names, accused, doubtful)

    def joined_with(self, others: Iterable["Recusal"]) -> "Recusal":
        """Return the recusal of all whom one of several calls accuses."""
        every = (self, *others)
        accused, doubtful = (
            tuple(dict.fromkeys(chain.from_iterable(units)))
            for units in ((one.accused for one in every), (one.doubtful for one in every))
        )
        return Recusal(self.names, accused, doubtful)

    def barring(self, name: str) -> tuple[str, ...]:
        """Return the accused units for which a unit must step aside: itself, and those to which it answers."""
        return self._above(name, self.accused)

    def doubting(self, name: str) -> tuple[str, ...]:
        """Return the units that may be meant for which a unit would step aside, as for ``barring``."""
        return self._above(name, self.doubtful)

    def _above(self, name: str, units: Sequence[str]) -> tuple[str, ...]:
        unit = _unit(self.names, name)
        above, present = unit.superiors if unit else (), self.names.current(name)
        return tuple(one for one in units if one == present or one in above)

    def bars(self, name: str) -> bool:
        """Return True if a unit is accused or answers to one that is."""
        return bool(self.barring(name))

    def cleared(self, units: Iterable[str]) -> tuple[str, ...]:
        """Return the units that are not barred."""
        return tuple(units) if not self.accused else tuple(name for name in units if not self.bars(name))

    def above(self, name: str) -> str:
        """Return the nearest unit to which a unit answers and that is not barred; empty for none."""
        unit = _unit(self.names, name)
        return next(iter(self.cleared(unit.superiors if unit else ())), "")

    @property
    def superior(self) -> str:
        """Present name of the nearest unit to which an accused one answers and that is not barred; empty for none."""
        return next(filter(None, map(self.above, self.accused)), "")


NOBODY = Recusal(KnownNames())
"""Recusal of a case whose callers accuse nobody."""


def _units(names: KnownNames, facts: Mapping[str, FactValue], fact: str) -> tuple[str, ...]:
    named = facts.get(fact, ())
    return units_meant(names, named, "") if isinstance(named, tuple | list) else ()


def _unit(names: KnownNames, name: str) -> NamedUnit | None:
    return names.departments.get(name) or names.communities.get(name)
