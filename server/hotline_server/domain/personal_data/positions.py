"""Positions that tell where a caller stands: coordinates, degrees, and links to a place on a map."""

import re
from collections.abc import Iterator

from hotline_server.domain.personal_data.folding import HAN, Folded, Span

_BETWEEN = r"[^\d\n]{1,6}"
# Degrees that lie in China, with at least some hundred metres of precision.
_NORTH = r"(?:[3-9]|[1-4]\d|5[0-4])\.\d{3,}"
_EAST = r"(?:7[3-9]|[89]\d|1[0-2]\d|13[0-6])\.\d{3,}"
_DEGREES = r"\d{1,3}(?:\.\d{1,9}|[度°]\s?\d{1,2}(?:\.\d{1,6})?[分′'](?:\s?\d{1,2}(?:\.\d{1,4})?[秒″\"])?)?[度°]?"
# A comma may divide degrees in a link, or follow it.
_LINKED = rf"(?:[^\s{HAN},。;]|,(?=[\d-]))*"
_POSITION = re.compile(
    rf"(?<![\d.])(?:{_NORTH}{_BETWEEN}{_EAST}|{_EAST}{_BETWEEN}{_NORTH})(?![\d.])"
    rf"|(?:经纬度?|坐标|定位|gps)[^\d\n]{{0,6}}\d{{1,3}}\.\d+{_BETWEEN}\d{{1,3}}\.\d+"
    rf"|(?:[东西]经|[南北]纬|[经纬]度)[^\d\n]{{0,3}}{_DEGREES}"
    rf"|geo:[\d.,;=-]+|https?://[^\s{HAN},。;]*(?:map|gaode|lat|lng|location|position){_LINKED}"
)


def find_positions(text: Folded) -> Iterator[Span]:
    """Yield the spans of positions."""
    for found in _POSITION.finditer(text.digits):
        yield found.span()
