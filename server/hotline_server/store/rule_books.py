"""Persistence of rule books, their publications and shadow runs."""

import json
from collections.abc import Mapping

from hotline_server.store.models import PublicationRow, RuleBookRow, ShadowDifferenceRow, ShadowRow
from hotline_server.store.publications import PublicationStore

Files = Mapping[str, bytes]


class RuleBookStore(PublicationStore):
    """Repository of rule books. Call writing methods within a transaction."""

    publications = PublicationRow
    shadows = ShadowRow
    differences = ShadowDifferenceRow

    def keep(self, version: str, files: Files, tests: Files) -> None:
        """Store a rule book under its version, replacing its tests if it is stored already."""
        columns = {"files": _dump(files), "tests": _dump(tests)}
        RuleBookRow.insert(version=version, **columns).on_conflict(
            conflict_target=[RuleBookRow.version], update=columns
        ).execute(self._database)
        self._record(RuleBookRow, version)

    def files(self, version: str) -> tuple[dict[str, bytes], dict[str, bytes]] | None:
        """Return the files and tests of a rule book, or ``None`` if the version is unknown."""
        row = RuleBookRow.select().where(RuleBookRow.version == version).first(self._database)
        return (_load(row.files), _load(row.tests)) if row else None


def _dump(files: Files) -> str:
    return json.dumps({name: content.decode("utf-8-sig") for name, content in files.items()}, ensure_ascii=False)


def _load(text: str) -> dict[str, bytes]:
    return {name: content.encode() for name, content in json.loads(text).items()}
