"""Requests for cases nearby, the same for both clients."""

from hotline.v1 import case_service_pb2


def nearby_request(
    origin: str | tuple[float, float], radius_meters: int, matter: str
) -> case_service_pb2.ListNearbyCasesRequest:
    """Build a request for the open cases near a case, given by its number, or a point of latitude and longitude."""
    request = case_service_pb2.ListNearbyCasesRequest(radius_meters=radius_meters, matter=matter)
    if isinstance(origin, str):
        request.number = origin
    else:
        request.point.latitude, request.point.longitude = origin
    return request
