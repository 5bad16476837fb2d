"""Announcement states: contract to domain."""

from collections.abc import Mapping

from hotline.v1 import announcement_service_pb2 as pb

from hotline_server.domain.announcement_state import AnnouncementState

STATES: Mapping[pb.AnnouncementState.ValueType, AnnouncementState] = {
    pb.AnnouncementState.Value(f"ANNOUNCEMENT_STATE_{state.name}"): state for state in AnnouncementState
}
