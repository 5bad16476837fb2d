"""Table definitions for queries; ``migrations`` creates the tables and indexes.

Times are microseconds since the Unix epoch, UTC; structured values are JSON text.
"""

from peewee import (
    BigAutoField,
    BigIntegerField,
    BooleanField,
    CompositeKey,
    IntegerField,
    Model,
    SmallIntegerField,
    TextField,
)


class UnitRow(Model):
    """Unit of the directory (JSON); ``position`` keeps the order, parents before their children."""

    code = TextField(primary_key=True)
    position = IntegerField()
    name = TextField()
    body = TextField()

    class Meta:
        table_name = "unit"


class DirectoryRevisionRow(Model):
    """Changes of the directory (JSON) that take effect together on a day (ISO date)."""

    id = BigAutoField()
    state = TextField()
    effective_on = TextField()
    changes = TextField()
    actor = TextField()
    reason = TextField()
    made_at = BigIntegerField()
    ended_at = BigIntegerField(null=True)
    ended_by = TextField()
    handed_over = IntegerField()

    class Meta:
        table_name = "directory_revision"


class RuleBookRow(Model):
    """Rule book: its files and tests (JSON, text by name), so that old decisions can be reproduced."""

    version = TextField(primary_key=True)
    files = TextField()
    tests = TextField()

    class Meta:
        table_name = "rule_book"


class PublicationRow(Model):
    """Activation of a rule book; the latest is in force. Immutable."""

    id = BigAutoField()
    version = TextField()
    kind = TextField()
    at = BigIntegerField()
    actor = TextField()
    reason = TextField()
    consented_by = TextField()

    class Meta:
        table_name = "rule_book_publication"


class ShadowRow(Model):
    """Shadow run of a draft on live calls; only the latest can be active."""

    id = BigAutoField()
    version = TextField()
    started_at = BigIntegerField()
    actor = TextField()
    active = BooleanField()
    compared = IntegerField()
    differing = IntegerField()

    class Meta:
        table_name = "rule_book_shadow"


class ShadowDifferenceRow(Model):
    """Live call that the draft would have decided differently."""

    id = BigAutoField()
    shadow_id = BigIntegerField()
    case_number = TextField()
    published = TextField()
    draft = TextField()

    class Meta:
        table_name = "rule_book_shadow_difference"


class ReaderRow(Model):
    """Reader (base64) with its sources and measures (JSON). Immutable, so that old decisions can be reproduced."""

    version = TextField(primary_key=True)
    origin = TextField()
    kept_at = BigIntegerField()
    actor = TextField()
    sources = TextField()
    measures = TextField()
    content = TextField()

    class Meta:
        table_name = "reader"


class ReaderPublicationRow(Model):
    """Activation of a reader; the latest is in force. Immutable."""

    id = BigAutoField()
    version = TextField()
    kind = TextField()
    at = BigIntegerField()
    actor = TextField()
    reason = TextField()
    consented_by = TextField()

    class Meta:
        table_name = "reader_publication"


class ReaderShadowRow(Model):
    """Shadow run of a reader on live calls; only the latest can be active."""

    id = BigAutoField()
    version = TextField()
    started_at = BigIntegerField()
    actor = TextField()
    active = BooleanField()
    compared = IntegerField()
    differing = IntegerField()

    class Meta:
        table_name = "reader_shadow"


class ReaderShadowDifferenceRow(Model):
    """Live call that would have been decided differently with the shadowed reader."""

    id = BigAutoField()
    shadow_id = BigIntegerField()
    case_number = TextField()
    published = TextField()
    draft = TextField()

    class Meta:
        table_name = "reader_shadow_difference"


class ReaderProposalRow(Model):
    """Publication of a reader that needs a second person; ``losses`` (JSON) are the emergencies it would miss."""

    id = BigAutoField()
    version = TextField()
    reader_version = TextField()
    book_version = TextField()
    losses = TextField()
    state = TextField()
    proposed_at = BigIntegerField()
    proposed_by = TextField()
    reason = TextField()
    ended_at = BigIntegerField(null=True)
    ended_by = TextField()
    ended_because = TextField()

    class Meta:
        table_name = "reader_proposal"


class LearningRunRow(Model):
    """Learning of a reader: waiting, running or ended; ``seen_at`` is when its process last told its progress."""

    id = BigAutoField()
    state = TextField()
    stage = TextField()
    done = BigIntegerField()
    total = BigIntegerField()
    source = TextField()
    actor = TextField()
    reason = TextField()
    asked_at = BigIntegerField()
    started_at = BigIntegerField(null=True)
    seen_at = BigIntegerField(null=True)
    ended_at = BigIntegerField(null=True)
    reader_version = TextField()
    error = TextField()

    class Meta:
        table_name = "learning_run"


class CounterRow(Model):
    """Counter: the last case of a day by the day, the last log position by ``log``, and processing positions."""

    name = TextField(primary_key=True)
    last = BigIntegerField()

    class Meta:
        table_name = "counter"


class CaseRow(Model):
    """Case; its ``state`` is authoritative.

    ``id`` is the numeric case number, so that all tables keyed by it can be partitioned by time.
    ``log_length`` and ``log_hash`` describe the end of its log, so that an act can append without reading it.
    """

    id = BigIntegerField(primary_key=True)
    version = IntegerField()
    state = TextField()
    since = BigIntegerField()
    outcome = TextField()
    urgency = SmallIntegerField()
    category = TextField()
    matter = TextField()
    district = TextField()
    town = TextField()
    caller_index = TextField()
    lead = TextField()
    cohandlers = TextField()
    time_limit = TextField()
    may_answer = BooleanField()
    owner = TextField()
    next_due = BigIntegerField(null=True)
    reminded_at = BigIntegerField(null=True)
    transfers = IntegerField()
    objected = TextField()
    registered_at = BigIntegerField()
    updated_at = BigIntegerField()
    log_length = IntegerField()
    log_hash = TextField()
    erased = BooleanField()
    question = TextField()
    leader_question = TextField()
    holds = TextField()
    promise = TextField()
    alarm = TextField()
    end_proposal = TextField()
    nuisance = BooleanField()
    urges = IntegerField()
    reopen_by = BigIntegerField(null=True)
    joined_into = BigIntegerField()

    class Meta:
        table_name = "hotline_case"


class AssignmentRow(Model):
    """Assignment of a case to a department."""

    case_id = BigIntegerField()
    number = IntegerField()
    department = TextField()
    leads = BooleanField()
    state = TextField()
    assigned_at = BigIntegerField()
    time_limit = TextField()
    extra_days = IntegerField()
    deadline = BigIntegerField()
    latest = BigIntegerField()
    provisional = BooleanField()
    limit_at = BigIntegerField()
    accept_by = BigIntegerField()
    may_answer = BooleanField()
    progress_by = BigIntegerField(null=True)
    accepted_at = BigIntegerField(null=True)
    replied_at = BigIntegerField(null=True)
    first_replied_at = BigIntegerField(null=True)
    reply = TextField()
    extension_days = IntegerField()
    extension_reason = TextField()
    extended = IntegerField()
    reworks = IntegerField()
    supervisions = IntegerField()
    reminded_to_accept = IntegerField()
    pressure = SmallIntegerField()
    further_since = BigIntegerField(null=True)
    further_days = IntegerField()
    overdue_since = BigIntegerField(null=True)
    plain_deadline = BigIntegerField()
    standstills = TextField()
    stands_since = BigIntegerField(null=True)
    first_assigned_at = BigIntegerField()
    object_by = BigIntegerField(null=True)
    objection = TextField()
    objection_basis = TextField()
    objection_state = TextField()
    decide_by = BigIntegerField(null=True)

    class Meta:
        table_name = "assignment"
        primary_key = CompositeKey("case_id", "number")


class CallerRow(Model):
    """Call that a case must answer: its own, or one merged into it. ``call_id`` is the id of the case it opened."""

    case_id = BigIntegerField()
    call_id = BigIntegerField()
    answered = BooleanField()
    has_phone = BooleanField()
    wishes_no_reply = BooleanField()
    withdrawn = BooleanField()
    handling = IntegerField()
    callback = TextField()
    attempts = IntegerField()
    next_attempt = BigIntegerField(null=True)
    exemption = TextField()

    class Meta:
        table_name = "case_caller"
        primary_key = CompositeKey("case_id", "call_id")


class AnswerRow(Model):
    """Answer to a caller, or the reason why there is none (R3.4). Immutable.

    ``version`` is the version of the case after the act, ``at`` when the caller was told.
    """

    case_id = BigIntegerField()
    version = IntegerField()
    call_id = BigIntegerField()
    at = BigIntegerField()
    actor = TextField()
    means = TextField()
    content = TextField()
    policy = TextField()
    supported = BooleanField()
    given = BooleanField()

    class Meta:
        table_name = "answer"
        primary_key = CompositeKey("case_id", "version", "call_id")


class JudgementRow(Model):
    """Person's judgement on the policies proposed for a direct answer. Immutable.

    ``version`` is the version of the case after the act; ``proposed`` are the policies' ids, a JSON list.
    """

    case_id = BigIntegerField()
    version = IntegerField()
    at = BigIntegerField()
    actor = TextField()
    verdict = TextField()
    proposed = TextField()
    policy = TextField()
    reason = TextField()

    class Meta:
        table_name = "judgement"
        primary_key = CompositeKey("case_id", "version")


class HolidayRow(Model):
    """Working day or holiday set by an administrator."""

    day = TextField(primary_key=True)
    working = BooleanField()
    name = TextField()

    class Meta:
        table_name = "holiday"


class CallRow(Model):
    """Call in the duty log 值班记录簿 (R1.1), keyed by the case it opened.

    Immutable, except that ``caller``, the encrypted caller, is re-encrypted on key rotation, and personal
    data is erased after the retention period.
    """

    case_id = BigIntegerField(primary_key=True)
    request_id = TextField()
    caller = TextField()
    confidential = BooleanField()
    received_at = BigIntegerField()
    subject = TextField()
    content = TextField()
    channel = TextField()
    request_type = TextField()
    district = TextField()
    address = TextField()
    operator = TextField()
    telephony_call_id = TextField()
    marked_urgent = BooleanField()
    follows = TextField()
    recording = TextField()
    latitude = IntegerField(null=True)
    longitude = IntegerField(null=True)
    coordinate_source = TextField()
    address_detail = TextField()
    wishes_no_reply = BooleanField()

    class Meta:
        table_name = "call"


class RequestRow(Model):
    """Used request id, with its case and a digest of the call, to make registration idempotent."""

    request_id = TextField(primary_key=True)
    case_id = BigIntegerField()
    fingerprint = TextField()

    class Meta:
        table_name = "call_request"


class DecisionRow(Model):
    """Decision on a case; ``version`` is the case's at the time, and the highest is in force."""

    case_id = BigIntegerField()
    version = IntegerField()
    outcome = TextField()
    lead = TextField()
    cohandlers = TextField()
    urgency = TextField()
    time_limit = TextField()
    policy = TextField()
    reasons = TextField()
    rules = TextField()
    book_version = TextField()
    reader_version = TextField()
    facts = TextField()
    asks_back = BooleanField()
    decided_at = BigIntegerField()
    proposals = TextField()
    suggestions = TextField()

    class Meta:
        table_name = "decision"
        primary_key = CompositeKey("case_id", "version")


class LogRow(Model):
    """Log entry of an act. Immutable and hash-chained per case.

    ``position`` orders the entries of all cases; subscribers resume from it.
    """

    case_id = BigIntegerField()
    sequence = IntegerField()
    position = BigIntegerField()
    at = BigIntegerField()
    actor = TextField()
    role = TextField()
    act = TextField()
    reason = TextField()
    from_state = TextField()
    to_state = TextField()
    department = TextField()
    details = TextField()
    hash = TextField()

    class Meta:
        table_name = "log_entry"
        primary_key = CompositeKey("case_id", "sequence")


class AccessRow(Model):
    """Access log entry. Immutable and hash-chained per day.

    ``id`` is composed of the day and a sequence, as for cases, so that it can be partitioned by month.
    """

    id = BigIntegerField(primary_key=True)
    at = BigIntegerField()
    who = TextField()
    rpc = TextField()
    about = TextField()
    reason = TextField()
    cases = TextField()
    hash = TextField()

    class Meta:
        table_name = "access_entry"


class AccessCaseRow(Model):
    """Index from cases to access log entries."""

    case_id = BigIntegerField()
    access_id = BigIntegerField()

    class Meta:
        table_name = "access_case"
        primary_key = CompositeKey("case_id", "access_id")


class HotspotRow(Model):
    """Hotspot of two or more cases; its id is that of its first case."""

    id = BigIntegerField(primary_key=True)
    cases = IntegerField()
    last_id = BigIntegerField()

    class Meta:
        table_name = "hotspot"


class HotspotCaseRow(Model):
    """Membership of a case in a hotspot; a case without similar ones has no row."""

    hotspot_id = BigIntegerField()
    case_id = BigIntegerField()

    class Meta:
        table_name = "hotspot_case"
        primary_key = CompositeKey("hotspot_id", "case_id")


class HotspotMergedRow(Model):
    """Hotspot merged into another; index entries may still refer to it."""

    id = BigIntegerField(primary_key=True)
    into_id = BigIntegerField()

    class Meta:
        table_name = "hotspot_merged"


class HotspotPairRow(Model):
    """Entry of the inverted index from character pairs to cases."""

    pair = IntegerField()
    case_id = BigIntegerField()
    hotspot_id = BigIntegerField()
    weight = SmallIntegerField()

    class Meta:
        table_name = "hotspot_pair"
        primary_key = CompositeKey("pair", "case_id")


class HotspotPairSeenRow(Model):
    """Document frequency of a character pair."""

    pair = IntegerField(primary_key=True)
    messages = IntegerField()

    class Meta:
        table_name = "hotspot_pair_seen"


class AttachmentRow(Model):
    """Attachment of a case; the content is stored by digest outside the database."""

    case_id = BigIntegerField()
    position = IntegerField()
    name = TextField()
    kind = TextField()
    media_type = TextField()
    size = BigIntegerField()
    sha256 = TextField()
    at = BigIntegerField()
    actor = TextField()
    department = TextField()

    class Meta:
        table_name = "attachment"
        primary_key = CompositeKey("case_id", "position")


class ArchivedRow(Model):
    """Sealed file of an archived case; ``kept_until`` is a date as eight digits, 0 for permanent retention."""

    case_id = BigIntegerField(primary_key=True)
    sequence = BigIntegerField()
    sealed_at = BigIntegerField()
    sha256 = TextField()
    seal = TextField()
    retention = TextField()
    kept_until = IntegerField()
    title = TextField()
    district = TextField()
    matter = TextField()
    lead = TextField()
    attachments = IntegerField()
    size = BigIntegerField()

    class Meta:
        table_name = "archived"


class AnnouncementRow(Model):
    """Announcement: draft, released or withdrawn."""

    id = BigAutoField()
    version = IntegerField()
    number = TextField()
    state = TextField()
    title = TextField()
    question = TextField()
    result = TextField()
    department = TextField()
    drafted_by = TextField()
    updated_at = BigIntegerField()
    released_by = TextField()
    released_at = BigIntegerField(null=True)
    withdrawn_because = TextField()

    class Meta:
        table_name = "announcement"


class OverviewRow(Model):
    """Daily overview generated on schedule, in one format; ``content`` is base64."""

    day = IntegerField()
    format = TextField()
    made_at = BigIntegerField()
    content = TextField()

    class Meta:
        table_name = "overview"
        primary_key = CompositeKey("day", "format")


class PlaceRow(Model):
    """Place, identified by its name and the code of its unit; coordinates in microdegrees, aliases a JSON list.

    ``imported`` is the number of the import that last had it.
    """

    name = TextField()
    unit = TextField()
    kind = TextField()
    latitude = IntegerField(null=True)
    longitude = IntegerField(null=True)
    aliases = TextField()
    source = TextField()
    imported = BigIntegerField()

    class Meta:
        table_name = "place"
        primary_key = CompositeKey("name", "unit")


class GazetteerRow(Model):
    """Index of all places (base64), at a version of them; the latest is in force."""

    version = BigIntegerField(primary_key=True)
    places = IntegerField()
    made_at = BigIntegerField()
    content = TextField()

    class Meta:
        table_name = "gazetteer"


class PlaceSightingRow(Model):
    """Name of an unknown place in a call that an operator put into a district."""

    name = TextField()
    district = TextField()
    case_id = BigIntegerField()

    class Meta:
        table_name = "place_sighting"
        primary_key = CompositeKey("name", "district", "case_id")


class PlaceDismissedRow(Model):
    """Proposed place that was dismissed."""

    name = TextField()
    district = TextField()
    at = BigIntegerField()
    actor = TextField()

    class Meta:
        table_name = "place_dismissed"
        primary_key = CompositeKey("name", "district")


class OpenLocationRow(Model):
    """Location of a case whose callers are not yet answered; coordinates in microdegrees."""

    case_id = BigIntegerField(primary_key=True)
    cell = BigIntegerField()
    latitude = IntegerField()
    longitude = IntegerField()
    matter = TextField()

    class Meta:
        table_name = "open_location"


# In foreign-key order, for copying.
TABLES: tuple[type[Model], ...] = (
    UnitRow,
    DirectoryRevisionRow,
    RuleBookRow,
    PublicationRow,
    ShadowRow,
    ShadowDifferenceRow,
    ReaderRow,
    ReaderPublicationRow,
    ReaderShadowRow,
    ReaderShadowDifferenceRow,
    ReaderProposalRow,
    LearningRunRow,
    CounterRow,
    CaseRow,
    AssignmentRow,
    CallerRow,
    AnswerRow,
    JudgementRow,
    HolidayRow,
    CallRow,
    RequestRow,
    DecisionRow,
    LogRow,
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
