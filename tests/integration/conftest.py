"""Fixtures of several files: a gateway for messages."""

from collections.abc import Iterator

import pytest

from tests.message_gateway import MessageGateway, message_gateway


@pytest.fixture
def gateway() -> Iterator[MessageGateway]:
    with message_gateway() as running:
        yield running
