"""Text of the special report 值班专报 (R5.3)."""

from hotline_server.desk.reports.special import SpecialReport, buckets
from hotline_server.domain.lifecycle.state import CaseState
from hotline_server.domain.personal_data import redact_personal_data
from hotline_server.ground.clock import local_day
from hotline_server.reports import wording
from hotline_server.reports.document import Block, Chart, Document, Heading, Paragraph, Table
from hotline_server.reports.hotspots import hotspot_paragraph
from hotline_server.reports.quoting import excerpt

_EXCERPT = 160
_NO_LEAD = "未交办"


def special_document(special: SpecialReport) -> Document:
    """Compose the document of a special report."""
    day = local_day(special.made_at)
    document = Document(wording.SPECIAL, special.title, wording.ISSUER, day, "供领导参阅")
    document.add(Heading("基本情况"), *_situation(special), Heading("群众反映"), *_said(special))
    document.add(Heading("办理情况"), *_handled(special))
    if special.instructions:
        document.add(Heading("领导批示"))
        document.add(
            *(
                Paragraph(f"{wording.day(local_day(one.at))},{one.actor}:{redact_personal_data(one.reason)}")
                for one in special.instructions
            )
        )
    if special.question:
        document.add(Heading("请示事项"), Paragraph(special.question))
    return document


def _situation(special: SpecialReport) -> list[Block]:
    scope, counts = special.scope, special.counts
    named = "、".join(name for name in (scope.district, scope.category, scope.matter) if name)
    about = "这一问题" if special.hotspot else f"“{named}”"
    text = (
        f"{wording.span(scope.first, scope.last)}，共有 {counts.people} 人来电反映{about} {counts.cases} 件，"
        f"其中紧急或突发 {counts.urgent} 件，还没有答复 {counts.open_cases} 件。"
    )
    blocks: list[Block] = [Paragraph(text)]
    if special.hotspot:
        blocks.append(Paragraph(hotspot_paragraph(special.hotspot)))
    begins, counted = buckets(special.by_day, scope.first)
    if len(begins) > 1:
        size = (begins[1] - begins[0]).days
        unit = "每日" if size == 1 else f"每 {size} 日"
        blocks.append(Chart([f"{day.month}-{day.day}" for day in begins], counted, f"图1\u3000{unit}来电件数"))
    return blocks


def _said(special: SpecialReport) -> list[Block]:
    if not special.samples:
        return [Paragraph("来电人都要求保密，内容不摘录。")]
    return [
        Paragraph(f"{place}.{excerpt(case, case.call.content, _EXCERPT)}（工单 {case.number}）")
        for place, case in enumerate(special.samples, 1)
    ]


def _handled(special: SpecialReport) -> list[Block]:
    rows = []
    for lead, states in sorted(special.by_lead.items(), key=lambda one: -one[1].total()):
        done = sum(states[state.name] for state in CaseState if state.is_answered)
        replied = sum(states[state.name] for state in CaseState if state.is_replied)
        counts = (states.total(), states.total() - done - replied, replied, done)
        rows.append([lead or _NO_LEAD, *map(str, counts)])
    headings = ["牵头单位", "件数", "在办", "已回复", "已答复群众"]
    blocks: list[Block] = [Table(headings, rows, (64, 22, 22, 22, 26), left=(0,))]
    for case in special.replied:
        if reply := case.lead_reply:
            text = excerpt(case, reply.reply, _EXCERPT)
            blocks.append(Paragraph(f"{reply.department}回复：{text}（工单 {case.number}）"))
    return blocks
