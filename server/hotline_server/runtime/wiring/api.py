"""Table of the contract's servicers."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import grpc
from hotline.v1.announcement_service_pb2_grpc import add_AnnouncementServiceServicer_to_server
from hotline.v1.archive_service_pb2_grpc import add_ArchiveServiceServicer_to_server
from hotline.v1.attachment_service_pb2_grpc import add_AttachmentServiceServicer_to_server
from hotline.v1.audit_service_pb2_grpc import add_AuditServiceServicer_to_server
from hotline.v1.caller_service_pb2_grpc import add_CallerServiceServicer_to_server
from hotline.v1.case_service_pb2_grpc import add_CaseServiceServicer_to_server
from hotline.v1.delegation_service_pb2_grpc import add_DelegationServiceServicer_to_server
from hotline.v1.department_service_pb2_grpc import add_DepartmentServiceServicer_to_server
from hotline.v1.desk_service_pb2_grpc import add_DeskServiceServicer_to_server
from hotline.v1.directory_service_pb2_grpc import add_DirectoryServiceServicer_to_server
from hotline.v1.hotspot_service_pb2_grpc import add_HotspotServiceServicer_to_server
from hotline.v1.inquiry_service_pb2_grpc import add_InquiryServiceServicer_to_server
from hotline.v1.intake_service_pb2_grpc import add_IntakeServiceServicer_to_server
from hotline.v1.leader_service_pb2_grpc import add_LeaderServiceServicer_to_server
from hotline.v1.learn_service_pb2_grpc import add_LearnServiceServicer_to_server
from hotline.v1.line_service_pb2_grpc import add_LineServiceServicer_to_server
from hotline.v1.message_service_pb2_grpc import add_MessageServiceServicer_to_server
from hotline.v1.operations_service_pb2_grpc import add_OperationsServiceServicer_to_server
from hotline.v1.place_service_pb2_grpc import add_PlaceServiceServicer_to_server
from hotline.v1.policy_service_pb2_grpc import add_PolicyServiceServicer_to_server
from hotline.v1.public_service_pb2_grpc import add_PublicServiceServicer_to_server
from hotline.v1.report_service_pb2_grpc import add_ReportServiceServicer_to_server
from hotline.v1.rule_service_pb2_grpc import add_RuleServiceServicer_to_server
from hotline.v1.slip_service_pb2_grpc import add_SlipServiceServicer_to_server

from hotline_server.api.announcements import AnnouncementServicer
from hotline_server.api.archive import ArchiveServicer
from hotline_server.api.attachments import AttachmentServicer
from hotline_server.api.audit import AuditServicer
from hotline_server.api.callers import CallerServicer
from hotline_server.api.cases import CaseServicer
from hotline_server.api.delegation import DelegationServicer
from hotline_server.api.department_acts import DepartmentActs
from hotline_server.api.departments import DepartmentServicer
from hotline_server.api.desk.servicer import DeskServicer
from hotline_server.api.directory import DirectoryServicer
from hotline_server.api.errors import Statuses
from hotline_server.api.hotspots import HotspotServicer
from hotline_server.api.intake import IntakeServicer
from hotline_server.api.leaders import LeaderServicer
from hotline_server.api.learning import LearnServicer
from hotline_server.api.lines import LineServicer
from hotline_server.api.messages import CaseMessages
from hotline_server.api.operations import OperationsServicer
from hotline_server.api.outgoing_messages import MessageServicer
from hotline_server.api.places import PlaceServicer
from hotline_server.api.public import PublicServicer
from hotline_server.api.reference import InquiryServicer, PolicyServicer
from hotline_server.api.reports import ReportServicer
from hotline_server.api.rules import RuleServicer
from hotline_server.api.slips import SlipServicer
from hotline_server.desk.cases.delegation import Delegation
from hotline_server.ground.clock import Clock
from hotline_server.runtime.wiring.desk import Desk
from hotline_server.runtime.wiring.reports import Reports

Table = tuple[tuple[Callable[[Any, Any], None], object], ...]
"""Servicers, each with the function that adds it to a server."""


@dataclass(frozen=True, slots=True)
class Api:
    """Servicers."""

    intake: IntakeServicer
    table: Table

    def add_to(self, server: grpc.Server) -> None:
        """Add every servicer to a server."""
        for add, servicer in self.table:
            add(servicer, server)

    @property
    def services(self) -> tuple[str, ...]:
        """Full names of the services."""
        names = _NameCollector()
        for add, servicer in self.table:
            add(servicer, names)
        return tuple(names.collected)


@dataclass(frozen=True, slots=True)
class _NameCollector:
    """Stand-in for a server that only collects the names of the services added to it."""

    collected: list[str] = field(default_factory=list)

    def add_generic_rpc_handlers(self, handlers: Sequence[grpc.GenericRpcHandler]) -> None:
        """Ignore generic handlers; every service also registers its methods by name."""

    def add_registered_method_handlers(self, name: str, handlers: object) -> None:  # noqa: ARG002 - the signature is grpc's
        """Collect the name of a service."""
        self.collected.append(name)


def build_api(desk: Desk, reports: Reports, messages: CaseMessages, statuses: Statuses, clock: Clock) -> Api:
    """Build the servicers.

    Args:
        desk: use cases for cases, the directory, rule books and records.
        reports: use cases that evaluate many cases.
        messages: converts cases to messages of the contract.
        statuses: converts exceptions to gRPC statuses.
        clock: source of time.
    """
    intake = IntakeServicer(
        desk.registration,
        desk.questions,
        desk.queries,
        messages,
        statuses,
        desk.connections,
        desk.amendments,
        desk.identity_check,
        clock,
    )
    table = (
        (add_IntakeServiceServicer_to_server, intake),
        *_of_cases(desk, messages, clock),
        *_of_the_public(desk, reports),
        *_of_what_is_in_force(desk, messages, clock),
        *_of_records(desk, clock),
        *_of_reports(desk, reports, messages),
    )
    return Api(intake, table)


def _of_cases(desk: Desk, messages: CaseMessages, clock: Clock) -> Table:
    """Return the servicers of acts on cases."""
    acts, triage, queries, hub = desk.acts, desk.triage, desk.queries, desk.hub
    at_desk = DeskServicer(
        acts, triage, desk.joins, desk.splits, desk.linkage, queries, hub, messages, clock, desk.later_words
    )
    as_department = DepartmentActs(acts, messages, desk.directory)
    departments = DepartmentServicer(as_department, acts, triage, queries, hub, messages, desk.revealing)
    callers = CallerServicer(acts, triage, desk.linkage, desk.later_words, messages)
    lines = LineServicer(desk.linkage, queries, hub, messages, desk.revealing)
    return (
        (add_CaseServiceServicer_to_server, CaseServicer(queries, hub, messages, desk.revealing)),
        (add_DeskServiceServicer_to_server, at_desk),
        (add_CallerServiceServicer_to_server, callers),
        (add_DepartmentServiceServicer_to_server, departments),
        (add_DelegationServiceServicer_to_server, DelegationServicer(as_department, Delegation(acts))),
        (add_LineServiceServicer_to_server, lines),
        (add_LeaderServiceServicer_to_server, LeaderServicer(triage, queries, messages)),
        (add_AttachmentServiceServicer_to_server, AttachmentServicer(desk.attachments, desk.directory)),
    )


def _of_the_public(desk: Desk, reports: Reports) -> Table:
    """Return the servicers of callers and of everybody."""
    public = PublicServicer(desk.public_reading, desk.linked_reading, reports.announcements)
    return (
        (add_InquiryServiceServicer_to_server, InquiryServicer(desk.inquiry)),
        (add_PublicServiceServicer_to_server, public),
        (add_PolicyServiceServicer_to_server, PolicyServicer(desk.rule_books.policies)),
    )


def _of_what_is_in_force(desk: Desk, messages: CaseMessages, clock: Clock) -> Table:
    """Return the servicers of what decisions are made by: directory, places, rule books, readers."""
    directory = DirectoryServicer(desk.units, desk.revisions, desk.book, desk.holidays)
    rules = RuleServicer(
        desk.book,
        desk.rule_books.kept,
        desk.rule_books.publishing,
        desk.rule_books.draft_shadow,
        desk.rule_books.entry_history,
        desk.rule_books.quality,
        desk.rule_books.simulation,
        desk.rule_books.explanations,
        messages,
        clock,
    )
    learning = LearnServicer(
        desk.readers.learning, desk.readers.publishing, desk.readers.in_force, desk.readers.shadow, desk.book
    )
    return (
        (add_DirectoryServiceServicer_to_server, directory),
        (add_PlaceServiceServicer_to_server, PlaceServicer(desk.places, desk.proposals)),
        (add_RuleServiceServicer_to_server, rules),
        (add_LearnServiceServicer_to_server, learning),
    )


def _of_records(desk: Desk, clock: Clock) -> Table:
    """Return the servicers of what is kept and sent."""
    sent = MessageServicer(
        desk.messages.deliveries, desk.messages.replies, desk.messages.taking, desk.hub, desk.masking, clock
    )
    return (
        (add_AuditServiceServicer_to_server, AuditServicer(desk.access_recorder)),
        (add_OperationsServiceServicer_to_server, OperationsServicer(desk.aside, desk.revocations)),
        (add_MessageServiceServicer_to_server, sent),
        (add_SlipServiceServicer_to_server, SlipServicer(desk.slips, desk.directory)),
    )


def _of_reports(desk: Desk, reports: Reports, messages: CaseMessages) -> Table:
    """Return the servicers that evaluate many cases."""
    documents = ReportServicer(
        reports.bulletins,
        reports.overviews,
        reports.special_reports,
        reports.annual_reports,
        reports.kept_overviews,
    )
    announcements = AnnouncementServicer(reports.announcements, reports.open_data)
    return (
        (add_ReportServiceServicer_to_server, documents),
        (add_HotspotServiceServicer_to_server, HotspotServicer(reports.hotspots, messages)),
        (add_ArchiveServiceServicer_to_server, ArchiveServicer(reports.archive, messages, desk.slips)),
        (add_AnnouncementServiceServicer_to_server, announcements),
    )
