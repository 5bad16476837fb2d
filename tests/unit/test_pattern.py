"""Pattern language of the lexicons."""

import pytest
from hotline_server.text.pattern import GAP_LIMIT, PatternError, PatternSet, parse
from hypothesis import given
from hypothesis import strategies as st

WORDS = st.text(alphabet="火水电气人车楼河", min_size=1, max_size=3)


def matches(pattern: str, text: str) -> list[str]:
    return [text[hit.start : hit.end] for hit in PatternSet([pattern]).find(text)]


def test_a_literal_word_matches() -> None:
    assert matches("着火了", "楼下着火了快来") == ["着火了"]


def test_every_alternative_matches() -> None:
    assert matches("[煤气|燃气][泄漏|泄露]", "燃气泄露,煤气泄漏") == ["燃气泄露", "煤气泄漏"]


def test_a_gap_spans_a_limited_number_of_characters() -> None:
    assert matches("孩子…掉…水", "孩子刚刚掉到水里") == ["孩子刚刚掉到水"]
    assert matches("孩子……掉...水", "孩子刚刚掉到水里") == ["孩子刚刚掉到水"]
    assert matches("孩子…水", "孩子" + "啊" * (GAP_LIMIT + 1) + "水") == []


def test_a_gap_does_not_span_sentences() -> None:
    assert matches("孩子…水", "孩子好。水") == []


@pytest.mark.parametrize(
    "pattern",
    [
        "",
        "…火",
        "火…",
        "[火",
        "火]",
        "[火|]水",
        "火||水",
        "[" + "|".join("火水电气人车楼河" * 600) + "][火|水]",
    ],
)
def test_an_invalid_pattern_is_rejected(pattern: str) -> None:
    with pytest.raises(PatternError):
        parse(pattern)


@given(before=WORDS, word=WORDS, after=WORDS)
def test_every_occurrence_of_a_word_is_found(before: str, word: str, after: str) -> None:
    text = f"{before}{word}{after}"
    starts = {hit.start for hit in PatternSet([word]).find(text)}
    assert starts == {place for place in range(len(text)) if text.startswith(word, place)}


@given(first=WORDS, second=WORDS, gap=st.text(alphabet="啊哦", max_size=GAP_LIMIT))
def test_two_parts_within_the_gap_limit_match(first: str, second: str, gap: str) -> None:
    assert matches(f"{first}…{second}", f"{first}{gap}{second}")
