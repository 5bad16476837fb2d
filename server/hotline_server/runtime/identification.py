"""Identification and encryption keys as the settings choose them."""

from hotline_server.development.authority import AUDIENCE, ISSUER, DevelopmentAuthority
from hotline_server.ground.clock import Clock
from hotline_server.ground.config import Settings
from hotline_server.security.authentication import Authentication
from hotline_server.security.keyring import Keyring, create_keys
from hotline_server.security.loopback import is_loopback
from hotline_server.security.systems import Systems
from hotline_server.security.tokens import TokenKeys, TokenVerifier


class ExposedError(Exception):
    """The settings would let in anybody who reaches the address; the message says what is missing."""


def identification_of(settings: Settings, clock: Clock) -> Authentication:
    """What the settings say; on loopback and without an issuer of tokens, the development authority.

    Raises:
        ExposedError: no issuer of tokens, and not on loopback.
        TokenKeysError, SystemsError: a file cannot be read.
    """
    location, issuer, audience = settings.token_keys, settings.token_issuer, settings.token_audience
    if not location:
        if not is_loopback(settings.listen):
            raise ExposedError("不只在本机回环地址上服务时,要用 HOTLINE_TOKEN_KEYS 说明谁签发令牌")
        authority = DevelopmentAuthority(settings.development)
        authority.write_tokens(clock())
        location, issuer, audience = str(authority.keys), ISSUER, AUDIENCE
    elif not issuer:
        raise ExposedError("设了 HOTLINE_TOKEN_KEYS,也要用 HOTLINE_TOKEN_ISSUER 说明签发方(令牌里的 iss)")
    tokens = TokenVerifier(TokenKeys(location, clock), issuer, audience, clock)
    return Authentication(tokens, Systems(settings.systems) if settings.systems else None)


def keyring_of(settings: Settings) -> Keyring:
    """The keys that seal callers; on loopback and without any, keys for development.

    Raises:
        ExposedError: no keys, and not on loopback.
        KeyringError: they cannot be used.
    """
    if settings.encryption_keys:
        return Keyring(settings.encryption_keys)
    if not is_loopback(settings.listen):
        raise ExposedError("不只在本机回环地址上服务时,要用 HOTLINE_ENCRYPTION_KEYS 说明加密密钥在哪里")
    settings.development.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = settings.development / "encryption-keys.json"
    create_keys(path, "development")
    return Keyring(str(path))
