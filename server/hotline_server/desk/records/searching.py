"""Words of cases for the search index, kept up with everything that happens to the cases."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from hotline_server.desk.records.masking import Masking
from hotline_server.domain.case import Case
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


@dataclass(frozen=True, slots=True)
class SearchIndexing:
    """Indexes the cases that have changed, as the desk may see them: without their callers' names and numbers.

    It follows the log, so that replies, joins, separations and erasures reach the index alike, as do the cases of a
    database that had none.
    """

    index: SearchIndex
    cases: CaseStore
    masking: Masking
    writer: Writer

    def some(self) -> int:
        """Index the next cases that have changed, or else older ones that never were; return how many, 0 if none."""
        return self._changed() or self._older()

    def _changed(self) -> int:
        after = self.index.position()
        numbers, up_to = self.index.changed(after, _BATCH_SIZE)
        if not numbers:
            return 0
        texts = self.texts(numbers)

        def job() -> None:
            if self.index.advance(after, up_to):
                self.index.put(texts)

        self.writer.write(job)
        return len(numbers)

    def _older(self) -> int:
        numbers, below = self.index.backlog(_BATCH_SIZE)
        if not numbers:
            return 0
        texts = self.texts(numbers)

        def job() -> None:
            self.index.put(texts)
            self.index.shorten_backlog(below)

        self.writer.write(job)
        return len(numbers)

    def texts(self, numbers: Sequence[str]) -> dict[str, str]:
        """Return the texts of cases, and of those that answer the callers of joined ones."""
        mains = self.cases.main_cases(numbers).values()
        found = self.cases.get_many(numbers) | {case.number: case for case in mains}
        return {number: "\n".join(_texts(case, self.masking, _STAFF)) for number, case in found.items()}


def shows(case: Case, masking: Masking, view: View, words: Sequence[Word]) -> bool:
    """Return whether what a view permits of a case has some words, all of them; none are in every case."""
    return not words or matches("\n".join(_texts(case, masking, view)), words)


def _texts(case: Case, masking: Masking, view: View) -> Iterator[str]:
    """Yield the texts by which a case is found, as far as a view permits them."""
    shown = masking.case(case, view)
    yield from (shown.call.subject, shown.call.content, shown.call.address, shown.matter)
    yield from (shown.location.district, shown.location.town, shown.location.place)
    yield from (assignment.reply for assignment in shown.assignments)
    if view.visibility is not Visibility.DEPARTMENT:
        hide = masking.hiding(case, view)
        yield from (hide(text) for one in case.joined for text in (one.call.subject, one.call.content))
