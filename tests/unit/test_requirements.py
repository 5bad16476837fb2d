"""Installing with uv as pip is configured."""

import sys
from pathlib import Path

import pytest

from requirements import read_pip_settings, uv_environment

CONFIGURATION = """
[global]
index-url = https://mirror.example/simple
timeout = 30
[install]
trusted-host =
  a.example
  b.example
"""


def test_settings_are_read_as_pip_reads_them(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    file = tmp_path / "pip.conf"
    file.write_text(CONFIGURATION)
    monkeypatch.setenv("PIP_CONFIG_FILE", str(file))
    monkeypatch.setenv("PIP_TIMEOUT", "60")
    monkeypatch.delenv("PIP_INDEX_URL", raising=False)
    settings = read_pip_settings()
    assert settings["index-url"] == "https://mirror.example/simple"
    assert settings["trusted-host"].split() == ["a.example", "b.example"]
    assert settings["timeout"] == "60"


def test_uv_is_given_the_indexes_of_pip() -> None:
    settings = {
        "index-url": "https://a/simple",
        "extra-index-url": "https://b/simple\nhttps://c/simple",
        "find-links": "/a /b",
    }
    assert uv_environment(settings, {}).items() >= {
        ("UV_INDEX_URL", "https://a/simple"),
        ("UV_EXTRA_INDEX_URL", "https://b/simple https://c/simple"),
        ("UV_FIND_LINKS", "/a,/b"),
    }


def test_variables_of_uv_take_precedence() -> None:
    assert uv_environment({"timeout": "30"}, {"UV_HTTP_TIMEOUT": "90"})["UV_HTTP_TIMEOUT"] == "90"


def test_it_installs_into_its_own_environment_whichever_is_active() -> None:
    active = {"VIRTUAL_ENV": "/elsewhere", "UV_SYSTEM_PYTHON": "1"}
    environment = uv_environment({}, active)
    assert Path(environment["VIRTUAL_ENV"]) == Path(sys.executable).parents[1]
    assert environment["UV_SYSTEM_PYTHON"] == "false"
