"""Detection of formats by their leading bytes."""

import re
from collections.abc import Callable

from hotline_server.domain.file_formats import formats
from hotline_server.domain.file_formats.formats import Format

# Leading bytes that are enough for every signature.
HEAD_BYTES = 8192
ZIP = b"PK\x03\x04"
EXECUTABLES = (b"MZ", b"\x7fELF")
COMPOUND_FILE = bytes.fromhex("d0cf11e0a1b11ae1")
# Readers of PDF accept this many bytes of anything before the header.
_PDF_JUNK_BYTES = 1024
_BOM = b"\xef\xbb\xbf"
_PREFIXES: tuple[tuple[bytes, Format], ...] = (
    (b"\xff\xd8\xff", formats.JPEG),
    (b"\x89PNG\r\n\x1a\n", formats.PNG),
    (b"GIF87a", formats.GIF),
    (b"GIF89a", formats.GIF),
    (b"II*\0", formats.TIFF),
    (b"MM\0*", formats.TIFF),
    (b"II+\0", formats.TIFF),
    (b"MM\0+", formats.TIFF),
    (b"#!AMR-WB", formats.AMR_WB),
    (b"#!AMR", formats.AMR),
    # Voice messages of WeChat, which has a byte before the signature.
    (b"#!SILK_V3", formats.SILK),
    (b"\x02#!SILK_V3", formats.SILK),
    (b"caff\0\1", formats.CAF),
    (b"ADIF", formats.AAC),
    (b"fLaC", formats.FLAC),
    (b"FLV\x01", formats.FLV),
    (b"\x1a\x45\xdf\xa3", formats.MATROSKA),
    (b"\0\0\x01\xba", formats.MPEG),
    (b"\0\0\x01\xb3", formats.MPEG),
    (bytes.fromhex("3026b2758e66cf11a6d900aa0062ce6c"), formats.ASF),
)
_RIFF = {b"WAVE": formats.WAV, b"AVI ": formats.AVI, b"WEBP": formats.WEBP}
# Header of a frame of MPEG audio (ISO 11172-3, 13818-3 and 13818-7).
_FRAME_HEADER_BYTES = 4
_SYNC = 0xFFE0
_LAYER, _VERSION, _RESERVED_VERSION = 0x06, 0x18, 0x08
_ADTS_MASK, _ADTS = 0xF6, 0xF0
_BIT_RATE, _SAMPLE_RATE = 0xF0, 0x0C
# Packets of an MPEG transport stream (ISO 13818-1): where the first sync byte is, and their length; cameras put a time
# before each.
_PACKETS, _SYNC_BYTE, _FEWEST_PACKETS = ((0, 188), (4, 192)), b"\x47", 4
# First boxes of QuickTime files that have no file type box.
_QUICKTIME_BOXES = (b"moov", b"mdat", b"wide", b"pnot", b"skip", b"free")
# Size of a box whose real one follows its kind, in 64 bits.
_SIZE_FOLLOWS = 1
_BRANDS: tuple[tuple[str, Format], ...] = (
    (r"avi[fs]", formats.AVIF),
    (r"hei[cxms]|hev[cxms]|mif1|msf1", formats.HEIC),
    (r"qt  ", formats.MOV),
    (r"3g[a-z0-9]{2}", formats.THREE_GP),
    (r"M4[ABP] ", formats.M4A),
    # Image formats nobody can open, whose brand must not pass for a video's.
    (r"(?!crx |jp2 |jpx |mjp2)[ -~]{4}", formats.MP4),
)


def detect(head: bytes) -> Format | None:
    """Return the format that a file's leading bytes show, or None.

    Containers of office files, and plain text, have no signature of their own.
    """
    return next((found for found in (read(head) for read in _READERS) if found), None)


def _by_prefix(head: bytes) -> Format | None:
    return next((found for prefix, found in _PREFIXES if head.startswith(prefix)), None)


def _bitmap(head: bytes) -> Format | None:
    return formats.BMP if head.startswith(b"BM") and head[6:10] == bytes(4) else None


def _riff(head: bytes) -> Format | None:
    return _RIFF.get(head[8:12]) if head[:4] in (b"RIFF", b"RF64", b"BW64") else None


def _ogg(head: bytes) -> Format | None:
    if not head.startswith(b"OggS"):
        return None
    return formats.OPUS if b"OpusHead" in head[:512] else formats.OGG


def _boxes(head: bytes) -> Format | None:
    kind = head[4:8]
    if kind in _QUICKTIME_BOXES:
        return formats.MOV
    if kind not in (b"ftyp", b"styp"):
        return None
    size, begin = int.from_bytes(head[:4], "big"), 8
    if size == _SIZE_FOLLOWS:
        size, begin = int.from_bytes(head[8:16], "big"), 16
    brand = head[begin : begin + 4].decode("latin-1")
    found = next((found for pattern, found in _BRANDS if re.fullmatch(pattern, brand)), None)
    # A still picture of either coding may name the container first.
    if brand == "mif1" and b"avif" in head[begin + 8 : size]:
        return formats.AVIF
    return found


def _audio_frames(head: bytes) -> Format | None:
    """Detect MPEG audio: frames, after padding that some recorders put first."""
    begin = head.lstrip(b"\0")[:4]
    if len(begin) < _FRAME_HEADER_BYTES or int.from_bytes(begin[:2], "big") & _SYNC != _SYNC:
        return None
    if not begin[1] & _LAYER:
        return formats.AAC if begin[1] & _ADTS_MASK == _ADTS else None
    # Bytes that happen to begin alike have values that the standard reserves more often than not.
    is_reserved = begin[1] & _VERSION == _RESERVED_VERSION or any(
        begin[2] & rate == rate for rate in (_BIT_RATE, _SAMPLE_RATE)
    )
    return None if is_reserved else formats.MP3


def _transport_stream(head: bytes) -> Format | None:
    syncs = (head[begin::size] for begin, size in _PACKETS)
    return formats.MPEG_TS if any(len(one) >= _FEWEST_PACKETS and not one.strip(_SYNC_BYTE) for one in syncs) else None


def _pdf(head: bytes) -> Format | None:
    if head.startswith(EXECUTABLES):
        return None
    return formats.PDF if b"%PDF-" in head[: _PDF_JUNK_BYTES + 5] else None


def _rtf(head: bytes) -> Format | None:
    return formats.RTF if head.removeprefix(_BOM).lstrip().startswith(b"{\\rtf") else None


_READERS: tuple[Callable[[bytes], Format | None], ...] = (
    _by_prefix,
    _bitmap,
    _riff,
    _ogg,
    _boxes,
    _audio_frames,
    _rtf,
    _pdf,
    _transport_stream,
)
