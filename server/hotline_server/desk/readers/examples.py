"""Labelled texts from closed cases, without personal data."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from hotline_server.domain.personal_data import HIDDEN, redact_dwellings, redact_known, redact_personal_data
from hotline_server.store.readers.experience import ClosedCase, Experience
from hotline_server.text.learning.examples import HELD_BACK, Example, part_of

# Latest cases, and their characters, that are learned from: learning takes memory for each.
CASES_LIMIT = 50_000
CHARACTERS_LIMIT = 6_000_000
TEXT_LIMIT = 2_000
# Whoever withheld their numbers may all be the same person.
UNKNOWN_CALLER = "来电人不明"
# Ends an n-gram, as what is hidden did.
_GAP = " "


@dataclass(frozen=True, slots=True)
class CaseExamples:
    """Reads closed cases as labelled texts."""

    experience: Experience

    def read(self, tell: Callable[[int], None]) -> Iterator[Example]:
        """Yield the latest closed cases as labelled texts; ``tell`` receives the number read so far.

        Emergencies that readers are judged by are left out.
        """
        characters = 0
        for count, case in enumerate(self.experience.closed(), 1):
            if case.emergency and judges_readers(case.number):
                continue
            example = example_of(case)
            characters += len(example.text)
            if count > CASES_LIMIT or characters > CHARACTERS_LIMIT:
                return
            tell(count)
            yield example


def judges_readers(number: str) -> bool:
    """Return whether the confirmed emergency with this number judges readers, so that none is learned from it.

    It is told by the number alone: a reader that was learned before judges no less fairly than one to come.
    """
    return part_of(number) == HELD_BACK


def example_of(case: ClosedCase) -> Example:
    """Return a closed case as a labelled text without personal data.

    Names and phone numbers of the caller are masked however they are written, and whatever looks like personal data
    or the number of a house or flat. What remains of others is rare, and n-grams of few callers are not learned.
    """
    known = redact_known(case.text[:TEXT_LIMIT], [case.name], [case.phone])
    return Example(
        text=redact_dwellings(redact_personal_data(known)).replace(HIDDEN, _GAP),
        emergency=case.emergency,
        danger=case.danger,
        request_type=case.request_type,
        matter=case.matter,
        office=case.lead,
        policy=case.policy,
        caller=case.caller or UNKNOWN_CALLER,
    )
