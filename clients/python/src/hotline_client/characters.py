"""Characters that the service refuses in texts, and how programs that pass on what people typed make do without.

The service takes newlines for every end of a line, normalises to NFC and refuses control characters but the tab and the
newline, non-characters and surrogates: nobody types them on purpose.
"""

import re
import unicodedata

_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_PLANE_ENDS = "".join(f"{chr(plane << 16 | 0xFFFE)}{chr(plane << 16 | 0xFFFF)}" for plane in range(17))
_UNFIT = re.compile(f"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef{_PLANE_ENDS}]")


def replace_unfit(text: str) -> str:
    """Return a text that the service and every document take, with U+FFFD for characters that it would refuse."""
    return unicodedata.normalize("NFC", _UNFIT.sub("\ufffd", _LINE_ENDS.sub("\n", text)))
