"""Table definitions for running the service: work that was set aside, and withdrawn tokens."""

from peewee import BigAutoField, BigIntegerField, CompositeKey, IntegerField, Model, TextField


class StuckRow(Model):
    """Item that background work has set aside; ``case_id`` is 0 if it is no case."""

    job = TextField()
    item = TextField()
    case_id = BigIntegerField()
    reason = TextField()
    attempts = IntegerField()
    since = BigIntegerField()
    retry_at = BigIntegerField()

    class Meta:
        table_name = "stuck_item"
        primary_key = CompositeKey("job", "item")


class RevocationRow(Model):
    """Withdrawal of one token, by its id, or of all tokens issued to a subject so far. Immutable."""

    id = BigAutoField()
    token_id = TextField()
    subject = TextField()
    reason = TextField()
    actor = TextField()
    at = BigIntegerField()

    class Meta:
        table_name = "token_revocation"
