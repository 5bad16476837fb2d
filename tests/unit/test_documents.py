"""Rules that every document for leaders keeps (R5.2, R5.3)."""

import io
import re
import warnings
import zlib
from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import pairwise

import docx
import pytest
from hotline_server.desk.reports.special import SpecialReport
from hotline_server.domain.errors import UnmetConditionError
from hotline_server.domain.lifecycle.state import CaseState
from hotline_server.domain.log import LogEntry
from hotline_server.domain.parties import person_of
from hotline_server.reports import fonts
from hotline_server.reports.as_docx import as_docx
from hotline_server.reports.as_html import as_html
from hotline_server.reports.as_pdf import as_pdf
from hotline_server.reports.charts import draw_png, draw_svg
from hotline_server.reports.document import Chart, Document, Heading, Paragraph, Series, Table
from hotline_server.reports.special import special_document
from hotline_server.reports.wording import day_ticks, sentence, title_lines
from hotline_server.rulebook.decision import DUTY_OFFICE
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
    phrases=(),
    sample=None,
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


def test_tables_that_follow_each_other_stay_apart() -> None:
    """Word joins tables that have nothing between them."""
    table = Table(["单位"], [["水务集团"]], [40])
    body = docx.Document(io.BytesIO(as_docx(Document("头", "题", "值班室", DAY, blocks=[table, table])))).element.body
    kinds = [child.tag.rpartition("}")[2] for child in body]
    assert kinds.count("tbl") == 2
    assert "tbl tbl" not in " ".join(kinds)


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
