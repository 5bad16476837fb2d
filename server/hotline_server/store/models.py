"""The tables as queries see them; ``migrations`` makes them, with their indexes.

Times are microseconds since 1970 UTC; structured values are JSON text.
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


class DistrictRow(Model):
    """A district 区县 and the codes it also goes by (JSON list)."""

    name = TextField(primary_key=True)
    codes = TextField()

    class Meta:
        table_name = "district"


class DepartmentRow(Model):
    """A department 部门; ``district`` is empty for one of the city."""

    name = TextField(primary_key=True)
    district = TextField()
    phone = TextField()

    class Meta:
        table_name = "department"


class RuleBookRow(Model):
    """A rule book: its files and its tests (JSON, name to text), so that it can decide again."""

    version = TextField(primary_key=True)
    files = TextField()
    tests = TextField()

    class Meta:
        table_name = "rule_book"


class PublicationRow(Model):
    """A rule book put in force; the latest is. Written once, never changed."""

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
    """A draft that runs beside the published book on live calls; the latest, while it is active."""

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
    """A live call that the draft would have decided otherwise."""

    id = BigAutoField()
    shadow_id = BigIntegerField()
    case_number = TextField()
    published = TextField()
    draft = TextField()

    class Meta:
        table_name = "rule_book_shadow_difference"


class CounterRow(Model):
    """The last number given of a kind: of the cases of a day, by the day; of log positions, by ``log``."""

    name = TextField(primary_key=True)
    last = BigIntegerField()

    class Meta:
        table_name = "counter"


class CaseRow(Model):
    """A case. Its state here is the only truth about where it stands.

    ``id`` is the case number without its dash, so the tables of all that belongs to cases can be
    split by time. ``log_length`` and ``log_hash`` are the end of its log, so that an act can append
    without looking.
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
    caller_index = TextField()
    lead = TextField()
    cohandlers = TextField()
    days = IntegerField()
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

    class Meta:
        table_name = "hotline_case"


class AssignmentRow(Model):
    """One department's part in a case."""

    case_id = BigIntegerField()
    number = IntegerField()
    department = TextField()
    leads = BooleanField()
    state = TextField()
    assigned_at = BigIntegerField()
    days = IntegerField()
    deadline = BigIntegerField()
    provisional = BooleanField()
    limit_at = BigIntegerField()
    accept_by = BigIntegerField()
    may_answer = BooleanField()
    progress_by = BigIntegerField(null=True)
    accepted_at = BigIntegerField(null=True)
    replied_at = BigIntegerField(null=True)
    reply = TextField()
    extension_days = IntegerField()
    extension_reason = TextField()
    extended = IntegerField()
    reworks = IntegerField()
    supervisions = IntegerField()
    reminded_to_accept = IntegerField()
    pressure = SmallIntegerField()

    class Meta:
        table_name = "assignment"
        primary_key = CompositeKey("case_id", "number")


class CallerRow(Model):
    """A call that a case must answer, by the case it opened: its own, or one that was joined to it."""

    case_id = BigIntegerField()
    call_id = BigIntegerField()
    answered = BooleanField()

    class Meta:
        table_name = "case_caller"
        primary_key = CompositeKey("case_id", "call_id")


class AnswerRow(Model):
    """What a caller was told, or why that could not be done (R3.4). Written once, never changed.

    ``version`` is the case's after the act that told it.
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


class HolidayRow(Model):
    """A day that an administrator has set to be worked or not."""

    day = TextField(primary_key=True)
    working = BooleanField()
    name = TextField()

    class Meta:
        table_name = "holiday"


class CallRow(Model):
    """A call in the duty log 值班记录簿 (R1.1), by the case it opened.

    ``caller`` seals who called. Written once; only sealed anew with another key, and in the end erased.
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

    class Meta:
        table_name = "call"


class RequestRow(Model):
    """A request id that was used, the case it opened and a digest of the call, so none is taken twice."""

    request_id = TextField(primary_key=True)
    case_id = BigIntegerField()
    fingerprint = TextField()

    class Meta:
        table_name = "call_request"


class DecisionRow(Model):
    """A decision for a case; that of the highest version, the case's at the time, is in force."""

    case_id = BigIntegerField()
    version = IntegerField()
    outcome = TextField()
    lead = TextField()
    cohandlers = TextField()
    urgency = TextField()
    deadline_days = IntegerField()
    policy = TextField()
    reasons = TextField()
    rules = TextField()
    book_version = TextField()
    facts = TextField()
    decided_at = BigIntegerField()

    class Meta:
        table_name = "decision"
        primary_key = CompositeKey("case_id", "version")


class LogRow(Model):
    """One act in the life of a case. Written once, never changed, chained by hashes.

    ``position`` orders the acts of all cases; whoever watches many cases resumes from it.
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
    """What somebody was shown of cases. Written once; those of a day are chained by hashes.

    ``id`` is the day and a sequence, as in case numbers, so that months can be dropped as a whole.
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
    """A case that was shown, to be found by."""

    case_id = BigIntegerField()
    access_id = BigIntegerField()

    class Meta:
        table_name = "access_case"
        primary_key = CompositeKey("case_id", "access_id")


class HotspotRow(Model):
    """A hotspot that two cases or more raise. Its id is that of its first case."""

    id = BigIntegerField(primary_key=True)
    cases = IntegerField()
    last_id = BigIntegerField()

    class Meta:
        table_name = "hotspot"


class HotspotCaseRow(Model):
    """A case of a hotspot; a case that is alone in its hotspot has no row."""

    hotspot_id = BigIntegerField()
    case_id = BigIntegerField()

    class Meta:
        table_name = "hotspot_case"
        primary_key = CompositeKey("hotspot_id", "case_id")


class HotspotMergedRow(Model):
    """A hotspot that turned out to be the same as another; pairs may still name it."""

    id = BigIntegerField(primary_key=True)
    into_id = BigIntegerField()

    class Meta:
        table_name = "hotspot_merged"


class HotspotPairRow(Model):
    """One of the pairs of characters that stand for a case, to be found by."""

    pair = IntegerField()
    case_id = BigIntegerField()
    hotspot_id = BigIntegerField()
    weight = SmallIntegerField()

    class Meta:
        table_name = "hotspot_pair"
        primary_key = CompositeKey("pair", "case_id")


class HotspotPairSeenRow(Model):
    """In how many messages a pair was seen."""

    pair = IntegerField(primary_key=True)
    messages = IntegerField()

    class Meta:
        table_name = "hotspot_pair_seen"


class AttachmentRow(Model):
    """A file that belongs to a case; its content is kept by its digest, outside of the database."""

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
    """An archived case's sealed file; ``seal`` chains it to the one before, ``kept_until`` is a day, 0 for ever."""

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
    """What came of a matter, told to everybody or about to be."""

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
    """A daily overview that was made on schedule, in one format; ``content`` is base64."""

    day = IntegerField()
    format = TextField()
    made_at = BigIntegerField()
    content = TextField()

    class Meta:
        table_name = "overview"
        primary_key = CompositeKey("day", "format")


# In the order in which rows may be copied: what others refer to comes first.
TABLES: tuple[type[Model], ...] = (
    DistrictRow,
    DepartmentRow,
    RuleBookRow,
    PublicationRow,
    ShadowRow,
    ShadowDifferenceRow,
    CounterRow,
    CaseRow,
    AssignmentRow,
    CallerRow,
    AnswerRow,
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
)
