"""Clustering of incoming calls into hotspots (R5.1)."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from hotline_server.desk.reports.hotspot_escalation import HotspotEscalation
from hotline_server.desk.setting_aside import SettingAside, affects_everything
from hotline_server.domain.amendments import undo_texts
from hotline_server.domain.numbering import number_of, parse_number
from hotline_server.domain.stuck import Job
from hotline_server.ground.clock import Clock
from hotline_server.rulebook.book import RuleBook
from hotline_server.store.engine.group_commit import Writer
from hotline_server.store.figures.hotspot_pairs import FoundHotspot
from hotline_server.store.figures.hotspots import HotspotStore, KnownPair, NewMessage
from hotline_server.text.similarity import Vector, bigram_weights, build_vector

AT_ONCE = 50
# Number of turns skipped while the writer is busy, and the jobs since the last turn that count as busy.
SKIPPED_TURNS, BUSY_JOBS = 9, 50
# Similarity to a hotspot is the mean over its three most similar cases.
_TOP_CASES = 3
# Factor applied to the similarity of messages about different known matters.
OTHER_MATTER = 0.75


@dataclass(frozen=True, slots=True)
class HotspotGathering:
    """Clusters calls into hotspots, a batch at a time, and lets the rule book decide on what they join."""

    store: HotspotStore
    book: Callable[[], RuleBook]
    aside: SettingAside
    writer: Writer
    clock: Clock
    escalation: HotspotEscalation

    def some(self) -> int:
        """Assign the next calls to hotspots; return the number of calls."""
        since = self.clock() - timedelta(days=self.book().hotness.join_days)
        after = self.store.position(since)
        messages, up_to = self.store.new_messages(after, AT_ONCE)
        # Only one server works on a batch; its claim expires soon if it dies.
        if not messages or not self.writer.write(lambda: self.store.claim(self.clock())):
            return self._again()
        try:
            self._gather(messages, after, up_to)
        except Exception as error:
            if affects_everything(error):
                raise
            self._one_by_one(after, up_to)
        return len(messages)

    def _one_by_one(self, after: int, up_to: int) -> None:
        """Assign the calls between two positions one at a time, setting aside those that fail."""
        while after < up_to:
            messages, following = self.store.new_messages(after, 1)
            try:
                self._gather(messages, after, following)
            except Exception as error:  # noqa: BLE001 - told with its reason, and tried again
                # The next calls must not wait for it.
                go_on = partial(self.store.save, after, following, [], {}, {})
                for message in messages:
                    self.aside.set_aside(Job.GATHERING, number_of(message.case_id), error, beside=go_on)
            after = following

    def _again(self) -> int:
        """Try again an item that was set aside; return the number of items tried."""
        for number in self.aside.due(Job.GATHERING, 1):
            self.aside.attempt(Job.GATHERING, number, partial(self._gather_again, number))
            return 1
        for number in self.aside.due(Job.HOTSPOT_ESCALATION, 1):
            case_id = parse_number(number)
            self.aside.attempt(Job.HOTSPOT_ESCALATION, number, partial(self.escalation.consider, [case_id]))
            return 1
        return 0

    def _gather_again(self, number: str) -> None:
        here = self.store.position(self.clock())
        self._gather(self.store.messages([parse_number(number)]), here, here)

    def _gather(self, messages: Sequence[NewMessage], after: int, up_to: int) -> None:
        pairs = {one.case_id: bigram_weights(one.subject, one.content) for one in messages}
        forgotten = self._former_pairs([one.case_id for one in messages if one.is_amended])
        seen = Counter(pair for case_id, its in pairs.items() if case_id not in forgotten for pair in its)
        known, count = self.store.pairs.seen({pair for its in pairs.values() for pair in its})
        vectors = {case_id: build_vector(its, known, count) for case_id, its in pairs.items()}
        found, merges, left = self._found(messages, vectors)
        if self.writer.write(lambda: self.store.save(after, up_to, found, merges, seen, forgotten, left)):
            joined = {one.case_id for one in found if one.hotspot_id != one.case_id}
            # Where the matter of an amended call is may have changed as well.
            self._consider(sorted(joined | (forgotten.keys() - left)))

    def _former_pairs(self, case_ids: Sequence[int]) -> dict[int, set[int]]:
        """Return the pairs of all texts that amended calls ever had, by the ids of their cases."""
        if not case_ids:
            return {}
        former: dict[int, set[int]] = {}
        for case in self.escalation.acts.cases.get_many([number_of(case_id) for case_id in case_ids]).values():
            texts = [case.call, *(undo_texts(case.call, case.amendments[k:]) for k in range(len(case.amendments)))]
            former[parse_number(case.number)] = {
                pair for text in texts for pair in bigram_weights(text.subject, text.content)
            }
        return former

    def _consider(self, joined: Sequence[int]) -> None:
        """Let the rule book decide on cases that joined hotspots; one by one if that fails for any."""
        try:
            self.escalation.consider(joined)
        except Exception as error:
            if affects_everything(error):
                raise
            for case_id in joined:
                work = partial(self.escalation.consider, [case_id])
                self.aside.attempt(Job.HOTSPOT_ESCALATION, number_of(case_id), work)

    def forget(self) -> None:
        """Delete index data of cases too old for new calls to join."""
        before = self.clock() - timedelta(days=self.book().hotness.join_days)
        for index in self.store.pairs.slices:
            self.writer.write(lambda index=index: self.store.pairs.delete_slice(before, index))  # type: ignore[misc]

    def _found(
        self, messages: Sequence[NewMessage], vectors: Mapping[int, Vector]
    ) -> tuple[list[FoundHotspot], dict[int, int], set[int]]:
        """Return the hotspot of each message, the hotspots found to be duplicates of earlier ones, and who left one.

        Those who left are the cases of amended calls that are no longer like the others of the hotspot they were in.
        """
        rules = self.book().hotness
        since = self.clock() - timedelta(days=rules.join_days)
        by_pair: dict[int, list[KnownPair]] = {}
        amended = {one.case_id for one in messages if one.is_amended}
        were_in = {case_id: hotspot for hotspot, cases in self.store.hotspots_of(amended).items() for case_id in cases}
        for known in self.store.known({pair for vector in vectors.values() for pair in vector}, since):
            if known.case_id in amended:
                continue
            by_pair.setdefault(known.pair, []).append(known)
        matters = self.store.matters({known.case_id for its in by_pair.values() for known in its})
        found: dict[int, int] = {}
        merges: dict[int, int] = {}
        left: set[int] = set()
        for message in messages:
            vector = vectors[message.case_id]
            alike = _similarities(message.matter, vector, by_pair, matters, merges)
            top = {hotspot for hotspot, likeness in alike.items() if likeness * 100 >= rules.similarity_percent}
            was_in = were_in.get(message.case_id)
            if was_in and merges.get(was_in, was_in) not in top:
                left.add(message.case_id)
            # A hotspot is identified by its first case.
            first = min(top, default=message.case_id)
            for hotspot in top - {first}:
                merges |= {gone: first for gone, into in merges.items() if into == hotspot} | {hotspot: first}
            found[message.case_id] = first
            # Later messages of the batch may resemble this one.
            matters[message.case_id] = message.matter
            for pair, weight in vector.items():
                by_pair.setdefault(pair, []).append(KnownPair(pair, message.case_id, first, weight))
        return (
            [FoundHotspot(case, merges.get(hotspot, hotspot), vectors[case]) for case, hotspot in found.items()],
            merges,
            left,
        )


class GatheringTurns:
    """Throttle for gathering: a bounded batch per turn, and a tenth of that while the writer is busy.

    Registration thus takes precedence: at one turn a second, some fifty calls a second are gathered.
    """

    def __init__(self, gathering: HotspotGathering, writer: Writer) -> None:
        self._gathering = gathering
        self._writer = writer
        self._skipped = self._written = 0

    def take(self) -> int:
        """Gather a batch of calls, or skip the turn; return the number gathered."""
        before, self._written = self._written, self._writer.jobs_done
        if self._written - before > BUSY_JOBS and self._skipped < SKIPPED_TURNS:
            self._skipped += 1
            return 0
        self._skipped = 0
        return self._gathering.some()


def _similarities(
    matter: str,
    vector: Vector,
    by_pair: Mapping[int, Sequence[KnownPair]],
    matters: Mapping[int, str],
    merges: Mapping[int, int],
) -> dict[int, float]:
    """Return the similarity of a message to each hotspot it shares anything with."""
    cases: dict[tuple[int, int], float] = {}
    for pair, weight in vector.items():
        for known in by_pair.get(pair, ()):
            key = (merges.get(known.hotspot_id, known.hotspot_id), known.case_id)
            cases[key] = cases.get(key, 0.0) + weight * known.weight
    hotspots: dict[int, list[float]] = {}
    for (hotspot, case_id), alike in cases.items():
        differs = matter and matters[case_id] and matter != matters[case_id]
        hotspots.setdefault(hotspot, []).append(alike * OTHER_MATTER if differs else alike)
    return {hotspot: _mean_of_top(its) for hotspot, its in hotspots.items()}


def _mean_of_top(similarities: Sequence[float]) -> float:
    top = sorted(similarities, reverse=True)[:_TOP_CASES]
    return sum(top) / len(top)
