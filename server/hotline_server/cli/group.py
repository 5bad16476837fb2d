"""Command groups."""

from collections.abc import Iterator
from typing import Any

import typer
from hotline_commands.groups import ChineseGroup
from typer.core import TyperOption


class _Group(ChineseGroup):
    """Group whose own options may stand behind the name of the command as well as before it."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Parse the options of the group wherever they stand; the rest is the command's."""
        own, rest = self._parted(ctx, args)
        return super().parse_args(ctx, [*own, *rest])

    def _parted(self, ctx: Any, args: list[str]) -> tuple[list[str], list[str]]:
        name = next((one for one in args if one in self.commands), None)
        if name is None:
            return [], args
        begin = args.index(name)
        taken = {option for one in self.commands[name].params for option in one.opts}
        options = {
            option: one
            for one in self.get_params(ctx)
            if isinstance(one, TyperOption) and one.name != "help"
            for option in one.opts
            if option not in taken
        }
        own, rest = args[:begin], [name]
        behind = iter(args[begin + 1 :])
        for argument in behind:
            if argument == "--":
                rest += [argument, *behind]
            elif (option := options.get(argument.partition("=")[0])) is None:
                rest.append(argument)
            else:
                own += [argument, *_value(option, argument, behind)]
        return own, rest


def _value(option: TyperOption, argument: str, behind: Iterator[str]) -> list[str]:
    """Return the value that stands behind an option, if it takes one."""
    return [] if option.is_flag or "=" in argument else [value for value in [next(behind, None)] if value is not None]


def group(about: str) -> typer.Typer:
    """Create a command group with the help text ``about``.

    Help is plain text, as rich takes longer to import than most commands take to run.
    """
    return typer.Typer(
        cls=_Group,
        help=about,
        no_args_is_help=True,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
    )
