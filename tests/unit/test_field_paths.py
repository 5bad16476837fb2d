import ast
from collections.abc import Iterator
from pathlib import Path

import hotline_server
import pytest
from hotline.v1 import case_pb2, intake_service_pb2, report_service_pb2, rule_service_pb2
from hotline_server.domain.announcement import LIMITS
from hotline_server.domain.survey import Survey

from tests.field_paths import has_field, requests

SERVER = Path(hotline_server.__file__).parent
# Open311 has a contract of its own.
PACKAGES = ("api", "desk", "domain", "security")
PATH_PARAMETERS = {"field", "field_name", "path"}


def test_every_field_violation_names_a_field_of_a_request() -> None:
    every_request = list(requests())
    wrong = {
        f"{file.relative_to(SERVER)}:{line}: {path}"
        for file, line, path in _paths()
        if path and not any(has_field(request, path) for request in every_request)
    }
    assert not wrong


def test_the_paths_are_found_in_the_source() -> None:
    paths = {path for _, _, path in _paths()}
    assert {"call.caller.phone", "working_days", "designation.lead_department", "holiday.name", "case_number"} <= paths


@pytest.mark.parametrize(
    ("path", "leads"),
    [
        ("call", False),
        ("calls", True),
        ("calls[0]", True),
        ("calls[0].call.caller.phone", True),
        ("calls.call", False),
        ("calls[first].call", False),
        ("calls[0].request_id.number", False),
        ("calls[0].request_id[0]", False),
        ("calls[0].days", False),
        ("calls[0].", False),
        ("calls[0", False),
        ("", False),
    ],
)
def test_a_path_leads_to_a_field_or_not(path: str, *, leads: bool) -> None:
    assert has_field(intake_service_pb2.RegisterCallsRequest.DESCRIPTOR, path) is leads


def test_a_path_leads_through_a_map() -> None:
    request = rule_service_pb2.CheckDraftRequest.DESCRIPTOR
    assert has_field(request, "draft.files[rules/urgency.yaml]")
    assert not has_field(request, "draft.files.value")


def test_paths_put_together_from_names_are_fields_too() -> None:
    fields = {request.name: set(request.fields_by_name) for request in requests()}
    assert set(LIMITS) <= fields["UpdateAnnouncementRequest"]
    assert {"first_day", "last_day"} <= set(report_service_pb2.SpecialReportScope.DESCRIPTOR.fields_by_name)
    survey = case_pb2.SatisfactionSurvey.DESCRIPTOR
    assert set(Survey.__dataclass_fields__) <= set(survey.fields_by_name)


def _paths() -> Iterator[tuple[Path, int, str]]:
    """Yield every literal path of a violation: given at once, or to a function as a parameter that holds one."""
    files = [file for package in PACKAGES for file in (SERVER / package).rglob("*.py")]
    trees = {file: ast.parse(file.read_text("utf-8")) for file in files}
    positions = {"FieldViolation": 0}
    for tree in trees.values():
        positions |= _path_positions(tree)
    for file, tree in trees.items():
        for node in ast.walk(tree):
            for expression in _path_expressions(node, positions):
                if isinstance(expression, ast.Constant) and isinstance(expression.value, str):
                    yield file, expression.lineno, expression.value


def _path_positions(tree: ast.Module) -> dict[str, int]:
    """Return the position of the path among the arguments of each function that takes one."""
    positions: dict[str, int] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            names = [argument.arg for argument in node.args.args if argument.arg != "self"]
            for name in PATH_PARAMETERS.intersection(names):
                positions[node.name] = names.index(name)
    return positions


def _path_expressions(node: ast.AST, positions: dict[str, int]) -> Iterator[ast.expr]:
    match node:
        case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name)) if name in positions:
            yield from node.args[positions[name] : positions[name] + 1]
            yield from (keyword.value for keyword in node.keywords if keyword.arg in PATH_PARAMETERS)
        case ast.For(target=ast.Tuple(elts=[ast.Name(id="field"), *_]), iter=ast.Tuple(elts=pairs)):
            yield from (pair.elts[0] for pair in pairs if isinstance(pair, ast.Tuple))
