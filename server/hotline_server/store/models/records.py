"""Tables of records: the access log, attachments, the archive, announcements and overviews."""

from peewee import BigAutoField, BigIntegerField, BooleanField, CompositeKey, IntegerField, Model, TextField

from hotline_server.store.models.texts import VerifiedTextField


class AccessRow(Model):
    """Access log entry. Immutable and hash-chained per day.

    ``id`` is composed of the day and a sequence, as for cases, so that it can be partitioned by month.
    """

    id = BigIntegerField(primary_key=True)
    at = BigIntegerField()
    who = VerifiedTextField()
    rpc = VerifiedTextField()
    about = VerifiedTextField()
    reason = VerifiedTextField()
    cases = VerifiedTextField()
    hash = VerifiedTextField()

    class Meta:
        table_name = "access_entry"


class AccessCaseRow(Model):
    """Index from cases to access log entries."""

    case_id = BigIntegerField()
    access_id = BigIntegerField()

    class Meta:
        table_name = "access_case"
        primary_key = CompositeKey("case_id", "access_id")


class AttachmentRow(Model):
    """Attachment of a case; the content is stored by digest outside the database, ``marks`` are separated by spaces."""

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
    marks = TextField(default="")
    scanned = BooleanField(default=False)

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
