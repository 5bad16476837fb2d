"""Builder of the use cases for messages."""

from dataclasses import dataclass
from datetime import date
from functools import partial

from hotline_server.desk.cases.caller_words import CallerWords
from hotline_server.desk.cases.watches import WatchHub
from hotline_server.desk.directory.in_force import DirectoryInForce
from hotline_server.desk.messages.deliveries import Deliveries
from hotline_server.desk.messages.dispatch import Dispatch
from hotline_server.desk.messages.gateway import HttpGateway, read_secret
from hotline_server.desk.messages.group_chats import GroupChats, read_chats
from hotline_server.desk.messages.kept_file import KeptFile
from hotline_server.desk.messages.mail import Mail, read_mail
from hotline_server.desk.messages.replies import Replies
from hotline_server.desk.messages.sending import Sender
from hotline_server.desk.messages.shadow_digest import ShadowDigest
from hotline_server.desk.messages.taking import Taking
from hotline_server.desk.messages.told_callers import ToldCallers
from hotline_server.desk.messages.ways_out import WaysOut
from hotline_server.desk.setting_aside import SettingAside
from hotline_server.ground.clock import Clock
from hotline_server.ground.config import Settings
from hotline_server.runtime.wiring.in_force import InForce
from hotline_server.runtime.wiring.stores import Stores
from hotline_server.store.messages.outbox import Outbox


@dataclass(frozen=True, slots=True)
class Messages:
    """Use cases for messages to callers, departments and people on duty."""

    deliveries: Deliveries
    replies: Replies
    shadow_digest: ShadowDigest
    sender: Sender | None
    taking: Taking | None


def build_messages(
    stores: Stores,
    current: InForce,
    outbox: Outbox,
    words: CallerWords,
    hub: WatchHub,
    aside: SettingAside,
    settings: Settings,
) -> Messages:
    """Build the use cases.

    Raises:
        GatewayError: if the secret, or a file of the ways out, cannot be read or is wrong.
    """
    told, cases, directory = ToldCallers(words.acts), stores.cases, current.directory
    writer, clock = words.acts.writer, words.acts.clock
    dispatch = Dispatch(
        outbox,
        cases,
        stores.callers,
        directory,
        lambda: current.book().messages,
        told,
        writer,
        aside,
        clock,
        settings.area_code,
    )
    sender = _sender(dispatch, aside, settings, clock)
    return Messages(
        deliveries=Deliveries(outbox, cases, lambda: current.book().messages, told, writer, clock),
        replies=Replies(outbox, words, cases, stores.callers, writer, clock, settings.area_code),
        shadow_digest=ShadowDigest(outbox, stores.rule_books, partial(_is_reached, directory, sender), writer, clock),
        sender=sender,
        taking=Taking(dispatch, hub.offer_messages) if settings.streams_messages else None,
    )


def _is_reached(directory: DirectoryInForce, sender: Sender | None, post: str, day: date) -> bool:
    """Return whether somebody is to be reached in a post: on the roster, in a group chat or by a mailbox."""
    ways = sender.ways.direct if sender else ()
    return bool(directory().on_duty(post, day)) or any(post in way.recipients() for way in ways)


def _sender(dispatch: Dispatch, aside: SettingAside, settings: Settings, clock: Clock) -> Sender | None:
    """Return the sender of messages; ``None`` without a gateway.

    Raises:
        GatewayError: if the secret, or a file of the ways out, cannot be read or is wrong.
    """
    if settings.messages_secret is None or settings.streams_messages:
        return None
    read_secret(settings.messages_secret)
    chats = [GroupChats(KeptFile(path, read_chats), clock) for path in [settings.messages_groups] if path]
    mail = [Mail(KeptFile(path, read_mail), clock) for path in [settings.messages_mail] if path]
    gateway = HttpGateway(settings.messages, settings.messages_secret, clock)
    return Sender(dispatch, WaysOut(gateway, [*chats, *mail]), aside)
