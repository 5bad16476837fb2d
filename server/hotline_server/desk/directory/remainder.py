"""Rows of a document that were set aside, as a document to be mended, with what is wrong with each."""

from collections.abc import Mapping, Sequence

from hotline_server.desk.directory import document_xlsx, document_yaml
from hotline_server.desk.directory.documents import is_workbook


def write_remainder(document: bytes, findings: Mapping[int, Sequence[str]]) -> bytes:
    """Write the rows of a document on some lines as they are, in its format.

    Args:
        document: the document.
        findings: what is wrong with each row that is kept, by its line.

    Raises:
        InvalidFieldsError: if the rows of a YAML document are not on lines of their own.
    """
    if is_workbook(document):
        return document_xlsx.write_remainder(document, findings)
    return document_yaml.write_remainder(document, findings)
