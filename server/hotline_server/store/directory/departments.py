"""Persistence of the directory of departments and districts (P3)."""

import json

from peewee import Database

from hotline_server.domain.directory import Directory
from hotline_server.store.models import DepartmentRow, DistrictRow


def has_directory(database: Database) -> bool:
    """Return whether the database has any departments."""
    return DepartmentRow.select().exists(database)


def read_directory(database: Database) -> Directory:
    """Load the directory."""
    districts: dict[str, str] = {}
    for row in DistrictRow.select().execute(database):
        districts |= dict.fromkeys((row.name, *json.loads(row.codes)), row.name)
    departments = list(DepartmentRow.select().execute(database))
    return Directory(
        {row.name: row.phone for row in departments},
        districts,
        {row.name: row.district for row in departments if row.district},
    )


def write_directory(database: Database, directory: Directory) -> None:
    """Store a directory in a database that has none."""
    departments = [
        {"name": name, "district": directory.district_of(name), "phone": phone}
        for name, phone in directory.phones.items()
    ]
    districts = [{"name": name, "codes": _codes(directory, name)} for name in directory.district_names]
    with database.atomic():
        DepartmentRow.insert_many(departments).execute(database)
        DistrictRow.insert_many(districts).execute(database)


def _codes(directory: Directory, name: str) -> str:
    codes = [word for word, district in directory.districts.items() if district == name != word]
    return json.dumps(codes, ensure_ascii=False)
