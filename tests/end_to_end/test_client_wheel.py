"""The client wheel, installed alone in an empty environment."""

import subprocess
import sys
from pathlib import Path

from hotline_server.ground.folders import PROJECT
from hotline_server.runtime.server import RunningServer

from tests.hotline import EVERYBODY

EXAMPLE = """
import asyncio, sys
from hotline.v1.case_pb2 import Call, Caller
from hotline_client import HotlineError, aio, connect

address, token = sys.argv[1:]
call = Call(caller=Caller(phone="13800138000"), content="投诉出租车拒载还乱要价", operator="0712")
with connect(address, token) as hotline:
    number = hotline.register(call, "wheel-1").number

async def again():
    async with aio.connect(address, token) as hotline:
        return (await hotline.register(call, "wheel-1")).number

assert asyncio.run(again()) == number
try:
    import hotline_server
except ModuleNotFoundError:
    print(number)
"""


def run(*command: str | Path) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True, cwd=PROJECT / "clients/python").stdout


def test_it_installs_and_works_in_an_empty_environment(server: RunningServer, tmp_path: Path) -> None:
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", tmp_path)
    (wheel,) = tmp_path.glob("*.whl")
    run(sys.executable, "-m", "venv", tmp_path / "empty")
    python = tmp_path / "empty" / "bin" / "python"
    run(python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", wheel)
    installed = run(python, "-m", "pip", "list", "--format", "freeze", "--disable-pip-version-check").lower()
    names = {line.partition("==")[0].replace("_", "-") for line in installed.splitlines()}
    assert names - {"pip", "setuptools", "wheel", "typing-extensions"} == {
        "hotline-client", "grpcio", "protobuf", "googleapis-common-protos",
    }  # fmt: skip
    assert "-" in run(python, "-c", EXAMPLE, server.address, EVERYBODY)
