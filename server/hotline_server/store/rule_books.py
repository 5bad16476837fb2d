"""Persistence of rule books, their publications, shadow runs and publications that wait for consent."""

import json
from collections.abc import Mapping
from typing import Any

from hotline_server.domain.publication import DraftPlan
from hotline_server.ground.clock import from_micros
from hotline_server.store.models import DraftProposalRow, PublicationRow, RuleBookRow, ShadowDifferenceRow, ShadowRow
from hotline_server.store.proposals import ProposalStore

Files = Mapping[str, bytes]


class RuleBookStore(ProposalStore[DraftPlan]):
    """Repository of rule books. Call writing methods within a transaction."""

    publications = PublicationRow
    shadows = ShadowRow
    differences = ShadowDifferenceRow
    proposed = DraftProposalRow

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

    def plan_columns(self, plan: DraftPlan) -> dict[str, object]:
        """Return the columns of a plan beside those that every plan has."""
        return {
            "base_version": plan.base,
            "files": _dump(plan.files),
            "tests": _dump(plan.tests),
            "losses": json.dumps(plan.losses, ensure_ascii=False),
        }

    def plan_of(self, row: Any) -> DraftPlan:
        """Return the plan in a row."""
        return DraftPlan(
            version=row.version,
            proposed_at=from_micros(row.proposed_at),
            proposed_by=row.proposed_by,
            reason=row.reason,
            base=row.base_version,
            files=_load(row.files),
            tests=_load(row.tests),
            losses=tuple(json.loads(row.losses)),
        )


def _dump(files: Files) -> str:
    return json.dumps({name: content.decode("utf-8-sig") for name, content in files.items()}, ensure_ascii=False)


def _load(text: str) -> dict[str, bytes]:
    return {name: content.encode() for name, content in json.loads(text).items()}
