"""Token authentication: JWTs verified with the public keys of a JWKS file or URL.

Required claims: ``sub`` (unique), ``exp``, ``aud``, ``iss`` and ``roles`` (a list of ``AccessRole`` values).
Optional claims: ``name`` (shown with ``sub`` in logs), ``nbf``, ``department`` and ``system``.
"""

import json
import threading
import urllib.request
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import jwt
import structlog

from hotline_server.ground.clock import Clock
from hotline_server.security.identity import AccessRole, Identity

# Asymmetric only, so that being able to verify tokens does not mean being able to issue them.
ALGORITHMS = ("EdDSA", "ES256", "ES384", "PS256", "RS256")
LEEWAY = timedelta(seconds=30)
# Revoked keys are dropped after at most this time; unknown key ids trigger a reload at most this often.
KEPT = timedelta(minutes=5)
ASKED_AGAIN = timedelta(seconds=5)
FETCH_SECONDS = 5.0
REMEMBERED = 10_000
_log = structlog.get_logger()


class IdentityRefusedError(Exception):
    """Failed authentication; the message, in Chinese, gives no help in forging a token."""


class KeysError(Exception):
    """Unreadable keys; the message, in Chinese, explains why."""


class Keys:
    """Public keys of the token issuer by key id, reloaded periodically and for unknown ids. Thread-safe."""

    def __init__(self, location: str, clock: Clock) -> None:
        """Read the keys.

        Args:
            location: path of a JWKS file, or an ``https://`` URL.
            clock: source of time.

        Raises:
            KeysError: if the keys cannot be read.
        """
        self._location = location
        self._clock = clock
        self._lock = threading.Lock()
        self.generation = 0
        self._keys: Mapping[str, jwt.PyJWK] = {}
        self._read_at = clock()
        self._keys = self._read()

    def __call__(self, key_id: str) -> jwt.PyJWK | None:
        """Return the key with the given id, or None."""
        with self._lock:
            if key_id not in self._keys and self._age() > ASKED_AGAIN:
                self._renew()
            return self._keys.get(key_id)

    def forget_withdrawn(self) -> None:
        """Reload the keys if they are stale; other threads continue with the current keys meanwhile."""
        if self._age() > KEPT and self._lock.acquire(blocking=False):
            try:
                if self._age() > KEPT:
                    self._renew()
            finally:
                self._lock.release()

    def _age(self) -> timedelta:
        return self._clock() - self._read_at

    def _renew(self) -> None:
        self._read_at = self._clock()
        try:
            keys = self._read()
        except KeysError as error:
            # Continue with the current keys.
            _log.error("token keys could not be read", location=self._location, reason=str(error))
            return
        self._keys = keys
        self.generation += 1

    def _read(self) -> Mapping[str, jwt.PyJWK]:
        try:
            if self._location.startswith("https://"):
                with urllib.request.urlopen(self._location, timeout=FETCH_SECONDS) as answer:  # noqa: S310
                    text = answer.read()
            else:
                text = Path(self._location).read_bytes()
            return {key.key_id: key for key in jwt.PyJWKSet.from_dict(json.loads(text)).keys if key.key_id}
        except (OSError, ValueError, AttributeError, jwt.PyJWTError) as error:
            raise KeysError(f"令牌公钥 {self._location} 读不了:{type(error).__name__}") from None


class Tokens:
    """Verifier of tokens, caching the identities of those already verified."""

    def __init__(self, keys: Keys, issuer: str, audience: str, clock: Clock) -> None:
        """Set up the verifier.

        Args:
            keys: of the issuer.
            issuer: required claim ``iss``.
            audience: required claim ``aud``.
            clock: source of time.
        """
        self._keys = keys
        self._issuer = issuer
        self._audience = audience
        self._clock = clock
        self._known: dict[str, Identity] = {}
        self._generation = keys.generation

    def identity(self, token: str) -> Identity:
        """Verify a token and return the identity it proves.

        Raises:
            IdentityRefusedError: if the token is forged, expired, for another audience, or lacks a required claim.
        """
        self._keys.forget_withdrawn()
        if self._generation != self._keys.generation or len(self._known) > REMEMBERED:
            self._generation = self._keys.generation
            self._known = {}
        found = self._known.get(token)
        if found is None:
            found = self._known[token] = self._checked(token)
        if found.expires_at is None or self._clock() >= found.expires_at + LEEWAY:
            self._known.pop(token, None)
            raise IdentityRefusedError("令牌已过期,请重新登录")
        return found

    def _checked(self, token: str) -> Identity:
        try:
            header = jwt.get_unverified_header(token)
            key = self._keys(str(header.get("kid", "")))
            if key is None or key.algorithm_name not in ALGORITHMS:
                raise IdentityRefusedError("令牌的签发方不认识")
            claims = jwt.decode(
                token,
                key,
                algorithms=[key.algorithm_name],
                audience=self._audience,
                issuer=self._issuer,
                # Times are checked below against the injected clock.
                options={
                    "require": ["exp", "aud", "iss", "sub"],
                    "verify_exp": False,
                    "verify_nbf": False,
                    "verify_iat": False,
                },
            )
        except jwt.PyJWTError:
            raise IdentityRefusedError("令牌无效") from None
        return self._identity(claims)

    def _identity(self, claims: Mapping[str, Any]) -> Identity:
        try:
            expires_at = datetime.fromtimestamp(float(claims["exp"]), UTC)
            begins_at = datetime.fromtimestamp(float(claims.get("nbf", 0)), UTC)
            roles = frozenset(AccessRole(word) for word in claims.get("roles", ()))
            subject, name = str(claims["sub"]).strip(), str(claims.get("name", "")).strip()
        except (ValueError, TypeError, OverflowError, OSError):
            raise IdentityRefusedError("令牌的内容不完整") from None
        shown = f"{name}({subject})" if name and name != subject else subject
        if not subject or not roles or not shown.isprintable() or self._clock() < begins_at - LEEWAY:
            raise IdentityRefusedError("令牌的内容不完整,或还没有生效")
        return Identity(shown, roles, str(claims.get("department", "")), claims.get("system") is True, expires_at)
