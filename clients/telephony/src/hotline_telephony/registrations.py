"""Table in which the switch keeps its phones' registrations, so that they survive its restart."""

import sqlite3
from contextlib import closing
from pathlib import Path

from hotline_telephony.private_files import create_database

# Kamailio checks the version of its tables, so they are created by the scripts of the version installed.
_SCRIPTS = ("standard-create.sql", "usrloc-create.sql")


def prepare(path: Path, schema: Path) -> None:
    """Create the registration table unless it exists; must run before the switch starts.

    Args:
        path: the database file.
        schema: folder of the SQL scripts that Kamailio is installed with.

    Raises:
        OSError: a script is missing.
    """
    scripts = [(schema / name).read_text("ascii") for name in _SCRIPTS]
    create_database(path)
    with closing(sqlite3.connect(path)) as database:
        database.execute("PRAGMA journal_mode = WAL")
        if not database.execute("SELECT 1 FROM sqlite_master WHERE name = 'location'").fetchone():
            database.executescript("".join(scripts))
