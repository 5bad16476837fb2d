"""Damaged cases: what lists left out is shown to whoever can mend it, and looked at again until it is mended."""

from dataclasses import dataclass
from functools import partial

from hotline_server.desk.setting_aside import SettingAside
from hotline_server.domain.stuck import Job
from hotline_server.store.cases.queries import CaseStore
from hotline_server.store.messages.outbox import Outbox
from hotline_server.store.slips.register import SlipRegister

_BATCH = 20


@dataclass(frozen=True, slots=True)
class DamagedCases:
    """Sets damaged cases aside."""

    cases: CaseStore
    slips: SlipRegister
    outbox: Outbox
    aside: SettingAside

    def turn(self) -> None:
        """Set aside what lists left out since the last turn, and look again at some of what is due."""
        met = self.cases.damage.take()
        due = self.aside.due(Job.READING, _BATCH) if met or self.aside.store.has_any(Job.READING) else []
        for number in due:
            self.aside.attempt(Job.READING, number, partial(self._read, number))
        for number in met.keys() - self.aside.held(Job.READING):
            self.aside.set_aside(Job.READING, number, met[number])

    def _read(self, number: str) -> None:
        """Read all that lists show of a case.

        Raises:
            DamagedRowError: if it is damaged.
        """
        self.cases.get(number)
        self.cases.log(number)
        self.slips.of_case(number)
        self.outbox.of_case(number)
