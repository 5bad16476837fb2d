"""Table definitions for queries, a module a subject; ``migrations`` creates the tables and indexes.

Times are microseconds since the Unix epoch, UTC; structured values are JSON text.
"""

from peewee import Model

from hotline_server.store.models.cases import (
    AnswerRow,
    AssignmentRow,
    CallerRow,
    CallRow,
    CaseRow,
    DecisionRow,
    HandoverRow,
    JudgementRow,
    LogRow,
    OpenLocationRow,
    RequestRow,
)
from hotline_server.store.models.counters import (
    CounterRow,
)
from hotline_server.store.models.directory import (
    DirectoryRevisionRow,
    GazetteerRow,
    HolidayRow,
    PlaceDismissedRow,
    PlaceRow,
    PlaceSightingRow,
    UnitRow,
)
from hotline_server.store.models.hotspots import (
    HotspotCaseRow,
    HotspotMergedRow,
    HotspotPairRow,
    HotspotPairSeenRow,
    HotspotRow,
)
from hotline_server.store.models.messages import (
    MessageRow,
)
from hotline_server.store.models.operations import (
    RevocationRow,
    StuckRow,
)
from hotline_server.store.models.proofs import (
    JournalRow,
    SignedHeadRow,
    VerificationRow,
)
from hotline_server.store.models.readers import (
    LearningRunRow,
    ReaderProposalRow,
    ReaderPublicationRow,
    ReaderRow,
    ReaderShadowDifferenceRow,
    ReaderShadowRow,
)
from hotline_server.store.models.records import (
    AccessCaseRow,
    AccessRow,
    AnnouncementRow,
    ArchivedRow,
    AttachmentRow,
    OverviewRow,
)
from hotline_server.store.models.rule_books import (
    DraftProposalRow,
    PublicationRow,
    RuleBookRow,
    ShadowDifferenceRow,
    ShadowRow,
)
from hotline_server.store.models.slips import SlipRow

__all__ = [
    "TABLES",
    "AccessCaseRow",
    "AccessRow",
    "AnnouncementRow",
    "AnswerRow",
    "ArchivedRow",
    "AssignmentRow",
    "AttachmentRow",
    "CallRow",
    "CallerRow",
    "CaseRow",
    "CounterRow",
    "DecisionRow",
    "DirectoryRevisionRow",
    "DraftProposalRow",
    "GazetteerRow",
    "HandoverRow",
    "HolidayRow",
    "HotspotCaseRow",
    "HotspotMergedRow",
    "HotspotPairRow",
    "HotspotPairSeenRow",
    "HotspotRow",
    "JournalRow",
    "JudgementRow",
    "LearningRunRow",
    "LogRow",
    "MessageRow",
    "OpenLocationRow",
    "OverviewRow",
    "PlaceDismissedRow",
    "PlaceRow",
    "PlaceSightingRow",
    "PublicationRow",
    "ReaderProposalRow",
    "ReaderPublicationRow",
    "ReaderRow",
    "ReaderShadowDifferenceRow",
    "ReaderShadowRow",
    "RequestRow",
    "RevocationRow",
    "RuleBookRow",
    "ShadowDifferenceRow",
    "ShadowRow",
    "SignedHeadRow",
    "SlipRow",
    "StuckRow",
    "UnitRow",
    "VerificationRow",
]

# In foreign-key order, for copying.
TABLES: tuple[type[Model], ...] = (
    UnitRow,
    DirectoryRevisionRow,
    RuleBookRow,
    PublicationRow,
    ShadowRow,
    ShadowDifferenceRow,
    DraftProposalRow,
    ReaderRow,
    ReaderPublicationRow,
    ReaderShadowRow,
    ReaderShadowDifferenceRow,
    ReaderProposalRow,
    LearningRunRow,
    CounterRow,
    CaseRow,
    AssignmentRow,
    HandoverRow,
    CallerRow,
    AnswerRow,
    JudgementRow,
    HolidayRow,
    CallRow,
    RequestRow,
    DecisionRow,
    LogRow,
    SlipRow,
    MessageRow,
    StuckRow,
    RevocationRow,
    JournalRow,
    SignedHeadRow,
    VerificationRow,
    AccessRow,
    AccessCaseRow,
    HotspotRow,
    HotspotCaseRow,
    HotspotMergedRow,
    HotspotPairRow,
    HotspotPairSeenRow,
    OverviewRow,
    AttachmentRow,
    ArchivedRow,
    AnnouncementRow,
    PlaceRow,
    GazetteerRow,
    PlaceSightingRow,
    PlaceDismissedRow,
    OpenLocationRow,
)
