"""Acts offered to whoever reads a case: by the lifecycle tables, as far as the access table admits their rpcs."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from functools import cache

from hotline_server.domain.case import Case
from hotline_server.domain.directory.tree import Directory
from hotline_server.domain.lifecycle.act import Act
from hotline_server.domain.lifecycle.permissions import Permission, permissions
from hotline_server.domain.parties import Actor, Role
from hotline_server.rulebook.decision import DUTY_OFFICE
from hotline_server.security.access import Visibility, in_words, roles_of
from hotline_server.security.identity import DESK_ROLES, AccessRole
from hotline_server.security.view import View

_SIDES: Mapping[AccessRole, tuple[Role, ...]] = {
    AccessRole.TELEPHONY: (Role.OPERATOR,),
    AccessRole.OPERATOR: (Role.DESK, Role.OPERATOR),
    AccessRole.DESK_LEAD: (Role.DESK,),
    AccessRole.ARCHIVIST: (Role.DESK,),
    AccessRole.LEADER: (Role.LEADER, Role.DESK),
    AccessRole.DEPARTMENT: (Role.DEPARTMENT,),
    AccessRole.LINE: (Role.LINE,),
}
"""Sides on which holders of a role act; the access table says by which rpcs."""
_OUTSIDE = {Visibility.DEPARTMENT: Role.DEPARTMENT, Visibility.LINE: Role.LINE}


def permitted_acts(case: Case, view: View, directory: Directory, now: datetime) -> tuple[Permission, ...]:
    """Return what whoever has a view may do to a case, and what is refused although the state suggests it.

    Args:
        case: unmasked case.
        view: view of who asks; in that of departments only their own acts on their own assignments are offered, and
            likewise for lines.
        directory: directory in force.
        now: current time, UTC.
    """
    outside = _OUTSIDE.get(view.visibility)
    held = dict.fromkeys(side for role in view.roles for side in _SIDES.get(role, ()))
    sides = [side for side in held if side is outside or (outside is None and side not in _OUTSIDE.values())]
    # The same few names are asked about for every row.
    concerns = cache(lambda name: _concerns(name, view, directory))
    found: list[Permission] = []
    for side in sides:
        for offered in permissions(case, Actor("", side), now, concerns):
            if answer := _by_access(offered, view):
                found.append(_by_directory(answer, case, directory) if answer.act is Act.DELEGATE else answer)
    in_hand = DUTY_OFFICE in (case.referred_to, *[one.department for one in case.assignments])
    if in_hand and Role.DEPARTMENT not in sides and view.roles & DESK_ROLES:
        found += _for_duty_office(case, view, now)
    return _of_all_sides(found) if len(sides) > 1 else tuple(found)


def _for_duty_office(case: Case, view: View, now: datetime) -> Iterator[Permission]:
    """Yield what the desk may do as departments do, where the duty office has the case in hand itself."""
    offered = permissions(case, Actor("", Role.DEPARTMENT), now, lambda name: name == DUTY_OFFICE)
    return (one for one in offered if roles_of(one.rpc) & view.roles)


def _of_all_sides(found: Sequence[Permission]) -> tuple[Permission, ...]:
    """Return what somebody may do on any of several sides, and one reason for what they may on none."""
    kept: dict[tuple[str, Act, str], Permission] = {}
    for one in found:
        key = one.rpc, one.act, one.department
        if key not in kept or (one.is_allowed and not kept[key].is_allowed):
            kept[key] = one
    return tuple(kept.values())


def _by_access(permission: Permission, view: View) -> Permission | None:
    """Return what the access table leaves of a permission: at the desk, whose it is; ``None`` if nothing."""
    roles = roles_of(permission.rpc)
    if roles & view.roles:
        return permission
    if view.visibility in _OUTSIDE or not permission.is_allowed:
        return None
    return permission._replace(reason=f"由{in_words(roles)}办理", caution="")


def _by_directory(permission: Permission, case: Case, directory: Directory) -> Permission:
    """Return what the directory leaves of a permission to delegate: only those do who have units below them."""
    if not permission.is_allowed:
        return permission
    department = directory.current(permission.department, case.matter)
    if directory.has_units_below(department):
        return permission
    return permission._replace(reason=f"目录里没有{department}的下级单位")


def _concerns(name: str, view: View, directory: Directory) -> bool:
    """Return whether acts on a department's assignment, or on a hand-over to a line, are the viewer's to do."""
    if view.visibility is Visibility.LINE:
        return name == view.line
    return view.visibility is not Visibility.DEPARTMENT or directory.is_within(name, view.department)
