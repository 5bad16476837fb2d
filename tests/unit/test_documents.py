"""Rules that every document for leaders keeps (R5.2, R5.3)."""

import io
import re
import warnings
import zlib
from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import pairwise
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from fontTools.ttLib import TTFont
from hotline_server.desk.reports.quotations import Quotation
from hotline_server.desk.reports.special import SpecialReport
from hotline_server.domain.errors import UnmetConditionError
from hotline_server.domain.lifecycle.state import CaseState
from hotline_server.domain.log import LogEntry
from hotline_server.domain.parties import person_of
from hotline_server.domain.slips.slip import Paper, Slip, reference_of
from hotline_server.reports import fonts
from hotline_server.reports.as_docx import as_docx
from hotline_server.reports.as_html import as_html
from hotline_server.reports.as_pdf import as_pdf, set_pages
from hotline_server.reports.charts import draw_png, draw_svg
from hotline_server.reports.document import Chart, Document, Heading, Paragraph, Series, Table
from hotline_server.reports.slips import slip_document
from hotline_server.reports.special import special_document
from hotline_server.reports.wording import day_ticks, heading_lines, sentence, title_lines, typeset
from hotline_server.rulebook.decision import DUTY_OFFICE
from hotline_server.rulebook.slip_forms import shipped_slips
from hotline_server.rulebook.slips import DUE, EXAMPLE, NUMBER, UNIT, SlipKind
from hotline_server.store.figures.matter_records import MatterCounts, Scope
from hypothesis import given
from hypothesis import strategies as st

DAY = date(2026, 8, 3)
CHART = Chart(day_ticks([DAY, date(2026, 8, 4)]), "件", Series("当日", [1, 2]), "图1", Series("前一日", [2, 1]))
EMPTY = SpecialReport(
    title="关于供水问题的报告",
    question="",
    proposal="",
    scope=Scope(DAY, DAY, matter="供水供电供气供暖"),
    hotspot=None,
    counts=MatterCounts(cases=3, people=2, open_cases=0, urgent=0),
    by_lead={"水务集团": Counter({CaseState.CLOSED.name: 3})},
    by_matter=Counter(),
    by_district=Counter(),
    request_types=(),
    by_day=[3],
    dangers=Counter(),
    spoken={},
    phrases=(),
    quotation=None,
    replied=[],
    instructions=[],
    made_at=datetime(2026, 8, 4, 1, tzinfo=UTC),
)


def said(document: Document) -> str:
    return "\n".join(block.text for block in document.blocks if isinstance(block, Heading | Paragraph))


class TestCharts:
    def test_they_are_labelled_in_chinese_with_the_font_of_the_package(self) -> None:
        with warnings.catch_warnings():
            # Matplotlib warns of a glyph that the font lacks.
            warnings.simplefilter("error")
            picture = draw_svg(CHART).decode()
        # Texts are drawn as outlines, each beside a comment with its words.
        assert set(re.findall("<!-- (.*?) -->", picture)) >= {"件", "当日", "前一日", "8月3日", "4日"}

    def test_the_same_chart_is_the_same_file(self) -> None:
        assert draw_svg(CHART) == draw_svg(CHART)
        assert draw_png(CHART) == draw_png(CHART)


def test_a_pdf_embeds_the_fonts_of_the_package() -> None:
    document = Document("值班专报", "题", "值班室", DAY, blocks=[Heading("基本情况"), Paragraph("喆玥來電")])
    try:
        printed = as_pdf(document)
    except UnmetConditionError as error:
        pytest.skip(str(error))
    streams = re.findall(rb"stream\r?\n(.*?)endstream", printed, re.DOTALL)
    objects = b"".join(zlib.decompressobj().decompress(stream) for stream in streams if stream.startswith(b"x"))
    for family in (fonts.SERIF_NAME, fonts.SANS_NAME):
        assert re.search(rb"/FontName ?/[A-Z+]*" + family.replace(" ", "-").encode(), objects)


def test_pages_end_with_the_first_or_use_enough_of_the_last() -> None:
    """GB/T 9704 lets the distance of lines be adapted."""
    several = [Document("值班专报", "题", "值班室", DAY) for _ in range(4)]
    for document, count in zip(several, (5, 6, 12, 14), strict=True):
        document.add(Heading("基本情况"), *[Paragraph("群众反映供水问题，水务集团正在抢修。" * 8)] * count)
    ends = []
    for rendered in printed_pages(*several):
        last = rendered.pages[-1]
        ends.append((len(rendered.pages), last.anchors["end"][1] / last.height))
    assert [(count, end) for count, end in ends if count > 1 and end < 0.5] == []


def test_a_sign_without_a_glyph_is_a_square_and_no_empty_frame(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hotline_server.reports.as_pdf.findSystemFonts", list)
    (rendered,) = printed_pages(Document("头", "题", "值班室", DAY, blocks=[Paragraph("太吵了\U0001f621，管管吧")]))
    said = "".join(box.text for box in rendered.pages[0]._page_box.descendants() if hasattr(box, "text"))
    assert "太吵了□，管管吧" in said


def printed_pages(*documents: Document) -> list[Any]:
    """Return the set pages of each document; skips where the host prints no PDF."""
    try:
        return set_pages(documents)
    except UnmetConditionError as error:
        pytest.skip(str(error))


class TestSlips:
    """R2.3, R2.5, R3.2, R3.4, R4.1, R4.2, R4.4, R8.1, R8.4: each kind on one page, with all that a letter has."""

    ISSUED = datetime(2026, 11, 24, 2, tzinfo=UTC)

    @classmethod
    def example(cls, kind: SlipKind) -> Slip:
        """Return a slip of a kind as the shipped templates word it."""
        rules = shipped_slips()
        filled = rules.templates[kind].filled(kind.example)
        facts = {} if kind.to_callers else {"工单号": EXAMPLE[NUMBER], "诉求内容": "小区电梯停运五天"}
        paper = Paper(
            rules.issuer, filled.title, filled.addressee, filled.asks, facts, filled.closing,
            "李值班", "周敏", "0731-80012345",
        )  # fmt: skip
        reference = reference_of(filled.symbol, 2026, 12)
        return Slip(1, kind, EXAMPLE[NUMBER], reference, EXAMPLE[UNIT], 1, cls.ISSUED, None, paper)

    @pytest.mark.parametrize("kind", SlipKind)
    def test_it_has_number_date_seal_what_is_asked_limit_and_contact(self, kind: SlipKind) -> None:
        slip = self.example(kind)
        document = slip_document(slip)
        word = docx.Document(io.BytesIO(as_docx(document)))
        lines = [paragraph.text for paragraph in word.paragraphs]
        page = re.sub("<[^>]*>", "", as_html(document).decode().partition("<body")[2])
        expected = [
            slip.paper.issuer, slip.reference, "2026年11月24日", "承办人：李值班；联系人：周敏，0731-80012345",
            *(typeset(text) for text in slip.paper.asks), *filter(None, [slip.paper.closing]),
        ]  # fmt: skip
        expected += [] if kind.is_record else [f"{slip.paper.addressee}：", "（印章）"]
        expected += [EXAMPLE[DUE]] if DUE in kind.fields else []
        for text in ("\n".join(lines), page):
            assert [part for part in expected if part not in text] == []
            assert ("（印章）" in text) is not kind.is_record
        assert slip.paper.title in "".join(lines[2:3]).replace("\n", "")
        assert bool(word.tables) is not kind.to_callers

    def test_each_fits_on_a_page_of_glyphs_that_the_package_has(self) -> None:
        documents = [slip_document(self.example(kind)) for kind in SlipKind]
        glyphs = set(map(chr, TTFont(fonts.SERIF).getBestCmap()))
        said = "".join(re.sub("<[^>]*>", "", as_html(one).decode().partition("<body")[2]) for one in documents)
        assert {one for one in said if one.isprintable()} <= glyphs
        assert [len(rendered.pages) for rendered in printed_pages(*documents)] == [1] * len(SlipKind)


class TestSpecialReport:
    def test_nothing_is_said_of_what_there_is_none(self) -> None:
        text = said(special_document(EMPTY))
        assert re.findall(r"(?<![0-9]) ?0 ?件", text) == []
        assert "均已答复" in text

    def test_a_draft_proposes_who_does_what_and_never_presses_the_duty_office(self) -> None:
        by_lead = {
            "水务集团": Counter({CaseState.ASSIGNED.name: 4}),
            DUTY_OFFICE: Counter({CaseState.ASSIGNED.name: 2}),
            "燃气公司": Counter({CaseState.REPLIED.name: 1}),
        }
        text = said(special_document(replace(EMPTY, by_lead=by_lead)))
        assert "请水务集团（4 件）抓紧办理" in text
        assert f"请{DUTY_OFFICE}" not in text
        assert "燃气公司（1 件）" not in text, "who has replied is not pressed"
        assert "承办单位已回复的 1 件，由值班室审核" in text

    def test_it_is_either_for_information_or_asks_for_an_instruction(self) -> None:
        asking = special_document(replace(EMPTY, question="是否停产"))
        assert (asking.edition, said(asking)[-11:]) == ("请领导批示", "以上意见妥否，请批示。")
        informing = special_document(EMPTY)
        assert informing.edition == "供领导参阅"
        assert "请批示" not in said(informing)

    def test_the_duty_offices_own_proposal_replaces_the_draft(self) -> None:
        text = said(special_document(replace(EMPTY, proposal="请水务集团启用备用水源。", question="是否停产")))
        assert "启用备用水源" in text
        assert "均已答复，建议" not in text
        assert "请示：是否停产。" in text

    def test_who_has_nothing_to_do_is_not_named(self) -> None:
        by_lead = {"": Counter({CaseState.CLOSED.name: 4}), DUTY_OFFICE: Counter({CaseState.ASSIGNED.name: 2})}
        text = said(special_document(replace(EMPTY, by_lead=by_lead)))
        assert "由值班室牵头的 2 件，由值班室协调" in text
        assert "没有交办" not in text

    def test_citizens_words_are_summed_up_and_one_of_them_is_quoted_once(self) -> None:
        summed = replace(
            EMPTY,
            quotation=Quotation("20261123-000001", "停水三天了，老人小孩没水用"),
            phrases=("没有通知",),
            request_types=("求助", "投诉"),
            by_district=Counter({"东湖区": 2}),
            spoken={"供水供电供气供暖": ("停水", "水压")},
        )
        text = said(special_document(summed))
        assert "来电以求助、投诉为主；地区主要是东湖区 2 件；多说到停水、水压；多人提到“没有通知”。" in text
        assert text.count("停水三天了") == 1

    def test_of_a_danger_it_says_which_and_asks_for_its_causes(self) -> None:
        by_lead = {"消防救援支队": Counter({CaseState.RESPONDING.name: 1, CaseState.CLOSED.name: 2})}
        counts = MatterCounts(cases=3, people=3, open_cases=1, urgent=3)
        special = replace(EMPTY, by_lead=by_lead, counts=counts, dangers=Counter({"溺水": 3}))
        text = said(special_document(special))
        assert "其中险情有溺水 3 件。" in text
        assert "请消防救援支队（1 件）全力处置，处置情况随时报告" in text
        assert "发生溺水的，请有关单位查明原因，排查同类隐患" in text

    def test_small_shares_are_put_together(self) -> None:
        by_lead = {f"{place}局": Counter({CaseState.CLOSED.name: 20 - place}) for place in range(10)}
        tables = [
            block for block in special_document(replace(EMPTY, by_lead=by_lead)).blocks if isinstance(block, Table)
        ]
        assert tables[0].rows[-1] == ["其他 5 个单位", "65", "0", "0", "65"]
        assert len(tables[0].rows) == 6

    def test_a_leader_is_named_without_the_system_that_signed_him_in(self) -> None:
        entry = LogEntry("", 1, EMPTY.made_at, "赵市长@演示", "LEADER", "INSTRUCT", "请抓紧办理", "", "", "", {}, "")
        text = said(special_document(replace(EMPTY, instructions=[entry])))
        assert "赵市长：请抓紧办理。" in text
        assert "@" not in text

    def test_it_leaves_room_for_an_instruction(self) -> None:
        document = special_document(EMPTY)
        (frame, *_) = docx.Document(io.BytesIO(as_docx(document))).tables
        assert frame.rows[0].cells[0].text == "领导批示："
        assert frame.rows[0].height
        assert 'class="instruction">领导批示：' in as_html(document).decode()


def test_a_signature_is_never_alone_on_a_page() -> None:
    document = docx.Document(io.BytesIO(as_docx(Document("头", "题", "值班室", DAY, blocks=[Paragraph("一句话。")]))))
    *_, last, issuer, _ = document.paragraphs
    assert (last.text, issuer.text) == ("一句话。", "值班室")
    assert last.paragraph_format.keep_with_next
    assert issuer.paragraph_format.keep_with_next


def test_word_sets_chinese_as_in_mainland_china() -> None:
    """Office programs take the shape of signs from the language, and put spaces beside numbers unless told not to."""
    styles = docx.Document(io.BytesIO(as_docx(Document("头", "题", "值班室", DAY)))).styles
    assert {one.get(qn("w:eastAsia")) for one in styles.element.iter(qn("w:lang"))} == {"zh-CN"}
    properties = styles["Normal"].element.pPr
    assert [one.get(qn("w:val")) for name in ("DE", "DN") for one in properties.iter(qn(f"w:autoSpace{name}"))] == [
        "0"
    ] * 2


def test_tables_that_follow_each_other_stay_apart() -> None:
    """Word joins tables that have nothing between them."""
    table = Table(["单位"], [["水务集团"]], [40])
    body = docx.Document(io.BytesIO(as_docx(Document("头", "题", "值班室", DAY, blocks=[table, table])))).element.body
    kinds = [child.tag.rpartition("}")[2] for child in body]
    assert kinds.count("tbl") == 2
    assert "tbl tbl" not in " ".join(kinds)


def test_a_short_table_stays_on_one_page() -> None:
    rows = [["水务集团"], ["燃气公司"], ["热力公司"]]
    document = Document("头", "题", "值班室", DAY, blocks=[Paragraph("如下："), Table(["单位"], rows, [40])])
    (table,) = docx.Document(io.BytesIO(as_docx(document))).tables
    kept = [row.cells[0].paragraphs[0].paragraph_format.keep_with_next for row in table.rows]
    assert kept == [True, True, True, False]
    assert '<table class="short"' in as_html(document).decode()


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("关于供水问题情况的报告", ["关于供水问题情况的报告"]),
        ("关于5人反映东湖区商品房交付与质量问题情况的请示", ["关于5人反映东湖区商品房", "交付与质量问题情况的请示"]),
        ("关于10人反映江岸区环境保护问题情况的专报", ["关于10人反映江岸区", "环境保护问题情况的专报"]),
        ("关于再次办理“供水供电供气供暖”诉求的交办单", ["关于再次办理", "“供水供电供气供暖”诉求的交办单"]),
        ("关于“物业服务”诉求办理结果的电话答复记录", ["关于“物业服务”", "诉求办理结果的电话答复记录"]),
        (
            "关于办理“餐饮油烟和夜间噪声扰民（含露天烧烤）”诉求的交办单",
            ["关于办理“餐饮油烟和夜间噪声扰民", "（含露天烧烤）”诉求的交办单"],
        ),
        ("关于翠湖花园小区停水1234人反映情况的请示", ["关于翠湖花园小区停水", "1234人反映情况的请示"]),
    ],
)
def test_titles_are_broken_evenly(title: str, lines: list[str]) -> None:
    assert title_lines(title) == lines


@pytest.mark.parametrize(
    ("heading", "width", "lines"),
    [("响应率", 13.5, "响应率"), ("按时签收率", 13.5, "按时\n签收率"), ("结果用时中位", 20, "结果\n用时中位")],
)
def test_headings_of_columns_are_broken_behind_words(heading: str, width: float, lines: str) -> None:
    assert heading_lines(heading, width) == lines


@given(st.text(alphabet="关于供水的、。）8 9x", max_size=90))
def test_no_line_of_a_title_is_lost_or_begins_with_a_sign(title: str) -> None:
    lines = title_lines(title)
    assert "".join(lines) == title
    for before, line in pairwise(lines):
        assert line[0] not in "的、。）"
        assert not before[-1].isdigit()


def test_people_and_sentences_are_written_as_they_are() -> None:
    assert [person_of("赵市长@演示"), person_of("规则库"), person_of("@系统")] == ["赵市长", "规则库", "@系统"]
    assert [sentence("抓紧办理"), sentence("是否停产？")] == ["抓紧办理。", "是否停产？"]
