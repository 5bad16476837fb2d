"""Damaged rows: what lists left out is shown to whoever can mend it, and looked at again until it is mended."""

from dataclasses import dataclass
from functools import partial

from hotline_server.desk.setting_aside import SettingAside
from hotline_server.domain.stuck import Job
from hotline_server.store.cases.queries import CaseStore
from hotline_server.store.engine.damage import ANNOUNCEMENT, OVERVIEW
from hotline_server.store.figures.overviews import OverviewStore
from hotline_server.store.messages.outbox import Outbox
from hotline_server.store.records.announcements import AnnouncementStore
from hotline_server.store.records.attachments import AttachmentStore
from hotline_server.store.slips.register import SlipRegister

_BATCH = 20


@dataclass(frozen=True, slots=True)
class DamagedCases:
    """Sets damaged cases, announcements and overviews aside."""

    cases: CaseStore
    slips: SlipRegister
    outbox: Outbox
    attachments: AttachmentStore
    announcements: AnnouncementStore
    overviews: OverviewStore
    aside: SettingAside

    def turn(self) -> None:
        """Set aside what lists left out since the last turn, and look again at some of what is due."""
        met = self.cases.damage.take()
        due = self.aside.due(Job.READING, _BATCH) if met or self.aside.store.has_any(Job.READING) else []
        for number in due:
            self.aside.attempt(Job.READING, number, partial(self._read, number))
        for number in met.keys() - self.aside.held(Job.READING):
            self.aside.set_aside(Job.READING, number, met[number])

    def _read(self, name: str) -> None:
        """Read all that lists show of a case, or an announcement or overview.

        Raises:
            DamagedRowError: if it is damaged.
        """
        if name.startswith(ANNOUNCEMENT):
            self.announcements.look_up(int(name.removeprefix(ANNOUNCEMENT)))
        elif name.startswith(OVERVIEW):
            self.overviews.check(int(name.removeprefix(OVERVIEW)))
        else:
            self._read_case(name)

    def _read_case(self, number: str) -> None:
        self.cases.get(number)
        self.cases.log(number)
        self.slips.of_case(number)
        self.outbox.of_case(number)
        self.attachments.list_for(number)
