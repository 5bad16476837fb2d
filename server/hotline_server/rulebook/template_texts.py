"""Texts of templates that people get, and personal data in them, which a city would send to everybody."""

from collections.abc import Callable, Collection, Iterator

from hotline_server.rulebook.errors import Problem
from hotline_server.rulebook.forms import Forms
from hotline_server.rulebook.messages import fields_of, fill, has_personal_number
from hotline_server.rulebook.schema.messages import MessagesForm
from hotline_server.rulebook.schema.slips import SlipsForm, SlipTemplateForm
from hotline_server.rulebook.source import Source, ValuePath

PersonalWords = Callable[[str], Collection[str]]
"""Returns the words of a text that look like somebody's name, or a number of a person."""
_BETWEEN = "，"
# Texts whose plain numbers nobody tells of where they are built, as is done of the templates'.
_HEADINGS = ("署名", "发文机关")


def template_problems(forms: Forms, personal_words: PersonalWords) -> Iterator[Problem]:
    """Yield what in the templates of messages and slips looks like personal data, besides what the fields bring."""
    for source, path, text in _texts(forms):
        written = fill(text, dict.fromkeys(fields_of(text), _BETWEEN))
        told = path[-1] not in _HEADINGS
        for word in (one for one in personal_words(written) if not (told and has_personal_number(one))):
            yield source.problem(path, f"像是有个人信息“{word}”，模板里不能写人名和个人的号码，请写单位、岗位")


def texts_of(form: SlipTemplateForm) -> Iterator[tuple[ValuePath, str]]:
    """Yield the texts of a template of slips, each with its path in the template."""
    yield ("标题",), form.title
    yield ("称谓",), form.addressee
    yield from ((("正文", place), text) for place, text in enumerate(form.asks))
    yield ("结语",), form.closing


def _texts(forms: Forms) -> Iterator[tuple[Source, ValuePath, str]]:
    for source, messages in forms.of(MessagesForm):
        yield source, ("消息", "署名"), messages.rules.signature
        for name, template in messages.rules.templates.items():
            yield source, ("消息", "模板", name, "内容"), template.text
            yield source, ("消息", "模板", name, "保密"), template.protected_text or ""
    for source, slips in forms.of(SlipsForm):
        yield source, ("文书", "发文机关"), slips.rules.issuer
        for name, slip in slips.rules.templates.items():
            yield from ((source, ("文书", "种类", name, *path), text) for path, text in texts_of(slip))
