"""Rendering of documents in a separate process, to keep its CPU and memory use away from calls.

``python -m hotline_server.reports.rendering FORMAT`` reads the content from standard input, pickled by
the server that started it, and writes the document to standard output.
"""

import importlib
import os
import pickle
import subprocess
import sys
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
_UNMET = 3
_NICENESS = 19


class RenderingError(Exception):
    """Failure of the rendering process."""


def render(content: object, name: str) -> bytes:
    """Render a document in a separate process.

    Args:
        content: a ``Document``, or a ``Bulletin`` for ``xlsx``.
        name: of the format: ``docx``, ``html``, ``pdf`` or ``xlsx``.

    Raises:
        UnmetConditionError: if the host lacks a library or font that the format needs.
        RenderingError: if the process failed or took longer than ``SECONDS``.
    """
    command = [sys.executable, "-m", "hotline_server.reports.rendering", name]
    try:
        done = subprocess.run(  # noqa: S603 - our own module
            command, input=pickle.dumps(content), capture_output=True, timeout=SECONDS, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise RenderingError(f"{name} took longer than {SECONDS} seconds") from error
    if done.returncode == _UNMET:
        raise UnmetConditionError(done.stderr.decode("utf-8", "replace").strip())
    if done.returncode:
        raise RenderingError(done.stderr.decode("utf-8", "replace"))
    return done.stdout


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
