"""Matters and request types found."""

from collections.abc import Callable, Sequence

from evaluation.decided import Decided
from evaluation.figures import Figures
from evaluation.labelled import Group
from evaluation.shares import share

MATTERS = 3


def topics_figures(on: str, decided: Sequence[Decided]) -> Figures:
    """Return how often the matter and the request type are right.

    Args:
        on: what was measured on.
        decided: labelled texts, decided.
    """
    with_matter = [one for one in decided if one.labelled.example.matter]
    with_type = [one for one in decided if one.labelled.example.request_type]
    rows = [
        row
        for name, texts, is_right in (
            ("首要事项", with_matter, _is_first),
            (f"事项在前 {MATTERS} 个里", with_matter, _is_among),
            ("诉求类型", with_type, _is_of_type),
        )
        for row in (*_rows(name, texts, is_right), ())
    ]
    return Figures(f"事项和诉求类型：{on}", ("判读", "条数", "正确"), rows)


def _rows(name: str, texts: Sequence[Decided], is_right: Callable[[Decided], bool]) -> list[tuple[str, ...]]:
    groups = {
        "": texts,
        "：险情": [one for one in texts if one.labelled.group is Group.EMERGENCY],
        "：其他来电": [one for one in texts if one.labelled.group is not Group.EMERGENCY],
    }
    return [(name + part, str(len(some)), share(sum(map(is_right, some)), len(some))) for part, some in groups.items()]


def _is_first(one: Decided) -> bool:
    return one.found.matters[:1] == (one.labelled.example.matter,)


def _is_among(one: Decided) -> bool:
    return one.labelled.example.matter in one.found.matters[:MATTERS]


def _is_of_type(one: Decided) -> bool:
    return one.found.request_type == one.labelled.example.request_type
