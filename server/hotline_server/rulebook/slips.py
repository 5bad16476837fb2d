"""Slips 文书: kinds, fields and templates (R2.3, R3.2, R3.4, R4.1, R4.2, R4.4, R8.1, R8.4)."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from hotline_server.ground.key_enum import KeyEnum
from hotline_server.rulebook.messages import fill

NUMBER, UNIT, MATTER, URGENCY, DUE, LEAD, GIVEN, REASON, TOGETHER, VISIT, RULING, DAYS, CALLED, ANSWER, MEANS = (
    "工单号", "单位", "事项", "紧急程度", "期限", "牵头", "交办日期",
    "事由", "参加单位", "查办时间", "结果", "工作日", "来电日期", "答复", "方式",
)  # fmt: skip
DELEGATOR, WHICH_LIMIT = "转办单位", "期限名称"
EXAMPLE: Mapping[str, str] = {
    NUMBER: "20261124-000123",
    UNIT: "住房和城乡建设局",
    MATTER: "物业服务",
    URGENCY: "紧急",
    DUE: "2026年12月31日18时",
    LEAD: "城市管理局",
    GIVEN: "2026年11月24日",
    REASON: "超过时限没有回复",
    TOGETHER: "住房和城乡建设局、城市管理局",
    VISIT: "2026年11月26日9时30分",
    RULING: "同意",
    DAYS: "5",
    CALLED: "2026年11月24日",
    ANSWER: "经现场核查，您反映的路灯不亮是线路老化造成的，已于11月26日更换，现已恢复照明。",
    MEANS: "电话",
    DELEGATOR: "住房和城乡建设局",
    WHICH_LIMIT: "延长后的期限",
}
"""Values of an example case."""
_REASONS = {
    "现场查办通知": "查看消防通道被占的情况，请带管理责任划分的材料。",
    "现场查办记录": "现场发现消防通道被占，要求三日内清理，每周报送一次情况。",
    "延期批复": "配件需要订购，情况属实",
    "退回重办单": "请写明调查情况和处理结果，附现场照片",
    "再次交办单": "来电人反映电梯修好两天又停了",
    "转办单": "到场查看，约谈物业服务企业",
}
"""Reasons of the example case, where they are not those of supervision."""


class SlipKind(KeyEnum):
    """Kind of slip; the value is its name in templates."""

    ASSIGNMENT = "交办单"
    CO_HANDLING = "协办单"
    REMINDER = "工作提醒函"
    SUPERVISION = "督办单"
    RAISED_SUPERVISION = "提级督办单"
    ON_SITE_NOTICE = "现场查办通知"
    ON_SITE = "现场查办记录"
    EXTENSION = "延期批复"
    REWORK = "退回重办单"
    SECOND_HANDLING = "再次交办单"
    DELEGATION = "转办单"
    RESULT = "办理结果答复函"
    REFUSAL = "不予受理告知书"
    EXPLANATION = "告知书"
    ANSWER_RECORD = "答复记录"

    @property
    def to_callers(self) -> bool:
        """True if such slips go to callers, not to offices."""
        return self in (SlipKind.RESULT, SlipKind.REFUSAL, SlipKind.EXPLANATION)

    @property
    def is_record(self) -> bool:
        """True if such slips go to nobody, but are kept in the file."""
        return self is SlipKind.ANSWER_RECORD

    @property
    def needed(self) -> str:
        """Name of the field without which such slips say nothing; empty if there is none."""
        if self is SlipKind.ON_SITE_NOTICE:
            return VISIT
        return ANSWER if self.to_callers or self.is_record else ""

    @property
    def recipient(self) -> str:
        """Label of where such slips go if not to an office."""
        return "存入工单" if self.is_record else "来电人"

    @property
    def example(self) -> Mapping[str, str]:
        """Values of an example case."""
        return {**EXAMPLE, REASON: _REASONS.get(self.value, EXAMPLE[REASON])}

    @property
    def fields(self) -> tuple[str, ...]:
        """Names of the fields that a template may use."""
        return _FIELDS[self]


_K = SlipKind
_PRESSING = (NUMBER, UNIT, MATTER, URGENCY, GIVEN, DUE, REASON)
_TO_CALLERS = (NUMBER, MATTER, CALLED, ANSWER)
_FIELDS = {
    _K.ASSIGNMENT: (NUMBER, UNIT, MATTER, URGENCY, DUE),
    _K.CO_HANDLING: (NUMBER, UNIT, MATTER, URGENCY, DUE, LEAD),
    _K.REMINDER: _PRESSING,
    _K.SUPERVISION: _PRESSING,
    _K.RAISED_SUPERVISION: _PRESSING,
    _K.ON_SITE_NOTICE: (NUMBER, UNIT, MATTER, URGENCY, TOGETHER, VISIT, REASON),
    _K.ON_SITE: (NUMBER, UNIT, MATTER, URGENCY, TOGETHER, REASON),
    _K.EXTENSION: (NUMBER, UNIT, MATTER, RULING, DAYS, WHICH_LIMIT, DUE, REASON),
    _K.REWORK: _PRESSING,
    _K.SECOND_HANDLING: (NUMBER, UNIT, MATTER, URGENCY, DUE, REASON),
    _K.DELEGATION: (NUMBER, UNIT, MATTER, URGENCY, DUE, DELEGATOR, REASON),
    _K.RESULT: _TO_CALLERS,
    _K.REFUSAL: _TO_CALLERS,
    _K.EXPLANATION: _TO_CALLERS,
    _K.ANSWER_RECORD: (*_TO_CALLERS, UNIT, MEANS),
}


@dataclass(frozen=True, slots=True)
class SlipTemplate:
    """Template of a kind of slip, with fields as ``{单位}``.

    Attributes:
        symbol: office's and kind's symbol 代字, before the year and number.
        title: title.
        addressee: addressee line 主送, without the colon; empty for records.
        asks: paragraphs that say what is asked or told.
        closing: last line, such as 特此交办。; may be empty.
        without: means of answering by which a caller gets no such slip, but a record is kept.
    """

    symbol: str
    title: str
    addressee: str
    asks: tuple[str, ...]
    closing: str = ""
    without: tuple[str, ...] = ()

    @property
    def texts(self) -> tuple[str, ...]:
        """Texts with fields."""
        return (self.title, self.addressee, *self.asks, self.closing)

    def filled(self, values: Mapping[str, str]) -> "SlipTemplate":
        """Return the template with the values of its fields."""
        return SlipTemplate(
            self.symbol,
            fill(self.title, values),
            fill(self.addressee, values),
            tuple(fill(one, values) for one in self.asks),
            fill(self.closing, values),
            self.without,
        )


@dataclass(frozen=True, slots=True)
class SlipRules:
    """Rules of slips.

    Attributes:
        issuer: issuing office 发文机关.
        post: post of the roster whose people are the contacts.
        templates: by kind; kinds without one are not made.
        are_shipped: true if they are the release's, since the rule book has none.
    """

    issuer: str = ""
    post: str = ""
    templates: Mapping[SlipKind, SlipTemplate] = field(default_factory=dict)
    are_shipped: bool = False
