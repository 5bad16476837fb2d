"""Conversion of publications, changed decisions and limits, for whatever is published by version."""

from hotline.v1 import rule_service_pb2 as pb

from hotline_server.api import wording
from hotline_server.api.fields import timestamp
from hotline_server.domain.errors import FieldViolation, InvalidFieldsError
from hotline_server.domain.publication import Publication, PublicationKind, Publisher, Shadow
from hotline_server.rulebook.decision import Outcome, summarised_outcome
from hotline_server.rulebook.simulated import Change
from hotline_server.security.identity import AccessRole, current_identity

SIMULATED, SIMULATED_LIMIT = 500, 2000
LISTED, LISTED_LIMIT = 50, 200
EXAMPLES = 20
KIND_NUMBERS = {kind: pb.PublicationKind.Value(f"PUBLICATION_KIND_{kind.name}") for kind in PublicationKind}


def limit_in(field: str, wanted: int, default: int, limit: int) -> int:
    """Return the limit in a request, or the default for 0.

    Raises:
        InvalidFieldsError: if it is out of range.
    """
    if not 0 <= wanted <= limit:
        raise InvalidFieldsError([FieldViolation(field, f"要在 0 到 {limit} 之间")])
    return wanted or default


def publication_message(publication: Publication) -> pb.Publication:
    """Convert a publication."""
    return pb.Publication(
        id=publication.id,
        version=publication.version,
        kind=KIND_NUMBERS[publication.kind],
        at=timestamp(publication.at),
        actor=publication.actor,
        reason=publication.reason,
        consented_by=publication.consented_by,
        edition=publication.edition,
    )


def publisher(name: str) -> Publisher:
    """Return who publishes by the request at hand."""
    identity = current_identity()
    return Publisher(name, identity.is_system, AccessRole.RULE_APPROVER in identity.roles)


def changed_message(change: Change) -> pb.ChangedDecision:
    """Convert a past call that is decided otherwise."""
    return _changed(change.call.id, change.before, change.after)


def shadow_examples(shadow: Shadow) -> list[pb.ChangedDecision]:
    """Convert the examples of a shadow run."""
    return [_changed(*example) for example in shadow.examples]


def _changed(number: str, before: str, after: str) -> pb.ChangedDecision:
    outcomes = (wording.OUTCOME_NUMBERS[Outcome(summarised_outcome(one))] for one in (before, after))
    return pb.ChangedDecision(
        number=number, before=before, after=after, outcome_before=next(outcomes), outcome_after=next(outcomes)
    )
