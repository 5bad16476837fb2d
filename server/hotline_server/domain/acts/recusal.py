"""Recusal 回避: who may not be given a case, and lifting it (R8.3)."""

from collections.abc import Collection, Iterable
from datetime import datetime
from itertools import chain

from hotline_server.domain import standstills
from hotline_server.domain.case_file import CaseFile
from hotline_server.domain.errors import FieldViolation, InvalidFieldsError
from hotline_server.domain.lifecycle.act import Act
from hotline_server.domain.parties import Actor, Designation
from hotline_server.domain.texts import ASSIGNED_BECAUSE, REFERRED_BECAUSE, check_text


def check_recusal(file: CaseFile, departments: Collection[str], field: str) -> None:
    """Check that no protected caller accuses a department, or a unit above it.

    Whatever gives a department the case, or takes it to the spot, passes here.

    Raises:
        InvalidFieldsError: naming the departments.
    """
    recusal = file.recused
    barred = recusal.accused and [name for name in departments if recusal.bars(file.current(name))]
    if barred:
        above = f"，如{recusal.superior}" if recusal.superior else ""
        reason = (
            f"来电人反映的是{'、'.join(recusal.accused)}，不得把举报交给被反映的单位和它的下属单位"
            f"（{'、'.join(barred)}）；请交上级单位{above}，或交纪检监察机关；查明反映的不是它的，可以解除回避"
        )
        raise InvalidFieldsError([FieldViolation(field, reason)])


def check_recusal_of_line(file: CaseFile, line: str, unit: str) -> None:
    """Check that no protected caller accuses the unit that runs a line; in an emergency whoever can help is told.

    Raises:
        InvalidFieldsError: naming the line.
    """
    if unit and not file.state.faces_danger and bars(file, [unit]):
        accused = "、".join(file.recused.barring(file.current(unit)))
        reason = (
            f"来电人反映的是{accused}，不得把举报移交给它的{line}；请交纪检监察机关，或者由上级单位办理；"
            "查明反映的不是它的，可以解除回避"
        )
        raise InvalidFieldsError([FieldViolation("line", reason)])


def check_recusal_of(file: CaseFile, designation: Designation) -> None:
    """Check that nobody who is designated must step aside.

    Raises:
        InvalidFieldsError: naming the departments.
    """
    check_recusal(file, [designation.lead], "designation.lead_department")
    check_recusal(file, designation.cohandlers, "designation.cohandlers")


def check_reason(file: CaseFile, departments: Iterable[str], reason: str) -> None:
    """Check that a case goes to a unit that its protected callers may mean for a reason that somebody wrote.

    Raises:
        InvalidFieldsError: naming the units.
    """
    doubted = dict.fromkeys(chain.from_iterable(file.recused.doubting(file.current(name)) for name in departments))
    if doubted and reason.strip() in (ASSIGNED_BECAUSE, REFERRED_BECAUSE):
        units = "、".join(doubted)
        wanted = (
            f"来电人举报或者要求保密，提到了{units}，反映的可能就是它；要交给它的，请写明查过什么、为什么可以交给它"
        )
        raise InvalidFieldsError([FieldViolation("reason", wanted)])


def bars(file: CaseFile, departments: Iterable[str]) -> bool:
    """Return True if a department must step aside."""
    recusal = file.recused
    return any(recusal.bars(file.current(name)) for name in departments)


def lift_recusal(file: CaseFile, actor: Actor, now: datetime, department: str, reason: str) -> None:
    """Lift the recusal of a unit that the callers turn out not to accuse or, where they name nobody, not to mean.

    What it has in hand it may read again, as it is told.

    Raises:
        InvalidFieldsError: the reason is missing or too long, or the unit is none of those they are held to accuse.
    """
    check_text(reason, "reason")
    file.check_act(Act.LIFT_RECUSAL, actor, now)
    unit, accused, doubtful = file.current(department), file.accused, file.recused.doubtful
    if unit not in (*accused, *doubtful):
        said = f"反映的是{'、'.join(accused)}" if accused else f"提到的是{'、'.join(doubtful)}"
        known = f"来电人{said}，没有反映“{department}”"
        raise InvalidFieldsError([FieldViolation("department", known)])
    handling = (*(one.department for one in file.assignments.unfinished), *filter(None, [file.referred_to]))
    barred = [name for name in handling if bars(file, [name])]
    file.act(Act.LIFT_RECUSAL, actor, now, reason, details={"units": unit})
    file.lifted = (*file.lifted, unit)
    _let_go_on(file, now)
    for name in barred:
        if not bars(file, [name]):
            file.act(Act.RELAY_AMENDMENT, actor, now, "值班室已经研判，请按工单现在的内容办理", name)


def lift_in_danger(file: CaseFile, departments: Iterable[str], actor: Actor, now: datetime, reason: str) -> None:
    """Let departments meet a danger whoever is accused, until the desk accepts that it is over (R2.6)."""
    units = dict.fromkeys(chain.from_iterable(map(file.recused.barring, map(file.current, departments))))
    if units:
        why = f"重大突发，能处置的单位都要到场：{reason}"
        file.act(Act.LIFT_RECUSAL, actor, now, why, details={"units": "、".join(units)})
        file.lifted_in_danger = (*file.lifted_in_danger, *units)
        _let_go_on(file, now)


def _let_go_on(file: CaseFile, now: datetime) -> None:
    """Let those go on whose recusal was lifted."""
    aside = file.stepping_aside
    standstills.end_stepping_aside(file, now)
    standstills.step_aside(file, [name for name in aside if bars(file, [name])], now)
