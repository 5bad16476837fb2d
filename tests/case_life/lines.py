"""Random acts of other lines."""

from hotline_server.domain.acts import (
    lines,
    triage,
)
from hotline_server.domain.acts.lines import HandoverNotice
from hotline_server.rulebook.ends import EndReason
from hotline_server.rulebook.lines import Line
from hotline_server.rulebook.time_limit import hours, working_days
from hypothesis import strategies as st
from hypothesis.stateful import rule

from tests.case_files import (
    DESK,
    LINE,
    RULE_BOOK,
)
from tests.case_life.inputs import END_REASONS, HAND_OVER_REASON, LINES, texts
from tests.case_life.played_case import PlayedCase


class LineActs(PlayedCase):
    """Lines that the case is handed to, or came from."""

    @rule(name=st.sampled_from(LINES), told=texts)
    def hand_over(self, name: str, told: str) -> None:
        line = Line(name, "110", "警情", 3, hours(24), takes_dangers=name == LINES[0])
        notice = HandoverNotice(told)
        self.attempt(lambda: lines.hand_over(self.file, DESK, self.now, line, HAND_OVER_REASON, notice, ""))

    @rule(name=st.sampled_from(LINES), why=texts)
    def hand_over_result(self, name: str, why: str) -> None:
        line, notice = Line(name, "110", "警情", 3, hours(24)), HandoverNotice("已告知")
        self.attempt(lambda: lines.hand_over_result(self.file, DESK, self.now, line, HAND_OVER_REASON, notice, why))

    @rule(reason=texts)
    def give_back(self, reason: str) -> None:
        line = Line(LINES[0], "110", "警情", 3, working_days(3))
        self.attempt(lambda: lines.give_back(self.file, DESK, self.now, line, reason))

    @rule(name=st.sampled_from(LINES), accepted=st.booleans(), text=texts)
    def line_decides(self, name: str, text: str, *, accepted: bool) -> None:
        if accepted:
            self.attempt(lambda: lines.accept(self.file, LINE, self.now, name, lines.Acceptance(text)))
        else:
            self.attempt(lambda: lines.refuse(self.file, LINE, self.now, name, text))

    @rule(name=st.sampled_from(LINES), ended=st.booleans(), text=texts)
    def line_tells(self, name: str, text: str, *, ended: bool) -> None:
        tell = lines.submit_result if ended else lines.submit_progress
        self.attempt(lambda: tell(self.file, LINE, self.now, name, text))

    @rule(name=st.sampled_from(LINES), reason=texts)
    def recall(self, name: str, reason: str) -> None:
        self.attempt(lambda: lines.recall(self.file, DESK, self.now, name, reason))

    @rule(reason=st.sampled_from((*END_REASONS, HAND_OVER_REASON)))
    def suggest_end(self, reason: EndReason) -> None:
        self.attempt(lambda: triage.suggest_end(self.file, RULE_BOOK, self.now, "像是已经起诉", reason, attended=True))
