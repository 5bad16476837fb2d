"""The tables. Times are microseconds since 1970 UTC; structured values are JSON text."""

from peewee import (
    BigAutoField,
    BigIntegerField,
    BooleanField,
    CharField,
    CompositeKey,
    IntegerField,
    Model,
    SmallIntegerField,
    TextField,
)


class SchemaVersion(Model):
    """The version of the tables, in one row."""

    version = IntegerField(primary_key=True)

    class Meta:
        table_name = "schema_version"


class DistrictRow(Model):
    """A district 区县 and the codes it also goes by (JSON list)."""

    name = CharField(primary_key=True)
    codes = TextField()

    class Meta:
        table_name = "district"


class DepartmentRow(Model):
    """A department 部门; ``district`` is empty for one of the city."""

    name = CharField(primary_key=True)
    district = CharField(index=True)
    phone = CharField()

    class Meta:
        table_name = "department"


class RuleBookRow(Model):
    """A rule book: its files and its tests (JSON, name to text), so that it can decide again."""

    version = CharField(primary_key=True)
    files = TextField()
    tests = TextField()

    class Meta:
        table_name = "rule_book"


class PublicationRow(Model):
    """A rule book put in force; the latest is. Written once, never changed."""

    id = BigAutoField()
    version = CharField()
    kind = CharField()
    at = BigIntegerField()
    actor = CharField()
    reason = TextField()
    consented_by = CharField()

    class Meta:
        table_name = "rule_book_publication"


class ShadowRow(Model):
    """A draft that runs beside the published book on live calls; the latest, while it is active."""

    id = BigAutoField()
    version = CharField()
    started_at = BigIntegerField()
    actor = CharField()
    active = BooleanField()
    compared = IntegerField()
    differing = IntegerField()

    class Meta:
        table_name = "rule_book_shadow"


class ShadowDifferenceRow(Model):
    """A live call that the draft would have decided otherwise."""

    id = BigAutoField()
    shadow_id = BigIntegerField(index=True)
    case_number = CharField()
    published = CharField()
    draft = CharField()

    class Meta:
        table_name = "rule_book_shadow_difference"


class NumberingRow(Model):
    """The last case number given on a day."""

    day = CharField(primary_key=True)
    last = IntegerField()

    class Meta:
        table_name = "case_numbering"


class CaseRow(Model):
    """A case. Its state here is the only truth about where it stands.

    ``log_length`` and ``log_hash`` are the end of its log, so that an act can append without looking.
    """

    id = BigAutoField()
    number = CharField(unique=True)
    version = IntegerField()
    state = CharField()
    since = BigIntegerField()
    outcome = CharField()
    urgency = SmallIntegerField()
    category = CharField()
    matter = CharField()
    district = CharField()
    phone = CharField()
    lead = CharField()
    cohandlers = TextField()
    days = IntegerField()
    may_answer = BooleanField()
    owner = CharField()
    next_due = BigIntegerField(null=True)
    reminded_at = BigIntegerField(null=True)
    transfers = IntegerField()
    objected = TextField()
    registered_at = BigIntegerField()
    updated_at = BigIntegerField()
    log_length = IntegerField()
    log_hash = CharField()

    class Meta:
        table_name = "hotline_case"
        indexes = (
            (("state", "id"), False),
            (("outcome", "id"), False),
            (("urgency", "id"), False),
            (("category", "id"), False),
            (("district", "matter", "registered_at"), False),
            (("lead", "id"), False),
            (("owner", "id"), False),
            (("phone", "registered_at"), False),
            (("registered_at", "id"), False),
            (("next_due",), False),
        )


class AssignmentRow(Model):
    """One department's part in a case."""

    case_id = BigIntegerField()
    number = IntegerField()
    department = CharField()
    leads = BooleanField()
    state = CharField()
    issued_at = BigIntegerField()
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
        indexes = ((("department", "state", "case_id"), False), (("provisional", "state"), False))


class CallerRow(Model):
    """A call that a case must answer: the one that opened it, or one that was joined to it."""

    case_id = BigIntegerField()
    call_id = BigIntegerField()
    answered = BooleanField()

    class Meta:
        table_name = "case_caller"
        primary_key = CompositeKey("case_id", "call_id")


class AnswerRow(Model):
    """What a caller was told, or why that could not be done (R3.4). Written once, never changed."""

    id = BigAutoField()
    case_id = BigIntegerField(index=True)
    call_id = BigIntegerField()
    at = BigIntegerField()
    actor = CharField()
    means = CharField()
    content = TextField()
    policy = CharField()
    supported = BooleanField()
    given = BooleanField()

    class Meta:
        table_name = "answer"


class HolidayRow(Model):
    """A day that an administrator has set to be worked or not."""

    day = CharField(primary_key=True)
    working = BooleanField()
    name = CharField()

    class Meta:
        table_name = "holiday"


class CallRow(Model):
    """A call in the duty log 值班记录簿 (R1.1). Written once, never changed."""

    id = BigAutoField()
    case_id = BigIntegerField(index=True)
    request_id = CharField(unique=True)
    fingerprint = CharField()
    name = CharField()
    organisation = CharField()
    phone = CharField()
    confidential = BooleanField()
    received_at = BigIntegerField()
    subject = CharField()
    content = TextField()
    channel = CharField()
    request_type = CharField()
    district = CharField()
    address = CharField()
    operator = CharField()
    telephony_call_id = CharField(index=True)
    marked_urgent = BooleanField()

    class Meta:
        table_name = "call"


class DecisionRow(Model):
    """A decision for a case; the latest is in force."""

    id = BigAutoField()
    case_id = BigIntegerField(index=True)
    outcome = CharField()
    lead = CharField()
    cohandlers = TextField()
    urgency = CharField()
    deadline_days = IntegerField()
    policy = CharField()
    reasons = TextField()
    rules = TextField()
    book_version = CharField()
    facts = TextField()
    decided_at = BigIntegerField()

    class Meta:
        table_name = "decision"


class LogRow(Model):
    """One act in the life of a case. Written once, never changed, chained by hashes.

    ``id`` orders the acts of all cases; whoever watches many cases resumes from it.
    """

    id = BigAutoField()
    case_id = BigIntegerField()
    sequence = IntegerField()
    at = BigIntegerField()
    actor = CharField()
    role = CharField()
    act = CharField()
    reason = TextField()
    from_state = CharField()
    to_state = CharField()
    department = CharField()
    details = TextField()
    hash = CharField()

    class Meta:
        table_name = "log_entry"
        indexes = ((("case_id", "sequence"), True), (("department", "id"), False))


TABLES: tuple[type[Model], ...] = (
    SchemaVersion,
    DistrictRow,
    DepartmentRow,
    RuleBookRow,
    PublicationRow,
    ShadowRow,
    ShadowDifferenceRow,
    NumberingRow,
    CaseRow,
    AssignmentRow,
    CallerRow,
    AnswerRow,
    HolidayRow,
    CallRow,
    DecisionRow,
    LogRow,
)
