"""DOCX rendering in the format of official documents (GB/T 9704)."""

import io
from typing import Any

import docx
from docx.document import Document as Docx
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_ROW_HEIGHT_RULE, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph as DocxParagraph
from docx.text.run import Run

from hotline_server.ground.characters import replace_unfit
from hotline_server.ground.clock import spoken_day
from hotline_server.reports import wording
from hotline_server.reports.charts import draw_png
from hotline_server.reports.document import NUMERALS, Chart, Dispatch, Document, Facts, Heading, Paragraph, Table

SONG, FANGSONG, HEI, TITLE = "宋体", "仿宋", "黑体", "方正小标宋简体"
_RED = RGBColor(0xC0, 0x00, 0x00)
_HEAD_SIZE, _TITLE_SIZE, _BODY_SIZE, _SMALL_SIZE, _TABLE_SIZE = Pt(36), Pt(22), Pt(16), Pt(14), Pt(10.5)
_LINE = Pt(28.95)
# A slip of usual length fits on one page.
_LETTER_LINE = Pt(26)
_TEXT_POINTS = 442
_INDENT = 2 * _BODY_SIZE
_CAPTION_SIZE = Pt(12)
_CHART_WIDTH = 150
_ROOM_HEIGHT = 26
_FACT_WIDTHS = (24, 54, 24, 54)
_GREY = RGBColor(0x99, 0x99, 0x99)
_LEFT = WD_ALIGN_PARAGRAPH.LEFT


def as_docx(document: Document) -> bytes:
    """Render a document as DOCX."""
    return _Writer(document).content()


class _Writer:
    """Writer for one document."""

    def __init__(self, document: Document) -> None:
        self._document: Docx = docx.Document()
        self._headings = 0
        self._line = _LETTER_LINE if document.dispatch else _LINE
        _set_chinese(self._document.styles)
        section = self._document.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.top_margin, section.bottom_margin = Mm(37), Mm(35)
        section.left_margin, section.right_margin = Mm(28), Mm(26)
        section.footer_distance = Mm(28)
        _add_page_numbers(section.footer.paragraphs[0])
        self._add_letterhead(document)
        if document.instruction:
            self._add_instruction_room(document.instruction)
        title = "\n".join(wording.title_lines(wording.typeset(document.title)))
        after = Pt(12) if document.dispatch else _LINE
        self._add_line(title, TITLE, _TITLE_SIZE, WD_ALIGN_PARAGRAPH.CENTER, after=after)
        if document.dispatch and document.dispatch.addressee:
            self._add_line(f"{wording.typeset(document.dispatch.addressee)}：", FANGSONG, _BODY_SIZE, _LEFT)
        for block in document.blocks:
            match block:
                case Heading():
                    self._add_heading(wording.typeset(block.text))
                case Paragraph():
                    self._add_paragraph(wording.typeset(block.text))
                case Table():
                    # What says whose table it is stays with it.
                    self._document.paragraphs[-1].paragraph_format.keep_with_next = True
                    self._add_table(block)
                case Facts():
                    self._add_facts(block)
                case Chart():
                    self._add_chart(block)
        if document.dispatch:
            self._add_seal(document, document.dispatch)
        else:
            self._add_signature(document)

    def _add_heading(self, text: str) -> None:
        numeral = NUMERALS[self._headings]
        self._headings += 1
        paragraph = self._add_line(f"{numeral}、{text}", HEI, _BODY_SIZE, WD_ALIGN_PARAGRAPH.LEFT)
        paragraph.paragraph_format.first_line_indent = _INDENT
        paragraph.paragraph_format.keep_with_next = True

    def _add_paragraph(self, text: str) -> None:
        paragraph = self._add_line(text, FANGSONG, _BODY_SIZE, WD_ALIGN_PARAGRAPH.JUSTIFY)
        paragraph.paragraph_format.first_line_indent = _INDENT

    def _add_table(self, block: Table) -> None:
        table = self._document.add_table(rows=1, cols=len(block.headings), style="Table Grid")
        table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
        _set_padding(table._tbl.tblPr)  # noqa: SLF001 - python-docx has no word for it
        for column, width in zip(table.columns, block.widths, strict=True):
            column.width = Mm(width)
        last = len(block.rows)
        for line, values in enumerate([block.headings, *block.rows]):
            # Neither one row alone nor a part of a short table goes to another page.
            stays = line < last and (block.is_short or line <= 1 or line == last - 1)
            cells = table.rows[0].cells if line == 0 else table.add_row().cells
            for place, value in enumerate(values):
                cells[place].width = Mm(block.widths[place])
                paragraph = cells[place].paragraphs[0]
                at_left = line and place in block.left
                paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT if at_left else WD_ALIGN_PARAGRAPH.CENTER
                paragraph.paragraph_format.keep_with_next = stays
                text = wording.typeset(value)
                shown = text if line else wording.heading_lines(text, block.widths[place])
                _set_font(_add_run(paragraph, shown), SONG if line else HEI, _TABLE_SIZE)
            _keep_together(table.rows[line]._tr, head=line == 0)  # noqa: SLF001 - python-docx has no word for it
        # Word joins tables that have nothing between them.
        self._add_gap(Pt(8))

    def _add_facts(self, block: Facts) -> None:
        table = self._document.add_table(rows=0, cols=len(_FACT_WIDTHS), style="Table Grid")
        table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
        _set_padding(table._tbl.tblPr)  # noqa: SLF001 - python-docx has no word for it
        for column, width in zip(table.columns, _FACT_WIDTHS, strict=True):
            column.width = Mm(width)
        for row in block.rows:
            cells = table.add_row().cells
            for cell, width in zip(cells, _FACT_WIDTHS, strict=True):
                cell.width = Mm(width)
            if len(row) == 1:
                cells[1].merge(cells[3])
            for place, (name, value) in enumerate(row):
                for cell, text, font in ((cells[2 * place], name, HEI), (cells[2 * place + 1], value, SONG)):
                    paragraph = cell.paragraphs[0]
                    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER if font is HEI else _LEFT
                    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(2)
                    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
                    _set_font(_add_run(paragraph, wording.typeset(text)), font, _CAPTION_SIZE)

    def _add_seal(self, document: Document, dispatch: Dispatch) -> None:
        """Add the issuer above the date, both in the middle of where the seal goes, and the note below."""
        left = Pt(_TEXT_POINTS) - (len(document.issuer) + 2) * _BODY_SIZE
        place = [("（印章）", _CAPTION_SIZE)] if dispatch.addressee else []
        for text, size in (*place, (document.issuer, _BODY_SIZE), (spoken_day(document.day), _BODY_SIZE)):
            paragraph = self._add_line(text, FANGSONG, size, WD_ALIGN_PARAGRAPH.CENTER)
            form = paragraph.paragraph_format
            form.left_indent, form.right_indent = left, 2 * _BODY_SIZE
            form.keep_with_next = True
            if size is _CAPTION_SIZE:
                form.space_before, form.line_spacing = Pt(6), Pt(18)
                paragraph.runs[0].font.color.rgb = _GREY
        self._add_paragraph(wording.typeset(f"（{dispatch.note}）"))

    def _add_chart(self, block: Chart) -> None:
        paragraph = self._document.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.paragraph_format.space_before, paragraph.paragraph_format.space_after = Pt(6), Pt(0)
        paragraph.paragraph_format.keep_with_next = True
        paragraph.add_run().add_picture(io.BytesIO(draw_png(block)), width=Mm(_CHART_WIDTH))
        self._add_line(wording.typeset(block.caption), FANGSONG, _CAPTION_SIZE, WD_ALIGN_PARAGRAPH.CENTER, after=Pt(6))

    def _add_instruction_room(self, label: str) -> None:
        """Add the frame in which a leader writes an instruction."""
        table = self._document.add_table(rows=1, cols=1, style="Table Grid")
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        row = table.rows[0]
        row.height_rule, row.height = WD_ROW_HEIGHT_RULE.EXACTLY, Mm(_ROOM_HEIGHT)
        _set_font(_add_run(row.cells[0].paragraphs[0], f"{label}："), HEI, _SMALL_SIZE)
        self._add_gap(Pt(12))

    def _add_gap(self, height: Pt) -> None:
        self._add_line("", FANGSONG, Pt(1), _LEFT).paragraph_format.line_spacing = height

    def _add_signature(self, document: Document) -> None:
        """Add the issuer and date, aligned right, never on a page of their own."""
        self._document.paragraphs[-1].paragraph_format.keep_with_next = True
        for text, right in ((document.issuer, 2), (spoken_day(document.day), 4)):
            paragraph = self._add_line(text, FANGSONG, _BODY_SIZE, WD_ALIGN_PARAGRAPH.RIGHT)
            paragraph.paragraph_format.right_indent = right * _BODY_SIZE
            if text == document.issuer:
                paragraph.paragraph_format.space_before = _LINE
                paragraph.paragraph_format.keep_with_next = True

    def content(self) -> bytes:
        """Return the DOCX file."""
        content = io.BytesIO()
        self._document.save(content)
        return content.getvalue()

    def _add_letterhead(self, document: Document) -> None:
        paragraph = self._document.paragraphs[0] if self._document.paragraphs else self._document.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        run = _add_run(paragraph, document.head)
        # Shrunk as needed to fit on one line.
        _set_font(run, TITLE, min(_HEAD_SIZE, Pt(_TEXT_POINTS // len(document.head))))
        run.font.color.rgb = _RED
        last = paragraph
        if document.edition:
            self._add_line(wording.typeset(document.edition), FANGSONG, _BODY_SIZE, WD_ALIGN_PARAGRAPH.CENTER)
            last = self._add_line(f"{document.issuer}\t{spoken_day(document.day)}", FANGSONG, _BODY_SIZE, _LEFT)
            last.paragraph_format.tab_stops.add_tab_stop(Mm(156), WD_TAB_ALIGNMENT.RIGHT)
        if document.dispatch:
            last = self._add_line(document.dispatch.reference, FANGSONG, _BODY_SIZE, WD_ALIGN_PARAGRAPH.CENTER)
        last.paragraph_format.space_after = Pt(16 if document.dispatch else 24)
        border = OxmlElement("w:pBdr")
        bottom = OxmlElement("w:bottom")
        for name, value in (("val", "single"), ("sz", "18"), ("space", "12"), ("color", "C00000")):
            bottom.set(qn(f"w:{name}"), value)
        border.append(bottom)
        last._p.get_or_add_pPr().append(border)  # noqa: SLF001 - python-docx has no word for it

    def _add_line(
        self, text: str, font: str, size: Pt, alignment: WD_ALIGN_PARAGRAPH, after: Pt | None = None
    ) -> DocxParagraph:
        paragraph = self._document.add_paragraph()
        paragraph.alignment = alignment
        form = paragraph.paragraph_format
        form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, self._line
        form.space_before, form.space_after = Pt(0), after or Pt(0)
        _set_font(_add_run(paragraph, text), font, size)
        return paragraph


def _add_run(paragraph: DocxParagraph, text: str) -> Run:
    """Add a text, which may be of a row stored before texts were normalised."""
    return paragraph.add_run(replace_unfit(text))


def _set_font(run: Run, name: str, size: Pt) -> None:
    run.font.name, run.font.size = name, size
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), name)  # noqa: SLF001 - likewise


def _add_page_numbers(paragraph: DocxParagraph) -> None:
    """Add page numbers in the form ``— 1 —``."""
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _set_font(paragraph.add_run("— "), SONG, _SMALL_SIZE)
    field = paragraph.add_run()
    _set_font(field, SONG, _SMALL_SIZE)
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = text
        field._element.append(element)  # noqa: SLF001 - likewise
    _set_font(paragraph.add_run(" —"), SONG, _SMALL_SIZE)


def _set_chinese(styles: Any) -> None:
    """Have signs shaped as in mainland China, and no space put between characters and numbers."""
    for language in styles.element.iter(qn("w:lang")):
        language.set(qn("w:eastAsia"), "zh-CN")
    properties = styles["Normal"].element.get_or_add_pPr()
    for name in ("w:autoSpaceDE", "w:autoSpaceDN"):
        spacing = OxmlElement(name)
        spacing.set(qn("w:val"), "0")
        properties.insert_element_before(spacing, "w:adjustRightInd", "w:snapToGrid", "w:spacing", "w:ind", "w:jc")


def _set_padding(properties: Any) -> None:
    """Reduce the padding of table cells at the sides, and keep text off the lines above and below."""
    margins = OxmlElement("w:tblCellMar")
    # In the order of the schema.
    for side, twips in (("top", "20"), ("left", "40"), ("bottom", "20"), ("right", "40")):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), twips)
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    properties.append(margins)


def _keep_together(row: Any, *, head: bool) -> None:
    """Keep a row on one page, and repeat a header row on every page."""
    properties = row.get_or_add_trPr()
    for name in ("w:cantSplit", "w:tblHeader") if head else ("w:cantSplit",):
        properties.append(OxmlElement(name))
