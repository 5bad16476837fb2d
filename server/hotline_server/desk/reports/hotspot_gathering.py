"""Gathering calls into hotspots as they come in (R5.1)."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from hotline_server.ground.clock import Clock
from hotline_server.rulebook.book import RuleBook
from hotline_server.store.engine.group_commit import Writer
from hotline_server.store.figures.hotspots import FoundHotspot, HotspotStore, KnownPair, NewMessage
from hotline_server.text.similarity import Vector, bigram_weights, build_vector

AT_ONCE = 50
# How many turns are passed over while more than so many jobs were written since the turn before.
PUT_OFF, BUSY = 9, 50
# A hotspot is as like a message as its three likest cases are.
_LIKEST = 3
# Two messages whose matters are known and differ are less alike than their words.
OTHER_MATTER = 0.75


@dataclass(frozen=True, slots=True)
class HotspotGathering:
    """Gathers the calls of a database, some at a time."""

    store: HotspotStore
    book: Callable[[], RuleBook]
    writer: Writer
    clock: Clock

    def some(self) -> int:
        """Find the hotspots of the next calls; returns for how many calls."""
        since = self.clock() - timedelta(days=self.book().hotness.join_days)
        after = self.store.position(since)
        messages, up_to = self.store.new_messages(after, AT_ONCE)
        # One server of many does the work; what it died over is free again soon.
        if not messages or not self.writer.write(lambda: self.store.claim(self.clock())):
            return 0
        pairs = {one.case_id: bigram_weights(one.subject, one.content) for one in messages}
        seen = Counter(pair for its in pairs.values() for pair in its)
        known, count = self.store.seen(seen)
        vectors = {case_id: build_vector(its, known, count) for case_id, its in pairs.items()}
        found, merges = self._found(messages, vectors)
        self.writer.write(lambda: self.store.save(after, up_to, found, merges, seen))
        return len(messages)

    def forget(self) -> None:
        """Drop what no new call can join any more."""
        before = self.clock() - timedelta(days=self.book().hotness.join_days)
        for index in self.store.slices:
            self.writer.write(lambda index=index: self.store.delete_slice(before, index))  # type: ignore[misc]

    def _found(
        self, messages: Sequence[NewMessage], vectors: Mapping[int, Vector]
    ) -> tuple[list[FoundHotspot], dict[int, int]]:
        """The hotspot of each message; and the hotspots that a message showed to be the same as earlier ones."""
        rules = self.book().hotness
        since = self.clock() - timedelta(days=rules.join_days)
        by_pair: dict[int, list[KnownPair]] = {}
        for known in self.store.known({pair for vector in vectors.values() for pair in vector}, since):
            by_pair.setdefault(known.pair, []).append(known)
        matters = self.store.matters({known.case_id for its in by_pair.values() for known in its})
        found: dict[int, int] = {}
        merges: dict[int, int] = {}
        for message in messages:
            vector = vectors[message.case_id]
            alike = _likenesses(message.matter, vector, by_pair, matters, merges)
            likest = {hotspot for hotspot, likeness in alike.items() if likeness * 100 >= rules.similarity_percent}
            # A hotspot is known by its first case.
            first = min(likest, default=message.case_id)
            for hotspot in likest - {first}:
                merges |= {gone: first for gone, into in merges.items() if into == hotspot} | {hotspot: first}
            found[message.case_id] = first
            # The next messages may be like this one.
            matters[message.case_id] = message.matter
            for pair, weight in vector.items():
                by_pair.setdefault(pair, []).append(KnownPair(pair, message.case_id, first, weight))
        return [
            FoundHotspot(case, merges.get(hotspot, hotspot), vectors[case]) for case, hotspot in found.items()
        ], merges


class GatheringTurns:
    """Turns at gathering: of a backlog only some, and a tenth of that while there is much else to write.

    So calls come first: with a turn a second some fifty calls a second are gathered.
    """

    def __init__(self, gathering: HotspotGathering, writer: Writer) -> None:
        self._gathering = gathering
        self._writer = writer
        self._put_off = self._written = 0

    def take(self) -> int:
        """Gather some calls, or pass the turn over; returns how many were gathered."""
        before, self._written = self._written, self._writer.jobs_done
        if self._written - before > BUSY and self._put_off < PUT_OFF:
            self._put_off += 1
            return 0
        self._put_off = 0
        return self._gathering.some()


def _likenesses(
    matter: str,
    vector: Vector,
    by_pair: Mapping[int, Sequence[KnownPair]],
    matters: Mapping[int, str],
    merges: Mapping[int, int],
) -> dict[int, float]:
    """How like a message each hotspot is that has anything in common with it."""
    cases: dict[tuple[int, int], float] = {}
    for pair, weight in vector.items():
        for known in by_pair.get(pair, ()):
            key = (merges.get(known.hotspot_id, known.hotspot_id), known.case_id)
            cases[key] = cases.get(key, 0.0) + weight * known.weight
    hotspots: dict[int, list[float]] = {}
    for (hotspot, case_id), alike in cases.items():
        differs = matter and matters[case_id] and matter != matters[case_id]
        hotspots.setdefault(hotspot, []).append(alike * OTHER_MATTER if differs else alike)
    return {hotspot: _likest(its) for hotspot, its in hotspots.items()}


def _likest(likenesses: Sequence[float]) -> float:
    likest = sorted(likenesses, reverse=True)[:_LIKEST]
    return sum(likest) / len(likest)
