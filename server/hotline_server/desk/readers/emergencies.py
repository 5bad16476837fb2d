"""Check for emergencies that a reader would miss though the one in force finds them (R2.6)."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice

from hotline_server.desk.readers.examples import judges_readers
from hotline_server.desk.rule_books.kept_books import KeptBooks
from hotline_server.desk.rule_books.simulation import Compared, simulate
from hotline_server.domain.readers import Losses
from hotline_server.rulebook.book import RuleBook
from hotline_server.rulebook.decision import Outcome
from hotline_server.rulebook.simulated import Change, PastCall
from hotline_server.rulebook.written_tests import load_rule_tests
from hotline_server.store.readers.experience import Experience
from hotline_server.text.learning.examples import HELD_BACK, Example
from hotline_server.text.reader import Reader

# Number of the city's own confirmed emergencies to check: the latest of those held back from learning.
CONFIRMED_LIMIT = 5000
# Number of losses to quote from each source.
QUOTED = 50


@dataclass(frozen=True, slots=True)
class EmergencyCheck:
    """Comparison of two readers on calls that are known to be emergencies.

    Attributes:
        books: provides the tests of the rule book in force.
        experience: provides the cases that were confirmed as emergencies.
        calls: yields the labelled calls that come with the software.
    """

    books: KeptBooks
    experience: Experience
    calls: Callable[[], Iterable[Example]]

    def losses(self, book: RuleBook, candidate: Reader) -> Losses:
        """Return the emergencies that the rule book in force would treat less urgently with another reader.

        Args:
            book: rule book in force, with the reader in force.
            candidate: the other reader.
        """
        before = self.books.source(book)
        sources = [list(calls) for calls in self._sources(book.version)]
        compared = Compared(before, replace(before, reader=candidate.data))
        simulated = simulate(compared, [call for calls in sources for call in calls])
        missed = [change.call.id for change in simulated.changes if _is_loss(change)]
        names = set(missed)
        quoted = (name for calls in sources for name in [call.id for call in calls if call.id in names][:QUOTED])
        return Losses(len(missed), tuple(quoted))

    def _sources(self, book_version: str) -> Iterator[Iterable[PastCall]]:
        """Yield known emergencies; the id of each is a label for staff who may not read calls.

        No reader has learned from the city's own. Every reader has learned from the rule book's and the shipped
        ones: these show that nothing learned is lost, not how well a reader generalises.
        """
        judging = (call for call in self.experience.emergencies() if judges_readers(call.id))
        yield (replace(call, id=f"核实属实的工单 {call.id}") for call in islice(judging, CONFIRMED_LIMIT))
        tests = load_rule_tests(self.books.files(book_version)[1])
        yield (PastCall(f"用例“{one.content}”", "", one.content, "", one.known) for one in tests if one.emergency)
        shipped = (one.text for one in self.calls() if one.emergency and one.part == HELD_BACK)
        yield (PastCall(f"随软件发行的来电“{text}”", "", text, "", {}) for text in shipped)


def _is_loss(change: Change) -> bool:
    """Return True if a call is treated less urgently than before."""
    before = _alertness(change.outcome_before, asks=change.asks_before)
    return _alertness(change.outcome_after, asks=change.asks_after) < before


def _alertness(outcome: str, *, asks: bool) -> int:
    """Return 2 for an emergency, 1 if the caller is asked first, 0 otherwise."""
    return 2 if outcome == Outcome.EMERGENCY.value else int(asks)
