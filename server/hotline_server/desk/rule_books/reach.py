"""Reach of a draft: which of the facts that another rule book found in a call it may find otherwise.

Reading takes most of the time of a simulation, and most drafts change a word, a row or a rule. A call without the words
that a draft changes tells it the same as before, so that it is not read again.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum

from hotline_server.desk.cases.decisions import Grounds, find_grounds, read_text
from hotline_server.desk.cases.facts import heard_facts
from hotline_server.rulebook.book import RuleBook
from hotline_server.rulebook.facts import (
    DANGER_CONFIDENCE,
    DANGERS,
    MATTER_CONFIDENCE,
    MATTERS,
    POLICY_FACTS,
    SUSPECTED,
    FactValue,
    items,
    known_day,
    matter_facts,
    policy_facts,
    without_dangers,
)
from hotline_server.rulebook.routing import Row
from hotline_server.rulebook.simulated import PastCall
from hotline_server.rulebook.suggestions import office_facts
from hotline_server.text.analysis import Thresholds
from hotline_server.text.closing import close_up
from hotline_server.text.impersonal import impersonal
from hotline_server.text.lexicon import joined
from hotline_server.text.lexicon_changes import ChangedWords
from hotline_server.text.pattern import PatternSet
from hotline_server.text.phrases import Phrases
from hotline_server.text.reader import KINDS
from hotline_server.text.reader import MATTERS as MATTER_HEAD

Facts = Mapping[str, FactValue]
_DANGER_THRESHOLDS = ("danger", "worded_danger", "suspicion", "worded_suspicion")
_KIND_THRESHOLDS = ("further_kind", "worded_kind")
_POLICY_THRESHOLDS = ("proposal", "fitting")


class Depth(IntEnum):
    """Extent to which a text must be read anew, each step including those before it."""

    NOTHING = 0
    MATTERS = 1
    ALL_BUT_POLICIES = 2
    EVERYTHING = 3


@dataclass(frozen=True, slots=True)
class Reach:
    """Reach of the differences between a rule book and another that has read calls: what it may find otherwise in them.

    Attributes:
        book: the former.
        depth: to which it must read any text anew.
        words: that only one of them has.
        spans: confidences of a danger that count for only one of them.
        named_from: confidence from which it names a matter, if the other did so from a lower one; 0 otherwise.
        kinds_differ: they may tell other kinds of a danger.
        policies_differ: they may find other policies.
        openings: of both, if these differ.
        rows: matters whose rows differ.
        row_words: words of these matters.
        decides_alike: both decide alike by the same facts, but for these matters.
        reads_alike: both find the same in any text.
    """

    book: RuleBook
    depth: Depth
    words: ChangedWords | None
    spans: tuple[range, ...]
    named_from: int
    kinds_differ: bool
    policies_differ: bool
    openings: tuple[Phrases, ...]
    rows: frozenset[str]
    row_words: PatternSet
    decides_alike: bool
    reads_alike: bool

    @classmethod
    def between(cls, old: RuleBook, new: RuleBook) -> "Reach":
        """Compare a rule book that has read calls with another."""
        reader = new.reader
        learned = (*reader.labels(MATTER_HEAD), *reader.labels(KINDS)) if reader else ()
        words = ChangedWords.between(old.lexicon, new.lexicon, learned)
        changed = _changed_thresholds(old.thresholds, new.thresholds)
        policies_differ = _searched(old) != _searched(new) or any(name in changed for name in _POLICY_THRESHOLDS)
        openings = () if old.openings.words == new.openings.words else (old.openings, new.openings)
        rows = _changed_rows(old, new)
        depth = _depth(old, new, words, changed)
        differ = depth or changed or policies_differ or openings or rows or not words or not words.are_none
        own = [
            word
            for category in new.lexicon.categories
            for matter in category.matters
            if matter.name in rows
            for word in matter.words
        ]
        return cls(
            book=new,
            depth=depth,
            words=words,
            spans=tuple(span for name, span in changed.items() if name in _DANGER_THRESHOLDS),
            named_from=new.thresholds.matter if new.thresholds.matter > old.thresholds.matter else 0,
            kinds_differ=any(name in changed for name in _KIND_THRESHOLDS),
            policies_differ=policies_differ,
            openings=openings,
            rows=rows,
            row_words=PatternSet(own),
            decides_alike=_decides(old) == _decides(new),
            reads_alike=not differ,
        )

    def decides_otherwise(self, facts: Facts) -> bool:
        """Return whether the rule book may decide otherwise by the same facts."""
        return not self.decides_alike or not self.rows.isdisjoint(items(facts, MATTERS))

    def facts(self, call: PastCall, found: Facts) -> Facts:
        """Return the facts that the rule book finds in a call; the same object if it finds nothing otherwise.

        Args:
            call: past call.
            found: facts that the other rule book found.
        """
        if self.reads_alike:
            return found
        facts = self._read(call, found)
        return found if facts == found else facts

    def _read(self, call: PastCall, found: Facts) -> Facts:
        subject, content = impersonal(call.subject), impersonal(call.content)
        depth = max(self.depth, self._depth_of(subject, content, found))
        if depth is Depth.EVERYTHING:
            return read_anew(self.book, call).facts
        facts = found
        if self.policies_differ:
            policies = self.book.find_policies(call.subject, call.content, known_day(found))
            facts = {**facts, **policy_facts(policies)}
        if depth is Depth.NOTHING and not self._is_routed_otherwise(joined(subject, content)):
            return facts
        if depth is Depth.ALL_BUT_POLICIES:
            text = self.book.analyse_but_policies(call.subject, call.content)
            heard = heard_facts(text, call.request_type, confidential=call.confidential)
            kept = {name: facts[name] for name in POLICY_FACTS if name in facts}
            facts = {**without_dangers(facts), **heard, **kept}
        else:
            text = self.book.analyse_matters(call.subject, call.content)
            facts = {**facts, **matter_facts(text)}
        return {**facts, **office_facts(self.book.suggest(text, facts))}

    def _depth_of(self, subject: str, content: str, found: Facts) -> Depth:
        """Return how much of a text must be read anew for what it says."""
        confidence = found.get(DANGER_CONFIDENCE, 0)
        if any(confidence in span for span in self.spans):
            return Depth.ALL_BUT_POLICIES
        if self.kinds_differ and (found.get(DANGERS) or found.get(SUSPECTED)):
            return Depth.ALL_BUT_POLICIES
        if self.words is None:
            return Depth.ALL_BUT_POLICIES
        text = joined(subject, content)
        if self.openings and len({one.are_all_of(text) for one in self.openings}) > 1:
            return Depth.ALL_BUT_POLICIES
        closed = joined(close_up(subject), close_up(content))
        texts = (text,) if closed == text else (text, closed)
        if any(self.words.others.find(one) for one in texts):
            return Depth.ALL_BUT_POLICIES
        is_reread = self._may_name_fewer(found) or self.words.topics.find(text)
        return Depth.MATTERS if is_reread else Depth.NOTHING

    def _may_name_fewer(self, found: Facts) -> bool:
        """Return whether a higher confidence may leave out a matter of which a lower one was enough."""
        matters, confidence = items(found, MATTERS), found.get(MATTER_CONFIDENCE)
        is_sure = len(matters) == 1 and isinstance(confidence, int) and confidence >= self.named_from
        return bool(self.named_from and matters) and not is_sure

    def _is_routed_otherwise(self, text: str) -> bool:
        """Return whether a matter that a text may be about has other rows."""
        if not self.rows:
            return False
        reader = self.book.reader
        likely = reader.rank_matters(text) if reader else ()
        return any(one.name in self.rows for one in likely) or bool(self.row_words.find(text))


def read_anew(book: RuleBook, call: PastCall) -> Grounds:
    """Return the grounds on which a rule book would have decided a past call on its day, with what else was known.

    What came of asking the caller back is not known: the question would have to be asked first.
    """
    text = read_text(book, call.subject, call.content, known_day(call.known))
    heard = heard_facts(text, call.request_type, confidential=call.confidential)
    return find_grounds(book, text, {**without_dangers(call.known), **heard})


def _depth(old: RuleBook, new: RuleBook, words: ChangedWords | None, changed: Mapping[str, object]) -> Depth:
    """Return how much of any text must be read anew."""
    if (old.reader and old.reader.version) != (new.reader and new.reader.version):
        return Depth.EVERYTHING
    if words is None or "request_type" in changed:
        return Depth.ALL_BUT_POLICIES
    return Depth.MATTERS if new.thresholds.matter < old.thresholds.matter else Depth.NOTHING


def _changed_thresholds(old: Thresholds, new: Thresholds) -> dict[str, range]:
    """Return the thresholds that differ, with the confidences that only one of each lets count."""
    pairs = ((name, getattr(old, name), getattr(new, name)) for name in Thresholds.__slots__)
    return {name: range(min(one, other), max(one, other)) for name, one, other in pairs if one != other}


def _changed_rows(old: RuleBook, new: RuleBook) -> frozenset[str]:
    before, after = _rows(old), _rows(new)
    return frozenset(name for name in before.keys() | after.keys() if before.get(name) != after.get(name))


def _rows(book: RuleBook) -> dict[str, list[Row]]:
    rows: dict[str, list[Row]] = {}
    for row in book.rows:
        rows.setdefault(row.matter, []).append(row)
    return rows


def _searched(book: RuleBook) -> list[object]:
    """Return what policies are found by, and when."""
    return [(one.text, one.valid_from, one.valid_until, one.review_by) for one in book.policies.values()]


def _decides(book: RuleBook) -> tuple[object, ...]:
    """Return what a rule book decides by, beside its routing table."""
    return list(book.rules.values()), book.limits, book.names
