"""Formats of attachments as people have them (R7.1), detected from their content."""

import io
import struct
import zipfile
import zlib

import openpyxl
import pytest
from hotline_server.domain.attachment import Mark
from hotline_server.domain.file_formats.inspection import UnfitContentError, inspect

from tests.compound_files import compound_file


def media_box(brand: bytes, compatible: bytes = b"") -> bytes:
    return struct.pack(">I", 16 + len(compatible)) + b"ftyp" + brand + bytes(4) + compatible + bytes(64)


def zip_of(parts: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def relation(kind: str, rest: str = 'Target="http://a" TargetMode="External"') -> bytes:
    kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    one = f'<Relationship Type="{kinds}/{kind}" {rest}/>'
    return f"<Relationships>{one}</Relationships>".encode()


def part_inside(kind: str, part: str) -> bytes:
    return relation(kind, f'Target="{part}"')


def workbook() -> bytes:
    file = io.BytesIO()
    openpyxl.Workbook().save(file)
    return file.getvalue()


def media_type(name: str, content: bytes) -> str:
    return inspect(name, io.BytesIO(content)).media_type


def marks(name: str, content: bytes) -> set[Mark]:
    return set(inspect(name, io.BytesIO(content)).marks)


OPEN_XML = {"_rels/.rels": b"<x/>", "[Content_Types].xml": b"<x/>"}
DOCX = zip_of({"docProps/app.xml": b"<x/>", "word/document.xml": b"<x/>"} | OPEN_XML)
ODS = zip_of({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": b"<x/>"})
OFD = zip_of({"OFD.xml": b"<x/>", "Doc_0/Document.xml": b"<x/>"})
ID3 = b"ID3\x03\0\0\0\0\0\x0a" + bytes(10)
TEXT = "编号,内容\n007,已到现场核实\n"
WORD = compound_file({"WordDocument": bytes(64), "1Table": b"t"})


class TestAccepted:
    @pytest.mark.parametrize(
        ("name", "content", "expected"),
        [
            ("照片.heic", media_box(b"heic", b"mif1heic"), "image/heic"),
            ("照片.heif", media_box(b"mif1", b"mif1heic"), "image/heic"),
            ("相机.HIF", media_box(b"heix", b"mif1heix"), "image/heic"),
            ("光盘.vob", b"\0\0\x01\xba" + bytes(64), "video/mpeg"),
            ("监控.asf", bytes.fromhex("3026b2758e66cf11a6d900aa0062ce6c"), "video/x-ms-asf"),
            ("照片.avif", media_box(b"mif1", b"mif1avif"), "image/avif"),
            ("手机改了名.jpg", media_box(b"heic", b"mif1heic"), "image/heic"),
            ("照片.JPG", b"\xff\xd8\xff\xe1\0\x10Exif", "image/jpeg"),
            ("动图.gif", b"GIF89a" + bytes(64), "image/gif"),
            ("图.bmp", b"BM" + bytes(64), "image/bmp"),
            ("微信图片.webp", b"RIFF\0\0\0\0WEBPVP8 ", "image/webp"),
            ("扫描.tif", b"MM\0*" + bytes(8), "image/tiff"),
            ("苹果.mov", media_box(b"qt  "), "video/quicktime"),
            ("旧苹果.mov", bytes(4) + b"moov" + bytes(64), "video/quicktime"),
            ("行车记录.ts", (b"\x47" + bytes(187)) * 5, "video/mp2t"),
            ("执法记录.MTS", (bytes(4) + b"\x47" + bytes(187)) * 50, "video/mp2t"),
            ("安卓.3gp", media_box(b"3gp4"), "video/3gpp"),
            ("安卓.3gp", media_box(b"3ge6"), "video/3gpp"),
            ("监控.avi", b"RIFF\0\0\0\0AVI LIST", "video/x-msvideo"),
            *((f"视频{place}.mp4", media_box(brand), "video/mp4") for place, brand in enumerate(
                (b"isom", b"iso2", b"iso5", b"iso6", b"mp41", b"mp42", b"avc1", b"MSNV", b"M4V ", b"dash", b"XAVC")
            )),
            ("行车记录.mp4", struct.pack(">I4sQ4s", 1, b"ftyp", 24, b"mp42") + bytes(64), "video/mp4"),
            ("照片.avif", struct.pack(">I4sQ4sI4s", 1, b"ftyp", 28, b"mif1", 0, b"avif"), "image/avif"),
            ("网页另存.jfif", b"\xff\xd8\xff\xe0\0\x10JFIF", "image/jpeg"),
            ("微信语音.silk", b"\x02#!SILK_V3" + bytes(8), "audio/silk"),
            ("微信语音.amr", b"\x02#!SILK_V3" + bytes(8), "audio/silk"),
            ("苹果录音.caf", b"caff\0\1\0\0desc", "audio/x-caf"),
            ("苹果录屏.mp4", media_box(b"qt  "), "video/quicktime"),
            ("录音.m4a", media_box(b"M4A ", b"isommp42"), "audio/mp4"),
            ("录音.m4a", media_box(b"3gp4", b"isom3gp4"), "video/3gpp"),
            *((f"录音{begin.hex()}.mp3", begin + bytes(400), "audio/mpeg") for begin in (
                b"\xff\xfb\x90\x64", b"\xff\xfa\xe3\x44", b"\xff\xf3\x48\xc4", b"\xff\xf2\x48\xc4", b"\xff\xe3\x18\xc4",
                b"\xff\xe2\x18\xc4", b"\xff\xfd\x84\x00", bytes(300) + b"\xff\xfb\x90\x64",
            )),
            ("录音.mp3", ID3 + b"\xff\xe3\x18\xc4", "audio/mpeg"),
            ("录音.aac", b"\xff\xf1\x50\x80" + bytes(64), "audio/aac"),
            ("录音.aac", ID3 + b"\xff\xf9\x50\x80", "audio/aac"),
            ("录音.amr", b"#!AMR\n\x3c", "audio/amr"),
            ("宽带.amr", b"#!AMR-WB\n\x3c", "audio/amr-wb"),
            ("录音.opus", b"OggS\0\x02" + bytes(22) + b"OpusHead", "audio/ogg; codecs=opus"),
            ("录音.ogg", b"OggS\0\x02" + bytes(64), "application/ogg"),
            ("录音.wav", b"RF64\xff\xff\xff\xffWAVEds64", "audio/x-wav"),
            ("公文.ofd", OFD, "application/ofd"),
            ("公文.pdf", b"%PDF-1.4\n", "application/pdf"),
            ("空行.pdf", b"\r\n%PDF-1.4\n", "application/pdf"),
            ("网关加了头.pdf", b"\xef\xbb\xbfHTTP/1.1 200 OK\r\n\r\n%PDF-1.4\n", "application/pdf"),
            ("公文.rtf", b"{\\rtf1\\ansi ", "application/rtf"),
            ("实为RTF.doc", b"{\\rtf1\\ansi ", "application/rtf"),
            ("公文.docx", DOCX, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
            ("新格式.doc", DOCX, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
            ("表.xlsx", workbook(), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
            ("表.ods", ODS, "application/vnd.oasis.opendocument.spreadsheet"),
            ("公文.wps", WORD, "application/msword"),
            ("公文.doc", WORD, "application/msword"),
            ("表.et", compound_file({"Workbook": bytes(64)}), "application/vnd.ms-excel"),
            ("演示.dps", compound_file({"PowerPoint Document": bytes(64)}), "application/vnd.ms-powerpoint"),
            ("说明.txt", TEXT.encode(), "text/plain; charset=utf-8"),
            ("清单.csv", TEXT.encode("utf-8-sig"), "text/plain; charset=utf-8"),
            ("清单.csv", TEXT.encode("utf-16"), "text/plain; charset=utf-16"),
            ("清单.csv", b"\xfe\xff" + TEXT.encode("utf-16-be"), "text/plain; charset=utf-16"),
            ("清单.csv", TEXT.encode("utf-16-le"), "text/plain; charset=utf-16le"),
            ("清单.csv", TEXT.encode("utf-16-be"), "text/plain; charset=utf-16be"),
            ("生僻.csv", f"{TEXT}𠮷野家,㐱🚕".encode("utf-16-le"), "text/plain; charset=utf-16le"),
            ("生僻.csv", f"𠮷野家,{TEXT}".encode("utf-16-be"), "text/plain; charset=utf-16be"),
            ("清单.csv", TEXT.encode("gbk"), "text/plain; charset=gb18030"),
            ("生僻.txt", "𠮷䶮".encode("gb18030"), "text/plain; charset=gb18030"),
            ("截断.txt", "说".encode() * 2730 + "明".encode()[:2], "text/plain; charset=utf-8"),
            ("截断.txt", b"a" + "现场".encode("gbk") * 4000, "text/plain; charset=gb18030"),
        ],
    )  # fmt: skip
    def test_files_people_have_are_recognised(self, name: str, content: bytes, expected: str) -> None:
        assert media_type(name, content) == expected


class TestRefused:
    @pytest.mark.parametrize(
        ("name", "content", "likeness"),
        [
            ("压缩包.docx", zip_of({"evil.exe": b"MZ"}), "压缩包"),
            ("表格.docx", workbook(), "XLSX 格式的电子表格"),
            ("安装包.doc", compound_file({"Property": b"installer"}), "不认识"),
            ("截断.docx", DOCX[:-40], "压缩包"),
            ("公文.jpg", b"%PDF-1.4", "PDF 格式的版式文件"),
            ("程序.pdf", b"MZ\x90\0%PDF-1.4", "程序"),
            ("导出.xls", b"<html><table><tr><td>1</td></tr></table></html>", "网页"),
            ("程序.txt", b"MZ\x90\0\0\0", "程序"),
            ("乱码.txt", b"\x81\x20\xff\xff", "不认识"),
            ("照片.mp4", media_box(b"heic"), "HEIC 格式的图片"),
            ("原片.mp4", media_box(b"crx "), "不认识"),
            ("程序.txt", bytes(range(1, 200)) + b"\0" * 40, "不认识"),
            ("原片.mp4", struct.pack(">I4sQ4s", 1, b"ftyp", 24, b"crx "), "不认识"),
            ("伪流.ts", b"\x47" + bytes(187) + b"\x48" + bytes(700), "不认识"),
            ("伪帧.mp3", b"\xff\xff\xff\xff", "不认识"),
        ],
    )
    def test_content_of_another_family_is_named(self, name: str, content: bytes, likeness: str) -> None:
        with pytest.raises(UnfitContentError, match=likeness):
            inspect(name, io.BytesIO(content))

    def test_a_directory_beyond_any_office_files_is_not_read(self) -> None:
        entries = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, 65000, 65000, 5_000_000, 4, 0)
        with pytest.raises(UnfitContentError):
            inspect("表.xlsx", io.BytesIO(b"PK\x03\x04" + bytes(100) + entries))


class TestMarks:
    def test_plain_files_have_none(self) -> None:
        assert marks("公文.docx", DOCX) == marks("公文.doc", WORD) == marks("表.xlsx", workbook()) == set()

    @pytest.mark.parametrize(
        "parts",
        [
            {"word/document.xml": b"<x/>", "word/vbaProject.bin": b"x"},
            {"xl/workbook.xml": b"<x/>", "xl/macrosheets/sheet1.xml": b"<x/>"},
            {"word/document.xml": b"<x/>", "[Content_Types].xml": b"application/vnd.ms-word.document.macroEnabled"},
        ],
    )
    def test_macros_of_open_xml_are_marked(self, parts: dict[str, bytes]) -> None:
        name = "表.xlsm" if "xl/workbook.xml" in parts else "公文.docx"
        assert marks(name, zip_of(OPEN_XML | parts)) == {Mark.MACROS}

    @pytest.mark.parametrize(
        ("name", "streams"),
        [
            ("公文.doc", {"WordDocument": bytes(64), "Macros": {"VBA": {"dir": b"x"}}}),
            ("表.xls", {"Workbook": bytes(64), "_VBA_PROJECT_CUR": {"VBA": {"dir": b"x"}}}),
            ("表.et", {"Workbook": struct.pack("<HH8s", 0x85, 8, b"\0\0\0\0\0\1\1\0")}),
            ("演示.ppt", {"PowerPoint Document": bytes.fromhex("02000004 0c000000 01000000 01000000 02000000")}),
        ],
    )
    def test_macros_of_compound_files_are_marked(self, name: str, streams: dict[str, bytes]) -> None:
        assert marks(name, compound_file(streams)) == {Mark.MACROS}

    @pytest.mark.parametrize(
        ("name", "content"),
        [
            ("表.xlsx", compound_file({"EncryptedPackage": b"x", "EncryptionInfo": b"x"})),
            ("公文.doc", compound_file({"WordDocument": bytes(10) + b"\0\1" + bytes(50)})),
            ("表.xls", compound_file({"Workbook": struct.pack("<HH4sHH", 0x809, 4, b"", 0x2F, 0)})),
            ("演示.ppt", compound_file({"PowerPoint Document": b"x", "EncryptedSummary": b"x"})),
            ("公文.pdf", b"%PDF-1.7\n" + bytes(1024 * 1024) + b"trailer << /Encrypt 12 0 R >>"),
            ("公文.ofd", zip_of({"OFD.xml": b"<x/>", "Encryptions.xml": b"<x/>"})),
            ("表.ods", zip_of({
                "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
                "META-INF/manifest.xml": b"<manifest:encryption-data/>",
            })),
        ],
    )  # fmt: skip
    def test_encrypted_files_are_marked(self, name: str, content: bytes) -> None:
        assert marks(name, content) == {Mark.ENCRYPTED}

    @pytest.mark.parametrize(
        ("name", "content"),
        [
            ("表单.pdf", b"%PDF-1.7\n1 0 obj << /S /JavaScript /JS (app.alert(1)) >>"),
            ("转义.pdf", b"%PDF-1.7\n1 0 obj << /S /J#61v#61Script >>"),
            ("启动.pdf", b"%PDF-1.7\n" + bytes(3 * 1024 * 1024) + b"<< /S /Launch /F (cmd.exe) >>"),
            ("压缩.pdf", b"%PDF-1.7\n<< /Type /ObjStm >>\nstream\r\n" + zlib.compress(b"<</S/Launch>>")),
            ("公文.docx", zip_of({"word/document.xml": b"<x/>", "word/embeddings/oleObject1.bin": b"x"} | OPEN_XML)),
            ("公文.docx", zip_of({"word/document.xml": b"<x/>", "word/embeddings/Document1.docx": b"x"} | OPEN_XML)),
            ("公文.docx", zip_of({"word/document.xml": b"<x/>", "word/embeddings/Sheet1.xlsx": b"x"} | OPEN_XML)),
            ("附件.pdf", b"%PDF-1.7\n1 0 obj << /Type /EmbeddedFile /Length 9 >>"),
            ("附件.pdf", b"%PDF-1.7\n<</Type/ObjStm>>\nstream\n" + zlib.compress(b"<</EmbeddedFiles 3 0 R>>")),
            ("公文.docx", zip_of({"word/document.xml": b"<x/>", "word/activeX/activeX1.xml": b"x"} | OPEN_XML)),
            *(("改名.docx", zip_of({
                "word/document.xml": b"<x/>", "word/media/a.dat": b"x",
                "word/_rels/document.xml.rels": part_inside(kind, "media/a.dat"),
            } | OPEN_XML)) for kind in ("oleObject", "package", "aFChunk", "control")),
            ("发票.ofd", zip_of({
                "OFD.xml": b"<x/>", "Doc_0/Attachs/a.xml": b"<x/>", "Doc_0/Document.xml":
                b"<ofd:Document><ofd:Attachments>Attachs/Attachments.xml</ofd:Attachments></ofd:Document>",
            })),
            ("模板.docx", zip_of({
                "word/document.xml": b"<x/>", "word/_rels/settings.xml.rels": relation("attachedTemplate"),
            } | OPEN_XML)),
            ("表.xlsx", zip_of({"xl/workbook.xml": b"<x/>", "xl/externalLinks/externalLink1.xml": b"x"} | OPEN_XML)),
            ("公文.doc", compound_file({"WordDocument": bytes(64), "ObjectPool": {"_1": {"x": b"x"}}})),
            ("表.xls", compound_file({"Workbook": bytes(64), "MBD0000A1B2": {"x": b"x"}})),
            ("公文.rtf", b"{\\rtf1{\\object\\objemb{\\*\\objdata 0105}}}"),
            ("模板.rtf", b"{\\rtf1{\\*\\template http://a/b.dotm}}"),
            ("模板.rtf", b"{\\rtf1{\\*\\template \\\\\\\\a\\\\b.dotm}}"),
        ],
    )  # fmt: skip
    def test_scripts_and_objects_of_elsewhere_are_marked(self, name: str, content: bytes) -> None:
        assert marks(name, content) == {Mark.ACTIVE}

    @pytest.mark.parametrize(
        ("name", "content"),
        [
            ("公文.pdf", b"%PDF-1.7\n<< /OpenAction [3 0 R /Fit] /JSON 1 /Title (JavaScript) >>"),
            ("损坏.pdf", b"%PDF-1.7\n<< /Type /ObjStm >>\nstream\nnot compressed /Nothing"),
            ("公文.docx", zip_of({
                "word/document.xml": b"<x/>", "word/_rels/document.xml.rels": relation("hyperlink"),
                "word/embeddings/Microsoft_Excel_Sheet1.xlsx": b"x", "word/charts/chart1.xml": b"x",
                "word/charts/_rels/chart1.xml.rels": part_inside(
                    "package", "../embeddings/Microsoft_Excel_Sheet1.xlsx"
                ),
            } | OPEN_XML)),
            ("公文.rtf", b"{\\rtf1 \\objects {\\*\\template C:\\\\Users\\\\a\\\\Normal.dotm}}"),
            ("公文.ofd", zip_of({"OFD.xml": b"<x/>", "Doc_0/Document.xml": b"<ofd:Document><ofd:Attachments/>"})),
        ],
    )  # fmt: skip
    def test_links_and_charts_are_not_marked(self, name: str, content: bytes) -> None:
        assert marks(name, content) == set()

    def test_an_office_file_that_cannot_be_read_is_marked_as_damaged(self) -> None:
        broken = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600)
        for name in ("公文.doc", "公文.wps", "表.et", "表.xlsx"):
            assert marks(name, broken) == {Mark.DAMAGED}
