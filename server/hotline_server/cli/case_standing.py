"""Standing of a case on its page: what it waits for, what was promised, what its callers were told and said."""

from collections.abc import Iterable, Iterator

from hotline.v1 import case_pb2
from rich.table import Table
from rich.text import Text

from hotline_server.api.wording import ACTS, CALLBACKS, CONTACTS, SURVEY_ANSWERS, owner_word
from hotline_server.cli.console import local
from hotline_server.domain.lifecycle.act import Act
from hotline_server.domain.numbering import number_of

_TOLD_SEVERAL = (
    Act.ANSWER_DIRECTLY, Act.END, Act.EXPLAIN_RESULT, Act.HAND_TO_LINE, Act.HAND_RESULT_TO_LINE, Act.RETURN_TO_LINE,
)  # fmt: skip
"""Acts of which several callers were told at once what a detail holds."""
_TOLD_ONE = (Act.TELL_CALLER, Act.ANSWER_CALLER, Act.ANSWER_ANOTHER_CALLER, Act.LEAVE_IN_WRITING, Act.ATTEMPT_ANSWER)
_SAID = (
    Act.WITHDRAW_REQUEST, Act.END_BY_WITHDRAWAL, Act.REVOKE_WITHDRAWAL, Act.WAIVE_REPLY, Act.URGE, Act.SUPPLEMENT,
    Act.REOPEN,
)  # fmt: skip
_PENDING, _REFUSED = case_pb2.HANDOVER_STATE_PENDING, case_pb2.HANDOVER_STATE_REFUSED
_WORDS = ("told", "wording", "answer")
"""Details that hold what several callers were told."""
_ASKED = (("responded", "响应"), ("resolved", "解决"), ("satisfied", "满意"))
Row = tuple[str, Text | str]


def standing_rows(case: case_pb2.Case) -> Iterator[Row]:
    """Yield what keeps a case waiting, and until when, as labelled lines; empty ones for what does not."""
    yield "等待", Text("\n".join(_waits(case.waits)), "bold")
    yield "逐级报告", Text("\n".join(_alarms(case)), "bold red")
    yield "请示领导", Text("\n".join(_questions(case.leader_question)), "bold magenta")
    held = [one for one in case.holds if not one.HasField("until")]
    yield "让等批示", f"{local(held[-1].since)} 起让承办单位等待，计时停着" if held else ""
    yield "暂缓", _promise(case) if case.HasField("promise") else ""
    yield "催办", f"来电人催办 {case.urge_count} 次" if case.urge_count else ""


def callers_table(case: case_pb2.Case) -> Table:
    """Render each caller with what they were told, what they said, and what is still owed."""
    table = Table(title="来电人", title_justify="left", box=None, padding=(0, 2, 0, 0), header_style="dim")
    # After an act the log is not at hand, and nothing must look as if nobody had been told.
    names = ("来电", "现况", "告知、答复和回访") if case.log else ("来电", "现况")
    for name in names:
        table.add_column(name, overflow="fold", no_wrap=name == "来电")
    for caller in case.callers:
        cells = (number_of(caller.call_id), "\n".join(_stands(caller)), "\n".join(_heard(caller, case.log)))
        table.add_row(*cells[: len(names)])
    return table


def _waits(waits: Iterable[case_pb2.Wait]) -> Iterator[str]:
    for one in sorted(waits, key=lambda wait: wait.due_at.ToMicroseconds()):
        about = one.party or (f"来电 {number_of(one.call_id)}" if one.call_id else "")
        who, about = one.role or owner_word(one.owner), f"（{about}）" if about else ""
        yield f"{local(one.due_at)} 前 {who}：{one.label}{about}"


def _alarms(case: case_pb2.Case) -> Iterator[str]:
    """Yield the latest alarms about a danger and about hand-overs that nobody has accepted, and who was told."""
    about = [("险情", case.alarm)] if case.HasField("alarm") else []
    # What a line refused is still to be handed to somebody while the danger is verified.
    owed = (_PENDING, _REFUSED) if case.state == case_pb2.CASE_STATE_VERIFYING else (_PENDING,)
    pending = (one for one in case.handovers if one.state in owed)
    about += [(f"移交{one.line}", one.alarm) for one in pending if one.HasField("alarm")]
    for subject, alarm in about:
        told = "、".join(alarm.told) or "值班表上没有人"
        yield f"{local(alarm.at)} {subject}，第 {alarm.level} 级，已报告{alarm.post}：{told}"


def _questions(question: case_pb2.LeaderQuestion) -> Iterator[str]:
    for one in question.asked:
        yield f"{local(one.at)} {one.by}：{one.words}"
    if question.reminder_count:
        yield f"已提醒 {question.reminder_count} 次，最近一次 {local(question.reminded_at)}"


def _promise(case: case_pb2.Case) -> str:
    promise = case.promise
    if not promise.agreed:
        return f"申请暂缓到 {promise.promised_on}，由{promise.owner_department}负责：{promise.reason}，尚未答复"
    untold = [one for one in case.callers if one.call_id not in promise.told_call_ids and not one.withdrawn]
    lines = [
        f"到 {promise.promised_on}，由{promise.owner_department}负责：{promise.reason}",
        f"在此之前：{promise.measures}",
    ]
    reviews = f"复查：{'、'.join(promise.reviews_on)}" if promise.reviews_on else ""
    told = f"还有 {len(untold)} 个来电人没有告知" if untold else "来电人都已告知"
    return "\n".join(filter(None, [*lines, reviews, told]))


def _stands(caller: case_pb2.CallerEntry) -> Iterator[str]:
    if caller.withdrawn:
        yield "已撤诉"
    if caller.wishes_no_reply:
        yield "不要求回复"
    if caller.refuses_messages:
        yield "不收短信"
    if not (caller.withdrawn or caller.wishes_no_reply):
        yield "已答复" if caller.answered and caller.handling else "等答复"
    if caller.handling > 1:
        yield f"第 {caller.handling} 次办理"
    if caller.HasField("notice_due_at"):
        yield f"{local(caller.notice_due_at)} 前告知由谁办理"
    if caller.callback not in (case_pb2.CALLBACK_STATE_UNSPECIFIED, case_pb2.CALLBACK_STATE_NONE):
        reason = f"（{caller.exemption}）" if caller.exemption else ""
        yield f"{CALLBACKS[caller.callback].value}{reason}"
    if caller.failed_attempts:
        yield f"{caller.failed_attempts} 次没有联系上"
    if caller.HasField("callback_due_at"):
        yield f"{local(caller.callback_due_at)} 再联系"


def _heard(caller: case_pb2.CallerEntry, log: Iterable[case_pb2.LogEntry]) -> Iterator[str]:
    """Yield what a caller was told and said, oldest first."""
    call_id = str(caller.call_id)
    for entry in log:
        act, details = ACTS[entry.act], entry.details
        if act in _TOLD_SEVERAL:
            # Entries that name no calls are about all.
            heard = call_id in details.get("call_ids", call_id).split("、")
            words = next((details[name] for name in _WORDS if details.get(name)), "")
            if heard and words:
                yield f"{local(entry.at)} {act.value}：{words}"
        elif details.get("call_id") != call_id:
            continue
        elif act is Act.RECORD_SATISFACTION:
            yield f"{local(entry.at)} 回访：{_survey(entry.survey)}{f'，{entry.reason}' if entry.reason else ''}"
        elif act in _TOLD_ONE or act in _SAID:
            means = f"（{details['means']}）" if details.get("means") else ""
            missed = "，没有告知到" if details.get("given") == "否" else ""
            yield f"{local(entry.at)} {act.value}{means}：{entry.reason}{missed}"


def _survey(survey: case_pb2.SatisfactionSurvey) -> str:
    """Format what a caller said of the result, or why nobody could ask."""
    contact = CONTACTS[survey.contact].value
    if survey.contact != case_pb2.CONTACT_RESULT_REACHED:
        return contact
    answers = (f"{word}：{SURVEY_ANSWERS[getattr(survey, name)].value}" for name, word in _ASKED)
    return f"{contact}，{'，'.join(answers)}"
