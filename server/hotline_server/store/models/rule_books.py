"""Tables of rule books, their publications and shadow runs."""

from peewee import BigAutoField, BigIntegerField, Model, TextField

from hotline_server.store.models.publications import PublicationColumns, ShadowColumns, ShadowDifferenceColumns


class RuleBookRow(Model):
    """Rule book: its files and latest tests (JSON, text by name), so that old decisions can be reproduced."""

    version = TextField(primary_key=True)
    files = TextField()
    tests = TextField()

    class Meta:
        table_name = "rule_book"


class RuleBookTestsRow(Model):
    """Tests that a rule book was published with (JSON, text by name); ``version`` is theirs. Immutable."""

    version = TextField(primary_key=True)
    tests = TextField()

    class Meta:
        table_name = "rule_book_tests"


class PublicationRow(PublicationColumns):
    """Activation of a rule book; the latest is in force. Immutable."""

    tests_version = TextField()

    class Meta:
        table_name = "rule_book_publication"


class ShadowRow(ShadowColumns):
    """Shadow run of a draft on live calls; only the latest can be active."""

    class Meta:
        table_name = "rule_book_shadow"


class ShadowDifferenceRow(ShadowDifferenceColumns):
    """Live call that the draft would have decided differently."""

    class Meta:
        table_name = "rule_book_shadow_difference"


class DraftPlanColumns(Model):
    """Draft that is to be published: its files and tests (JSON), what would be missed, and how it ended."""

    id = BigAutoField()
    version = TextField()
    base_version = TextField()
    files = TextField()
    tests = TextField()
    losses = TextField()
    state = TextField()
    proposed_at = BigIntegerField()
    proposed_by = TextField()
    reason = TextField()
    ended_at = BigIntegerField(null=True)
    ended_by = TextField()
    ended_because = TextField()


class DraftProposalRow(DraftPlanColumns):
    """Publication of a draft, or rollback, that needs a second person."""

    takes_effect_at = BigIntegerField(null=True)
    kind = TextField()

    class Meta:
        table_name = "rule_book_proposal"


class ScheduledDraftRow(DraftPlanColumns):
    """Publication of a draft at a set time."""

    takes_effect_at = BigIntegerField()
    consented_by = TextField()

    class Meta:
        table_name = "rule_book_schedule"
