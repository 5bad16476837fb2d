"""Comparison of the directory file with the database at a start: the database is in force, the file only seeds it."""

from itertools import chain

import structlog

from hotline_server.desk.directory.units import Units
from hotline_server.domain.errors import InvalidFieldsError
from hotline_server.ground.config import Settings

SHOWN = 5
_log = structlog.get_logger()


def warn_of_differences(settings: Settings, units: Units) -> None:
    """Log a warning if a directory file is configured that says something else than the database."""
    if "directory" not in settings.model_fields_set:
        return
    path = str(settings.directory)
    try:
        comparison, _ = units.compare(settings.directory.read_bytes())
    except (OSError, InvalidFieldsError) as error:
        _log.warning("directory file unusable; the database's directory is in force", file=path, reason=str(error))
        return
    changes = list(chain.from_iterable(found for _, found in comparison.days))
    if changes or comparison.absent:
        _log.warning(
            "directory file differs from the database, which is in force",
            file=path,
            changes=[change.summary for change in changes[:SHOWN]],
            count=len(changes),
            absent=list(comparison.absent[:SHOWN]),
            todo=f"hotline directory diff {path}; then hotline directory import {path}, or export over it",
        )
