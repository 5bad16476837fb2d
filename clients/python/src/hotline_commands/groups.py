"""Groups of commands whose help and errors are wholly in Chinese."""

import sys
from typing import Any, NoReturn

import typer
from typer.core import TyperGroup

from hotline_commands.help_page import ChineseContext
from hotline_commands.usage import usage_error


class ChineseGroup(TyperGroup):
    """Group of commands."""

    context_class = ChineseContext

    def main(self, *arguments: Any, **options: Any) -> NoReturn:
        """Run the command line and exit; what is wrong with it is told in Chinese, with status 2."""
        try:
            status = super().main(*arguments, **{**options, "standalone_mode": False})
        except typer.Abort:
            typer.echo("已中止，没有办理", err=True)
            sys.exit(1)
        except typer.TyperException as error:
            typer.echo(usage_error(error), err=True)
            sys.exit(2)
        sys.exit(status if isinstance(status, int) else 0)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Return a command by its name."""
        command = super().get_command(ctx, cmd_name)
        if command:
            command.context_class = ChineseContext
        return command
