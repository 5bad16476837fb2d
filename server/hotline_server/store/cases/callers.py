"""Encryption of callers at rest; the search index holds keyed hashes only."""

from collections.abc import Sequence
from dataclasses import dataclass

from hotline_server.domain.amendments import AmendedField, Amendment
from hotline_server.domain.call import Call
from hotline_server.domain.messages.links import SIGNATURE_BYTES
from hotline_server.domain.phone import subscriber
from hotline_server.security.keyring import Keyring
from hotline_server.store.cases.rows.values import dump, load

ERASED = ""
UNAMENDED = ""
CODE_DIGITS = 8
_FIELDS = ("name", "organisation", "phone")


@dataclass(frozen=True, slots=True)
class Callers:
    """Encrypts callers, each bound to its case so that a row cannot be moved to another."""

    keyring: Keyring

    def seal(self, call: Call, case_id: int) -> str:
        """Encrypt the name, organisation and phone of the caller."""
        identity = [getattr(call, field) for field in _FIELDS]
        return self.keyring.seal(dump(identity), str(case_id))

    def index(self, phone: str) -> str:
        """Return the index by which a caller is found, with the current key; of every extension of a line the same."""
        return self.keyring.index(subscriber(phone))

    def indexes(self, phone: str) -> list[str]:
        """Return the indexes by which a caller may be found, one for each key, the current one first."""
        return self.keyring.indexes(subscriber(phone))

    def codes(self, number: str, corrected_phone: str = "") -> list[str]:
        """Return the codes by which whoever has a call's number proves to be its caller, the current one first.

        Args:
            number: of the call.
            corrected_phone: of its caller, if it was corrected since registration.
        """
        indexes = self.keyring.indexes(f"查询码 {number} {corrected_phone}".rstrip())
        return [f"{int(index, 16) % 10**CODE_DIGITS:0{CODE_DIGITS}d}" for index in indexes]

    def signatures(self, text: str) -> list[bytes]:
        """Return the signatures of a link in a message, one for each key, the current one first."""
        return [bytes.fromhex(index)[:SIGNATURE_BYTES] for index in self.keyring.indexes(f"链接 {text}")]

    def unseal(self, sealed: str, case_id: int) -> dict[str, str]:
        """Decrypt the caller's fields; all empty if erased.

        Raises:
            UnsealError: no key decrypts it, or it belongs to another case.
        """
        if sealed == ERASED:
            return dict.fromkeys(_FIELDS, "")
        values = load(self.keyring.unseal(sealed, str(case_id)))
        return dict(zip(_FIELDS, values, strict=True))

    def seal_amendments(self, amendments: Sequence[Amendment], case_id: int) -> str:
        """Encrypt the amendments of a call, which have its caller's data as it was."""
        values = [
            {"fields": [[one.path, one.before, one.after] for one in amendment.fields], "accused": amendment.accused}
            for amendment in amendments
        ]
        return self.keyring.seal(dump(values), amendments_of(case_id))

    def unseal_amendments(self, sealed: str, case_id: int) -> tuple[Amendment, ...]:
        """Decrypt the amendments of a call; none if there are none, or they are erased.

        Raises:
            UnsealError: no key decrypts them, or they are of another call.
        """
        if sealed == UNAMENDED:
            return ()
        values = load(self.keyring.unseal(sealed, amendments_of(case_id)))
        return tuple(
            Amendment(tuple(AmendedField(*field) for field in one["fields"]), tuple(one["accused"])) for one in values
        )


def amendments_of(case_id: int) -> str:
    """Return what the encrypted amendments of a call are bound to."""
    return f"{case_id} amendments"
