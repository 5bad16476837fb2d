"""Conversion between the contract's messages and units, changes and revisions of the directory."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from google.protobuf.message import Message
from hotline.v1 import directory_service_pb2 as pb

from hotline_server.api.fields import enum_value, timestamp
from hotline_server.domain.directory.change import Change, ChangeKind
from hotline_server.domain.directory.impact import UnitImpact
from hotline_server.domain.directory.revision import ChangeState, DirectoryRevision
from hotline_server.domain.directory.tree import Directory
from hotline_server.domain.directory.units import Contacts, Duty, FormerName, Successor, Unit, UnitKind
from hotline_server.domain.errors import FieldViolation, InvalidFieldsError

KIND_NUMBERS = {kind: pb.UnitKind.Value(f"UNIT_KIND_{kind.name}") for kind in UnitKind}
KINDS = {number: kind for kind, number in KIND_NUMBERS.items()}
_STATES = {state: pb.RevisionState.Value(f"REVISION_STATE_{state.name}") for state in ChangeState}
_MATTERS_LIMIT = 1_000


def unit_of(message: pb.DirectoryUnit, path: str) -> Unit:
    """Convert a unit, with words for codes.

    Raises:
        InvalidFieldsError: if it has an unknown kind or an invalid day.
    """
    return Unit(
        code=message.code.strip(),
        name=message.name.strip(),
        kind=enum_value(f"{path}.kind", message.kind, KINDS, pb.UnitKind.Name),
        parent=message.parent.strip(),
        district=message.district.strip(),
        aliases=_words(message.aliases),
        former_names=tuple(
            FormerName(former.name.strip(), _day(former.until, f"{path}.former_names[{place}].until"))
            for place, former in enumerate(message.former_names)
        ),
        division_code=message.division_code.strip(),
        organisation_code=message.organisation_code.strip(),
        contacts=Contacts(
            phone=message.phone.strip(),
            duty_phone=message.duty_phone.strip(),
            hours=message.hours.strip(),
            leader=message.leader.strip(),
            on_duty=tuple(
                Duty(
                    duty.name.strip(),
                    duty.phone.strip(),
                    _optional_day(duty.begins, f"{path}.on_duty[{place}].begins"),
                    _optional_day(duty.ends, f"{path}.on_duty[{place}].ends"),
                    duty.post.strip(),
                )
                for place, duty in enumerate(message.on_duty)
            ),
        ),
        matters=_matters(message, "matters"),
        town_matters=_matters(message, "town_matters"),
        backs=_words(message.backs),
        since=_optional_day(message.since, f"{path}.since"),
    )


def unit_message(unit: Unit, directory: Directory, duties: Sequence[str] = ()) -> pb.DirectoryUnit:
    """Convert a unit of a directory, with names for codes."""

    def name(code: str) -> str:
        other = directory.units.get(code)
        return other.name if other else ""

    district = directory.district_unit(unit)
    message = pb.DirectoryUnit(
        code=unit.code,
        name=unit.name,
        kind=KIND_NUMBERS[unit.kind],
        parent=name(unit.parent),
        district=district.name if district else "",
        aliases=unit.aliases,
        former_names=[pb.FormerName(name=one.name, until=one.until.isoformat()) for one in unit.former_names],
        division_code=unit.division_code,
        organisation_code=unit.organisation_code,
        phone=unit.contacts.phone,
        duty_phone=unit.contacts.duty_phone,
        hours=unit.contacts.hours,
        leader=unit.contacts.leader,
        on_duty=[
            pb.Duty(name=duty.name, phone=duty.phone, begins=_iso(duty.begins), ends=_iso(duty.ends), post=duty.post)
            for duty in unit.contacts.on_duty
        ],
        backs=[name(code) for code in unit.backs],
        since=_iso(unit.since),
        until=_iso(unit.until),
        successors=[pb.Successor(unit=name(heir.code), matters=heir.matters) for heir in unit.successors],
        duties=duties,
    )
    if unit.matters is not None:
        message.matters.CopyFrom(pb.MatterList(matters=unit.matters))
    if unit.town_matters is not None:
        message.town_matters.CopyFrom(pb.MatterList(matters=unit.town_matters))
    return message


def changes_of(messages: Sequence[pb.DirectoryChange]) -> tuple[Change, ...]:
    """Convert changes.

    Raises:
        InvalidFieldsError: listing every change that is incomplete.
    """
    problems: list[FieldViolation] = []
    changes: list[Change] = []
    for place, message in enumerate(messages):
        path, which = f"changes[{place}]", message.WhichOneof("change")
        if which is None:
            problems.append(FieldViolation(path, f"要说明做什么，可用：{'、'.join(_READ)}"))
            continue
        try:
            changes.append(_READ[which](getattr(message, which), f"{path}.{which}"))
        except InvalidFieldsError as error:
            problems += error.violations
    if problems:
        raise InvalidFieldsError(problems)
    return tuple(changes)


def change_message(change: Change) -> pb.DirectoryChange:
    """Convert a change whose units are denoted by words."""
    target = next(iter(change.units), "")
    unit = _as_said(change.unit) if change.unit else None
    match change.kind:
        case ChangeKind.ADD:
            return pb.DirectoryChange(add=pb.AddUnit(unit=unit))
        case ChangeKind.AMEND:
            return pb.DirectoryChange(amend=pb.AmendUnit(target=target, unit=unit))
        case ChangeKind.RENAME:
            return pb.DirectoryChange(rename=pb.RenameUnit(target=target, name=change.name))
        case ChangeKind.MOVE:
            return pb.DirectoryChange(move=pb.MoveUnit(target=target, parent=change.parent))
        case ChangeKind.MERGE:
            merged = pb.MergeUnits(targets=change.units, formed=unit)
            if unit is None:
                merged.into = change.successors[0].code
            return pb.DirectoryChange(merge=merged)
        case ChangeKind.SPLIT:
            successors = [pb.Successor(unit=heir.code, matters=heir.matters) for heir in change.successors]
            formed = [_as_said(one) for one in change.added]
            return pb.DirectoryChange(split=pb.SplitUnit(target=target, formed=formed, successors=successors))
        case ChangeKind.RETIRE:
            successor = change.successors[0].code if change.successors else ""
            return pb.DirectoryChange(retire=pb.RetireUnit(target=target, successor=successor))


def revision_message(revision: DirectoryRevision) -> pb.DirectoryRevision:
    """Convert a revision."""
    return pb.DirectoryRevision(
        id=revision.id,
        state=_STATES[revision.state],
        effective_on=revision.effective_on.isoformat(),
        summaries=[change.summary for change in revision.changes],
        actor=revision.actor,
        reason=revision.reason,
        made_at=timestamp(revision.made_at),
        ended_at=timestamp(revision.ended_at) if revision.ended_at else None,
        cancelled_by=revision.ended_by,
        handed_over_case_count=revision.handed_over,
    )


def impact_message(impact: UnitImpact) -> pb.UnitImpact:
    """Convert what hangs on a unit."""
    return pb.UnitImpact(
        unit=impact.name,
        successors=impact.successors,
        open_assignment_count=impact.open_assignments,
        case_numbers=impact.cases,
        rule_ids=impact.rules,
        row_ids=impact.rows,
        policy_ids=impact.policies,
        systems=impact.systems,
        differences=impact.differences,
    )


def _add(message: pb.AddUnit, path: str) -> Change:
    return Change(ChangeKind.ADD, unit=unit_of(message.unit, f"{path}.unit"))


def _amend(message: pb.AmendUnit, path: str) -> Change:
    if not message.HasField("unit"):
        raise InvalidFieldsError([FieldViolation(f"{path}.unit", "要说明改成什么")])
    return Change(ChangeKind.AMEND, (message.target.strip(),), unit=unit_of(message.unit, f"{path}.unit"))


def _rename(message: pb.RenameUnit, _path: str) -> Change:
    return Change(ChangeKind.RENAME, (message.target.strip(),), name=message.name.strip())


def _move(message: pb.MoveUnit, _path: str) -> Change:
    return Change(ChangeKind.MOVE, (message.target.strip(),), parent=message.parent.strip())


def _merge(message: pb.MergeUnits, path: str) -> Change:
    formed = unit_of(message.formed, f"{path}.formed") if message.HasField("formed") else None
    into = (Successor(message.into.strip()),) if message.into.strip() else ()
    return Change(ChangeKind.MERGE, _words(message.targets), unit=formed, successors=into)


def _split(message: pb.SplitUnit, path: str) -> Change:
    formed = tuple(unit_of(unit, f"{path}.formed[{place}]") for place, unit in enumerate(message.formed))
    heirs = tuple(Successor(heir.unit.strip(), _words(heir.matters)) for heir in message.successors)
    return Change(ChangeKind.SPLIT, (message.target.strip(),), successors=heirs, added=formed)


def _retire(message: pb.RetireUnit, _path: str) -> Change:
    heirs = (Successor(message.successor.strip()),) if message.successor.strip() else ()
    return Change(ChangeKind.RETIRE, (message.target.strip(),), successors=heirs)


_READ: Mapping[str, Callable[..., Change]] = {
    "add": _add,
    "amend": _amend,
    "rename": _rename,
    "move": _move,
    "merge": _merge,
    "split": _split,
    "retire": _retire,
}


def _as_said(unit: Unit) -> pb.DirectoryUnit:
    """Convert a unit that is denoted, as the units it names are, by words."""
    message = unit_message(unit, Directory())
    message.parent, message.district = unit.parent, unit.district
    del message.backs[:]
    message.backs.extend(unit.backs)
    return message


def _words(texts: Sequence[str]) -> tuple[str, ...]:
    return tuple(text.strip() for text in texts if text.strip())


def _matters(message: Message, name: str) -> tuple[str, ...] | None:
    return _words(getattr(message, name).matters) if message.HasField(name) else None


def _day(text: str, path: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise InvalidFieldsError([FieldViolation(path, "要是 YYYY-MM-DD 的日期，如 2027-01-01")]) from None


def _optional_day(text: str, path: str) -> date | None:
    return _day(text, path) if text else None


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
