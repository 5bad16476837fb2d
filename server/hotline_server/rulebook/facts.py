"""Facts that rules can test: their Chinese names, types and meanings."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import lru_cache

from hotline_server.rulebook.counts import COUNT_LIMIT, SAME_NUMBER, count_named
from hotline_server.text.facts import ACCUSATION, SECRECY, PolicyReading, TextFacts
from hotline_server.text.location import Location

_UNLIMITED = 10**18
_PERCENT = (0, 100)
# Last minute of an hour, and the end of a day as conditions may write it.
_LAST_MINUTE, _END_OF_DAY = 59, 2400
FactValue = str | int | bool | tuple[str, ...]


class FactKind(Enum):
    """Type of a fact's values, which determines the comparisons it supports."""

    TEXT = "文字"
    NUMBER = "数"
    FLAG = "是或否"
    LIST = "若干项"


class DangerAnswer(Enum):
    """Answer to the question whether a suspected danger is real (R2.6)."""

    DANGER = "有危险"
    NO_DANGER = "没有危险"
    UNCLEAR = "说不清"


class Event(Enum):
    """Event in a case after its registration, on which rules may propose a decision (R8.9)."""

    REROUTED = "改派"
    OBJECTION_UPHELD = "异议成立"
    RETURNED = "发回重办"
    NOT_ACCEPTED = "没有签收"
    SUPERVISED = "督办"
    URGED = "催办"
    CALLED_AGAIN = "再次来电"
    DISSATISFIED = "不满意"
    HANDLED_AGAIN = "再次办理"
    REOPENED = "重新受理"


@dataclass(frozen=True, slots=True)
class Fact:
    """Fact that conditions can test.

    Attributes:
        name: in Chinese, as written in rule books.
        kind: the type of its values.
        meaning: in Chinese, for the reference of rule maintainers.
        values: the allowed values of a text or list; empty if any value is allowed.
        span: the least and the greatest value of a number.
    """

    name: str
    kind: FactKind
    meaning: str
    values: tuple[str, ...] = ()
    span: tuple[int, int] = (0, _UNLIMITED)

    def may(self, operator: str, number: int) -> bool:
        """Return whether a comparison of the fact, a number, with another can hold."""
        least, greatest = self.span
        if operator == "==":
            return least <= number <= greatest
        reached = {">=": greatest >= number, ">": greatest > number, "<=": least <= number, "<": least < number}
        return reached.get(operator, True)

    @property
    def span_in_words(self) -> str:
        """Span in Chinese."""
        least, greatest = self.span
        return f"不小于 {least}" if greatest == _UNLIMITED else f"在 {least} 到 {greatest} 之间"

    @property
    def default(self) -> FactValue:
        """Value used when the fact is unknown."""
        if self.kind is FactKind.TEXT:
            return ""
        if self.kind is FactKind.NUMBER:
            return 0
        return () if self.kind is FactKind.LIST else False


DANGERS, SUSPECTED, DANGER_REPLY, MARKED_URGENT = "险情", "疑似险情", "险情答复", "话务员标记紧急"
DANGER_CONFIDENCE = "险情把握"
MATTERS, FIRST_MATTER, MATTER_CONFIDENCE, REQUEST_TYPE, POLICIES = "事项", "首要事项", "事项把握", "诉求类型", "政策"
DAY, DAY_OF_YEAR, MONTH, SEASON, WEEKDAY, TIME = "日期", "月日", "月份", "季节", "星期", "时刻"
SEASONS = ("冬", "春", "夏", "秋")
MENTIONED, ACCUSED, SUPERIOR, LIFTED = "提到单位", "被反映单位", "被反映单位上级", "解除回避"
FIRST_RECEIVER = "首接单位"
ACCUSED_LATER, LIFTED_IN_DANGER = "后来反映的单位", "险情中解除回避"
IN_CONFIDENCE = "要求保密"
URGENCY, EVENT, UNRESOLVED = "紧急程度", "事件", "认为没有解决"
FIRST_OFFICE, OFFICE_CONFIDENCE, AGREED_OFFICE = "首选单位", "承办把握", "承办一致"
HOTSPOT_PEOPLE, _NEIGHBOURS = "热点七日人数", "同地同事七日来电数"
REQUEST_TYPES = ("咨询", "求助", "投诉", ACCUSATION, "建议", "表扬")
# Who asks, suggests or praises accuses nobody, unless in confidence.
_FRIENDLY = ("咨询", "建议", "表扬")
LINE_CHANNEL = "联动转来"
CHANNELS = ("电话", "网站", "微信", "短信", "来信", "来访", "部门转来", LINE_CHANNEL)
# On these an operator is with the caller when the call is registered; the value is how the two speak.
ATTENDED_CHANNELS: Mapping[str, str] = {"电话": "电话", "来访": "当面"}

FACTS: Mapping[str, Fact] = {
    fact.name: fact
    for fact in (
        Fact("渠道", FactKind.TEXT, "诉求从哪里来", CHANNELS),
        Fact(REQUEST_TYPE, FactKind.TEXT, "话务员选定的，或由内容推断的类型", REQUEST_TYPES),
        Fact("分类", FactKind.TEXT, "由内容推断的一级分类"),
        Fact(MATTERS, FactKind.LIST, "内容涉及的事项，最像的在前"),
        Fact(FIRST_MATTER, FactKind.TEXT, "最像的一个事项"),
        Fact(MATTER_CONFIDENCE, FactKind.NUMBER, "对首要事项的把握，0 到 100", span=_PERCENT),
        Fact("判读一致", FactKind.FLAG, "字词表和学习所得的判读说的首要事项是同一个"),
        Fact(DANGERS, FactKind.LIST, "确信正在发生的险情，最严重的在前"),
        Fact(SUSPECTED, FactKind.LIST, "可能正在发生、还不能确信的险情，最严重的在前"),
        Fact(DANGER_CONFIDENCE, FactKind.NUMBER, "对正在发生险情的把握，0 到 100", span=_PERCENT),
        Fact(
            DANGER_REPLY,
            FactKind.TEXT,
            "追问疑似险情的结果，还没有答复时为空",
            tuple(answer.value for answer in DangerAnswer),
        ),
        Fact("提到", FactKind.LIST, "内容命中的标签"),
        Fact(MARKED_URGENT, FactKind.FLAG, "话务员认为事关生命财产安全"),
        Fact(IN_CONFIDENCE, FactKind.FLAG, "来电人要求保密"),
        Fact("匿名", FactKind.FLAG, "来电人没有留姓名"),
        Fact("留有号码", FactKind.FLAG, "来电人留了可以回拨的号码"),
        Fact("单位来电", FactKind.FLAG, "来电人说明代表一个单位，如企业"),
        Fact("不要求回复", FactKind.FLAG, "来电人说不用回复"),
        Fact("接着以前的工单", FactKind.FLAG, "登记时写明了这是接着以前哪个工单说的"),
        Fact(URGENCY, FactKind.TEXT, "别的规则定的紧急程度；没有规则定的是一般", ("一般", "紧急", "特急")),
        Fact("区县", FactKind.TEXT, "事发区县"),
        Fact("街道", FactKind.TEXT, "事发街道或乡镇，按地名推定"),
        Fact("社区", FactKind.TEXT, "事发社区或村，按地名推定"),
        Fact("地点", FactKind.TEXT, "内容或地址提到的地名，如道路、小区、学校；有几处同名、定不了是哪一处时也在"),
        Fact(POLICIES, FactKind.LIST, "可能回答内容的现行政策的编号，最像的在前"),
        Fact("政策把握", FactKind.NUMBER, "对第一条政策的把握，0 到 100", span=_PERCENT),
        Fact("政策对口", FactKind.FLAG, "第一条政策正好回答所问的"),
        Fact(MENTIONED, FactKind.LIST, "内容说到的名录里的单位，不论用全称、简称还是曾用名；市和区县都有的，都算"),
        Fact(ACCUSED, FactKind.LIST, "举报、投诉针对的单位，或反映的人员所在的单位"),
        Fact(ACCUSED_LATER, FactKind.LIST, "来电人补充、催办时举报的单位，也在被反映单位里；登记时为空"),
        Fact(SUPERIOR, FactKind.TEXT, "被反映单位的上一级单位，或所在区县的政府；没有的为空"),
        Fact(LIFTED, FactKind.LIST, "本应回避、值班室查明不是来电人反映的单位，登记时为空"),
        Fact(FIRST_RECEIVER, FactKind.TEXT, "同一号码同一件事还没有办结的工单、或者所接着的工单最先交办的牵头单位"),
        Fact("承办单位数", FactKind.NUMBER, "牵头和列名的协办单位的总数；直派街镇时抄送的区县不计"),
        Fact(FIRST_OFFICE, FactKind.TEXT, "最可能承办的单位：按派单目录和学习所得的判读一起排的第一个"),
        Fact(OFFICE_CONFIDENCE, FactKind.NUMBER, "对首选单位的把握，0 到 100", span=_PERCENT),
        Fact(AGREED_OFFICE, FactKind.FLAG, "首选单位就是派单目录的牵头单位"),
        Fact("目录单位数", FactKind.NUMBER, "派单目录那一行写的牵头和协办单位的总数，不论内容是否涉及"),
        Fact(
            SAME_NUMBER.name, FactKind.NUMBER, "同一号码七天内的来电数，不含本次，最多数到 200", span=(0, COUNT_LIMIT)
        ),
        Fact(
            HOTSPOT_PEOPLE,
            FactKind.NUMBER,
            "七天内在同一个地方反映同一件事的人数，含本次；来电归入热点以后才知道，登记时是 0，归入以后再判一次",
        ),
        Fact(_NEIGHBOURS, FactKind.NUMBER, "早先的规则库用的，比“热点七日人数”少一个，请改用它"),
        Fact(EVENT, FactKind.TEXT, "登记以后发生的事，登记时为空", tuple(event.value for event in Event)),
        Fact("改派次数", FactKind.NUMBER, "换过几次牵头单位，异议成立以后另派的也算；登记时是 0"),
        Fact("重办次数", FactKind.NUMBER, "发回重办过几次；登记时是 0"),
        Fact("督办次数", FactKind.NUMBER, "督办、提级督办过几次；登记时是 0"),
        Fact("催办次数", FactKind.NUMBER, "来电人催办过几次；登记时是 0"),
        Fact(UNRESOLVED, FactKind.FLAG, "来电人这次回访、评价说没有解决，和“不满意”一起用；登记时是否"),
        Fact("来电人数", FactKind.NUMBER, "这个工单要答复的来电人，含并入的；登记时是 0"),
        Fact("字数", FactKind.NUMBER, "内容的字数，电话、证件、车牌和账号不计"),
        Fact(MONTH, FactKind.NUMBER, "来电的月份，1 到 12", span=(1, 12)),
        Fact(DAY_OF_YEAR, FactKind.NUMBER, "来电的月和日，如 7 月 5 日是 705", span=(101, 1231)),
        Fact(DAY, FactKind.NUMBER, "来电的日期，如 20260705"),
        Fact(SEASON, FactKind.TEXT, "来电时的季节：3 至 5 月是春", (*SEASONS[1:], SEASONS[0])),
        Fact(WEEKDAY, FactKind.NUMBER, "来电是星期几，1 到 7，星期日是 7", span=(1, 7)),
        Fact(TIME, FactKind.NUMBER, "来电的时和分，如 9 时 30 分是 930", span=(0, 2359)),
        Fact("工作时间", FactKind.FLAG, "来电时是否工作日的上班时间"),
        Fact("节假日", FactKind.FLAG, "来电的日子是否不上班"),
    )
}


@lru_cache(maxsize=1024)
def fact_named(name: str) -> Fact | None:
    """Return the fact of a name, counts of earlier cases included; ``None`` if there is none."""
    return FACTS.get(name) or (Fact(name, FactKind.NUMBER, "", span=(0, COUNT_LIMIT)) if count_named(name) else None)


def earlier_facts(facts: Mapping[str, FactValue]) -> dict[str, FactValue]:
    """Return those of the facts of a call that tell of earlier cases, which are found out at registration alone."""
    of_caller = facts.get(SAME_NUMBER.name, 0)
    return {SAME_NUMBER.name: of_caller, **{name: facts[name] for name in facts if is_of_earlier_cases(name)}}


def is_of_earlier_cases(name: str) -> bool:
    """Return whether a fact tells of earlier cases, so that calls registered before a rule asked for it have none."""
    return name == FIRST_RECEIVER or count_named(name) is not None


def hotspot_facts(people: int) -> dict[str, FactValue]:
    """Return the facts about a hotspot of as many people at one place."""
    return {HOTSPOT_PEOPLE: people, _NEIGHBOURS: people - 1}


def items(facts: Mapping[str, FactValue], name: str) -> tuple[str, ...]:
    """Return the items of a fact that is a list; none if the fact is not known."""
    value = facts.get(name, ())
    return value if isinstance(value, tuple) else ()


def season_of(month: int) -> str:
    """Return the season of a month."""
    return SEASONS[month % 12 // 3]


def day_number(day: date) -> int:
    """Return a day as the fact 日期."""
    return day.year * 10_000 + day.month * 100 + day.day


def calendar_facts(day: date) -> dict[str, FactValue]:
    """Return the facts about a day that follow from its date."""
    return {
        MONTH: day.month,
        DAY_OF_YEAR: day.month * 100 + day.day,
        DAY: day_number(day),
        SEASON: season_of(day.month),
        WEEKDAY: day.isoweekday(),
    }


def missing_moment(name: str, number: int) -> str:
    """Describe that a number of a fact of the calendar is no day or time; empty if it is one, or of another fact."""
    leap_year = 20_240_000
    if name in (DAY, DAY_OF_YEAR) and day_of({DAY: number + (leap_year if name == DAY_OF_YEAR else 0)}) == date.min:
        return f"没有 {number} 这一天，{'如 7 月 5 日写成 705' if name == DAY_OF_YEAR else '要像 20260705 那样写'}"
    if name == TIME and (number % 100 > _LAST_MINUTE or number > _END_OF_DAY):
        return f"没有 {number} 这个时刻，如 22 时 30 分写成 2230"
    return ""


def day_of(known: Mapping[str, FactValue]) -> date:
    """Return the day of the fact 日期; the earliest of all days if it is missing or no day."""
    try:
        return date.fromisoformat(str(known.get(DAY, "")))
    except ValueError:
        return date.min


def known_day(known: Mapping[str, FactValue]) -> date | None:
    """Return the day of the fact 日期; ``None`` without one."""
    return day_of(known) if DAY in known else None


def is_protected(facts: Mapping[str, object]) -> bool:
    """Return True if a caller is protected by the facts of the call.

    Who makes an accusation 举报 is, at once or later, and who asks for confidence.
    """
    made_later = bool(facts.get(ACCUSED_LATER))
    return made_later or bool(facts.get(IN_CONFIDENCE)) or facts.get(REQUEST_TYPE) == ACCUSATION


def may_accuse(facts: Mapping[str, object]) -> bool:
    """Return True if a call can be directed against somebody: by its type, or because it was made in confidence.

    The type may be a guess, on which no protected caller may lose the recusal of those they accuse.
    """
    return is_protected(facts) or facts.get(REQUEST_TYPE) not in _FRIENDLY


def location_facts(location: Location) -> dict[str, FactValue]:
    """Convert where a matter is to facts by name."""
    return {"区县": location.district, "街道": location.town, "社区": location.community, "地点": location.place}


def location_in(facts: Mapping[str, object]) -> Location:
    """Return where a matter is by its facts."""
    return Location(
        district=str(facts.get("区县", "")),
        town=str(facts.get("街道", "")),
        community=str(facts.get("社区", "")),
        place=str(facts.get("地点", "")),
    )


def text_facts(text: TextFacts) -> dict[str, FactValue]:
    """Convert the analysis of a call's text to facts by name: all that follow from the text alone."""
    return {
        REQUEST_TYPE: text.request_type,
        **matter_facts(text),
        DANGER_CONFIDENCE: text.danger_confidence,
        DANGERS: text.dangers,
        SUSPECTED: text.suspected,
        "提到": text.tags,
        IN_CONFIDENCE: SECRECY in text.tags,
        "字数": text.length,
        **policy_facts(text.policies),
        MENTIONED: text.units,
        ACCUSED: text.accused_units,
    }


def matter_facts(text: TextFacts) -> dict[str, FactValue]:
    """Convert what a text is about to facts by name."""
    return {
        "分类": text.category,
        MATTERS: text.matters,
        FIRST_MATTER: text.matters[0] if text.matters else "",
        MATTER_CONFIDENCE: text.matter_confidence,
        "判读一致": text.agreed,
    }


# What is decided from and is found out anew with each decision, the answer to a question about it included.
_FOUND_OUT = (DANGER_REPLY, DANGERS, SUSPECTED, DANGER_CONFIDENCE)


def without_dangers(facts: Mapping[str, FactValue]) -> dict[str, FactValue]:
    """Return the facts of a call without what was found out about dangers: by reading it, and by asking the caller."""
    return {name: value for name, value in facts.items() if name not in _FOUND_OUT}


def policy_facts(found: Sequence[PolicyReading]) -> dict[str, FactValue]:
    """Convert the policies that may answer a text, the most likely first, to facts by name."""
    return {
        POLICIES: tuple(one.policy for one in found),
        "政策把握": found[0].confidence if found else 0,
        "政策对口": bool(found) and found[0].fits,
    }


POLICY_FACTS = tuple(policy_facts(()))
"""Names of the facts about policies."""


def fact_value(name: str, written: str) -> FactValue:
    """Return the value of a fact that somebody wrote; several items are parted by 、 or a comma.

    Raises:
        ValueError: if there is no such fact, or it cannot have the value; the message is in Chinese.
    """
    fact = fact_named(name)
    if fact is None:
        raise ValueError(f"没有叫“{name}”的事实")
    written = written.strip()
    if fact.kind is FactKind.NUMBER:
        if not written.isascii() or not written.isdigit():
            raise ValueError(f"“{name}”要是不小于 0 的整数")
        number = int(written)
        if not fact.may("==", number):
            raise ValueError(f"“{name}”{fact.span_in_words}")
        if missing := missing_moment(name, number):
            raise ValueError(f"“{name}”{missing}")
        return number
    if fact.kind is FactKind.FLAG:
        if written not in ("是", "否"):
            raise ValueError(f"“{name}”要是“是”或“否”")
        return written == "是"
    values = tuple(re.split("[、，,]", written)) if fact.kind is FactKind.LIST and written else (written,)
    if fact.values and not set(values) <= {*fact.values, ""}:
        raise ValueError(f"“{name}”要是{'、'.join(fact.values)}中的一个")
    return (values if written else ()) if fact.kind is FactKind.LIST else written
