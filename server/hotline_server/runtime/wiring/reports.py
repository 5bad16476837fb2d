"""Builder of the use cases for reports, the archive and publication."""

from dataclasses import dataclass

from hotline_server.desk.records.archive import Archive, Present
from hotline_server.desk.reports.announcements import Announcements
from hotline_server.desk.reports.annual import AnnualReports
from hotline_server.desk.reports.bulletin import Bulletins
from hotline_server.desk.reports.hotspot_escalation import HotspotEscalation
from hotline_server.desk.reports.hotspot_gathering import GatheringTurns, HotspotGathering
from hotline_server.desk.reports.hotspots import Hotspots
from hotline_server.desk.reports.kept_overviews import KeptOverviews
from hotline_server.desk.reports.open_data import OpenData
from hotline_server.desk.reports.overview import Overviews
from hotline_server.desk.reports.special import SpecialReports
from hotline_server.ground.clock import Clock
from hotline_server.ground.config import Settings
from hotline_server.reports.schedule import OverviewSchedule
from hotline_server.runtime.wiring.desk import Desk
from hotline_server.runtime.wiring.stores import Stores


@dataclass(frozen=True, slots=True)
class Reports:
    """Use cases that evaluate many cases."""

    hotspots: Hotspots
    gathering: HotspotGathering
    gathering_turns: GatheringTurns
    bulletins: Bulletins
    overviews: Overviews
    kept_overviews: KeptOverviews
    overview_schedule: OverviewSchedule
    special_reports: SpecialReports
    annual_reports: AnnualReports
    announcements: Announcements
    open_data: OpenData
    archive: Archive


def build_reports(stores: Stores, desk: Desk, present: Present, settings: Settings, clock: Clock) -> Reports:
    """Build the reports.

    Args:
        stores: source of their data.
        desk: use cases they build on.
        present: renders a case for its archived file.
        settings: time of day of the daily overview.
        clock: source of time.
    """
    directory, book, writer, cases = desk.directory, desk.book, desk.writer, stores.cases
    hotspots = Hotspots(stores.hotspots, desk.acts, book, clock)
    gathering = HotspotGathering(
        stores.hotspots, book, desk.aside, writer, clock, HotspotEscalation(stores.hotspots, desk.acts, book, clock)
    )
    bulletins = Bulletins(stores.measures, stores.line_work, directory, book, clock)
    overviews = Overviews(stores.day_records, hotspots, bulletins, cases, clock)
    return Reports(
        hotspots=hotspots,
        gathering=gathering,
        gathering_turns=GatheringTurns(gathering, writer),
        bulletins=bulletins,
        overviews=overviews,
        kept_overviews=KeptOverviews(stores.overviews),
        overview_schedule=OverviewSchedule(
            overviews, stores.overviews, desk.aside, writer, clock, settings.daily_report_at
        ),
        annual_reports=AnnualReports(stores.year_records, bulletins, clock),
        special_reports=SpecialReports(stores.matter_records, hotspots, cases, directory, book, clock),
        announcements=Announcements(stores.announcements, hotspots, desk.queries, writer, clock),
        open_data=OpenData(stores.open_data, desk.aside),
        archive=Archive(
            stores.archive,
            stores.attachments,
            cases,
            desk.aside,
            writer,
            book,
            directory,
            desk.search_indexing,
            present,
        ),
    )
