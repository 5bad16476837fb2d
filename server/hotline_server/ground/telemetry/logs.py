"""Structured logs on standard error, one JSON object per line, without personal data."""

import logging
import sys
import traceback
from collections.abc import MutableMapping
from typing import Any

import structlog

TRACEBACK_DEPTH = 12


def configure_logging() -> None:
    """Configure logging for the process."""
    logging.basicConfig(level=logging.INFO, stream=sys.stderr, format="%(message)s")
    logging.getLogger("transitions").setLevel(logging.WARNING)
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _describe_error,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )


def _describe_error(_: Any, __: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Log the type and location of an exception, but not its message, as those of databases quote rows."""
    exc_info = event.pop("exc_info", None)
    error = sys.exc_info()[1] if exc_info is True else exc_info
    if isinstance(error, BaseException):
        event["error"] = type(error).__qualname__
        causes = [cause for cause in (error.__cause__, error.__context__) if cause is not None]
        if causes:
            event["cause"] = type(causes[0]).__qualname__
            event["sqlstate"] = getattr(causes[0], "sqlstate", None)
        frames = traceback.extract_tb(error.__traceback__)[-TRACEBACK_DEPTH:]
        event["at"] = [f"{frame.filename.rpartition('/')[2]}:{frame.lineno} {frame.name}" for frame in frames]
    return event
