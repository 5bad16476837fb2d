"""Callbacks 回访: whether an answered caller is to be asked, and what came of it (R8.7)."""

from datetime import datetime
from enum import Enum

from hotline_server.ground.key_enum import KeyEnum


def may_reopen(reopen_by: datetime | None, now: datetime) -> bool:
    """Return whether callers may still have an answered case reopened, given until when."""
    return reopen_by is not None and now < reopen_by


class Reasonableness(Enum):
    """Judgement whether a caller's dissatisfaction is reasonable (K4); the value is that of the log."""

    NOT_JUDGED = ""
    REASONABLE = "是"
    UNREASONABLE = "否"

    @property
    def details(self) -> dict[str, str]:
        """Details of the log entry of a judgement."""
        return {"reasonable": self.value} if self.value else {}


class CallbackState(KeyEnum):
    """State of the callback of one caller; the value is its label in the user interface."""

    NONE = "未安排"
    DUE = "待回访"
    ASKED = "已回访"
    AWAITS_JUDGEMENT = "待研判"
    DECLINED = "谢绝回访"
    UNREACHABLE = "联系不上"
    INFORMED = "已书面告知"
    EXPLAINED = "已解释说明"
    EXEMPT = "不回访"

    @property
    def is_open(self) -> bool:
        """True if the desk must still do something for this caller."""
        return self in (CallbackState.DUE, CallbackState.UNREACHABLE, CallbackState.AWAITS_JUDGEMENT)
