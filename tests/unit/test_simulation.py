"""Simulation: what a draft cannot change is not done anew, and the result is the same as if it were."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from itertools import islice
from random import Random
from typing import Any

import pytest
import yaml
from hotline_server.desk.cases.decisions import decide
from hotline_server.desk.rule_books.reach import Reach, read_anew
from hotline_server.desk.rule_books.simulation import BookPair
from hotline_server.ground.folders import PROJECT
from hotline_server.rulebook.book import RuleBook
from hotline_server.rulebook.facts import FactValue, day_number
from hotline_server.rulebook.files import read_files
from hotline_server.rulebook.loading import load_published
from hotline_server.rulebook.names import KnownNames
from hotline_server.rulebook.simulated import PastCall
from hotline_server.text.learning.examples import read_calls

DAY = date(2026, 11, 23)
FILES = read_files(PROJECT / "rules")
CATEGORIES = sorted(name for name in FILES if "categories" in name)
EMERGENCIES = "lexicons/emergencies.yaml"
SAID = (
    "投诉出租车拒载还乱要价",
    "楼下烧烤店油烟太大",
    "请问租房怎么提取公积金",
    "有人触电了,快来救人",
    "你好在吗",
    "公交车老是不来",
    "举 报 城-管-局 收钱不办事,不要说是我说的",
)
# Of the calls that come with the software, one in so many.
EVERY = 240
Edit = Callable[[Random], Mapping[str, Any]]


def file(name: str) -> Any:
    return yaml.load(FILES[name], yaml.CSafeLoader)


def words(chosen: Random) -> Mapping[str, Any]:
    """Give matters, tags and request types words that callers say, and take some away."""
    changed = {name: file(name) for name in chosen.sample(CATEGORIES, 2)}
    for matter in (matter for form in changed.values() for matter in form["事项"]):
        matter["词语"] = [*matter["词语"][:-1], *(spoken(chosen, 4) for _ in range(4))]
    for name, concepts in (("lexicons/tags.yaml", "标签"), ("lexicons/request-types.yaml", "诉求类型")):
        changed[name] = file(name)
        chosen.choice(changed[name][concepts])["词语"].append(spoken(chosen))
    return changed


def dangers(chosen: Random) -> Mapping[str, Any]:
    """Add words to a danger, to what cancels it, and another danger that nobody has learned."""
    form = file(EMERGENCIES)
    chosen.choice(form["险情"])["词语"] += [spoken(chosen), "有人…快来"]
    chosen.choice(form["险情"]).setdefault("必报", []).append(spoken(chosen))
    form["语境"]["假设"].append(spoken(chosen))
    form["险情"].insert(1, {"名称": "落石", "词语": [spoken(chosen)], "除非": ["过去"]})
    form["轻重"].insert(0, "落石")
    return {EMERGENCIES: form}


def rows(chosen: Random) -> Mapping[str, Any]:
    """Change some rows, take one away, and add one for a matter that nobody has learned."""
    form, routing = file(CATEGORIES[3]), file("routing.yaml")
    form["事项"].append({"名称": "新事项", "词语": [spoken(chosen) for _ in range(4)]})
    for row in chosen.sample(routing["派单目录"], 8):
        row["牵头"] = "审计局"
    routing["派单目录"].remove(chosen.choice(routing["派单目录"]))
    routing["派单目录"].append({"事项": "新事项", "牵头": "审计局"})
    return {CATEGORIES[3]: form, "routing.yaml": routing}


def dangers_sooner(_: Random) -> Mapping[str, Any]:
    form = file("reading.yaml")
    form["判读"]["险情"] |= {"确信": 20, "疑似": 5, "并列": 5}
    form["开场白"] += ["公交车", "老是不来"]
    return {"reading.yaml": form}


def fewer_matters(_: Random) -> Mapping[str, Any]:
    form = file("reading.yaml")
    form["判读"]["事项"] = 60
    return {"reading.yaml": form}


def policies(chosen: Random) -> Mapping[str, Any]:
    form, reading = file("policies.yaml"), file("reading.yaml")
    del form["政策"][0]
    form["政策"][0]["常见问法"].append(f"{spoken(chosen)}怎么办")
    reading["判读"]["政策"] = {"拟答": 90, "对口": 95}
    return {"policies.yaml": form, "reading.yaml": reading}


def rule(_: Random) -> Mapping[str, Any]:
    form = file("rules/handling.yaml")
    for one in form["规则"]:
        one["结论"]["紧急程度"] = "特急"
    return {"rules/handling.yaml": form}


def spoken(chosen: Random, length: int = 2) -> str:
    """Return a few characters that callers say."""
    text = chosen.choice(TEXTS)
    start = chosen.randrange(len(text) - length + 1)
    return text[start : start + length]


TEXTS = [
    *SAID,
    *(one.text for one in islice(read_calls(sorted((PROJECT / "sample" / "calls").glob("*.csv"))), 0, None, EVERY)),
]


@pytest.fixture(scope="module")
def calls(book: RuleBook) -> list[PastCall]:
    """Calls as they were decided by the book in force."""
    known: dict[str, FactValue] = {"日期": day_number(DAY), "渠道": "电话", "区县": "东湖区"}
    unread = [PastCall(str(number), "", said, "", known) for number, said in enumerate(TEXTS)]
    made = [decide(book, read_anew(book, call)) for call in unread]
    return [replace(call, known=one.facts, decided=one) for call, one in zip(unread, made, strict=True)]


@pytest.mark.parametrize("edit", [words, dangers, rows, dangers_sooner, fewer_matters, policies, rule])
def test_what_a_draft_cannot_change_is_taken_as_it_was_decided(
    edit: Edit, book: RuleBook, names: KnownNames, calls: list[PastCall]
) -> None:
    changed = edit(Random(edit.__name__))
    dumped = {
        name: yaml.dump(form, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False).encode()
        for name, form in changed.items()
    }
    draft = load_published({**FILES, **dumped}, names, book.reader)
    anew = [decide(draft, read_anew(draft, call)).summary for call in calls]
    expected = [
        (call.id, call.decided.summary, after)
        for call, after in zip(calls, anew, strict=True)
        if call.decided and call.decided.summary != after
    ]
    simulated = BookPair(book, draft).simulated(calls)
    assert [(change.call.id, change.before, change.after) for change in simulated.changes] == expected
    # What a rule book found that has been replaced is as good.
    back = BookPair(draft, book, {book.version: book}.get).simulated(calls)
    assert [(change.call.id, change.after, change.before) for change in back.changes] == expected
    reach = Reach.between(book, draft)
    untouched = sum(reach.facts(call, call.decided.facts) is call.decided.facts for call in calls if call.decided)
    assert untouched > len(calls) / 2 or edit is policies
    assert expected


def test_in_which_order_files_come_decides_nothing(book: RuleBook, names: KnownNames) -> None:
    """P2: a request gives the files of a draft in any order."""
    draft = load_published(dict(reversed(FILES.items())), names, book.reader)
    reach = Reach.between(book, draft)
    assert reach.reads_alike
    assert reach.decides_alike
    assert list(draft.rules) == list(book.rules)


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
    assert BookPair(book, draft).simulated(known).uncounted == {counts[1]}
    assert not BookPair(draft, book).simulated(known).uncounted


def test_what_another_rule_book_or_a_person_decided_is_decided_anew(
    book: RuleBook, names: KnownNames, calls: list[PastCall]
) -> None:
    draft = load_published(FILES, names, book.reader)
    taxi = calls[0]
    assert taxi.decided is not None
    for made in (None, replace(taxi.decided, book_version="早先的", lead="审计局")):
        assert BookPair(book, draft).simulated([replace(taxi, decided=made)]).changes == ()
