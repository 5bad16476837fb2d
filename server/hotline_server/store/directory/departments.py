"""The directory of departments and districts (P3), kept in the database and read at start."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import yaml
from peewee import Database
from pydantic import BaseModel, ConfigDict, Field

from hotline_server.store.models import DepartmentRow, DistrictRow

_Text = Annotated[str, Field(min_length=1)]

WHOLE_CITY = "全市"
"""The root of the tree of departments."""


class _DepartmentForm(BaseModel):
    model_config = ConfigDict(extra="forbid")
    name: _Text = Field(alias="名称")
    phone: str = Field("", alias="电话")


class _DistrictForm(BaseModel):
    model_config = ConfigDict(extra="forbid")
    name: _Text = Field(alias="名称")
    codes: list[_Text] = Field([], alias="代号")


class _DirectoryForm(BaseModel):
    model_config = ConfigDict(extra="forbid")
    city: _Text = Field(alias="城市")
    city_codes: list[_Text] = Field([], alias="代号")
    departments: list[_DepartmentForm] = Field(alias="市级部门")
    district_departments: list[_Text] = Field(alias="区县部门")
    districts: list[_DistrictForm] = Field(alias="区县")


@dataclass(frozen=True, slots=True)
class Directory:
    """The departments and districts. Immutable.

    Attributes:
        phones: the telephone number of every department by its name; empty where not known.
        districts: every district by its name and by each of its codes.
    """

    phones: Mapping[str, str]
    districts: Mapping[str, str]

    def district_of(self, department: str) -> str:
        """The district a department belongs to; empty for one of the city."""
        return next((name for name in self.names if department.startswith(name)), "")

    def is_within(self, department: str, bound: str) -> bool:
        """Whether a department is in the part of the tree that ``bound`` names: a department, a district, all."""
        if not bound:
            return False
        return bound in (WHOLE_CITY, department) or self.districts.get(bound) == self.district_of(department) != ""

    @property
    def names(self) -> tuple[str, ...]:
        """The districts' names."""
        return tuple(dict.fromkeys(self.districts.values()))

    def district_in(self, text: str) -> str:
        """The district that ``text`` names first, empty if none."""
        found = ((text.find(word), name) for word, name in self.districts.items() if word in text)
        return min(found, default=(0, ""))[1]


def read_directory(database: Database) -> Directory:
    """The directory in the database."""
    districts: dict[str, str] = {}
    for row in DistrictRow.select().execute(database):
        districts |= dict.fromkeys((row.name, *json.loads(row.codes)), row.name)
    phones = {row.name: row.phone for row in DepartmentRow.select().execute(database)}
    return Directory(phones, districts)


def read_file(path: Path) -> Directory:
    """The directory in a YAML file.

    Raises:
        pydantic.ValidationError: the file is not in the form of sample/directory.yaml.
    """
    form = _DirectoryForm.model_validate(yaml.safe_load(path.read_text("utf-8")))
    return Directory(
        {row["name"]: row["phone"] for row in _department_rows(form)},
        {word: district.name for district in form.districts for word in (district.name, *district.codes)},
    )


def fill_directory(database: Database, path: Path) -> None:
    """Fill an empty directory from a YAML file; one that has departments is left as it is.

    Raises:
        pydantic.ValidationError: the file is not in the form of sample/directory.yaml.
    """
    if DepartmentRow.select().exists(database):
        return
    form = _DirectoryForm.model_validate(yaml.safe_load(path.read_text("utf-8")))
    districts = [{"name": d.name, "codes": json.dumps(d.codes, ensure_ascii=False)} for d in form.districts]
    with database.atomic():
        DepartmentRow.insert_many(_department_rows(form)).execute(database)
        DistrictRow.insert_many(districts).execute(database)


def _department_rows(form: _DirectoryForm) -> list[dict[str, str]]:
    rows = [{"name": d.name, "district": "", "phone": d.phone} for d in form.departments]
    return rows + [
        {"name": district.name + suffix, "district": district.name, "phone": ""}
        for district in form.districts
        for suffix in form.district_departments
    ]
