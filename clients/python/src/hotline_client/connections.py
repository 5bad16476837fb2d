"""Connections of callers to departments by telephone."""

from datetime import datetime

from hotline.v1 import case_pb2, intake_service_pb2


def connection_record(
    case: case_pb2.Case | intake_service_pb2.RegisteredCase,
    department: str,
    result: intake_service_pb2.ConnectionResult.ValueType,
    remark: str,
    actor: str,
    connected_at: datetime | None,
    request_id: str,
    phone: str,
) -> intake_service_pb2.RecordConnectionRequest:
    """Build the request to record a connection, for either client."""
    request = intake_service_pb2.RecordConnectionRequest(
        context=case_pb2.ActContext(number=case.number, etag=case.etag, actor=actor),
        department=department,
        result=result,
        remark=remark,
        request_id=request_id,
        phone=phone,
    )
    if connected_at:
        request.connected_at.FromDatetime(connected_at)
    return request
