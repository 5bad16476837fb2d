"""Tables of cases: calls, assignments, decisions, answers and the log."""

from peewee import BigIntegerField, BooleanField, CompositeKey, IntegerField, Model, SmallIntegerField, TextField

from hotline_server.store.models.texts import VerifiedTextField


class CaseRow(Model):
    """Case; its ``state`` is authoritative.

    ``id`` is the numeric case number, so that all tables keyed by it can be partitioned by time.
    ``log_length`` and ``log_hash`` describe the end of its log, so that an act can append without reading it.
    ``reminded_at`` was used before schema version 16; digests from then cover it.
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
    handovers = TextField()
    origin_line = TextField()
    origin_record = TextField()
    nuisance = BooleanField()
    urges = IntegerField()
    reopen_by = BigIntegerField(null=True)
    joined_into = BigIntegerField()
    registrar = TextField()
    amend_by = BigIntegerField(null=True)
    proposed_decision = TextField()
    referral = TextField()
    split_from = BigIntegerField()
    reminders = TextField()
    interrupted = TextField()
    left_calls = TextField()

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
    accept_since = BigIntegerField(null=True)
    decide_since = BigIntegerField(null=True)
    extension_by = BigIntegerField(null=True)
    extension_since = BigIntegerField(null=True)
    nudged_at = BigIntegerField(null=True)
    parent = IntegerField()
    delegations = IntegerField()
    disclosed = BooleanField()
    exclude_by = BigIntegerField(null=True)
    exclusion = TextField()
    exclusion_state = TextField()
    appealed = BooleanField()

    class Meta:
        table_name = "assignment"
        primary_key = CompositeKey("case_id", "number")


class HandoverRow(Model):
    """Hand-over of a case to another line, by which the line finds it; the case has the whole in its ``handovers``."""

    case_id = BigIntegerField()
    number = IntegerField()
    line = TextField()
    record = TextField()
    state = TextField()
    gives_back = BooleanField()
    handed_at = BigIntegerField()
    accept_by = BigIntegerField()
    accepted_at = BigIntegerField(null=True)
    ended_at = BigIntegerField(null=True)

    class Meta:
        table_name = "handover"
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
    tell_by = BigIntegerField(null=True)
    tell_since = BigIntegerField(null=True)
    write_since = BigIntegerField(null=True)
    refuses_messages = BooleanField()

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


class CallRow(Model):
    """Call in the duty log 值班记录簿 (R1.1), keyed by the case it opened.

    Changed by amendments alone, of which ``amendments`` keeps the values before and after, encrypted as the caller
    is. Both are re-encrypted on key rotation, and personal data is erased after the retention period.
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
    amendments = TextField()

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
    end_code = TextField()
    hands_to = TextField()
    decided_at = BigIntegerField()
    proposals = TextField()
    suggestions = TextField()

    class Meta:
        table_name = "decision"
        primary_key = CompositeKey("case_id", "version")


class LogRow(Model):
    """Log entry of an act. Immutable and hash-chained per case.

    ``position`` orders the entries of all cases; subscribers resume from it. ``digests`` (JSON) holds those of the rows
    that the act wrote, by their keys; it is empty for entries from before schema version 14.
    """

    case_id = BigIntegerField()
    sequence = IntegerField()
    position = BigIntegerField()
    at = BigIntegerField()
    actor = VerifiedTextField()
    role = VerifiedTextField()
    act = VerifiedTextField()
    reason = VerifiedTextField()
    from_state = VerifiedTextField()
    to_state = VerifiedTextField()
    department = VerifiedTextField()
    details = VerifiedTextField()
    digests = VerifiedTextField()
    hash = VerifiedTextField()

    class Meta:
        table_name = "log_entry"
        primary_key = CompositeKey("case_id", "sequence")


class OpenLocationRow(Model):
    """Location of a case whose callers are not yet answered; coordinates in microdegrees."""

    case_id = BigIntegerField(primary_key=True)
    cell = BigIntegerField()
    latitude = IntegerField()
    longitude = IntegerField()
    matter = TextField()

    class Meta:
        table_name = "open_location"
