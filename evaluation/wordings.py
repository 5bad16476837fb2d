"""Wordings of the lexicon of dangers, each by itself, beside the learned reader."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from hotline_server.text.analysis import Thresholds, judge_danger
from hotline_server.text.facts import TextFacts
from hotline_server.text.lexicon import Concept, Lexicon, TextAnalyser
from rich.progress import Progress

from evaluation.decided import Decided
from evaluation.labelled import Group

Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Gain:
    """Benefit and harm of a wording.

    Attributes:
        danger, part, wording: where it stands in the lexicon.
        right, wrong: emergencies, and other texts, that have it.
        lifted_right, lifted_wrong: those among them that are raised or asked about although the reader alone would not
            have raised or asked.
        alone_right, alone_wrong: those among these that no other wording finds.
    """

    danger: str
    part: str
    wording: str
    right: int = 0
    wrong: int = 0
    lifted_right: int = 0
    lifted_wrong: int = 0
    alone_right: int = 0
    alone_wrong: int = 0

    @property
    def lifts(self) -> bool:
        """True if it makes more of any text than the reader alone does."""
        return self.lifted_right + self.lifted_wrong > 0

    @property
    def only_harms(self) -> bool:
        """True if it lifts harmless texts and no emergency."""
        return self.lifted_wrong > 0 and not self.lifted_right


def weigh_wordings(
    lexicon: Lexicon, decided: Sequence[Decided], thresholds: Thresholds, progress: Progress
) -> list[Gain]:
    """Return what each wording of the dangers brings, in the order of the lexicon.

    Args:
        lexicon: of the rule book.
        decided: labelled texts, as read.
        thresholds: of the rule book.
        progress: to show it in.
    """
    wordings = list_wordings(lexicon)
    analyser = TextAnalyser(_apart(lexicon, wordings))
    gains = {key: Gain(*key) for key in wordings.values()}
    for one in progress.track(decided, description="词语"):
        text = analyser.analyse("", one.labelled.example.text)
        found = [(wordings[name], is_stated) for names, is_stated in _found(text) for name in names]
        is_right = one.labelled.group is Group.EMERGENCY
        for key, is_stated in found:
            lifts = _lifts(one, thresholds, is_stated=is_stated)
            gains[key] = _count(gains[key], is_right=is_right, lifts=lifts, is_alone=len(found) == 1)
    return list(gains.values())


def list_wordings(lexicon: Lexicon) -> Mapping[str, Key]:
    """Return the wordings of the dangers by a name for each."""
    keys = [
        (danger.name, part, wording)
        for danger in lexicon.dangers
        for part, wordings in (
            ("词语", danger.words),
            ("必报", danger.certain),
            ("听似", danger.sounds_like),
            ("同时", ["+".join(pair) for pair in danger.together]),
        )
        for wording in wordings
    ]
    return {f"{number}": key for number, key in enumerate(dict.fromkeys(keys))}


def _apart(lexicon: Lexicon, wordings: Mapping[str, Key]) -> Lexicon:
    """Return a lexicon in which each wording is a danger of its own."""
    dangers = {danger.name: danger for danger in lexicon.dangers}
    concepts = tuple(_concept(name, dangers[key[0]], key) for name, key in wordings.items())
    return Lexicon((), lexicon.contexts, lexicon.cues, concepts, (), ())


def _concept(name: str, danger: Concept, key: Key) -> Concept:
    _, part, wording = key
    one, _, other = wording.partition("+")
    return replace(
        danger,
        name=name,
        words=(wording,) if part == "词语" else (),
        certain=(wording,) if part == "必报" else (),
        sounds_like=(wording,) if part == "听似" else (),
        together=((one, other),) if part == "同时" else (),
    )


def _found(text: TextFacts) -> Iterable[tuple[tuple[str, ...], bool]]:
    return ((text.dangers, True), (text.suspected, False))


def _lifts(one: Decided, thresholds: Thresholds, *, is_stated: bool) -> bool:
    """Return True if finding a danger in words makes more of a text than the reader alone does."""
    worded = TextFacts(dangers=("",)) if is_stated else TextFacts(suspected=("",))
    confidence = one.reading.danger
    return judge_danger(worded, confidence, thresholds) > judge_danger(TextFacts(), confidence, thresholds)


def _count(gain: Gain, *, is_right: bool, lifts: bool, is_alone: bool) -> Gain:
    alone = lifts and is_alone
    if is_right:
        return replace(
            gain,
            right=gain.right + 1,
            lifted_right=gain.lifted_right + lifts,
            alone_right=gain.alone_right + alone,
        )
    return replace(
        gain,
        wrong=gain.wrong + 1,
        lifted_wrong=gain.lifted_wrong + lifts,
        alone_wrong=gain.alone_wrong + alone,
    )
