"""Builder of what proves the record whole."""

from dataclasses import dataclass

from hotline_server.desk.records.nightly import NightlyVerification
from hotline_server.desk.records.signed_heads import HeadKeeper
from hotline_server.ground.clock import Clock
from hotline_server.ground.config import Settings
from hotline_server.runtime.identification import signing_keys_of
from hotline_server.runtime.wiring.stores import Stores
from hotline_server.store.engine.group_commit import Writer


@dataclass(frozen=True, slots=True)
class Proofs:
    """Use cases that prove the record whole."""

    heads: HeadKeeper
    verification: NightlyVerification


def build_proofs(stores: Stores, writer: Writer, settings: Settings, clock: Clock) -> Proofs:
    """Build the proofs.

    Raises:
        SigningKeyError: if the signing keys cannot be used.
    """
    keys = signing_keys_of(settings)
    signing = keys if keys and keys.can_sign else None
    heads = HeadKeeper(stores.signed_heads, writer, signing, settings.heads_file, settings.heads_command, clock)
    verification = NightlyVerification(
        stores.audit, stores.access_log, stores.signed_heads, keys, writer, settings.verify_at, clock
    )
    return Proofs(heads, verification)
