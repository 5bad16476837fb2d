"""Measures of a reader: on calls held back, and by cross-validation on the others."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from hotline_server.domain.readers import Aspect, Figure, MeasuredPart, ReaderMeasure
from hotline_server.rulebook.material import Material
from hotline_server.text.facts import Ranked
from hotline_server.text.learning.examples import HELD_BACK, PARTS, Example
from hotline_server.text.policy_index import PolicyIndex, PolicyText
from hotline_server.text.policy_reader import PolicyReader
from hotline_server.text.reader import Reader, Reading

AMONG = 3
Learn = Callable[[Sequence[Example], Sequence[PolicyText]], bytes]
_RANKINGS: tuple[tuple[Aspect, Callable[[Reading], Sequence[Ranked]], Callable[[Example], str]], ...] = (
    (Aspect.DANGER_KIND, lambda reading: reading.kinds, lambda example: example.danger if example.emergency else ""),
    (Aspect.MATTER, lambda reading: reading.matters, lambda example: example.matter),
    (Aspect.REQUEST_TYPE, lambda reading: reading.request_types, lambda example: example.request_type),
    (Aspect.OFFICE, lambda reading: reading.offices, lambda example: example.office),
)


def measure(material: Material, learn: Learn, tell: Callable[[int, int], None]) -> list[ReaderMeasure]:
    """Measure how well readers learned from examples read others.

    Each part but the one held back is read by a reader learned from the other parts; the one held back by a reader
    learned from all of them.

    Args:
        material: labelled texts, with the policies of the rule book in force and its threshold of dangers.
        learn: learns a reader.
        tell: receives the number of rounds done, and of all.
    """
    examples, policies = material.examples, material.policies
    index = PolicyIndex(policies) if policies else None
    cross_validated, held_out = (
        Tally(part, material.sure_danger, index) for part in (MeasuredPart.CROSS_VALIDATED, MeasuredPart.HELD_OUT)
    )
    rest = [example for example in examples if example.part != HELD_BACK]
    rounds = [part for part in range(PARTS) if part != HELD_BACK]
    tell(0, PARTS)
    for done, part in enumerate(rounds, 1):
        reader = Reader(learn([example for example in rest if example.part != part], policies))
        cross_validated.read(reader, (example for example in rest if example.part == part))
        tell(done, PARTS)
    held_out.read(Reader(learn(rest, policies)), (example for example in examples if example.part == HELD_BACK))
    tell(PARTS, PARTS)
    return [*cross_validated.measures(), *held_out.measures()]


_Key = tuple[Aspect, str, Figure]


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts of what was read rightly.

    Attributes:
        part: calls that are read.
        sure_danger: confidence, 0 to 100, from which a danger counts as found.
        policies: that may answer them; ``None`` for none.
    """

    part: MeasuredPart
    sure_danger: int
    policies: PolicyIndex | None = None
    counts: Counter[_Key] = field(default_factory=Counter)
    totals: Counter[_Key] = field(default_factory=Counter)

    def read(self, reader: Reader, examples: Iterable[Example]) -> None:
        """Read examples and count."""
        weights = reader.policy_weights
        finder = PolicyReader(self.policies, reader, weights) if self.policies and weights else None
        for example in examples:
            reading = reader.read(example.text)
            self._count_danger(example, is_read=reading.danger >= self.sure_danger)
            for aspect, ranking, label in _RANKINGS:
                if label(example):
                    self._count_ranking(aspect, label(example), [one.name for one in ranking(reading)])
            if finder and example.policy:
                found = [one.policy for one in finder.read(example.text, reading.matters)]
                self._count_ranking(Aspect.POLICY, example.policy, found)

    def measures(self) -> Iterator[ReaderMeasure]:
        """Yield the shares, by what was read and for which name."""
        for (aspect, name, figure), total in sorted(self.totals.items(), key=_order):
            yield ReaderMeasure(self.part, aspect, name, figure, self.counts[aspect, name, figure], total)

    def _count_danger(self, example: Example, *, is_read: bool) -> None:
        if example.emergency is None:
            return
        if example.emergency:
            for name in {"", example.danger}:
                self._add((Aspect.DANGER, name, Figure.FOUND), holds=is_read)
        if is_read:
            self._add((Aspect.DANGER, "", Figure.RIGHT), holds=example.emergency)

    def _count_ranking(self, aspect: Aspect, label: str, names: Sequence[str]) -> None:
        first = names[0] if names else ""
        for name in ("", label):
            self._add((aspect, name, Figure.FOUND), holds=first == label)
            self._add((aspect, name, Figure.AMONG_THREE), holds=label in names[:AMONG])
        if first:
            self._add((aspect, first, Figure.RIGHT), holds=first == label)

    def _add(self, key: _Key, *, holds: bool) -> None:
        self.totals[key] += 1
        self.counts[key] += holds


def _order(item: tuple[_Key, int]) -> tuple[int, str, int]:
    (aspect, name, figure), _ = item
    return list(Aspect).index(aspect), name, list(Figure).index(figure)
