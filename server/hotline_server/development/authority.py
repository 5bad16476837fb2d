"""Token issuer for development; for use on loopback and in tests only."""

import json
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import jwt
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from jwt.algorithms import OKPAlgorithm

from hotline_server.domain.directory.tree import WHOLE_CITY
from hotline_server.security.files import create_once, replace_atomically
from hotline_server.security.identity import AccessRole

ISSUER = "hotline-development"
AUDIENCE = "hotline"
_KEY_ID = "development"
_LIFETIME = timedelta(days=30)
_PEOPLE = {
    AccessRole.OPERATOR: "王话务",
    AccessRole.DESK_LEAD: "李值班",
    AccessRole.LEADER: "赵市长",
    AccessRole.RULE_MAINTAINER: "陈规则",
    AccessRole.RULE_APPROVER: "周审批",
    AccessRole.REPORTER: "吴统计",
    AccessRole.ARCHIVIST: "郑档案",
    AccessRole.AUDITOR: "冯审计",
    AccessRole.ADMINISTRATOR: "孙管理",
}
_LINE = "110报警服务台"
_SYSTEMS = {
    AccessRole.TELEPHONY: "呼叫平台",
    AccessRole.DEPARTMENT: "部门业务系统",
    AccessRole.MESSAGE_GATEWAY: "消息网关",
    AccessRole.PUBLIC_SITE: "公众网站",
}


class DevelopmentAuthority:
    """Token issuer whose signing key is stored in a folder."""

    def __init__(self, folder: Path) -> None:
        """Load the signing key from ``folder``, or create both."""
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self.folder = folder
        pem = create_once(folder / "token-key.pem", _new_key)
        key = serialization.load_pem_private_key(pem, None)
        if not isinstance(key, Ed25519PrivateKey):
            raise TypeError(f"{folder / 'token-key.pem'} 不是开发用的签名密钥")
        self._key = key
        self.keys = folder / "token-keys.json"
        jwk = OKPAlgorithm.to_jwk(key.public_key(), as_dict=True) | {"kid": _KEY_ID, "alg": "EdDSA", "use": "sig"}
        replace_atomically(self.keys, _json({"keys": [jwk]}))

    def token(
        self,
        name: str,
        roles: Iterable[AccessRole],
        department: str = "",
        expires_at: datetime = datetime(2100, 1, 1, tzinfo=UTC),
        *,
        system: bool = False,
        line: str = "",
    ) -> str:
        """Issue a token, as an identity provider would.

        Args:
            name: of the person or system.
            roles: to grant.
            department: it acts for; empty for none.
            expires_at: UTC.
            system: True for a system that acts on behalf of its own users.
            line: line of the rule book it acts for; empty for none.
        """
        claims = {
            "sub": name,
            "iss": ISSUER,
            "aud": AUDIENCE,
            "exp": int(expires_at.timestamp()),
            "roles": sorted(role.value for role in roles),
            "department": department,
            "system": system,
            "line": line,
        }
        return jwt.encode(claims, self._key, "EdDSA", {"kid": _KEY_ID})

    def all_roles_token(self, name: str = "开发") -> str:
        """Issue a token with all roles, for a system that acts on behalf of anyone in the city."""
        return self.token(name, AccessRole, WHOLE_CITY, system=True)

    def write_tokens(self, now: datetime) -> None:
        """Write a token for each role to the subfolder ``tokens``, valid for 30 days from ``now``."""
        folder = self.folder / "tokens"
        folder.mkdir(exist_ok=True, mode=0o700)
        expires_at = now + _LIFETIME
        for role, name in _PEOPLE.items():
            replace_atomically(folder / f"{role.value}.jwt", self.token(name, [role], "", expires_at).encode())
        for role, name in _SYSTEMS.items():
            replace_atomically(
                folder / f"{role.value}.jwt", self.token(name, [role], WHOLE_CITY, expires_at, system=True).encode()
            )
        token = self.token(_LINE, [AccessRole.LINE], "", expires_at, system=True, line=_LINE)
        replace_atomically(folder / f"{AccessRole.LINE.value}.jwt", token.encode())


def _new_key() -> bytes:
    return Ed25519PrivateKey.generate().private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )


def _json(value: object) -> bytes:
    return json.dumps(value, indent=2).encode()
