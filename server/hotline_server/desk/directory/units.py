"""Queries for units, and documents of the whole directory."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from hotline_server.desk.directory.comparison import Comparison, compare
from hotline_server.desk.directory.documents import SetAside, read_document, read_rows, write_xlsx, write_yaml
from hotline_server.desk.directory.good_rows import compare_good_rows
from hotline_server.desk.paging import position_in, token_at
from hotline_server.domain.directory.change import Change
from hotline_server.domain.directory.revision import DirectoryRevision
from hotline_server.domain.directory.tree import Directory
from hotline_server.domain.directory.units import Unit, UnitKind
from hotline_server.domain.errors import FieldViolation, InvalidFieldsError, NotFoundError
from hotline_server.ground.clock import Clock, local_day

PAGE_SIZE = 200
PAGE_LIMIT = 1_000


@dataclass(frozen=True, slots=True)
class UnitPage:
    """Page of units of a directory, with the token of the next page, empty on the last."""

    units: tuple[Unit, ...]
    directory: Directory
    next_token: str


@dataclass(frozen=True, slots=True)
class Units:
    """Queries for units.

    Attributes:
        directory: returns the directory in force.
        scheduled: returns the revisions still to take effect.
        clock: source of time.
    """

    directory: Callable[[], Directory]
    scheduled: Callable[[], Sequence[DirectoryRevision]]
    clock: Clock

    def today(self) -> date:
        """Return the day in the city."""
        return local_day(self.clock())

    def page(
        self, kinds: Sequence[UnitKind], within: str, page_size: int, page_token: str, *, include_ended: bool
    ) -> UnitPage:
        """Return a page of units in the order of the tree.

        Args:
            kinds: kinds of units; any if empty.
            within: name or alias of the unit that they are in; empty for all.
            page_size: maximum number of units, 1 to 1,000; 0 means 200.
            page_token: token from the previous page; empty for the first.
            include_ended: True to include units that are no longer in force.

        Raises:
            InvalidFieldsError: if the page size, the token or ``within`` is invalid.
        """
        directory = self.directory()
        violations = []
        if not 0 <= page_size <= PAGE_LIMIT:
            violations.append(FieldViolation("page_size", f"要在 0 到 {PAGE_LIMIT} 之间"))
        bound = directory.find(within) if within else None
        if within and bound is None:
            violations.append(FieldViolation("within", f"目录里没有“{within}”；可用单位或区县的名称、简称或代码"))
        if violations:
            raise InvalidFieldsError(violations)
        query = (tuple(kinds), within, include_ended, directory.version)
        found = [
            unit
            for unit in directory.units.values()
            if (unit.is_in_force or include_ended)
            and (not kinds or unit.kind in kinds)
            and (bound is None or directory.is_below(unit, bound))
        ]
        begin, size = position_in(page_token, query) or 0, page_size or PAGE_SIZE
        token = token_at(begin + size, query) if len(found) > begin + size else ""
        return UnitPage(tuple(found[begin : begin + size]), directory, token)

    def get(self, name: str) -> tuple[Unit, Directory]:
        """Return the unit that a word denotes, and its directory.

        Raises:
            InvalidFieldsError: if several units share the word.
            NotFoundError: if there is none.
        """
        directory = self.directory()
        unit = directory.find(name) or directory.ended(name)
        if unit:
            return unit, directory
        if shared := directory.find_all(name):
            names = "、".join(one.name for one in shared)
            raise InvalidFieldsError([FieldViolation("name", f"“{name}”可能是{names}，请写全称")])
        raise NotFoundError(f"目录里没有“{name}”")

    def compare(self, document: bytes) -> tuple[Comparison, int]:
        """Compare a document with the directory; return also the directory's version.

        Raises:
            InvalidFieldsError: listing every line that cannot be read or does not fit.
        """
        directory = self.directory()
        return compare(read_document(document), directory, self.today(), self._coming()), directory.version

    def compare_good_rows(self, document: bytes) -> tuple[Comparison, tuple[SetAside, ...], int]:
        """Compare the good rows of a document with the directory; return also the others, and its version.

        Raises:
            InvalidFieldsError: if it is no document, or something is wrong that no row can be blamed for.
        """
        directory = self.directory()
        comparison, aside = compare_good_rows(read_rows(document), directory, self.today(), self._coming())
        return comparison, aside, directory.version

    def _coming(self) -> list[tuple[date, Change]]:
        return [(revision.effective_on, one) for revision in self.scheduled() for one in revision.changes]

    def as_yaml(self) -> bytes:
        """Return the directory in YAML."""
        return write_yaml(self.directory())

    def as_xlsx(self) -> bytes:
        """Return the directory as an XLSX sheet."""
        return write_xlsx(self.directory())
