"""Rpcs of callers: notices, answers and callbacks, and the end of a case."""

from datetime import datetime
from functools import partial

from hotline.v1 import desk_service_pb2 as pb

from hotline_server.api.desk.rpcs import Context, DeskRpcs
from hotline_server.api.fields import optional_moment
from hotline_server.api.requests import answer_of, context_of, survey_of
from hotline_server.domain.acts import callbacks, callers, contacts, records
from hotline_server.domain.case_file import CaseFile
from hotline_server.domain.contacts import Notice
from hotline_server.domain.parties import Actor, Role


class AnsweringRpcs(DeskRpcs):
    """Rpcs of callers: notices, answers and callbacks, and the end of a case."""

    def RecordNotice(self, request: pb.RecordNoticeRequest, context: Context) -> pb.RecordNoticeResponse:
        told_at = optional_moment("told_at", request)

        def record(file: CaseFile, actor: Actor, now: datetime) -> None:
            notice = Notice(request.call_id, request.means, request.content, not request.not_reached, told_at)
            contacts.record_notice(file, actor, now, notice)

        return pb.RecordNoticeResponse(case=self.act(request.context, record))

    def AnswerCaller(self, request: pb.AnswerCallerRequest, context: Context) -> pb.AnswerCallerResponse:
        noticed = pb.AnswerCallerResponse()

        def answer(file: CaseFile, actor: Actor, now: datetime) -> None:
            told = answer_of(request.answer)
            self.triage.check_answer(told)
            noticed.attempt_notice = callers.answer_caller(file, actor, now, told)

        case = self.act(request.context, answer)
        return pb.AnswerCallerResponse(case=case, attempt_notice=noticed.attempt_notice)

    def RecordSatisfaction(
        self, request: pb.RecordSatisfactionRequest, context: Context
    ) -> pb.RecordSatisfactionResponse:
        survey = survey_of(request.survey)
        noticed = pb.RecordSatisfactionResponse()

        def record(file: CaseFile, actor: Actor, now: datetime) -> None:
            told = partial(self.case_acts.cases.is_told, file.number)
            noticed.attempt_notice = callbacks.record_satisfaction(
                file, actor, now, survey, request.remark, request.call_id, told=told
            )

        heeding = self.later_words.heeding(request.call_id, request.remark, record)
        case = self.case_acts.act(context_of(request.context), Role.DESK, heeding, call_id=request.call_id)
        return pb.RecordSatisfactionResponse(case=self.messages.case(case), attempt_notice=noticed.attempt_notice)

    def CloseCase(self, request: pb.CloseCaseRequest, context: Context) -> pb.CloseCaseResponse:
        case = self.act(request.context, lambda file, actor, now: records.close(file, actor, now, request.reason))
        return pb.CloseCaseResponse(case=case)

    def ArchiveCase(self, request: pb.ArchiveCaseRequest, context: Context) -> pb.ArchiveCaseResponse:
        case = self.act(request.context, lambda file, actor, now: records.archive(file, actor, now, request.reason))
        return pb.ArchiveCaseResponse(case=case)
