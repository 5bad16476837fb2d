"""The docs are true: what they link to, name and show exists, and what there is they name."""

import json
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import jwt
import pytest
import typer
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from google.protobuf.descriptor_pb2 import FileDescriptorSet
from hotline_department.main import app as department_app
from hotline_department.settings import Settings as DepartmentSettings
from hotline_server.api.contract import reference
from hotline_server.cli.main import app
from hotline_server.cli.operations import JOBS
from hotline_server.domain.stuck import Job
from hotline_server.ground.config import Settings
from hotline_server.ground.folders import PROJECT
from hotline_server.rulebook.facts import FACTS
from hotline_server.security.identity import AccessRole
from hotline_server.security.revocations import Revocations
from hotline_server.security.tokens import TokenClaims, TokenKeys, TokenVerifier
from hotline_telephony.main import app as telephony_app
from hotline_telephony.settings import Settings as TelephonySettings
from jwt.algorithms import OKPAlgorithm

SERVER = PROJECT / "server" / "hotline_server"
ENGLISH, CHINESE = PROJECT / "README.md", PROJECT / "README.zh-CN.md"
OPERATING = PROJECT / "docs" / "operating.md"
IN_CHINESE = [
    CHINESE,
    OPERATING,
    *(
        PROJECT / "docs" / name
        for name in ("integrating.md", "figures.md", "learning.md", "reading.md", "documents.md")
    ),
    *(PROJECT / "clients" / name / "README.md" for name in ("telephony", "department")),
    PROJECT / "rules" / "README.md",
]
PAGES = sorted(
    page
    for pattern in ("*.md", "docs/*.md", "protos/*.md", "rules/*.md", "clients/*/*.md")
    for page in PROJECT.glob(pattern)
)
# The changelog tells of what was, too.
PRESENT = [page for page in PAGES if page.name != "CHANGELOG.md"]
PROGRAMS = {
    "hotline": typer.main.get_command(app),
    "hotline-telephony": typer.main.get_command(telephony_app),
    "hotline-department": typer.main.get_command(department_app),
}
CODE = [
    path
    for folder in ("server", "clients", "tests", "demo", "evaluation", "benchmarks", ".ci")
    for path in (PROJECT / folder).rglob("*")
    if path.suffix in (".py", ".cfg", ".ts", "") and path.is_file() and "node_modules" not in path.parts
]
FENCED = re.compile(r"^```(?P<language>\w*)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
SPAN = re.compile(r"`([^`\n]+)`")
PROSE_WRAPPED = re.compile(r"[\u4e00-\u9fff，。；：、]\n[\u4e00-\u9fff]")
HALF_WIDTH = re.compile(r"[\u4e00-\u9fff”）][,;:?!()]|[,;:?!()][\u4e00-\u9fff“（]")

on_each_page = pytest.mark.parametrize("page", PRESENT, ids=lambda page: str(page.relative_to(PROJECT)))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(PROJECT)))
def test_no_page_has_marks_of_an_unresolved_merge(page: Path) -> None:
    assert not re.search(r"^(<{7}|={7}|>{7})( |$)", page.read_text("utf-8"), re.MULTILINE)


def test_the_page_on_reading_tells_which_aims_are_missed() -> None:
    assert "## 与目标的差距" in read(PROJECT / "docs" / "reading.md")


def read(page: Path) -> str:
    return page.read_text("utf-8")


@cache
def code() -> str:
    return "\n".join(path.read_text("utf-8") for path in CODE)


def blocks(page: Path) -> list[str]:
    return [found["text"] for found in FENCED.finditer(read(page))]


def spans(page: Path) -> list[str]:
    return SPAN.findall(FENCED.sub("", read(page)))


def without_code(page: Path) -> str:
    text = FENCED.sub("", read(page))
    return re.sub(r"\]\([^)]*\)", "]", SPAN.sub("", text))


def anchors(page: Path) -> set[str]:
    """The anchors of a page's headings, as GitHub makes them."""
    headings = re.findall(r"^#+ (.+)$", FENCED.sub("", read(page)), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def shown_commands(page: Path) -> Iterator[tuple[str, list[str]]]:
    """Each use of a program that a page shows: the program and what follows it."""
    lines = [line for block in blocks(page) for line in block.splitlines()]
    for shown in (*spans(page), *lines):
        command = shown.strip().removeprefix(".venv/bin/").partition("  #")[0]
        program, _, rest = command.partition(" ")
        if program in PROGRAMS and rest:
            yield program, shlex.split(rest)


def leaves(command: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Every command under ``command`` that has none under it, with the words that lead to it."""
    context = typer.Context(command)
    if not hasattr(command, "list_commands"):
        yield path, command
        return
    for name in command.list_commands(context):
        _, found, _ = command.resolve_command(context, [name])
        yield from leaves(found, (*path, name))


def options_of(command: Any) -> set[str]:
    return {name for option in command.params for name in (*option.opts, *option.secondary_opts)}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(PROJECT)))
def test_links_lead_somewhere(page: Path) -> None:
    for link in re.findall(r"\]\(([^)\s]+)\)", FENCED.sub("", read(page))):
        if link.startswith(("https://", "http://")):
            continue
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        assert target.exists(), link
        if anchor:
            assert anchor in anchors(target), link


@on_each_page
def test_commands_that_are_shown_exist(page: Path) -> None:
    for program, words in shown_commands(page):
        command: Any = PROGRAMS[program]
        options = {"--help"} | options_of(command)
        for word in words:
            if not hasattr(command, "get_command") or word.startswith(("-", "…")):
                break
            _, command, _ = command.resolve_command(typer.Context(command), [word])
            options |= options_of(command)
        unknown = [word for word in words if word.startswith("--") and word.strip("[]") not in options]
        assert not unknown, f"{program} {' '.join(words)}"


def test_operators_find_every_command() -> None:
    lines = [*read(OPERATING).splitlines(), *read(PROJECT / "rules" / "README.md").splitlines()]
    for path, _ in leaves(PROGRAMS["hotline"]):
        *groups, name = path
        whole, listed = f"`hotline {' '.join(path)}", (f"`hotline {' '.join(groups)}", f"`{name}`")
        assert any(whole in line or all(part in line for part in listed) for line in lines), whole


@on_each_page
def test_settings_that_are_named_exist(page: Path) -> None:
    known = {
        f"{prefix}{name.upper()}"
        for prefix, settings in (
            ("HOTLINE_", Settings),
            ("HOTLINE_TELEPHONY_", TelephonySettings),
            ("HOTLINE_DEPARTMENT_", DepartmentSettings),
        )
        for name in settings.model_fields
    }
    named = set(re.findall(r"HOTLINE_[A-Z_]*[A-Z]", read(page))) - known
    assert not {name for name in named if name not in code()}


def test_operators_find_every_setting() -> None:
    page = read(OPERATING)
    of_commands = {option.envvar for _, command in leaves(PROGRAMS["hotline"]) for option in command.params}
    for name in {f"HOTLINE_{name.upper()}" for name in Settings.model_fields} | of_commands - {None}:
        assert f"`{name}`" in page, name


@on_each_page
def test_make_targets_that_are_named_exist(page: Path) -> None:
    makefile = read(PROJECT / "Makefile")
    shown = [*spans(page), *(line for block in blocks(page) for line in block.splitlines())]
    for target in (found[1] for text in shown if (found := re.match(r"make ([a-z-]+)(?![a-z-]|…)", text))):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target


@on_each_page
def test_files_that_are_named_exist(page: Path) -> None:
    roots = (PROJECT, page.parent, SERVER)
    folders = {path.name for root in (PROJECT, SERVER) for path in root.iterdir() if path.is_dir()} - {"var", "dist"}
    for named in spans(page):
        path = re.match(r"[\w.-]+(/[\w.-]+)*/?(?=$|::)", named)
        if path and "/" in named and named.split("/")[0] in folders:
            assert any((root / path[0]).exists() for root in roots), named


@on_each_page
def test_tests_that_are_named_exist(page: Path) -> None:
    files = list((PROJECT / "tests").rglob("test_*.py"))
    assert {named for named in spans(page) if re.fullmatch(r"test_\w+\.py", named)} <= {path.name for path in files}
    tests = "\n".join(path.read_text("utf-8") for path in files)
    for named in re.findall(r"(?:^|::)(test_[a-z0-9_]+)(…?)$", "\n".join(spans(page)), re.MULTILINE):
        name, cut = named
        assert re.search(rf"def {name}{'' if cut else '[(]'}", tests), name


def test_the_readme_is_the_same_in_both_languages() -> None:
    def code(page: Path) -> list[str]:
        return [re.sub(r" +# .*", "", block) for block in blocks(page)]

    def links(page: Path) -> set[str]:
        return set(re.findall(r"\]\(([^)]+)\)", read(page))) - {ENGLISH.name, CHINESE.name}

    assert code(ENGLISH) == code(CHINESE)
    assert links(ENGLISH) == links(CHINESE)
    assert read(ENGLISH).count("\n## ") == read(CHINESE).count("\n## ")
    assert read(ENGLISH).startswith(f"English | [简体中文]({CHINESE.name})\n")
    assert read(CHINESE).startswith(f"[English]({ENGLISH.name}) | 简体中文\n")


@pytest.mark.parametrize("page", IN_CHINESE, ids=lambda page: str(page.relative_to(PROJECT)))
def test_chinese_is_set_as_chinese(page: Path) -> None:
    """Full-width punctuation, and no line break that a browser shows as a blank."""
    text = without_code(page)
    assert not HALF_WIDTH.search(text), HALF_WIDTH.search(text)
    assert not PROSE_WRAPPED.search(text), PROSE_WRAPPED.search(text)


def test_the_token_that_is_shown_is_accepted(tmp_path: Path) -> None:
    (claims,) = (json.loads(found["text"]) for found in FENCED.finditer(read(OPERATING)) if found["language"] == "json")
    key = Ed25519PrivateKey.generate()
    jwk = OKPAlgorithm.to_jwk(key.public_key(), as_dict=True) | {"kid": "2026", "alg": "EdDSA"}
    (tmp_path / "keys.json").write_text(json.dumps({"keys": [jwk]}))

    def clock() -> datetime:
        return datetime.fromtimestamp(claims["iat"], UTC)

    tokens = TokenVerifier(
        TokenKeys(str(tmp_path / "keys.json"), clock), TokenClaims(claims["iss"], claims["aud"]), Revocations(), clock
    )
    identity = tokens.verify(jwt.encode(claims, key, "EdDSA", {"kid": "2026"}))
    assert identity.name == "李晓明(lixm)"
    assert identity.roles == {AccessRole.OPERATOR}
    assert set(claims) <= set(re.findall(r"^\| `(\w+)` ", read(OPERATING), re.MULTILINE)) | {"iat"}


def test_operators_find_every_role() -> None:
    documented = set(re.findall(r"^\| `([a-z_]+)` \| [^|]+ \|$", read(OPERATING), re.MULTILINE))
    assert documented == {role.value for role in AccessRole}


def test_operators_find_every_background_task() -> None:
    assert set(JOBS) == {job.value for job in Job}
    assert f"后台任务（{'、'.join(JOBS.values())}）" in read(OPERATING)


def test_rule_maintainers_find_every_fact() -> None:
    page = read(PROJECT / "rules" / "README.md")
    for fact in FACTS.values():
        values = "、".join(fact.values) or fact.kind.value
        assert f"| {fact.name} | {values} | {fact.meaning} |" in page


def test_integrators_read_the_contract_as_it_is() -> None:
    buf = Path(sys.executable).with_name("buf")
    built = subprocess.run([buf, "build", PROJECT / "protos", "-o", "-"], check=True, capture_output=True).stdout
    assert read(PROJECT / "docs" / "api.md") == reference(FileDescriptorSet.FromString(built))
