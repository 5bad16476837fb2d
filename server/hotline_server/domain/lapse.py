"""Lapses 申请失效: what a department asked for, and nobody had decided on when it came to nothing (R8.4, P2)."""

from dataclasses import dataclass
from enum import Enum

from hotline_server.domain.lifecycle.act import Act


class Request(Enum):
    """Request of a department, with what the desk, or whoever delegated to it, is to do about it."""

    OBJECTION = ("派单异议", "裁定")
    EXTENSION = ("延期申请", "答复")
    SUSPENSION = ("暂缓申请", "答复")
    END = ("终止办理的申请", "审核")
    QUESTION = ("请示", "批示")


DECIDED_BY = {Act.UPHOLD_OBJECTION: Request.OBJECTION, Act.GRANT_END: Request.END}
"""Acts that decide on a request and move what it was about, by which others lapse."""


@dataclass(frozen=True, slots=True)
class Lapse:
    """Lapse of a request.

    Attributes:
        request: what was asked for.
        department: who asked for it; empty if no department did.
        post: post 岗位 that was asked, which is told; empty if none is.
    """

    request: Request
    department: str = ""
    post: str = ""

    @property
    def details(self) -> dict[str, str]:
        """Details of its entry in the log."""
        return {"post": self.post} if self.post else {}

    def reason(self, cause: Act) -> str:
        """Return what the log says of it, given the act by which it came to nothing."""
        name, decided = self.request.value
        told = f"，告知{self.post}" if self.post else ""
        return f"{name}没有{decided}，因“{cause.value}”失效，不用再{decided}{told}"
