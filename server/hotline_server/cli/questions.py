"""Questions about suspected dangers, asked at a terminal."""

from collections.abc import Mapping

import typer
from hotline.v1 import case_pb2, intake_service_pb2
from hotline_client import Hotline

from hotline_server.api.wording import DANGER_ANSWERS as _DANGER_ANSWERS

DANGER_ANSWERS: Mapping[str, intake_service_pb2.DangerAnswer.ValueType] = {
    answer.value: number for number, answer in _DANGER_ANSWERS.items()
}


def ask(hotline: Hotline, case: case_pb2.Case) -> case_pb2.Case:
    """Have the open question of a case asked and answered at the terminal; an empty answer leaves it open.

    Args:
        hotline: client.
        case: case with an open question.

    Returns:
        The case as it is then, without its log.
    """
    question = case.open_question
    suspected = "、".join(danger.kind for danger in question.dangers)
    typer.secho(f"工单 {case.number} 已登记，疑似{suspected}，请问来电人：", err=True, bold=True)
    for text in question.questions:
        typer.echo(f"  {text}", err=True)
    answer = ""
    while answer not in DANGER_ANSWERS:
        prompt = f"是否有危险（{'、'.join(DANGER_ANSWERS)}；直接回车由值班室处理）"
        answer = typer.prompt(prompt, default="", show_default=False, err=True).strip()
        if not answer:
            return case
    words = typer.prompt("来电人的原话（可不填）", default="", show_default=False, err=True).strip()
    return hotline.answer_question(case, DANGER_ANSWERS[answer], words)
