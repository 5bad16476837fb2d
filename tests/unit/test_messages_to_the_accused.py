"""Messages to offices that a caller has come to accuse (R8.3)."""

from hotline_server.domain.acts import supervision, triage
from hotline_server.domain.messages.composition import Occasion, messages_on
from hotline_server.domain.parties import Designation
from hotline_server.ground.folders import PROJECT
from hotline_server.rulebook.files import read_files
from hotline_server.rulebook.loading import load
from hotline_server.rulebook.recusal import Recusal
from hotline_server.rulebook.time_limit import working_days

from tests.case_files import DESK, NAMES, new_file
from tests.hotline import MONDAY


def test_an_office_is_not_told_what_the_matter_is_since_it_is_accused() -> None:
    rules = load(read_files(PROJECT / "rules"), NAMES).messages
    told = []
    for accused in ((), ("公安局",)):
        file = new_file()
        file.recusal = lambda: Recusal(NAMES)
        triage.assign(file, DESK, MONDAY, "研判", Designation("公安局", (), working_days(7)))
        file.notes.clear()
        file.recusal = lambda accused=accused: Recusal(NAMES, accused)  # type: ignore[misc]
        supervision.supervise(file, DESK, MONDAY, "公安局", "群众催问", 0)
        (message,) = messages_on(Occasion(file, [], "干部作风", MONDAY), rules)
        told.append("干部作风" in message.text)
    assert told == [True, False]
