"""Choice of a department for cases that have no owner, or whose owner objects."""

from dataclasses import dataclass

from hotline.v1 import case_pb2
from hotline_server.rulebook.decision import DUTY_OFFICE
from hotline_server.rulebook.facts import day_of
from hotline_server.rulebook.routing import Place, RoutingTable


@dataclass(frozen=True)
class Choice:
    """Department to lead a case, and the reason."""

    lead: str
    reason: str


@dataclass(frozen=True)
class Owners:
    """Chooses departments as a duty desk would: from experience, then from the dispatch catalogue 派单目录."""

    catalogue: RoutingTable

    def choose(self, case: case_pb2.Case, owner: str) -> Choice:
        """Choose the lead of a case.

        Args:
            case: the case.
            owner: department known to own the matter; empty if unknown.
        """
        objectors = [a.department for a in case.assignments if a.objection]
        if not objectors:
            return Choice(owner or case.decision.lead_department.name or self._backstop(case), "值班室研判")
        if owner in objectors:
            return _upheld(owner)
        candidates = [owner] if owner else self._candidates(case)
        successor = next((name for name in candidates if name not in objectors), "")
        return Choice(successor, f"异议成立，改派{successor}") if successor else _upheld(objectors[-1])

    def _candidates(self, case: case_pb2.Case) -> list[str]:
        """List possible owners: the leads for each matter of the case, then the co-handlers."""
        facts = _facts(case)
        place, day = Place(facts["区县"], facts["街道"]), day_of(facts)
        routes = [self.catalogue.route([matter], place, day) for matter in facts["事项"].split("、")]
        found = [route for route in routes if route]
        return [route.lead for route in found] + [
            name for route in found for name in (*route.cohandlers, *route.unsupported)
        ]

    def _backstop(self, case: case_pb2.Case) -> str:
        """Return the backstop for a matter without an owner: the district, or else the duty office (P3)."""
        district = _facts(case)["区县"]
        return f"{district}人民政府" if district else DUTY_OFFICE


def _upheld(department: str) -> Choice:
    return Choice(department, f"异议不成立，仍由{department}办理")


def _facts(case: case_pb2.Case) -> dict[str, str]:
    return {"事项": "", "区县": "", "街道": "", "日期": ""} | {fact.name: fact.value for fact in case.decision.facts}
