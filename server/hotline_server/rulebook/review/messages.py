"""Templates of messages that take more than one SMS with the names of a directory."""

from collections.abc import Iterator

from hotline_server.rulebook.book import RuleBook
from hotline_server.rulebook.message_forms import longest_values
from hotline_server.rulebook.messages import MATTER, SMS_LENGTH, UNIT
from hotline_server.rulebook.review.remark import Remark


def message_remarks(book: RuleBook) -> Iterator[Remark]:
    """Yield remarks on templates that take several SMS with the longest names, and do not say that they may."""
    longest = longest_values(book.names, book.lexicon)
    for one in book.messages.examples(longest):
        if one.is_split:
            message = (
                f"用最长的单位名“{longest[UNIT]}”、最长的事项“{longest[MATTER]}”，连署名有 {one.longest} 个字，"
                f"一条短信是 {SMS_LENGTH} 个字，要分几条发；请写短些，确要更长的写“长短信: 是”"
            )
            yield Remark(one.kind.value, message)
