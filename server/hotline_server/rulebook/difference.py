"""Differences between two rule books, described in Chinese."""

from collections.abc import Iterator, Mapping
from datetime import time
from enum import Enum

from hotline_server.rulebook.book import RuleBook
from hotline_server.rulebook.explanation import describe, describe_owners, row_place
from hotline_server.rulebook.limits import AlarmLevel
from hotline_server.rulebook.messages import MessageKind
from hotline_server.rulebook.rule import Rule
from hotline_server.rulebook.schema.deadlines import CallbacksForm, ExclusionsForm, LimitsForm
from hotline_server.rulebook.schema.messages import MessageLimitsForm
from hotline_server.rulebook.schema.settings import DangerThresholdsForm, PolicyThresholdsForm, ThresholdsForm
from hotline_server.rulebook.schema.values import Form
from hotline_server.rulebook.slips import SlipKind
from hotline_server.text.lexicon import Concept


def differences(old: RuleBook, new: RuleBook) -> list[str]:
    """Describe every difference that can affect a decision, one sentence each."""
    parts = (_rules, _rows, _policies, _words, _questions, _ends, _lines, _limits, _messages, _slips)
    return [sentence for part in parts for sentence in part(old, new)]


def _rules(old: RuleBook, new: RuleBook) -> Iterator[str]:
    for name, rule in old.rules.items():
        if name not in new.rules:
            yield f"删除规则 {name}“{rule.title}”"
    for name, rule in new.rules.items():
        before = old.rules.get(name)
        if before is None:
            yield f"新增规则 {name}“{rule.title}”：{describe(rule.condition)}时，{_conclusion(rule)}"
            continue
        if before.condition != rule.condition:
            yield f"规则 {name} 的条件由{describe(before.condition)}改为{describe(rule.condition)}"
        if _conclusion(before) != _conclusion(rule):
            yield f"规则 {name} 的结论由“{_conclusion(before)}”改为“{_conclusion(rule)}”"
        if before.priority != rule.priority:
            yield f"规则 {name} 的优先级由 {before.priority} 改为 {rule.priority}"
        if before.unless != rule.unless:
            yield f"规则 {name} 的“除非规则”由“{'、'.join(before.unless)}”改为“{'、'.join(rule.unless)}”"


def _conclusion(rule: Rule) -> str:
    parts = [
        rule.outcome.value if rule.outcome else "",
        f"由{rule.lead}牵头" if rule.lead else "",
        f"{'、'.join(rule.cohandlers)}协办" if rule.cohandlers else "",
        "派单目录里的协办都到" if rule.needs_cohandlers else "",
        rule.urgency.value if rule.urgency else "",
        f"{rule.limit}内回复" if rule.limit else "",
        "追问" if rule.asks_back else "",
        f"原因是 {rule.end}" if rule.end else "",
        f"同时移交 {'、'.join(rule.hands_to)}" if rule.hands_to else "",
    ]
    return "，".join(part for part in parts if part)


def _rows(old: RuleBook, new: RuleBook) -> Iterator[str]:
    before, after = ({row.id: row for row in book.rows} for book in (old, new))
    for name, row in before.items():
        if name not in after:
            yield f"派单目录删除{row_place(row)}（原为{describe_owners(row)}）"
    for name, row in after.items():
        if name not in before:
            yield f"派单目录新增{row_place(row)}：{describe_owners(row)}"
        elif before[name] != row:
            yield f"{row_place(row)}由“{describe_owners(before[name])}”改为“{describe_owners(row)}”"


def _policies(old: RuleBook, new: RuleBook) -> Iterator[str]:
    for name, policy in old.policies.items():
        if name not in new.policies:
            yield f"删除政策 {name}“{policy.title}”"
        elif policy != new.policies[name]:
            yield f"修改政策 {name}“{new.policies[name].title}”"
    for name, policy in new.policies.items():
        if name not in old.policies:
            yield f"新增政策 {name}“{policy.title}”"


def _words(old: RuleBook, new: RuleBook) -> Iterator[str]:
    before, after = _vocabulary(old), _vocabulary(new)
    for name in {**before, **after}:
        lost, gained = (
            before.get(name, set()) - after.get(name, set()),
            after.get(name, set()) - before.get(name, set()),
        )
        if lost:
            yield f"{name}减少：{_list_words(lost)}"
        if gained:
            yield f"{name}增加：{_list_words(gained)}"


def _vocabulary(book: RuleBook) -> dict[str, set[str]]:
    lexicon = book.lexicon
    words: dict[str, set[str]] = {}
    for category in lexicon.categories:
        for matter in category.matters:
            words[f"事项“{matter.name}”的词语"] = set(matter.words)
        for tier, listed in category.words.items():
            words[f"分类“{category.name}”的通用词（{tier}）"] = set(listed)
    kinds: tuple[tuple[str, tuple[Concept, ...]], ...] = (
        ("险情", lexicon.dangers), ("标签", lexicon.tags), ("诉求类型", lexicon.request_types),
    )  # fmt: skip
    for kind, concepts in kinds:
        for concept in concepts:
            for part in ("words", "certain", "sounds_like", "excluded", "unless"):
                words[f"{kind}“{concept.name}”的{_PARTS[part]}"] = set(getattr(concept, part))
            words[f"{kind}“{concept.name}”的同时"] = {"+".join(pair) for pair in concept.together}
    for kind, named in (("语境", lexicon.contexts), ("词组", lexicon.cues)):
        for name, listed in named.items():
            words[f"{kind}“{name}”"] = set(listed)
    units = lexicon.units
    return words | {
        "开场白": set(book.openings.words),
        "催促话": set(book.urging.words) - set(book.openings.words),
        "提到单位的称谓": set(units.titles),
        "提到单位的不算": set(units.excluded),
        "被反映单位的词语": set(units.accusing),
        "被反映单位的不算": set(units.not_accusing),
    }


_PARTS = {"words": "词语", "certain": "必报", "sounds_like": "听似", "excluded": "不算", "unless": "除非"}
LISTED_WORDS = 8


def _list_words(words: set[str]) -> str:
    listed = sorted(words)
    more = f"等 {len(listed)} 个" if len(listed) > LISTED_WORDS else ""
    return f"{'、'.join(listed[:LISTED_WORDS])}{more}"


def _questions(old: RuleBook, new: RuleBook) -> Iterator[str]:
    for kind in {**old.questions, **new.questions}:
        before, after = old.questions.get(kind, ()), new.questions.get(kind, ())
        if before != after:
            yield f"“{kind}”的追问由“{''.join(before)}”改为“{''.join(after)}”"


def _ends(old: RuleBook, new: RuleBook) -> Iterator[str]:
    for code in {**old.ends, **new.ends}:
        before, after = old.ends.get(code), new.ends.get(code)
        if after is None:
            yield f"删除分类处理的原因 {code}"
        elif before is None:
            yield f"新增分类处理的原因 {code}“{after.title}”，{after.outcome.value}"
        elif before != after:
            yield f"修改分类处理的原因 {code}“{after.title}”"


def _lines(old: RuleBook, new: RuleBook) -> Iterator[str]:
    for name in {**old.lines, **new.lines}:
        before, after = old.lines.get(name), new.lines.get(name)
        if after is None:
            yield f"删除联动单位“{name}”"
        elif before is None:
            yield f"新增联动单位“{name}”"
        elif before != after:
            yield f"修改联动单位“{name}”"


def _limits(old: RuleBook, new: RuleBook) -> Iterator[str]:
    yield from _settings("时限", LimitsForm, old.limits, new.limits)
    yield from _settings("回访", CallbacksForm, old.limits.callbacks, new.limits.callbacks)
    yield from _settings("剔除", ExclusionsForm, old.limits.exclusions, new.limits.exclusions)
    before, after = ([danger.name for danger in book.lexicon.dangers] for book in (old, new))
    if before != after:
        yield f"险情的轻重由“{'、'.join(before)}”改为“{'、'.join(after)}”"
    for part, form in (
        ("险情判读", DangerThresholdsForm), ("判读", ThresholdsForm), ("政策判读", PolicyThresholdsForm),
    ):  # fmt: skip
        yield from _settings(part, form, old.thresholds, new.thresholds)


def _messages(old: RuleBook, new: RuleBook) -> Iterator[str]:
    yield from _settings("消息", MessageLimitsForm, old.messages, new.messages)
    hours = [f"{book.messages.quiet_from:%H:%M}到{book.messages.quiet_until:%H:%M}" for book in (old, new)]
    if hours[0] != hours[1]:
        yield f"消息的静默由 {hours[0]}改为 {hours[1]}"
    for kind in MessageKind:
        before, after = (book.messages.templates.get(kind) for book in (old, new))
        if after is None and before:
            yield f"删除消息“{kind.value}”，不再发"
        elif before is None and after:
            yield f"新增消息“{kind.value}”：{after.text}"
        elif before and after and before != after:
            yield f"消息“{kind.value}”由“{before.text}”改为“{after.text}”"


def _slips(old: RuleBook, new: RuleBook) -> Iterator[str]:
    for name, before, after in (
        ("发文机关", old.slips.issuer, new.slips.issuer), ("联系岗位", old.slips.post, new.slips.post),
    ):  # fmt: skip
        if before != after:
            yield f"文书的“{name}”由“{before}”改为“{after}”"
    for kind in SlipKind:
        earlier, later = (book.slips.templates.get(kind) for book in (old, new))
        if later is None and earlier:
            yield f"删除文书“{kind.value}”，不再做"
        elif earlier is None and later:
            yield f"新增文书“{kind.value}”：{''.join(later.asks)}"
        elif earlier and later and earlier != later:
            yield f"修改文书“{kind.value}”：{''.join(later.asks)}"


def _settings(part: str, form: type[Form], old: object, new: object) -> Iterator[str]:
    """Describe each setting of a form that two objects built from it have with different values."""
    for name, setting in form.model_fields.items():
        before, after = getattr(old, name, None), getattr(new, name, None)
        if before != after:
            yield f"{part}的“{setting.alias}”由“{_written(before)}”改为“{_written(after)}”"


def _written(value: object) -> str:
    if isinstance(value, Mapping):
        return "，".join(f"{_written(key)} {_written(one)}" for key, one in value.items())
    if isinstance(value, AlarmLevel):
        return f"{value.post} {value.minutes}"
    if isinstance(value, list | tuple | frozenset):
        return "、".join(map(_written, sorted(value, key=str) if isinstance(value, frozenset) else value))
    if isinstance(value, Enum):
        return str(value.value)
    return f"{value:%H:%M}" if isinstance(value, time) else str(value)
