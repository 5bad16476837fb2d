"""Builder of the use cases for learned readers."""

from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from hotline_server.desk.readers.emergencies import EmergencyCheck
from hotline_server.desk.readers.in_force import ReaderInForce
from hotline_server.desk.readers.learning import Learning
from hotline_server.desk.readers.publishing import ReaderPublishing
from hotline_server.desk.readers.shadow import ReaderShadow
from hotline_server.ground.clock import Clock
from hotline_server.ground.config import Settings
from hotline_server.runtime.wiring.in_force import InForce
from hotline_server.runtime.wiring.stores import Stores
from hotline_server.store.engine.group_commit import Writer
from hotline_server.text.learning.examples import read_calls


@dataclass(frozen=True, slots=True)
class Readers:
    """Use cases for learned readers."""

    in_force: ReaderInForce
    shadow: ReaderShadow
    publishing: ReaderPublishing
    learning: Learning


def build_readers(stores: Stores, current: InForce, settings: Settings, writer: Writer, clock: Clock) -> Readers:
    """Build the use cases."""
    calls = partial(read_calls, sorted(settings.learning_calls.glob("*.csv")))
    emergencies = EmergencyCheck(current.books, stores.experience, calls)
    every = timedelta(days=settings.learning_days) if settings.learning_days else None
    return Readers(
        in_force=current.readers,
        shadow=current.reader_shadow,
        publishing=ReaderPublishing(
            stores.readers, current.books, current.book, emergencies, stores.past_calls, writer, clock
        ),
        learning=Learning(stores.learning_runs, writer, clock, every),
    )
