"""Names in a text that may be those of unknown places (R8.3)."""

import pytest
from hotline_server.desk.directory.proposals import unknown_names
from hotline_server.text.place_candidates import candidate_names, kind_of
from hypothesis import given
from hypothesis import strategies as st


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("我住东湖区柳叶小区12号3栋502", ["柳叶小区"]),
        ("在春风路和建设大道交叉口", ["春风路", "建设大道"]),
        ("从育才小学到万家丽广场的公交", ["育才小学", "万家丽广场"]),
        ("龙泉县大屋村三组没水", ["大屋村"]),
        ("旁边的菜市场太吵", []),
        ("马路上有坑，道路不平", []),
        ("3栋2单元502室漏水", []),
        ("路灯坏了", []),
    ],
)
def test_names_are_found_by_how_they_end(text: str, names: list[str]) -> None:
    assert list(candidate_names(text)) == names


@pytest.mark.parametrize(
    ("name", "kind"), [("春风路", "道路"), ("柳叶小区", "小区"), ("育才小学", "学校"), ("某处", "其他")]
)
def test_the_end_of_a_name_tells_its_kind(name: str, kind: str) -> None:
    assert kind_of(name) == kind


def test_the_first_unknown_names_of_a_call_are_learnt() -> None:
    names = [f"{stem}小区" for stem in ("银杏", "金杏", "云雾", "春风", "育才", "柳叶", "建设")]
    assert unknown_names(("、".join(names),), lambda name: name == "云雾小区", "") == (*names[:2], *names[3:6])
    assert unknown_names(("金杏小区", "银杏小区、金杏小区"), lambda _: False, "") == ("金杏小区", "银杏小区")


def test_a_long_letter_is_searched_for_its_first_names_only() -> None:
    asked: list[str] = []

    def known(name: str) -> bool:
        asked.append(name)
        return True

    signs = "安宝北春东丰福光广桂海和恒华吉建江金锦景"
    letter = "、".join(f"{one}{other}小区" for one in signs for other in signs)
    assert unknown_names((letter,), known, "") == ()
    assert len(asked) <= 50


@given(st.text(st.sampled_from("东湖春风路小区3号栋的，村12A")))
def test_a_name_has_no_numbers_and_is_in_the_text(text: str) -> None:
    for name in candidate_names(text):
        assert name in text
        assert not any(sign.isdigit() or sign.isascii() for sign in name)
