"""Rules that cities have, from rules/examples/, each laid onto the shipped rule book with tests of its own (R8.1)."""

import re
import shutil
from datetime import date
from pathlib import Path

import pytest
import yaml
from hotline_server.cli.main import app
from hotline_server.ground.folders import PROJECT
from hotline_server.rulebook.book import RuleBook
from hotline_server.rulebook.files import read_draft, read_files, read_test_files
from hotline_server.rulebook.loading import load
from hotline_server.rulebook.overlay import lay_onto, rule_ids
from hotline_server.rulebook.rule_tests import run_rule_tests
from hotline_server.rulebook.written_tests import expected_rules, load_rule_tests
from typer.testing import CliRunner

SHIPPED = PROJECT / "rules"
EXAMPLES = SHIPPED / "examples"
CITIES = sorted(path for path in EXAMPLES.iterdir() if path.is_dir())
TODAY = date(2026, 12, 1)


@pytest.mark.parametrize("city", CITIES, ids=lambda path: path.name)
def test_the_rules_of_a_city_decide_as_its_tests_say(city: Path, book: RuleBook) -> None:
    own, tests = read_files(city), load_rule_tests(read_test_files(city))
    # Without the policies, which take longest to index and of which these rules do not speak.
    shipped = {name: content for name, content in read_files(SHIPPED).items() if name != "policies.yaml"}
    report = run_rule_tests(load(lay_onto(shipped, own).files, book.names, book.reader), tests, TODAY)
    assert [f"{failure.test.id}：{failure.message}" for failure in report.failures] == []
    # Each rule has a call for which it holds and one for which it just does not.
    tried = {name for test in tests for name in expected_rules(test)}
    assert tried >= {(key, name) for key in ("成立", "不成立") for name in rule_ids(own)}


def test_the_examples_say_what_they_are_and_cover_the_rules_that_cities_publish() -> None:
    for city in CITIES:
        for name, content in read_draft(city).items():
            assert "示例，须对照原文" in content.decode(), f"{city.name}/{name}"
    page = (EXAMPLES / "README.md").read_text("utf-8")
    rows = re.findall(r"^\| (\d+) \| .+ \| `([\w-]+)` ([\w、-]+) \| .+ \|$", page, re.MULTILINE)
    assert [int(number) for number, _, _ in rows] == list(range(1, 28))
    for number, city, listed in rows:
        files = read_files(EXAMPLES / city)
        written = rule_ids(files) | {key for text in files.values() for key in yaml.safe_load(text).get("时限", ())}
        assert set(listed.split("、")) <= written, number


def test_a_maintainer_tries_an_example_and_adopts_it_into_a_draft(tmp_path: Path) -> None:
    tried = CliRunner().invoke(app, ["rules", "test", str(EXAMPLES / "huanggang"), "--onto", str(SHIPPED)])
    assert "通过 5，不通过 0；用例覆盖规则 2/2" in tried.output
    draft = tmp_path / "draft"
    draft.mkdir()
    shutil.copy(SHIPPED / "deadlines.yaml", draft)
    assert CliRunner().invoke(app, ["rules", "adopt", str(EXAMPLES / "huanggang"), str(draft)]).exit_code == 0
    before = yaml.safe_load((SHIPPED / "deadlines.yaml").read_text("utf-8"))
    after = yaml.safe_load((draft / "deadlines.yaml").read_text("utf-8"))
    assert after["时限"] == before["时限"] | {"紧急研判分钟": {"紧急": 15, "特急": 5}}
    assert {*read_draft(draft)} == {
        "deadlines.yaml",
        "rules/huanggang.yaml",
        "tests/huanggang.yaml",
        "tests/limits.yaml",
    }


def test_what_is_no_example_or_cannot_be_written_leaves_a_draft_as_it_was(tmp_path: Path) -> None:
    draft, other = tmp_path / "draft", tmp_path / "other"
    (draft / "tests").mkdir(parents=True)
    other.mkdir()
    shutil.copy(SHIPPED / "deadlines.yaml", draft)
    (draft / "rules").write_text("不是文件夹")
    before = sorted(path for path in draft.rglob("*")), (draft / "deadlines.yaml").read_bytes()

    def refusal(folder: Path) -> str:
        refused = CliRunner().invoke(app, ["rules", "adopt", str(folder), str(draft)])
        assert refused.exit_code == 1
        assert (sorted(path for path in draft.rglob("*")), (draft / "deadlines.yaml").read_bytes()) == before
        return refused.output

    assert f"无法写入 {draft}" in refusal(EXAMPLES / "huanggang")
    assert re.search(r"不是示例，“.+”等 \d+ 个文件不属于规则库", refusal(EXAMPLES))
    assert "里面没有规则库的文件" in refusal(other)
    (other / "compose.yaml").write_text("services: {}\n", "utf-8")
    assert "“compose.yaml”等 1 个文件不属于规则库" in refusal(other)
