"""Sealed files of archived cases, and their verification (R7.1)."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import IO

from hotline_server.desk.paging import PAGE_SIZE, page_violations, position_in, token_at
from hotline_server.desk.records.searching import SearchIndexing
from hotline_server.desk.setting_aside import SettingAside
from hotline_server.domain.archive import FIRST_SEAL, ArchivedCase, ArchiveQuery, Retention, compute_seal
from hotline_server.domain.attachment import Attachment
from hotline_server.domain.case import Case
from hotline_server.domain.directory.tree import Directory
from hotline_server.domain.errors import FieldViolation, InvalidFieldsError, NotFoundError
from hotline_server.domain.lifecycle.act import Act
from hotline_server.domain.lifecycle.state import CaseState
from hotline_server.domain.log import LogEntry
from hotline_server.domain.numbering import NOT_A_NUMBER, is_number
from hotline_server.domain.personal_data import anonymise
from hotline_server.domain.search_text import text_violations
from hotline_server.domain.stuck import Job
from hotline_server.ground.clock import CITY, local_day, to_micros
from hotline_server.rulebook.book import RuleBook
from hotline_server.rulebook.decision import Outcome
from hotline_server.store.cases.queries import CaseStore
from hotline_server.store.engine.group_commit import Writer
from hotline_server.store.records.archive import ArchiveStore, UnsealedFile
from hotline_server.store.records.attachments import AttachmentStore
from hotline_server.store.records.bags import Source, copy_with_files, file_sha256, find_mismatches, write_bag

TITLE = 60
# The case as a message and as a page, with the caller masked: the caller's data is stored elsewhere and erased on time.
Present = Callable[[Case, Sequence[LogEntry], Sequence[Attachment]], Mapping[str, bytes]]


@dataclass(frozen=True, slots=True)
class Finding:
    """Defect in the archive."""

    case_number: str
    message: str


@dataclass(frozen=True, slots=True)
class Archive:
    """Creates, finds and copies the files of archived cases."""

    store: ArchiveStore
    attachments: AttachmentStore
    cases: CaseStore
    aside: SettingAside
    writer: Writer
    book: Callable[[], RuleBook]
    directory: Callable[[], Directory]
    search_indexing: SearchIndexing
    present: Present

    def some(self) -> int:
        """Create the file of the next archived case, or one that failed before; return the number of cases tried."""
        for number in self.aside.due(Job.ARCHIVING, 1):
            self.aside.attempt(Job.ARCHIVING, number, partial(self._seal_again, number))
            return 1
        after = self.store.position()
        following = self.store.next_archived(after)
        if following is None:
            return 0
        number, position = following
        try:
            sealing = self._written(number)
            # The index may be behind; a sealed case is found at once.
            texts = self.search_indexing.texts([number])
        except Exception as error:  # noqa: BLE001 - told with its reason, and tried again
            # The next cases must not wait for it.
            go_on = partial(self.store.advance_position, after, position)
            self.aside.set_aside(Job.ARCHIVING, number, error, beside=go_on)
            return 1

        def job() -> None:
            if self.store.advance_position(after, position) and self.store.get(number) is None:
                self.store.seal(sealing)
                self.search_indexing.index.put(texts)

        self.writer.write(job)
        return 1

    def _seal_again(self, number: str) -> None:
        sealing, texts = self._written(number), self.search_indexing.texts([number])

        def job() -> None:
            if self.store.get(number) is None:
                self.store.seal(sealing)
                self.search_indexing.index.put(texts)

        self.writer.write(job)

    def find(self, query: ArchiveQuery, page_size: int, page_token: str) -> tuple[list[ArchivedCase], str]:
        """Return a page of archived cases, latest first, and the token of the next page, empty on the last.

        Raises:
            InvalidFieldsError: if the filter, page size or token is invalid.
        """
        violations = [*page_violations(page_size), *text_violations(query.text, "text")]
        if violations:
            raise InvalidFieldsError(violations)
        size, directory = page_size or PAGE_SIZE, self.directory()
        district = directory.find_district(query.district) or query.district
        query = replace(
            query,
            district_names=directory.names_of(district) if district else (),
            lead_names=directory.names_of(query.lead) if query.lead else (),
        )
        found = self.store.find(query, position_in(page_token, query), size + 1)
        token = token_at(found[size - 1].sequence, query) if len(found) > size else ""
        return found[:size], token

    def get(self, number: str) -> ArchivedCase:
        """Return an archived case that has a file.

        Raises:
            InvalidFieldsError: if the case number is malformed.
            NotFoundError: if there is no such file.
        """
        if not is_number(number):
            raise InvalidFieldsError([FieldViolation("number", NOT_A_NUMBER)])
        archived = self.store.get(number)
        if archived is None or not self.store.path(number).exists():
            raise NotFoundError(f"档案里没有工单 {number}；归档的工单要过一会儿才立成卷")
        return archived

    def content(self, number: str) -> tuple[Case, list[LogEntry], list[Attachment]]:
        """Return the content of an archived case's file.

        Raises:
            NotFoundError: if there is no such case, or it is not archived.
        """
        case = self.cases.get(number)
        log = self.cases.log(number)
        places = [place for place, entry in enumerate(log, 1) if entry.act == Act.ARCHIVE.name]
        if case is None or case.state is not CaseState.ARCHIVED or not places:
            raise NotFoundError(f"没有归档的工单 {number}")
        # Later events, such as the erasure of the caller's data, are not part of what was sealed.
        return case, log[: places[-1]], self.attachments.list_for(number)

    def copy(self, archived: ArchivedCase, target: IO[bytes], beside: Mapping[str, bytes]) -> None:
        """Copy the file of an archived case, adding files outside the sealed part.

        Args:
            archived: the case, as ``get`` returns it.
            target: ZIP file to write.
            beside: contents of the added files by name.
        """
        copy_with_files(self.store.path(archived.number), target, beside)

    def _written(self, number: str) -> UnsealedFile:
        case, log, attachments = self.content(number)
        sealed = log[-1]
        payload: dict[str, Source] = dict(self.present(case, log, attachments))
        payload["log.jsonl"] = "".join(f"{_entry(entry)}\n" for entry in log).encode()
        for one in attachments:
            suffix = one.name.rpartition(".")[2].lower()
            payload[f"attachments/{one.position:03d}.{suffix}"] = self.attachments.path(one.sha256)
        retention = self._retention(number)
        until = retention.until(local_day(sealed.at))
        info = {
            "External-Identifier": number,
            "Bagging-Date": f"{sealed.at.astimezone(CITY):%Y-%m-%d}",
            "Source-Organization": "12345",
            "Retention": retention.value,
            "Kept-Until": f"{until:%Y-%m-%d}" if until else "",
            "Last-Log-Hash": log[-1].hash,
        }
        written = write_bag(self.store.path(number), number, payload, info, sealed.at)
        return UnsealedFile(
            number=number,
            sealed_at=sealed.at,
            sha256=written.sha256,
            size=written.size,
            retention=retention,
            title=anonymise(case.call.subject or case.call.content, *case.caller_identities)[:TITLE],
            district=case.district,
            matter=case.matter,
            lead=case.decision.lead,
            attachments=len(attachments),
        )

    def _retention(self, number: str) -> Retention:
        """Return the longest retention period among all outcomes the case ever had."""
        spans = self.book().retention
        ever = [spans.get(Outcome[name], Retention.TEN_YEARS.value) for name in self.store.outcomes(number)]
        return next((retention for retention in Retention if retention.value in ever), Retention.TEN_YEARS)


def verify(store: ArchiveStore) -> Iterator[Finding | None]:
    """Verify the chain of seals and every archived case's file; yield a finding, or ``None``, for each."""
    previous, expected = FIRST_SEAL, 1
    for archived in store.chain():
        yield _finding(store, archived, previous, expected)
        previous, expected = archived.seal, archived.sequence + 1
    if expected <= store.seal_count():
        yield Finding("档案目录", f"少了第 {expected} 号以后的")


def _finding(store: ArchiveStore, archived: ArchivedCase, previous: str, expected: int) -> Finding | None:
    if archived.sequence != expected:
        return Finding(archived.number, f"档案目录里少了第 {expected} 号")
    seal = compute_seal(previous, archived.number, archived.sequence, archived.sha256, archived.retention)
    if seal != archived.seal:
        return Finding(archived.number, f"第 {archived.sequence} 号封印与记录不符，该封印或其前的封印被改动")
    path = store.path(archived.number)
    if not path.exists():
        return Finding(archived.number, "卷宗文件缺失")
    if file_sha256(path) != archived.sha256:
        changed = find_mismatches(path)
        return Finding(archived.number, f"卷宗内容被改动：{'、'.join(changed) or '压缩包本身'}")
    return None


def _entry(entry: LogEntry) -> str:
    """Render a log entry exactly as hashed, so that the file can be verified on its own."""
    said = {
        "sequence": entry.sequence,
        "at_micros": to_micros(entry.at),
        "actor": entry.actor,
        "role": entry.role,
        "act": entry.act,
        "reason": entry.reason,
        "from_state": entry.from_state,
        "to_state": entry.to_state,
        "department": entry.department,
        "details": dict(entry.details),
        **({"position": entry.position, "digests": entry.digests} if entry.digests else {}),
        "previous_hash": entry.previous_hash,
        "hash": entry.hash,
    }
    return json.dumps(said, ensure_ascii=False)
