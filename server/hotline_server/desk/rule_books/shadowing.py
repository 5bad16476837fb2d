"""Shadow runs of drafts on live calls."""

from dataclasses import dataclass

from hotline_server.desk.rule_books.kept_books import KeptBooks, check_names
from hotline_server.domain.errors import NotFoundError
from hotline_server.domain.publication import Shadow, ShadowDay
from hotline_server.ground.clock import Clock
from hotline_server.store.rule_books import Files, RuleBookStore


@dataclass(frozen=True, slots=True)
class DraftShadow:
    """Shadow run of a draft; one at a time."""

    books: KeptBooks
    store: RuleBookStore
    clock: Clock

    def start(self, files: Files, tests: Files, actor: str) -> str:
        """Shadow a draft on live calls; return its version.

        Raises:
            InvalidFieldsError: if the actor is missing.
            RuleBookError: if it does not load.
            UnmetConditionError: if a draft of somebody else runs.
        """
        check_names(actor, "-")
        book = self.books.load(files)
        with self.store.transaction():
            # What is kept keeps its tests: those of the rule book in force tell which emergencies a draft loses (R2.6).
            if self.store.files(book.version) is None:
                self.store.keep(book.version, files, tests)
            self.store.start_shadow(book.version, self.clock(), actor.strip())
        return book.version

    def stop(self) -> None:
        """End the shadow."""
        with self.store.transaction():
            self.store.stop_shadow()

    def get(self, examples: int) -> Shadow:
        """Return the latest shadow.

        Raises:
            NotFoundError: if there was none.
        """
        shadow = self.store.shadow(examples)
        if shadow is None:
            raise NotFoundError("没有试运行的草稿")
        return shadow

    def days(self, shadow: Shadow) -> list[ShadowDay]:
        """Return the differences of a shadow by day, latest first."""
        return self.store.shadow_days(shadow.id)
