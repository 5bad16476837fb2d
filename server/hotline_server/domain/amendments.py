"""Amendments of registrations 登记更正: what was registered, and what it says now (R1.1)."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from hotline_server.domain.call import Call
from hotline_server.domain.errors import FieldViolation, InvalidFieldsError


@dataclass(frozen=True, slots=True)
class AmendableField:
    """Field of a call that may be amended.

    Attributes:
        path: its path in the message of the call.
        label: its name in the user interface.
        read: returns its value in words; empty if it has none.
        take: returns the first call with the field of the second.
    """

    path: str
    label: str
    read: Callable[[Call], str]
    take: Callable[[Call, Call], Call]


@dataclass(frozen=True, slots=True)
class AmendedField:
    """Field that was amended: its path, and its values in words before and after."""

    path: str
    before: str
    after: str

    @property
    def label(self) -> str:
        """Name of the field in the user interface."""
        return AMENDABLE[self.path].label


@dataclass(frozen=True, slots=True)
class Amendment:
    """Amendment of a call.

    Attributes:
        fields: in their order.
        accused: units that a protected caller first accuses by it (R8.3), which are not told of it.
    """

    fields: tuple[AmendedField, ...]
    accused: tuple[str, ...] = ()

    @property
    def paths(self) -> frozenset[str]:
        """Paths of the fields."""
        return frozenset(field.path for field in self.fields)

    @property
    def labels(self) -> str:
        """Names of the fields in the user interface."""
        return "、".join(field.label for field in self.fields)

    @property
    def requests_confidence(self) -> bool:
        """True if nothing changes but that the caller asks for secrecy."""
        return [(field.path, field.after) for field in self.fields] == [(CONFIDENTIAL, _YES)]

    @property
    def of_the_caller(self) -> tuple[str, ...]:
        """Paths of the fields that say who called, and that the caller asks for secrecy, whatever the matter."""
        return tuple(
            field.path
            for field in self.fields
            if field.path in (NAME, ORGANISATION, PHONE) or (field.path, field.after) == (CONFIDENTIAL, _YES)
        )

    @property
    def drops_confidence(self) -> bool:
        """True if the caller no longer asks for secrecy."""
        return (CONFIDENTIAL, _NO) in ((field.path, field.after) for field in self.fields)

    @property
    def concerns_the_spot(self) -> bool:
        """True if it may tell where something happens, or what."""
        return bool(self.paths & _OF_THE_SPOT)

    @property
    def changes_decision(self) -> bool:
        """True if a field changes that the rules decide by."""
        return bool(self.paths & _DECIDED_BY)


def amend(call: Call, wanted: Call, paths: Iterable[str]) -> Call:
    """Return a call with some fields of another.

    Args:
        call: call as it is registered.
        wanted: call that has the new values.
        paths: paths of the fields.

    Raises:
        InvalidFieldsError: if there is no path, or one is unknown.
    """
    unknown = [path for path in paths if path not in AMENDABLE]
    if unknown or not paths:
        listed = [f"{field.label}（{field.path}）" if unknown else field.label for field in _FIELDS]
        wrong = f"“{'、'.join(unknown)}”不能更正" if unknown else "要写明更正什么"
        raise InvalidFieldsError([FieldViolation("update_mask", f"{wrong}，可以更正：{'、'.join(listed)}")])
    for path in paths:
        call = AMENDABLE[path].take(call, wanted)
    return call


def difference(before: Call, after: Call) -> Amendment:
    """Return what differs between a call as it was registered and as it is amended."""
    pairs = ((field.path, field.read(before), field.read(after)) for field in AMENDABLE.values())
    return Amendment(tuple(AmendedField(path, old, new) for path, old, new in pairs if old != new))


def former_values(amendments: Iterable[Amendment], *paths: str) -> list[str]:
    """Return the values that fields had before they were amended, empty ones left out."""
    fields = (field for amendment in amendments for field in amendment.fields)
    return [field.before for field in fields if field.path in paths and field.before]


def hide_fields(amendment: Amendment, hidden: Mapping[str, Callable[[str], str]]) -> Amendment:
    """Return an amendment with the values of some fields changed, by path."""
    fields = (
        replace(field, before=hidden[field.path](field.before), after=hidden[field.path](field.after))
        if field.path in hidden
        else field
        for field in amendment.fields
    )
    return replace(amendment, fields=tuple(fields))


def undo_texts(call: Call, amendments: Sequence[Amendment]) -> Call:
    """Return a call with its texts and what was chosen by them as they were before some amendments, oldest first."""
    fields = (field for amendment in reversed(amendments) for field in reversed(amendment.fields))
    before: dict[str, Any] = {field.path: field.before for field in fields if field.path in _TOLD_IN_WORDS}
    return replace(call, **before)


NAME, ORGANISATION, PHONE = "caller.name", "caller.organisation", "caller.phone"
CONFIDENTIAL, NO_REPLY = "caller.confidential", "caller.wishes_no_reply"
SUBJECT, CONTENT, ADDRESS = "subject", "content", "address"
LATITUDE, LONGITUDE = "latitude", "longitude"
_TOLD_IN_WORDS = frozenset((SUBJECT, CONTENT, ADDRESS, "request_type", "district"))
_OF_THE_SPOT = frozenset((SUBJECT, CONTENT, ADDRESS, "district", LATITUDE, LONGITUDE))
_YES, _NO = "是", "否"
AMENDMENT = "amendment"
"""Detail of log entries that has the number of an amendment among those of its call, from 1."""
JOINED = "joined"
"""Detail of log entries that has the number of the joined case whose call was amended."""


def _flag(value: bool) -> str:  # noqa: FBT001
    return _YES if value else _NO


def _text(key: str, label: str, name: str) -> AmendableField:
    return AmendableField(
        key,
        label,
        lambda call: str(getattr(call, name)),
        lambda call, wanted: replace(call, **{name: getattr(wanted, name)}),
    )


def _choice(key: str, label: str, name: str) -> AmendableField:
    return AmendableField(
        key,
        label,
        lambda call: _flag(getattr(call, name)),
        lambda call, wanted: replace(call, **{name: getattr(wanted, name)}),
    )


def _degrees(key: str, label: str) -> AmendableField:
    return AmendableField(
        key,
        label,
        lambda call: f"{getattr(call.coordinates, key):.6f}" if call.coordinates else "",
        lambda call, wanted: replace(call, coordinates=wanted.coordinates),
    )


_FIELDS: Sequence[AmendableField] = (
    _text(NAME, "姓名", "name"),
    _text(ORGANISATION, "单位", "organisation"),
    _text(PHONE, "电话", "phone"),
    _choice(CONFIDENTIAL, "要求保密", "confidential"),
    _choice(NO_REPLY, "不要求回复", "wishes_no_reply"),
    _text(SUBJECT, "标题", "subject"),
    _text(CONTENT, "内容", "content"),
    _text("channel", "渠道", "channel"),
    _text("request_type", "诉求类型", "request_type"),
    _text("district", "区县", "district"),
    _text(ADDRESS, "地址", "address"),
    _choice("marked_urgent", "话务员标记紧急", "marked_urgent"),
    _text("follows", "接续的工单", "follows"),
    _degrees(LATITUDE, "纬度"),
    _degrees(LONGITUDE, "经度"),
)
AMENDABLE: Mapping[str, AmendableField] = {field.path: field for field in _FIELDS}
"""Fields that may be amended, by path."""
_DECIDED_BY = frozenset(AMENDABLE) - {NAME, ORGANISATION, PHONE, NO_REPLY, "follows"}
