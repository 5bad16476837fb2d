"""Files that are made to keep the server busy, or to look harmless (R7.1): an upload stops nothing."""

import bz2
import io
import random
import struct
import zipfile
import zlib
from collections.abc import Callable
from time import process_time

import pytest
from hotline_server.domain.attachment import Mark
from hotline_server.domain.file_formats.inspection import UnfitContentError, inspect

from tests.compound_files import compound_file
from tests.unit.test_file_formats import OPEN_XML, marks, zip_of

DOCUMENT = {"word/document.xml": b"<x/>"} | OPEN_XML
MEGABYTE = 1024 * 1024
OBJECTS = b"<< /Type /ObjStm >>\nstream\r\n"


def document_of(relations: bytes, count: int = 1) -> bytes:
    return zip_of(DOCUMENT | {f"word/_rels/{place}.rels": relations for place in range(count)})


def relation(attributes: str) -> bytes:
    return f"<Relationships><Relationship {attributes}/></Relationships>".encode()


def filled(unit: bytes, length: int) -> bytes:
    return (unit * (length // len(unit) + 1))[:length]


def seconds(name: str, content: bytes) -> float:
    """Return the least processor time of three inspections."""
    taken = []
    for _ in range(3):
        begin = process_time()
        inspect(name, io.BytesIO(content))
        taken.append(process_time() - begin)
    return min(taken)


def relations_of(unit: bytes) -> Callable[[int], bytes]:
    return lambda length: document_of(filled(unit, length))


def pdf_of(unit: bytes) -> Callable[[int], bytes]:
    return lambda length: b"%PDF-1.7\n" + filled(unit, length)


def objects_of(unit: bytes) -> Callable[[int], bytes]:
    return lambda length: b"%PDF-1.7\n" + OBJECTS + zlib.compress(filled(unit, length))


class TestTime:
    @pytest.mark.parametrize(
        ("name", "file"),
        [
            *(("公文.docx", relations_of(unit)) for unit in (
                b"<relationship ", b"<a", b"<a:relationship", b"<", b"targetmode=", b"<relationship type='",
                b"<relationship targetmode='x' type='/hyperlink", b"a", b" ", b"\0",
            )),
            ("公文.docx", lambda length: document_of(b"<relationship targetmode='x' type='" + bytes(length))),
            ("公文.docx", lambda length: document_of(b"<relationship targetmode" + b" " * length)),
            ("公文.docx", lambda length: document_of(b"<a", length // 256)),
            ("公文.docx", relations_of(b"<relationship type='/package' target='")),
            ("公文.ofd", lambda length: zip_of({"OFD.xml": b"", "Document.xml": filled(b"<attachments  ", length)})),
            ("公文.docx", lambda length: zip_of(DOCUMENT | {
                f"object 1/{'/embeddings/' * 20}{place}": b"" for place in range(length // 256)
            })),
            *(("公文.pdf", pdf_of(unit)) for unit in (
                b"/", b"#6a", b"/J#61", b"/Java", b"/ObjStm", b"/ObjStm stream\n", b"stream\n", b"/ObjStm\0",
                b"/Encrypt", b"/Encrypt 1 1 ", b"/Encrypt 1", b"/Encrypt ", b"1 ", b"1", b" ",
                OBJECTS + zlib.compress(b"a"), OBJECTS,
            )),
            *(("公文.pdf", objects_of(unit)) for unit in (b"/", b"/Launch#", b"\0", b"/Java", b"#4a")),
            *(("公文.rtf", lambda length, unit=unit: b"{\\rtf1" + filled(unit, length)) for unit in (
                b"\\", b"\\obj", b"\\objdataa", b" ", b"{",
            )),
            ("公文.doc", lambda length: compound_file({"WordDocument": bytes(length)})),
            ("表.xls", lambda length: compound_file({"Workbook": bytes(length)})),
            ("演示.ppt", lambda length: compound_file({"PowerPoint Document": b"\2\0\0\0\4\x0c" * (length // 6)})),
            ("公文.doc", lambda length: compound_file({"WordDocument": b"", **{
                f"{place:05d}": {} for place in range(length // 2048)
            }})),
            ("说明.txt", lambda length: filled("说".encode(), length // 3 * 3)),
        ],
    )  # fmt: skip
    def test_twice_the_file_takes_less_than_four_times_as_long(self, name: str, file: Callable[[int], bytes]) -> None:
        half, whole = seconds(name, file(MEGABYTE // 2)), seconds(name, file(MEGABYTE))
        assert whole < max(half * 4, 0.01), (half, whole)

    def test_thousands_of_parts_of_relations_are_marked_rather_than_read(self) -> None:
        assert marks("公文.docx", document_of(b"<a", 20_000)) == {Mark.ACTIVE}

    def test_relations_that_unpack_without_end_are_marked_rather_than_read(self) -> None:
        content = document_of(filled(b"<relationship ", MEGABYTE), 100)
        assert marks("公文.docx", content) == {Mark.ACTIVE}
        assert seconds("公文.docx", content) < 5

    def test_objects_that_unpack_without_end_are_marked_rather_than_read(self) -> None:
        packed = zlib.compress(bytes(100 * MEGABYTE))
        assert marks("公文.pdf", b"%PDF-1.7\n" + OBJECTS + packed) == {Mark.ACTIVE}
        assert marks("公文.pdf", b"%PDF-1.7\n" + OBJECTS * 70_000) == {Mark.ACTIVE}

    def test_a_compound_file_whose_table_goes_round_is_marked_as_damaged(self) -> None:
        content = bytearray(compound_file({"WordDocument": bytes(64)}))
        last = len(content) // 512 - 1
        struct.pack_into("<I", content, 44, 109 + 127 * 1_000_000)
        struct.pack_into("<II", content, 68, last, 1_000_000)
        content += struct.pack("<128I", *[0] * 127, last)
        assert marks("公文.doc", bytes(content)) == {Mark.DAMAGED}

    def test_a_compound_file_with_a_stream_beyond_its_end_is_marked_as_damaged(self) -> None:
        content = compound_file({"WordDocument": bytes(64)})
        place = content.index("WordDocument".encode("utf-16-le")) + 120
        assert content[place : place + 4] == struct.pack("<I", 4096)
        longer = content[:place] + struct.pack("<I", 0x7000_0000) + content[place + 4 :]
        assert marks("公文.doc", longer) == {Mark.DAMAGED}

    def test_no_office_file_is_packed_in_another_way(self) -> None:
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w", zipfile.ZIP_BZIP2) as archive:
            for part, content in DOCUMENT.items():
                archive.writestr(part, content)
        assert bz2.compress(b"<x/>") in file.getvalue()
        with pytest.raises(UnfitContentError):
            inspect("公文.docx", io.BytesIO(file.getvalue()))


class TestDisguise:
    @pytest.mark.parametrize(
        "attributes",
        [
            "Target='http://a/?x>y' TargetMode='External'",
            f"Id='{'x' * 10_000}' TargetMode='External'",
            "TargetMode='&#69;xternal'",
            "TargetMode = \"External\" Type='http://a/image'",
        ],
    )
    def test_a_relation_to_the_outside_is_found_however_written(self, attributes: str) -> None:
        assert marks("公文.docx", document_of(relation(attributes))) == {Mark.ACTIVE}

    @pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
    def test_a_relation_to_the_outside_is_found_in_utf_16(self, encoding: str) -> None:
        relations = relation("TargetMode='External'").decode()
        assert marks("公文.docx", document_of(f"\ufeff{relations}".encode(encoding))) == {Mark.ACTIVE}

    def test_a_relation_far_behind_is_found(self) -> None:
        many = b"<Relationship Id='a' TargetMode='Internal'/>" * 100_000
        assert marks("公文.docx", document_of(many)) == set()
        assert marks("公文.docx", document_of(many + relation("TargetMode='External'"))) == {Mark.ACTIVE}

    @pytest.mark.parametrize(
        ("part", "content", "mark"),
        [
            ("[Content_Types].xml", b"<Override ContentType='application/vnd.ms-office.vbaProject'/>", Mark.MACROS),
            ("META-INF/manifest.xml", b"<manifest:encryption-data/>", Mark.ENCRYPTED),
        ],
    )
    @pytest.mark.parametrize("before", [2, 20])
    def test_a_list_of_parts_is_read_beyond_its_first_megabytes(
        self, part: str, content: bytes, mark: Mark, before: int
    ) -> None:
        assert marks("公文.docx", zip_of(DOCUMENT | {part: b" " * before * MEGABYTE + content})) == {mark}

    @pytest.mark.parametrize("forms", [b"/XFA [(template) 5 0 R]", b"/X#46A 5 0 R"])
    def test_forms_with_scripts_of_their_own_are_found(self, forms: bytes) -> None:
        assert marks("申请表.pdf", b"%PDF-1.7\n1 0 obj << /AcroForm << " + forms + b" >> >>") == {Mark.ACTIVE}
        assert marks("申请表.pdf", b"%PDF-1.7\n1 0 obj << /XFALength 5 >>") == set()

    def test_of_two_parts_of_one_name_both_are_read(self) -> None:
        file = io.BytesIO(zip_of(DOCUMENT | {"word/_rels/a.rels": relation("TargetMode='External'")}))
        with zipfile.ZipFile(file, "a") as archive:
            archive.writestr("word/_rels/A.RELS", b"<x/>")
        assert marks("公文.docx", file.getvalue()) == {Mark.ACTIVE}

    def test_a_script_far_behind_in_compressed_objects_is_found(self) -> None:
        objects = b"<< /A 1 >>" * 300_000 + b"<< /S /J#61vaScript /JS 5 0 R >>"
        assert marks("公文.pdf", b"%PDF-1.7\n" + OBJECTS + zlib.compress(objects)) == {Mark.ACTIVE}


class TestPictures:
    @pytest.mark.parametrize("seed", range(5))
    def test_ten_megabytes_of_a_scan_are_not_taken_for_scripts(self, seed: int) -> None:
        picture = random.Random(seed).randbytes(10 * MEGABYTE)
        content = b"%PDF-1.4\n1 0 obj <</Filter /DCTDecode>> stream\n" + picture + b"\nendstream"
        assert marks("扫描.pdf", content) == set()

    def test_the_letters_of_a_key_in_a_picture_are_no_script(self) -> None:
        content = b"%PDF-1.4\n1 0 obj <</Filter /DCTDecode>> stream\n\xff\xd8\x9c/JS(\x80\nendstream"
        assert marks("扫描.pdf", content) == set()
