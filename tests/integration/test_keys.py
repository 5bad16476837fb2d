"""Rotation of caller encryption keys while the service runs, without losing data."""

import json
from pathlib import Path

import pytest
from hotline.v1 import case_service_pb2
from hotline_server.cli.main import app
from hotline_server.ground.config import Settings
from hotline_server.runtime.identification import ExposedError, keyring_of
from hotline_server.runtime.server import start
from hotline_server.security.keyring import Keyring, KeyringError, UnsealError, add_key, create_keys
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from tests.hotline import KEYRING, SetClock, a_call, connect
from tests.integration.test_rule_service import draft, publish

pytestmark = pytest.mark.each_database

COUNTING = """\
规则:
  - 编号: SL-1
    标题: 数以前的工单
    依据: R8.8
    优先级: 1
    条件: {近7天同事项人数: 99, 近7天同事项来电数: 99}
    结论: {紧急程度: 紧急}
    理由: 很多人反映
"""


@pytest.fixture
def keys(tmp_path: Path) -> Path:
    path = tmp_path / "keys.json"
    create_keys(path, "2026")
    return path


def run(*arguments: str, settings: Settings, keys: Path) -> tuple[int, str]:
    environment = {"HOTLINE_DATABASE": settings.database, "HOTLINE_ENCRYPTION_KEYS": str(keys)}
    result = CliRunner().invoke(app, ["keys", *arguments], env=environment)
    return result.exit_code, result.output


def test_keys_are_rotated_while_the_service_runs(settings: Settings, keys: Path, clock: SetClock) -> None:
    server = start(settings.model_copy(update={"encryption_keys": str(keys)}), clock)
    try:
        with connect(server.address) as hotline:
            publish(hotline, draft(**{"rules/zz.yaml": COUNTING}))
            before = hotline.register(a_call("楼下噪音扰民"), "first").number
            hotline.amend_registration(
                hotline.case(before), a_call(address="人民路"), ["address"], "更正", actor="李值班"
            )
            assert run("add", str(keys), "2027", settings=settings, keys=keys)[0] == 0
            assert hotline.register(a_call("楼下噪音扰民"), "first").number == before, "a retry is still known"
            after = hotline.register(a_call("楼下噪音又扰民")).number
            other = hotline.register(a_call("楼下噪音还扰民", phone="13900139000"))
            facts = [{one.name: one.value for one in case.decision.facts} for case in (hotline.case(after), other)]
            assert facts[0]["同号码七日来电数"] == "1", "a caller is known again though sealed with another key"
            assert (facts[1]["近7天同事项来电数"], facts[1]["近7天同事项人数"]) == ("2", "1"), "and is one person"
            assert run("drop", str(keys), "2026", settings=settings, keys=keys)[0] == 2
            code, output = run("reseal", settings=settings, keys=keys)
            assert (code, "2027" in output) == (0, True)
            assert run("list", settings=settings, keys=keys) == (0, "2027\t4\n2026\t0\n")
            assert run("drop", str(keys), "2026", settings=settings, keys=keys)[0] == 0
            found = hotline.cases(case_service_pb2.CaseFilter(phone="13800138000"))
            assert [case.number for case in found] == [after, before]
            assert hotline.caller(before, "核对").caller.name == "张三"
            assert hotline.case(before, log=True).log[-1].HasField("amendment")
    finally:
        server.stop(0)


def test_a_key_added_by_another_server_is_loaded_on_first_use(keys: Path) -> None:
    here = Keyring(str(keys))
    add_key(keys, "2027")
    assert here.unseal(Keyring(str(keys)).seal("张三", "1"), "1") == "张三"


def test_an_invalid_key_file_does_not_interrupt_registration(settings: Settings, keys: Path, clock: SetClock) -> None:
    server = start(settings.model_copy(update={"encryption_keys": str(keys)}), clock)
    try:
        with connect(server.address) as hotline:
            before = hotline.register(a_call()).number
            keys.write_text("{")
            after = hotline.register(a_call()).number
            assert hotline.caller(before, "核对").caller.name == "张三"
            assert hotline.caller(after, "核对").caller.name == "张三"
    finally:
        server.stop(0)


def test_keys_are_read_from_a_key_service_command(keys: Path) -> None:
    served = Keyring(f"command:cat {keys}")
    assert served.unseal(Keyring(str(keys)).seal("张三", "1"), "1") == "张三"


@given(plain=st.text(), bound=st.text(max_size=20), other=st.text(max_size=20))
def test_a_sealed_value_opens_only_with_its_associated_data(plain: str, bound: str, other: str) -> None:
    sealed = KEYRING.seal(plain, bound)
    assert KEYRING.unseal(sealed, bound) == plain
    assert sealed != KEYRING.seal(plain, bound), "equal callers do not look alike"
    if other != bound:
        with pytest.raises(UnsealError):
            KEYRING.unseal(sealed, other)


@pytest.mark.parametrize(
    "content",
    [
        "",
        "{}",
        '{"keys": []}',
        '{"keys": [{"id": "a b", "secret": ""}]}',
        json.dumps({"keys": [{"id": "1", "secret": "c2hvcnQ="}]}),
    ],
)
def test_invalid_keys_are_rejected_without_quoting_them(tmp_path: Path, content: str) -> None:
    path = tmp_path / "keys.json"
    path.write_text(content)
    with pytest.raises(KeyringError, match="密钥") as refused:
        Keyring(str(path))
    assert "c2hvcnQ" not in str(refused.value)


def test_the_current_key_cannot_be_dropped(settings: Settings, keys: Path) -> None:
    code, output = run("drop", str(keys), "2026", settings=settings, keys=keys)
    assert (code, "不是停用的密钥" in output) == (2, True)


def test_keys_are_not_overwritten(settings: Settings, keys: Path) -> None:
    before = keys.read_bytes()
    assert run("new", str(keys), "2027", settings=settings, keys=keys)[0] == 2
    assert run("add", str(keys), "2026", settings=settings, keys=keys)[0] == 2
    assert keys.read_bytes() == before
    assert keys.stat().st_mode & 0o077 == 0


def test_a_server_on_a_public_address_does_not_start_with_development_keys(settings: Settings) -> None:
    with pytest.raises(ExposedError, match="HOTLINE_ENCRYPTION_KEYS"):
        keyring_of(settings.model_copy(update={"listen": "0.0.0.0:0"}))
