"""Addresses as people write them in settings."""

import pytest
from hotline_client import AddressError
from hotline_client.addresses import is_loopback, target_of


@pytest.mark.parametrize(
    ("address", "target"),
    [
        ("hotline.example:50051", "hotline.example:50051"),
        ("[::1]:50051", "[::1]:50051"),
        ("192.0.2.1:50051,192.0.2.2:50051", "ipv4:192.0.2.1:50051,192.0.2.2:50051"),
        ("192.0.2.1:50051, 192.0.2.2:50051", "ipv4:192.0.2.1:50051,192.0.2.2:50051"),
        ("[2001:db8::1]:50051,[2001:db8::2]:50051", "ipv6:[2001:db8::1]:50051,[2001:db8::2]:50051"),
        ("unix:/run/hotline.sock", "unix:/run/hotline.sock"),
    ],
)
def test_grpc_is_given_what_it_understands(address: str, target: str) -> None:
    assert target_of(address) == target


@pytest.mark.parametrize(
    "address",
    [
        "",
        "127.0.0.1",
        "127.0.0.1:",
        "127.0.0.1:port",
        "127.0.0.1:99999",
        "::1:50051",
        "[::1]",
        "[127.0.0.1]:50051",
        "a.example:50051,b.example:50051",
        "127.0.0.1:50051,[::1]:50051",
    ],
)
def test_an_address_that_waiting_cannot_mend_is_refused_at_once(address: str) -> None:
    with pytest.raises(AddressError):
        target_of(address)


@pytest.mark.parametrize("address", ["127.0.0.1:1", "127.9.9.9:1", "localhost:1", "[::1]:1", "unix:/run/hotline.sock"])
def test_plain_text_stays_on_this_host(address: str) -> None:
    assert is_loopback(address)


@pytest.mark.parametrize("address", ["127.evil.example:1", "localhost.example:1", "127.0.0.1:1,192.0.2.1:1"])
def test_plain_text_goes_to_no_other_host(address: str) -> None:
    assert not is_loopback(address)
