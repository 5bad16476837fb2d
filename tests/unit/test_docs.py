"""The docs say what is so."""

import subprocess
import sys
from pathlib import Path

from google.protobuf.descriptor_pb2 import FileDescriptorSet
from hotline_server.api.contract import reference
from hotline_server.ground.config import PROJECT, Settings
from hotline_server.rulebook.facts import FACTS


def test_rule_maintainers_find_every_fact() -> None:
    page = (PROJECT / "rules" / "README.md").read_text("utf-8")
    for fact in FACTS.values():
        values = "、".join(fact.values) or fact.kind.value
        assert f"| {fact.name} | {values} | {fact.meaning} |" in page


def test_operators_find_every_setting() -> None:
    page = (PROJECT / "docs" / "operating.md").read_text("utf-8")
    for name in Settings.model_fields:
        assert f"`HOTLINE_{name.upper()}`" in page


def test_integrators_read_the_contract_as_it_is() -> None:
    buf = Path(sys.executable).with_name("buf")
    built = subprocess.run([buf, "build", PROJECT / "protos", "-o", "-"], check=True, capture_output=True).stdout
    assert (PROJECT / "docs" / "api.md").read_text("utf-8") == reference(FileDescriptorSet.FromString(built))
