"""Delegation of assignments to units below, by the directory in force (P3, R8.3, R8.4)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from hotline_server.desk.cases.acts import CaseActs
from hotline_server.domain.acts import delegation
from hotline_server.domain.errors import FieldViolation, InvalidFieldsError
from hotline_server.domain.parties import Actor
from hotline_server.rulebook.time_limit import TimeLimit
from hotline_server.store.cases.loaded_file import LoadedFile


@dataclass(frozen=True, slots=True)
class Delegation:
    """Delegates where the directory lets a department do so."""

    acts: CaseActs

    def delegate(
        self,
        file: LoadedFile,
        actor: Actor,
        now: datetime,
        department: str,
        names: Sequence[str],
        reason: str,
        limit: TimeLimit,
    ) -> None:
        """Delegate a department's assignment to units below it; see ``delegation.delegate``."""
        units = self._units(file, department, names)
        delegation.delegate(file, actor, now, department, units, reason, limit)

    def _units(self, file: LoadedFile, department: str, names: Sequence[str]) -> tuple[str, ...]:
        """Return today's names of the units to which a department may delegate a case.

        Towns and communities are not sent matters of departments (R8.3), unless the case was sent to a town that
        delegates it to a community of its own.

        Raises:
            InvalidFieldsError: a unit is unknown, is not below the department, or may not be sent the matter.
        """
        self.acts.check_handling(names, "units")
        directory, units = self.acts.directory(), tuple(map(file.current, names))
        above = directory.named(department)
        # The duty office is known as a handler, but is nobody's unit.
        found = [(name, directory.handling.get(name)) for name in units]
        strange = [name for name, unit in found if unit is None or above not in directory.superiors(unit)]
        if strange:
            raise InvalidFieldsError([FieldViolation("units", f"{'、'.join(strange)}不是{department}的下级单位")])
        if above is None or not above.kind.is_grassroots:
            self.acts.check_recipients(file, units, "units")
        return units
