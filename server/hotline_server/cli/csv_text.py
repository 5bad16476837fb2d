"""Text of CSV files as offices save them."""


def csv_text(content: bytes) -> str:
    """Return the text of a CSV file in UTF-8 or GBK."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("gb18030", "replace")
