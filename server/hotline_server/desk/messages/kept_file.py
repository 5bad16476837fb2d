"""Files of the ways out for messages, which people change while the service runs."""

from collections.abc import Callable
from pathlib import Path
from typing import Generic, TypeVar

import structlog
from pydantic import ValidationError

from hotline_server.desk.messages.gateway import GatewayError

Content = TypeVar("Content")
_log = structlog.get_logger()


class KeptFile(Generic[Content]):
    """File that is read for each batch; while it is wrong, what it said before stays in force."""

    def __init__(self, path: Path, read: Callable[[Path], Content]) -> None:
        """Read the file.

        Raises:
            GatewayError: if it cannot be read or is wrong.
        """
        self._path = path
        self._read = read
        self._content = read(path)
        self._fault: GatewayError | None = None

    @property
    def content(self) -> Content:
        """What the file said when it was last read, or before it became wrong."""
        return self._content

    def __call__(self) -> Content:
        """Read the file again, and return what it says, or said before it became wrong."""
        try:
            self._content, self._fault = self._read(self._path), None
        except GatewayError as error:
            self._fault = error
            _log.exception("file of messages is wrong, what it said before stays in force")
        return self._content

    def check(self) -> None:
        """Tell that the file was wrong when it was last read.

        Raises:
            GatewayError: if it was.
        """
        if self._fault is not None:
            raise self._fault


def mistakes(error: ValidationError) -> str:
    """Return where a file is wrong, and what is allowed there if that is known; nothing of it is quoted."""
    found = (
        "".join((".".join(map(str, one["loc"])), "：" if one["loc"] and said else "", said))
        for one in error.errors(include_input=False)
        for said in [str(one.get("ctx", {}).get("error", ""))]
    )
    return "；".join(dict.fromkeys(found))
