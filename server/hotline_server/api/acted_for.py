"""Departments that the client of an rpc may act for."""

import structlog

from hotline_server.domain.directory.tree import WHOLE_CITY, Directory
from hotline_server.domain.errors import NotAllowedError
from hotline_server.security.identity import current_identity

_log = structlog.get_logger()


def check_acted_for(department: str, directory: Directory) -> None:
    """Check that the client may act for a department.

    Raises:
        NotAllowedError: if it may not; the log tells why, the client learns nothing about other departments.
    """
    identity = current_identity()
    own = identity.acts_for
    if directory.is_within(department, own):
        return
    if not own:
        reason = "claim department is missing"
    elif own != WHOLE_CITY and directory.find(own) is None:
        reason = f"acts for {own!r}, which the directory does not have"
    else:
        reason = f"acts for {own!r}, which {department!r} is not part of"
    _log.warning("department refused", identity=identity.name, reason=reason)
    raise NotAllowedError(department)
