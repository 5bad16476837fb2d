"""Storage of attachments: contents in a folder by digest, metadata in the database."""

import hashlib
import os
import re
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from peewee import Database, fn

from hotline_server.domain.attachment import SIZE_LIMIT, Attachment, AttachmentKind, Mark
from hotline_server.domain.numbering import parse_number
from hotline_server.ground.clock import from_micros, to_micros
from hotline_server.store.engine.bulk import BulkInsert
from hotline_server.store.engine.damage import DamageNotes, Row, Shape, build, columns_of, raw_rows
from hotline_server.store.models import AttachmentRow
from hotline_server.store.models.texts import stored_number
from hotline_server.store.proofs.journal import Cause, Journal

CHUNK_SIZE = 256 * 1024
# A digest names a file.
_DIGEST = re.compile("[0-9a-f]{64}")
_ATTACHMENT = Shape(columns_of(AttachmentRow))


class TooLargeError(Exception):
    """Content above the size limit of an attachment."""


@dataclass(frozen=True, slots=True)
class ReceivedFile:
    """Upload that is durable on disk but not yet part of the store.

    Attributes:
        path: temporary file.
        size: size in bytes.
    """

    path: Path
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class AttachmentStore:
    """Repository of attachments.

    Attributes:
        folder: folder of their contents, shared by all servers.
        damage: notes damaged ones that lists leave out.
    """

    database: Database
    folder: Path
    damage: DamageNotes

    def receive(self, chunks: Iterable[bytes]) -> ReceivedFile:
        """Write an upload to a temporary file as it arrives.

        Raises:
            TooLargeError: the upload exceeds the limit; the temporary file is removed.
        """
        incoming = self.folder / "incoming"
        incoming.mkdir(parents=True, exist_ok=True, mode=0o700)
        digest, size = hashlib.sha256(), 0
        descriptor, name = tempfile.mkstemp(dir=incoming)
        try:
            with os.fdopen(descriptor, "wb") as file:
                for chunk in chunks:
                    size += len(chunk)
                    if size > SIZE_LIMIT:
                        raise TooLargeError
                    digest.update(chunk)
                    file.write(chunk)
                file.flush()
                os.fsync(file.fileno())
        except BaseException:
            Path(name).unlink()
            raise
        return ReceivedFile(Path(name), digest.hexdigest(), size)

    def keep(self, received: ReceivedFile) -> None:
        """Move an upload into the store; identical content is stored once."""
        path = self.path(received.sha256)
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        received.path.replace(path)
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)

    def drop(self, received: ReceivedFile) -> None:
        """Discard an upload."""
        received.path.unlink(missing_ok=True)

    def path(self, sha256: str) -> Path:
        """Return the path of the content with a digest."""
        return self.folder / sha256[:2] / sha256

    def content(self, sha256: str) -> Iterator[bytes]:
        """Yield the content with a digest in chunks."""
        with self.path(sha256).open("rb") as file:
            while chunk := file.read(CHUNK_SIZE):
                yield chunk

    def list_for(self, number: str) -> list[Attachment]:
        """Return the attachments of a case in the order they were added.

        Raises:
            DamagedRowError: if one of them is damaged.
        """
        return [_attachment_of(row) for row in self._rows(number)]

    def readable(self, number: str) -> list[Attachment]:
        """Return the attachments of a case in the order they were added, but for damaged ones, which are noted."""
        return self.damage.sound(self._rows(number), _attachment_of)

    def last_position(self, number: str) -> int:
        """Return the position of the last attachment of a case, 0 if there is none."""
        positions = AttachmentRow.select(fn.MAX(AttachmentRow.position))
        return int(positions.where(AttachmentRow.case_id == parse_number(number)).scalar(self.database) or 0)

    def _rows(self, number: str) -> list[Row]:
        query = AttachmentRow.select().where(AttachmentRow.case_id == parse_number(number))
        return raw_rows(self.database, query.order_by(AttachmentRow.position))

    def add(self, number: str, attachment: Attachment) -> None:
        """Insert the metadata of an attachment. Use only within a writer job."""
        BulkInsert(self.database, AttachmentRow).run(
            [
                {
                    "case_id": parse_number(number),
                    "position": attachment.position,
                    "name": attachment.name,
                    "kind": attachment.kind.name,
                    "media_type": attachment.media_type,
                    "size": attachment.size,
                    "sha256": attachment.sha256,
                    "at": to_micros(attachment.added_at),
                    "actor": attachment.actor,
                    "department": attachment.department,
                    "marks": " ".join(mark.name for mark in attachment.marks),
                    "scanned": attachment.scanned,
                }
            ]
        )
        Journal(self.database).record(Cause.ATTACHMENT, (AttachmentRow, (parse_number(number), attachment.position)))


def _attachment_of(row: Row) -> Attachment:
    """Build an attachment from its row.

    Raises:
        DamagedRowError: if it is damaged.
    """
    return build(_ATTACHMENT, row, stored_number(row["case_id"]), _attachment)


def _attachment(row: Row) -> Attachment:
    if not _DIGEST.fullmatch(row["sha256"]):
        raise ValueError(row["sha256"])
    return Attachment(
        position=row["position"],
        name=row["name"],
        kind=AttachmentKind[row["kind"]],
        media_type=row["media_type"],
        size=row["size"],
        sha256=row["sha256"],
        added_at=from_micros(row["at"]),
        actor=row["actor"],
        department=row["department"],
        marks=tuple(Mark[name] for name in row["marks"].split()),
        scanned=bool(row["scanned"]),
    )
