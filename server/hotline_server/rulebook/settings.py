"""Settings of a rule book, built from its files: whatever is a table of numbers or words by name."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import time
from functools import cache

from hotline_server.ground.folders import bundled
from hotline_server.rulebook.assessment import AssessmentRules, RateFormula
from hotline_server.rulebook.decision import Outcome, Urgency
from hotline_server.rulebook.ends import EndReason
from hotline_server.rulebook.errors import unknown_name
from hotline_server.rulebook.forms import Forms
from hotline_server.rulebook.hotness import HotnessRules
from hotline_server.rulebook.limits import (
    ANY_KIND,
    DEFAULT_REPLIES,
    AlarmLevel,
    CallbackRules,
    ExclusionRules,
    Exemption,
    TimeLimits,
)
from hotline_server.rulebook.lines import Line
from hotline_server.rulebook.names import KnownNames
from hotline_server.rulebook.routing import Place, find_unit
from hotline_server.rulebook.schema.deadlines import CallbacksForm, DeadlinesForm, ExclusionsForm, LimitsForm
from hotline_server.rulebook.schema.files import parse_form
from hotline_server.rulebook.schema.rules import RulesForm
from hotline_server.rulebook.schema.settings import (
    EndsForm,
    HotspotsForm,
    LinesForm,
    MeasuresForm,
    QuestionsForm,
    ReadingForm,
    RetentionForm,
)
from hotline_server.rulebook.source import Source, ValuePath, parse_yaml
from hotline_server.rulebook.time_limit import TimeLimit
from hotline_server.text.analysis import Thresholds
from hotline_server.text.lexicon import OTHER_DANGER, Lexicon
from hotline_server.text.pattern import GAP, has_gap, literals
from hotline_server.text.phrases import CallerWish, Phrases, Wishes

_DEADLINES = "deadlines.yaml"


def build_limits(forms: Forms) -> TimeLimits:
    """Build the office hours and time limits; those of the release if there are none, which is reported elsewhere."""
    found = list(forms.of(DeadlinesForm))
    if not found:
        return shipped_limits()
    (source, form), *others = found
    for other, _ in others:
        # Earlier releases let it pass, so that rule books in force may have it.
        problem = other.problem(("时限",), f"“时限”已经写在 {source.name} 里，只能写一次")
        forms.misfits.append(replace(problem, doubles=source.name))
    limits = form.limits
    if limits.opens >= limits.closes:
        forms.problems.append(source.problem(("时限", "下班"), "下班时间要晚于上班时间"))
    if limits.nudge_days <= limits.reminder_days:
        forms.problems.append(source.problem(("时限", "催办提前工作日"), "催办要早于提醒函"))
    if form.callbacks and form.callbacks.opens >= form.callbacks.closes:
        forms.problems.append(source.problem(("回访", "结束"), "回访的结束时间要晚于开始时间"))
    if form.exclusions and form.exclusions.request_days > limits.archive_days:
        forms.problems.append(source.problem(("剔除", "申请工作日"), "归档以后不能申请剔除，不要长于归档工作日"))
    replies = _replies(source, forms, limits)
    values = limits.model_dump(exclude={"opens", "closes", "alarm_levels", "replies"})
    minutes = {
        name: {Urgency(word): count for word, count in value.items()}
        for name, value in values.items()
        if isinstance(value, dict)
    }
    return TimeLimits(
        opens=time.fromisoformat(limits.opens),
        closes=time.fromisoformat(limits.closes),
        alarm_levels=tuple(AlarmLevel(level.post, level.minutes) for level in limits.alarm_levels),
        replies=replies,
        callbacks=_callback_rules(form.callbacks) if form.callbacks else CallbackRules(),
        exclusions=_exclusion_rules(form.exclusions) if form.exclusions else ExclusionRules(),
        **{**values, **minutes},
    )


@cache
def shipped_limits() -> TimeLimits:
    """Return the time limits that the release has."""
    source = parse_yaml(_DEADLINES, (bundled("rules") / _DEADLINES).read_bytes())
    return build_limits(Forms([(source, parse_form(source))]))


def _replies(source: Source, forms: Forms, form: LimitsForm) -> dict[str, Mapping[Urgency, TimeLimit]]:
    """Return the times for a reply by request type and urgency, completed by the default ones."""
    written = form.replies
    for kind, limits in written.items():
        critical = limits.get("特急")
        if critical and not critical.is_by_the_clock:
            message = "特急的期限要按小时或分钟写，如“24小时”"
            forms.problems.append(source.problem(("时限", "回复期限", kind, "特急"), message))
    replies: dict[str, Mapping[Urgency, TimeLimit]] = {
        kind: {Urgency(word): limit for word, limit in limits.items()} for kind, limits in written.items()
    }
    general = {**DEFAULT_REPLIES[ANY_KIND], **replies.get(ANY_KIND, {})}
    return {**replies, ANY_KIND: general}


def _callback_rules(form: CallbacksForm) -> CallbackRules:
    values = form.model_dump(exclude={"opens", "closes", "exemptions"})
    return CallbackRules(
        opens=time.fromisoformat(form.opens),
        closes=time.fromisoformat(form.closes),
        exemptions=frozenset(map(Exemption, form.exemptions)),
        **values,
    )


def _exclusion_rules(form: ExclusionsForm) -> ExclusionRules:
    return ExclusionRules(tuple(form.grounds), form.request_days, form.decision_days, form.appeal_days)


def build_assessment(forms: Forms) -> AssessmentRules:
    """Build the rules by which departments are assessed."""
    weights: dict[str, int] = {}
    formulas: dict[str, RateFormula] = {}
    min_assigned = AssessmentRules().min_assigned
    for source, form in forms.of(MeasuresForm):
        for rate, weight in form.weights.items():
            forms.check_unique(source, ("考核权重", rate), rate, "考核权重")
            weights[rate] = weight
        for rate, formula in form.formulas.items():
            forms.check_unique(source, ("比率算法", rate), rate, "比率算法")
            if formula.part == formula.whole:
                forms.problems.append(source.problem(("比率算法", rate, "分母"), "分母不能与分子相同"))
            formulas[rate] = RateFormula(**formula.model_dump())
        min_assigned = max(min_assigned, form.min_assigned)
    return AssessmentRules(weights, formulas, min_assigned)


def build_hotness(forms: Forms) -> HotnessRules:
    """Build the rules by which hotspots are ranked."""
    rules = HotnessRules()
    for source, form in forms.of(HotspotsForm):
        forms.check_unique(source, ("热点",), "热点", "热点")
        rules = HotnessRules(**form.rules.model_dump())
    return rules


def build_thresholds(forms: Forms) -> Thresholds:
    """Build the confidences from which what was read counts."""
    thresholds = Thresholds()
    for source, form in forms.of(ReadingForm):
        forms.check_unique(source, ("判读",), "判读", "判读")
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
                forms.problems.append(source.problem(("判读", part, name), message))
        for name, worded, plain in (
            ("确信", thresholds.worded_danger, thresholds.danger),
            ("疑似", thresholds.worded_suspicion, thresholds.suspicion),
            ("并列", thresholds.worded_kind, thresholds.further_kind),
        ):
            if worded > plain:
                message = f"“{name}（有词语）”不能高于“{name}”"
                # Earlier releases let it pass, so that rule books in force may have it.
                forms.misfits.append(source.problem(("判读", "险情", f"{name}（有词语）"), message))
    return thresholds


def build_openings(forms: Forms) -> Phrases:
    """Build the recogniser of openings of calls."""
    return Phrases(word for _, form in forms.of(ReadingForm) for word in form.openings)


def build_urging(forms: Forms) -> Phrases:
    """Build the recogniser of words that urge and say nothing else; they may begin as calls do."""
    return Phrases(word for _, form in forms.of(ReadingForm) for word in (*form.openings, *form.urging))


def build_wishes(forms: Forms) -> Wishes:
    """Build the recogniser of callers' wishes not to be told."""
    words: dict[CallerWish, list[str]] = {wish: [] for wish in CallerWish}
    fillers: list[str] = []
    for source, form in forms.of(ReadingForm):
        if form.wishes is None:
            continue
        for wish, listed in (
            (CallerWish.NO_REPLY, form.wishes.no_reply),
            (CallerWish.NO_MESSAGES, form.wishes.no_messages),
        ):
            path: ValuePath = ("意愿", wish.value)
            forms.problems += (
                source.problem((*path, place), f"要一种一种写全，不能用“{GAP}”")
                for place, pattern in enumerate(listed)
                if has_gap(pattern)
            )
            for pattern in forms.check_patterns(source, path, listed):
                words[wish] += () if has_gap(pattern) else literals(pattern)
        fillers += form.wishes.fillers
    return Wishes(words, fillers)


def build_retention(forms: Forms) -> dict[Outcome, str]:
    """Build for how long files are kept, by outcome."""
    words = {outcome.value: outcome for outcome in Outcome}
    retention: dict[Outcome, str] = {}
    # Defaults for rule books written before this section was introduced.
    if not any(True for _ in forms.of(RetentionForm)):
        return {Outcome.EMERGENCY: "永久", Outcome.ESCALATION: "永久", Outcome.JOINT: "30年"}
    for source, form in forms.of(RetentionForm):
        for span, named in form.retention.items():
            for index, word in enumerate(named):
                path: ValuePath = ("保管期限", span, index)
                forms.check_known(source, path, word, words, "处理方式")
                forms.check_unique(source, path, word, "保管期限")
                if word in words:
                    retention[words[word]] = span
    return retention


def build_lines(forms: Forms, names: KnownNames) -> dict[str, Line]:
    """Build the lines that cases are handed to, by name."""
    lines: dict[str, Line] = {}
    for source, form in forms.of(LinesForm):
        for index, given in enumerate(form.lines):
            path: ValuePath = ("联动单位", index)
            forms.check_unique(source, (*path, "名称"), given.name, "联动单位")
            if given.unit and find_unit(names, given.unit, Place()) is None:
                message = unknown_name(given.unit, names.departments, "部门")
                forms.misfits.append(source.problem((*path, "主管单位"), message))
            lines[given.name] = Line(
                name=given.name,
                phone=given.phone,
                scope=given.scope,
                accept_minutes=given.accept_minutes,
                limit=given.limit,
                takes_dangers=given.takes_dangers,
                unit=given.unit,
            )
    return lines


def build_ends(forms: Forms, lines: Mapping[str, Line]) -> dict[str, EndReason]:
    """Build the reasons for which matters end without being handled, by code."""
    reasons: dict[str, EndReason] = {}
    for source, form in forms.of(EndsForm):
        for index, given in enumerate(form.reasons):
            path: ValuePath = ("分类处理", index)
            outcome = Outcome(given.outcome)
            forms.check_unique(source, (*path, "编号"), given.code, "分类处理")
            if outcome is Outcome.ROUTE_TOLD and not given.route:
                forms.problems.append(source.problem(path, "告知途径的要写“途径”"))
            if outcome is not Outcome.ROUTE_TOLD and given.route:
                message = f"{given.outcome}的不写“途径”，有途径的是告知途径"
                forms.problems.append(source.problem((*path, "途径"), message))
            if outcome is Outcome.HANDED_OVER and not given.line:
                forms.problems.append(source.problem(path, "移交的要写“联动单位”"))
            if outcome is not Outcome.HANDED_OVER and given.line:
                message = f"{given.outcome}的不写“联动单位”，交给联动单位的是移交"
                forms.problems.append(source.problem((*path, "联动单位"), message))
            if given.line:
                forms.check_known(source, (*path, "联动单位"), given.line, lines, "联动单位")
            reasons[given.code] = EndReason(given.code, outcome, given.title, given.route or "", given.line or "")
    return reasons


def build_questions(forms: Forms, lexicon: Lexicon) -> dict[str, tuple[str, ...]]:
    """Build the questions to ask about suspected dangers, by kind."""
    kinds = {danger.name for danger in lexicon.dangers} | {OTHER_DANGER}
    questions: dict[str, tuple[str, ...]] = {}
    for source, form in forms.of(QuestionsForm):
        for kind, asked in form.questions.items():
            path: ValuePath = ("追问", kind)
            forms.check_known(source, path, kind, kinds, "险情")
            forms.check_unique(source, path, kind, "追问")
            for number, question in enumerate(asked):
                forms.check_unique(source, (*path, number), question, f"追问/{kind}")
            questions[kind] = tuple(asked)
    if OTHER_DANGER not in questions and not forms.is_lost(OTHER_DANGER):
        for source, rules_form in forms.of(RulesForm):
            for index, rule in enumerate(rules_form.rules):
                if rule.conclusion.asks_back:
                    message = f"要追问，但没有写“{OTHER_DANGER}”追问什么（在 questions.yaml）"
                    forms.problems.append(source.problem(("规则", index, "结论", "追问"), message))
    return questions
