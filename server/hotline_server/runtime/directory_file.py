"""Comparison of the directory file with the database at a start: the database is in force, the file only seeds it."""

from itertools import chain

import structlog

from hotline_server.desk.directory.units import Units
from hotline_server.domain.errors import InvalidFieldsError
from hotline_server.ground.config import Settings

SHOWN = 5
_log = structlog.get_logger()


def warn_of_differences(settings: Settings, units: Units) -> None:
    """Log a warning if a directory file is configured that differs from the database or cannot be read."""
    if "directory" not in settings.model_fields_set:
        return
    path = str(settings.directory)
    try:
        comparison, _ = units.compare(settings.directory.read_bytes())
    except (OSError, InvalidFieldsError) as error:
        _log.warning("目录文件无法使用，以数据库里的目录为准", file=path, reason=str(error))
        return
    except Exception:  # noqa: BLE001 - the file is only advice by now; calls are answered whatever it holds
        _log.exception("目录文件无法比较，以数据库里的目录为准", file=path)
        return
    changes = list(chain.from_iterable(found for _, found in comparison.days))
    if changes or comparison.absent:
        _log.warning(
            "目录文件与数据库不一致，以数据库里的目录为准",
            file=path,
            changes=[change.summary for change in changes[:SHOWN]],
            change_count=len(changes),
            absent=list(comparison.absent[:SHOWN]),
            absent_count=len(comparison.absent),
            todo=f"hotline directory diff {path} 查看，hotline directory import {path} --why 原因 采用；"
            f"以数据库为准就用 hotline directory export {path} 覆盖文件",
        )
