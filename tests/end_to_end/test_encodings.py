"""Commands degrade their output on terminals that cannot show Chinese instead of failing."""

import io
import os
import re
import subprocess
import sys
from collections.abc import Callable

import hotline_department.main
import hotline_telephony.main
import pytest
from hotline_server.cli.main import app, main
from hotline_server.runtime.server import RunningServer
from typer.main import get_command

from tests.hotline import PATIENCE
from tests.office import Office


def terminal(encoding: str, monkeypatch: pytest.MonkeyPatch) -> io.BytesIO:
    """Sit at a terminal that complains of what its encoding lacks; returns what is written to it."""
    written = io.BytesIO()
    for name in ("stdout", "stderr"):
        monkeypatch.setattr(sys, name, io.TextIOWrapper(written, encoding, write_through=True))
    return written


PROGRAMS = [
    *((main, name) for name in get_command(app).commands),  # type: ignore[attr-defined]
    (hotline_department.main.main, "run"),
    (hotline_department.main.main, "sheet"),
    (hotline_telephony.main.main, "prepare"),
]


@pytest.mark.parametrize(("program", "name"), [(main, ""), *PROGRAMS])
def test_every_command_prints_its_help(program: Callable[[], None], name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    written = terminal("ascii", monkeypatch)
    monkeypatch.setattr(sys, "argv", ["hotline", *([name] if name else []), "--help"])
    with pytest.raises(SystemExit) as ended:
        program()
    assert ended.value.code == 0
    assert {"用法", "Usage"} & set(re.split(r"\W", written.getvalue().decode("utf-8")))


@pytest.mark.parametrize(
    ("encoding", "shown"), [("ascii", "着火"), ("gbk", "着火"), ("latin-1", r"\u7740\u706b"), ("utf-8", "着火")]
)
def test_cases_are_listed_and_shown(
    encoding: str, shown: str, office: Office, server: RunningServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = office.call("楼下着火了,快来人😱")
    for arguments in (("list",), ("show", number), ("show", number, "--json")):
        monkeypatch.setattr(sys, "argv", ["hotline", *arguments, "--server", server.address])
        written = terminal(encoding, monkeypatch)
        with pytest.raises(SystemExit) as ended:
            main()
        assert ended.value.code == 0
        assert shown in written.getvalue().decode("utf-8" if encoding == "ascii" else encoding)


@pytest.mark.parametrize(
    "environment",
    [{"PYTHONIOENCODING": "ascii"}, {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}],
    ids=["ascii", "C"],
)
def test_a_call_is_registered_as_it_was_typed(
    environment: dict[str, str], office: Office, server: RunningServer
) -> None:
    command = [sys.executable, "-m", "hotline_server.cli.main", "register", "楼下烧烤店油烟太大"]
    done = subprocess.run(
        [*command, "--server", server.address],
        env=os.environ | environment,
        capture_output=True,
        timeout=PATIENCE,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert [case.call.content for case in office.hotline.cases()] == ["楼下烧烤店油烟太大"]
