"""The gazetteer: import, export, search, and the facts it gives to rules (R8.3)."""

import base64
import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path

import grpc
import pytest
from hotline.v1 import case_pb2, case_service_pb2
from hotline.v1 import directory_service_pb2 as directory_pb
from hotline.v1 import place_service_pb2 as pb
from hotline_client import Hotline, HotlineError
from hotline_server.cli.main import app
from hotline_server.runtime.server import RunningServer
from hotline_server.security.identity import AccessRole
from hotline_server.store.models import GazetteerRow
from typer.testing import CliRunner, Result

from tests.hotline import AUTHORITY, StartServer, a_call, connect, eventually, refusal
from tests.office import Office

HEADER = "名称,类别,所属,经度,纬度,别名\n"
KEEPER = AUTHORITY.token("赵地名", [AccessRole.RULE_MAINTAINER])


def requests(
    content: bytes,
    mode: pb.PlaceImportMode.ValueType = pb.PLACE_IMPORT_MODE_MERGE,
    written: pb.PlaceFileFormat.ValueType = pb.PLACE_FILE_FORMAT_CSV,
    **header: str,
) -> Iterator[pb.ImportPlacesRequest]:
    fields = {"source": "测试.csv", "actor": "测试"} | header
    yield pb.ImportPlacesRequest(header=pb.PlaceImport(format=written, mode=mode, **fields))
    for start in range(0, len(content), 50):
        yield pb.ImportPlacesRequest(chunk=content[start : start + 50])


def load(
    hotline: Hotline, rows: str, mode: pb.PlaceImportMode.ValueType = pb.PLACE_IMPORT_MODE_MERGE
) -> pb.ImportPlacesResponse:
    return hotline.places.ImportPlaces(requests((HEADER + rows).encode(), mode))


def facts(case: case_pb2.Case) -> dict[str, str]:
    return {fact.name: fact.value for fact in case.decision.facts}


def names(hotline: Hotline, prefix: str) -> list[str]:
    return [place.name for place in hotline.places.SearchPlaces(pb.SearchPlacesRequest(prefix=prefix)).places]


def exported(hotline: Hotline) -> list[dict[str, str]]:
    content = b"".join(one.chunk for one in hotline.places.ExportPlaces(pb.ExportPlacesRequest()))
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def test_a_new_database_has_the_places_of_the_sample(hotline: Hotline) -> None:
    rows = exported(hotline)
    assert len(rows) > 20
    found = hotline.places.SearchPlaces(pb.SearchPlacesRequest(prefix=rows[0]["名称"])).places[0]
    assert f"{found.latitude:.6f}" == rows[0]["纬度"]


@pytest.mark.each_database
def test_imported_places_decide_where_the_next_call_is(hotline: Hotline) -> None:
    before = hotline.register(a_call("银杏谷路的路灯坏了"))
    result = load(hotline, "银杏谷路,道路,青山区,113.001,28.301,银谷路\n")
    assert (result.imported_count, result.refused_count, list(result.findings)) == (1, 0, [])
    case = hotline.register(a_call("银谷路12号门口的路灯坏了"))
    assert facts(before)["地点"] == ""
    assert (facts(case)["区县"], facts(case)["地点"]) == ("青山区", "银杏谷路")
    assert case.location == case_pb2.Location(
        district="青山区", place="银杏谷路", address_detail="12号", latitude=28.301, longitude=113.001,
        coordinate_source=case_pb2.COORDINATE_SOURCE_PLACE,
    )  # fmt: skip
    assert not case.call.HasField("latitude")
    assert hotline.case(case.number).location == case.location
    assert [one.number for one in hotline.cases(case_service_pb2.CaseFilter(district="青山区"))] == [case.number]


@pytest.mark.each_database
def test_a_place_tells_the_town_and_the_community(hotline: Hotline) -> None:
    load(hotline, "银杏谷小区,小区,柳叶社区,,,\n")
    case = hotline.register(a_call("银杏谷小区3栋502的电梯坏了"))
    known = {name: facts(case)[name] for name in ("区县", "街道", "社区", "地点")}
    assert known == {"区县": "东湖区", "街道": "湖滨街道", "社区": "柳叶社区", "地点": "银杏谷小区"}
    assert case.location.address_detail == "3栋502"
    (found,) = hotline.places.SearchPlaces(pb.SearchPlacesRequest(prefix="银杏谷")).places
    assert (found.district, found.town, found.community) == ("东湖区", "湖滨街道", "柳叶社区")
    assert [one.number for one in hotline.cases(case_service_pb2.CaseFilter(town="湖滨街道"))] == [case.number]
    with pytest.raises(HotlineError) as refused:
        list(hotline.cases(case_service_pb2.CaseFilter(town="火星街道")))
    assert set(refused.value.violations) == {"filter.town"}


def renaming(target: str, name: str) -> directory_pb.DirectoryChange:
    return directory_pb.DirectoryChange(rename=directory_pb.RenameUnit(target=target, name=name))


def change(hotline: Hotline, *changes: directory_pb.DirectoryChange) -> None:
    etag = hotline.directory.ListUnits(directory_pb.ListUnitsRequest()).etag
    request = directory_pb.ChangeDirectoryRequest(changes=changes, etag=etag, reason="调整", actor="赵管理员")
    hotline.directory.ChangeDirectory(request)


def test_places_follow_the_units_they_are_in(hotline: Hotline) -> None:
    load(hotline, "银杏谷小区,小区,湖滨街道,,,\n")
    merging = directory_pb.DirectoryChange(merge=directory_pb.MergeUnits(targets=["柳叶社区"], into="碧波社区"))
    change(hotline, renaming("湖滨街道", "滨湖街道"), merging)
    for attempt in eventually():
        with attempt:
            assert hotline.register(a_call("银杏谷小区停水")).location.town == "滨湖街道"
    for former in ("湖滨街道停水", "柳叶社区停水"):
        assert facts(hotline.register(a_call(former)))["街道"] == "滨湖街道"
    assert facts(hotline.register(a_call("柳叶社区停水")))["社区"] == "碧波社区"
    assert [row["所属"] for row in exported(hotline) if row["名称"] == "银杏谷小区"] == ["滨湖街道"]


def test_an_ambiguous_name_leaves_the_district_open_unless_the_operator_gives_it(hotline: Hotline) -> None:
    load(hotline, "银杏谷路,道路,青山区,,,\n银杏谷路,道路,东湖区,,,\n")
    assert facts(hotline.register(a_call("银杏谷路堵车")))["区县"] == ""
    chosen = hotline.register(a_call("银杏谷路堵车", district="东湖区"))
    assert (facts(chosen)["区县"], facts(chosen)["地点"]) == ("东湖区", "银杏谷路")


def test_a_wrong_row_costs_that_row_and_says_why(hotline: Hotline) -> None:
    rows = (
        "银杏谷路,道路,青山区,,,\n"
        "银,道路,青山区,,,\n"
        "小区,小区,青山区,,,\n"
        "云雾里,迷宫,青山区,,,\n"
        "云雾里,小区,火星区,,,\n"
        "云雾里,小区,青山区,113.0,,\n"
        "云雾里,小区,青山区,113.0,228,\n"
        "云雾里,小区,青山区,东,西,\n"
        "云雾里,小区,青山区,,,雾\n"
        "云雾湖,河湖,,,,\n"
    )
    result = load(hotline, rows)
    assert (result.imported_count, result.refused_count) == (2, 8)
    assert [(one.line, one.column) for one in result.findings] == [
        (3, "名称"), (4, "名称"), (5, "类别"), (6, "所属"), (7, "经度、纬度"), (8, "经度、纬度"), (9, "经度、纬度"),
        (10, "别名"),
    ]  # fmt: skip
    assert "可用：道路" in result.findings[2].description
    assert names(hotline, "云雾") == ["云雾湖"]


@pytest.mark.each_database
def test_a_merge_keeps_other_places_and_a_replacement_removes_them(hotline: Hotline) -> None:
    total = load(hotline, "银杏谷路,道路,青山区,,,\n").total_count
    assert load(hotline, "银杏谷路,其他,青山区,,,银谷\n金杏谷路,道路,青山区,,,\n").total_count == total + 1
    replaced = load(hotline, "金杏谷路,道路,青山区,,,\n", pb.PLACE_IMPORT_MODE_REPLACE)
    assert (replaced.imported_count, replaced.removed_count, replaced.total_count) == (1, total, 1)
    assert [row["名称"] for row in exported(hotline)] == ["金杏谷路"]


@pytest.mark.parametrize(
    "rows",
    [
        "银杏谷路,迷宫,青山区,,,\n",
        "银杏谷路,道路,青山区,,,\n金杏谷路,迷宫,青山区,,,\n",
        '银杏谷路,道路,青山区,,,\n"金杏谷路,道路,青山区,,,\n云雾里,小区,青山区,,,\n',
    ],
)
def test_a_replacement_with_a_wrong_row_removes_nothing(hotline: Hotline, rows: str) -> None:
    """The place of the row that cannot be read may be among those that would be removed."""
    load(hotline, "金杏谷路,道路,青山区,,,\n云雾里,小区,青山区,,,\n")
    before = {row["名称"] for row in exported(hotline)}
    result = load(hotline, rows, pb.PLACE_IMPORT_MODE_REPLACE)
    assert (result.refused_count, result.removed_count) == (1, 0)
    assert before <= {row["名称"] for row in exported(hotline)}


@pytest.mark.each_database
def test_an_export_can_be_imported_without_loss(hotline: Hotline) -> None:
    load(hotline, "银杏谷路,道路,青山区,113.001,28.301,银谷路、杏谷\n云雾湖,河湖,,,,\n")
    before = exported(hotline)
    content = b"".join(one.chunk for one in hotline.places.ExportPlaces(pb.ExportPlacesRequest()))
    result = hotline.places.ImportPlaces(requests(content, pb.PLACE_IMPORT_MODE_REPLACE))
    assert (result.imported_count, result.refused_count, result.removed_count) == (len(before), 0, 0)
    assert exported(hotline) == before


def test_geojson_is_imported(hotline: Hotline) -> None:
    feature = {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [113.001, 28.301]},
        "properties": {"name": "银杏谷路", "kind": "道路", "belongs_to": "青山区"},
    }
    content = json.dumps({"type": "FeatureCollection", "features": [feature, {"type": "Feature"}]}).encode()
    result = hotline.places.ImportPlaces(requests(content, written=pb.PLACE_FILE_FORMAT_GEOJSON))
    assert (result.imported_count, result.findings[0].line) == (1, 2)
    assert names(hotline, "银杏") == ["银杏谷路"]


@pytest.mark.each_database
def test_every_server_takes_up_new_places(start_server: StartServer) -> None:
    with connect(start_server().address) as one, connect(start_server().address) as other:
        load(one, "银杏谷路,道路,青山区,,,\n")
        for attempt in eventually():
            with attempt:
                assert names(other, "银杏谷") == ["银杏谷路"]
        assert facts(other.register(a_call("银杏谷路堵车")))["区县"] == "青山区"


def test_a_restarted_server_has_the_imported_places(hotline: Hotline, start_server: StartServer) -> None:
    load(hotline, "银杏谷路,道路,青山区,,,\n")
    with connect(start_server().address) as again:
        assert names(again, "银杏谷") == ["银杏谷路"]


@pytest.mark.parametrize(
    ("sent", "wrong"),
    [
        ([], "header"),
        ([pb.ImportPlacesRequest(chunk=b"x")], "header"),
        (list(requests(b"", written=pb.PLACE_FILE_FORMAT_UNSPECIFIED)), "header.format"),
        (list(requests(b"", pb.PLACE_IMPORT_MODE_UNSPECIFIED)), "header.mode"),
        (list(requests(b"", source="")), "header.source"),
        (list(requests(b"", actor="")), "header.actor"),
        (list(requests(b"")), "chunk"),
        (list(requests("地名".encode("utf-16"))), "chunk"),
        ([*requests(b""), *requests(b"")], "chunk"),
        ([*requests(b""), pb.ImportPlacesRequest(chunk=b"x" * (1024 * 1024 + 1))], "chunk"),
    ],
)
def test_an_import_that_is_no_import_is_refused(
    hotline: Hotline, sent: list[pb.ImportPlacesRequest], wrong: str
) -> None:
    before = exported(hotline)
    refused = refusal(lambda: hotline.places.ImportPlaces(iter(sent)))
    assert (refused.code, set(refused.violations)) == (grpc.StatusCode.INVALID_ARGUMENT, {wrong})
    assert exported(hotline) == before


@pytest.mark.parametrize(
    ("request_", "wrong"),
    [
        (pb.SearchPlacesRequest(), "prefix"),
        (pb.SearchPlacesRequest(prefix="长" * 33), "prefix"),
        (pb.SearchPlacesRequest(prefix="人", limit=51), "limit"),
        (pb.SearchPlacesRequest(prefix="人", limit=-1), "limit"),
    ],
)
def test_a_search_that_asks_for_nothing_is_refused(
    hotline: Hotline, request_: pb.SearchPlacesRequest, wrong: str
) -> None:
    assert set(refusal(lambda: hotline.places.SearchPlaces(request_)).violations) == {wrong}


class TestLearning:
    """Names that callers use, and that no one listed, are proposed."""

    CONTENT = "银杏谷小区3栋502的电梯坏了"

    def proposals(self, hotline: Hotline, page_size: int = 0) -> list[tuple[str, str, int]]:
        found = hotline.places.ListPlaceProposals(pb.ListPlaceProposalsRequest(page_size=page_size)).proposals
        return [(one.name, one.district, one.caller_count) for one in found]

    def call(self, office: Office, *phones: str, **fields: str) -> None:
        for phone in phones:
            office.call(self.CONTENT, phone=phone, **fields)

    @pytest.mark.each_database
    def test_a_name_that_three_callers_used_is_proposed(self, office: Office) -> None:
        self.call(office, "13800138001", "13800138002", "13800138002", district="青山区")
        assert self.proposals(office.hotline) == []
        self.call(office, "13800138003", district="东湖区")
        self.call(office, "13800138004")
        assert self.proposals(office.hotline) == [], "in another district, and in none"
        self.call(office, "13800138003", district="青山区")
        assert self.proposals(office.hotline) == [("银杏谷小区", "青山区", 3)]

    def test_an_accepted_name_is_a_place(self, office: Office) -> None:
        self.call(office, "13800138001", "13800138002", "13800138003", district="青山区")
        request = pb.AcceptPlaceProposalRequest(name="银杏谷小区", district="青山区", actor="测试")
        for _ in range(2):
            place = office.hotline.places.AcceptPlaceProposal(request).place
            assert (place.name, place.kind, place.district) == ("银杏谷小区", "小区", "青山区")
        assert facts(office.case(office.call(self.CONTENT)))["区县"] == "青山区"
        assert self.proposals(office.hotline) == []

    @pytest.mark.each_database
    def test_an_accepted_name_is_a_place_for_every_server(self, office: Office, start_server: StartServer) -> None:
        self.call(office, "13800138001", "13800138002", "13800138003", district="青山区")
        request = pb.AcceptPlaceProposalRequest(name="银杏谷小区", district="青山区", actor="测试")
        with connect(start_server().address) as other:
            office.hotline.places.AcceptPlaceProposal(request)
            assert other.places.AcceptPlaceProposal(request).place.name == "银杏谷小区", "a retry"
            for attempt in eventually():
                with attempt:
                    assert names(other, "银杏谷") == ["银杏谷小区"]
        with connect(start_server().address) as later:
            assert names(later, "银杏谷") == ["银杏谷小区"]

    def test_an_accepted_name_waits_for_the_next_import_to_be_indexed(
        self, office: Office, server: RunningServer
    ) -> None:
        """Indexing hundreds of thousands of names takes seconds, which calls should not wait for."""
        store = server.service.stores.places
        load(office.hotline, "云雾里,小区,青山区,,,\n")
        indexed = store.index_version()
        self.call(office, "13800138001", "13800138002", "13800138003", district="青山区")
        request = pb.AcceptPlaceProposalRequest(name="银杏谷小区", district="青山区", actor="测试")
        office.hotline.places.AcceptPlaceProposal(request)
        assert [place.name for place in store.added()] == ["银杏谷小区"]
        assert store.index_version() == indexed
        assert "银杏谷小区" in [row["名称"] for row in exported(office.hotline)]
        load(office.hotline, "云雾里,小区,青山区,,,\n")
        assert store.added() == []
        assert store.index_version() > indexed
        assert names(office.hotline, "银杏谷") == ["银杏谷小区"]
        replaced = load(office.hotline, "云雾里,小区,青山区,,,\n", pb.PLACE_IMPORT_MODE_REPLACE)
        assert replaced.total_count == 1
        assert names(office.hotline, "银杏谷") == []

    @pytest.mark.each_database
    @pytest.mark.tampers
    def test_an_index_of_another_release_is_rebuilt(
        self, hotline: Hotline, server: RunningServer, start_server: StartServer
    ) -> None:
        load(hotline, "银杏谷路,道路,青山区,,,\n")
        _, content = server.service.stores.places.index() or (0, b"")
        other = base64.b64encode(content.replace(b'"format": 2', b'"format": 1')).decode()
        GazetteerRow.update(content=other).execute(server.service.stores.database)
        with connect(start_server().address) as again:
            assert names(again, "银杏谷") == ["银杏谷路"]

    @pytest.mark.parametrize(
        ("made", "present"),
        [
            (renaming("青山区", "绿山区"), "绿山区"),
            (
                directory_pb.DirectoryChange(merge=directory_pb.MergeUnits(targets=["青山区"], into="东湖区")),
                "东湖区",
            ),
        ],
        ids=["renamed", "merged"],
    )
    def test_proposals_follow_their_district(
        self, made: directory_pb.DirectoryChange, present: str, office: Office
    ) -> None:
        """A district that was renamed or merged is meant by its present name; its callers count together."""
        self.call(office, "13800138001", "13800138002", district="青山区")
        change(office.hotline, made)
        for attempt in eventually():
            with attempt:
                self.call(office, "13800138003", district=present)
        assert self.proposals(office.hotline) == [("银杏谷小区", present, 3)]
        request = pb.AcceptPlaceProposalRequest(name="银杏谷小区", district="青山区", actor="测试")
        assert office.hotline.places.AcceptPlaceProposal(request).place.district == present
        assert self.proposals(office.hotline) == []

    def test_a_dismissal_holds_when_the_district_is_renamed(self, office: Office) -> None:
        self.call(office, "13800138001", "13800138002", "13800138003", district="青山区")
        dismiss = pb.DismissPlaceProposalRequest(name="银杏谷小区", district="青山区", actor="测试")
        office.hotline.places.DismissPlaceProposal(dismiss)
        change(office.hotline, renaming("青山区", "绿山区"))
        for attempt in eventually():
            with attempt:
                self.call(office, "13800138001", district="绿山区")
        self.call(office, "13800138002", "13800138003", district="绿山区")
        assert self.proposals(office.hotline) == []
        dismiss.district = "绿山区"
        office.hotline.places.DismissPlaceProposal(dismiss)

    @pytest.mark.each_database
    def test_names_listed_since_do_not_take_the_place_of_others(self, office: Office) -> None:
        for phone in ("13800138001", "13800138002", "13800138003"):
            office.call("银杏谷小区和金杏谷小区的电梯坏了", phone=phone, district="青山区")
        assert len(self.proposals(office.hotline)) == 2
        load(office.hotline, "金杏谷小区,小区,青山区,,,\n")
        assert self.proposals(office.hotline, 1) == [("银杏谷小区", "青山区", 3)]

    def test_a_name_known_in_another_district_is_proposed(self, office: Office) -> None:
        load(office.hotline, "银杏谷小区,小区,东湖区,,,\n")
        self.call(office, "13800138001", "13800138002", "13800138003", district="青山区")
        self.call(office, "13800138001", "13800138002", "13800138003", district="东湖区")
        assert self.proposals(office.hotline) == [("银杏谷小区", "青山区", 3)]

    @pytest.mark.each_database
    def test_a_dismissed_name_is_not_proposed_again(self, office: Office) -> None:
        self.call(office, "13800138001", "13800138002", "13800138003", district="青山区")
        request = pb.DismissPlaceProposalRequest(name="银杏谷小区", district="青山区", actor="测试")
        for _ in range(2):
            office.hotline.places.DismissPlaceProposal(request)
        self.call(office, "13800138001", "13800138002", "13800138003", district="青山区")
        assert self.proposals(office.hotline) == []

    def test_what_is_not_proposed_is_neither_accepted_nor_dismissed(self, office: Office) -> None:
        accept = pb.AcceptPlaceProposalRequest(name="银杏谷小区", district="青山区", actor="测试")
        dismiss = pb.DismissPlaceProposalRequest(name="银杏谷小区", district="青山区", actor="测试")
        for act in (
            lambda: office.hotline.places.AcceptPlaceProposal(accept),
            lambda: office.hotline.places.DismissPlaceProposal(dismiss),
        ):
            assert refusal(act).code is grpc.StatusCode.NOT_FOUND

    @pytest.mark.parametrize(
        ("fields", "wrong"),
        [
            ({"kind": "迷宫"}, "kind"),
            ({"unit": "火星街道"}, "unit"),
            ({"unit": "东湖区"}, "unit"),
            ({"unit": "云江市"}, "unit"),
            ({"actor": ""}, "actor"),
        ],
    )
    def test_a_wrong_acceptance_names_its_field(self, office: Office, fields: dict[str, str], wrong: str) -> None:
        given = {"name": "银杏谷小区", "district": "青山区", "actor": "测试"} | fields
        refused = refusal(lambda: office.hotline.places.AcceptPlaceProposal(pb.AcceptPlaceProposalRequest(**given)))
        assert set(refused.violations) == {wrong}
        if wrong == "actor":
            unnamed = pb.DismissPlaceProposalRequest(name="银杏谷小区", district="青山区")
            assert set(refusal(lambda: office.hotline.places.DismissPlaceProposal(unnamed)).violations) == {wrong}

    def test_too_long_a_page_is_refused(self, hotline: Hotline) -> None:
        asked = pb.ListPlaceProposalsRequest(page_size=201)
        assert set(refusal(lambda: hotline.places.ListPlaceProposals(asked)).violations) == {"page_size"}

    def test_a_name_with_the_callers_own_is_not_kept(self, office: Office) -> None:
        for phone in ("13800138001", "13800138002", "13800138003"):
            office.call("张三家园门口堵车", phone=phone, district="青山区")
        assert self.proposals(office.hotline) == []


class TestCommands:
    """``hotline places``."""

    @pytest.fixture(autouse=True)
    def reach(self, server: RunningServer, tmp_path: Path) -> None:
        (tmp_path / "token").write_text(KEEPER)
        self.options = ("--server", server.address, "--token-file", str(tmp_path / "token"))

    def run(self, *arguments: str) -> Result:
        return CliRunner().invoke(app, ["places", *arguments, *self.options])

    def test_places_are_imported_exported_and_found(self, tmp_path: Path) -> None:
        path = tmp_path / "地名.csv"
        path.write_bytes((HEADER + "银杏谷路,道路,青山区,113.001,28.301,\n云雾里,迷宫,青山区,,,\n").encode("gbk"))
        loaded = self.run("import", str(path))
        assert loaded.exit_code == 1, "a row was refused"
        assert "第 3 行，类别：没有“迷宫”这个类别" in loaded.output
        assert "收录 1 个地名，1 行未收录" in loaded.output
        out = tmp_path / "全部.csv"
        assert self.run("export", str(out)).exit_code == 0
        nowhere = self.run("export", str(tmp_path / "没有" / "全部.csv"))
        assert nowhere.exit_code == 1
        assert "无法写入" in nowhere.output
        assert "银杏谷路,道路,青山区,113.001000,28.301000," in out.read_text("utf-8-sig")
        assert "28.301000" in self.run("search", "银杏").output
        assert json.loads(self.run("search", "银杏", "--json").output)["name"] == "银杏谷路"
        replaced = self.run("import", str(out), "--replace")
        assert replaced.exit_code == 0, replaced.output
        refused = self.run("import", str(path), "--replace")
        assert refused.exit_code == 1
        assert "没有删除地名" in refused.output

    def test_proposals_are_listed_accepted_and_dismissed(self, office: Office) -> None:
        for phone in ("13800138001", "13800138002", "13800138003"):
            office.call("银杏谷小区和金杏谷小区的电梯坏了", phone=phone, district="青山区")
        assert "银杏谷小区" in self.run("proposals").output
        assert "已收录 银杏谷小区（小区，青山区）" in self.run("accept", "银杏谷小区", "青山区").output
        assert self.run("dismiss", "金杏谷小区", "青山区").exit_code == 0
        assert self.run("proposals", "--json").output == ""
