"""YAML parser: plain YAML only, with the position of every value."""

import pytest
from hotline_server.rulebook.errors import RuleBookError
from hotline_server.rulebook.source import SIZE_LIMIT, parse_yaml
from hypothesis import given
from hypothesis import strategies as st


def test_every_value_has_a_position() -> None:
    source = parse_yaml("a.yaml", "规则:\n  - 编号: A\n    数: 3\n".encode())
    assert source.data == {"规则": [{"编号": "A", "数": 3}]}
    assert str(source.problem(("规则", 0, "数"), "错")) == "a.yaml:3:5: 错"


@pytest.mark.parametrize(
    ("text", "position", "message"),
    [
        ("a: 1\na: 2\n", "2:1", "重复"),
        ("a: &x 1\nb: *x\n", "1:4", "锚点"),
        ("a: !!python/object:os.system x\n", "1:4", "标签"),
        ("a: 1\n---\nb: 2\n", "2:1", "只能有一份"),
        ("? [x]\n: 1\n", "1:3", "键必须是文字"),
        ("[" * 60 + "]" * 60, "1:34", "嵌套超过"),
    ],
)
def test_an_error_has_a_position(text: str, position: str, message: str) -> None:
    with pytest.raises(RuleBookError) as caught:
        parse_yaml("a.yaml", text.encode())
    assert str(caught.value).startswith(f"a.yaml:{position}: ")
    assert message in str(caught.value)


def test_an_oversized_file_is_rejected() -> None:
    with pytest.raises(RuleBookError, match="上限"):
        parse_yaml("a.yaml", b" " * (SIZE_LIMIT + 1))


@given(st.binary(max_size=200))
def test_any_bytes_are_either_parsed_or_rejected(content: bytes) -> None:
    try:
        parse_yaml("a.yaml", content)
    except RuleBookError as error:
        assert error.problems
