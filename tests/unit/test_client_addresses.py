"""Addresses as people write them in settings."""

import pytest
from hotline_client import AddressError
from hotline_client.addresses import grpc_target, is_loopback


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
def test_addresses_become_grpc_targets(address: str, target: str) -> None:
    assert grpc_target(address) == target


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
def test_malformed_addresses_are_rejected(address: str) -> None:
    with pytest.raises(AddressError):
        grpc_target(address)


@pytest.mark.parametrize("address", ["127.0.0.1:1", "127.9.9.9:1", "localhost:1", "[::1]:1", "unix:/run/hotline.sock"])
def test_loopback_addresses_are_recognized(address: str) -> None:
    assert is_loopback(address)


@pytest.mark.parametrize("address", ["127.evil.example:1", "localhost.example:1", "127.0.0.1:1,192.0.2.1:1"])
def test_other_addresses_are_not_loopback(address: str) -> None:
    assert not is_loopback(address)
