"""Opening the database and bringing its tables to the version this server knows."""

from pathlib import Path

from peewee import Database, SqliteDatabase

from hotline_server.store.models import TABLES, SchemaVersion

SCHEMA_VERSION = 1
_SQLITE = "sqlite:///"
_PRAGMAS = {
    "journal_mode": "wal",
    # An acknowledged call must survive a power cut, so every commit reaches the disk.
    "synchronous": "full",
    "foreign_keys": 1,
    "busy_timeout": 10_000,
    "cache_size": -32_768,
}


class DatabaseError(Exception):
    """A database that this server cannot use; the message says why."""


def connect(url: str) -> Database:
    """Open the database at ``url``, make its tables if it has none, and return it.

    Args:
        url: ``sqlite:///path``; folders on the path are made.

    Raises:
        DatabaseError: an unknown kind of URL, or tables of a newer version than this server's.
    """
    if not url.startswith(_SQLITE):
        raise DatabaseError(f"数据库地址“{url}”不支持,可用:{_SQLITE}路径")
    path = Path(url.removeprefix(_SQLITE))
    path.parent.mkdir(parents=True, exist_ok=True)
    database = SqliteDatabase(str(path), pragmas=_PRAGMAS)
    _prepare(database)
    return database


def _prepare(database: Database) -> None:
    with database.atomic():
        for table in TABLES:
            with table.bind_ctx(database, bind_refs=False, bind_backrefs=False):
                table.create_table(safe=True)
        row = SchemaVersion.select().execute(database)
        versions = [found.version for found in row]
        if not versions:
            SchemaVersion.insert(version=SCHEMA_VERSION).execute(database)
        elif versions[0] > SCHEMA_VERSION:
            raise DatabaseError(f"数据库的结构是第 {versions[0]} 版,这个程序只认识到第 {SCHEMA_VERSION} 版,请升级程序")
