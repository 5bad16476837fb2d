"""Program that runs the client commands and prints the server modules they import."""

import contextlib
import io
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer
from hotline_server.cli.main import app

# These serve, watch until they are interrupted, or open the database or edit or read files of rules by themselves.
LOCAL = {
    ("line", "watch"),
    ("messages", "preview"),
    ("slips", "preview"),
    ("serve",),
    ("open311",),
    ("website",),
    ("certificates",),
    ("database",),
    ("keys",),
    ("archive", "verify"),
    ("audit", "verify"),
    ("audit", "head"),
    ("audit", "keys"),
    ("rules", "adopt"),
    ("rules", "check"),
    ("rules", "test"),
    ("rules", "diff"),
    ("rules", "import"),
    ("rules", "improve"),
    ("rules", "schema"),
}
OF_THE_SERVER = (
    "hotline_server.desk",
    "hotline_server.ground.config",
    "hotline_server.rulebook.loading",
    "hotline_server.runtime",
    "hotline_server.store",
    "hotline_server.text.lexicon",
    "chinese_calendar",
    "cryptography",
    "olefile",
    "jinja2",
    "marisa_trie",
    "matplotlib",
    "opentelemetry",
    "peewee",
    "phonenumbers",
    "psycopg",
    "pydantic",
    "pygments",
    "pypinyin",
    "structlog",
    "transitions",
    "yaml",
)


VALUES = {
    "number": "20261123-000009",
    "answer": "说不清",
    "path": __file__,
    "folder": "exported",
    "target": "draft",
    "measure": "督办再次办理",
    "--result": "尚在进行",
    "--from": "2026-11-01",
    "--to": "2026-11-23",
    "day": "2026-11-22",
    "--out": "out.html",
    "rules": str(Path(__file__).parent),
}
# The desk, whose token is used, says for which line it acts; of a token or a person one is named.
BESIDES = {("line",): ("--line", "110报警服务台"), ("tokens", "revoke"): ("--id", "1")}


def leaves(command: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Yield the commands without subcommands, each with its name in words."""
    if not hasattr(command, "list_commands"):
        yield path, command
        return
    context = typer.Context(command)
    for name in command.list_commands(context):
        if (*path, name) not in LOCAL:
            yield from leaves(command.resolve_command(context, [name])[1], (*path, name))


def required(command: Any) -> Iterator[str]:
    """Yield arguments for a command: those it requires, and a case's number, without which it may watch for ever."""
    for parameter in command.params:
        name = parameter.opts[0]
        if parameter.required or name == "number":
            if parameter.param_type_name == "option":
                yield name
            if not getattr(parameter, "is_flag", False):
                # Not every number is a case's.
                yield "1" if "int" in parameter.type.name else VALUES.get(name, "1")


def main() -> None:
    """Run the commands one after the other; print the words, the exit status, the output and the imports of each."""
    root = typer.main.get_command(app)
    for path, command in leaves(root):
        said = io.StringIO()
        status: Any = None
        with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
            try:
                root.main([*path, *required(command), *BESIDES.get(path[:1], BESIDES.get(path, ()))], "hotline")
            except SystemExit as end:
                status = end.code
        sys.stdout.write(
            json.dumps([path, status, said.getvalue(), [name for name in OF_THE_SERVER if name in sys.modules]]) + "\n"
        )


if __name__ == "__main__":
    main()
