"""Builder of the directory, rule book, reader, calendar and places in force."""

from dataclasses import dataclass

from hotline_server.desk.cases.shadows import Shadowed
from hotline_server.desk.directory.gazetteer import GazetteerInForce
from hotline_server.desk.directory.in_force import DirectoryInForce
from hotline_server.desk.directory.working_calendar import CalendarInForce
from hotline_server.desk.readers.in_force import ReaderInForce
from hotline_server.desk.readers.publishing import ShippedReader
from hotline_server.desk.readers.shadow import ReaderShadow
from hotline_server.desk.rule_books.in_force import BookInForce
from hotline_server.desk.rule_books.kept_books import KeptBooks
from hotline_server.desk.rule_books.publishing import Publishing
from hotline_server.domain.case import Case
from hotline_server.domain.recusal import recusal_in
from hotline_server.ground.clock import Clock
from hotline_server.ground.config import Settings
from hotline_server.rulebook.files import read_files, read_test_files
from hotline_server.rulebook.recusal import Recusal
from hotline_server.runtime.wiring.stores import Stores
from hotline_server.store.cases.calendar_moves import CalendarMoves
from hotline_server.store.engine.database import write_transaction


@dataclass(frozen=True, slots=True)
class InForce:
    """Directory, rule book, reader, calendar and places in force."""

    directory: DirectoryInForce
    readers: ReaderInForce
    books: KeptBooks
    publishing: Publishing
    book: BookInForce
    reader_shadow: ReaderShadow
    calendar_moves: CalendarMoves
    calendar: CalendarInForce
    gazetteer: GazetteerInForce

    def refresh(self) -> None:
        """Pick up a changed directory, and what is published by its names."""
        self.directory.refresh()
        self.book.refresh()

    def recusal(self, case: Case) -> Recusal:
        """Return who must step aside from a case, by the directory in force."""
        return recusal_in(case, self.directory.names())

    def shadows(self) -> tuple[Shadowed, ...]:
        """Return what runs in the shadow of the rule book and of the reader."""
        return tuple(shadow for shadow in (self.book.shadow(), self.reader_shadow()) if shadow)


def read_in_force(stores: Stores, settings: Settings, clock: Clock) -> InForce:
    """Read what is in force, and publish the first rule book and reader in a new database."""
    directory = DirectoryInForce(stores.units)
    with write_transaction(stores.database):
        ShippedReader(stores.readers, settings.reader, clock).install()
    readers = ReaderInForce(stores.readers)
    books = KeptBooks(stores.rule_books, directory.names, readers, clock)
    publishing = Publishing(books, stores.rule_books, clock)
    with write_transaction(stores.database):
        publishing.publish_first(read_files(settings.rules), read_test_files(settings.rules))
    book = BookInForce(stores.rule_books, directory.names, readers, books.ready.take)
    calendar_moves = CalendarMoves(stores.database)
    return InForce(
        directory=directory,
        readers=readers,
        books=books,
        publishing=publishing,
        book=book,
        reader_shadow=ReaderShadow(stores.readers, book),
        calendar_moves=calendar_moves,
        calendar=CalendarInForce(stores.holidays, calendar_moves, lambda: book().limits),
        gazetteer=GazetteerInForce(stores.places, directory),
    )
