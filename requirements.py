"""Runs ``uv pip`` on the virtual environment of this interpreter, with pip's configuration.

uv installs in a third of pip's time but ignores pip's configuration files and environment variables, which may
name a private index or a mirror. Its own variables take precedence.
"""

import os
import subprocess
import sys
from ast import literal_eval
from collections.abc import Mapping
from pathlib import Path

BIN = Path(sys.executable).parent
# pip's setting, uv's variable for it, and the separator between several values in that variable.
SETTINGS = (
    # The older names of uv's variables, so that UV_DEFAULT_INDEX and UV_INDEX take precedence.
    ("index-url", "UV_INDEX_URL", " "),
    ("extra-index-url", "UV_EXTRA_INDEX_URL", " "),
    ("find-links", "UV_FIND_LINKS", ","),
    ("trusted-host", "UV_INSECURE_HOST", " "),
    ("keyring-provider", "UV_KEYRING_PROVIDER", " "),
    ("cert", "SSL_CERT_FILE", " "),
    ("client-cert", "SSL_CLIENT_CERT", " "),
    ("proxy", "ALL_PROXY", " "),
    ("default-timeout", "UV_HTTP_TIMEOUT", " "),
    ("timeout", "UV_HTTP_TIMEOUT", " "),
)
# In ascending precedence.
SECTIONS = ("global", "install", ":env:")
TRUE = ("1", "true", "yes", "on", "y", "t")


def read_pip_settings() -> dict[str, str]:
    """Return pip's settings for installing, from its configuration files and environment variables."""
    listing = subprocess.run(
        [sys.executable, "-m", "pip", "config", "list"], check=True, capture_output=True, text=True
    )
    sections: dict[str, dict[str, str]] = {}
    for line in listing.stdout.splitlines():
        name, _, value = line.partition("=")
        section, _, setting = name.rpartition(".")
        sections.setdefault(section, {})[setting] = literal_eval(value)
    return {setting: value for section in SECTIONS for setting, value in sections.get(section, {}).items()}


def uv_environment(pip_settings: Mapping[str, str], own: Mapping[str, str]) -> dict[str, str]:
    """Return the environment for uv.

    Args:
        pip_settings: pip's settings.
        own: environment of this process; takes precedence over them.
    """
    converted = {
        variable: separator.join(pip_settings[setting].split())
        for setting, variable, separator in SETTINGS
        if setting in pip_settings
    }
    # Whatever environment is active in the shell, this one is meant.
    target = {"VIRTUAL_ENV": str(BIN.parent), "UV_SYSTEM_PYTHON": "false"}
    return {**converted, **own, **target}


def main(arguments: list[str]) -> int:
    """Run ``uv pip`` with ``arguments``; return its exit status."""
    pip_settings = read_pip_settings()
    # An index may lack packages of another. It does not matter which one serves a package, since hashes pin it.
    command = [str(BIN / "uv"), "pip", *arguments, "--quiet", "--index-strategy", "unsafe-best-match"]
    if pip_settings.get("no-index", "").lower() in TRUE:
        command.append("--no-index")
    status = subprocess.run(command, check=False, env=uv_environment(pip_settings, os.environ)).returncode
    if status:
        converted = ", ".join(setting for setting, _, _ in SETTINGS if setting in pip_settings)
        print(
            f"uv failed. Settings taken over from pip: {converted or 'none'}. Set whatever else uv needs to reach the\n"
            "packages in its own variables, such as UV_DEFAULT_INDEX, UV_INDEX and UV_FIND_LINKS; see\n"
            "https://docs.astral.sh/uv/reference/environment",
            file=sys.stderr,
        )
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
