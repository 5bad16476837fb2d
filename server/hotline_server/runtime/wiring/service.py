"""Builder of the whole service: stores, use cases, servicers and background work."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from hotline_server.api.archive import case_presenter
from hotline_server.api.errors import Statuses
from hotline_server.api.messages import CaseMessages
from hotline_server.desk.records.searching import BREATH_SECONDS
from hotline_server.ground.clock import Clock
from hotline_server.ground.concurrency.repetition import Daily, Repeated, once
from hotline_server.ground.config import Settings
from hotline_server.runtime.learning import LearningProcess
from hotline_server.runtime.wiring.api import Api, build_api
from hotline_server.runtime.wiring.desk import Desk, build_desk
from hotline_server.runtime.wiring.proofs import Proofs, build_proofs
from hotline_server.runtime.wiring.reports import Reports, build_reports
from hotline_server.runtime.wiring.stores import Stores, build_stores
from hotline_server.security.authentication import Authentication
from hotline_server.store.cases.callers import Callers
from hotline_server.store.engine.database import OUTAGES
from hotline_server.store.maintenance.partitions_ahead import PartitionCreator

# Interval at which the daily overview's due time is checked.
OVERVIEW_SECONDS = 60.0
# Interval at which it is checked whether a head is to be signed, or the record to be verified.
PROOF_SECONDS = 60.0
# Interval at which a server picks up what other servers published.
REFRESH_SECONDS = 0.5


@dataclass(frozen=True, slots=True)
class Service:
    """Wired service.

    Attributes:
        statuses: converts exceptions raised by rpcs to gRPC statuses.
        background: work repeated between ``start`` and ``stop``.
    """

    stores: Stores
    desk: Desk
    reports: Reports
    proofs: Proofs
    api: Api
    statuses: Statuses
    partitions: PartitionCreator
    learning: LearningProcess
    background: Sequence[Repeated]

    def start(self) -> None:
        """Start the background work."""
        if self.desk.messages.sender:
            self.desk.messages.sender.begin()
        for work in self.background:
            work.start()

    def drain(self) -> None:
        """End all streams, so that in-flight requests can finish."""
        self.api.intake.end_streams()
        self.desk.hub.close()

    def stop(self) -> None:
        """Stop the background work and the desk; the database stays open for rpcs that were cut short."""
        self.reports.overview_schedule.cancel()
        for work in self.background:
            work.stop()
        self.learning.stop()
        self.desk.close()

    def close(self) -> None:
        """Close the database."""
        self.stores.close()


def wire(settings: Settings, callers: Callers, authentication: Authentication, clock: Clock) -> Service:
    """Build a service without serving it.

    Args:
        settings: location of its data and its limits.
        callers: encrypts callers' identities.
        authentication: knows the systems that may connect.
        clock: source of time.

    Raises:
        DatabaseError: if the database cannot be used.
        RuleBookError: if the rule book has mistakes.
        ReaderFileError: if a reader cannot be read.
    """
    stores = build_stores(settings, callers, clock)
    try:
        desk = build_desk(stores, settings, authentication, clock)
    except Exception:
        stores.close()
        raise
    try:
        proofs = build_proofs(stores, desk.writer, settings, clock)
    except Exception:
        desk.close()
        stores.close()
        raise
    messages = CaseMessages(desk.directory, desk.book, desk.calendar, desk.masking, clock)
    reports = build_reports(stores, desk, case_presenter(messages, desk.slips), settings, clock)
    statuses = Statuses(OUTAGES)
    api = build_api(desk, reports, messages, statuses, clock)
    partitions = PartitionCreator(stores.database, desk.writer, clock)
    learning = LearningProcess(desk.readers.learning, settings)
    background = _background(stores, desk, reports, proofs, partitions, learning, settings, clock)
    return Service(stores, desk, reports, proofs, api, statuses, partitions, learning, background)


def _background(
    stores: Stores,
    desk: Desk,
    reports: Reports,
    proofs: Proofs,
    partitions: PartitionCreator,
    learning: LearningProcess,
    settings: Settings,
    clock: Clock,
) -> tuple[Repeated, ...]:
    pause, release = settings.round_seconds, stores.release
    drop_accesses = partial(desk.access_recorder.drop_old, timedelta(days=settings.access_log_days))
    drop_messages = partial(desk.messages.deliveries.drop_old, timedelta(days=settings.messages_days))
    return (
        # Whatever the watchman finds is already overdue, so it does not pause between batches.
        Repeated("watchman", desk.watchman.some, pause, release, breath_seconds=0.0),
        Repeated("archiving", reports.archive.some, pause, release),
        Repeated("search index", desk.search_indexing.some, pause, release, BREATH_SECONDS),
        Repeated("gathering", once(reports.gathering_turns.take), pause, release),
        Repeated("damaged cases", once(desk.damaged_cases.turn), pause, release),
        Repeated("stuck items", once(desk.aside.measure), pause, release),
        Repeated("partitions", once(partitions.create_missing), pause, release),
        *(
            Repeated("messages", way.some, pause, release)
            for way in (desk.messages.sender, desk.messages.taking)
            if way
        ),
        Repeated("shadow digest", Daily(desk.messages.shadow_digest.send, clock), pause, release),
        Repeated("old messages", Daily(drop_messages, clock), pause, release),
        Repeated("access log", Daily(drop_accesses, clock), pause, release),
        Repeated("hotspot pairs", Daily(reports.gathering.forget, clock), pause, release),
        Repeated("place sightings", Daily(desk.proposals.forget, clock), pause, release),
        Repeated("daily overview", reports.overview_schedule.create_if_due, OVERVIEW_SECONDS, release),
        Repeated("signed heads", once(proofs.heads.turn), PROOF_SECONDS, release),
        Repeated("verification", once(proofs.verification.turn), PROOF_SECONDS, release),
        Repeated("directory", once(desk.directory.refresh), REFRESH_SECONDS, release),
        Repeated("directory revisions", once(desk.revisions.carry_out_due), pause, release),
        Repeated("handing over", desk.handing_over.some, pause, release),
        Repeated("moving deadlines", desk.moving_deadlines.some, pause, release),
        Repeated("revocations", once(desk.revocations.refresh), REFRESH_SECONDS, release),
        Repeated("systems", once(desk.identity_check.refresh), REFRESH_SECONDS, release),
        # Each on its own, so that a reader of a newer release does not keep back rule books.
        Repeated("reader", once(desk.readers.in_force.refresh), REFRESH_SECONDS, release),
        Repeated("rule book", once(desk.book.refresh), REFRESH_SECONDS, release),
        Repeated("scheduled rule books", desk.rule_books.due_drafts.publish, REFRESH_SECONDS, release),
        Repeated("reader shadow", once(desk.readers.shadow.refresh), REFRESH_SECONDS, release),
        Repeated("learning", once(learning.turn), pause, release),
        Repeated("gazetteer", once(desk.gazetteer.refresh), REFRESH_SECONDS, release),
        Repeated("working calendar", once(desk.calendar.reload), REFRESH_SECONDS, release),
    )
