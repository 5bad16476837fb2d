"""Directory files in YAML, which seed an empty database with departments and districts."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import yaml
from pydantic import BaseModel, ConfigDict, Field

from hotline_server.domain.directory import Directory

_Text = Annotated[str, Field(min_length=1)]


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


def read_file(path: Path) -> Directory:
    """Read the directory in a file.

    Raises:
        pydantic.ValidationError: if the file does not have the form of sample/directory.yaml.
    """
    form = _DirectoryForm.model_validate(yaml.safe_load(path.read_text("utf-8")))
    homes = dict(_district_departments(form))
    return Directory(
        {department.name: department.phone for department in form.departments} | dict.fromkeys(homes, ""),
        {word: district.name for district in form.districts for word in (district.name, *district.codes)},
        homes,
    )


def _district_departments(form: _DirectoryForm) -> Iterator[tuple[str, str]]:
    for district in form.districts:
        for suffix in form.district_departments:
            yield f"{district.name}{suffix}", district.name
