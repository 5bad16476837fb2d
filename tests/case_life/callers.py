"""Random acts on what callers are told, say and want later, and the end of the case."""

from datetime import timedelta

from hotline_server.domain.acts import (
    callbacks,
    callers,
    joins,
    records,
    suspension,
)
from hotline_server.domain.parties import CallerEntry, Designation
from hotline_server.domain.promise import Promise
from hotline_server.domain.survey import Survey
from hotline_server.ground.clock import local_day
from hypothesis import strategies as st
from hypothesis.stateful import rule

from tests.case_files import (
    DEPARTMENT,
    DESK,
)
from tests.case_life.inputs import designations, surveys, texts
from tests.case_life.played_case import PlayedCase


class CallerActs(PlayedCase):
    """A desk that answers callers, calls them back, and closes the case."""

    @rule(call=st.integers(1, 4), survey=surveys)
    def survey(self, call: int, survey: Survey) -> None:
        self.attempt(lambda: callbacks.record_satisfaction(self.file, DESK, self.now, survey, "", call))

    @rule(call=st.integers(1, 4))
    def leave_in_writing(self, call: int) -> None:
        self.attempt(lambda: callbacks.leave_in_writing(self.file, DESK, self.now, call, "短信", "已解决"))

    @rule(designation=designations, supervised=st.booleans())
    def handle_again(self, designation: Designation, *, supervised: bool) -> None:
        self.attempt(
            lambda: callbacks.handle_again(self.file, DESK, self.now, "再办", designation, supervised=supervised)
        )

    @rule()
    def escalate_result(self) -> None:
        self.attempt(lambda: callbacks.escalate_result(self.file, DESK, self.now, "仍不满意", "请批示"))

    @rule()
    def explain_result(self) -> None:
        self.attempt(lambda: callbacks.explain_result(self.file, DESK, self.now, "已依规", "电话", "说明了政策"))

    @rule(call=st.integers(1, 4))
    def withdraw_request(self, call: int) -> None:
        self.attempt(lambda: callers.withdraw_request(self.file, DESK, self.now, call, "自行解决"))

    @rule(call=st.integers(1, 4), told=st.booleans())
    def revoke_withdrawal(self, call: int, *, told: bool) -> None:
        self.attempt(lambda: callers.revoke_withdrawal(self.file, DESK, self.now, call, "还是要办", lambda _: told))

    @rule(call=st.integers(1, 4))
    def waive_reply(self, call: int) -> None:
        self.attempt(lambda: callers.waive_reply(self.file, DESK, self.now, call, "不用回"))

    @rule(call=st.integers(1, 4), told=st.booleans())
    def reopen(self, call: int, *, told: bool) -> None:
        self.attempt(lambda: callers.reopen(self.file, DESK, self.now, call, "又坏了", lambda _: told))

    @rule(call=st.integers(1, 4))
    def urge(self, call: int) -> None:
        self.attempt(lambda: callers.urge(self.file, DESK, self.now, call, "快一点"))

    @rule()
    def join_into(self) -> None:
        self.attempt(lambda: joins.join_into(self.file, DESK, self.now, "同一件事", "20261123-000002"))
        # The main case, which is not played, is archived when this one may be.
        self.file.awaits_main = False

    @rule()
    def separate(self) -> None:
        back = [CallerEntry(1, answered=False)]
        self.attempt(lambda: joins.separate(self.file, DESK, self.now, "两件事", back, "20261123-000002"))

    @rule(call=st.integers(2, 4))
    def separate_from(self, call: int) -> None:
        if any(caller.call_id == call for caller in self.file.callers):
            other = "20261123-000002"
            self.attempt(lambda: joins.separate_from(self.file, DESK, self.now, "两件事", [call], (), other))

    @rule()
    def close(self) -> None:
        self.attempt(lambda: records.close(self.file, DESK, self.now, ""))

    @rule()
    def archive(self) -> None:
        self.attempt(lambda: records.archive(self.file, DESK, self.now, ""))

    @rule(days=st.integers(-1, 100), asked=st.booleans(), reason=texts)
    def suspend(self, days: int, reason: str, *, asked: bool) -> None:
        day = local_day(self.now)
        reviews = (day + timedelta(days=days // 2),) if days > 3 else ()
        promise = Promise("要等汛期过去", "先围挡", "公安局", day + timedelta(days=days), reviews, self.now)
        if asked:
            self.attempt(lambda: suspension.ask_suspension(self.file, DEPARTMENT, self.now, "公安局", promise))
        else:
            self.attempt(lambda: suspension.suspend(self.file, DESK, self.now, reason, promise if days % 2 else None))

    @rule(kept=st.none() | st.booleans())
    def review_suspension(self, *, kept: bool | None) -> None:
        if kept is None:
            self.attempt(lambda: suspension.refuse_suspension(self.file, DESK, self.now, "能办"))
            self.attempt(lambda: suspension.review_suspension(self.file, DESK, self.now, "在办"))
        else:
            self.attempt(lambda: suspension.end_suspension(self.file, DESK, self.now, "看过", kept=kept))
