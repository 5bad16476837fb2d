"""Queries for cases and their logs."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice

from hotline_server.desk.paging import PAGE_LIMIT, PAGE_SIZE, page_violations, position_in, token_at
from hotline_server.domain.call import coordinate_violations
from hotline_server.domain.case import Case
from hotline_server.domain.case_query import CaseQuery
from hotline_server.domain.directory.attribution import recorded_names
from hotline_server.domain.directory.tree import Directory
from hotline_server.domain.directory.units import UnitKind
from hotline_server.domain.errors import FieldViolation, InvalidFieldsError, NotFoundError, UnmetConditionError
from hotline_server.domain.log import LogEntry
from hotline_server.domain.numbering import NOT_A_NUMBER, is_number, parse_number
from hotline_server.domain.phone import normalise
from hotline_server.domain.places import Coordinates
from hotline_server.domain.search_text import text_violations
from hotline_server.rulebook.decision import Outcome
from hotline_server.store.cases.open_locations import FoundNearby, OpenLocations
from hotline_server.store.cases.queries import CaseStore

# Metres.
RADIUS = 200
RADIUS_LIMIT = 5_000
Shown = Callable[[Sequence[Case]], Sequence[Case]]


def _all(cases: Sequence[Case]) -> Sequence[Case]:
    return cases


@dataclass(frozen=True, slots=True)
class Page:
    """Page of cases, with the token of the next page, empty on the last."""

    cases: tuple[Case, ...]
    next_token: str


@dataclass(frozen=True, slots=True)
class NearbyCase:
    """Open case nearby, with its distance in metres; ``same`` if it has the matter that was asked for."""

    case: Case
    metres: float
    same: bool


@dataclass(frozen=True, slots=True)
class CaseQueries:
    """Queries for cases."""

    cases: CaseStore
    directory: Callable[[], Directory]
    locations: OpenLocations
    area_code: str

    def get(self, number: str, field: str = "number") -> Case:
        """Return a case by its number.

        Args:
            number: case number.
            field: path of the number in the request.

        Raises:
            InvalidFieldsError: if the number is malformed.
            NotFoundError: if there is no such case.
            DamagedRowError: if it is damaged.
        """
        if not is_number(number):
            raise InvalidFieldsError([FieldViolation(field, NOT_A_NUMBER)])
        case = self.cases.get(number)
        if case is None:
            raise NotFoundError(f"没有工单 {number}")
        return case

    def assigned(self, department: str, number: str, field: str = "number") -> Case:
        """Return a case by its number if it was ever assigned to a department, or is referred to it.

        Args:
            department: requesting department.
            number: case number.
            field: path of the number in the request.

        Raises:
            InvalidFieldsError: if the number is malformed.
            NotFoundError: if it was not; the error does not tell whether the case exists.
            DamagedRowError: if it is damaged, whoever asks.
        """
        case = self.get(number, field)
        if not self._is_assigned(case, department):
            raise NotFoundError(f"没有工单 {number}")
        return case

    def _is_assigned(self, case: Case, department: str) -> bool:
        """Return whether a department does today what the case was ever assigned or is referred for, on its matter."""
        current = partial(self.directory().current, matter=case.matter)
        referred = case.decision.outcome is Outcome.REFERRAL and current(case.decision.lead) == current(department)
        return referred or any(current(assignment.department) == current(department) for assignment in case.assignments)

    def near_case(self, number: str, radius: int, matter: str, limit: int) -> list[NearbyCase]:
        """Return the open cases near a case; see ``near``. An empty matter means the case's own.

        Raises:
            InvalidFieldsError: if the number, radius or limit is invalid.
            NotFoundError: if there is no such case.
            UnmetConditionError: if the case has no coordinates.
        """
        case = self.get(number)
        if case.coordinates is None:
            raise UnmetConditionError(f"工单 {number} 没有坐标，请改用经纬度")
        return self.near(case.coordinates, radius, matter or case.matter, limit, besides=number)

    def near(
        self, point: Coordinates, radius: int, matter: str, limit: int, besides: str = "", parent: str = "point."
    ) -> list[NearbyCase]:
        """Return the open cases within some metres of a point: those with the same matter first, then by distance.

        Args:
            point: where to look.
            radius: 1 to 5,000 metres; 0 means 200.
            matter: matter that counts as the same; empty for none.
            limit: maximum number of cases, 1 to 200; 0 means 50.
            besides: number of a case to leave out; empty for none.
            parent: path of the point in the request.

        Raises:
            InvalidFieldsError: if the point, radius or limit is out of range.
        """
        violations = [*page_violations(limit), *coordinate_violations(point, parent)]
        if not 0 <= radius <= RADIUS_LIMIT:
            violations.append(FieldViolation("radius_meters", f"要在 0 到 {RADIUS_LIMIT} 之间；0 表示 {RADIUS}"))
        if violations:
            raise InvalidFieldsError(violations)
        radius, limit = radius or RADIUS, limit or PAGE_SIZE
        same = self.locations.near(point, radius, limit, matter, besides) if matter else []
        others = [
            one
            for one in self.locations.near(point, radius, limit, besides=besides)
            if not matter or one.matter != matter
        ]
        found = [*same, *others][:limit]
        cases = self.cases.readable([one.number for one in found])
        return [NearbyCase(cases[one.number], one.metres, one in same) for one in found if one.number in cases]

    def same_nearby(self, number: str, point: Coordinates, matter: str, limit: int) -> list[FoundNearby]:
        """Return the open cases with the same matter within 200 metres of a case, nearest first."""
        return self.locations.near(point, RADIUS, limit, matter, number) if matter else []

    def log(self, number: str, after: int = 0) -> list[LogEntry]:
        """Return the log of a case after its ``after``-th entry."""
        return self.cases.log(number, after)

    def last_position(self) -> int:
        """Return the position of the latest act on any case."""
        return self.cases.last_position()

    def feed(
        self, after: int, department: str, acts: Sequence[str], limit: int
    ) -> tuple[list[LogEntry], dict[str, Case]]:
        """Return the acts on all cases after a position, in order, and these cases by number but for damaged ones.

        Args:
            after: position.
            department: department the acts concern; empty for any.
            acts: names of acts; empty for any.
            limit: maximum number of acts.
        """
        # A department that has ended goes on hearing of its work under the name of who took the rest of it.
        directory = self.directory()
        names = recorded_names(directory, directory.current(department)) if department else ()
        entries = self.cases.feed(after, names, acts, limit)
        return entries, self.cases.readable({entry.case_number for entry in entries})

    def page(self, query: CaseQuery, page_size: int, page_token: str, shown: Shown = _all) -> Page:
        """Return a page of matching cases.

        Args:
            query: filter; its phone and district as people write them.
            page_size: maximum number of cases, 1 to 200; 0 means 50.
            page_token: token from the previous page; empty for the first.
            shown: returns those of some cases that whoever asks may find so. Neither the length of a page nor its
                token tells of the others.

        Raises:
            InvalidFieldsError: if the filter or token is invalid.
        """
        violations = page_violations(page_size)
        phone = normalise(query.phone, self.area_code)
        if phone is None or (query.phone and not phone):
            violations.append(FieldViolation("filter.phone", "不是电话号码"))
        violations += text_violations(query.text, "text" if query.department else "filter.text")
        district = self.directory().find_district(query.district) if query.district else ""
        if district is None:
            violations.append(FieldViolation("filter.district", "目录里没有这个区县"))
        town = _find_town(self.directory(), query.town) if query.town else ""
        if town is None:
            violations.append(FieldViolation("filter.town", "目录里没有这个街道、乡镇"))
        if violations:
            raise InvalidFieldsError(violations)
        size = page_size or PAGE_SIZE
        query = replace(
            query,
            phone=phone or "",
            department_names=self._names_of(query.department),
            district_names=self._names_of(district or ""),
            town_names=self._names_of(town or ""),
            lead_names=self._names_of(query.lead),
        )
        matching = self._matching(query, position_in(page_token, query), size + 1, shown)
        found = list(islice(matching, size + 1))
        token = token_at(found[size - 1][0], query) if len(found) > size else ""
        return Page(tuple(case for _, case in found[:size]), token)

    def _matching(self, query: CaseQuery, before: int | None, batch: int, shown: Shown) -> Iterator[tuple[int, Case]]:
        """Yield the matching cases below an id that are shown, newest first, each with its id."""
        while True:
            found = self.cases.ids(replace(query, limit=batch, before_id=before))
            cases = self.cases.sound(found).values()
            # What a department that was split did on other matters is not this one's.
            own = [case for case in cases if not query.department or self._is_assigned(case, query.department)]
            yield from ((parse_number(case.number), case) for case in shown(own))
            if len(found) < batch:
                return
            before, batch = found[-1], min(2 * batch, PAGE_LIMIT)

    def _names_of(self, unit: str) -> tuple[str, ...]:
        """Return every name under which a unit may be recorded in a case; none for no unit."""
        return recorded_names(self.directory(), unit) if unit else ()


def _find_town(directory: Directory, word: str) -> str | None:
    """Return the name of the town that a word denotes, if any."""
    found = {unit.name for unit in directory.find_all(word) if unit.kind is UnitKind.TOWN}
    return found.pop() if len(found) == 1 else None
