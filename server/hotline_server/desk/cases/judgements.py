"""Judgements of callers on the result of their matter, and the words in which they say them."""

import re
from dataclasses import dataclass

from hotline_server.domain.survey import ContactResult, Survey, SurveyAnswer
from hotline_server.text.folding import fold

_DONE = "(?:得到)?(?:解决|(?:解决|处理|修|办|弄)好)"
_RESULT = (
    f"(?:(?P<resolved>(?:已经?|都|全)?{_DONE})"
    f"|(?P<unresolved>(?:还是?|仍|都|一直|根本)?(?:没有?|未)(?:{_DONE}|(?:得到)?处理|修|办|人管|人来|人处理)))?(?:了)?"
)
_VIEW = (
    "(?:(?P<satisfied>(?:很|非常|十分|特别|比较|基本|挺)?满意的?|好评|点赞)"
    "|(?P<dissatisfied>(?:很|非常|十分|特别)?不(?:太|是很|怎么)?满意|差评))?"
)
_OPENING, _BUT = "(?:我|问题)?", "(?:但是?)?"
_SAID = (re.compile(f"{_OPENING}{_RESULT}{_BUT}{_VIEW}"), re.compile(f"{_OPENING}{_VIEW}{_BUT}{_RESULT}"))
_GOOD = re.compile("解决|(?:修|办|弄|处理)好|满意|好评")
# Denied, or wished for.
_NOT_SO = re.compile("[没未不请求望能才等早快何]|什么")
_CLAUSES = re.compile(r"[\W_]+")
_ENDINGS = "了吧啊呀呢哦"


@dataclass(frozen=True, slots=True)
class Judgement:
    """Caller's view of a result: is the matter resolved, are they satisfied, did the office contact them."""

    resolved: SurveyAnswer
    satisfied: SurveyAnswer
    responded: SurveyAnswer = SurveyAnswer.NOT_GIVEN

    @property
    def survey(self) -> Survey:
        """The survey that it is recorded as."""
        return Survey(ContactResult.REACHED, self.responded, self.resolved, self.satisfied)

    @property
    def words(self) -> str:
        """The judgement in words."""
        return self.survey.words


SATISFIED = Judgement(SurveyAnswer.YES, SurveyAnswer.YES)
DISSATISFIED = Judgement(SurveyAnswer.YES, SurveyAnswer.NO)
UNRESOLVED = Judgement(SurveyAnswer.NO, SurveyAnswer.NOT_GIVEN)


def said_of_result(words: str) -> Judgement | None:
    """Return what words say of a result; nothing unless all of them do."""
    found = next(filter(None, (one.fullmatch(words) for one in _SAID)), None)
    if found is None or not any(found.groups()):
        return None
    resolved, satisfied = (
        SurveyAnswer.YES if found[yes] else SurveyAnswer.NO if found[no] else SurveyAnswer.NOT_GIVEN
        for yes, no in (("resolved", "unresolved"), ("satisfied", "dissatisfied"))
    )
    return Judgement(resolved, satisfied)


def dissatisfaction_in(text: str) -> Judgement | None:
    """Return what one clause of a text says that the matter is not resolved or its caller not satisfied, if any does.

    A question says nothing, nor does what was so until a later clause says that it is done.
    """
    if "?" in fold(text):
        return None
    clauses = _CLAUSES.split(fold(text))
    for number, clause in enumerate(clauses, 1):
        said = said_of_result(clause.rstrip(_ENDINGS))
        if said and said.survey.is_dissatisfied:
            return None if any(map(_says_done, clauses[number:])) else said
    return None


def _says_done(clause: str) -> bool:
    return bool(_GOOD.search(clause)) and not _NOT_SO.search(clause)
