"""Kinds of danger that people name."""

from hotline_server.domain.errors import FieldViolation, InvalidFieldsError
from hotline_server.rulebook.book import RuleBook
from hotline_server.rulebook.errors import unknown_name
from hotline_server.text.lexicon import OTHER_DANGER


def check_kind(book: RuleBook, kind: str) -> None:
    """Check a kind of danger that somebody names.

    Args:
        book: rule book in force.
        kind: name of the kind; empty for none in particular.

    Raises:
        InvalidFieldsError: if the rule book does not know it.
    """
    kinds = [*(danger.name for danger in book.lexicon.dangers), OTHER_DANGER]
    if kind and kind not in kinds:
        raise InvalidFieldsError([FieldViolation("danger_kind", unknown_name(kind, kinds, "险情"))])
