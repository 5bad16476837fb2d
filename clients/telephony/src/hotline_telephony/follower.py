"""Following the switch: its events go into the journal, and no call stays without a record."""

import threading
from collections.abc import Callable
from datetime import datetime, timedelta

from hotline.v1.case_pb2 import Call

from hotline_telephony import events, records
from hotline_telephony.journal import Journal, PhoneCall
from hotline_telephony.settings import Settings

Clock = Callable[[], datetime]
# A call of which nothing more is heard for so long has ended, whatever became of the switch.
STALE = timedelta(hours=4)


class Following:
    """Takes what the switch says, in order and each thing once."""

    def __init__(self, journal: Journal, settings: Settings, clock: Clock) -> None:
        self._journal = journal
        self._settings = settings
        self._clock = clock
        self._changed = threading.Condition()
        self._stopped = False

    def round(self) -> int:
        """Take what is new and write the records of calls that are over without one; how many events there were."""
        new = list(events.after(self._settings.events, self._journal.position()))
        if new:
            self._journal.take(new)
            with self._changed:
                self._changed.notify_all()
        now = self._clock()
        for call in self._journal.missed(now - STALE):
            self._note(call, records.missed(call), now)
        for call in self._journal.unnoted(now - timedelta(seconds=self._settings.grace_seconds), now - STALE):
            self._note(call, records.unnoted(call), now)
        return len(new)

    def forget(self) -> int:
        """Remove what was registered long ago; how many calls there were."""
        before = self._clock() - timedelta(days=self._settings.kept_days)
        events.forget(self._settings.events, before, self._journal.position())
        return self._journal.forget(before)

    def wait(self, seconds: float) -> bool:
        """Wait until events come, at most so long; false once none will any more."""
        with self._changed:
            if not self._stopped:
                self._changed.wait(seconds)
            return not self._stopped

    def stop(self) -> None:
        """Let nobody wait any more."""
        with self._changed:
            self._stopped = True
            self._changed.notify_all()

    def _note(self, call: PhoneCall, noted: Call, now: datetime) -> None:
        self._journal.note_automatically(records.record_of(call, noted, 0, self._settings.recording, now))
