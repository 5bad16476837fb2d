"""Wiring the services: which use case each stands on."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import time, timedelta
from functools import partial
from pathlib import Path

import grpc
from hotline.v1 import (
    announcement_service_pb2,
    announcement_service_pb2_grpc,
    archive_service_pb2,
    archive_service_pb2_grpc,
    audit_service_pb2,
    audit_service_pb2_grpc,
    case_service_pb2,
    case_service_pb2_grpc,
    department_service_pb2,
    department_service_pb2_grpc,
    desk_service_pb2,
    desk_service_pb2_grpc,
    directory_service_pb2,
    directory_service_pb2_grpc,
    hotspot_service_pb2,
    hotspot_service_pb2_grpc,
    inquiry_service_pb2,
    inquiry_service_pb2_grpc,
    intake_service_pb2,
    intake_service_pb2_grpc,
    leader_service_pb2,
    leader_service_pb2_grpc,
    policy_service_pb2,
    policy_service_pb2_grpc,
    report_service_pb2,
    report_service_pb2_grpc,
    rule_service_pb2,
    rule_service_pb2_grpc,
)
from peewee import Database

from hotline_server.api.announcements import AnnouncementServicer
from hotline_server.api.archive import ArchiveServicer, presented
from hotline_server.api.audit import AuditServicer
from hotline_server.api.cases import CaseServicer
from hotline_server.api.departments import DepartmentServicer
from hotline_server.api.desk import DeskServicer
from hotline_server.api.errors import Statuses
from hotline_server.api.hotspots import HotspotServicer
from hotline_server.api.intake import IntakeServicer
from hotline_server.api.leaders import LeaderServicer
from hotline_server.api.messages import CaseMessages
from hotline_server.api.reference import DirectoryServicer, InquiryServicer, PolicyServicer
from hotline_server.api.reports import ReportServicer
from hotline_server.api.rules import RuleServicer
from hotline_server.desk.cases.acts import CaseActs
from hotline_server.desk.cases.attachments import Attachments
from hotline_server.desk.cases.inquiry import Inquiry
from hotline_server.desk.cases.joins import Joins
from hotline_server.desk.cases.queries import CaseQueries
from hotline_server.desk.cases.registration import Registration
from hotline_server.desk.cases.triage import Triage
from hotline_server.desk.cases.watches import WatchHub
from hotline_server.desk.cases.watchman import Watchman
from hotline_server.desk.directory.working_calendar import CalendarInForce, Holidays
from hotline_server.desk.records.access_log import AccessRecorder
from hotline_server.desk.records.archive import Archive
from hotline_server.desk.records.masking import Masking
from hotline_server.desk.records.revealing import Revealing
from hotline_server.desk.reports.announcements import Announcements
from hotline_server.desk.reports.bulletin import Bulletins
from hotline_server.desk.reports.hotspot_gathering import HotspotGathering
from hotline_server.desk.reports.hotspots import Hotspots
from hotline_server.desk.reports.kept_overviews import KeptOverviews
from hotline_server.desk.reports.open_data import OpenData
from hotline_server.desk.reports.overview import Overviews
from hotline_server.desk.reports.special import SpecialReports
from hotline_server.desk.rule_books.explanation import Explanations
from hotline_server.desk.rule_books.policies import Policies
from hotline_server.desk.rule_books.publishing import BookInForce, Publishing
from hotline_server.domain.directory import Directory
from hotline_server.ground.clock import Clock
from hotline_server.ground.concurrency.repetition import Repeated
from hotline_server.reports.schedule import OverviewSchedule
from hotline_server.security.tokens import TokenVerifier
from hotline_server.store.cases.callers import Callers
from hotline_server.store.cases.case_files import CaseFiles
from hotline_server.store.cases.new_cases import NewCases
from hotline_server.store.cases.queries import CaseStore
from hotline_server.store.cases.recent_cases import RecentCases
from hotline_server.store.engine.database import release
from hotline_server.store.engine.group_commit import Writer
from hotline_server.store.figures.day_records import DayRecords
from hotline_server.store.figures.hotspots import HotspotStore
from hotline_server.store.figures.matter_records import MatterRecords
from hotline_server.store.figures.measures import Measures
from hotline_server.store.figures.open_data import OpenDataStore
from hotline_server.store.figures.overviews import OverviewStore
from hotline_server.store.records.access_log import AccessLog
from hotline_server.store.records.announcements import AnnouncementStore
from hotline_server.store.records.archive import ArchiveStore
from hotline_server.store.records.attachments import AttachmentStore

# How often it is looked whether the daily overview is due.
OVERVIEW_SECONDS = 60
SERVICES = tuple(
    service.full_name
    for file in (
        intake_service_pb2,
        case_service_pb2,
        desk_service_pb2,
        department_service_pb2,
        leader_service_pb2,
        inquiry_service_pb2,
        directory_service_pb2,
        policy_service_pb2,
        rule_service_pb2,
        audit_service_pb2,
        report_service_pb2,
        hotspot_service_pb2,
        archive_service_pb2,
        announcement_service_pb2,
    )
    for service in file.DESCRIPTOR.services_by_name.values()
)


@dataclass(frozen=True, slots=True)
class Services:
    """The services of a server and what works behind them.

    Attributes:
        watchman: makes rounds by itself, once it is started; it can be asked for one.
        overview_schedule: of the daily overview.
        archive: makes the files of archived cases.
        background: has these done by themselves.
        book: the rule book in force.
    """

    database: Database
    watchman: Watchman
    overview_schedule: OverviewSchedule
    archive: Archive
    background: Sequence[Repeated]
    book: BookInForce
    calendar: CalendarInForce
    hub: WatchHub
    writer: Writer
    intake: IntakeServicer
    access_recorder: AccessRecorder
    add_to: Callable[[grpc.Server], None]

    def start(self) -> None:
        """Let what works by itself begin."""
        self.watchman.start()
        for work in self.background:
            work.start()
        self.book.start(self.calendar.reload)

    def drain(self) -> None:
        """Let streams end, so that what is in hand comes to an end."""
        self.intake.end_streams()
        self.hub.close()

    def stop(self) -> None:
        """Finish what is in hand, and stop."""
        self.watchman.stop()
        for work in self.background:
            work.stop()
        self.book.stop()
        self.writer.close()


def wired(
    database: Database,
    book: BookInForce,
    publishing: Publishing,
    directory: Directory,
    clock: Clock,
    tokens: TokenVerifier,
    callers: Callers,
    retention: timedelta,
    access_log_kept: timedelta,
    watches: int,
    statuses: Statuses,
    round_seconds: float,
    daily_report_at: time | None,
    files_folder: Path,
) -> Services:
    """The services on a database.

    Args:
        database: where everything is.
        book: the rule book in force.
        publishing: changes it.
        directory: the departments and districts.
        clock: where time comes from.
        tokens: tell who a token belongs to.
        callers: seal who called.
        retention: how long callers are kept after their case was archived.
        access_log_kept: how long the log of what was read is kept.
        watches: how many watch streams may be open at once.
        statuses: turn exceptions into statuses.
        round_seconds: between the rounds of the watchman.
        daily_report_at: from when on the overview of the day before is made, in the city; ``None`` for never.
        files_folder: where attachments and archived cases are kept; the same for all servers.
    """
    calendar = CalendarInForce(database, lambda: book().limits)
    cases = CaseStore(database, callers)
    hub = WatchHub(watches, cases.last_position, lambda: release(database), clock)
    writer = Writer(database, hub.notice)
    files = CaseFiles(database, lambda: book().limits, calendar, callers, retention)
    messages = CaseMessages(directory.phones, book, Masking(directory))
    queries = CaseQueries(cases, directory)
    acts = CaseActs(files, cases, writer, directory.phones, clock)
    triage = Triage(acts, book)
    new_cases = NewCases(database, cases, callers)
    registration = Registration(
        RecentCases(database, callers), new_cases, writer, book, publishing.store, directory, calendar, clock
    )
    explanations = Explanations(publishing, queries, book, calendar, clock)
    holidays = Holidays(database, calendar, files, writer, clock)

    issues = HotspotStore(database)
    gathering = HotspotGathering(issues, book, writer, clock)
    hotspots = Hotspots(issues, acts, book, clock)
    bulletins = Bulletins(Measures(database), directory, book, clock)
    overviews = Overviews(DayRecords(database), hotspots, bulletins, cases, clock)
    special_reports = SpecialReports(MatterRecords(database), hotspots, cases, directory, book, clock)
    kept = OverviewStore(database)
    overview_schedule = OverviewSchedule(overviews, kept, writer, clock, daily_report_at)
    attachments = AttachmentStore(database, files_folder / "attachments")
    attaching = Attachments(attachments, acts, queries)
    archive = ArchiveStore(database, files_folder / "archive")
    archiving = Archive(archive, attachments, cases, writer, book, presented(messages))
    announcements = Announcements(AnnouncementStore(database), hotspots, queries, writer, clock)
    revealing = Revealing(queries)
    access_recorder = AccessRecorder(AccessLog(database), writer, clock)
    intake = IntakeServicer(registration, messages, statuses)

    def add_to(server: grpc.Server) -> None:
        intake_service_pb2_grpc.add_IntakeServiceServicer_to_server(intake, server)
        case_service_pb2_grpc.add_CaseServiceServicer_to_server(CaseServicer(queries, hub, messages, revealing), server)
        desk_service_pb2_grpc.add_DeskServiceServicer_to_server(
            DeskServicer(acts, triage, Joins(acts, queries), queries, hub, messages, clock), server
        )
        department_service_pb2_grpc.add_DepartmentServiceServicer_to_server(
            DepartmentServicer(acts, triage, queries, hub, messages, directory, revealing), server
        )
        leader_service_pb2_grpc.add_LeaderServiceServicer_to_server(LeaderServicer(triage, queries, messages), server)
        inquiry_service_pb2_grpc.add_InquiryServiceServicer_to_server(InquiryServicer(Inquiry(cases)), server)
        directory_service_pb2_grpc.add_DirectoryServiceServicer_to_server(
            DirectoryServicer(directory, book, holidays), server
        )
        policy_service_pb2_grpc.add_PolicyServiceServicer_to_server(PolicyServicer(Policies(book, clock)), server)
        audit_service_pb2_grpc.add_AuditServiceServicer_to_server(AuditServicer(access_recorder), server)
        report_service_pb2_grpc.add_ReportServiceServicer_to_server(
            ReportServicer(bulletins, overviews, special_reports, KeptOverviews(kept)),
            server,
        )
        archive_service_pb2_grpc.add_ArchiveServiceServicer_to_server(
            ArchiveServicer(attaching, archiving, messages, directory),
            server,
        )
        announcement_service_pb2_grpc.add_AnnouncementServiceServicer_to_server(
            AnnouncementServicer(announcements, OpenData(OpenDataStore(database))), server
        )
        hotspot_service_pb2_grpc.add_HotspotServiceServicer_to_server(HotspotServicer(hotspots, messages), server)
        rule_service_pb2_grpc.add_RuleServiceServicer_to_server(
            RuleServicer(book, publishing, queries, explanations, messages, clock, tokens), server
        )

    drop_old = partial(access_recorder.drop_old, access_log_kept)
    watchman = Watchman(database, files, writer, clock, round_seconds, drop_old, gathering)
    background = (
        Repeated("daily overview", overview_schedule.create_if_due, OVERVIEW_SECONDS, lambda: release(database)),
        Repeated("archiving", archiving.some, round_seconds, lambda: release(database)),
    )
    return Services(
        database,
        watchman,
        overview_schedule,
        archiving,
        background,
        book,
        calendar,
        hub,
        writer,
        intake,
        access_recorder,
        add_to,
    )
