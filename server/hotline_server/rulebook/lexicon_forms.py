"""Lexicon of a rule book, built from its files."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from hotline_server.rulebook.condition import mentions
from hotline_server.rulebook.errors import Problem
from hotline_server.rulebook.forms import Forms
from hotline_server.rulebook.schema.lexicons import (
    CategoryForm,
    ConceptForm,
    DangersForm,
    RequestTypesForm,
    TagsForm,
    UnitsForm,
)
from hotline_server.rulebook.schema.rules import RulesForm
from hotline_server.rulebook.source import Source
from hotline_server.text.lexicon import Category, Concept, Lexicon, Matter
from hotline_server.text.pattern import literals
from hotline_server.text.unit_names import UnitLexicon

WORDS_LIMIT = 500_000


def build_lexicon(forms: Forms) -> Lexicon:
    """Build the lexicon of a rule book."""
    contexts: dict[str, tuple[str, ...]] = {}
    cues: dict[str, tuple[str, ...]] = {}
    dangers: list[Concept] = []
    for source, dangers_form in forms.of(DangersForm):
        contexts |= _groups(forms, source, "语境", dangers_form.contexts)
        cues |= _groups(forms, source, "词组", dangers_form.cues)
        dangers += _dangers(forms, source, dangers_form, contexts, cues)
    tags: list[Concept] = []
    for source, tags_form in forms.of(TagsForm):
        tags += _concepts(forms, source, "标签", tags_form.tags, contexts, cues)
    for _, rules_form in forms.of(RulesForm):
        for rule in rules_form.rules:
            for one in mentions(rule.condition):
                # What is no pattern is reported where the condition is read.
                if all(map(literals, (one.pattern, *one.excluded))) and all(tag.name != one.tag for tag in tags):
                    tags.append(Concept(one.tag, (one.pattern,), excluded=one.excluded))
    types: list[Concept] = []
    for source, types_form in forms.of(RequestTypesForm):
        types += _concepts(forms, source, "诉求类型", types_form.types, contexts, cues)
    units = UnitLexicon()
    for source, units_form in forms.of(UnitsForm):
        forms.check_once(source, ("提到单位",), "提到单位", "提到单位")
        units = _units(forms, source, units_form)
    lexicon = Lexicon(
        categories=tuple(_categories(forms)),
        contexts=contexts,
        cues=cues,
        dangers=_order_by_gravity(forms, dangers),
        tags=tuple(tags),
        request_types=tuple(types),
        units=units,
    )
    _check_size(forms, lexicon)
    return lexicon


def _check_size(forms: Forms, lexicon: Lexicon) -> None:
    """Reject a lexicon whose patterns expand to more words than fit in memory."""
    total = sum(len(literals(word)) for word in lexicon.words())
    if total > WORDS_LIMIT:
        forms.are_too_large = True
        message = f"全部词语展开后有 {total} 种写法，上限是 {WORDS_LIMIT} 种"
        forms.problems.append(Problem("lexicons", 1, 1, message))


def _units(forms: Forms, source: Source, form: UnitsForm) -> UnitLexicon:
    mentions, accusations = form.mentions, form.accusations
    return UnitLexicon(
        short_forms={ending: tuple(one.words) for one in mentions.short_forms for ending in one.endings},
        stems={ending: tuple(one.stems) for one in mentions.short_forms for ending in one.endings},
        offices=forms.check_patterns(source, ("提到单位", "内设"), mentions.offices),
        people=forms.check_patterns(source, ("提到单位", "人员"), mentions.people),
        pronouns=forms.check_patterns(source, ("提到单位", "代称"), mentions.pronouns),
        titles=forms.check_patterns(source, ("提到单位", "称谓"), mentions.titles),
        excluded=forms.check_patterns(source, ("提到单位", "不算"), mentions.excluded),
        misconduct=forms.check_patterns(source, ("被反映单位", "违纪违法"), accusations.misconduct),
        accusing=forms.check_patterns(source, ("被反映单位", "词语"), accusations.words),
        not_accusing=forms.check_patterns(source, ("被反映单位", "不算"), accusations.excluded),
    )


def _categories(forms: Forms) -> Iterator[Category]:
    for source, form in forms.of(CategoryForm):
        for index, matter in enumerate(form.matters):
            forms.check_unique(source, ("事项", index, "名称"), matter.name, "事项")
        yield Category(
            form.name,
            tuple(
                Matter(matter.name, forms.check_patterns(source, ("事项", index, "词语"), matter.words))
                for index, matter in enumerate(form.matters)
            ),
            {tier: forms.check_patterns(source, ("通用词", tier), words) for tier, words in form.words.items()},
        )


def _concepts(
    forms: Forms,
    source: Source,
    key: str,
    concepts: list[ConceptForm],
    contexts: Mapping[str, object],
    cues: Mapping[str, object],
) -> Iterator[Concept]:
    """Yield the concepts under a key of a file."""
    for index, form in enumerate(concepts):
        forms.check_once(source, (key, index, "名称"), form.name, key)
        for number, name in enumerate(form.unless):
            forms.check_known(source, (key, index, "除非", number), name, contexts, "语境")
        for number, pair in enumerate(form.together):
            for name in pair:
                forms.check_known(source, (key, index, "同时", number), name, cues, "词组")
        yield Concept(
            name=form.name,
            words=forms.check_patterns(source, (key, index, "词语"), form.words),
            together=tuple((pair[0], pair[1]) for pair in form.together if cues.keys() >= {*pair}),
            sounds_like=forms.check_patterns(source, (key, index, "听似"), form.sounds_like),
            excluded=forms.check_patterns(source, (key, index, "不算"), form.excluded),
            unless=tuple(name for name in form.unless if name in contexts),
        )


def _order_by_gravity(forms: Forms, dangers: Sequence[Concept]) -> tuple[Concept, ...]:
    """Return the dangers gravest first, as the rule book lists them 轻重, else in the order in which they stand."""
    kinds = [danger.name for danger in dangers]
    order: dict[str, int] = {}
    for source, form in forms.of(DangersForm):
        for place, kind in enumerate(form.gravity):
            forms.check_known(source, ("轻重", place), kind, kinds, "险情")
            forms.check_unique(source, ("轻重", place), kind, "轻重")
            order[kind] = len(order)
    if not order:
        return tuple(dangers)
    for source, form in forms.of(DangersForm):
        for place, danger in enumerate(form.dangers):
            if danger.name not in order:
                message = f"“{danger.name}”没有排进“轻重”"
                forms.problems.append(source.problem(("险情", place, "名称"), message))
    return tuple(sorted(dangers, key=lambda danger: order.get(danger.name, len(order))))


def _dangers(
    forms: Forms,
    source: Source,
    form: DangersForm,
    contexts: Mapping[str, object],
    cues: Mapping[str, object],
) -> Iterator[Concept]:
    concepts = _concepts(forms, source, "险情", list(form.dangers), contexts, cues)
    for index, (danger, concept) in enumerate(zip(form.dangers, concepts, strict=True)):
        certain = forms.check_patterns(source, ("险情", index, "必报"), danger.certain)
        yield replace(concept, certain=certain)


def _groups(forms: Forms, source: Source, key: str, named: Mapping[str, list[str]]) -> dict[str, tuple[str, ...]]:
    return {name: forms.check_patterns(source, (key, name), words) for name, words in named.items()}
