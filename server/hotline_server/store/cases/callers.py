"""Who called, sealed in the database, and found by an index that cannot be read."""

import json
from dataclasses import dataclass

from hotline_server.domain.call import Call
from hotline_server.security.keyring import Keyring

ERASED = ""
_FIELDS = ("name", "organisation", "phone")


@dataclass(frozen=True, slots=True)
class Callers:
    """Seals callers, each to its own case, so that no row can be moved to another."""

    keyring: Keyring

    def sealed(self, call: Call, case_id: int) -> str:
        """Name, organisation and phone of whoever made ``call``."""
        identity = [getattr(call, field) for field in _FIELDS]
        return self.keyring.seal(json.dumps(identity, ensure_ascii=False), str(case_id))

    def opened(self, sealed: str, case_id: int) -> dict[str, str]:
        """The fields of a call that were sealed; empty ones where they were erased.

        Raises:
            UnsealError: no key opens it, or it is another case's.
        """
        if sealed == ERASED:
            return dict.fromkeys(_FIELDS, "")
        values = json.loads(self.keyring.unseal(sealed, str(case_id)))
        return dict(zip(_FIELDS, values, strict=True))
