"""Simulation: what a draft cannot change is not done anew, and the result is the same as if it were."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from hotline_server.desk.cases.decisions import decide, find_grounds, read_text
from hotline_server.desk.cases.facts import heard_facts
from hotline_server.desk.rule_books.simulation import BookPair, decide_again
from hotline_server.ground.folders import PROJECT
from hotline_server.rulebook.book import RuleBook
from hotline_server.rulebook.facts import day_number
from hotline_server.rulebook.files import read_files
from hotline_server.rulebook.loading import load_published
from hotline_server.rulebook.names import KnownNames
from hotline_server.rulebook.simulated import PastCall

DAY = date(2026, 11, 23)
FILES = read_files(PROJECT / "rules")
SAID = (
    "投诉出租车拒载还乱要价",
    "楼下烧烤店油烟太大",
    "请问租房怎么提取公积金",
    "有人触电了,快来救人",
    "你好在吗",
    "公交车老是不来",
)
DRAFTS = {
    "a rule": ("rules/handling.yaml", "处理方式: 转办}", "处理方式: 转办, 紧急程度: 紧急}"),
    "a row": ("routing.yaml", "出租车与网约车, 牵头: 交通运输局", "出租车与网约车, 牵头: 交警支队"),
    "a threshold": ("reading.yaml", "事项: 10 ", "事项: 100 "),
    "nothing": ("routing.yaml", "", ""),
}


@pytest.fixture
def calls(book: RuleBook) -> list[PastCall]:
    """Calls as they were decided by the book in force."""

    def stored() -> Iterator[PastCall]:
        for number, said in enumerate(SAID):
            text = read_text(book, "", said, DAY)
            known = {"日期": day_number(DAY), "渠道": "电话", **heard_facts(text, "", confidential=False)}
            decision = decide(book, find_grounds(book, text, known))
            yield PastCall(str(number), "", said, "", decision.facts, decided=decision)

    return list(stored())


@pytest.mark.parametrize("name", DRAFTS)
def test_what_a_draft_cannot_change_is_taken_as_it_was_decided(
    name: str, book: RuleBook, names: KnownNames, calls: list[PastCall]
) -> None:
    file, before, after = DRAFTS[name]
    files = {**FILES, file: FILES[file].decode().replace(before, after).encode()} if before else FILES
    draft = load_published(files, names, book.reader)
    anew = [(decide_again(book, call).summary, decide_again(draft, call).summary) for call in calls]
    simulated = BookPair.of(book, draft).simulated(calls)
    found = [(change.call.id, change.before, change.after) for change in simulated.changes]
    assert found == [(str(place), *pair) for place, pair in enumerate(anew) if pair[0] != pair[1]]
    assert bool(found) is (name != "nothing")


def test_it_says_which_counts_a_call_lacks(book: RuleBook, names: KnownNames, calls: list[PastCall]) -> None:
    """R8.2: a 0 that nobody counted is told apart from one that somebody did."""
    counts = ("近7天同号码来电数", "近30天同事项来电数")
    rule = f"""\
规则:
  - 编号: SL-1
    标题: 老是来电
    依据: R8.8
    优先级: 1
    条件: {{任一: [{", ".join(f"{{{name}: 3}}" for name in counts)}]}}
    结论: {{紧急程度: 紧急}}
    理由: 老是来电
"""
    draft = load_published({**FILES, "rules/zz.yaml": rule.encode()}, names, book.reader)
    known = [replace(call, known={**call.known, counts[0]: 2}) for call in calls]
    assert BookPair.of(book, draft).simulated(known).uncounted == {counts[1]}
    assert not BookPair.of(draft, book).simulated(known).uncounted


def test_what_another_rule_book_or_a_person_decided_is_decided_anew(
    book: RuleBook, names: KnownNames, calls: list[PastCall]
) -> None:
    draft = load_published(FILES, names, book.reader)
    taxi = calls[0]
    assert taxi.decided is not None
    for made in (None, replace(taxi.decided, book_version="早先的", lead="审计局")):
        assert BookPair.of(book, draft).simulated([replace(taxi, decided=made)]).changes == ()
