"""Scripts and other programs in PDF and RTF files, which run when the file is opened or clicked."""

import re
import zlib
from collections.abc import Iterator
from typing import IO

_CHUNK_BYTES = 1024 * 1024
_OVERLAP_BYTES = 2048
# Names may have characters as hexadecimal numbers: /J#61vaScript.
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
_ACTIONS = re.compile(rb"/(?:JavaScript|JS|Launch|RichMedia)(?![A-Za-z0-9])")
# Objects may lie in a compressed stream.
_OBJECTS = re.compile(rb"/ObjStm\b[^\0]{0,1024}?stream\r?\n", re.DOTALL)
_MOST_STREAMS, _MOST_STREAM_BYTES = 1_000, 1024 * 1024
_ENCRYPTION = re.compile(rb"/Encrypt\s*(\d+\s+\d+\s+R|<<)")
_OBJECT = re.compile(rb"\\(?:objdata|objemb|objautlink|objlink|objocx|objupdate)(?![a-z])")


def is_encrypted_pdf(file: IO[bytes]) -> bool:
    """Look for the entry in the trailer of an encrypted PDF, which is never compressed."""
    return any(_ENCRYPTION.search(chunk) for _, chunk in _chunks(file))


def is_active_pdf(file: IO[bytes]) -> bool:
    """Look for scripts, for actions that start programs, and for media with scripts."""
    streams: set[int] = set()
    for begin, chunk in _chunks(file):
        if _is_active(chunk):
            return True
        streams.update(begin + found.end() for found in _OBJECTS.finditer(chunk))
    return any(_is_active(_objects(file, begin)) for begin in sorted(streams)[:_MOST_STREAMS])


def is_active_rtf(file: IO[bytes]) -> bool:
    """Look for objects of other programs."""
    return any(_OBJECT.search(chunk) for _, chunk in _chunks(file))


def _is_active(content: bytes) -> bool:
    plain = _ESCAPED.sub(lambda found: bytes([int(found[1], 16)]), content) if b"#" in content else content
    return _ACTIONS.search(plain) is not None


def _objects(file: IO[bytes], begin: int) -> bytes:
    """Return the begin of the objects in a compressed stream; none if it is compressed in another way."""
    file.seek(begin)
    try:
        return zlib.decompressobj().decompress(file.read(_MOST_STREAM_BYTES), _MOST_STREAM_BYTES)
    except zlib.error:
        return b""


def _chunks(file: IO[bytes]) -> Iterator[tuple[int, bytes]]:
    """Yield a file in parts that overlap, each with the place where it begins."""
    file.seek(0)
    end, place = b"", 0
    while chunk := file.read(_CHUNK_BYTES):
        yield place - len(end), end + chunk
        place += len(chunk)
        end = (end + chunk)[-_OVERLAP_BYTES:]
