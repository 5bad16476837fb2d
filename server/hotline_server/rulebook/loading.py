"""Loading of rule books: files are parsed and checked completely before use."""

import hashlib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, time
from graphlib import CycleError, TopologicalSorter
from typing import TypeVar

from hotline_server.rulebook.book import Contents, RuleBook
from hotline_server.rulebook.catalogue import Catalogue, conclusion_problems, demands, existence_problems
from hotline_server.rulebook.condition import (
    ITEM_SEPARATOR,
    Condition,
    ConditionError,
    all_of,
    comparisons,
    count_groups,
    mention_tag,
    mentioned_patterns,
    parse,
)
from hotline_server.rulebook.conflict_resolution import STANDING_FOR
from hotline_server.rulebook.decision import Outcome, Urgency
from hotline_server.rulebook.engine import GROUPS_LIMIT
from hotline_server.rulebook.errors import Problem, RuleBookError, unknown_name
from hotline_server.rulebook.facts import ACCUSED, MENTIONED, SUPERIOR
from hotline_server.rulebook.hotness import HotnessRules
from hotline_server.rulebook.limits import TimeLimits
from hotline_server.rulebook.names import KnownNames
from hotline_server.rulebook.policy import Policy
from hotline_server.rulebook.routing import Place, Row, find_unit
from hotline_server.rulebook.rule import Rule
from hotline_server.rulebook.schema import (
    EARLIER_POLICY,
    RETIRED,
    CategoryForm,
    ConceptForm,
    DangersForm,
    DeadlinesForm,
    EarlierPoliciesForm,
    HotspotsForm,
    MeasuresForm,
    PoliciesForm,
    QuestionsForm,
    ReadingForm,
    RequestTypesForm,
    RetentionForm,
    RoutingForm,
    RuleForm,
    RulesForm,
    TagsForm,
    UnitsForm,
    parse_earlier_policies,
    parse_form,
)
from hotline_server.rulebook.source import Source, ValuePath, parse_yaml
from hotline_server.rulebook.validity import Period, parse_date, rule_period, validity_condition
from hotline_server.text.analysis import Thresholds
from hotline_server.text.lexicon import OTHER_DANGER, Category, Concept, Lexicon, Matter
from hotline_server.text.pattern import PatternError, literals
from hotline_server.text.pattern import parse as parse_pattern
from hotline_server.text.reader import Reader
from hotline_server.text.unit_names import UnitLexicon

WORDS_LIMIT = 500_000
FILES_LIMIT = 1_000
COMPARISONS_LIMIT = 200
SIZE_LIMIT = 32 * 1024 * 1024
Form = TypeVar("Form")


def load(files: Mapping[str, bytes], names: KnownNames, reader: Reader | None = None) -> RuleBook:
    """Check the files of a rule book and build it.

    Args:
        files: contents by relative path.
        names: of the units in the directory.
        reader: learned reader; without one, lexicons alone read.

    Raises:
        RuleBookError: if there are problems; it lists all of them with file, line and column.
    """
    loader = _Loader(files, names, reader)
    try:
        book = loader.load()
    except RuleBookError as error:
        raise RuleBookError([*error.problems, *loader.misfits]) from None
    if loader.misfits:
        raise RuleBookError(loader.misfits)
    return book


def load_published(files: Mapping[str, bytes], names: KnownNames, reader: Reader | None = None) -> RuleBook:
    """Build a rule book that was in force, whatever has become of the directory since.

    What no longer fits the directory is passed over when a call is decided: rows lead to nobody, names to those
    who do the work today. So are files that this release no longer uses.

    Args:
        files: contents by relative path.
        names: of the units in the directory.
        reader: learned reader; without one, lexicons alone read.

    Raises:
        RuleBookError: if there are problems other than with the directory.
    """
    return _Loader(files, names, reader).load()


@dataclass(slots=True)
class _Loader:
    files: Mapping[str, bytes]
    names: KnownNames
    reader: Reader | None
    problems: list[Problem] = field(default_factory=list)
    misfits: list[Problem] = field(default_factory=list)
    forms: list[tuple[Source, object]] = field(default_factory=list)

    def load(self) -> RuleBook:
        self._parse_files()
        self._raise_problems()
        lexicon = self._build_lexicon()
        self._check_size(lexicon)
        self._raise_problems()
        rules = tuple(self._build_rules(lexicon))
        self._check_unless()
        contents = Contents(
            version=self._version(),
            rules=rules,
            rows=tuple(self._build_rows(lexicon)),
            policies=(*self._build_policies(), *self._build_earlier_policies()),
            lexicon=lexicon,
            limits=self._build_limits(),
            weights=self._build_weights(),
            hotness=self._build_hotness(),
            retention=self._build_retention(),
            questions=self._build_questions(lexicon),
            thresholds=self._build_thresholds(),
        )
        self._raise_problems()
        return RuleBook(contents, self.names, self.reader)

    def _version(self) -> str:
        digest = hashlib.sha256()
        for name, content in sorted(self.files.items()):
            digest.update(f"{name}\0{len(content)}\0".encode() + content)
        return digest.hexdigest()[:12]

    def _raise_problems(self) -> None:
        if self.problems:
            raise RuleBookError(self.problems)

    def _parse_files(self) -> None:
        size = sum(map(len, self.files.values()))
        if len(self.files) > FILES_LIMIT or size > SIZE_LIMIT:
            message = f"有 {len(self.files)} 个文件、{size} 字节，上限是 {FILES_LIMIT} 个、{SIZE_LIMIT} 字节"
            self.problems.append(Problem("rules", 1, 1, message))
            return
        for name, content in self.files.items():
            try:
                source = parse_yaml(name, content)
                retired = [RETIRED[key] for key in RETIRED if isinstance(source.data, dict) and key in source.data]
                self.misfits += (source.problem((), message) for message in retired)
                if not retired:
                    self.forms.append((source, parse_earlier_policies(source) or parse_form(source)))
            except RuleBookError as error:
                self.problems.extend(error.problems)
        required_forms = ((RulesForm, "规则"), (DangersForm, "险情"), (CategoryForm, "分类"), (DeadlinesForm, "时限"))
        for required, name in required_forms:
            if not self.problems and not any(isinstance(form, required) for _, form in self.forms):
                self.problems.append(Problem("rules", 1, 1, f"规则库里没有“{name}”文件"))

    def _forms_of(self, kind: type[Form]) -> Iterator[tuple[Source, Form]]:
        return ((source, form) for source, form in self.forms if isinstance(form, kind))

    def _build_lexicon(self) -> Lexicon:
        contexts: dict[str, tuple[str, ...]] = {}
        cues: dict[str, tuple[str, ...]] = {}
        dangers: list[Concept] = []
        for source, dangers_form in self._forms_of(DangersForm):
            contexts |= self._check_groups(source, "语境", dangers_form.contexts)
            cues |= self._check_groups(source, "词组", dangers_form.cues)
            dangers += self._build_dangers(source, dangers_form, contexts, cues)
        tags: list[Concept] = []
        for source, tags_form in self._forms_of(TagsForm):
            tags += self._build_concepts(source, "标签", tags_form.tags, contexts, cues)
        for _, rules_form in self._forms_of(RulesForm):
            for rule in rules_form.rules:
                for word in mentioned_patterns(rule.condition):
                    tag = mention_tag(word)
                    if literals(word) and all(concept.name != tag for concept in tags):
                        tags.append(Concept(tag, (word,)))
        types: list[Concept] = []
        for source, types_form in self._forms_of(RequestTypesForm):
            types += self._build_concepts(source, "诉求类型", types_form.types, contexts, cues)
        units = UnitLexicon()
        for source, units_form in self._forms_of(UnitsForm):
            units = self._build_units(source, units_form)
        return Lexicon(
            categories=tuple(self._build_categories()),
            contexts=contexts,
            cues=cues,
            dangers=tuple(dangers),
            tags=tuple(tags),
            request_types=tuple(types),
            units=units,
        )

    def _build_units(self, source: Source, form: UnitsForm) -> UnitLexicon:
        mentions, accusations = form.mentions, form.accusations
        return UnitLexicon(
            titles=self._check_patterns(source, ("提到单位", "称谓"), mentions.titles),
            excluded=self._check_patterns(source, ("提到单位", "不算"), mentions.excluded),
            accusing=self._check_patterns(source, ("被反映单位", "词语"), accusations.words),
            not_accusing=self._check_patterns(source, ("被反映单位", "不算"), accusations.excluded),
        )

    def _check_size(self, lexicon: Lexicon) -> None:
        """Reject a lexicon whose patterns expand to more words than fit in memory."""
        total = sum(len(literals(word)) for word in lexicon.words())
        if total > WORDS_LIMIT:
            message = f"全部词语展开后有 {total} 种写法，上限是 {WORDS_LIMIT} 种"
            self.problems.append(Problem("lexicons", 1, 1, message))

    def _build_categories(self) -> Iterator[Category]:
        seen: set[str] = set()
        for source, form in self._forms_of(CategoryForm):
            for index, matter in enumerate(form.matters):
                self._check_unique(source, ("事项", index, "名称"), matter.name, seen)
            yield Category(
                form.name,
                tuple(
                    Matter(matter.name, self._check_patterns(source, ("事项", index, "词语"), matter.words))
                    for index, matter in enumerate(form.matters)
                ),
                {tier: self._check_patterns(source, ("通用词", tier), words) for tier, words in form.words.items()},
            )

    def _build_concepts(
        self,
        source: Source,
        key: str,
        forms: list[ConceptForm],
        contexts: Mapping[str, object],
        cues: Mapping[str, object],
    ) -> Iterator[Concept]:
        seen: set[str] = set()
        for index, form in enumerate(forms):
            self._check_unique(source, (key, index, "名称"), form.name, seen)
            for number, name in enumerate(form.unless):
                self._check_known(source, (key, index, "除非", number), name, contexts, "语境")
            for number, pair in enumerate(form.together):
                for name in pair:
                    self._check_known(source, (key, index, "同时", number), name, cues, "词组")
            yield Concept(
                name=form.name,
                words=self._check_patterns(source, (key, index, "词语"), form.words),
                together=tuple((pair[0], pair[1]) for pair in form.together),
                sounds_like=tuple(form.sounds_like),
                excluded=self._check_patterns(source, (key, index, "不算"), form.excluded),
                unless=tuple(form.unless),
            )

    def _build_dangers(
        self, source: Source, form: DangersForm, contexts: Mapping[str, object], cues: Mapping[str, object]
    ) -> Iterator[Concept]:
        concepts = self._build_concepts(source, "险情", list(form.dangers), contexts, cues)
        for index, (danger, concept) in enumerate(zip(form.dangers, concepts, strict=True)):
            certain = self._check_patterns(source, ("险情", index, "必报"), danger.certain)
            yield replace(concept, certain=certain)

    def _check_groups(self, source: Source, key: str, named: Mapping[str, list[str]]) -> dict[str, tuple[str, ...]]:
        return {name: self._check_patterns(source, (key, name), words) for name, words in named.items()}

    def _check_patterns(self, source: Source, path: ValuePath, words: list[str]) -> tuple[str, ...]:
        for number, word in enumerate(words):
            try:
                parse_pattern(word)
            except PatternError as error:
                self.problems.append(source.problem((*path, number), str(error)))
        return tuple(words)

    def _build_rules(self, lexicon: Lexicon) -> Iterator[Rule]:
        vocabulary = {
            "分类": {category.name for category in lexicon.categories},
            "事项": {matter.name for category in lexicon.categories for matter in category.matters},
            "险情": {danger.name for danger in lexicon.dangers} | {OTHER_DANGER},
            "提到": {tag.name for tag in lexicon.tags},
            "政策": {
                *(policy.id for _, policies in self._forms_of(PoliciesForm) for policy in policies.policies),
                *(policy.id for _, earlier in self._forms_of(EarlierPoliciesForm) for policy in earlier.policies),
            },
        }
        vocabulary |= {"首要事项": vocabulary["事项"], "疑似险情": vocabulary["险情"]}
        seen: set[str] = set()
        for source, form in self._forms_of(RulesForm):
            for index, rule in enumerate(form.rules):
                path: ValuePath = ("规则", index)
                self._check_unique(source, (*path, "编号"), rule.id, seen)
                conclusion = rule.conclusion
                if not conclusion.model_fields_set:
                    self.problems.append(source.problem((*path, "结论"), "结论是空的"))
                if conclusion.asks_back and (conclusion.outcome or conclusion.lead or conclusion.cohandlers):
                    message = "写了“追问”的，不能再写处理方式、牵头和协办：有了答复才决定怎么办"
                    self.problems.append(source.problem((*path, "结论"), message))
                condition = self._build_condition(source, path, rule, vocabulary)
                self._check_units(source, (*path, "结论"), rule, condition)
                if condition:
                    yield Rule(
                        id=rule.id,
                        title=rule.title,
                        source=rule.source,
                        priority=rule.priority,
                        condition=condition,
                        unless=tuple(rule.unless),
                        outcome=Outcome(conclusion.outcome) if conclusion.outcome else None,
                        lead=conclusion.lead,
                        cohandlers=tuple(conclusion.cohandlers) if conclusion.cohandlers is not None else None,
                        urgency=Urgency(conclusion.urgency) if conclusion.urgency else None,
                        deadline_days=conclusion.deadline,
                        asks_back=conclusion.asks_back,
                        reason=rule.reason,
                        needs_cohandlers=conclusion.needs_cohandlers,
                    )

    def _check_units(self, source: Source, path: ValuePath, rule: RuleForm, condition: Condition | None) -> None:
        """Reject units in a conclusion that do not exist, or may not be sent what the rule holds for (R8.3)."""
        for name in filter(None, (rule.conclusion.lead, *(rule.conclusion.cohandlers or ()))):
            fact = STANDING_FOR.get(name)
            if fact:
                if condition and not demands(condition, fact):
                    message = f"条件里没有“{fact}: 有”，结论里的{name}无从确定"
                    self.problems.append(source.problem(path, message))
                continue
            unit = find_unit(self.names, name, Place())
            if unit is None:
                self.misfits.append(source.problem(path, unknown_name(name, self.names.departments, "部门")))
            elif condition:
                period = rule_period(rule.valid_from, rule.valid_until)
                messages = (*existence_problems(unit, period), *conclusion_problems(unit, condition))
                self.misfits += (source.problem(path, message) for message in messages)

    def _build_condition(
        self, source: Source, path: ValuePath, rule: RuleForm, vocabulary: Mapping[str, set[str]]
    ) -> Condition | None:
        path = (*path, "条件")
        try:
            condition = parse(rule.condition)
        except ConditionError as error:
            self.problems.append(source.problem((*path, *error.path), str(error)))
            return None
        size = sum(1 for _ in comparisons(condition))
        if size > COMPARISONS_LIMIT:
            message = f"一条规则里有 {size} 个比较，上限是 {COMPARISONS_LIMIT} 个；可以拆成几条，或放进派单目录"
            self.problems.append(source.problem(path, message))
            return None
        for comparison in comparisons(condition):
            name, _, item = comparison.key.partition(ITEM_SEPARATOR)
            value = item or comparison.value
            if name in vocabulary and isinstance(value, str) and value:
                self._check_known(source, path, value, vocabulary[name], name)
        try:
            within = validity_condition(rule.valid_from, rule.valid_until)
        except ValueError as error:
            self.problems.append(source.problem((*path[:-1], "自"), str(error)))
            return None
        self._check_places(source, path, condition, rule_period(rule.valid_from, rule.valid_until))
        condition = all_of(condition, within) if within else condition
        groups = count_groups(condition)
        if groups > GROUPS_LIMIT:
            message = f"一条规则里有 {groups} 组条件，上限是 {GROUPS_LIMIT} 组；可以拆成几条，或放进派单目录"
            self.problems.append(source.problem(path, message))
            return None
        return condition

    def _check_places(self, source: Source, path: ValuePath, condition: Condition, period: Period) -> None:
        """Reject places and units in a condition that do not exist while the rule can hold."""
        units = {**self.names.communities, **self.names.departments}
        known = {"区县": self.names.districts, "街道": self.names.towns}
        known |= dict.fromkeys((MENTIONED, ACCUSED, SUPERIOR), units)
        parts = ((one.key.partition(ITEM_SEPARATOR), one.value) for one in comparisons(condition))
        named = {(fact, item or str(value)) for (fact, _, item), value in parts if fact in known and (item or value)}
        for fact, name in sorted(named):
            unit = known[fact].get(name)
            messages = existence_problems(unit, period) if unit else [unknown_name(name, known[fact], fact)]
            self.misfits += (source.problem(path, message) for message in messages)

    def _check_unless(self) -> None:
        """Reject 除非规则 entries that name unknown rules or form a cycle."""
        unless: dict[str, list[str]] = {}
        positions: dict[str, tuple[Source, ValuePath]] = {}
        for source, form in self._forms_of(RulesForm):
            for index, rule in enumerate(form.rules):
                unless[rule.id] = rule.unless
                positions[rule.id] = (source, ("规则", index, "除非规则"))
        for name, others in unless.items():
            source, path = positions[name]
            for other in others:
                self._check_known(source, path, other, unless, "规则")
        try:
            TopologicalSorter(unless).prepare()
        except CycleError as error:
            cycle = error.args[1]
            source, path = positions[cycle[0]]
            self.problems.append(source.problem(path, f"“除非规则”形成循环：{'→'.join(cycle)}"))

    def _build_rows(self, lexicon: Lexicon) -> list[Row]:
        matters = {matter.name for category in lexicon.categories for matter in category.matters}
        catalogue = Catalogue(self.names, matters)
        rows = catalogue.build(self._forms_of(RoutingForm))
        self.problems += catalogue.problems
        self.misfits += catalogue.misfits
        return rows

    def _build_earlier_policies(self) -> Iterator[Policy]:
        """Build the policies of a book of an earlier release, which are found by title and answer alone."""
        for source, form in self._forms_of(EarlierPoliciesForm):
            for index, policy in enumerate(form.policies):
                self.misfits.append(source.problem(("政策", index, "问法"), EARLIER_POLICY))
                yield Policy(
                    id=policy.id,
                    title=policy.title,
                    owner="",
                    source=policy.source,
                    answer=policy.answer,
                    questions=(),
                    excluded=(),
                    valid_from=self._parse_date(source, ("政策", index, "生效"), policy.valid_from),
                    valid_until=self._parse_date(source, ("政策", index, "失效"), policy.valid_until),
                    review_by=None,
                )

    def _build_policies(self) -> Iterator[Policy]:
        seen: set[str] = set()
        asked: set[str] = set()
        for source, form in self._forms_of(PoliciesForm):
            for index, policy in enumerate(form.policies):
                path: ValuePath = ("政策", index)
                self._check_unique(source, (*path, "编号"), policy.id, seen)
                for number, question in enumerate(policy.questions):
                    self._check_unique(source, (*path, "常见问法", number), question, asked)
                if find_unit(self.names, policy.owner, Place()) is None:
                    message = unknown_name(policy.owner, self.names.departments, "部门")
                    self.misfits.append(source.problem((*path, "单位"), message))
                first = self._parse_date(source, (*path, "生效"), policy.valid_from)
                last = self._parse_date(source, (*path, "失效"), policy.valid_until)
                if first and last and last < first:
                    self.problems.append(source.problem((*path, "失效"), "失效早于生效"))
                yield Policy(
                    id=policy.id,
                    title=policy.title,
                    owner=policy.owner,
                    source=policy.source,
                    answer=policy.answer,
                    questions=tuple(policy.questions),
                    excluded=tuple(policy.excluded),
                    valid_from=first,
                    valid_until=last,
                    review_by=self._parse_date(source, (*path, "复核"), policy.review_by),
                )

    def _parse_date(self, source: Source, path: ValuePath, text: str | None) -> date | None:
        try:
            return parse_date(text)
        except ValueError as error:
            self.problems.append(source.problem(path, str(error)))
            return None

    def _build_limits(self) -> TimeLimits:
        source, form = next(self._forms_of(DeadlinesForm))
        limits = form.limits
        if limits.opens >= limits.closes:
            self.problems.append(source.problem(("时限", "下班"), "下班时间要晚于上班时间"))
        if limits.nudge_days <= limits.reminder_days:
            self.problems.append(source.problem(("时限", "催办提前工作日"), "催办要早于提醒函"))
        values = limits.model_dump(exclude={"opens", "closes"})
        minutes = {
            name: {Urgency(word): count for word, count in value.items()}
            for name, value in values.items()
            if isinstance(value, dict)
        }
        return TimeLimits(
            opens=time.fromisoformat(limits.opens), closes=time.fromisoformat(limits.closes), **{**values, **minutes}
        )

    def _build_weights(self) -> dict[str, int]:
        weights: dict[str, int] = {}
        for source, form in self._forms_of(MeasuresForm):
            for rate, weight in form.weights.items():
                self._check_unique(source, ("考核权重", rate), rate, set(weights))
                weights[rate] = weight
        return weights

    def _build_hotness(self) -> HotnessRules:
        seen: set[str] = set()
        rules = HotnessRules()
        for source, form in self._forms_of(HotspotsForm):
            self._check_unique(source, ("热点",), "热点", seen)
            rules = HotnessRules(**form.rules.model_dump())
        return rules

    def _build_thresholds(self) -> Thresholds:
        seen: set[str] = set()
        thresholds = Thresholds()
        for source, form in self._forms_of(ReadingForm):
            self._check_unique(source, ("判读",), "判读", seen)
            given = form.thresholds
            thresholds = Thresholds(
                matter=given.matter,
                request_type=given.request_type,
                **given.dangers.model_dump(),
                **given.policies.model_dump(),
            )
            for part, name, higher, least, most in (
                ("险情", "疑似", "确信", thresholds.suspicion, thresholds.danger),
                ("险情", "疑似（有词语）", "确信（有词语）", thresholds.worded_suspicion, thresholds.worded_danger),
                ("政策", "拟答", "对口", thresholds.proposal, thresholds.fitting),
            ):
                if least > most:
                    message = f"“{name}”不能高于“{higher}”"
                    self.problems.append(source.problem(("判读", part, name), message))
        return thresholds

    def _build_retention(self) -> dict[Outcome, str]:
        words = {outcome.value: outcome for outcome in Outcome}
        retention: dict[Outcome, str] = {}
        # Defaults for rule books written before this section was introduced.
        if not any(True for _ in self._forms_of(RetentionForm)):
            return {Outcome.EMERGENCY: "永久", Outcome.ESCALATION: "永久", Outcome.JOINT: "30年"}
        for source, form in self._forms_of(RetentionForm):
            for span, named in form.retention.items():
                for index, word in enumerate(named):
                    path: ValuePath = ("保管期限", span, index)
                    self._check_known(source, path, word, words, "处理方式")
                    self._check_unique(source, path, word, {outcome.value for outcome in retention})
                    if word in words:
                        retention[words[word]] = span
        return retention

    def _build_questions(self, lexicon: Lexicon) -> dict[str, tuple[str, ...]]:
        kinds = {danger.name for danger in lexicon.dangers} | {OTHER_DANGER}
        questions: dict[str, tuple[str, ...]] = {}
        for source, form in self._forms_of(QuestionsForm):
            for kind, asked in form.questions.items():
                path: ValuePath = ("追问", kind)
                self._check_known(source, path, kind, kinds, "险情")
                self._check_unique(source, path, kind, set(questions))
                for number, question in enumerate(asked):
                    self._check_unique(source, (*path, number), question, set(asked[:number]))
                questions[kind] = tuple(asked)
        if OTHER_DANGER not in questions:
            for source, rules_form in self._forms_of(RulesForm):
                for index, rule in enumerate(rules_form.rules):
                    if rule.conclusion.asks_back:
                        message = f"要追问，但没有写“{OTHER_DANGER}”追问什么（在 questions.yaml）"
                        self.problems.append(source.problem(("规则", index, "结论", "追问"), message))
        return questions

    def _check_known(
        self, source: Source, path: ValuePath, name: str, known: Collection[str] | Mapping[str, object], what: str
    ) -> None:
        if name not in known:
            self.problems.append(source.problem(path, unknown_name(name, known, what)))

    def _check_unique(self, source: Source, path: ValuePath, name: str, seen: set[str]) -> None:
        if name in seen:
            self.problems.append(source.problem(path, f"“{name}”重复了"))
        seen.add(name)
