"""Keeping every rule book that decided a case, so that its decisions can be replayed."""

import json
from collections.abc import Mapping
from datetime import datetime

from peewee import Database

from hotline_server.clock import to_micros
from hotline_server.store.models import RuleBookRow


def keep_rule_book(database: Database, version: str, files: Mapping[str, bytes], now: datetime) -> None:
    """Keep the files of a rule book under its version, unless they are already kept."""
    text = {name: content.decode() for name, content in files.items()}
    RuleBookRow.insert(
        version=version, files=json.dumps(text, ensure_ascii=False), first_used_at=to_micros(now)
    ).on_conflict_ignore().execute(database)


def kept_rule_book(database: Database, version: str) -> dict[str, bytes] | None:
    """The files of the rule book of that version."""
    row = RuleBookRow.select(RuleBookRow.files).where(RuleBookRow.version == version).first(database)
    return {name: text.encode() for name, text in json.loads(row.files).items()} if row else None
