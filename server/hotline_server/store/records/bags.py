"""BagIt bags (RFC 8493) of archived cases, serialised as reproducible ZIP files."""

import hashlib
import os
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO

from hotline_server.ground.clock import CITY

_DECLARATION = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
_MANIFEST, _TAG_MANIFEST = "manifest-sha256.txt", "tagmanifest-sha256.txt"
_CHUNK_SIZE = 256 * 1024
Source = bytes | Path


@dataclass(frozen=True, slots=True)
class WrittenBag:
    """Written bag: SHA-256 and size in bytes of the ZIP file."""

    sha256: str
    size: int


def write_bag(
    path: Path, name: str, payload: Mapping[str, Source], info: Mapping[str, str], at: datetime
) -> WrittenBag:
    """Write a bag durably, replacing any existing one.

    Args:
        path: path of the ZIP file.
        name: name of the bag's folder inside the ZIP file.
        payload: payload by file name: bytes, or a file to copy.
        info: fields of ``bag-info.txt``.
        at: timestamp of all entries, so that the same case always yields the same file.
    """
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    partial = path.with_suffix(f".{os.getpid()}.making")
    timestamp = at.astimezone(CITY).timetuple()[:6]

    with zipfile.ZipFile(partial, "w", zipfile.ZIP_DEFLATED) as bag:

        def put(inner: str, source: Source) -> tuple[str, int]:
            entry = zipfile.ZipInfo(f"{name}/{inner}", timestamp)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            digest, size = hashlib.sha256(), 0
            with bag.open(entry, "w", force_zip64=True) as file:
                for chunk in _chunks(source):
                    digest.update(chunk)
                    size += len(chunk)
                    file.write(chunk)
            return digest.hexdigest(), size

        digests = {f"data/{inner}": put(f"data/{inner}", source) for inner, source in payload.items()}
        total = sum(size for _, size in digests.values())
        fields = {**info, "Payload-Oxum": f"{total}.{len(digests)}"}
        tags = {
            "bagit.txt": _DECLARATION,
            "bag-info.txt": "".join(f"{key}: {value}\n" for key, value in fields.items()),
            _MANIFEST: "".join(f"{digest}  {inner}\n" for inner, (digest, _) in digests.items()),
        }
        sums = {inner: put(inner, text.encode())[0] for inner, text in tags.items()}
        put(_TAG_MANIFEST, "".join(f"{digest}  {inner}\n" for inner, digest in sums.items()).encode())
    with partial.open("rb") as file:
        os.fsync(file.fileno())
    written = WrittenBag(file_sha256(partial), partial.stat().st_size)
    partial.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
    return written


def file_sha256(path: Path) -> str:
    """Return the SHA-256 of a file as hex digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def find_mismatches(path: Path) -> list[str]:
    """Return the names of files that do not match the bag's manifests; the bag's own name if it is unreadable."""
    try:
        with zipfile.ZipFile(path) as bag:
            names = bag.namelist()
            root = names[0].partition("/")[0]
            wrong = []
            listed = {f"{root}/{_TAG_MANIFEST}"}
            for manifest in (_TAG_MANIFEST, _MANIFEST):
                for line in bag.read(f"{root}/{manifest}").decode().splitlines():
                    digest, _, inner = line.partition("  ")
                    listed.add(f"{root}/{inner}")
                    with bag.open(f"{root}/{inner}") as file:
                        if _digest(file) != digest:
                            wrong.append(inner)
            return wrong + [name.partition("/")[2] for name in names if name not in listed]
    except (OSError, zipfile.BadZipFile, KeyError, IndexError, UnicodeDecodeError, EOFError, ValueError):
        return [path.name]


def copy_with_files(path: Path, target: IO[bytes], files: Mapping[str, bytes]) -> None:
    """Copy a bag into a new ZIP file, with further files next to the bag's folder.

    Args:
        path: ZIP file of the bag.
        target: ZIP file to write.
        files: content of the further files by name.
    """
    with zipfile.ZipFile(path) as bag, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as copy:
        for name, content in files.items():
            copy.writestr(name, content)
        for entry in bag.infolist():
            with bag.open(entry) as source, copy.open(entry, "w", force_zip64=True) as file:
                while chunk := source.read(_CHUNK_SIZE):
                    file.write(chunk)


def _digest(file: IO[bytes]) -> str:
    digest = hashlib.sha256()
    while chunk := file.read(_CHUNK_SIZE):
        digest.update(chunk)
    return digest.hexdigest()


def _chunks(source: Source) -> Iterator[bytes]:
    if isinstance(source, bytes):
        yield source
        return
    with source.open("rb") as file:
        while chunk := file.read(_CHUNK_SIZE):
            yield chunk
