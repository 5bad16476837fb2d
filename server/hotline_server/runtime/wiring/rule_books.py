"""Builder of the use cases for rule books."""

from dataclasses import dataclass

from hotline_server.desk.cases.queries import CaseQueries
from hotline_server.desk.rule_books.draft_simulation import DraftSimulation
from hotline_server.desk.rule_books.due_drafts import DueDrafts
from hotline_server.desk.rule_books.entry_history import EntryHistory
from hotline_server.desk.rule_books.explanation import Explanations
from hotline_server.desk.rule_books.kept_books import KeptBooks
from hotline_server.desk.rule_books.policies import Policies
from hotline_server.desk.rule_books.publishing import Publishing
from hotline_server.desk.rule_books.quality import RuleQuality
from hotline_server.desk.rule_books.shadowing import DraftShadow
from hotline_server.desk.setting_aside import SettingAside
from hotline_server.ground.clock import Clock
from hotline_server.runtime.wiring.in_force import InForce
from hotline_server.runtime.wiring.stores import Stores
from hotline_server.store.figures.rule_use import RuleUse


@dataclass(frozen=True, slots=True)
class RuleBooks:
    """Use cases for rule books."""

    kept: KeptBooks
    publishing: Publishing
    due_drafts: DueDrafts
    draft_shadow: DraftShadow
    entry_history: EntryHistory
    quality: RuleQuality
    simulation: DraftSimulation
    explanations: Explanations
    policies: Policies


def build_rule_books(
    stores: Stores, current: InForce, queries: CaseQueries, aside: SettingAside, clock: Clock
) -> RuleBooks:
    """Build the use cases."""
    directory, book = current.directory, current.book
    rule_use = RuleUse(stores.database, lambda name: directory.names().current(name))
    return RuleBooks(
        kept=current.books,
        publishing=current.publishing,
        due_drafts=DueDrafts(current.publishing, stores.rule_books, aside, clock),
        draft_shadow=DraftShadow(current.books, stores.rule_books, clock),
        entry_history=EntryHistory(stores.rule_books, rule_use, clock),
        quality=RuleQuality(rule_use, book, clock),
        simulation=DraftSimulation(current.books, book, stores.past_calls, stores.rule_books),
        explanations=Explanations(current.books, queries, book, current.gazetteer, current.calendar, clock),
        policies=Policies(book, clock),
    )
