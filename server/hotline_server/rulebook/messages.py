"""Messages to callers, offices and people on duty: kinds, fields, templates and hours (R2.3, R3.4, R4.1)."""

import itertools
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from enum import Enum

from hotline_server.ground.clock import CITY
from hotline_server.ground.key_enum import KeyEnum
from hotline_server.text.folding import fold

SMS_LENGTH = 70
"""Characters of one SMS, signature included; longer ones are charged, and sometimes delivered, in parts."""
NUMBER, CODE, UNIT, MATTER, URGENCY, DUE, POST, RULING, ANSWER, NOTICE, NUMBERS, DAY, DIFFERENT, LOST, GAINED, LINK = (
    "工单号", "查询码", "单位", "事项", "紧急程度", "期限", "岗位", "结果", "答复", "内容", "各工单号", "日期",
    "不同件数", "险情减少", "险情增加", "链接",
)  # fmt: skip
SITUATION = "情形"
CASE_LIMIT = 5
"""Messages that press, of one kind to one office or post about one case a day, where the rules say nothing."""
PROMISED = "承诺日期"
"""Field with the day until which a suspended case is promised to be solved."""
CAUSE = "原因"
"""Field with why somebody is alarmed."""
UNBOUNDED = frozenset({ANSWER, NOTICE, NUMBERS, CAUSE})
"""Fields of any length."""
PERSONAL = frozenset({ANSWER, NOTICE})
"""Fields with what was said to callers, which may name them."""
REVEALING = PERSONAL | {UNIT, MATTER}
"""Fields that give the matter away to whoever reads a caller's phone."""
EXAMPLE: Mapping[str, str] = {
    NUMBER: "20261124-000123",
    CODE: "36918524",
    UNIT: "住房和城乡建设局",
    MATTER: "物业服务不到位",
    URGENCY: "紧急",
    DUE: "12月31日18时",
    SITUATION: "已于12月31日18时到期",
    POST: "值班室负责人",
    RULING: "不成立",
    ANSWER: "经现场核查，您反映的路灯不亮是线路老化造成的，已于11月26日更换，现已恢复照明。",
    NOTICE: "您反映的问题已由住房和城乡建设局受理，七个工作日内答复您。",
    NUMBERS: "20261124-000123、20261125-000045",
    DAY: "12月31日",
    DIFFERENT: "125",
    LOST: "3",
    GAINED: "12",
    PROMISED: "2027年3月31日",
    CAUSE: "119消防救援逾期未接收移交的工单",
    LINK: "AEf7nsg5rvsBAWnCvXCNWx3Tq0m5Z2-c",
}
"""Values of an example case, about as long as values get."""
SURVEY_DIGITS = "123"
"""Digits by which a caller answers whether the matter is resolved, and whether the caller is satisfied."""
ASKS_OF_CONTACT = "联系"
"""Word of questions that also offer to say by a 0 after the digit that the office has not contacted the caller."""
_PERSONAL = re.compile(
    r"(?<!\d)(?:1[3-9]\d(?:[ -]?\d{4}){2}|\d{17}[\dx])(?!\d)"
    "|[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][a-z][·.]?[a-z0-9]{5,6}(?![a-z0-9])"
)
"""Mobile numbers, identity cards and plates, folded; numbers of offices are shorter or have an area code."""
_FIELD = re.compile(r"\{([^{}]*)\}")


class Audience(Enum):
    """Group of recipients; the value is its label in the user interface."""

    CALLER = "来电人"
    OFFICE = "承办单位"
    POST = "值班岗位"


class MessageKind(KeyEnum):
    """Occasion of a message; the value is its name in templates."""

    RECEIPT = "受理回执"
    SENT_ON = "转办告知"
    TOLD = "人工告知"
    EXTENDED = "延期告知"
    SUSPENDED = "暂缓告知"
    RESULT = "办理结果"
    SURVEY = "满意度询问"
    NOT_REACHED = "联系未成"
    WITHDRAWAL_NOTED = "撤诉确认"
    WHICH_CASE = "问清编号"
    SURVEY_AGAIN = "再问满意度"
    NOT_UNDERSTOOD = "没有看懂"
    NOT_RECORDED = "没有记下"
    ASSIGNED = "新交办"
    REFERRED = "归口告知"
    WITHDRAWN = "撤回交办"
    RETURNED = "退回重办"
    NUDGED = "催办"
    SUPERVISED = "督办"
    URGED = "来电人催办"
    OBJECTION_RULED = "异议裁定"
    EXTENSION_DECIDED = "延期决定"
    SUSPENSION_DECIDED = "暂缓决定"
    RESUMED = "恢复办理"
    END_DECIDED = "终止决定"
    EXCLUSION_DECIDED = "剔除决定"
    VISIT = "现场查办"
    ALARM = "险情报告"
    INSTRUCTION_DUE = "请示提醒"
    QUESTION_LAPSED = "请示失效"
    SHADOW_DIGEST = "试运行日报"

    @property
    def audience(self) -> Audience:
        """Group that such messages go to."""
        return _AUDIENCES.get(self, Audience.OFFICE)

    @property
    def fields(self) -> tuple[str, ...]:
        """Names of the fields that a template may use."""
        return _FIELDS[self]


_K = MessageKind
WRITTEN_BACK = (_K.WHICH_CASE, _K.SURVEY_AGAIN, _K.NOT_UNDERSTOOD, _K.NOT_RECORDED)
"""Kinds that answer an SMS of the caller."""
PRESSING = (_K.NUDGED, _K.URGED, _K.ALARM, _K.INSTRUCTION_DUE)
"""Kinds that say again and again that something is to be done."""
QUESTIONS = (_K.SURVEY, _K.SURVEY_AGAIN)
"""Kinds that ask what a caller thinks of the result."""
_AUDIENCES = {
    _K.RECEIPT: Audience.CALLER,
    _K.SENT_ON: Audience.CALLER,
    _K.TOLD: Audience.CALLER,
    _K.EXTENDED: Audience.CALLER,
    _K.SUSPENDED: Audience.CALLER,
    _K.RESULT: Audience.CALLER,
    _K.SURVEY: Audience.CALLER,
    _K.NOT_REACHED: Audience.CALLER,
    _K.WITHDRAWAL_NOTED: Audience.CALLER,
    **dict.fromkeys(WRITTEN_BACK, Audience.CALLER),
    _K.ALARM: Audience.POST,
    _K.INSTRUCTION_DUE: Audience.POST,
    _K.QUESTION_LAPSED: Audience.POST,
    _K.SHADOW_DIGEST: Audience.POST,
}
_FIELDS = {
    _K.RECEIPT: (NUMBER, CODE),
    _K.SENT_ON: (NUMBER, CODE, UNIT, LINK),
    _K.TOLD: (NUMBER, CODE, NOTICE),
    _K.EXTENDED: (NUMBER, CODE, UNIT, DUE, LINK),
    _K.SUSPENDED: (NUMBER, CODE, UNIT, PROMISED, LINK),
    _K.RESULT: (NUMBER, CODE, ANSWER),
    _K.SURVEY: (NUMBER, CODE, LINK),
    _K.NOT_REACHED: (NUMBER, CODE),
    _K.WITHDRAWAL_NOTED: (NUMBER, CODE),
    _K.WHICH_CASE: (NUMBERS,),
    _K.SURVEY_AGAIN: (NUMBER, LINK),
    _K.NOT_UNDERSTOOD: (NUMBER,),
    _K.NOT_RECORDED: (NUMBER,),
    _K.ASSIGNED: (NUMBER, UNIT, MATTER, URGENCY, DUE),
    _K.REFERRED: (NUMBER, UNIT, MATTER, URGENCY),
    _K.WITHDRAWN: (NUMBER, UNIT, MATTER),
    _K.RETURNED: (NUMBER, UNIT, MATTER, DUE),
    _K.NUDGED: (NUMBER, UNIT, MATTER, DUE, SITUATION),
    _K.SUPERVISED: (NUMBER, UNIT, MATTER, DUE),
    _K.URGED: (NUMBER, UNIT, MATTER, DUE),
    _K.OBJECTION_RULED: (NUMBER, UNIT, MATTER, RULING),
    _K.EXTENSION_DECIDED: (NUMBER, UNIT, MATTER, RULING, DUE),
    _K.SUSPENSION_DECIDED: (NUMBER, UNIT, MATTER, RULING, DUE),
    _K.RESUMED: (NUMBER, UNIT, MATTER, DUE),
    _K.END_DECIDED: (NUMBER, UNIT, MATTER, RULING),
    _K.EXCLUSION_DECIDED: (NUMBER, UNIT, MATTER, RULING),
    _K.VISIT: (NUMBER, UNIT, MATTER, DUE),
    _K.ALARM: (NUMBER, POST, MATTER, CAUSE),
    _K.INSTRUCTION_DUE: (NUMBER, POST, MATTER),
    _K.QUESTION_LAPSED: (NUMBER, POST, MATTER),
    _K.SHADOW_DIGEST: (POST, DAY, DIFFERENT, LOST, GAINED),
}


_EXAMPLE_RULINGS = {
    _K.EXTENSION_DECIDED: "同意",
    _K.SUSPENSION_DECIDED: "同意",
    _K.END_DECIDED: "不同意，请继续办理",
    _K.EXCLUSION_DECIDED: "不予剔除，12月31日18时前可申诉",
}


@dataclass(frozen=True, slots=True)
class Template:
    """Template of a kind of message.

    Attributes:
        text: with fields as ``{工单号}``.
        protected_text: text for callers who make an accusation 举报 or asked for confidentiality, whose phone others
            may read, so that it says neither what the matter is nor what came of it; empty if they are sent nothing.
        may_be_long: true if it may take more than one SMS.
    """

    text: str
    protected_text: str = ""
    may_be_long: bool = False


@dataclass(frozen=True, slots=True)
class ExampleMessage:
    """Message about an example case, signed.

    Attributes:
        protected: true for a protected caller.
        longest: characters with the longest names of a city.
        is_split: true if it takes more than one SMS with these, though its template should not.
    """

    kind: MessageKind
    protected: bool
    text: str
    longest: int
    is_split: bool


@dataclass(frozen=True, slots=True)
class MessageRules:
    """Rules of messages.

    Attributes:
        signature: put before each text.
        website: address of the public website, for links; empty without one.
        quiet_from, quiet_until: local times of day between which only messages about emergencies are sent.
        daily_limit: messages to one caller's number a day; those about emergencies are not limited.
        case_limit: messages of each kind that presses to one office or post about one case a day.
        valid_hours: for how long a message may still be sent; those about emergencies never expire.
        templates: by kind; kinds without one are not sent.
    """

    signature: str = ""
    website: str = ""
    quiet_from: time = time(21, 0)
    quiet_until: time = time(8, 0)
    daily_limit: int = 10
    case_limit: int = CASE_LIMIT
    valid_hours: int = 48
    templates: Mapping[MessageKind, Template] = field(default_factory=dict)

    def text(self, kind: MessageKind, values: Mapping[str, str], *, protected: bool = False) -> str:
        """Return the text of a message, signed; empty if none is to be sent.

        Args:
            kind: kind of message.
            values: values of its fields, by name.
            protected: true for a protected caller.
        """
        template = self.templates.get(kind)
        if template is None:
            return ""
        chosen = template.protected_text if protected else template.text
        return f"{self.signature}{fill(chosen, self.with_link(values))}" if chosen else ""

    def with_link(self, values: Mapping[str, str]) -> Mapping[str, str]:
        """Return the values of fields with the whole link, whose token is filled in once the message is sent."""
        return {**values, LINK: f"{self.website}/q/{values.get(LINK, LINK_TO_FILL)}"}

    def examples(self, longest: Mapping[str, str] = EXAMPLE) -> list[ExampleMessage]:
        """Return every message about an example case; ``longest`` are values as long as those of a city get."""
        examples = []
        for (kind, template), protected in itertools.product(self.templates.items(), (False, True)):
            text, long = (
                self.text(kind, {**example_of(kind), **values}, protected=protected) for values in ({}, longest)
            )
            if text:
                is_split = len(long) > SMS_LENGTH and not template.may_be_long
                examples.append(ExampleMessage(kind, protected, text, len(long), is_split))
        return examples

    def sending_time(self, moment: datetime) -> datetime:
        """Return the first time from ``moment`` on that is not in the quiet hours, UTC."""
        local = moment.astimezone(CITY)
        at, begins, ends = local.time(), self.quiet_from, self.quiet_until
        overnight = begins > ends
        quiet = (at >= begins or at < ends) if overnight else begins <= at < ends
        if not quiet:
            return moment
        day = local.date() + timedelta(days=overnight and at >= begins)
        return datetime.combine(day, ends, CITY).astimezone(UTC)


def example_of(kind: MessageKind) -> Mapping[str, str]:
    """Return the values of an example message of a kind."""
    return {**EXAMPLE, RULING: _EXAMPLE_RULINGS.get(kind, EXAMPLE[RULING])}


def has_personal_number(text: str) -> bool:
    """Return whether a template's text has the number of a person: a mobile, an identity card or a plate."""
    return bool(_PERSONAL.search(fold(text)))


def fields_of(text: str) -> list[str]:
    """Return the names of the fields in a template's text, in order."""
    return _FIELD.findall(text)


def has_stray_braces(text: str) -> bool:
    """Return whether a template's text has braces around no field."""
    return bool(set("{}") & set(_FIELD.sub("", text)))


CODE_TO_FILL, LINK_TO_FILL = f"{{{CODE}}}", f"{{{LINK}}}"
"""Stand for the code and the token of a link in texts until they are sent, so that nobody reads them but the caller."""


def fill(text: str, values: Mapping[str, str]) -> str:
    """Return a template's text with the values of its fields."""
    return _FIELD.sub(lambda found: values[found[1]], text)
