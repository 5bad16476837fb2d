"""The one place that knows durable-rules: which rules of a set fire for given facts."""

import weakref
from collections.abc import Callable, Mapping, Sequence
from itertools import count
from typing import Any

from durable.engine import Host, Ruleset
from durable_rules_engine import delete_ruleset

from hotline_server.rulebook.condition import Condition, comparisons, to_durable

# durable-rules 2.0.28 finds the comparisons of a set in a table of 512 places; the 513th that differs
# from the others looks for a free place for ever. So sets are split by their comparisons.
SET_COMPARISONS = 500
# A state that no rule matched crashes the engine when it is deleted and fills its memory when it
# is not (2.0.28). So every set has one rule that always matches, and deleting is always safe.
_ALWAYS = "~"


class _Collector(Host):  # type: ignore[misc]
    """A host whose actions only note which rule fired. Its timer threads are never started."""

    def __init__(self) -> None:
        self.fired: dict[str, list[str]] = {}
        super().__init__()

    def _run(self) -> None:
        """Rules here have no timers and no queued actions, which are what the threads are for."""

    def get_action(self, action_name: str) -> Callable[[Any], None]:
        def note(closure: Any) -> None:
            if action_name != _ALWAYS:
                self.fired[closure.s.sid].append(action_name)

        return note


_HOST = _Collector()
_SEQUENCE = count()


class DurableRules:
    """A set of rules that all fire when their conditions hold. Safe to share between threads."""

    def __init__(self, name: str, conditions: Mapping[str, Condition]) -> None:
        """Compile ``conditions``, by rule id, into as many durable-rules sets as their number asks."""
        self._sets: Sequence[Ruleset] = [
            Ruleset(f"{name}-{number}", _HOST, part) for number, part in enumerate(_parts(conditions))
        ]
        for rules in self._sets:
            # The engine keeps a rule set for ever unless it is told otherwise, even when Python has let go.
            weakref.finalize(self, delete_ruleset, rules._handle)  # noqa: SLF001

    def fire(self, flat: Mapping[str, str | int]) -> list[str]:
        """The ids of the rules whose conditions hold for the flattened facts, in no given order."""
        sid = str(next(_SEQUENCE))
        message = {**flat, "sid": sid, "id": sid, _ALWAYS: 1}
        fired = _HOST.fired[sid] = []
        try:
            for rules in self._sets:
                _HOST._handle_function(rules, rules.assert_fact, message, None)  # noqa: SLF001
                rules.delete_state(sid)
        finally:
            del _HOST.fired[sid]
        return fired


def _parts(conditions: Mapping[str, Condition]) -> list[dict[str, Any]]:
    """The conditions as durable-rules sets, none with more comparisons than it can take."""
    parts: list[dict[str, Any]] = []
    room = 0
    for rule, condition in conditions.items():
        size = sum(1 for _ in comparisons(condition))
        if size > room:
            parts.append({_ALWAYS: {"all": [{"m": {_ALWAYS: 1}}], "run": _ALWAYS}})
            room = SET_COMPARISONS
        parts[-1][rule] = {"all": [{"m": to_durable(condition)}], "run": rule}
        room -= size
    return parts
