"""Shadow runs: rule books that decide live calls without effect, so that the differences can be counted."""

from collections.abc import Callable
from dataclasses import dataclass

from hotline_server.rulebook.book import RuleBook
from hotline_server.store.publications import PublicationStore


@dataclass(frozen=True, slots=True)
class Shadowed:
    """Rule book in the shadow of the one in force: a draft, or the book in force with another reader.

    Attributes:
        id: of the shadow run.
        book: what decides.
        store: where the differences are counted.
    """

    id: int
    book: RuleBook
    store: PublicationStore

    def count(self, case_number: str, decided: str, shadowed: str) -> None:
        """Record the decision in force on a live call, and that of the shadow. Use only within a transaction."""
        self.store.count_shadow(self.id, case_number, decided, shadowed)


Shadows = Callable[[], tuple[Shadowed, ...]]
