"""Improvements of a rule book by what staff corrected: each changes one value and leaves all else as it was."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from hotline_server.rulebook.decision import Outcome
from hotline_server.rulebook.editing import Edit, edited
from hotline_server.rulebook.entries import row_id
from hotline_server.rulebook.routing import ROW_ID
from hotline_server.rulebook.source import ValuePath, parse_yaml
from hotline_server.rulebook.tables import WORDS, records

Files = Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class Improvement:
    """Change that is proposed of a row or a rule.

    Attributes:
        entry: its id in decisions.
        word: that is to speak for its matter no more; empty for none.
        lead, outcome: that it is to have instead; empty and ``None`` for those that it has.
    """

    entry: str
    word: str
    lead: str = ""
    outcome: Outcome | None = None


def improved(files: Files, one: Improvement) -> tuple[dict[str, bytes] | None, str]:
    """Return a rule book with an improvement, and what was changed in Chinese; ``None`` if there is nothing to change.

    Raises:
        EditError: if its file is not written so that it can be changed.
    """
    is_row = one.entry.startswith(ROW_ID)
    if one.word and is_row:
        matter = one.entry.removeprefix(ROW_ID).partition("/")[0]
        return _without_word(files, matter, one.word), f"“{matter}”的词语“{one.word}”已删去"
    if one.lead and is_row:
        changed = _with(files, "派单目录", lambda item: row_id(item) == one.entry, ("牵头",), one.lead)
        return changed, f"{one.entry} 的牵头已改为{one.lead}"
    if one.outcome:
        return _in_conclusion(files, one.entry, "处理方式", one.outcome.value)
    return _in_conclusion(files, one.entry, "牵头", one.lead) if one.lead else (None, "")


def _in_conclusion(files: Files, rule: str, key: str, value: str) -> tuple[dict[str, bytes] | None, str]:
    changed = _with(files, "规则", lambda item: item.get("编号") == rule, ("结论", key), value)
    return changed, f"{rule} 的{key}已改为{value}"


def _without_word(files: Files, matter: str, word: str) -> dict[str, bytes] | None:
    wanted = (f"事项/{matter}/词语", word)
    for record in records(WORDS, files):
        if record.key[1:] == wanted:
            return {**files, record.file: edited(files[record.file], [Edit(record.path, None)])}
    return None


def _with(
    files: Files, heading: str, is_meant: Callable[[Mapping[str, Any]], bool], path: ValuePath, value: str
) -> dict[str, bytes] | None:
    """Return files in which one item of the list under a heading has another value."""
    for name, content in files.items():
        if heading.encode() not in content:
            continue
        data = parse_yaml(name, content).data
        listed = data.get(heading) if isinstance(data, dict) else None
        for place, item in enumerate(listed if isinstance(listed, list) else ()):
            if isinstance(item, dict) and is_meant(item):
                return {**files, name: edited(content, [Edit((heading, place, *path), value)])}
    return None
