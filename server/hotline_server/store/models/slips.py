"""Table of slips."""

from peewee import BigIntegerField, CompositeKey, IntegerField, Model, TextField


class SlipRow(Model):
    """Slip 文书 to an office, or to the caller of ``call_id``; written with the act that called for it.

    ``id`` grows with each slip of any case; ``number`` is gapless by kind, year and ``series``, the office that numbers
    it, empty for the hotline. ``paper`` (JSON) is what it says, which changes only when its caller is erased.
    """

    id = BigIntegerField()
    kind = TextField()
    year = IntegerField()
    number = IntegerField()
    reference = TextField()
    case_id = BigIntegerField()
    call_id = BigIntegerField()
    office = TextField()
    issued_at = BigIntegerField()
    due_at = BigIntegerField(null=True)
    book_version = TextField()
    paper = TextField()
    series = TextField()

    class Meta:
        table_name = "slip"
        primary_key = CompositeKey("case_id", "id")
