"""Tables of hotspots and the index that finds similar cases."""

from peewee import BigIntegerField, CompositeKey, IntegerField, Model, SmallIntegerField


class HotspotRow(Model):
    """Hotspot of two or more cases; its id is that of its first case."""

    id = BigIntegerField(primary_key=True)
    cases = IntegerField()
    last_id = BigIntegerField()

    class Meta:
        table_name = "hotspot"


class HotspotCaseRow(Model):
    """Membership of a case in a hotspot; a case without similar ones has no row."""

    hotspot_id = BigIntegerField()
    case_id = BigIntegerField()

    class Meta:
        table_name = "hotspot_case"
        primary_key = CompositeKey("hotspot_id", "case_id")


class HotspotMergedRow(Model):
    """Hotspot merged into another; index entries may still refer to it."""

    id = BigIntegerField(primary_key=True)
    into_id = BigIntegerField()

    class Meta:
        table_name = "hotspot_merged"


class HotspotPairRow(Model):
    """Entry of the inverted index from character pairs to cases."""

    pair = IntegerField()
    case_id = BigIntegerField()
    hotspot_id = BigIntegerField()
    weight = SmallIntegerField()

    class Meta:
        table_name = "hotspot_pair"
        primary_key = CompositeKey("pair", "case_id")


class HotspotPairSeenRow(Model):
    """Document frequency of a character pair."""

    pair = IntegerField(primary_key=True)
    messages = IntegerField()

    class Meta:
        table_name = "hotspot_pair_seen"
