"""The one place that knows durable-rules: which rules of a set fire for given facts."""

import json
import re
import weakref
from collections.abc import Mapping, Sequence
from itertools import count
from typing import Any

import durable_rules_engine
from durable.engine import Host, Ruleset

from hotline_server.rulebook.condition import Condition, comparisons, to_durable

# durable-rules 2.0.28 finds the comparisons of a set in a table of 512 places; the 513th that differs
# from the others looks for a free place for ever. So sets are split by their comparisons.
SET_COMPARISONS = 500
# A state that no rule matched crashes the engine when it is deleted and fills its memory when it
# is not (2.0.28). So every set has one rule that always matches, and deleting is always safe.
_ALWAYS = "~"
# An action arrives as JSON that begins with the rule's name; the facts that follow are known.
_RULE = re.compile(r'{"(\d+|~)"')
_encode = json.JSONEncoder(ensure_ascii=False).encode


class RuleEngineError(Exception):
    """durable-rules did not do what it is asked; with its code."""


class _Definitions(Host):  # type: ignore[misc]
    """A host for rule sets whose actions are read off the engine. Its timer threads are never started."""

    def _run(self) -> None:
        """Rules here have no timers and no queued actions, which are what the threads are for."""

    def get_action(self, action_name: str) -> Any:  # noqa: ARG002
        return lambda closure: None  # noqa: ARG005


_HOST = _Definitions()
_SEQUENCE = count()


class DurableRules:
    """A set of rules that all fire when their conditions hold. Safe to share between threads."""

    def __init__(self, name: str, conditions: Mapping[str, Condition]) -> None:
        """Compile ``conditions``, by rule id, into as many durable-rules sets as their number asks."""
        self._rules = list(conditions)
        self._sets: Sequence[Ruleset] = [
            Ruleset(f"{name}-{number}", _HOST, part) for number, part in enumerate(_parts(conditions))
        ]
        self._handles = [rules._handle for rules in self._sets]  # noqa: SLF001
        for handle in self._handles:
            # The engine keeps a rule set for ever unless it is told otherwise, even when Python has let go.
            weakref.finalize(self, durable_rules_engine.delete_ruleset, handle)

    def fire(self, flat: Mapping[str, str | int]) -> list[str]:
        """The ids of the rules whose conditions hold for the flattened facts, in no given order.

        Raises:
            RuleEngineError: the engine did not take the facts.
        """
        sid = str(next(_SEQUENCE))
        message = _encode({**flat, "sid": sid, "id": sid, _ALWAYS: 1})
        fired: list[str] = []
        for handle in self._handles:
            code, state = durable_rules_engine.assert_fact(handle, message)
            if code:
                raise RuleEngineError(code)
            # Host does the same, but reads all facts anew for every rule that fires.
            result = durable_rules_engine.start_action_for_state(handle, state)
            action = result and result[1]
            while action:
                found = _RULE.match(action)
                if found is None:
                    raise RuleEngineError(action)
                if found[1] != _ALWAYS:
                    fired.append(self._rules[int(found[1])])
                action = durable_rules_engine.complete_and_start_action(handle, state)
            durable_rules_engine.delete_state(handle, sid)
        return fired


def _parts(conditions: Mapping[str, Condition]) -> list[dict[str, Any]]:
    """The conditions as durable-rules sets, by their places, none with more comparisons than it can take."""
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
