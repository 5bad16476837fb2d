"""Builder of the desk's use cases."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from hotline_server.desk.cases.acts import CaseActs
from hotline_server.desk.cases.amended_readings import AmendedReadings
from hotline_server.desk.cases.amendments import Amendments
from hotline_server.desk.cases.attachments import Attachments
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
from hotline_server.desk.cases.shadows import Shadowed
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
from hotline_server.desk.messages.deliveries import Deliveries
from hotline_server.desk.messages.dispatch import Dispatch
from hotline_server.desk.messages.gateway import HttpGateway, read_secret
from hotline_server.desk.messages.group_chats import GroupChats, read_chats
from hotline_server.desk.messages.kept_file import KeptFile
from hotline_server.desk.messages.mail import Mail, read_mail
from hotline_server.desk.messages.replies import Replies
from hotline_server.desk.messages.sending import Sender
from hotline_server.desk.messages.shadow_digest import ShadowDigest
from hotline_server.desk.messages.taking import Taking
from hotline_server.desk.messages.ways_out import WaysOut
from hotline_server.desk.readers.emergencies import EmergencyCheck
from hotline_server.desk.readers.in_force import ReaderInForce
from hotline_server.desk.readers.learning import Learning
from hotline_server.desk.readers.publishing import ReaderPublishing, ShippedReader
from hotline_server.desk.readers.shadow import ReaderShadow
from hotline_server.desk.records.access_log import AccessRecorder
from hotline_server.desk.records.masking import Masking
from hotline_server.desk.records.revealing import Revealing
from hotline_server.desk.records.searching import SearchIndexing
from hotline_server.desk.records.slips import Slips
from hotline_server.desk.rule_books.draft_simulation import DraftSimulation
from hotline_server.desk.rule_books.due_drafts import DueDrafts
from hotline_server.desk.rule_books.entry_history import EntryHistory
from hotline_server.desk.rule_books.explanation import Explanations
from hotline_server.desk.rule_books.in_force import BookInForce
from hotline_server.desk.rule_books.kept_books import KeptBooks
from hotline_server.desk.rule_books.policies import Policies
from hotline_server.desk.rule_books.publishing import Publishing
from hotline_server.desk.rule_books.quality import RuleQuality
from hotline_server.desk.rule_books.shadowing import DraftShadow
from hotline_server.desk.setting_aside import SettingAside
from hotline_server.desk.token_revocations import TokenRevocations
from hotline_server.domain.case import Case
from hotline_server.domain.recusal import recusal_in
from hotline_server.domain.timetable import Timetable
from hotline_server.ground.clock import Clock
from hotline_server.ground.config import Settings
from hotline_server.rulebook.files import read_files, read_test_files
from hotline_server.rulebook.recusal import Recusal
from hotline_server.runtime.wiring.stores import Stores
from hotline_server.security.authentication import Authentication, IdentityCheck
from hotline_server.security.virus_scanner import VirusScanner
from hotline_server.store.cases.calendar_moves import CalendarMoves
from hotline_server.store.cases.case_files import CaseFiles
from hotline_server.store.cases.new_cases import NewCases
from hotline_server.store.engine.database import write_transaction
from hotline_server.store.engine.group_commit import Writer
from hotline_server.store.figures.rule_use import RuleUse
from hotline_server.store.maintenance.erasing import Eraser
from hotline_server.store.messages.outbox import Outbox
from hotline_server.store.slips.register import SlipRegister
from hotline_server.store.stuck import StuckItems
from hotline_server.store.token_revocations import RevocationStore
from hotline_server.text.learning.examples import read_calls


@dataclass(frozen=True, slots=True)
class Desk:
    """Use cases for cases, the directory, rule books and records; see ``Reports`` for those of reports."""

    directory: DirectoryInForce
    units: Units
    revisions: Revisions
    handing_over: HandingOver
    moving_deadlines: MovingDeadlines
    book: BookInForce
    readers: ReaderInForce
    reader_shadow: ReaderShadow
    reader_publishing: ReaderPublishing
    learning: Learning
    books: KeptBooks
    publishing: Publishing
    due_drafts: DueDrafts
    draft_shadow: DraftShadow
    entry_history: EntryHistory
    rule_quality: RuleQuality
    simulation: DraftSimulation
    explanations: Explanations
    policies: Policies
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
    revocations: TokenRevocations
    identity_check: IdentityCheck
    deliveries: Deliveries
    replies: Replies
    shadow_digest: ShadowDigest
    sender: Sender | None
    taking: Taking | None

    def close(self) -> None:
        """End all watches and simulations, and stop the writer after its pending jobs."""
        self.hub.close()
        self.simulation.processes.close()
        self.writer.close()


@dataclass(frozen=True, slots=True)
class _InForce:
    """Directory, rule book, reader, calendar and places in force."""

    directory: DirectoryInForce
    readers: ReaderInForce
    books: KeptBooks
    publishing: Publishing
    book: BookInForce
    reader_shadow: ReaderShadow
    calendar_moves: CalendarMoves
    calendar: CalendarInForce
    gazetteer: GazetteerInForce

    def refresh(self) -> None:
        """Pick up a changed directory, and what is published by its names."""
        self.directory.refresh()
        self.book.refresh()

    def recusal(self, case: Case) -> Recusal:
        """Return who must step aside from a case, by the directory in force."""
        return recusal_in(case, self.directory.names())

    def shadows(self) -> tuple[Shadowed, ...]:
        """Return what runs in the shadow of the rule book and of the reader."""
        return tuple(shadow for shadow in (self.book.shadow(), self.reader_shadow()) if shadow)


def _in_force(stores: Stores, settings: Settings, clock: Clock) -> _InForce:
    """Read what is in force, and publish the first rule book and reader in a new database."""
    directory = DirectoryInForce(stores.units)
    with write_transaction(stores.database):
        ShippedReader(stores.readers, settings.reader, clock).install()
    readers = ReaderInForce(stores.readers)
    books = KeptBooks(stores.rule_books, directory.names, readers, clock)
    publishing = Publishing(books, stores.rule_books, clock)
    with write_transaction(stores.database):
        publishing.publish_first(read_files(settings.rules), read_test_files(settings.rules))
    book = BookInForce(stores.rule_books, directory.names, readers, books.ready.take)
    calendar_moves = CalendarMoves(stores.database)
    return _InForce(
        directory=directory,
        readers=readers,
        books=books,
        publishing=publishing,
        book=book,
        reader_shadow=ReaderShadow(stores.readers, book),
        calendar_moves=calendar_moves,
        calendar=CalendarInForce(stores.holidays, calendar_moves, lambda: book().limits),
        gazetteer=GazetteerInForce(stores.places, directory),
    )


def build_desk(stores: Stores, settings: Settings, authentication: Authentication, clock: Clock) -> Desk:
    """Build the use cases, and publish the first rule book and reader in a new database.

    Raises:
        RuleBookError: if the rule book has mistakes.
        ReaderFileError: if a reader cannot be read.
    """
    cases, current = stores.cases, _in_force(stores, settings, clock)
    directory, book, calendar, gazetteer = current.directory, current.book, current.calendar, current.gazetteer
    rule_use = RuleUse(stores.database, lambda name: directory.names().current(name))
    hub = WatchHub(settings.watches, cases.last_position, stores.release, clock, authentication.identity_check)
    writer = Writer(stores.database, hub.notice)
    aside = SettingAside(StuckItems(stores.database), writer, clock)
    revocations = TokenRevocations(RevocationStore(stores.database), authentication.revocations, writer, clock)
    revocations.refresh()
    retention = timedelta(days=settings.retention_days)
    erase = Eraser(stores.database, stores.callers).erase

    outbox = Outbox(stores.database, (lambda: (book().version, book().messages)) if settings.messages else None)
    register = SlipRegister(stores.database, lambda: (book().version, book().slips), directory)
    files = CaseFiles(
        stores.database,
        cases.reading,
        lambda: Timetable(book().limits, calendar()),
        erase,
        retention,
        directory,
        current.recusal,
        outbox,
        register,
        calendar.changes,
    )
    moving_deadlines = MovingDeadlines(files, current.calendar_moves, calendar, aside, writer, clock)
    places = Places(stores.places, gazetteer, directory, writer, clock)
    queries = CaseQueries(cases, directory, stores.open_locations, settings.area_code)
    masking = Masking(directory, current.recusal)
    later_events = LaterEvents(book)
    acts = CaseActs(files, cases, writer, directory, clock, later_events.consider)
    impacts = Impacts(files, book, authentication.systems.listed if authentication.systems else tuple)

    calls = partial(read_calls, sorted(settings.learning_calls.glob("*.csv")))
    emergencies = EmergencyCheck(current.books, stores.experience, calls)
    every = timedelta(days=settings.learning_days) if settings.learning_days else None

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
    dispatch = Dispatch(
        outbox, cases, stores.callers, directory, lambda: book().messages, writer, aside, clock, settings.area_code
    )
    sender = _sender(dispatch, aside, settings, clock)
    return Desk(
        directory=directory,
        units=Units(directory, stores.units.scheduled, clock),
        revisions=Revisions(stores.units, impacts, aside, writer, clock, current.refresh),
        moving_deadlines=moving_deadlines,
        handing_over=HandingOver(stores.units, files, directory, aside, writer, clock),
        book=book,
        readers=current.readers,
        reader_shadow=current.reader_shadow,
        reader_publishing=ReaderPublishing(
            stores.readers, current.books, book, emergencies, stores.past_calls, writer, clock
        ),
        learning=Learning(stores.learning_runs, writer, clock, every),
        books=current.books,
        publishing=current.publishing,
        due_drafts=DueDrafts(current.publishing, stores.rule_books, aside, clock),
        draft_shadow=DraftShadow(current.books, stores.rule_books, clock),
        entry_history=EntryHistory(stores.rule_books, rule_use, clock),
        simulation=DraftSimulation(current.books, book, stores.past_calls, stores.rule_books),
        rule_quality=RuleQuality(rule_use, book, clock),
        explanations=Explanations(current.books, queries, book, gazetteer, calendar, clock),
        policies=Policies(book, clock),
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
        attachments=Attachments(stores.attachments, acts, queries, _scanner(settings)),
        public_reading=public_reading,
        linked_reading=LinkedReading(public_reading, words, outbox, writer),
        inquiry=Inquiry(cases, settings.area_code),
        masking=masking,
        slips=Slips(register, cases, directory, masking),
        search_indexing=SearchIndexing(stores.search_index, cases, masking, aside, writer),
        revealing=Revealing(queries),
        access_recorder=AccessRecorder(stores.access_log, writer, clock),
        watchman=Watchman(files, aside, writer, clock, later_events.consider),
        aside=aside,
        revocations=revocations,
        identity_check=authentication.identity_check,
        deliveries=Deliveries(outbox, cases, lambda: book().messages, acts, writer, clock),
        replies=Replies(outbox, words, cases, stores.callers, writer, clock, settings.area_code),
        shadow_digest=ShadowDigest(outbox, stores.rule_books, partial(_is_reached, directory, sender), writer, clock),
        sender=sender,
        taking=Taking(dispatch, hub.offer_messages) if settings.streams_messages else None,
    )


def _is_reached(directory: DirectoryInForce, sender: Sender | None, post: str, day: date) -> bool:
    """Return whether somebody is to be reached in a post: on the roster, in a group chat or by a mailbox."""
    ways = sender.ways.direct if sender else ()
    return bool(directory().on_duty(post, day)) or any(post in way.recipients() for way in ways)


def _sender(dispatch: Dispatch, aside: SettingAside, settings: Settings, clock: Clock) -> Sender | None:
    """Return the sender of messages; ``None`` without a gateway.

    Raises:
        GatewayError: if the secret, or a file of the ways out, cannot be read or is wrong.
    """
    if settings.messages_secret is None or settings.streams_messages:
        return None
    read_secret(settings.messages_secret)
    chats = [GroupChats(KeptFile(path, read_chats)) for path in [settings.messages_groups] if path]
    mail = [Mail(KeptFile(path, read_mail), clock) for path in [settings.messages_mail] if path]
    gateway = HttpGateway(settings.messages, settings.messages_secret, clock)
    return Sender(dispatch, WaysOut(gateway, [*chats, *mail]), aside)


def _scanner(settings: Settings) -> VirusScanner | None:
    return VirusScanner(settings.virus_scanner) if settings.virus_scanner else None
