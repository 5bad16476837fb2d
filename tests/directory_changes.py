"""Vocabulary of the tests that change the directory."""

from collections.abc import Sequence

from hotline.v1 import directory_service_pb2 as pb
from hotline_client import Hotline
from hotline_server.runtime.server import RunningServer

from tests.office import TAXI

NEW_NAME = "交通运输委员会"
BUSES = "公共交通集团"


def rename(unit: str = TAXI, name: str = NEW_NAME) -> pb.DirectoryChange:
    return pb.DirectoryChange(rename=pb.RenameUnit(target=unit, name=name))


def a_department(name: str, parent: str = "云江市", **fields: object) -> pb.DirectoryUnit:
    return pb.DirectoryUnit(**{"name": name, "kind": pb.UNIT_KIND_DEPARTMENT, "parent": parent} | fields)  # type: ignore[arg-type]


def etag(hotline: Hotline) -> str:
    return hotline.directory.ListUnits(pb.ListUnitsRequest(page_size=1)).etag


def change(hotline: Hotline, *changes: pb.DirectoryChange, on: str = "") -> pb.DirectoryRevision:
    request = pb.ChangeDirectoryRequest(
        changes=changes, effective_on=on, etag=etag(hotline), reason="机构改革", actor="赵管理员"
    )
    return hotline.directory.ChangeDirectory(request).revision


def unit(hotline: Hotline, name: str) -> pb.DirectoryUnit:
    return hotline.directory.GetUnit(pb.GetUnitRequest(name=name)).unit


def hand_over(server: RunningServer) -> None:
    """Hand over whatever waits; the revision is done when no server can assign by the former names any more."""
    while server.desk.handing_over.some():
        pass


def revisions(hotline: Hotline) -> Sequence[pb.DirectoryRevision]:
    return hotline.directory.ListDirectoryRevisions(pb.ListDirectoryRevisionsRequest()).revisions
