"""Virus scanning by clamd, ClamAV's daemon."""

import socket
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import chain
from typing import IO
from urllib.parse import urlsplit

import structlog

from hotline_server.domain.errors import UnavailableError

_CHUNK_BYTES = 256 * 1024
_CONNECT_SECONDS = 5
# Less than an upload may take; clamd's own limit for one file is two minutes.
_SCAN_SECONDS = 150
_MOST_REPLY_BYTES = 4096
_PREFIX, _CLEAN, _FOUND = "stream: ", "OK", " FOUND"
_log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class VirusScanner:
    """Client of a clamd.

    Attributes:
        address: ``tcp://host:port``, or ``unix:`` and the path of a socket.
    """

    address: str

    def scan(self, file: IO[bytes]) -> str:
        """Scan a file.

        Returns:
            The name of the virus found in it; empty if it is clean.

        Raises:
            UnavailableError: clamd cannot be reached, or did not scan the file.
        """
        try:
            with self._connected() as connection:
                # Where clamd stops reading early, it says why before it closes the connection.
                with suppress(BrokenPipeError, ConnectionResetError):
                    _send(connection, file)
                reply = _reply(connection)
        except OSError as error:
            _log.warning("virus scanner not reached", address=self.address, error=str(error))
            raise UnavailableError("查毒服务没有应答，文件没有收下，请稍后再传") from error
        verdict = reply.removeprefix(_PREFIX)
        if verdict == _CLEAN:
            return ""
        if not verdict.endswith(_FOUND):
            _log.warning("virus scanner did not scan", address=self.address, reply=reply)
            raise UnavailableError("查毒服务没有查这个文件，文件没有收下，请联系管理员")
        return verdict.removesuffix(_FOUND)

    def _connected(self) -> socket.socket:
        scheme, _, path = self.address.partition(":")
        if scheme == "unix":
            connection = socket.socket(socket.AF_UNIX)
            connection.settimeout(_CONNECT_SECONDS)
            try:
                connection.connect(path)
            except OSError:
                connection.close()
                raise
        else:
            host = urlsplit(self.address)
            connection = socket.create_connection((host.hostname, host.port), _CONNECT_SECONDS)
        connection.settimeout(_SCAN_SECONDS)
        return connection


def _send(connection: socket.socket, file: IO[bytes]) -> None:
    connection.sendall(b"zINSTREAM\0")
    for chunk in chain(_chunks(file), (b"",)):
        connection.sendall(len(chunk).to_bytes(4, "big") + chunk)


def _chunks(file: IO[bytes]) -> Iterator[bytes]:
    file.seek(0)
    while chunk := file.read(_CHUNK_BYTES):
        yield chunk


def _reply(connection: socket.socket) -> str:
    reply = b""
    while not reply.endswith(b"\0") and len(reply) < _MOST_REPLY_BYTES and (part := connection.recv(_MOST_REPLY_BYTES)):
        reply += part
    return reply.rstrip(b"\0").decode("utf-8", "replace")
