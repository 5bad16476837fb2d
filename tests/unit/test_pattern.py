"""The pattern language of the lexicons."""

import pytest
from hotline_server.text.pattern import GAP_LIMIT, PatternError, PatternSet, parse
from hypothesis import given
from hypothesis import strategies as st

WORDS = st.text(alphabet="火水电气人车楼河", min_size=1, max_size=3)


def found(pattern: str, text: str) -> list[str]:
    return [text[hit.start : hit.end] for hit in PatternSet([pattern]).find(text)]


def test_a_word_is_found_as_it_stands() -> None:
    assert found("着火了", "楼下着火了快来") == ["着火了"]


def test_each_alternative_is_found() -> None:
    assert found("[煤气|燃气][泄漏|泄露]", "燃气泄露,煤气泄漏") == ["燃气泄露", "煤气泄漏"]


def test_a_gap_allows_a_few_characters_but_no_more() -> None:
    assert found("孩子…掉…水", "孩子刚刚掉到水里") == ["孩子刚刚掉到水"]
    assert found("孩子…水", "孩子" + "啊" * (GAP_LIMIT + 1) + "水") == []


def test_a_gap_does_not_cross_a_sentence() -> None:
    assert found("孩子…水", "孩子好。水") == []


@pytest.mark.parametrize(
    "wrong",
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
def test_what_is_not_in_the_language_is_refused(wrong: str) -> None:
    with pytest.raises(PatternError):
        parse(wrong)


@given(before=WORDS, word=WORDS, after=WORDS)
def test_a_word_in_a_text_is_always_found(before: str, word: str, after: str) -> None:
    text = f"{before}{word}{after}"
    starts = {hit.start for hit in PatternSet([word]).find(text)}
    assert starts == {place for place in range(len(text)) if text.startswith(word, place)}


@given(first=WORDS, second=WORDS, gap=st.text(alphabet="啊哦", max_size=GAP_LIMIT))
def test_two_parts_within_reach_are_always_found(first: str, second: str, gap: str) -> None:
    assert found(f"{first}…{second}", f"{first}{gap}{second}")
