"""Chunks in which content is streamed."""

from collections.abc import Iterator

CHUNK = 64 * 1024


def chunks_of(content: bytes) -> Iterator[bytes]:
    """Split content into chunks."""
    for place in range(0, len(content), CHUNK):
        yield content[place : place + CHUNK]
