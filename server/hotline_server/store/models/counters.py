"""Table of counters."""

from peewee import BigIntegerField, Model, TextField


class CounterRow(Model):
    """Counter: the last case of a day by the day, the last log position by ``log``, and processing positions."""

    name = TextField(primary_key=True)
    last = BigIntegerField()

    class Meta:
        table_name = "counter"
