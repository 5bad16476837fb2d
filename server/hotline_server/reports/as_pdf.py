"""PDF rendering, from the HTML pages."""

from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from unicodedata import name

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


def as_pdf(documents: Document | Sequence[Document]) -> bytes:
    """Render a document as PDF with the fonts of the package embedded, or several as one, each beginning on a page 1.

    Raises:
        UnmetConditionError: if the host lacks the pango library, or a font for a character that the package's lack.
    """
    try:
        # WeasyPrint loads pango on import, and hosts that render no PDF need not have it.
        weasyprint = import_module("weasyprint")
    except OSError as error:
        raise UnmetConditionError("这台服务器没有 PDF 要用的 pango 库，请先安装，或导出成 DOCX 或 HTML") from error
    pages = [as_html(one).decode() for one in ([documents] if isinstance(documents, Document) else documents)]
    missing = _without_glyphs("".join(pages))
    if missing:
        raise UnmetConditionError(
            f"这台服务器的字库没有这些字：{''.join(sorted(missing))}。"
            "PDF 会缺字，请先安装字库（如 fonts-noto-cjk），或导出成 DOCX 或 HTML"
        )
    # Loaded with the page's style, where its font families are looked up.
    configuration = weasyprint.text.fonts.FontConfiguration()
    faces = weasyprint.CSS(string=_FACES, font_config=configuration)
    rendered = [weasyprint.HTML(string=page).render(stylesheets=[faces], font_config=configuration) for page in pages]
    content: bytes = rendered[0].copy([page for one in rendered for page in one.pages]).write_pdf()
    return content


def _without_glyphs(text: str) -> set[str]:
    """Return the Chinese characters that neither the package nor the host has a glyph for."""
    missing = {one for one in text if name(one, "").startswith(_IDEOGRAPH)} - _glyphs(fonts.SERIF)
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
