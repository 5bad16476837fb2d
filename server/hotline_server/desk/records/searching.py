"""Words of cases for the search index, kept up with everything that happens to the cases."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from hotline_server.desk.records.masking import Masking
from hotline_server.desk.setting_aside import SettingAside, affects_everything
from hotline_server.domain.case import Case
from hotline_server.domain.lifecycle.act import Act
from hotline_server.domain.log import LogEntry
from hotline_server.domain.parties import Role
from hotline_server.domain.stuck import Job
from hotline_server.security.access import Visibility
from hotline_server.security.view import View
from hotline_server.store.cases.queries import CaseStore
from hotline_server.store.cases.search_index import SearchIndex
from hotline_server.store.engine.group_commit import Writer
from hotline_server.text.search_words import Word, matches

# Cases or log entries at a time; with the pause between them, few enough to leave calls their time.
_BATCH_SIZE = 50
BREATH_SECONDS = 0.2
_STAFF = View(Visibility.STAFF)
_WORDLESS = frozenset(
    act.name
    for act in (
        Act.ACCEPT,
        Act.ACCEPT_AS_COHANDLER,
        Act.ACCEPT_DELEGATED,
        Act.ALARM,
        Act.MOVE_DEADLINE,
        Act.NUDGE,
        Act.RAISE_SUPERVISION,
        Act.REMIND,
        Act.REMIND_DESK,
        Act.REMIND_LEADER,
        Act.SUPERVISE,
    )
)
"""Frequent acts that change nothing by which a case is found."""
_SAID = (
    Act.SUPPLEMENT,
    Act.URGE,
    Act.ANSWER_ASK_BACK,
    Act.SUBMIT_PROGRESS,
    Act.LINE_PROGRESS,
    Act.REPORT_RESULT,
    Act.RECORD_RESULT,
    Act.LINE_RESULT,
    Act.ANSWER_DIRECTLY,
    Act.END,
    Act.ANSWER_CALLER,
    Act.ANSWER_ANOTHER_CALLER,
    Act.LEAVE_IN_WRITING,
    Act.EXPLAIN_RESULT,
    Act.TELL_CALLER,
)
"""Acts whose log entry has what callers add, what became of the case, or what callers are told."""
_NOTICE = (Act.TELL_CALLER.name, Role.SYSTEM.name)
"""Notice that the service sends by itself, in the same words for many cases."""
_TOLD = ("answer", "told", "wording")
"""Details of their entries that have what callers were told."""


@dataclass(frozen=True, slots=True)
class SearchIndexing:
    """Indexes the cases that have changed, as the desk may see them: without their callers' names and numbers.

    It follows the log, so that replies, joins, separations and erasures reach the index alike, as do the cases of a
    database that had none.
    """

    index: SearchIndex
    cases: CaseStore
    masking: Masking
    aside: SettingAside
    writer: Writer

    def some(self) -> int:
        """Index the next cases that have changed, or else older ones that never were; return 0 if there are none."""
        return self._again() or self._changed() or self._older()

    def _again(self) -> int:
        """Index a case that failed before."""
        numbers = self.aside.due(Job.SEARCH_INDEXING, 1)
        for number in numbers:
            self._one(number)
        return len(numbers)

    def _changed(self) -> int:
        after = self.index.position()
        numbers, up_to = self.index.changed(after, _BATCH_SIZE, _WORDLESS)
        if up_to > after:
            self._index(numbers, lambda: self.index.advance(after, up_to))
        return up_to - after

    def _older(self) -> int:
        above = self.index.backlog()
        if not above:
            return 0
        numbers, below = self.index.older(above, _BATCH_SIZE)
        if numbers:
            self._index(numbers, lambda: self.index.shorten_backlog(above, below))
        return len(numbers)

    def _index(self, numbers: Sequence[str], go_on: Callable[[], bool]) -> None:
        """Index cases; if that fails, one by one, so that a bad case stops no other.

        Args:
            numbers: of the cases.
            go_on: records how far the index is, in the same transaction; returns False if another server did so.
        """
        try:
            texts = self.texts(numbers)

            def job() -> None:
                if go_on():
                    self.index.put(texts)
                    self.aside.store.settle(Job.SEARCH_INDEXING, numbers)

            self.writer.write(job)
        except Exception as error:
            if affects_everything(error):
                raise
            for number in numbers:
                self._one(number)
            self.writer.write(go_on)

    def _one(self, number: str) -> None:
        """Index a case as it is then, so that nothing newer is replaced; if that fails, set it aside."""
        write = partial(self.writer.write, lambda: self.index.put(self.texts([number])))
        self.aside.attempt(Job.SEARCH_INDEXING, number, write)

    def texts(self, numbers: Sequence[str]) -> dict[str, str]:
        """Return the texts of cases, and of those that answer the callers of joined ones."""
        mains = self.cases.main_cases(numbers).values()
        found = self.cases.get_many(numbers) | {case.number: case for case in mains}
        said = self.cases.entries_of_each(found, _SAID)
        return {
            number: "\n".join((*_texts(case, self.masking, _STAFF), *_said(case, said[number], self.masking, _STAFF)))
            for number, case in found.items()
        }


@dataclass(frozen=True, slots=True)
class Showing:
    """Tells which cases have some words, all of them, in what a view permits of them; none are in every case."""

    cases: CaseStore
    masking: Masking
    view: View
    words: Sequence[Word]

    def __call__(self, cases: Sequence[Case]) -> list[Case]:
        """Return those of some cases that have the words, reading the log of those alone that do not have them else."""
        if not self.words:
            return list(cases)
        texts = {case.number: "\n".join(_texts(case, self.masking, self.view)) for case in cases}
        others = [number for number, text in texts.items() if not matches(text, self.words)]
        entries = self.cases.entries_of_each(others, _SAID) if others else {}
        for case in cases:
            if case.number in entries:
                said = _said(case, entries[case.number], self.masking, self.view)
                texts[case.number] = "\n".join((texts[case.number], *said))
        return [case for case in cases if matches(texts[case.number], self.words)]


def _said(case: Case, entries: Sequence[LogEntry], masking: Masking, view: View) -> Iterator[str]:
    """Yield the texts of the log by which a case is found, as far as a view permits them."""
    for entry in masking.log(case, entries, view):
        if (entry.act, entry.role) == _NOTICE:
            continue
        yield from (entry.reason, *(entry.details.get(name, "") for name in _TOLD))


def _texts(case: Case, masking: Masking, view: View) -> Iterator[str]:
    """Yield the texts by which a case is found, as far as a view permits them."""
    shown = masking.case(case, view)
    yield from (shown.call.subject, shown.call.content, shown.call.address, shown.matter)
    yield from (shown.location.district, shown.location.town, shown.location.place)
    yield from (assignment.reply for assignment in shown.assignments)
    if view.visibility is not Visibility.DEPARTMENT:
        hide = masking.hiding(case, view)
        yield from (hide(text) for one in case.joined for text in (one.call.subject, one.call.content))
