"""Dangers that callers tell of later: the case is decided as an emergency, or they are asked about it (R2.6)."""

from dataclasses import replace
from datetime import datetime

from hotline_server.desk.cases.registration import ask, follow, hand_danger
from hotline_server.domain.acts import triage
from hotline_server.domain.case import Case
from hotline_server.rulebook.book import RuleBook
from hotline_server.rulebook.decision import Decision, Outcome
from hotline_server.rulebook.facts import DANGERS, SUSPECTED, FactValue, items
from hotline_server.store.cases.loaded_file import LoadedFile
from hotline_server.text.facts import TextFacts


def heed_danger(
    book: RuleBook, file: LoadedFile, decision: Decision, said: TextFacts, now: datetime, *, attended: bool
) -> Decision | None:
    """Take the step that a danger demands, and return the decision that is then in force in the case.

    One that is told of while another is verified or met is another line's, too, perhaps: that is handed it at once.

    Args:
        book: the rule book.
        file: the case that answers whoever told of it.
        decision: of the rules on what was told.
        said: what the text says.
        now: current time, UTC.
        attended: true if an operator is with the caller.

    Returns:
        The decision; ``None`` if no danger is told of, or one is verified or met already.
    """
    if file.state.faces_danger:
        hand_danger(book, file, decision, now)
        return None
    case = file.case
    if decision.outcome is Outcome.EMERGENCY:
        triage.decide(file, decision)
        follow(book, file, decision, now, attended=attended)
        return replace(decision, facts=_facts(case, decision))
    if decision.asks_back:
        ask(book, file, decision, said, now, attended=attended)
        return replace(case.decision, facts=_facts(case, decision), asks_back=True)
    return None


def _facts(case: Case, decision: Decision) -> dict[str, FactValue]:
    """Return what is known of a case, with the dangers told of."""
    told = {name: decision.facts[name] for name in (DANGERS, SUSPECTED) if items(decision.facts, name)}
    return {**case.decision.facts, **told}
