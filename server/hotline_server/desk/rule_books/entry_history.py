"""History of a rule, a row or a policy: who changed it, when and why, and what it did since."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from textwrap import dedent

from hotline_server.domain.errors import FieldViolation, InvalidFieldsError, NotFoundError
from hotline_server.domain.publication import Publication
from hotline_server.domain.rule_use import Decided
from hotline_server.ground.clock import Clock
from hotline_server.rulebook.entries import find_entry, ids_in_decisions
from hotline_server.rulebook.errors import unknown_name
from hotline_server.rulebook.merging import entry_names
from hotline_server.rulebook.tables import LEXICONS
from hotline_server.store.figures.measures import Period
from hotline_server.store.figures.rule_use import RuleUse
from hotline_server.store.rule_books import RuleBookStore

ENTRY_LIMIT = 200
# So that what is decided at this very moment counts.
_INSTANT = timedelta(seconds=1)
# Publications that are looked through.
LOOKED_THROUGH = 300


@dataclass(frozen=True, slots=True)
class EntryRevision:
    """Text of an entry that came into force.

    Attributes:
        publication: that brought it.
        file: in which it stands.
        text: as it was written; empty if it was deleted.
        until: when another text came into force, UTC; ``None`` for the present one.
        decided, corrected: numbers of the decisions it contributed to meanwhile, and of those that staff corrected.
    """

    publication: Publication
    file: str
    text: str
    until: datetime | None
    decided: int
    corrected: int


@dataclass(frozen=True, slots=True)
class EntryHistory:
    """Looks through the publications for the changes of one entry."""

    store: RuleBookStore
    use: RuleUse
    clock: Clock

    def of(self, entry: str) -> list[EntryRevision]:
        """Return the revisions of an entry, latest first.

        Args:
            entry: id of a rule or policy, or a row as in decisions or as its matter and place are written; behind the
                name of its file and a # where several files have one of that name.

        Raises:
            InvalidFieldsError: if it is empty or too long.
            NotFoundError: if no publication has it.
        """
        entry = entry.strip()
        if not entry or len(entry) > ENTRY_LIMIT:
            raise InvalidFieldsError([FieldViolation("entry", f"要有 1 到 {ENTRY_LIMIT} 个字")])
        published = self.store.history(LOOKED_THROUGH + 1)[::-1]
        found = list(self._changes(entry, published))
        if not found:
            raise NotFoundError(unknown_name(entry, self._names(published), "规则、派单目录的行或者政策"))
        if len(published) > LOOKED_THROUGH and found[0][0] == published[0]:
            # Who wrote it lies further back.
            del found[0]
        if not found:
            raise NotFoundError(f"最近 {LOOKED_THROUGH} 次发布没有改过 {entry}")
        ends = [publication.at for publication, _, _ in found[1:]] + [None]
        revisions = [self._revision(*one, until, entry) for one, until in zip(found, ends, strict=True)]
        return revisions[::-1]

    def _changes(self, entry: str, published: Iterable[Publication]) -> Iterator[tuple[Publication, str, str]]:
        """Yield the publications that changed an entry, with its file and its text, oldest first."""
        texts = lru_cache(maxsize=8)(self._texts)
        before: tuple[str, str] = "", ""
        for publication in published:
            present = texts(publication.version, entry)
            if present[1] != before[1]:
                yield publication, present[0] or before[0], present[1]
                before = present

    def _names(self, published: Sequence[Publication]) -> list[str]:
        """Return the names of the rules, rows and policies in force."""
        kept = self.store.files(published[-1].version) if published else None
        files = kept[0] if kept else {}
        return entry_names({name: content for name, content in files.items() if not name.startswith(LEXICONS)})

    def _texts(self, version: str, entry: str) -> tuple[str, str]:
        """Return the file and the text of an entry in a rule book; empty if it has none."""
        kept = self.store.files(version)
        files = kept[0] if kept else {}
        file, text = find_entry(files, entry) or ("", "")
        return file, dedent(text).strip()

    def _revision(
        self, publication: Publication, file: str, text: str, until: datetime | None, entry: str
    ) -> EntryRevision:
        now = self.clock()
        if not text:
            return EntryRevision(publication, file, text, until, 0, 0)
        period = Period(publication.at, until or now + _INSTANT, now)
        decisions: Counter[Decided] = Counter()
        for one in ids_in_decisions(entry, text):
            decisions += self.use.decisions(period, one)
        corrected = sum(count for decided, count in decisions.items() if decided.is_corrected)
        return EntryRevision(publication, file, text, until, decisions.total(), corrected)
