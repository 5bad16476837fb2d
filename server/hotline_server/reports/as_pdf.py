"""PDF rendering, from the HTML pages."""

from importlib import import_module

from fontTools.ttLib import TTCollection, TTFont, TTLibError
from matplotlib.font_manager import findSystemFonts

from hotline_server.domain.errors import UnmetConditionError
from hotline_server.reports.as_html import as_html
from hotline_server.reports.document import Document


def as_pdf(document: Document) -> bytes:
    """Render a document as PDF.

    Raises:
        UnmetConditionError: if the host lacks the pango library or a Chinese font.
    """
    try:
        # WeasyPrint loads pango on import, and hosts that render no PDF need not have it.
        weasyprint = import_module("weasyprint")
    except OSError as error:
        raise UnmetConditionError("这台服务器没有 PDF 要用的 pango 库，请先安装，或导出成 DOCX 或 HTML") from error
    if not _has_chinese_font():
        raise UnmetConditionError(
            "这台服务器没有中文字库，PDF 会缺字，请先安装（如 fonts-noto-cjk），或导出成 DOCX 或 HTML"
        )
    content: bytes = weasyprint.HTML(string=as_html(document).decode()).write_pdf()
    return content


def _has_chinese_font() -> bool:
    return any(_has_glyph(path, "热") for path in findSystemFonts())


def _has_glyph(path: str, character: str) -> bool:
    try:
        font = TTCollection(path, lazy=True).fonts[0] if path.lower().endswith(".ttc") else TTFont(path, lazy=True)
        return ord(character) in (font.getBestCmap() or {})
    except (TTLibError, OSError):
        return False
