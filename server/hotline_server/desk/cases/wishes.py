"""Wishes of callers not to be told, heard in what they say after registration (R8.7)."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from hotline_server.domain.acts import callers
from hotline_server.domain.amendments import NO_REPLY
from hotline_server.domain.call import Call
from hotline_server.domain.case_file import CaseFile
from hotline_server.domain.lifecycle.act import Act
from hotline_server.domain.lifecycle.refusals import refusal
from hotline_server.domain.lifecycle.situation import Situation
from hotline_server.domain.numbering import number_of
from hotline_server.domain.parties import Actor
from hotline_server.text.phrases import CallerWish, Wishes


def heed_wishes(heard: Collection[CallerWish], file: CaseFile, actor: Actor, now: datetime, call_id: int) -> None:
    """Note that a caller wants no SMS, or neither a reply nor to be called back."""
    if not heard:
        return
    caller = callers.caller_of(file, call_id)
    caller.refuses_messages |= CallerWish.NO_MESSAGES in heard
    situation = Situation(file, actor, now, caller=caller)
    if CallerWish.NO_REPLY in heard and refusal(Act.WAIVE_REPLY, situation) is None:
        callers.waive_reply(file, actor, now, caller.call_id, "来电人说不用回复，也不用回访")


def heard_anew(wishes: Wishes, before: Call, after: Call, reason: str) -> frozenset[CallerWish]:
    """Return the wishes that come with an amendment: in the new words of the call, and in why it is amended."""
    return (wishes.heard_in(after.content) - wishes.heard_in(before.content)) | wishes.heard_in(reason)


def waive_if_heard(heard: Collection[CallerWish], values: Call, paths: tuple[str, ...]) -> tuple[Call, tuple[str, ...]]:
    """Let an amendment that comes with a wish for no reply amend that too, unless it says so itself.

    Args:
        heard: wishes that come with it.
        values: call that has the new values.
        paths: paths of the fields to amend.
    """
    if CallerWish.NO_REPLY not in heard or NO_REPLY in paths:
        return values, paths
    return replace(values, wishes_no_reply=True), (*paths, NO_REPLY)


def as_it_stands(call: Call, paths: Collection[str], number: str, answering: CaseFile) -> Call:
    """Return a call as it stands before it is amended: whether its caller wants a reply may have changed since.

    Args:
        call: the call as it was registered, or amended last.
        paths: paths of the fields to amend.
        number: number of the case that it opened.
        answering: the case that answers its caller.
    """
    entry = next((one for one in answering.callers if number_of(one.call_id) == number), None)
    if entry is None or NO_REPLY not in paths:
        return call
    return replace(call, wishes_no_reply=entry.wishes_no_reply)
