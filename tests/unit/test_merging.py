"""Merging of rule books: whoever alone changed an entry prevails, and nobody's change is lost unseen (P3)."""

from hotline_server.ground.folders import PROJECT
from hotline_server.rulebook.entries import named_entries
from hotline_server.rulebook.files import read_files
from hotline_server.rulebook.merging import Conflict, entry_texts, merge
from hypothesis import given
from hypothesis import strategies as st

SHIPPED = read_files(PROJECT / "rules")
ENTRIES = ["A", "B", "C", "D", "E"]
Book = dict[str, int]
BOOKS = st.dictionaries(st.sampled_from(ENTRIES), st.integers(0, 2))


def written(book: Book) -> dict[str, bytes]:
    lines = [f"  # 说明 {name}\n  - {{编号: {name}, 优先级: {number}}}\n" for name, number in book.items()]
    return {"rules.yaml": ("规则:\n" + "".join(lines)).encode()}


def read(files: dict[str, bytes]) -> Book:
    return {
        name: int(text.split("优先级: ")[1].split("}")[0]) for name in ENTRIES for _, text in entry_texts(files, name)
    }


def test_the_shipped_rule_book_merged_with_itself_stays_byte_for_byte() -> None:
    merged = merge(SHIPPED, SHIPPED, SHIPPED)
    assert merged.files == SHIPPED
    assert merged.conflicts == ()


def test_rows_of_one_place_belong_together_whenever_they_are_valid() -> None:
    rows = "派单目录:\n  - {事项: 公交, 牵头: 甲局, 失效: 2026-12-31}\n  - {事项: 公交, 牵头: 乙局, 生效: 2027-01-01}\n"
    ((_, both),) = entry_texts({"routing.yaml": rows.encode()}, "公交")
    ((_, later),) = entry_texts({"routing.yaml": rows.encode()}, "公交/2027-01-01")
    assert both == rows.partition("\n")[2]
    assert later == both.splitlines(keepends=True)[1]


@given(BOOKS, BOOKS, BOOKS)
def test_every_entry_is_as_one_left_it_or_in_dispute(base: Book, mine: Book, theirs: Book) -> None:
    merged = merge(written(base), written(mine), written(theirs))
    found = read(dict(merged.files))
    disputed = {conflict.entry for conflict in merged.conflicts}
    for name in ENTRIES:
        was, ours, others = (book.get(name) for book in (base, mine, theirs))
        expected = {others} if others != was or ours == was else {ours}
        assert found.get(name) in expected
        assert (name in disputed) == (ours != others and was not in (ours, others))


@given(BOOKS, BOOKS, BOOKS)
def test_kept_entries_are_as_the_draft_has_them(base: Book, mine: Book, theirs: Book) -> None:
    merged = merge(written(base), written(mine), written(theirs), [("rules.yaml", name) for name in ENTRIES])
    assert merged.conflicts == ()
    for name in ENTRIES:
        if mine.get(name) != base.get(name):
            assert read(dict(merged.files)).get(name) == mine.get(name)


def test_an_entry_is_kept_in_the_file_that_is_named_with_it() -> None:
    def files(number: int) -> dict[str, bytes]:
        return {name: f"规则:\n  - {{编号: A, 优先级: {number}}}\n".encode() for name in ("a.yaml", "b.yaml")}

    base, mine, theirs = map(files, range(3))
    disputed = merge(base, mine, theirs).conflicts
    assert [one.name for one in disputed] == ["a.yaml#A", "b.yaml#A"]
    assert named_entries(["b.yaml#A"], disputed) == ({("b.yaml", "A")}, [])
    assert named_entries(["A", "b.yaml#B", "b.yaml#A"], disputed) == ({("b.yaml", "A")}, [0, 1])
    row = [Conflict("routing.yaml", "公交", "", "")]
    for name in ("公交", "routing.yaml#公交/全市", "派单目录:公交/全市", "全市的“公交”"):
        assert named_entries([name], row) == ({("routing.yaml", "公交")}, []), name
    assert named_entries(["A"], disputed[:1]) == ({("a.yaml", "A")}, [])
    merged = merge(base, mine, theirs, {("b.yaml", "A")})
    assert [one.name for one in merged.conflicts] == ["a.yaml#A"]
    assert (merged.files["a.yaml"], merged.files["b.yaml"]) == (theirs["a.yaml"], mine["b.yaml"])


def test_comments_go_with_the_entry_below_them() -> None:
    base = {"a": "规则:\n  # 甲\n  - {编号: A}\n  # 乙\n  - {编号: B}\n".encode()}
    mine = {"a": "规则:\n  # 甲改\n  - {编号: A}\n  # 乙\n  - {编号: B}\n".encode()}
    theirs = {"a": "规则:\n  # 甲\n  - {编号: A}\n  # 丙\n  - {编号: C}\n".encode()}
    merged = merge(base, mine, theirs)
    assert merged.files["a"].decode() == "规则:\n  # 甲改\n  - {编号: A}\n  # 丙\n  - {编号: C}\n"


def test_files_that_one_added_or_deleted_are_merged_too() -> None:
    base = {"a": b"x: 1\n", "b": b"y: 1\n"}
    merged = merge(base, {"b": b"y: 1\n", "c": b"z: 1\n"}, {"a": b"x: 1\n", "b": b"y: 2\n"})
    assert merged.files == {"b": b"y: 2\n", "c": b"z: 1\n"}
    assert merged.conflicts == ()
