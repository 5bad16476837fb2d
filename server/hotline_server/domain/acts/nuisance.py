"""Nuisance calls 恶意来电: what a person holds to be one is kept, and excluded from figures (R8.8)."""

from datetime import datetime

from hotline_server.domain.case_file import CaseFile
from hotline_server.domain.lifecycle.act import Act
from hotline_server.domain.parties import Actor
from hotline_server.domain.texts import check_text


def mark_nuisance(file: CaseFile, actor: Actor, now: datetime, reason: str) -> None:
    """Mark the case as opened by a nuisance call; its handling goes on, and no number is barred."""
    check_text(reason, "reason")
    file.act(Act.MARK_NUISANCE, actor, now, reason)
    file.nuisance = True


def unmark_nuisance(file: CaseFile, actor: Actor, now: datetime, reason: str) -> None:
    """Take the mark back, so that the case counts again."""
    check_text(reason, "reason")
    file.act(Act.UNMARK_NUISANCE, actor, now, reason)
    file.nuisance = False
