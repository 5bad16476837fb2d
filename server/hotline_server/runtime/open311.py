"""Standalone Open311 server, which only reads the database."""

from collections.abc import Iterator
from contextlib import contextmanager

from flask import Flask
from peewee import Database

from hotline_server.desk.directory.in_force import DirectoryInForce
from hotline_server.desk.reports.open_data import OpenData
from hotline_server.desk.rule_books.in_force import BookInForce
from hotline_server.ground.clock import system_clock
from hotline_server.ground.concurrency.repetition import Repeated, once
from hotline_server.open311.app import create_app
from hotline_server.store.directory.units import UnitStore
from hotline_server.store.engine.database import DatabaseError, close_all, release_connection
from hotline_server.store.figures.open_data import OpenDataStore
from hotline_server.store.maintenance.opening import connect
from hotline_server.store.rule_books import RuleBookStore

# Interval at which a newly published rule book is picked up.
REFRESH_SECONDS = 0.5


class Open311Error(Exception):
    """Database that Open311 cannot be served from; the message gives the reason."""


@contextmanager
def open311(database_url: str, contact: str) -> Iterator[Flask]:
    """Open a database and build the WSGI application on it.

    Args:
        database_url: database of the cases; a replica is sufficient.
        contact: contact for questions about the interface, as published in it.

    Raises:
        Open311Error: if the database cannot be used, or no rule book was ever published in it.
    """
    try:
        database = connect(database_url)
    except DatabaseError as error:
        raise Open311Error(str(error)) from None
    try:
        with _served(database, contact) as application:
            yield application
    finally:
        close_all(database)


@contextmanager
def _served(database: Database, contact: str) -> Iterator[Flask]:
    directory = DirectoryInForce(UnitStore(database))
    try:
        book = BookInForce(RuleBookStore(database), directory.names, lambda: None)
    except LookupError:
        raise Open311Error("这个数据库里还没有规则库：先用 hotline serve 服务过一次") from None

    def matters() -> dict[str, str]:
        categories = book().lexicon.categories
        return {matter.name: category.name for category in categories for matter in category.matters}

    open_data = OpenData(OpenDataStore(database))
    refreshing = Repeated("rule book", once(book.refresh), REFRESH_SECONDS, lambda: release_connection(database))
    refreshing.start()
    try:
        yield create_app(open_data, matters, system_clock, contact, lambda: release_connection(database))
    finally:
        refreshing.stop()
