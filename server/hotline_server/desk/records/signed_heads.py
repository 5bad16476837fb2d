"""Signed heads of all chains, every hour, to places that administrators of the database cannot reach (R1.1)."""

import fcntl
import json
import os
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from mmap import ACCESS_READ, mmap
from pathlib import Path

import structlog

from hotline_server.domain.record_faults import Fault, FaultKind
from hotline_server.domain.signed_heads import FIRST_PREVIOUS, Head, head_of
from hotline_server.ground.clock import Clock
from hotline_server.ground.telemetry import metrics
from hotline_server.security.signing import Signature, SigningKeys
from hotline_server.store.engine.group_commit import Writer
from hotline_server.store.records.signed_heads import SignedHeads, SignedText

EVERY = timedelta(hours=1)
COMMAND_SECONDS = 60.0
# By how much clocks of servers may differ.
CLOCK_SKEW = timedelta(minutes=5)
_TABLE = "signed_head"
_log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class HeadKeeper:
    """Signs heads, one server at a time, and takes them to other places.

    Attributes:
        keys: signing keys; ``None`` if the installation has none, so that no heads are signed.
        file: file to which heads are appended.
        command: command that receives each head on its standard input; empty for none.
    """

    store: SignedHeads
    writer: Writer
    keys: SigningKeys | None
    file: Path
    command: str
    clock: Clock

    def turn(self) -> None:
        """Sign a head if an hour has passed, and deliver those that have not been."""
        latest = self.store.latest()
        if self.keys is not None:
            latest = self._signed_lately(self.keys, latest)
            self._show_age(latest)
        last = latest.number if latest else 0
        # A place that fails must not keep heads from the other one; both are tried again in the next round.
        try:
            # As if none were there, until the file has been read.
            metrics.undelivered_heads.labels("file").set(last)
            self._append()
            metrics.undelivered_heads.labels("file").set(0)
        finally:
            self._send(last)

    def _signed_lately(self, keys: SigningKeys, latest: Head | None) -> Head:
        """Return the latest head if it is of the last hour, else sign one."""
        if latest is None:
            return self._sign(keys, None)
        # Grows as well while signing fails.
        self._show_age(latest)
        ahead = latest.at - self.clock()
        if ahead > CLOCK_SKEW:
            # Signed while a clock ran ahead: waiting for that time would leave what happens until then unsigned.
            _log.error("the last signed head is of the future", number=latest.number, at=latest.at.isoformat())
        return self._sign(keys, latest) if ahead > CLOCK_SKEW or -ahead >= EVERY else latest

    def _show_age(self, latest: Head) -> None:
        metrics.signed_head_age.set(abs(self.clock() - latest.at).total_seconds())

    def _sign(self, keys: SigningKeys, latest: Head | None) -> Head:
        # Computed before the transaction, as the first head reads everything; what was committed before stays as it is.
        head = self._next(latest)
        signature = keys.sign(head.text)

        def job() -> Head:
            present = self.store.latest()
            if present and present.number >= head.number:
                # Another server was faster.
                return present
            self.store.add(head, signature)
            return head

        return self.writer.write(job)

    def _next(self, latest: Head | None) -> Head:
        seen = max((end.id for end in latest.accesses), default=0) if latest else 0
        return Head(
            number=latest.number + 1 if latest else 1,
            at=self.clock(),
            previous=latest.digest if latest else FIRST_PREVIOUS,
            log=self.store.log_segment(latest.log.until if latest else 0),
            journal=self.store.journal_end(),
            archive=self.store.archive_end(),
            # The last one is named again, so that the next head knows where to go on.
            accesses=self.store.access_ends(max(seen - 1, 0)),
        )

    def _append(self) -> None:
        self.file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with self.file.open("a", encoding="utf-8") as file:
            # Servers that share the file append one after the other.
            fcntl.flock(file, fcntl.LOCK_EX)
            # A line that a full disk or a crash cut off is written again.
            file.truncate(_end_of_lines(self.file))
            file.writelines(f"{_line(one)}\n" for one in self.store.after(last_number(self.file)))
            file.flush()
            os.fsync(file.fileno())

    def _send(self, last: int) -> None:
        if not self.command:
            return
        sent = self.store.sent()
        metrics.undelivered_heads.labels("command").set(last - sent)
        for number, one in enumerate(list(self.store.after(sent)), sent + 1):
            subprocess.run(  # noqa: S602 - the operator's own command
                self.command, shell=True, check=True, input=f"{_line(one)}\n".encode(), timeout=COMMAND_SECONDS,
                capture_output=True,
            )  # fmt: skip
            self.writer.write(partial(self.store.mark_sent, number))
            metrics.undelivered_heads.labels("command").set(last - number)


def last_number(path: Path) -> int:
    """Return the number of the last head of a file, 0 if it has none.

    Raises:
        OSError: if the file cannot be read.
        ValueError: if its last line is no head.
    """
    if not path.exists():
        return 0
    end = _end_of_lines(path)
    if not end:
        return 0
    with path.open("rb") as file, mmap(file.fileno(), 0, access=ACCESS_READ) as text:
        line = text[text.rfind(b"\n", 0, end - 1) + 1 : end].decode()
    return head_of(_signed(line).text).number


def _end_of_lines(path: Path) -> int:
    """Return the number of bytes in the complete lines of a file."""
    if not path.stat().st_size:
        return 0
    with path.open("rb") as file, mmap(file.fileno(), 0, access=ACCESS_READ) as text:
        return text.rfind(b"\n") + 1


def read_heads(path: Path) -> list[SignedText]:
    """Read the heads of a file.

    Raises:
        OSError: if it cannot be read.
        ValueError: if a line is no head, or there is none; the message, in Chinese, names the line.
    """
    heads: list[SignedText] = []
    for number, line in enumerate(path.read_bytes().splitlines(), 1):
        if line.strip():
            try:
                heads.append(_signed(line.decode("utf-8-sig")))
            except ValueError:
                raise ValueError(f"{path} 第 {number} 行不是签名封条，请用完整的一份核查") from None
    if not heads:
        raise ValueError(f"{path} 里没有签名封条，无从比对")
    return heads


def verified(heads: Iterable[SignedText], keys: SigningKeys | None) -> tuple[tuple[Head, ...], list[Fault]]:
    """Verify that heads follow each other, and their signatures if there are keys; return those that are sound.

    The first head of a file need not be the first of all, since files are rotated.
    """
    sound: list[Head] = []
    faults: list[Fault] = []
    for signed in heads:
        try:
            head = head_of(signed.text)
        except ValueError:
            after = f"第 {sound[-1].number} 号之后" if sound else "开头"
            faults.append(Fault(_TABLE, after, FaultKind.CHANGED, "内容不是签名封条"))
            continue
        row = f"第 {head.number} 号"
        if not signed.signature.is_well_formed:
            faults.append(Fault(_TABLE, row, FaultKind.CHANGED, "签名不是签名"))
            continue
        if keys and not keys.verifies(signed.text, signed.signature):
            faults.append(Fault(_TABLE, row, FaultKind.CHANGED, f"签名不符，密钥 {signed.signature.key_id}"))
            continue
        faults += _between(sound[-1:], head)
        sound.append(head)
    return tuple(sound), faults


def missing_from(stored: Sequence[Head], outside: Sequence[Head]) -> Iterator[Fault]:
    """Yield the heads outside the database that are not within it, or differ there."""
    within = {head.number: head for head in stored}
    for head in outside:
        if head.number not in within:
            yield Fault(_TABLE, f"第 {head.number} 号", FaultKind.REMOVED, "数据库里没有这一号签名封条")
        elif within[head.number].text != head.text:
            yield Fault(_TABLE, f"第 {head.number} 号", FaultKind.CHANGED, "与库外保存的不一致")


def _between(last: Sequence[Head], head: Head) -> Iterator[Fault]:
    for before in last:
        if head.number > before.number + 1:
            missing = f"第 {before.number + 1} 至 {head.number - 1} 号"
            yield Fault(_TABLE, missing, FaultKind.REMOVED)
        elif head.number <= before.number or head.previous != before.digest:
            yield Fault(_TABLE, f"第 {head.number} 号", FaultKind.CHANGED, "与前一号不衔接")


def _line(signed: SignedText) -> str:
    signature = signed.signature
    return json.dumps({"head": signed.text, "key": signature.key_id, "signature": signature.value}, ensure_ascii=False)


def _signed(line: str) -> SignedText:
    try:
        stored = json.loads(line)
        return SignedText(str(stored["head"]), Signature(str(stored["key"]), str(stored["signature"])))
    except (KeyError, TypeError, RecursionError) as error:
        raise ValueError(f"not a signed head: {error}") from None
