"""Rendering of documents in a separate process, to keep its CPU and memory use away from calls.

``python -m hotline_server.reports.rendering FORMAT`` reads the content from standard input, pickled by
the server that started it, and writes the document to standard output.
"""

import importlib
import os
import pickle
import subprocess
import sys
import threading
import time
from collections.abc import Mapping

from hotline_server.domain.errors import UnmetConditionError

# Module and function of each format, imported on use.
_WRITERS: Mapping[str, tuple[str, str]] = {
    "docx": ("hotline_server.reports.as_docx", "as_docx"),
    "html": ("hotline_server.reports.as_html", "as_html"),
    "pdf": ("hotline_server.reports.as_pdf", "as_pdf"),
    "xlsx": ("hotline_server.reports.bulletin_xlsx", "bulletin_xlsx"),
}
DOCUMENTS = ("docx", "pdf", "html")
SECONDS = 300
_CANCEL_CHECK_SECONDS = 0.2
_PYTHON = sys.executable
_UNMET = 3
_NICENESS = 19


class RenderingError(Exception):
    """Failure of the rendering process."""


class RenderingCancelledError(Exception):
    """Rendering that was cancelled before it finished."""


def render(content: object, name: str, cancelled: threading.Event | None = None) -> bytes:
    """Render a document in a separate process.

    Args:
        content: a ``Document``, or a ``Bulletin`` for ``xlsx``; for ``pdf`` also several documents.
        name: of the format: ``docx``, ``html``, ``pdf`` or ``xlsx``.
        cancelled: kills the process when it is set.

    Raises:
        RenderingCancelledError: if ``cancelled`` was set.
        UnmetConditionError: if the host lacks a library or font that the format needs.
        RenderingError: if the process failed or took longer than ``SECONDS``.
    """
    command = [_PYTHON, "-m", "hotline_server.reports.rendering", name]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe) as process:  # noqa: S603 - our own module
        try:
            written, errors = _communicate(process, pickle.dumps(content), cancelled or threading.Event())
        except BaseException:
            process.kill()
            raise
    if process.returncode == _UNMET:
        raise UnmetConditionError(errors.decode("utf-8", "replace").strip())
    if process.returncode:
        raise RenderingError(errors.decode("utf-8", "replace"))
    return written


def _communicate(process: "subprocess.Popen[bytes]", content: bytes, cancelled: threading.Event) -> tuple[bytes, bytes]:
    """Feed a process and return its output and its errors."""
    until = time.monotonic() + SECONDS
    pending: bytes | None = content
    while not cancelled.is_set():
        try:
            return process.communicate(pending, timeout=_CANCEL_CHECK_SECONDS)
        except subprocess.TimeoutExpired:
            # A retry goes on sending what is left of the first input.
            pending = None
            if time.monotonic() > until:
                raise RenderingError(f"rendering took longer than {SECONDS} seconds") from None
    raise RenderingCancelledError


def write(content: object, name: str) -> bytes:
    """Render a document in this process; arguments and ``UnmetConditionError`` as for ``render``."""
    module, function = _WRITERS[name]
    written: bytes = getattr(importlib.import_module(module), function)(content)
    return written


def main() -> None:
    """Render the document on standard input."""
    # Calls have priority.
    os.nice(_NICENESS)
    content = pickle.loads(sys.stdin.buffer.read())  # noqa: S301 - from the server that started this process
    try:
        written = write(content, sys.argv[1])
    except UnmetConditionError as error:
        sys.stderr.buffer.write(str(error).encode())
        raise SystemExit(_UNMET) from None
    sys.stdout.buffer.write(written)


if __name__ == "__main__":
    main()
