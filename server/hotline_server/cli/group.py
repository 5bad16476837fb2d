"""Command groups."""

import typer


def group(about: str) -> typer.Typer:
    """Create a command group with the help text ``about``.

    Help is plain text, as rich takes longer to import than most commands take to run.
    """
    return typer.Typer(
        help=about,
        no_args_is_help=True,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
    )
