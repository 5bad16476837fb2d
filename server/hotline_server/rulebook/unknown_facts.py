"""Names that no fact has, described with what may have been meant."""

from difflib import get_close_matches

from hotline_server.rulebook.counts import COUNTABLE, EXAMPLE, looks_like_count
from hotline_server.rulebook.facts import FACTS

BRACKETS = tuple("【［〔】］〕")
"""Full-width brackets, which people put around several values."""

_COMBINED = {
    **dict.fromkeys(("或", "或者", "或是", "任意", "之一"), "任一"),
    **dict.fromkeys(("且", "并且", "而且", "和", "同时", "都"), "全部"),
    **dict.fromkeys(("非", "不是", "不含", "除外", "除了", "排除", "不", "除非"), "都不"),
}
"""Words by which people combine conditions, and those that rules have for them."""


def run_together(key: str) -> str:
    """Describe a key that a wrong colon has run together with its value; empty if none has."""
    for colon, wrong in (("：", "后面用了全角冒号，要写成半角冒号加一个空格"), (":", "的冒号后面要空一格")):
        before, found, _ = key.partition(colon)
        if found:
            return f"“{before}”{wrong}：“{before}: …”"
    return ""


def unknown_fact(name: str) -> str:
    """Describe a name that no fact has, with what may have been meant."""
    if wrong_colon := run_together(name):
        return wrong_colon
    if looks_like_count(name):
        return f"没有叫“{name}”的事实；数以前的工单，{COUNTABLE}"
    if name[-1:] in BRACKETS:
        return f"“{name}”像是几个取值中的一个：几个取值要用半角方括号和半角逗号，如 [甲, 乙]"
    if meant := _COMBINED.get(name):
        return f"不用“{name}”，要写成“{meant}”，如 {meant}: [{{诉求类型: 投诉}}, {{要求保密: 是}}]"
    close = get_close_matches(name, FACTS, n=1, cutoff=0.4)
    if close:
        return f"没有叫“{name}”的事实，是不是“{close[0]}”？"
    return f"没有叫“{name}”的事实；可用：{'、'.join(FACTS)}，以及“{EXAMPLE}”这样的计数"
