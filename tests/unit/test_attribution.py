"""Whose figures recorded work belongs to, after departments were renamed, merged and split (P3, R6.1)."""

from datetime import date

from hotline_server.domain.directory.attribution import Share, recorded_names, shares_of, split_names
from hotline_server.domain.directory.change import Change, ChangeKind
from hotline_server.domain.directory.changes import apply
from hotline_server.domain.directory.tree import Directory
from hotline_server.domain.directory.units import Successor, Unit, UnitKind
from hotline_server.domain.errors import InvalidFieldsError
from hypothesis import given
from hypothesis import strategies as st

DAY = date(2027, 1, 1)
TAXIS, BUSES, ROADS = MATTERS = ("出租车与网约车", "公交", "公路建设与养护")
DIRECTORY = Directory(
    [
        Unit("city", "云江市", UnitKind.CITY),
        *(Unit(f"U{place}", f"{name}局", UnitKind.DEPARTMENT, "city") for place, name in enumerate("甲乙丙")),
    ]
)


def split(name: str, *successors: Successor) -> Change:
    return Change(
        ChangeKind.SPLIT,
        (name,),
        added=tuple(Unit("", heir.code, UnitKind.DEPARTMENT, "云江市") for heir in successors),
        successors=successors,
    )


@st.composite
def revised(draw: st.DrawFn) -> Directory:
    """Draw a directory in which departments have been renamed, merged and split, one after another."""
    directory = DIRECTORY
    for place in range(draw(st.integers(1, 5))):
        name, other = (draw(st.sampled_from(list(directory.departments))) for _ in range(2))
        some = tuple(draw(st.sets(st.sampled_from(MATTERS), min_size=1, max_size=2)))
        kinds = (
            Change(ChangeKind.RENAME, (name,), name=f"新{place}局"),
            Change(ChangeKind.MERGE, (name,), successors=(Successor(other),)),
            split(name, Successor(f"分{place}局", some), Successor(f"余{place}局")),
        )
        try:
            directory = apply(directory, [draw(st.sampled_from(kinds))], DAY)
        except InvalidFieldsError:
            continue
    return directory


def belongs(share: Share, name: str, matter: str) -> bool:
    return share.name == name and (matter in share.matters) is not share.others


@given(directory=revised())
def test_recorded_work_belongs_to_the_unit_that_does_it_today_and_to_no_other(directory: Directory) -> None:
    shares = {name: shares_of(directory, name) for name in directory.departments}
    counted_by_matter = split_names(directory)
    for recorded in {name for unit in directory.units.values() for name in unit.names} - {"云江市"}:
        for matter in ("", "别的事", *MATTERS):
            owners = [name for name, its in shares.items() if any(belongs(one, recorded, matter) for one in its)]
            assert owners == [directory.current(recorded, matter)]
            # Where the matter is not read, it must not decide.
            if recorded not in counted_by_matter:
                assert owners == [directory.current(recorded)]


@given(directory=revised())
def test_names_on_record_are_those_of_the_directory_asked(directory: Directory) -> None:
    for name in ("没有的局", *(name for unit in directory.units.values() for name in unit.names)):
        for _ in range(2):
            assert recorded_names(directory, name) == directory.names_of(name)


def test_the_shares_of_a_split_department_are_told_apart_by_matter() -> None:
    directory = apply(DIRECTORY, [split("甲局", Successor("客运局", (TAXIS, BUSES)), Successor("交通局"))], DAY)
    named = frozenset({TAXIS, BUSES})
    assert split_names(directory) == {"甲局": named}
    assert shares_of(directory, "客运局") == [Share("客运局"), Share("甲局", named, others=False)]
    assert shares_of(directory, "交通局") == [Share("交通局"), Share("甲局", named)]
    assert shares_of(directory, "甲局") == shares_of(directory, "交通局")
    assert shares_of(directory, "值班室") == [Share("值班室")]
