"""N-grams as a reader's file has them: numbers, 16 bits a character, of up to three characters."""


def key_of(gram: str) -> int:
    """Return the number of an n-gram of folded characters."""
    return int.from_bytes(gram.ljust(3, "\0").encode("utf-16-be"), "big")


def gram_of(number: int) -> str:
    """Return the n-gram with a number."""
    return number.to_bytes(6, "big").decode("utf-16-be").rstrip("\0")
