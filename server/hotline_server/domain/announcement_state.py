"""States of announcements, apart for clients, which need no more of announcements."""

from enum import Enum


class AnnouncementState(Enum):
    """State of an announcement; the value is its label in the user interface."""

    DRAFT = "草稿"
    RELEASED = "已公布"
    WITHDRAWN = "已撤回"
