"""Groups of commands."""

import typer


def group(about: str) -> typer.Typer:
    """Create a group of commands; ``about`` is its help.

    Help is printed as plain text: what draws boxes around it takes longer to import than most commands take to run.
    """
    return typer.Typer(
        help=about,
        no_args_is_help=True,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
    )
