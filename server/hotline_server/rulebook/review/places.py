"""Places of what remarks are about in the files of a rule book."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from hotline_server.rulebook.forms import Forms
from hotline_server.rulebook.review.remark import Remark
from hotline_server.rulebook.routing import Row
from hotline_server.rulebook.schema.lexicons import CategoryForm, DangersForm, RequestTypesForm, TagsForm
from hotline_server.rulebook.schema.messages import MessagesForm
from hotline_server.rulebook.schema.policies import PoliciesForm
from hotline_server.rulebook.schema.rules import RoutingForm, RulesForm
from hotline_server.rulebook.source import Source, ValuePath

_Place = tuple[Source, ValuePath]


def placed(remarks: Iterable[Remark], forms: Forms, rows: Iterable[Row]) -> Iterator[Remark]:
    """Yield remarks with where in its file each is about, those in one file together and in order of its lines.

    Args:
        remarks: of a review.
        forms: of the reviewed files.
        rows: of the routing table, in the order of the files.
    """
    places: dict[str, _Place] = {}
    for name, place in (*_rows(forms, rows), *_named(forms)):
        places.setdefault(name, place)
    found = [_placed(remark, places) for remark in remarks]
    yield from sorted(found, key=lambda one: (one.file, one.line, one.column))


def _placed(remark: Remark, places: Mapping[str, _Place]) -> Remark:
    place = places.get(remark.about)
    if place is None:
        return remark
    source, path = place
    found = source.problem(source.find(path, remark.quoted) if remark.quoted else path, "")
    return replace(remark, file=found.file, line=found.line, column=found.column)


def _rows(forms: Forms, rows: Iterable[Row]) -> Iterator[tuple[str, _Place]]:
    written = (
        (source, ("派单目录", number)) for source, form in forms.of(RoutingForm) for number in range(len(form.rows))
    )
    for row, place in zip(rows, written, strict=False):
        yield row.id, place
        yield "/".join((row.matter, *row.place)), place


def _named(forms: Forms) -> Iterator[tuple[str, _Place]]:
    for source, form in forms.parsed:
        match form:
            case RulesForm():
                yield from ((one.id, (source, ("规则", number))) for number, one in enumerate(form.rules))
            case PoliciesForm():
                yield from ((one.id, (source, ("政策", number))) for number, one in enumerate(form.policies))
            case CategoryForm():
                yield from ((one.name, (source, ("事项", number))) for number, one in enumerate(form.matters))
                yield form.name, (source, ("通用词",))
            case DangersForm():
                yield from ((one.name, (source, ("险情", number))) for number, one in enumerate(form.dangers))
                yield from ((name, (source, ("语境", name))) for name in form.contexts)
                yield from ((name, (source, ("词组", name))) for name in form.cues)
            case TagsForm():
                yield from ((one.name, (source, ("标签", number))) for number, one in enumerate(form.tags))
            case MessagesForm():
                yield from ((name, (source, ("消息", "模板", name))) for name in form.rules.templates)
            case RequestTypesForm():
                yield from ((one.name, (source, ("诉求类型", number))) for number, one in enumerate(form.types))
            case _:
                pass
