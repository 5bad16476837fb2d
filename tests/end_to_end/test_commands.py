"""Command listing and imports."""

import inspect
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hotline_server.cli.main import COMMANDS, load
from hotline_server.ground.folders import PROJECT
from hotline_server.runtime.server import RunningServer

from tests.hotline import EVERYBODY


@pytest.mark.parametrize("name", COMMANDS)
def test_the_help_of_each_command_begins_with_its_list_entry(name: str) -> None:
    assert inspect.cleandoc(load(name).help).startswith(COMMANDS[name].help)


def test_client_commands_import_nothing_of_the_server(server: RunningServer, tmp_path: Path) -> None:
    (tmp_path / "token").write_text(EVERYBODY)
    run = subprocess.run(
        [sys.executable, PROJECT / "tests" / "end_to_end" / "imported.py"],
        env=os.environ | {"HOTLINE_SERVER": server.address, "HOTLINE_TOKEN_FILE": str(tmp_path / "token")},
        capture_output=True,
        text=True,
        check=True,
        cwd=tmp_path,
    )
    ran = [json.loads(line) for line in run.stdout.splitlines()]
    assert len(ran) > 30
    for words, status, said, imported in ran:
        # Done, or refused by the service; not refused for what was typed.
        assert status in (0, 1), (words, said)
        assert not imported, words
