"""Table definitions of what proves the record whole: the journal and the signed heads."""

from peewee import BigIntegerField, Model, TextField

from hotline_server.store.models.texts import VerifiedTextField


class JournalRow(Model):
    """Digests of rows that changed outside the log of a case. Immutable and hash-chained.

    ``digests`` (JSON) holds them by the keys of the rows, as for log entries; ``case_id`` is 0 for rows of no case.
    ``position`` is that of the last log entry of all cases at the time.
    """

    sequence = BigIntegerField(primary_key=True)
    cause = VerifiedTextField()
    case_id = BigIntegerField()
    position = BigIntegerField()
    digests = VerifiedTextField()
    hash = VerifiedTextField()

    class Meta:
        table_name = "journal"


class SignedHeadRow(Model):
    """Signed head of all chains; ``body`` is the signed JSON text, ``signature`` base64. Immutable."""

    number = BigIntegerField(primary_key=True)
    body = TextField()
    key_id = TextField()
    signature = TextField()

    class Meta:
        table_name = "signed_head"


class VerificationRow(Model):
    """Place that nightly verification has reached; ``body`` is JSON text, ``signature`` base64, empty without a key."""

    id = BigIntegerField(primary_key=True)
    body = TextField()
    key_id = TextField()
    signature = TextField()

    class Meta:
        table_name = "verification"
