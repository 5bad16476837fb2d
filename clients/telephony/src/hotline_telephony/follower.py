"""Follower of the switch: copies its events into the journal and leaves no call without a record."""

import threading
from collections.abc import Callable
from datetime import datetime, timedelta

from hotline.v1.case_pb2 import Call

from hotline_telephony import events, records
from hotline_telephony.journal import Journal
from hotline_telephony.settings import Settings
from hotline_telephony.tables import PhoneCall

Clock = Callable[[], datetime]
# A call without events for this long counts as ended, whatever happened to the switch.
STALE = timedelta(hours=4)
# A connection that nothing was heard of for this long has failed; the switch itself gives up much earlier.
SILENT = timedelta(minutes=3)


class SwitchFollower:
    """Applies the switch's events in order, each exactly once."""

    def __init__(self, journal: Journal, settings: Settings, clock: Clock) -> None:
        self._journal = journal
        self._settings = settings
        self._clock = clock
        self._changed = threading.Condition()
        self._stopped = False

    def round(self) -> int:
        """Apply new events and write records for ended calls that have none.

        Returns:
            The number of events applied.
        """
        new = list(events.read_after(self._settings.events, self._journal.last_event_id()))
        if new:
            self._journal.apply(new)
            with self._changed:
                self._changed.notify_all()
        now = self._clock()
        self._journal.connections.expire(now - SILENT, now)
        for call in self._journal.missed_calls(now - STALE):
            self._record(call, records.missed_call(call), now)
        for call in self._journal.calls_without_record(
            now - timedelta(seconds=self._settings.grace_seconds), now - STALE
        ):
            self._record(call, records.call_without_note(call), now)
        return len(new)

    def purge(self) -> int:
        """Delete registered calls past the retention period.

        Returns:
            The number of calls deleted.
        """
        before = self._clock() - timedelta(days=self._settings.kept_days)
        events.purge(self._settings.events, before, self._journal.last_event_id())
        return self._journal.purge(before)

    def wait(self, seconds: float) -> bool:
        """Wait until events arrive, at most ``seconds``; return False once the follower has stopped."""
        with self._changed:
            if not self._stopped:
                self._changed.wait(seconds)
            return not self._stopped

    def stop(self) -> None:
        """Release all waiters."""
        with self._changed:
            self._stopped = True
            self._changed.notify_all()

    def _record(self, call: PhoneCall, note: Call, now: datetime) -> None:
        self._journal.add_automatic(records.build_record(call, note, 0, self._settings.recording, now))
