"""Schema migrations from every released version."""

from collections.abc import Callable, Mapping

from peewee import Database

from hotline_server.security.keyring import Keyring
from hotline_server.store.engine.sql import execute
from hotline_server.store.migrations import (
    version_2,
    version_3,
    version_4,
    version_5,
    version_6,
    version_7,
    version_8,
    version_9,
    version_10,
    version_11,
    version_12,
    version_13,
    version_14,
    version_15,
    version_16,
    version_17,
)
from hotline_server.store.migrations.digests import begin_recording, mark_unproved

Step = Callable[[Database, Keyring | None], None]
# New databases are created at the latest version; existing ones are migrated step by step.
CREATE: Step = version_17.create
STEPS: Mapping[int, Step] = {
    1: version_2.from_version_1,
    2: version_3.from_version_2,
    3: version_4.from_version_3,
    4: version_5.from_version_4,
    5: version_6.from_version_5,
    6: version_7.from_version_6,
    7: version_8.from_version_7,
    8: version_9.from_version_8,
    9: version_10.from_version_9,
    10: version_11.from_version_10,
    11: version_12.from_version_11,
    12: version_13.from_version_12,
    13: version_14.from_version_13,
    14: version_15.from_version_14,
    15: version_16.from_version_15,
    16: version_17.from_version_16,
}
SCHEMA_VERSION = max(STEPS) + 1


class SchemaVersionError(Exception):
    """Schema version that this program cannot work with; the message, in Chinese, says why."""


class NewerSchemaError(SchemaVersionError):
    """Schema version newer than this program supports."""

    def __init__(self, version: int) -> None:
        super().__init__(f"数据库的结构是第 {version} 版，这个程序只认识到第 {SCHEMA_VERSION} 版，请升级程序")


def migrate(database: Database, keyring: Keyring | None) -> None:
    """Create the schema or migrate it. Use only within a write transaction; ``record_changed`` has to follow.

    Raises:
        SchemaVersionError: the schema is newer than this program supports, or its version is not known.
        LookupError: the migration has callers to encrypt, and there is no keyring.
    """
    version = _version(database)
    if version > SCHEMA_VERSION:
        raise NewerSchemaError(version)
    if version == 0:
        CREATE(database, keyring)
        execute(database, "CREATE TABLE schema_version (version INTEGER NOT NULL PRIMARY KEY)")
        execute(database, f"INSERT INTO schema_version VALUES ({SCHEMA_VERSION})")
        return
    if version < SCHEMA_VERSION:
        mark_unproved(database, version)
        for step in range(version, SCHEMA_VERSION):
            STEPS[step](database, keyring)
        begin_recording(database)
        execute(database, f"UPDATE schema_version SET version = {SCHEMA_VERSION}")


def _version(database: Database) -> int:
    """Return the schema version, or 0 for an empty database."""
    if not database.table_exists("schema_version"):
        return 0
    versions = execute(database, "SELECT version FROM schema_version")
    if len(versions) != 1:
        raise SchemaVersionError(
            f"数据库的 schema_version 表应当有一行，现有 {len(versions)} 行，不知道结构是第几版；"
            "这张表被人改动过，请用备份恢复，或者从备份里查到版本号补回"
        )
    return int(versions[0][0])
