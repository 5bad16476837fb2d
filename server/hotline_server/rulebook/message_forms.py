"""Templates of messages, built from their file and checked."""

from collections.abc import Iterator, Mapping
from datetime import time
from functools import cache

from hotline_server.ground.folders import bundled
from hotline_server.rulebook.errors import unknown_name
from hotline_server.rulebook.forms import Forms
from hotline_server.rulebook.messages import (
    ASKS_OF_CONTACT,
    DUE,
    EXAMPLE,
    LINK,
    MATTER,
    PERSONAL,
    PROMISED,
    QUESTIONS,
    REVEALING,
    SITUATION,
    SMS_LENGTH,
    SURVEY_DIGITS,
    UNBOUNDED,
    UNIT,
    Audience,
    MessageKind,
    MessageRules,
    Template,
    fields_of,
    fill,
    has_personal_number,
    has_stray_braces,
)
from hotline_server.rulebook.names import KnownNames
from hotline_server.rulebook.schema.messages import MessageRulesForm, MessagesForm, TemplateForm
from hotline_server.rulebook.source import ValuePath
from hotline_server.text.lexicon import Lexicon

_FILE = "messages.yaml"
_LONGEST_TIME = "12月31日18时30分"


def longest_values(names: KnownNames, lexicon: Lexicon) -> Mapping[str, str]:
    """Return the longest values that fields get from a directory and the matters of a rule book."""
    units = [EXAMPLE[UNIT], *(unit.name for unit in names.departments.values())]
    matters = [EXAMPLE[MATTER], *(matter.name for category in lexicon.categories for matter in category.matters)]
    return {
        UNIT: max(units, key=len),
        MATTER: max(matters, key=len),
        DUE: _LONGEST_TIME,
        PROMISED: "2027年12月31日",
        SITUATION: f"已于{_LONGEST_TIME}到期",
    }


def build_messages(forms: Forms) -> MessageRules:
    """Build the rules and templates of messages; without a file nothing is sent."""
    kinds = {kind.value: kind for kind in MessageKind}
    rules = MessageRules()
    for source, form in forms.of(MessagesForm):
        given = form.rules
        forms.check_unique(source, ("消息",), "消息", "消息")
        if given.quiet.begins == given.quiet.ends:
            forms.problems.append(source.problem(("消息", "静默"), "静默的开始和结束不能是同一时刻"))
        templates: dict[MessageKind, Template] = {}
        for name, template in given.templates.items():
            path: ValuePath = ("消息", "模板", name)
            forms.check_known(source, path, name, kinds, "消息")
            if name in kinds:
                kind = kinds[name]
                mistakes = [
                    source.problem((*path, part), mistake) for part, mistake in _mistakes(given, kind, template)
                ]
                forms.problems += mistakes
                # Earlier releases let it pass, so that rule books in force may have it.
                revealing = list(_revealing(template))
                forms.misfits += (source.problem((*path, "保密"), mistake) for mistake in revealing)
                if not mistakes:
                    protected = _shipped_protected().get(name, "") if revealing else template.protected_text or ""
                    templates[kind] = Template(template.text, protected, template.may_be_long)
        rules = MessageRules(
            signature=given.signature,
            website=given.website or "",
            quiet_from=time.fromisoformat(given.quiet.begins),
            quiet_until=time.fromisoformat(given.quiet.ends),
            daily_limit=given.daily_limit,
            case_limit=given.case_limit,
            valid_hours=given.valid_hours,
            templates=templates,
        )
    return rules


@cache
def _shipped_protected() -> Mapping[str, str]:
    """Return what the release says to protected callers, by the names of its templates, where that reveals nothing.

    In a checkout its file is also the draft that people edit, whose mistakes are told where it is built.
    """
    forms = Forms.parse({_FILE: (bundled("rules") / _FILE).read_bytes()})
    return {
        name: template.protected_text or ""
        for _, form in forms.of(MessagesForm)
        for name, template in form.rules.templates.items()
        if not any(_revealing(template))
    }


def _mistakes(rules: MessageRulesForm, kind: MessageKind, form: TemplateForm) -> Iterator[tuple[str, str]]:
    """Yield the mistakes in a template, each with the key of the text that has it."""
    for part, text in (("内容", form.text), ("保密", form.protected_text)):
        if text is None:
            continue
        unknown = [name for name in fields_of(text) if name not in kind.fields]
        for name in unknown:
            yield part, _unknown_field(kind, name)
        if has_stray_braces(text):
            yield part, "大括号要成对，里面写字段的名称，如 {工单号}"
        elif not unknown:
            yield from ((part, mistake) for mistake in _length_mistakes(rules, text, may_be_long=form.may_be_long))
            yield from ((part, mistake) for mistake in _link_mistakes(rules, text))
        if kind in QUESTIONS:
            yield from ((part, mistake) for mistake in _survey_mistakes(text))
        if not text.isprintable():
            yield part, "消息里不能换行，也不能有看不见的字符"
        if has_personal_number(text):
            yield part, "消息里不能写个人的手机号、身份证号、车牌"
    if form.protected_text is not None and kind.audience is not Audience.CALLER:
        yield "保密", f"只有发给来电人的才写“保密”，{kind.value}是发给{kind.audience.value}的"


def _revealing(form: TemplateForm) -> Iterator[str]:
    """Yield what is wrong with the fields that would tell whoever reads a protected caller's phone of the matter."""
    for name in fields_of(form.protected_text or ""):
        if name in REVEALING:
            yield f"“保密”里不能带“{name}”，手机可能被别人看到；要说的，请来电人拨打12345听取"


def _link_mistakes(rules: MessageRulesForm, text: str) -> Iterator[str]:
    if LINK in fields_of(text) and not rules.website:
        yield "用“链接”的，要写“网址”，即公众网站的地址，如 https://12345.example.gov.cn"


def _survey_mistakes(text: str) -> Iterator[str]:
    if LINK in fields_of(text) and not any(digit in text for digit in SURVEY_DIGITS):
        return
    if any(digit not in text for digit in SURVEY_DIGITS):
        yield "要写明回复什么：1 已解决、满意，2 已解决、不满意，3 没有解决"
    elif (ASKS_OF_CONTACT in text) is not ("0" in text):
        yield "问单位联系过没有的，要写明没有联系过的在数字后面加 0"


def _unknown_field(kind: MessageKind, name: str) -> str:
    if name in PERSONAL and kind.audience is not Audience.CALLER:
        return f"发给{kind.audience.value}的不能带“{name}”，里面可能有来电人的个人信息"
    if name in EXAMPLE:
        return f"{kind.value}没有“{name}”，可用：{'、'.join(kind.fields)}"
    return unknown_name(name, kind.fields, "字段")


def _length_mistakes(rules: MessageRulesForm, text: str, *, may_be_long: bool) -> Iterator[str]:
    unbounded = [name for name in fields_of(text) if name in UNBOUNDED]
    length = len(rules.signature) + len(fill(text, MessageRules(website=rules.website or "").with_link(EXAMPLE)))
    if unbounded and not may_be_long:
        yield f"“{unbounded[0]}”长短不定，要写“长短信: 是”"
    elif length > SMS_LENGTH and not may_be_long:
        yield f"连署名约 {length} 个字，一条短信是 {SMS_LENGTH} 个字；确要更长的，写“长短信: 是”"
