"""Remarks of a review."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Remark:
    """Remark about a rule, matter or row of the routing table.

    Attributes:
        about: id of the rule or row, or name of the matter.
        message: in Chinese.
        quoted: text that it is about, as the file has it; empty if it is about the whole.
        file, line, column: where that is, from 1; empty and 0 if it is nowhere in particular.
    """

    about: str
    message: str
    quoted: str = ""
    file: str = ""
    line: int = 0
    column: int = 0

    @property
    def place(self) -> str:
        """Where it is, to be put before its message; empty if it is nowhere in particular."""
        return f"{self.file}:{self.line}:{self.column}: " if self.file else ""
