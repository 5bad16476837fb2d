"""Withdrawing tokens before they expire, on all servers within seconds."""

from dataclasses import dataclass, field
from datetime import datetime

import structlog

from hotline_server.desk.paging import PAGE_SIZE, page_violations, position_in, token_at
from hotline_server.domain.errors import FieldViolation, InvalidFieldsError
from hotline_server.domain.token_revocation import TokenRevocation
from hotline_server.ground.characters import is_one_line
from hotline_server.ground.clock import Clock
from hotline_server.security.revocations import Revocations, Withdrawn
from hotline_server.store.engine.group_commit import Writer
from hotline_server.store.token_revocations import RevocationStore

CLAIM_LIMIT, REASON_LIMIT = 200, 500
_QUERY = "token revocations"
_log = structlog.get_logger()


@dataclass(slots=True)
class TokenRevocations:
    """Withdraws tokens.

    Attributes:
        in_force: what this server refuses.
    """

    store: RevocationStore
    in_force: Revocations
    writer: Writer
    clock: Clock
    _seen: int = field(default=-1, repr=False)

    def revoke(self, token_id: str, subject: str, reason: str, actor: str) -> TokenRevocation:
        """Withdraw one token, or all tokens issued to a subject so far.

        Raises:
            InvalidFieldsError: if a field is missing or malformed.
        """
        token_id, subject, reason = token_id.strip(), subject.strip(), reason.strip()
        violations = []
        if bool(token_id) == bool(subject):
            one = "令牌编号（jti）和人员编号（sub）要写明其中一个"
            violations += [FieldViolation("token_id", one), FieldViolation("subject", one)]
        for name, value in (("token_id", token_id), ("subject", subject)):
            if len(value) > CLAIM_LIMIT or not is_one_line(value):
                violations.append(FieldViolation(name, f"上限是 {CLAIM_LIMIT} 个字，不能换行"))
        if not 0 < len(reason) <= REASON_LIMIT:
            violations.append(FieldViolation("reason", f"要说明为什么作废，1 到 {REASON_LIMIT} 个字"))
        if violations:
            raise InvalidFieldsError(violations)
        revocation = TokenRevocation(0, token_id, subject, reason, actor, self.clock())
        stored = self.writer.write(lambda: self.store.add(revocation))
        _log.warning("tokens withdrawn", token_id=token_id, subject=subject, reason=reason, actor=actor)
        self.refresh()
        return stored

    def page(self, page_size: int, page_token: str) -> tuple[list[TokenRevocation], str]:
        """Return a page of withdrawals, latest first, and the token of the next page, empty on the last.

        Raises:
            InvalidFieldsError: if the page size or token is invalid.
        """
        violations = page_violations(page_size)
        if violations:
            raise InvalidFieldsError(violations)
        size = page_size or PAGE_SIZE
        found = self.store.find(position_in(page_token, _QUERY), size + 1)
        return found[:size], token_at(found[size - 1].id, _QUERY) if len(found) > size else ""

    def refresh(self) -> None:
        """Refuse what was withdrawn since, by any server."""
        last = self.store.last_id()
        if last == self._seen:
            return
        found = self.store.all()
        subjects: dict[str, datetime] = {}
        for one in found:
            if one.subject:
                subjects[one.subject] = max(one.at, subjects.get(one.subject, one.at))
        self.in_force.replace(Withdrawn(frozenset(one.token_id for one in found if one.token_id), subjects))
        self._seen = last
