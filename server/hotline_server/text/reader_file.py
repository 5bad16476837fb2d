"""File format of learned readers: a JSON header and arrays of numbers, which hold no code (unlike pickle)."""

import hashlib
import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from math import prod
from typing import Any

import numpy as np
from numpy.typing import NDArray

MAGIC = b"HOTLINE-READER 1\n"
SIZE_LIMIT = 256 * 1024 * 1024
HEADER_LIMIT = 8 * 1024 * 1024
_LENGTH = 8
# The best compression makes a file a twentieth smaller and takes twelve times as long: ten seconds for a reader.
_COMPRESSION = 6
_TYPES = {name: np.dtype(name) for name in ("<u8", "<f4", "<i4", "|i1")}


class ReaderFileError(ValueError):
    """File that is not that of a reader; the message, in Chinese, says why."""


@dataclass(frozen=True, slots=True)
class ReaderFile:
    """Contents of a file.

    Attributes:
        version: twelve hexadecimal digits that tell it from every other.
        header: what is not an array.
        arrays: by name.
    """

    version: str
    header: Mapping[str, Any]
    arrays: Mapping[str, NDArray[Any]]


def pack(header: Mapping[str, Any], arrays: Mapping[str, NDArray[Any]]) -> bytes:
    """Return the bytes of a file; equal contents give equal bytes."""
    listed = [{"name": name, "type": array.dtype.str, "shape": array.shape} for name, array in sorted(arrays.items())]
    head = json.dumps({"header": header, "arrays": listed}, ensure_ascii=False, sort_keys=True).encode()
    body = b"".join(array.tobytes() for _, array in sorted(arrays.items()))
    return MAGIC + len(head).to_bytes(_LENGTH, "big") + head + zlib.compress(body, _COMPRESSION)


def unpack(data: bytes) -> ReaderFile:
    """Return the contents of a file.

    Raises:
        ReaderFileError: if it is not a file of this format, is damaged, or is larger than 256 MiB when unpacked.
    """
    start = len(MAGIC) + _LENGTH
    if not data.startswith(MAGIC):
        raise ReaderFileError("不是判读模型文件")
    size = int.from_bytes(data[len(MAGIC) : start], "big")
    if size > HEADER_LIMIT:
        raise ReaderFileError("判读模型文件已损坏：文件头太长")
    head = data[start : start + size]
    try:
        parsed = json.loads(head)
        shapes = {item["name"]: (_TYPES[item["type"]], tuple(item["shape"])) for item in parsed["arrays"]}
        lengths = {name: dtype.itemsize * prod(shape) for name, (dtype, shape) in shapes.items()}
        wanted = sum(lengths.values())
        if not 0 <= wanted <= SIZE_LIMIT or min(lengths.values(), default=0) < 0:
            raise ReaderFileError(f"判读模型展开后有 {wanted} 字节，上限是 {SIZE_LIMIT} 字节")
        unpacker = zlib.decompressobj()
        body = unpacker.decompress(data[start + size :], wanted + 1)
        if len(body) != wanted or not unpacker.eof:
            raise ReaderFileError("判读模型文件已损坏：长度不符")
        arrays = {}
        place = 0
        for name, (dtype, shape) in shapes.items():
            arrays[name] = np.frombuffer(body, dtype, prod(shape), place).reshape(shape)
            place += lengths[name]
        header = parsed["header"]
    except ReaderFileError:
        raise
    except (ValueError, KeyError, TypeError, zlib.error) as error:
        raise ReaderFileError(f"判读模型文件已损坏：{error}") from None
    return ReaderFile(hashlib.sha256(head + body).hexdigest()[:12], header, arrays)
