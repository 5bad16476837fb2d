"""Documents of the month, written into a folder: what leaders, offices and callers get, and what is archived."""

import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from hotline.v1 import archive_service_pb2 as archive_pb
from hotline.v1 import case_pb2
from hotline.v1 import hotspot_service_pb2 as hotspots_pb
from hotline.v1 import report_service_pb2 as report_pb
from hotline.v1 import slip_service_pb2 as slips_pb
from hotline_client import Hotline
from hotline_server.api.archive import COVER
from hotline_server.ground.clock import CITY
from hotline_server.rulebook.slips import SlipKind

from demo.played import PlayedCase

MORNING = datetime(2026, 8, 25, 7, 30, tzinfo=CITY)
"""When the leaders' documents are made, in the middle of what they are about."""
AFTERWARDS = datetime(2026, 9, 2, 9, 0, tzinfo=CITY)
"""When the bulletin of the month and the annual report are made."""
FIRST_DAY, LAST_DAY = "2026-08-01", "2026-08-31"
_FORMATS = {
    ".pdf": report_pb.DOCUMENT_FORMAT_PDF,
    ".docx": report_pb.DOCUMENT_FORMAT_DOCX,
    ".xlsx": report_pb.DOCUMENT_FORMAT_XLSX,
}
_PAGE = 200
_DOSSIERS = 3


@dataclass(frozen=True)
class Documents:
    """Writer of documents.

    Attributes:
        folder: where they go.
        hotline: client with every role.
        suffixes: of the files.
    """

    folder: Path
    hotline: Hotline
    suffixes: Sequence[str] = (".pdf", ".docx")

    def write_mornings(self) -> None:
        """Write what leaders read in the morning: the overview of the day before, and special reports."""
        day = f"{MORNING - timedelta(days=1):%Y-%m-%d}"
        for suffix, form in self._forms(*self.suffixes):
            overview = report_pb.ExportOverviewRequest(day=day, format=form)
            self._write(f"综述{suffix}", self.hotline.reports.ExportOverview(overview))
            for name, special in self._specials():
                special.format = form
                self._write(f"{name}{suffix}", self.hotline.reports.ExportSpecialReport(special))

    def write_bulletin(self) -> None:
        """Write the bulletin of the month, and the annual report up to then."""
        for suffix, form in self._forms(*self.suffixes, ".xlsx"):
            bulletin = report_pb.ExportBulletinRequest(first_day=FIRST_DAY, last_day=LAST_DAY, format=form)
            self._write(f"通报{suffix}", self.hotline.reports.ExportBulletin(bulletin))
        for suffix, form in self._forms(*self.suffixes):
            annual = report_pb.ExportAnnualReportRequest(year=AFTERWARDS.year, format=form)
            self._write(f"年度报告{suffix}", self.hotline.reports.ExportAnnualReport(annual))

    def write_papers(self, cases: Sequence[PlayedCase]) -> None:
        """Write a slip of each kind, and the dossiers of the most eventful archived cases, in place of earlier ones."""
        for old in self.folder.glob("档案/*"):
            old.unlink()
        for kind in SlipKind:
            self._write_slips(kind)
        archived = [case.last for case in cases if case.last.state == case_pb2.CASE_STATE_ARCHIVED]
        for case in sorted(archived, key=lambda case: -len(case.log))[:_DOSSIERS]:
            self._write_dossier(case.number)

    def _specials(self) -> Iterator[tuple[str, report_pb.ExportSpecialReportRequest]]:
        found = self.hotline.hotspots.ListHotspots(hotspots_pb.ListHotspotsRequest(limit=1)).hotspots
        for hotspot in found:
            yield "专报（热点）", report_pb.ExportSpecialReportRequest(number=hotspot.number)
        scope = report_pb.SpecialReportScope(category="城乡建设", first_day=FIRST_DAY, last_day=f"{MORNING:%Y-%m-%d}")
        question = "是否由住房和城乡建设局牵头、消防救援支队配合，开展小区安全隐患和物业服务专项整治"
        yield "请示（分类）", report_pb.ExportSpecialReportRequest(scope=scope, question=question)

    def _write_slips(self, kind: SlipKind) -> None:
        number = slips_pb.SlipKind.Value(f"SLIP_KIND_{kind.name}")
        found = self.hotline.slips.ListSlips(
            slips_pb.ListSlipsRequest(filter=slips_pb.SlipFilter(kinds=[number]), page_size=_PAGE)
        ).slips
        if not found:
            return
        first = found[-1]
        for suffix, form in self._forms(*self.suffixes):
            request = slips_pb.ExportSlipRequest(number=first.case_number, reference=first.reference, format=form)
            self._write(f"文书/{kind.value}{suffix}", self.hotline.slips.ExportSlip(request))

    def _write_dossier(self, number: str) -> None:
        answers = self.hotline.archive.ExportArchivedCase(archive_pb.ExportArchivedCaseRequest(number=number))
        with zipfile.ZipFile(io.BytesIO(_joined(answers))) as bag:
            cover = next(name for name in bag.namelist() if name.endswith(COVER))
            self._put(f"档案/{number}.pdf", bag.read(cover))

    @staticmethod
    def _forms(*suffixes: str) -> Iterator[tuple[str, report_pb.DocumentFormat.ValueType]]:
        return ((suffix, _FORMATS[suffix]) for suffix in suffixes)

    def _write(self, name: str, answers: Iterable[Any]) -> None:
        self._put(name, _joined(answers))

    def _put(self, name: str, content: bytes) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def _joined(answers: Iterable[Any]) -> bytes:
    return b"".join(answer.chunk for answer in answers)
