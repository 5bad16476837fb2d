"""HTML rendering as self-contained pages, for the screen and as input for PDF."""

import base64
from functools import cache
from typing import TYPE_CHECKING

from hotline_server.ground.characters import replace_unfit
from hotline_server.ground.clock import spoken_day
from hotline_server.reports import wording
from hotline_server.reports.document import NUMERALS, Chart, Document, Facts, Heading, Paragraph, Table

if TYPE_CHECKING:
    from jinja2 import Environment


def as_html(document: Document) -> bytes:
    """Render a document as HTML."""
    title = wording.title_lines(wording.typeset(document.title))
    return page("official.html", document=document, title=title, day=spoken_day(document.day), blocks=_blocks(document))


def page(template: str, **values: object) -> bytes:
    """Render a template with HTML-escaped values.

    Args:
        template: file name in ``templates``.
        values: its variables.
    """
    return _environment().get_template(template).render(**values).encode()


@cache
def _environment() -> "Environment":
    # Servers start without what only documents need.
    from jinja2 import Environment, PackageLoader, StrictUndefined  # noqa: PLC0415

    environment = Environment(
        loader=PackageLoader("hotline_server.reports", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_finalize,
    )
    environment.filters["typeset"] = wording.typeset
    environment.filters["broken"] = wording.heading_lines
    return environment


def _finalize(value: object) -> object:
    """Return what a template writes for a value; a text may be of a row stored before texts were normalised."""
    # Markup is what templates wrote already.
    return replace_unfit(value) if type(value) is str else value


def _blocks(document: Document) -> list[dict[str, object]]:
    blocks: list[dict[str, object]] = []
    headings = iter(NUMERALS)
    for block in document.blocks:
        match block:
            case Heading():
                blocks.append({"kind": "heading", "text": f"{next(headings)}、{block.text}"})
            case Paragraph():
                blocks.append({"kind": "paragraph", "text": block.text})
            case Facts():
                blocks.append({"kind": "facts", "rows": block.rows})
            case Table():
                blocks.append({"kind": "table", "table": block})
            case Chart():
                # Matplotlib needs a lot of memory, and servers render pages without charts themselves.
                from hotline_server.reports.charts import draw_svg  # noqa: PLC0415

                picture = base64.b64encode(draw_svg(block)).decode()
                blocks.append({"kind": "chart", "picture": picture, "caption": block.caption})
    return blocks
