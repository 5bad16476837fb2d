"""Attachments of cases (R7.1)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

import structlog

from hotline_server.desk.cases.acts import CaseActs
from hotline_server.desk.cases.queries import CaseQueries
from hotline_server.desk.records.masking import Masking
from hotline_server.domain.acts import records
from hotline_server.domain.acts.disclosure import may_know_caller
from hotline_server.domain.attachment import NAME_LIMIT, SIZE_LIMIT, Attachment, AttachmentKind, Mark
from hotline_server.domain.case import Case
from hotline_server.domain.errors import FieldViolation, InvalidFieldsError, NotFoundError
from hotline_server.domain.file_formats.formats import FAMILIES, SUFFIXES, suffix_of
from hotline_server.domain.file_formats.inspection import Inspection, UnfitContentError, inspect
from hotline_server.domain.lifecycle.act import Act
from hotline_server.domain.lifecycle.execution import moves
from hotline_server.domain.lifecycle.situation import Situation
from hotline_server.domain.parties import Actor, Role
from hotline_server.ground.characters import is_one_line
from hotline_server.security.access import Visibility
from hotline_server.security.view import View
from hotline_server.security.virus_scanner import VirusScanner
from hotline_server.store.records.attachments import AttachmentStore, ReceivedFile, TooLargeError

_log = structlog.get_logger()
_NOT_IN_NAMES = '/\\:*?"<>|'


@dataclass(frozen=True, slots=True)
class Upload:
    """Metadata of an upload; ``department`` is empty for the desk."""

    number: str
    name: str
    kind: AttachmentKind
    department: str
    actor: str


@dataclass(frozen=True, slots=True)
class Attachments:
    """Uploads, lists and downloads attachments.

    Attributes:
        masking: hides in names of files what a department may not know.
        scanner: virus scanner, if the city has one.
    """

    store: AttachmentStore
    acts: CaseActs
    queries: CaseQueries
    masking: Masking
    scanner: VirusScanner | None

    def _check(self, upload: Upload) -> None:
        """Validate an upload before its content arrives.

        Raises:
            InvalidFieldsError: if the file name or the actor is missing or malformed.
            NotFoundError: if there is no such case, or it is not assigned to the department.
            IllegalActError: if the case accepts no more material.
        """
        violations = []
        named = 0 < len(upload.name) <= NAME_LIMIT and is_one_line(upload.name)
        if not named or set(upload.name) & set(_NOT_IN_NAMES):
            violations.append(FieldViolation("upload.name", f"文件名要有 1 到 {NAME_LIMIT} 个字，不带斜杠等符号"))
        elif suffix_of(upload.name) not in FAMILIES:
            violations.append(FieldViolation("upload.name", f"不收这种文件，可用的后缀：{'、'.join(SUFFIXES)}"))
        if not upload.actor:
            violations.append(FieldViolation("upload.actor", "不能为空"))
        if violations:
            raise InvalidFieldsError(violations)
        case = self._case(upload.number, upload.department, "upload.number")
        moves(Act.ATTACH, Situation(case, _actor(upload), self.acts.clock()))

    def add(self, upload: Upload, pieces: Iterable[bytes]) -> Attachment:
        """Add a file to a case.

        Raises:
            InvalidFieldsError: if the file name or the actor is missing or malformed, or the content is empty, too
                large, infected or of another family of formats than the name says.
            NotFoundError: if there is no such case, or it is not assigned to the department.
            IllegalActError: if the case accepts no more material.
            UnavailableError: if the virus scanner does not answer.
        """
        self._check(upload)
        try:
            received = self.store.receive(pieces)
        except TooLargeError:
            raise _refused(f"超过了 {SIZE_LIMIT // 1024 // 1024} MB 的上限") from None
        try:
            inspection = self._inspected(upload, received)
            self.store.keep(received)
        finally:
            self.store.drop(received)
        return self._written(upload, received, inspection)

    def _inspected(self, upload: Upload, received: ReceivedFile) -> Inspection:
        if not received.size:
            raise _refused(f"“{upload.name}”是空的")
        with received.path.open("rb") as file:
            try:
                inspection = inspect(upload.name, file)
            except UnfitContentError as unfit:
                raise _refused(f"“{upload.name}”的内容不是它的后缀所说的那种文件，看上去是{unfit}") from None
            virus = self.scanner.scan(file) if self.scanner else ""
        if virus:
            _log.warning("infected upload refused", case=upload.number, actor=upload.actor, virus=virus)
            raise _refused(f"“{upload.name}”查出病毒（{virus}），没有收下")
        return inspection

    def listed(self, number: str, department: str) -> list[Attachment]:
        """List the sound attachments of a case that the desk or a department may see, as it may see them.

        Raises:
            InvalidFieldsError: if the case number is malformed.
            NotFoundError: if there is no such case, or it is not assigned to the department.
        """
        case = self._case(number, department)
        found = self.store.readable(number)
        if not department:
            return found
        hide = self.masking.hiding(case, View(Visibility.DEPARTMENT, department))
        return [replace(one, name=hide(one.name)) for one in found if self._shown(one, case, department)]

    def content(self, number: str, position: int, department: str) -> Iterator[bytes]:
        """Return the content of an attachment in chunks.

        Raises:
            InvalidFieldsError, NotFoundError: as for ``listed``, and if there is no such attachment.
            DamagedRowError: if it may be one that is damaged.
        """
        for attachment in self.listed(number, department):
            if attachment.position == position:
                return self.store.content(attachment.sha256)
        self.store.list_for(number)
        raise NotFoundError(f"工单 {number} 没有第 {position} 份材料")

    def _shown(self, attachment: Attachment, case: Case, department: str) -> bool:
        """Return True if a department may see an attachment.

        It always sees its own, under whatever name it added it; of others it sees no recordings, and none at all if it
        may not know who called.
        """
        directory = self.queries.directory()
        if attachment.department and directory.current(attachment.department) == directory.current(department):
            return True
        if attachment.kind is AttachmentKind.RECORDING:
            return False
        protected = case.has_protected
        return not protected or may_know_caller(case, department, directory)

    def _case(self, number: str, department: str, field: str = "number") -> Case:
        if department:
            return self.queries.assigned(department, number, field)
        return self.queries.get(number, field)

    def _written(self, upload: Upload, received: ReceivedFile, inspection: Inspection) -> Attachment:
        def job() -> Attachment:
            now = self.acts.clock()
            for one in self.store.readable(upload.number):
                if (one.name, one.sha256, one.department) == (upload.name, received.sha256, upload.department):
                    return one
            attachment = Attachment(
                self.store.last_position(upload.number) + 1, upload.name, upload.kind, inspection.media_type,
                received.size, received.sha256, now, upload.actor, upload.department,
                tuple(mark for mark in Mark if mark in inspection.marks), self.scanner is not None,
            )  # fmt: skip
            file = self.acts.files.load(upload.number)
            if file is None:
                raise NotFoundError(f"没有工单 {upload.number}")
            records.attach(file, _actor(upload), now, upload.department, upload.name, received.sha256)
            self.acts.files.save(file, now)
            self.store.add(upload.number, attachment)
            return attachment

        return self.acts.writer.write(job)


def _refused(description: str) -> InvalidFieldsError:
    return InvalidFieldsError([FieldViolation("chunk", description)])


def _actor(upload: Upload) -> Actor:
    return Actor(upload.actor, Role.DEPARTMENT if upload.department else Role.DESK)
