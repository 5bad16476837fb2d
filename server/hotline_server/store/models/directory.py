"""Tables of the directory, the working calendar and places."""

from peewee import BigAutoField, BigIntegerField, BooleanField, CompositeKey, IntegerField, Model, TextField


class UnitRow(Model):
    """Unit of the directory (JSON); ``position`` keeps the order, parents before their children."""

    code = TextField(primary_key=True)
    position = IntegerField()
    name = TextField()
    body = TextField()

    class Meta:
        table_name = "unit"


class DirectoryRevisionRow(Model):
    """Changes of the directory (JSON) that take effect together on a day (ISO date)."""

    id = BigAutoField()
    state = TextField()
    effective_on = TextField()
    changes = TextField()
    actor = TextField()
    reason = TextField()
    made_at = BigIntegerField()
    ended_at = BigIntegerField(null=True)
    ended_by = TextField()
    handed_over = IntegerField()

    class Meta:
        table_name = "directory_revision"


class HolidayRow(Model):
    """Working day or holiday set by an administrator."""

    day = TextField(primary_key=True)
    working = BooleanField()
    name = TextField()

    class Meta:
        table_name = "holiday"


class CalendarChangeRow(Model):
    """Day that was set, until all cases have followed; ``was`` is empty if it was not set before."""

    id = BigIntegerField(primary_key=True)
    day = TextField()
    was = BooleanField(null=True)
    working = BooleanField()
    name = TextField()
    actor = TextField()
    made_at = BigIntegerField()

    class Meta:
        table_name = "calendar_change"


class CalendarMoveRow(Model):
    """Case that is still to follow a change of the calendar."""

    case_id = BigIntegerField()
    change_id = BigIntegerField()

    class Meta:
        table_name = "calendar_move"
        primary_key = CompositeKey("case_id", "change_id")


class PlaceRow(Model):
    """Place, identified by its name and the code of its unit; coordinates in microdegrees, aliases a JSON list.

    ``imported`` is the number of the import that last had it.
    """

    name = TextField()
    unit = TextField()
    kind = TextField()
    latitude = IntegerField(null=True)
    longitude = IntegerField(null=True)
    aliases = TextField()
    source = TextField()
    imported = BigIntegerField()

    class Meta:
        table_name = "place"
        primary_key = CompositeKey("name", "unit")


class GazetteerRow(Model):
    """Index of all places (base64), at a version of them; the latest is in force."""

    version = BigIntegerField(primary_key=True)
    places = IntegerField()
    made_at = BigIntegerField()
    content = TextField()

    class Meta:
        table_name = "gazetteer"


class PlaceSightingRow(Model):
    """Name of an unknown place in a call that an operator put into a district."""

    name = TextField()
    district = TextField()
    case_id = BigIntegerField()

    class Meta:
        table_name = "place_sighting"
        primary_key = CompositeKey("name", "district", "case_id")


class PlaceDismissedRow(Model):
    """Proposed place that was dismissed."""

    name = TextField()
    district = TextField()
    at = BigIntegerField()
    actor = TextField()

    class Meta:
        table_name = "place_dismissed"
        primary_key = CompositeKey("name", "district")
