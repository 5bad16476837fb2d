"""Authentication and encryption keys as configured."""

from pathlib import Path

from hotline_server.development.authority import AUDIENCE, ISSUER, DevelopmentAuthority
from hotline_server.ground.clock import Clock
from hotline_server.ground.config import Settings
from hotline_server.security.authentication import Authentication
from hotline_server.security.keyring import Keyring, create_keys
from hotline_server.security.loopback import is_loopback
from hotline_server.security.revocations import Revocations
from hotline_server.security.signing import SigningKeys, create_signing_keys
from hotline_server.security.systems import Systems
from hotline_server.security.tokens import TokenClaims, TokenKeys, TokenVerifier


class ExposedError(Exception):
    """Settings that would expose the service without authentication; the message names what is missing."""


def identification_of(settings: Settings, clock: Clock) -> Authentication:
    """Build the configured authentication; on loopback without a token issuer, use the development one.

    Raises:
        ExposedError: if no token issuer is set and the address is not loopback.
        TokenKeysError, SystemsError: if a file cannot be read.
    """
    location, issuer, audience = settings.token_keys, settings.token_issuer, settings.token_audience
    if not location:
        if not is_loopback(settings.listen):
            raise ExposedError("不只在本机回环地址上服务时，要用 HOTLINE_TOKEN_KEYS 说明谁签发令牌")
        authority = DevelopmentAuthority(settings.development)
        authority.write_tokens(clock())
        location, issuer, audience = str(authority.keys), ISSUER, AUDIENCE
    elif not issuer:
        raise ExposedError("设了 HOTLINE_TOKEN_KEYS，也要用 HOTLINE_TOKEN_ISSUER 说明签发方（令牌里的 iss）")
    revocations = Revocations()
    claims = TokenClaims(
        issuer=issuer,
        audience=audience,
        roles=tuple(settings.token_roles_claims.split()),
        name=settings.token_name_claim,
        department=settings.token_department_claim,
    )
    tokens = TokenVerifier(TokenKeys(location, clock), claims, revocations, clock)
    return Authentication(tokens, revocations, Systems(settings.systems) if settings.systems else None)


def keyring_of(settings: Settings) -> Keyring:
    """Load the keys that encrypt callers' identities; on loopback without any, create development keys.

    Raises:
        ExposedError: if no keys are set and the address is not loopback.
        KeyringError: if the keys cannot be used.
    """
    if settings.encryption_keys:
        return Keyring(settings.encryption_keys)
    if not is_loopback(settings.listen):
        raise ExposedError("不只在本机回环地址上服务时，要用 HOTLINE_ENCRYPTION_KEYS 说明加密密钥在哪里")
    settings.development.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = settings.development / "encryption-keys.json"
    create_keys(path, "development")
    return Keyring(str(path))


def signing_keys_of(settings: Settings) -> SigningKeys | None:
    """Load the keys that sign the heads of the record; on loopback without any, create development keys.

    Returns:
        ``None`` if none are set and the address is not loopback, so that no heads are signed.

    Raises:
        SigningKeyError: if the keys cannot be used.
    """
    if settings.signing_keys:
        return SigningKeys(Path(settings.signing_keys))
    if not is_loopback(settings.listen):
        return None
    settings.development.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = settings.development / "signing-keys.json"
    create_signing_keys(path, "development")
    return SigningKeys(path)
