"""Connections of callers to departments by telephone."""

from hotline.v1 import case_pb2, intake_service_pb2


def connection_record(
    case: case_pb2.Case | intake_service_pb2.RegisteredCase,
    department: str,
    result: intake_service_pb2.ConnectionResult.ValueType,
    remark: str,
    actor: str,
) -> intake_service_pb2.RecordConnectionRequest:
    """Build the request to record a connection, for either client."""
    return intake_service_pb2.RecordConnectionRequest(
        context=case_pb2.ActContext(number=case.number, etag=case.etag, actor=actor),
        department=department,
        result=result,
        remark=remark,
    )
