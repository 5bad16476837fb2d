"""Directory of departments and districts (P3)."""

import pytest
from hotline_server.domain.directory import WHOLE_CITY, Directory

DIRECTORY = Directory(
    phones={"公安局": "0731-1", "东湖区城市管理局": "", "高新区东湖区联络处": ""},
    districts={"东湖区": "东湖区", "A1区": "东湖区", "高新区": "高新区"},
    homes={"东湖区城市管理局": "东湖区"},
)


@pytest.mark.parametrize(
    ("department", "district"),
    [
        ("东湖区城市管理局", "东湖区"),
        ("公安局", ""),
        # A district's name within a department's does not imply membership.
        ("高新区东湖区联络处", ""),
        ("东湖区不存在的局", ""),
    ],
)
def test_a_departments_district_is_looked_up_in_the_directory(department: str, district: str) -> None:
    assert DIRECTORY.district_of(department) == district


@pytest.mark.parametrize(
    ("department", "bound", "within"),
    [
        ("公安局", "公安局", True),
        ("公安局", WHOLE_CITY, True),
        ("公安局", "东湖区", False),
        ("公安局", "", False),
        ("东湖区城市管理局", "东湖区", True),
        ("东湖区城市管理局", "A1区", True),
        ("东湖区城市管理局", "高新区", False),
        ("东湖区不存在的局", "东湖区", False),
    ],
)
def test_a_department_is_within_itself_its_district_and_the_city(department: str, bound: str, *, within: bool) -> None:
    assert DIRECTORY.is_within(department, bound) is within


def test_the_first_district_mentioned_in_a_text_is_found() -> None:
    assert DIRECTORY.district_in("从高新区到A1区的路上") == "高新区"
    assert DIRECTORY.district_in("A1区的路灯坏了") == "东湖区"
    assert DIRECTORY.district_in("路灯坏了") == ""


def test_district_names_exclude_codes() -> None:
    assert DIRECTORY.district_names == ("东湖区", "高新区")
