"""Text that somebody may have damaged behind the service, made readable so that verification can name its row."""

from peewee import TextField

from hotline_server.domain.numbering import number_of


def visible(damaged: bytes) -> str:
    """Return bytes, or text that is not UTF-8, as text that the service never writes: it takes no U+0000."""
    return f"\0{damaged.hex()}"


def decode(stored: bytes) -> str:
    """Return stored text, made visible if it is not UTF-8."""
    try:
        return stored.decode()
    except UnicodeDecodeError:
        return visible(stored)


def stored_number(case_id: object) -> str:
    """Return the case number for the id of a row; of a damaged row, what stands there."""
    return number_of(case_id) if isinstance(case_id, int) else str(case_id)


class VerifiedTextField(TextField):
    """Text that is read by verification even if bytes stand in its place."""

    def adapt(self, value: object) -> str:
        """Return a value as text."""
        return visible(value) if isinstance(value, bytes) else str(value)
