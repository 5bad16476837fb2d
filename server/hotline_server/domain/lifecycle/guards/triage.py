"""Guards of what the desk has to judge: open questions, proposals, registrations, nuisance calls."""

from hotline_server.domain.lifecycle.guards.guard import Guard
from hotline_server.domain.lifecycle.situation import Situation
from hotline_server.domain.parties import Role


def _question_open(at: Situation) -> str:
    kinds = "、".join(at.case.question.kinds) if at.case.question else ""
    return f"正在追问是不是有险情（{kinds}），先答复追问，或者按重大突发处置"


NO_OPEN_QUESTION = Guard("没有在追问险情", lambda at: at.case.question is None, _question_open)
OPEN_QUESTION = Guard("在追问险情", lambda at: at.case.question is not None, lambda _: "没有等着答复的险情追问")
AWAITS_CONFIRMATION = Guard(
    "有待确认的拟答",
    lambda at: at.case.awaits_confirmation,
    lambda _: "没有待确认的拟答，不用说明为什么不采用",
)
REGISTERED_BY_ACTOR = Guard(
    "本人登记的",
    # Whoever asks what is allowed through a system has not said for whom.
    lambda at: not at.actor.name or at.case.registrar == at.actor.name,
    lambda _: "不是本人登记的，请说明理由，由值班室更正",
)
DURING_THE_CALL = Guard(
    "在登记更正的时限内",
    lambda at: at.case.amend_by is not None and at.now <= at.case.amend_by,
    lambda _: "登记过了一段时间，请说明理由，由值班室更正",
)


def _why_judged_first(at: Situation) -> str:
    # A department is not told what is proposed, nor why.
    if at.actor.role is Role.DEPARTMENT:
        return "值班室正在研判由谁办理，请等研判以后再答复"
    other = "要办的重新受理" if at.case.state.is_answered else "要别的单位办的改派"
    return f"有新的办理建议，请先研判：{other}，不用改的维持原办理"


NO_DECISION_PROPOSED = Guard("办理建议都已研判", lambda at: at.case.proposed_decision is None, _why_judged_first)
DECISION_PROPOSED = Guard(
    "有办理建议", lambda at: at.case.proposed_decision is not None, lambda _: "没有要研判的办理建议"
)


NO_DANGER_TO_MEET = Guard(
    "不是重大突发",
    lambda at: not at.case.is_emergency,
    lambda _: "重大突发处置中不能没有牵头单位；要换牵头单位的，请改派",
)
NUISANCE = Guard("标记为恶意来电", lambda at: at.case.nuisance, lambda _: "没有标记为恶意来电")
NO_NUISANCE = Guard("没有标记为恶意来电", lambda at: not at.case.nuisance, lambda _: "已经标记为恶意来电")
