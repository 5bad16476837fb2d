"""JSON that people and other systems hand to the bridges, read by one rule.

It is UTF-8; a byte order mark, as Windows writes it, is dropped. A key that an object has twice is refused, since
readers differ on which of the two counts.
"""

import json
from codecs import BOM_UTF8
from collections.abc import Sequence


class DoubledKeyError(ValueError):
    """Object with a key twice.

    Attributes:
        key: the key.
    """

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


def plain_json(content: str | bytes) -> bytes:
    """Return JSON as UTF-8 without a byte order mark; what is no JSON is returned as it is.

    Raises:
        DoubledKeyError: an object has a key twice.
    """
    encoded = content.encode(errors="replace") if isinstance(content, str) else content
    plain = encoded.removeprefix(BOM_UTF8)
    try:
        json.loads(plain, object_pairs_hook=_check)
    except DoubledKeyError:
        raise
    except (ValueError, RecursionError):
        # Whoever reads it tells what is wrong with it.
        return plain
    return plain


def _check(pairs: Sequence[tuple[str, object]]) -> dict[str, object]:
    found: dict[str, object] = {}
    for key, value in pairs:
        if key in found:
            raise DoubledKeyError(key)
        found[key] = value
    return found
