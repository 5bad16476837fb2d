"""Numbers of cases and calls, as people type them: full-width digits, other dashes and lost zeros are understood."""

from typing import Annotated

import typer

from hotline_server.domain.numbering import parse_number, restore_number


def call_id_of(typed: str) -> int:
    """Return the id of a call, whose number is that of the case it opened."""
    call_id = parse_number(restore_number(typed))
    if not call_id:
        raise typer.BadParameter(f"“{typed}”不是来电编号；来电编号如 20261124-000123，见 hotline callbacks")
    return call_id


Number = Annotated[str, typer.Argument(help="工单号", callback=restore_number)]
Call = Annotated[int | None, typer.Option(help="来电编号；只有一个来电人的可不填", parser=call_id_of, metavar="<str>")]
