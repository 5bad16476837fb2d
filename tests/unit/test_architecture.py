"""Counting rooms and imports, and judging them by the column of layers."""

from pathlib import Path

from hotline_server.ground.folders import PROJECT

from architecture.column import Column, read_column, top
from architecture.picture import shown_in
from architecture.rooms import Arrow, House, Import, read_house, room_of

COLUMN = Column([["api", "open311"], ["desk"], ["store"]])


def house(*imports: tuple[str, str]) -> House:
    """Build a house of modules that stand each in the room before its last name."""
    return House(
        {module: room_of(module) for pair in imports for module in pair},
        frozenset(Import(importer, imported) for importer, imported in imports),
    )


def test_imports_that_lead_down_are_in_order() -> None:
    assert COLUMN.against(house(("api.cases", "desk.acts"), ("api.cases", "store.rows"))) == []


def test_imports_that_lead_up_or_aside_are_against_the_layers() -> None:
    found = COLUMN.against(house(("store.rows", "desk.acts"), ("api.cases", "open311.app")))
    assert found == [Import("api.cases", "open311.app"), Import("store.rows", "desk.acts")]


def test_imports_within_a_layer_are_its_own_business() -> None:
    assert COLUMN.against(house(("desk.cases.acts", "desk.records.masking"))) == []


def test_what_stands_in_no_layer_is_not_judged() -> None:
    assert COLUMN.against(house(("store.rows", "loose.clock"), ("loose.clock", "api.cases"))) == []


def test_an_arrow_that_follows_from_others_is_not_drawn() -> None:
    built = house(("api.a", "desk.b"), ("desk.b", "store.c"), ("api.a", "store.c"))
    assert built.drawn() == [Arrow("api", "desk"), Arrow("desk", "store")]


def test_rooms_that_import_each_other_are_named_and_drawn() -> None:
    built = house(("desk.a", "store.b"), ("store.b", "desk.a"))
    assert built.two_way == [Arrow("desk", "store")]
    assert built.drawn() == [Arrow("desk", "store"), Arrow("store", "desk")]


def test_a_package_of_packages_is_read_room_by_room(tmp_path: Path) -> None:
    for name, text in {
        "__init__": "",
        "clock": "",
        "desk/__init__": "",
        "desk/cases/__init__": "",
        "desk/cases/acts": "from a_house.clock import now\nfrom a_house.desk.cases import other\n",
        "desk/cases/other": "",
    }.items():
        path = tmp_path / "a_house" / f"{name}.py"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    read = read_house(tmp_path, "a_house")
    assert read.modules == {"clock": "clock", "desk.cases.acts": "desk.cases", "desk.cases.other": "desk.cases"}
    assert read.arrows == {Arrow("desk.cases", "clock"): [Import("desk.cases.acts", "clock")]}
    assert read.crossing == 1


def test_modules_are_counted_in_the_rooms_that_they_were_moved_to() -> None:
    moved = {"loose.acts": "desk.cases.acts", "loose.masking": "desk.records.masking"}
    built = house(("loose.acts", "loose.masking"), ("store.rows", "loose.acts"))
    arranged = built.arranged(lambda module: moved.get(module, module))
    assert list(arranged.arrows) == [Arrow("desk.cases", "desk.records"), Arrow("store", "desk.cases")]
    assert COLUMN.against(built) == []
    assert COLUMN.against(built, lambda module: moved.get(module, module)) == [Import("store.rows", "loose.acts")]


def test_the_column_has_every_layer_that_there_is() -> None:
    folders = {path.parent.name for path in (PROJECT / "server" / "hotline_server").glob("*/__init__.py")}
    assert {layer for level in read_column(PROJECT).levels for layer in level} == folders


def test_the_picture_in_the_docs_shows_the_code_as_it_is() -> None:
    """After rooms or the imports between them have changed, ``make architecture`` draws it again."""
    read = read_house(PROJECT / "server")
    rooms, arrows = shown_in(PROJECT / "docs" / "architecture.svg")
    assert rooms == set(read.rooms)
    assert arrows == set(read.drawn())


def test_few_commands_open_the_database_themselves() -> None:
    """The server's own, those that verify without trusting it, and those that work on its files; others ask it."""
    arrows = read_house(PROJECT / "server").arrows.items()
    opening = {
        one.importer for arrow, found in arrows if (arrow.tail, top(arrow.head)) == ("cli", "store") for one in found
    }
    assert opening == {f"cli.{name}" for name in ("serving", "database", "keys", "audit", "verifying", "archive")}
