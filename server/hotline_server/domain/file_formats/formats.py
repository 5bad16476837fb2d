"""Accepted file formats, and the suffixes that people give to files of each family."""

from dataclasses import dataclass
from enum import Enum


class Family(Enum):
    """Formats that people name alike and one program opens; the value is what they are called."""

    DOCUMENT = "文字文档"
    SPREADSHEET = "电子表格"
    PRESENTATION = "演示文稿"
    FIXED_LAYOUT = "版式文件"
    IMAGE = "图片"
    AUDIO = "录音"
    VIDEO = "视频"
    TEXT = "纯文本"


@dataclass(frozen=True, slots=True)
class Format:
    """Format of a file's content.

    Attributes:
        name: what people call it, mostly its suffix.
        families: those under whose suffixes such a file is accepted.
    """

    name: str
    media_type: str
    families: tuple[Family, ...]


_OFFICE = (Family.DOCUMENT, Family.SPREADSHEET, Family.PRESENTATION)
# Phones record sound in the containers of videos, and name the files either way.
_MEDIA = (Family.AUDIO, Family.VIDEO)
_OPEN_DOCUMENT = "application/vnd.oasis.opendocument"
_OPEN_XML = "application/vnd.openxmlformats-officedocument"


def _image(name: str, subtype: str) -> Format:
    return Format(name, f"image/{subtype}", (Family.IMAGE,))


def _audio(name: str, subtype: str) -> Format:
    return Format(name, f"audio/{subtype}", (Family.AUDIO,))


def _media(name: str, media_type: str) -> Format:
    return Format(name, media_type, _MEDIA)


PDF = Format("PDF", "application/pdf", (Family.FIXED_LAYOUT,))
OFD = Format("OFD", "application/ofd", (Family.FIXED_LAYOUT,))
RTF = Format("RTF", "application/rtf", (Family.DOCUMENT,))

DOC = Format("DOC", "application/msword", (Family.DOCUMENT,))
XLS = Format("XLS", "application/vnd.ms-excel", (Family.SPREADSHEET,))
PPT = Format("PPT", "application/vnd.ms-powerpoint", (Family.PRESENTATION,))
DOCX = Format("DOCX", f"{_OPEN_XML}.wordprocessingml.document", (Family.DOCUMENT,))
XLSX = Format("XLSX", f"{_OPEN_XML}.spreadsheetml.sheet", (Family.SPREADSHEET,))
PPTX = Format("PPTX", f"{_OPEN_XML}.presentationml.presentation", (Family.PRESENTATION,))
ODT = Format("ODT", f"{_OPEN_DOCUMENT}.text", (Family.DOCUMENT,))
ODS = Format("ODS", f"{_OPEN_DOCUMENT}.spreadsheet", (Family.SPREADSHEET,))
ODP = Format("ODP", f"{_OPEN_DOCUMENT}.presentation", (Family.PRESENTATION,))
# The content of an encrypted or damaged office file does not tell which program wrote it.
SEALED_OFFICE = Format("Office", "application/x-ole-storage", _OFFICE)

JPEG = _image("JPG", "jpeg")
PNG = _image("PNG", "png")
GIF = _image("GIF", "gif")
BMP = _image("BMP", "bmp")
TIFF = _image("TIF", "tiff")
WEBP = _image("WEBP", "webp")
HEIC = _image("HEIC", "heic")
AVIF = _image("AVIF", "avif")

WAV = _audio("WAV", "x-wav")
MP3 = _audio("MP3", "mpeg")
AAC = _audio("AAC", "aac")
AMR = _audio("AMR", "amr")
AMR_WB = _audio("AMR-WB", "amr-wb")
FLAC = _audio("FLAC", "flac")
OPUS = _audio("OPUS", "ogg; codecs=opus")
SILK = _audio("SILK", "silk")
CAF = _audio("CAF", "x-caf")
OGG = _media("OGG", "application/ogg")
M4A = _media("M4A", "audio/mp4")
MP4 = _media("MP4", "video/mp4")
THREE_GP = _media("3GP", "video/3gpp")
MOV = _media("MOV", "video/quicktime")
ASF = _media("WMV", "video/x-ms-asf")
AVI = Format("AVI", "video/x-msvideo", (Family.VIDEO,))
MATROSKA = Format("MKV", "video/x-matroska", (Family.VIDEO,))
FLV = Format("FLV", "video/x-flv", (Family.VIDEO,))
MPEG = Format("MPG", "video/mpeg", (Family.VIDEO,))
MPEG_TS = Format("TS", "video/mp2t", (Family.VIDEO,))

TEXT_UTF8 = Format("TXT", "text/plain; charset=utf-8", (Family.TEXT,))
TEXT_UTF16 = Format("TXT", "text/plain; charset=utf-16", (Family.TEXT,))
TEXT_UTF16_LE = Format("TXT", "text/plain; charset=utf-16le", (Family.TEXT,))
TEXT_UTF16_BE = Format("TXT", "text/plain; charset=utf-16be", (Family.TEXT,))
TEXT_GB18030 = Format("TXT", "text/plain; charset=gb18030", (Family.TEXT,))

# Executable formats, archives and web pages are excluded.
_SUFFIXES: dict[Family, tuple[str, ...]] = {
    Family.DOCUMENT: ("doc", "docx", "docm", "wps", "rtf", "odt"),
    Family.SPREADSHEET: ("xls", "xlsx", "xlsm", "et", "ods"),
    Family.PRESENTATION: ("ppt", "pptx", "pptm", "dps", "odp"),
    Family.FIXED_LAYOUT: ("pdf", "ofd"),
    Family.IMAGE: (
        "jpg",
        "jpeg",
        "jfif",
        "jpe",
        "png",
        "gif",
        "bmp",
        "tif",
        "tiff",
        "webp",
        "heic",
        "heif",
        "hif",
        "avif",
    ),
    Family.AUDIO: ("wav", "mp3", "amr", "awb", "m4a", "aac", "ogg", "oga", "opus", "wma", "flac", "silk", "slk", "caf"),
    Family.VIDEO: (
        "mp4",
        "m4v",
        "mov",
        "3gp",
        "3g2",
        "avi",
        "wmv",
        "asf",
        "mkv",
        "webm",
        "flv",
        "mpg",
        "mpeg",
        "ts",
        "mts",
        "m2ts",
        "vob",
    ),
    Family.TEXT: ("txt", "csv", "md"),
}
FAMILIES: dict[str, Family] = {suffix: family for family, suffixes in _SUFFIXES.items() for suffix in suffixes}
SUFFIXES = tuple(FAMILIES)


def suffix_of(name: str) -> str:
    """Return the suffix of a file name in lower case without its dot; empty if it has none."""
    return name.rpartition(".")[2].lower() if "." in name else ""
