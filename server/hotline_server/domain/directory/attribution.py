"""Attribution of recorded work to the units that do it today: by name, and after a split by matter (P3)."""

from collections.abc import Iterator
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from hotline_server.domain.directory.tree import Directory
from hotline_server.domain.directory.units import Unit

# By directory: a call asks for the names of its district, and most districts are the same few.
_names: WeakKeyDictionary[Directory, dict[str, tuple[str, ...]]] = WeakKeyDictionary()


@dataclass(frozen=True, slots=True)
class Share:
    """Part of the work recorded under a name.

    Attributes:
        name: name of the unit as recorded.
        matters: matters that belong to the part; with ``others`` those that do not.
        others: True if every matter belongs to it that is not listed.
    """

    name: str
    matters: frozenset[str] = frozenset()
    others: bool = True

    @property
    def is_whole(self) -> bool:
        """True if everything under the name belongs to the part."""
        return self.others and not self.matters


def recorded_names(directory: Directory, name: str) -> tuple[str, ...]:
    """Return every name under which the work of a unit may be recorded, in constant time after the first call."""
    if not directory.is_known(name):
        # Not remembered: callers may ask for any text.
        return (name,)
    remembered = _names.setdefault(directory, {})
    if name not in remembered:
        remembered[name] = directory.names_of(name)
    return remembered[name]


def split_names(directory: Directory) -> dict[str, frozenset[str]]:
    """Return the names under which work is recorded that several units do today, with the matters that decide."""
    found = {}
    for unit in directory.units.values():
        matters = split_matters(directory, unit)
        for name in unit.names if matters else ():
            if _recorded(directory, name) is unit:
                found[name] = matters
    return found


def split_matters(directory: Directory, unit: Unit) -> frozenset[str]:
    """Return the matters for which others may continue the work of a unit than for the rest."""
    matters: set[str] = set()
    waiting, seen = [unit], {unit.code}
    while waiting:
        for heir in waiting.pop().successors:
            matters.update(heir.matters)
            if heir.code in directory.units and heir.code not in seen:
                seen.add(heir.code)
                waiting.append(directory.units[heir.code])
    return frozenset(matters)


def shares_of(directory: Directory, name: str) -> list[Share]:
    """Return all recorded work that the unit with a present or former name does today.

    Each case belongs to the share of one unit only, that which ``Directory.current`` names for its matter.
    """
    return list(_shares(directory, directory.current(name)))


def _shares(directory: Directory, present: str) -> Iterator[Share]:
    split = split_names(directory)
    for recorded in dict.fromkeys((present, *(name for unit in directory.units.values() for name in unit.names))):
        decisive = split.get(recorded, frozenset())
        own = frozenset(matter for matter in decisive if directory.current(recorded, matter) == present)
        if directory.current(recorded) == present:
            yield Share(recorded, decisive - own)
        elif own:
            yield Share(recorded, own, others=False)


def _recorded(directory: Directory, name: str) -> Unit | None:
    """Return the unit that a name in old records denotes, in force or not."""
    return directory.named(name) or directory.ended(name)
