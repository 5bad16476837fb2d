"""Refused tokens: the log names the claim that is missing or wrong, the client learns nothing to forge one with."""

import unicodedata
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import jwt
import pytest
from hotline_server.development.authority import AUDIENCE, ISSUER, DevelopmentAuthority
from hotline_server.security.identity import AccessRole, Token
from hotline_server.security.revocations import Revocations, Withdrawn
from hotline_server.security.tokens import AuthenticationError, TokenClaims, TokenKeys, TokenVerifier
from structlog.testing import capture_logs

NOW = datetime(2026, 11, 23, 1, 30, tzinfo=UTC)
GOOD: dict[str, Any] = {
    "sub": "wang",
    "name": "王话务",
    "iss": ISSUER,
    "aud": AUDIENCE,
    "exp": NOW.timestamp() + 60,
    "roles": ["operator"],
}


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> DevelopmentAuthority:
    return DevelopmentAuthority(tmp_path_factory.mktemp("authority"))


@pytest.fixture(scope="module")
def verifier(authority: DevelopmentAuthority) -> TokenVerifier:
    return TokenVerifier(
        TokenKeys(str(authority.keys), lambda: NOW), TokenClaims(ISSUER, AUDIENCE), Revocations(), lambda: NOW
    )


def signed(authority: DevelopmentAuthority, claims: dict[str, Any], key_id: str = "development") -> str:
    return jwt.encode(claims, authority._key, "EdDSA", {"kid": key_id})


def without(claim: str) -> dict[str, Any]:
    return {name: value for name, value in GOOD.items() if name != claim}


def test_a_token_with_all_claims_is_accepted(authority: DevelopmentAuthority, verifier: TokenVerifier) -> None:
    assert verifier.verify(signed(authority, GOOD)).name == "王话务(wang)"
    assert verifier.verify(signed(authority, GOOD | {"name": "王　话务"})).name == "王　话务(wang)"


@pytest.mark.parametrize("claim", ["sub", "iss", "aud", "exp", "roles"])
def test_a_missing_claim_is_named(claim: str, authority: DevelopmentAuthority, verifier: TokenVerifier) -> None:
    with pytest.raises(AuthenticationError) as refused:
        verifier.verify(signed(authority, without(claim)))
    assert f"claim {claim} is missing" in refused.value.reason
    assert claim not in str(refused.value)


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"aud": "account"}, "claim aud does not contain 'hotline'"),
        ({"iss": "https://elsewhere.example"}, "claim iss is not 'hotline-development'"),
        ({"exp": "soon"}, "claim exp is not a time"),
        ({"exp": NOW.timestamp() - 60}, "claim exp is over"),
        ({"nbf": NOW.timestamp() + 60}, "claim nbf is in the future"),
        ({"roles": []}, "claim roles is missing or empty"),
        ({"roles": None}, "claim roles is missing or empty"),
        ({"roles": "operator"}, "claim roles is not a list"),
        ({"roles": ["clerk"]}, "claim roles has clerk"),
        ({"roles": [["operator"]]}, "claim roles has"),
        ({"sub": " "}, "claim sub is empty"),
        ({"name": "王\n话务"}, "cannot be printed"),
    ],
)
def test_a_wrong_claim_is_named(
    changed: dict[str, Any], reason: str, authority: DevelopmentAuthority, verifier: TokenVerifier
) -> None:
    with pytest.raises(AuthenticationError) as refused:
        verifier.verify(signed(authority, GOOD | changed))
    assert reason in refused.value.reason
    assert "claim" not in str(refused.value)


@pytest.mark.parametrize(
    ("department", "reason"),
    [(None, "is missing or empty"), (" ", "is missing or empty"), (["市公安局"], "is not text")],
)
def test_a_department_that_a_token_does_not_name_is_missed_in_the_log(
    department: object, reason: str, authority: DevelopmentAuthority, verifier: TokenVerifier
) -> None:
    with capture_logs() as logged:
        identity = verifier.verify(signed(authority, GOOD | {"roles": ["department"], "department": department}))
    assert identity.department == ""
    assert [one["reason"] for one in logged] == [f"claim department {reason}"]


def test_an_unknown_key_is_named(authority: DevelopmentAuthority, verifier: TokenVerifier) -> None:
    with pytest.raises(AuthenticationError) as refused:
        verifier.verify(signed(authority, GOOD, key_id="rotated"))
    assert "kid 'rotated'" in refused.value.reason


def test_a_forged_token_is_refused(tmp_path: Path, verifier: TokenVerifier) -> None:
    with pytest.raises(AuthenticationError) as refused:
        verifier.verify(signed(DevelopmentAuthority(tmp_path), GOOD))
    assert "Signature" in refused.value.reason
    with pytest.raises(AuthenticationError, match="令牌无效"):
        verifier.verify("x.y.z")


def test_keycloaks_realm_roles_count_beside_those_of_other_applications(
    authority: DevelopmentAuthority, verifier: TokenVerifier
) -> None:
    realm = {"roles": ["offline_access", "desk_lead", "uma_authorization"]}
    identity = verifier.verify(signed(authority, without("roles") | {"realm_access": realm}))
    assert identity.roles == {AccessRole.DESK_LEAD}


def test_claims_can_have_other_names(authority: DevelopmentAuthority) -> None:
    claims = TokenClaims(ISSUER, AUDIENCE, ("resource_access.hotline.roles",), "preferred_username", "org.unit")
    verifier = TokenVerifier(TokenKeys(str(authority.keys), lambda: NOW), claims, Revocations(), lambda: NOW)
    token = without("roles") | {
        "resource_access": {"hotline": {"roles": ["department"]}},
        "preferred_username": "李晓明",
        "org": {"unit": "市公安局"},
    }
    identity = verifier.verify(signed(authority, token))
    assert (identity.name, identity.department) == ("李晓明(wang)", "市公安局")
    assert identity.roles == {AccessRole.DEPARTMENT}
    with pytest.raises(AuthenticationError) as refused:
        verifier.verify(signed(authority, GOOD))
    assert refused.value.reason == "claim resource_access.hotline.roles is missing or empty"


class TestWithdrawn:
    """Tokens that are refused before they expire."""

    @pytest.fixture
    def revocations(self) -> Revocations:
        return Revocations()

    @pytest.fixture
    def verifier(self, authority: DevelopmentAuthority, revocations: Revocations) -> TokenVerifier:
        keys = TokenKeys(str(authority.keys), lambda: NOW)
        return TokenVerifier(keys, TokenClaims(ISSUER, AUDIENCE), revocations, lambda: NOW)

    def test_one_by_its_id(
        self, authority: DevelopmentAuthority, verifier: TokenVerifier, revocations: Revocations
    ) -> None:
        first, second = (signed(authority, GOOD | {"jti": name}) for name in ("one", "two"))
        verifier.verify(first)
        revocations.replace(Withdrawn(frozenset({"one"}), {"josé": NOW}))
        assert revocations.reason(Token("", unicodedata.normalize("NFD", " josé"), NOW)), "as a request tells it"
        with pytest.raises(AuthenticationError, match="令牌已作废") as refused:
            verifier.verify(first)
        assert "jti 'one'" in refused.value.reason
        assert "one" not in str(refused.value)
        verifier.verify(second)

    @pytest.mark.parametrize(("ahead", "accepted"), [(60, True), (61, False), (86_400, False)])
    def test_one_issued_in_the_future_is_refused(
        self,
        ahead: float,
        accepted: bool,  # noqa: FBT001 - a parameter of the test
        authority: DevelopmentAuthority,
        verifier: TokenVerifier,
    ) -> None:
        token = signed(authority, GOOD | {"iat": NOW.timestamp() + ahead})
        if accepted:
            verifier.verify(token)
        else:
            with pytest.raises(AuthenticationError) as refused:
                verifier.verify(token)
            assert "claim iat is in the future" in refused.value.reason

    @pytest.mark.parametrize(
        ("issued_at", "refused"),
        [(NOW.timestamp() - 180, True), (NOW.timestamp() - 60, True), (NOW.timestamp() - 59, False), (None, True)],
    )
    def test_all_that_a_subject_was_issued_so_far(
        self,
        issued_at: float | None,
        refused: bool,  # noqa: FBT001 - a parameter of the test
        authority: DevelopmentAuthority,
        verifier: TokenVerifier,
        revocations: Revocations,
    ) -> None:
        token = signed(authority, GOOD if issued_at is None else GOOD | {"iat": issued_at})
        verifier.verify(token)
        revocations.replace(Withdrawn(frozenset(), {"wang": NOW - timedelta(minutes=2)}))
        if refused:
            with pytest.raises(AuthenticationError):
                verifier.verify(token)
        else:
            verifier.verify(token)
