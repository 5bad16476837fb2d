"""Runs ``uv pip`` for the virtual environment of this interpreter, configured as pip is.

uv installs in a third of pip's time, but reads neither pip's configuration files nor its environment variables,
where a private index or a mirror is named. Variables of uv's own take precedence.
"""

import os
import subprocess
import sys
from ast import literal_eval
from pathlib import Path

BIN = Path(sys.executable).parent
# Setting of pip, the variable that tells uv the same, and what uv separates values with.
SETTINGS = (
    # The older names, so that UV_DEFAULT_INDEX and UV_INDEX take precedence.
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
# From pip's lowest to its highest precedence.
SECTIONS = ("global", "install", ":env:")
TRUE = ("1", "true", "yes", "on", "y", "t")


def configured() -> dict[str, str]:
    """Return pip's settings for installing, from its files and its environment variables."""
    listed = subprocess.run([sys.executable, "-m", "pip", "config", "list"], check=True, capture_output=True, text=True)
    settings: dict[str, dict[str, str]] = {}
    for line in listed.stdout.splitlines():
        name, _, value = line.partition("=")
        section, _, key = name.rpartition(".")
        settings.setdefault(section, {})[key] = literal_eval(value)
    return {key: value for section in SECTIONS for key, value in settings.get(section, {}).items()}


def environment(pip: dict[str, str]) -> dict[str, str]:
    """Return the environment for uv that corresponds to the given settings of pip."""
    told = {
        variable: separator.join(pip[setting].split()) for setting, variable, separator in SETTINGS if setting in pip
    }
    return told | {"VIRTUAL_ENV": str(BIN.parent)} | os.environ


def main(arguments: list[str]) -> int:
    """Run ``uv pip`` with ``arguments``; returns its exit status."""
    pip = configured()
    # An index may lack what another has. Which one serves a package does not matter: hashes pin it.
    command = [BIN / "uv", "pip", *arguments, "--quiet", "--index-strategy", "unsafe-best-match"]
    if pip.get("no-index", "").lower() in TRUE:
        command.append("--no-index")
    status = subprocess.run(command, check=False, env=environment(pip)).returncode
    if status:
        taken = ", ".join(setting for setting, _, _ in SETTINGS if setting in pip)
        print(
            f"uv failed. Taken from pip's configuration: {taken or 'nothing'}. Whatever else it needs to reach the\n"
            "packages goes into its own variables: UV_DEFAULT_INDEX, UV_INDEX, UV_FIND_LINKS and others, see\n"
            "https://docs.astral.sh/uv/reference/environment",
            file=sys.stderr,
        )
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
