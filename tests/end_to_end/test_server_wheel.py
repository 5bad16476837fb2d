"""The server wheels, installed in a fresh environment and started in an empty folder."""

import os
import subprocess
import sys
import sysconfig
from pathlib import Path

from hotline_server.ground.folders import PROJECT

from tests.hotline import PATIENCE

BUILT = (PROJECT, PROJECT / "clients" / "python")


def run(*command: str | Path, cwd: Path) -> str:
    # Not what the tests are set up with: an operator begins with nothing.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("HOTLINE_")}
    return subprocess.run(command, check=True, capture_output=True, text=True, cwd=cwd, env=environment).stdout


def installed(folder: Path) -> Path:
    """Install the wheels into an environment whose other packages are those of the tests; return its programs."""
    for project in BUILT:
        run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder, cwd=project)
    environment = folder / "environment"
    run(sys.executable, "-m", "venv", "--without-pip", environment, cwd=folder)
    python = environment / "bin" / "python"
    options = ("--no-deps", "--no-index", "--quiet", "--disable-pip-version-check")
    run(sys.executable, "-m", "pip", "--python", python, "install", *options, *folder.glob("*.whl"), cwd=folder)
    # A path there is searched last, and its own .pth files, which lead to the checkout, are not read.
    packages = run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=folder).strip()
    (Path(packages) / "dependencies.pth").write_text(sysconfig.get_path("purelib"))
    return python.parent


def test_a_server_from_a_wheel_serves_in_an_empty_folder(tmp_path: Path) -> None:
    programs = installed(tmp_path)
    empty = tmp_path / "empty"
    empty.mkdir()
    where = run(programs / "python", "-c", "import hotline_server; print(hotline_server.__file__)", cwd=empty)
    assert where.startswith(str(programs.parent))
    environment = {"PATH": os.environ["PATH"], "HOTLINE_LISTEN": "127.0.0.1:0"}
    command: list[str | Path] = [programs / "hotline", "serve"]
    with subprocess.Popen(command, cwd=empty, env=environment, stdout=subprocess.PIPE, text=True) as serving:
        assert serving.stdout is not None
        try:
            address = serving.stdout.readline().split(" ")[2].strip()
            page = run(programs / "hotline", "register", "--server", address, "投诉出租车拒载还乱要价", cwd=empty)
            assert "交通运输局" in page
            assert "没有错误" in run(programs / "hotline", "rules", "check", cwd=empty)
        finally:
            serving.terminate()
        assert serving.wait(PATIENCE) == 0
