"""Text of the special report 值班专报 (R5.3).

Citizens' words are summed up and quoted once; the duty office says what it proposes and leaves room for an instruction.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType

from hotline_server.desk.reports.special import PLACES, SpecialReport, buckets
from hotline_server.domain.lifecycle.state import CaseState
from hotline_server.domain.log import LogEntry
from hotline_server.domain.parties import person_of
from hotline_server.domain.personal_data import redact_personal_data
from hotline_server.ground.clock import local_day, spoken_day
from hotline_server.reports import wording
from hotline_server.reports.document import Block, Chart, Document, Heading, Paragraph, Series, Table
from hotline_server.reports.hotspots import progress, subject
from hotline_server.reports.quoting import excerpt, shortened
from hotline_server.rulebook.decision import DUTY_OFFICE

_EXCERPT = 160
# With more rows the report would not fit on two pages.
_LEADS = 5
# With fewer calls in its highest bucket a chart says nothing.
_SHOWN_FROM = 3
_NO_LEAD = "没有交办"


def special_document(special: SpecialReport) -> Document:
    """Compose the document of a special report."""
    day = local_day(special.made_at)
    edition = "请领导批示" if special.question else "供领导参阅"
    document = Document(
        wording.SPECIAL, special.title, wording.ISSUER, day, edition=edition, instruction=wording.INSTRUCTION
    )
    document.add(Heading("基本情况"), *_situation(special), Heading("群众反映"), *_said(special))
    document.add(Heading("办理情况"), *_handled(special))
    if special.instructions:
        document.add(Heading("已有批示"))
        document.add(
            *(
                Paragraph(f"{spoken_day(local_day(one.at))}，{person_of(one.actor)}：{_instruction(one)}")
                for one in special.instructions
            )
        )
    document.add(Heading("拟办意见"), *_proposed(special))
    return document


def _instruction(entry: LogEntry) -> str:
    return wording.sentence(redact_personal_data(entry.reason))


def _situation(special: SpecialReport) -> list[Block]:
    scope, counts = special.scope, special.counts
    urgent = f"其中紧急或突发 {counts.urgent} 件，" if counts.urgent else ""
    text = (
        f"{wording.span(scope.first, scope.last)}，共有 {counts.people} 人来电反映{_about(special)} {counts.cases} 件，"
        f"{urgent}{progress(counts.cases, counts.open_cases)}。"
    )
    week = special.hotspot.hotness.this_week if special.hotspot else 0
    if 0 < week < counts.cases:
        text += f"近七天 {week} 件。"
    blocks: list[Block] = [Paragraph(text)]
    begins, counted = buckets(special.by_day, scope.first)
    if len(begins) > 1 and max(counted) >= _SHOWN_FROM:
        size = (begins[1] - begins[0]).days
        unit = "每日" if size == 1 else f"每 {size} 日"
        blocks.append(Chart(wording.day_ticks(begins), "件", Series("来电", counted), f"图1\u3000{unit}来电件数"))
    return blocks


def _about(special: SpecialReport) -> str:
    if special.hotspot:
        return subject(special.hotspot)
    scope = special.scope
    about = scope.matter or scope.category
    return f"{scope.district}{about}问题" if about else f"{scope.district}的诉求"


def _said(special: SpecialReport) -> Iterator[Block]:
    """Sum up what callers said, and quote one of them."""
    hotspot, scope = special.hotspot, special.scope
    place, matter = (hotspot.place, hotspot.matter) if hotspot else (scope.district, scope.matter)
    # What the title says of all of them is not said again.
    named = (("事项", matter, special.by_matter), ("地区", place, special.by_district))
    counted = [(name, counts) for name, subject, counts in named if len(counts) > 1 or (counts and not subject)]
    alone = not any(name == "事项" for name, _ in counted)
    quoted = shortened(special.quotation.words, _EXCERPT) if special.quotation else ""
    parts = [f"来电以{'、'.join(special.request_types)}为主"] if special.request_types else []
    parts += [f"{name}主要是{_listed(counts, special.spoken)}" for name, counts in counted]
    parts += [f"多说到{'、'.join(words)}" for words in special.spoken.values() if alone]
    if special.dangers:
        parts.append(f"其中险情有{_listed(special.dangers)}")
    phrases = [phrase for phrase in special.phrases if phrase not in quoted]
    if phrases:
        parts.append(f"多人提到{''.join(f'“{phrase}”' for phrase in phrases)}")
    if parts:
        yield Paragraph(f"{'；'.join(parts)}。")
    if special.quotation is None:
        yield Paragraph("来电人都要求保密，内容不摘录。")
    else:
        yield Paragraph(f"较有代表性的来电：“{wording.sentence(quoted)}”（工单 {special.quotation.number}）")


def _listed(counts: Counter[str], spoken: Mapping[str, Sequence[str]] = MappingProxyType({})) -> str:
    """List counts, most frequent first, each with what is said of it."""
    said = {name: f"（说到{'、'.join(words)}）" for name, words in spoken.items()}
    return "、".join(f"{name} {count} 件{said.get(name, '')}" for name, count in counts.most_common(PLACES))


def _handled(special: SpecialReport) -> Iterator[Block]:
    by_lead = sorted(special.by_lead.items(), key=lambda one: -one[1].total())
    rows = [[lead or _NO_LEAD, *_progress(states)] for lead, states in by_lead[:_LEADS]]
    if others := [states for _, states in by_lead[_LEADS:]]:
        rows.append([f"其他 {len(others)} 个单位", *_progress(sum(others, Counter()))])
    headings = ["牵头单位", "件数", "在办", "已回复", "已答复群众"]
    yield Table(headings, rows, (64, 22, 22, 22, 26), left=(0,))
    for case in special.replied:
        if reply := case.lead_reply:
            text = excerpt(case, reply.reply, _EXCERPT).rstrip("。")
            yield Paragraph(f"{reply.department}回复：{text}（工单 {case.number}）。")


def _progress(states: Counter[str]) -> list[str]:
    done = _counted(states, lambda state: state.is_answered)
    replied = _counted(states, lambda state: state.is_replied)
    return list(map(str, (states.total(), _counted(states, _is_worked_on), replied, done)))


def _proposed(special: SpecialReport) -> Iterator[Block]:
    """Say what the duty office proposes and asks: its own words, or else what follows from where the cases stand."""
    items = special.proposal.splitlines() if special.proposal else _drafted(special)
    yield from (Paragraph(wording.sentence(item.strip())) for item in items if item.strip())
    if special.question:
        yield Paragraph(f"请示：{wording.sentence(special.question)}以上意见妥否，请批示。")


def _drafted(special: SpecialReport) -> Sequence[str]:
    working = Counter({lead: _counted(states, _is_worked_on) for lead, states in special.by_lead.items()})
    replied = sum(_counted(states, lambda state: state.is_replied) for states in special.by_lead.values())
    unassigned, own = working.pop("", 0), working.pop(DUTY_OFFICE, 0)
    waiting = [(lead, count) for lead, count in working.most_common() if count]
    items = []
    if waiting:
        named = "、".join(f"{lead}（{count} 件）" for lead, count in waiting[:PLACES])
        rest = "等单位" if len(waiting) > PLACES else ""
        how = (
            "全力处置，处置情况随时报告" if special.counts.urgent == special.counts.cases else "抓紧办理，按期回复结果"
        )
        items.append(f"请{named}{rest}{how}，值班室跟踪督办。")
    if len(waiting) > 1 and (special.hotspot or special.scope.matter):
        items.append(f"事项涉及 {len(waiting)} 个单位，建议由{waiting[0][0]}牵头，统一答复群众。")
    if special.dangers:
        kinds = "、".join(name for name, _ in special.dangers.most_common(PLACES))
        items.append(f"发生{kinds}的，请有关单位查明原因，排查同类隐患，落实防范措施，防止再次发生。")
    if replied:
        items.append(f"承办单位已回复的 {replied} 件，由值班室审核，尽快答复群众。")
    if unassigned or own:
        owed = (("还没有交办的", unassigned), ("由值班室牵头的", own))
        told = "、".join(f"{name} {count} 件" for name, count in owed if count)
        items.append(f"{told}，由值班室协调，尽快答复群众。")
    if not items:
        leads = "、".join([lead for lead in special.by_lead if lead not in ("", DUTY_OFFICE)][:PLACES])
        items.append(f"群众反映的事项均已答复，{f'建议由{leads}分析成因、防止反复，' if leads else ''}值班室继续回访。")
    return items if len(items) == 1 else [f"{place}.{item}" for place, item in enumerate(items, 1)]


def _is_worked_on(state: CaseState) -> bool:
    return not (state.is_answered or state.is_replied)


def _counted(states: Counter[str], counts: Callable[[CaseState], bool]) -> int:
    return sum(count for state, count in states.items() if counts(CaseState[state]))
