"""Templates of messages: checked with the rule book, never with personal data for offices (R2.3, R3.4, R4.1)."""

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest
from hotline_server.cli.main import app
from hotline_server.ground.clock import CITY
from hotline_server.ground.folders import PROJECT
from hotline_server.rulebook import message_forms
from hotline_server.rulebook.book import RuleBook
from hotline_server.rulebook.errors import RuleBookError
from hotline_server.rulebook.files import read_files
from hotline_server.rulebook.loading import build_files, load, load_published
from hotline_server.rulebook.message_forms import longest_values
from hotline_server.rulebook.messages import (
    EXAMPLE,
    LINK,
    SMS_LENGTH,
    Audience,
    MessageKind,
    MessageRules,
    Template,
)
from hotline_server.rulebook.names import KnownNames
from hotline_server.rulebook.review.messages import message_remarks
from hotline_server.rulebook.review.places import placed
from hotline_server.rulebook.rule_tests import run_rule_tests
from hotline_server.rulebook.written_tests import load_rule_tests
from typer.testing import CliRunner

GOOD = read_files(PROJECT / "rules")
FILE = """\
消息:
  静默: {开始: "21:00", 结束: "08:00"}
  每号每日: 10
  有效小时: 48
  模板:
    KIND: {内容: "TEXT"MORE}
"""


def problems(kind: str, text: str, more: str = "") -> str:
    written = FILE.replace("KIND", kind).replace("TEXT", text).replace("MORE", more)
    with pytest.raises(RuleBookError) as caught:
        load({**GOOD, "messages.yaml": written.encode()}, KnownNames())
    return "\n".join(str(one) for one in caught.value.problems if one.file == "messages.yaml")


def test_the_shipped_templates_cover_every_kind_and_fit_one_sms_but_for_the_result(names: KnownNames) -> None:
    book = load(GOOD, names)
    assert set(book.messages.templates) == set(MessageKind)
    examples = book.messages.examples(longest_values(names, book.lexicon))
    long = {one.kind for one in examples if one.longest > SMS_LENGTH}
    assert long <= {MessageKind.RESULT, MessageKind.TOLD, MessageKind.WHICH_CASE}
    assert not list(message_remarks(book))


def test_a_template_that_longer_names_split_is_told_where_it_stands(names: KnownNames) -> None:
    """P3: not refused, since the directory may change after the book is published; long ones say so themselves."""
    text = "{单位}：{工单号}（{事项}）已督办，请{期限}前回复，写明调查情况和处理结果"
    written = FILE.replace("KIND", "督办").replace("TEXT", text).replace("MORE", "").encode()
    built = build_files({**GOOD, "messages.yaml": written}, names)
    assert built.contents
    remarks = placed(message_remarks(RuleBook(built.contents, names, None)), built.forms, ())
    assert [(one.about, one.line) for one in remarks] == [("督办", 6)]


@pytest.mark.parametrize(
    ("kind", "text", "more", "message"),
    [
        ("受理回执", "编号{工单}", "", "6:12: 没有叫“工单”的字段，是不是“工单号”"),
        ("受理回执", "编号{期限}", "", "受理回执没有“期限”，可用：工单号"),
        ("受理回执", "编号{工单号", "", "大括号要成对"),
        ("收到回执", "编号{工单号}", "", "没有叫“收到回执”的消息，是不是“受理回执”"),
        ("受理回执", "诉" * 56 + "{工单号}", "", "约 71 个字，一条短信是 70 个字"),
        ("办理结果", "结果：{答复}", "", "“答复”长短不定"),
        ("满意度询问", "请回复1满意，2不满意", "", "要写明回复什么"),
        ("满意度询问", "请评价：{链接}", "", "用“链接”的，要写“网址”"),
        ("督办", "{单位}：{链接}", "", "督办没有“链接”，可用：工单号、单位"),
        ("督办", "{单位}：{答复}", ", 长短信: 是", "不能带“答复”，里面可能有来电人的个人信息"),
        ("办理结果", "已答复", ', 保密: "已答复：{答复}", 长短信: 是', "“保密”里不能带“答复”"),
        ("督办", "{单位}：请联系13800138000", "", "不能写个人的手机号"),
        ("督办", "{单位}：请联系１３６ ００１３-６０００", "", "不能写个人的手机号"),
        ("督办", "{单位}：车牌湘A12345", "", "不能写个人的手机号"),
        ("督办", "{单位}：\\n请办", "", "消息里不能换行"),
        ("督办", "{单位}：请办", ", 保密: 请办", "只有发给来电人的才写“保密”"),
    ],
)
def test_a_wrong_template_is_rejected_with_its_place(kind: str, text: str, more: str, message: str) -> None:
    assert message in problems(kind, text, more)


def test_a_book_in_force_from_before_says_no_more_to_protected_callers_than_the_release(names: KnownNames) -> None:
    """R8.3: others may read the phone; earlier releases let it tell the answer."""
    written = (
        FILE.replace("KIND", "办理结果").replace("TEXT", "答复：{答复}").replace("MORE", ', 保密: "{答复}", 长短信: 是')
    )
    book = load_published({**GOOD, "messages.yaml": written.encode()}, names)
    said = book.messages.templates[MessageKind.RESULT].protected_text
    assert said == load(GOOD, names).messages.templates[MessageKind.RESULT].protected_text
    assert "{答复}" not in said


def test_the_files_of_a_checkout_are_checked_while_they_are_the_release_as_well(
    names: KnownNames, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """R8.3: of two texts that reveal, neither is said; the draft is told where it has one."""
    written = FILE.replace("KIND", "人工告知").replace("TEXT", "{内容}").replace("MORE", ", 保密: '{内容}', 长短信: 是")
    (tmp_path / "messages.yaml").write_text(written)
    monkeypatch.setattr(message_forms, "bundled", {"rules": tmp_path}.__getitem__)
    message_forms._shipped_protected.cache_clear()
    draft = {**GOOD, "messages.yaml": written.encode()}
    with pytest.raises(RuleBookError, match="messages.yaml:6:.*“保密”里不能带“内容”"):
        load(draft, names)
    assert not load_published(draft, names).messages.templates[MessageKind.TOLD].protected_text
    message_forms._shipped_protected.cache_clear()


def test_a_long_template_is_accepted_if_it_says_so(names: KnownNames) -> None:
    written = FILE.replace("KIND", "受理回执").replace("TEXT", "诉" * 80).replace("MORE", ", 长短信: 是")
    assert load({**GOOD, "messages.yaml": written.encode()}, names).messages.templates


def test_a_question_may_be_asked_by_a_link_alone(names: KnownNames) -> None:
    written = FILE.replace("KIND", "满意度询问").replace("TEXT", "请评价：{链接}").replace("MORE", "")
    good = written.replace("消息:\n", "消息:\n  网址: https://12345.city.example\n", 1)
    rules = load({**GOOD, "messages.yaml": good.encode()}, names).messages
    assert [one.text for one in rules.examples()] == [f"请评价：https://12345.city.example/q/{EXAMPLE[LINK]}"]
    assert rules.text(MessageKind.SURVEY, {}).endswith("/q/{链接}"), "the token is filled in when the message is sent"
    for bad in ("http://12345.city.example", "https://12345.city.example/", "12345.city.example"):
        with pytest.raises(RuleBookError, match="“网址”要以 https:// 开头"):
            load({**GOOD, "messages.yaml": good.replace("https://12345.city.example", bad).encode()}, names)


def test_the_command_previews_what_everybody_would_be_sent() -> None:
    shown = CliRunner().invoke(app, ["messages", "preview", str(PROJECT / "rules")], env={"COLUMNS": "400"})
    assert shown.exit_code == 0, shown.output
    assert {kind.value for kind in MessageKind} <= {line.split()[0] for line in shown.output.splitlines()}
    example = next(line for line in shown.output.splitlines() if line.startswith("受理回执") and "保密" in line)
    _, whom, text, length, longest = example.split()
    assert (whom, int(length), int(longest)) == ("来电人（保密）", len(text), len(text))
    lengths = {line.split()[0]: line.split()[-2:] for line in shown.output.splitlines()}
    assert lengths["督办"][1] == str(SMS_LENGTH), "with the longest names of the city"
    assert int(lengths["督办"][0]) < SMS_LENGTH


def test_no_template_for_offices_or_posts_has_a_field_with_what_callers_were_told() -> None:
    for kind in MessageKind:
        assert kind.audience is Audience.CALLER or "答复" not in kind.fields


def test_a_protected_caller_is_sent_the_protected_text_or_nothing() -> None:
    rules = MessageRules(
        signature="【热线】",
        templates={MessageKind.RECEIPT: Template("{工单号}", "密{工单号}"), MessageKind.SENT_ON: Template("{单位}")},
    )
    values = {"工单号": "1", "单位": "城管局"}
    assert rules.text(MessageKind.RECEIPT, values) == "【热线】1"
    assert rules.text(MessageKind.RECEIPT, values, protected=True) == "【热线】密1"
    assert rules.text(MessageKind.SENT_ON, values, protected=True) == ""
    assert rules.text(MessageKind.EXTENDED, values) == ""


@pytest.mark.parametrize(
    ("at", "sent"),
    [(20, 20), (21, 24 + 8), (23, 24 + 8), (24 + 3, 24 + 8), (24 + 8, 24 + 8)],
)
def test_quiet_hours_end_in_the_morning(at: int, sent: int) -> None:
    midnight = datetime(2026, 11, 24, tzinfo=CITY).astimezone(UTC)
    rules = MessageRules(quiet_from=time(21, 0), quiet_until=time(8, 0))
    assert rules.sending_time(midnight + timedelta(hours=at)) == midnight + timedelta(hours=sent)


def test_quiet_hours_within_a_day_end_the_same_day() -> None:
    noon = datetime(2026, 11, 24, 12, 30, tzinfo=CITY).astimezone(UTC)
    rules = MessageRules(quiet_from=time(12, 0), quiet_until=time(14, 0))
    assert rules.sending_time(noon) == noon + timedelta(minutes=90)


CASES = """\
用途: 消息
用例:
  - {编号: A, 依据: R2.3, 消息: 转办告知, 字段: {单位: 水利局}, 期望: "【12345热线】不是这样"}
  - {编号: B, 依据: R8.3, 消息: 转办告知, 保密: 是, 期望: ""}
"""


def test_tests_of_messages_compare_texts(names: KnownNames) -> None:
    book = load(GOOD, names)
    report = run_rule_tests(book, load_rule_tests({"m.yaml": CASES.encode()}), date(2026, 11, 24))
    assert report.passed == 1
    (failure,) = report.failures
    assert failure.test.id == "A"
    assert "已转水利局办理" in failure.message


@pytest.mark.parametrize(
    ("change", "message"),
    [(("转办告知, 字段", "转告, 字段"), "没有叫“转告”的消息"), (("单位: 水利局", "期限: 明天"), "没有叫“期限”的字段")],
)
def test_a_test_of_no_message_is_rejected(change: tuple[str, str], message: str) -> None:
    with pytest.raises(RuleBookError, match=message):
        load_rule_tests({"m.yaml": CASES.replace(*change).encode()})
