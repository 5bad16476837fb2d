"""Places that are learnt: names from calls that operators put into a district (R8.3)."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import chain, islice

from hotline_server.desk.directory.place_units import renamed_districts, units_called
from hotline_server.desk.directory.places import Places
from hotline_server.desk.paging import PAGE_SIZE, page_violations
from hotline_server.domain.directory.tree import Directory
from hotline_server.domain.errors import FieldViolation, InvalidFieldsError, NotFoundError
from hotline_server.domain.numbering import id_lower_bound
from hotline_server.domain.places import PLACE_KINDS, PlaceProposal, is_generic
from hotline_server.ground.clock import Clock
from hotline_server.store.directory.place_proposals import ProposalStore
from hotline_server.store.engine.group_commit import Writer
from hotline_server.text.place_candidates import candidate_names, kind_of
from hotline_server.text.place_index import Place

# What fewer callers say may be a slip, or a name that only one household uses.
CALLERS = 3
MEMORY = timedelta(days=366)
_SOURCE = "来电学习"
_NAMES_OF_A_CALL = 5
# Names looked at in a call; the rest of a long letter teaches nothing new.
_CANDIDATES_OF_A_CALL = 50
_PAGE = 200


@dataclass(frozen=True, slots=True)
class PlaceProposals:
    """Proposed places."""

    store: ProposalStore
    places: Places
    directory: Callable[[], Directory]
    writer: Writer
    clock: Clock

    def list(self, limit: int) -> list[PlaceProposal]:
        """Return names that are in no gazetteer, those of most callers first.

        Raises:
            InvalidFieldsError: if the limit is out of range.
        """
        violations = page_violations(limit)
        if violations:
            raise InvalidFieldsError(violations)
        return [*islice(self._unknown(), limit or PAGE_SIZE)]

    def accept(self, name: str, district: str, unit: str, kind: str, actor: str) -> Place:
        """Make a proposed name a place; return the place.

        Args:
            name: proposed name.
            district: present or former name of the district of the proposal.
            unit: name of the unit that the place belongs to, within the district; empty for the district.
            kind: kind of place; empty for what the name suggests.
            actor: who accepts.

        Raises:
            InvalidFieldsError: if the unit is not in the district, the kind is unknown, or the actor is missing.
            NotFoundError: if the name is not proposed.
        """
        directory = self.directory()
        district = directory.find_district(district) or district
        violations = _actor_violations(actor)
        within = [code for code in units_called(directory, unit or district) if _is_in(directory, code, district)]
        if unit and len(within) != 1:
            violations.append(FieldViolation("unit", f"“{unit}”不是{district}的街镇或社区；可留空"))
        if kind and kind not in PLACE_KINDS:
            violations.append(FieldViolation("kind", f"没有“{kind}”这个类别，可用：{'、'.join(PLACE_KINDS)}"))
        if violations:
            raise InvalidFieldsError(violations)
        accepted = self._accepted(name, district)
        if accepted:
            return accepted
        renamed = renamed_districts(directory)
        if not within or not self.store.most_used(CALLERS, renamed, 1, name=name, district=district):
            raise _not_proposed(name, district)
        place = Place(name, kind or kind_of(name), within[0])
        self.places.add(place, f"{_SOURCE}，{actor}")
        self.writer.write(lambda: self.store.forget(name, district, renamed))
        return place

    def dismiss(self, name: str, district: str, actor: str) -> None:
        """Dismiss a proposed name for good.

        Raises:
            InvalidFieldsError: if the actor is missing.
            NotFoundError: if the name is not proposed.
        """
        violations = _actor_violations(actor)
        if violations:
            raise InvalidFieldsError(violations)
        directory = self.directory()
        district = directory.find_district(district) or district
        renamed = renamed_districts(directory)
        if self.store.is_dismissed(name, district, renamed):
            return
        if not self.store.most_used(CALLERS, renamed, 1, name=name, district=district):
            raise _not_proposed(name, district)

        def job() -> None:
            self.store.dismiss(name, district, actor, self.clock())
            self.store.forget(name, district, renamed)

        self.writer.write(job)

    def forget(self) -> None:
        """Drop the sightings of more than a year ago."""
        before = id_lower_bound(self.clock() - MEMORY)
        self.writer.write(lambda: self.store.forget_before(before))

    def _unknown(self) -> Iterator[PlaceProposal]:
        known, renamed, offset = self.places.gazetteer(), renamed_districts(self.directory()), 0
        while page := self.store.most_used(CALLERS, renamed, _PAGE, offset):
            for name, district, callers in page:
                if not known.knows(name, district):
                    yield PlaceProposal(name, district, kind_of(name), callers)
            offset += _PAGE

    def _accepted(self, name: str, district: str) -> Place | None:
        """Return the place that a name already is in a district, also if another server accepted it just now."""
        self.places.gazetteer.refresh()
        gazetteer = self.places.gazetteer()
        for found in gazetteer.of_name(name):
            if gazetteer.area_of(found.unit).district == district:
                return Place(found.name, found.kind, found.unit, (), found.latitude, found.longitude)
        return None


def unknown_names(texts: tuple[str, ...], known: Callable[[str], bool], caller: str) -> tuple[str, ...]:
    """Return the names in a call that may be places nobody has listed, at most five.

    Args:
        texts: texts of the call.
        known: returns true for names in the gazetteer.
        caller: name of the caller, which is no part of any place; empty if unknown.
    """
    candidates = chain.from_iterable(map(candidate_names, texts))
    found = dict.fromkeys(islice(candidates, _CANDIDATES_OF_A_CALL))
    unknown = (name for name in found if not (known(name) or is_generic(name) or (caller and caller in name)))
    return tuple(islice(unknown, _NAMES_OF_A_CALL))


def _is_in(directory: Directory, code: str, district: str) -> bool:
    unit = directory.units.get(code)
    found = directory.district_unit(unit) if unit else None
    return found is not None and found.name == district


def _actor_violations(actor: str) -> list[FieldViolation]:
    return [] if actor else [FieldViolation("actor", "不能为空")]


def _not_proposed(name: str, district: str) -> NotFoundError:
    return NotFoundError(f"没有提议把“{name}”列为{district}的地名")
