"""Bare gRPC server, which answers a call with the call: what Python and gRPC can do alone."""

import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import grpc
from hotline.v1 import case_pb2, intake_service_pb2, intake_service_pb2_grpc

WORKERS = 32


class Echo(intake_service_pb2_grpc.IntakeServiceServicer):
    """Returns the call it receives, and does nothing else."""

    def RegisterCall(
        self,
        request: intake_service_pb2.RegisterCallRequest,
        context: grpc.ServicerContext,  # noqa: ARG002
    ) -> intake_service_pb2.RegisterCallResponse:
        return intake_service_pb2.RegisterCallResponse(case=case_pb2.Case(call=request.call))

    def RegisterCalls(
        self,
        request_iterator: Iterator[intake_service_pb2.RegisterCallsRequest],
        context: grpc.ServicerContext,
    ) -> Iterator[intake_service_pb2.RegisterCallsResponse]:
        raise NotImplementedError

    def AnswerQuestion(
        self, request: intake_service_pb2.AnswerQuestionRequest, context: grpc.ServicerContext
    ) -> intake_service_pb2.AnswerQuestionResponse:
        raise NotImplementedError

    def RecordConnection(
        self, request: intake_service_pb2.RecordConnectionRequest, context: grpc.ServicerContext
    ) -> intake_service_pb2.RecordConnectionResponse:
        raise NotImplementedError

    def AmendRegistration(
        self, request: intake_service_pb2.AmendRegistrationRequest, context: grpc.ServicerContext
    ) -> intake_service_pb2.AmendRegistrationResponse:
        raise NotImplementedError


def start() -> tuple[grpc.Server, str]:
    """Start a bare server; returns it and its address."""
    server = grpc.server(ThreadPoolExecutor(WORKERS))
    intake_service_pb2_grpc.add_IntakeServiceServicer_to_server(Echo(), server)
    port = server.add_insecure_port("127.0.0.1:0")
    server.start()
    return server, f"127.0.0.1:{port}"


def main() -> None:
    """Serve until killed; the first line tells where."""
    server, address = start()
    sys.stdout.write(f"bare on {address}\n")
    sys.stdout.flush()
    server.wait_for_termination()


if __name__ == "__main__":
    main()
