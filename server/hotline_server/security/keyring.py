"""Keys for encrypting and indexing the identities of callers.

The keys are read from a JSON file, or from the output of a command for use with key management services.
The current key comes first:

    {"keys": [{"id": "2026", "secret": "32 random bytes in base64"}]}

Two keys are derived from each secret: one for encryption (AES-256-GCM), and one for the blind index
used to look up phone numbers (HMAC-SHA-256).
"""

import base64
import binascii
import hmac
import json
import os
import re
import subprocess
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import structlog
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from hotline_server.security.files import create_once, replace_atomically

COMMAND = "command:"
COMMAND_SECONDS = 30.0
_BYTES = 32
_NONCE = 12
_INDEX_BYTES = 16
_log = structlog.get_logger()
KEY_ID = re.compile(r"[A-Za-z0-9_-]{1,40}")


class KeyringError(Exception):
    """Unusable keys; the message, in Chinese, explains why."""


class UnsealError(Exception):
    """Failed decryption: an unknown key, another row's ciphertext, or a modified one."""


@dataclass(frozen=True, slots=True)
class _Key:
    id: str
    sealing: AESGCM
    index: bytes


class Keyring:
    """Keys that encrypt, decrypt and index values. Thread-safe."""

    def __init__(self, source: str) -> None:
        """Read the keys.

        Args:
            source: path of the file, or ``command:`` followed by a shell command that prints it.

        Raises:
            KeyringError: if there are no keys or they cannot be read.
        """
        self._source = source
        self._lock = threading.Lock()
        self._modified_at = 0
        self._keys: Sequence[_Key] = ()
        self._read()

    @property
    def current(self) -> str:
        """Id of the current key."""
        self._reload_if_changed()
        return self._keys[0].id

    @property
    def ids(self) -> Sequence[str]:
        """Ids of all keys, the current one first."""
        self._reload_if_changed()
        return [key.id for key in self._keys]

    def seal(self, plain: str, bound: str) -> str:
        """Encrypt a value with the current key.

        Args:
            plain: value.
            bound: associated data, which must be given again to decrypt.

        Returns:
            Key id and Base64 of nonce and ciphertext, separated by a colon.
        """
        self._reload_if_changed()
        key = self._keys[0]
        nonce = os.urandom(_NONCE)
        sealed = key.sealing.encrypt(nonce, plain.encode(), bound.encode())
        return f"{key.id}:{base64.b64encode(nonce + sealed).decode()}"

    def unseal(self, sealed: str, bound: str) -> str:
        """Decrypt a value.

        Args:
            sealed: result of ``seal``.
            bound: associated data given to ``seal``.

        Raises:
            UnsealError: if the key is unknown, the ciphertext was modified, or ``bound`` differs.
        """
        key_id, _, text = sealed.partition(":")
        key = self._find(key_id)
        if key is None:
            raise UnsealError(f"没有密钥 {key_id}")
        try:
            content = base64.b64decode(text)
            return key.sealing.decrypt(content[:_NONCE], content[_NONCE:], bound.encode()).decode()
        except (InvalidTag, ValueError):
            raise UnsealError(f"密钥 {key_id} 无法解密，内容已被改动或移位") from None

    def index(self, value: str) -> str:
        """Compute the blind index of ``value`` with the current key; empty for an empty value."""
        self._reload_if_changed()
        return _blind_index(self._keys[0], value)

    def indexes(self, value: str) -> list[str]:
        """Compute the blind indexes of ``value`` with all keys, the current one first."""
        self._reload_if_changed()
        return [_blind_index(key, value) for key in self._keys]

    def _find(self, key_id: str) -> _Key | None:
        found = next((key for key in self._keys if key.id == key_id), None)
        if found is None:
            # Another server may already be using a key added since.
            self._reload()
            found = next((key for key in self._keys if key.id == key_id), None)
        return found

    def _reload_if_changed(self) -> None:
        if self._source.startswith(COMMAND):
            return
        try:
            # Runs for every caller encrypted; pathlib would cost more than the system call.
            modified_at = os.stat(self._source).st_mtime_ns  # noqa: PTH116
        except OSError:
            # Continue with the keys already loaded.
            return
        if modified_at != self._modified_at:
            self._reload()

    def _reload(self) -> None:
        with self._lock:
            try:
                self._read()
            except KeyringError as error:
                # An invalid file must not interrupt calls; continue with the keys already loaded.
                _log.error("encryption keys could not be read", reason=str(error))

    def _read(self) -> None:
        try:
            if self._source.startswith(COMMAND):
                command = self._source.removeprefix(COMMAND)
                text = subprocess.run(  # noqa: S602 - the operator's own command
                    command, shell=True, check=True, capture_output=True, timeout=COMMAND_SECONDS
                ).stdout
            else:
                self._modified_at = Path(self._source).stat().st_mtime_ns
                text = Path(self._source).read_bytes()
            keys = [_derive_keys(entry["id"], entry["secret"]) for entry in json.loads(text)["keys"]]
        except (OSError, subprocess.SubprocessError, ValueError, TypeError, KeyError) as error:
            # The error's message is left out, as it may quote secrets.
            raise KeyringError(f"无法读取加密密钥 {self._source}：{type(error).__name__}") from None
        if not keys or len({key.id for key in keys}) != len(keys):
            raise KeyringError(f"加密密钥 {self._source} 中没有密钥，或编号重复")
        self._keys = keys


def create_keys(path: Path, key_id: str) -> None:
    """Create a key file with one key, unless it exists.

    Raises:
        KeyringError: if the id is invalid.
    """
    create_once(path, lambda: _encode([_new_entry(key_id)]))


def add_key(path: Path, key_id: str) -> None:
    """Add a key to a file and make it the current one.

    Raises:
        KeyringError: if the id is invalid or in use, or the file cannot be read.
    """
    if key_id in Keyring(str(path)).ids:
        raise KeyringError(f"已有编号 {key_id} 的密钥")
    replace_atomically(path, _encode([_new_entry(key_id), *json.loads(path.read_bytes())["keys"]]))


def remove_key(path: Path, key_id: str) -> None:
    """Remove a key from a file; values encrypted with it can no longer be decrypted.

    Raises:
        KeyringError: if the key is the current one or not in the file, or the file cannot be read.
    """
    ids = Keyring(str(path)).ids
    if key_id not in ids[1:]:
        raise KeyringError(f"{key_id} 不是停用的密钥，停用的有：{'、'.join(ids[1:]) or '无'}")
    replace_atomically(
        path, _encode([entry for entry in json.loads(path.read_bytes())["keys"] if entry["id"] != key_id])
    )


def _new_entry(key_id: str) -> dict[str, str]:
    if not KEY_ID.fullmatch(key_id):
        raise KeyringError("密钥编号由字母、数字、- 和 _ 组成，1 到 40 个字")
    return {"id": key_id, "secret": base64.b64encode(os.urandom(_BYTES)).decode()}


def _encode(entries: Sequence[object]) -> bytes:
    return json.dumps({"keys": entries}, indent=2).encode()


def _derive_keys(key_id: str, secret: str) -> _Key:
    try:
        master = base64.b64decode(secret, validate=True)
    except binascii.Error:
        raise ValueError from None
    if len(master) != _BYTES or not KEY_ID.fullmatch(key_id):
        raise ValueError
    derived = {use: HKDF(SHA256(), _BYTES, None, use).derive(master) for use in (b"caller", b"phone index")}
    return _Key(key_id, AESGCM(derived[b"caller"]), derived[b"phone index"])


def _blind_index(key: _Key, value: str) -> str:
    return hmac.digest(key.index, value.encode(), "sha256")[:_INDEX_BYTES].hex() if value else ""
