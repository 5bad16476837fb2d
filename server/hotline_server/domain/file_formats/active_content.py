"""Scripts, programs and other files in PDF and RTF files, which run when the file is opened or clicked."""

import re
import zlib
from collections.abc import Iterator
from typing import IO

_CHUNK_BYTES = 1024 * 1024
_OVERLAP_BYTES = 2048
_PACKED_BYTES = 16 * 1024
# Beyond this much the objects of a file are not looked through.
_MOST_UNPACKED_BYTES = 64 * 1024 * 1024
# So much each stream counts at least, since it takes time to open.
_FEWEST_UNPACKED_BYTES = 1024
_DICTIONARY_BYTES = 1024
_ENCRYPTION = re.compile(rb"/Encrypt\s*(\d+\s+\d+\s+R|<<)")
# Objects, and a template that is fetched when the file is opened; in RTF a backslash is written twice.
_OBJECT = re.compile(
    rb"\\(?:objdata|objemb|objautlink|objlink|objocx|objupdate)(?![a-z])"
    rb"|\\template\s{1,16}(?:\w{2,16}:|\\\\\\\\)"
)


def _named(*names: str) -> bytes:
    """Return a pattern for names of PDF, whose characters may be hexadecimal numbers: /J#61vaScript."""
    spelled = ("".join(f"(?:{sign}|(?i:#{ord(sign):02x}))" for sign in name) for name in names)
    return f"/(?:{'|'.join(spelled)})(?![A-Za-z0-9])".encode()


# Files inside, and actions that run scripts or start programs. /JS, the key of a script, is so short that pictures may
# hold it. Forms of XFA bring scripts of their own; so short a name counts with the forms alone, an array or a stream.
_ACTIONS = re.compile(
    _named("JavaScript", "Rendition", "Launch", "RichMedia", "EmbeddedFile", "EmbeddedFiles")
    + b"|"
    + _named("XFA")
    + rb"\s{0,64}(?:\[|\d{1,10}\s+\d{1,5}\s+R)"
)
# Objects may lie in a compressed stream.
_OBJECT_STREAM = re.compile(rb"(?P<type>%b)|stream\r?\n" % _named("ObjStm"))


def is_encrypted_pdf(file: IO[bytes]) -> bool:
    """Look for the entry in the trailer of an encrypted PDF, which is never compressed."""
    return any(_ENCRYPTION.search(chunk) for _, chunk in _chunks(file))


def is_active_pdf(file: IO[bytes]) -> bool:
    """Look for scripts, for actions that start programs, for media and forms with scripts, and for files inside.

    Returns:
        True also if there is more in compressed objects than is looked through.
    """
    streams: set[int] = set()
    for begin, chunk in _chunks(file):
        if _ACTIONS.search(chunk):
            return True
        streams.update(begin + place for place in _object_streams(chunk))
    left = _MOST_UNPACKED_BYTES
    for begin in sorted(streams):
        objects = _objects(file, begin, left)
        left -= max(len(objects), _FEWEST_UNPACKED_BYTES)
        if left <= 0 or _ACTIONS.search(objects):
            return True
    return False


def is_active_rtf(file: IO[bytes]) -> bool:
    """Look for objects of other programs, and for a template from elsewhere."""
    return any(_OBJECT.search(chunk) for _, chunk in _chunks(file))


def _object_streams(chunk: bytes) -> Iterator[int]:
    """Yield where streams of objects begin."""
    stated = None
    for found in _OBJECT_STREAM.finditer(chunk):
        if found["type"]:
            stated = found.end()
        elif stated is not None:
            if found.start() - stated <= _DICTIONARY_BYTES:
                yield found.end()
            stated = None


def _objects(file: IO[bytes], begin: int, most: int) -> bytes:
    """Return the objects in a compressed stream, up to a number of bytes; what can be read of a damaged one."""
    file.seek(begin)
    stream, objects = zlib.decompressobj(), bytearray()
    try:
        while len(objects) < most and not stream.eof and (packed := stream.unconsumed_tail or file.read(_PACKED_BYTES)):
            objects += stream.decompress(packed, most - len(objects))
    except zlib.error:
        pass
    return bytes(objects)


def _chunks(file: IO[bytes]) -> Iterator[tuple[int, bytes]]:
    """Yield a file in parts that overlap, each with the place where it begins."""
    file.seek(0)
    end, place = b"", 0
    while chunk := file.read(_CHUNK_BYTES):
        yield place - len(end), end + chunk
        place += len(chunk)
        end = (end + chunk)[-_OVERLAP_BYTES:]
