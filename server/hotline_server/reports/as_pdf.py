"""PDF rendering, from the HTML pages."""

from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any
from unicodedata import category, name

from fontTools.ttLib import TTCollection, TTFont, TTLibError
from matplotlib.font_manager import findSystemFonts

from hotline_server.domain.errors import UnmetConditionError
from hotline_server.reports import fonts
from hotline_server.reports.as_html import as_html
from hotline_server.reports.document import Document

_FACES = "".join(
    f'@font-face {{ font-family: "{family}"; src: url("{path.as_uri()}"); }}\n'
    for family, path in ((fonts.SERIF_NAME, fonts.SERIF), (fonts.SANS_NAME, fonts.SANS))
)
_IDEOGRAPH = "CJK"
_SQUARE = "□"
# Controls, marks that change the character before them, and spaces.
_INVISIBLE = "CMZ"
_END = "end"
# Share of the last page that is to be used, between the margins of 37 and 35 mm.
_LEAST = 0.5
# A long document is not set again and again.
_MOST = 8
_TOP, _BOTTOM = (length / 25.4 * 96 for length in (37, 35))
# Other distances of lines in points, and heights of table rows in lines: GB/T 9704 lets them be adapted to the text.
_SETTINGS = ((27.5, 1.4), (26, 1.3), (25, 1.25), (30.5, 1.6), (32, 1.7), (33.5, 1.8))
_ROWS = ":root {{ --line: {}pt !important; --row: {} !important; }}"


def as_pdf(documents: Document | Sequence[Document]) -> bytes:
    """Render a document as PDF with the fonts of the package embedded, or several as one, each beginning on a page 1.

    Raises:
        UnmetConditionError: as for ``set_pages``.
    """
    rendered = set_pages([documents] if isinstance(documents, Document) else documents)
    content: bytes = rendered[0].copy([page for one in rendered for page in one.pages]).write_pdf()
    return content


def set_pages(documents: Sequence[Document]) -> list[Any]:
    """Set the pages of documents; those without an addressee end on their first page, or use enough of their last.

    Raises:
        UnmetConditionError: if the host lacks the pango library, or a font for a character that the package's lack.
    """
    try:
        # WeasyPrint loads pango on import, and hosts that render no PDF need not have it.
        weasyprint = import_module("weasyprint")
    except OSError as error:
        raise UnmetConditionError("这台服务器没有 PDF 要用的 pango 库，请先安装，或导出成 DOCX 或 HTML") from error
    pages = [as_html(one).decode() for one in documents]
    missing = _without_glyphs("".join(pages))
    ideographs = sorted(one for one in missing if name(one, "").startswith(_IDEOGRAPH))
    if ideographs:
        raise UnmetConditionError(
            f"这台服务器的字库没有这些字：{''.join(ideographs)}。"
            "PDF 会缺字，请先安装字库（如 fonts-noto-cjk），或导出成 DOCX 或 HTML"
        )
    # Signs such as emoji are no words: a square stands in their place.
    squares = str.maketrans(dict.fromkeys(missing, _SQUARE))
    pages = [page.translate(squares) for page in pages]
    setter = _Setter(weasyprint)
    return [
        setter.set_page(page) if one.dispatch else setter.fitted(page)
        for one, page in zip(documents, pages, strict=True)
    ]


class _Setter:
    """Setter of pages with the fonts of the package."""

    def __init__(self, weasyprint: Any) -> None:
        self._weasyprint = weasyprint
        # Loaded with the page's style, where its font families are looked up.
        self._fonts = weasyprint.text.fonts.FontConfiguration()
        self._faces = weasyprint.CSS(string=_FACES, font_config=self._fonts)

    def fitted(self, page: str) -> Any:
        """Set a page so that it ends on its first sheet, or uses enough of its last."""
        usual = self.set_page(page)
        if _is_full(usual) or len(usual.pages) > _MOST:
            return usual
        others = (self.set_page(page, _ROWS.format(line, row)) for line, row in _SETTINGS)
        return next((one for one in others if _is_full(one)), usual)

    def set_page(self, page: str, rows: str = "") -> Any:
        """Set a page, with a style of its own for the heights of its lines and table rows."""
        styles = [self._faces, self._weasyprint.CSS(string=rows)]
        return self._weasyprint.HTML(string=page).render(stylesheets=styles, font_config=self._fonts)


def _is_full(rendered: Any) -> bool:
    """Tell whether a document has a single page, or enough on its last."""
    last = rendered.pages[-1]
    end = last.anchors[_END][1]
    return len(rendered.pages) == 1 or bool(end - _TOP >= _LEAST * (last.height - _TOP - _BOTTOM))


def _without_glyphs(text: str) -> set[str]:
    """Return the visible characters that neither the package nor the host has a glyph for."""
    missing = {one for one in text if category(one)[0] not in _INVISIBLE} - _glyphs(fonts.SERIF)
    if missing:
        for path in findSystemFonts():
            missing -= _glyphs(Path(path))
    return missing


def _glyphs(path: Path) -> set[str]:
    is_collection = path.suffix.lower() == ".ttc"
    try:
        with TTCollection(path, lazy=True) if is_collection else TTFont(path, lazy=True) as opened:
            font = opened.fonts[0] if is_collection else opened
            return set(map(chr, font.getBestCmap() or {}))
    except (TTLibError, OSError):
        return set()
