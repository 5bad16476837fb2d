"""Case files with what is stored of them."""

from dataclasses import dataclass, field

from hotline_server.domain.case import Case
from hotline_server.domain.case_file import CaseFile
from hotline_server.store.cases.reading import CaseReading, CaseRows


@dataclass(slots=True, kw_only=True)
class LoadedFile(CaseFile):
    """Case file with the rows it was loaded from or last saved to, so that only what changes is written.

    Attributes:
        rows: as they are stored; personal data that was erased since is still among them.
        reading: reads the cases merged into this one.
    """

    rows: CaseRows = field(repr=False)
    reading: CaseReading = field(repr=False)

    @property
    def case(self) -> Case:
        """The case as it is stored: before an act as it was loaded, after a save as it was saved."""
        return self.reading.case(self.rows)
