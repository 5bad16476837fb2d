"""Keys that sign the heads of the record (Ed25519).

The keys are kept in a JSON file that administrators of the database cannot read. The current key comes first; the
retired ones keep their public halves only, so that what they signed can still be verified:

    {"keys": [{"id": "2027", "private": "…", "public": "…"}, {"id": "2026", "public": "…"}]}

Whoever verifies needs the public halves alone, as ``public_keys`` returns them.
"""

import base64
import binascii
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from hotline_client.system_errors import reason_of

from hotline_server.security.files import create_once, replace_atomically
from hotline_server.security.keyring import KEY_ID, KeyringError

_SIGNATURE_LENGTH = 64


class SigningKeyError(KeyringError):
    """Unusable keys; the message, in Chinese, explains why."""


@dataclass(frozen=True, slots=True)
class Signature:
    """Signature of a text; ``value`` is base64."""

    key_id: str
    value: str

    @property
    def is_well_formed(self) -> bool:
        """True if it can be a signature, of whatever key."""
        try:
            return len(base64.b64decode(self.value, validate=True)) == _SIGNATURE_LENGTH
        except (ValueError, TypeError):
            return False


class SigningKeys:
    """Keys of a file."""

    def __init__(self, path: Path) -> None:
        """Read the keys.

        Raises:
            SigningKeyError: if there are none or they cannot be read.
        """
        entries = _read(path)
        try:
            self._public: Mapping[str, Ed25519PublicKey] = {
                entry["id"]: Ed25519PublicKey.from_public_bytes(base64.b64decode(entry["public"])) for entry in entries
            }
            private = entries[0].get("private")
            self._private = Ed25519PrivateKey.from_private_bytes(base64.b64decode(private)) if private else None
        except (ValueError, TypeError, KeyError, binascii.Error):
            raise SigningKeyError(f"签名密钥文件 {path} 内容有误") from None
        self.current = str(entries[0]["id"])

    @property
    def can_sign(self) -> bool:
        """True if the file has the private half of the current key."""
        return self._private is not None

    def sign(self, text: str) -> Signature:
        """Sign a text with the current key.

        Raises:
            SigningKeyError: if the file has public halves only.
        """
        if self._private is None:
            raise SigningKeyError("签名密钥文件里没有私钥")
        return Signature(self.current, base64.b64encode(self._private.sign(text.encode())).decode())

    def verifies(self, text: str, signature: Signature) -> bool:
        """Return whether a signature is one of these keys' over a text."""
        key = self._public.get(signature.key_id)
        if key is None or not signature.is_well_formed:
            return False
        try:
            key.verify(base64.b64decode(signature.value), text.encode())
        except InvalidSignature:
            return False
        return True


def create_signing_keys(path: Path, key_id: str) -> None:
    """Create a file with one key, unless it exists.

    Raises:
        SigningKeyError: if the id is invalid.
    """
    create_once(path, lambda: _encode([_new_entry(key_id)]))


def rotate_signing_keys(path: Path, key_id: str) -> None:
    """Make a new key the current one, and keep of the others their public halves only.

    Raises:
        SigningKeyError: if the id is invalid or in use, or the file cannot be read.
    """
    entries = _read(path)
    if key_id in {entry.get("id") for entry in entries}:
        raise SigningKeyError(f"已有编号 {key_id} 的签名密钥")
    replace_atomically(path, _encode([_new_entry(key_id), *map(_public_half, entries)]))


def public_keys(path: Path) -> bytes:
    """Return the content of a file with the public halves, for whoever verifies.

    Raises:
        SigningKeyError: if the file cannot be read.
    """
    return _encode([_public_half(entry) for entry in _read(path)])


def _read(path: Path) -> Sequence[Mapping[str, Any]]:
    try:
        entries: Sequence[Mapping[str, Any]] = json.loads(path.read_bytes())["keys"]
    except (OSError, ValueError, TypeError, KeyError) as error:
        # The error's message is left out, as it may quote secrets.
        why = reason_of(error) if isinstance(error, OSError) else "不是密钥文件"
        raise SigningKeyError(f"无法读取签名密钥 {path}：{why}") from None
    if not entries:
        raise SigningKeyError(f"签名密钥文件 {path} 里没有密钥")
    return entries


def _new_entry(key_id: str) -> dict[str, str]:
    if not KEY_ID.fullmatch(key_id):
        raise SigningKeyError("密钥编号由字母、数字、- 和 _ 组成，1 到 40 个字")
    private = Ed25519PrivateKey.generate()
    return {
        "id": key_id,
        "private": base64.b64encode(private.private_bytes_raw()).decode(),
        "public": base64.b64encode(private.public_key().public_bytes_raw()).decode(),
    }


def _public_half(entry: Mapping[str, Any]) -> dict[str, Any]:
    return {"id": entry.get("id"), "public": entry.get("public")}


def _encode(entries: Sequence[object]) -> bytes:
    return json.dumps({"keys": entries}, indent=2).encode()
