"""Record of a case, and its end: material, closing, archiving, erasing (P2, R7.1)."""

from datetime import datetime

from hotline_server.domain import effects, standstills
from hotline_server.domain.case_file import CaseFile
from hotline_server.domain.lifecycle.act import Act
from hotline_server.domain.parties import Actor
from hotline_server.domain.texts import check_remark


def attach(file: CaseFile, actor: Actor, now: datetime, department: str, name: str, sha256: str) -> None:
    """Add material to the case (R7.1)."""
    file.act(Act.ATTACH, actor, now, "", department=department, details={"name": name, "sha256": sha256})


def close(file: CaseFile, actor: Actor, now: datetime, reason: str) -> None:
    """Close the case once all callers are answered and no assignment is open (P2)."""
    check_remark(reason, "reason")
    file.act(Act.CLOSE, actor, now, reason)
    file.note_lapses(effects.drop_question(file), Act.CLOSE, now)
    standstills.end_hold(file, now)
    file.allow_reopening(now)


def archive(file: CaseFile, actor: Actor, now: datetime, reason: str) -> None:
    """Archive the case (R7.1), which makes it immutable."""
    check_remark(reason, "reason")
    file.act(Act.ARCHIVE, actor, now, reason)


def erase(file: CaseFile, actor: Actor, now: datetime) -> None:
    """Erase the callers' identity after the retention period (Personal Information Protection Law, art. 47)."""
    file.act(Act.ERASE, actor, now, "保存期满，删除来电人的身份信息")
    file.erased = True
