"""Announcements of results (R6.2), drafted from resolved cases and released by a desk lead."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace

from hotline_server.desk.cases.queries import CaseQueries
from hotline_server.desk.days import Days
from hotline_server.desk.paging import PAGE_SIZE, page_violations, position_in, token_at
from hotline_server.desk.reports.hotspots import Hotspots
from hotline_server.domain.announcement import Announcement, find_violations, redact_for_publication
from hotline_server.domain.announcement_state import AnnouncementState
from hotline_server.domain.case import Case
from hotline_server.domain.errors import (
    FieldViolation,
    InvalidFieldsError,
    NotFoundError,
    StaleError,
    UnmetConditionError,
)
from hotline_server.ground.clock import Clock
from hotline_server.store.engine.group_commit import Writer
from hotline_server.store.records.announcements import AnnouncementStore
from hotline_server.text.similarity import most_typical_index

_READ = 200
_TITLE, _QUESTION, _RESULT = 60, 400, 2000
_REASON = 200
_SENTENCE_ENDS = "。！？；"
# Behind the end of a sentence that is quoted, and what a sentence does not end with.
_QUOTED, _PAUSES = "”’』」）)", "，、；：,;:"
_ENDS = ("。", "！", "？", "…", "!", "?")
Change = Callable[[Announcement], Announcement]


@dataclass(frozen=True, slots=True)
class Announcements:
    """Drafting, editing, release and withdrawal of announcements."""

    store: AnnouncementStore
    hotspots: Hotspots
    queries: CaseQueries
    writer: Writer
    clock: Clock

    def draft(self, number: str, actor: str) -> Announcement:
        """Draft an announcement from a hotspot or a case.

        Raises:
            InvalidFieldsError: if the number is malformed or the actor is missing.
            NotFoundError: if there is no such case.
            UnmetConditionError: if none of its cases is both resolved and public.
        """
        _check_actor(actor)
        cases = self._cases(number)
        told = [case for case in cases if not case.is_protected]
        resolved = [case for case in told if case.state.is_resolved]
        replies = [reply for case in resolved if (reply := case.lead_reply)]
        if not replies:
            raise UnmetConditionError("还没有可以公布的办理结果：要有已回复、已通过审核的工单，举报和要求保密的不公布")
        names, phones = _callers(cases)
        typical = told[most_typical_index([case.call.subject + case.call.content for case in told])]
        title = redact_for_publication(_title(typical), names, phones)
        announcement = Announcement(
            id=0,
            version=1,
            number=number,
            state=AnnouncementState.DRAFT,
            title=title[:_TITLE],
            question=shortened(redact_for_publication(typical.call.content, names, phones), _QUESTION),
            result=shortened(redact_for_publication(replies[0].reply, names, phones), _RESULT),
            department=replies[0].department,
            drafted_by=actor,
            updated_at=self.clock(),
        )
        return self.writer.write(lambda: self.store.add(announcement))

    def update(self, key: int, etag: str, actor: str, texts: dict[str, str]) -> Announcement:
        """Edit a draft.

        Args:
            key: id of the draft.
            etag: version that was read.
            actor: editor.
            texts: ``title``, ``question``, ``result``.

        Raises:
            InvalidFieldsError: if a text is empty or looks like personal data.
            NotFoundError, StaleError: if there is no such draft, or it changed since it was read.
            UnmetConditionError: if it is no longer a draft.
        """
        _check_actor(actor)
        self._check_words(self.store.get(key).number, texts)

        def change(announcement: Announcement) -> Announcement:
            _require(announcement, AnnouncementState.DRAFT)
            return replace(
                announcement,
                title=texts["title"],
                question=texts["question"],
                result=texts["result"],
                drafted_by=actor,
            )

        return self._changed(key, etag, change)

    def release(self, key: int, etag: str, actor: str, confirmed: Collection[str]) -> Announcement:
        """Publish a draft as it was read.

        Args:
            key: id of the draft.
            etag: version that was read.
            actor: releaser.
            confirmed: what may be a person, a room or a number and may be published nevertheless.

        Raises:
            InvalidFieldsError: if a text looks like personal data, or not each suspicious word is confirmed.
            NotFoundError, StaleError, UnmetConditionError: as for ``update``.
        """
        _check_actor(actor)
        draft = self.store.get(key)
        self._check_words(draft.number, {"title": draft.title, "question": draft.question, "result": draft.result})
        open_words = [word for word in draft.suspicious_words if word not in confirmed]
        if open_words:
            asked = f"像是人名、门牌或号码，公布前要逐个确认：“{'”、“'.join(open_words)}”"
            raise InvalidFieldsError([FieldViolation("confirmed", asked)])

        def change(announcement: Announcement) -> Announcement:
            _require(announcement, AnnouncementState.DRAFT)
            return replace(announcement, state=AnnouncementState.RELEASED, released_by=actor, released_at=self.clock())

        return self._changed(key, etag, change)

    def withdraw(self, key: int, etag: str, actor: str, reason: str) -> Announcement:
        """Withdraw an announcement.

        Raises:
            InvalidFieldsError: if the reason is missing.
            NotFoundError, StaleError: as for ``update``.
            UnmetConditionError: if it is already withdrawn.
        """
        _check_actor(actor)
        if not reason.strip() or len(reason) > _REASON:
            raise InvalidFieldsError([FieldViolation("reason", f"要有 1 到 {_REASON} 个字")])

        def change(announcement: Announcement) -> Announcement:
            _require(announcement, AnnouncementState.DRAFT, AnnouncementState.RELEASED)
            return replace(announcement, state=AnnouncementState.WITHDRAWN, withdrawn_because=reason)

        return self._changed(key, etag, change)

    def find(self, state: AnnouncementState | None, page_size: int, page_token: str) -> tuple[list[Announcement], str]:
        """Return a page of announcements, newest first, and the token of the next page, empty on the last.

        Raises:
            InvalidFieldsError: if the page size or token is invalid.
        """
        violations = page_violations(page_size)
        if violations:
            raise InvalidFieldsError(violations)
        size = page_size or PAGE_SIZE
        found = self.store.find(state, position_in(page_token, state), size + 1)
        token = token_at(found[size - 1].id, state) if len(found) > size else ""
        return found[:size], token

    def released(self, days: Days) -> list[Announcement]:
        """Return announcements released in a span of days and not withdrawn, latest first."""
        period = days.period(self.clock())
        return self.store.released(period.since, period.before)

    def _changed(self, key: int, etag: str, change: Change) -> Announcement:
        def job() -> Announcement:
            now = self.clock()
            before = self.store.get(key)
            if etag != str(before.version):
                raise StaleError(f"公布稿 {key}", str(before.version), [before.state.value])
            after = replace(change(before), version=before.version + 1, updated_at=now)
            self.store.change(after)
            return after

        return self.writer.write(job)

    def _check_words(self, number: str, texts: dict[str, str]) -> None:
        violations = find_violations(texts, *_callers(self._cases(number)))
        if violations:
            raise InvalidFieldsError(violations)

    def _cases(self, number: str) -> list[Case]:
        """Return the cases of a hotspot, newest first, or a single case that belongs to none."""
        case = self.queries.get(number)
        try:
            cases, _ = self.hotspots.cases(number, _READ, "")
        except NotFoundError:
            return [case]
        return cases


def _title(case: Case) -> str:
    """Return what was done about what, and where, without a word of the caller's."""
    where = case.location.place or case.location.town or case.location.district
    return f"{where}{case.matter or case.category or '群众反映'}问题的办理结果"


def shortened(text: str, limit: int) -> str:
    """Return a text as sentences, not too long: cut off behind one if it has to be."""
    whole = text if not text or text.rstrip(_QUOTED).endswith(_ENDS) else f"{text.rstrip(_PAUSES)}。"
    if len(whole) <= limit:
        return whole
    kept = text[: limit - 1]
    end = max(map(kept.rfind, _SENTENCE_ENDS)) + 1
    return kept[:end] if end else f"{kept}…"


def _callers(cases: Sequence[Case]) -> tuple[list[str], list[str]]:
    known = [case.caller_identities for case in cases]
    return [name for names, _ in known for name in names], [phone for _, phones in known for phone in phones]


def _require(announcement: Announcement, *states: AnnouncementState) -> None:
    if announcement.state not in states:
        raise UnmetConditionError(
            f"公布稿是“{announcement.state.value}”，只有{'、'.join(s.value for s in states)}的可以"
        )


def _check_actor(actor: str) -> None:
    if not actor:
        raise InvalidFieldsError([FieldViolation("actor", "不能为空")])
