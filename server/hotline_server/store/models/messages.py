"""Table definitions for messages."""

from peewee import BigIntegerField, BooleanField, IntegerField, Model, TextField


class MessageRow(Model):
    """Message in the outbox; dropped some time after it is settled.

    ``due_at`` is when it is to be sent, or sent again if no server records the outcome; it is null once nothing is
    to be sent. ``call_id`` is 0 for offices and posts.
    ``phone_index`` is the keyed hash of the number that it was sent to. ``sent_at`` is when it was accepted; of one
    that waits or was left out, since when it may have been, though nobody said so.
    """

    id = BigIntegerField(primary_key=True)
    key = TextField()
    case_id = BigIntegerField()
    call_id = BigIntegerField()
    kind = TextField()
    recipient = TextField()
    text = TextField()
    urgent = BooleanField()
    protected = BooleanField()
    book_version = TextField()
    state = TextField()
    created_at = BigIntegerField()
    due_at = BigIntegerField(null=True)
    expires_at = BigIntegerField()
    attempts = IntegerField()
    reason = TextField()
    phone_index = TextField()
    sent_at = BigIntegerField(null=True)
    settled_at = BigIntegerField(null=True)

    class Meta:
        table_name = "message"
