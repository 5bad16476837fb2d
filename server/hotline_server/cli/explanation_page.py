"""Terminal output of ``hotline rules explain``."""

from collections.abc import Iterable

from google.protobuf.timestamp_pb2 import Timestamp
from hotline.v1 import case_pb2
from hotline.v1 import rule_service_pb2 as pb
from rich.console import Console

from hotline_server.api.time_limits import time_limit_text
from hotline_server.api.wording import OUTCOMES, URGENCY_NUMBERS
from hotline_server.ground.clock import CITY

_URGENCIES = {number: urgency.value for urgency, number in URGENCY_NUMBERS.items()}


def print_explanation(console: Console, explained: pb.ExplainDecisionResponse) -> None:
    """Print an explanation of a decision."""
    for line in (*_decided(explained), *_reasons(explained), *_read(explained)):
        console.print(line, soft_wrap=True, highlight=False, markup=False)


def _decided(explained: pb.ExplainDecisionResponse) -> Iterable[str]:
    decision = explained.decision
    helpers = "、".join(one.name for one in decision.cohandlers)
    yield f"处理方式：{OUTCOMES[decision.outcome].value}  紧急程度：{_URGENCIES[decision.urgency]}"
    if decision.lead_department.name:
        yield f"牵头：{decision.lead_department.name}{f'  协办：{helpers}' if helpers else ''}"
    if decision.time_limit.spans:
        due = f"（{_local(explained.deadline)} 到期）" if explained.HasField("deadline") else ""
        yield f"期限：{time_limit_text(decision.time_limit)}{due}"
    yield from (f"理由：{reason}" for reason in decision.reasons)
    yield from (f"问来电人：{question}" for question in explained.questions)


def _reasons(explained: pb.ExplainDecisionResponse) -> Iterable[str]:
    used = [rule for rule in explained.fired if rule.id in explained.decision.rule_ids]
    outranked = [rule for rule in explained.fired if rule not in used]
    for title, rules in (
        ("成立的规则", used),
        ("也成立、但由上面的规则作主的", outranked),
        ("成立但被其他规则排除的", explained.suppressed),
    ):
        yield from _titled(title, (f"{_rule(rule)}，条件：{rule.condition}" for rule in rules))
    near = (f"{_rule(one.rule)}，不成立的条件：{one.unmet_condition}" for one in explained.near_misses)
    yield from _titled("差一点成立的规则", near)
    is_used = explained.row.id in explained.decision.rule_ids
    title = "派单目录" if is_used else "派单目录里对应的一行，这次没有用上"
    rows = [(title, explained.row)] if explained.HasField("row") else []
    rows += [("派单目录里未采用的", row) for row in explained.outranked_rows]
    for title, row in rows:
        yield from _titled(title, [row.description])
    if is_used and explained.cohandlers_left_out:
        yield f"没有列入协办：{'、'.join(explained.cohandlers_left_out)}（内容没有提到）"


def _read(explained: pb.ExplainDecisionResponse) -> Iterable[str]:
    decision = explained.decision
    yield from _titled("看到的词语（字词表写权重，判读模型写占比）", map(_words, explained.words))
    is_answer = decision.outcome == case_pb2.OUTCOME_DIRECT_ANSWER
    title = "拟给话务员答复的政策" if is_answer else "像是答得了、没有拟出的政策（不是直接办理）"
    yield from _titled(title, map(_policy, explained.policies))
    yield f"规则库 {decision.rule_book_version}，判读模型 {decision.reader_version or '没有'}"
    yield f"事实：{'、'.join(f'{fact.name}={fact.value}' for fact in decision.facts if fact.value)}"


def _titled(title: str, lines: Iterable[str]) -> Iterable[str]:
    listed = [f"  {line}" for line in lines]
    return [f"{title}：", *listed] if listed else []


def _rule(rule: pb.RuleRef) -> str:
    return f"{rule.id} {rule.title}（优先级 {rule.priority}，依据 {rule.source}）"


def _words(spoken: pb.SpokenWords) -> str:
    if spoken.read_by == pb.READ_BY_LEARNED:
        words = "、".join(f"{one.word} {one.weight:.0f}%" for one in spoken.words)
        return f"判读模型，{spoken.about}（把握 {spoken.confidence}）：{words or '没有'}"
    words = "、".join(f"{one.word} {one.weight:g}" if one.weight else one.word for one in spoken.words)
    return f"字词表，{spoken.about}：{words}"


def _policy(policy: pb.ReadPolicy) -> str:
    fits = "，正好对口" if policy.fits else ""
    return f"{policy.id} {policy.title}（把握 {policy.confidence}{fits}），像“{policy.matched_question}”"


def _local(moment: Timestamp) -> str:
    return f"{moment.ToDatetime(CITY):%Y-%m-%d %H:%M}"
