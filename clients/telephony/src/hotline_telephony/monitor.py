"""Monitor of the switch: notices that it has died, and ends the calls that died with it."""

from datetime import timedelta

import structlog

from hotline_telephony.follower import Clock
from hotline_telephony.journal import Journal
from hotline_telephony.switch import Switch

# A switch that does not respond for this long is dead; its calls are then registered within the grace period.
SILENCE = timedelta(minutes=1)
_log = structlog.get_logger()


class SwitchMonitor:
    """Asks the switch for signs of life.

    A switch that has started again reports it by itself, in the event table; this notices one that has not.
    """

    def __init__(self, journal: Journal, switch: Switch, clock: Clock) -> None:
        self._journal = journal
        self._switch = switch
        self._clock = clock
        self._last_sign = clock()
        self._dead = False

    @property
    def is_switch_dead(self) -> bool:
        """True once the switch has been silent for too long, until it responds again."""
        return self._dead

    def round(self) -> None:
        """Ask the switch once, and end its calls if it has just been found dead."""
        responds, now = self._switch.is_alive(), self._clock()
        if responds:
            self._last_sign = now
        dead = now - self._last_sign > SILENCE
        if dead and not self._dead:
            _log.error("switch does not respond, calls ended", calls=self._journal.end_calls_before(now))
        elif self._dead and not dead:
            _log.warning("switch responds again")
        self._dead = dead
