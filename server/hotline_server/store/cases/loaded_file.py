"""Case files with what is stored of them."""

from collections.abc import Callable
from dataclasses import dataclass, field

from hotline_server.domain.case import Case
from hotline_server.domain.case_file import CaseFile
from hotline_server.rulebook.decision import Decision
from hotline_server.store.cases.amended_calls import AmendedCall, AmendedRows, amended_rows
from hotline_server.store.cases.reading import CaseReading, CaseRows


@dataclass(slots=True, kw_only=True)
class LoadedFile(CaseFile):
    """Case file with the rows it was loaded from or last saved to, so that only what changes is written.

    Attributes:
        rows: as they are stored; personal data that was erased since is still among them.
        reading: reads the cases merged into this one.
        amended: rows of the call that opened the case, if it was amended since loading.
        followed: id of the latest change of the calendar that it followed when it was loaded; 0 if it need follow none.
        joined: case of the joined caller whom an act concerns, which it may change as well; ``None`` if there is none.
        follow_ups: what is to be done on other cases in the same transaction, once this one is saved.
        decided: decision on it that an act on the case it was joined into led to; ``None`` if none did.
    """

    rows: CaseRows = field(repr=False)
    reading: CaseReading = field(repr=False)
    amended: AmendedRows | None = field(default=None, repr=False)
    followed: int = 0
    joined: "LoadedFile | None" = field(default=None, repr=False)
    follow_ups: list[Callable[[], None]] = field(default_factory=list, repr=False)
    decided: Decision | None = field(default=None, repr=False)

    @property
    def case(self) -> Case:
        """The case as it is stored: before an act as it was loaded, after a save as it was saved."""
        return self.reading.case(self.rows)

    def amend(self, amended: AmendedCall) -> None:
        """Let the call that opened the case be another from now on (R1.1)."""
        self.amended = amended_rows(amended, self.rows.case["id"], self.reading.callers)
