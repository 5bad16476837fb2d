"""One rule for the characters of all text: what comes in, and what documents are made of it."""

import csv
import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any
from xml.etree import ElementTree as ET
from xml.sax.saxutils import escape

import pytest
from google.protobuf import message_factory
from google.protobuf.descriptor import Descriptor, FieldDescriptor
from google.protobuf.message import Message
from hotline.v1 import case_pb2, intake_service_pb2
from hotline_client import characters as client_characters
from hotline_server.api.guards.reading import message_reader, normalise_texts
from hotline_server.desk.directory.document_xlsx import read_xlsx, write_xlsx
from hotline_server.desk.directory.place_files import WrittenPlace, read_csv, write_csv
from hotline_server.domain.errors import InvalidFieldsError, UnmetConditionError
from hotline_server.domain.places import PlaceFinding
from hotline_server.domain.standing import spoken
from hotline_server.ground.characters import find_unfit, is_blank, normalise, replace_unfit
from hotline_server.reports.as_docx import as_docx
from hotline_server.reports.as_html import as_html
from hotline_server.reports.as_pdf import as_pdf
from hotline_server.reports.document import Document, Heading, Paragraph, Table
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.field_paths import has_field
from tests.hotline import METHODS, MONDAY, thorough
from tests.unit.test_standing import at_work, case_of

UNFIT = ["\0", "\x07", "\x1b", "\x7f", "\x80", "\x9f", "\ufdd0", "\ufffe", "\uffff", "\U0001ffff", "\U0010fffe"]
LINE_ENDS = ["\r\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029"]
ANY = st.text(st.characters() | st.sampled_from([*UNFIT, *LINE_ENDS[1:], "\n", "\t", "\ud800", "\uf90a"]), max_size=40)
REQUESTS = sorted({method.input_type for method in METHODS.values()}, key=lambda one: one.full_name)


@pytest.mark.parametrize("end", LINE_ENDS, ids=ascii)
def test_every_end_of_a_line_becomes_a_newline(end: str) -> None:
    assert normalise(f"一、到场{end}二、处罚") == "一、到场\n二、处罚"


def test_canonically_equal_texts_become_one() -> None:
    assert normalise("e\u0301") == "\u00e9"
    assert normalise("\uf90a立") == "金立"


@pytest.mark.parametrize("character", [*UNFIT, "\ud800"], ids=ascii)
def test_what_stands_for_nothing_is_found(character: str) -> None:
    assert find_unfit(normalise(f"公交{character}不来")) == character
    assert replace_unfit(f"公交{character}不来") == "公交\ufffd不来"


@pytest.mark.parametrize(
    "text", ["张\t三\n李四", "李𠮷", "👨‍👩‍👧", "\u200b\ufeff\u202e", "ａ　b", "\ue000", "\U0010fffd"], ids=ascii
)
def test_what_people_write_is_kept(text: str) -> None:
    assert find_unfit(normalise(text)) is None
    assert replace_unfit(text) == text


@given(ANY)
def test_any_text_fits_after_it_was_replaced(text: str) -> None:
    replaced = replace_unfit(text)
    assert find_unfit(replaced) is None
    assert replace_unfit(replaced) == replaced == client_characters.replace_unfit(text)
    ET.fromstring(f"<text>{escape(replaced)}</text>")
    assert replaced.encode().decode() == replaced
    if find_unfit(normalise(text)) is None:
        assert replaced == normalise(text)


@pytest.mark.parametrize("descriptor", REQUESTS, ids=lambda one: one.name)
class TestRequests:
    """Every text of every rpc passes the same door."""

    def test_every_text_is_normalised(self, descriptor: Descriptor) -> None:
        request = filled(descriptor, "一\x0b二")
        normalise_texts(request)
        assert set(texts(request)) <= {"一\n二"}

    def test_what_stands_for_nothing_is_refused_by_the_path_of_its_field(self, descriptor: Descriptor) -> None:
        request = filled(descriptor, "一\uffff二")
        if not list(texts(request)):
            normalise_texts(request)
            return
        with pytest.raises(InvalidFieldsError, match=r"U\+FFFF") as refused:
            normalise_texts(request)
        paths = [wrong.field for wrong in refused.value.violations]
        assert all(has_field(descriptor, path) for path in paths), paths

    def test_what_is_no_utf8_is_refused_by_the_path_of_its_field(self, descriptor: Descriptor) -> None:
        sent = filled(descriptor, "一@@二").SerializeToString()
        make: Any = message_factory.GetMessageClass(descriptor)
        # Three bytes that decoders take for a surrogate.
        spoilt = sent.replace("一".encode(), b"\xed\xa0\x80")
        request = message_reader(make.FromString)(spoilt)
        if spoilt == sent:
            normalise_texts(request)
            return
        with pytest.raises(InvalidFieldsError) as refused:
            normalise_texts(request)
        paths = [wrong.field for wrong in refused.value.violations]
        assert paths
        assert all(has_field(descriptor, path) for path in paths), paths


def test_a_text_in_which_nobody_sees_anything_is_empty() -> None:
    for descriptor in REQUESTS:
        request = filled(descriptor, "\u200b\u3164 ")
        normalise_texts(request)
        assert set(texts(request)) <= {""}, descriptor.full_name


def test_bytes_that_are_no_message_are_refused() -> None:
    read = message_reader(intake_service_pb2.RegisterCallRequest.FromString)
    for sent in (b"\xff\xff\xff", b"\x0a\x05\xed", b"\x0b", b"\x12\xff\xff\xff\xff\x0f"):
        with pytest.raises(InvalidFieldsError):
            normalise_texts(read(sent))


@given(ANY)
def test_any_text_of_a_call_is_normalised_or_refused_by_its_path(text: str) -> None:
    try:
        call = case_pb2.Call(content=text, caller=case_pb2.Caller(name="张三"))
    except (UnicodeEncodeError, ValueError):
        # The client's own library refuses surrogates.
        return
    try:
        normalise_texts(request := intake_service_pb2.RegisterCallRequest(call=call))
    except InvalidFieldsError as refused:
        assert [wrong.field for wrong in refused.violations] == ["call.content"]
    else:
        kept = "" if is_blank(text) else normalise(text)
        assert request.call.content == kept
        assert kept in ("", replace_unfit(text))


class TestDocuments:
    """Documents of rows that were stored before texts were normalised."""

    @settings(max_examples=thorough(60), deadline=None)
    @given(text=ANY)
    def test_any_text_is_written_as_docx_and_html(self, text: str) -> None:
        table = Table((text, "二"), [(text, text)], (50, 50))
        document = Document(f"热线{text}", text, text, date(2026, 11, 23), text)
        document.add(Heading(text), Paragraph(text), table)
        with zipfile.ZipFile(io.BytesIO(as_docx(document))) as archive:
            for name in archive.namelist():
                if name.endswith(".xml"):
                    ET.fromstring(archive.read(name))
        page = as_html(document).decode()
        assert find_unfit(page) is None

    @settings(max_examples=4, deadline=None)
    @given(some=st.lists(ANY, min_size=50, max_size=50))
    def test_any_text_is_printed_as_pdf_or_the_lacking_character_named(self, some: list[str]) -> None:
        document = Document("热线", some[0], some[1], date(2026, 11, 23), some[2])
        document.add(*(Paragraph(one) for one in some), Table((some[3], "二"), [(one, one) for one in some], (50, 50)))
        try:
            assert as_pdf(document).startswith(b"%PDF-")
        except UnmetConditionError as refused:
            assert "没有" in str(refused)

    @given(text=ANY)
    def test_any_text_is_said_in_one_line(self, text: str) -> None:
        said = spoken(replace(case_of(at_work()), matter=text), MONDAY)
        assert find_unfit(said) is None
        assert said.splitlines() == [said]

    @settings(max_examples=thorough(60), deadline=None)
    @given(text=ANY)
    def test_any_text_is_written_as_csv_and_read_back(self, text: str) -> None:
        row = (f"人民公园{text}", "公园", "东湖区", "", "", "")
        content = b"".join(write_csv([row]))
        assert list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))[1][0] == replace_unfit(row[0])

    @settings(max_examples=thorough(60), deadline=None)
    @given(text=ANY)
    def test_any_name_is_written_to_a_workbook_and_read_back(self, text: str) -> None:
        name = f"交通局{text}局"
        (row,) = read_xlsx(write_xlsx([{"名称": name}], 1))
        assert isinstance(row.value, dict)
        assert row.value["名称"] == replace_unfit(name)


def test_one_bad_row_of_a_file_costs_one_row() -> None:
    content = "名称,类别,所属\n人民公园,公园,东湖区\n坏\uffff园,公园,东湖区\n南门口,路口,东湖区\n"
    read = list(read_csv(io.BytesIO(content.encode())))
    assert [type(one) for one in read] == [WrittenPlace, PlaceFinding, WrittenPlace]


def filled(descriptor: Descriptor, text: str) -> Any:
    """Return a message of which every text is ``text``; of those in a oneof the last."""
    message: Any = message_factory.GetMessageClass(descriptor)()
    fill(message, text, ())
    return message


def fill(message: Any, text: str, within: tuple[Descriptor, ...]) -> None:
    for field in message.DESCRIPTOR.fields:
        inner = field.message_type
        if inner is not None and inner.GetOptions().map_entry:
            if inner.fields_by_name["value"].type == FieldDescriptor.TYPE_STRING:
                getattr(message, field.name)[text] = text
        elif inner is not None and inner not in within:
            target = getattr(message, field.name)
            fill(target.add() if field.is_repeated else target, text, (*within, inner))
        elif field.type == FieldDescriptor.TYPE_STRING:
            if field.is_repeated:
                getattr(message, field.name).append(text)
            else:
                setattr(message, field.name, text)


def texts(message: Message) -> Iterator[str]:
    for field, value in message.ListFields():
        if field.message_type is not None and field.message_type.GetOptions().map_entry:
            yield from value
            yield from (item for item in value.values() if isinstance(item, str))
        elif field.message_type is not None:
            for item in value if field.is_repeated else [value]:
                yield from texts(item)
        elif field.type == FieldDescriptor.TYPE_STRING:
            yield from value if field.is_repeated else [value]
