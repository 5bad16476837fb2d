"""Signed links in messages: whatever is changed in one, its signature is not the right one any more (R8.7)."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from hotline_server.domain.messages.links import Link, LinkPurpose, read_token
from hotline_server.security.keyring import Keyring, add_key, create_keys, remove_key
from hotline_server.store.cases.callers import Callers
from hypothesis import given
from hypothesis import strategies as st

from tests.hotline import KEYRING

CALLERS = Callers(KEYRING)
OWN, MAIN = "20261123-000007", "20261120-000001"
QUESTION = Link(20261123_000000007, LinkPurpose.JUDGE, 1, datetime(2026, 12, 8, tzinfo=UTC))
PRESSING = replace(QUESTION, purpose=LinkPurpose.PRESS)


def token_of(link: Link, case: str = OWN) -> str:
    signature, *_ = CALLERS.signatures(link.signed_text(case))
    return link.token(signature)


def is_right(token: str, case: str = OWN) -> bool:
    read = read_token(token)
    return read is not None and read[1] in CALLERS.signatures(read[0].signed_text(case))


@given(st.sampled_from([QUESTION, PRESSING]), st.integers(0, 31), st.integers(1, 63))
def test_no_letter_of_a_link_can_be_another(link: Link, place: int, shift: int) -> None:
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    token = token_of(link)
    other = letters[(letters.index(token[place]) + shift) % 64]
    assert read_token(token) is not None
    assert is_right(token)
    assert not is_right(f"{token[:place]}{other}{token[place + 1 :]}")


@given(st.text(max_size=40))
def test_what_is_no_link_is_none(written: str) -> None:
    assert not is_right(written)


def test_a_question_is_bound_to_its_case_and_what_presses_to_its_caller() -> None:
    """R8.8: who is joined into another case presses there, and judges no result that they were not asked about."""
    assert [is_right(token_of(QUESTION, case), MAIN) for case in (OWN, MAIN)] == [False, True]
    assert is_right(token_of(PRESSING), MAIN)


def test_links_hold_while_the_key_that_signed_them_is_kept(tmp_path: Path) -> None:
    file = tmp_path / "keys.json"
    create_keys(file, "2026")
    ring = Keyring(str(file))
    (signed,) = Callers(ring).signatures("1")
    add_key(file, "2027")
    assert Callers(Keyring(str(file))).signatures("1")[1] == signed
    remove_key(file, "2026")
    assert signed not in Callers(Keyring(str(file))).signatures("1")
