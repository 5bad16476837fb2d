"""Emergencies found, and calls taken for emergencies."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from evaluation.decided import Decided
from evaluation.figures import Figures
from evaluation.labelled import Group
from evaluation.shares import share

LEVELS = {
    "obvious": "明说的",
    "medium": "中等的",
    "oblique": "隐晦的",
    "buried in a long letter": "埋在长信里的",
}
LENGTHS = (20, 60, 200)

Texts = Sequence[Decided]


def dangers_figures(on: str, decided: Texts) -> Figures:
    """Return how many texts of each sort are raised as emergencies, and raised or asked about.

    Args:
        on: what was measured on.
        decided: labelled texts, decided.
    """
    emergencies = sorted(_of(decided, Group.EMERGENCY), key=lambda one: len(one.labelled.example.text))
    rows = [
        _row("险情", emergencies),
        *_rows("险情：{}", emergencies, _form),
        *_rows("险情：{}", emergencies, _length),
        *_rows("险情：{}", sorted(emergencies, key=_plainness), _level),
        *_rows("险情：{}", sorted(emergencies, key=_kind), _kind),
        (),
        _row("易混", _of(decided, Group.NEAR_MISS)),
        *_rows("易混：{}", _of(decided, Group.NEAR_MISS), _form),
        (),
        _row("普通", _of(decided, Group.ORDINARY)),
        *_rows("普通：{}", _of(decided, Group.ORDINARY), lambda one: one.labelled.source),
    ]
    return Figures(f"险情：{on}", ("来电", "条数", "判为重大突发", "判为重大突发或追问"), rows)


def kinds_figures(on: str, decided: Texts) -> Figures:
    """Return how many of the emergencies raised have the right kind first, and among all kinds found.

    Args:
        on: what was measured on.
        decided: labelled texts, decided.
    """
    raised = [one for one in _of(decided, Group.EMERGENCY) if one.is_raised and one.labelled.example.danger]
    groups = {"全部": raised, **_grouped(sorted(raised, key=_kind), _kind)}
    rows = [
        (
            name,
            str(len(texts)),
            share(sum(one.found.dangers[:1] == (one.labelled.example.danger,) for one in texts), len(texts)),
            share(sum(one.labelled.example.danger in one.found.dangers for one in texts), len(texts)),
        )
        for name, texts in groups.items()
    ]
    return Figures(f"险情种类，判为重大突发的险情：{on}", ("种类", "条数", "第一种正确", "几种之中有"), rows)


def _of(decided: Texts, group: Group) -> Texts:
    return [one for one in decided if one.labelled.group is group]


def _row(name: str, texts: Texts) -> tuple[str, ...]:
    raised = sum(one.is_raised for one in texts)
    noticed = sum(one.is_raised or one.is_asked for one in texts)
    return name, str(len(texts)), share(raised, len(texts)), share(noticed, len(texts))


def _rows(name: str, texts: Texts, sort: Callable[[Decided], str]) -> Iterator[tuple[str, ...]]:
    for key, some in _grouped(texts, sort).items():
        yield _row(name.format(key), some)


def _grouped(texts: Texts, sort: Callable[[Decided], str]) -> Mapping[str, Texts]:
    """Return texts by what they are sorted by, first come first, leaving out those that are not labelled so."""
    groups: dict[str, list[Decided]] = {}
    for one in texts:
        groups.setdefault(sort(one), []).append(one)
    return {key: some for key, some in groups.items() if key}


def _form(one: Decided) -> str:
    return "写的" if one.labelled.is_written else "说的"


def _length(one: Decided) -> str:
    length = len(one.labelled.example.text)
    return next((f"不超过 {most} 字" for most in LENGTHS if length <= most), f"超过 {LENGTHS[-1]} 字")


def _kind(one: Decided) -> str:
    return one.labelled.example.danger


def _level(one: Decided) -> str:
    return LEVELS.get(one.labelled.level, "")


def _plainness(one: Decided) -> int:
    return list(LEVELS).index(one.labelled.level) if one.labelled.level in LEVELS else len(LEVELS)
