"""Words that callers add to a case, urging included: dangers and accusations in them (R1.1, R2.6, R8.3, R8.8)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from hotline_server.desk.cases.acts import Do
from hotline_server.desk.cases.amendments import Amendments
from hotline_server.desk.cases.dangers import heed_danger
from hotline_server.desk.cases.decisions import decide, find_grounds, read_later_words
from hotline_server.desk.cases.facts import heard_facts
from hotline_server.desk.cases.later_accusations import accuse, accused_handlers, follow_accusation
from hotline_server.desk.cases.wishes import heed_wishes
from hotline_server.domain.acts import callers, emergencies
from hotline_server.domain.case import Case
from hotline_server.domain.case_file import NO_DETAILS, CaseFile
from hotline_server.domain.parties import Actor, Role
from hotline_server.ground.clock import local_day
from hotline_server.rulebook.book import RuleBook
from hotline_server.rulebook.decision import Decision
from hotline_server.rulebook.facts import DANGERS, SUSPECTED, FactValue, items, without_dangers
from hotline_server.rulebook.recusal import Recusal
from hotline_server.store.cases.loaded_file import LoadedFile
from hotline_server.text.facts import SECRECY, TextFacts


@dataclass(frozen=True, slots=True)
class LaterWords:
    """Records what callers add to a case, raises or asks about dangers, and protects whom it asks to be protected.

    Attributes:
        book: returns the rule book in force.
        recusal: returns whom the protected callers of a case accuse.
        amendments: by which callers who ask for secrecy are protected.
    """

    book: Callable[[], RuleBook]
    recusal: Callable[[Case], Recusal]
    amendments: Amendments

    def supplement(
        self,
        file: LoadedFile,
        actor: Actor,
        now: datetime,
        call_id: int,
        text: str,
        details: Mapping[str, str] = NO_DETAILS,
        *,
        attended: bool = False,
    ) -> Decision | None:
        """Record what a caller adds; arguments as for ``callers.supplement``.

        ``attended`` is true while an operator is on the phone with the caller.

        Returns:
            The decision that follows from it; ``None`` if none does.
        """
        record = partial(callers.supplement, file, actor, now, call_id, text, details)
        return self._add(file, actor, now, call_id, text, record, attended=attended)

    def urge(
        self,
        file: LoadedFile,
        actor: Actor,
        now: datetime,
        call_id: int,
        text: str,
        details: Mapping[str, str] = NO_DETAILS,
        *,
        attended: bool = False,
    ) -> Decision | None:
        """Record that a caller urges; arguments and what it returns as for ``supplement``."""
        record = partial(callers.urge, file, actor, now, call_id, text, details)
        return self._add(file, actor, now, call_id, text, record, attended=attended)

    def heeding(self, call_id: int, text: str, do: Callable[[CaseFile, Actor, datetime], None]) -> Do:
        """Return an act on what a caller says of a result, who is protected first if they ask for it or accuse."""

        def act(file: LoadedFile, actor: Actor, now: datetime) -> Decision | None:
            book = self.book()
            said = read_later_words(book, text, local_day(now))
            protected = self._protect(file, actor, now, call_id, said, attended=True)
            facts = accuse(book, file, self.recusal, call_id, said)
            do(file, actor, now)
            heed_wishes(book.wishes.heard_in(text), file, actor, now, call_id)
            return self._put_before_desk(file, now, said, facts, protected)

        return act

    def _protect(
        self, file: LoadedFile, actor: Actor, now: datetime, call_id: int, said: TextFacts, *, attended: bool
    ) -> Decision | None:
        secret = SECRECY in said.tags
        return self.amendments.protect(file, call_id, actor, now, attended=attended) if secret else None

    def _add(
        self,
        file: LoadedFile,
        actor: Actor,
        now: datetime,
        call_id: int,
        text: str,
        record: Callable[[], None],
        *,
        attended: bool,
    ) -> Decision | None:
        """Record words once whoever they accuse has stepped aside, and take the steps that they demand."""
        book = self.book()
        said = read_later_words(book, text, local_day(now))
        protected = self._protect(file, actor, now, call_id, said, attended=attended)
        facts = accuse(book, file, self.recusal, call_id, said)
        record()
        heed_wishes(book.wishes.heard_in(text), file, actor, now, call_id)
        heeded = self._heed(file, now, said, attended=attended)
        if heeded and actor.role is Role.SYSTEM:
            emergencies.call_to_verify(file, now)
        emergencies.call_for_others(file, accused_handlers(file), now)
        return self._put_before_desk(file, now, said, facts, heeded or protected)

    def _put_before_desk(
        self,
        file: LoadedFile,
        now: datetime,
        said: TextFacts,
        facts: Mapping[str, FactValue],
        decision: Decision | None,
    ) -> Decision | None:
        """Put an accusation before the desk, and return the decision with the facts that change by it."""
        if not facts:
            return decision
        follow_accusation(self.book(), file, facts, said, now)
        decision = decision or file.case.decision
        return replace(decision, facts={**decision.facts, **facts})

    def _heed(self, file: LoadedFile, now: datetime, said: TextFacts, *, attended: bool) -> Decision | None:
        """Take the step that a danger told of demands."""
        book = self.book()
        decision = _decide(book, file.case, said)
        if not any(items(decision.facts, name) for name in (DANGERS, SUSPECTED)):
            return None
        return heed_danger(book, file, decision, said, now, attended=attended)


def _decide(book: RuleBook, case: Case, said: TextFacts) -> Decision:
    """Return what the rules decide on words about a case, where and when its call was registered."""
    heard = heard_facts(said, case.call.request_type, confidential=case.call.confidential)
    return decide(book, find_grounds(book, said, {**without_dangers(case.decision.facts), **heard}))
