"""``hotline act``: acts on a case, as the desk, a leader or a department."""

from hotline_server.cli.acts import (
    callers,
    delegation,
    departments,
    emergencies,
    exclusions,
    lines,
    registrations,
    supervision,
    suspension,
    triage,
)
from hotline_server.cli.acts.acting import app

__all__ = [
    "app",
    "callers",
    "delegation",
    "departments",
    "emergencies",
    "exclusions",
    "lines",
    "registrations",
    "supervision",
    "suspension",
    "triage",
]
