"""Application of changes to a directory: each turns one into the next, or says why it cannot (P3)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from hotline_server.domain.directory.change import Change, ChangeKind
from hotline_server.domain.directory.tree import WHOLE_CITY, Directory, DirectoryDraft
from hotline_server.domain.directory.units import FormerName, Successor, Unit, UnitKind
from hotline_server.domain.errors import FieldViolation, InvalidFieldsError
from hotline_server.ground.characters import is_one_line
from hotline_server.rulebook.decision import DUTY_OFFICE

NAME_LIMIT = 60
ALIASES_LIMIT = 50
_TEXT_LIMIT = 200


@dataclass(frozen=True, slots=True)
class UnitsViolation(FieldViolation):
    """Violation that only the finished directory shows.

    Attributes:
        units: names of the units that do not fit each other.
    """

    units: tuple[str, ...]


@dataclass(slots=True)
class _Revision:
    """Directory under revision, with the problems found."""

    directory: DirectoryDraft
    day: date
    path: str
    problems: list[FieldViolation] = field(default_factory=list)

    def refuse(self, part: str, message: str) -> None:
        self.problems.append(FieldViolation(f"{self.path}.{part}", message))

    def existing(self, word: str, part: str) -> Unit | None:
        found = self.directory.find_itself(word)
        if found is None:
            self.refuse(part, f"目录里没有“{word}”；可用现有单位的名称或代码")
            return None
        return found

    def put(self, unit: Unit) -> None:
        self.directory.put(unit)


def apply(directory: Directory, changes: Sequence[Change], day: date, field_path: str = "changes") -> Directory:
    """Return the directory after some changes, in their order; see ``apply_named``.

    Args:
        directory: the directory before.
        changes: what is done.
        day: the day on which they take effect.
        field_path: path of the changes in the request, for errors.

    Raises:
        InvalidFieldsError: listing every problem found.
    """
    return apply_named(directory, changes, day, field_path)[0]


def apply_named(
    directory: Directory, changes: Sequence[Change], day: date, field_path: str = "changes"
) -> tuple[Directory, tuple[Change, ...]]:
    """Return the directory after some changes, and the changes with units denoted by the names they have at their turn.

    Args:
        directory: the directory before.
        changes: what is done.
        day: the day on which they take effect.
        field_path: path of the changes in the request, for errors.

    Raises:
        InvalidFieldsError: listing every problem found.
    """
    draft = directory.draft()
    problems: list[FieldViolation] = []
    resolved: list[Change] = []
    for place, change in enumerate(changes):
        revision = _Revision(draft, day, f"{field_path}[{place}].{change.kind.name.lower()}")
        targets = tuple(_name(draft, word) for word in change.units)
        _APPLY[change.kind](revision, change)
        # After the change, since it may form the units that continue the work.
        heirs = tuple(replace(heir, code=_name(draft, heir.code)) for heir in change.successors)
        resolved.append(replace(change, units=targets, successors=heirs))
        problems += revision.problems
    problems = problems or list(_check_whole(draft, field_path))
    if problems:
        raise InvalidFieldsError(problems)
    return draft.finished(), tuple(resolved)


def _name(directory: Directory, word: str) -> str:
    unit = directory.find_itself(word)
    return unit.name if unit else word


def _add(revision: _Revision, change: Change) -> None:
    if change.unit is None:
        revision.refuse("unit", "要说明新设什么单位")
        return
    _add_unit(revision, change.unit, "unit")


def _add_unit(revision: _Revision, unit: Unit, part: str) -> Unit | None:
    parent = revision.existing(unit.parent, f"{part}.parent") if unit.parent or unit.kind.parents else None
    district = revision.existing(unit.district, f"{part}.district") if unit.district else None
    backed = [revision.existing(word, f"{part}.backs") for word in unit.backs]
    _check_texts(revision, unit, part)
    _check_parent(revision, unit.kind, parent, part)
    code = unit.code or next_code(revision.directory)
    if code in revision.directory.units or revision.directory.named(code):
        revision.refuse(f"{part}.code", f"代码“{code}”已经有单位用了")
    if revision.directory.named(unit.name):
        revision.refuse(f"{part}.name", f"已经有叫“{unit.name}”的单位")
    if revision.problems:
        return None
    added = replace(
        unit,
        code=code,
        parent=parent.code if parent else "",
        district=district.code if district else "",
        backs=tuple(one.code for one in backed if one),
        since=unit.since or revision.day,
    )
    revision.put(added)
    return added


def _amend(revision: _Revision, change: Change) -> None:
    present = _only(revision, change)
    if present is None or change.unit is None:
        if present:
            revision.refuse("unit", "要说明改成什么")
        return
    wanted = change.unit
    district = revision.existing(wanted.district, "unit.district") if wanted.district else None
    if district and not present.district and district == revision.directory.district_unit(present):
        # As read: the district that it belongs to.
        district = None
    backed = [revision.existing(word, "unit.backs") for word in wanted.backs]
    _check_texts(revision, replace(wanted, name=present.name), "unit")
    _check_kind(revision, present, wanted.kind)
    if revision.problems:
        return
    revision.put(
        replace(
            wanted,
            code=present.code,
            name=present.name,
            parent=present.parent,
            former_names=wanted.former_names or present.former_names,
            district=district.code if district else "",
            backs=tuple(one.code for one in backed if one),
            since=wanted.since or present.since,
            until=None,
            successors=present.successors,
        )
    )


def _check_kind(revision: _Revision, present: Unit, kind: UnitKind) -> None:
    """Check that a unit may be of a kind, where it is in the tree."""
    if kind is present.kind:
        return
    parent = revision.directory.units.get(present.parent)
    below = [one for one in revision.directory.units.values() if one.is_in_force and one.parent == present.code]
    if parent is None or parent.kind not in kind.parents or any(kind not in one.kind.parents for one in below):
        revision.refuse("unit.kind", f"“{present.name}”在目录里的位置不能是{kind.value}；先改隶它或它下面的单位")


def _rename(revision: _Revision, change: Change) -> None:
    present = _only(revision, change)
    if present is None:
        return
    renamed = replace(
        present,
        name=change.name,
        former_names=(*present.former_names, FormerName(present.name, revision.day)),
        aliases=tuple(alias for alias in present.aliases if alias != change.name),
    )
    _check_texts(revision, renamed, "")
    if change.name == present.name:
        revision.refuse("name", "新名称和现在的一样")
    elif revision.directory.named(change.name):
        revision.refuse("name", f"已经有叫“{change.name}”的单位")
    if not revision.problems:
        revision.put(renamed)


def _move(revision: _Revision, change: Change) -> None:
    present = _only(revision, change)
    parent = revision.existing(change.parent, "parent")
    if present is None or parent is None:
        return
    _check_parent(revision, present.kind, parent, "")
    if present.code in {above.code for above in revision.directory.ancestors(parent)}:
        revision.refuse("parent", f"“{parent.name}”就在“{present.name}”下面")
    if not revision.problems:
        revision.put(replace(present, parent=parent.code))


def _merge(revision: _Revision, change: Change) -> None:
    formed = _add_unit(revision, change.unit, "formed") if change.unit else None
    if change.unit and formed is None:
        return
    words = [heir.code for heir in change.successors] or ([formed.name] if formed else [])
    if len(words) != 1:
        revision.refuse("into", "合并要说明并成哪一个单位")
        return
    into = revision.existing(words[0], "into")
    merged = [revision.existing(word, "targets") for word in change.units]
    if not merged:
        revision.refuse("targets", "要说明合并哪些单位")
    if len({unit.code for unit in merged if unit}) < len(merged):
        revision.refuse("targets", "同一个单位不能写两次")
    for unit in merged:
        if unit and into and unit.code != into.code:
            _end(revision, unit, (Successor(into.code),), "targets", "into")
    if into and all(unit and unit.code == into.code for unit in merged):
        revision.refuse("targets", "要有另一个单位并进来")


def _split(revision: _Revision, change: Change) -> None:
    for place, unit in enumerate(change.added):
        _add_unit(revision, unit, f"formed[{place}]")
    present = _only(revision, change)
    heirs = [
        (revision.existing(heir.code, f"successors[{place}].unit"), heir.matters)
        for place, heir in enumerate(change.successors)
    ]
    if len(heirs) < 2:  # noqa: PLR2004 - a split has at least two parts
        revision.refuse("successors", "分设要有两个以上单位承接")
    if sum(not matters for _, matters in heirs) != 1:
        revision.refuse("successors", "要有且只有一个单位不写事项，由它承接其余的工作")
    if present is None or revision.problems:
        return
    successors = tuple(Successor(unit.code, matters) for unit, matters in heirs if unit)
    if any(heir.code == present.code and not heir.matters for heir in successors):
        others = tuple(heir for heir in successors if heir.code != present.code)
        revision.put(replace(present, successors=(*present.successors, *others)))
    else:
        _end(revision, present, successors, "target", "successors")


def _retire(revision: _Revision, change: Change) -> None:
    present = _only(revision, change)
    heirs = [revision.existing(heir.code, "successor") for heir in change.successors]
    if len(heirs) > 1:
        revision.refuse("successor", "撤销最多由一个单位承接；由几个单位分别承接的是分设")
    if present and not revision.problems:
        _end(revision, present, tuple(Successor(heir.code) for heir in heirs if heir), "target", "successor")


def _end(revision: _Revision, unit: Unit, successors: tuple[Successor, ...], target: str, heirs: str) -> None:
    """End a unit; what belongs to it and its backstops go to the successor that takes the rest of its work.

    A successor from below the unit moves up to its place.
    """
    units = revision.directory.units
    # Ending another unit may have moved this one.
    unit = units[unit.code]
    heir = next((units[one.code] for one in successors if not one.matters), None)
    if heir and unit.code in {above.code for above in revision.directory.ancestors(heir)}:
        above = units.get(unit.parent)
        if above and above.kind not in heir.kind.parents:
            message = f"“{heir.name}”是“{unit.name}”下面的{heir.kind.value}，不能接替它直接隶属于“{above.name}”"
            revision.refuse(heirs, message)
        heir = replace(heir, parent=unit.parent)
    below = [
        one
        for one in units.values()
        if one.is_in_force and one.parent == unit.code and (heir is None or one.code != heir.code)
    ]
    homeless = [one.name for one in below if heir is None or heir.kind not in one.kind.parents]
    if homeless:
        some = "、".join(homeless[:5])
        message = (
            f"“{unit.name}”下面还有{some}等 {len(homeless)} 个单位；要有能管它们的单位承接，或者先把它们改隶、撤销"
        )
        revision.refuse(heirs, message)
    if unit.kind is UnitKind.CITY:
        revision.refuse(target, "不能撤销整个城市")
    if any(one.code == unit.code for one in successors):
        revision.refuse(heirs, "不能由自己承接")
    if revision.problems:
        return
    revision.put(replace(unit, until=revision.day, successors=successors, backs=()))
    if heir:
        revision.put(replace(heir, backs=(*heir.backs, *unit.backs)))
    for one in below:
        revision.put(replace(one, parent=heir.code if heir else ""))


def _only(revision: _Revision, change: Change) -> Unit | None:
    if len(change.units) != 1:
        revision.refuse("target", "要说明是哪一个单位")
        return None
    return revision.existing(change.units[0], "target")


_APPLY = {
    ChangeKind.ADD: _add,
    ChangeKind.AMEND: _amend,
    ChangeKind.RENAME: _rename,
    ChangeKind.MOVE: _move,
    ChangeKind.MERGE: _merge,
    ChangeKind.SPLIT: _split,
    ChangeKind.RETIRE: _retire,
}


def _check_parent(revision: _Revision, kind: UnitKind, parent: Unit | None, part: str) -> None:
    where = f"{part}.parent" if part else "parent"
    if kind is UnitKind.CITY:
        if any(unit.kind is UnitKind.CITY for unit in revision.directory.units.values()):
            revision.refuse(f"{part}.kind" if part else "parent", "目录里只能有一个市，它不隶属于谁")
        return
    if parent and parent.kind not in kind.parents:
        allowed = "、".join(one.value for one in kind.parents)
        revision.refuse(where, f"“{parent.name}”是{parent.kind.value}；{kind.value}只能隶属于{allowed}")


def _check_texts(revision: _Revision, unit: Unit, part: str) -> None:
    prefix = f"{part}." if part else ""
    if not 1 <= len(unit.name.strip()) <= NAME_LIMIT or unit.name != unit.name.strip() or not unit.name.isprintable():
        revision.refuse(f"{prefix}name", f"名称要有 1 到 {NAME_LIMIT} 个字，前后没有空格，不能换行")
    elif unit.name in (WHOLE_CITY, DUTY_OFFICE):
        revision.refuse(f"{prefix}name", f"“{unit.name}”另有含义，不能用作单位名称")
    if len(unit.aliases) > ALIASES_LIMIT:
        revision.refuse(f"{prefix}aliases", f"有 {len(unit.aliases)} 个简称，上限是 {ALIASES_LIMIT} 个")
    texts = {
        "code": (unit.code,),
        "aliases": unit.aliases,
        "former_names": tuple(former.name for former in unit.former_names),
        "division_code": (unit.division_code,),
        "organisation_code": (unit.organisation_code,),
        "phone": (unit.contacts.phone,),
        "duty_phone": (unit.contacts.duty_phone,),
        "hours": (unit.contacts.hours,),
        "leader": (unit.contacts.leader,),
        "on_duty": tuple(text for duty in unit.contacts.on_duty for text in (duty.name, duty.phone, duty.post)),
    }
    if any(not former.name for former in unit.former_names):
        revision.refuse(f"{prefix}former_names", "曾用名不能为空")
    for name, values in texts.items():
        if any(len(value) > _TEXT_LIMIT or not is_one_line(value) for value in values):
            revision.refuse(f"{prefix}{name}", f"上限是 {_TEXT_LIMIT} 个字，不能换行")


def _check_whole(directory: Directory, path: str) -> Iterator[FieldViolation]:
    """Check what only the finished directory shows."""
    backed: dict[str, str] = {}
    for unit in directory.units.values():
        for code in unit.backs if unit.is_in_force else ():
            if other := backed.get(code):
                district = directory.units[code].name
                message = f"“{other}”和“{unit.name}”都是{district}的兜底单位，只能有一个"
                yield UnitsViolation(path, message, (other, unit.name))
            backed[code] = unit.name
        for name in unit.names:
            bearer = directory.named(name)
            responsible = directory.unit_responsible(unit)
            # Cases, rules and tokens name units: a name may come back only to whoever does the work that it stands for.
            if bearer and responsible and bearer.code not in (unit.code, responsible.code):
                now = f"，现在由{responsible.name}承担" if responsible.name != name else ""
                message = f"“{name}”以前是别的单位的名称{now}，工单、规则和令牌里还指着它，不能给“{bearer.name}”用"
                yield UnitsViolation(path, message, (bearer.name,))


def next_code(directory: Directory) -> str:
    """Return an unused code for a new unit."""
    place = len(directory.units) + 1
    while f"U{place:05d}" in directory.units:
        place += 1
    return f"U{place:05d}"
