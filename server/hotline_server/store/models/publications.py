"""Columns of whatever is published by version: rule books and readers."""

from peewee import BigAutoField, BigIntegerField, BooleanField, IntegerField, Model, TextField


class PublicationColumns(Model):
    """Activation of a version; the latest is in force. Immutable."""

    id = BigAutoField()
    version = TextField()
    kind = TextField()
    at = BigIntegerField()
    actor = TextField()
    reason = TextField()
    consented_by = TextField()


class ShadowColumns(Model):
    """Shadow run of a version on live calls; only the latest can be active."""

    id = BigAutoField()
    version = TextField()
    started_at = BigIntegerField()
    actor = TextField()
    active = BooleanField()
    compared = IntegerField()
    differing = IntegerField()


class ShadowDifferenceColumns(Model):
    """Live call that the shadowed version would have decided differently."""

    id = BigAutoField()
    shadow_id = BigIntegerField()
    case_number = TextField()
    published = TextField()
    draft = TextField()
