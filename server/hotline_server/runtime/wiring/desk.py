"""Builder of the desk's use cases."""

from dataclasses import dataclass
from datetime import timedelta

from hotline_server.desk.cases.acts import CaseActs
from hotline_server.desk.cases.amended_readings import AmendedReadings
from hotline_server.desk.cases.amendments import Amendments
from hotline_server.desk.cases.caller_words import CallerWords
from hotline_server.desk.cases.connections import Connections
from hotline_server.desk.cases.inquiry import Inquiry
from hotline_server.desk.cases.joins import Joins
from hotline_server.desk.cases.later_events import LaterEvents
from hotline_server.desk.cases.later_words import LaterWords
from hotline_server.desk.cases.linkage import Linkage
from hotline_server.desk.cases.linked_reading import LinkedReading
from hotline_server.desk.cases.public_reading import PublicReading
from hotline_server.desk.cases.queries import CaseQueries
from hotline_server.desk.cases.questions import Questions
from hotline_server.desk.cases.registration import Registration
from hotline_server.desk.cases.splits import Splits
from hotline_server.desk.cases.triage import Triage
from hotline_server.desk.cases.watches import WatchHub
from hotline_server.desk.cases.watchman import Watchman
from hotline_server.desk.directory.gazetteer import GazetteerInForce
from hotline_server.desk.directory.impact import Impacts
from hotline_server.desk.directory.in_force import DirectoryInForce
from hotline_server.desk.directory.places import Places
from hotline_server.desk.directory.proposals import PlaceProposals
from hotline_server.desk.directory.revisions import HandingOver, Revisions
from hotline_server.desk.directory.units import Units
from hotline_server.desk.directory.working_calendar import CalendarInForce, Holidays, MovingDeadlines
from hotline_server.desk.records.access_log import AccessRecorder
from hotline_server.desk.records.attachments import Attachments
from hotline_server.desk.records.damaged_cases import DamagedCases
from hotline_server.desk.records.masking import Masking
from hotline_server.desk.records.revealing import Revealing
from hotline_server.desk.records.searching import SearchIndexing
from hotline_server.desk.records.slips import Slips
from hotline_server.desk.rule_books.in_force import BookInForce
from hotline_server.desk.setting_aside import SettingAside
from hotline_server.desk.token_revocations import TokenRevocations
from hotline_server.domain.timetable import Timetable
from hotline_server.ground.clock import Clock
from hotline_server.ground.config import Settings
from hotline_server.runtime.wiring.in_force import InForce, read_in_force
from hotline_server.runtime.wiring.messages import Messages, build_messages
from hotline_server.runtime.wiring.readers import Readers, build_readers
from hotline_server.runtime.wiring.rule_books import RuleBooks, build_rule_books
from hotline_server.runtime.wiring.stores import Stores
from hotline_server.security.authentication import Authentication, IdentityCheck
from hotline_server.security.virus_scanner import VirusScanner
from hotline_server.store.cases.case_files import CaseFiles
from hotline_server.store.cases.new_cases import NewCases
from hotline_server.store.engine.group_commit import Writer
from hotline_server.store.maintenance.erasing import Eraser
from hotline_server.store.messages.outbox import Outbox
from hotline_server.store.slips.register import SlipRegister
from hotline_server.store.stuck import StuckItems
from hotline_server.store.token_revocations import RevocationStore


@dataclass(frozen=True, slots=True)
class Desk:
    """Use cases for cases, the directory, rule books and records; see ``Reports`` for those of reports."""

    directory: DirectoryInForce
    units: Units
    revisions: Revisions
    handing_over: HandingOver
    moving_deadlines: MovingDeadlines
    book: BookInForce
    rule_books: RuleBooks
    readers: Readers
    calendar: CalendarInForce
    holidays: Holidays
    gazetteer: GazetteerInForce
    places: Places
    proposals: PlaceProposals
    hub: WatchHub
    writer: Writer
    queries: CaseQueries
    acts: CaseActs
    triage: Triage
    joins: Joins
    splits: Splits
    linkage: Linkage
    registration: Registration
    questions: Questions
    connections: Connections
    later_words: LaterWords
    amendments: Amendments
    attachments: Attachments
    public_reading: PublicReading
    linked_reading: LinkedReading
    inquiry: Inquiry
    masking: Masking
    slips: Slips
    search_indexing: SearchIndexing
    revealing: Revealing
    access_recorder: AccessRecorder
    watchman: Watchman
    aside: SettingAside
    damaged_cases: DamagedCases
    revocations: TokenRevocations
    identity_check: IdentityCheck
    messages: Messages

    def close(self) -> None:
        """End all watches and simulations, and stop the writer after its pending jobs."""
        self.hub.close()
        self.rule_books.simulation.processes.close()
        self.writer.close()


def build_desk(stores: Stores, settings: Settings, authentication: Authentication, clock: Clock) -> Desk:
    """Build the use cases, and publish the first rule book and reader in a new database.

    Raises:
        RuleBookError: if the rule book has mistakes.
        ReaderFileError: if a reader cannot be read.
    """
    cases, current = stores.cases, read_in_force(stores, settings, clock)
    directory, book, calendar, gazetteer = current.directory, current.book, current.calendar, current.gazetteer
    hub = WatchHub(settings.watches, cases.last_position, stores.release, clock, authentication.identity_check)
    writer = Writer(stores.database, hub.notice)
    aside = SettingAside(StuckItems(stores.database), writer, clock)
    revocations = TokenRevocations(RevocationStore(stores.database), authentication.revocations, writer, clock)
    revocations.refresh()

    templates = (lambda: (book().version, book().messages)) if settings.messages else None
    outbox = Outbox(stores.database, templates, cases.damage)
    register = SlipRegister(stores.database, lambda: (book().version, book().slips), directory, cases.damage)
    files = _case_files(stores, current, outbox, register, settings)
    moving_deadlines = MovingDeadlines(files, current.calendar_moves, calendar, aside, writer, clock)
    places = Places(stores.places, gazetteer, directory, writer, clock)
    queries = CaseQueries(cases, directory, stores.open_locations, settings.area_code)
    masking = Masking(directory, current.recusal)
    later_events = LaterEvents(book, current.recusal)
    acts = CaseActs(files, cases, writer, directory, clock, later_events.consider)
    impacts = Impacts(files, book, authentication.systems.listed if authentication.systems else tuple)

    registration = Registration(
        recent=stores.recent_cases,
        new_cases=NewCases(stores.database, cases, stores.callers, outbox, register),
        writer=writer,
        book=book,
        shadows=current.shadows,
        directory=directory,
        gazetteer=gazetteer,
        calendar=calendar,
        clock=clock,
        area_code=settings.area_code,
    )
    readings = AmendedReadings(gazetteer, calendar)
    amendments = Amendments(
        acts, book, readings, directory, stores.callers.keyring, settings.area_code, current.recusal
    )
    later_words = LaterWords(book, current.recusal, amendments)
    words = CallerWords(acts, later_words)
    public_reading = PublicReading(cases, stores.callers, words, clock)
    return Desk(
        directory=directory,
        units=Units(directory, stores.units.scheduled, clock),
        revisions=Revisions(stores.units, impacts, aside, writer, clock, current.refresh),
        moving_deadlines=moving_deadlines,
        handing_over=HandingOver(stores.units, files, directory, aside, writer, clock),
        book=book,
        rule_books=build_rule_books(stores, current, queries, aside, clock),
        readers=build_readers(stores, current, settings, writer, clock),
        calendar=calendar,
        holidays=Holidays(stores.holidays, calendar, files, moving_deadlines, writer, clock),
        gazetteer=gazetteer,
        places=places,
        proposals=PlaceProposals(stores.place_proposals, places, directory, writer, clock),
        hub=hub,
        writer=writer,
        queries=queries,
        acts=acts,
        triage=Triage(acts, book),
        joins=Joins(acts, queries, book),
        registration=registration,
        splits=Splits(acts, registration, directory),
        linkage=Linkage(acts, registration, stores.line_cases, book),
        questions=Questions(acts, book),
        connections=Connections(acts, queries, book),
        later_words=later_words,
        amendments=amendments,
        attachments=Attachments(stores.attachments, acts, queries, masking, _scanner(settings)),
        public_reading=public_reading,
        linked_reading=LinkedReading(public_reading, words, outbox, writer),
        inquiry=Inquiry(cases, settings.area_code, clock),
        masking=masking,
        slips=Slips(register, cases, directory, masking),
        search_indexing=SearchIndexing(stores.search_index, cases, masking, aside, writer),
        revealing=Revealing(queries),
        access_recorder=AccessRecorder(stores.access_log, writer, clock),
        watchman=Watchman(files, aside, writer, clock, later_events.consider),
        aside=aside,
        damaged_cases=DamagedCases(
            cases, register, outbox, stores.attachments, stores.announcements, stores.overviews, aside
        ),
        revocations=revocations,
        identity_check=authentication.identity_check,
        messages=build_messages(stores, current, outbox, words, hub, aside, settings),
    )


def _case_files(
    stores: Stores, current: InForce, outbox: Outbox, register: SlipRegister, settings: Settings
) -> CaseFiles:
    book, calendar = current.book, current.calendar
    return CaseFiles(
        stores.database,
        stores.cases.reading,
        lambda: Timetable(book().limits, calendar()),
        Eraser(stores.database, stores.callers).erase,
        timedelta(days=settings.retention_days),
        current.directory,
        current.recusal,
        outbox,
        register,
        calendar.changes,
    )


def _scanner(settings: Settings) -> VirusScanner | None:
    return VirusScanner(settings.virus_scanner) if settings.virus_scanner else None
