"""Token authentication: JWTs verified with the public keys of a JWKS file or URL.

Required claims: ``sub`` (unique), ``exp``, ``aud``, ``iss`` and one with roles, ``AccessRole`` values among others.
Optional claims: ``name`` (shown with ``sub`` in logs), ``nbf``, ``department``, ``line``, ``system``, and ``jti`` and
``iat``, by which tokens are withdrawn. Which claims hold roles, name and department is configurable.
"""

import json
import threading
import urllib.request
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import jwt
import structlog

from hotline_server.ground.characters import is_one_line
from hotline_server.ground.clock import Clock
from hotline_server.security.identity import AccessRole, Identity, Token
from hotline_server.security.revocations import ISSUED_AHEAD, Revocations

# Asymmetric only, so that being able to verify tokens does not mean being able to issue them.
ALGORITHMS = ("EdDSA", "ES256", "ES384", "PS256", "RS256")
LEEWAY = timedelta(seconds=30)
# Revoked keys are dropped after at most this time; unknown key ids trigger a reload at most this often.
REFRESH_AFTER = timedelta(minutes=5)
RELOAD_PAUSE = timedelta(seconds=5)
FETCH_SECONDS = 5.0
CACHE_LIMIT = 10_000
# How much of what a stranger wrote is quoted in the log, in characters.
QUOTED = 50
_log = structlog.get_logger()

WITHDRAWN = "令牌已作废，请重新登录"


class AuthenticationError(Exception):
    """Failed authentication; the message, in Chinese, gives no help in forging a token.

    Attributes:
        reason: for the log only, where it helps to set up the issuer: the claim that is missing or wrong.
    """

    def __init__(self, message: str, reason: str = "") -> None:
        self.reason = reason or message
        super().__init__(message)


class TokenKeysError(Exception):
    """Unreadable keys; the message, in Chinese, explains why."""


class TokenKeys:
    """Public keys of the token issuer by key id, reloaded periodically and for unknown ids. Thread-safe."""

    def __init__(self, location: str, clock: Clock) -> None:
        """Read the keys.

        Args:
            location: path of a JWKS file, or an ``https://`` URL.
            clock: source of time.

        Raises:
            TokenKeysError: if the keys cannot be read.
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
            if key_id not in self._keys and self._age() > RELOAD_PAUSE:
                self._reload()
            return self._keys.get(key_id)

    def refresh_if_stale(self) -> None:
        """Reload the keys if they are stale; other threads continue with the current keys meanwhile."""
        if self._age() > REFRESH_AFTER and self._lock.acquire(blocking=False):
            try:
                if self._age() > REFRESH_AFTER:
                    self._reload()
            finally:
                self._lock.release()

    def _age(self) -> timedelta:
        return self._clock() - self._read_at

    def _reload(self) -> None:
        self._read_at = self._clock()
        try:
            keys = self._read()
        except TokenKeysError as error:
            # Continue with the current keys.
            _log.error("token keys could not be read", location=self._location, reason=str(error))
            return
        self._keys = keys
        self.generation += 1

    def _read(self) -> Mapping[str, jwt.PyJWK]:
        try:
            if self._location.startswith("https://"):
                with urllib.request.urlopen(self._location, timeout=FETCH_SECONDS) as response:  # noqa: S310
                    text = response.read()
            else:
                text = Path(self._location).read_bytes()
            return {key.key_id: key for key in jwt.PyJWKSet.from_dict(json.loads(text)).keys if key.key_id}
        except (OSError, ValueError, AttributeError, jwt.PyJWTError) as error:
            raise TokenKeysError(f"无法读取令牌公钥 {self._location}：{type(error).__name__}") from None


@dataclass(frozen=True, slots=True)
class TokenClaims:
    """Claims that are expected of tokens; dots name claims within others.

    Attributes:
        issuer: required claim ``iss``.
        audience: required claim ``aud``.
        roles: claims that list roles, of which all count and one must be there.
        name: claim with the name of a person.
        department: claim with the unit that a person acts for.
    """

    issuer: str
    audience: str
    roles: tuple[str, ...] = ("roles", "realm_access.roles")
    name: str = "name"
    department: str = "department"


class TokenVerifier:
    """Verifier of tokens, caching the identities of those already verified."""

    def __init__(self, keys: TokenKeys, claims: TokenClaims, revocations: Revocations, clock: Clock) -> None:
        """Set up the verifier.

        Args:
            keys: of the issuer.
            claims: expected claims.
            revocations: withdrawn tokens.
            clock: source of time.
        """
        self._keys = keys
        self._claims = claims
        self._revocations = revocations
        self._clock = clock
        self._cache: dict[str, Identity] = {}
        self._generation = keys.generation

    def verify(self, token: str) -> Identity:
        """Verify a token and return the identity it proves.

        Raises:
            AuthenticationError: if the token is forged, expired, withdrawn, for another audience, or lacks a required
                claim.
        """
        self._keys.refresh_if_stale()
        if self._generation != self._keys.generation or len(self._cache) > CACHE_LIMIT:
            self._generation = self._keys.generation
            self._cache = {}
        identity = self._cache.get(token)
        if identity is None:
            identity = self._cache[token] = self._verify(token)
        if identity.expires_at is None or self._clock() >= identity.expires_at + LEEWAY:
            self._cache.pop(token, None)
            raise AuthenticationError("令牌已过期，请重新登录", f"claim exp is over: {identity.expires_at}")
        withdrawn = self._revocations.reason(identity.token)
        if withdrawn:
            raise AuthenticationError(WITHDRAWN, withdrawn)
        return identity

    def _verify(self, token: str) -> Identity:
        try:
            header = jwt.get_unverified_header(token)
            key_id = str(header.get("kid", ""))
            key = self._keys(key_id)
            if key is None or key.algorithm_name not in ALGORITHMS:
                raise AuthenticationError("无法识别令牌的签发方", f"no usable key with kid {key_id[:QUOTED]!r}")
            claims = jwt.decode(
                token,
                key,
                algorithms=[key.algorithm_name],
                audience=self._claims.audience,
                issuer=self._claims.issuer,
                # Times are checked below against the injected clock.
                options={
                    "require": ["exp", "aud", "iss", "sub"],
                    "verify_exp": False,
                    "verify_nbf": False,
                    "verify_iat": False,
                },
            )
        except jwt.PyJWTError as error:
            raise AuthenticationError("令牌无效", self._reason(error)) from None
        return self._identity(claims)

    def _reason(self, error: jwt.PyJWTError) -> str:
        match error:
            case jwt.MissingRequiredClaimError():
                return f"claim {error.claim} is missing"
            case jwt.InvalidAudienceError():
                return f"claim aud does not contain {self._claims.audience!r}"
            case jwt.InvalidIssuerError():
                return f"claim iss is not {self._claims.issuer!r}"
            case _:
                return str(error)

    def _identity(self, claims: Mapping[str, Any]) -> Identity:
        expires_at, valid_from = _moment(claims, "exp"), _moment(claims, "nbf")
        if self._clock() < valid_from - LEEWAY:
            raise AuthenticationError("令牌尚未生效", f"claim nbf is in the future: {valid_from}")
        issued_at = _moment(claims, "iat") if "iat" in claims else None
        # Such a token would outlast every withdrawal until then.
        if issued_at and issued_at > self._clock() + ISSUED_AHEAD:
            raise AuthenticationError("令牌尚未生效", f"claim iat is in the future: {issued_at}")
        roles = _roles(claims, self._claims.roles)
        subject, name = str(claims["sub"]).strip(), _text(claims, self._claims.name)
        display_name = f"{name}({subject})" if name and name != subject else subject
        if not subject:
            raise _incomplete("claim sub is empty")
        if not is_one_line(display_name):
            raise _incomplete(f"claim sub or {self._claims.name} has characters that cannot be printed")
        department = self._department(claims, roles, display_name)
        return Identity(
            display_name,
            roles,
            department,
            claims.get("system") is True,
            expires_at,
            str(claims.get("line", "")),
            Token(str(claims.get("jti", "")), subject, issued_at),
        )

    def _department(self, claims: Mapping[str, Any], roles: frozenset[AccessRole], identity: str) -> str:
        """Return the department that a person acts for; the log names the claim where one has to be."""
        name = self._claims.department
        found = _within(claims, name)
        department = found.strip() if isinstance(found, str) else ""
        if AccessRole.DEPARTMENT in roles and not department:
            wrong = "is not text" if found and not isinstance(found, str) else "is missing or empty"
            _log.warning("token for no department", identity=identity, reason=f"claim {name} {wrong}")
        return department


def _moment(claims: Mapping[str, Any], claim: str) -> datetime:
    try:
        return datetime.fromtimestamp(float(claims.get(claim, 0)), UTC)
    except (ValueError, TypeError, OverflowError, OSError):
        raise _incomplete(f"claim {claim} is not a time in seconds") from None


def _roles(claims: Mapping[str, Any], names: Sequence[str]) -> frozenset[AccessRole]:
    known = {role.value: role for role in AccessRole}
    words: list[str] = []
    wrong: list[str] = []
    for name in names:
        found = _within(claims, name)
        if not found:
            wrong.append(f"claim {name} is missing or empty")
        elif not isinstance(found, list):
            wrong.append(f"claim {name} is not a list")
        else:
            words += map(str, found)
            strange = ", ".join(word[:QUOTED] for word in map(str, found) if word not in known)
            wrong.append(f"claim {name} has {strange}, which is none of {', '.join(known)}")
    # Issuers list roles of other applications, too.
    roles = frozenset(known[word] for word in words if word in known)
    if not roles:
        raise _incomplete("; ".join(wrong))
    return roles


def _text(claims: Mapping[str, Any], name: str) -> str:
    found = _within(claims, name)
    return "" if found is None else str(found).strip()


def _within(claims: Mapping[str, Any], name: str) -> Any:
    """Return a claim by its name, or by the names of claims within each other, separated by dots."""
    if name in claims:
        return claims[name]
    found: Any = claims
    for part in name.split("."):
        found = found.get(part) if isinstance(found, Mapping) else None
    return found


def _incomplete(reason: str) -> AuthenticationError:
    return AuthenticationError("令牌的内容不完整", reason)
