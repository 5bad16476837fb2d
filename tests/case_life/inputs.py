"""Departments, lines and inputs of which random acts on a case are made."""

from hotline_server.domain.amendments import CONFIDENTIAL, CONTENT, AmendedField, Amendment
from hotline_server.domain.parties import Designation
from hotline_server.domain.survey import ContactResult, Survey, SurveyAnswer
from hotline_server.domain.working_days import MAX_WORKING_DAYS
from hotline_server.rulebook.decision import DUTY_OFFICE, Outcome
from hotline_server.rulebook.ends import EndReason
from hotline_server.rulebook.time_limit import TimeLimit, hours, working_days
from hypothesis import strategies as st

DEPARTMENTS = ("公安局", "教育局", "交通运输局", DUTY_OFFICE)
UNITS = ("治安管理支队", "刑事侦查支队", "五里街道")
offices = st.sampled_from(DEPARTMENTS)
units = st.sampled_from(UNITS)
anybody = offices | units
BY_RULE = TimeLimit(())
"""No time limit, for what the rule book gives."""
below_limits = st.sampled_from((BY_RULE, working_days(2), hours(5)))
designations = st.builds(
    lambda lead, helpers, limit, may: Designation(lead, tuple(h for h in helpers if h != lead), limit, may),
    offices,
    st.lists(offices, unique=True, max_size=2),
    st.integers(1, MAX_WORKING_DAYS).map(working_days) | st.integers(1, 720).map(hours),
    st.booleans(),
)
END_REASONS = (
    EndReason("T01", Outcome.ROUTE_TOLD, "已经在诉讼", "人民法院"),
    EndReason("J01", Outcome.EXPLAINED, "没有新情况"),
)
LINES = ("110报警服务台", "12315消费投诉")
HAND_OVER_REASON = EndReason("Y01", Outcome.HANDED_OVER, "属于警情", line=LINES[0])
answers = st.sampled_from(SurveyAnswer)
surveys = st.builds(Survey, st.sampled_from([one for one in ContactResult if one is not ContactResult.REACHED])) | (
    st.builds(Survey, st.just(ContactResult.REACHED), answers, answers, answers)
)
texts = st.sampled_from(["已办理", "情况属实", ""])
amendments_made = st.sampled_from(
    [
        Amendment((AmendedField(CONTENT, "路灯不亮", "路灯倒了"),)),
        Amendment((AmendedField(CONFIDENTIAL, "否", "是"),)),
        Amendment((AmendedField(CONFIDENTIAL, "是", "否"),)),
    ]
)
