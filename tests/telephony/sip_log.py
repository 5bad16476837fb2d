"""Message logs of sipp's phones."""

import re
from pathlib import Path

_MESSAGE = re.compile(r"UDP message (sent|received)[^\n]*\n\n(\S+) (\S+)[^\n]*\n(.*?)(?=\n-{20}|\Z)", re.DOTALL)


def received(log: Path) -> list[str]:
    """Return the requests that a phone got, by method, in order and without retransmissions."""
    methods: list[str] = []
    seen: set[str] = set()
    for direction, first, _, rest in _MESSAGE.findall(log.read_text("utf-8", "replace") if log.exists() else ""):
        branch = re.search(r"branch=(\S+)", rest)
        key = f"{first} {branch.group(1) if branch else ''}"
        if direction == "received" and first != "SIP/2.0" and key not in seen:
            seen.add(key)
            methods.append(first)
    return methods


def sent(log: Path) -> list[str]:
    """Return the requests that a phone sent, by method, in order."""
    messages = _MESSAGE.findall(log.read_text("utf-8", "replace") if log.exists() else "")
    return [first for direction, first, _, _ in messages if direction == "sent" and first != "SIP/2.0"]
