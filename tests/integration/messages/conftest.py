"""Servers that post messages to a gateway."""

from pathlib import Path

import pytest
from hotline_server.ground.config import Settings

from tests.message_gateway import MessageGateway, posting_to


@pytest.fixture
def settings(settings: Settings, gateway: MessageGateway, tmp_path: Path) -> Settings:
    """Give the servers of these tests a gateway."""
    return posting_to(gateway, settings, tmp_path)
