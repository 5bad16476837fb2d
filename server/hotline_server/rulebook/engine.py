"""Adapter for durable-rules, which no other module imports."""

import re
import weakref
from collections.abc import Mapping, Sequence
from itertools import count
from typing import Any

import durable_rules_engine
from durable.engine import Host, Ruleset
from pydantic_core import to_json

from hotline_server.rulebook.condition import Comparison, Condition, comparisons, holds, to_durable

# durable-rules 2.0.28 keeps the distinct comparisons of a rule set in a hash table of 512 slots, and
# inserting the 513th never terminates. Larger sets are therefore split.
SET_COMPARISONS = 500
# The 16th group of conditions in one rule is an error (113 in 2.0.28).
GROUPS_LIMIT = 15
# In 2.0.28, deleting a state that matched no rule crashes the engine, and keeping it leaks memory.
# Each set therefore contains a rule that always matches, so that every state can be deleted.
_ALWAYS = "~"
# An action is JSON that starts with the rule's name; the facts after it are already known.
_RULE_NAME = re.compile(r'{"(\d+|~)"')


class RuleEngineError(Exception):
    """Unexpected response from durable-rules: its error code or output."""


class _RuleHost(Host):  # type: ignore[misc]
    """Host for rule sets whose actions are fetched from the engine directly."""

    def _run(self) -> None:
        """Start no threads: they serve timers and queued actions, which these rules do not use."""

    def get_action(self, action_name: str) -> Any:  # noqa: ARG002
        return lambda closure: None  # noqa: ARG005


_HOST = _RuleHost()
_SEQUENCE = count()


class DurableRules:
    """Rules evaluated together, each firing if its condition holds. Thread-safe."""

    def __init__(self, name: str, conditions: Mapping[str, Condition]) -> None:
        """Compile conditions into as many durable-rules sets as their size requires.

        Args:
            name: prefix for the names of the sets; unique within the process.
            conditions: by rule id.
        """
        self._rules = list(conditions)
        compared = (one for condition in conditions.values() for one in comparisons(condition))
        # A comparison of a fact that is not there is false: most facts are unknown, and would be read for nothing.
        self._asked = frozenset(one.key for one in compared if holds(one, {one.key: _unknown(one)}))
        self._sets: Sequence[Ruleset] = [
            Ruleset(f"{name}-{number}", _HOST, part) for number, part in enumerate(_split(conditions))
        ]
        self._handles = [rules._handle for rules in self._sets]  # noqa: SLF001
        for handle in self._handles:
            # The engine never frees a rule set on its own, even after Python has garbage-collected it.
            weakref.finalize(self, durable_rules_engine.delete_ruleset, handle)

    def fire(self, flat: Mapping[str, str | int]) -> list[str]:
        """Return the ids of the rules whose conditions hold, in no particular order.

        Args:
            flat: flattened facts, including every key that the conditions compare.

        Raises:
            RuleEngineError: if the engine rejected the facts or returned an unexpected action.
        """
        sid = str(next(_SEQUENCE))
        known = {key: value for key, value in flat.items() if value or key in self._asked}
        message = to_json({**known, "sid": sid, "id": sid, _ALWAYS: 1}).decode()
        fired: list[str] = []
        for handle in self._handles:
            code, state = durable_rules_engine.assert_fact(handle, message)
            if code:
                raise RuleEngineError(code)
            # Host has a method for this, but it decodes all facts again for every rule that fires.
            result = durable_rules_engine.start_action_for_state(handle, state)
            action = result and result[1]
            while action:
                found = _RULE_NAME.match(action)
                if found is None:
                    raise RuleEngineError(action)
                if found[1] != _ALWAYS:
                    fired.append(self._rules[int(found[1])])
                action = durable_rules_engine.complete_and_start_action(handle, state)
            durable_rules_engine.delete_state(handle, sid)
        return fired


def _unknown(comparison: Comparison) -> str | int:
    """Return the value that the fact of a comparison has while it is unknown."""
    return "" if isinstance(comparison.value, str) else 0


def _split(conditions: Mapping[str, Condition]) -> list[dict[str, Any]]:
    """Split conditions into rule sets of at most ``SET_COMPARISONS``, naming each rule by its position."""
    parts: list[dict[str, Any]] = []
    room = 0
    for place, condition in enumerate(conditions.values()):
        size = sum(1 for _ in comparisons(condition))
        if size > room:
            parts.append({_ALWAYS: {"all": [{"m": {_ALWAYS: 1}}], "run": _ALWAYS}})
            room = SET_COMPARISONS
        parts[-1][str(place)] = {"all": [{"m": to_durable(condition)}], "run": _ALWAYS}
        room -= size
    return parts
