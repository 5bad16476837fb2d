"""Tables of readers, their publications, shadow runs and learning."""

from peewee import BigAutoField, BigIntegerField, Model, TextField

from hotline_server.store.models.publications import PublicationColumns, ShadowColumns, ShadowDifferenceColumns


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


class ReaderPublicationRow(PublicationColumns):
    """Activation of a reader; the latest is in force. Immutable."""

    class Meta:
        table_name = "reader_publication"


class ReaderShadowRow(ShadowColumns):
    """Shadow run of a reader on live calls; only the latest can be active."""

    class Meta:
        table_name = "reader_shadow"


class ReaderShadowDifferenceRow(ShadowDifferenceColumns):
    """Live call that would have been decided differently with the shadowed reader."""

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
