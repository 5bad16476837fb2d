"""Templates of slips, built from their file and checked."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from hotline_server.ground.characters import is_one_line
from hotline_server.ground.folders import bundled
from hotline_server.rulebook.errors import unknown_name
from hotline_server.rulebook.forms import Forms
from hotline_server.rulebook.messages import fields_of, has_personal_number, has_stray_braces
from hotline_server.rulebook.schema.files import parse_form
from hotline_server.rulebook.schema.slips import SlipRulesForm, SlipsForm, SlipTemplateForm
from hotline_server.rulebook.slips import EXAMPLE, SlipKind, SlipRules, SlipTemplate
from hotline_server.rulebook.source import ValuePath, parse_yaml
from hotline_server.rulebook.template_texts import texts_of

_FILE = "slips.yaml"
_KINDS = {kind.value: kind for kind in SlipKind}


def build_slips(forms: Forms) -> SlipRules:
    """Build the rules and templates of slips: the shipped ones for a book from before there were any."""
    if not any(forms.of(SlipsForm)):
        return shipped_slips()
    return _rules(forms)


@cache
def shipped_slips() -> SlipRules:
    """Return the rules and templates of slips that the release has."""
    source = parse_yaml(_FILE, (bundled("rules") / _FILE).read_bytes())
    return replace(_rules(Forms([(source, parse_form(source))])), are_shipped=True)


def _rules(forms: Forms) -> SlipRules:
    rules = SlipRules()
    for source, form in forms.of(SlipsForm):
        given = form.rules
        forms.check_unique(source, ("文书",), "文书", "文书")
        templates: dict[SlipKind, SlipTemplate] = {}
        for name, template in given.templates.items():
            path: ValuePath = ("文书", "种类", name)
            forms.check_known(source, path, name, _KINDS, "文书")
            forms.check_unique(source, (*path, "代字"), template.symbol, "代字")
            if name not in _KINDS:
                continue
            kind = _kind_of(name, given)
            mistakes = [source.problem((*path, *part), mistake) for part, mistake in _mistakes(kind, template)]
            forms.problems += mistakes
            if mistakes:
                continue
            templates[kind] = SlipTemplate(
                template.symbol,
                template.title,
                template.addressee,
                tuple(template.asks),
                template.closing,
                tuple(template.without),
            )
        rules = SlipRules(given.issuer, given.post, templates)
    return rules


def _kind_of(name: str, given: SlipRulesForm) -> SlipKind:
    """Return a kind by its name; what earlier rule books called the notice of a visit was the record of one."""
    kind = _KINDS[name]
    is_former = (
        kind is SlipKind.ON_SITE_NOTICE
        and SlipKind.ON_SITE.value not in given.templates
        and not _uses(kind.needed, given.templates[name])
    )
    return SlipKind.ON_SITE if is_former else kind


def _uses(field: str, form: SlipTemplateForm) -> bool:
    return any(field in fields_of(text) for text in form.asks)


def _mistakes(kind: SlipKind, form: SlipTemplateForm) -> Iterator[tuple[ValuePath, str]]:
    """Yield the mistakes in a template, each with the path of the text that has it."""
    for part, text in texts_of(form):
        yield from ((part, _unknown_field(kind, name)) for name in fields_of(text) if name not in kind.fields)
        if has_stray_braces(text):
            yield part, "大括号要成对，里面写字段的名称，如 {工单号}"
        if has_personal_number(text):
            yield part, "文书里不能写个人的手机号、身份证号"
        if not is_one_line(text):
            yield part, "不能换行；另起一段的，在“正文”里另写一项"
    if kind.is_record is bool(form.addressee):
        yield ("称谓",), "答复记录不发给谁，不写称谓" if kind.is_record else "要写称谓"
    if kind.needed and not _uses(kind.needed, form):
        yield ("正文",), f"{kind.value}的正文要有“{{{kind.needed}}}”"
    if form.without and not kind.to_callers:
        yield ("不出的方式",), "只有给来电人的才写“不出的方式”"


def _unknown_field(kind: SlipKind, name: str) -> str:
    if name in EXAMPLE:
        return f"{kind.value}没有“{name}”，可用：{'、'.join(kind.fields)}"
    return unknown_name(name, kind.fields, "字段")
