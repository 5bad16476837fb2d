"""Builder of the stores."""

from dataclasses import dataclass
from pathlib import Path

import structlog
from peewee import Database

from hotline_server.desk.directory.comparison import initial
from hotline_server.desk.directory.places import seed_places
from hotline_server.domain.directory.tree import Directory
from hotline_server.domain.errors import InvalidFieldsError
from hotline_server.ground.clock import Clock, local_day
from hotline_server.ground.config import Settings
from hotline_server.store.cases.callers import Callers
from hotline_server.store.cases.line_cases import LineCases
from hotline_server.store.cases.open_locations import OpenLocations
from hotline_server.store.cases.past_calls import PastCalls
from hotline_server.store.cases.queries import CaseStore
from hotline_server.store.cases.recent_cases import RecentCases
from hotline_server.store.cases.search_index import SearchIndex
from hotline_server.store.directory.holidays import HolidayStore
from hotline_server.store.directory.place_proposals import ProposalStore
from hotline_server.store.directory.places import PlaceStore
from hotline_server.store.directory.units import UnitStore
from hotline_server.store.engine.database import close_all, open_to_read, release_connection, write_transaction
from hotline_server.store.engine.partitions import add_partitions, months_around
from hotline_server.store.figures.day_records import DayRecords
from hotline_server.store.figures.hotspots import HotspotStore
from hotline_server.store.figures.line_work import LineWork
from hotline_server.store.figures.matter_records import MatterRecords
from hotline_server.store.figures.measures import Measures
from hotline_server.store.figures.open_data import OpenDataStore
from hotline_server.store.figures.overviews import OverviewStore
from hotline_server.store.figures.year_records import YearRecords
from hotline_server.store.maintenance.opening import connect
from hotline_server.store.readers.experience import Experience
from hotline_server.store.readers.readers import ReaderStore
from hotline_server.store.readers.runs import LearningRuns
from hotline_server.store.records.access_log import AccessLog
from hotline_server.store.records.announcements import AnnouncementStore
from hotline_server.store.records.archive import ArchiveStore
from hotline_server.store.records.attachments import AttachmentStore
from hotline_server.store.records.audit import AuditStore
from hotline_server.store.records.signed_heads import SignedHeads
from hotline_server.store.rule_books import RuleBookStore

_log = structlog.get_logger()


class DirectoryFileError(Exception):
    """File that cannot fill an empty directory; the message, in Chinese, gives the reason."""


@dataclass(frozen=True, slots=True)
class Stores:
    """Stores on one database, but for past calls; attachments and the archive also keep files."""

    database: Database
    past_calls: PastCalls
    callers: Callers
    units: UnitStore
    holidays: HolidayStore
    places: PlaceStore
    place_proposals: ProposalStore
    rule_books: RuleBookStore
    readers: ReaderStore
    learning_runs: LearningRuns
    experience: Experience
    cases: CaseStore
    recent_cases: RecentCases
    open_locations: OpenLocations
    search_index: SearchIndex
    line_cases: LineCases
    access_log: AccessLog
    audit: AuditStore
    signed_heads: SignedHeads
    announcements: AnnouncementStore
    attachments: AttachmentStore
    archive: ArchiveStore
    measures: Measures
    line_work: LineWork
    day_records: DayRecords
    year_records: YearRecords
    matter_records: MatterRecords
    hotspots: HotspotStore
    overviews: OverviewStore
    open_data: OpenDataStore

    def release(self) -> None:
        """Return this thread's connections to their pools."""
        release_connection(self.database)
        release_connection(self.past_calls.database)

    def close(self) -> None:
        """Close all connections."""
        close_all(self.database)
        close_all(self.past_calls.database)


def build_stores(settings: Settings, callers: Callers, clock: Clock) -> Stores:
    """Open the database, create missing partitions and the directory, and build the stores.

    Raises:
        DatabaseError: if the database cannot be used.
        DirectoryFileError: if the database has no directory, and the file cannot be read.
    """
    database = connect(settings.database, callers.keyring)
    with write_transaction(database):
        add_partitions(database, months_around(clock()))
        units = UnitStore(database)
        if not units.version():
            units.put(Directory(), _read_directory(settings.directory, clock))
            _seed_places(database, settings, clock)
    cases = CaseStore(database, callers)
    return Stores(
        database=database,
        past_calls=PastCalls(open_to_read(settings.simulation_database) if settings.simulation_database else database),
        callers=callers,
        units=units,
        holidays=HolidayStore(database),
        places=PlaceStore(database),
        place_proposals=ProposalStore(database),
        rule_books=RuleBookStore(database),
        readers=ReaderStore(database),
        learning_runs=LearningRuns(database),
        experience=Experience(database, callers),
        cases=cases,
        recent_cases=RecentCases(database, callers),
        open_locations=OpenLocations(database),
        search_index=SearchIndex(database),
        line_cases=LineCases(database, cases.damage),
        access_log=AccessLog(database),
        audit=AuditStore(database),
        signed_heads=SignedHeads(database),
        announcements=AnnouncementStore(database, cases.damage),
        attachments=AttachmentStore(database, settings.files / "attachments", cases.damage),
        archive=ArchiveStore(database, settings.files / "archive"),
        measures=Measures(database),
        line_work=LineWork(database),
        day_records=DayRecords(database),
        year_records=YearRecords(database),
        matter_records=MatterRecords(database),
        hotspots=HotspotStore(database),
        overviews=OverviewStore(database, cases.damage),
        open_data=OpenDataStore(database),
    )


def _read_directory(path: Path, clock: Clock) -> Directory:
    """Read the directory of a new installation."""
    try:
        return initial(path.read_bytes(), local_day(clock()))
    except (OSError, InvalidFieldsError) as error:
        raise DirectoryFileError(f"无法读取单位目录 {path}：{error}") from None


def _seed_places(database: Database, settings: Settings, clock: Clock) -> None:
    """Import the places of a new installation."""
    path = settings.first_places
    if path is None:
        return
    refused = seed_places(PlaceStore(database), UnitStore(database).read(), path, clock())
    if refused:
        first = refused[0]
        _log.warning("places refused", file=str(path), rows=len(refused), line=first.line, reason=first.message)
